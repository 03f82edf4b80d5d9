/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-row.c: a step in the step list: check, badge, name and live outcome
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-step-row.h"

struct _WeirStepRow
{
  GtkListBoxRow parent_instance;

  /* template */
  GtkWidget *check;
  GtkLabel *badge;
  GtkLabel *name;
  GtkSpinner *spinner;
  GtkLabel *outcome;

  /* owned */
  WeirStep *step;
  WeirEdits *edits;

  /* borrowed, of the snapshot that the list holds; NULL before a run */
  const WeirStepStatistics *summary;

  WeirFlowPart part;
  guint index;
  guint64 shown_total;
  guint shown_running;
};

G_DEFINE_FINAL_TYPE (WeirStepRow, weir_step_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_spoken (WeirStepRow *self, const char *spoken)
{
  g_autofree char *method = weir_words_for_method (self->step);
  g_autofree char *label = g_strdup_printf ("%s %s%s%s", method, weir_step_get_name (self->step),
                                            *spoken != '\0' ? ", " : "", spoken);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* The row may be too narrow for all of it. */
static void
set_tooltip (WeirStepRow *self, const char *spoken)
{
  WeirRequest *request = weir_step_get_request (self->step);
  GString *text = g_string_new (weir_step_get_name (self->step));

  if (request != NULL)
    g_string_append_printf (text, "\n%s %s", weir_request_get_method (request),
                            weir_request_get_url (request));
  if (*spoken != '\0')
    g_string_append_printf (text, "\n%s", spoken);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text->str);
  g_string_free (text, TRUE);
}

static void
show_step (WeirStepRow *self)
{
  g_autofree char *method = weir_words_for_method (self->step);
  g_autofree char *spoken = g_strdup_printf (_("Run %s"), weir_step_get_name (self->step));

  weir_badge_set_method (self->badge, method);
  gtk_label_set_text (self->name, weir_step_get_name (self->step));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (weir_step_get_enabled (self->step))
    gtk_widget_remove_css_class (GTK_WIDGET (self), "disabled-step");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "disabled-step");
}

static void
show_outcome (WeirStepRow *self)
{
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  WeirTone tone;

  text = weir_words_for_summary (self->summary, self->shown_running, weir_step_get_enabled (self->step),
                                 &tone, &spoken);
  gtk_label_set_text (self->outcome, text);
  weir_tone_apply (GTK_WIDGET (self->outcome), tone);
  gtk_spinner_set_spinning (self->spinner, self->shown_running > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->shown_running > 0);
  set_spoken (self, spoken);
  set_tooltip (self, spoken);
}

static void
toggled_cb (WeirStepRow *self, GtkCheckButton *check)
{
  gboolean enabled = gtk_check_button_get_active (check);

  if (enabled == weir_step_get_enabled (self->step))
    return;
  weir_edits_begin (self->edits, enabled ? _("Enable Step") : _("Disable Step"));
  weir_edits_set_boolean (self->edits, self->step, "enabled", enabled);
  weir_edits_end (self->edits);
}

static void
step_changed_cb (WeirStepRow *self)
{
  show_step (self);
  show_outcome (self);
}

static void
weir_step_row_dispose (GObject *object)
{
  WeirStepRow *self = WEIR_STEP_ROW (object);

  g_clear_object (&self->step);
  g_clear_object (&self->edits);
  G_OBJECT_CLASS (weir_step_row_parent_class)->dispose (object);
}

static void
weir_step_row_class_init (WeirStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_step_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirStepRow, check);
  gtk_widget_class_bind_template_child (widget_class, WeirStepRow, badge);
  gtk_widget_class_bind_template_child (widget_class, WeirStepRow, name);
  gtk_widget_class_bind_template_child (widget_class, WeirStepRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, WeirStepRow, outcome);
}

static void
weir_step_row_init (WeirStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_step_row_new:
 * @step: the step it shows
 * @edits: what changes it
 *
 * Returns: (transfer floating): a row without outcome
 */
GtkWidget *
weir_step_row_new (WeirStep *step, WeirEdits *edits)
{
  WeirStepRow *self = g_object_new (WEIR_TYPE_STEP_ROW, NULL);

  self->step = g_object_ref (step);
  self->edits = g_object_ref (edits);
  g_object_bind_property (step, "enabled", self->check, "active", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (step, "notify", G_CALLBACK (step_changed_cb), self, G_CONNECT_SWAPPED);
  step_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * weir_step_row_set_place:
 * @self: a row
 * @part: the list of the flow its step is in
 * @index: its place in that list
 */
void
weir_step_row_set_place (WeirStepRow *self, WeirFlowPart part, guint index)
{
  g_return_if_fail (WEIR_IS_STEP_ROW (self));

  self->part = part;
  self->index = index;
}

/**
 * weir_step_row_get_part:
 * @self: a row
 *
 * Returns: the list of the flow its step is in
 */
WeirFlowPart
weir_step_row_get_part (WeirStepRow *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_ROW (self), WEIR_FLOW_PART_STEPS);

  return self->part;
}

/**
 * weir_step_row_get_index:
 * @self: a row
 *
 * Returns: the place of its step in its list
 */
guint
weir_step_row_get_index (WeirStepRow *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_ROW (self), 0);

  return self->index;
}

/**
 * weir_step_row_get_step:
 * @self: a row
 *
 * Returns: (transfer none): the step it shows
 */
WeirStep *
weir_step_row_get_step (WeirStepRow *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_ROW (self), NULL);

  return self->step;
}

/**
 * weir_step_row_update:
 * @self: a row
 * @summary: (nullable): what the executions of the step in this run add up to; it must last until the next
 *   call
 * @running: how many are under way
 *
 * Shows the outcome so far. Cheap when nothing happened since the last call, because it is called for every
 * row ten times a second.
 */
void
weir_step_row_update (WeirStepRow *self, const WeirStepStatistics *summary, guint running)
{
  guint64 total = summary != NULL ? weir_step_statistics_get_total (summary) : 0;

  g_return_if_fail (WEIR_IS_STEP_ROW (self));

  self->summary = summary;
  if (total == self->shown_total && running == self->shown_running)
    return;
  self->shown_total = total;
  self->shown_running = running;
  show_outcome (self);
}

/**
 * weir_step_row_get_check:
 * @self: a row
 *
 * Returns: (transfer none): what enables and disables the step
 */
GtkCheckButton *
weir_step_row_get_check (WeirStepRow *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_ROW (self), NULL);

  return GTK_CHECK_BUTTON (self->check);
}

/**
 * weir_step_row_get_outcome:
 * @self: a row
 *
 * Returns: (transfer none): the outcome as it is shown: "✓ 41 ms"
 */
const char *
weir_step_row_get_outcome (WeirStepRow *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_ROW (self), NULL);

  return gtk_label_get_text (self->outcome);
}
