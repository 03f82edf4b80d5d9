/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-again.c: what was sent and run once, again: a request as it was, and iterations that failed
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-result-words.h"
#include "weir-run-repeat.h"
#include "weir-send-again-window.h"
#include "weir-window-private.h"

/* Iterations that are to be run again, while they are looked for. */
typedef struct
{
  WeirWindow *window;
  WeirSession *session;
} Repeat;

static void
repeat_free (Repeat *repeat)
{
  g_object_unref (repeat->window);
  g_object_unref (repeat->session);
  g_free (repeat);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Repeat, repeat_free)

static gboolean
has_failed_iteration (const WeirRunSnapshot *shown)
{
  for (guint i = 0; i < shown->n_steps[WEIR_FLOW_PART_STEPS]; i++)
    if (shown->steps[WEIR_FLOW_PART_STEPS][i]->counts[WEIR_STEP_FAILED] > 0)
      return TRUE;
  return FALSE;
}

/**
 * weir_window_update_again:
 * @self: a window
 *
 * Makes those actions sensitive that can send or run something again now.
 */
void
weir_window_update_again (WeirWindow *self)
{
  g_autoptr (WeirRunSnapshot) shown = weir_window_get_shown_run (self);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "run-failed-again");
  gboolean enabled = shown != NULL && shown->phase == WEIR_RUN_DONE && shown->run_id != 0
                     && weir_session_get_report (self->session) == NULL
                     && weir_window_find_running (self) == NULL && has_failed_iteration (shown);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
send_again_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  WeirResultDetails *details = weir_results_view_get_details (self->results_view);
  const WeirStepResult *result = weir_result_details_get_result (details);
  const WeirExchange *exchange = weir_result_details_get_exchange (details);
  g_autoptr (WeirRunSnapshot) shown = weir_window_get_shown_run (self);
  WeirFlow *flow = self->past != NULL ? self->past_flow : NULL;
  g_autofree char *file_name = g_strdup (self->past_file);
  g_autofree char *when = NULL;
  g_autoptr (WeirSend) send = NULL;
  g_autoptr (GError) error = NULL;
  guint attempt = 0;
  GFile *file;

  if (exchange == NULL || shown == NULL)
    return;
  if (flow == NULL)
    {
      flow = weir_session_get_run_flow (self->session);
      file = weir_session_get_file (self->session);
      file_name = file != NULL ? g_file_get_path (file) : NULL;
    }
  send = weir_session_send_again (self->session, flow, file_name, result, exchange, &error);
  if (send == NULL)
    {
      weir_result_details_set_note (details, error->message);
      return;
    }
  when = weir_words_for_pass_name (weir_pass_key_for_brief (&result->brief), shown->n_vus > 1);
  g_ptr_array_find (result->attempts, exchange, &attempt);
  gtk_window_present (
      GTK_WINDOW (weir_send_again_window_new (GTK_WINDOW (self), result, attempt, when, send)));
}

static gpointer
find_failed (WeirArchive *archive, gpointer data, GError **error)
{
  return weir_run_repeat_new (archive, *(gint64 *) data, error);
}

static void
failed_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Repeat) repeat = data;
  WeirWindow *self = repeat->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRunRepeat) failed = weir_result_reader_call_finish (result, &error);
  g_autofree char *text = NULL;

  /* Meanwhile another document was chosen, or a run begun. */
  if (self->session != repeat->session || weir_window_find_running (self) != NULL)
    return;
  if (failed == NULL || !weir_session_start_repeat (self->session, failed, &error))
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
      return;
    }
  weir_window_show_started_run (self);
  text = g_strdup_printf (_("%s, run again with the flow as it was then. Each keeps the number it had."),
                          failed->title);
  weir_window_show_message (self, GTK_MESSAGE_INFO, text);
}

static void
run_failed_again_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  g_autoptr (WeirRunSnapshot) shown = weir_window_get_shown_run (self);
  Repeat *repeat = g_new0 (Repeat, 1);

  repeat->window = g_object_ref (self);
  repeat->session = g_object_ref (self->session);
  weir_result_reader_call_async (weir_results_view_get_reader (self->results_view), find_failed,
                                 g_memdup2 (&shown->run_id, sizeof shown->run_id), g_free,
                                 (GDestroyNotify) weir_run_repeat_free, NULL, failed_found_cb, repeat);
}

/**
 * weir_window_install_again_actions:
 * @self: a window
 *
 * Gives the window the actions that send and run something again.
 */
void
weir_window_install_again_actions (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "send-again", .activate = send_again_action },
    { .name = "run-failed-again", .activate = run_failed_again_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
