/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-chart-set.c: which charts the run of a load plan has, for the window and for reports alike
 */

#include "config.h"

#include "weir-plan-chart-set.h"

#include "weir-flow-charts.h"
#include "weir-job-summary.h"
#include "weir-plan-charts.h"

/* Beyond so many iterations nobody looks at the times of each of them, unless it is chosen. */
#define MOST_ITERATIONS 12

static void
add (GArray *list, WeirPlanChartKind kind, int job)
{
  const WeirPlanChart chart = { kind, job };

  g_array_append_val (list, chart);
}

GArray *
weir_plan_charts_list (GPtrArray *jobs, int job)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (WeirPlanChart));
  guint n_times = 0;

  for (guint i = 0; i < jobs->len; i++)
    {
      const WeirJobState *state = g_ptr_array_index (jobs, i);

      if (state->chosen && (job < 0 ? n_times < MOST_ITERATIONS : state->job == (guint) job))
        {
          add (list, WEIR_PLAN_CHART_TIMES, (int) state->job);
          n_times++;
        }
    }
  add (list, WEIR_PLAN_CHART_THROUGHPUT, job);
  add (list, WEIR_PLAN_CHART_MAP, job);
  add (list, WEIR_PLAN_CHART_SPECTRUM, job);
  if (job < 0)
    add (list, WEIR_PLAN_CHART_STEPS, job);
  add (list, WEIR_PLAN_CHART_ANSWERS, job);
  return list;
}

static const WeirJobState *
find_job (GPtrArray *jobs, int job)
{
  for (guint i = 0; job >= 0 && i < jobs->len; i++)
    if (((WeirJobState *) g_ptr_array_index (jobs, i))->job == (guint) job)
      return g_ptr_array_index (jobs, i);
  return NULL;
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

/* A warm-up begins with the first client that sends; its requests are in no second, but the seconds are
 * there. */
static void
hatch (WeirChart *chart, const WeirJobState *job, const WeirPlanSeconds *seconds)
{
  gint64 from_us;
  guint first;

  if (job == NULL || job->warm_up_us <= 0
      || !weir_plan_seconds_get_first (seconds, (int) job->job, &first))
    return;
  from_us = first * (gint64) G_USEC_PER_SEC;
  weir_chart_hatch_warm_up (chart, from_us, from_us + job->warm_up_us);
}

static WeirChart *
make_times (const WeirJobState *job, int number, const WeirPlanSeconds *seconds)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (WeirChartRule));
  g_autofree char *name = job != NULL ? weir_job_state_get_name (job) : NULL;
  WeirChart *chart;

  for (guint i = 0; job != NULL && i < job->rules->len; i++)
    {
      WeirChartRule rule;

      if (read_rule (g_ptr_array_index (job->rules, i), &rule))
        g_array_append_val (rules, rule);
    }
  chart = weir_chart_new_times_over_time (name, seconds, number,
                                          (const WeirChartRule *) (gpointer) rules->data, rules->len);
  hatch (chart, job, seconds);
  return chart;
}

static WeirChart *
make_throughput (const WeirJobState *job, int number, const WeirPlanSeconds *seconds)
{
  WeirChart *chart = weir_chart_new_plan_throughput (seconds, number);

  hatch (chart, job, seconds);
  return chart;
}

/* Of one iteration, or of several together. */
static WeirChart *
make_spectrum (GPtrArray *jobs, int job)
{
  g_autoptr (WeirHistogram) time = weir_histogram_new ();
  g_autoptr (WeirHistogram) response = weir_histogram_new ();
  gboolean scheduled = FALSE;

  for (guint i = 0; i < jobs->len; i++)
    {
      const WeirJobState *state = g_ptr_array_index (jobs, i);
      const WeirHistogram *of_job = weir_job_state_get_time (state, WEIR_METRIC_TOTAL_TIME);
      const WeirHistogram *planned = weir_job_state_get_time (state, WEIR_METRIC_RESPONSE_TIME);

      if (job >= 0 && state->job != (guint) job)
        continue;
      if (of_job != NULL)
        weir_histogram_merge (time, of_job);
      if (planned != NULL)
        weir_histogram_merge (response, planned);
      scheduled |= state->figures->lateness != NULL &&
                   weir_histogram_get_count (state->figures->lateness) > 0;
    }
  /* Without a schedule both are the same. */
  return weir_chart_new_spectrum (time, scheduled ? response : NULL);
}

static GPtrArray *
add_up (GPtrArray *jobs, int job)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_statistics_unref);

  for (guint i = 0; i < jobs->len; i++)
    {
      const WeirJobState *state = g_ptr_array_index (jobs, i);

      if (state->chosen && (job < 0 || state->job == (guint) job))
        g_ptr_array_add (all, weir_job_state_add_up (state));
    }
  return all;
}

WeirChart *
weir_plan_chart_make (const WeirPlanChart *self, GPtrArray *jobs, const WeirPlanSeconds *seconds)
{
  const WeirJobState *job = find_job (jobs, self->job);
  g_autoptr (GPtrArray) statistics = NULL;

  switch (self->kind)
    {
    case WEIR_PLAN_CHART_TIMES:
      return make_times (job, self->job, seconds);
    case WEIR_PLAN_CHART_THROUGHPUT:
      return make_throughput (job, self->job, seconds);
    case WEIR_PLAN_CHART_MAP:
      return weir_chart_new_latency_map (seconds, self->job);
    case WEIR_PLAN_CHART_SPECTRUM:
      return make_spectrum (jobs, self->job);
    case WEIR_PLAN_CHART_STEPS:
      statistics = add_up (jobs, self->job);
      return weir_chart_new_step_times (statistics, WEIR_CHART_OF_PLAN);
    case WEIR_PLAN_CHART_ANSWERS:
    default:
      statistics = add_up (jobs, self->job);
      return weir_chart_new_answers (statistics);
    }
}
