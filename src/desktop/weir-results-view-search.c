/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-results-view-search.c: the way to the next and previous problem
 */

#include "config.h"

#include "weir-results-view-private.h"

static gboolean
has_problem (const WeirResultSearch *search, const WeirResultPass *pass)
{
  if (search->any)
    return TRUE;
  if (search->exact)
    return pass->key == search->target;
  return (search->unchecked ? pass->n_not_checked : pass->n_failed) > 0;
}

static gboolean
is_problem (const WeirResultSearch *search, const WeirStepBrief *brief)
{
  if (search->any)
    return TRUE;
  if (search->exact)
    return brief->step == search->target_step;
  if (search->unchecked)
    return brief->outcome == WEIR_STEP_PASSED && brief->not_checked;
  return brief->outcome == WEIR_STEP_FAILED;
}

static gboolean
is_beyond (const WeirResultSearch *search, gint64 id)
{
  if (search->beyond_id == 0)
    return TRUE;
  return search->back ? id < search->beyond_id : id > search->beyond_id;
}

/* The row of the problem nearest to where the search began. */
static GtkTreeListRow *
find_child (const WeirResultSearch *search, GtkTreeListRow *parent, GListModel *children)
{
  guint n_items = g_list_model_get_n_items (children);

  for (guint i = 0; i < n_items; i++)
    {
      guint position = search->back ? n_items - 1 - i : i;
      g_autoptr (WeirResultItem) item = g_list_model_get_item (children, position);

      if (is_problem (search, weir_result_item_get_brief (item))
          && is_beyond (search, weir_result_item_get_id (item)))
        return gtk_tree_list_row_get_child_row (parent, position);
    }
  return NULL;
}

static void go_on (WeirResultsView *self);

static void
children_settled_cb (WeirResultsView *self)
{
  guint position;

  weir_results_view_end_search (self);
  /* Passes may have come before it meanwhile. */
  if (!weir_result_list_find (weir_results_view_get_shown_list (self), self->search.key, &position))
    return;
  self->search.position = position;
  go_on (self);
}

/* Whether the search ends, or waits for results, in the pass at its position. */
static gboolean
look_into_pass (WeirResultsView *self)
{
  WeirResultSearch *search = &self->search;
  GtkTreeListModel *tree = weir_results_view_get_shown_tree (self);
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_child_row (tree, (guint) search->position);
  g_autoptr (GtkTreeListRow) found = NULL;
  GListModel *children;

  if (weir_result_list_is_flat (weir_results_view_get_shown_list (self)))
    {
      if (search->beyond_id != 0)
        return FALSE;
      weir_results_view_select_row (self, row);
      return TRUE;
    }
  gtk_tree_list_row_set_expanded (row, TRUE);
  children = gtk_tree_list_row_get_children (row);
  if (children == NULL)
    return FALSE;
  if (weir_result_children_is_busy (WEIR_RESULT_CHILDREN (children)))
    {
      search->key = weir_result_list_get_pass (weir_results_view_get_shown_list (self),
                                               (guint) search->position)->key;
      search->waiting = g_object_ref (WEIR_RESULT_CHILDREN (children));
      search->handler =
          g_signal_connect_swapped (children, "settled", G_CALLBACK (children_settled_cb), self);
      return TRUE;
    }
  found = find_child (search, row, children);
  if (found != NULL)
    weir_results_view_select_row (self, found);
  return found != NULL;
}

/* At an end of the list it goes on at the other one with the other kind of problem. */
static gboolean
turn (WeirResultSearch *search, guint n_passes)
{
  search->unchecked = !search->unchecked;
  search->position = search->back ? (gint64) n_passes - 1 : 0;
  return ++search->n_turns <= 2;
}

static void
go_on (WeirResultsView *self)
{
  WeirResultSearch *search = &self->search;
  WeirResultList *list = weir_results_view_get_shown_list (self);
  guint n_passes = g_list_model_get_n_items (G_LIST_MODEL (list));

  if (n_passes == 0)
    return;
  for (;;)
    {
      if (search->position < 0 || search->position >= n_passes)
        {
          if (!turn (search, n_passes))
            return;
          continue;
        }
      if (has_problem (search, weir_result_list_get_pass (list, (guint) search->position))
          && look_into_pass (self))
        return;
      search->position += search->back ? -1 : 1;
      search->beyond_id = 0;
    }
}

/* Begins at the chosen row, else at the end from which it looks. */
static void
begin (WeirResultsView *self, gboolean back)
{
  WeirResultList *list = weir_results_view_get_shown_list (self);
  GtkSingleSelection *rows = weir_results_view_get_shown_rows (self);
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (rows);
  g_autoptr (WeirResultItem) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
  const WeirStepBrief *brief = item != NULL ? weir_result_item_get_brief (item) : NULL;
  guint position;

  self->search = (WeirResultSearch) {
    .back = back,
    .position = back ? (gint64) g_list_model_get_n_items (G_LIST_MODEL (list)) - 1 : 0,
  };
  if (item == NULL)
    {
      self->search.unchecked = back;
      return;
    }
  self->search.unchecked = brief != NULL && brief->outcome == WEIR_STEP_PASSED && brief->not_checked;
  if (!weir_result_list_find (list, weir_result_item_get_key (item), &position))
    return;
  self->search.position = position;
  self->search.beyond_id = weir_result_item_get_id (item);
  if (back && brief == NULL)
    self->search.position--;
}

/**
 * weir_results_view_end_search:
 * @self: a results view
 *
 * Forgets a search that waits for results.
 */
void
weir_results_view_end_search (WeirResultsView *self)
{
  if (self->search.waiting != NULL)
    g_signal_handler_disconnect (self->search.waiting, self->search.handler);
  g_clear_object (&self->search.waiting);
}

/**
 * weir_results_view_find_first:
 * @self: a results view
 *
 * Chooses the first result, whatever it is. Its pass is expanded.
 */
void
weir_results_view_find_first (WeirResultsView *self)
{
  weir_results_view_end_search (self);
  self->search = (WeirResultSearch) { .any = TRUE };
  go_on (self);
}

/**
 * weir_results_view_find_result:
 * @self: a results view
 * @key: of a pass
 * @step: index of a step within its part
 *
 * Chooses that result, if it is listed. Its pass is expanded.
 */
void
weir_results_view_find_result (WeirResultsView *self, WeirPassKey key, guint step)
{
  guint position;

  weir_results_view_end_search (self);
  if (!weir_result_list_find (weir_results_view_get_shown_list (self), key, &position))
    return;
  self->search =
      (WeirResultSearch) { .exact = TRUE, .target = key, .target_step = step, .position = position };
  go_on (self);
}

/**
 * weir_results_view_find_problem:
 * @self: a results view
 * @back: whether to look for the previous one
 *
 * Chooses the next problem as seen from the chosen row: failures first, in the order of the list, then
 * answers that nothing checked; after the last one comes the first. Its pass is expanded.
 */
void
weir_results_view_find_problem (WeirResultsView *self, gboolean back)
{
  weir_results_view_end_search (self);
  if (self->page == WEIR_RESULT_PAGE_MATCHES)
    {
      weir_results_view_find_match (self, back);
      return;
    }
  begin (self, back);
  go_on (self);
}
