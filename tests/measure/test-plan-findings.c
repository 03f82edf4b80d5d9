/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-findings.c: what is said of a run of a load plan, and what is not
 */

#include "config.h"

#include <string.h>

#include "weir-finding.h"
#include "weir-job-state.h"

#define MS G_GINT64_CONSTANT (1000)

/* @n_good answers with 200, then as many ends of another kind: without an answer where @status is 0. */
static WeirJobState *
make_job (guint number, const char *name, guint n_good, guint n_bad, WeirErrorKind kind, guint status)
{
  WeirJobState *job = weir_job_state_new ();

  job->job = number;
  job->round = g_strdup ("Buyers");
  job->iteration = g_strdup (name);
  job->chosen = TRUE;
  job->figures = weir_job_figures_new (NULL, 0, 0);
  job->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_rule_state_free);
  for (guint i = 0; i < n_good + n_bad; i++)
    {
      gboolean good = i < n_good;
      WeirJobRequest request = { .http_version = 11, .status = good ? 200 : status };

      for (guint j = 0; j < WEIR_N_JOB_SERVER_TIMES; j++)
        request.server_us[j] = WEIR_NO_TIME;
      request.end = request.status > 0 ? WEIR_REQUEST_ANSWERED : WEIR_REQUEST_NO_RESPONSE;
      request.error_kind = request.status > 0 ? WEIR_ERROR_KIND_NONE : kind;
      request.phases[WEIR_PHASE_WAITING] = 10 * MS;
      weir_job_figures_start (job->figures, i * MS);
      weir_job_figures_end (job->figures, (i + 1) * MS, &request);
    }
  return job;
}

static GPtrArray *
make_jobs (WeirJobState *first, WeirJobState *second)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_state_unref);

  g_ptr_array_add (jobs, first);
  if (second != NULL)
    g_ptr_array_add (jobs, second);
  return jobs;
}

static const WeirFinding *
get (const WeirFindings *findings, guint i)
{
  g_assert_cmpuint (i, <, findings->findings->len);
  return g_ptr_array_index (findings->findings, i);
}

static void
test_errors (void)
{
  g_autoptr (GPtrArray) jobs
      = make_jobs (make_job (0, "Browse", 87, 1, WEIR_ERROR_KIND_TIMEOUT, 0),
                   make_job (1, "Pay", 3, 9, WEIR_ERROR_KIND_TIMEOUT, 0));
  g_autoptr (GPtrArray) more
      = make_jobs (make_job (0, "Browse", 87, 1, WEIR_ERROR_KIND_TIMEOUT, 0),
                   make_job (1, "Pay", 3, 10, WEIR_ERROR_KIND_TIMEOUT, 0));
  g_autoptr (WeirFindings) few = weir_findings_new_for_jobs (jobs, NULL);
  g_autoptr (WeirFindings) enough = weir_findings_new_for_jobs (more, NULL);
  const WeirFinding *finding = get (enough, 0);

  g_assert_cmpuint (few->findings->len, ==, 0);
  g_assert_cmpuint (enough->findings->len, ==, 1);
  g_assert_cmpint (finding->kind, ==, WEIR_FINDING_ERRORS_IN_ONE);
  g_assert_cmpint (finding->step, ==, 1);
  g_assert_cmpstr (finding->step_name, ==, "Buyers / Pay");
  g_assert_cmpstr (finding->sentence, ==,
                   "10 of 11 requests that ended with “timeout” are of Buyers / Pay, which had 13 % of all"
                   " requests.");
  g_assert_cmpfloat (weir_finding_get_number (finding, "failed"), ==, 10);
}

static void
test_statuses (void)
{
  g_autoptr (GPtrArray) jobs = make_jobs (make_job (0, "Browse", 100, 0, WEIR_ERROR_KIND_NONE, 200),
                                          make_job (1, "Pay", 10, 40, WEIR_ERROR_KIND_NONE, 503));
  g_autoptr (WeirFindings) findings = weir_findings_new_for_jobs (jobs, NULL);

  g_assert_cmpuint (findings->findings->len, ==, 1);
  g_assert_nonnull (
      strstr (get (findings, 0)->sentence, "40 of 40 requests that ended with “an answer of 5xx”"));
}

/* Errors everywhere, in the iteration that sends nearly everything, or in the only one, tell nothing. */
static void
test_no_errors (void)
{
  WeirJobState *const pairs[][2] = {
    { make_job (0, "Browse", 50, 20, WEIR_ERROR_KIND_RESET, 0),
      make_job (1, "Pay", 50, 20, WEIR_ERROR_KIND_RESET, 0) },
    { make_job (0, "Browse", 500, 50, WEIR_ERROR_KIND_RESET, 0),
      make_job (1, "Pay", 50, 0, WEIR_ERROR_KIND_RESET, 0) },
    { make_job (0, "Browse", 50, 50, WEIR_ERROR_KIND_RESET, 0), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GPtrArray) jobs = make_jobs (pairs[i][0], pairs[i][1]);
      g_autoptr (WeirFindings) findings = weir_findings_new_for_jobs (jobs, NULL);

      g_assert_cmpuint (findings->findings->len, ==, 0);
    }
}

static void
test_generator (void)
{
  g_autoptr (GPtrArray) jobs = make_jobs (make_job (0, "Browse", 10, 0, WEIR_ERROR_KIND_NONE, 200), NULL);
  g_autoptr (WeirQuality) amber = weir_quality_new (), red = weir_quality_new ();
  g_autoptr (WeirFindings) doubtful = NULL, bad = NULL;

  weir_quality_take_reason (amber, WEIR_QUALITY_RATE, WEIR_QUALITY_AMBER, 0.9, g_strdup ("90 % were sent."));
  weir_quality_take_reason (red, WEIR_QUALITY_RATE, WEIR_QUALITY_RED, 0.7, g_strdup ("70 % were sent."));
  doubtful = weir_findings_new_for_jobs (jobs, amber);
  bad = weir_findings_new_for_jobs (jobs, red);
  g_assert_cmpuint (doubtful->findings->len, ==, 0);
  g_assert_cmpuint (bad->findings->len, ==, 1);
  g_assert_cmpstr (get (bad, 0)->sentence, ==, "This computer was the bottleneck. 70 % were sent.");
  g_assert_cmpint (get (bad, 0)->step, ==, -1);
}

static void
add_rule (WeirJobState *job, gboolean termination, gboolean fired)
{
  WeirRuleState *rule = g_new0 (WeirRuleState, 1);

  rule->text = g_strdup ("ErrorRate > 0.2");
  rule->termination = termination;
  rule->has_metric = TRUE;
  rule->rule =
      (WeirMetricRule){ WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0.2, 0 };
  rule->known = TRUE;
  rule->value = 0.4;
  rule->fired = fired;
  rule->fired_us = 3100 * MS;
  g_ptr_array_add (job->rules, rule);
}

static void
test_rules (void)
{
  WeirJobState *job = make_job (0, "Browse", 10, 0, WEIR_ERROR_KIND_NONE, 200);
  g_autoptr (GPtrArray) jobs = make_jobs (job, NULL);
  g_autoptr (WeirFindings) findings = NULL;
  g_autoptr (WeirFindings) read = NULL;
  g_autoptr (GBytes) bytes = NULL;

  add_rule (job, TRUE, TRUE);
  add_rule (job, FALSE, FALSE);
  add_rule (job, FALSE, TRUE);
  job->reason = g_strdup ("No response from 127.0.0.1:1: refused.");
  findings = weir_findings_new_for_jobs (jobs, NULL);
  bytes = weir_findings_encode (findings);
  read = weir_findings_decode (bytes, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (read->findings->len, ==, 3);
  g_assert_cmpstr (get (read, 0)->sentence, ==,
                   "Buyers / Browse was ended after 3.1 s by ErrorRate > 0.2: observed 0.4.");
  g_assert_cmpstr (get (read, 1)->sentence, ==, "Buyers / Browse failed by ErrorRate > 0.2: observed 0.4.");
  g_assert_cmpstr (get (read, 2)->sentence, ==, "Buyers / Browse: No response from 127.0.0.1:1: refused.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/plan findings/errors of one kind that are nearly all in one iteration are told",
                   test_errors);
  g_test_add_func ("/measure/plan findings/so are statuses", test_statuses);
  g_test_add_func ("/measure/plan findings/errors that are where the requests are tell nothing", test_no_errors);
  g_test_add_func ("/measure/plan findings/a computer that was the bottleneck is told", test_generator);
  g_test_add_func ("/measure/plan findings/rules that fired are told with what they saw", test_rules);
  return g_test_run ();
}
