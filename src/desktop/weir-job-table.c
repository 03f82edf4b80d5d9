/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-table.c: the iterations of a run of a load plan, with their status and figures
 *
 * A row stays the same object while its run goes on, so that what is selected stays so, and only cells on the
 * screen whose text is another one are laid out again.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-job-table.h"

struct _WeirJobTable
{
  GtkWidget parent_instance;

  /* borrowed */
  GtkWidget *scroller;
  GtkColumnView *view;
  GtkColumnViewColumn *columns[WEIR_N_JOB_FIGURES];
  GtkSingleSelection *selection;

  GListStore *items; /* owned, of WeirJobItem */
};

enum
{
  SELECTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirJobTable, weir_job_table, GTK_TYPE_WIDGET)

/* Of a cell: which figure it shows. */
#define FIGURE "weir-figure"

static void
show_cell (GtkLabel *label, WeirJobItem *item)
{
  WeirJobFigure figure = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (label), FIGURE));
  WeirTone tone;
  gboolean weak;
  g_autofree char *text = weir_job_item_get_text (item, figure, &tone, &weak);

  if (g_str_equal (gtk_label_get_text (label), text))
    return;
  gtk_label_set_text (label, text);
  weir_tone_apply (GTK_WIDGET (label), tone);
  if (weak)
    gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "dim-label");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label),
                               weak ? _("Too few requests for this percentile to say much")
                                    : weir_job_figure_get_help (figure));
}

static void
changed_cb (GtkLabel *label, WeirJobItem *item)
{
  show_cell (label, item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  WeirJobFigure figure = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), figure <= WEIR_JOB_FIGURE_RULES ? 0 : 1);
  if (figure == WEIR_JOB_FIGURE_NAME)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_width_chars (GTK_LABEL (label), 16);
    }
  else
    gtk_widget_add_css_class (label, "numeric");
  g_object_set_data (G_OBJECT (label), FIGURE, data);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  WeirJobItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);

  g_signal_connect_object (item, "changed", G_CALLBACK (changed_cb), label, G_CONNECT_SWAPPED);
  show_cell (GTK_LABEL (label), item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), changed_cb,
                                        gtk_list_item_get_child (list_item));
}

static void
add_column (WeirJobTable *self, WeirJobFigure figure)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (figure));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (figure));
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), GUINT_TO_POINTER (figure));
  self->columns[figure] = gtk_column_view_column_new (weir_job_figure_get_title (figure), factory);
  gtk_column_view_column_set_resizable (self->columns[figure], TRUE);
  gtk_column_view_column_set_expand (self->columns[figure], figure == WEIR_JOB_FIGURE_NAME);
  gtk_column_view_append_column (self->view, self->columns[figure]);
  g_object_unref (self->columns[figure]);
}

static void
selected_cb (WeirJobTable *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
weir_job_table_dispose (GObject *object)
{
  WeirJobTable *self = WEIR_JOB_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (weir_job_table_parent_class)->dispose (object);
}

static void
weir_job_table_class_init (WeirJobTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_job_table_dispose;
  /**
   * WeirJobTable::selected:
   * @table: the table
   *
   * Another iteration is selected, or none.
   */
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
weir_job_table_init (WeirJobTable *self)
{
  self->items = g_list_store_new (WEIR_TYPE_JOB_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (self->selection)));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Iterations of the run, with their figures"), -1);
  for (WeirJobFigure figure = 0; figure < WEIR_N_JOB_FIGURES; figure++)
    add_column (self, figure);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  /* Few iterations leave their room to the rules. */
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), 56);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 260);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * weir_job_table_new:
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
weir_job_table_new (void)
{
  return g_object_new (WEIR_TYPE_JOB_TABLE, NULL);
}

static gboolean
is_same_job (gpointer item, const WeirJobState *job)
{
  const WeirJobState *shown = weir_job_item_get_state (item);

  return shown->job == job->job && g_str_equal (shown->round, job->round) &&
         g_str_equal (shown->iteration, job->iteration);
}

static gboolean
has_rows_of (WeirJobTable *self, GPtrArray *chosen)
{
  GListModel *items = G_LIST_MODEL (self->items);

  if (g_list_model_get_n_items (items) != chosen->len)
    return FALSE;
  for (guint i = 0; i < chosen->len; i++)
    {
      g_autoptr (WeirJobItem) item = g_list_model_get_item (items, i);

      if (!is_same_job (item, g_ptr_array_index (chosen, i)))
        return FALSE;
    }
  return TRUE;
}

static void
list_anew (WeirJobTable *self, GPtrArray *chosen)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < chosen->len; i++)
    g_ptr_array_add (rows, weir_job_item_new (g_ptr_array_index (chosen, i)));
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), rows->pdata,
                       rows->len);
}

/* Columns that say nothing about this run are not shown. */
static void
choose_columns (WeirJobTable *self, GPtrArray *chosen)
{
  gboolean late = FALSE;
  gboolean http = FALSE;

  for (guint i = 0; i < chosen->len; i++)
    {
      const WeirJobFigures *figures = ((WeirJobState *) g_ptr_array_index (chosen, i))->figures;

      late |= figures->lateness != NULL && weir_histogram_get_count (figures->lateness) > 0;
      http |= figures->http[WEIR_JOB_HTTP_1_0] > 0 || figures->http[WEIR_JOB_HTTP_2] > 0;
    }
  gtk_column_view_column_set_visible (self->columns[WEIR_JOB_FIGURE_LATE], late);
  gtk_column_view_column_set_visible (self->columns[WEIR_JOB_FIGURE_HTTP], http);
}

/**
 * weir_job_table_update:
 * @self: the table
 * @jobs: (nullable) (element-type WeirJobState): how a run stands; %NULL for no run
 */
void
weir_job_table_update (WeirJobTable *self, GPtrArray *jobs)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  g_return_if_fail (WEIR_IS_JOB_TABLE (self));

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    if (((WeirJobState *) g_ptr_array_index (jobs, i))->chosen)
      g_ptr_array_add (chosen, g_ptr_array_index (jobs, i));
  choose_columns (self, chosen);
  if (!has_rows_of (self, chosen))
    {
      list_anew (self, chosen);
      return;
    }
  for (guint i = 0; i < chosen->len; i++)
    {
      g_autoptr (WeirJobItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      weir_job_item_set_state (item, g_ptr_array_index (chosen, i));
    }
}

/**
 * weir_job_table_get_selected:
 * @self: the table
 *
 * Returns: (transfer none) (nullable): how the selected iteration stands
 */
WeirJobState *
weir_job_table_get_selected (WeirJobTable *self)
{
  gpointer item;

  g_return_val_if_fail (WEIR_IS_JOB_TABLE (self), NULL);

  item = gtk_single_selection_get_selected_item (self->selection);
  return item != NULL ? weir_job_item_get_state (item) : NULL;
}

/**
 * weir_job_table_select:
 * @self: the table
 * @job: number of an iteration
 */
void
weir_job_table_select (WeirJobTable *self, guint job)
{
  GListModel *items;

  g_return_if_fail (WEIR_IS_JOB_TABLE (self));

  items = G_LIST_MODEL (self->items);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirJobItem) item = g_list_model_get_item (items, i);

      if (weir_job_item_get_state (item)->job == job)
        gtk_single_selection_set_selected (self->selection, i);
    }
}

/**
 * weir_job_table_get_items:
 * @self: the table
 *
 * Returns: (transfer none): its rows
 */
GListModel *
weir_job_table_get_items (WeirJobTable *self)
{
  g_return_val_if_fail (WEIR_IS_JOB_TABLE (self), NULL);

  return G_LIST_MODEL (self->items);
}
