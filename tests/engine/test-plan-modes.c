/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-modes.c: how often and when the clients of a load plan send, by the mode of an iteration
 */

#include "config.h"

#include "weir-test-plan.h"
#include "weir-test.h"

#define PLAN(iteration) "name: P\nrounds:\n- name: R\n  baseUrl: ${base}\n  iterations:\n  - name: I\n" iteration

/* C17: each client sends one request after another, and the number is of each client. */
static void
test_requests (void)
{
  g_autoptr (WeirTestPlan) plan
      = weir_test_plan_new ("name: P\nrounds:\n- name: R\n  baseUrl: ${base}\n  numberOfClients: 3\n"
                            "  iterations:\n  - { name: I, mode: R, requestCount: 5, httpRequest: { url: /x } }\n");
  const WeirMetricTotals *totals;

  weir_test_server_script (plan->server, "/x")->delay_ms = 20;
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  totals = weir_test_plan_get_totals (plan, 0);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, 15);
  g_assert_cmpuint (weir_test_server_get_max_waiting (plan->server), <=, 3);
  g_assert_cmpuint (weir_test_server_get_n_connections (plan->server), ==, 3);
  g_assert_cmpuint (totals->started, ==, 15);
  g_assert_cmpuint (totals->successful, ==, 15);
  g_assert_cmpuint (weir_test_plan_get_figures (plan, 0)->clients_done, ==, 3);
  g_assert_cmpuint (plan->results->len, ==, 15);
}

static gint
compare_results (gconstpointer a, gconstpointer b)
{
  const WeirStepResult *first = *(const WeirStepResult *const *) a;
  const WeirStepResult *second = *(const WeirStepResult *const *) b;

  return first->brief.vu != second->brief.vu ? (int) first->brief.vu - (int) second->brief.vu
                                             : (int) first->brief.iteration - (int) second->brief.iteration;
}

static void
test_results (void)
{
  g_autoptr (WeirTestPlan) plan
      = weir_test_plan_run ("name: P\nrounds:\n- name: R\n  baseUrl: ${base}\n  numberOfClients: 2\n"
                            "  iterations:\n  - { name: I, requestCount: 2, httpRequest: { url: /x } }\n");

  g_ptr_array_sort (plan->results, compare_results);
  g_assert_cmpuint (plan->results->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const WeirStepResult *result = g_ptr_array_index (plan->results, i);

      g_assert_cmpstr (result->name, ==, "I");
      g_assert_cmpuint (result->brief.part, ==, 1);
      g_assert_cmpuint (result->brief.vu, ==, i / 2 + 1);
      g_assert_cmpuint (result->brief.iteration, ==, i % 2 + 1);
      g_assert_cmpuint (result->brief.status, ==, 200);
      g_assert_cmpint (result->brief.time_us, >, 0);
    }
}

/* C19: the one that is in flight at the end comes to its own end. */
static void
test_duration (void)
{
  g_autoptr (WeirTestPlan) plan
      = weir_test_plan_new (PLAN ("    mode: D\n    duration: 1\n    httpRequest: { url: /x }\n"));
  const WeirStepResult *first, *last;

  weir_test_server_script (plan->server, "/x")->delay_ms = 300;
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  first = g_ptr_array_index (plan->results, 0);
  last = g_ptr_array_index (plan->results, plan->results->len - 1);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, plan->results->len);
  g_assert_cmpuint (weir_test_server_get_max_waiting (plan->server), ==, 1);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->successful, ==, plan->results->len);
  /* The last begins in time, and there was no time for another. */
  g_assert_cmpint (last->brief.offset_us - first->brief.offset_us, <, G_USEC_PER_SEC);
  g_assert_cmpfloat (weir_test_plan_get_length (plan), >=, 1000);
}

/* C20: the last batch is what is left. */
static void
test_batches_by_number (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_run (
      PLAN ("    requestCount: 11\n    batchSize: 4\n    coolDownTime: 400\n    httpRequest: { url: /x }\n"));

  weir_test_plan_assert_arrivals (plan, "/x", (int[]){ 0, 0, 0, 0, 400, 400, 400, 400, 800, 800, 800, -1 });
  weir_test_plan_assert_schedule (plan, 400);
  g_assert_cmpuint (weir_test_plan_get_figures (plan, 0)->planned_starts, ==, 11);
  g_assert_cmpuint (weir_test_plan_get_figures (plan, 0)->missed_starts, ==, 0);
}

/* C20: nothing is waited for after the last batch. */
static void
test_one_batch (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_run (
      PLAN ("    requestCount: 4\n    batchSize: 4\n    coolDownTime: 1h\n    httpRequest: { url: /x }\n"));

  /* That it is over shows that the cool-down is not waited for. */
  weir_test_plan_assert_arrivals (plan, "/x", (int[]){ 0, 0, 0, 0, -1 });
  g_assert_cmpuint (weir_test_server_get_n_connections (plan->server), ==, 4);
}

/* C21: slow answers do not hold up the next launch: batches overlap. */
static void
test_batches_by_time (void)
{
  const WeirJobFigures *figures;
  g_autoptr (WeirTestPlan) plan = weir_test_plan_new (
      PLAN ("    duration: 1500ms\n    batchSize: 2\n    coolDownTime: 300\n    httpRequest: { url: /x }\n"));

  weir_test_server_script (plan->server, "/x")->delay_ms = 750;
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  figures = weir_test_plan_get_figures (plan, 0);
  /* What could not be launched before the end is missed, and counted. */
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x") + figures->missed_starts, ==, 10);
  weir_test_plan_assert_schedule (plan, 300);
  g_assert_cmpint (figures->most_in_flight, >=, 4);
  g_assert_cmpfloat (weir_test_plan_get_arrival (plan, "/x", 3), >=, 298);
}

/* C23, smaller: what comes late keeps its planned instant, which shows in ResponseTime, not in TotalTime. */
static void
test_lateness (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_new (
      PLAN ("    duration: 2\n    batchSize: 1\n    coolDownTime: 100\n    httpRequest: { url: /x }\n"));
  const WeirJobFigures *figures;
  gint64 most_us = 0;

  weir_test_plan_start (plan);
  while (weir_test_server_get_n_requests (plan->server) < 3)
    g_main_context_iteration (NULL, TRUE);
  /* The generator stands still. */
  g_usleep (350 * 1000);
  weir_test_plan_wait (plan);
  figures = weir_test_plan_get_figures (plan, 0);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x") + figures->missed_starts, ==, 20);
  weir_test_plan_assert_schedule (plan, 100);
  for (guint i = 0; i < plan->results->len; i++)
    {
      const WeirStepResult *result = g_ptr_array_index (plan->results, i);

      most_us = MAX (most_us, weir_step_brief_get_response (&result->brief) - result->brief.time_us);
    }
  g_assert_cmpint (most_us, >=, 200 * 1000);
  g_assert_cmpint (weir_histogram_get_max (figures->lateness), >=, 200 * 1000);
}

/* C25: with maximizeThroughput the next batch goes out when the one before it is complete. */
static void
test_throughput_of_batches (void)
{
  g_autoptr (WeirTestPlan) plan
      = weir_test_plan_new (PLAN ("    requestCount: 40\n    batchSize: 4\n    coolDownTime: 1h\n"
                                  "    maximizeThroughput: true\n    httpRequest: { url: /x }\n"));

  weir_test_server_script (plan->server, "/x")->delay_ms = 50;
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, 40);
  g_assert_cmpfloat (weir_test_plan_get_length (plan), >=, 500);
  g_assert_cmpuint (weir_test_server_get_max_waiting (plan->server), <=, 4);
}

/* C26: only counters and histograms. */
static void
test_throughput_of_requests (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_run (
      PLAN ("    requestCount: 500\n    maximizeThroughput: true\n    httpRequest: { url: /x }\n"));
  const WeirMetricTotals *totals = weir_test_plan_get_totals (plan, 0);

  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, 500);
  g_assert_cmpuint (weir_test_server_get_max_waiting (plan->server), ==, 1);
  g_assert_cmpuint (plan->results->len, ==, 0);
  g_assert_cmpuint (totals->successful, ==, 500);
  /* Nobody takes it for dead because it has no results to tell. */
  g_assert_cmpuint (plan->n_working, >=, 2 * 500);
  g_assert_cmpuint (weir_histogram_get_count (totals->times[0]), ==, 500);
  g_assert_null (weir_test_request_get_header (weir_test_server_get_request (plan->server, 0), "Accept-Encoding"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/plan-modes/C17 R sends its number, one after another", test_requests);
  g_test_add_func ("/engine/plan-modes/a slot's result names job, client and slot", test_results);
  g_test_add_func ("/engine/plan-modes/C19 D begins nothing after its time and cuts nothing", test_duration);
  g_test_add_func ("/engine/plan-modes/C20 CRB sends batches until its number is reached",
                   test_batches_by_number);
  g_test_add_func ("/engine/plan-modes/C20 one batch may be all of it", test_one_batch);
  g_test_add_func ("/engine/plan-modes/C21 DCB launches batches that overlap", test_batches_by_time);
  g_test_add_func ("/engine/plan-modes/C23 a late launch keeps its instant, and those after it theirs",
                   test_lateness);
  g_test_add_func ("/engine/plan-modes/C25 batches follow at once with maximizeThroughput",
                   test_throughput_of_batches);
  g_test_add_func ("/engine/plan-modes/C26 maximizeThroughput leaves counts and no results",
                   test_throughput_of_requests);
  return g_test_run ();
}
