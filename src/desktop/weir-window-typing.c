/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-typing.c: what is wrong only because it is being typed is no reason yet not to run
 *
 * Whoever types a placeholder has an error in the field between "${" and "}". Run would turn grey and back
 * under the hands, so an error counts as soon as the person pauses or goes elsewhere; a Run that is pressed
 * before that says what is wrong. What is right again counts at once.
 */

#include "config.h"

#include "weir-window-private.h"

#define PAUSE_MS 1000

static void
settle (WeirWindow *self)
{
  g_clear_handle_id (&self->typing_source, g_source_remove);
  self->errors_told = TRUE;
  weir_window_update_actions (self);
}

static gboolean
pause_cb (gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);

  self->typing_source = 0;
  settle (self);
  return G_SOURCE_REMOVE;
}

static void
focus_moved_cb (WeirWindow *self)
{
  if (self->typing_source != 0)
    settle (self);
}

static gboolean
types_text (WeirWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
         && (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->right))
             || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->plan_view)));
}

/**
 * weir_window_is_typing:
 * @self: a window
 * @has_errors: whether fields or the text of the shown document have errors
 *
 * Returns: whether the person may be about to put that right: it is not to be told yet
 */
gboolean
weir_window_is_typing (WeirWindow *self, gboolean has_errors)
{
  g_clear_handle_id (&self->typing_source, g_source_remove);
  if (!has_errors)
    self->errors_told = FALSE;
  if (!has_errors || self->errors_told)
    return FALSE;
  self->errors_told = !types_text (self);
  if (!self->errors_told)
    self->typing_source = g_timeout_add (PAUSE_MS, pause_cb, self);
  return !self->errors_told;
}

/**
 * weir_window_refuse_errors:
 * @self: a window whose document a person wants to run
 *
 * Takes over what is typed as text, and tells errors that have not been told yet.
 *
 * Returns: whether there are any, so that the document cannot be run
 */
gboolean
weir_window_refuse_errors (WeirWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *problems = NULL;

  if (!weir_session_take_typed (self->session, &error))
    problems = g_strdup (error->message);
  else if (weir_window_has_plan (self))
    problems = weir_plan_problems_describe (weir_session_get_plan_problems (self->session));
  else
    problems = weir_flow_problems_describe (weir_session_get_edit_problems (self->session));
  if (problems == NULL)
    return FALSE;
  weir_window_show_message (self, GTK_MESSAGE_ERROR, problems);
  gtk_widget_set_visible (self->message_show, TRUE);
  settle (self);
  return TRUE;
}

/**
 * weir_window_forget_typing:
 * @self: a window that shows another document now, or none any more
 */
void
weir_window_forget_typing (WeirWindow *self)
{
  g_clear_handle_id (&self->typing_source, g_source_remove);
  self->errors_told = FALSE;
}

/**
 * weir_window_install_typing:
 * @self: a window that is being made
 */
void
weir_window_install_typing (WeirWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_moved_cb), NULL);
  g_signal_connect_object (self->source_page, "checked", G_CALLBACK (weir_window_update_actions), self,
                           G_CONNECT_SWAPPED);
}
