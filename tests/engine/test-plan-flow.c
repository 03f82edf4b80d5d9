/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-flow.c: iterations of a load plan whose slots are passes through a flow
 */

#include "config.h"

#include "weir-test-plan.h"
#include "weir-test.h"

#include <glib/gstdio.h>

#define ROUND "name: P\nrounds:\n- name: R\n"
#define ONCE                                                                                                 \
  "beforeAll: [{ name: In, httpRequest: { url: '${base}/in' } }]\n"                                          \
  "afterAll: [{ name: Out, httpRequest: { url: '${base}/out?${run.outcome}' } }]\n"

/* The plan goes through f.flow.yaml. */
static WeirTestPlan *
prepare (const char *yaml, const char *steps)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-plan-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "f.flow.yaml", NULL);
  g_autofree char *flow = g_strconcat ("name: F\n", steps, NULL);
  WeirTestPlan *plan;

  g_assert_true (g_file_set_contents (file, flow, -1, NULL));
  plan = weir_test_plan_new_in (folder, yaml);
  g_unlink (file);
  g_rmdir (folder);
  return plan;
}

static WeirTestPlan *
run (const char *yaml, const char *steps)
{
  WeirTestPlan *plan = prepare (yaml, steps);

  weir_test_plan_start (plan);
  weir_test_plan_wait (plan);
  return plan;
}

static void
assert_step (const WeirJobFigures *figures, guint place, const char *name, guint64 passed)
{
  const WeirStepStatistics *step = g_ptr_array_index (figures->steps, place);

  g_assert_cmpstr (step->name, ==, name);
  g_assert_cmpuint (step->counts[WEIR_STEP_PASSED], ==, passed);
  g_assert_cmpuint (weir_step_statistics_get_total (step), ==, passed);
}

/* C82: pauses are none of its time, and what Before All set is there anew in each pass. */
static void
test_pass (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations: [{ name: A, requestCount: 3, flow: f.flow.yaml }]\n",
             "run: { delay: 200 }\nbeforeAll: [{ name: Set, set: { who: b } }]\nsteps:\n"
             "- { name: A, httpRequest: { url: '${base}/a?${who}' } }\n"
             "- { name: Wait, wait: 200, set: { who: x } }\n"
             "- { name: B, httpRequest: { url: '${base}/b?${who}' } }\n");
  const WeirJobFigures *figures = weir_test_plan_get_figures (plan, 0);
  const WeirMetricTotals *totals = weir_test_plan_get_totals (plan, 0);

  g_assert_cmpuint (totals->started, ==, 3);
  g_assert_cmpuint (totals->successful, ==, 3);
  g_assert_cmpuint (figures->slots, ==, 3);
  g_assert_cmpint (figures->most_in_flight, ==, 1);
  g_assert_cmpuint (figures->connections, ==, 1);
  assert_step (figures, 0, "Set", 1);
  assert_step (figures, 1, "A", 3);
  assert_step (figures, 2, "Wait", 3);
  assert_step (figures, 3, "B", 3);
  g_assert_cmpuint (figures->steps->len, ==, 4);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 3);
  g_assert_cmpstr (weir_test_server_find_request (plan->server, "/a", 3)->target, ==, "/a?b");
  g_assert_cmpfloat (weir_test_plan_get_length (plan), >=, 1500);
  g_assert_cmpfloat ((double) weir_histogram_get_max (totals->times[WEIR_METRIC_TOTAL_TIME]), <,
                          200e3 + weir_test_plan_get_slack (plan) * 1000);
}

/* C82: batches launch passes. */
static void
test_batches (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations: [{ name: A, requestCount: 4, batchSize: 2, coolDownTime: 300,"
                   " flow: f.flow.yaml }]\n",
             "steps:\n- { name: A, httpRequest: { url: '${base}/a' } }\n"
             "- { name: B, httpRequest: { url: '${base}/b' } }\n");

  weir_test_plan_assert_arrivals (plan, "/a", (int[]){ 0, 0, 300, 300, -1 });
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 4);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->started, ==, 4);
}

/* C82: the first step that failed says what became of the pass; stopOnFailure ends it there. */
static void
test_failure (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations: [{ name: A, requestCount: 2, flow: f.flow.yaml }]\n",
             "run: { stopOnFailure: true }\nsteps:\n"
             "- name: A\n  httpRequest: { url: '${base}/a' }\n"
             "  assert: [{ from: status, is: '=', value: 201 }]\n"
             "- { name: B, httpRequest: { url: '${base}/b' } }\n");
  const WeirMetricTotals *totals = weir_test_plan_get_totals (plan, 0);

  g_assert_cmpuint (totals->started, ==, 2);
  g_assert_cmpuint (totals->failed, ==, 2);
  g_assert_cmpuint (totals->assertions_failed, ==, 2);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 0);
}

/* A pass that sends nothing is over at once, and is counted as skipped. */
static void
test_nothing (void)
{
  g_autoptr (WeirTestPlan) plan
      = run (ROUND "  iterations: [{ name: A, requestCount: 500, flow: f.flow.yaml }]\n",
             "steps:\n- { name: A, set: { a: b } }\n");

  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->skipped, ==, 500);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->started, ==, 0);
}

static gboolean
is_asked (gpointer data)
{
  WeirTestPlan *plan = data;

  return weir_test_server_count (plan->server, "/a") > 0;
}

/* Stop lets what is in flight end, begins no further step, and After All runs. */
static void
test_stop (void)
{
  g_autoptr (WeirTestPlan) plan = prepare (
      ROUND "  iterations: [{ name: A, requestCount: 5, flow: f.flow.yaml }]\n",
      ONCE "steps:\n- { name: A, httpRequest: { url: '${base}/a' } }\n"
           "- { name: B, httpRequest: { url: '${base}/b' } }\n");

  weir_test_server_script (plan->server, "/a")->delay_ms = 300;
  weir_test_plan_start (plan);
  g_assert_true (weir_test_wait (is_asked, plan, DEADLINE_MS));
  weir_plan_engine_stop (plan->engine);
  weir_test_plan_wait (plan);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/a"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/b"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/in"), ==, 1);
  g_assert_cmpstr (weir_test_server_find_request (plan->server, "/out", 1)->target, ==, "/out?stopped");
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->cancelled, ==, 1);
}

/* A rule that ends the iteration ends passes where they are. */
static void
test_terminate (void)
{
  g_autoptr (WeirTestPlan) plan = prepare (
      ROUND "  numberOfClients: 3\n  iterations: [{ name: A, requestCount: 5, flow: f.flow.yaml }]\n",
      ONCE "steps:\n- { name: A, httpRequest: { url: '${base}/a' } }\n");

  weir_test_server_script (plan->server, "/a")->fault = WEIR_TEST_FAULT_STALL;
  weir_test_plan_start (plan);
  g_assert_true (weir_test_wait (is_asked, plan, DEADLINE_MS));
  weir_plan_engine_terminate_job (plan->engine, 0);
  weir_test_plan_wait (plan);
  g_assert_cmpuint (weir_test_plan_get_totals (plan, 0)->failed, ==, 0);
  g_assert_cmpuint (weir_test_server_count (plan->server, "/out"), ==, 1);
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add_func ("/engine/plan-flow/" name, function)
  g_test_init (&argc, &argv, NULL);
  ADD ("C82 a slot is a pass whose time is without pauses", test_pass);
  ADD ("C82 batches launch passes", test_batches);
  ADD ("C82 the first step that failed stands for the pass", test_failure);
  ADD ("a pass that sends nothing is skipped", test_nothing);
  ADD ("Stop ends passes between steps, and After All runs", test_stop);
  ADD ("a rule that ends the iteration cancels passes", test_terminate);
  return g_test_run ();
}
