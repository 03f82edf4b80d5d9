/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-cell.c: what a row of the step list shows: handle, check, badge, name and outcome
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-step-cell.h"

struct _WeirStepCell
{
  GtkBox parent_instance;

  /* template */
  GtkWidget *check;
  GtkLabel *badge;
  GtkLabel *name;
  GtkSpinner *spinner;
  GtkLabel *outcome;

  /* owned */
  WeirFlow *flow;
  WeirEdits *edits;
  WeirStep *step;
  GSignalGroup *request_signals; /* its method is in the badge */

  /* borrowed */
  GtkWidget *rename; /* in place of the name; NULL while nothing is typed */
};

G_DEFINE_FINAL_TYPE (WeirStepCell, weir_step_cell, GTK_TYPE_BOX)

static void
show_step (WeirStepCell *self)
{
  g_autofree char *method = weir_words_for_method (self->step);
  g_autofree char *spoken = g_strdup_printf (_("Run %s"), weir_step_get_name (self->step));

  g_signal_group_set_target (self->request_signals, weir_step_get_request (self->step));
  weir_badge_set_method (self->badge, method);
  gtk_label_set_text (self->name, weir_words_beside_method (self->step, method));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), weir_step_get_enabled (self->step));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
toggled_cb (WeirStepCell *self, GtkCheckButton *check)
{
  gboolean enabled = gtk_check_button_get_active (check);

  if (enabled == weir_step_get_enabled (self->step))
    return;
  weir_edits_begin (self->edits, enabled ? _("Enable Step") : _("Disable Step"));
  weir_edits_set_boolean (self->edits, self->step, "enabled", enabled);
  weir_edits_end (self->edits);
}

static void
rename_done_cb (WeirStepCell *self, gboolean by_key, GtkWidget *rename)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX_ROW);

  self->rename = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->name), TRUE);
  if (by_key && row != NULL)
    gtk_widget_grab_focus (row);
  gtk_box_remove (GTK_BOX (self), rename);
}

static void
weir_step_cell_dispose (GObject *object)
{
  WeirStepCell *self = WEIR_STEP_CELL (object);

  if (self->rename != NULL)
    g_signal_handlers_disconnect_by_data (self->rename, self);
  self->rename = NULL;
  g_clear_object (&self->flow);
  g_clear_object (&self->edits);
  g_clear_object (&self->step);
  g_clear_object (&self->request_signals);
  G_OBJECT_CLASS (weir_step_cell_parent_class)->dispose (object);
}

static void
weir_step_cell_class_init (WeirStepCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_step_cell_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-step-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirStepCell, check);
  gtk_widget_class_bind_template_child (widget_class, WeirStepCell, badge);
  gtk_widget_class_bind_template_child (widget_class, WeirStepCell, name);
  gtk_widget_class_bind_template_child (widget_class, WeirStepCell, spinner);
  gtk_widget_class_bind_template_child (widget_class, WeirStepCell, outcome);
}

static void
weir_step_cell_init (WeirStepCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->request_signals = g_signal_group_new (WEIR_TYPE_REQUEST);
  g_signal_group_connect_swapped (self->request_signals, "notify::method", G_CALLBACK (show_step), self);
}

/**
 * weir_step_cell_new:
 * @flow: a flow
 * @edits: its edits
 * @step: one of its steps
 *
 * Returns: (transfer floating): what a row shows of the step, without outcome
 */
GtkWidget *
weir_step_cell_new (WeirFlow *flow, WeirEdits *edits, WeirStep *step)
{
  WeirStepCell *self = g_object_new (WEIR_TYPE_STEP_CELL, NULL);

  self->flow = g_object_ref (flow);
  self->edits = g_object_ref (edits);
  self->step = g_object_ref (step);
  show_step (self);
  g_signal_connect_object (step, "notify", G_CALLBACK (show_step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * weir_step_cell_show_outcome:
 * @self: a cell
 * @text: the outcome, or nothing
 * @tone: how good or bad that is
 * @running: whether there is more to come
 */
void
weir_step_cell_show_outcome (WeirStepCell *self, const char *text, WeirTone tone, gboolean running)
{
  g_return_if_fail (WEIR_IS_STEP_CELL (self));

  gtk_label_set_text (self->outcome, text);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), *text != '\0');
  weir_tone_apply (GTK_WIDGET (self->outcome), tone);
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
}

/**
 * weir_step_cell_get_check:
 * @self: a cell
 *
 * Returns: (transfer none): what enables and disables the step
 */
GtkCheckButton *
weir_step_cell_get_check (WeirStepCell *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_CELL (self), NULL);

  return GTK_CHECK_BUTTON (self->check);
}

/**
 * weir_step_cell_get_outcome:
 * @self: a cell
 *
 * Returns: (transfer none): the outcome as it is shown
 */
const char *
weir_step_cell_get_outcome (WeirStepCell *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_CELL (self), NULL);

  return gtk_label_get_text (self->outcome);
}

/**
 * weir_step_cell_rename:
 * @self: a cell that is shown
 *
 * Puts a field in place of the name, with what is wrong with the typed one below it. Enter takes it, and so
 * does going elsewhere; Escape keeps the old name.
 */
void
weir_step_cell_rename (WeirStepCell *self)
{
  g_return_if_fail (WEIR_IS_STEP_CELL (self));

  if (self->rename != NULL)
    return;
  self->rename = weir_step_rename_new (self->flow, self->edits, self->step);
  gtk_widget_set_hexpand (self->rename, TRUE);
  g_signal_connect_swapped (self->rename, "done", G_CALLBACK (rename_done_cb), self);
  gtk_box_insert_child_after (GTK_BOX (self), self->rename, GTK_WIDGET (self->name));
  gtk_widget_set_visible (GTK_WIDGET (self->name), FALSE);
  gtk_widget_grab_focus (self->rename);
  gtk_editable_select_region (GTK_EDITABLE (weir_step_rename_get_entry (WEIR_STEP_RENAME (self->rename))), 0,
                              -1);
}

/**
 * weir_step_cell_get_rename:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): the field in which the step is being renamed
 */
WeirStepRename *
weir_step_cell_get_rename (WeirStepCell *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_CELL (self), NULL);

  return self->rename != NULL ? WEIR_STEP_RENAME (self->rename) : NULL;
}
