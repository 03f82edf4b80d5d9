/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-round-trip.c: what is written of a load plan reads back as an equal plan
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "flow-equal.h"
#include "weir-example-plans.h"
#include "weir-plan-format.h"

#define REQUEST "    httpRequest: { url: \"http://a/\" }\n"

static WeirPlan *
read_plan (const char *text, const WeirPlanOptions *options)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirPlan *plan = weir_plan_parse (text, strlen (text), FALSE, NULL, options, problems);

  if (plan == NULL)
    g_error ("%s\n%s", ((WeirProblem *) problems->pdata[0])->message, text);
  return plan;
}

/* Returns (transfer full): what is written of the plan in @text */
static char *
assert_survives (const char *text, const WeirPlanOptions *options)
{
  g_autoptr (WeirPlan) plan = read_plan (text, options);
  char *yaml = weir_plan_to_yaml (plan);
  g_autoptr (WeirPlan) back = read_plan (yaml, options);
  g_autofree char *again = weir_plan_to_yaml (back);

  assert_objects_equal (G_OBJECT (plan), G_OBJECT (back), "plan");
  g_assert_cmpstr (again, ==, yaml);
  return yaml;
}

static void
test_conditions (void)
{
  g_autofree char *yaml = assert_survives (EXAMPLE_A, NULL);

  g_assert_nonnull (strstr (yaml, "  numberOfClients: 50\n  arrivalDelay: 100ms\n"));
  g_assert_nonnull (strstr (yaml, "{ \"username\": \"user\", \"password\": \"pass\" }\n"));
  g_assert_nonnull (strstr (yaml, "gracePeriod: 3s\n"));
}

static void
test_reference (void)
{
  g_autofree char *yaml = assert_survives (EXAMPLE_B, NULL);

  g_assert_cmpstr (yaml, ==,
                   "name: GlobalIterationPlan\n"
                   "iterations:\n"
                   "- name: GlobalIteration\n"
                   "  mode: DCB\n"
                   "  duration: 5m\n"
                   "  batchSize: 100\n"
                   "  coolDownTime: 1s\n"
                   "  httpRequest:\n"
                   "    url: http://127.0.0.1:18080/headers\n"
                   "rounds:\n"
                   "- name: TestRound\n"
                   "  reference:\n"
                   "  - GlobalIteration\n");
}

static void
test_example (void)
{
  static const char *const rehearsal[] = { "rehearsal", NULL };
  const WeirPlanOptions options = { .environments = rehearsal };
  g_autofree char *file_name = g_build_filename (g_getenv ("WEIR_EXAMPLES"), "shop.plan.yaml", NULL);
  g_autofree char *text = NULL;
  g_autofree char *yaml = NULL;

  g_assert_true (g_file_get_contents (file_name, &text, NULL, NULL));
  g_free (assert_survives (text, NULL));
  yaml = assert_survives (text, &options);
  /* Numbers are written as they were filled in, and what a request says as it stands. */
  g_assert_nonnull (strstr (yaml, "numberOfClients: 2\n"));
  g_assert_nonnull (strstr (yaml, "Bearer ${Login.Body.token}"));
}

static void
test_everything (void)
{
  g_free (assert_survives (
      "name: P\n"
      "data: { file: all.csv, order: random }\n"
      "variables: [{ name: v, value: '{\"a\": 1}', as: json }, { name: r, value: abc, regex: '[a-b]+$' }]\n"
      "environments:\n"
      "- { name: e, variables: [{ name: v, value: '{}', as: json }, { name: key, secret: true }] }\n"
      "- { name: f }\n"
      "iterations:\n"
      "- name: Shared\n"
      "  startupDelay: 1s\n"
      "  warmUp: 10s\n"
      "  data: { file: own.json, order: unique-per-client }\n"
      "  mode: CB\n"
      "  batchSize: 3\n"
      "  coolDownTime: 1500\n"
      "  maximizeThroughput: true\n"
      "  skipIf: ${v.a} = 2\n"
      "  before: [\"$set(variable=k, value=1)\"]\n"
      "  after: [\"${k}\", \"${v}\"]\n"
      "  httpRequest:\n"
      "    url: /x/${v.a}?$r\n"
      "    method: put\n"
      "    version: 1.0\n"
      "    query: { q: \"$$5\" }\n"
      "    headers: { X-E: \"\", Y: '${v.a}' }\n"
      "    auth: { type: bearer, token: \"${key}\" }\n"
      "    payload: { multipart: { fields: [{ name: n, value: \"1\" }] } }\n"
      "    timeout: 1500ms\n"
      "    maxRedirects: 0\n"
      "    insecure: true\n"
      "    skipIf: ${k} = 3\n"
      "    before: [\"$guid(variable=g)\"]\n"
      "    retry: { maxRetries: 4, strategy: Exponential, delayInMs: 80, maxDelayInMs: 200, if: '${status} = 503' }\n"
      "    capture: { to: L, as: json, makeGlobal: true, regex: '^x$' }\n"
      "    extract: [{ name: id, from: body, path: $.id }]\n"
      "    assert: [{ from: status, is: '=', value: 200 }]\n"
      "  failureRules: [{ expression: '${Metrics.R.Shared.Throughput.ErrorRate} > 0.5', minSamples: 50 }]\n"
      "  terminationRules: [{ metric: 'TTFB between 100 and 500ms', window: 10s, gracePeriod: '0.00:00:02' }]\n"
      "rounds:\n"
      "- name: R\n"
      "  tags: [smoke, 'a$$b']\n"
      "  baseUrl: http://a\n"
      "  startupDelay: 500\n"
      "  delayClientCreationUntilIsNeeded: true\n"
      "  runInParallel: true\n"
      "  insecure: true\n"
      "  stages: [{ numberOfClients: 3, arrivalDelay: 50 }, { numberOfClients: 2, startupDelay: 1s }]\n"
      "  reference: [shared]\n"
      "- name: S\n"
      "  together: true\n"
      "  data: { file: rows.csv }\n"
      "  iterations:\n"
      "  - name: I\n"
      "    requestCount: 3\n" REQUEST
      "  - name: J\n"
      "    duration: 90\n" REQUEST
      "  - { name: F, requestCount: 2, flow: shop.flow.yaml }\n"
      "  - name: Rate\n"
      "    arrivalRate: { rate: 0.5, maxInFlight: 7, stages: [{ rate: 100, duration: 10s }, { rate: 0, duration: 1m }] }\n" REQUEST
      "  - name: K\n"
      "    requestCount: 1000000000000\n"
      "    batchSize: 7\n"
      "    coolDownTime: 1ms\n" REQUEST,
      NULL));
}

static void
test_save (void)
{
  g_autoptr (WeirPlan) plan = read_plan (EXAMPLE_B, NULL);
  g_autoptr (WeirPlan) back = NULL;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_autofree char *file_name = g_build_filename (folder, "b.yaml", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", "b.yaml", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_plan_save (plan, nowhere, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (weir_plan_save (plan, file_name, &error));
  back = weir_plan_load (file_name, NULL, problems, &error);
  g_assert_no_error (error);
  assert_objects_equal (G_OBJECT (plan), G_OBJECT (back), "plan");
  g_unlink (file_name);
  g_rmdir (folder);
}

static void
test_empty (void)
{
  g_autoptr (WeirPlan) plan = weir_plan_new ("New");
  g_autofree char *yaml = weir_plan_to_yaml (plan);

  g_assert_cmpstr (yaml, ==, "name: New\nrounds: []\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/plan-round-trip/A a plan with conditions and rules survives", test_conditions);
  g_test_add_func ("/format/plan-round-trip/B a plan with references is written in canonical form",
                   test_reference);
  g_test_add_func ("/format/plan-round-trip/the example survives, in each of its environments", test_example);
  g_test_add_func ("/format/plan-round-trip/every key survives", test_everything);
  g_test_add_func ("/format/plan-round-trip/a saved plan is the plan that was saved, or an error", test_save);
  g_test_add_func ("/format/plan-round-trip/a plan without rounds is still a plan", test_empty);
  return g_test_run ();
}
