/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-metrics.c: ${Metrics.ROUND.ITERATION.…}: what a load plan knows of its own figures while it runs
 */

#include "config.h"

#include "weir-plan-engine-private.h"

#include "weir-job-field.h"
#include "weir-plan-lookup.h"
#include "weir-status.h"

/* Which job @iteration is in @round; -1 = none. */
static int
find_job (const WeirPlanProgram *self, WeirRound *round, WeirIteration *iteration)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      const WeirJobProgram *job = g_ptr_array_index (self->jobs, i);
      const WeirRoundProgram *program = g_ptr_array_index (self->rounds, job->round);

      if (job->iteration == iteration && program->round == round)
        return (int) i;
    }
  return -1;
}

/**
 * weir_plan_program_find_metrics:
 * @self: a program that has its jobs
 * @plan: the plan it was made of
 */
void
weir_plan_program_find_metrics (WeirPlanProgram *self, WeirPlan *plan)
{
  self->metrics = g_array_new (FALSE, FALSE, sizeof (WeirMetricName));
  for (guint slot = WEIR_N_RESERVED_SLOTS; slot < weir_names_get_count (self->names); slot++)
    {
      WeirMetricName metric = { .slot = slot };
      WeirRound *round = NULL;
      const char *rest = NULL;
      WeirIteration *iteration
          = weir_plan_find_metrics (plan, weir_names_get (self->names, slot), &round, &rest);
      int job = iteration ? find_job (self, round, iteration) : -1;

      if (job < 0 || !weir_metric_field_parse (rest, &metric.field))
        continue;
      metric.job = (guint) job;
      metric.cool_down_us = weir_pacing_get_cool_down_us (weir_iteration_get_pacing (iteration));
      g_array_append_val (self->metrics, metric);
    }
}

/* Whether the plan names figures of @job. */
gboolean
weir_plan_program_looks_at (const WeirPlanProgram *self, guint job)
{
  for (guint i = 0; i < self->metrics->len; i++)
    if (g_array_index (self->metrics, WeirMetricName, i).job == job)
      return TRUE;
  return FALSE;
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  guint first = ((const WeirMetricName *) a)->slot;
  guint second = ((const WeirMetricName *) b)->slot;

  return (first > second) - (first < second);
}

static gint64
get_instant (WeirPlanJob *job)
{
  return g_queue_is_empty (&job->loops) && job->ended_us > 0 ? job->ended_us : g_get_monotonic_time ();
}

/**
 * weir_plan_engine_look_up_metric:
 * @self: an engine
 * @slot: of a name
 *
 * Returns: (transfer none) (nullable): the figure as it stands, missing where there are no data; %NULL when
 *   the name is of something else
 */
const WeirValue *
weir_plan_engine_look_up_metric (WeirPlanEngine *self, guint slot)
{
  const WeirMetricName key = { .slot = slot };
  const WeirMetricName *metric;
  WeirPlanJob *job;
  double value;
  guint index;

  if (self->program->metrics->len == 0 ||
      !g_array_binary_search (self->program->metrics, &key, compare_slots, &index))
    return NULL;
  metric = &g_array_index (self->program->metrics, WeirMetricName, index);
  job = &self->jobs[metric->job];
  if (!weir_job_figures_read_field (job->live, &metric->field, metric->cool_down_us, get_instant (job),
                                    &value))
    weir_value_set_absent (&self->metric);
  else if (metric->field.kind == WEIR_FIELD_STATUS_REASON)
    weir_value_set_text (&self->metric, weir_status_get_phrase ((guint) value), -1);
  else
    weir_value_set_double (&self->metric, value);
  return &self->metric;
}
