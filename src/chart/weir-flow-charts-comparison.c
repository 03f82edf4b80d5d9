/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-charts-comparison.c: two runs beside each other, steps matched by name
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-bars-private.h"
#include "weir-flow-charts.h"

typedef struct
{
  const WeirStepStatistics *steps[2]; /* either may be NULL: only one of the runs has it */
} Pair;

static const WeirStepStatistics *
find_by_name (GPtrArray *statistics, const WeirStepStatistics *step)
{
  for (guint i = 0; i < statistics->len; i++)
    {
      const WeirStepStatistics *other = g_ptr_array_index (statistics, i);

      if (other->part == step->part && g_strcmp0 (other->name, step->name) == 0
          && weir_histogram_get_count (other->time) > 0)
        return other;
    }
  return NULL;
}

static GArray *
match_steps (GPtrArray *earlier, GPtrArray *later)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < later->len; i++)
    {
      const WeirStepStatistics *step = g_ptr_array_index (later, i);
      Pair pair = { { find_by_name (earlier, step), step } };

      if (weir_histogram_get_count (step->time) > 0)
        g_array_append_val (pairs, pair);
    }
  for (guint i = 0; i < earlier->len; i++)
    {
      const WeirStepStatistics *step = g_ptr_array_index (earlier, i);
      Pair pair = { { step, NULL } };

      if (weir_histogram_get_count (step->time) > 0 && find_by_name (later, step) == NULL)
        g_array_append_val (pairs, pair);
    }
  return pairs;
}

static gboolean
is_within_quarters (const WeirHistogram *of, const WeirHistogram *median)
{
  gint64 value = weir_histogram_get_percentile (median, 50);

  return value >= weir_histogram_get_percentile (of, 25) && value <= weir_histogram_get_percentile (of, 75);
}

/* Each median lies in the middle half of the other run: run again, they could as well differ the other way.
   */
static gboolean
is_noise (const Pair *pair)
{
  return is_within_quarters (pair->steps[0]->time, pair->steps[1]->time)
         && is_within_quarters (pair->steps[1]->time, pair->steps[0]->time);
}

/* By how many percent the p95 grew. */
static double
get_growth (const Pair *pair)
{
  double before = (double) weir_histogram_get_percentile (pair->steps[0]->time, 95);
  double after = (double) weir_histogram_get_percentile (pair->steps[1]->time, 95);

  return before > 0 ? 100 * (after - before) / before : 0;
}

static char *
describe (const Pair *pair)
{
  double growth;

  if (pair->steps[0] == NULL)
    return g_strdup (_("only in the later run"));
  if (pair->steps[1] == NULL)
    return g_strdup (_("only in the earlier run"));
  growth = get_growth (pair);
  if (is_noise (pair))
    return g_strdup_printf (_("%+.0f %%, within noise"), growth);
  return g_strdup_printf (growth >= 0 ? _("%+.0f %%, slower") : _("%+.0f %%, faster"), growth);
}

static char *
summarize (GArray *pairs)
{
  const Pair *most = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      if (pair->steps[0] != NULL && pair->steps[1] != NULL && !is_noise (pair)
          && (most == NULL || fabs (get_growth (pair)) > fabs (get_growth (most))))
        most = pair;
    }
  if (most == NULL)
    return g_strdup (_("All differences are within noise."));
  before
      = weir_unit_to_text (WEIR_UNIT_DURATION,
                           (double) weir_histogram_get_percentile (most->steps[0]->time, 95));
  after
      = weir_unit_to_text (WEIR_UNIT_DURATION,
                           (double) weir_histogram_get_percentile (most->steps[1]->time, 95));
  return g_strdup_printf (_("%s changed most: p95 %s, then %s (%+.0f %%)."),
                          name, before, after,
                          get_growth (most));
}

static void
add_values (WeirBars *bars, GArray *pairs, guint which, double percent, const char *run, const char *quantity,
            double alpha)
{
  double *values = g_new (double, MAX (pairs->len, 1));
  g_autofree char *name = g_strdup_printf ("%s, %s", run, quantity);

  for (guint i = 0; i < bars->rows->len; i++)
    {
      const WeirStepStatistics *step = g_array_index (pairs, Pair, i).steps[which];

      values[i] = step != NULL ? (double) weir_histogram_get_percentile (step->time, percent) : NAN;
    }
  weir_bars_add_series (bars, name, WEIR_SWATCH_BLOCK, WEIR_INK_SERIES + (which == 0 ? 5 : 1), alpha,
                        which == 0 ? WEIR_PATTERN_SOLID : WEIR_PATTERN_RISING, values);
}

/**
 * weir_chart_new_comparison:
 * @earlier: (element-type WeirStepStatistics): the steps of one run
 * @later: (element-type WeirStepStatistics): the steps of another one
 * @names: what the runs are called, the earlier first
 *
 * Steps are matched by part and name. "Within noise" says that each median lies between the quartiles of the
 * other run.
 *
 * Returns: (transfer full): p50 and p95 of each step in both runs, and how much p95 changed
 */
WeirChart *
weir_chart_new_comparison (GPtrArray *earlier, GPtrArray *later, const char *const names[2])
{
  WeirBars *bars
      = weir_bars_new ("comparison", _("Comparison of two runs"), WEIR_UNIT_DURATION, TRUE, _("Step"),
                                  _("p95 changed"));
  g_autoptr (GArray) pairs = match_steps (earlier, later);

  for (guint i = 0; i < MIN (pairs->len, WEIR_CHART_MAX_ROWS); i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);
      const WeirStepStatistics *step = pair->steps[pair->steps[1] != NULL];
      WeirBarRow *row
          = weir_bars_add_row (bars, step->name != NULL ? step->name : _("(no name)"), describe (pair));

      if (pair->steps[1] != NULL)
        row->subject = (WeirChartSubject) { (int) step->part, (int) step->step, 0, 0 };
    }
  for (guint which = 0; which < 2; which++)
    {
      add_values (bars, pairs, which, 50, names[which], _("p50"), 0.5);
      add_values (bars, pairs, which, 95, names[which], _("p95"), 1);
    }
  if (pairs->len == 0)
    weir_chart_take_empty (&bars->chart, g_strdup (_("Neither run has sent a request.")));
  else
    weir_chart_take_summary (&bars->chart, summarize (pairs));
  if (pairs->len > WEIR_CHART_MAX_ROWS)
    weir_chart_take_note (&bars->chart,
                          g_strdup_printf (_("The first %u of %u steps."), WEIR_CHART_MAX_ROWS, pairs->len));
  return &bars->chart;
}
