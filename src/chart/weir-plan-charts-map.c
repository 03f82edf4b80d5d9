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
choose_rows (Rows *rows, const WeirHistogram *all)
{
  double lowest = (double) MAX (weir_histogram_get_min (all), 1);
  double highest = (double) MAX (weir_histogram_get_max (all), 1);

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

static void
count_window (const WeirTimeWindow *window, const Rows *rows, guint column, guint n_columns,
              WeirGridCell *cells)
{
  for (guint i = 0; window->time != NULL && i < window->time->len; i++)
    {
      const WeirHistogramSlot *slot = &g_array_index (window->time, WeirHistogramSlot, i);
      guint row = get_row (rows, weir_histogram_slot_to_us (slot->slot));
      WeirGridCell *cell = &cells[(gsize) row * n_columns + column];

      cell->state = WEIR_CELL_PASSED;
      cell->value = (float) slot->count + (isnan (cell->value) ? 0 : cell->value);
    }
}

static WeirGrid *
draw_map (GPtrArray *windows, const Rows *rows, guint seconds, guint n_columns)
{
  static const WeirChartSubject none = { -1, -1, 0, 0 };
  WeirGridCell *cells = g_new (WeirGridCell, (gsize) rows->n * n_columns);
  WeirGrid *grid =
      weir_grid_new ("latency-map", _("Where the times were"), rows->n, n_columns, 1, FALSE, cells);

  for (gsize i = 0; i < (gsize) rows->n * n_columns; i++)
    cells[i] = (WeirGridCell){ NAN, WEIR_CELL_NONE };
  for (guint i = 0; i < windows->len; i++)
    {
      const WeirTimeWindow *window = g_ptr_array_index (windows, i);

      count_window (window, rows, window->second / seconds, n_columns, cells);
    }
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
 * @windows: (element-type WeirTimeWindow): the seconds of a run or of one of its iterations
 *
 * Returns: (transfer full): a cell for each span of the run and each range of times, on a logarithmic scale;
 *   its colour tells how many requests there were
 */
WeirChart *
weir_chart_new_latency_map (GPtrArray *windows)
{
  guint n_seconds = weir_chart_count_seconds (windows);
  guint seconds = weir_chart_get_column_seconds (n_seconds);
  g_autoptr (WeirHistogram) all = weir_histogram_new ();
  Rows rows = { 1, 2, 1 };
  WeirGrid *grid;

  for (guint i = 0; i < windows->len; i++)
    weir_time_window_add_to_histogram (g_ptr_array_index (windows, i), TRUE, all);
  if (weir_histogram_get_count (all) == 0)
    {
      grid = draw_map (windows, &rows, 1, 1);
      weir_chart_take_empty (&grid->chart,
                             g_strdup (_("There is nothing to draw yet: no request was answered.")));
      return &grid->chart;
    }
  choose_rows (&rows, all);
  grid = draw_map (windows, &rows, seconds, (n_seconds + seconds - 1) / seconds);
  weir_chart_take_summary (
      &grid->chart, g_strdup (_("A row is a range of times, beginning at its name; the colour tells how"
                                 " many requests were in it.")));
  if (seconds > 1)
    weir_chart_take_note (&grid->chart, g_strdup_printf (_("Each column is for %u seconds."), seconds));
  return &grid->chart;
}
