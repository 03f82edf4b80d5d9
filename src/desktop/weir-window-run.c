/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-run.c: one press of Run in a window, until it has finished
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-flow-format.h"
#include "weir-window-private.h"
#include "weir-words.h"

/**
 * weir_window_is_running:
 * @self: a window
 *
 * Returns: whether a run is under way in it
 */
gboolean
weir_window_is_running (WeirWindow *self)
{
  return self->run != NULL && !weir_run_is_done (self->run);
}

/**
 * weir_window_find_reason:
 * @self: a window
 *
 * Returns: (transfer full) (nullable): why its flow cannot be run, a whole sentence
 */
char *
weir_window_find_reason (WeirWindow *self)
{
  WeirRunOptions *options;

  if (self->flow == NULL)
    return g_strdup (_("No flow is open."));
  options = weir_flow_get_run_options (self->flow);
  if (weir_flow_count_enabled (self->flow, WEIR_FLOW_PART_STEPS) == 0)
    return g_strdup (_("No step is enabled: there is nothing to run."));
  if (weir_run_options_get_iterations (options) > 1 && weir_run_options_get_parallel (options) > 1)
    return g_strdup (_("A flow runs either several iterations or several virtual users, not both."));
  return NULL;
}

static void
show_snapshot (WeirWindow *self)
{
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (self->run);
  g_autofree char *progress = weir_words_for_progress (snapshot, self->run_flow);
  /* The run hears of the press a moment later. */
  gboolean pressed = self->n_stops > 0 && !snapshot->stopping && !snapshot->unresponsive;
  const char *text = pressed ? _("Finishing…") : progress;

  weir_action_bar_set_progress (self->action_bar, text, weir_words_get_fraction (snapshot, self->run_flow));
  weir_step_list_update (self->step_list, snapshot);
  weir_results_view_update (self->results_view, snapshot, self->run_flow);
}

static void
run_changed_cb (WeirWindow *self)
{
  show_snapshot (self);
}

static void
run_finished_cb (WeirWindow *self)
{
  if (self->closing)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  show_snapshot (self);
  weir_window_update_actions (self);
}

/**
 * weir_window_drop_run:
 * @self: a window
 *
 * Forgets the latest run; one that is still under way is ended with it.
 */
void
weir_window_drop_run (WeirWindow *self)
{
  if (self->run == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  g_clear_object (&self->run_flow);
}

/**
 * weir_window_start_run:
 * @self: a window with a flow that can be run
 *
 * Runs the flow as its options say. What the run refuses is shown as a message.
 */
void
weir_window_start_run (WeirWindow *self)
{
  WeirRunOptions *options = weir_flow_get_run_options (self->flow);
  g_autofree char *yaml = weir_flow_to_yaml (self->flow);
  g_autofree char *path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRun) run = NULL;
  WeirRunSettings settings = {
    .iterations = weir_run_options_get_iterations (options),
    .parallel = weir_run_options_get_parallel (options),
    .delay_ms = weir_run_options_get_delay_ms (options),
    .stop_on_failure = weir_run_options_get_stop_on_failure (options),
    .file_name = path,
  };

  run = weir_run_new (self->flow, yaml, &settings, &error);
  if (run == NULL)
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
      return;
    }
  weir_window_drop_run (self);
  self->run = g_steal_pointer (&run);
  self->run_flow = g_object_ref (self->flow);
  self->n_stops = 0;
  weir_window_hide_message (self);
  weir_step_list_update (self->step_list, NULL);
  weir_results_view_clear (self->results_view);
  g_signal_connect_object (self->run, "changed", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "finished", G_CALLBACK (run_finished_cb), self, G_CONNECT_SWAPPED);
  weir_run_start (self->run);
  weir_window_update_actions (self);
  show_snapshot (self);
}

/**
 * weir_window_stop_run:
 * @self: a window
 *
 * The first call ends the run in an orderly way, with After All; the second at once.
 */
void
weir_window_stop_run (WeirWindow *self)
{
  if (!weir_window_is_running (self))
    return;
  self->n_stops++;
  weir_run_stop (self->run);
  weir_window_update_actions (self);
  show_snapshot (self);
}

/**
 * weir_window_close_request:
 * @self: a window
 *
 * The first request during a run stops it and waits for After All; another one ends it now.
 *
 * Returns: whether the window stays open for the time being
 */
gboolean
weir_window_close_request (WeirWindow *self)
{
  if (!weir_window_is_running (self))
    return FALSE;
  weir_window_stop_run (self);
  if (self->closing)
    return FALSE;
  self->closing = TRUE;
  weir_window_show_message (self, GTK_MESSAGE_INFO,
                            _("Finishing… The window closes when After All has run, in 10 s at the latest. "
                              "Close it again to end now."));
  return TRUE;
}
