/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-values.c: what the clients of a load plan send, skip and send again, by what they know
 */

#include "config.h"

#include "weir-test-plan.h"
#include "weir-test.h"

#include <string.h>

#define ROUND "name: P\nrounds:\n- name: R\n  baseUrl: ${base}\n"

static WeirTestPlan *
run (const char *yaml, WeirTestAnswerFunc answer)
{
  WeirTestPlan *plan = weir_test_plan_new (yaml);

  weir_test_server_set_callback (plan->server, answer, NULL);
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  return plan;
}

static const char *
get_target (WeirTestPlan *plan, guint index)
{
  return weir_test_server_get_request (plan->server, index)->target;
}

static char *
get_body (WeirTestPlan *plan, const char *path, guint nth)
{
  const WeirTestRequest *request = weir_test_server_find_request (plan->server, path, nth);
  gsize size;
  const char *data;

  g_assert_nonnull (request);
  data = g_bytes_get_data (request->body, &size);
  return g_strndup (data, size);
}

/* C44 */
static void
test_unknown_names (void)
{
  g_autoptr (WeirTestPlan) plan
      = run ("name: P\nvariables: [{ name: id, value: 7 }]\nrounds:\n- name: R\n  baseUrl: ${base}\n  iterations:\n"
             "  - name: I\n    requestCount: 10\n    httpRequest:\n      url: /x/${id}?q=$id\n      method: POST\n"
             "      payload: { raw: \"$$5 $5 $ a$b ${nope} \" }\n",
             NULL);
  g_autofree char *body = get_body (plan, "/x/7", 10);
  guint64 sum = 0;
  GHashTableIter iter;
  gpointer count;

  g_assert_cmpstr (get_target (plan, 0), ==, "/x/7?q=7");
  g_assert_cmpstr (body, ==, "$5 $5 $ a$b ${nope} ");
  g_assert_cmpuint (g_hash_table_size (plan->warnings), ==, 2);
  g_hash_table_iter_init (&iter, plan->warnings);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    sum += *(guint64 *) count;
  g_assert_cmpuint (sum, ==, 20);
}

static void
answer_login (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  g_autofree char *body = g_strdup_printf ("{\"token\":\"t%u\",\"empty\":\"\",\"none\":null}", request->connection);

  if (!g_str_equal (request->path, "/login"))
    return;
  answer->status = 201;
  weir_test_answer_add_header (answer, "X-A", "one");
  weir_test_answer_set_body (answer, "application/json; charset=utf-8", body);
}

/* C51 */
static void
test_capture (void)
{
  g_autoptr (WeirTestPlan) plan = run (
      ROUND "  numberOfClients: 3\n  iterations:\n"
            "  - { name: Login, httpRequest: { url: /login, capture: { to: L } } }\n"
            "  - name: Next\n    httpRequest:\n"
            "      url: /x?${L.StatusCode}&${L.Headers.X_A}&${L.Body.token}&${L.Body.nothing}&${L.Headers.Content-Type}\n",
      answer_login);

  for (guint i = 1; i <= 3; i++)
    {
      const WeirTestRequest *request = weir_test_server_find_request (plan->server, "/x", i);
      g_autofree char *expected
          = g_strdup_printf ("/x?201&one&t%u&&application/json;%%20charset=utf-8", request->connection);

      g_assert_cmpstr (request->target, ==, expected);
    }
  g_assert_cmpuint (g_hash_table_size (plan->warnings), ==, 0);
}

static guint
count_sent (const char *condition)
{
  g_autofree char *yaml
      = g_strdup_printf (ROUND "  iterations:\n  - { name: Login, httpRequest: { url: /login, capture: { to: L } } }\n"
                               "  - { name: Next, skipIf: '%s', httpRequest: { url: /x } }\n",
                         condition);
  g_autoptr (WeirTestPlan) plan = run (yaml, answer_login);

  g_assert_cmpuint (weir_test_plan_get_figures (plan, 1)->clients_skipped, ==,
                    1 - weir_test_server_count (plan->server, "/x"));
  return weir_test_server_count (plan->server, "/x");
}

/* C52, C53 */
static void
test_skip (void)
{
  g_assert_cmpuint (count_sent ("${L.StatusCode} = 201"), ==, 0);
  g_assert_cmpuint (count_sent ("${L.StatusCode} = 401"), ==, 1);
  g_assert_cmpuint (count_sent ("${L.Body.token} = \"\""), ==, 1);
  g_assert_cmpuint (count_sent ("${L.Body.absent} = \"\""), ==, 0);
  g_assert_cmpuint (count_sent ("${L.Body.empty} = \"\""), ==, 0);
  g_assert_cmpuint (count_sent ("${L.Body.none} = \"\""), ==, 0);
}

static void
refuse_login (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (g_str_equal (request->path, "/login"))
    answer->fault = WEIR_TEST_FAULT_RESET;
}

static void
test_skip_without_answer (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n  - { name: Login, httpRequest: { url: /login, capture: { to: L } } }\n"
                   "  - { name: A, skipIf: '${L.Body.token} = \"\"', httpRequest: { url: /a } }\n"
                   "  - { name: B, skipIf: '${L.StatusCode} = 0', httpRequest: { url: /b } }\n",
             refuse_login);

  g_assert_cmpuint (weir_test_server_count (plan->server, "/a"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 0);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->no_response, ==, 1);
}

/* C55 */
static void
test_unknown_condition (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  numberOfClients: 3\n  iterations:\n"
                   "  - { name: A, skipIf: '${Login.StatusCode} = 401', httpRequest: { url: /a } }\n"
                   "  - { name: B, skipIf: 'not (${Login.StatusCode} = 401)', httpRequest: { url: /b } }\n",
             NULL);
  GHashTableIter iter;
  gpointer count;

  g_assert_cmpuint (weir_test_server_count (plan->server, "/a"), ==, 3);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 3);
  g_assert_cmpuint (g_hash_table_size (plan->warnings), ==, 2);
  g_hash_table_iter_init (&iter, plan->warnings);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    g_assert_cmpuint (*(guint64 *) count, ==, 3);
}

/* C28 */
static void
test_skipped_slots (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n  - name: A\n    requestCount: 4\n    httpRequest:\n      url: /a?${k}\n"
                   "      skipIf: ${k} = 2\n      before: ['$set(variable=k, value=$counter(start=1))']\n",
             NULL);

  g_assert_cmpuint (weir_test_server_count (plan->server, "/a"), ==, 3);
  g_assert_cmpstr (get_target (plan, 0), ==, "/a?1");
  g_assert_cmpstr (get_target (plan, 1), ==, "/a?3");
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->skipped, ==, 1);
  g_assert_cmpuint (weir_test_plan_get_figures (plan, 0)->slots, ==, 4);
}

/* A loop whose every turn is skipped lets time pass, and comes to its end. */
static void
test_all_skipped (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n"
                   "  - { name: A, requestCount: 1000, httpRequest: { url: /a, skipIf: '1 = 1' } }\n"
                   "  - { name: B, duration: 0.2, httpRequest: { url: /a, skipIf: '1 = 1' } }\n"
                   "  - { name: C, batchSize: 2, coolDownTime: 50, duration: 0.2, maximizeThroughput: true,\n"
                   "      httpRequest: { url: /a, skipIf: '1 = 1' } }\n",
             NULL);

  g_assert_cmpuint (weir_test_server_count (plan->server, "/a"), ==, 0);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->skipped, ==, 1000);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 1)->skipped, <=, 200);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 2)->skipped, <=, 400);
}

/* C56: evaluated once per client; what a server says is text and never becomes part of the condition. */
static void
test_condition_once (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  numberOfClients: 3\n  iterations:\n"
                   "  - name: A\n    requestCount: 2\n    skipIf: $counter(name=s) = 99\n    httpRequest: { url: /a }\n"
                   "  - { name: B, httpRequest: { url: '/b?$counter(name=s)' } }\n",
             NULL);

  for (guint i = 1; i <= 3; i++)
    g_assert_cmpstr (weir_test_server_find_request (plan->server, "/b", i)->target, ==, "/b?1");
}

/* Around the loop: before → skipIf → loop → after; the iteration's own, once per client. */
static void
test_hooks (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  numberOfClients: 2\n  iterations:\n"
                   "  - name: A\n    requestCount: 2\n    before: ['$set(variable=a, value=${n}1)', '$set(variable=n, value=x)']\n"
                   "    after: ['$set(variable=b, value=done${n})']\n    skipIf: ${n} <> \"x\"\n"
                   "    httpRequest: { url: '/a?${n}' }\n"
                   "  - name: B\n    before: ['$set(variable=n, value=y)']\n    skipIf: ${n} = \"y\"\n"
                   "    after: ['$set(variable=b, value=never)']\n    httpRequest: { url: /never }\n"
                   "  - { name: C, httpRequest: { url: '/c?${b}' } }\n",
             NULL);

  g_assert_cmpuint (weir_test_server_count (plan->server, "/a"), ==, 4);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/never"), ==, 0);
  g_assert_cmpstr (weir_test_server_find_request (plan->server, "/c", 2)->target, ==, "/c?donex");
}

static void
answer_try (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (g_str_equal (request->path, "/try"))
    answer->status = request->nth < 3 ? 503 : 201;
  if (g_str_equal (request->path, "/exp"))
    answer->status = request->nth < 4 ? 503 : 200;
}

/* C58 */
static void
test_retry (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n  - name: Fixed\n    httpRequest:\n      url: /try\n      capture: { to: Try }\n"
                   "      retry: { maxRetries: 4, delayInMs: 60, if: '${Try.StatusCode} = 503' }\n"
                   "  - name: Exponential\n    httpRequest:\n      url: /exp\n"
                   "      retry: { strategy: Exponential, maxRetries: 4, delayInMs: 80, maxDelayInMs: 200 }\n"
                   "  - { name: Fine, httpRequest: { url: /ok, retry: { maxRetries: 4 } } }\n",
             answer_try);
  const WeirJobFigures *figures = weir_test_plan_get_figures (plan, 0);

  g_assert_cmpuint (weir_test_server_count (plan->server, "/try"), ==, 3);
  g_assert_cmpuint (figures->slots, ==, 1);
  g_assert_cmpuint (figures->retried_slots, ==, 1);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->started, ==, 3);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->failed, ==, 2);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/exp"), ==, 4);
  g_assert_cmpfloat (weir_test_plan_get_arrival (plan, "/exp", 2) - weir_test_plan_get_arrival (plan, "/exp", 1),
                     >=, 80);
  g_assert_cmpfloat (weir_test_plan_get_arrival (plan, "/exp", 3) - weir_test_plan_get_arrival (plan, "/exp", 2),
                     >=, 160);
  g_assert_cmpfloat (weir_test_plan_get_arrival (plan, "/exp", 4) - weir_test_plan_get_arrival (plan, "/exp", 3),
                     >=, 200);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/ok"), ==, 1);
  g_assert_cmpuint (plan->results->len, ==, 3);
}

/* After its time no further attempt starts. */
static void
test_retry_deadline (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n  - name: A\n    duration: 0.5\n    batchSize: 1\n"
                   "    coolDownTime: 400\n    httpRequest:\n      url: /exp\n"
                   "      retry: { maxRetries: 100, delayInMs: 400, if: '1 = 1' }\n",
             answer_try);

  g_assert_cmpuint (weir_test_server_count (plan->server, "/exp"), <=, 3);
  g_assert_cmpuint (weir_test_plan_get_figures (plan, 0)->slots, <=, 2);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/exp"), >=, 1);
}

static void
answer_id (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  g_autofree char *body = NULL;

  if (!g_str_has_prefix (request->path, "/id"))
    return;
  answer->delay_ms = request->nth % 7;
  body = g_strdup_printf ("{\"id\":\"%s\"}", strchr (request->target, '?') + 1);
  weir_test_answer_set_body (answer, "application/json", body);
}

static void
assert_own_ids (WeirTestPlan *plan, guint n_expected)
{
  guint n_found = 0;

  for (guint i = 1; i <= weir_test_server_count (plan->server, "/back"); i++)
    {
      const char *target = weir_test_server_find_request (plan->server, "/back", i)->target;
      g_auto (GStrv) parts = g_strsplit (target + strlen ("/back?"), "&", -1);

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_assert_cmpstr (parts[0], ==, parts[1]);
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, n_expected);
}

/* C59: never a foreign id. */
static void
test_own_captures (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  numberOfClients: 20\n  iterations:\n"
                   "  - { name: A, httpRequest: { url: '/id?${run.vu}', capture: { to: I } } }\n"
                   "  - { name: B, httpRequest: { url: '/back?${run.vu}&${I.Body.id}' } }\n",
             answer_id);

  assert_own_ids (plan, 20);
}

/* C59: in parallel each iteration has variables of its own. */
static void
test_parallel_captures (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  numberOfClients: 4\n  runInParallel: true\n  iterations:\n"
                   "  - name: A\n    requestCount: 2\n    after: ['$set(variable=seen, isGlobal=true, value=${I.Body.id})']\n"
                   "    httpRequest: { url: '/id?a${run.vu}', capture: { to: I } }\n"
                   "  - name: B\n    requestCount: 3\n    httpRequest: { url: '/id2?b${run.vu}', capture: { to: I } }\n"
                   "  - { name: C, startupDelay: 200ms, httpRequest: { url: '/c?${I.Body.id}&${seen}' } }\n",
             answer_id);

  for (guint i = 1; i <= 4; i++)
    {
      const char *target = weir_test_server_find_request (plan->server, "/c", i)->target;

      g_assert_true (g_str_has_prefix (target, "/c?$%7BI.Body.id%7D&a") ||
                     g_str_has_prefix (target, "/c?${I.Body.id}&a"));
    }
}

/* C59: with makeGlobal all see it. */
static void
test_global_capture (void)
{
  g_autoptr (WeirTestPlan) plan
      = run ("name: P\nrounds:\n- name: One\n  baseUrl: ${base}\n  iterations:\n"
             "  - { name: A, httpRequest: { url: '/id?g', capture: { to: G, makeGlobal: true } } }\n"
             "- name: Two\n  baseUrl: ${base}\n  numberOfClients: 3\n  iterations:\n"
             "  - { name: B, httpRequest: { url: '/back?${G.Body.id}&g' } }\n",
             answer_id);

  assert_own_ids (plan, 3);
}

/* C59: within a batch, what comes after an answer sees that answer. */
static void
test_own_answer_in_batches (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n  - name: A\n    requestCount: 100\n    batchSize: 20\n    coolDownTime: 5\n"
                   "    httpRequest:\n      url: '/id?${run.iteration}'\n      capture: { to: I }\n"
                   "      after: ['$set(variable=log, value=${log};${I.Body.id}${run.iteration})']\n"
                   "  - name: B\n    httpRequest: { url: '/log', method: POST, payload: { raw: '${log}' } }\n",
             answer_id);
  g_autofree char *log = get_body (plan, "/log", 1);
  g_auto (GStrv) ids = g_strsplit (strchr (log, ';') + 1, ";", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i]; i++)
    {
      gsize half = strlen (ids[i]) / 2;

      /* The number it was sent with, and the one its slot has. */
      g_assert_cmpint (strncmp (ids[i], ids[i] + half, half), ==, 0);
      g_assert_true (g_hash_table_add (seen, ids[i]));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 100);
}

/* C47 */
static void
test_counters (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  numberOfClients: 2\n  iterations:\n"
                   "  - { name: A, requestCount: 4, httpRequest: { url: '/a?$counter(start=5,reset=9,step=2)' } }\n",
             NULL);
  g_autoptr (WeirTestPlan) global = run (
      ROUND "  numberOfClients: 4\n  iterations:\n  - name: A\n    requestCount: 100\n    batchSize: 10\n"
            "    coolDownTime: 5\n    httpRequest: { url: '/a?$counter(start=1,reset=1000,isGlobal=true)' }\n",
      NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_fives = 0;

  for (guint i = 0; i < 8; i++)
    n_fives += g_str_equal (get_target (plan, i), "/a?5");
  g_assert_cmpuint (n_fives, ==, 4);
  for (guint i = 0; i < 400; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) get_target (global, i)));
}

/* C49, C50: globals are lazy and stay; one value for all of a request. */
static void
test_globals (void)
{
  g_autoptr (WeirTestPlan) plan
      = run ("name: P\nvariables:\n- { name: once, value: '$guid()' }\n- { name: mine, value: 'm${g}' }\n"
             "rounds:\n- name: R\n  baseUrl: ${base}\n  iterations:\n  - name: A\n    requestCount: 2\n    httpRequest:\n"
             "      url: /a\n      method: POST\n      before: ['$guid(variable=g)']\n"
             "      headers: { X-G: '${g}', X-Once: '${once}', X-Mine: '${mine}' }\n      payload: { raw: '${g}' }\n",
             NULL);
  const WeirTestRequest *first = weir_test_server_find_request (plan->server, "/a", 1);
  const WeirTestRequest *second = weir_test_server_find_request (plan->server, "/a", 2);
  g_autofree char *body = get_body (plan, "/a", 1);
  g_autofree char *mine = g_strconcat ("m", body, NULL);

  g_assert_cmpstr (weir_test_request_get_header (first, "X-G"), ==, body);
  g_assert_cmpstr (weir_test_request_get_header (first, "X-Mine"), ==, mine);
  g_assert_cmpstr (weir_test_request_get_header (first, "X-G"), !=, weir_test_request_get_header (second, "X-G"));
  g_assert_cmpstr (weir_test_request_get_header (first, "X-Once"), ==,
                   weir_test_request_get_header (second, "X-Once"));
}

/* What cannot be sent is a request without response all the same. */
static void
test_unsent (void)
{
  g_autoptr (WeirTestPlan) plan = run (
      "name: P\nvariables: [{ name: bad, value: \"a\\nb\" }]\nrounds:\n- name: R\n  baseUrl: ${base}\n  iterations:\n"
      "  - { name: A, requestCount: 3, httpRequest: { url: /a, headers: { X: '${bad}' } } }\n",
      NULL);

  g_assert_cmpuint (weir_test_server_count (plan->server, "/a"), ==, 0);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->no_response, ==, 3);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->failed, ==, 3);
}

static guint
count_sent_by_metric (const char *condition, guint delay_ms)
{
  g_autofree char *yaml
      = g_strdup_printf ("name: P\nrounds:\n- name: Load\n  baseUrl: ${base}\n  iterations:\n"
                         "  - { name: Heavy one, requestCount: 3, httpRequest: { url: /h } }\n"
                         "- name: After\n  baseUrl: ${base}\n  iterations:\n"
                         "  - { name: X, skipIf: '%s', httpRequest: { url: /x } }\n",
                         condition);
  g_autoptr (WeirTestPlan) plan = weir_test_plan_new (yaml);

  weir_test_server_script (plan->server, "/h")->delay_ms = delay_ms;
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  g_assert_cmpuint (g_hash_table_size (plan->warnings), ==, 0);
  return weir_test_server_count (plan->server, "/x");
}

/* C54; what was taken in between counts all the same. */
static void
test_metrics (void)
{
  g_assert_cmpuint (
      count_sent_by_metric ("${Metrics.Load.Heavy one.Duration.P90ResponseTime} > 90", 100), ==, 0);
  g_assert_cmpuint (
      count_sent_by_metric ("${Metrics.LOAD.heavy ONE.duration.totaltime.p90} > 90", 100), ==, 0);
  g_assert_cmpuint (count_sent_by_metric ("${Metrics.Load.Heavy one.Duration.TotalTime.P90} > 5000", 0), ==, 1);
  g_assert_cmpuint (count_sent_by_metric ("${Metrics.Load.Heavy one.Throughput.RequestsCount} = 3", 0), ==, 0);
  g_assert_cmpuint (count_sent_by_metric ("${Metrics.After.X.Throughput.ErrorRate} = 0", 0), ==, 1);
}

static void
test_metrics_in_text (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n  - { name: A, requestCount: 2, httpRequest: { url: /a } }\n"
                   "  - { name: B, httpRequest: { url: '/b?${Metrics.R.A.Throughput.SuccessfulRequestCount}&${"
                   "Metrics.R.A.ResponseCode.ResponseSummaries[0].HttpStatusReason}&${Metrics.R.B.Duration.TotalTime.Min}'"
                   " } }\n",
             NULL);

  g_assert_cmpstr (get_target (plan, 2), ==, "/b?2&OK&");
}

static void
answer_times (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  weir_test_answer_add_header (answer, "Server-Timing", "miss, db;dur=53, app;desc=\"a;dur=9, b\";dur=47.2");
  weir_test_answer_add_header (answer, "Server-Timing", "redis; dur = 1");
}

static void
test_server_timing (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n  - { name: A, httpRequest: { url: /a } }\n", answer_times);
  const WeirMetricTotals *totals = weir_test_plan_get_totals (plan, 0);

  g_assert_cmpint (weir_histogram_get_max (totals->times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_SERVER_TIME_DB)]), ==,
                   53000);
  g_assert_cmpint (weir_histogram_get_max (totals->times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_SERVER_TIME_APP)]), ==,
                   47200);
  g_assert_cmpint (weir_histogram_get_max (totals->times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_SERVER_TIME_CACHE)]),
                   ==, 1000);
  g_assert_cmpint (weir_histogram_get_max (totals->times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_SERVER_TIME)]), ==,
                   101200);
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add_func ("/engine/plan-values/" name, function)
  g_test_init (&argc, &argv, NULL);
  ADD ("C44 a name without value stays as it is written, with counted warnings", test_unknown_names);
  ADD ("C51 a captured answer is known to the client that got it", test_capture);
  ADD ("C52 C53 an iteration is skipped by what an answer said", test_skip);
  ADD ("C53 an answer that never came is captured, too", test_skip_without_answer);
  ADD ("C55 a condition with an unknown name is false and warned of", test_unknown_condition);
  ADD ("C28 a slot that is skipped is used up", test_skipped_slots);
  ADD ("loops of skipped slots come to their end", test_all_skipped);
  ADD ("C56 the condition of an iteration is evaluated once per client", test_condition_once);
  ADD ("statements are carried out around the loop of a client", test_hooks);
  ADD ("C58 a request is sent again by its condition, after its delays", test_retry);
  ADD ("no attempt begins after the time of the iteration", test_retry_deadline);
  ADD ("C59 a client sees its own captures", test_own_captures);
  ADD ("C59 iterations in parallel see their own captures", test_parallel_captures);
  ADD ("C59 all see what is made global", test_global_capture);
  ADD ("C59 what follows an answer in a batch sees that answer", test_own_answer_in_batches);
  ADD ("C47 counters are of a client, or of all", test_counters);
  ADD ("C49 C50 variables are computed when they are used", test_globals);
  ADD ("a request that cannot be made has no response", test_unsent);
  ADD ("times that a server tells are counted", test_server_timing);
  ADD ("C54 figures of the plan itself decide", test_metrics);
  ADD ("figures of the plan itself stand in texts", test_metrics_in_text);
  return g_test_run ();
}
