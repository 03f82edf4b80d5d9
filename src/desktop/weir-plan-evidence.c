/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-evidence.c: where the evidence of what stands out in a run of a load plan is
 */

#include "config.h"

#include "weir-plan-evidence.h"

#include "weir-job-summary.h"

/* The rule that a finding is about says the same of the iteration. */
static const WeirRuleState *
find_rule (const WeirFinding *finding, const WeirJobState *job)
{
  for (guint i = 0; i < job->rules->len; i++)
    {
      const WeirRuleState *rule = g_ptr_array_index (job->rules, i);
      g_autofree char *sentence = rule->fired ? weir_rule_state_describe (rule, job) : NULL;

      if (g_strcmp0 (sentence, finding->sentence) == 0)
        return rule;
    }
  return NULL;
}

/* An expression may speak of anything; how many there were or were left out is in no single request. */
static gboolean
find_for_rule (const WeirRuleState *rule, WeirRequestsShown *shown)
{
  WeirMetric metric = rule->rule.metric;

  if (!rule->has_metric)
    return FALSE;
  if (metric == WEIR_METRIC_ERROR_RATE || metric == WEIR_METRIC_ASSERTION_ERROR_RATE)
    *shown = WEIR_REQUESTS_FAILED;
  else if (metric >= WEIR_METRIC_TOTAL_TIME && metric <= WEIR_METRIC_SERVER_TIME_APP)
    *shown = WEIR_REQUESTS_SLOWEST;
  else
    return FALSE;
  return TRUE;
}

gboolean
weir_plan_evidence_find (const WeirFinding *finding, const WeirJobState *job, WeirRequestsShown *shown)
{
  const WeirRuleState *rule;

  /* Of a lean iteration no request is kept. */
  if (job == NULL || job->lean)
    return FALSE;
  *shown = WEIR_REQUESTS_FAILED;
  if (finding->kind == WEIR_FINDING_ERRORS_IN_ONE)
    return TRUE;
  if (finding->kind != WEIR_FINDING_RULE)
    return FALSE;
  rule = find_rule (finding, job);
  /* Beside its rules an iteration fails because of requests without response, or of assertions. */
  return rule == NULL || find_for_rule (rule, shown);
}
