/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-extensions.c: what load plans have beyond the format that other programs read
 */

#include "config.h"

#include "weir-test-plan.h"
#include "weir-test.h"

#include <glib/gstdio.h>
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

static void
answer_numbers (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  g_autofree char *body = g_strdup_printf ("{\"n\":%u}", request->nth);

  weir_test_answer_set_body (answer, "application/json", body);
}

/* C82: a failed assertion makes its request a failed one. */
static void
test_assert (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n  - name: A\n    requestCount: 4\n    httpRequest: { url: /a }\n"
                   "    assert: [{ from: body, path: $.n, is: \"<\", value: 3 }]\n",
             answer_numbers);
  const WeirMetricTotals *totals = weir_test_plan_get_totals (plan, 0);

  g_assert_cmpuint (totals->started, ==, 4);
  g_assert_cmpuint (totals->assertions_failed, ==, 2);
  g_assert_cmpuint (totals->failed, ==, 2);
  g_assert_cmpuint (totals->successful, ==, 2);
}

static void
test_extract (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n  - { name: A, httpRequest: { url: /a, extract: [{ name: n, from: body, path: $.n }] } }\n"
                   "  - { name: B, httpRequest: { url: '/b?${n}' } }\n",
             answer_numbers);

  g_assert_cmpstr (weir_test_server_get_request (plan->server, 1)->target, ==, "/b?1");
}

/* C43 */
static void
test_timeout (void)
{
  g_autoptr (WeirTestPlan) plan
      = weir_test_plan_new (ROUND "  iterations:\n  - { name: A, httpRequest: { url: /a, timeout: 300ms } }\n");
  const WeirJobFigures *figures;

  weir_test_server_script (plan->server, "/a")->fault = WEIR_TEST_FAULT_STALL;
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  figures = weir_test_plan_get_figures (plan, 0);
  g_assert_cmpuint (figures->error_kinds[WEIR_ERROR_KIND_TIMEOUT], ==, 1);
  g_assert_nonnull (figures->error_examples[WEIR_ERROR_KIND_TIMEOUT]);
  g_assert_cmpfloat (weir_test_plan_get_length (plan), >=, 300);
  g_assert_cmpfloat (weir_test_plan_get_length (plan), <, AT_ONCE_US / 1000.0);
}

static void
redirect (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (request->nth < 4)
    weir_test_answer_set_redirect (answer, 302, request->path);
}

/* C39, C82 */
static void
test_redirects (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations:\n  - { name: A, httpRequest: { url: /a } }\n"
                   "  - { name: B, httpRequest: { url: /b, maxRedirects: 0 } }\n"
                   "  - { name: C, httpRequest: { url: /c, maxRedirects: 2 } }\n",
             redirect);

  g_assert_cmpuint (weir_test_server_count (plan->server, "/a"), ==, 4);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->statuses[200], ==, 1);
  g_assert_cmpuint (weir_test_plan_get_figures (plan, 0)->redirects, ==, 3);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 1);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 1)->statuses[302], ==, 1);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/c"), ==, 3);
}

/* Three rows: a,1 b,2 c,3 */
static WeirTestPlan *
run_with_rows (const char *yaml)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-plan-XXXXXX", NULL);
  g_autofree char *csv = g_build_filename (folder, "users.csv", NULL);
  g_autofree char *json = g_build_filename (folder, "users.json", NULL);
  WeirTestPlan *plan;

  g_assert_true (g_file_set_contents (csv, "user,n\na,1\nb,2\nc,3\n", -1, NULL));
  g_assert_true (g_file_set_contents (json, "[{\"user\":{\"id\":7}}]", -1, NULL));
  plan = weir_test_plan_new_in (folder, yaml);
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  g_unlink (csv);
  g_unlink (json);
  g_rmdir (folder);
  return plan;
}

static const char *
get_target (WeirTestPlan *plan, guint index)
{
  return weir_test_server_get_request (plan->server, index)->target;
}

/* C82: one cursor for all that share the file; the plan's own is used where nothing nearer is given. */
static void
test_data_in_order (void)
{
  g_autoptr (WeirTestPlan) plan = run_with_rows (
      "name: P\ndata: { file: users.csv }\nrounds:\n- name: R\n  baseUrl: ${base}\n  iterations:\n"
      "  - { name: A, requestCount: 2, httpRequest: { url: '/a?${user}&${n}' } }\n"
      "  - { name: B, requestCount: 2, httpRequest: { url: '/b?$user' } }\n"
      "  - { name: C, data: { file: users.json }, httpRequest: { url: '/c?${user.id}&${n}' } }\n");

  g_assert_cmpstr (get_target (plan, 0), ==, "/a?a&1");
  g_assert_cmpstr (get_target (plan, 1), ==, "/a?b&2");
  g_assert_cmpstr (get_target (plan, 2), ==, "/b?c");
  g_assert_cmpstr (get_target (plan, 3), ==, "/b?a");
  g_assert_true (g_str_has_prefix (get_target (plan, 4), "/c?7&"));
  g_assert_cmpuint (((WeirStepResult *) g_ptr_array_index (plan->results, 2))->brief.row, ==, 3);
}

/* What a client knows goes above a row, and a row above the plan's variables. One slot, one row. */
static void
test_data_of_slot (void)
{
  g_autoptr (WeirTestPlan) plan = run_with_rows (
      "name: P\nvariables: [{ name: user, value: nobody }, { name: greeting, value: 'hi-${user}' }]\n"
      "rounds:\n- name: R\n  baseUrl: ${base}\n  iterations:\n"
      "  - name: A\n    data: { file: users.csv }\n    requestCount: 3\n    batchSize: 3\n    coolDownTime: 10\n"
      "    httpRequest:\n      url: '/a?${user}&${greeting}&${user}'\n"
      "      after: ['$set(variable=log, value=${log}${user})']\n"
      "  - { name: B, httpRequest: { url: '/b?${user}&${log}' } }\n"
      "  - name: C\n    data: { file: users.csv }\n    before: ['$set(variable=user, value=mine)']\n"
      "    httpRequest: { url: '/c?${user}' }\n");
  const char *log;

  for (guint i = 1; i <= 3; i++)
    {
      const char *target = weir_test_server_find_request (plan->server, "/a", i)->target;
      g_autofree char *expected = g_strdup_printf ("/a?%c&hi-%c&%c", target[3], target[3], target[3]);

      g_assert_cmpstr (target, ==, expected);
    }
  log = strchr (weir_test_server_find_request (plan->server, "/b", 1)->target, '&') + 1;
  g_assert_cmpuint (strlen (log), ==, 3);
  g_assert_true (strchr (log, 'a') && strchr (log, 'b') && strchr (log, 'c'));
  g_assert_true (g_str_has_prefix (weir_test_server_find_request (plan->server, "/b", 1)->target, "/b?nobody&"));
  g_assert_cmpstr (weir_test_server_find_request (plan->server, "/c", 1)->target, ==, "/c?mine");
}

/* C82: each client keeps its row; who has none does not begin. */
static void
test_data_of_client (void)
{
  g_autoptr (WeirTestPlan) plan
      = run_with_rows (ROUND "  numberOfClients: 5\n  data: { file: users.csv, order: unique-per-client }\n"
                             "  iterations:\n  - name: A\n    requestCount: 2\n    skipIf: ${user} = \"b\"\n"
                             "    httpRequest: { url: '/a?${user}&${run.vu}' }\n");
  guint n_a = 0, n_c = 0;

  g_assert_cmpuint (weir_test_server_count (plan->server, "/a"), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      n_a += g_str_equal (get_target (plan, i), "/a?a&1");
      n_c += g_str_equal (get_target (plan, i), "/a?c&3");
    }
  g_assert_cmpuint (n_a, ==, 2);
  g_assert_cmpuint (n_c, ==, 2);
  g_assert_cmpuint (
      weir_test_plan_count_warning (
          plan, "Clients that have no row of their own in “users.csv”, which has 3, do not begin “A”."),
      ==, 2);
}

static void
test_data_at_random (void)
{
  g_autoptr (WeirTestPlan) plan
      = run_with_rows (ROUND "  data: { file: users.csv, order: Random }\n  iterations:\n"
                             "  - { name: A, requestCount: 60, httpRequest: { url: '/a?${user}' } }\n");
  guint seen = 0;

  for (guint i = 0; i < 60; i++)
    seen |= 1u << (get_target (plan, i)[3] - 'a');
  g_assert_cmpuint (seen, ==, 7);
}

/* C38: a file is read before anything is sent, once. */
static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-plan-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "body.bin", NULL);
  g_autoptr (WeirTestPlan) plan = NULL;
  const WeirTestRequest *request;

  g_assert_true (g_file_set_contents (file, "\1\2\3 whole", -1, NULL));
  plan = weir_test_plan_new_in (
      folder, ROUND "  iterations:\n  - name: A\n    requestCount: 2\n"
                    "    httpRequest: { url: /a, method: POST, payload: { file: body.bin } }\n");
  g_unlink (file);
  g_rmdir (folder);
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  request = weir_test_server_find_request (plan->server, "/a", 2);
  g_assert_nonnull (request);
  g_assert_cmpmem (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body), "\1\2\3 whole", 9);
  g_assert_cmpstr (weir_test_request_get_header (request, "Content-Type"), ==, "application/octet-stream");
}

/* C82: sent, counted apart, and in no other figure. */
static void
test_warm_up (void)
{
  g_autoptr (WeirTestPlan) plan
      = weir_test_plan_new (ROUND "  iterations:\n  - name: A\n    warmUp: 0.5\n    duration: 1\n    batchSize: 1\n"
                                  "    coolDownTime: 100\n    httpRequest: { url: /a, retry: { maxRetries: 1 } }\n");
  const WeirJobFigures *figures;

  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  figures = weir_test_plan_get_figures (plan, 0);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/a") + figures->missed_starts, ==, 10);
  g_assert_cmpuint (figures->warm_up + figures->slots + figures->missed_starts, ==, 10);
  g_assert_cmpuint (figures->warm_up, >=, 1);
  g_assert_cmpuint (figures->warm_up, <=, 5);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->started, ==, figures->slots);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->successful, ==, figures->slots);
  g_assert_cmpuint (plan->results->len, ==, figures->slots);
}

/* C82: slow answers do not slow it down. */
static void
test_arrival_rate (void)
{
  g_autoptr (WeirTestPlan) plan
      = weir_test_plan_new (ROUND "  iterations:\n  - name: A\n    httpRequest: { url: /a }\n"
                                  "    arrivalRate: { rate: 10, stages: [{ rate: 50, duration: 1 }] }\n"
                                  "  - name: B\n    httpRequest: { url: /b }\n    arrivalRate:\n"
                                  "      { rate: 20, maxInFlight: 3, stages: [{ rate: 20, duration: 500ms }] }\n");
  const WeirJobFigures *figures;

  weir_test_server_script (plan->server, "/a")->delay_ms = 400;
  weir_test_server_script (plan->server, "/b")->delay_ms = 2000;
  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  figures = weir_test_plan_get_figures (plan, 0);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/a") + figures->missed_starts, ==, 30);
  g_assert_cmpuint (figures->planned_starts, ==, 30);
  g_assert_cmpint (figures->most_in_flight, >=, 3);
  figures = weir_test_plan_get_figures (plan, 1);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), <=, 3);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b") + figures->missed_starts, ==, 10);
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add_func ("/engine/plan-extensions/" name, function)
  g_test_init (&argc, &argv, NULL);
  ADD ("C82 an assertion that fails makes its request failed", test_assert);
  ADD ("C82 what is extracted is known to its client", test_extract);
  ADD ("C43 a request that takes too long has no response", test_timeout);
  ADD ("C82 rows are taken one after another by all who share them", test_data_in_order);
  ADD ("C82 a slot has one row, below what its client knows", test_data_of_slot);
  ADD ("C82 a client may have a row of its own", test_data_of_client);
  ADD ("C82 rows may be taken at random", test_data_at_random);
  ADD ("C38 a file is read before anything is sent", test_file);
  ADD ("C82 requests of the warm-up are counted apart", test_warm_up);
  ADD ("C82 requests begin by an arrival rate", test_arrival_rate);
  ADD ("C39 C82 redirects are followed up to a limit", test_redirects);
  return g_test_run ();
}
