/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-list-drag.c: dragging steps, within their part, to another one, and from one flow into another
 *
 * Within a flow a step is moved; from another flow a copy comes. The row beside the place where the step
 * would go shows it by a line.
 */

#include "config.h"

#include "weir-step-list-private.h"

/* Dragging so near to the upper or lower edge scrolls. */
#define EDGE 36
#define SCROLL_SPEED 12

static void
indicate (WeirStepList *self, GtkWidget *widget, const char *css_class)
{
  const char *const classes[] = { "drop-above", "drop-below", "drop-into" };

  if (self->indicated != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
      gtk_widget_remove_css_class (self->indicated, classes[i]);
  g_set_weak_pointer (&self->indicated, widget);
  if (widget != NULL)
    gtk_widget_add_css_class (widget, css_class);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->scroll_speed);
  return G_SOURCE_CONTINUE;
}

static void
scroll (WeirStepList *self, double speed)
{
  self->scroll_speed = speed;
  if (speed != 0 && self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
  else if (speed == 0 && self->scroll_tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
      self->scroll_tick = 0;
    }
}

static void
scroll_near_edge (WeirStepList *self, double x, double y)
{
  int height = gtk_widget_get_height (self->scroller);
  double top;

  if (!gtk_widget_translate_coordinates (GTK_WIDGET (self), self->scroller, x, y, &x, &top))
    return;
  if (top >= 0 && top < EDGE)
    scroll (self, -SCROLL_SPEED);
  else if (top > height - EDGE && top < height)
    scroll (self, SCROLL_SPEED);
  else
    scroll (self, 0);
}

static GtkWidget *
get_area (WeirStepList *self, WeirFlowPart part)
{
  if (part == WEIR_FLOW_PART_STEPS)
    return self->scroller;
  return GTK_WIDGET (weir_step_list_get_section (self, part));
}

/* Between which rows @y is, in the list of @part; shows it. */
static guint
find_index (WeirStepList *self, WeirFlowPart part, double x, double y)
{
  GtkWidget *list = GTK_WIDGET (self->lists[part]);
  guint n_steps = weir_step_list_count (self, part);
  GtkListBoxRow *row = NULL;
  graphene_rect_t bounds;
  guint index;

  if (n_steps == 0 || !gtk_widget_get_mapped (list))
    {
      indicate (self, get_area (self, part), "drop-into");
      return n_steps;
    }
  gtk_widget_translate_coordinates (GTK_WIDGET (self), list, x, y, &x, &y);
  row = gtk_list_box_get_row_at_y (self->lists[part], (int) y);
  if (row == NULL && y > 0)
    row = gtk_list_box_get_row_at_index (self->lists[part], (int) n_steps - 1);
  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), list, &bounds))
    {
      indicate (self, get_area (self, part), "drop-into");
      return n_steps;
    }
  index = (guint) gtk_list_box_row_get_index (row);
  if (y < bounds.origin.y + bounds.size.height / 2)
    {
      indicate (self, GTK_WIDGET (row), "drop-above");
      return index;
    }
  indicate (self, GTK_WIDGET (row), "drop-below");
  return index + 1;
}

static gboolean
find_place (WeirStepList *self, double x, double y, WeirFlowPart *part, guint *index)
{
  for (*part = 0; *part < WEIR_N_FLOW_PARTS; (*part)++)
    {
      graphene_rect_t area;

      if (!gtk_widget_compute_bounds (get_area (self, *part), GTK_WIDGET (self), &area)
          || y < area.origin.y || y >= area.origin.y + area.size.height)
        continue;
      *index = find_index (self, *part, x, y);
      return TRUE;
    }
  indicate (self, NULL, NULL);
  return FALSE;
}

static GdkDragAction
motion_cb (WeirStepList *self, double x, double y)
{
  WeirFlowPart part;
  guint index;

  if (self->flow == NULL)
    return 0;
  scroll_near_edge (self, x, y);
  if (!find_place (self, x, y, &part, &index))
    return 0;
  return self->dragged != NULL ? GDK_ACTION_MOVE : GDK_ACTION_COPY;
}

static void
leave_cb (WeirStepList *self)
{
  scroll (self, 0);
  indicate (self, NULL, NULL);
}

/* One thing for each frame: the end of the drag has been drawn, then the step is selected and its editor
 * filled, then it moves. */
static gboolean
drop_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (widget);
  g_autoptr (WeirStep) step = NULL;

  if (!self->drop_shown)
    {
      self->drop_shown = TRUE;
      weir_step_list_show_step (self, self->dropped, FALSE);
      return G_SOURCE_CONTINUE;
    }
  self->drop_tick = 0;
  step = g_steal_pointer (&self->dropped);
  weir_step_list_drop (self, step, self->drop_part,
                       MIN (self->drop_index, weir_step_list_count (self, self->drop_part)));
  return G_SOURCE_REMOVE;
}

static void
drop_soon (WeirStepList *self, WeirStep *step, WeirFlowPart part, guint index)
{
  g_set_object (&self->dropped, step);
  self->drop_part = part;
  self->drop_index = index;
  self->drop_shown = FALSE;
  if (self->drop_tick == 0)
    self->drop_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), drop_tick_cb, NULL, NULL);
}

static gboolean
drop_cb (WeirStepList *self, const GValue *value, double x, double y)
{
  WeirFlowPart part;
  guint index;
  gboolean found = self->flow != NULL && find_place (self, x, y, &part, &index);

  leave_cb (self);
  if (found)
    drop_soon (self, g_value_get_object (value), part, index);
  return found;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, WeirStepList *self)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (list), (int) y);

  if (row == NULL || weir_step_row_get_rename (WEIR_STEP_ROW (row)) != NULL)
    return NULL;
  g_set_object (&self->dragged, weir_step_row_get_step (WEIR_STEP_ROW (row)));
  return gdk_content_provider_new_typed (WEIR_TYPE_STEP, self->dragged);
}

/* Under the pointer there is the name, on a ground of its own. */
static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, WeirStepList *self)
{
  GtkWidget *label = gtk_label_new (weir_step_get_name (self->dragged));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "drag-step");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, WeirStepList *self)
{
  weir_step_list_end_drag (self);
}

/**
 * weir_step_list_end_drag:
 * @self: a step list
 *
 * No step is being dragged any more.
 */
void
weir_step_list_end_drag (WeirStepList *self)
{
  leave_cb (self);
  g_clear_object (&self->dragged);
}

/**
 * weir_step_list_forget_drop:
 * @self: a step list
 *
 * What was dropped on it a moment ago is not for the flow it has from now on.
 */
void
weir_step_list_forget_drop (WeirStepList *self)
{
  if (self->drop_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drop_tick);
  self->drop_tick = 0;
  g_clear_object (&self->dropped);
}

/**
 * weir_step_list_add_drag:
 * @self: a step list
 *
 * Lets steps be dragged out of it and dropped on it.
 */
void
weir_step_list_add_drag (WeirStepList *self)
{
  GtkDropTarget *target = gtk_drop_target_new (WEIR_TYPE_STEP, GDK_ACTION_MOVE | GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      GtkDragSource *source = gtk_drag_source_new ();

      gtk_drag_source_set_actions (source, GDK_ACTION_MOVE | GDK_ACTION_COPY);
      g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
      g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
      g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), self);
      gtk_widget_add_controller (GTK_WIDGET (self->lists[part]), GTK_EVENT_CONTROLLER (source));
    }
}
