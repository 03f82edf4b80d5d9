/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-schedule-draw.c: when one client begins its requests: boxes, launches, a rate over time
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-schedule-private.h"

#define LABEL_GAP 6.0
#define RIGHT 14.0
#define INK (WEIR_INK_SERIES + 0)
/* Launches nearer to each other than that are one block. */
#define LEAST_APART 2.5
#define WIDEST_LAUNCH 12.0
#define FADES 6

static gboolean
has_values (const WeirModeSchedule *self)
{
  return self->mode.kind == WEIR_SCHEDULE_BATCHES || self->mode.kind == WEIR_SCHEDULE_RATE;
}

static double
get_highest (const WeirModeSchedule *self)
{
  double highest = self->mode.kind == WEIR_SCHEDULE_BATCHES ? (double) self->mode.batch : 0;

  for (guint i = 0; i < self->mode.n_rates; i++)
    highest = MAX (highest, self->mode.rates[i].per_second);
  return highest;
}

/*
 * Above the plot is a line for what explains it, below it the axis of time.
 */
void
weir_mode_schedule_layout (WeirChart *chart, const WeirRect *area)
{
  WeirModeSchedule *self = (WeirModeSchedule *) chart;
  WeirPen *pen = &chart->pen;
  double line = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL);
  double left = 2;
  WeirRect *plot = &chart->plot_area;

  *plot = (WeirRect){ area->x, area->y + line + 2, area->width, MAX (area->height - 2 * line - 12, 10) };
  if (has_values (self))
    {
      weir_scale_init (&self->values,
                       self->mode.kind == WEIR_SCHEDULE_RATE ? WEIR_UNIT_RATE : WEIR_UNIT_COUNT, 0,
                       get_highest (self), FALSE);
      weir_scale_make_ticks (&self->values,
                             MIN (weir_axis_get_room_for_ticks (pen, &self->values, plot->height, TRUE), 4));
      self->values.begin = plot->y + plot->height;
      self->values.end = plot->y;
      left = weir_axis_get_label_width (pen, &self->values) + LABEL_GAP + 2;
    }
  plot->x += left;
  plot->width = MAX (area->width - left - RIGHT, 20);
  weir_scale_init (&self->time, WEIR_UNIT_DURATION, 0, (double) self->end_us, FALSE);
  weir_axis_lay_bottom (pen, &self->time, plot);
}

void
weir_mode_schedule_get_rect (const WeirModeSchedule *self, guint place, WeirRect *rect)
{
  const WeirRect *plot = &self->chart.plot_area;
  double begin, end, value;

  weir_mode_schedule_get_place (self, place, &begin, &end, &value);
  rect->x = weir_scale_map (&self->time, begin);
  if (!has_values (self))
    {
      rect->width = weir_scale_map (&self->time, end) - rect->x - 3;
      rect->height = MIN (plot->height * 0.6, 26);
      rect->y = plot->y + (plot->height - rect->height) / 2;
      return;
    }
  rect->y = weir_scale_map (&self->values, value);
  rect->height = plot->y + plot->height - rect->y;
  rect->width = 0;
  if (self->mode.kind == WEIR_SCHEDULE_BATCHES)
    rect->width = CLAMP (plot->width * (double) self->mode.cool_down_us / (double) self->end_us * 0.5, 1.5,
                         WIDEST_LAUNCH);
}

void
weir_schedule_draw_open_end (WeirPen *pen, WeirInk ink, const WeirRect *rect)
{
  gboolean strong = weir_palette_is_high_contrast (pen->palette);
  double step = rect->width / FADES;
  guint n_teeth = (guint) MAX (rect->height / 6, 2);

  for (guint i = 0; i < FADES && !strong; i++)
    {
      weir_pen_set_ink (pen, ink, 0.42 * (FADES - i) / (FADES + 1));
      weir_pen_fill (pen, &(WeirRect){ rect->x + step * i, rect->y, step, rect->height });
    }
  if (strong)
    weir_pen_hatch (pen, ink, WEIR_PATTERN_LEVEL, rect);
  weir_pen_set_ink (pen, WEIR_INK_TEXT, 0.8);
  cairo_set_line_width (pen->cr, strong ? 1.8 : 1.2);
  cairo_move_to (pen->cr, rect->x, rect->y);
  for (guint i = 1; i <= n_teeth; i++)
    cairo_line_to (pen->cr, rect->x + (i % 2 == 1 && i < n_teeth ? 4 : 0),
                   rect->y + rect->height * i / n_teeth);
  cairo_stroke (pen->cr);
}

static void
draw_box (WeirPen *pen, const WeirRect *rect, gboolean last, const char *text)
{
  weir_pen_set_ink (pen, INK, last ? 0.35 : 0.8);
  weir_pen_fill (pen, rect);
  weir_pen_hatch (pen, WEIR_INK_BACKGROUND, last ? WEIR_PATTERN_RISING : WEIR_PATTERN_SOLID, rect);
  weir_pen_set_ink (pen, INK, 1);
  cairo_set_line_width (pen->cr, 1.2);
  cairo_rectangle (pen->cr, rect->x, rect->y, rect->width, rect->height);
  cairo_stroke (pen->cr);
  if (weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, text) + 4 <= rect->width)
    weir_pen_text (pen, WEIR_TEXT_SMALL, last ? WEIR_INK_TEXT : WEIR_INK_BACKGROUND, WEIR_ALIGN_MIDDLE,
                   rect->x + rect->width / 2, rect->y + rect->height / 2, text);
}

/* What is left out between the last two boxes is a row of dots. */
static void
draw_boxes (const WeirModeSchedule *self, WeirPen *pen)
{
  guint n = weir_mode_schedule_count_places (self);
  gboolean counted = self->mode.kind == WEIR_SCHEDULE_COUNT;
  gboolean shortened = counted && self->mode.requests > n;

  for (guint i = 0; i < n; i++)
    {
      guint64 number = counted && i + 1 == n ? self->mode.requests : i + 1;
      g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
      WeirRect rect;

      weir_mode_schedule_get_rect (self, i, &rect);
      if (shortened && i + 2 == n)
        weir_pen_text (pen, WEIR_TEXT_NORMAL, WEIR_INK_TEXT, WEIR_ALIGN_MIDDLE, rect.x + rect.width / 2,
                       rect.y + rect.height / 2, "…");
      else
        draw_box (pen, &rect, !counted && i + 1 == n, !counted && i + 1 == n ? "" : text);
    }
}

static void
draw_launches (const WeirModeSchedule *self, WeirPen *pen)
{
  guint n = weir_mode_schedule_count_places (self);
  const WeirRect *plot = &self->chart.plot_area;
  double apart = plot->width * (double) self->mode.cool_down_us / (double) self->end_us;
  WeirRect rect;

  if (apart >= LEAST_APART)
    {
      for (guint i = 0; i < n; i++)
        {
          weir_mode_schedule_get_rect (self, i, &rect);
          weir_pen_set_ink (pen, INK, 0.9);
          weir_pen_fill (pen, &rect);
        }
    }
  else
    {
      double last = (double) (self->n_launches - 1) * (double) self->mode.cool_down_us;

      weir_mode_schedule_get_rect (self, 0, &rect);
      rect.width = MAX (weir_scale_map (&self->time, last) - rect.x, 2);
      weir_pen_set_ink (pen, INK, 0.5);
      weir_pen_fill (pen, &rect);
      weir_pen_hatch (pen, INK, WEIR_PATTERN_DENSE, &rect);
    }
  if (self->open)
    {
      weir_mode_schedule_get_rect (self, n - 1, &rect);
      rect.x += apart * 0.7;
      rect.width = plot->x + plot->width - rect.x;
      weir_schedule_draw_open_end (pen, INK, &rect);
    }
}

static void
draw_rate (const WeirModeSchedule *self, WeirPen *pen)
{
  const WeirRect *plot = &self->chart.plot_area;
  double bottom = plot->y + plot->height;

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < self->mode.n_rates; i++)
        cairo_line_to (pen->cr, weir_scale_map (&self->time, (double) self->mode.rates[i].at_us),
                       weir_scale_map (&self->values, self->mode.rates[i].per_second));
      if (pass == 0)
        {
          cairo_line_to (pen->cr, plot->x + plot->width, bottom);
          cairo_line_to (pen->cr, plot->x, bottom);
          cairo_close_path (pen->cr);
          weir_pen_set_ink (pen, INK, weir_palette_is_high_contrast (pen->palette) ? 0.15 : 0.25);
          cairo_fill (pen->cr);
          continue;
        }
      weir_pen_set_ink (pen, INK, 1);
      cairo_set_line_width (pen->cr, 2);
      cairo_stroke (pen->cr);
    }
}

/* From the first launch to the second: how long it is, above them. Returns where the text ends. */
static double
draw_cool_down (const WeirModeSchedule *self, WeirPen *pen, double y)
{
  g_autofree char *every = weir_unit_to_text (WEIR_UNIT_DURATION, (double) self->mode.cool_down_us);
  double from = weir_scale_map (&self->time, 0);
  double to = weir_scale_map (&self->time, (double) self->mode.cool_down_us);
  double width = weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, every);
  double bottom = self->chart.plot_area.y;

  if (self->n_launches == 1)
    return from;
  if (to - from < 8)
    {
      weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_START, from, y, every);
      return from + width;
    }
  weir_pen_set_ink (pen, WEIR_INK_DIM, 1);
  cairo_set_line_width (pen->cr, 1);
  weir_pen_line (pen, from, bottom - 1, to, bottom - 1);
  weir_pen_line (pen, from, bottom - 4, from, bottom + 2);
  weir_pen_line (pen, to, bottom - 4, to, bottom + 2);
  if (width <= to - from)
    weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_MIDDLE, (from + to) / 2, y, every);
  else
    weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_START, from, y, every);
  return MAX (from + width, to);
}

/* Where nothing begins any more, with its text left of the line, unless that is taken up to @taken. */
static void
draw_limit (const WeirModeSchedule *self, WeirPen *pen, double y, double taken)
{
  const WeirRect *plot = &self->chart.plot_area;
  double x = floor (weir_scale_map (&self->time, (double) self->mode.duration_us)) + 0.5;
  const char *text = _ ("nothing begins from here on");
  static const double dashes[] = { 4, 3 };

  weir_pen_set_ink (pen, WEIR_INK_TEXT, 1);
  cairo_set_line_width (pen->cr, 1.4);
  cairo_set_dash (pen->cr, dashes, 2, 0);
  weir_pen_line (pen, x, plot->y - 4, x, plot->y + plot->height);
  cairo_set_dash (pen->cr, NULL, 0, 0);
  if (x - LABEL_GAP - weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, text) > taken + LABEL_GAP)
    weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_END, x - LABEL_GAP, y, text);
}

static void
draw_warm_up (const WeirModeSchedule *self, WeirPen *pen)
{
  const WeirRect *plot = &self->chart.plot_area;
  double end = weir_scale_map (&self->time, (double) MIN (self->mode.warm_up_us, self->end_us));
  WeirRect rect = { plot->x, plot->y, end - plot->x, plot->height };

  if (self->mode.warm_up_us > 0 && self->mode.kind != WEIR_SCHEDULE_COUNT)
    weir_pen_hatch (pen, WEIR_INK_AXIS, WEIR_PATTERN_FALLING, &rect);
}

/* How long a request takes is not known, so neither is where on a clock the boxes are. */
static void
draw_axis (const WeirModeSchedule *self, WeirPen *pen)
{
  const WeirRect *plot = &self->chart.plot_area;
  double line = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL);
  double bottom = floor (plot->y + plot->height) + 0.5;

  if (has_values (self))
    weir_axis_draw_values (pen, &self->values, plot);
  if (self->mode.kind != WEIR_SCHEDULE_COUNT)
    {
      weir_axis_draw_bottom (pen, &self->time, plot, FALSE);
      return;
    }
  weir_pen_set_ink (pen, WEIR_INK_AXIS, 1);
  cairo_set_line_width (pen->cr, 1);
  weir_pen_line (pen, plot->x, bottom, plot->x + plot->width, bottom);
  weir_pen_line (pen, plot->x + plot->width - 5, bottom - 3, plot->x + plot->width, bottom);
  weir_pen_line (pen, plot->x + plot->width - 5, bottom + 3, plot->x + plot->width, bottom);
  weir_axis_draw_title (pen, plot, bottom + LABEL_GAP + line / 2,
                        _ ("each takes as long as the server needs"));
}

/*
 * Draws everything within the area of the chart.
 */
void
weir_mode_schedule_draw (WeirChart *chart, WeirPen *pen)
{
  WeirModeSchedule *self = (WeirModeSchedule *) chart;
  double y = chart->plot_area.y - 4 - weir_pen_get_line_height (pen, WEIR_TEXT_SMALL) / 2;
  double taken = chart->plot_area.x;
  const char *what = NULL;

  draw_axis (self, pen);
  if (self->mode.kind == WEIR_SCHEDULE_BATCHES)
    draw_launches (self, pen);
  else if (self->mode.kind == WEIR_SCHEDULE_RATE)
    draw_rate (self, pen);
  else
    draw_boxes (self, pen);
  draw_warm_up (self, pen);
  if (self->mode.kind == WEIR_SCHEDULE_BATCHES)
    taken = draw_cool_down (self, pen, y);
  if (self->mode.duration_us > 0 && self->mode.kind != WEIR_SCHEDULE_RATE)
    draw_limit (self, pen, y, taken);
  if (self->mode.kind == WEIR_SCHEDULE_RATE)
    what = _ ("starts per second");
  if (what != NULL)
    weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_START, chart->plot_area.x, y, what);
  if (self->open)
    weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_END,
                   chart->plot_area.x + chart->plot_area.width, y, _ ("until a rule or Stop ends it"));
}
