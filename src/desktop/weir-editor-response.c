/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-response.c: what came back from Send, below the editor of the step
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-editor-response.h"
#include "weir-file-choice.h"

struct _WeirEditorResponse
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkWidget *waiting;
  GtkSpinner *spinner;
  GtkWidget *missing;
  GtkLabel *message;
  GtkWidget *run_up_to;
  WeirResultDetails *details;

  /* owned */
  WeirSend *send; /* nullable */
  GtkFileChooserNative *chooser;

  gboolean alone;
};

G_DEFINE_FINAL_TYPE (WeirEditorResponse, weir_editor_response, GTK_TYPE_WIDGET)

/* The whole body, if there is one. */
static const WeirExchange *
find_exchange (WeirEditorResponse *self)
{
  const WeirStepResult *result = self->send != NULL ? weir_send_get_result (self->send) : NULL;
  const WeirExchange *exchange = result != NULL ? weir_step_result_get_last (result) : NULL;

  return exchange != NULL && exchange->response_body != NULL && exchange->response_body->len > 0 ? exchange
                                                                                                 : NULL;
}

/**
 * weir_editor_response_save:
 * @self: a response
 * @file: where to
 * @error: return location for a #GIOErrorEnum
 *
 * Writes the whole body of the answer, as it came.
 *
 * Returns: whether it was written
 */
gboolean
weir_editor_response_save (WeirEditorResponse *self, GFile *file, GError **error)
{
  const WeirExchange *exchange;

  g_return_val_if_fail (WEIR_IS_EDITOR_RESPONSE (self), FALSE);

  exchange = find_exchange (self);
  if (exchange == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no body to save."));
      return FALSE;
    }
  return g_file_replace_contents (file, (const char *) exchange->response_body->data,
                                  exchange->response_body->len, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                  error);
}

static void
show_message (WeirEditorResponse *self, const char *message, gboolean offers_run)
{
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (self->run_up_to, offers_run);
  gtk_widget_set_visible (self->missing, message != NULL);
}

static void
chooser_response_cb (WeirEditorResponse *self, int response)
{
  g_autoptr (GFile) file = weir_file_choice_take (&self->chooser, response);
  g_autoptr (GError) error = NULL;

  if (file != NULL && !weir_editor_response_save (self, file, &error))
    show_message (self, error->message, FALSE);
}

/* The last part of the path of the URL, which is what a browser would call it. */
static char *
suggest_name (const WeirExchange *exchange)
{
  g_autoptr (GUri) uri = g_uri_parse (exchange->url->str, G_URI_FLAGS_NONE, NULL);
  g_autofree char *name = uri != NULL ? g_path_get_basename (g_uri_get_path (uri)) : NULL;

  if (name == NULL || g_str_equal (name, "/") || g_str_equal (name, "."))
    return g_strdup ("body");
  return g_steal_pointer (&name);
}

static void
save_body_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirEditorResponse *self = WEIR_EDITOR_RESPONSE (widget);
  const WeirExchange *exchange = find_exchange (self);
  g_autofree char *name = NULL;

  if (exchange == NULL)
    return;
  name = suggest_name (exchange);
  weir_file_choice_begin (&self->chooser, widget, _("Save the Body"), GTK_FILE_CHOOSER_ACTION_SAVE,
                          _("_Save"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  weir_file_choice_ask (self->chooser, G_CALLBACK (chooser_response_cb), self);
}

static void
weir_editor_response_dispose (GObject *object)
{
  WeirEditorResponse *self = WEIR_EDITOR_RESPONSE (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->send);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_editor_response_parent_class)->dispose (object);
}

static void
weir_editor_response_class_init (WeirEditorResponseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_editor_response_dispose;
  g_type_ensure (WEIR_TYPE_RESULT_DETAILS);
  gtk_widget_class_install_action (widget_class, "response.save-body", NULL, save_body_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-editor-response.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirEditorResponse, content);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorResponse, waiting);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorResponse, spinner);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorResponse, missing);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorResponse, message);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorResponse, run_up_to);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorResponse, details);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "editorresponse");
}

static void
weir_editor_response_init (WeirEditorResponse *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_result (WeirEditorResponse *self)
{
  const WeirStepResult *result = weir_send_get_result (self->send);
  const char *error = weir_send_get_error (self->send);
  const char *setter = self->alone ? NULL : weir_send_get_setter (self->send);
  g_autofree char *text = NULL;

  if (result != NULL)
    weir_result_details_show (self->details, result, G_OBJECT (self->send));
  else
    weir_result_details_clear (self->details, error != NULL ? error : _("Nothing was sent."));
  if (setter != NULL)
    text = g_strdup_printf (_("“%s” sets %s. Run the flow up to here first."), setter,
                            weir_send_get_missing (self->send));
  show_message (self, text, setter != NULL);
}

/**
 * weir_editor_response_show:
 * @self: a response
 * @send: (nullable): the Send of the step, under way or done; %NULL when there was none
 */
void
weir_editor_response_show (WeirEditorResponse *self, WeirSend *send)
{
  gboolean is_done;

  g_return_if_fail (WEIR_IS_EDITOR_RESPONSE (self));

  g_set_object (&self->send, send);
  is_done = send != NULL && weir_send_is_done (send);
  gtk_widget_set_visible (self->waiting, send != NULL && !is_done);
  gtk_spinner_set_spinning (self->spinner, send != NULL && !is_done);
  gtk_widget_set_visible (GTK_WIDGET (self->details), is_done);
  show_message (self, NULL, FALSE);
  if (is_done)
    show_result (self);
  weir_message_view_set_savable (weir_result_details_get_response (self->details),
                                 is_done && find_exchange (self) != NULL);
}

/**
 * weir_editor_response_set_alone:
 * @self: a response
 * @alone: whether it is shown without the editor of its step
 *
 * There the flow cannot be run up to the step: what a Send lacks is said by its result alone.
 */
void
weir_editor_response_set_alone (WeirEditorResponse *self, gboolean alone)
{
  g_return_if_fail (WEIR_IS_EDITOR_RESPONSE (self));

  self->alone = alone;
}

/**
 * weir_editor_response_get_message:
 * @self: a response
 *
 * Returns: (transfer none): what is said above the result; "" when nothing is
 */
const char *
weir_editor_response_get_message (WeirEditorResponse *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_RESPONSE (self), NULL);

  return gtk_label_get_text (self->message);
}

/**
 * weir_editor_response_get_details:
 * @self: a response
 *
 * Returns: (transfer none): the result
 */
WeirResultDetails *
weir_editor_response_get_details (WeirEditorResponse *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_RESPONSE (self), NULL);

  return self->details;
}
