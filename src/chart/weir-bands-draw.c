/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-bands-draw.c: bands from one instant to another, in lanes: scale, bands, labels
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-bands-private.h"

#define LABEL_GAP 6.0
#define CROSS_RADIUS 3.5
#define RIGHT 10.0
/* A phase that took time is seen, however short beside the others. */
#define THINNEST 1.5

static double
get_end (const WeirBands *bands)
{
  double end = 0;

  for (guint i = 0; i < bands->bands->len; i++)
    end = MAX (end, g_array_index (bands->bands, WeirBand, i).end);
  return end;
}

/*
 * Names left, the axis of time below.
 */
void
weir_bands_layout (WeirChart *chart, const WeirRect *area)
{
  WeirBands *bands = (WeirBands *) chart;
  WeirPen *pen = &chart->pen;
  g_autofree const char **names = g_new (const char *, bands->lanes->len);
  double below = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL) + LABEL_GAP + 2;
  double left;

  for (guint i = 0; i < bands->lanes->len; i++)
    names[i] = weir_bands_get_lane (bands, i)->name;
  left = weir_axis_fit_names (pen, names, bands->lanes->len, area->width);
  chart->plot_area = (WeirRect) { area->x + left, area->y, MAX (area->width - left - RIGHT, 20),
                                  MAX (area->height - below, 10) };
  weir_scale_init (&bands->scale, WEIR_UNIT_DURATION, 0, get_end (bands), FALSE);
  weir_axis_lay_bottom (pen, &bands->scale, &chart->plot_area);
}

/* The label stands right of the bands, or left of them where there is no room; else it is left out. */
static void
draw_label (const WeirBands *bands, WeirPen *pen, const WeirLane *lane, const WeirRect *first,
            const WeirRect *last)
{
  const WeirRect *plot = &bands->chart.plot_area;
  double width = lane->label != NULL ? weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, lane->label) : 0;
  double cross = lane->failed ? 4 * CROSS_RADIUS : 0;
  double end = last->x + MAX (last->width, THINNEST);
  double y = last->y + last->height / 2;
  double x = end + LABEL_GAP;

  if (x + cross + width > plot->x + plot->width + RIGHT)
    x = first->x - LABEL_GAP - width - cross;
  if (x < plot->x + 2)
    {
      if (lane->failed)
        weir_pen_cross (pen, end - 2 * CROSS_RADIUS, y, CROSS_RADIUS);
      return;
    }
  if (lane->failed)
    weir_pen_cross (pen, x + CROSS_RADIUS, y, CROSS_RADIUS);
  if (lane->label != NULL)
    weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_TEXT, WEIR_ALIGN_START, x + cross, y, lane->label);
}

static void
draw_lane (const WeirBands *bands, WeirPen *pen, guint number, gboolean labelled)
{
  const WeirLane *lane = weir_bands_get_lane (bands, number);
  WeirRect first = { 0 };
  WeirRect rect = { 0 };
  double drawn_to = -1;

  for (guint i = 0; i < lane->n_bands; i++)
    {
      const WeirBand *band = weir_bands_get_band (bands, number, i);

      weir_bands_get_rect (bands, number, i, &rect);
      if (i == 0)
        first = rect;
      /* What is thinner than can be seen is not drawn twice in one place. */
      if (band->end > band->begin && (rect.width >= 0.5 || rect.x > drawn_to))
        {
          WeirRect seen = rect;

          seen.width = MAX (rect.width, THINNEST);
          drawn_to = seen.x + seen.width;
          weir_chart_draw_block (pen, &g_array_index (bands->chart.keys, WeirChartSeries, band->key), &seen);
        }
      if (band->failed && !bands->whole)
        weir_pen_cross (pen, rect.x + rect.width / 2, rect.y + rect.height / 2,
                        MIN (CROSS_RADIUS, rect.height / 2));
    }
  if (labelled && lane->n_bands > 0)
    draw_label (bands, pen, lane, &first, &rect);
}

/*
 * Draws everything within the area of the chart.
 */
void
weir_bands_draw (WeirChart *chart, WeirPen *pen)
{
  WeirBands *bands = (WeirBands *) chart;
  guint n = bands->lanes->len;
  g_autofree const char **names = g_new (const char *, n);
  guint every = weir_axis_get_named_rows (pen, n, &chart->plot_area);

  for (guint i = 0; i < n; i++)
    names[i] = weir_bands_get_lane (bands, i)->name;
  weir_axis_draw_names (pen, names, n, &chart->plot_area);
  weir_axis_draw_bottom (pen, &bands->scale, &chart->plot_area, TRUE);
  /* Where lanes are lower than a line, a label would lie on the bands of its neighbours. */
  for (guint i = 0; i < n; i++)
    draw_lane (bands, pen, i, every == 1);
}
