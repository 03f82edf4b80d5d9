/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-form.c: the properties of one object of a load plan, a line for each
 *
 * What the lines are says a table. A line that means nothing for the object as it is, is not there.
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-editor-bind.h"
#include "weir-file-entry.h"
#include "weir-plan-form.h"
#include "weir-text-area.h"
#include "weir-value-entry.h"

struct _WeirPlanForm
{
  GtkWidget parent_instance;

  /* owned */
  WeirEditorContext *context;
  GObject *object;
  GSignalGroup *object_signals;
  GSignalGroup *context_signals;

  /* borrowed */
  const WeirPlanField *fields; /* a table that lives for ever */
  GtkGrid *grid;
  GtkLabel *message;
  GPtrArray *widgets; /* of GtkWidget: the field of each line; owned, what is in it is not */
  GPtrArray *labels;  /* of GtkWidget, NULL where a field says itself what it is */

  guint n_fields;
  gboolean follows; /* a choice is being given what the document has */
};

G_DEFINE_FINAL_TYPE (WeirPlanForm, weir_plan_form, GTK_TYPE_WIDGET)

static char *
dup_label (const WeirPlanField *field)
{
  g_autoptr (GString) text = g_string_new (_(field->label));

  g_string_replace (text, "_", "", 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whether the field has room for what is wrong with it, and says itself what it is. */
static gboolean
has_own_message (const WeirPlanField *field)
{
  return field->kind == WEIR_PLAN_FIELD_ENTRY || field->kind == WEIR_PLAN_FIELD_AREA
         || field->kind == WEIR_PLAN_FIELD_FILE;
}

static const char *
no_word (void)
{
  return _("By what the answer is");
}

static void
word_chosen_cb (GtkDropDown *choice, GParamSpec *pspec, WeirPlanForm *self)
{
  const WeirPlanField *field = g_object_get_data (G_OBJECT (choice), "weir-field");
  guint chosen = gtk_drop_down_get_selected (choice);

  if (!self->follows && self->object != NULL)
    weir_edits_set_string (weir_editor_context_get_edits (self->context), self->object, field->property,
                           chosen > 0 ? field->choices[chosen - 1] : NULL);
}

static GtkWidget *
create_words (WeirPlanForm *self, const WeirPlanField *field)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  GtkWidget *choice;

  g_ptr_array_add (words, (gpointer) no_word ());
  for (guint i = 0; field->choices[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) field->choices[i]);
  g_ptr_array_add (words, NULL);
  choice = weir_editor_choice_new ((const char *const *) words->pdata);
  g_object_set_data (G_OBJECT (choice), "weir-field", (gpointer) field);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (word_chosen_cb), self, 0);
  return choice;
}

static GtkWidget *
create_choice (const WeirPlanField *field)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; field->choices[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) _(field->choices[i]));
  g_ptr_array_add (words, NULL);
  return weir_editor_choice_new ((const char *const *) words->pdata);
}

static GtkWidget *
create_field (WeirPlanForm *self, const WeirPlanField *field)
{
  g_autofree char *label = dup_label (field);
  GtkWidget *widget;

  switch (field->kind)
    {
    case WEIR_PLAN_FIELD_CHECK:
      widget = gtk_check_button_new_with_mnemonic (_(field->label));
      break;
    case WEIR_PLAN_FIELD_CHOICE:
      widget = create_choice (field);
      break;
    case WEIR_PLAN_FIELD_WORDS:
      widget = create_words (self, field);
      break;
    case WEIR_PLAN_FIELD_FILE:
      widget = weir_file_entry_new (label);
      break;
    case WEIR_PLAN_FIELD_AREA:
      widget = weir_text_area_new (label);
      g_object_set (widget, "plain", field->is_plain, "lines", 2, NULL);
      break;
    case WEIR_PLAN_FIELD_ENTRY:
    default:
      widget = weir_value_entry_new (label);
      g_object_set (widget, "plain", field->is_plain, "placeholder-text",
                    field->hint != NULL ? _(field->hint) : NULL, NULL);
    }
  gtk_widget_set_hexpand (widget, TRUE);
  if (!has_own_message (field))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (field->help != NULL)
    gtk_widget_set_tooltip_text (widget, _(field->help));
  return widget;
}

static GtkWidget *
create_label (const WeirPlanField *field, GtkWidget *widget)
{
  GtkWidget *label;

  if (field->kind == WEIR_PLAN_FIELD_CHECK)
    return NULL;
  label = gtk_label_new_with_mnemonic (_(field->label));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_top (label, 6);
  return label;
}

static void
add_lines (WeirPlanForm *self)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      GtkWidget *widget = create_field (self, &self->fields[i]);
      GtkWidget *label = create_label (&self->fields[i], widget);

      if (label != NULL)
        gtk_grid_attach (self->grid, label, 0, (int) i, 1, 1);
      gtk_grid_attach (self->grid, widget, 1, (int) i, 1, 1);
      g_ptr_array_add (self->widgets, widget);
      g_ptr_array_add (self->labels, label);
    }
}

static void
show_word (WeirPlanForm *self, const WeirPlanField *field, GtkDropDown *choice)
{
  g_autofree char *value = NULL;
  guint selected = 0;

  g_object_get (self->object, field->property, &value, NULL);
  for (guint i = 0; value != NULL && field->choices[i] != NULL; i++)
    if (g_ascii_strcasecmp (field->choices[i], value) == 0)
      selected = i + 1;
  self->follows = TRUE;
  gtk_drop_down_set_selected (choice, selected);
  self->follows = FALSE;
}

/* Which lines there are may follow from any of them. */
static void
follow_object (WeirPlanForm *self)
{
  for (guint i = 0; self->object != NULL && i < self->n_fields; i++)
    {
      const WeirPlanField *field = &self->fields[i];
      gboolean shown = field->is_shown == NULL || field->is_shown (self->object);
      GtkWidget *label = g_ptr_array_index (self->labels, i);

      gtk_widget_set_visible (g_ptr_array_index (self->widgets, i), shown);
      if (label != NULL)
        gtk_widget_set_visible (label, shown);
      if (field->kind == WEIR_PLAN_FIELD_WORDS)
        show_word (self, field, g_ptr_array_index (self->widgets, i));
    }
}

/* A message about a choice, which has no room for one of its own, stands below with those of the object. */
static char *
find_message (WeirPlanForm *self)
{
  gboolean is_warning = FALSE;
  char *message = weir_editor_context_find_message (self->context, self->object, NULL, &is_warning);

  for (guint i = 0; message == NULL && i < self->n_fields; i++)
    if (!has_own_message (&self->fields[i]))
      message = weir_editor_context_find_message (self->context, self->object, self->fields[i].property,
                                                  &is_warning);
  return message;
}

static void
show_message (WeirPlanForm *self)
{
  g_autofree char *message = NULL;

  if (self->context != NULL && self->object != NULL)
    message = find_message (self);
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

static void
weir_plan_form_dispose (GObject *object)
{
  WeirPlanForm *self = WEIR_PLAN_FORM (object);
  GtkWidget *child;

  self->follows = TRUE;
  g_clear_object (&self->object_signals);
  g_clear_object (&self->context_signals);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->object);
  g_clear_object (&self->context);
  g_clear_pointer (&self->widgets, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  G_OBJECT_CLASS (weir_plan_form_parent_class)->dispose (object);
}

static void
weir_plan_form_class_init (WeirPlanFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_plan_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
weir_plan_form_init (WeirPlanForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->widgets = g_ptr_array_new ();
  self->labels = g_ptr_array_new ();
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_grid_set_column_spacing (self->grid, 10);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->message, 0);
  gtk_label_set_wrap (self->message, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "field-message");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->message), GTK_WIDGET (self));
  self->object_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->object_signals, "notify", G_CALLBACK (follow_object), self);
  self->context_signals = g_signal_group_new (WEIR_TYPE_EDITOR_CONTEXT);
  g_signal_group_connect_swapped (self->context_signals, "updated", G_CALLBACK (show_message), self);
}

/**
 * weir_plan_form_new:
 * @fields: its lines, a table that is never freed
 * @n_fields: how many there are
 *
 * Returns: (transfer floating): a form that shows nothing yet
 */
GtkWidget *
weir_plan_form_new (const WeirPlanField *fields, guint n_fields)
{
  WeirPlanForm *self = g_object_new (WEIR_TYPE_PLAN_FORM, NULL);

  self->fields = fields;
  self->n_fields = n_fields;
  add_lines (self);
  return GTK_WIDGET (self);
}

/**
 * weir_plan_form_bind:
 * @self: a form
 * @context: (nullable): what is known
 * @object: (nullable): what it edits; has all properties of the table
 */
void
weir_plan_form_bind (WeirPlanForm *self, WeirEditorContext *context, gpointer object)
{
  g_return_if_fail (WEIR_IS_PLAN_FORM (self));

  g_set_object (&self->context, context);
  g_set_object (&self->object, object);
  for (guint i = 0; i < self->n_fields; i++)
    {
      const WeirPlanField *field = &self->fields[i];
      gpointer widget = g_ptr_array_index (self->widgets, i);

      if (field->kind == WEIR_PLAN_FIELD_ENTRY)
        weir_value_entry_bind (widget, context, object, field->property);
      else if (field->kind == WEIR_PLAN_FIELD_AREA)
        weir_text_area_bind (widget, context, object, field->property);
      else if (field->kind == WEIR_PLAN_FIELD_FILE)
        weir_file_entry_bind (widget, context, object, field->property);
      else if (field->kind == WEIR_PLAN_FIELD_CHECK)
        weir_editor_bind_check (widget, context, object, field->property);
      else if (field->kind == WEIR_PLAN_FIELD_CHOICE)
        weir_editor_bind_choice (widget, context, object, field->property);
    }
  g_signal_group_set_target (self->object_signals, object);
  g_signal_group_set_target (self->context_signals, context);
  follow_object (self);
  show_message (self);
}

/**
 * weir_plan_form_get_field:
 * @self: a form
 * @property: of what it edits
 *
 * Returns: (transfer none) (nullable): the field of that property
 */
GtkWidget *
weir_plan_form_get_field (WeirPlanForm *self, const char *property)
{
  g_return_val_if_fail (WEIR_IS_PLAN_FORM (self), NULL);

  for (guint i = 0; property != NULL && i < self->n_fields; i++)
    if (g_str_equal (self->fields[i].property, property))
      return g_ptr_array_index (self->widgets, i);
  return NULL;
}

/**
 * weir_plan_form_focus:
 * @self: a form
 * @object: of the document
 * @property: (nullable): of it
 *
 * Returns: whether it has a field for that, which has the focus now
 */
gboolean
weir_plan_form_focus (WeirPlanForm *self, gpointer object, const char *property)
{
  GtkWidget *field;

  g_return_val_if_fail (WEIR_IS_PLAN_FORM (self), FALSE);

  if (object != self->object)
    return FALSE;
  field = weir_plan_form_get_field (self, property);
  return field != NULL && gtk_widget_grab_focus (field);
}
