/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-columns.c: the columns of the list of results
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-duration.h"
#include "weir-result-columns.h"
#include "weir-result-words.h"

typedef enum
{
  COLUMN_NAME,
  COLUMN_OUTCOME,
  COLUMN_STATUS,
  COLUMN_TIME,
  N_COLUMNS
} Column;

/* What a cell needs to say what it says once more when its item has changed; belongs to its list item. */
typedef struct
{
  Column column;
  GtkWidget *label;
  WeirResultItem *item; /* (nullable) owned */
  gulong handler;
} Cell;

/* Of a cell on both sides, in data/style.css, and its line. */
#define CELL_PADDING 18
/* Of the first column, in letters: the others give way to it. */
#define NAME_CHARS 10

#define CELL "weir-cell"
#define ITEM "weir-item"

static char *
time_of_pass (const WeirResultPass *pass)
{
  return weir_duration_to_display (pass->end_us - pass->begin_us);
}

static char *
text_for (Column column, WeirResultItem *item, WeirTone *tone)
{
  const WeirResultPass *pass = weir_result_item_get_pass (item);

  *tone = WEIR_TONE_QUIET;
  if (weir_result_item_is_unread (item) && column != COLUMN_NAME)
    return g_strdup ("");
  switch (column)
    {
    case COLUMN_NAME:
      return g_strdup (weir_result_item_get_name (item));
    case COLUMN_OUTCOME:
      return weir_words_for_item_outcome (item, tone);
    case COLUMN_STATUS:
      return pass != NULL ? g_strdup ("") : weir_words_for_status (weir_result_item_get_brief (item));
    case COLUMN_TIME:
    default:
      return pass != NULL ? time_of_pass (pass) : weir_words_for_time (weir_result_item_get_brief (item));
    }
}

/* GTK 4.8 has no property for the name of a row: the widget it puts around the cells is named, and the
 * expander in the first cell, which has the keyboard focus. */
static void
name_row (Cell *cell, GtkWidget *child)
{
  GtkWidget *around = gtk_widget_get_parent (child);
  GtkWidget *row = around != NULL ? gtk_widget_get_parent (around) : NULL;
  g_autofree char *spoken = NULL;

  if (row == NULL)
    return;
  spoken = weir_words_spoken (cell->item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_cell (GtkListItem *list_item)
{
  Cell *cell = g_object_get_data (G_OBJECT (list_item), CELL);
  WeirTone tone;
  g_autofree char *text = text_for (cell->column, cell->item, &tone);

  gtk_label_set_text (GTK_LABEL (cell->label), text);
  if (cell->column == COLUMN_NAME)
    name_row (cell, gtk_list_item_get_child (list_item));
  if (cell->column == COLUMN_OUTCOME)
    weir_tone_apply (cell->label, tone);
}

static void
forget_item (Cell *cell)
{
  if (cell->item != NULL)
    g_signal_handler_disconnect (cell->item, cell->handler);
  g_clear_object (&cell->item);
}

static void
free_cell (gpointer data)
{
  Cell *cell = data;

  forget_item (cell);
  g_free (cell);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  Cell *cell = g_new0 (Cell, 1);
  GtkWidget *child;

  cell->column = GPOINTER_TO_UINT (data);
  cell->label = child = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (cell->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (cell->label), 0);
  if (cell->column == COLUMN_STATUS || cell->column == COLUMN_TIME)
    gtk_widget_add_css_class (cell->label, "numeric");
  if (cell->column == COLUMN_NAME)
    {
      gtk_label_set_width_chars (GTK_LABEL (cell->label), NAME_CHARS);
      child = gtk_tree_expander_new ();
      gtk_tree_expander_set_child (GTK_TREE_EXPANDER (child), cell->label);
    }
  gtk_list_item_set_child (list_item, child);
  g_object_set_data_full (G_OBJECT (list_item), CELL, cell, free_cell);
}

/* Asked for by each cell of a row: the row of a tree keeps it. A list without a tree has nothing else. */
static WeirResultItem *
get_item (gpointer row)
{
  WeirResultItem *item;

  if (WEIR_IS_RESULT_ITEM (row))
    return row;
  item = g_object_get_data (G_OBJECT (row), ITEM);
  if (item == NULL)
    {
      item = gtk_tree_list_row_get_item (row);
      g_object_set_data_full (G_OBJECT (row), ITEM, item, g_object_unref);
    }
  return item;
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  Cell *cell = g_object_get_data (G_OBJECT (list_item), CELL);
  gpointer row = gtk_list_item_get_item (list_item);

  forget_item (cell);
  cell->item = g_object_ref (get_item (row));
  cell->handler = g_signal_connect_swapped (cell->item, "changed", G_CALLBACK (show_cell), list_item);
  if (cell->column == COLUMN_NAME && GTK_IS_TREE_LIST_ROW (row))
    gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), row);
  show_cell (list_item);
}

/* The expander keeps its row until it gets another: without one it would throw its arrow away, and scrolling
 * would cost twice as much. */
static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  forget_item (g_object_get_data (G_OBJECT (list_item), CELL));
}

/* As wide as @text in the person's font, and the room around it in a cell. */
static int
measure (GtkWidget *widget, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + CELL_PADDING;
}

/* Not before the view has a window: until then it does not know its font. */
static void
realize_cb (GtkColumnView *view)
{
  const char *const widest[N_COLUMNS] = {
    [COLUMN_OUTCOME] = _("✗ failed, 2 of 20 steps"),
    [COLUMN_STATUS] = _("no connection"),
    [COLUMN_TIME] = "888.8 ms",
  };
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (widest[i] != NULL && gtk_column_view_column_get_fixed_width (column) < 0)
        gtk_column_view_column_set_fixed_width (column, measure (GTK_WIDGET (view), widest[i]));
    }
}

/**
 * weir_result_columns_add:
 * @view: an empty column view over a tree of #WeirResultItem, or over a list of them
 *
 * Adds the columns: which pass or step, how it came out, status and time.
 */
void
weir_result_columns_add (GtkColumnView *view)
{
  const char *const titles[N_COLUMNS] = { _("Iteration or step"), _("Outcome"), _("Status"), _("Time") };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
      column = gtk_column_view_column_new (titles[i], factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, i == COLUMN_NAME);
      gtk_column_view_append_column (view, column);
      g_object_unref (column);
    }
  g_signal_connect (view, "realize", G_CALLBACK (realize_cb), NULL);
}

/**
 * weir_result_columns_set_by_vu:
 * @view: a column view with these columns
 * @by_vu: whether the passes are told apart by their virtual user, not by their iteration
 */
void
weir_result_columns_set_by_vu (GtkColumnView *view, gboolean by_vu)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (view), COLUMN_NAME);

  gtk_column_view_column_set_title (column, by_vu ? _("VU or step") : _("Iteration or step"));
}
