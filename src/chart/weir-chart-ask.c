/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-ask.c: what is where in a chart, for pointer, keyboard and screen reader; its table
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "weir-chart-private.h"

static gboolean
is_lane_visible (const WeirChart *chart, guint series)
{
  return chart->series->len == 0 || series >= chart->series->len
         || weir_chart_get_series (chart, series)->visible;
}

/**
 * weir_chart_locate:
 * @chart: a chart that was laid out
 * @series: which series
 * @index: which of its points
 * @hit: (out): the point
 *
 * Returns: whether there is one, and its series is shown
 */
gboolean
weir_chart_locate (WeirChart *chart, guint series, guint index, WeirChartHit *hit)
{
  memset (hit, 0, sizeof *hit);
  hit->subject = (WeirChartSubject) { .part = -1, .step = -1 };
  hit->series = series;
  hit->index = index;
  if (chart->empty || chart->width <= 0 || series >= chart->kind->get_n_lanes (chart)
      || index >= chart->kind->get_n_places (chart, series) || !is_lane_visible (chart, series))
    return FALSE;
  return chart->kind->locate (chart, series, index, hit);
}

/* A point on the edge of the plot is half outside of it. */
#define EDGE 6.0

/**
 * weir_chart_hit:
 * @chart: a chart that was laid out
 * @x: pixels
 * @y: pixels
 * @hit: (out): the point, bar, cell or band there
 *
 * Returns: whether something is there. In a plot it is the point nearest to the pointer.
 */
gboolean
weir_chart_hit (WeirChart *chart, double x, double y, WeirChartHit *hit)
{
  const WeirRect *plot = &chart->plot_area;

  if (chart->empty || chart->width <= 0 || x < plot->x - EDGE || y < plot->y - EDGE
      || x > plot->x + plot->width + EDGE || y > plot->y + plot->height + EDGE)
    return FALSE;
  return chart->kind->hit (chart, x, y, hit);
}

static gboolean
search_lane (WeirChart *chart, guint series, gint64 index, int direction, WeirChartHit *hit)
{
  gint64 n = chart->kind->get_n_places (chart, series);

  for (gint64 i = CLAMP (index, 0, n - 1); i >= 0 && i < n; i += direction)
    if (weir_chart_locate (chart, series, (guint) i, hit))
      return TRUE;
  return FALSE;
}

/* The nearest point of that lane, by where it is drawn. */
static gboolean
search_beside (WeirChart *chart, guint series, const WeirChartHit *from, WeirChartHit *hit)
{
  WeirChartHit before;
  WeirChartHit after;
  gboolean has_before = search_lane (chart, series, from->index, -1, &before);
  gboolean has_after = search_lane (chart, series, from->index, 1, &after);

  if (!has_before && !has_after)
    return FALSE;
  *hit = !has_after || (has_before && fabs (before.x - from->x) < fabs (after.x - from->x)) ? before : after;
  return TRUE;
}

static gboolean
move_between_lanes (WeirChart *chart, const WeirChartHit *from, int direction, WeirChartHit *hit)
{
  gint64 n = chart->kind->get_n_lanes (chart);

  for (gint64 lane = (gint64) from->series + direction; lane >= 0 && lane < n; lane += direction)
    if (search_beside (chart, (guint) lane, from, hit))
      return TRUE;
  return FALSE;
}

static gboolean
move_to_any (WeirChart *chart, WeirChartHit *hit)
{
  guint n = chart->kind->get_n_lanes (chart);

  for (guint lane = 0; lane < n; lane++)
    if (search_lane (chart, lane, 0, 1, hit))
      return TRUE;
  return FALSE;
}

/**
 * weir_chart_move:
 * @chart: a chart that was laid out
 * @from: (nullable): where the keyboard is; %NULL: nowhere yet
 * @move: where it goes
 * @hit: (out): where it is now
 *
 * Returns: whether it went anywhere
 */
gboolean
weir_chart_move (WeirChart *chart, const WeirChartHit *from, WeirChartMove move, WeirChartHit *hit)
{
  if (chart->empty || chart->width <= 0)
    return FALSE;
  if (from == NULL || from->series >= chart->kind->get_n_lanes (chart))
    return move_to_any (chart, hit);
  switch (move)
    {
    case WEIR_CHART_FIRST:
      return search_lane (chart, from->series, 0, 1, hit);
    case WEIR_CHART_LAST:
      return search_lane (chart, from->series, G_MAXINT64, -1, hit);
    case WEIR_CHART_PREVIOUS:
      return from->index > 0 && search_lane (chart, from->series, (gint64) from->index - 1, -1, hit);
    case WEIR_CHART_NEXT:
      return from->index + 1 < chart->kind->get_n_places (chart, from->series)
             && search_lane (chart, from->series, (gint64) from->index + 1, 1, hit);
    case WEIR_CHART_UP:
      return move_between_lanes (chart, from, -1, hit);
    case WEIR_CHART_DOWN:
      return move_between_lanes (chart, from, 1, hit);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * weir_chart_get_plot_area:
 * @chart: a chart that was laid out
 * @x: (out): pixels
 * @y: (out): pixels
 * @width: (out): pixels
 * @height: (out): pixels
 */
void
weir_chart_get_plot_area (const WeirChart *chart, double *x, double *y, double *width, double *height)
{
  *x = chart->plot_area.x;
  *y = chart->plot_area.y;
  *width = chart->plot_area.width;
  *height = chart->plot_area.height;
}

static void
clear_line (gpointer data)
{
  WeirChartLine *line = data;

  g_free (line->name);
  g_free (line->value);
}

/*
 * Adds a line; @value is taken.
 */
void
weir_chart_readout_add (WeirChartReadout *readout, int series, gboolean failed, const char *name, char *value)
{
  WeirChartLine line = { series, failed, g_strdup (name), value };

  g_array_append_val (readout->lines, line);
}

/**
 * weir_chart_read:
 * @chart: a chart
 * @hit: something in it
 *
 * Returns: (transfer full): what the cross-hair tells there
 */
WeirChartReadout *
weir_chart_read (WeirChart *chart, const WeirChartHit *hit)
{
  WeirChartReadout *readout = g_new0 (WeirChartReadout, 1);

  readout->lines = g_array_new (FALSE, FALSE, sizeof (WeirChartLine));
  g_array_set_clear_func (readout->lines, clear_line);
  chart->kind->read (chart, hit, readout);
  return readout;
}

/**
 * weir_chart_readout_free:
 * @readout: (transfer full): what a cross-hair tells
 */
void
weir_chart_readout_free (WeirChartReadout *readout)
{
  g_array_unref (readout->lines);
  g_free (readout->title);
  g_free (readout);
}

/**
 * weir_chart_describe:
 * @chart: a chart
 * @hit: something in it
 *
 * Returns: (transfer full): one line to be read aloud: "Iteration 7, List items: 412 ms, failed"
 */
char *
weir_chart_describe (WeirChart *chart, const WeirChartHit *hit)
{
  g_autoptr (WeirChartReadout) readout = weir_chart_read (chart, hit);
  GString *text = g_string_new (readout->title);
  gboolean found = FALSE;

  for (guint i = 0; i < readout->lines->len; i++)
    {
      const WeirChartLine *line = &g_array_index (readout->lines, WeirChartLine, i);

      /* The others are told when the keyboard goes there. */
      if (line->series >= 0 && (guint) line->series != hit->series)
        continue;
      g_string_append (text, found || text->len > 0 ? ", " : "");
      found = TRUE;
      if (line->name != NULL)
        g_string_append_printf (text, "%s: ", line->name);
      g_string_append (text, line->value);
    }
  if (hit->failed)
    g_string_append_printf (text, ", %s", _("failed"));
  return g_string_free (text, FALSE);
}

/**
 * weir_chart_get_n_columns:
 * @chart: a chart
 *
 * Returns: how many columns its table has
 */
guint
weir_chart_get_n_columns (const WeirChart *chart)
{
  return chart->empty ? 0 : chart->kind->get_n_columns (chart);
}

/**
 * weir_chart_get_n_rows:
 * @chart: a chart
 *
 * Returns: how many rows its table has, without the header
 */
guint
weir_chart_get_n_rows (const WeirChart *chart)
{
  return chart->empty ? 0 : chart->kind->get_n_rows (chart);
}

/**
 * weir_chart_get_heading:
 * @chart: a chart
 * @column: which column of its table
 *
 * Returns: (transfer full): what stands above the column
 */
char *
weir_chart_get_heading (const WeirChart *chart, guint column)
{
  g_return_val_if_fail (column < weir_chart_get_n_columns (chart), NULL);

  return chart->kind->get_heading (chart, column);
}

/**
 * weir_chart_get_cell:
 * @chart: a chart
 * @row: which row of its table
 * @column: which column
 *
 * Returns: (transfer full): the text there; empty when there is no value
 */
char *
weir_chart_get_cell (const WeirChart *chart, guint row, guint column)
{
  g_return_val_if_fail (column < weir_chart_get_n_columns (chart), NULL);
  g_return_val_if_fail (row < weir_chart_get_n_rows (chart), NULL);

  return chart->kind->get_cell (chart, row, column);
}

/**
 * weir_chart_get_table:
 * @chart: a chart
 * @max_rows: how many rows at most
 *
 * Returns: (transfer full): everything the chart shows as text
 */
WeirChartTable *
weir_chart_get_table (const WeirChart *chart, guint max_rows)
{
  WeirChartTable *table = g_new0 (WeirChartTable, 1);
  guint n_columns = weir_chart_get_n_columns (chart);
  guint n_rows = MIN (weir_chart_get_n_rows (chart), max_rows);

  table->header = g_new0 (char *, n_columns + 1);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint column = 0; column < n_columns; column++)
    table->header[column] = chart->kind->get_heading (chart, column);
  for (guint row = 0; row < n_rows; row++)
    {
      char **cells = g_new0 (char *, n_columns + 1);

      for (guint column = 0; column < n_columns; column++)
        cells[column] = chart->kind->get_cell (chart, row, column);
      g_ptr_array_add (table->rows, cells);
    }
  return table;
}

/**
 * weir_chart_table_free:
 * @table: (transfer full): a table
 */
void
weir_chart_table_free (WeirChartTable *table)
{
  g_strfreev (table->header);
  g_ptr_array_unref (table->rows);
  g_free (table);
}
