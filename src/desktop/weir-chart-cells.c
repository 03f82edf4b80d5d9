/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-cells.c: a chart as a table, for people who cannot see it or want the numbers
 *
 * Only the cells on the screen are made into text.
 */

#include "config.h"

#include "weir-chart-cells.h"

#define HEIGHT 300

struct _WeirChartCells
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkColumnView *view;
  GtkStringList *rows;     /* as many as the table has, all empty: their positions are what counts */
  WeirChartCanvas *canvas; /* owned */
};

G_DEFINE_FINAL_TYPE (WeirChartCells, weir_chart_cells, GTK_TYPE_WIDGET)

static void
setup_cb (WeirChartCells *self, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (WeirChartCells *self, GtkListItem *item, GtkListItemFactory *factory)
{
  WeirChart *chart = weir_chart_canvas_get_chart (self->canvas);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  guint row = gtk_list_item_get_position (item);
  g_autofree char *text = NULL;

  if (chart != NULL && column < weir_chart_get_n_columns (chart) && row < weir_chart_get_n_rows (chart))
    text = weir_chart_get_cell (chart, row, column);
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text != NULL ? text : "");
}

static void
add_column (WeirChartCells *self, WeirChart *chart, guint number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *heading = weir_chart_get_heading (chart, number);
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (number));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  column = gtk_column_view_column_new (heading, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static gboolean
has_same_columns (WeirChartCells *self, WeirChart *chart)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint n = weir_chart_get_n_columns (chart);

  if (g_list_model_get_n_items (columns) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autofree char *heading = weir_chart_get_heading (chart, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), heading) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
rebuild_columns (WeirChartCells *self, WeirChart *chart)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint n = weir_chart_get_n_columns (chart);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  for (guint i = 0; i < n; i++)
    add_column (self, chart, i);
}

static void
weir_chart_cells_dispose (GObject *object)
{
  WeirChartCells *self = WEIR_CHART_CELLS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_object (&self->canvas);
  G_OBJECT_CLASS (weir_chart_cells_parent_class)->dispose (object);
}

static void
weir_chart_cells_class_init (WeirChartCellsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_chart_cells_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_chart_cells_init (WeirChartCells *self)
{
  self->rows = gtk_string_list_new (NULL);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows))))));
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * weir_chart_cells_new:
 * @canvas: the canvas with the chart; kept
 *
 * Returns: (transfer floating): its table
 */
GtkWidget *
weir_chart_cells_new (WeirChartCanvas *canvas)
{
  WeirChartCells *self = g_object_new (WEIR_TYPE_CHART_CELLS, NULL);

  self->canvas = g_object_ref (canvas);
  weir_chart_cells_update (self);
  return GTK_WIDGET (self);
}

/**
 * weir_chart_cells_update:
 * @self: a table
 *
 * Shows what the canvas has now.
 */
void
weir_chart_cells_update (WeirChartCells *self)
{
  WeirChart *chart = weir_chart_canvas_get_chart (self->canvas);
  guint n = chart != NULL ? weir_chart_get_n_rows (chart) : 0;
  g_autofree const char **rows = g_new0 (const char *, n + 1);

  if (chart != NULL && !has_same_columns (self, chart))
    rebuild_columns (self, chart);
  for (guint i = 0; i < n; i++)
    rows[i] = "";
  /* All of them anew: every cell may have changed. */
  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows);
}
