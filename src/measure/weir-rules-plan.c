/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rules-plan.c: what stands out in a run of a load plan: rules that fired, errors all in one place
 */

#include "config.h"

#include "weir-finding-private.h"
#include "weir-job-summary.h"

#include <glib/gi18n-lib.h>

/* Errors of one kind; fewer say nothing of where they come from. */
#define LEAST_ERRORS 10
/* So much of them in one iteration, which had no more than that of all requests that came to an end. */
#define MOST_OF_ERRORS 0.8
#define SHARE_OF_REQUESTS 0.5

/* Behind the kinds of errors without answer: answers with 4xx, and with 5xx. */
#define KIND_4XX WEIR_N_ERROR_KINDS
#define KIND_5XX (WEIR_N_ERROR_KINDS + 1)
#define N_KINDS (WEIR_N_ERROR_KINDS + 2)

static const WeirMetricTotals *
get_totals (const WeirJobState *job)
{
  return weir_metrics_get_totals (job->figures->metrics);
}

static guint64
count_ended (const WeirJobState *job)
{
  return get_totals (job)->successful + get_totals (job)->failed;
}

static guint64
count_errors (const WeirJobState *job, guint kind)
{
  guint first = kind == KIND_4XX ? 400 : 500;
  guint64 n = 0;

  if (kind < WEIR_N_ERROR_KINDS)
    return job->figures->error_kinds[kind];
  for (guint i = first; i < first + 100; i++)
    n += get_totals (job)->statuses[i];
  return n;
}

static const char *
name_kind (guint kind)
{
  const char *const names[N_KINDS] = {
    [WEIR_ERROR_KIND_DNS] = _ ("unknown host"),
    [WEIR_ERROR_KIND_CONNECT] = _ ("no connection"),
    [WEIR_ERROR_KIND_TLS] = _ ("TLS error"),
    [WEIR_ERROR_KIND_TIMEOUT] = _ ("timeout"),
    [WEIR_ERROR_KIND_RESET] = _ ("reset"),
    [WEIR_ERROR_KIND_PROTOCOL] = _ ("malformed"),
    [WEIR_ERROR_KIND_TOO_LARGE] = _ ("too large"),
    [KIND_4XX] = _ ("an answer of 4xx"),
    [KIND_5XX] = _ ("an answer of 5xx"),
  };

  return names[kind];
}

static void
add_errors (WeirFindings *self, const WeirJobState *job, guint kind, guint64 here, guint64 all,
            double share_of_requests)
{
  g_autofree char *name = weir_job_state_get_name (job);
  WeirFinding *finding = weir_findings_add_named (self, WEIR_FINDING_ERRORS_IN_ONE, (int) job->job, name);
  double share = (double) here / (double) all;

  /* Translators: "9 of 10 requests that ended with “timeout” are of Buyers / Pay, which had 12 % of all
   * requests." */
  finding->sentence = g_strdup_printf (
      _ ("%1$lu of %2$lu requests that ended with “%3$s” are of %4$s, which had %5$.0f %% of all requests."),
      (gulong) here, (gulong) all, name_kind (kind), name, 100 * share_of_requests);
  weir_finding_add_number (finding, "failed", (double) here, "count");
  weir_finding_add_number (finding, "share", share, "ratio");
}

/* Errors of one kind of which at least 80 %, and no fewer than 10, are of one iteration that had at most half
 * of all requests that came to an end. */
static void
find_errors (WeirFindings *self, GPtrArray *jobs, guint kind, guint64 all_ended)
{
  const WeirJobState *most = NULL;
  guint64 all = 0, here = 0;

  for (guint i = 0; i < jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (jobs, i);
      guint64 n = count_errors (job, kind);

      all += n;
      if (n > here)
        {
          here = n;
          most = job;
        }
    }
  if (here < LEAST_ERRORS || (double) here < MOST_OF_ERRORS * (double) all
      || (double) count_ended (most) > SHARE_OF_REQUESTS * (double) all_ended)
    return;
  add_errors (self, most, kind, here, all, (double) count_ended (most) / (double) all_ended);
}

static void
add_rule (WeirFindings *self, const WeirJobState *job, const WeirRuleState *rule)
{
  g_autofree char *name = weir_job_state_get_name (job);
  WeirFinding *finding = weir_findings_add_named (self, WEIR_FINDING_RULE, (int) job->job, name);

  finding->sentence = weir_rule_state_describe (rule, job);
  if (rule->termination)
    weir_finding_add_number (finding, "begin", (double) rule->fired_us, "µs");
}

static void
add_rules (WeirFindings *self, const WeirJobState *job)
{
  for (guint i = 0; i < job->rules->len; i++)
    {
      const WeirRuleState *rule = g_ptr_array_index (job->rules, i);

      if (rule->fired)
        add_rule (self, job, rule);
    }
  if (job->reason != NULL)
    {
      g_autofree char *name = weir_job_state_get_name (job);

      weir_findings_add_named (self, WEIR_FINDING_RULE, (int) job->job, name)->sentence
          = g_strdup_printf ("%s: %s", name, job->reason);
    }
}

/**
 * weir_findings_new_for_jobs:
 * @jobs: (element-type WeirJobState): the iterations of a run of a load plan
 * @quality: (nullable): the judgement of the generator
 *
 * The step of a finding is the number of the iteration that it is about: its evidence.
 *
 * Returns: (transfer full): that this computer was the bottleneck, rules that fired and why iterations failed
 *   besides, errors that are nearly all in one of several iterations
 */
WeirFindings *
weir_findings_new_for_jobs (GPtrArray *jobs, const WeirQuality *quality)
{
  WeirFindings *self = weir_findings_new_empty ();
  guint64 all_ended = 0;

  weir_rule_generator (self, quality);
  for (guint i = 0; i < jobs->len; i++)
    {
      all_ended += count_ended (g_ptr_array_index (jobs, i));
      add_rules (self, g_ptr_array_index (jobs, i));
    }
  for (guint kind = 1; kind < N_KINDS; kind++)
    find_errors (self, jobs, kind, all_ended);
  return self;
}
