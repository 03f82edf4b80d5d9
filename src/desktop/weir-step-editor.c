/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-editor.c: the right pane while a step is edited
 *
 * It shows the step that is selected in the list. Its fields change the document through the edits of the
 * session, so everything can be undone, and none of them keeps anything of its own.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-column-layout.h"
#include "weir-curl-import.h"
#include "weir-row-kinds.h"
#include "weir-step-editor-private.h"
#include "weir-step-names.h"

G_DEFINE_FINAL_TYPE (WeirStepEditor, weir_step_editor, GTK_TYPE_WIDGET)

static const char *const methods[] = { "GET",  "POST",    "PUT",   "PATCH", "DELETE",
                                       "HEAD", "OPTIONS", "TRACE", NULL };

static void
show_method (WeirStepEditor *self)
{
  WeirRequest *request = self->step != NULL ? weir_step_get_request (self->step) : NULL;

  for (guint i = 0; request != NULL && methods[i] != NULL; i++)
    if (g_str_equal (methods[i], weir_request_get_method (request)))
      {
        self->follows = TRUE;
        gtk_drop_down_set_selected (self->method, i);
        self->follows = FALSE;
      }
}

static void
method_selected_cb (WeirStepEditor *self)
{
  if (self->follows || self->step == NULL || weir_step_get_request (self->step) == NULL)
    return;
  weir_flow_edit_request (weir_editor_context_get_flow (self->context),
                          weir_editor_context_get_edits (self->context), self->step, "method",
                          methods[gtk_drop_down_get_selected (self->method)]);
}

static void
notes_toggled_cb (WeirStepEditor *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->notes_button);

  gtk_widget_set_visible (self->notes_revealer, shown);
  if (shown && gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->follows)
    gtk_widget_grab_focus (GTK_WIDGET (self->notes));
}

static void
follow_request (WeirStepEditor *self)
{
  WeirRequest *request = self->step != NULL ? weir_step_get_request (self->step) : NULL;
  WeirStep *without = request == NULL ? self->step : NULL;

  g_signal_group_set_target (self->request_signals, request);
  gtk_widget_set_visible (self->request_head, request != NULL);
  gtk_stack_set_visible_child_name (self->kinds, request != NULL ? "request" : "set");
  weir_value_entry_bind (self->url, self->context, request, "url");
  weir_field_rows_bind (self->params, &weir_rows_params, self->context,
                        request != NULL ? weir_request_get_query (request) : NULL);
  weir_field_rows_bind (self->headers, &weir_rows_headers, self->context,
                        request != NULL ? weir_request_get_headers (request) : NULL);
  weir_editor_auth_bind (self->auth, self->context, request);
  weir_editor_body_bind (self->body, self->context, request);
  weir_field_rows_bind (self->extractions, &weir_rows_extractions, self->context,
                        request != NULL ? weir_step_get_extractions (self->step) : NULL);
  weir_field_rows_bind (self->assertions, &weir_rows_assertions, self->context,
                        request != NULL ? weir_step_get_assertions (self->step) : NULL);
  weir_editor_options_bind (self->options, self->context, request != NULL ? self->step : NULL);
  weir_field_rows_bind (self->assignments, &weir_rows_assignments, self->context,
                        without != NULL ? weir_step_get_assignments (without) : NULL);
  weir_value_entry_bind (self->wait, self->context, without, "wait-us");
  weir_value_entry_bind (self->skip_if, self->context, without, "skip-if");
  show_method (self);
  weir_step_editor_show_counts (self);
}

static void
follow_step (WeirStepEditor *self)
{
  WeirStep *step = self->step;

  gtk_stack_set_visible_child_name (self->pages, step != NULL ? "step" : "nothing");
  weir_curl_notice_clear (self->curl_notice);
  weir_value_entry_bind (self->name, self->context, step, "name");
  weir_text_area_bind (self->notes, self->context, step, "description");
  self->follows = TRUE;
  gtk_toggle_button_set_active (self->notes_button, step != NULL && weir_step_get_description (step) != NULL);
  self->follows = FALSE;
  follow_request (self);
  weir_step_editor_show_send (self);
}

static gboolean
has_step (WeirFlow *flow, WeirStep *step)
{
  for (WeirFlowPart part = 0; flow != NULL && part < WEIR_N_FLOW_PARTS; part++)
    if (g_list_store_find (weir_flow_get_part (flow, part), step, NULL))
      return TRUE;
  return FALSE;
}

/* What is wrong with the step and with no field of it. */
static void
context_updated_cb (WeirStepEditor *self)
{
  gboolean is_warning = FALSE;
  g_autofree char *message = NULL;

  if (self->step != NULL && weir_editor_context_get_plan (self->context) == NULL
      && !has_step (weir_editor_context_get_flow (self->context), self->step))
    {
      weir_step_editor_set_step (self, NULL);
      return;
    }
  if (self->step != NULL)
    message = weir_editor_context_find_message (self->context, self->step, NULL, &is_warning);
  gtk_label_set_text (self->step_message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->step_message), message != NULL);
  weir_curl_notice_update (self->curl_notice, self->step != NULL ? weir_step_get_request (self->step) : NULL);
  weir_step_editor_show_counts (self);
}

/* A notebook that loses its pages shows the ones before, and asks for the focus in a window that is gone. */
static void
weir_step_editor_unroot (GtkWidget *widget)
{
  gtk_notebook_set_current_page (WEIR_STEP_EDITOR (widget)->tabs, 0);
  GTK_WIDGET_CLASS (weir_step_editor_parent_class)->unroot (widget);
}

static void
weir_step_editor_dispose (GObject *object)
{
  WeirStepEditor *self = WEIR_STEP_EDITOR (object);
  GtkWidget *pages;

  self->follows = TRUE;
  if (self->picker != NULL)
    g_object_run_dispose (G_OBJECT (self->picker));
  g_clear_object (&self->picker);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->step_signals);
  g_clear_object (&self->request_signals);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  pages = GTK_WIDGET (self->pages);
  self->pages = NULL;
  g_clear_pointer (&pages, gtk_widget_unparent);
  g_clear_object (&self->step);
  g_clear_object (&self->session);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_step_editor_parent_class)->dispose (object);
}

static void
bind_tabs (GtkWidgetClass *widget_class)
{
  static const char *const names[WEIR_N_EDITOR_TABS] = { "params_label", "headers_label", "auth_label",
                                                         "body_label",   "extract_label", "assert_label",
                                                         "options_label" };

  for (guint i = 0; i < WEIR_N_EDITOR_TABS; i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, names[i], FALSE,
        (gssize) (G_STRUCT_OFFSET (WeirStepEditor, tab_labels) + i * sizeof (GtkLabel *)));
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, pages);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, name_line);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, name);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, notes_button);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, notes_revealer);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, notes);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, request_head);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, method);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, url);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, send_label);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, send_button);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, response);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, kinds);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, tabs);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, params);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, headers);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, auth);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, body);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, extractions);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, assertions);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, options);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, assignments);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, wait);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, skip_if);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, step_message);
  gtk_widget_class_bind_template_child (widget_class, WeirStepEditor, curl_notice);
  gtk_widget_class_install_action (widget_class, "editor.offer-curl", "s", weir_step_editor_offer_curl);
  bind_tabs (widget_class);
}

static void
weir_step_editor_class_init (WeirStepEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_step_editor_dispose;
  widget_class->unroot = weir_step_editor_unroot;
  g_type_ensure (WEIR_TYPE_VALUE_ENTRY);
  g_type_ensure (WEIR_TYPE_CURL_NOTICE);
  g_type_ensure (WEIR_TYPE_TEXT_AREA);
  g_type_ensure (WEIR_TYPE_FIELD_ROWS);
  g_type_ensure (WEIR_TYPE_EDITOR_AUTH);
  g_type_ensure (WEIR_TYPE_EDITOR_BODY);
  g_type_ensure (WEIR_TYPE_EDITOR_OPTIONS);
  g_type_ensure (WEIR_TYPE_EDITOR_RESPONSE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-step-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, method_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, notes_toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, WEIR_TYPE_COLUMN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "stepeditor");
}

static void
follow_environment (WeirStepEditor *self)
{
  weir_editor_context_set_environment (self->context, weir_session_get_environment (self->session));
}

static void
weir_step_editor_init (WeirStepEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->context = weir_editor_context_new ();
  weir_step_editor_install_send (self);
  weir_step_editor_install_curl (self);
  g_signal_connect_swapped (self->context, "updated", G_CALLBACK (context_updated_cb), self);
  self->session_signals = g_signal_group_new (WEIR_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::environment",
                                  G_CALLBACK (follow_environment), self);
  self->step_signals = g_signal_group_new (WEIR_TYPE_STEP);
  g_signal_group_connect_swapped (self->step_signals, "notify::request", G_CALLBACK (follow_request), self);
  self->request_signals = g_signal_group_new (WEIR_TYPE_REQUEST);
  g_signal_group_connect_swapped (self->request_signals, "notify::method", G_CALLBACK (show_method), self);
}

/* The iteration around the request has the name, and nothing but the request is in its document. */
static void
follow_kind (WeirStepEditor *self, gboolean is_plan)
{
  gtk_widget_set_visible (self->name_line, !is_plan);
  gtk_widget_set_visible (self->notes_revealer, FALSE);
  gtk_widget_set_visible (self->send_button, !is_plan);
  weir_editor_options_set_in_plan (self->options, is_plan);
  weir_value_entry_set_take (self->url, is_plan ? NULL : weir_curl_is_command);
}

/**
 * weir_step_editor_set_session:
 * @self: an editor
 * @session: (nullable): the document whose steps it edits
 *
 * To be called again when the document has got another flow or another file.
 */
void
weir_step_editor_set_session (WeirStepEditor *self, WeirSession *session)
{
  WeirFlow *flow = session != NULL ? weir_session_get_flow (session) : NULL;
  WeirPlan *plan = session != NULL ? weir_session_get_plan (session) : NULL;
  GFile *file = session != NULL ? weir_session_get_file (session) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  g_return_if_fail (WEIR_IS_STEP_EDITOR (self));

  weir_step_editor_set_step (self, NULL);
  g_set_object (&self->session, session);
  weir_editor_context_set_document (self->context, flow,
                                    flow != NULL ? weir_session_get_edits (session) : NULL,
                                    flow != NULL ? weir_session_get_edit_problems (session) : NULL, folder);
  if (plan != NULL)
    weir_editor_context_set_plan (self->context, plan, weir_session_get_edits (session),
                                  weir_session_get_plan_problems (session), folder);
  follow_kind (self, plan != NULL);
  g_signal_group_set_target (self->session_signals, flow != NULL ? session : NULL);
  if (flow != NULL)
    {
      follow_environment (self);
      weir_editor_context_set_store (self->context, weir_session_get_store (session));
    }
}

/**
 * weir_step_editor_set_step:
 * @self: an editor
 * @step: (nullable): a step of its document; %NULL shows how to choose one
 */
void
weir_step_editor_set_step (WeirStepEditor *self, WeirStep *step)
{
  g_return_if_fail (WEIR_IS_STEP_EDITOR (self));

  if (!g_set_object (&self->step, step))
    return;
  weir_editor_context_set_step (self->context, step);
  g_signal_group_set_target (self->step_signals, step);
  follow_step (self);
}

/**
 * weir_step_editor_get_step:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): what it edits
 */
WeirStep *
weir_step_editor_get_step (WeirStepEditor *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return self->step;
}

/**
 * weir_step_editor_get_context:
 * @self: an editor
 *
 * Returns: (transfer none): what its fields share
 */
WeirEditorContext *
weir_step_editor_get_context (WeirStepEditor *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return self->context;
}

/**
 * weir_step_editor_get_body:
 * @self: an editor
 *
 * Returns: (transfer none): its tab Body
 */
WeirEditorBody *
weir_step_editor_get_body (WeirStepEditor *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return self->body;
}

/**
 * weir_step_editor_get_url:
 * @self: an editor
 *
 * Returns: (transfer none): the field with the URL
 */
WeirValueEntry *
weir_step_editor_get_url (WeirStepEditor *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return self->url;
}

/**
 * weir_step_editor_get_name:
 * @self: an editor
 *
 * Returns: (transfer none): the field with the name of the step
 */
WeirValueEntry *
weir_step_editor_get_name (WeirStepEditor *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return self->name;
}

/**
 * weir_step_editor_get_assignments:
 * @self: an editor
 *
 * Returns: (transfer none): the rows of what a step without request sets
 */
WeirFieldRows *
weir_step_editor_get_assignments (WeirStepEditor *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return self->assignments;
}

/**
 * weir_step_editor_get_method:
 * @self: an editor
 *
 * Returns: (transfer none): the choice of the method
 */
GtkDropDown *
weir_step_editor_get_method (WeirStepEditor *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return self->method;
}
