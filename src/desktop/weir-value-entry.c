/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-value-entry.c: a field for one property of a document: its text, its placeholders, and what is wrong
 *
 * The document is what counts: what is typed goes there at once, and what changes there otherwise, by an undo
 * for example, comes back.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-column-layout.h"
#include "weir-focus.h"
#include "weir-placeholder-marks.h"
#include "weir-value-entry-private.h"

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_PLACEHOLDER_TEXT,
  PROP_PLAIN,
  PROP_SECRET,
  PROP_MESSAGE,
  PROP_MESSAGE_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  WRITING,
  WRITTEN,
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirValueEntry, weir_value_entry, GTK_TYPE_WIDGET)

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, const WeirTemplateSpan *span)
{
  attribute->start_index = (guint) span->start;
  attribute->end_index = (guint) span->end;
  pango_attr_list_insert (list, attribute);
}

static void
add_color (WeirValueEntry *self, PangoAttrList *list, const WeirTemplateSpan *span)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "weir_placeholder",
                                       &color))
    return;
  add_attribute (list,
                 pango_attr_foreground_new ((guint16) (color.red * 65535), (guint16) (color.green * 65535),
                                            (guint16) (color.blue * 65535)),
                 span);
}

/* Not by colour alone: placeholders are bolder, too, and what is wrong with one is said in words. */
static void
mark_placeholders (WeirValueEntry *self, GPtrArray *spans)
{
  PangoAttrList *list = pango_attr_list_new ();
  PangoAttrList *shown = gtk_entry_get_attributes (self->entry);

  for (guint i = 0; i < spans->len; i++)
    {
      const WeirTemplateSpan *span = g_ptr_array_index (spans, i);

      add_color (self, list, span);
      add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_MEDIUM), span);
      if (weir_placeholder_marks_is_wrong (self->context, span))
        add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_ERROR), span);
    }
  /* GTK would lay out the window again. */
  if (shown == NULL || !pango_attr_list_equal (list, shown))
    gtk_entry_set_attributes (self->entry, list);
  pango_attr_list_unref (list);
}

/* @message: (transfer full) (nullable) */
static void
show_message (WeirValueEntry *self, char *message, gboolean is_warning)
{
  g_autofree char *owned = message;

  if (g_strcmp0 (message, self->message) == 0 && is_warning == self->is_warning)
    return;
  g_free (self->message);
  self->message = g_steal_pointer (&owned);
  self->is_warning = is_warning;
  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL && self->message_shown);
  weir_severity_apply (GTK_WIDGET (self), message != NULL, is_warning);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      message != NULL && !is_warning ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message != NULL ? message : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

/* Errors of the step first, then what nothing sets, then warnings of the step. */
static void
show_state (WeirValueEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean is_warning = FALSE;
  g_autofree char *message = NULL;

  if (self->object == NULL)
    return;
  message = weir_editor_context_find_message (self->context, self->object, self->property, &is_warning);
  if (!self->is_plain)
    {
      g_autoptr (GPtrArray) spans = weir_placeholder_marks_find (self->context, text);
      char *unset = weir_placeholder_marks_describe_wrong (self->context, spans);

      mark_placeholders (self, spans);
      if (unset != NULL && (message == NULL || is_warning))
        {
          g_free (message);
          message = unset;
          is_warning = TRUE;
        }
      else
        g_free (unset);
    }
  if (message == NULL && self->check != NULL)
    {
      message = self->check (self->context, text);
      is_warning = TRUE;
    }
  show_message (self, g_steal_pointer (&message), is_warning);
}

/* @icon: (nullable): the name of the icon, which takes the tooltip with it */
static void
show_icon (WeirValueEntry *self, const char *icon, const char *tooltip)
{
  /* GTK would lay out the window again, with every key. */
  if (g_strcmp0 (icon, gtk_entry_get_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY)) == 0)
    return;
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY, icon);
  if (icon != NULL)
    gtk_entry_set_icon_tooltip_text (self->entry, GTK_ENTRY_ICON_SECONDARY, tooltip);
}

static void
show_secrecy (WeirValueEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean has_placeholder = !self->is_plain && strstr (text, "${") != NULL;
  gboolean hides = self->is_secret && !self->is_revealed && !has_placeholder;

  if (hides == gtk_entry_get_visibility (self->entry))
    gtk_entry_set_visibility (self->entry, !hides);
  if (!self->is_secret || has_placeholder)
    show_icon (self, NULL, NULL);
  else if (hides)
    show_icon (self, "view-reveal-symbolic", _("Show"));
  else
    show_icon (self, "view-conceal-symbolic", _("Hide"));
}

static void
icon_press_cb (WeirValueEntry *self)
{
  self->is_revealed = !self->is_revealed;
  show_secrecy (self);
}

static void
follow_document (WeirValueEntry *self)
{
  g_autofree char *text = NULL;

  if (self->object == NULL)
    return;
  if (!weir_editor_context_fits (self->context, self->object, self->property,
                                 gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    {
      text = weir_editor_context_read (self->context, self->object, self->property);
      self->follows = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
      self->follows = FALSE;
    }
  show_secrecy (self);
}

static void
object_changed_cb (WeirValueEntry *self, GParamSpec *pspec)
{
  if (!g_str_equal (pspec->name, self->property))
    return;
  follow_document (self);
  if (!self->writes)
    show_state (self);
}

static void
context_updated_cb (WeirValueEntry *self)
{
  follow_document (self);
  show_state (self);
}

static void
text_changed_cb (WeirValueEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  /* What is taken may have replaced a selection, which stays in the document. */
  if (self->follows || self->object == NULL || self->taken != NULL)
    return;
  g_signal_emit (self, signals[WRITING], 0);
  self->writes = TRUE;
  weir_editor_context_write (self->context, self->object, self->property, text);
  self->writes = FALSE;
  g_signal_emit (self, signals[WRITTEN], 0);
  show_secrecy (self);
  show_state (self);
  weir_value_entry_tell_pasted (self);
}

/* Where the cursor is now is known only after the text has changed. */
static void
cursor_moved_cb (WeirValueEntry *self)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));

  if (!self->follows && self->object != NULL && gtk_widget_has_focus (text))
    weir_value_entry_offer (self);
}

static gboolean
key_pressed_cb (WeirValueEntry *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval == GDK_KEY_space && (state & GDK_CONTROL_MASK) != 0 && self->object != NULL)
    {
      weir_value_entry_offer (self);
      return TRUE;
    }
  return weir_completion_handle_key (self->completion, keyval, state);
}

static void
focus_left_cb (WeirValueEntry *self)
{
  weir_completion_hide (self->completion);
  if (self->context != NULL && weir_editor_context_get_edits (self->context) != NULL)
    weir_edits_seal (weir_editor_context_get_edits (self->context));
}

static gboolean
weir_value_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WEIR_VALUE_ENTRY (widget)->entry));
}

static void
weir_value_entry_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  WeirValueEntry *self = WEIR_VALUE_ENTRY (object);

  switch (property_id)
    {
    case PROP_PLACEHOLDER_TEXT:
      g_value_set_string (value, gtk_entry_get_placeholder_text (self->entry));
      break;
    case PROP_PLAIN:
      g_value_set_boolean (value, self->is_plain);
      break;
    case PROP_SECRET:
      g_value_set_boolean (value, self->is_secret);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_MESSAGE_SHOWN:
      g_value_set_boolean (value, self->message_shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
weir_value_entry_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  WeirValueEntry *self = WEIR_VALUE_ENTRY (object);

  switch (property_id)
    {
    case PROP_LABEL:
      weir_value_entry_set_label (self, g_value_get_string (value));
      break;
    case PROP_PLACEHOLDER_TEXT:
      gtk_entry_set_placeholder_text (self->entry, g_value_get_string (value));
      break;
    case PROP_PLAIN:
      self->is_plain = g_value_get_boolean (value);
      break;
    case PROP_SECRET:
      self->is_secret = g_value_get_boolean (value);
      show_secrecy (self);
      break;
    case PROP_MESSAGE_SHOWN:
      self->message_shown = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
weir_value_entry_dispose (GObject *object)
{
  WeirValueEntry *self = WEIR_VALUE_ENTRY (object);
  GtkWidget *child;

  if (self->completion != NULL)
    g_object_run_dispose (G_OBJECT (self->completion));
  g_clear_object (&self->completion);
  weir_value_entry_forget_taken (self);
  g_clear_object (&self->object_signals);
  g_clear_object (&self->context_signals);
  g_clear_object (&self->object);
  g_clear_object (&self->context);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (weir_value_entry_parent_class)->dispose (object);
}

static void
weir_value_entry_finalize (GObject *object)
{
  WeirValueEntry *self = WEIR_VALUE_ENTRY (object);

  g_free (self->property);
  g_free (self->message);
  G_OBJECT_CLASS (weir_value_entry_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_LABEL] =
      g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLACEHOLDER_TEXT] = g_param_spec_string ("placeholder-text", NULL, NULL, NULL, flags);
  properties[PROP_PLAIN] = g_param_spec_boolean ("plain", NULL, NULL, FALSE, flags);
  properties[PROP_SECRET] = g_param_spec_boolean ("secret", NULL, NULL, FALSE, flags);
  properties[PROP_MESSAGE] =
      g_param_spec_string ("message", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MESSAGE_SHOWN] = g_param_spec_boolean ("message-shown", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
weir_value_entry_class_init (WeirValueEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = weir_value_entry_get_property;
  object_class->set_property = weir_value_entry_set_property;
  object_class->dispose = weir_value_entry_dispose;
  object_class->finalize = weir_value_entry_finalize;
  weir_focus_install (widget_class, weir_value_entry_grab_focus);
  install_properties (object_class);
  signals[WRITING] = g_signal_new ("writing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WRITTEN] = g_signal_new ("written", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-value-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirValueEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, WeirValueEntry, message_label);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, icon_press_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, WEIR_TYPE_COLUMN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "valueentry");
}

static void
weir_value_entry_init (WeirValueEntry *self)
{
  GtkWidget *text;

  self->message_shown = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Undoing is the document's, of which every field shows a part. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  self->completion = weir_completion_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->completion, "chosen", G_CALLBACK (weir_value_entry_insert), self);
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  gtk_widget_set_has_tooltip (text, TRUE);
  g_signal_connect_swapped (text, "query-tooltip", G_CALLBACK (weir_value_entry_query_tooltip), self);
  g_signal_connect_swapped (text, "insert-text", G_CALLBACK (weir_value_entry_insert_text_cb), self);
  self->object_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->object_signals, "notify", G_CALLBACK (object_changed_cb), self);
  self->context_signals = g_signal_group_new (WEIR_TYPE_EDITOR_CONTEXT);
  g_signal_group_connect_swapped (self->context_signals, "updated", G_CALLBACK (context_updated_cb), self);
}

/**
 * weir_value_entry_new:
 * @label: what it is, for screen readers
 *
 * Returns: (transfer floating): a field that is bound to nothing
 */
GtkWidget *
weir_value_entry_new (const char *label)
{
  return g_object_new (WEIR_TYPE_VALUE_ENTRY, "label", label, NULL);
}

/**
 * weir_value_entry_bind:
 * @self: a field
 * @context: (nullable): what is known
 * @object: (nullable): an object of the document; %NULL binds it to nothing
 * @property: a property of it that weir_field_text_get() can read
 *
 * Shows that property from now on and changes it by what is typed.
 */
void
weir_value_entry_bind (WeirValueEntry *self, WeirEditorContext *context, gpointer object,
                       const char *property)
{
  g_return_if_fail (WEIR_IS_VALUE_ENTRY (self));

  weir_value_entry_forget_taken (self);
  g_signal_group_set_target (self->object_signals, NULL);
  g_set_object (&self->context, context);
  g_set_object (&self->object, object);
  g_free (self->property);
  self->property = g_strdup (property);
  self->is_revealed = FALSE;
  g_signal_group_set_target (self->context_signals, context);
  if (object == NULL)
    return;
  g_signal_group_set_target (self->object_signals, object);
  self->follows = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  self->follows = FALSE;
  follow_document (self);
  show_state (self);
}

/**
 * weir_value_entry_set_complete:
 * @self: a field
 * @complete: (nullable): finds what may be meant
 */
void
weir_value_entry_set_complete (WeirValueEntry *self, WeirCompleteFunc complete)
{
  g_return_if_fail (WEIR_IS_VALUE_ENTRY (self));

  self->complete = complete;
}

/**
 * weir_value_entry_set_check:
 * @self: a field
 * @check: (nullable): finds what else is wrong with its text
 */
void
weir_value_entry_set_check (WeirValueEntry *self, WeirEntryCheckFunc check)
{
  g_return_if_fail (WEIR_IS_VALUE_ENTRY (self));

  self->check = check;
}

/**
 * weir_value_entry_set_label:
 * @self: a field
 * @label: what it is, for screen readers
 */
void
weir_value_entry_set_label (WeirValueEntry *self, const char *label)
{
  g_return_if_fail (WEIR_IS_VALUE_ENTRY (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
}

/**
 * weir_value_entry_get_text:
 * @self: a field
 *
 * Returns: (transfer none): what it shows
 */
const char *
weir_value_entry_get_text (WeirValueEntry *self)
{
  g_return_val_if_fail (WEIR_IS_VALUE_ENTRY (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * weir_value_entry_set_take:
 * @self: a field
 * @take: (nullable): what else may be pasted into it
 *
 * What @take says yes to does not go into the field, which emits "taken" instead.
 */
void
weir_value_entry_set_take (WeirValueEntry *self, WeirEntryTakeFunc take)
{
  g_return_if_fail (WEIR_IS_VALUE_ENTRY (self));

  self->take = take;
}

/**
 * weir_value_entry_type:
 * @self: a field
 * @text: what it shall show
 *
 * As if a person had replaced its text, the cursor behind it.
 */
void
weir_value_entry_type (WeirValueEntry *self, const char *text)
{
  g_return_if_fail (WEIR_IS_VALUE_ENTRY (self));

  /* In one change: in two the document would see an empty text in between. */
  self->follows = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->follows = FALSE;
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  text_changed_cb (self);
}

/**
 * weir_value_entry_get_message:
 * @self: a field
 * @is_warning: (out) (optional): whether a run would go on nevertheless
 *
 * Returns: (transfer none) (nullable): what is wrong with its text
 */
const char *
weir_value_entry_get_message (WeirValueEntry *self, gboolean *is_warning)
{
  g_return_val_if_fail (WEIR_IS_VALUE_ENTRY (self), NULL);

  if (is_warning != NULL)
    *is_warning = self->is_warning;
  return self->message;
}

/**
 * weir_value_entry_get_editable:
 * @self: a field
 *
 * Returns: (transfer none): what is typed into
 */
GtkEditable *
weir_value_entry_get_editable (WeirValueEntry *self)
{
  g_return_val_if_fail (WEIR_IS_VALUE_ENTRY (self), NULL);

  return GTK_EDITABLE (self->entry);
}

/**
 * weir_value_entry_get_completion:
 * @self: a field
 *
 * Returns: (transfer none): what it offers
 */
WeirCompletion *
weir_value_entry_get_completion (WeirValueEntry *self)
{
  g_return_val_if_fail (WEIR_IS_VALUE_ENTRY (self), NULL);

  return self->completion;
}
