/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-extensions.c: what load plans have beyond the format that other programs read
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
  g_assert_cmpint (plan->ended_us - plan->started_us, >=, 300 * 1000);
  g_assert_cmpint (plan->ended_us - plan->started_us, <, 1500 * 1000);
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

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add_func ("/engine/plan-extensions/" name, function)
  g_test_init (&argc, &argv, NULL);
  ADD ("C82 an assertion that fails makes its request failed", test_assert);
  ADD ("C82 what is extracted is known to its client", test_extract);
  ADD ("C43 a request that takes too long has no response", test_timeout);
  ADD ("C39 C82 redirects are followed up to a limit", test_redirects);
  return g_test_run ();
}
