/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-bars-draw.c: level bars, a row for each name: scale, bars, labels
 */

#include "config.h"

#include <math.h>

#include "weir-bars-private.h"

#define LABEL_GAP 6.0
#define CROSS_RADIUS 3.5
/* A bar this many times as long as another one leaves nothing of that. */
#define LOG_FROM 100.0
/* What was measured is seen, however short. */
#define THINNEST 1.5

static void
choose_scale (WeirBars *bars)
{
  double low = INFINITY;
  double high = 0;
  double lowest = INFINITY;
  gboolean log;

  for (guint row = 0; row < bars->rows->len; row++)
    {
      double longest = 0;

      for (guint i = 0; i < bars->chart.series->len; i++)
        {
          double value = weir_bars_get_value (bars, i, row);

          if (!weir_chart_get_series (&bars->chart, i)->visible || isnan (value))
            continue;
          longest = MAX (longest, value);
          if (value > 0)
            lowest = MIN (lowest, value);
        }
      high = MAX (high, longest);
      if (longest > 0)
        low = MIN (low, longest);
    }
  log = bars->unit == WEIR_UNIT_DURATION && isfinite (low) && high > low * LOG_FROM;
  /* The shortest bar gets some length of its own. */
  weir_scale_init (&bars->scale, bars->unit, log ? lowest / 2 : 0, high, log);
}

static double
measure_labels (WeirBars *bars, double width)
{
  double widest = 0;

  for (guint i = 0; i < bars->rows->len; i++)
    {
      const WeirBarRow *row = weir_bars_get_row (bars, i);

      if (row->label != NULL)
        widest = MAX (widest, weir_pen_get_text_width (&bars->chart.pen, WEIR_TEXT_SMALL, row->label)
                                  + (row->failed ? 4 * CROSS_RADIUS : 0));
    }
  return MIN (ceil (widest) + 1, width);
}

/*
 * Names left, labels right, the scale below.
 */
void
weir_bars_layout (WeirChart *chart, const WeirRect *area)
{
  WeirBars *bars = (WeirBars *) chart;
  WeirPen *pen = &chart->pen;
  g_autofree const char **names = g_new (const char *, bars->rows->len);
  double below = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL) + LABEL_GAP + 2;
  double left;

  for (guint i = 0; i < bars->rows->len; i++)
    names[i] = weir_bars_get_row (bars, i)->name;
  left = weir_axis_fit_names (pen, names, bars->rows->len, area->width);
  bars->label_width = measure_labels (bars, area->width / 3);
  chart->plot_area
      = (WeirRect) { area->x + left, area->y, area->width - left - bars->label_width - 2 * LABEL_GAP,
                                  MAX (area->height - below, 10) };
  chart->plot_area.width = MAX (chart->plot_area.width, 20);
  choose_scale (bars);
  weir_axis_lay_bottom (pen, &bars->scale, &chart->plot_area);
}

static void
draw_whisker (WeirPen *pen, const WeirChartSeries *series, const WeirRect *rect)
{
  double middle = rect->y + rect->height / 2;
  double end = rect->x + rect->width;
  double cap = MIN (rect->height / 2, 6);

  weir_pen_set_ink (pen, series->ink, 1);
  cairo_set_line_width (pen->cr, 1.6);
  weir_pen_line (pen, rect->x, middle, end, middle);
  weir_pen_line (pen, end, middle - cap, end, middle + cap);
}

static void
draw_bar (const WeirBars *bars, WeirPen *pen, guint number, guint row)
{
  const WeirChartSeries *series = weir_chart_get_series (&bars->chart, number);
  int key = weir_bars_get_row (bars, row)->key;
  double value = weir_bars_get_value (bars, number, row);
  WeirRect rect;

  if (isnan (value) || value <= 0)
    return;
  weir_bars_get_rect (bars, number, row, &rect);
  rect.width = MAX (rect.width, THINNEST);
  switch (series->swatch)
    {
    case WEIR_SWATCH_WHISKER:
      draw_whisker (pen, series, &rect);
      break;
    case WEIR_SWATCH_MARKER:
      weir_pen_set_ink (pen, WEIR_INK_BACKGROUND, 1);
      weir_pen_add_marker (pen, series->look, rect.x + rect.width, rect.y + rect.height / 2, 5);
      cairo_fill (pen->cr);
      weir_pen_set_ink (pen, series->ink, 1);
      weir_pen_add_marker (pen, series->look, rect.x + rect.width, rect.y + rect.height / 2, 3.4);
      cairo_fill (pen->cr);
      break;
    default:
      weir_chart_draw_block (pen, key >= 0 ? &g_array_index (bars->chart.keys, WeirChartSeries, key) : series,
                             &rect);
    }
}

static void
draw_label (const WeirBars *bars, WeirPen *pen, guint number)
{
  const WeirRect *plot = &bars->chart.plot_area;
  const WeirBarRow *row = weir_bars_get_row (bars, number);
  double height = plot->height / bars->rows->len;
  double x = plot->x + plot->width + 2 * LABEL_GAP;
  double y = plot->y + (number + 0.5) * height;
  double width = bars->label_width;

  if (row->failed)
    {
      weir_pen_cross (pen, x + CROSS_RADIUS, y, CROSS_RADIUS);
      x += 4 * CROSS_RADIUS;
      width -= 4 * CROSS_RADIUS;
    }
  if (row->label != NULL)
    weir_pen_text_within (pen, WEIR_TEXT_SMALL, WEIR_INK_TEXT, WEIR_ALIGN_START, x, y, width, row->label);
}

/*
 * Draws everything within the area of the chart.
 */
void
weir_bars_draw (WeirChart *chart, WeirPen *pen)
{
  WeirBars *bars = (WeirBars *) chart;
  guint n = bars->rows->len;
  g_autofree const char **names = g_new (const char *, n);
  guint every = weir_axis_get_named_rows (pen, n, &chart->plot_area);

  for (guint i = 0; i < n; i++)
    names[i] = weir_bars_get_row (bars, i)->name;
  weir_axis_draw_names (pen, names, n, &chart->plot_area);
  weir_axis_draw_bottom (pen, &bars->scale, &chart->plot_area, TRUE);
  for (guint series = 0; series < chart->series->len; series++)
    for (guint i = 0; weir_chart_get_series (chart, series)->visible && i < n; i++)
      draw_bar (bars, pen, series, i);
  weir_pen_set_ink (pen, WEIR_INK_AXIS, 1);
  cairo_set_line_width (pen->cr, 1);
  weir_pen_line (pen, floor (chart->plot_area.x) + 0.5, chart->plot_area.y, floor (chart->plot_area.x) + 0.5,
                 chart->plot_area.y + chart->plot_area.height);
  for (guint i = 0; i < n; i += every)
    draw_label (bars, pen, i);
}
