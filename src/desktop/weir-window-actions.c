/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-actions.c: the actions of a window
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-file-choice.h"
#include "weir-window-private.h"

static void
set_enabled (WeirWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
chooser_response_cb (WeirWindow *self, int response)
{
  g_autoptr (GFile) file = weir_file_choice_take (&self->chooser, response);

  if (file != NULL)
    weir_window_open (self, file);
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *const documents[] = { "yaml", "yml", "json", NULL };
  WeirWindow *self = WEIR_WINDOW (data);
  GFile *file = self->session != NULL ? weir_session_get_file (self->session) : NULL;
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

  weir_file_choice_begin (&self->chooser, GTK_WIDGET (self), _("Open a Flow or a Load Plan"),
                          GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"));
  weir_file_choice_add_filter (self->chooser, _("Flows, load plans and results (YAML, JSON)"), documents);
  weir_file_choice_add_filter (self->chooser, _("All files"), NULL);
  weir_file_choice_set_folder (self->chooser, folder);
  weir_file_choice_ask (self->chooser, G_CALLBACK (chooser_response_cb), self);
}

static void
open_uri_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  weir_window_open (WEIR_WINDOW (data), file);
}

static void
reload_response_cb (WeirWindow *self, int response, GtkWindow *dialog)
{
  weir_window_end_question (dialog);
  if (response == GTK_RESPONSE_OK && self->session != NULL && !weir_session_is_running (self->session))
    weir_window_reload (self);
}

static void
reload_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  g_autofree char *title = NULL;
  GtkWidget *dialog;

  if (!weir_session_get_dirty (self->session))
    {
      weir_window_reload (self);
      return;
    }
  title = g_strdup_printf (_("Discard the changes to %s?"), weir_session_get_title (self->session));
  dialog = weir_window_ask (self, title, _("Reading the file again loses what is not saved."));
  weir_window_add_answer (dialog, _("Cancel"), GTK_RESPONSE_CANCEL);
  weir_window_add_answer (dialog, _("Discard and Reload"), GTK_RESPONSE_OK);
  g_signal_connect_object (dialog, "response", G_CALLBACK (reload_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_flow_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_new_flow (WEIR_WINDOW (data));
}

static void
new_plan_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_new_plan (WEIR_WINDOW (data), g_variant_get_string (parameter, NULL));
}

static void
documents_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_document_switcher_popup (WEIR_WINDOW (data)->switcher);
}

static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_save (WEIR_WINDOW (data));
}

static void
save_as_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_save_as (WEIR_WINDOW (data));
}

static void
close_document_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_close_document (WEIR_WINDOW (data));
}

static void
sample_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_open_sample (WEIR_WINDOW (data));
}

static void
run_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_start_run (WEIR_WINDOW (data));
}

static void
stop_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_stop_run (WEIR_WINDOW (data));
}

static void
close_message_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_hide_message (WEIR_WINDOW (data));
}

static void
change_history_state (GSimpleAction *action, GVariant *state, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);

  g_simple_action_set_state (action, state);
  weir_window_place_history (self);
}

static void
show_latest_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_show_latest (WEIR_WINDOW (data));
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_export (WEIR_WINDOW (data), g_variant_get_string (parameter, NULL));
}

static void
change_credentials_state (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_simple_action_set_state (action, state);
  WEIR_WINDOW (data)->include_credentials = g_variant_get_boolean (state);
}

static void
cancel_work_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_cancel_work (WEIR_WINDOW (data));
}

/**
 * weir_window_install_actions:
 * @self: a window
 *
 * Gives the window its actions; those that need a document or a run begin insensitive.
 */
void
weir_window_install_actions (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "open", .activate = open_action },
    { .name = "open-uri", .activate = open_uri_action, .parameter_type = "s" },
    { .name = "new-flow", .activate = new_flow_action },
    { .name = "new-plan", .activate = new_plan_action, .parameter_type = "s" },
    { .name = "reload", .activate = reload_action },
    { .name = "revert", .activate = reload_action },
    { .name = "documents", .activate = documents_action },
    { .name = "save", .activate = save_action },
    { .name = "save-as", .activate = save_as_action },
    { .name = "sample", .activate = sample_action },
    { .name = "run", .activate = run_action },
    { .name = "stop", .activate = stop_action },
    { .name = "close-message", .activate = close_message_action },
    { .name = "close-document", .activate = close_document_action },
    { .name = "history", .state = "false", .change_state = change_history_state },
    { .name = "show-latest", .activate = show_latest_action },
    { .name = "export", .activate = export_action, .parameter_type = "s" },
    { .name = "include-credentials", .state = "false", .change_state = change_credentials_state },
    { .name = "cancel-work", .activate = cancel_work_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  weir_window_install_edit_actions (self);
  weir_window_install_view_actions (self);
  weir_window_install_again_actions (self);
  weir_window_install_notices (self);
  weir_window_install_panes (self);
  weir_window_install_environments (self);
  weir_window_install_name (self);
  weir_window_install_convert (self);
  weir_window_update_actions (self);
}

/**
 * weir_window_update_actions:
 * @self: a window
 *
 * Makes those actions sensitive that can do something now.
 */
void
weir_window_update_actions (WeirWindow *self)
{
  WeirSession *session = self->session;
  gboolean running = session != NULL && weir_session_is_running (session);
  gboolean has_flow = session != NULL && weir_session_get_flow (session) != NULL;
  gboolean is_whole = has_flow && !weir_session_is_broken (session);
  gboolean is_plan = weir_window_has_plan (self) && !weir_session_is_broken (session);
  gboolean has_document = session != NULL && weir_session_get_edits (session) != NULL;
  gboolean has_file = session != NULL && weir_session_get_file (session) != NULL;
  gboolean has_problem = !running && weir_window_has_problem (self);
  gboolean is_typing = weir_window_is_typing (self, has_problem);
  g_autofree char *reason = weir_window_find_reason (self);
  gboolean is_done = FALSE;
  gint64 shown_id = weir_window_get_shown_run_id (self, &is_done);
  WeirActionBarMode mode = WEIR_ACTION_BAR_RUN;

  if (running)
    mode = weir_session_get_stops (session) > 0 ? WEIR_ACTION_BAR_STOP_NOW : WEIR_ACTION_BAR_STOP;
  /* The button would lose the focus if its action were disabled while it changes over. */
  if (mode != weir_action_bar_get_mode (self->action_bar))
    {
      set_enabled (self, "run", TRUE);
      set_enabled (self, "stop", TRUE);
    }
  weir_action_bar_set_reason (self->action_bar, has_document ? reason : NULL);
  weir_action_bar_set_mode (self->action_bar, mode);
  weir_action_bar_set_problem (self->action_bar, has_problem && !is_typing);
  set_enabled (self, "run", !running && reason == NULL);
  set_enabled (self, "stop", running);
  set_enabled (self, "reload", has_file && !running);
  set_enabled (self, "revert", has_file && has_document && !running && weir_session_get_dirty (session));
  set_enabled (self, "save", has_document && (weir_session_get_dirty (session) || !has_file));
  set_enabled (self, "rename-document", is_whole || is_plan);
  set_enabled (self, "save-as", has_document);
  set_enabled (self, "history", is_whole || is_plan);
  set_enabled (self, "view", is_whole || is_plan);
  weir_window_update_send (self);
  weir_window_update_again (self);
  weir_window_update_undo (self);
  weir_window_update_convert (self);
  weir_window_show_notices (self);
  set_enabled (self, "export", is_done && shown_id != 0 && self->work == NULL);
}
