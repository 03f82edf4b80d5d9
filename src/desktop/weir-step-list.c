/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-list.c: the left pane: Before All, steps and After All with their outcomes
 *
 * A GtkListBox for each of the three lists of the flow, because the outer two stay in sight while the steps
 * between them scroll. Arrow keys walk through all three as through one, and one step of all is selected.
 * Rows of a GtkListBox can be named for screen readers, those of a GtkListView cannot.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-step-list.h"
#include "weir-step-section.h"
#include "weir-words.h"

struct _WeirStepList
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  WeirStepSection *before;
  GtkListBox *list;
  WeirStepSection *after;

  /* owned */
  WeirFlow *flow;
  WeirEdits *edits;
  WeirRunSnapshot *snapshot; /* the rows look into it */
  WeirStepPlaces *places;    /* of the steps in that run */

  /* borrowed */
  GtkListBox *lists[WEIR_N_FLOW_PARTS];

  gboolean selecting;
};

enum
{
  STEP_SELECTED,
  STEP_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirStepList, weir_step_list, GTK_TYPE_WIDGET)

static GtkWidget *
create_row_cb (gpointer item, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (data);

  return weir_step_row_new (WEIR_STEP (item), self->edits);
}

/* A row is created knowing its step only. */
static void
place_rows (WeirStepList *self)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      GtkListBoxRow *row;

      for (int i = 0; (row = gtk_list_box_get_row_at_index (self->lists[part], i)) != NULL; i++)
        weir_step_row_set_place (WEIR_STEP_ROW (row), part, (guint) i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->before),
                          gtk_list_box_get_row_at_index (self->lists[WEIR_FLOW_PART_BEFORE_ALL], 0) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->after),
                          gtk_list_box_get_row_at_index (self->lists[WEIR_FLOW_PART_AFTER_ALL], 0) != NULL);
}

static void
show_outcomes (WeirStepList *self)
{
  WeirStepRow *row;

  for (guint position = 0; (row = weir_step_list_get_row (self, position)) != NULL; position++)
    {
      WeirFlowPart part;
      guint index;

      if (self->snapshot != NULL
          && weir_step_places_find (self->places, weir_step_row_get_step (row), &part, &index)
          && index < self->snapshot->n_steps[part])
        weir_step_row_update (row, self->snapshot->steps[part][index], self->snapshot->running[part][index]);
      else
        weir_step_row_update (row, NULL, 0);
    }
}

static void
items_changed_cb (WeirStepList *self)
{
  place_rows (self);
  show_outcomes (self);
}

static void
row_selected_cb (WeirStepList *self, GtkListBoxRow *row, GtkListBox *list)
{
  if (self->selecting)
    return;
  self->selecting = TRUE;
  for (WeirFlowPart part = 0; row != NULL && part < WEIR_N_FLOW_PARTS; part++)
    if (self->lists[part] != list)
      gtk_list_box_unselect_all (self->lists[part]);
  self->selecting = FALSE;
  g_signal_emit (self, signals[STEP_SELECTED], 0);
}

static void
row_activated_cb (WeirStepList *self)
{
  g_signal_emit (self, signals[STEP_ACTIVATED], 0);
}

static GtkListBoxRow *
find_end (GtkListBox *list, gboolean first)
{
  GtkWidget *row = first ? gtk_widget_get_first_child (GTK_WIDGET (list))
                         : gtk_widget_get_last_child (GTK_WIDGET (list));

  return row != NULL && gtk_widget_get_mapped (row) ? GTK_LIST_BOX_ROW (row) : NULL;
}

/* Up in the first row of a list, or down in its last one: on to the list beside it. */
static gboolean
keynav_failed_cb (WeirStepList *self, GtkDirectionType direction, GtkListBox *list)
{
  int step = direction == GTK_DIR_DOWN ? 1 : -1;
  int part = 0;

  if (direction != GTK_DIR_DOWN && direction != GTK_DIR_UP)
    return FALSE;
  while (self->lists[part] != list)
    part++;
  for (part += step; part >= 0 && part < WEIR_N_FLOW_PARTS; part += step)
    {
      GtkListBoxRow *row = find_end (self->lists[part], direction == GTK_DIR_DOWN);

      if (row == NULL)
        continue;
      gtk_list_box_select_row (self->lists[part], row);
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return TRUE;
    }
  return FALSE;
}

static void
weir_step_list_dispose (GObject *object)
{
  WeirStepList *self = WEIR_STEP_LIST (object);

  self->selecting = TRUE; /* nobody shall hear of selections that vanish */
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->snapshot, weir_run_snapshot_unref);
  g_clear_pointer (&self->places, weir_step_places_unref);
  g_clear_object (&self->flow);
  g_clear_object (&self->edits);
  G_OBJECT_CLASS (weir_step_list_parent_class)->dispose (object);
}

static void
weir_step_list_class_init (WeirStepListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_step_list_dispose;
  /**
   * WeirStepList::step-selected:
   * @list: the list
   *
   * Another step is selected, or none.
   */
  signals[STEP_SELECTED] = g_signal_new ("step-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * WeirStepList::step-activated:
   * @list: the list
   *
   * The selected step was double-clicked, or Return was pressed on it.
   */
  signals[STEP_ACTIVATED] = g_signal_new ("step-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (WEIR_TYPE_STEP_SECTION);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-step-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, content);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, before);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, list);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, after);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "steplist");
}

static void
weir_step_list_init (WeirStepList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_step_section_set_part (self->before, WEIR_FLOW_PART_BEFORE_ALL);
  weir_step_section_set_part (self->after, WEIR_FLOW_PART_AFTER_ALL);
  self->lists[WEIR_FLOW_PART_BEFORE_ALL] = weir_step_section_get_list (self->before);
  self->lists[WEIR_FLOW_PART_STEPS] = self->list;
  self->lists[WEIR_FLOW_PART_AFTER_ALL] = weir_step_section_get_list (self->after);
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      g_signal_connect_swapped (self->lists[part], "row-selected", G_CALLBACK (row_selected_cb), self);
      gtk_list_box_set_activate_on_single_click (self->lists[part], FALSE);
      g_signal_connect_swapped (self->lists[part], "row-activated", G_CALLBACK (row_activated_cb), self);
      g_signal_connect_swapped (self->lists[part], "keynav-failed", G_CALLBACK (keynav_failed_cb), self);
    }
}

/**
 * weir_step_list_set_flow:
 * @self: a step list
 * @flow: the flow to show
 * @edits: what changes it
 */
void
weir_step_list_set_flow (WeirStepList *self, WeirFlow *flow, WeirEdits *edits)
{
  g_return_if_fail (WEIR_IS_STEP_LIST (self));
  g_return_if_fail (WEIR_IS_FLOW (flow));
  g_return_if_fail (WEIR_IS_EDITS (edits));

  if (self->flow != NULL)
    for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
      g_signal_handlers_disconnect_by_func (weir_flow_get_part (self->flow, part), items_changed_cb, self);
  weir_step_list_update (self, NULL, NULL);
  g_set_object (&self->flow, flow);
  g_set_object (&self->edits, edits);
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      GListModel *steps = G_LIST_MODEL (weir_flow_get_part (flow, part));

      gtk_list_box_bind_model (self->lists[part], steps, create_row_cb, self, NULL);
      g_signal_connect_object (steps, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  place_rows (self);
}

/**
 * weir_step_list_update:
 * @self: a step list
 * @snapshot: (nullable): how the run stands; %NULL takes all outcomes away
 * @places: (nullable): where the steps of the flow are in that run; other steps have no outcome
 */
void
weir_step_list_update (WeirStepList *self, WeirRunSnapshot *snapshot, WeirStepPlaces *places)
{
  g_autoptr (WeirRunSnapshot) previous = NULL;

  g_return_if_fail (WEIR_IS_STEP_LIST (self));

  previous = g_steal_pointer (&self->snapshot);
  self->snapshot = snapshot != NULL ? weir_run_snapshot_ref (snapshot) : NULL;
  if (places != NULL)
    weir_step_places_ref (places);
  g_clear_pointer (&self->places, weir_step_places_unref);
  self->places = places;
  show_outcomes (self);
  weir_step_section_update (self->before, snapshot);
  weir_step_section_update (self->after, snapshot);
}

/**
 * weir_step_list_unselect:
 * @self: a step list
 *
 * Selects no step.
 */
void
weir_step_list_unselect (WeirStepList *self)
{
  g_return_if_fail (WEIR_IS_STEP_LIST (self));

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    gtk_list_box_unselect_all (self->lists[part]);
}

/**
 * weir_step_list_select:
 * @self: a step list
 * @row: one of its rows
 */
void
weir_step_list_select (WeirStepList *self, WeirStepRow *row)
{
  g_return_if_fail (WEIR_IS_STEP_LIST (self));

  gtk_list_box_select_row (self->lists[weir_step_row_get_part (row)], GTK_LIST_BOX_ROW (row));
}

/**
 * weir_step_list_get_selected:
 * @self: a step list
 *
 * Returns: (transfer none) (nullable): the row of the selected step
 */
WeirStepRow *
weir_step_list_get_selected (WeirStepList *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_LIST (self), NULL);

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      GtkListBoxRow *row = gtk_list_box_get_selected_row (self->lists[part]);

      if (row != NULL)
        return WEIR_STEP_ROW (row);
    }
  return NULL;
}

/**
 * weir_step_list_get_row:
 * @self: a step list
 * @position: counted from 0 through all three parts
 *
 * Returns: (transfer none) (nullable): that row
 */
WeirStepRow *
weir_step_list_get_row (WeirStepList *self, guint position)
{
  g_return_val_if_fail (WEIR_IS_STEP_LIST (self), NULL);

  if (self->flow == NULL)
    return NULL;
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (self->flow, part)));

      if (position < n_steps)
        return WEIR_STEP_ROW (gtk_list_box_get_row_at_index (self->lists[part], (int) position));
      position -= n_steps;
    }
  return NULL;
}

/**
 * weir_step_list_find_place:
 * @self: a step list
 * @step: one of its steps
 * @part: (out): the part it is in, in the run that is shown
 * @index: (out): its place in there
 *
 * Returns: whether the run that is shown has the step
 */
gboolean
weir_step_list_find_place (WeirStepList *self, WeirStep *step, WeirFlowPart *part, guint *index)
{
  g_return_val_if_fail (WEIR_IS_STEP_LIST (self), FALSE);

  return weir_step_places_find (self->places, step, part, index);
}

/**
 * weir_step_list_get_section:
 * @self: a step list
 * @part: Before All or After All
 *
 * Returns: (transfer none): what shows that part and its outcome
 */
WeirStepSection *
weir_step_list_get_section (WeirStepList *self, WeirFlowPart part)
{
  g_return_val_if_fail (WEIR_IS_STEP_LIST (self), NULL);

  return part == WEIR_FLOW_PART_BEFORE_ALL ? self->before : self->after;
}
