/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plot-draw.c: values over a common axis: scales, lines, columns, failures
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-plot-private.h"

#define LABEL_GAP 6.0
/* Room for the right half of the last label. */
#define RIGHT 10.0
/* Below this distance of two points markers would hide the line. Pixels. */
#define MARKERS_APART 9.0
#define CROSS_RADIUS 3.6
/* Only one cross in each square of so many pixels: more are not seen, or hide what else there is. */
#define CROSS_APART 5.0
#define CROSS_APART_DENSE 13.0
/* Closer points are drawn as the band between the lowest and the highest, with the median in it: a line would
 * be a blot. Pixels, of two points and of two corners of the band. */
#define BAND_BELOW 2.0
#define BAND_STEP 5.0
#define BAND_ALPHA 0.2
/* A linear scale would press the small ones to the ground. */
#define LOG_FROM_TYPICAL 30.0
#define LOG_FROM_LARGEST 200.0
typedef struct
{
  double lowest; /* above 0 */
  double largest;
  double least_typical;
  double most_typical;
} Range;

static void
extend_range (Range *range, const WeirPlot *plot, guint series)
{
  const WeirPlotSeries *data = weir_plot_get_data (plot, series);
  gboolean stacked = weir_plot_get_panel (plot, data->panel)->stacked;

  for (guint i = 0; i < plot->n; i++)
    {
      double value = data->values[i];

      if (isnan (value))
        continue;
      if (stacked)
        value += weir_plot_get_column_base (plot, series, i);
      range->largest = MAX (range->largest, value);
      if (value > 0)
        range->lowest = MIN (range->lowest, value);
    }
  if (data->typical > 0)
    {
      range->least_typical = MIN (range->least_typical, data->typical);
      range->most_typical = MAX (range->most_typical, data->typical);
    }
}

static void
choose_scale (WeirPlot *plot, guint number)
{
  WeirPlotPanel *panel = weir_plot_get_panel (plot, number);
  Range range = { INFINITY, 0, INFINITY, 0 };
  gboolean log;

  for (guint i = 0; i < plot->data->len; i++)
    if (weir_plot_get_data (plot, i)->panel == number && weir_plot_is_visible (plot, i))
      extend_range (&range, plot, i);
  range.largest = weir_plot_get_highest_limit (plot, number, range.largest);
  log = panel->unit == WEIR_UNIT_DURATION && !panel->stacked && isfinite (range.least_typical)
        && (range.most_typical > LOG_FROM_TYPICAL * range.least_typical
            || range.largest > LOG_FROM_LARGEST * range.least_typical);
  weir_scale_init (&panel->scale, panel->unit, log ? range.lowest : 0, range.largest, log);
}

static gboolean
is_dense (const WeirPlot *plot)
{
  return plot->chart.plot_area.width < plot->n * BAND_BELOW;
}

static void
layout_series (WeirPlot *plot)
{
  guint n_visible = 0;
  double step;
  guint most;

  for (guint i = 0; i < plot->data->len; i++)
    n_visible += weir_plot_is_visible (plot, i);
  /* Many bands hide each other's corners, and corners are what takes time. */
  step = CLAMP (n_visible * 0.4, BAND_STEP, BAND_STEP * 3);
  most = (guint) CLAMP (plot->chart.plot_area.width / step, 1, WEIR_CHART_MAX_BUCKETS);
  for (guint i = 0; i < plot->data->len; i++)
    {
      WeirPlotSeries *data = weir_plot_get_data (plot, i);

      g_clear_pointer (&data->buckets, g_free);
      data->n_buckets = 0;
      if (!is_dense (plot) || !weir_plot_is_visible (plot, i)
          || weir_plot_get_panel (plot, data->panel)->stacked)
        continue;
      data->buckets = g_new (WeirBucket, most);
      data->n_buckets = weir_decimate (data->values, plot->n, most, data->buckets);
    }
}

static void
layout_x (WeirPlot *plot)
{
  WeirRect *area = &plot->chart.plot_area;
  /* A little air beside few points; the columns of a window need half of themselves. */
  double air = plot->index == WEIR_PLOT_TIME || plot->n <= 60 ? plot->x_step / 2 : 0;
  WeirUnit unit = plot->index == WEIR_PLOT_TIME         ? WEIR_UNIT_DURATION
                  : plot->index == WEIR_PLOT_PERCENTILE ? WEIR_UNIT_NINES
                                                        : WEIR_UNIT_COUNT;

  weir_scale_init (&plot->x_scale, unit, plot->x[0] - air, plot->x[plot->n - 1] + air, FALSE);
  weir_axis_lay_bottom (&plot->chart.pen, &plot->x_scale, area);
}

/*
 * Scales that hold what is visible, panels below one another, labels left and below.
 */
void
weir_plot_layout (WeirChart *chart, const WeirRect *area)
{
  WeirPlot *plot = (WeirPlot *) chart;
  WeirPen *pen = &chart->pen;
  double line = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL);
  guint n = plot->panels->len;
  double below = 2 * line + LABEL_GAP + 2;
  /* Above each panel its title, clear of the highest label and of the lowest one of the panel above. */
  double above = 1.5 * line + LABEL_GAP / 2;
  double room = MAX (area->height - below - n * above - (n - 1) * line / 2, 20);
  double y = area->y;
  double left = 0;

  for (guint i = 0; i < n; i++)
    {
      WeirPlotPanel *panel = weir_plot_get_panel (plot, i);

      panel->rect.y = floor (y + above + (i > 0 ? line / 2 : 0));
      panel->rect.height = floor (n == 1 ? room : i == 0 ? room * 0.62 : room * 0.38 / (n - 1));
      y = panel->rect.y + panel->rect.height;
      choose_scale (plot, i);
      panel->scale.begin = y;
      panel->scale.end = panel->rect.y;
      weir_scale_round_out (&panel->scale,
                            weir_axis_get_room_for_ticks (pen, &panel->scale, panel->rect.height, TRUE));
      left = MAX (left, weir_axis_get_label_width (pen, &panel->scale));
    }
  left = ceil (left) + LABEL_GAP;
  chart->plot_area = (WeirRect) { area->x + left, weir_plot_get_panel (plot, 0)->rect.y,
                                  MAX (area->width - left - RIGHT, 20), 0 };
  chart->plot_area.height = y - chart->plot_area.y;
  for (guint i = 0; i < n; i++)
    {
      weir_plot_get_panel (plot, i)->rect.x = chart->plot_area.x;
      weir_plot_get_panel (plot, i)->rect.width = chart->plot_area.width;
    }
  layout_x (plot);
  layout_series (plot);
}

static void
get_column (const WeirPlot *plot, guint series, guint i, WeirRect *rect)
{
  const WeirPlotSeries *data = weir_plot_get_data (plot, series);
  const WeirScale *scale = &weir_plot_get_panel (plot, data->panel)->scale;
  double base = weir_plot_get_column_base (plot, series, i);

  rect->x = weir_scale_map (&plot->x_scale, plot->x[i] - plot->x_step / 2);
  rect->width = weir_scale_map (&plot->x_scale, plot->x[i] + plot->x_step / 2) - rect->x;
  rect->y = weir_scale_map (scale, base + data->values[i]);
  rect->height = weir_scale_map (scale, base) - rect->y;
  /* A seam between columns that are wide enough to be told apart. */
  if (rect->width >= 5)
    rect->width -= 1;
}

static void
draw_stack (const WeirPlot *plot, WeirPen *pen, guint series)
{
  const WeirPlotSeries *data = weir_plot_get_data (plot, series);
  const WeirChartSeries *look = weir_chart_get_series (&plot->chart, series);
  WeirRect rect;

  weir_pen_set_ink (pen, look->ink, look->alpha);
  for (guint i = 0; i < plot->n; i++)
    if (data->values[i] > 0)
      {
        get_column (plot, series, i, &rect);
        cairo_rectangle (pen->cr, rect.x, rect.y, rect.width, rect.height);
      }
  cairo_fill (pen->cr);
  for (guint i = 0; look->pattern != WEIR_PATTERN_SOLID && i < plot->n; i++)
    if (data->values[i] > 0)
      {
        get_column (plot, series, i, &rect);
        weir_pen_hatch (pen, WEIR_INK_BACKGROUND, look->pattern, &rect);
      }
}

/* Values in order; a gap of NAN ends a line and begins another. */
typedef struct
{
  WeirPen *pen;
  gboolean open;
} Line;

static void
add_point (Line *line, double x, double y, gboolean gap)
{
  if (!gap && line->open)
    cairo_line_to (line->pen->cr, x, y);
  else if (!gap)
    cairo_move_to (line->pen->cr, x, y);
  line->open = !gap;
}

static void
draw_line (const WeirPlot *plot, WeirPen *pen, guint series)
{
  const WeirPlotSeries *data = weir_plot_get_data (plot, series);
  const WeirScale *scale = &weir_plot_get_panel (plot, data->panel)->scale;
  Line line = { pen, FALSE };

  weir_pen_set_series (pen, weir_chart_get_series (&plot->chart, series)->look);
  for (guint i = 0; i < plot->n; i++)
    add_point (&line, weir_scale_map (&plot->x_scale, plot->x[i]), weir_scale_map (scale, data->values[i]),
               isnan (data->values[i]));
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
}

static double
get_bucket_x (const WeirPlot *plot, const WeirBucket *bucket)
{
  double before = plot->x[(guint) bucket->place];
  double after = plot->x[(guint) ceil (bucket->place)];

  return weir_scale_map (&plot->x_scale, (before + after) / 2);
}

static void
add_band (const WeirPlot *plot, WeirPen *pen, const WeirPlotSeries *data, guint begin, guint end)
{
  const WeirScale *scale = &weir_plot_get_panel (plot, data->panel)->scale;

  for (guint i = begin; i < end; i++)
    cairo_line_to (pen->cr, get_bucket_x (plot, &data->buckets[i]),
                   weir_scale_map (scale, data->buckets[i].high) - 0.5);
  for (guint i = end; i > begin; i--)
    cairo_line_to (pen->cr, get_bucket_x (plot, &data->buckets[i - 1]),
                   weir_scale_map (scale, data->buckets[i - 1].low) + 0.5);
  cairo_close_path (pen->cr);
}

static void
draw_band (const WeirPlot *plot, WeirPen *pen, guint series)
{
  const WeirPlotSeries *data = weir_plot_get_data (plot, series);
  const WeirScale *scale = &weir_plot_get_panel (plot, data->panel)->scale;
  guint look = weir_chart_get_series (&plot->chart, series)->look;
  Line line = { pen, FALSE };
  guint begin = 0;

  weir_pen_set_ink (pen, weir_pen_get_series_ink (look), BAND_ALPHA);
  for (guint i = 0; i <= data->n_buckets; i++)
    if (i == data->n_buckets || isnan (data->buckets[i].low))
      {
        if (i > begin)
          add_band (plot, pen, data, begin, i);
        begin = i + 1;
      }
  cairo_fill (pen->cr);
  weir_pen_set_series (pen, look);
  for (guint i = 0; i < data->n_buckets; i++)
    add_point (&line, get_bucket_x (plot, &data->buckets[i]), weir_scale_map (scale, data->buckets[i].middle),
               isnan (data->buckets[i].middle));
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
}

static gboolean
is_alone (const WeirPlot *plot, const WeirPlotSeries *data, guint i)
{
  return (i == 0 || isnan (data->values[i - 1])) && (i + 1 == plot->n || isnan (data->values[i + 1]));
}

static void
draw_markers (const WeirPlot *plot, WeirPen *pen, guint series)
{
  const WeirPlotSeries *data = weir_plot_get_data (plot, series);
  const WeirScale *scale = &weir_plot_get_panel (plot, data->panel)->scale;
  gboolean all = plot->chart.plot_area.width / MAX (plot->n, 1) >= MARKERS_APART;

  /* A value between two gaps has no line to be seen by. */
  for (guint i = 0; i < plot->n; i++)
    if (!isnan (data->values[i]) && (all || is_alone (plot, data, i)))
      weir_pen_add_marker (pen, weir_chart_get_series (&plot->chart, series)->look,
                           weir_scale_map (&plot->x_scale, plot->x[i]),
                               weir_scale_map (scale, data->values[i]),
                           all ? 3 : 2);
  cairo_fill (pen->cr);
}

static void
add_crosses (const WeirPlot *plot, WeirPen *pen, guint series, GHashTable *taken)
{
  const WeirPlotSeries *data = weir_plot_get_data (plot, series);
  const WeirPlotPanel *panel = weir_plot_get_panel (plot, data->panel);
  double apart = is_dense (plot) ? CROSS_APART_DENSE : CROSS_APART;

  for (guint i = 0; data->failed != NULL && i < plot->n; i++)
    {
      double x;
      double y;

      if (!data->failed[i])
        continue;
      x = weir_scale_map (&plot->x_scale, plot->x[i]);
      y = isnan (data->values[i]) ? panel->rect.y + panel->rect.height
                                  : weir_scale_map (&panel->scale, data->values[i]);
      if (g_hash_table_add (taken, GUINT_TO_POINTER ((guint) (x / apart) << 16 | (guint) (y / apart))))
        weir_pen_add_cross (pen, x, y, CROSS_RADIUS);
    }
}

static void
draw_panel (const WeirPlot *plot, WeirPen *pen, guint number)
{
  const WeirPlotPanel *panel = weir_plot_get_panel (plot, number);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autofree char *title = panel->scale.log ? g_strdup_printf (_("%s (logarithmic scale)"), panel->title)
                                            : g_strdup (panel->title);

  weir_pen_text_within (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_START, plot->chart.area.x,
                        panel->rect.y - LABEL_GAP / 2 - weir_pen_get_line_height (pen, WEIR_TEXT_SMALL),
                        plot->chart.area.width, title);
  weir_axis_draw_values (pen, &panel->scale, &panel->rect);
  weir_plot_draw_warm_up (plot, pen, number);
  weir_plot_draw_breaches (plot, pen, number);
  for (guint i = 0; i < plot->data->len; i++)
    {
      if (weir_plot_get_data (plot, i)->panel != number || !weir_plot_is_visible (plot, i))
        continue;
      if (panel->stacked)
        draw_stack (plot, pen, i);
      else if (weir_plot_get_data (plot, i)->n_buckets > 0)
        draw_band (plot, pen, i);
      else
        {
          draw_line (plot, pen, i);
          draw_markers (plot, pen, i);
        }
    }
  weir_pen_set_ink (pen, WEIR_INK_AXIS, 1);
  cairo_set_line_width (pen->cr, 1);
  weir_pen_line (pen, panel->rect.x, floor (panel->rect.y + panel->rect.height) + 0.5,
                 panel->rect.x + panel->rect.width, floor (panel->rect.y + panel->rect.height) + 0.5);
  for (guint i = 0; i < plot->data->len; i++)
    if (weir_plot_get_data (plot, i)->panel == number && weir_plot_is_visible (plot, i))
      add_crosses (plot, pen, i, taken);
  weir_pen_stroke_crosses (pen, CROSS_RADIUS);
  weir_plot_draw_limits (plot, pen, number);
}

/*
 * Draws everything within the area of the chart.
 */
void
weir_plot_draw (WeirChart *chart, WeirPen *pen)
{
  static const char *const titles[] = {
    [WEIR_PLOT_ITERATION] = N_("Iteration"),
    [WEIR_PLOT_VU] = N_("Virtual user"),
    [WEIR_PLOT_TIME] = N_("Since the start of the run"),
    [WEIR_PLOT_PERCENTILE] = N_("Percentile"),
  };
  WeirPlot *plot = (WeirPlot *) chart;
  double line = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL);

  weir_axis_draw_bottom (pen, &plot->x_scale, &chart->plot_area, FALSE);
  weir_axis_draw_title (pen, &chart->plot_area, chart->plot_area.y + chart->plot_area.height + LABEL_GAP + 1.5
                        * line,
                        _(titles[plot->index]));
  for (guint i = 0; i < plot->panels->len; i++)
    draw_panel (plot, pen, i);
}
