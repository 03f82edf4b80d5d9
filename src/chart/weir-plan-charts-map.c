/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-charts-map.c: how many requests took how long, second by second, as a map
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-grid-private.h"
#include "weir-plan-charts.h"

#define MOST_ROWS 24

/* Rows of equal ratio: the shortest times are in the last. */
typedef struct
{
  double low; /* µs: where the last row begins */
  double ratio;
  guint n;
} Rows;

static guint
get_row (const Rows *rows, gint64 us)
{
  double steps = floor (log ((double) MAX (us, 1) / rows->low) / log (rows->ratio) + 1e-9);

  return rows->n - 1 - (guint) CLAMP (steps, 0, rows->n - 1);
}

static void
choose_rows (Rows *rows, const WeirTimeWindowFigure *all)
{
  double lowest = (double) MAX (all->min, 1);
  double highest = (double) MAX (all->max, 1);

  rows->ratio = G_SQRT2;
  do
    {
      /* From a power of the ratio, so that runs of one kind have the same rows. */
      rows->low = pow (rows->ratio, floor (log (lowest) / log (rows->ratio) + 1e-9));
      rows->n = 1 + (guint) floor (log (highest / rows->low) / log (rows->ratio) + 1e-9);
      if (rows->n > MOST_ROWS)
        rows->ratio *= G_SQRT2;
    }
  while (rows->n > MOST_ROWS);
}

/* What the cells are counted by. */
typedef struct
{
  const Rows *rows;
  guint seconds; /* of a column */
  guint n_columns;
  WeirGridCell *cells;
} Counter;

static void
count_cb (const WeirTimeWindow *window, gpointer data)
{
  const Counter *counter = data;
  guint column = window->second / counter->seconds;

  for (guint i = 0; i < window->time->len; i++)
    {
      const WeirHistogramSlot *slot = &g_array_index (window->time, WeirHistogramSlot, i);
      guint row = get_row (counter->rows, weir_histogram_slot_to_us (slot->slot));
      WeirGridCell *cell = &counter->cells[(gsize) row * counter->n_columns + column];

      cell->state = WEIR_CELL_PASSED;
      cell->value = (float) slot->count + (isnan (cell->value) ? 0 : cell->value);
    }
}

static WeirGridCell *
count (const WeirPlanSeconds *all, int job, const Rows *rows, guint seconds, guint n_columns)
{
  WeirGridCell *cells = g_new (WeirGridCell, (gsize) rows->n * n_columns);
  Counter counter = { rows, seconds, n_columns, cells };

  for (gsize i = 0; i < (gsize) rows->n * n_columns; i++)
    cells[i] = (WeirGridCell){ NAN, WEIR_CELL_NONE };
  if (all != NULL)
    weir_plan_seconds_foreach (all, job, count_cb, &counter);
  return cells;
}

/* @cells: (transfer full) */
static WeirGrid *
draw_map (WeirGridCell *cells, const Rows *rows, guint seconds, guint n_columns)
{
  static const WeirChartSubject none = { -1, -1, 0, 0 };
  WeirGrid *grid =
      weir_grid_new ("latency-map", _("Where the times were"), rows->n, n_columns, 1, FALSE, cells);

  for (guint row = 0; row < rows->n; row++)
    {
      g_autofree char *name =
          weir_unit_to_text (WEIR_UNIT_DURATION, rows->low * pow (rows->ratio, rows->n - 1 - row));

      weir_grid_add_row (grid, name, &none);
    }
  weir_grid_set_spans (grid, (double) seconds * G_USEC_PER_SEC);
  weir_grid_finish (grid);
  return grid;
}

/**
 * weir_chart_new_latency_map:
 * @all: the seconds of a run
 * @job: which of its iterations is drawn; -1: all
 *
 * Returns: (transfer full): a cell for each span of the run and each range of times, on a logarithmic scale;
 *   its colour tells how many requests there were
 */
WeirChart *
weir_chart_new_latency_map (const WeirPlanSeconds *all, int job)
{
  guint seconds = weir_plan_seconds_get_column (all);
  guint n_columns = weir_plan_seconds_count_columns (all, job);
  WeirTimeWindowFigure times = weir_plan_seconds_add_up (all, job);
  Rows rows = { 1, 2, 1 };
  WeirGrid *grid;

  if (times.count == 0)
    {
      grid = draw_map (count (NULL, -1, &rows, 1, 1), &rows, 1, 1);
      weir_chart_take_empty (&grid->chart,
                             g_strdup (_("There is nothing to draw yet: no request was answered.")));
      return &grid->chart;
    }
  choose_rows (&rows, &times);
  grid = draw_map (count (all, job, &rows, seconds, n_columns), &rows, seconds, n_columns);
  weir_chart_take_summary (
      &grid->chart, g_strdup (_("A row is a range of times, beginning at its name; the colour tells how"
                                 " many requests were in it.")));
  if (seconds > 1)
    weir_chart_take_note (&grid->chart, g_strdup_printf (_("Each column is for %u seconds."), seconds));
  return &grid->chart;
}
