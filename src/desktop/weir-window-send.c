/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-send.c: sending the step that is edited, and running the flow up to it
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-window-private.h"

static void
set_enabled (WeirWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * weir_window_update_send:
 * @self: a window
 *
 * Makes Send sensitive when there is a step that can be sent.
 */
void
weir_window_update_send (WeirWindow *self)
{
  WeirStep *step = self->session != NULL ? weir_step_editor_get_step (self->editor) : NULL;
  WeirFlowProblems *problems = NULL;
  gboolean sound = FALSE;

  if (step != NULL)
    problems = weir_session_get_edit_problems (self->session);
  if (problems != NULL)
    sound = !weir_flow_problems_has_error (problems, step);
  set_enabled (self, "send", sound && weir_step_get_request (step) != NULL);
  set_enabled (self, "run-up-to",
               step != NULL && !weir_window_has_problem (self) && weir_window_find_running (self) == NULL);
  weir_window_update_curl (self);
  weir_step_editor_show_send (self->editor);
}

static void
send_step (WeirWindow *self)
{
  WeirStep *step = weir_step_editor_get_step (self->editor);
  g_autoptr (GError) error = NULL;

  if (step == NULL)
    return;
  weir_window_set_view (self, "edit");
  if (!weir_session_start_send (self->session, step, &error))
    weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
  else
    weir_window_hide_message (self);
}

/* The same button and the same key cancel what they began. */
static void
send_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  WeirStep *step = weir_step_editor_get_step (self->editor);

  if (weir_session_is_sending (self->session) && weir_session_get_send (self->session, step) != NULL)
    {
      weir_session_cancel_send (self->session);
      return;
    }
  weir_window_prepare (self, send_step);
}

static void
run_up_to (WeirWindow *self)
{
  WeirStep *step = weir_step_editor_get_step (self->editor);
  g_autoptr (GError) error = NULL;

  if (step == NULL || weir_window_find_running (self) != NULL)
    return;
  if (weir_session_start_run_up_to (self->session, step, &error))
    weir_window_show_started_run (self);
  else
    weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
}

static void
run_up_to_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_prepare (WEIR_WINDOW (data), run_up_to);
}

/**
 * weir_window_install_send_actions:
 * @self: a window
 *
 * Gives the window the actions that send and run for the step that is edited.
 */
void
weir_window_install_send_actions (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "send", .activate = send_action },
    { .name = "run-up-to", .activate = run_up_to_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
