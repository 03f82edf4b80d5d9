/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-reading.c: what a load plan says is what is read, in every spelling it may have
 */

#include "config.h"

#include <string.h>

#include "weir-plan-format.h"

#define HEAD "name: P\nrounds:\n- name: R\n"
#define ITERATION HEAD "  iterations:\n  - name: I\n"
#define REQUEST "    httpRequest: {url: \"http://a/\"}\n"

static WeirPlan *
read_with (const char *text, const WeirPlanOptions *options, guint n_warnings)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirPlan *plan = weir_plan_parse (text, strlen (text), *text == '{', NULL, options, problems);

  for (guint i = n_warnings; i < problems->len; i++)
    g_error ("%s", ((WeirProblem *) g_ptr_array_index (problems, i))->message);
  g_assert_cmpuint (problems->len, ==, n_warnings);
  return plan;
}

static WeirPlan *
read_plan (const char *text)
{
  return read_with (text, NULL, 0);
}

static WeirRound *
get_round (WeirPlan *plan)
{
  g_autoptr (WeirRound) round = g_list_model_get_item (G_LIST_MODEL (weir_plan_get_rounds (plan)), 0);

  return round;
}

static WeirIteration *
get_iteration (WeirPlan *plan)
{
  g_autoptr (WeirIteration) iteration =
      g_list_model_get_item (G_LIST_MODEL (weir_round_get_iterations (get_round (plan))), 0);

  return iteration;
}

static WeirPacing *
get_pacing (WeirPlan *plan)
{
  return weir_iteration_get_pacing (get_iteration (plan));
}

static WeirRequest *
get_request (WeirPlan *plan)
{
  return weir_step_get_request (weir_iteration_get_step (get_iteration (plan)));
}

static WeirRule *
get_rule (GListStore *rules, guint index)
{
  g_autoptr (WeirRule) rule = g_list_model_get_item (G_LIST_MODEL (rules), index);

  return rule;
}

static const char whole[] =
    "name: Whole\nid: 7\nvariables:\n- {name: api, value: \"http://a.example\"}\n- {name: n, value: 3}\n"
    "iterations:\n- name: Shared\n  httpRequest: {url: /s}\n"
    "rounds:\n"
    "- name: Buyers\n  baseUrl: ${api}\n  startupDelay: 500\n  numberOfClients: ${n}\n  arrivalDelay: 50ms\n"
    "  delayClientCreationUntilIsNeeded: True\n  runInParallel: TRUE\n  reference: [shared]\n"
    "  tags: [smoke, slow]\n  insecure: true\n  together: true\n"
    "  iterations:\n"
    "  - name: Sign in\n    delay: 2s\n    mode: dcb\n    duration: 90\n    batchSize: \"5\"\n    "
    "coolDownTime: 0.5s\n"
    "    maximizeThroughput: true\n    skipIf: ${n} = 4\n    before: [\"$set(variable=k, value=1)\"]\n"
    "    after: [\"${k}\"]\n"
    "    failureRules: [{metric: ErrorRate > 0.1, errorStatusCodes: \">= 500\", minSamples: 50}]\n"
    "    terminationRules:\n    - {metric: TotalTime.P90 > 200, gracePeriod: 00:00:05, window: 2s}\n"
    "    - {expression: \"${Metrics.Buyers.Sign in.Throughput.RPS} > 5\"}\n"
    "    httpRequest:\n      url: /login\n      httpMethod: pOsT\n      httpVersion: HTTP/1.1\n"
    "      httpHeaders: {X-A: b, X-E: null}\n      payload: {type: Raw, raw: \"{}\"}\n      timeout: 5\n"
    "      skipIf: ${k} = 2\n"
    "      retry: {if: \"${Login.StatusCode} = 503\", maxRetries: \"${n}\", strategy: Exponential, "
    "delayInMs: "
    "60}\n"
    "      capture: {to: Login, as: json, makeGlobal: true, regex: a+}\n";

static void
assert_round (WeirRound *round)
{
  const char *const *tags = weir_round_get_tags (round);

  g_assert_cmpstr (weir_round_get_name (round), ==, "Buyers");
  g_assert_cmpstr (weir_round_get_base_url (round), ==, "${api}");
  g_assert_cmpint (weir_round_get_startup_delay_us (round), ==, 500000);
  g_assert_cmpuint (weir_round_get_clients (round), ==, 3);
  g_assert_cmpint (weir_round_get_arrival_delay_us (round), ==, 50000);
  g_assert_true (weir_round_get_late_creation (round));
  g_assert_true (weir_round_get_parallel (round));
  g_assert_true (weir_round_get_insecure (round));
  g_assert_true (weir_round_get_together (round));
  g_assert_cmpstr (tags[1], ==, "slow");
  g_assert_cmpstr (weir_round_get_references (round)[0], ==, "shared");
}

static void
assert_iteration (WeirIteration *iteration)
{
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);
  WeirRule *failure = get_rule (weir_iteration_get_failure_rules (iteration), 0);
  WeirRule *termination = get_rule (weir_iteration_get_termination_rules (iteration), 0);
  WeirRule *expression = get_rule (weir_iteration_get_termination_rules (iteration), 1);

  g_assert_cmpint (weir_iteration_get_startup_delay_us (iteration), ==, 2000000);
  g_assert_cmpint (weir_pacing_get_mode (pacing), ==, WEIR_MODE_DCB);
  g_assert_cmpint (weir_pacing_get_duration_us (pacing), ==, 90000000);
  g_assert_cmpuint (weir_pacing_get_batch_size (pacing), ==, 5);
  g_assert_cmpint (weir_pacing_get_cool_down_us (pacing), ==, 500000);
  g_assert_true (weir_pacing_get_maximize_throughput (pacing));
  g_assert_cmpstr (weir_iteration_get_skip_if (iteration), ==, "${n} = 4");
  g_assert_cmpstr (weir_iteration_get_before (iteration)[0], ==, "$set(variable=k, value=1)");
  g_assert_cmpstr (weir_iteration_get_after (iteration)[0], ==, "${k}");
  g_assert_cmpstr (weir_rule_get_metric (failure), ==, "ErrorRate > 0.1");
  g_assert_cmpstr (weir_rule_get_status_codes (failure), ==, ">= 500");
  g_assert_cmpuint (weir_rule_get_min_samples (failure), ==, 50);
  g_assert_cmpint (weir_rule_get_grace_us (termination), ==, 5000000);
  g_assert_cmpint (weir_rule_get_window_us (termination), ==, 2000000);
  g_assert_cmpstr (weir_rule_get_expression (expression), ==, "${Metrics.Buyers.Sign in.Throughput.RPS} > 5");
}

static void
assert_step (WeirIteration *iteration)
{
  WeirStep *step = weir_iteration_get_step (iteration);
  WeirRequest *request = weir_step_get_request (step);
  WeirRetry *retry = weir_step_get_retry (step);
  WeirCapture *capture = weir_iteration_get_capture (iteration);

  g_assert_cmpstr (weir_step_get_name (step), ==, "Sign in");
  g_assert_cmpstr (weir_step_get_skip_if (step), ==, "${k} = 2");
  g_assert_cmpstr (weir_request_get_method (request), ==, "POST");
  g_assert_cmpstr (weir_request_get_url (request), ==, "/login");
  g_assert_cmpint (weir_request_get_http_version (request), ==, WEIR_HTTP_1_1);
  g_assert_cmpint (weir_request_get_timeout_us (request), ==, 5000000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (weir_request_get_headers (request))), ==, 2);
  g_assert_cmpuint (weir_retry_get_max_retries (retry), ==, 3);
  g_assert_cmpuint (weir_retry_get_delay_ms (retry), ==, 60);
  g_assert_cmpint (weir_retry_get_strategy (retry), ==, WEIR_RETRY_EXPONENTIAL);
  g_assert_cmpstr (weir_capture_get_to (capture), ==, "Login");
  g_assert_cmpstr (weir_capture_get_value_type (capture), ==, "json");
  g_assert_cmpstr (weir_capture_get_regex (capture), ==, "a+");
  g_assert_true (weir_capture_get_make_global (capture));
}

static void
test_whole (void)
{
  g_autoptr (WeirPlan) plan = read_plan (whole);

  g_assert_cmpstr (weir_plan_get_name (plan), ==, "Whole");
  assert_round (get_round (plan));
  assert_iteration (get_iteration (plan));
  assert_step (get_iteration (plan));
}

static void
test_json (void)
{
  g_autoptr (WeirPlan) plan = read_plan (
      "{\"name\": \"Whole\", \"id\": \"7\", \"variables\": [{\"name\": \"api\", \"value\": "
      "\"http://a.example\"},"
      " {\"name\": \"n\", \"value\": 3}], \"iterations\": [{\"name\": \"Shared\", \"httpRequest\": {\"URL\": "
      "\"/s\"}}],"
      "\"rounds\": [{\"name\": \"Buyers\", \"baseUrl\": \"${api}\", \"startupDelay\": 500, "
      "\"numberOfClients\": 3,"
      " \"arrivalDelay\": 50, \"delayClientCreationUntilIsNeeded\": true, \"runInParallel\": true,"
      " \"reference\": [\"shared\"], \"tags\": [\"smoke\", \"slow\"], \"insecure\": true, \"together\": true,"
      " \"iterations\": [{\"name\": \"Sign in\", \"startupDelay\": 2000, \"mode\": \"DCB\", \"duration\": 90,"
      " \"batchSize\": 5, \"coolDownTime\": 500, \"maximizeThroughput\": true, \"skipIf\": \"${n} = 4\","
      " \"before\": [\"$set(variable=k, value=1)\"], \"after\": [\"${k}\"],"
      " \"failureRules\": [{\"metric\": \"ErrorRate > 0.1\", \"errorStatusCodes\": \">= 500\", "
      "\"minSamples\": 50}],"
      " \"terminationRules\": [{\"metric\": \"TotalTime.P90 > 200\", \"gracePeriod\": \"5s\", \"window\": 2},"
      " {\"expression\": \"${Metrics.Buyers.Sign in.Throughput.RPS} > 5\"}],"
      " \"httpRequest\": {\"url\": \"/login\", \"method\": \"POST\", \"version\": 1.1,"
      " \"headers\": {\"X-A\": \"b\", \"X-E\": \"\"}, \"payload\": {\"raw\": \"{}\"}, \"timeout\": \"5s\","
      " \"skipIf\": \"${k} = 2\", \"retry\": {\"if\": \"${Login.StatusCode} = 503\", \"maxRetries\": 3,"
      " \"strategy\": \"exponential\", \"delayInMs\": 60},"
      " \"capture\": {\"to\": \"Login\", \"as\": \"json\", \"makeGlobal\": true, \"regex\": \"a+\"}}}]}]}");

  assert_round (get_round (plan));
  assert_iteration (get_iteration (plan));
  assert_step (get_iteration (plan));
}

static void
test_json_fault (void)
{
  const char *text = "{\"name\": \"P\",\n \"rounds\": [{\"name\": \"R\", \"nope\": 1}]}";
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  const WeirProblem *problem;

  g_assert_null (weir_plan_parse (text, strlen (text), TRUE, NULL, NULL, problems));
  problem = g_ptr_array_index (problems, 1);
  g_assert_cmpuint (problem->line, ==, 2);
  g_assert_cmpuint (problem->column, ==, 27);
}

static void
test_modes (void)
{
  static const struct
  {
    const char *keys;
    WeirMode mode;
  } sets[] = {
    { "", WEIR_MODE_R },
    { "    requestCount: 3\n", WEIR_MODE_R },
    { "    duration: 3\n", WEIR_MODE_D },
    { "    duration: 3\n    batchSize: 2\n    coolDownTime: 100\n", WEIR_MODE_DCB },
    { "    requestCount: 3\n    batchSize: 2\n    coolDownTime: 100\n", WEIR_MODE_CRB },
    { "    requestCount: 4\n    batchSize: 4\n    coolDownTime: 100\n", WEIR_MODE_CRB },
    { "    batchSize: 2\n    coolDownTime: 100\n    terminationRules: [{metric: TTFB > 1}]\n", WEIR_MODE_CB },
    { "    mode: crb\n    requestCount: 3\n    batchSize: 2\n    coolDownTime: 100\n", WEIR_MODE_CRB },
    { "    mode: R\n", WEIR_MODE_R },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *text = g_strconcat (ITERATION REQUEST, sets[i].keys, NULL);
      g_autoptr (WeirPlan) plan = read_plan (text);

      g_assert_cmpint (weir_pacing_get_mode (get_pacing (plan)), ==, sets[i].mode);
    }
}

static void
test_durations (void)
{
  static const char *const durations[] = { "2", "2s", "2000ms", "\"2\"", "2.0", "2 s" };
  static const char *const cool_downs[] = { "500", "0.5s", "500 ms" };

  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      g_autofree char *text = g_strdup_printf (ITERATION REQUEST "    duration: %s\n", durations[i]);
      g_autoptr (WeirPlan) plan = read_plan (text);

      g_assert_cmpint (weir_pacing_get_duration_us (get_pacing (plan)), ==, 2000000);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cool_downs); i++)
    {
      g_autofree char *text = g_strdup_printf (
          ITERATION REQUEST "    requestCount: 1\n    batchSize: 1\n    coolDownTime: %s\n", cool_downs[i]);
      g_autoptr (WeirPlan) plan = read_plan (text);

      g_assert_cmpint (weir_pacing_get_cool_down_us (get_pacing (plan)), ==, 500000);
    }
}

static void
test_grace (void)
{
  static const char *const graces[] = { "\"00:00:02\"", "00:00:02", "2s", "0.00:00:02" };

  for (guint i = 0; i < G_N_ELEMENTS (graces); i++)
    {
      g_autofree char *text = g_strdup_printf (
          ITERATION REQUEST "    terminationRules: [{metric: TTFB > 1, gracePeriod: %s}]\n", graces[i]);
      g_autoptr (WeirPlan) plan = read_plan (text);

      g_assert_cmpint (
          weir_rule_get_grace_us (get_rule (weir_iteration_get_termination_rules (get_iteration (plan)), 0)),
          ==, 2000000);
    }
}

static void
assert_same_request (const char *a, const char *b)
{
  g_autofree char *first = g_strdup_printf (ITERATION "    httpRequest: {%s}\n", a);
  g_autofree char *second = g_strdup_printf (ITERATION "    httpRequest: {%s}\n", b);
  g_autoptr (WeirPlan) one = read_plan (first);
  g_autoptr (WeirPlan) other = read_plan (second);

  g_assert_cmpstr (weir_request_get_method (get_request (one)), ==,
                   weir_request_get_method (get_request (other)));
  g_assert_cmpstr (weir_request_get_url (get_request (one)), ==, weir_request_get_url (get_request (other)));
  g_assert_cmpint (weir_request_get_http_version (get_request (one)), ==,
                   weir_request_get_http_version (get_request (other)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (weir_request_get_headers (get_request (one)))),
                    ==,
                    g_list_model_get_n_items (G_LIST_MODEL (weir_request_get_headers (get_request (other)))));
}

static void
test_aliases (void)
{
  g_autoptr (WeirPlan) plan = read_plan (ITERATION REQUEST);

  g_assert_cmpstr (weir_request_get_method (get_request (plan)), ==, "GET");
  assert_same_request ("url: \"http://a/\", httpMethod: gEt", "URL: \"http://a/\", method: GET");
  assert_same_request ("url: \"http://a/\", httpHeaders: {A: b}", "Url: \"http://a/\", HEADERS: {A: b}");
  assert_same_request ("url: \"http://a/\", httpVersion: 2", "url: \"http://a/\", version: HTTP/2");
  assert_same_request ("url: \"http://a/\", httpVersion: \"HTTP/1.1\"", "url: \"http://a/\", version: 1.1");
}

static void
test_seconds (void)
{
  WeirPlanOptions options = { .delays_in_seconds = TRUE };
  const char *text = HEAD "  startupDelay: 1\n  stages: [{numberOfClients: 1, startupDelay: 70}]\n"
                          "  iterations: [{name: I, delay: 2, httpRequest: {url: \"http://a/\"}}]\n";
  g_autoptr (WeirPlan) plan = read_with (text, &options, 0);
  g_autoptr (WeirPlan) usual = read_with (text, NULL, 2);
  g_autoptr (WeirStage) stage =
      g_list_model_get_item (G_LIST_MODEL (weir_round_get_stages (get_round (plan))), 0);

  g_assert_cmpint (weir_round_get_startup_delay_us (get_round (plan)), ==, 1000000);
  g_assert_cmpint (weir_iteration_get_startup_delay_us (get_iteration (plan)), ==, 2000000);
  g_assert_cmpint (weir_stage_get_startup_delay_us (stage), ==, 70000);
  g_assert_cmpint (weir_round_get_startup_delay_us (get_round (usual)), ==, 1000);
}

static void
test_loading (void)
{
  static const char *const environments[] = { "big", NULL };
  static const char *const given[] = { "n=5", NULL };
  const char *text = "variables: [{name: n, value: 3}, {name: twice, value: \"${n}${n}\"}]\n"
                     "environments: [{name: Big, variables: [{name: n, value: 4}]}]\n" ITERATION REQUEST
                     "    requestCount: ${twice}\n    failureRules: [{metric: \"TTFB > ${n}\"}]\n";
  WeirPlanOptions chosen = { .environments = environments };
  WeirPlanOptions above = { .environments = environments, .variables = given };
  g_autoptr (WeirPlan) plan = read_plan (text);
  g_autoptr (WeirPlan) big = read_with (text, &chosen, 0);
  g_autoptr (WeirPlan) bigger = read_with (text, &above, 0);
  WeirRule *rule = get_rule (weir_iteration_get_failure_rules (get_iteration (plan)), 0);

  g_assert_cmpuint (weir_pacing_get_request_count (get_pacing (plan)), ==, 33);
  g_assert_cmpuint (weir_pacing_get_request_count (get_pacing (big)), ==, 44);
  g_assert_cmpuint (weir_pacing_get_request_count (get_pacing (bigger)), ==, 55);
  g_assert_cmpstr (weir_rule_get_metric (rule), ==, "TTFB > 3");
}

static void
test_anchors (void)
{
  g_autoptr (WeirPlan) plan = read_plan (
      HEAD "  iterations:\n  - &a\n    name: I\n    requestCount: 7\n    httpRequest: {url: \"http://a/\"}\n"
           "  - {<<: *a, name: J, requestCount: 8}\n");
  g_autoptr (WeirIteration) second =
      g_list_model_get_item (G_LIST_MODEL (weir_round_get_iterations (get_round (plan))), 1);

  g_assert_cmpstr (weir_iteration_get_name (second), ==, "J");
  g_assert_cmpuint (weir_pacing_get_request_count (weir_iteration_get_pacing (second)), ==, 8);
}

static void
test_kind (void)
{
  static const struct
  {
    const char *text;
    gboolean is_plan;
  } documents[] = {
    { "name: P\nrounds: []\n", TRUE },    { "plan: {}\n", TRUE },           { "lpsRuns: []\n", TRUE },
    { "name: F\nsteps: []\n", FALSE },    { "name: F\nstep: []\n", FALSE }, { "Rounds: []\n", TRUE },
    { "rounds: []\nsteps: []\n", FALSE }, { "rounds: [\n", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    g_assert_cmpint (weir_plan_is_one (documents[i].text, strlen (documents[i].text), FALSE), ==,
                     documents[i].is_plan);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/plan/every key is read", test_whole);
  g_test_add_func ("/format/plan/C12 JSON says the same", test_json);
  g_test_add_func ("/format/plan/C12 a fault in JSON is told at its line and column", test_json_fault);
  g_test_add_func ("/format/plan/C10 C20 C27 the mode follows from its numbers, in any case", test_modes);
  g_test_add_func ("/format/plan/C15 durations are the same in every spelling", test_durations);
  g_test_add_func ("/format/plan/C16 grace periods are the same in every spelling", test_grace);
  g_test_add_func ("/format/plan/C9 C10 C13 aliases and spellings mean the same request", test_aliases);
  g_test_add_func ("/format/plan/C31 delays count seconds when asked to, those of stages do not",
                   test_seconds);
  g_test_add_func ("/format/plan/C18 C49 numbers and rules come from variables and environments",
                   test_loading);
  g_test_add_func ("/format/plan/anchors and merging work as in flows", test_anchors);
  g_test_add_func ("/format/plan/a document is a plan by its keys", test_kind);
  return g_test_run ();
}
