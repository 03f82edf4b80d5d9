/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan-charts.c: the charts of a run of a load plan, as many as say something about it
 */

#include "config.h"

#include "weir-flow-charts.h"
#include "weir-report-plan.h"

/* Beyond so many iterations nobody looks at each of them. */
#define MOST_ITERATIONS 12

/* A chart without enough data is no use on paper. */
static void
take_chart (GPtrArray *charts, WeirChart *chart)
{
  if (weir_chart_is_empty (chart))
    weir_chart_free (chart);
  else
    g_ptr_array_add (charts, chart);
}

/* Rules about times of whole requests have a place in the chart of these. */
static gboolean
read_rule (const WeirRuleState *state, WeirChartRule *rule)
{
  static const int statistics[WEIR_N_STATISTICS] = {
    [WEIR_STATISTIC_P50] = WEIR_CHART_P50 + 1, [WEIR_STATISTIC_P90] = WEIR_CHART_P90 + 1,
    [WEIR_STATISTIC_P95] = WEIR_CHART_P95 + 1, [WEIR_STATISTIC_P99] = WEIR_CHART_P99 + 1,
    [WEIR_STATISTIC_MAX] = WEIR_CHART_MAX + 1,
  };
  int statistic = state->has_metric ? statistics[state->rule.statistic] : 0;

  if (statistic == 0 || state->rule.metric != WEIR_METRIC_TOTAL_TIME ||
      state->rule.threshold > WEIR_THRESHOLD_LESS_EQUAL)
    return FALSE;
  *rule = (WeirChartRule){
    .name = state->text,
    .statistic = (WeirChartStatistic) (statistic - 1),
    .us = state->rule.low * 1000,
    .above = state->rule.threshold <= WEIR_THRESHOLD_GREATER_EQUAL,
  };
  return TRUE;
}

/* Of each iteration by itself, with its rules. */
static void
take_times (GPtrArray *charts, WeirReport *report, const WeirReportRun *run, const WeirJobState *job)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (WeirChartRule));
  g_autoptr (GPtrArray) windows = weir_report_read_job_windows (report, run, (int) job->job);
  g_autofree char *name = weir_report_get_job_name (job);

  for (guint i = 0; i < job->rules->len; i++)
    {
      WeirChartRule rule;

      if (read_rule (g_ptr_array_index (job->rules, i), &rule))
        g_array_append_val (rules, rule);
    }
  take_chart (charts, weir_chart_new_times_over_time (
                          name, windows, (const WeirChartRule *) (gpointer) rules->data, rules->len));
}

/* Of several iterations together. */
static void
take_spectrum (GPtrArray *charts, const WeirReportRun *run)
{
  g_autoptr (WeirHistogram) time = weir_histogram_new ();
  g_autoptr (WeirHistogram) response = weir_histogram_new ();
  gboolean scheduled = FALSE;

  for (guint i = 0; i < run->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (run->jobs, i);
      const WeirHistogram *of_job = weir_report_get_job_time (job, WEIR_METRIC_TOTAL_TIME);
      const WeirHistogram *planned = weir_report_get_job_time (job, WEIR_METRIC_RESPONSE_TIME);

      if (of_job != NULL)
        weir_histogram_merge (time, of_job);
      if (planned != NULL)
        weir_histogram_merge (response, planned);
      scheduled |= job->figures->lateness != NULL && weir_histogram_get_count (job->figures->lateness) > 0;
    }
  /* Without a schedule both are the same. */
  take_chart (charts, weir_chart_new_spectrum (time, scheduled ? response : NULL));
}

GPtrArray *
weir_report_make_plan_charts (WeirReport *report, const WeirReportRun *run)
{
  GPtrArray *charts = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_chart_free);
  g_autoptr (GPtrArray) statistics = g_ptr_array_new ();
  g_autoptr (GPtrArray) windows = weir_report_read_job_windows (report, run, -1);
  guint n_iterations = 0;

  for (guint i = 0; i < run->steps->len; i++)
    g_ptr_array_add (statistics, ((WeirReportStep *) g_ptr_array_index (run->steps, i))->summary);
  for (guint i = 0; i < run->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (run->jobs, i);

      if (job->chosen && n_iterations++ < MOST_ITERATIONS)
        take_times (charts, report, run, job);
    }
  take_chart (charts, weir_chart_new_throughput (windows, WEIR_CHART_OF_PLAN));
  take_chart (charts, weir_chart_new_latency_map (windows));
  take_spectrum (charts, run);
  take_chart (charts, weir_chart_new_step_times (statistics, WEIR_CHART_OF_PLAN));
  take_chart (charts, weir_chart_new_answers (statistics));
  return charts;
}
