/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-text-area.c: a field of several lines for one property of a document
 *
 * As WeirValueEntry, with lines and a language. JSON that is none is underlined where it stops being any.
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-badge.h"
#include "weir-column-layout.h"
#include "weir-field-text.h"
#include "weir-focus.h"
#include "weir-placeholder-marks.h"
#include "weir-source-style.h"
#include "weir-text-area-private.h"

/* Looking for placeholders in a longer text with every key would be felt. */
#define MOST_MARKED_BYTES (256 * 1024)

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_PLAIN,
  PROP_LINES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirTextArea, weir_text_area, GTK_TYPE_WIDGET)

static void
add_tag (WeirTextArea *self, GtkTextTag *tag, const char *text, const WeirTemplateSpan *span)
{
  glong start = g_utf8_pointer_to_offset (text, text + span->start);
  GtkTextIter from;
  GtkTextIter to;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, (int) start);
  to = from;
  gtk_text_iter_forward_chars (&to,
                               (int) g_utf8_strlen (text + span->start, (gssize) (span->end - span->start)));
  gtk_text_buffer_apply_tag (self->buffer, tag, &from, &to);
}

static void
clear_tags (WeirTextArea *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->placeholder, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->wrong, &start, &end);
}

/* From there to the end of the line, or the last character when there is no more. */
static void
underline_from (WeirTextArea *self, guint line, guint column)
{
  GtkTextIter from;
  GtkTextIter to;

  gtk_text_buffer_get_iter_at_line (self->buffer, &from, (int) line - 1);
  gtk_text_iter_forward_chars (&from,
                               (int) MIN (column - 1, (guint) gtk_text_iter_get_chars_in_line (&from)));
  to = from;
  if (!gtk_text_iter_ends_line (&to))
    gtk_text_iter_forward_to_line_end (&to);
  else
    gtk_text_iter_backward_char (&from);
  gtk_text_buffer_apply_tag (self->buffer, self->wrong, &from, &to);
}

/* Whatever a placeholder becomes, it is not what makes a text no JSON. */
static char *
cover_spans (const char *text, GPtrArray *spans)
{
  char *covered = g_strdup (text);

  for (guint i = 0; i < spans->len; i++)
    {
      const WeirTemplateSpan *span = g_ptr_array_index (spans, i);

      if (!span->is_broken)
        memset (covered + span->start, '1', span->end - span->start);
    }
  return covered;
}

/* Returns: (transfer full) (nullable): what is wrong, at @line and @column if these are not 0 */
static char *
check_json (WeirTextArea *self, const char *text, GPtrArray *spans, guint *line, guint *column)
{
  gboolean is_value = g_str_equal (self->property, "payload-json");
  g_autofree char *covered = is_value ? g_strdup (text) : cover_spans (text, spans);
  g_autofree char *message = NULL;

  *line = *column = 0;
  if (g_strcmp0 (self->language, "json") != 0 || *text == '\0')
    return NULL;
  message = weir_field_text_check_json (covered, line, column);
  return message != NULL ? g_strdup_printf (_("Line %u, column %u: %s"), *line, *column, message) : NULL;
}

/* (transfer full): the marks in short, to be compared */
static char *
describe_marks (WeirTextArea *self, GPtrArray *spans, guint line, guint column)
{
  GString *marks = g_string_new (NULL);

  g_string_append_printf (marks, "%u:%u", line, column);
  for (guint i = 0; i < spans->len; i++)
    {
      const WeirTemplateSpan *span = g_ptr_array_index (spans, i);

      g_string_append_printf (marks, " %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "%s", span->start, span->end,
                              weir_placeholder_marks_is_wrong (self->context, span) ? "!" : "");
    }
  return g_string_free (marks, FALSE);
}

/* The text view would lay out its lines again for marks that are the same: what is known changes for all
 * fields when one is typed into. */
static void
mark (WeirTextArea *self, const char *text, GPtrArray *spans, guint line, guint column)
{
  g_autofree char *marks = describe_marks (self, spans, line, column);

  if (g_strcmp0 (marks, self->marks) == 0)
    return;
  clear_tags (self);
  for (guint i = 0; i < spans->len; i++)
    {
      add_tag (self, self->placeholder, text, g_ptr_array_index (spans, i));
      if (weir_placeholder_marks_is_wrong (self->context, g_ptr_array_index (spans, i)))
        add_tag (self, self->wrong, text, g_ptr_array_index (spans, i));
    }
  if (line > 0 && column > 0)
    underline_from (self, line, column);
  g_free (self->marks);
  self->marks = g_steal_pointer (&marks);
}

static void
show_message (WeirTextArea *self, const char *message, gboolean is_warning)
{
  if (g_strcmp0 (message, self->message) == 0 && is_warning == self->is_warning)
    return;
  g_free (self->message);
  self->message = g_strdup (message);
  self->is_warning = is_warning;
  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
  weir_severity_apply (GTK_WIDGET (self), message != NULL, is_warning);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID,
      message != NULL && !is_warning ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message != NULL ? message : "", -1);
}

static void
show_state (WeirTextArea *self)
{
  g_autofree char *text = weir_text_area_get_text (self);
  g_autoptr (GPtrArray) spans = NULL;
  g_autofree char *message = NULL;
  g_autofree char *unset = NULL;
  g_autofree char *json = NULL;
  gboolean is_warning = FALSE;
  guint line;
  guint column;

  if (self->object == NULL)
    return;
  spans = self->is_plain || strlen (text) > MOST_MARKED_BYTES
              ? g_ptr_array_new ()
              : weir_placeholder_marks_find (self->context, text);
  message = weir_editor_context_find_message (self->context, self->object, self->property, &is_warning);
  unset = weir_placeholder_marks_describe_wrong (self->context, spans);
  json = check_json (self, text, spans, &line, &column);
  mark (self, text, spans, line, column);
  if (message != NULL && !is_warning)
    show_message (self, message, FALSE);
  else if (unset != NULL || json != NULL)
    show_message (self, unset != NULL ? unset : json, TRUE);
  else
    show_message (self, message, TRUE);
}

static void
follow_document (WeirTextArea *self)
{
  g_autofree char *shown = weir_text_area_get_text (self);
  g_autofree char *text = NULL;

  if (self->object == NULL || self->follows
      || weir_editor_context_fits (self->context, self->object, self->property, shown))
    return;
  text = weir_editor_context_read (self->context, self->object, self->property);
  self->follows = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->follows = FALSE;
}

static void
object_changed_cb (WeirTextArea *self, GParamSpec *pspec)
{
  if (self->follows || !g_str_equal (pspec->name, self->property))
    return;
  follow_document (self);
  show_state (self);
}

static void
context_updated_cb (WeirTextArea *self)
{
  follow_document (self);
  show_state (self);
}

static void
buffer_changed_cb (WeirTextArea *self)
{
  g_autofree char *text = NULL;

  g_clear_pointer (&self->marks, g_free);
  if (self->follows || self->object == NULL)
    return;
  text = weir_text_area_get_text (self);
  /* Whoever edits the buffer goes on with places in it: it must not be replaced meanwhile. */
  self->follows = TRUE;
  weir_editor_context_write (self->context, self->object, self->property, text);
  self->follows = FALSE;
  show_state (self);
}

static void
cursor_moved_cb (WeirTextArea *self)
{
  if (!self->follows && self->object != NULL && gtk_widget_has_focus (GTK_WIDGET (self->view)))
    weir_text_area_offer (self);
}

static gboolean
key_pressed_cb (WeirTextArea *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval == GDK_KEY_space && (state & GDK_CONTROL_MASK) != 0 && self->object != NULL)
    {
      weir_text_area_offer (self);
      return TRUE;
    }
  return weir_completion_handle_key (self->completion, keyval, state);
}

static void
focus_left_cb (WeirTextArea *self)
{
  weir_completion_hide (self->completion);
  if (self->context != NULL && weir_editor_context_get_edits (self->context) != NULL)
    weir_edits_seal (weir_editor_context_get_edits (self->context));
}

static void
weir_text_area_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  WeirTextArea *self = WEIR_TEXT_AREA (widget);
  GdkRGBA color;

  GTK_WIDGET_CLASS (weir_text_area_parent_class)->css_changed (widget, change);
  if (self->buffer == NULL)
    return;
  weir_source_style_apply (widget, GTK_SOURCE_BUFFER (self->buffer));
  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "weir_placeholder", &color))
    g_object_set (self->placeholder, "foreground-rgba", &color, NULL);
}

static gboolean
weir_text_area_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WEIR_TEXT_AREA (widget)->view));
}

static void
weir_text_area_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  WeirTextArea *self = WEIR_TEXT_AREA (object);

  switch (property_id)
    {
    case PROP_LABEL:
      weir_text_area_set_label (self, g_value_get_string (value));
      break;
    case PROP_PLAIN:
      self->is_plain = g_value_get_boolean (value);
      break;
    case PROP_LINES:
      gtk_scrolled_window_set_min_content_height (self->scrolled, (int) g_value_get_uint (value) * 20);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
weir_text_area_dispose (GObject *object)
{
  WeirTextArea *self = WEIR_TEXT_AREA (object);
  GtkWidget *child;

  if (self->completion != NULL)
    g_object_run_dispose (G_OBJECT (self->completion));
  g_clear_object (&self->completion);
  g_clear_object (&self->object_signals);
  g_clear_object (&self->context_signals);
  g_clear_object (&self->object);
  g_clear_object (&self->context);
  self->buffer = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (weir_text_area_parent_class)->dispose (object);
}

static void
weir_text_area_finalize (GObject *object)
{
  WeirTextArea *self = WEIR_TEXT_AREA (object);

  g_free (self->property);
  g_free (self->language);
  g_free (self->marks);
  g_free (self->message);
  G_OBJECT_CLASS (weir_text_area_parent_class)->finalize (object);
}

static void
weir_text_area_class_init (WeirTextAreaClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = weir_text_area_set_property;
  object_class->dispose = weir_text_area_dispose;
  object_class->finalize = weir_text_area_finalize;
  widget_class->css_changed = weir_text_area_css_changed;
  weir_focus_install (widget_class, weir_text_area_grab_focus);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_PLAIN] = g_param_spec_boolean ("plain", NULL, NULL, FALSE, flags);
  properties[PROP_LINES] = g_param_spec_uint ("lines", NULL, NULL, 1, 100, 3, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-text-area.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirTextArea, view);
  gtk_widget_class_bind_template_child (widget_class, WeirTextArea, scrolled);
  gtk_widget_class_bind_template_child (widget_class, WeirTextArea, message_label);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, weir_text_area_query_tooltip);
  gtk_widget_class_set_layout_manager_type (widget_class, WEIR_TYPE_COLUMN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "textarea");
}

static void
weir_text_area_init (WeirTextArea *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = gtk_text_view_get_buffer (self->view);
  /* Undoing is the document's, of which every field shows a part. */
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  self->placeholder = gtk_text_buffer_create_tag (self->buffer, NULL, "weight", PANGO_WEIGHT_MEDIUM, NULL);
  self->wrong = gtk_text_buffer_create_tag (self->buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (buffer_changed_cb), self);
  g_signal_connect_swapped (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self);
  self->completion = weir_completion_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->completion, "chosen", G_CALLBACK (weir_text_area_insert), self);
  self->object_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->object_signals, "notify", G_CALLBACK (object_changed_cb), self);
  self->context_signals = g_signal_group_new (WEIR_TYPE_EDITOR_CONTEXT);
  g_signal_group_connect_swapped (self->context_signals, "updated", G_CALLBACK (context_updated_cb), self);
  weir_source_style_apply (GTK_WIDGET (self), GTK_SOURCE_BUFFER (self->buffer));
}

/**
 * weir_text_area_new:
 * @label: what it is, for screen readers
 *
 * Returns: (transfer floating): a field that is bound to nothing
 */
GtkWidget *
weir_text_area_new (const char *label)
{
  return g_object_new (WEIR_TYPE_TEXT_AREA, "label", label, NULL);
}

/**
 * weir_text_area_bind:
 * @self: a field
 * @context: (nullable): what is known
 * @object: (nullable): an object of the document; %NULL binds it to nothing
 * @property: a property of it that weir_field_text_get() can read
 *
 * Shows that property from now on and changes it by what is typed.
 */
void
weir_text_area_bind (WeirTextArea *self, WeirEditorContext *context, gpointer object, const char *property)
{
  g_return_if_fail (WEIR_IS_TEXT_AREA (self));

  g_signal_group_set_target (self->object_signals, NULL);
  g_set_object (&self->context, context);
  g_set_object (&self->object, object);
  g_free (self->property);
  self->property = g_strdup (property);
  g_signal_group_set_target (self->context_signals, context);
  self->follows = TRUE;
  gtk_text_buffer_set_text (self->buffer, "", 0);
  self->follows = FALSE;
  if (object == NULL)
    return;
  g_signal_group_set_target (self->object_signals, object);
  follow_document (self);
  show_state (self);
}

/**
 * weir_text_area_set_language:
 * @self: a field
 * @language: (nullable): the id of the language of its text; "json" is checked, too
 */
void
weir_text_area_set_language (WeirTextArea *self, const char *language)
{
  g_return_if_fail (WEIR_IS_TEXT_AREA (self));

  if (g_strcmp0 (language, self->language) == 0)
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  weir_source_style_set_language (GTK_SOURCE_BUFFER (self->buffer), language);
  show_state (self);
}

/**
 * weir_text_area_set_label:
 * @self: a field
 * @label: what it is, for screen readers
 */
void
weir_text_area_set_label (WeirTextArea *self, const char *label)
{
  g_return_if_fail (WEIR_IS_TEXT_AREA (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
}

/**
 * weir_text_area_get_text:
 * @self: a field
 *
 * Returns: (transfer full): what it shows
 */
char *
weir_text_area_get_text (WeirTextArea *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (WEIR_IS_TEXT_AREA (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/**
 * weir_text_area_type:
 * @self: a field
 * @text: what it shall show
 *
 * As if a person had replaced its text.
 */
void
weir_text_area_type (WeirTextArea *self, const char *text)
{
  g_return_if_fail (WEIR_IS_TEXT_AREA (self));

  self->follows = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->follows = FALSE;
  buffer_changed_cb (self);
}

/**
 * weir_text_area_get_message:
 * @self: a field
 *
 * Returns: (transfer none): what is wrong with its text; "" when nothing is
 */
const char *
weir_text_area_get_message (WeirTextArea *self)
{
  g_return_val_if_fail (WEIR_IS_TEXT_AREA (self), NULL);

  return gtk_label_get_text (self->message_label);
}

/**
 * weir_text_area_get_view:
 * @self: a field
 *
 * Returns: (transfer none): what is typed into
 */
GtkTextView *
weir_text_area_get_view (WeirTextArea *self)
{
  g_return_val_if_fail (WEIR_IS_TEXT_AREA (self), NULL);

  return self->view;
}

/**
 * weir_text_area_get_completion:
 * @self: a field
 *
 * Returns: (transfer none): what it offers
 */
WeirCompletion *
weir_text_area_get_completion (WeirTextArea *self)
{
  g_return_val_if_fail (WEIR_IS_TEXT_AREA (self), NULL);

  return self->completion;
}
