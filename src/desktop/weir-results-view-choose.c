/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-results-view-choose.c: choosing a result from outside the list, and what others ask of the right pane
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-results-view-private.h"

/**
 * weir_results_view_set_step:
 * @self: a results view
 * @part: the list of the flow the step is in
 * @index: its place in that list; -1 lists the results of all steps
 * @name: (nullable): its name
 *
 * Lists the results of one step, one row for each pass, and shows one.
 */
void
weir_results_view_set_step (WeirResultsView *self, WeirFlowPart part, int index, const char *name)
{
  g_autofree char *text = NULL;

  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  self->filter.part = index >= 0 ? (int) part + 1 : 0;
  self->filter.step = index >= 0 ? index + 1 : 0;
  text = g_strdup_printf (_("Only %s"), name != NULL ? name : "");
  gtk_label_set_text (self->step_filter_label, text);
  gtk_widget_set_visible (self->step_filter, index >= 0);
  self->choose = self->run_id != 0;
  weir_results_view_list_run (self);
}

/**
 * weir_results_view_set_choice:
 * @self: a results view
 * @choice: which results to list, in which order
 */
void
weir_results_view_set_choice (WeirResultsView *self, const WeirResultChoice *choice)
{
  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  weir_result_filter_bar_set_choice (self->filter_bar, choice);
}

/**
 * weir_results_view_set_failed_only:
 * @self: a results view
 * @failed_only: whether to list failed results only, not all
 */
void
weir_results_view_set_failed_only (WeirResultsView *self, gboolean failed_only)
{
  WeirResultChoice choice = WEIR_RESULT_CHOICE_ALL;

  choice.show = failed_only ? WEIR_RESULT_SHOW_FAILED : WEIR_RESULT_SHOW_ALL;
  weir_results_view_set_choice (self, &choice);
}

/**
 * weir_results_view_show_result:
 * @self: a results view
 * @key: of a pass
 * @step: index of a step within its part
 *
 * Shows the list of all results with that one chosen.
 */
void
weir_results_view_show_result (WeirResultsView *self, WeirPassKey key, guint step)
{
  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  gtk_notebook_set_current_page (self->tabs, 0);
  weir_results_view_set_failed_only (self, FALSE);
  self->reveal = self->filter.step > 0;
  self->reveal_key = key;
  self->reveal_step = step;
  if (self->reveal)
    weir_results_view_forget_step (self);
  else
    weir_results_view_find_result (self, key, step);
}

/* The list, if it is what is shown: the chosen result can be walked on from there. */
gboolean
weir_results_view_grab_focus (GtkWidget *widget)
{
  WeirResultsView *self = WEIR_RESULTS_VIEW (widget);
  GtkWidget *list = GTK_WIDGET (self->views[self->page]);

  if (gtk_widget_get_mapped (list) && gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD))
    return TRUE;
  return gtk_widget_child_focus (GTK_WIDGET (self->tabs), GTK_DIR_TAB_FORWARD);
}

/**
 * weir_results_view_select:
 * @self: a results view
 * @nth: of the results that are listed, not counting the rows of passes
 *
 * Chooses a result, as a click on its row does.
 */
void
weir_results_view_select (WeirResultsView *self, guint nth)
{
  GListModel *rows;
  guint n_rows;

  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  if (self->page == WEIR_RESULT_PAGE_MATCHES)
    {
      weir_results_view_select_match (self, nth);
      return;
    }
  rows = G_LIST_MODEL (weir_results_view_get_shown_tree (self));
  n_rows = g_list_model_get_n_items (rows);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
      g_autoptr (WeirResultItem) item = gtk_tree_list_row_get_item (row);

      if (weir_result_item_get_pass (item) == NULL && nth-- == 0)
        {
          weir_results_view_select_row (self, row);
          return;
        }
    }
}

/**
 * weir_results_view_is_busy:
 * @self: a results view
 *
 * Returns: whether the archive is being read for it
 */
gboolean
weir_results_view_is_busy (WeirResultsView *self)
{
  g_return_val_if_fail (WEIR_IS_RESULTS_VIEW (self), FALSE);

  return weir_result_index_is_busy (self->index) || self->search.waiting != NULL || self->loading != NULL
         || self->selecting != NULL || weir_result_matches_is_busy (self->matches) || self->comparing
         || self->reading_windows != NULL || weir_log_page_is_busy (self->log);
}

/**
 * weir_results_view_get_outcome:
 * @self: a results view
 *
 * Returns: (transfer none): the line that tells how the run stands
 */
const char *
weir_results_view_get_outcome (WeirResultsView *self)
{
  g_return_val_if_fail (WEIR_IS_RESULTS_VIEW (self), NULL);

  return gtk_label_get_text (self->outcome);
}

/**
 * weir_results_view_get_details:
 * @self: a results view
 *
 * Returns: (transfer none): where one result is shown whole
 */
WeirResultDetails *
weir_results_view_get_details (WeirResultsView *self)
{
  g_return_val_if_fail (WEIR_IS_RESULTS_VIEW (self), NULL);

  return self->details;
}

/**
 * weir_results_view_get_reader:
 * @self: a results view
 *
 * Returns: (transfer none): what reads the archive the shown run is in
 */
WeirResultReader *
weir_results_view_get_reader (WeirResultsView *self)
{
  g_return_val_if_fail (WEIR_IS_RESULTS_VIEW (self), NULL);

  return self->reader;
}

/**
 * weir_results_view_get_pane:
 * @self: a results view
 *
 * Returns: (transfer none): the pane between the list and the details, whose place is kept between starts
 */
GtkPaned *
weir_results_view_get_pane (WeirResultsView *self)
{
  g_return_val_if_fail (WEIR_IS_RESULTS_VIEW (self), NULL);

  return self->pane;
}
