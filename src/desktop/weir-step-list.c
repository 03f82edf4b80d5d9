/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-list.c: the left pane: Before All, steps and After All with their outcomes
 *
 * A GtkListBox for each of the three lists of the flow, because the outer two stay in sight while the steps
 * between them scroll. Arrow keys walk through all three as through one, and one step of all is selected.
 * Rows of a GtkListBox can be named for screen readers, those of a GtkListView cannot.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-column-layout.h"
#include "weir-limits.h"
#include "weir-step-list-private.h"
#include "weir-step-names.h"

enum
{
  STEP_SELECTED,
  STEP_ACTIVATED,
  STEP_ADDED,
  MESSAGE,
  CURL_PASTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirStepList, weir_step_list, GTK_TYPE_WIDGET)

static GtkWidget *
create_row_cb (gpointer item, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (data);

  return weir_step_row_new (self->flow, self->edits, WEIR_STEP (item));
}

/* A row is created knowing its step only. */
static void
place_rows (WeirStepList *self)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint i = 0;

      for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->lists[part])); row != NULL;
           row = gtk_widget_get_next_sibling (row))
        if (WEIR_IS_STEP_ROW (row))
          weir_step_row_set_place (WEIR_STEP_ROW (row), part, i++);
    }
  weir_step_section_set_empty (self->before, weir_step_list_count (self, WEIR_FLOW_PART_BEFORE_ALL) == 0);
  weir_step_section_set_empty (self->after, weir_step_list_count (self, WEIR_FLOW_PART_AFTER_ALL) == 0);
}

static void
show_outcome (WeirStepList *self, WeirStepRow *row)
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

static void
show_outcomes (WeirStepList *self)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->lists[part])); row != NULL;
         row = gtk_widget_get_next_sibling (row))
      if (WEIR_IS_STEP_ROW (row))
        show_outcome (self, WEIR_STEP_ROW (row));
  weir_step_section_update (self->before, self->snapshot);
  weir_step_section_update (self->after, self->snapshot);
}

/* Before the rows change: GTK forgets what was selected and focused in those that go. */
static void
items_change_cb (WeirStepList *self)
{
  if (!self->selecting)
    self->had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  self->selecting = TRUE;
}

static void
items_changed_cb (WeirStepList *self)
{
  place_rows (self);
  show_outcomes (self);
  weir_step_list_fill_rows_soon (self);
}

static void
remember_selected (WeirStepList *self, WeirStepRow *row)
{
  WeirStep *step = row != NULL ? weir_step_row_get_step (row) : NULL;

  g_set_object (&self->selected, step);
  if (row == NULL)
    return;
  self->selected_part = weir_step_row_get_part (row);
  self->selected_index = weir_step_row_get_index (row);
}

static void
select_only (WeirStepList *self, WeirStepRow *row)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    if (row == NULL || part != weir_step_row_get_part (row))
      gtk_list_box_unselect_all (self->lists[part]);
  if (row != NULL)
    gtk_list_box_select_row (self->lists[weir_step_row_get_part (row)], GTK_LIST_BOX_ROW (row));
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
  remember_selected (self, weir_step_list_get_selected (self));
  weir_step_list_update_actions (self);
  g_signal_emit (self, signals[STEP_SELECTED], 0);
}

static void
row_activated_cb (WeirStepList *self)
{
  g_signal_emit (self, signals[STEP_ACTIVATED], 0);
}

static WeirStepRow *
find_row (WeirStepList *self, WeirStep *step)
{
  WeirStepRow *row;

  for (guint position = 0; (row = weir_step_list_get_row (self, position)) != NULL; position++)
    if (weir_step_row_get_step (row) == step)
      return row;
  return NULL;
}

/* What is where the selected step was before it was deleted, or what came before that. */
static WeirStepRow *
find_neighbour (WeirStepList *self)
{
  guint n_steps = weir_step_list_count (self, self->selected_part);
  int index = (int) MIN (self->selected_index, MAX (n_steps, 1) - 1);

  return (WeirStepRow *) gtk_list_box_get_row_at_index (self->lists[self->selected_part], index);
}

/* After an edit, all of it: selects the same step again, wherever it is now, or the one in its place. */
static void
edits_changed_cb (WeirStepList *self)
{
  WeirStepRow *row;
  WeirStep *before = self->selected;

  if (!self->selecting)
    {
      weir_step_list_update_actions (self);
      return;
    }
  row = before != NULL ? find_row (self, before) : NULL;
  if (row == NULL && before != NULL)
    row = find_neighbour (self);
  select_only (self, row);
  self->selecting = FALSE;
  if (self->had_focus)
    gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self));
  remember_selected (self, row);
  if (row != NULL)
    weir_step_list_reveal_selected (self);
  weir_step_list_update_actions (self);
  g_signal_emit (self, signals[STEP_SELECTED], 0);
}

/* What was undone is brought into sight. */
static void
edits_restored_cb (WeirStepList *self, GObject *object)
{
  WeirStep *step = weir_step_list_find_holder (self, object);

  if (step != NULL)
    weir_step_list_show_step (self, step, FALSE);
}

static GtkListBoxRow *
find_end (GtkListBox *list, gboolean first)
{
  GtkWidget *row = first ? gtk_widget_get_first_child (GTK_WIDGET (list))
                         : gtk_widget_get_last_child (GTK_WIDGET (list));

  return WEIR_IS_STEP_ROW (row) && gtk_widget_get_mapped (row) ? GTK_LIST_BOX_ROW (row) : NULL;
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

/* The selected step, else the first one; where there is none, what makes one. */
static gboolean
weir_step_list_grab_focus (GtkWidget *widget)
{
  WeirStepList *self = WEIR_STEP_LIST (widget);
  WeirStepRow *row = weir_step_list_get_selected (self);

  if (row == NULL)
    row = weir_step_list_get_row (self, 0);
  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->add_first);
}

/* Whoever clicks beside the steps wants to paste there, not into the field that was typed into before. */
static void
empty_pressed_cb (WeirStepList *self, int n_press, double x, double y)
{
  double in_x;
  double in_y;

  if (gtk_widget_translate_coordinates (self->scroller, GTK_WIDGET (self->list), x, y, &in_x, &in_y)
      && gtk_list_box_get_row_at_y (self->list, (int) in_y) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
watch_clicks (WeirStepList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (empty_pressed_cb), self);
  gtk_widget_add_controller (self->scroller, GTK_EVENT_CONTROLLER (click));
}

static void
drop_flow (WeirStepList *self)
{
  if (self->flow == NULL)
    return;
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    g_signal_handlers_disconnect_by_data (weir_flow_get_part (self->flow, part), self);
  g_signal_handlers_disconnect_by_data (self->edits, self);
  weir_step_list_end_drag (self);
  weir_step_list_forget_drop (self);
  g_clear_object (&self->selected);
  self->selecting = FALSE;
}

static void
weir_step_list_dispose (GObject *object)
{
  WeirStepList *self = WEIR_STEP_LIST (object);

  drop_flow (self);
  self->selecting = TRUE; /* nobody shall hear of selections that vanish */
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_handle_id (&self->reveal_source, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->snapshot, weir_run_snapshot_unref);
  g_clear_pointer (&self->places, weir_step_places_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->flow);
  g_clear_object (&self->edits);
  G_OBJECT_CLASS (weir_step_list_parent_class)->dispose (object);
}

static void
install_signals (GType type)
{
  /**
   * WeirStepList::step-selected:
   * @list: the list
   *
   * Another step is selected, or none.
   */
  signals[STEP_SELECTED] = g_signal_new ("step-selected", type, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * WeirStepList::step-activated:
   * @list: the list
   *
   * The selected step was double-clicked, or Return was pressed on it.
   */
  signals[STEP_ACTIVATED] = g_signal_new ("step-activated", type, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * WeirStepList::step-added:
   * @list: the list
   * @known: whether its server is that of other steps, and only the path is missing
   *
   * The selected step was made from nothing; whoever did that wants to say what it asks for.
   */
  signals[STEP_ADDED] = g_signal_new ("step-added", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  /**
   * WeirStepList::message:
   * @list: the list
   * @text: whole sentences
   *
   * Something was not done, and this is why.
   */
  signals[MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * WeirStepList::curl-pasted:
   * @list: the list
   * @text: what was on the clipboard
   *
   * A step shall come out of that.
   */
  signals[CURL_PASTED] = g_signal_new ("curl-pasted", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
weir_step_list_class_init (WeirStepListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_step_list_dispose;
  weir_focus_install (widget_class, weir_step_list_grab_focus);
  install_signals (G_TYPE_FROM_CLASS (klass));
  g_type_ensure (WEIR_TYPE_STEP_SECTION);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-step-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, content);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, before);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, scroller);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, list);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, after);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, menu_model);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, placeholder);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, add_first);
  gtk_widget_class_set_layout_manager_type (widget_class, WEIR_TYPE_COLUMN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "steplist");
}

static void
weir_step_list_init (WeirStepList *self)
{
  weir_step_list_install_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_step_section_set_part (self->before, WEIR_FLOW_PART_BEFORE_ALL);
  weir_step_section_set_part (self->after, WEIR_FLOW_PART_AFTER_ALL);
  gtk_list_box_set_placeholder (self->list, self->placeholder);
  self->lists[WEIR_FLOW_PART_BEFORE_ALL] = weir_step_section_get_list (self->before);
  self->lists[WEIR_FLOW_PART_STEPS] = self->list;
  self->lists[WEIR_FLOW_PART_AFTER_ALL] = weir_step_section_get_list (self->after);
  self->selected_part = WEIR_FLOW_PART_STEPS;
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      g_signal_connect_swapped (self->lists[part], "row-selected", G_CALLBACK (row_selected_cb), self);
      gtk_list_box_set_activate_on_single_click (self->lists[part], FALSE);
      g_signal_connect_swapped (self->lists[part], "row-activated", G_CALLBACK (row_activated_cb), self);
      g_signal_connect_swapped (self->lists[part], "keynav-failed", G_CALLBACK (keynav_failed_cb), self);
    }
  weir_step_list_watch_rows (self);
  weir_step_list_add_menu (self);
  weir_step_list_add_drag (self);
  watch_clicks (self);
}

static void
follow_flow (WeirStepList *self)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      GListModel *steps = G_LIST_MODEL (weir_step_list_get_store (self, part));

      /* One before the list box hears of it, one after. */
      g_signal_connect_object (steps, "items-changed", G_CALLBACK (items_change_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_bind_model (self->lists[part], steps, create_row_cb, self, NULL);
      g_signal_connect_object (steps, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  g_signal_connect_object (self->edits, "changed", G_CALLBACK (edits_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edits, "restored", G_CALLBACK (edits_restored_cb), self, G_CONNECT_SWAPPED);
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

  drop_flow (self);
  weir_step_list_update (self, NULL, NULL);
  self->selecting = TRUE;
  g_set_object (&self->flow, flow);
  g_set_object (&self->edits, edits);
  follow_flow (self);
  self->selecting = FALSE;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  items_changed_cb (self);
  weir_step_list_fill_rows (self);
  weir_step_list_update_actions (self);
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
 * weir_step_list_show_step:
 * @self: a step list
 * @step: a step
 * @focus: whether the keyboard goes there, too
 *
 * Selects the step and brings it into sight.
 *
 * Returns: whether it is one of the flow
 */
gboolean
weir_step_list_show_step (WeirStepList *self, WeirStep *step, gboolean focus)
{
  WeirStepRow *row;

  g_return_val_if_fail (WEIR_IS_STEP_LIST (self), FALSE);

  row = find_row (self, step);
  if (row == NULL)
    return FALSE;
  if (weir_step_row_get_part (row) != WEIR_FLOW_PART_STEPS)
    weir_step_section_unfold (weir_step_list_get_section (self, weir_step_row_get_part (row)));
  weir_step_list_select (self, row);
  weir_step_row_fill (row);
  weir_step_list_reveal_selected (self);
  if (focus)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
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
      guint n_steps = weir_step_list_count (self, part);

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

/* Says why something was not done. */
void
weir_step_list_tell (WeirStepList *self, const char *message)
{
  g_signal_emit (self, signals[MESSAGE], 0, message);
}
