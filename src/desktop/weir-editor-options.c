/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-options.c: the tab Options: when and how a request is sent
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-editor-bind.h"
#include "weir-editor-options.h"
#include "weir-file-entry.h"
#include "weir-limits.h"
#include "weir-text-area.h"

struct _WeirEditorOptions
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  WeirValueEntry *skip_if;
  GtkWidget *request_groups;
  GtkCheckButton *retries;
  GtkWidget *retry_group;
  WeirValueEntry *retry_condition;
  WeirValueEntry *retry_stop;
  WeirValueEntry *max_retries;
  GtkDropDown *strategy;
  WeirValueEntry *delay;
  GtkWidget *max_delay_label;
  WeirValueEntry *max_delay;
  WeirValueEntry *timeout;
  WeirValueEntry *redirects;
  GtkDropDown *version;
  GtkCheckButton *insecure;
  WeirFileEntry *certificate;
  WeirValueEntry *certificate_password;
  WeirTextArea *before;
  WeirTextArea *after;
  GtkCheckButton *keep_body;

  /* owned */
  WeirEditorContext *context;
  WeirStep *step;
  GSignalGroup *step_signals;
  GSignalGroup *retry_signals;

  gboolean follows; /* a check is being given what the document has */
};

G_DEFINE_FINAL_TYPE (WeirEditorOptions, weir_editor_options, GTK_TYPE_WIDGET)

/* Only a delay that grows has a longest one. */
static void
show_strategy (WeirEditorOptions *self)
{
  WeirRetry *retry = self->step != NULL ? weir_step_get_retry (self->step) : NULL;
  gboolean grows = retry != NULL && weir_retry_get_strategy (retry) == WEIR_RETRY_EXPONENTIAL;

  gtk_widget_set_visible (self->max_delay_label, grows);
  gtk_widget_set_visible (GTK_WIDGET (self->max_delay), grows);
}

static void
follow_retry (WeirEditorOptions *self)
{
  WeirRetry *retry = self->step != NULL ? weir_step_get_retry (self->step) : NULL;

  g_signal_group_set_target (self->retry_signals, retry);
  weir_value_entry_bind (self->retry_condition, self->context, retry, "condition");
  weir_value_entry_bind (self->retry_stop, self->context, retry, "stop-condition");
  weir_value_entry_bind (self->max_retries, self->context, retry, "max-retries");
  weir_editor_bind_choice (self->strategy, self->context, retry, "strategy");
  weir_value_entry_bind (self->delay, self->context, retry, "delay-ms");
  weir_value_entry_bind (self->max_delay, self->context, retry, "max-delay-ms");
  self->follows = TRUE;
  gtk_check_button_set_active (self->retries, retry != NULL);
  self->follows = FALSE;
  gtk_widget_set_visible (self->retry_group, retry != NULL);
  show_strategy (self);
}

static void
retries_toggled_cb (WeirEditorOptions *self)
{
  gboolean wanted = gtk_check_button_get_active (self->retries);
  g_autoptr (WeirRetry) retry = wanted ? weir_retry_new () : NULL;

  if (!self->follows && self->step != NULL)
    weir_edits_set_object (weir_editor_context_get_edits (self->context), self->step, "retry", retry);
}

static void
bind_request (WeirEditorOptions *self, WeirRequest *request)
{
  weir_value_entry_bind (self->timeout, self->context, request, "timeout-us");
  weir_value_entry_bind (self->redirects, self->context, request, "max-redirects");
  weir_editor_bind_choice (self->version, self->context, request, "http-version");
  weir_editor_bind_check (self->insecure, self->context, request, "insecure");
  weir_file_entry_bind (self->certificate, self->context, request, "certificate-path");
  weir_value_entry_bind (self->certificate_password, self->context, request, "certificate-password");
  weir_text_area_bind (self->before, self->context, request, "before");
  weir_text_area_bind (self->after, self->context, request, "after");
  gtk_widget_set_visible (self->request_groups, request != NULL);
}

static void
weir_editor_options_dispose (GObject *object)
{
  WeirEditorOptions *self = WEIR_EDITOR_OPTIONS (object);

  self->follows = TRUE;
  g_clear_object (&self->step_signals);
  g_clear_object (&self->retry_signals);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->step);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_editor_options_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, content);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, skip_if);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, request_groups);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, retries);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, retry_group);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, retry_condition);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, retry_stop);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, max_retries);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, strategy);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, delay);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, max_delay_label);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, max_delay);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, timeout);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, redirects);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, version);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, insecure);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, certificate);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, certificate_password);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, before);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, after);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorOptions, keep_body);
}

static void
weir_editor_options_class_init (WeirEditorOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_editor_options_dispose;
  g_type_ensure (WEIR_TYPE_VALUE_ENTRY);
  g_type_ensure (WEIR_TYPE_FILE_ENTRY);
  g_type_ensure (WEIR_TYPE_TEXT_AREA);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-editor-options.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, retries_toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_editor_options_init (WeirEditorOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_file_entry_set_label (self->certificate, _("Client certificate"));
  self->step_signals = g_signal_group_new (WEIR_TYPE_STEP);
  g_signal_group_connect_swapped (self->step_signals, "notify::retry", G_CALLBACK (follow_retry), self);
  self->retry_signals = g_signal_group_new (WEIR_TYPE_RETRY);
  g_signal_group_connect_swapped (self->retry_signals, "notify::strategy", G_CALLBACK (show_strategy), self);
}

/**
 * weir_editor_options_set_in_plan:
 * @self: the tab
 * @in_plan: whether it is about a request of a load plan, whose bodies nobody keeps
 */
void
weir_editor_options_set_in_plan (WeirEditorOptions *self, gboolean in_plan)
{
  g_return_if_fail (WEIR_IS_EDITOR_OPTIONS (self));

  gtk_widget_set_visible (GTK_WIDGET (self->keep_body), !in_plan);
}

/**
 * weir_editor_options_bind:
 * @self: the tab
 * @context: (nullable): what is known
 * @step: (nullable): what it edits
 */
void
weir_editor_options_bind (WeirEditorOptions *self, WeirEditorContext *context, WeirStep *step)
{
  g_return_if_fail (WEIR_IS_EDITOR_OPTIONS (self));

  g_set_object (&self->context, context);
  g_set_object (&self->step, step);
  g_signal_group_set_target (self->step_signals, step);
  weir_value_entry_bind (self->skip_if, context, step, "skip-if");
  weir_editor_bind_check (self->keep_body, context, step, "keep-body");
  bind_request (self, step != NULL ? weir_step_get_request (step) : NULL);
  follow_retry (self);
}

static gboolean
focus_retry (WeirEditorOptions *self, const char *property)
{
  const struct
  {
    const char *property;
    WeirValueEntry *entry;
  } entries[] = {
    { "condition", self->retry_condition }, { "stop-condition", self->retry_stop },
    { "max-retries", self->max_retries },   { "delay-ms", self->delay },
    { "max-delay-ms", self->max_delay },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_strcmp0 (entries[i].property, property) == 0)
      return gtk_widget_grab_focus (GTK_WIDGET (entries[i].entry));
  if (g_strcmp0 (property, "strategy") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->strategy));
  return gtk_widget_grab_focus (GTK_WIDGET (self->retries));
}

/**
 * weir_editor_options_focus:
 * @self: the tab
 * @object: of the document
 * @property: (nullable): of it
 *
 * Returns: whether it has a field for that, which has the focus now
 */
gboolean
weir_editor_options_focus (WeirEditorOptions *self, gpointer object, const char *property)
{
  const struct
  {
    const char *property;
    gpointer field;
  } fields[] = {
    { "skip-if", self->skip_if },
    { "timeout-us", self->timeout },
    { "max-redirects", self->redirects },
    { "http-version", self->version },
    { "insecure", self->insecure },
    { "certificate-path", self->certificate },
    { "certificate-password", self->certificate_password },
    { "before", self->before },
    { "after", self->after },
  };

  g_return_val_if_fail (WEIR_IS_EDITOR_OPTIONS (self), FALSE);

  if (self->step == NULL || property == NULL)
    return FALSE;
  if (object == weir_step_get_retry (self->step))
    return focus_retry (self, property);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].property, property))
      return gtk_widget_grab_focus (fields[i].field);
  return FALSE;
}

/**
 * weir_editor_options_count:
 * @step: a step
 *
 * Returns: how many of its options are not as they are when nobody sets them
 */
guint
weir_editor_options_count (WeirStep *step)
{
  WeirRequest *request = weir_step_get_request (step);
  guint count = (weir_step_get_skip_if (step) != NULL) + (weir_step_get_retry (step) != NULL) +
                (weir_step_get_keep_body (step) != FALSE);

  if (request == NULL)
    return count;
  return count + (weir_request_get_timeout_us (request) != WEIR_LIMIT_REQUEST_TIMEOUT_US) +
         (weir_request_get_max_redirects (request) != WEIR_LIMIT_REDIRECTS) +
         (weir_request_get_http_version (request) != WEIR_HTTP_2) +
         (weir_request_get_insecure (request) != FALSE) +
         (weir_request_get_certificate_path (request) != NULL) + (weir_request_get_before (request) != NULL) +
         (weir_request_get_after (request) != NULL);
}
