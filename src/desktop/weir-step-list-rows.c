/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-list-rows.c: filling those rows that are seen, or will be soon
 */

#include "config.h"

#include "weir-step-list-private.h"

/* So few rows are always filled: nobody notices what they cost. */
#define FEW_ROWS 60
/* Filled above and below what is seen, in heights of what is seen. */
#define MARGIN 1.0
/* Of those above and below, so many are filled or emptied for each frame: whoever scrolls sees none of them
 * yet, and would feel the time that a whole page takes. */
#define ROWS_A_FRAME 2
/* About the height of a row, and of what is seen, until GTK has said. */
#define ROW_HEIGHT 40
#define SEEN_HEIGHT 600.0

static void
fill_all (GtkListBox *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (WEIR_IS_STEP_ROW (row))
      weir_step_row_fill (WEIR_STEP_ROW (row));
}

/* Where a row is from top to bottom; of one that GTK has not placed yet, about where it will be, below
 * @above. Its allocation is within the list, and costs nothing to ask for: this is done for all rows. Returns
 * whether it has a place. */
static gboolean
find_place (GtkWidget *row, const GtkAllocation *above, GtkAllocation *place)
{
  if (gtk_widget_get_height (row) > 0)
    {
      gtk_widget_get_allocation (row, place);
      return TRUE;
    }
  *place = (GtkAllocation){ .y = above->y + above->height, .height = ROW_HEIGHT };
  return FALSE;
}

/* What is seen, from @top to @end, and what may be soon. */
typedef struct
{
  double top;
  double end;
  double margin;
  guint budget;  /* of rows that are not seen */
  gboolean done; /* no row waits for a place or the budget */
} Sight;

static gboolean
overlaps (const GtkAllocation *place, double top, double end)
{
  return place->y + place->height >= top && place->y <= end;
}

static gboolean
pay (Sight *sight)
{
  sight->done &= sight->budget > 0;
  if (sight->budget == 0)
    return FALSE;
  sight->budget--;
  return TRUE;
}

static void
fill_or_empty (WeirStepRow *row, const GtkAllocation *place, gboolean may_be_emptied, Sight *sight)
{
  gboolean is_filled = weir_step_row_is_filled (row);

  if (overlaps (place, sight->top, sight->end))
    weir_step_row_fill (row);
  else if (overlaps (place, sight->top - sight->margin, sight->end + sight->margin))
    {
      if (!is_filled && pay (sight))
        weir_step_row_fill (row);
    }
  else if (is_filled && may_be_emptied && pay (sight))
    weir_step_row_empty (row);
}

/* Returns whether it is done: else to be done again for the next frame, when rows have a place. */
static gboolean
fill_near (GtkListBox *list, GtkAdjustment *adjustment, guint budget)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double height = page > 0 ? page : SEEN_HEIGHT;
  double top = gtk_adjustment_get_value (adjustment);
  Sight sight = { top, top + height, MARGIN * height, budget, TRUE };
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (list);
  GtkAllocation place = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation above = place;
      gboolean is_placed;

      if (!WEIR_IS_STEP_ROW (child))
        continue;
      is_placed = find_place (child, &above, &place);
      sight.done &= is_placed;
      fill_or_empty (WEIR_STEP_ROW (child), &place, is_placed && child != GTK_WIDGET (selected), &sight);
    }
  return sight.done;
}

static GtkAdjustment *
get_adjustment (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

/* Returns whether it is done. */
static gboolean
fill_list (WeirStepList *self, WeirFlowPart part, guint budget)
{
  GtkListBox *list = self->lists[part];
  GtkAdjustment *adjustment = get_adjustment (GTK_WIDGET (list));

  if (weir_step_list_count (self, part) > FEW_ROWS)
    return fill_near (list, adjustment, budget);
  fill_all (list);
  return TRUE;
}

static gboolean
fill_lists (WeirStepList *self, guint budget)
{
  gboolean done = TRUE;

  for (WeirFlowPart part = 0; self->flow != NULL && part < WEIR_N_FLOW_PARTS; part++)
    done &= fill_list (self, part, budget) || !gtk_widget_get_mapped (GTK_WIDGET (self->lists[part]));
  return done;
}

static gboolean
fill_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (widget);

  if (!fill_lists (self, ROWS_A_FRAME))
    return G_SOURCE_CONTINUE;
  self->fill_tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
fill_cb (gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (data);

  self->fill_source = 0;
  if (!fill_lists (self, 0) && self->fill_tick == 0)
    self->fill_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_tick_cb, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* Not within the layout that tells of it, but before it is drawn. */
static void
fill_soon (WeirStepList *self)
{
  if (self->fill_source == 0)
    self->fill_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 10, fill_cb, self, NULL);
}

/**
 * weir_step_list_watch_rows:
 * @self: a step list
 *
 * From now on the rows that are scrolled into sight are filled.
 */
void
weir_step_list_watch_rows (WeirStepList *self)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      GtkAdjustment *adjustment = get_adjustment (GTK_WIDGET (self->lists[part]));

      g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (adjustment, "notify::page-size", G_CALLBACK (fill_soon), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->lists[part], "map", G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
    }
}

/**
 * weir_step_list_fill_rows:
 * @self: a step list
 *
 * It has another flow.
 */
void
weir_step_list_fill_rows (WeirStepList *self)
{
  fill_lists (self, 0);
  fill_soon (self);
}

/**
 * weir_step_list_fill_rows_soon:
 * @self: a step list
 *
 * Other rows have come, or will: those in sight are filled before they are drawn.
 */
void
weir_step_list_fill_rows_soon (WeirStepList *self)
{
  fill_soon (self);
}

static gboolean
reveal_cb (gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (data);
  WeirStepRow *row = weir_step_list_get_selected (self);
  graphene_rect_t bounds;

  self->reveal_source = 0;
  if (row == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), gtk_widget_get_parent (GTK_WIDGET (row)), &bounds))
    gtk_adjustment_clamp_page (get_adjustment (GTK_WIDGET (row)), bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
  return G_SOURCE_REMOVE;
}

/**
 * weir_step_list_reveal_selected:
 * @self: a step list
 *
 * Brings the selected row into sight, once it has a place: it may just have come.
 */
void
weir_step_list_reveal_selected (WeirStepList *self)
{
  if (self->reveal_source == 0)
    self->reveal_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, reveal_cb, self, NULL);
}

static gboolean
list_contains (GListStore *store, GObject *object)
{
  return g_type_is_a (G_OBJECT_TYPE (object), g_list_model_get_item_type (G_LIST_MODEL (store)))
         && g_list_store_find (store, object, NULL);
}

/* The step that has the object somewhere in it. */
static gboolean
step_contains (WeirStep *step, GObject *object)
{
  WeirRequest *request = weir_step_get_request (step);

  if (object == G_OBJECT (step) || object == (GObject *) weir_step_get_retry (step)
      || list_contains (weir_step_get_assignments (step), object)
      || list_contains (weir_step_get_extractions (step), object)
      || list_contains (weir_step_get_assertions (step), object))
    return TRUE;
  return request != NULL
         && (object == G_OBJECT (request) || object == (GObject *) weir_request_get_auth (request)
             || list_contains (weir_request_get_query (request), object)
             || list_contains (weir_request_get_headers (request), object)
             || list_contains (weir_request_get_form (request), object)
             || list_contains (weir_request_get_multipart_fields (request), object)
             || list_contains (weir_request_get_multipart_files (request), object));
}

/**
 * weir_step_list_find_holder:
 * @self: a step list with a flow
 * @object: something of the flow
 *
 * Returns: (transfer none) (nullable): the step that is or has it
 */
WeirStep *
weir_step_list_find_holder (WeirStepList *self, GObject *object)
{
  WeirStepRow *row;

  for (guint position = 0; (row = weir_step_list_get_row (self, position)) != NULL; position++)
    if (step_contains (weir_step_row_get_step (row), object))
      return weir_step_row_get_step (row);
  return NULL;
}
