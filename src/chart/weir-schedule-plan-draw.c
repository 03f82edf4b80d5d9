/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-schedule-plan-draw.c: rounds as numbers of clients, iterations as bands, over one axis of time
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-schedule-private.h"

#define LABEL_GAP 6.0
/* Right of what is known there is room for what is not. */
#define RIGHT 44.0
#define INDENT 12.0
#define FADE_WIDTH 34.0
#define FADES 6
#define ROUND_INK (WEIR_INK_SERIES + 0)
#define ITERATION_INK (WEIR_INK_SERIES + 2)
#define OVER_TEXT 6.0

static const double dashes[] = { 3, 3 };

/* Names left, those of iterations a little further in; the axis of time below. */
void
weir_plan_schedule_layout (WeirChart *chart, const WeirRect *area)
{
  WeirPlanSchedule *self = (WeirPlanSchedule *) chart;
  WeirPen *pen = &chart->pen;
  g_autofree const char **names = g_new (const char *, self->lanes->len);
  double below = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL) + LABEL_GAP + 2;
  double left;

  for (guint i = 0; i < self->lanes->len; i++)
    names[i] = weir_plan_schedule_get_lane (self, i)->name;
  left = weir_axis_fit_names (pen, names, self->lanes->len, area->width) + INDENT;
  chart->plot_area = (WeirRect){ area->x + left, area->y, MAX (area->width - left - RIGHT, 20),
                                 MAX (area->height - below, 10) };
  weir_scale_init (&self->time, WEIR_UNIT_DURATION, 0, (double) self->end_us, FALSE);
  weir_axis_lay_bottom (pen, &self->time, &chart->plot_area);
}

static double
map (const WeirPlanSchedule *self, gint64 at_us)
{
  return weir_scale_map (&self->time, (double) at_us);
}

/* From the first client's beginning to what is known of the last one's end. */
void
weir_plan_schedule_get_rect (const WeirPlanSchedule *self, guint number, WeirRect *rect)
{
  const WeirRect *plot = &self->chart.plot_area;
  const WeirScheduleLane *lane = &weir_plan_schedule_get_lane (self, number)->lane;
  double height = plot->height / self->lanes->len;
  double end =
      map (self, lane->begin_us) + (double) (weir_plan_lane_get_last_arrival_us (lane) + lane->length_us) *
                                       plot->width / (self->time.high - self->time.low);

  rect->x = map (self, lane->begin_us);
  rect->width = MAX (end - rect->x, 0);
  rect->height = MIN (height * (height > 6 ? 0.74 : 0.95), lane->is_round ? 20 : 14);
  rect->y = plot->y + height * number + (height - rect->height) / 2;
  if (lane->end == WEIR_SCHEDULE_OPEN)
    rect->width = MAX (plot->x + plot->width - rect->x, rect->width);
}

/* Client by client from top to bottom: where each comes, moved right by @by pixels. */
static void
add_edge (const WeirPlanSchedule *self, WeirPen *pen, const WeirScheduleLane *lane, const WeirRect *rect,
          double by, gboolean upwards)
{
  double n = (double) weir_plan_lane_count_clients (lane);

  for (guint i = 0; i <= lane->n_arrivals; i++)
    {
      guint place = upwards ? lane->n_arrivals - i : i;
      gint64 at_us = place == 0 ? lane->arrivals[0].at_us : lane->arrivals[place - 1].at_us;
      double down = place == 0 ? 0 : (double) lane->arrivals[place - 1].n_clients / n;

      cairo_line_to (pen->cr, map (self, lane->begin_us + at_us) + by, rect->y + rect->height * down);
    }
}

static void
stroke_edge (WeirPen *pen, WeirScheduleTime time)
{
  weir_pen_set_ink (pen, WEIR_INK_TEXT, 0.9);
  cairo_set_line_width (pen->cr, weir_palette_is_high_contrast (pen->palette) ? 2 : 1.2);
  if (time != WEIR_SCHEDULE_EXACT)
    cairo_set_dash (pen->cr, dashes, 2, 0);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
}

/* Beyond what is known: less and less of it, or, where there are no shades, dashed copies of its edge. */
static void
draw_fading (const WeirPlanSchedule *self, WeirPen *pen, const WeirScheduleLane *lane, const WeirRect *rect,
             double by)
{
  gboolean strong = weir_palette_is_high_contrast (pen->palette);
  double step = FADE_WIDTH / FADES;

  for (guint i = 0; i < FADES; i++)
    {
      add_edge (self, pen, lane, rect, by + step * i, FALSE);
      if (strong)
        {
          if (i % 2 == 1)
            stroke_edge (pen, WEIR_SCHEDULE_AT_LEAST);
          cairo_new_path (pen->cr);
          continue;
        }
      add_edge (self, pen, lane, rect, by + step * (i + 1), TRUE);
      cairo_close_path (pen->cr);
      weir_pen_set_ink (pen, ITERATION_INK, 0.6 * (FADES - i) / (FADES + 1));
      cairo_fill (pen->cr);
    }
}

static void
draw_iteration (const WeirPlanSchedule *self, WeirPen *pen, guint number)
{
  const WeirScheduleLane *lane = &weir_plan_schedule_get_lane (self, number)->lane;
  const WeirRect *plot = &self->chart.plot_area;
  double by = (double) lane->length_us * plot->width / (self->time.high - self->time.low);
  WeirRect rect;

  weir_plan_schedule_get_rect (self, number, &rect);
  if (lane->end == WEIR_SCHEDULE_OPEN)
    by = MAX (by,
              plot->x + plot->width - map (self, lane->begin_us + weir_plan_lane_get_last_arrival_us (lane)));
  if (lane->length_us > 0 || lane->end == WEIR_SCHEDULE_OPEN)
    {
      add_edge (self, pen, lane, &rect, 0, FALSE);
      add_edge (self, pen, lane, &rect, MAX (by, 1.5), TRUE);
      cairo_close_path (pen->cr);
      weir_pen_set_ink (pen, ITERATION_INK, lane->begin == WEIR_SCHEDULE_EXACT ? 0.75 : 0.45);
      cairo_fill (pen->cr);
    }
  if (lane->end != WEIR_SCHEDULE_EXACT)
    draw_fading (self, pen, lane, &rect, by);
  add_edge (self, pen, lane, &rect, 0, FALSE);
  stroke_edge (pen, lane->begin);
  add_edge (self, pen, lane, &rect, by, FALSE);
  stroke_edge (pen, lane->end);
}

static double
count_arrived (const WeirScheduleLane *lane, gint64 at_us)
{
  const WeirScheduleArrival *arrivals = lane->arrivals;

  if (lane->n_arrivals == 0 || at_us < arrivals[0].at_us)
    return 0;
  for (guint i = 1; i < lane->n_arrivals; i++)
    if (at_us < arrivals[i].at_us)
      return (double) arrivals[i - 1].n_clients +
             (double) (arrivals[i].n_clients - arrivals[i - 1].n_clients) *
                 ((double) (at_us - arrivals[i - 1].at_us) /
                  (double) (arrivals[i].at_us - arrivals[i - 1].at_us));
  return (double) arrivals[lane->n_arrivals - 1].n_clients;
}

static int
compare_times (gconstpointer one, gconstpointer other)
{
  gint64 a = *(const gint64 *) one;
  gint64 b = *(const gint64 *) other;

  return (a > b) - (a < b);
}

/* When something changes: clients come, and, if it is known when, they leave. */
static GArray *
list_times (const WeirScheduleLane *lane)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < lane->n_arrivals; i++)
    {
      gint64 comes_us = lane->arrivals[i].at_us;
      gint64 leaves_us = comes_us + lane->length_us;

      g_array_append_val (times, comes_us);
      if (lane->end == WEIR_SCHEDULE_EXACT)
        g_array_append_val (times, leaves_us);
    }
  g_array_sort (times, compare_times);
  return times;
}

static double
count_present (const WeirScheduleLane *lane, gint64 at_us, gboolean after)
{
  double gone = 0;

  if (lane->end == WEIR_SCHEDULE_EXACT && at_us >= lane->length_us)
    gone = after || at_us > lane->length_us ? count_arrived (lane, at_us - lane->length_us) : 0;
  return MAX (count_arrived (lane, at_us) - gone, 0);
}

/* The number of clients, from the first one that comes to the last one that leaves. */
static void
add_clients (const WeirPlanSchedule *self, WeirPen *pen, const WeirScheduleLane *lane, const WeirRect *rect)
{
  g_autoptr (GArray) times = list_times (lane);
  double n = (double) weir_plan_lane_count_clients (lane);
  double bottom = rect->y + rect->height;

  cairo_move_to (pen->cr, map (self, lane->begin_us + g_array_index (times, gint64, 0)), bottom);
  for (guint i = 0; i < times->len; i++)
    {
      gint64 at_us = g_array_index (times, gint64, i);
      double x = map (self, lane->begin_us + at_us);

      cairo_line_to (pen->cr, x, bottom - rect->height * count_present (lane, at_us, FALSE) / n);
      cairo_line_to (pen->cr, x, bottom - rect->height * count_present (lane, at_us, TRUE) / n);
    }
  if (lane->end != WEIR_SCHEDULE_EXACT)
    cairo_line_to (pen->cr, rect->x + rect->width, rect->y);
  cairo_line_to (pen->cr, rect->x + rect->width, bottom);
}

static void
draw_round (const WeirPlanSchedule *self, WeirPen *pen, guint number)
{
  const WeirScheduleLane *lane = &weir_plan_schedule_get_lane (self, number)->lane;
  WeirRect rect;

  weir_plan_schedule_get_rect (self, number, &rect);
  add_clients (self, pen, lane, &rect);
  cairo_close_path (pen->cr);
  weir_pen_set_ink (pen, ROUND_INK, lane->begin == WEIR_SCHEDULE_EXACT ? 0.4 : 0.2);
  cairo_fill (pen->cr);
  add_clients (self, pen, lane, &rect);
  weir_pen_set_ink (pen, ROUND_INK, 1);
  cairo_set_line_width (pen->cr, 1.6);
  if (lane->begin != WEIR_SCHEDULE_EXACT)
    cairo_set_dash (pen->cr, dashes, 2, 0);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
  if (lane->end != WEIR_SCHEDULE_EXACT)
    weir_schedule_draw_open_end (pen, ROUND_INK,
                                 &(WeirRect){ rect.x + rect.width, rect.y, FADE_WIDTH, rect.height });
}

static void
draw_names (const WeirPlanSchedule *self, WeirPen *pen)
{
  const WeirRect *plot = &self->chart.plot_area;
  guint every = weir_axis_get_named_rows (pen, self->lanes->len, plot);
  double height = plot->height / self->lanes->len;
  double left = self->chart.area.x;

  for (guint i = 0; i < self->lanes->len; i += every)
    {
      const WeirPlanLane *lane = weir_plan_schedule_get_lane (self, i);
      double indent = lane->lane.is_round ? 0 : INDENT;

      weir_pen_text_within (pen, WEIR_TEXT_SMALL, lane->lane.is_round ? WEIR_INK_TEXT : WEIR_INK_DIM,
                            WEIR_ALIGN_START, left + indent, plot->y + height * (i + 0.5),
                            plot->x - LABEL_GAP - left - indent, lane->name);
    }
}

/* What it does stands on the band, or right of it, or is left out: it is told in the table, too. */
static void
draw_detail (const WeirPlanSchedule *self, WeirPen *pen, guint number)
{
  const WeirPlanLane *lane = weir_plan_schedule_get_lane (self, number);
  const WeirRect *plot = &self->chart.plot_area;
  double width = lane->detail != NULL ? weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, lane->detail) : 0;
  double right = plot->x + plot->width + RIGHT;
  double slope = map (self, weir_plan_lane_get_last_arrival_us (&lane->lane)) - plot->x;
  WeirRect rect;
  double end;

  weir_plan_schedule_get_rect (self, number, &rect);
  end = rect.x + rect.width + (lane->lane.end != WEIR_SCHEDULE_EXACT ? FADE_WIDTH : 0);
  if (lane->detail == NULL)
    return;
  if (end + LABEL_GAP + width <= right)
    weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_START, end + LABEL_GAP,
                   rect.y + rect.height / 2, lane->detail);
  else if (lane->lane.is_round && width + 2 * OVER_TEXT <= rect.width - slope)
    weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_TEXT, WEIR_ALIGN_START, rect.x + slope + OVER_TEXT,
                   rect.y + rect.height / 2, lane->detail);
  else if (rect.x - LABEL_GAP - width >= plot->x)
    weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_END, rect.x - LABEL_GAP,
                   rect.y + rect.height / 2, lane->detail);
}

static gboolean
is_open (const WeirPlanSchedule *self)
{
  for (guint i = 0; i < self->lanes->len; i++)
    if (weir_plan_schedule_get_lane (self, i)->lane.end == WEIR_SCHEDULE_OPEN)
      return TRUE;
  return FALSE;
}

/*
 * Draws everything within the area of the chart.
 */
void
weir_plan_schedule_draw (WeirChart *chart, WeirPen *pen)
{
  WeirPlanSchedule *self = (WeirPlanSchedule *) chart;
  WeirRect *plot = &chart->plot_area;
  gboolean labelled = weir_axis_get_named_rows (pen, self->lanes->len, plot) == 1;
  double line = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL);

  draw_names (self, pen);
  if (self->end_us > 0)
    weir_axis_draw_bottom (pen, &self->time, plot, TRUE);
  else
    weir_axis_draw_title (pen, plot, plot->y + plot->height + LABEL_GAP + line / 2,
                          is_open (self) ? _ ("until a rule or Stop ends it")
                                         : _ ("each takes as long as the server needs"));
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const WeirScheduleLane *lane = &weir_plan_schedule_get_lane (self, i)->lane;

      if (lane->n_arrivals == 0)
        continue;
      if (lane->is_round)
        draw_round (self, pen, i);
      else
        draw_iteration (self, pen, i);
      if (labelled)
        draw_detail (self, pen, i);
    }
}
