/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow.c: the objects of a flow: defaults, notifications, and what a request may carry
 */

#include "config.h"

#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-field.h"
#include "weir-flow.h"

static void
count_notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  guint *count = data;

  (*count)++;
}

static void
test_defaults (void)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("Checkout");
  g_autoptr (WeirStep) step = weir_step_new ("Log in");
  g_autoptr (WeirRetry) retry = weir_retry_new ();
  g_autoptr (WeirRequest) request = weir_request_new ("GET", "/items");
  WeirRunOptions *options = weir_flow_get_run_options (flow);

  g_assert_cmpstr (weir_flow_get_name (flow), ==, "Checkout");
  g_assert_null (weir_flow_get_description (flow));
  g_assert_cmpuint (weir_run_options_get_iterations (options), ==, 1);
  g_assert_cmpuint (weir_run_options_get_parallel (options), ==, 1);
  g_assert_cmpuint (weir_run_options_get_delay_ms (options), ==, 0);
  g_assert_false (weir_run_options_get_stop_on_failure (options));
  g_assert_true (weir_step_get_enabled (step));
  g_assert_cmpint (weir_step_get_wait_us (step), ==, -1);
  g_assert_null (weir_step_get_request (step));
  g_assert_null (weir_step_get_retry (step));
  g_assert_cmpuint (weir_retry_get_max_retries (retry), ==, 1);
  g_assert_cmpint (weir_retry_get_strategy (retry), ==, WEIR_RETRY_FIXED);
  g_assert_cmpuint (weir_retry_get_delay_ms (retry), ==, 100);
  g_assert_cmpuint (weir_retry_get_max_delay_ms (retry), ==, 60000);
  g_assert_cmpint (weir_request_get_payload_kind (request), ==, WEIR_PAYLOAD_NONE);
}

static void
test_notify_on_change (void)
{
  g_autoptr (WeirStep) step = weir_step_new ("A");
  guint count = 0;

  g_signal_connect (step, "notify", G_CALLBACK (count_notify_cb), &count);
  weir_step_set_name (step, "A");
  weir_step_set_enabled (step, TRUE);
  weir_step_set_skip_if (step, NULL);
  weir_step_set_wait_us (step, -1);
  g_assert_cmpuint (count, ==, 0);
  weir_step_set_name (step, "B");
  weir_step_set_enabled (step, FALSE);
  weir_step_set_skip_if (step, "${a} = 1");
  weir_step_set_wait_us (step, 0);
  g_assert_cmpuint (count, ==, 4);
  g_object_set (step, "name", "C", "enabled", TRUE, "keep-body", TRUE, NULL);
  g_assert_cmpstr (weir_step_get_name (step), ==, "C");
  g_assert_true (weir_step_get_keep_body (step));
}

static void
test_one_payload (void)
{
  g_autoptr (WeirRequest) request = weir_request_new ("POST", "/");
  g_autoptr (JsonNode) json = json_from_string ("{\"a\": 1}", NULL);
  guint n_kinds = 0;

  g_signal_connect (request, "notify::payload-kind", G_CALLBACK (count_notify_cb), &n_kinds);
  weir_request_set_payload_raw (request, "text");
  g_assert_cmpint (weir_request_get_payload_kind (request), ==, WEIR_PAYLOAD_RAW);
  weir_request_set_payload_json (request, json);
  g_assert_cmpint (weir_request_get_payload_kind (request), ==, WEIR_PAYLOAD_JSON);
  g_assert_null (weir_request_get_payload_raw (request));
  g_assert_true (json_node_is_immutable (weir_request_get_payload_json (request)));
  weir_request_set_payload_raw (request, NULL);
  g_assert_cmpint (weir_request_get_payload_kind (request), ==, WEIR_PAYLOAD_JSON);
  weir_request_clear_payload (request);
  g_assert_cmpint (weir_request_get_payload_kind (request), ==, WEIR_PAYLOAD_NONE);
  g_assert_cmpuint (n_kinds, ==, 3);
}

static void
test_parts_and_variables (void)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("Checkout");
  g_autoptr (WeirVariable) variable = weir_variable_new ("base", "http://localhost");
  g_autoptr (WeirStep) one = weir_step_new ("One");
  g_autoptr (WeirStep) two = weir_step_new ("Two");

  weir_step_set_enabled (two, FALSE);
  g_list_store_append (weir_flow_get_variables (flow), variable);
  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), one);
  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), two);
  g_assert_true (weir_flow_find_variable (flow, "base") == variable);
  g_assert_null (weir_flow_find_variable (flow, "Base"));
  g_assert_true (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 1) == two);
  g_assert_null (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 2));
  g_assert_null (weir_flow_get_step (flow, WEIR_FLOW_PART_BEFORE_ALL, 0));
  g_assert_cmpuint (weir_flow_count_enabled (flow, WEIR_FLOW_PART_STEPS), ==, 1);
}

static void
assert_text (WeirAssertion *assertion, const char *expected)
{
  g_autoptr (WeirAssertion) owned = assertion;
  g_autofree char *text = weir_assertion_to_text (owned);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_assertion_text (void)
{
  WeirAssertion *header = weir_assertion_new (WEIR_SOURCE_HEADER, "exists", NULL);
  WeirAssertion *body = weir_assertion_new (WEIR_SOURCE_BODY, "=", "");
  WeirAssertion *between = weir_assertion_new (WEIR_SOURCE_TIME, "between", "1ms");

  weir_assertion_set_name (header, "Location");
  weir_assertion_set_path (body, "$.id");
  weir_assertion_set_upper (between, "500ms");
  assert_text (weir_assertion_new (WEIR_SOURCE_STATUS, "<", "400"), "status < 400");
  assert_text (header, "header Location exists");
  assert_text (body, "body $.id = \"\"");
  assert_text (between, "time between 1ms and 500ms");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/flow/new objects have the defaults of the design", test_defaults);
  g_test_add_func ("/document/flow/setters notify only when something changed", test_notify_on_change);
  g_test_add_func ("/document/flow/a request carries at most one payload", test_one_payload);
  g_test_add_func ("/document/flow/steps and variables are found", test_parts_and_variables);
  g_test_add_func ("/document/flow/an assertion says itself in a line", test_assertion_text);
  return g_test_run ();
}
