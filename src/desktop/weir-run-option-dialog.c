/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-option-dialog.c: asks for one number of the run options
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-limits.h"
#include "weir-run-option-dialog.h"

struct _WeirRunOptionDialog
{
  GtkWindow parent_instance;

  /* template */
  GtkLabel *field_label;
  GtkSpinButton *spin;
  GtkAdjustment *adjustment;
  GtkLabel *hint_label;
  GtkLabel *error_label;

  /* owned */
  WeirRunOptions *options;
  WeirEdits *edits;

  WeirRunOption option;
};

static const struct
{
  const char *property;
  guint lowest;
  guint highest;
  const char *title;
  const char *field;
  const char *hint;
} texts[] = {
  [WEIR_RUN_OPTION_ITERATIONS] = { "iterations", 1, WEIR_LIMIT_ITERATIONS, N_ ("Run with Iterations"),
                                   N_ ("Iterations"),
                                   N_ ("They run one after another. Each iteration starts fresh from what "
                                       "Before All left: variables and cookies.") },
  [WEIR_RUN_OPTION_PARALLEL] = { "parallel", 1, WEIR_LIMIT_PARALLEL, N_ ("Parallel Execution"),
                                 N_ ("Virtual users"),
                                 N_ ("They start together, and each goes through all steps once, with "
                                     "variables, "
                                     "cookies and connections of its own.") },
  [WEIR_RUN_OPTION_DELAY] = { "delay-ms", 0, WEIR_LIMIT_DELAY_MS, N_ ("Delay Between Steps"),
                              N_ ("Delay in milliseconds"),
                              N_ ("It is waited before every step but the first, also from one iteration to "
                                  "the "
                                  "next, and is part of no measured time.") },
};

G_DEFINE_FINAL_TYPE (WeirRunOptionDialog, weir_run_option_dialog, GTK_TYPE_WINDOW)

/* What is typed now; the spin button's own value follows only later, and forced into the range. */
static gboolean
read_value (WeirRunOptionDialog *self, guint *value)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (self->spin)), 10,
                                   texts[self->option].lowest, texts[self->option].highest, &number, NULL))
    return FALSE;
  *value = number;
  return TRUE;
}

static void
changed_cb (WeirRunOptionDialog *self)
{
  guint value;
  gboolean valid = read_value (self, &value);

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), !valid);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.apply", valid);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
apply (WeirRunOptionDialog *self)
{
  guint value;

  if (!read_value (self, &value))
    return;
  weir_edits_begin (self->edits, _(texts[self->option].title));
  /* A number of iterations goes above one for each row. */
  if (self->option == WEIR_RUN_OPTION_ITERATIONS)
    weir_edits_set_boolean (self->edits, self->options, "one-per-row", FALSE);
  weir_edits_set_int64 (self->edits, self->options, texts[self->option].property, value);
  weir_edits_end (self->edits);
  gtk_window_close (GTK_WINDOW (self));
}

/* Before the spin button sees Enter: it would force what is typed into the range, and say nothing. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                WeirRunOptionDialog *self)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  apply (self);
  return GDK_EVENT_STOP;
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apply (WEIR_RUN_OPTION_DIALOG (widget));
}

static void
weir_run_option_dialog_dispose (GObject *object)
{
  WeirRunOptionDialog *self = WEIR_RUN_OPTION_DIALOG (object);

  g_clear_object (&self->options);
  g_clear_object (&self->edits);
  G_OBJECT_CLASS (weir_run_option_dialog_parent_class)->dispose (object);
}

static void
weir_run_option_dialog_class_init (WeirRunOptionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_run_option_dialog_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-run-option-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirRunOptionDialog, field_label);
  gtk_widget_class_bind_template_child (widget_class, WeirRunOptionDialog, spin);
  gtk_widget_class_bind_template_child (widget_class, WeirRunOptionDialog, adjustment);
  gtk_widget_class_bind_template_child (widget_class, WeirRunOptionDialog, hint_label);
  gtk_widget_class_bind_template_child (widget_class, WeirRunOptionDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.apply", NULL, apply_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
weir_run_option_dialog_init (WeirRunOptionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_texts (WeirRunOptionDialog *self)
{
  g_autofree char *error = NULL;

  error = g_strdup_printf (_("It must be a whole number from %u to %u."), texts[self->option].lowest,
                           texts[self->option].highest);
  gtk_window_set_title (GTK_WINDOW (self), _(texts[self->option].title));
  gtk_label_set_text (self->field_label, _(texts[self->option].field));
  gtk_label_set_text (self->hint_label, _(texts[self->option].hint));
  gtk_label_set_text (self->error_label, error);
  /* Its name comes from the label beside it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _(texts[self->option].hint), -1);
}

/**
 * weir_run_option_dialog_new:
 * @parent: the window it belongs to
 * @options: the options to change
 * @edits: what changes them
 * @option: which of them
 *
 * Asks for one number, beginning with the present one. Enter sets it, Escape leaves everything as it is.
 *
 * Returns: (transfer none): the dialog, to be presented; it destroys itself
 */
GtkWidget *
weir_run_option_dialog_new (GtkWindow *parent, WeirRunOptions *options, WeirEdits *edits,
                            WeirRunOption option)
{
  WeirRunOptionDialog *self = g_object_new (WEIR_TYPE_RUN_OPTION_DIALOG, "transient-for", parent, NULL);
  guint value;

  self->options = g_object_ref (options);
  self->edits = g_object_ref (edits);
  self->option = option;
  g_object_get (options, texts[option].property, &value, NULL);
  gtk_adjustment_set_lower (self->adjustment, texts[option].lowest);
  gtk_adjustment_set_upper (self->adjustment, texts[option].highest);
  if (option == WEIR_RUN_OPTION_DELAY)
    gtk_adjustment_set_step_increment (self->adjustment, 100);
  gtk_adjustment_set_value (self->adjustment, value);
  show_texts (self);
  /* The adjustment says nothing when the value was its first one already. */
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->spin));
  return GTK_WIDGET (self);
}
