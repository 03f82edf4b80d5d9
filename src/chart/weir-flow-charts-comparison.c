/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-charts-comparison.c: two runs beside each other, steps matched by name
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-bars-private.h"
#include "weir-flow-charts.h"
#include "weir-plot-private.h"

static const char *
get_name (const WeirStepStatistics *step)
{
  return step->name != NULL ? step->name : _("(no name)");
}

/* What is told of a step: the change of its p95, which needs many results to be more than noise; else that
   of its
 * p50. FALSE when both are noise. */
static gboolean
choose_figure (const WeirStepComparison *step, WeirComparedFigure *figure)
{
  static const WeirComparedFigure told[] = { WEIR_COMPARED_P95, WEIR_COMPARED_P50 };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      *figure = told[i];
      if (step->figures[told[i]].known && !step->figures[told[i]].noise)
        return TRUE;
    }
  return FALSE;
}

static double
get_percent (const WeirStepComparison *step, WeirComparedFigure figure)
{
  return 100 * weir_figure_change_get_delta (&step->figures[figure], figure);
}

static const char *
get_figure_name (WeirComparedFigure figure)
{
  return figure == WEIR_COMPARED_P95 ? _("p95") : _("p50");
}

/* "p95 +47 %, slower" */
static char *
describe (const WeirStepComparison *step)
{
  WeirComparedFigure figure;
  gboolean changed = choose_figure (step, &figure);
  double percent;

  if (!step->figures[figure].known)
    return g_strdup ("–");
  percent = get_percent (step, figure);
  if (!changed && step->figures[figure].few)
    return g_strdup_printf (_("%s %+.0f %%, too few results to tell"), get_figure_name (figure), percent);
  if (!changed)
    return g_strdup_printf (_("%s %+.0f %%, within noise"), get_figure_name (figure), percent);
  return g_strdup_printf (percent >= 0 ? _("%s %+.0f %%, slower") : _("%s %+.0f %%, faster"),
                          get_figure_name (figure), percent);
}

/* (nullable): the step that changed most, beyond noise. */
static const WeirStepComparison *
find_most_changed (const WeirRunComparison *comparison, WeirComparedFigure *figure)
{
  const WeirStepComparison *most = NULL;
  double largest = 0;

  for (guint i = 0; i < comparison->steps->len; i++)
    {
      const WeirStepComparison *step = g_ptr_array_index (comparison->steps, i);
      WeirComparedFigure told;

      if (!choose_figure (step, &told) || fabs (get_percent (step, told)) <= largest)
        continue;
      largest = fabs (get_percent (step, told));
      *figure = told;
      most = step;
    }
  return most;
}

static char *
summarize (const WeirRunComparison *comparison)
{
  WeirComparedFigure figure = WEIR_COMPARED_P95;
  const WeirStepComparison *most = find_most_changed (comparison, &figure);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *name = NULL;

  if (most == NULL)
    return g_strdup (_("All differences are within noise."));
  name = weir_chart_shorten (get_name (most->runs[1]));
  before = weir_unit_to_text (WEIR_UNIT_DURATION, most->figures[figure].values[0]);
  after = weir_unit_to_text (WEIR_UNIT_DURATION, most->figures[figure].values[1]);
  return g_strdup_printf (_("%s changed most: %s %s, then %s (%+.0f %%)."), name, get_figure_name (figure),
                          before, after, get_percent (most, figure));
}

/* A row of the chart: a step of either run, or of both. */
typedef struct
{
  const WeirStepStatistics *runs[2];
} Pair;

static gboolean
has_time (const WeirStepStatistics *step)
{
  return weir_histogram_get_count (step->time) > 0;
}

static void
add_pair (WeirBars *bars, GArray *pairs, const WeirStepStatistics *first, const WeirStepStatistics *second,
          char *label)
{
  const WeirStepStatistics *named = second != NULL ? second : first;
  Pair pair = { { first, second } };
  WeirBarRow *row = weir_bars_add_row (bars, get_name (named), label);

  /* What is jumped to is in the second run. */
  if (second != NULL)
    row->subject = (WeirChartSubject) { (int) second->part, (int) second->step, 0, 0 };
  g_array_append_val (pairs, pair);
}

static void
add_rows (WeirBars *bars, GArray *pairs, const WeirRunComparison *comparison)
{
  for (guint i = 0; i < comparison->steps->len && pairs->len < WEIR_CHART_MAX_ROWS; i++)
    {
      const WeirStepComparison *step = g_ptr_array_index (comparison->steps, i);

      if (has_time (step->runs[0]) || has_time (step->runs[1]))
        add_pair (bars, pairs, step->runs[0], step->runs[1], describe (step));
    }
  for (guint which = 0; which < 2; which++)
    for (guint i = 0; i < comparison->only[which]->len && pairs->len < WEIR_CHART_MAX_ROWS; i++)
      {
        const WeirStepStatistics *step = g_ptr_array_index (comparison->only[which], i);

        if (has_time (step))
          add_pair (bars, pairs, which == 0 ? step : NULL, which == 1 ? step : NULL,
                    g_strdup (which == 0 ? _("only in the first run") : _("only in the second run")));
      }
}

static void
add_values (WeirBars *bars, GArray *pairs, guint which, double percent, const char *run, const char *quantity,
            double alpha)
{
  double *values = g_new (double, MAX (pairs->len, 1));
  g_autofree char *name = g_strdup_printf ("%s, %s", run, quantity);

  for (guint i = 0; i < pairs->len; i++)
    {
      const WeirStepStatistics *step = g_array_index (pairs, Pair, i).runs[which];

      values[i] = step != NULL && has_time (step)
          ? (double) weir_histogram_get_percentile (step->time, percent)
                                                  : NAN;
    }
  weir_bars_add_series (bars, name, WEIR_SWATCH_BLOCK, WEIR_INK_SERIES + (which == 0 ? 5 : 1), alpha,
                        which == 0 ? WEIR_PATTERN_SOLID : WEIR_PATTERN_RISING, values);
}

/**
 * weir_chart_new_comparison:
 * @comparison: two runs, with what is noise
 * @names: what the runs are called
 * @of: whether they are of a flow, with steps, or of a load plan, with iterations
 *
 * Returns: (transfer full): p50 and p95 of each step in both runs, and how much they changed
 */
WeirChart *
weir_chart_new_comparison (const WeirRunComparison *comparison, const char *const names[2], WeirChartOf of)
{
  gboolean is_plan = of == WEIR_CHART_OF_PLAN;
  WeirBars *bars
      = weir_bars_new ("comparison", _("Comparison of two runs"), WEIR_UNIT_DURATION, TRUE,
                       is_plan ? _("Plan iteration") : _("Step"), _("Change"));
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  guint all = comparison->steps->len + comparison->only[0]->len + comparison->only[1]->len;

  add_rows (bars, pairs, comparison);
  for (guint which = 0; which < 2; which++)
    {
      add_values (bars, pairs, which, 50, names[which], _("p50"), 0.5);
      add_values (bars, pairs, which, 95, names[which], _("p95"), 1);
    }
  if (pairs->len == 0)
    weir_chart_take_empty (&bars->chart, g_strdup (_("Neither run has sent a request.")));
  else
    weir_chart_take_summary (&bars->chart, summarize (comparison));
  if (pairs->len == WEIR_CHART_MAX_ROWS && all > WEIR_CHART_MAX_ROWS)
    weir_chart_take_note (&bars->chart,
                          g_strdup_printf (is_plan ? _("The first %u of %u plan iterations.")
                                                   : _("The first %u of %u steps."),
                                           WEIR_CHART_MAX_ROWS, all));
  return &bars->chart;
}

/* Closer to each other where the slowest requests are. */
static const double percents[] = { 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97.5, 99, 99.5, 99.8, 99.9 };

static void
add_percentiles (WeirPlot *plot, const WeirStepStatistics *step, const char *run)
{
  double *values = g_new (double, G_N_ELEMENTS (percents));
  double count = (double) weir_histogram_get_count (step->time);
  g_autofree char *name = g_strdup_printf ("%s, %s", get_name (step), run);

  /* Of 20 results none is the slowest of 1 000: what so few cannot tell is not drawn. */
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    values[i] = count * (100 - percents[i]) / 100 >= 1 - 1e-9
                    ? (double) weir_histogram_get_percentile (step->time, percents[i])
                    : NAN;
  weir_plot_add_line (plot, 0, name, plot->data->len, values, NULL);
}

/**
 * weir_chart_new_percentiles:
 * @comparison: two runs, with what is noise
 * @names: what the runs are called
 * @of: whether they are of a flow, with steps, or of a load plan, with iterations
 *
 * Returns: (transfer full): p50 to p99.9 of each step that both runs have, the runs over each other; shown at
 *   first is the step that changed most
 */
WeirChart *
weir_chart_new_percentiles (const WeirRunComparison *comparison, const char *const names[2], WeirChartOf of)
{
  gboolean is_plan = of == WEIR_CHART_OF_PLAN;
  WeirPlot *plot = weir_plot_new ("percentiles", _("Percentiles of two runs"), WEIR_PLOT_PERCENTILE,
                                  g_memdup2 (percents, sizeof percents), G_N_ELEMENTS (percents), 0);
  WeirComparedFigure figure;
  const WeirStepComparison *shown = find_most_changed (comparison, &figure);

  weir_plot_add_panel (plot, _("Time"), WEIR_UNIT_DURATION, FALSE);
  for (guint i = 0; i < comparison->steps->len && plot->data->len < WEIR_CHART_MAX_ROWS; i++)
    {
      const WeirStepComparison *step = g_ptr_array_index (comparison->steps, i);

      if (!has_time (step->runs[0]) || !has_time (step->runs[1]))
        continue;
      if (shown == NULL)
        shown = step;
      for (guint which = 0; which < 2; which++)
        {
          add_percentiles (plot, step->runs[which], names[which]);
          weir_chart_get_series (&plot->chart, plot->data->len - 1)->visible = step == shown;
        }
    }
  if (plot->data->len == 0)
    weir_chart_take_empty (&plot->chart,
                           g_strdup (is_plan ? _("No plan iteration has sent a request in both runs.")
                                             : _("No step has sent a request in both runs.")));
  else
    weir_chart_take_summary (&plot->chart, summarize (comparison));
  if (plot->data->len > 2)
    weir_chart_take_note (&plot->chart,
                          g_strdup (is_plan ? _("Shown at first is the plan iteration that changed most.")
                                            : _("Shown at first is the step that changed most.")));
  return &plot->chart;
}
