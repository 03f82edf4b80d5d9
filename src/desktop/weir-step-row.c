/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-row.c: a step in the step list, by its name for screen readers and by its cell for all others
 *
 * GTK measures and draws all rows of a list box, seen or not. With hundreds of them only those near what is
 * seen have a cell; the others keep the height it had, or would have.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-step-cell.h"
#include "weir-step-row.h"

struct _WeirStepRow
{
  GtkListBoxRow parent_instance;

  /* owned */
  WeirFlow *flow;
  WeirEdits *edits;
  WeirStep *step;

  /* borrowed, of the snapshot that the list holds; NULL before a run */
  const WeirStepStatistics *summary;
  WeirStepCell *cell; /* NULL while it is empty */

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
  const char *name = weir_words_beside_method (self->step, method);
  g_autofree char *label =
      g_strdup_printf ("%s %s%s%s", method, name, *spoken != '\0' ? ", " : "", spoken);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_outcome (WeirStepRow *self)
{
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  WeirTone tone;

  text = weir_words_for_summary (self->summary, self->shown_running, weir_step_get_enabled (self->step),
                                 &tone, &spoken);
  set_spoken (self, spoken);
  if (self->cell == NULL)
    return;
  weir_step_cell_show_outcome (self->cell, text, tone, self->shown_running > 0);
}

static void
step_changed_cb (WeirStepRow *self)
{
  if (weir_step_get_enabled (self->step))
    gtk_widget_remove_css_class (GTK_WIDGET (self), "disabled-step");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "disabled-step");
  show_outcome (self);
}

/* The row may be too narrow for all of it. */
static gboolean
weir_step_row_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  WeirStepRow *self = WEIR_STEP_ROW (widget);
  WeirRequest *request = weir_step_get_request (self->step);
  GString *text = g_string_new (weir_step_get_name (self->step));
  g_autofree char *outcome = NULL;
  g_autofree char *spoken = NULL;
  WeirTone tone;

  outcome = weir_words_for_summary (self->summary, self->shown_running, weir_step_get_enabled (self->step),
                                    &tone, &spoken);
  if (request != NULL)
    g_string_append_printf (text, "\n%s %s", weir_request_get_method (request),
                            weir_request_get_url (request));
  if (*spoken != '\0')
    g_string_append_printf (text, "\n%s", spoken);
  gtk_tooltip_set_text (tooltip, text->str);
  g_string_free (text, TRUE);
  return TRUE;
}

static void
weir_step_row_dispose (GObject *object)
{
  WeirStepRow *self = WEIR_STEP_ROW (object);

  self->cell = NULL;
  g_clear_object (&self->flow);
  g_clear_object (&self->edits);
  g_clear_object (&self->step);
  G_OBJECT_CLASS (weir_step_row_parent_class)->dispose (object);
}

static void
weir_step_row_class_init (WeirStepRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_step_row_dispose;
  GTK_WIDGET_CLASS (klass)->query_tooltip = weir_step_row_query_tooltip;
}

static void
weir_step_row_init (WeirStepRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "step-row");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * weir_step_row_new:
 * @flow: a flow
 * @edits: its edits
 * @step: one of its steps
 *
 * Returns: (transfer floating): a row without outcome, empty
 */
GtkWidget *
weir_step_row_new (WeirFlow *flow, WeirEdits *edits, WeirStep *step)
{
  WeirStepRow *self = g_object_new (WEIR_TYPE_STEP_ROW, NULL);

  self->flow = g_object_ref (flow);
  self->edits = g_object_ref (edits);
  self->step = g_object_ref (step);
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

  weir_step_row_fill (self);
  return weir_step_cell_get_check (self->cell);
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

  weir_step_row_fill (self);
  return weir_step_cell_get_outcome (self->cell);
}

/**
 * weir_step_row_is_filled:
 * @self: a row
 *
 * Returns: whether it shows its step
 */
gboolean
weir_step_row_is_filled (WeirStepRow *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_ROW (self), FALSE);

  return self->cell != NULL;
}

/**
 * weir_step_row_fill:
 * @self: a row
 *
 * Shows the step, because the row is seen or will be soon.
 */
void
weir_step_row_fill (WeirStepRow *self)
{
  g_return_if_fail (WEIR_IS_STEP_ROW (self));

  if (self->cell != NULL)
    return;
  self->cell = WEIR_STEP_CELL (weir_step_cell_new (self->flow, self->edits, self->step));
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->cell));
  show_outcome (self);
}

/**
 * weir_step_row_empty:
 * @self: a row that is out of sight
 *
 * Shows nothing, at the same height; not while a person is in the row.
 */
void
weir_step_row_empty (WeirStepRow *self)
{
  g_return_if_fail (WEIR_IS_STEP_ROW (self));

  if (self->cell == NULL || gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL
      || weir_step_cell_get_rename (self->cell) != NULL)
    return;
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, gtk_widget_get_allocated_height (GTK_WIDGET (self)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  self->cell = NULL;
}

/**
 * weir_step_row_rename:
 * @self: a row that is shown
 *
 * Lets the person type another name, in place.
 */
void
weir_step_row_rename (WeirStepRow *self)
{
  g_return_if_fail (WEIR_IS_STEP_ROW (self));

  weir_step_row_fill (self);
  weir_step_cell_rename (self->cell);
}

/**
 * weir_step_row_get_rename:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the field in which the step is being renamed
 */
WeirStepRename *
weir_step_row_get_rename (WeirStepRow *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_ROW (self), NULL);

  return self->cell != NULL ? weir_step_cell_get_rename (self->cell) : NULL;
}
