/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-results-view-matches.c: the results that match what a person chose, in the order they chose
 *
 * All or failed results as they came are listed by pass, without another look at them. Anything else is a
 * list of results alone, which takes a look at every result of the run on a thread. While the run goes on the
 * look is taken again now and then; what is chosen stays chosen. Slow is a result that took longer than the
 * 95th percentile of its step in this run, and the number is shown.
 */

#include "config.h"

#include "weir-result-words.h"
#include "weir-results-view-private.h"

/* What takes longer shows its progress. */
#define LONG_MS 300
/* While a run goes on looks take at most a fifth of a processor, and come at most so often. */
#define REST_US 500000
#define REST_FACTOR 4

/* A look at every result. */
typedef struct
{
  WeirResultsView *view; /* owned */
  GCancellable *cancellable; /* owned; tells the latest look from those before it */
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->cancellable);
  g_object_unref (look->view);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
progress_cb (double fraction, gpointer data)
{
  Look *look = data;

  if (look->cancellable == look->view->selecting)
    gtk_progress_bar_set_fraction (look->view->selecting_bar, fraction);
}

static gboolean
takes_long_cb (gpointer data)
{
  WeirResultsView *self = data;

  self->selecting_source = 0;
  gtk_widget_set_visible (self->selecting_box, TRUE);
  return G_SOURCE_REMOVE;
}

static void
show_rule (WeirResultsView *self)
{
  WeirResultSelection *selection = weir_result_matches_get_selection (self->matches);
  gboolean slow = self->page == WEIR_RESULT_PAGE_MATCHES && self->choice.show == WEIR_RESULT_SHOW_SLOW
                  && selection != NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->rule), slow);
  if (!slow)
    return;
  text = weir_words_for_limits (weir_result_selection_get_limits (selection), self->filter.part,
                                self->filter.step, self->flow);
  gtk_label_set_text (self->rule, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->rule), text);
}

/* Rows move and go while what is chosen stays: without this GTK would look for it row by row. So it would for
 * the rows in sight, which keeps the place in the list; of another list, @anew, it is the chosen row that is
 * in sight afterwards. */
static gboolean
change_rows (WeirResultsView *self, WeirResultSelection *selection, gboolean anew)
{
  GtkSingleSelection *rows = self->selections[WEIR_RESULT_PAGE_MATCHES];
  guint position;
  gboolean found;

  self->settling = TRUE;
  gtk_single_selection_set_selected (rows, GTK_INVALID_LIST_POSITION);
  if (anew)
    weir_result_matches_set_selection (self->matches, NULL);
  weir_result_matches_set_selection (self->matches, selection);
  found = selection != NULL && self->shown_id != 0
          && weir_result_selection_find (selection, self->shown_id, &position);
  if (found && anew)
    weir_results_view_select_match (self, position);
  else if (found)
    gtk_single_selection_set_selected (rows, position);
  self->settling = FALSE;
  return found;
}

static void
take_selection (WeirResultsView *self, WeirResultSelection *selection)
{
  gboolean anew = self->page != WEIR_RESULT_PAGE_MATCHES
                  || weir_result_matches_get_selection (self->matches) == NULL
                  || !weir_result_choice_equal (&self->before, &self->choice);
  gboolean kept = change_rows (self, selection, anew);
  gboolean any = weir_result_selection_get_count (selection) > 0;

  self->page = WEIR_RESULT_PAGE_MATCHES;
  weir_results_view_show_page (self, WEIR_RESULT_PAGE_MATCHES);
  g_free ((char *) self->before.text);
  self->before = self->choice;
  self->before.text = g_strdup (self->choice.text);
  weir_results_view_show_count (self);
  show_rule (self);
  if (anew && !kept && any)
    weir_results_view_select_match (self, 0);
  else if (!kept)
    weir_results_view_show_nothing (self);
}

static void
selected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Look) look = data;
  WeirResultsView *self = look->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirResultSelection) selection = weir_archive_select_finish (result, &error);

  if (look->cancellable != self->selecting || g_cancellable_is_cancelled (look->cancellable))
    return;
  self->selected_us = g_get_monotonic_time ();
  self->selecting_took_us = self->selected_us - self->selecting_since_us;
  weir_results_view_end_selecting (self);
  if (selection != NULL)
    {
      take_selection (self, selection);
      weir_results_view_refresh_matches (self);
      return;
    }
  gtk_label_set_text (self->rule, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->rule), TRUE);
}

static void
look_at_all (WeirResultsView *self)
{
  WeirResultQuery query;
  Look *look = g_new (Look, 1);

  weir_result_choice_get_query (&self->choice, &query);
  query.filter.part = self->filter.part;
  query.filter.step = self->filter.step;
  self->selecting = g_cancellable_new ();
  self->selecting_since_us = g_get_monotonic_time ();
  self->n_selected_of = weir_result_index_get_total (self->index)->n_results;
  look->view = g_object_ref (self);
  look->cancellable = g_object_ref (self->selecting);
  weir_archive_select_async (self->archive, self->run_id, &query, progress_cb, look, self->selecting,
                             selected_cb, look);
}

/**
 * weir_results_view_select_results:
 * @self: a results view whose choice takes a look at every result
 *
 * Looks which results match. What is listed stays until that is known; after a while progress is shown.
 */
void
weir_results_view_select_results (WeirResultsView *self)
{
  weir_results_view_end_selecting (self);
  if (self->run_id == 0)
    return;
  gtk_progress_bar_set_fraction (self->selecting_bar, 0);
  self->selecting_source = g_timeout_add (LONG_MS, takes_long_cb, self);
  look_at_all (self);
}

/**
 * weir_results_view_refresh_matches:
 * @self: a results view
 *
 * Looks again when results have come since the latest look: after a rest while the run goes on, at once when
 * it has ended.
 */
void
weir_results_view_refresh_matches (WeirResultsView *self)
{
  gint64 rest_us = MAX (REST_US, REST_FACTOR * self->selecting_took_us);

  if (self->page != WEIR_RESULT_PAGE_MATCHES || self->selecting != NULL || self->run_id == 0
      || self->n_selected_of == weir_result_index_get_total (self->index)->n_results)
    return;
  if (self->done || g_get_monotonic_time () - self->selected_us >= rest_us)
    look_at_all (self);
}

/**
 * weir_results_view_end_selecting:
 * @self: a results view
 *
 * Gives up a look that is under way.
 */
void
weir_results_view_end_selecting (WeirResultsView *self)
{
  g_clear_handle_id (&self->selecting_source, g_source_remove);
  gtk_widget_set_visible (self->selecting_box, FALSE);
  g_cancellable_cancel (self->selecting);
  g_clear_object (&self->selecting);
}

/**
 * weir_results_view_cancel_selecting:
 * @self: a results view
 *
 * A person does not want to wait: what was listed before is what is chosen again.
 */
void
weir_results_view_cancel_selecting (WeirResultsView *self)
{
  gboolean lost = self->page == WEIR_RESULT_PAGE_MATCHES
                  && weir_result_matches_get_selection (self->matches) == NULL;
  WeirResultChoice back = lost ? WEIR_RESULT_CHOICE_ALL : self->before;

  weir_results_view_end_selecting (self);
  if (!lost)
    {
      g_free (self->text);
      self->text = g_strdup (back.text);
      self->choice = back;
      self->choice.text = self->text;
    }
  weir_result_filter_bar_set_choice (self->filter_bar, &back);
}

static void
list_by_pass (WeirResultsView *self)
{
  weir_results_view_end_selecting (self);
  g_free ((char *) self->before.text);
  self->before = self->choice;
  self->before.text = g_strdup ("");
  change_rows (self, NULL, FALSE);
  weir_results_view_show_page (self, self->choice.show == WEIR_RESULT_SHOW_FAILED ? WEIR_RESULT_PAGE_FAILED
                                                                                  : WEIR_RESULT_PAGE_ALL);
  show_rule (self);
  weir_results_view_choose (self);
}

/**
 * weir_results_view_apply_choice:
 * @self: a results view
 *
 * Lists what the filter bar says.
 */
void
weir_results_view_apply_choice (WeirResultsView *self)
{
  WeirResultChoice choice;
  WeirResultQuery query;

  weir_result_filter_bar_get_choice (self->filter_bar, &choice);
  if (weir_result_choice_equal (&choice, &self->choice))
    return;
  g_free (self->text);
  self->text = g_strdup (choice.text);
  self->choice = choice;
  self->choice.text = self->text;
  weir_results_view_end_search (self);
  if (weir_result_choice_get_query (&self->choice, &query))
    weir_results_view_select_results (self);
  else
    list_by_pass (self);
}

static gboolean
go_to (WeirResultsView *self, WeirResultProblem problem, guint from, guint until, gboolean back)
{
  WeirResultSelection *selection = weir_result_matches_get_selection (self->matches);

  for (guint i = 0; from + i < until; i++)
    {
      guint position = back ? until - 1 - i : from + i;

      if (weir_result_selection_get_problem (selection, position) == problem)
        {
          weir_results_view_select_match (self, position);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * weir_results_view_find_match:
 * @self: a results view that lists matches
 * @back: whether to look for the previous one
 *
 * Chooses the next problem in the order of the list, as weir_results_view_find_problem() does.
 */
void
weir_results_view_find_match (WeirResultsView *self, gboolean back)
{
  static const WeirResultProblem problems[] = { WEIR_RESULT_PROBLEM_FAILED, WEIR_RESULT_PROBLEM_NOT_CHECKED };
  WeirResultSelection *selection = weir_result_matches_get_selection (self->matches);
  guint n = selection != NULL ? weir_result_selection_get_count (selection) : 0;
  guint at = gtk_single_selection_get_selected (self->selections[WEIR_RESULT_PAGE_MATCHES]);
  guint kind = back;

  if (at < n)
    {
      kind = weir_result_selection_get_problem (selection, at) == WEIR_RESULT_PROBLEM_NOT_CHECKED;
      if (back ? go_to (self, problems[kind], 0, at, TRUE) : go_to (self, problems[kind], at + 1, n, FALSE))
        return;
      kind = !kind;
    }
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (go_to (self, problems[(kind + i) % G_N_ELEMENTS (problems)], 0, n, back))
      return;
}
