/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window.c: the window: one of the open documents, or what is offered when there is none
 */

#include "config.h"

#include "weir-welcome-page.h"
#include "weir-window-private.h"
#include "weir-window-state.h"

G_DEFINE_FINAL_TYPE (WeirWindow, weir_window, GTK_TYPE_APPLICATION_WINDOW)

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, WeirWindow *self)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  gboolean accepted = files != NULL;

  for (GSList *l = files; l != NULL; l = l->next)
    weir_window_open (self, l->data);
  g_slist_free (files);
  return accepted;
}

static void
session_chosen_cb (WeirWindow *self, WeirSession *session)
{
  weir_window_show_session (self, session);
}

static void
session_titles_cb (WeirWindow *self)
{
  weir_window_show_titles (self);
  weir_window_update_actions (self);
}

static void
step_selected_cb (WeirWindow *self)
{
  WeirStepRow *row = weir_step_list_get_selected (self->step_list);

  /* Without selection the editor goes on with what it has: results of all steps are no reason to lose it. */
  if (row != NULL)
    weir_step_editor_set_step (self->editor, weir_step_row_get_step (row));
  weir_window_update_send (self);
  weir_window_show_source_step (self);
  if (weir_window_shows_results (self))
    weir_window_follow_step (self);
}

static void
step_activated_cb (WeirWindow *self)
{
  weir_window_edit_step (self);
}

/* Where the server is known only the path is typed, behind it; otherwise the whole URL, over what it says. */
static void
step_added_cb (WeirWindow *self, gboolean known)
{
  GtkEditable *url = weir_value_entry_get_editable (weir_step_editor_get_url (self->editor));

  weir_window_edit_step (self);
  if (known)
    gtk_editable_set_position (url, -1);
  else
    gtk_editable_select_region (url, 0, -1);
}

static void
step_message_cb (WeirWindow *self, const char *message)
{
  weir_window_show_message (self, GTK_MESSAGE_WARNING, message);
  self->message_passes = TRUE;
}

static void
session_edited_cb (WeirWindow *self)
{
  if (self->message_passes)
    weir_window_hide_message (self);
  if (weir_window_has_plan (self))
    weir_window_follow_plan_edit (self);
  weir_window_update_actions (self);
}

static void
step_filter_cleared_cb (WeirWindow *self)
{
  weir_step_list_unselect (self->step_list);
}

/* The run stays in the archive; the step list says of it as little as the results do. */
static void
results_cleared_cb (WeirWindow *self)
{
  if (self->past == NULL)
    weir_session_forget_run (self->session);
  weir_window_forget_past (self);
  weir_step_list_update (self->step_list, NULL, NULL);
  weir_window_update_actions (self);
}

static void
run_loaded_cb (WeirWindow *self, gpointer run)
{
  weir_window_show_past (self, run);
}

static void
history_failed_cb (WeirWindow *self, const char *message)
{
  weir_window_show_message (self, GTK_MESSAGE_ERROR, message);
}

static gboolean
close_request_cb (WeirWindow *self)
{
  weir_window_state_save (GTK_WINDOW (self), self->pane, weir_results_view_get_pane (self->results_view));
  weir_window_save_sidebar (self);
  return weir_window_close_request (self);
}

static void
weir_window_dispose (GObject *object)
{
  WeirWindow *self = WEIR_WINDOW (object);

  guint n_sessions = self->sessions != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->sessions)) : 0;

  if (self->session_signals != NULL)
    g_signal_group_set_target (self->session_signals, NULL);
  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), i);

      g_signal_handlers_disconnect_by_data (session, self);
    }
  g_clear_object (&self->session_signals);
  g_cancellable_cancel (self->work);
  g_clear_handle_id (&self->work_source, g_source_remove);
  weir_window_forget_typing (self);
  g_clear_pointer (&self->past, weir_run_snapshot_unref);
  g_clear_object (&self->past_flow);
  g_clear_pointer (&self->past_file, g_free);
  g_clear_pointer (&self->load_outlook, weir_plan_outlook_unref);
  g_clear_pointer (&self->past_plan, weir_plan_snapshot_unref);
  g_clear_pointer (&self->export_name, g_free);
  g_clear_pointer (&self->undo_labels, g_free);
  g_clear_pointer (&self->closing, g_ptr_array_unref);
  g_clear_pointer (&self->name_popover, gtk_widget_unparent);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  g_clear_object (&self->sidebar);
  g_clear_object (&self->sessions);
  G_OBJECT_CLASS (weir_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, title_button);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, document_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, sidebar_pane);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, sidebar_overlay);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, problems_page);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, message_icon);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, message_show);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, action_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, secret_form);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, left);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, step_list);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, history);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, past_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, past_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, show_latest);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, draft_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, draft_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, file_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, file_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, file_buttons);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, work_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, work_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, work_progress);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, right);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, variables);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, results_view);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, edit_section);
}

static void
weir_window_class_init (WeirWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_window_dispose;
  g_type_ensure (WEIR_TYPE_DOCUMENT_SWITCHER);
  g_type_ensure (WEIR_TYPE_WELCOME_PAGE);
  g_type_ensure (WEIR_TYPE_PROBLEMS_PAGE);
  g_type_ensure (WEIR_TYPE_ACTION_BAR);
  g_type_ensure (WEIR_TYPE_SECRET_FORM);
  g_type_ensure (WEIR_TYPE_STEP_LIST);
  g_type_ensure (WEIR_TYPE_HISTORY_PAGE);
  g_type_ensure (WEIR_TYPE_RESULTS_VIEW);
  g_type_ensure (WEIR_TYPE_STEP_EDITOR);
  g_type_ensure (WEIR_TYPE_VARIABLES_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, session_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_secrets_answered);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_forget_secrets);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_secrets_failed);
  gtk_widget_class_bind_template_callback (widget_class, step_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_added_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_message_cb);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_add_curl);
  gtk_widget_class_bind_template_callback (widget_class, results_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_filter_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_ask_delete);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_compare_with);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_show_comparison);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_show_run_table);
  gtk_widget_class_bind_template_callback (widget_class, history_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
follow_shown_session (WeirWindow *self)
{
  self->session_signals = g_signal_group_new (WEIR_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "run-changed", G_CALLBACK (weir_window_show_run),
                                  self);
  g_signal_group_connect_swapped (self->session_signals, "send-changed", G_CALLBACK (weir_window_update_send),
                                  self);
  g_signal_group_connect_swapped (self->session_signals, "edited", G_CALLBACK (session_edited_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::dirty", G_CALLBACK (session_titles_cb),
                                  self);
  g_signal_group_connect_swapped (self->session_signals, "notify::broken",
                                  G_CALLBACK (weir_window_follow_broken), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::file-state",
                                  G_CALLBACK (weir_window_show_notices), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::title", G_CALLBACK (session_titles_cb),
                                  self);
}

static void
weir_window_init (WeirWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  self->sessions = g_list_store_new (WEIR_TYPE_SESSION);
  weir_document_switcher_set_sessions (self->switcher, G_LIST_MODEL (self->sessions));
  follow_shown_session (self);
  weir_window_install_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "steps", weir_step_list_get_actions (self->step_list));
  weir_window_state_load (GTK_WINDOW (self), self->pane, weir_results_view_get_pane (self->results_view));
  weir_window_install_sidebar (self);
  weir_window_install_source (self);
  weir_window_install_plan (self);
  weir_window_install_load (self);
  weir_window_show_titles (self);
}

/**
 * weir_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window without document; the application owns it
 */
WeirWindow *
weir_window_new (GtkApplication *application)
{
  return g_object_new (WEIR_TYPE_WINDOW, "application", application, NULL);
}

/**
 * weir_window_show_message:
 * @self: a window
 * @type: what kind of message
 * @message: whole sentences
 *
 * Shows a message above the document until the person closes it.
 */
void
weir_window_show_message (WeirWindow *self, GtkMessageType type, const char *message)
{
  const char *const info[] = { "message-bar", "message-info", NULL };
  const char *const warning[] = { "message-bar", "message-warning", NULL };
  const char *const error[] = { "message-bar", "message-error", NULL };
  const char *const *classes = info;
  const char *icon = "dialog-information-symbolic";

  if (type == GTK_MESSAGE_WARNING)
    {
      classes = warning;
      icon = "dialog-warning-symbolic";
    }
  else if (type == GTK_MESSAGE_ERROR)
    {
      classes = error;
      icon = "dialog-error-symbolic";
    }
  gtk_widget_set_css_classes (self->message_bar, (const char **) classes);
  gtk_image_set_from_icon_name (self->message_icon, icon);
  gtk_label_set_text (self->message_label, message);
  gtk_widget_set_visible (self->message_show, FALSE);
  gtk_widget_set_visible (self->message_bar, TRUE);
  self->message_passes = FALSE;
}

/**
 * weir_window_hide_message:
 * @self: a window
 *
 * Takes the message above the document away.
 */
void
weir_window_hide_message (WeirWindow *self)
{
  gtk_widget_set_visible (self->message_bar, FALSE);
}

/**
 * weir_window_get_flow:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the flow that is shown
 */
WeirFlow *
weir_window_get_flow (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->session != NULL ? weir_session_get_flow (self->session) : NULL;
}

/**
 * weir_window_get_run:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the latest run of the document that is shown
 */
WeirRun *
weir_window_get_run (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->session != NULL ? weir_session_get_run (self->session) : NULL;
}

/**
 * weir_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the document that is shown
 */
WeirSession *
weir_window_get_session (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * weir_window_get_switcher:
 * @self: a window
 *
 * Returns: (transfer none): the list of its documents
 */
WeirDocumentSwitcher *
weir_window_get_switcher (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->switcher;
}

/**
 * weir_window_show_document:
 * @self: a window
 * @position: of one of its documents, in the order in which they were opened
 *
 * Shows that document, if it is still open.
 */
void
weir_window_show_document (WeirWindow *self, guint position)
{
  g_autoptr (WeirSession) session = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));

  session = g_list_model_get_item (G_LIST_MODEL (self->sessions), position);
  if (session != NULL && session != self->session)
    weir_window_show_session (self, session);
}

/**
 * weir_window_get_action_bar:
 * @self: a window
 *
 * Returns: (transfer none): its action bar
 */
WeirActionBar *
weir_window_get_action_bar (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->action_bar;
}

/**
 * weir_window_get_step_list:
 * @self: a window
 *
 * Returns: (transfer none): its left pane
 */
WeirStepList *
weir_window_get_step_list (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->step_list;
}

/**
 * weir_window_get_editor:
 * @self: a window
 *
 * Returns: (transfer none): its right pane while steps are edited
 */
WeirStepEditor *
weir_window_get_editor (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->editor;
}

/**
 * weir_window_get_variables:
 * @self: a window
 *
 * Returns: (transfer none): its right pane while variables are shown
 */
WeirVariablesPane *
weir_window_get_variables (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->variables;
}

/**
 * weir_window_get_results_view:
 * @self: a window
 *
 * Returns: (transfer none): its right pane while results are shown
 */
WeirResultsView *
weir_window_get_results_view (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->results_view;
}

/**
 * weir_window_get_problems_page:
 * @self: a window
 *
 * Returns: (transfer none): the page that is shown instead of a flow with errors
 */
WeirProblemsPage *
weir_window_get_problems_page (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->problems_page;
}

/**
 * weir_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none): what it shows: "welcome", "problems", "flow" or "plan"
 */
const char *
weir_window_get_page (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child_name (self->pages);
}

/**
 * weir_window_get_message:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the message above the document
 */
const char *
weir_window_get_message (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return gtk_widget_get_visible (self->message_bar) ? gtk_label_get_text (self->message_label) : NULL;
}
