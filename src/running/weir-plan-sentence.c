/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-sentence.c: what a run of a load plan came to, as an outcome and in words
 */

#include "config.h"

#include "weir-plan-run-private.h"

#include <glib/gi18n-lib.h>

/* Fewer of the scheduled starts than these, and what was measured is not what was asked for. */
#define LEAST_MADE 0.95

guint64
weir_plan_count_generator_errors (const WeirPlanSnapshot *snapshot)
{
  guint64 count = 0;

  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      count += weir_metrics_get_totals (job->figures->metrics)->generator_errors;
    }
  return count;
}

/* Those of the iteration that fared worst. */
double
weir_plan_get_made_share (const WeirPlanSnapshot *snapshot)
{
  double least = 1;

  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobFigures *figures = ((WeirJobState *) g_ptr_array_index (snapshot->jobs, i))->figures;

      if (figures->planned_starts > 0)
        least = MIN (least, 1 - (double) figures->missed_starts / (double) figures->planned_starts);
    }
  return least;
}

/**
 * weir_plan_judge:
 * @snapshot: a run all of whose rounds are over
 *
 * Returns: its outcome: this computer's own faults go before what rules say
 */
WeirOutcome
weir_plan_judge (const WeirPlanSnapshot *snapshot)
{
  if (weir_plan_count_generator_errors (snapshot) > 0 || weir_plan_get_made_share (snapshot) < LEAST_MADE)
    return WEIR_OUTCOME_INVALID;
  if (weir_plan_snapshot_count (snapshot, WEIR_ITERATION_TERMINATED) > 0)
    return WEIR_OUTCOME_TERMINATED;
  if (weir_plan_snapshot_count (snapshot, WEIR_ITERATION_FAILED) > 0)
    return WEIR_OUTCOME_FAILED;
  return weir_plan_snapshot_count (snapshot, WEIR_ITERATION_SUCCESS) > 0 ? WEIR_OUTCOME_PASSED
                                                                           : WEIR_OUTCOME_SKIPPED;
}

/* The first iteration of that status. */
static const WeirJobState *
find_job (const WeirPlanSnapshot *snapshot, WeirIterationStatus status)
{
  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      if (job->chosen && job->status == status)
        return job;
    }
  return NULL;
}

static const WeirRuleState *
find_rule (const WeirJobState *job, gboolean termination)
{
  for (guint i = 0; i < job->rules->len; i++)
    {
      const WeirRuleState *rule = g_ptr_array_index (job->rules, i);

      if (rule->fired && rule->termination == termination)
        return rule;
    }
  return NULL;
}

/* "Terminated: Buyers, Browse (ErrorRate > 0.2)"; "Failed: 3 iterations, first Buyers, Browse (…)" */
static void
append_iterations (GString *text, const WeirPlanSnapshot *snapshot, WeirIterationStatus status)
{
  const WeirJobState *first = find_job (snapshot, status);
  guint count = weir_plan_snapshot_count (snapshot, status);
  gboolean terminated = status == WEIR_ITERATION_TERMINATED;
  const WeirRuleState *rule = first ? find_rule (first, terminated) : NULL;
  const char *why = first && first->reason ? first->reason : rule ? rule->text : NULL;

  g_string_append (text, terminated ? _ ("Terminated") : _ ("Failed"));
  if (!first)
    return;
  if (count > 1)
    g_string_append_printf (
        text, ngettext (": %u iteration, first %s, %s", ": %u iterations, first %s, %s", count), count,
        first->round, first->iteration);
  else
    g_string_append_printf (text, ": %s, %s", first->round, first->iteration);
  if (why)
    g_string_append_printf (text, " (%s)", why);
}

/* The first sentence somebody was given for it. */
static const char *
find_generator_error (const WeirPlanSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      if (job->figures->error_examples[WEIR_ERROR_KIND_NONE])
        return job->figures->error_examples[WEIR_ERROR_KIND_NONE];
    }
  return NULL;
}

static void
append_invalid (GString *text, const WeirPlanSnapshot *snapshot)
{
  gulong errors = (gulong) weir_plan_count_generator_errors (snapshot);
  const char *example = find_generator_error (snapshot);

  if (errors > 0)
    g_string_append_printf (text,
                            ngettext ("This computer was the bottleneck: it could not send %lu request for "
                                      "lack of connections or memory",
                                      "This computer was the bottleneck: it could not send %lu requests for "
                                      "lack of connections or memory",
                                      errors),
                            errors);
  else
    g_string_append_printf (text,
                            _ ("This computer was the bottleneck: of an iteration it made only %d %% of the "
                               "starts by schedule"),
                            (int) (weir_plan_get_made_share (snapshot) * 100.0));
  if (errors > 0 && example)
    g_string_append_printf (text, " (%s)", example);
}

/* "Stopped, 1200 requests answered" */
static void
append_stopped (GString *text, const WeirPlanSnapshot *snapshot)
{
  guint64 completed = 0;

  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      completed += weir_metric_totals_get_completed (weir_metrics_get_totals (job->figures->metrics));
    }
  g_string_append (text, _ ("Stopped"));
  g_string_append_printf (
      text, ngettext (", %lu request completed", ", %lu requests completed", (gulong) completed),
      (gulong) completed);
}

/**
 * weir_plan_sentence:
 * @snapshot: a run that is over, with its outcome
 * @failure: (nullable): what kept it from coming to its end
 *
 * Returns: (transfer full): how it came out, without a full stop; @failure as it is
 */
char *
weir_plan_sentence (const WeirPlanSnapshot *snapshot, const char *failure)
{
  GString *text = g_string_new (NULL);

  if (failure)
    g_string_append (text, failure);
  else if (snapshot->outcome == WEIR_OUTCOME_STOPPED)
    append_stopped (text, snapshot);
  else if (snapshot->outcome == WEIR_OUTCOME_INVALID)
    append_invalid (text, snapshot);
  else if (snapshot->outcome == WEIR_OUTCOME_TERMINATED)
    append_iterations (text, snapshot, WEIR_ITERATION_TERMINATED);
  else if (snapshot->outcome == WEIR_OUTCOME_FAILED)
    append_iterations (text, snapshot, WEIR_ITERATION_FAILED);
  else if (snapshot->outcome == WEIR_OUTCOME_SKIPPED)
    g_string_append (text, _ ("Skipped, the conditions of every iteration said so"));
  else
    g_string_append (text, _ ("Passed"));
  if (!failure && snapshot->unverified)
    g_string_append (text, _ (", TLS verification off"));
  return g_string_free (text, FALSE);
}
