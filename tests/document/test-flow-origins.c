/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-origins.c: which variables have a value before a step, and who gives it
 */

#include "config.h"

#include "weir-extraction.h"
#include "weir-flow-origins.h"

/* Log in sets token (secret); List sets itemId and, by a method, stamp; Order uses them. */
static WeirFlow *
make_flow (void)
{
  WeirFlow *flow = weir_flow_new ("Shop");
  g_autoptr (WeirVariable) base = weir_variable_new ("baseUrl", "http://127.0.0.1");
  g_autoptr (WeirVariable) token = weir_variable_new ("token", "none");
  g_autoptr (WeirStep) log_in = weir_step_new ("Log in");
  g_autoptr (WeirStep) list = weir_step_new ("List");
  g_autoptr (WeirStep) order = weir_step_new ("Order");
  g_autoptr (WeirRequest) request = weir_request_new ("GET", "http://x/${timestamp(variable=stamp)}");
  g_autoptr (WeirExtraction) taken = weir_extraction_new ("token", WEIR_SOURCE_BODY, "$.token");
  g_autoptr (WeirExtraction) item = weir_extraction_new ("itemId", WEIR_SOURCE_BODY, "$.id");

  weir_extraction_set_secret (taken, TRUE);
  weir_step_set_request (list, request);
  g_list_store_append (weir_flow_get_variables (flow), base);
  g_list_store_append (weir_flow_get_variables (flow), token);
  g_list_store_append (weir_step_get_extractions (log_in), taken);
  g_list_store_append (weir_step_get_extractions (list), item);
  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_BEFORE_ALL), log_in);
  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), list);
  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), order);
  return flow;
}

static void
test_latest_wins (void)
{
  g_autoptr (WeirFlow) flow = make_flow ();
  WeirStep *order = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 1);
  g_autoptr (GPtrArray) origins = weir_flow_find_origins (flow, order, NULL);
  const WeirOrigin *token = weir_origins_find (origins, "token");

  g_assert_cmpint (token->kind, ==, WEIR_ORIGIN_EXTRACTION);
  g_assert_cmpstr (weir_step_get_name (token->step), ==, "Log in");
  g_assert_true (token->is_secret);
  g_assert_cmpstr (weir_origins_find (origins, "baseUrl")->value, ==, "http://127.0.0.1");
  g_assert_cmpint (weir_origins_find (origins, "stamp")->kind, ==, WEIR_ORIGIN_METHOD);
  g_assert_false (weir_origins_find (origins, "itemId")->is_late);
  g_assert_cmpint (weir_origins_find (origins, "run.iteration")->kind, ==, WEIR_ORIGIN_PROGRAM);
  g_assert_null (weir_origins_find (origins, "itemID"));
}

static void
test_late (void)
{
  g_autoptr (WeirFlow) flow = make_flow ();
  WeirStep *list = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 0);
  g_autoptr (GPtrArray) origins = weir_flow_find_origins (flow, list, NULL);

  g_assert_true (weir_origins_find (origins, "itemId")->is_late);
  g_assert_false (weir_origins_find (origins, "stamp")->is_late);
}

static void
test_disabled (void)
{
  g_autoptr (WeirFlow) flow = make_flow ();
  WeirStep *order = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 1);
  g_autoptr (GPtrArray) origins = NULL;

  weir_step_set_enabled (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 0), FALSE);
  origins = weir_flow_find_origins (flow, order, NULL);
  g_assert_null (weir_origins_find (origins, "itemId"));
}

static void
test_environment (void)
{
  g_autoptr (WeirFlow) flow = make_flow ();
  g_autoptr (WeirEnvironment) environment = weir_environment_new ("local");
  g_autoptr (WeirVariable) base = weir_variable_new ("baseUrl", "http://10.0.0.1");
  g_autoptr (GPtrArray) origins = NULL;

  g_list_store_append (weir_environment_get_variables (environment), base);
  weir_environment_add_secret (environment, "apiKey");
  origins = weir_flow_find_origins (flow, NULL, environment);
  g_assert_cmpint (weir_origins_find (origins, "baseUrl")->kind, ==, WEIR_ORIGIN_ENVIRONMENT);
  g_assert_cmpstr (weir_origins_find (origins, "baseUrl")->value, ==, "http://10.0.0.1");
  g_assert_true (weir_origins_find (origins, "apiKey")->is_secret);
  g_assert_null (weir_origins_find (origins, "apiKey")->value);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/origins/what a step sets last replaces what the flow says", test_latest_wins);
  g_test_add_func ("/document/origins/what the step itself or a later one sets is late", test_late);
  g_test_add_func ("/document/origins/a disabled step gives nothing", test_disabled);
  g_test_add_func ("/document/origins/an environment replaces variables of the flow", test_environment);
  return g_test_run ();
}
