/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-charts-passes.c: charts of the passes of a flow: time per iteration, iteration × step
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "weir-flow-charts.h"
#include "weir-grid-private.h"
#include "weir-plot-private.h"

/* WeirFlowPart of the flow's own steps. */
#define STEPS_PART 1

typedef struct
{
  guint step;
  guint64 failed;
  double typical;
} Ranked;

/* Failures first, then the slow ones. */
static int
compare_ranked (gconstpointer one, gconstpointer other)
{
  const Ranked *first = one;
  const Ranked *second = other;

  if ((first->failed > 0) != (second->failed > 0))
    return first->failed > 0 ? -1 : 1;
  return (second->typical > first->typical) - (second->typical < first->typical);
}

static gboolean
is_failed (const WeirSeriesCell *cell)
{
  return cell->ran && cell->outcome == WEIR_STEP_FAILED;
}

static gboolean
has_anything (const WeirRunSeries *series)
{
  for (gsize i = 0; i < (gsize) series->n_passes * series->n_steps; i++)
    if (series->cells[i].ran && (series->cells[i].has_time || is_failed (&series->cells[i])))
      return TRUE;
  return FALSE;
}

/* "List items took longest: 412 ms in iteration 7."; NULL without any time */
static char *
say_longest (const WeirRunSeries *series)
{
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;
  guint longest = 0;
  guint step = 0;
  guint pass = 0;

  for (guint i = 0; i < series->n_passes; i++)
    for (guint j = 0; j < series->n_steps; j++)
      {
        const WeirSeriesCell *cell = weir_run_series_get (series, i, j);

        if (cell->has_time && cell->time_us > longest)
          {
            longest = cell->time_us;
            pass = weir_run_series_get_number (series, i);
            step = j;
          }
      }
  if (longest == 0)
    return NULL;
  time = weir_unit_to_text (WEIR_UNIT_DURATION, longest);
  name = weir_chart_shorten (series->names[step]);
  return g_strdup_printf (series->parallel ? _("%s took longest: %s for virtual user %u.")
                                           : _("%s took longest: %s in iteration %u."),
                          name, time, pass);
}

/* "Log in failed in 3 of 50 iterations."; NULL without any failure */
static char *
say_failures (const WeirRunSeries *series)
{
  g_autofree char *name = NULL;
  guint worst = 0;

  for (guint i = 1; i < series->n_steps; i++)
    if (series->steps[i].failed.count > series->steps[worst].failed.count)
      worst = i;
  if (series->n_steps == 0 || series->steps[worst].failed.count == 0)
    return NULL;
  name = weir_chart_shorten (series->names[worst]);
  return g_strdup_printf (series->parallel ? _("%s failed for %u of %u virtual users.")
                                           : _("%s failed in %u of %u iterations."),
                          name, (guint) series->steps[worst].failed.count,
                          (guint) series->steps[worst].n_run);
}

static char *
summarize (const WeirRunSeries *series)
{
  g_autofree char *longest = say_longest (series);
  g_autofree char *failures = say_failures (series);

  if (longest == NULL)
    return g_steal_pointer (&failures);
  return g_strjoin (" ", longest, failures, NULL);
}

static char *
say_missing (const WeirRunSeries *series)
{
  return g_strdup (series->parallel
                       ? _("There is nothing to draw yet: no virtual user has sent a request.")
                       : _("There is nothing to draw yet: no iteration has sent a request."));
}

/* (nullable): which passes are not drawn. */
static char *
note_stride (const WeirRunSeries *series)
{
  if (series->stride <= 1)
    return NULL;
  return g_strdup_printf (series->parallel ? _("One of %u virtual users is drawn.")
                                           : _("One of %u iterations is drawn."), series->stride);
}

/* Hides all but the most telling steps; says so in a note. */
static void
choose_shown (WeirPlot *plot, const WeirRunSeries *series)
{
  g_autofree Ranked *ranked = g_new (Ranked, MAX (series->n_steps, 1));
  g_autofree char *stride = note_stride (series);
  g_autofree char *shown = NULL;

  for (guint i = 0; i < series->n_steps; i++)
    {
      double typical = weir_plot_get_data (plot, i)->typical;

      ranked[i] = (Ranked) { i, series->steps[i].failed.count, isnan (typical) ? -1 : typical };
    }
  qsort (ranked, series->n_steps, sizeof *ranked, compare_ranked);
  for (guint i = WEIR_CHART_SHOWN_STEPS; i < series->n_steps; i++)
    weir_chart_get_series (&plot->chart, ranked[i].step)->visible = FALSE;
  if (series->n_steps > WEIR_CHART_SHOWN_STEPS)
    shown = g_strdup_printf (_("Shown at first are %u of %u steps: those that failed, then the slowest."),
                             WEIR_CHART_SHOWN_STEPS, series->n_steps);
  if (shown != NULL || stride != NULL)
    weir_chart_take_note (&plot->chart, shown != NULL ? g_strjoin (" ", shown, stride, NULL)
                                                      : g_steal_pointer (&stride));
}

static void
add_step (WeirPlot *plot, const WeirRunSeries *series, guint step, gboolean *failures)
{
  double *values = g_new (double, MAX (series->n_passes, 1));
  guint8 *failed = g_new0 (guint8, MAX (series->n_passes, 1));
  WeirPlotSeries *data;

  for (guint i = 0; i < series->n_passes; i++)
    {
      const WeirSeriesCell *cell = weir_run_series_get (series, i, step);

      values[i] = cell->ran && cell->has_time ? cell->time_us : NAN;
      failed[i] = is_failed (cell);
      *failures |= failed[i];
    }
  data = weir_plot_add_line (plot, 0, series->names[step], step, values, failed);
  data->part = STEPS_PART;
  data->step = (int) step;
}

/**
 * weir_chart_new_pass_times:
 * @series: what each step came to in each pass
 *
 * Returns: (transfer full): time per iteration, of a parallel run per virtual user
 */
WeirChart *
weir_chart_new_pass_times (const WeirRunSeries *series)
{
  double *x = g_new (double, MAX (series->n_passes, 1));
  gboolean failures = FALSE;
  WeirPlot *plot;

  for (guint i = 0; i < series->n_passes; i++)
    x[i] = weir_run_series_get_number (series, i);
  plot = weir_plot_new ("time-per-iteration",
                        series->parallel ? _("Time per virtual user") : _("Time per iteration"),
                        series->parallel ? WEIR_PLOT_VU : WEIR_PLOT_ITERATION, x, series->n_passes,
                        series->stride);
  weir_plot_add_panel (plot, _("Time"), WEIR_UNIT_DURATION, FALSE);
  for (guint i = 0; i < series->n_steps; i++)
    add_step (plot, series, i, &failures);
  choose_shown (plot, series);
  if (failures)
    weir_chart_add_key (&plot->chart, _("failed"), WEIR_SWATCH_CROSS, WEIR_INK_BAD, WEIR_PATTERN_SOLID);
  if (has_anything (series))
    weir_chart_take_summary (&plot->chart, summarize (series));
  else
    weir_chart_take_empty (&plot->chart, say_missing (series));
  return &plot->chart;
}

static void
fill_row (WeirGrid *grid, const WeirRunSeries *series, guint row, guint step)
{
  for (guint i = 0; i < series->n_passes; i++)
    {
      const WeirSeriesCell *from = weir_run_series_get (series, i, step);
      WeirGridCell *cell = weir_grid_get_cell (grid, row, i);

      cell->value = from->ran && from->has_time ? (float) from->time_us : NAN;
      cell->state = !from->ran                            ? WEIR_CELL_NONE
                    : from->outcome == WEIR_STEP_FAILED   ? WEIR_CELL_FAILED
                    : from->outcome == WEIR_STEP_PASSED   ? WEIR_CELL_PASSED
                                                          : WEIR_CELL_SKIPPED;
    }
}

/* At most WEIR_CHART_MAX_ROWS steps in their order: those that failed, then the slowest. */
static GArray *
choose_rows (const WeirRunSeries *series)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree Ranked *ranked = g_new (Ranked, MAX (series->n_steps, 1));
  g_autofree gboolean *chosen = g_new0 (gboolean, MAX (series->n_steps, 1));

  for (guint step = 0; step < series->n_steps; step++)
    {
      ranked[step] = (Ranked) { step, series->steps[step].failed.count, 0 };
      for (guint i = 0; i < series->n_passes; i++)
        if (weir_run_series_get (series, i, step)->has_time)
          ranked[step].typical += weir_run_series_get (series, i, step)->time_us;
    }
  qsort (ranked, series->n_steps, sizeof *ranked, compare_ranked);
  for (guint i = 0; i < MIN (series->n_steps, WEIR_CHART_MAX_ROWS); i++)
    chosen[ranked[i].step] = TRUE;
  for (guint step = 0; step < series->n_steps; step++)
    if (chosen[step])
      g_array_append_val (rows, step);
  return rows;
}

/**
 * weir_chart_new_pass_grid:
 * @series: what each step came to in each pass
 *
 * Returns: (transfer full): iteration × step, time as colour, failure as cross
 */
WeirChart *
weir_chart_new_pass_grid (const WeirRunSeries *series)
{
  g_autoptr (GArray) rows = choose_rows (series);
  WeirGrid *grid = weir_grid_new ("iteration-by-step",
                                  series->parallel ? _("Every step of every virtual user")
                                                   : _("Every step of every iteration"),
                                  rows->len, series->n_passes, series->stride, series->parallel,
                                  g_new0 (WeirGridCell, MAX ((gsize) rows->len * series->n_passes, 1)));
  g_autofree char *stride = note_stride (series);

  for (guint i = 0; i < rows->len; i++)
    {
      guint step = g_array_index (rows, guint, i);
      WeirChartSubject subject = { STEPS_PART, (int) step, 0, 0 };

      weir_grid_add_row (grid, series->names[step], &subject);
      fill_row (grid, series, i, step);
    }
  weir_grid_finish (grid);
  if (rows->len < series->n_steps)
    weir_chart_take_note (&grid->chart,
                          g_strdup_printf (_("%u of %u steps: those that failed, then the slowest."),
                                           rows->len,
                                           series->n_steps));
  else if (stride != NULL)
    weir_chart_take_note (&grid->chart, g_steal_pointer (&stride));
  if (has_anything (series))
    weir_chart_take_summary (&grid->chart, summarize (series));
  else
    weir_chart_take_empty (&grid->chart, say_missing (series));
  return &grid->chart;
}
