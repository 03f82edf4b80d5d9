/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-columns.c: the columns of the list of results
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-result-columns.h"
#include "weir-result-item.h"

#define BY_VU "weir-by-vu"

typedef enum
{
  COLUMN_PASS,
  COLUMN_STEP,
  COLUMN_OUTCOME,
  COLUMN_STATUS,
  COLUMN_TIME,
  N_COLUMNS
} Column;

static char *
text_for (Column column, gboolean by_vu, WeirResultItem *item, WeirTone *tone)
{
  const WeirStepBrief *brief = weir_result_item_get_brief (item);

  *tone = WEIR_TONE_QUIET;
  if (weir_result_item_get_id (item) == 0)
    return g_strdup (column == COLUMN_STEP ? _("This result cannot be read.") : "");
  switch (column)
    {
    case COLUMN_PASS:
      return weir_words_for_pass (brief, by_vu);
    case COLUMN_STEP:
      return g_strdup (weir_result_item_get_name (item));
    case COLUMN_OUTCOME:
      return weir_words_for_brief (brief, tone);
    case COLUMN_STATUS:
      return weir_words_for_status (brief);
    case COLUMN_TIME:
    default:
      return weir_words_for_time (brief);
    }
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  Column column = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (column == COLUMN_STATUS || column == COLUMN_TIME)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (list_item, label);
}

/* GTK 4.8 has no property for the name of a row or a cell: the widgets it puts around the label are named. */
static void
name_cell_and_row (GtkWidget *label, const char *text, WeirResultItem *item)
{
  GtkWidget *cell = gtk_widget_get_parent (label);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *whole = NULL;
  g_autofree char *outcome = NULL;
  WeirTone tone;

  if (row == NULL)
    return;
  outcome = weir_words_for_brief (weir_result_item_get_brief (item), &tone);
  whole = g_strdup_printf ("%s, %s", weir_result_item_get_name (item), outcome);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  Column column = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  WeirTone tone;
  gboolean by_vu = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), BY_VU));
  g_autofree char *text = text_for (column, by_vu, gtk_list_item_get_item (list_item), &tone);

  gtk_label_set_text (GTK_LABEL (label), text);
  name_cell_and_row (label, text, gtk_list_item_get_item (list_item));
  if (column == COLUMN_OUTCOME)
    weir_tone_apply (label, tone);
}

/**
 * weir_result_columns_add:
 * @view: an empty column view over #WeirResultItem
 *
 * Adds the columns: which pass, which step, how it came out, status and time.
 */
void
weir_result_columns_add (GtkColumnView *view)
{
  const struct
  {
    const char *title;
    int width; /* 0 = takes what is left */
  } columns[N_COLUMNS] = {
    { _("Iteration"), 90 }, { _("Step"), 0 }, { _("Outcome"), 120 }, { _("Status"), 80 }, { _("Time"), 80 },
  };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (columns[i].title, factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      if (columns[i].width > 0)
        gtk_column_view_column_set_fixed_width (column, columns[i].width);
      else
        gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (view, column);
      g_object_unref (column);
    }
}

/**
 * weir_result_columns_set_by_vu:
 * @view: a column view with these columns
 * @by_vu: whether the passes are told apart by their virtual user, not by their iteration
 *
 * Call it before the rows of another run are listed.
 */
void
weir_result_columns_set_by_vu (GtkColumnView *view, gboolean by_vu)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (view), COLUMN_PASS);

  gtk_column_view_column_set_title (column, by_vu ? _("VU") : _("Iteration"));
  g_object_set_data (G_OBJECT (gtk_column_view_column_get_factory (column)), BY_VU, GINT_TO_POINTER (by_vu));
}
