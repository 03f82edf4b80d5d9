/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-rounds.c: rounds, the arrival of clients, the order of their work, and how all of it is ended
 */

#include "config.h"

#include "weir-test-plan.h"
#include "weir-test.h"

#define ROUND "name: P\nrounds:\n- name: R\n  baseUrl: ${base}\n"
#define X "  iterations:\n  - { name: I, httpRequest: { url: /x } }\n"

static WeirTestPlan *
start (const char *yaml, guint delay_ms)
{
  WeirTestPlan *plan = weir_test_plan_new (yaml);

  weir_test_server_script (plan->server, "/x")->delay_ms = delay_ms;
  weir_test_plan_start (plan);
  return plan;
}

/* C29 */
static void
test_arrivals (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_run (ROUND "  numberOfClients: 4\n  arrivalDelay: 200\n" X);

  weir_test_plan_assert_arrivals (plan, "/x", (int[]){ 0, 200, 400, 600, -1 });
}

static void
test_all_at_once (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_run (ROUND "  numberOfClients: 200\n" X);
  g_autoptr (GArray) begins = NULL;

  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, 200);
  g_assert_cmpuint (weir_test_server_get_n_connections (plan->server), ==, 200);
  begins = weir_test_plan_list_begins (plan, "/x");
  g_assert_cmpuint (begins->len, ==, 200);
  g_assert_cmpfloat (g_array_index (begins, double, 199), <, 1000 + weir_test_plan_get_slack (plan));
  /* Connections of clients that are done are closed. */
  g_assert_cmpuint (weir_test_plan_get_figures (plan, 0)->clients_done, ==, 200);
}

/* C33 */
static void
test_stages (void)
{
  g_autoptr (WeirTestPlan) plan
      = weir_test_plan_run (ROUND "  stages:\n  - { numberOfClients: 3, arrivalDelay: 50 }\n"
                                  "  - { numberOfClients: 2, arrivalDelay: 200, startupDelay: 500 }\n" X);

  weir_test_plan_assert_arrivals (plan, "/x", (int[]){ 0, 50, 100, 600, 800, -1 });
}

static void
assert_after (WeirTestPlan *plan, gint64 delay_us, double expected_ms)
{
  g_assert_cmpfloat ((double) delay_us / 1000, >=, expected_ms - 2);
  g_assert_cmpfloat ((double) delay_us / 1000, <=, expected_ms + weir_test_plan_get_slack (plan));
}

/* C30 */
static void
test_sequential_delay (void)
{
  g_autoptr (WeirTestPlan) plan
      = start (ROUND "  numberOfClients: 2\n  arrivalDelay: 100\n"
                     "  iterations:\n  - { name: A, httpRequest: { url: /x } }\n"
                     "  - { name: B, startupDelay: 400ms, httpRequest: { url: /b } }\n",
               300);
  gint64 ended_us[3] = { 0 };

  weir_test_plan_wait (plan);
  weir_test_plan_assert_arrivals (plan, "/x", (int[]){ 0, 100, -1 });
  g_assert_cmpuint (plan->results->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const WeirStepBrief *brief = &((const WeirStepResult *) g_ptr_array_index (plan->results, i))->brief;

      if (brief->step == 0)
        ended_us[brief->vu] = brief->offset_us + brief->time_us;
      else
        assert_after (plan, brief->offset_us - ended_us[brief->vu], 400);
    }
  g_assert_cmpfloat (weir_test_plan_get_arrival (plan, "/b", 1), >=, 700 - 2);
  g_assert_cmpfloat (weir_test_plan_get_arrival (plan, "/b", 2), >=, 800 - 2);
}

static void
test_parallel_delay (void)
{
  g_autoptr (WeirTestPlan) plan
      = start (ROUND "  numberOfClients: 2\n  arrivalDelay: 100\n  runInParallel: true\n"
                     "  iterations:\n  - { name: A, httpRequest: { url: /x } }\n"
                     "  - { name: B, startupDelay: 400ms, httpRequest: { url: /b } }\n",
               900);

  weir_test_plan_wait (plan);
  weir_test_plan_assert_arrivals (plan, "/x", (int[]){ 0, 100, -1 });
  weir_test_plan_assert_arrivals (plan, "/b", (int[]){ 400, 500, -1 });
}

/* C31 */
static void
test_round_delay (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_run (ROUND "  startupDelay: 500ms\n" X);

  weir_test_plan_assert_arrivals (plan, "/x", (int[]){ 500, -1 });
}

/* C32 */
static void
test_rounds_in_order (void)
{
  g_autoptr (WeirTestPlan) plan = start (
      "name: P\niterations:\n- { name: Y, httpRequest: { url: /y } }\n- { name: Z, httpRequest: { url: /z } }\n"
      "rounds:\n- name: One\n  baseUrl: ${base}\n  numberOfClients: 2\n  arrivalDelay: 200\n" X
      "- name: Two\n  baseUrl: ${base}\n  iterations: [{ name: W, httpRequest: { url: /w } }]\n"
      "  reference: [Y, Z]\n",
      300);

  weir_test_plan_wait (plan);
  g_assert_cmpfloat (weir_test_plan_get_arrival (plan, "/w", 1), >=, 500);
  g_assert_cmpfloat (weir_test_plan_get_arrival (plan, "/y", 1), >,
                     weir_test_plan_get_arrival (plan, "/w", 1));
  g_assert_cmpfloat (weir_test_plan_get_arrival (plan, "/z", 1), >,
                     weir_test_plan_get_arrival (plan, "/y", 1));
  g_assert_cmpuint (weir_plan_engine_count_jobs (plan->engine), ==, 4);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->successful, ==, 2);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 3)->successful, ==, 1);
}

/* C35 */
static void
test_reference_twice (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_run (
      "name: P\niterations:\n- { name: X, requestCount: 2, httpRequest: { url: /x } }\n"
      "rounds:\n- { name: One, baseUrl: \"${base}/a\", reference: [X] }\n"
      "- { name: Two, baseUrl: \"${base}/b\", numberOfClients: 2, reference: [X] }\n");

  g_assert_cmpuint (weir_test_server_count (plan->server, "/a/x"), ==, 2);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b/x"), ==, 4);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->started, ==, 2);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 1)->started, ==, 4);
}

/* What is filled in decides whether a URL is relative. */
static void
test_base_url (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_run (
      "name: P\nvariables: [{ name: p, value: pre }, { name: rel, value: /c/d }, { name: all, value: \"${base}/e\" }]\n"
      "rounds:\n- name: R\n  baseUrl: ${base}/$p//\n  iterations:\n"
      "  - { name: A, httpRequest: { url: a?q=1 } }\n  - { name: B, httpRequest: { url: \"${rel}\" } }\n"
      "  - { name: C, httpRequest: { url: \"${all}\" } }\n");

  g_assert_cmpstr (weir_test_server_get_request (plan->server, 0)->target, ==, "/pre//a?q=1");
  g_assert_cmpstr (weir_test_server_get_request (plan->server, 1)->target, ==, "/pre///c/d");
  g_assert_cmpstr (weir_test_server_get_request (plan->server, 2)->target, ==, "/e");
}

static void
set_cookie (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  g_autofree char *cookie = g_strdup_printf ("who=%u", request->nth);

  if (g_str_equal (request->path, "/x"))
    weir_test_answer_add_header (answer, "Set-Cookie", cookie);
}

/* C40 */
static void
test_cookies (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_new (
      ROUND "  numberOfClients: 5\n  iterations:\n  - { name: A, httpRequest: { url: /x } }\n"
            "  - { name: B, startupDelay: 100ms, httpRequest: { url: /b } }\n"
            "- name: Later\n  baseUrl: ${base}\n  iterations: [{ name: C, httpRequest: { url: /c } }]\n");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  weir_test_server_set_callback (plan->server, set_cookie, NULL);
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  for (guint i = 1; i <= 5; i++)
    {
      const WeirTestRequest *request = weir_test_server_find_request (plan->server, "/b", i);
      const char *cookie = weir_test_request_get_header (request, "Cookie");

      g_assert_nonnull (cookie);
      g_assert_true (g_hash_table_add (seen, (gpointer) cookie));
    }
  g_assert_null (
      weir_test_request_get_header (weir_test_server_find_request (plan->server, "/c", 1), "Cookie"));
}

static gboolean
has_some (gpointer data)
{
  return weir_test_server_get_n_waiting (((WeirTestPlan *) data)->server) >= 5;
}

/* C71 and C65: what is in flight is cancelled, what was to come is not begun, the rest goes on. */
static void
test_termination (void)
{
  g_autoptr (WeirTestPlan) plan
      = start (ROUND "  numberOfClients: 5\n  iterations:\n"
                     "  - { name: A, requestCount: 100, httpRequest: { url: /x, retry: { maxRetries: 5 } } }\n"
                     "  - { name: B, httpRequest: { url: /b } }\n",
               20000);
  const WeirJobFigures *figures;

  g_assert_true (weir_test_wait (has_some, plan, DEADLINE_MS));
  weir_plan_engine_terminate_job (plan->engine, 0);
  weir_test_plan_wait (plan);
  figures = weir_test_plan_get_figures (plan, 0);
  g_assert_cmpfloat (weir_test_plan_get_length (plan), <, 20000);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, 5);
  g_assert_cmpuint (weir_metrics_get_totals (figures->metrics)->cancelled, ==, 5);
  g_assert_cmpuint (weir_metrics_get_totals (figures->metrics)->failed, ==, 0);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 5);
}

/* Clients that come to it later skip it. */
static void
test_termination_before (void)
{
  g_autoptr (WeirTestPlan) plan
      = start (ROUND "  numberOfClients: 3\n  arrivalDelay: 150\n  iterations:\n"
                     "  - { name: A, httpRequest: { url: /x } }\n  - { name: B, httpRequest: { url: /b } }\n",
               0);

  weir_plan_engine_terminate_job (plan->engine, 0);
  weir_test_plan_wait (plan);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 3);
  g_assert_cmpuint (weir_test_plan_get_figures (plan, 0)->clients_skipped, ==, 3);
}

/* C78: the first time, what is in flight is waited for. */
static void
test_stop (void)
{
  g_autoptr (WeirTestPlan) plan = start (
      ROUND "  numberOfClients: 5\n  iterations:\n  - { name: A, requestCount: 9, httpRequest: { url: /x } }\n"
            "  - { name: B, httpRequest: { url: /b } }\n",
      2000);

  g_assert_true (weir_test_wait (has_some, plan, DEADLINE_MS));
  weir_plan_engine_stop (plan->engine);
  weir_test_plan_wait (plan);
  g_assert_cmpfloat (weir_test_plan_get_length (plan), >=, 2000);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, 5);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 0);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->successful, ==, 5);
  g_assert_cmpuint (weir_test_plan_get_figures (plan, 1)->clients_came, ==, 0);
}

/* The second time, it is cancelled; clients that have not arrived never do. */
static void
test_stop_twice (void)
{
  g_autoptr (WeirTestPlan) plan
      = start (ROUND "  stages: [{ numberOfClients: 5 }, { numberOfClients: 5, startupDelay: 1h }]\n" X, 20000);

  g_assert_true (weir_test_wait (has_some, plan, DEADLINE_MS));
  weir_plan_engine_stop (plan->engine);
  weir_plan_engine_stop (plan->engine);
  weir_test_plan_wait (plan);
  g_assert_cmpfloat (weir_test_plan_get_length (plan), <, 20000);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->cancelled, ==, 5);
}

/* A delay, a wait before a retry and a launch to come are no reason to go on. */
static void
test_stop_waiting (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_new (
      ROUND "  runInParallel: true\n  iterations:\n  - { name: A, startupDelay: 1h, httpRequest: { url: /x } }\n"
            "  - { name: B, httpRequest: { url: /b, retry: { delayInMs: 1h } } }\n"
            "  - { name: C, batchSize: 1, requestCount: 2, coolDownTime: 1h, httpRequest: { url: /c } }\n");

  weir_test_server_script (plan->server, "/b")->status = 503;
  weir_test_plan_start (plan);
  while (plan->results->len == 0 || weir_test_server_count (plan->server, "/b") == 0)
    g_main_context_iteration (NULL, TRUE);
  while (weir_plan_engine_get_progress (plan->engine)->in_flight > 0)
    g_main_context_iteration (NULL, TRUE);
  weir_plan_engine_stop (plan->engine);
  weir_test_plan_wait (plan);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/c"), ==, 1);
}

/* Each has its share of the clients, which arrive when they would arrive anyway. */
static void
test_workers (void)
{
  g_autoptr (WeirTestPlan) plan
      = weir_test_plan_new (ROUND "  numberOfClients: 5\n  arrivalDelay: 150\n"
                                  "  iterations:\n  - { name: I, httpRequest: { url: '/w${run.vu}' } }\n");

  weir_test_plan_be_worker (plan, 1, 3);
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  weir_test_plan_assert_arrivals (plan, "/w2", (int[]){ 150, -1 });
  weir_test_plan_assert_arrivals (plan, "/w5", (int[]){ 600, -1 });
  g_assert_cmpuint (weir_test_server_get_n_requests (plan->server), ==, 2);
  /* There may be none for it at all. */
  weir_test_plan_be_worker (plan, 7, 8);
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  g_assert_cmpuint (weir_test_server_get_n_requests (plan->server), ==, 2);
}

static void
test_big_batch (void)
{
  g_autoptr (WeirTestPlan) plan = start (
      ROUND "  iterations:\n  - name: A\n    requestCount: 300\n    batchSize: 300\n    coolDownTime: 1h\n"
            "    httpRequest: { url: /x }\n"
            "  - name: B\n    requestCount: 300\n    batchSize: 300\n    coolDownTime: 1h\n"
            "    httpRequest: { url: /x }\n",
      300);

  weir_test_plan_wait (plan);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->successful, ==, 300);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 1)->successful, ==, 300);
  g_assert_cmpint (weir_test_plan_get_figures (plan, 0)->most_in_flight, ==, 300);
  g_assert_cmpuint (weir_test_server_get_n_connections (plan->server), ==, 300);
}

static void
test_hold (void)
{
  g_autoptr (WeirTestPlan) plan = weir_test_plan_new (ROUND X);

  weir_plan_engine_hold (plan->engine, TRUE);
  weir_test_plan_start (plan);
  while (weir_plan_engine_get_progress (plan->engine)->held_back < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, 0);
  weir_plan_engine_hold (plan->engine, FALSE);
  weir_test_plan_wait (plan);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/x"), ==, 1);
}

/* The engine may be freed at any time. */
static void
test_free (void)
{
  g_autoptr (WeirTestPlan) plan = start (ROUND "  numberOfClients: 5\n  iterations:\n"
                                               "  - { name: A, requestCount: 9, httpRequest: { url: /x } }\n",
                                         20000);

  g_assert_true (weir_test_wait (has_some, plan, DEADLINE_MS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/plan-rounds/C29 clients arrive by an absolute schedule", test_arrivals);
  g_test_add_func ("/engine/plan-rounds/C29 clients without delay arrive at once", test_all_at_once);
  g_test_add_func ("/engine/plan-rounds/C33 stages follow one another", test_stages);
  g_test_add_func ("/engine/plan-rounds/C30 a delay counts from the end of what was before",
                   test_sequential_delay);
  g_test_add_func ("/engine/plan-rounds/C30 in parallel a delay counts from the arrival",
                   test_parallel_delay);
  g_test_add_func ("/engine/plan-rounds/C31 a round waits its own delay first", test_round_delay);
  g_test_add_func ("/engine/plan-rounds/C32 a round begins when the one before it is over",
                   test_rounds_in_order);
  g_test_add_func ("/engine/plan-rounds/C35 an iteration of two rounds has a base URL and figures of each",
                   test_reference_twice);
  g_test_add_func ("/engine/plan-rounds/a relative URL is appended to the base URL", test_base_url);
  g_test_add_func ("/engine/plan-rounds/C40 a client keeps its cookies for its round", test_cookies);
  g_test_add_func ("/engine/plan-rounds/C71 a terminated iteration cancels what is in flight",
                   test_termination);
  g_test_add_func ("/engine/plan-rounds/a terminated iteration is skipped by those who come later",
                   test_termination_before);
  g_test_add_func ("/engine/plan-rounds/C78 stopped once, what is in flight is waited for", test_stop);
  g_test_add_func ("/engine/plan-rounds/C78 stopped twice, it is cancelled", test_stop_twice);
  g_test_add_func ("/engine/plan-rounds/C78 what waits is over at once when stopped", test_stop_waiting);
  g_test_add_func ("/engine/plan-rounds/a worker has its share of the clients", test_workers);
  g_test_add_func ("/engine/plan-rounds/connections of a batch are used for the next one", test_big_batch);
  g_test_add_func ("/engine/plan-rounds/slots wait while results cannot be passed on", test_hold);
  g_test_add_func ("/engine/plan-rounds/an engine that is freed drops what is under way", test_free);
  return g_test_run ();
}
