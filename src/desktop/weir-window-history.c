/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-history.c: the runs that were kept, and one of them shown in place of the latest
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-run-comparison-window.h"
#include "weir-run-table-window.h"
#include "weir-window-private.h"

enum
{
  ANSWER_DELETE = 1,
};

#define RUN_ID "weir-run-id"

static gboolean
has_same_steps (WeirFlow *a, WeirFlow *b)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (a, part)));

      if (g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (b, part))) != n_steps)
        return FALSE;
      for (guint i = 0; i < n_steps; i++)
        if (!g_str_equal (weir_step_get_name (weir_flow_get_step (a, part, i)),
                          weir_step_get_name (weir_flow_get_step (b, part, i))))
          return FALSE;
    }
  return TRUE;
}

static void
forget (WeirWindow *self)
{
  g_clear_pointer (&self->past, weir_run_snapshot_unref);
  g_clear_object (&self->past_flow);
  g_clear_pointer (&self->past_file, g_free);
  gtk_widget_set_visible (self->past_bar, FALSE);
  weir_results_view_set_archive (self->results_view, NULL);
  weir_window_forget_past_plan (self);
}

/* (transfer none) (nullable): the results from a file that are shown. */
static WeirOpenedReport *
get_shown_report (WeirWindow *self)
{
  WeirOpenedReport *report = self->session != NULL ? weir_session_get_report (self->session) : NULL;

  const WeirPastRun *run = report != NULL ? weir_opened_report_get_run (report) : NULL;

  if (run == NULL || run->snapshot != self->past || run->plan_snapshot != self->past_plan)
    return NULL;
  return report;
}

static void
show_past (WeirWindow *self, const WeirPastRun *run, const char *archive, const char *text)
{
  WeirFlow *flow = weir_window_get_flow (self);
  g_autoptr (WeirStepPlaces) places = NULL;

  forget (self);
  if (run->plan_snapshot != NULL)
    {
      weir_window_show_past_plan (self, run, archive, text);
      return;
    }
  weir_results_view_set_archive (self->results_view, archive);
  self->past = weir_run_snapshot_ref (run->snapshot);
  self->past_flow = g_object_ref (run->flow);
  self->past_file = g_strdup (run->info->file_name);
  gtk_label_set_text (self->past_label, text);
  gtk_widget_set_visible (self->past_bar, TRUE);
  gtk_widget_set_visible (self->show_latest, archive == NULL);
  weir_step_list_unselect (self->step_list);
  places = flow != NULL ? weir_step_places_new_by_name (flow, run->flow) : NULL;
  weir_step_list_update (self->step_list, self->past, places);
  weir_results_view_clear (self->results_view);
  weir_results_view_update (self->results_view, self->past, self->past_flow);
  weir_window_set_view (self, "results");
  weir_window_update_actions (self);
}

/* A run that goes on is the latest one, not an earlier one. */
static gboolean
is_latest (WeirWindow *self, const WeirPastRun *run)
{
  WeirPlanRun *latest = weir_session_get_plan_run (self->session);
  g_autoptr (WeirPlanSnapshot) snapshot = latest != NULL ? weir_plan_run_ref_snapshot (latest) : NULL;

  return snapshot != NULL && snapshot->run_id == run->info->id && run->info->is_plan;
}

static char *
describe_past (WeirWindow *self, const WeirPastRun *run)
{
  WeirFlow *flow = weir_window_get_flow (self);
  g_autofree char *time = weir_past_run_describe_time (run->info->started_at);
  const char *name = run->info->title != NULL ? run->info->title : run->info->name;

  if (run->flow == NULL || (flow != NULL && has_same_steps (flow, run->flow)))
    return g_strdup_printf (_("%s, run at %s"), name, time);
  return g_strdup_printf (_("%s, run at %s; its steps are not those of this flow"), name, time);
}

/**
 * weir_window_show_past:
 * @self: a window that shows a document
 * @run: a run of it, or of another one
 *
 * Shows that run instead of the latest one, until that is wanted again or a new one begins. The step list
 * tells how those of its steps came out that the flow has, too. Of a document of another kind, that one is
 * shown first.
 */
void
weir_window_show_past (WeirWindow *self, const WeirPastRun *run)
{
  g_autofree char *text = NULL;

  if (weir_window_has_plan (self) != run->info->is_plan && !weir_window_open_past_document (self, run))
    return;
  if (is_latest (self, run))
    {
      weir_window_show_latest (self);
      weir_plan_view_show_results (self->plan_view);
      return;
    }
  text = describe_past (self, run);
  show_past (self, run, NULL, text);
}

/**
 * weir_window_show_report:
 * @self: a window that shows a document that came with results from a file
 *
 * Shows those results, and says what a file does not have.
 */
void
weir_window_show_report (WeirWindow *self)
{
  WeirOpenedReport *report = weir_session_get_report (self->session);
  const WeirPastRun *run = weir_opened_report_get_run (report);
  g_autofree char *name = g_file_get_basename (weir_opened_report_get_file (report));
  g_autofree char *time = weir_past_run_describe_time (run->info->started_at);
  g_autofree char *text = NULL;

  if (run->info->host != NULL)
    text = g_strdup_printf (_("Results from the file %s, run on %s at %s. What was hidden when it was"
                              " written is hidden here, too."), name, run->info->host, time);
  else
    text = g_strdup_printf (_("Results from the file %s, run at %s. What was hidden when it was written"
                              " is hidden here, too."), name, time);
  show_past (self, run, weir_opened_report_get_archive (report), text);
}

/**
 * weir_window_show_latest:
 * @self: a window
 *
 * Shows the latest run of the document again.
 */
void
weir_window_show_latest (WeirWindow *self)
{
  if (self->past == NULL && self->past_plan == NULL)
    return;
  if (weir_session_get_report (self->session) != NULL)
    {
      weir_window_show_report (self);
      return;
    }
  forget (self);
  weir_step_list_update (self->step_list, NULL, NULL);
  weir_results_view_clear (self->results_view);
  weir_window_show_run (self);
  if (weir_window_has_plan (self))
    weir_window_follow_plan_edit (self);
  weir_window_update_actions (self);
}

/**
 * weir_window_forget_past:
 * @self: a window
 *
 * Another document is shown, or a run begins: no earlier run is shown any more.
 */
void
weir_window_forget_past (WeirWindow *self)
{
  forget (self);
}

/**
 * weir_window_get_shown_run:
 * @self: a window
 *
 * Returns: (transfer full) (nullable): the run whose results are shown, as it stands
 */
WeirRunSnapshot *
weir_window_get_shown_run (WeirWindow *self)
{
  WeirRun *run = self->session != NULL ? weir_session_get_run (self->session) : NULL;

  if (self->past != NULL)
    return weir_run_snapshot_ref (self->past);
  return run != NULL ? weir_run_ref_snapshot (run) : NULL;
}

/**
 * weir_window_get_shown_run_id:
 * @self: a window
 * @is_done: (out) (optional): whether that run has ended
 *
 * Returns: the run of the flow or load plan whose results are shown, in its archive; 0 when there is none
 */
gint64
weir_window_get_shown_run_id (WeirWindow *self, gboolean *is_done)
{
  WeirPlanRun *plan_run = self->session != NULL ? weir_session_get_plan_run (self->session) : NULL;
  g_autoptr (WeirRunSnapshot) snapshot = weir_window_get_shown_run (self);
  g_autoptr (WeirPlanSnapshot) plan_snapshot = NULL;

  if (self->past_plan != NULL)
    plan_snapshot = weir_plan_snapshot_ref (self->past_plan);
  else if (plan_run != NULL)
    plan_snapshot = weir_plan_run_ref_snapshot (plan_run);
  if (is_done != NULL)
    *is_done = plan_snapshot != NULL ? plan_snapshot->phase == WEIR_PLAN_DONE
                                     : snapshot != NULL && snapshot->phase == WEIR_RUN_DONE;
  if (plan_snapshot != NULL)
    return plan_snapshot->run_id;
  return snapshot != NULL ? snapshot->run_id : 0;
}

/**
 * weir_window_get_shown_archive:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the file the shown run is in; %NULL for the person's own archive
 */
const char *
weir_window_get_shown_archive (WeirWindow *self)
{
  WeirOpenedReport *report = get_shown_report (self);

  return report != NULL ? weir_opened_report_get_archive (report) : NULL;
}

/**
 * weir_window_follow_history:
 * @self: a window
 *
 * The list of runs is about the document that is shown.
 */
void
weir_window_follow_history (WeirWindow *self)
{
  GFile *file = self->session != NULL ? weir_session_get_file (self->session) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  weir_history_page_set_document (self->history, path,
                                  self->session != NULL ? weir_session_get_title (self->session) : NULL,
                                  weir_window_has_plan (self));
  weir_window_place_history (self);
}

/* What is deleted cannot be shown any more. */
static void
delete_response_cb (WeirWindow *self, int response, GtkWindow *dialog)
{
  gint64 run_id = *(gint64 *) g_object_get_data (G_OBJECT (dialog), RUN_ID);
  gint64 shown_id = weir_window_get_shown_run_id (self, NULL);

  weir_window_end_question (dialog);
  if (response != ANSWER_DELETE)
    return;
  weir_history_page_delete (self->history, run_id);
  if (shown_id != run_id || get_shown_report (self) != NULL)
    return;
  if (self->past != NULL || self->past_plan != NULL)
    {
      weir_window_show_latest (self);
      return;
    }
  weir_session_forget_run (self->session);
  weir_results_view_clear (self->results_view);
  weir_step_list_update (self->step_list, NULL, NULL);
  if (weir_window_has_plan (self))
    weir_window_show_plan_run (self);
}

/**
 * weir_window_ask_delete:
 * @self: a window
 * @run_id: a run
 * @name: what it is called
 *
 * Deletes the run, once the person has said so.
 */
void
weir_window_ask_delete (WeirWindow *self, gint64 run_id, const char *name)
{
  g_autofree char *title = g_strdup_printf (_("Delete the run %s?"), name);
  GtkWidget *dialog = weir_window_ask (self, title, _("Its results are lost for good."));

  weir_window_add_answer (dialog, _("Cancel"), GTK_RESPONSE_CANCEL);
  weir_window_add_answer (dialog, _("Delete"), ANSWER_DELETE);
  g_object_set_data_full (G_OBJECT (dialog), RUN_ID, g_memdup2 (&run_id, sizeof run_id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (delete_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * weir_window_compare_with:
 * @self: a window
 * @run_id: a run
 *
 * Compares the run with the one that is shown.
 */
void
weir_window_compare_with (WeirWindow *self, gint64 run_id)
{
  gint64 shown_id = weir_window_get_shown_run_id (self, NULL);
  const char *archive = weir_window_get_shown_archive (self);

  if (shown_id == 0 || (archive == NULL && shown_id == run_id))
    weir_window_show_message (self, GTK_MESSAGE_INFO,
                              _("Show one run by a click on it, then compare another with it."));
  else
    weir_history_page_compare (self->history, run_id, archive, shown_id);
}

/**
 * weir_window_show_comparison:
 * @self: a window
 * @pair: a #WeirRunPair
 *
 * Opens a window on the two runs.
 */
void
weir_window_show_comparison (WeirWindow *self, gpointer pair)
{
  gtk_window_present (GTK_WINDOW (weir_run_comparison_window_new (GTK_WINDOW (self), pair)));
}

/**
 * weir_window_show_run_table:
 * @self: a window
 * @runs: a #WeirRunTable
 *
 * Opens a window on several runs.
 */
void
weir_window_show_run_table (WeirWindow *self, gpointer runs)
{
  gtk_window_present (GTK_WINDOW (weir_run_table_window_new (GTK_WINDOW (self), runs)));
}
