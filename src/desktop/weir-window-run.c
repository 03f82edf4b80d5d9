/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-run.c: running the shown document, and hearing of the runs of all of them
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-session-words.h"
#include "weir-window-private.h"

/* Beside what the run itself would refuse: one computer measures one thing at a time. */
char *
weir_window_find_reason (WeirWindow *self)
{
  WeirSession *running = weir_window_find_running (self);
  WeirFlow *flow = self->session != NULL ? weir_session_get_flow (self->session) : NULL;
  WeirRunOptions *options;
  g_autofree char *problems = NULL;

  if (flow == NULL && !weir_window_has_plan (self))
    return g_strdup (_("No flow or load plan is open."));
  if (weir_session_is_broken (self->session) && flow == NULL)
    return g_strdup (_("This is no load plan until the problems under its text are mended."));
  if (weir_session_is_broken (self->session))
    return g_strdup (_("This is no flow until the problems under its text are mended."));
  if (weir_session_get_report (self->session) != NULL)
    return g_strdup (flow != NULL
                         ? _("These are results from a file. Open their flow to run it, or save this one"
                             " first.")
                         : _("These are results from a file. Open their load plan to run it, or save this one"
                             " first."));
  if (running != NULL && running != self->session)
    return g_strdup_printf (_("%s is running"), weir_session_get_title (running));
  if (flow == NULL)
    return weir_window_find_plan_reason (self);
  options = weir_flow_get_run_options (flow);
  if (g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS))) == 0)
    return g_strdup (_("There is no step to run yet: add one."));
  if (weir_flow_count_enabled (flow, WEIR_FLOW_PART_STEPS) == 0)
    return g_strdup (_("No step is enabled: there is nothing to run."));
  if (weir_source_page_has_errors (self->source_page) && self->typing_source == 0)
    return g_strdup (_("The text under Source has errors: mend or discard it, then run the flow."));
  problems = weir_flow_problems_describe (weir_session_get_edit_problems (self->session));
  if (problems != NULL && self->typing_source == 0)
    return g_steal_pointer (&problems);
  if (weir_run_options_get_iterations (options) > 1 && weir_run_options_get_parallel (options) > 1)
    return g_strdup (_("A flow runs either several iterations or several virtual users, not both."));
  return NULL;
}

/**
 * weir_window_show_run:
 * @self: a window that shows a document
 *
 * Shows the latest run of the document as it stands now; nothing when there was none.
 */
void
weir_window_show_run (WeirWindow *self)
{
  WeirRun *run = weir_session_get_run (self->session);
  WeirFlow *flow = weir_session_get_run_flow (self->session);
  g_autoptr (WeirRunSnapshot) snapshot = NULL;
  g_autofree char *progress = NULL;
  gboolean pressed;

  if (weir_window_has_plan (self))
    weir_window_show_plan_run (self);
  if (run == NULL)
    return;
  snapshot = weir_run_ref_snapshot (run);
  /* The run hears of the press a moment later, and the window of the run's end. */
  pressed = weir_session_is_running (self->session) && weir_session_get_stops (self->session) > 0
            && (!snapshot->stopping || snapshot->phase == WEIR_RUN_DONE) && !snapshot->unresponsive;
  progress = weir_words_for_progress (snapshot, flow);
  weir_action_bar_set_progress (self->action_bar, pressed ? _("Finishing…") : progress,
                                weir_words_get_fraction (snapshot, flow));
  if (self->past != NULL)
    return;
  weir_step_list_update (self->step_list, snapshot, weir_session_get_run_places (self->session));
  weir_results_view_update (self->results_view, snapshot, flow);
}

/**
 * weir_window_follow_step:
 * @self: a window that shows a flow
 *
 * The results are those of the selected step, under the name and at the place it has in the run that is
 * shown.
 */
void
weir_window_follow_step (WeirWindow *self)
{
  WeirStepRow *row = weir_step_list_get_selected (self->step_list);
  WeirFlow *run_flow = self->past_flow;
  WeirStep *step;
  WeirFlowPart part;
  guint index;

  if (row == NULL)
    {
      weir_results_view_set_step (self->results_view, WEIR_FLOW_PART_STEPS, -1, NULL);
      return;
    }
  if (run_flow == NULL)
    run_flow = weir_session_get_run_flow (self->session);
  step = weir_step_row_get_step (row);
  if (run_flow != NULL && weir_step_list_find_place (self->step_list, step, &part, &index))
    weir_results_view_set_step (self->results_view, part, (int) index,
                                weir_step_get_name (weir_flow_get_step (run_flow, part, index)));
  else if (run_flow != NULL)
    weir_results_view_set_step (self->results_view, WEIR_FLOW_PART_STEPS, -1, NULL);
  else
    weir_results_view_set_step (self->results_view, weir_step_row_get_part (row),
                                (int) weir_step_row_get_index (row), weir_step_get_name (step));
}

/* Secrets may have been asked for: another run may be on by now. */
static void
start_run (WeirWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (weir_window_find_running (self) != NULL)
    return;
  if (weir_session_start_run (self->session, &error))
    weir_window_show_started_run (self);
  else
    weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
}

/**
 * weir_window_show_started_run:
 * @self: a window whose document has just begun to run
 *
 * Shows the results of that run as they come.
 */
void
weir_window_show_started_run (WeirWindow *self)
{
  gboolean was_editing = !weir_window_shows_results (self);

  weir_window_hide_message (self);
  weir_window_forget_past (self);
  weir_step_list_update (self->step_list, NULL, NULL);
  weir_results_view_clear (self->results_view);
  weir_window_set_view (self, "results");
  weir_window_show_run (self);
  /* Whoever edited a step and presses Run asks for the outcome of the flow, not of that step. */
  if (was_editing)
    weir_results_view_set_step (self->results_view, WEIR_FLOW_PART_STEPS, -1, NULL);
  else
    weir_window_follow_step (self);
}

/**
 * weir_window_start_run:
 * @self: a window with a document that can be run
 *
 * Runs the flow as its options say, in its environment; secrets without a value are asked for first. What the
 * run refuses is shown as a message. Of a load plan it is weir_window_start_plan_run().
 */
void
weir_window_start_run (WeirWindow *self)
{
  if (weir_window_has_plan (self))
    {
      weir_window_start_plan_run (self);
      return;
    }
  if (weir_window_refuse_errors (self))
    return;
  weir_window_prepare (self, start_run);
}

/**
 * weir_window_stop_run:
 * @self: a window
 *
 * The first call ends the run of the shown document in an orderly way; the second at once.
 */
void
weir_window_stop_run (WeirWindow *self)
{
  if (self->session == NULL || !weir_session_is_running (self->session))
    return;
  weir_session_stop_run (self->session);
  weir_window_update_actions (self);
  weir_window_show_run (self);
}

/**
 * weir_window_follow_running:
 * @self: a window
 *
 * A run has begun or ended in one of its documents: keeps the computer from suspending meanwhile.
 */
void
weir_window_follow_running (WeirWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  WeirSession *running = weir_window_find_running (self);

  if (running != NULL && self->inhibit_cookie == 0 && application != NULL)
    {
      g_autofree char *why = g_strdup_printf (_("%s is running"), weir_session_get_title (running));

      self->inhibit_cookie = gtk_application_inhibit (application, GTK_WINDOW (self),
                                                      GTK_APPLICATION_INHIBIT_SUSPEND, why);
    }
  else if (running == NULL && self->inhibit_cookie != 0)
    {
      if (application != NULL)
        gtk_application_uninhibit (application, self->inhibit_cookie);
      self->inhibit_cookie = 0;
    }
  weir_window_update_actions (self);
}

static void
notify_of_end (WeirWindow *self, WeirSession *session)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GNotification) notification = g_notification_new (weir_session_get_title (session));
  g_autofree char *outcome = NULL;
  guint position;
  WeirTone tone;

  outcome = weir_session_describe_run (session, &tone);
  g_notification_set_body (notification, outcome);
  if (tone == WEIR_TONE_BAD)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  if (g_list_store_find (self->sessions, session, &position))
    g_notification_set_default_action_and_target (notification, "app.show-document", "(uu)",
                                                  gtk_application_window_get_id (
                                                      GTK_APPLICATION_WINDOW (self)),
                                                  position);
  g_application_send_notification (application, "run", notification);
}

/**
 * weir_window_run_ended:
 * @self: a window
 * @session: one of its documents, shown or not
 *
 * Shows how its run came out; by a notification when the person is looking at something else.
 */
void
weir_window_run_ended (WeirWindow *self, WeirSession *session)
{
  if (session == self->session)
    weir_window_show_run (self);
  if (session == self->session && weir_window_has_plan (self))
    weir_window_follow_plan_edit (self);
  weir_window_update_actions (self);
  weir_history_page_refresh (self->history);
  if (self->closing != NULL)
    weir_window_continue_closing (self);
  else if (!gtk_window_is_active (GTK_WINDOW (self)) || session != self->session)
    notify_of_end (self, session);
}
