/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-bars.c: level bars, a row for each name: what they are, where they are, and as a table
 */

#include "config.h"

#include <math.h>

#include "weir-bars-private.h"

#define ROW_HEIGHT 24.0
#define BAR_HEIGHT 13.0
#define AROUND 30.0

WeirBarRow *
weir_bars_get_row (const WeirBars *bars, guint row)
{
  return &g_array_index (bars->rows, WeirBarRow, row);
}

double
weir_bars_get_value (const WeirBars *bars, guint series, guint row)
{
  return ((const double *) g_ptr_array_index (bars->values, series))[row];
}

/* Of the visible series: how many there are, and how many come before @series. */
static void
count_visible (const WeirBars *bars, guint series, guint *before, guint *all)
{
  *before = 0;
  *all = 0;
  for (guint i = 0; i < bars->chart.series->len; i++)
    if (weir_chart_get_series (&bars->chart, i)->visible)
      {
        *before += i < series;
        (*all)++;
      }
}

/*
 * The bar of a series in a row; without a value it has no width.
 */
void
weir_bars_get_rect (const WeirBars *bars, guint series, guint row, WeirRect *rect)
{
  const WeirRect *plot = &bars->chart.plot_area;
  double value = weir_bars_get_value (bars, series, row);
  double row_height = plot->height / bars->rows->len;
  double inner = row_height * (row_height > 8 ? 0.7 : 0.9);

  rect->x = plot->x;
  rect->y = plot->y + row_height * row + (row_height - inner) / 2;
  rect->width = isnan (value) ? 0 : weir_scale_map (&bars->scale, value) - plot->x;
  rect->height = inner;
  if (bars->beside)
    {
      guint before;
      guint all;

      count_visible (bars, series, &before, &all);
      rect->height = inner / MAX (all, 1);
      rect->y += rect->height * before;
      if (rect->height > 5)
        rect->height -= 1;
    }
  else if (rect->height > 16)
    {
      rect->y += (rect->height - 16) / 2;
      rect->height = 16;
    }
}

static void
bars_finalize (WeirChart *chart)
{
  WeirBars *bars = (WeirBars *) chart;

  for (guint i = 0; i < bars->rows->len; i++)
    {
      g_free (weir_bars_get_row (bars, i)->name);
      g_free (weir_bars_get_row (bars, i)->label);
    }
  g_array_unref (bars->rows);
  g_ptr_array_unref (bars->values);
  g_free (bars->first_heading);
  g_free (bars->last_heading);
}

static double
bars_get_natural_height (WeirChart *chart, double width)
{
  WeirBars *bars = (WeirBars *) chart;
  double row = bars->beside ? BAR_HEIGHT * chart->series->len + 8 : ROW_HEIGHT;

  return MAX (row * bars->rows->len + AROUND, 80);
}

static guint
bars_get_n_lanes (const WeirChart *chart)
{
  return chart->series->len;
}

static guint
bars_get_n_places (const WeirChart *chart, guint series)
{
  return ((const WeirBars *) chart)->rows->len;
}

static gboolean
bars_locate (WeirChart *chart, guint series, guint index, WeirChartHit *hit)
{
  WeirBars *bars = (WeirBars *) chart;
  WeirRect rect;

  hit->value = weir_bars_get_value (bars, series, index);
  if (isnan (hit->value))
    return FALSE;
  weir_bars_get_rect (bars, series, index, &rect);
  hit->x = rect.x + rect.width / 2;
  hit->y = rect.y + rect.height / 2;
  hit->width = rect.width;
  hit->height = rect.height;
  hit->failed = weir_bars_get_row (bars, index)->failed;
  hit->subject = weir_bars_get_row (bars, index)->subject;
  return TRUE;
}

/* The bar whose end is the first right of the pointer; right of all, the longest. */
static gboolean
bars_hit (WeirChart *chart, double x, double y, WeirChartHit *hit)
{
  WeirBars *bars = (WeirBars *) chart;
  guint row = (guint) CLAMP ((y - chart->plot_area.y) / chart->plot_area.height * bars->rows->len, 0,
                             bars->rows->len - 1);
  double best = INFINITY;

  for (guint i = 0; i < chart->series->len; i++)
    {
      WeirChartHit tried;
      double distance;

      if (!weir_chart_locate (chart, i, row, &tried))
        continue;
      if (bars->beside)
        distance = fabs (tried.y - y);
      else
        {
          double end = tried.x + tried.width / 2;

          /* Ends left of the pointer come after all others, the nearest first. */
          distance = end + 1 >= x ? end - x : chart->width + x - end;
        }
      if (distance < best)
        {
          best = distance;
          *hit = tried;
        }
    }
  return isfinite (best);
}

static void
bars_read (WeirChart *chart, const WeirChartHit *hit, WeirChartReadout *readout)
{
  WeirBars *bars = (WeirBars *) chart;
  const WeirBarRow *row = weir_bars_get_row (bars, hit->index);

  readout->title = g_strdup (row->name);
  for (guint i = 0; i < chart->series->len; i++)
    if (weir_chart_get_series (chart, i)->visible && !isnan (weir_bars_get_value (bars, i, hit->index)))
      weir_chart_readout_add (readout, (int) i, FALSE, weir_chart_get_series (chart, i)->name,
                              weir_unit_to_text (bars->unit, weir_bars_get_value (bars, i, hit->index)));
  if (row->label != NULL && bars->last_heading != NULL)
    weir_chart_readout_add (readout, -1, row->failed, bars->last_heading, g_strdup (row->label));
}

static guint
bars_get_n_columns (const WeirChart *chart)
{
  return 1 + chart->series->len + (((const WeirBars *) chart)->last_heading != NULL);
}

static guint
bars_get_n_rows (const WeirChart *chart)
{
  return ((const WeirBars *) chart)->rows->len;
}

static char *
bars_get_heading (const WeirChart *chart, guint column)
{
  const WeirBars *bars = (const WeirBars *) chart;

  if (column == 0)
    return g_strdup (bars->first_heading);
  if (column <= chart->series->len)
    return g_strdup (weir_chart_get_series (chart, column - 1)->name);
  return g_strdup (bars->last_heading);
}

static char *
bars_get_cell (const WeirChart *chart, guint row, guint column)
{
  const WeirBars *bars = (const WeirBars *) chart;
  const WeirBarRow *of_row = weir_bars_get_row (bars, row);
  double value;

  if (column == 0)
    return g_strdup (of_row->name);
  if (column > chart->series->len)
    return g_strdup (of_row->label != NULL ? of_row->label : "");
  value = weir_bars_get_value (bars, column - 1, row);
  return isnan (value) ? g_strdup ("") : weir_unit_to_text (bars->unit, value);
}

static const WeirChartKind kind = {
  .size = sizeof (WeirBars),
  .finalize = bars_finalize,
  .layout = weir_bars_layout,
  .draw = weir_bars_draw,
  .get_natural_height = bars_get_natural_height,
  .get_n_lanes = bars_get_n_lanes,
  .get_n_places = bars_get_n_places,
  .locate = bars_locate,
  .hit = bars_hit,
  .read = bars_read,
  .get_n_columns = bars_get_n_columns,
  .get_n_rows = bars_get_n_rows,
  .get_heading = bars_get_heading,
  .get_cell = bars_get_cell,
};

/*
 * Makes a chart of bars: rows are added first, then series.
 */
WeirBars *
weir_bars_new (const char *id, const char *title, WeirUnit unit, gboolean beside, const char *first_heading,
               const char *last_heading)
{
  WeirBars *bars = weir_chart_new (&kind, id, title);

  bars->unit = unit;
  bars->beside = beside;
  bars->first_heading = g_strdup (first_heading);
  bars->last_heading = g_strdup (last_heading);
  bars->rows = g_array_new (FALSE, TRUE, sizeof (WeirBarRow));
  bars->values = g_ptr_array_new_with_free_func (g_free);
  return bars;
}

WeirBarRow *
weir_bars_add_row (WeirBars *bars, const char *name, char *label)
{
  WeirBarRow row
      = { .name = g_utf8_make_valid (name, -1), .label = label, .subject = { -1, -1, 0, 0 }, .key = -1 };

  g_array_append_val (bars->rows, row);
  return weir_bars_get_row (bars, bars->rows->len - 1);
}

WeirChartSeries *
weir_bars_add_series (WeirBars *bars, const char *name, WeirSwatch swatch, WeirInk ink, double alpha,
                      WeirPattern pattern, double *values)
{
  WeirChartSeries *series = weir_chart_add_block (&bars->chart, name, ink, alpha, pattern);

  series->swatch = swatch;
  g_ptr_array_add (bars->values, values);
  return series;
}
