/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-rules.c: rules of load plans over what real servers answer: what fails, what ends, and when
 */

#include "config.h"

#include "weir-test-plan-run.h"
#include "weir-test.h"

#include <string.h>

#define ROUND "name: P\nrounds:\n- name: R\n  baseUrl: ${base}\n"

static void
answer_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  const guint *every = data;

  if (every[0] > 0 && request->nth % every[0] == 0)
    answer->status = every[1];
}

/* Every @every-th answer has that status. */
static WeirTestPlanRun *
run_with (const char *yaml, guint n_workers, guint every, guint status)
{
  WeirTestPlanRun *run = weir_test_plan_run_new (yaml, n_workers);
  guint what[2] = { every, status };

  weir_test_server_set_callback (run->server, answer_cb, what);
  weir_test_plan_run_all (run);
  weir_test_server_set_callback (run->server, NULL, NULL);
  return run;
}

static const WeirRuleState *
get_rule (WeirTestPlanRun *run, guint job, guint rule)
{
  const WeirJobState *state = weir_test_plan_run_get_job (run, job);

  g_assert_cmpuint (rule, <, state->rules->len);
  return g_ptr_array_index (state->rules, rule);
}

static void
assert_outcome (WeirTestPlanRun *run, guint job, WeirIterationStatus status, WeirOutcome outcome)
{
  g_test_message ("%s", run->snapshot->summary);
  g_assert_cmpstr (weir_iteration_status_to_nick (weir_test_plan_run_get_job (run, job)->status), ==,
                   weir_iteration_status_to_nick (status));
  g_assert_cmpstr (weir_outcome_to_nick (run->snapshot->outcome), ==, weir_outcome_to_nick (outcome));
}

/* C64: without rules two defaults hold. */
static void
test_defaults (void)
{
  static const char hundred[] = ROUND "  iterations:\n"
                                      "  - { name: I, requestCount: 100, httpRequest: { url: /x } }\n";
  g_autoptr (WeirTestPlanRun) many = run_with (hundred, 1, 16, 404);
  g_autoptr (WeirTestPlanRun) few = run_with (hundred, 1, 25, 404);
  g_autoptr (WeirTestPlanRun) two = run_with (hundred, 1, 50, 500);
  g_autoptr (WeirTestPlanRun) one = run_with (hundred, 1, 100, 500);

  assert_outcome (many, 0, WEIR_ITERATION_FAILED, WEIR_OUTCOME_FAILED);
  g_assert_true (get_rule (many, 0, 0)->is_default);
  g_assert_cmpfloat_with_epsilon (get_rule (many, 0, 0)->value, 0.06, 1e-9);
  g_assert_cmpstr (many->snapshot->summary, ==, "Failed: R, I (ErrorRate > 0.05 (>= 400, 0))");
  assert_outcome (few, 0, WEIR_ITERATION_SUCCESS, WEIR_OUTCOME_PASSED);
  assert_outcome (two, 0, WEIR_ITERATION_FAILED, WEIR_OUTCOME_FAILED);
  g_assert_false (get_rule (two, 0, 0)->fired);
  g_assert_true (get_rule (two, 0, 1)->fired);
  assert_outcome (one, 0, WEIR_ITERATION_SUCCESS, WEIR_OUTCOME_PASSED);
}

/* C60: over the answers of two workers. */
static void
test_error_rate (void)
{
  static const char yaml[] = ROUND "  numberOfClients: 4\n"
                                   "  iterations:\n"
                                   "  - name: I\n"
                                   "    requestCount: 25\n"
                                   "    httpRequest: { url: /x }\n"
                                   "    failureRules:\n"
                                   "    - { metric: ErrorRate > 0.10, errorStatusCodes: \">= 500\" }\n";
  g_autoptr (WeirTestPlanRun) server = run_with (yaml, 2, 5, 500);
  g_autoptr (WeirTestPlanRun) client = run_with (yaml, 2, 5, 404);

  assert_outcome (server, 0, WEIR_ITERATION_FAILED, WEIR_OUTCOME_FAILED);
  g_assert_cmpfloat_with_epsilon (get_rule (server, 0, 0)->value, 0.2, 1e-9);
  g_assert_cmpstr (get_rule (server, 0, 0)->text, ==, "ErrorRate > 0.1 (>= 500)");
  assert_outcome (client, 0, WEIR_ITERATION_SUCCESS, WEIR_OUTCOME_PASSED);
  g_assert_true (get_rule (client, 0, 0)->known);
  g_assert_cmpfloat (get_rule (client, 0, 0)->value, ==, 0);
}

/* C61: each rule is told with what it saw. */
static void
test_times (void)
{
  static const char yaml[] = ROUND "  iterations:\n"
                                   "  - name: I\n"
                                   "    requestCount: 4\n"
                                   "    httpRequest: { url: /x }\n"
                                   "    failureRules:\n"
                                   "    - { metric: TotalTime.P90 > 250 }\n"
                                   "    - { metric: TotalTime.P50 > 200 }\n"
                                   "    - { metric: TotalTime.Avg > 180 }\n";
  g_autoptr (WeirTestPlanRun) slow = weir_test_plan_run_new (yaml, 1);
  g_autoptr (WeirTestPlanRun) fast = weir_test_plan_run_new (yaml, 1);

  weir_test_server_script (slow->server, "/x")->delay_ms = 400;
  weir_test_plan_run_all (slow);
  assert_outcome (slow, 0, WEIR_ITERATION_FAILED, WEIR_OUTCOME_FAILED);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (get_rule (slow, 0, i)->fired);
      g_assert_cmpfloat (get_rule (slow, 0, i)->value, >=, 400);
    }
  weir_test_plan_run_all (fast);
  assert_outcome (fast, 0, WEIR_ITERATION_SUCCESS, WEIR_OUTCOME_PASSED);
}

/* C69 */
static void
test_no_response (void)
{
  static const char refused[] = "name: P\nrounds:\n- name: R\n  iterations:\n"
                                "  - name: I\n    requestCount: 5\n"
                                "    httpRequest: { url: \"http://127.0.0.1:1/\" }\n"
                                "  - name: J\n    requestCount: 5\n"
                                "    httpRequest: { url: \"http://127.0.0.1:1/\" }\n"
                                "    failureRules:\n"
                                "    - { metric: ErrorRate > 0, errorStatusCodes: \">= 500\" }\n"
                                "  - name: K\n    requestCount: 5\n"
                                "    httpRequest: { url: \"http://127.0.0.1:1/\" }\n"
                                "    failureRules: [{ metric: ErrorRate > 0, errorStatusCodes: \"= 0\" }]\n";
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (refused, 1);

  weir_test_plan_run_all (run);
  for (guint job = 0; job < 3; job++)
    {
      const WeirJobState *state = weir_test_plan_run_get_job (run, job);

      assert_outcome (run, job, WEIR_ITERATION_FAILED, WEIR_OUTCOME_FAILED);
      g_assert_nonnull (strstr (state->reason, "No response at all: "));
      g_assert_nonnull (strstr (state->reason, "127.0.0.1:1"));
      g_assert_cmpuint (state->figures->error_kinds[WEIR_ERROR_KIND_CONNECT], ==, 5);
    }
  g_assert_cmpuint (weir_test_plan_run_get_job (run, 1)->unheeded, ==, 5);
  g_assert_cmpuint (weir_test_plan_run_get_job (run, 2)->unheeded, ==, 0);
  g_assert_cmpuint (weir_test_plan_run_count_warning (run, "R, J: 5 requests got no response"), ==, 1);
}

static void
reset_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (request->nth == 3)
    answer->fault = WEIR_TEST_FAULT_RESET;
}

/* C69: one of five without response, which the rule does not count. */
static void
test_unheeded (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      ROUND "  numberOfClients: 5\n  iterations:\n"
            "  - name: I\n    httpRequest: { url: /x, retry: { maxRetries: 1, if: \"false\" } }\n"
            "    failureRules: [{ metric: ErrorRate > 0, errorStatusCodes: \">= 500\" }]\n",
      1);

  weir_test_server_set_callback (run->server, reset_cb, NULL);
  weir_test_plan_run_all (run);
  assert_outcome (run, 0, WEIR_ITERATION_SUCCESS, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_plan_run_count_warning (run, "R, I: 1 request got no response"), ==, 1);
}

/* C24: a rule that always holds ends an endless iteration after its grace, in all workers. */
static void
test_terminated (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      ROUND "  numberOfClients: 2\n  iterations:\n"
            "  - name: I\n    batchSize: 5\n    coolDownTime: 200\n    httpRequest: { url: /x }\n"
            "    terminationRules: [{ metric: TotalTime.Avg >= 0, gracePeriod: 1s }]\n"
            "  - { name: J, httpRequest: { url: /y } }\n",
      2);
  const WeirJobState *job;

  weir_test_plan_run_all (run);
  job = weir_test_plan_run_get_job (run, 0);
  assert_outcome (run, 0, WEIR_ITERATION_TERMINATED, WEIR_OUTCOME_TERMINATED);
  g_assert_true (get_rule (run, 0, 0)->termination);
  g_assert_true (get_rule (run, 0, 0)->fired);
  g_assert_cmpint (get_rule (run, 0, 0)->held_us, >=, G_USEC_PER_SEC);
  g_assert_cmpint (get_rule (run, 0, 0)->held_us, <, AT_ONCE_US);
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 0)->started, >=, 40);
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 0)->started, <=, 600);
  /* It was ended; the rest of the plan was not. */
  g_assert_cmpuint (weir_test_server_count (run->server, "/y"), ==, 2);
  g_assert_cmpint (weir_test_plan_run_get_job (run, 1)->status, ==, WEIR_ITERATION_SUCCESS);
  g_assert_nonnull (strstr (run->snapshot->summary, "Terminated: R, I (TotalTime.Avg >= 0, for 1 s)"));
  /* Failure rules are told, too: here the defaults. */
  g_assert_cmpuint (job->rules->len, ==, 3);
  g_assert_true (get_rule (run, 0, 1)->known);
}

/* C71: what is in flight is cancelled, and is no failure. */
static void
test_cancelled (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      ROUND "  numberOfClients: 50\n  iterations:\n"
            "  - name: I\n    requestCount: 3\n    httpRequest: { url: /x }\n"
            "    terminationRules: [{ expression: \"${Metrics.R.I.Throughput.RequestsCount} >= 50\" }]\n",
      2);
  gint64 begun_us = g_get_monotonic_time ();
  const WeirMetricTotals *totals;

  weir_test_server_script (run->server, "/x")->delay_ms = 60000;
  weir_test_plan_run_all (run);
  totals = weir_test_plan_run_get_totals (run, 0);
  assert_outcome (run, 0, WEIR_ITERATION_TERMINATED, WEIR_OUTCOME_TERMINATED);
  g_assert_cmpuint (totals->started, ==, 50);
  g_assert_cmpuint (totals->cancelled, ==, 50);
  g_assert_cmpuint (totals->failed, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - begun_us, <, G_USEC_PER_SEC * 60);
}

/* C67: an expression over Metrics of all workers. */
static void
test_expression (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      ROUND "  numberOfClients: 2\n  iterations:\n"
            "  - name: I\n    batchSize: 1\n    coolDownTime: 50\n    httpRequest: { url: /x }\n"
            "    terminationRules: [{ expression: \"${Metrics.R.I.Throughput.RequestsCount} > ${limit}\" }]\n"
            "variables: [{ name: limit, value: \"10\" }]\n",
      2);

  weir_test_plan_run_all (run);
  assert_outcome (run, 0, WEIR_ITERATION_TERMINATED, WEIR_OUTCOME_TERMINATED);
  g_assert_cmpuint (weir_test_server_count (run->server, "/x"), >, 10);
  g_assert_cmpuint (weir_test_server_count (run->server, "/x"), <=, 400);
  g_assert_cmpstr (get_rule (run, 0, 0)->text, ==, "${Metrics.R.I.Throughput.RequestsCount} > ${limit}");
}

/* C70: a rule without data is not evaluated. */
static void
test_no_data (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      ROUND "  iterations:\n"
            "  - name: I\n    httpRequest: { url: /x }\n"
            "    terminationRules: [{ metric: TLS.Avg > 0 }, { metric: Throughput < 100 }]\n"
            "  - name: J\n    httpRequest: { url: /y, skipIf: \"true\" }\n"
            "    failureRules: [{ metric: TTFB.Min < 1000 }]\n",
      1);

  weir_test_server_script (run->server, "/x")->delay_ms = 700;
  weir_test_plan_run_all (run);
  assert_outcome (run, 0, WEIR_ITERATION_SUCCESS, WEIR_OUTCOME_PASSED);
  g_assert_false (get_rule (run, 0, 0)->known);
  assert_outcome (run, 1, WEIR_ITERATION_SKIPPED, WEIR_OUTCOME_PASSED);
  g_assert_false (get_rule (run, 1, 0)->known);
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 1)->skipped, ==, 1);
}

static void
later_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (request->nth > 60)
    answer->status = 500;
}

/* C72: good for 3 s, then bad: a window sees it at once, its twin over everything does not. */
static void
test_window (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      ROUND "  iterations:\n"
            "  - name: I\n    requestCount: 120\n    batchSize: 1\n    coolDownTime: 50\n"
            "    httpRequest: { url: /x }\n"
            "    terminationRules: [{ metric: ErrorRate > 0.5 }, { metric: ErrorRate > 0.5, window: 1s }]\n",
      1);

  weir_test_server_set_callback (run->server, later_cb, NULL);
  weir_test_plan_run_all (run);
  assert_outcome (run, 0, WEIR_ITERATION_TERMINATED, WEIR_OUTCOME_TERMINATED);
  g_assert_false (get_rule (run, 0, 0)->fired);
  g_assert_true (get_rule (run, 0, 1)->fired);
  g_assert_cmpstr (get_rule (run, 0, 1)->text, ==, "ErrorRate > 0.5, last 1 s");
  g_assert_cmpuint (weir_test_server_count (run->server, "/x"), >, 60);
  g_assert_cmpuint (weir_test_server_count (run->server, "/x"), <, 120);
}

static void
test_everything_skipped (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      ROUND "  iterations: [{ name: I, skipIf: \"1 = 1\", httpRequest: { url: /x } }]\n", 1);

  weir_test_plan_run_all (run);
  assert_outcome (run, 0, WEIR_ITERATION_SKIPPED, WEIR_OUTCOME_SKIPPED);
  g_assert_cmpuint (weir_test_server_get_n_requests (run->server), ==, 0);
  g_assert_cmpuint (weir_test_plan_run_get_job (run, 0)->figures->clients_skipped, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/plan rules/C64 without rules two defaults hold", test_defaults);
  g_test_add_func ("/running/plan rules/C60 the error rate counts the codes of the rule", test_error_rate);
  g_test_add_func ("/running/plan rules/C61 each rule is told with what it saw", test_times);
  g_test_add_func ("/running/plan rules/C69 without any response an iteration fails", test_no_response);
  g_test_add_func ("/running/plan rules/C69 what no rule counts is warned of", test_unheeded);
  g_test_add_func ("/running/plan rules/C24 a rule that fires ends its iteration everywhere",
                   test_terminated);
  g_test_add_func ("/running/plan rules/C71 what is in flight then is cancelled", test_cancelled);
  g_test_add_func ("/running/plan rules/C67 an expression sees the Metrics of all workers", test_expression);
  g_test_add_func ("/running/plan rules/C70 a rule without data is not evaluated", test_no_data);
  g_test_add_func ("/running/plan rules/C72 a window sees what its twin does not", test_window);
  g_test_add_func ("/running/plan rules/an iteration nobody had work in is skipped", test_everything_skipped);
  return g_test_run ();
}
