/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-columns.c: the columns of the slowest and failed requests
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-duration.h"
#include "weir-request-columns.h"
#include "weir-words.h"

typedef enum
{
  COLUMN_STATUS,
  COLUMN_NAME,
  COLUMN_INSTANT,
  COLUMN_TIME,
  COLUMN_FROM_PLANNED,
  COLUMN_LATE,
  COLUMN_ATTEMPTS,
  N_COLUMNS
} Column;

/* "888.8 ms": rows that come into sight later take no more room. */
#define TIME_CHARS 8

/* "✗ 500", "✗ no connection", "200" */
static char *
describe_status (const WeirStepBrief *brief)
{
  g_autofree char *status = weir_words_for_status (brief);

  return brief->outcome == WEIR_STEP_FAILED ? g_strdup_printf ("✗ %s", status) : g_steal_pointer (&status);
}

static gint64
get_number (const WeirStepBrief *brief, Column column)
{
  switch (column)
    {
    case COLUMN_STATUS:
      return brief->status;
    case COLUMN_NAME:
      return brief->step;
    case COLUMN_INSTANT:
      return brief->offset_us;
    case COLUMN_TIME:
      return brief->time_us;
    case COLUMN_FROM_PLANNED:
      return weir_step_brief_get_response (brief);
    case COLUMN_LATE:
      return brief->blocked_us;
    case COLUMN_ATTEMPTS:
    default:
      return brief->n_attempts;
    }
}

static char *
describe (WeirRequestItem *item, Column column)
{
  const WeirStepBrief *brief = weir_request_item_get_brief (item);

  switch (column)
    {
    case COLUMN_STATUS:
      return describe_status (brief);
    case COLUMN_NAME:
      return g_strdup (weir_request_item_get_name (item));
    case COLUMN_ATTEMPTS:
      return g_strdup_printf ("%u", brief->n_attempts);
    case COLUMN_TIME:
      return weir_words_for_time (brief);
    case COLUMN_INSTANT:
      return weir_duration_to_display (brief->offset_us);
    case COLUMN_FROM_PLANNED:
    case COLUMN_LATE:
    default:
      return brief->has_exchange ? weir_duration_to_display (get_number (brief, column)) : g_strdup ("");
    }
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  Column column = GPOINTER_TO_UINT (data);
  gint64 first = get_number (weir_request_item_get_brief ((WeirRequestItem *) a), column);
  gint64 second = get_number (weir_request_item_get_brief ((WeirRequestItem *) b), column);

  return first < second ? GTK_ORDERING_SMALLER : first > second ? GTK_ORDERING_LARGER : GTK_ORDERING_EQUAL;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  Column column = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column <= COLUMN_NAME ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column > COLUMN_NAME)
    {
      gtk_label_set_width_chars (GTK_LABEL (label), TIME_CHARS);
      gtk_widget_add_css_class (label, "numeric");
    }
  gtk_list_item_set_child (list_item, label);
}

/* GTK 4.8 has no property for the name of a row: the widget it puts around the cells is named. */
static void
name_row (GtkWidget *label, WeirRequestItem *item)
{
  GtkWidget *cell = gtk_widget_get_parent (label);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *spoken = NULL;

  if (row == NULL)
    return;
  spoken = weir_request_columns_speak (item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  Column column = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  WeirRequestItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *text = describe (item, column);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (column == COLUMN_STATUS)
    {
      gboolean failed = weir_request_item_get_brief (item)->outcome == WEIR_STEP_FAILED;

      weir_tone_apply (label, failed ? WEIR_TONE_BAD : WEIR_TONE_QUIET);
      name_row (label, item);
    }
}

/**
 * weir_request_columns_speak:
 * @item: a row
 *
 * Returns: (transfer full): the row for a screen reader
 */
char *
weir_request_columns_speak (WeirRequestItem *item)
{
  const WeirStepBrief *brief = weir_request_item_get_brief (item);
  gboolean failed = brief->outcome == WEIR_STEP_FAILED;
  g_autofree char *status = weir_words_for_status (brief);
  g_autofree char *time = describe (item, COLUMN_TIME);
  g_autofree char *instant = describe (item, COLUMN_INSTANT);

  /* Translators: a row of a list for a screen reader: iteration, status, time it took, when it began */
  return g_strdup_printf (failed ? _("%s, failed, %s, %s, at %s") : _("%s, %s, %s, at %s"),
                          weir_request_item_get_name (item), status, time, instant);
}

/**
 * weir_request_columns_add:
 * @view: an empty column view over #WeirRequestItem
 *
 * Adds the columns; each can be sorted by.
 */
void
weir_request_columns_add (GtkColumnView *view)
{
  const char *const titles[N_COLUMNS] = {
    [COLUMN_STATUS] = _("Status"),
    [COLUMN_NAME] = _("Plan iteration"),
    [COLUMN_INSTANT] = _("At"),
    [COLUMN_TIME] = _("Time"),
    [COLUMN_FROM_PLANNED] = _("Time from planned start"),
    [COLUMN_LATE] = _("Late by"),
    [COLUMN_ATTEMPTS] = _("Attempts"),
  };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      gpointer which = GUINT_TO_POINTER (i);
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, which, NULL));
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), which);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), which);
      column = gtk_column_view_column_new (titles[i], factory);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, i == COLUMN_NAME);
      gtk_column_view_append_column (view, column);
    }
}
