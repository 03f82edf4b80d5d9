/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-statistics-page.c: the figures of a run, step by step; sorted by any of them, copied as a table
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-statistics-item.h"
#include "weir-statistics-page.h"

/* While a run goes on: percentiles of many steps are no work for each tenth of a second. */
#define REFRESH_US G_USEC_PER_SEC

struct _WeirStatisticsPage
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkColumnView *view;

  /* owned */
  GListStore *items; /* of WeirStatisticsItem */
  GtkSortListModel *sorted;
  WeirRunSnapshot *snapshot; /* (nullable) */
  WeirFlow *flow;            /* (nullable) of that run */

  gint64 shown_us; /* monotonic; 0 when the latest snapshot was not shown yet */
};

G_DEFINE_FINAL_TYPE (WeirStatisticsPage, weir_statistics_page, GTK_TYPE_WIDGET)

static void
show_snapshot (WeirStatisticsPage *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint part = 0; self->snapshot != NULL && self->flow != NULL && part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < self->snapshot->n_steps[part]; i++)
      {
        WeirStep *step = weir_flow_get_step (self->flow, part, i);

        if (step != NULL && weir_step_get_enabled (step))
          g_ptr_array_add (rows,
                           weir_statistics_item_new (self->snapshot, part, i, weir_step_get_name (step)));
      }
  self->shown_us = g_get_monotonic_time ();
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), rows->pdata,
                       rows->len);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statistics.copy", rows->len > 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  WeirFigure figure = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), figure == WEIR_FIGURE_STEP ? 0 : 1);
  if (figure != WEIR_FIGURE_STEP)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  WeirFigure figure = GPOINTER_TO_UINT (data);
  WeirStatisticsItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  g_autofree char *text = weir_statistics_item_get_text (item, figure);
  gboolean weak = weir_statistics_item_has (item, figure) && weir_statistics_item_is_weak (item, figure);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (weak)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
  gtk_widget_set_tooltip_text (label, weak ? _("Too few requests for this percentile to say much") : NULL);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  return weir_statistics_item_compare ((WeirStatisticsItem *) a, (WeirStatisticsItem *) b,
                                       GPOINTER_TO_UINT (data));
}

static void
add_column (WeirStatisticsPage *self, WeirFigure figure)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, GUINT_TO_POINTER (figure), NULL));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (figure));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (figure));
  column = gtk_column_view_column_new (weir_figure_get_title (figure), factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_expand (column, figure == WEIR_FIGURE_STEP);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (sorter);
}

static void
copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autofree char *text = weir_statistics_page_get_text (WEIR_STATISTICS_PAGE (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
weir_statistics_page_map (GtkWidget *widget)
{
  WeirStatisticsPage *self = WEIR_STATISTICS_PAGE (widget);

  if (self->shown_us == 0)
    show_snapshot (self);
  GTK_WIDGET_CLASS (weir_statistics_page_parent_class)->map (widget);
}

static void
weir_statistics_page_dispose (GObject *object)
{
  WeirStatisticsPage *self = WEIR_STATISTICS_PAGE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->sorted);
  g_clear_object (&self->items);
  g_clear_pointer (&self->snapshot, weir_run_snapshot_unref);
  g_clear_object (&self->flow);
  G_OBJECT_CLASS (weir_statistics_page_parent_class)->dispose (object);
}

static void
weir_statistics_page_class_init (WeirStatisticsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_statistics_page_dispose;
  widget_class->map = weir_statistics_page_map;
  gtk_widget_class_install_action (widget_class, "statistics.copy", NULL, copy_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-statistics-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirStatisticsPage, content);
  gtk_widget_class_bind_template_child (widget_class, WeirStatisticsPage, view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_statistics_page_init (WeirStatisticsPage *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (WEIR_TYPE_STATISTICS_ITEM);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                          g_object_ref (gtk_column_view_get_sorter (self->view)));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  for (WeirFigure figure = 0; figure < WEIR_N_FIGURES; figure++)
    add_column (self, figure);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statistics.copy", FALSE);
}

/**
 * weir_statistics_page_update:
 * @self: the page
 * @snapshot: (nullable): how a run stands; %NULL for no run
 * @flow: (nullable): the flow it runs
 *
 * Shows the figures of the run; while it goes on and the page is seen, once a second.
 */
void
weir_statistics_page_update (WeirStatisticsPage *self, WeirRunSnapshot *snapshot, WeirFlow *flow)
{
  g_autoptr (WeirRunSnapshot) before = NULL;
  gboolean now;

  g_return_if_fail (WEIR_IS_STATISTICS_PAGE (self));

  now = snapshot == NULL || snapshot->phase == WEIR_RUN_DONE
        || g_get_monotonic_time () - self->shown_us >= REFRESH_US;
  before = g_steal_pointer (&self->snapshot);
  self->snapshot = snapshot != NULL ? weir_run_snapshot_ref (snapshot) : NULL;
  g_set_object (&self->flow, flow);
  if (now && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_snapshot (self);
  else if (now)
    self->shown_us = 0;
}

/**
 * weir_statistics_page_get_text:
 * @self: the page
 *
 * Returns: (transfer full): the table in its order, with tabs between the columns; times in ms
 */
char *
weir_statistics_page_get_text (WeirStatisticsPage *self)
{
  GString *text = g_string_new (NULL);
  guint n_rows;

  g_return_val_if_fail (WEIR_IS_STATISTICS_PAGE (self), NULL);

  n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
  for (WeirFigure figure = 0; figure < WEIR_N_FIGURES; figure++)
    g_string_append_printf (text, "%s%s", figure > 0 ? "\t" : "", weir_figure_get_title (figure));
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (WeirStatisticsItem) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), i);

      for (WeirFigure figure = 0; figure < WEIR_N_FIGURES; figure++)
        {
          g_autofree char *plain = weir_statistics_item_get_plain (item, figure);

          g_string_append_printf (text, "%s%s", figure > 0 ? "\t" : "\n", plain);
        }
    }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
