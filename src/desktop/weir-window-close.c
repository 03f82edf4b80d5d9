/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-close.c: closing a document or the window without losing a run or changes
 *
 * One question at a time, and nothing is closed before all are answered: first whether to stop the run, then
 * what to do with each document that has changes. Any Cancel leaves everything as it was.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-window-private.h"

enum
{
  ANSWER_STOP = 1,
  ANSWER_SAVE,
  ANSWER_DISCARD,
};

/**
 * weir_window_ask:
 * @self: a window
 * @title: a short question
 * @text: what depends on the answer
 *
 * Returns: (transfer none): a dialog without buttons, not shown yet
 */
GtkWidget *
weir_window_ask (WeirWindow *self, const char *title, const char *text)
{
  GtkWidget *dialog =
      gtk_message_dialog_new (GTK_WINDOW (self), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                              GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s", title);

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  return dialog;
}

/**
 * weir_window_add_answer:
 * @dialog: of weir_window_ask()
 * @label: what the button says
 * @response: what the dialog then responds
 */
void
weir_window_add_answer (GtkWidget *dialog, const char *label, int response)
{
  /* Not gtk_dialog_add_button(): GTK 4.8 names a button with mnemonics twice to screen readers. */
  gtk_dialog_add_action_widget (GTK_DIALOG (dialog), gtk_button_new_with_label (label), response);
}

/**
 * weir_window_end_question:
 * @dialog: of weir_window_ask()
 *
 * Takes the dialog away. From then on its window may be destroyed, although the answer is still being
 * handled.
 */
void
weir_window_end_question (GtkWindow *dialog)
{
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (dialog);
}

static WeirSession *
find_running (WeirWindow *self)
{
  for (guint i = 0; i < self->closing->len; i++)
    if (weir_session_is_running (g_ptr_array_index (self->closing, i)))
      return g_ptr_array_index (self->closing, i);
  return NULL;
}

/**
 * weir_window_cancel_closing:
 * @self: a window
 *
 * Keeps open what was to be closed.
 */
void
weir_window_cancel_closing (WeirWindow *self)
{
  g_clear_pointer (&self->closing, g_ptr_array_unref);
  self->closing_window = FALSE;
  self->stop_confirmed = FALSE;
  self->n_settled = 0;
}

static void
stop_response_cb (WeirWindow *self, int response, GtkWindow *dialog)
{
  weir_window_end_question (dialog);
  if (self->closing == NULL)
    return;
  if (response != ANSWER_STOP)
    {
      weir_window_cancel_closing (self);
      return;
    }
  self->stop_confirmed = TRUE;
  weir_window_continue_closing (self);
}

static void
ask_stop (WeirWindow *self, WeirSession *running)
{
  g_autofree char *title = g_strdup_printf (_("%s is running"), weir_session_get_title (running));
  const char *text = weir_session_get_plan (running) != NULL
                         ? _("Stopping it begins nothing new and lets the requests in flight be answered; "
                             "that takes 5 seconds at most. What was measured is kept.")
                         : _("Stopping it still runs After All, so that nothing is left behind; that "
                             "takes 10 seconds at most.");
  GtkWidget *dialog = weir_window_ask (self, title, text);

  weir_window_add_answer (dialog, _("Keep Running"), GTK_RESPONSE_CANCEL);
  weir_window_add_answer (dialog, _("Stop and Close"), ANSWER_STOP);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (stop_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_response_cb (WeirWindow *self, int response, GtkWindow *dialog)
{
  weir_window_end_question (dialog);
  if (self->closing == NULL)
    return;
  if (response == ANSWER_DISCARD)
    {
      self->n_settled++;
      weir_window_continue_closing (self);
    }
  else if (response == ANSWER_SAVE)
    weir_window_save (self); /* goes on, or gives up, when that is done */
  else
    weir_window_cancel_closing (self);
}

static void
ask_save (WeirWindow *self, WeirSession *session)
{
  g_autofree char *title = g_strdup_printf (_("Save the changes to %s?"), weir_session_get_title (session));
  GtkWidget *dialog = weir_window_ask (self, title, _("Changes that are not saved are lost."));

  weir_window_add_answer (dialog, _("Discard"), ANSWER_DISCARD);
  weir_window_add_answer (dialog, _("Cancel"), GTK_RESPONSE_CANCEL);
  weir_window_add_answer (dialog, _("Save"), ANSWER_SAVE);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), ANSWER_SAVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const char *
describe_wait (WeirWindow *self, gboolean for_plan)
{
  if (for_plan)
    return self->closing_window
               ? _("Stopping… The window closes when the requests in flight are answered, in 5 s at the "
                   "latest. Close it again to end now.")
               : _("Stopping… The document closes when the requests in flight are answered, in 5 s at the "
                   "latest. Close it again to end now.");
  return self->closing_window
             ? _("Finishing… The window closes when After All has run, in 10 s at the latest. Close it "
                 "again to end now.")
             : _("Finishing… The document closes when After All has run, in 10 s at the latest. Close it "
                 "again to end now.");
}

static void
wait_for_run (WeirWindow *self, WeirSession *running)
{
  if (self->session != running)
    weir_window_show_session (self, running);
  if (weir_session_get_stops (running) == 0)
    weir_window_stop_run (self);
  weir_window_show_message (self, GTK_MESSAGE_INFO,
                            describe_wait (self, weir_session_get_plan (running) != NULL));
}

static void
finish_closing (WeirWindow *self)
{
  g_autoptr (GPtrArray) closing = g_steal_pointer (&self->closing);
  gboolean window = self->closing_window;

  weir_window_cancel_closing (self);
  for (guint i = 0; window && i < closing->len; i++)
    weir_session_close (g_ptr_array_index (closing, i));
  if (window)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  for (guint i = 0; i < closing->len; i++)
    weir_window_remove_session (self, g_ptr_array_index (closing, i));
}

/**
 * weir_window_continue_closing:
 * @self: a window in which something is being closed
 *
 * Asks the next question, waits for the run that was told to stop, or closes.
 */
void
weir_window_continue_closing (WeirWindow *self)
{
  WeirSession *running = find_running (self);

  if (running != NULL && !self->stop_confirmed)
    {
      ask_stop (self, running);
      return;
    }
  while (self->n_settled < self->closing->len)
    {
      WeirSession *session = g_ptr_array_index (self->closing, self->n_settled);

      if (weir_session_get_dirty (session))
        {
          if (self->session != session)
            weir_window_show_session (self, session);
          /* What is asked about is in sight. */
          if (weir_session_get_typed (session) != NULL && weir_session_get_plan (session) != NULL)
            weir_plan_view_show_source (self->plan_view, TRUE);
          else if (weir_session_get_typed (session) != NULL)
            weir_window_set_view (self, "source");
          ask_save (self, session);
          return;
        }
      self->n_settled++;
    }
  if (running != NULL)
    wait_for_run (self, running);
  else
    finish_closing (self);
}

/* Once more while After All finishes: everything is cancelled now. */
static void
close_at_once (WeirWindow *self)
{
  WeirSession *running = find_running (self);

  if (self->n_settled < self->closing->len || running == NULL)
    return; /* a question is still open */
  weir_session_stop_run (running);
  if (self->closing_window)
    finish_closing (self);
}

/**
 * weir_window_close_request:
 * @self: a window that shall close
 *
 * Asks before a run or changes are lost. A second request while After All finishes ends the run now.
 *
 * Returns: whether the window stays open for the time being
 */
gboolean
weir_window_close_request (WeirWindow *self)
{
  guint n_sessions = g_list_model_get_n_items (G_LIST_MODEL (self->sessions));

  if (weir_window_hold_for_environments (self))
    return TRUE;
  if (self->closing != NULL)
    {
      self->closing_window = TRUE;
      close_at_once (self);
      return TRUE;
    }
  self->closing = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_sessions; i++)
    g_ptr_array_add (self->closing, g_list_model_get_item (G_LIST_MODEL (self->sessions), i));
  self->closing_window = TRUE;
  weir_window_continue_closing (self);
  return TRUE;
}

/**
 * weir_window_close_document:
 * @self: a window
 *
 * Closes the shown document after asking what must be asked; without one, the window.
 */
void
weir_window_close_document (WeirWindow *self)
{
  if (self->session == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (self->closing != NULL)
    {
      close_at_once (self);
      return;
    }
  self->closing = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->closing, g_object_ref (self->session));
  weir_window_continue_closing (self);
}
