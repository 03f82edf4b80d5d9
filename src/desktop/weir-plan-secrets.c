/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-secrets.c: the secrets of an environment of a load plan: their names, and giving them values
 *
 * The plan has their names only. A value goes into the keyring, under the folder of the plan and the name of
 * the environment, as those of flows do.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-fields.h"
#include "weir-plan-secrets.h"

struct _WeirPlanSecrets
{
  GtkWidget parent_instance;

  /* owned */
  WeirEditorContext *context;
  WeirEnvironment *environment;
  GSignalGroup *environment_signals;

  /* borrowed */
  WeirPlanForm *names;
  GtkWidget *button;
  WeirSecretForm *values;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (WeirPlanSecrets, weir_plan_secrets, GTK_TYPE_WIDGET)

static gboolean
has_secrets (WeirPlanSecrets *self)
{
  return self->environment != NULL && *weir_environment_get_secrets (self->environment) != NULL;
}

/* (nullable): the values of a plan that is nowhere yet could not be found again. */
static const char *
get_folder (WeirPlanSecrets *self)
{
  return self->context != NULL ? weir_editor_context_get_folder (self->context) : NULL;
}

static void
show_words (WeirPlanSecrets *self, const char *words)
{
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *words != '\0');
}

static void
follow_environment (WeirPlanSecrets *self)
{
  gboolean can_keep = get_folder (self) != NULL;

  gtk_widget_set_visible (self->button, has_secrets (self));
  gtk_widget_set_sensitive (self->button, can_keep);
  show_words (self, has_secrets (self) && !can_keep
                        ? _("Save the plan first: values of secrets are kept for its folder.")
                        : "");
  weir_secret_form_clear (self->values);
}

static void
give_cb (WeirPlanSecrets *self)
{
  show_words (self, "");
  weir_secret_form_ask (self->values, get_folder (self), weir_environment_get_name (self->environment),
                        weir_environment_get_secrets (self->environment), NULL);
}

static void
answered_cb (WeirPlanSecrets *self)
{
  show_words (self, _("Each secret has a value now."));
  gtk_widget_grab_focus (self->button);
}

static void
cancelled_cb (WeirPlanSecrets *self)
{
  gtk_widget_grab_focus (self->button);
}

static void
failed_cb (WeirPlanSecrets *self, const char *sentence)
{
  show_words (self, sentence);
}

static void
weir_plan_secrets_dispose (GObject *object)
{
  WeirPlanSecrets *self = WEIR_PLAN_SECRETS (object);
  GtkWidget *child;

  g_clear_object (&self->environment_signals);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->environment);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_plan_secrets_parent_class)->dispose (object);
}

static void
weir_plan_secrets_class_init (WeirPlanSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_plan_secrets_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
weir_plan_secrets_init (WeirPlanSecrets *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->names = WEIR_PLAN_FORM (weir_plan_fields_new_secrets ());
  self->button = gtk_button_new_with_mnemonic (_("_Give Values…"));
  self->values = g_object_new (WEIR_TYPE_SECRET_FORM, NULL);
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->button, _("They are kept in your keyring, not in the plan"));
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-label");
  gtk_widget_set_parent (GTK_WIDGET (self->names), GTK_WIDGET (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->values), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->words), GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (give_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->values, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->values, "cancelled", G_CALLBACK (cancelled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->values, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  self->environment_signals = g_signal_group_new (WEIR_TYPE_ENVIRONMENT);
  g_signal_group_connect_swapped (self->environment_signals, "notify", G_CALLBACK (follow_environment), self);
}

/**
 * weir_plan_secrets_new:
 *
 * Returns: (transfer floating): a form of nothing yet
 */
GtkWidget *
weir_plan_secrets_new (void)
{
  return g_object_new (WEIR_TYPE_PLAN_SECRETS, NULL);
}

/**
 * weir_plan_secrets_bind:
 * @self: a form
 * @context: (nullable): what is known
 * @environment: (nullable): whose secrets they are
 */
void
weir_plan_secrets_bind (WeirPlanSecrets *self, WeirEditorContext *context, WeirEnvironment *environment)
{
  g_return_if_fail (WEIR_IS_PLAN_SECRETS (self));

  g_set_object (&self->context, context);
  g_set_object (&self->environment, environment);
  weir_plan_form_bind (self->names, context, environment);
  g_signal_group_set_target (self->environment_signals, environment);
  follow_environment (self);
}

/**
 * weir_plan_secrets_get_form:
 * @self: a form
 *
 * Returns: (transfer none): the names
 */
WeirPlanForm *
weir_plan_secrets_get_form (WeirPlanSecrets *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_SECRETS (self), NULL);

  return self->names;
}
