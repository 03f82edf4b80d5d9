/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-optional.c: a part of a load plan that need not be there: a check, and its form below
 *
 * What was filled in comes back when the check is taken away and set again.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-optional.h"

struct _WeirPlanOptional
{
  GtkWidget parent_instance;

  /* owned */
  WeirEditorContext *context;
  GObject *owner;
  GObject *last; /* (nullable): what the owner had before the check was taken away */
  GSignalGroup *owner_signals;

  /* borrowed */
  const WeirPlanOptionalKind *kind; /* lives for ever */
  GtkCheckButton *check;
  WeirPlanForm *form;

  gboolean follows; /* the check is being given what the document has */
};

G_DEFINE_FINAL_TYPE (WeirPlanOptional, weir_plan_optional, GTK_TYPE_WIDGET)

/* (transfer full) (nullable) */
static GObject *
dup_part (WeirPlanOptional *self)
{
  GObject *part = NULL;

  if (self->owner != NULL)
    g_object_get (self->owner, self->kind->property, &part, NULL);
  return part;
}

static void
follow_owner (WeirPlanOptional *self)
{
  g_autoptr (GObject) part = dup_part (self);

  if (part != NULL)
    g_set_object (&self->last, part);
  weir_plan_form_bind (self->form, self->context, part);
  gtk_widget_set_visible (GTK_WIDGET (self->form), part != NULL);
  self->follows = TRUE;
  gtk_check_button_set_active (self->check, part != NULL);
  self->follows = FALSE;
}

static void
toggled_cb (WeirPlanOptional *self)
{
  g_autoptr (GObject) part = NULL;

  if (self->follows || self->owner == NULL)
    return;
  if (gtk_check_button_get_active (self->check))
    part = self->last != NULL ? g_object_ref (self->last) : self->kind->create ();
  weir_edits_set_object (weir_editor_context_get_edits (self->context), self->owner, self->kind->property,
                         part);
}

static void
weir_plan_optional_dispose (GObject *object)
{
  WeirPlanOptional *self = WEIR_PLAN_OPTIONAL (object);
  GtkWidget *child;

  self->follows = TRUE;
  g_clear_object (&self->owner_signals);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->last);
  g_clear_object (&self->owner);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_plan_optional_parent_class)->dispose (object);
}

static void
weir_plan_optional_class_init (WeirPlanOptionalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_plan_optional_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
weir_plan_optional_init (WeirPlanOptional *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
}

/**
 * weir_plan_optional_new:
 * @kind: what it is, never freed
 *
 * Returns: (transfer floating): a check that is bound to nothing
 */
GtkWidget *
weir_plan_optional_new (const WeirPlanOptionalKind *kind)
{
  WeirPlanOptional *self = g_object_new (WEIR_TYPE_PLAN_OPTIONAL, NULL);
  g_autofree char *notify = g_strconcat ("notify::", kind->property, NULL);

  self->kind = kind;
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_(kind->label)));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->check), kind->help != NULL ? _(kind->help) : NULL);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->check), GTK_WIDGET (self));
  self->form = WEIR_PLAN_FORM (weir_plan_form_new (kind->fields, kind->n_fields));
  gtk_widget_set_parent (GTK_WIDGET (self->form), GTK_WIDGET (self));
  self->owner_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->owner_signals, notify, G_CALLBACK (follow_owner), self);
  return GTK_WIDGET (self);
}

/**
 * weir_plan_optional_bind:
 * @self: a check with a form
 * @context: (nullable): what is known
 * @owner: (nullable): what the part belongs to; has the property of its kind
 */
void
weir_plan_optional_bind (WeirPlanOptional *self, WeirEditorContext *context, gpointer owner)
{
  g_return_if_fail (WEIR_IS_PLAN_OPTIONAL (self));

  if (self->owner != owner)
    g_clear_object (&self->last);
  g_set_object (&self->context, context);
  g_set_object (&self->owner, owner);
  g_signal_group_set_target (self->owner_signals, owner);
  follow_owner (self);
}

/**
 * weir_plan_optional_get_form:
 * @self: a check with a form
 *
 * Returns: (transfer none): the form of the part
 */
WeirPlanForm *
weir_plan_optional_get_form (WeirPlanOptional *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_OPTIONAL (self), NULL);

  return self->form;
}

/**
 * weir_plan_optional_focus:
 * @self: a check with a form
 * @object: of the document
 * @property: (nullable): of it
 *
 * Returns: whether it has a field for that, which has the focus now
 */
gboolean
weir_plan_optional_focus (WeirPlanOptional *self, gpointer object, const char *property)
{
  g_return_val_if_fail (WEIR_IS_PLAN_OPTIONAL (self), FALSE);

  if (object == NULL || self->owner == NULL)
    return FALSE;
  if (weir_plan_form_focus (self->form, object, property))
    return TRUE;
  return object == self->owner && g_strcmp0 (property, self->kind->property) == 0
         && gtk_widget_grab_focus (GTK_WIDGET (self->check));
}
