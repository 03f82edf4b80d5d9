/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-failures.c: what fails a step and what does not, missing values, stop on failure, retry
 */

#include "config.h"

#include "weir-test-flow.h"
#include "weir-test-server.h"

#include <string.h>

static WeirTestRun *
run_on (WeirTestServer *server, const char *yaml)
{
  g_autofree char *url = weir_test_server_get_url (server, "");

  return weir_test_run (yaml, url);
}

static void
assert_contains (const char *text, const char *part)
{
  if (!text || !strstr (text, part))
    g_error ("“%s” does not contain “%s”", text ? text : "(nothing)", part);
}

static void
test_assertion_fails (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;
  const WeirStepResult *result;
  const WeirCheck *check;

  weir_test_server_script (server, "/a")->status = 503;
  run = run_on (server, "name: F\n"
                        "steps:\n"
                        "  - name: A\n"
                        "    httpRequest: { url: \"${base}/a\" }\n"
                        "    assert:\n"
                        "      - { from: status, is: \"<\", value: 400 }\n"
                        "      - { from: body, is: contains, value: o }\n"
                        "  - { name: B, httpRequest: { url: \"${base}/b\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  result = weir_test_run_get (run, "A", 0);
  g_assert_cmpint (result->brief.outcome, ==, WEIR_STEP_FAILED);
  g_assert_cmpuint (result->checks->len, ==, 2);
  g_assert_cmpstr (result->message, ==, "Expected status < 400, got 503.");
  check = &g_array_index (result->checks, WeirCheck, 0);
  g_assert_false (check->passed);
  assert_contains (check->expected, "400");
  g_assert_cmpstr (check->actual, ==, "503");
  g_assert_true (g_array_index (result->checks, WeirCheck, 1).passed);
  /* Without “stop on failure” the rest runs regardless. */
  g_assert_cmpuint (weir_test_server_count (server, "/b"), ==, 1);
}

static void
test_request_fails (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;
  const WeirStepResult *refused;

  weir_test_server_script (server, "/reset")->fault = WEIR_TEST_FAULT_RESET;
  run = run_on (server, "name: F\n"
                        "steps:\n"
                        "  - { name: Refused, httpRequest: { url: \"http://127.0.0.1:1/\" } }\n"
                        "  - { name: Reset, httpRequest: { url: \"${base}/reset\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  refused = weir_test_run_get (run, "Refused", 0);
  g_assert_cmpint (refused->brief.outcome, ==, WEIR_STEP_FAILED);
  g_assert_cmpint (refused->brief.error_kind, ==, WEIR_ERROR_KIND_CONNECT);
  g_assert_cmpuint (refused->brief.status, ==, 0);
  assert_contains (refused->message, "127.0.0.1:1");
  g_assert_cmpint (weir_test_run_get (run, "Reset", 0)->brief.error_kind, ==, WEIR_ERROR_KIND_RESET);
}

static void
test_not_checked (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_server_script (server, "/gone")->status = 404;
  run = run_on (server, "name: F\nrun: { iterations: 3 }\n"
                        "steps:\n  - { name: Gone, httpRequest: { url: \"${base}/gone\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpstr (run->snapshot->summary, ==, "Passed, 3 answers not checked");
  g_assert_cmpuint (weir_run_snapshot_count_not_checked (run->snapshot), ==, 3);
  g_assert_true (weir_test_run_get (run, "Gone", 0)->brief.not_checked);
}

static void
test_missing_value (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_server_script (server, "/login")->status = 401;
  weir_test_answer_set_body (weir_test_server_script (server, "/login"), "application/json", "{}");
  run = run_on (server, "name: F\n"
                        "steps:\n"
                        "  - name: Log in\n"
                        "    httpRequest: { url: \"${base}/login\" }\n"
                        "    extract: [{ name: token, from: body, path: $.token }]\n"
                        "  - { name: Use, httpRequest: { url: \"${base}/use/${token}\" } }\n"
                        "  - { name: Nobody, httpRequest: { url: \"${base}/use/${nobody}\" } }\n"
                        "  - { name: Plain, httpRequest: { url: \"${base}/use/$nobody\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_cmpuint (weir_test_run_get (run, "Log in", 0)->warnings->len, ==, 1);
  g_assert_cmpstr (weir_test_run_get (run, "Use", 0)->message, ==,
                   "token has no value: “Log in” should take it from $.token, but answered 401.");
  g_assert_false (weir_test_run_get (run, "Use", 0)->brief.has_exchange);
  assert_contains (weir_test_run_get (run, "Nobody", 0)->message,
                   "nobody has no value: nothing in this flow sets it");
  /* A bare name that nobody knows is plain text. */
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 2);
  g_assert_cmpstr (weir_test_server_get_request (server, 1)->target, ==, "/use/$nobody");
}

/* The empty string is a value, and so is a default. */
static void
test_empty_value (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_answer_set_body (weir_test_server_script (server, "/take"), "application/json", "{\"a\": \"\"}");
  run = run_on (server, "name: F\n"
                        "steps:\n"
                        "  - name: Take\n"
                        "    httpRequest: { url: \"${base}/take\" }\n"
                        "    extract:\n"
                        "      - { name: a, from: body, path: $.a }\n"
                        "      - { name: b, from: body, path: $.b, default: none }\n"
                        "      - { name: c, from: body, path: $.c, default: \"\" }\n"
                        "  - { name: Use, httpRequest: { url: \"${base}/use/${a}/${b}/${c}/\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, "/use//none//"), ==, 1);
}

static void
fail_the_second (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (g_str_equal (request->path, "/a") && request->nth == 2)
    answer->status = 500;
}

static const char stopping_flow[] =
    "name: F\nrun: { iterations: 5, stopOnFailure: true }\n"
    "steps:\n"
    "  - name: A\n"
    "    httpRequest: { url: \"${base}/a\" }\n"
    "    assert: [{ from: status, is: \"=\", value: 200 }]\n"
    "  - { name: B, httpRequest: { url: \"${base}/b\" } }\n"
    "afterAll:\n"
    "  - { name: Tidy, httpRequest: { url: \"${base}/tidy/${run.failed}\" } }\n";

static void
test_stop_on_failure (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_server_set_callback (server, fail_the_second, NULL);
  run = run_on (server, stopping_flow);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_cmpuint (weir_test_server_count (server, "/a"), ==, 2);
  g_assert_cmpuint (weir_test_server_count (server, "/b"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/tidy/1"), ==, 1);
}

static void
fail_one_user (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (request->nth == 4)
    answer->status = 500;
  else
    answer->fault = WEIR_TEST_FAULT_STALL;
}

/* Other users' requests in flight are cancelled and shown so, not as failed. */
static void
test_stop_on_failure_parallel (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_server_set_callback (server, fail_one_user, NULL);
  run = run_on (server, "name: F\nrun: { parallel: 4, stopOnFailure: true }\n"
                        "steps:\n"
                        "  - name: A\n"
                        "    httpRequest: { url: \"${base}/a\" }\n"
                        "    assert: [{ from: status, is: \"=\", value: 200 }]\n"
                        "  - { name: B, httpRequest: { url: \"${base}/b\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_cmpuint (weir_run_snapshot_count (run->snapshot, WEIR_STEP_FAILED), ==, 1);
  g_assert_cmpuint (weir_run_snapshot_count (run->snapshot, WEIR_STEP_CANCELLED), ==, 3);
  g_assert_cmpuint (weir_test_server_count (server, "/b"), ==, 0);
}

static void
fail_twice (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  answer->status = request->nth < 3 ? 503 : 201;
}

/* Attempts are one result with all of them listed; what counts is the last. */
static void
test_retry (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;
  const WeirStepResult *result;

  weir_test_server_set_callback (server, fail_twice, NULL);
  run = run_on (server, "name: F\n"
                        "steps:\n"
                        "  - name: Order\n"
                        "    retry: { if: \"${status} >= 500\", maxRetries: 4, strategy: Exponential,"
                        " delayInMs: 80, maxDelayInMs: 100 }\n"
                        "    httpRequest: { method: POST, url: \"${base}/order\", payload: { raw: x } }\n"
                        "    assert: [{ from: status, is: \"=\", value: 201 }]\n");
  result = weir_test_run_get (run, "Order", 0);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, "/order"), ==, 3);
  g_assert_cmpuint (run->results->len, ==, 1);
  g_assert_cmpuint (result->brief.n_attempts, ==, 3);
  g_assert_cmpuint (((WeirExchange *) g_ptr_array_index (result->attempts, 0))->status, ==, 503);
  g_assert_cmpuint (result->brief.status, ==, 201);
  g_assert_cmpint (weir_test_server_get_request (server, 1)->arrived_us -
                       weir_test_server_get_request (server, 0)->arrived_us,
                   >=, 79000);
  g_assert_cmpint (weir_test_server_get_request (server, 2)->arrived_us -
                       weir_test_server_get_request (server, 1)->arrived_us,
                   >=, 99000);
}

static void
test_retry_not_needed (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_on (server, "name: F\n"
                                                "steps:\n"
                                                "  - name: A\n"
                                                "    retry: { maxRetries: 3 }\n"
                                                "    httpRequest: { url: \"${base}/a\" }\n");

  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 1);
}

static void
test_secret (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;
  const WeirExchange *use;

  weir_test_answer_set_body (weir_test_server_script (server, "/login"), "application/json",
                             "{\"token\": \"tok-123\"}");
  run = run_on (server, "name: F\n"
                        "beforeAll:\n"
                        "  - name: Log in\n"
                        "    httpRequest: { url: \"${base}/login\" }\n"
                        "    extract: [{ name: token, from: body, path: $.token, secret: true }]\n"
                        "steps:\n"
                        "  - { name: Use, httpRequest: { url: \"${base}/use/${token}\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, "/use/tok-123"), ==, 1);
  use = weir_step_result_get_last (weir_test_run_get (run, "Use", 0));
  g_assert_null (strstr (use->url->str, "tok-123"));
  assert_contains (use->url->str, "•••");
  g_assert_cmpstr (g_array_index (weir_test_run_get (run, "Log in", 0)->taken, WeirTaken, 0).value, ==,
                   "•••");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/a failed assertion fails the step with expected and actual, the rest runs",
                   test_assertion_fails);
  g_test_add_func ("/flow/a request without answer fails the step and says why", test_request_fails);
  g_test_add_func ("/flow/an error answer nobody looked at is not checked, and the outcome says so",
                   test_not_checked);
  g_test_add_func ("/flow/a placeholder without value fails the step unsent and names the culprit",
                   test_missing_value);
  g_test_add_func ("/flow/an empty string and a default are values", test_empty_value);
  g_test_add_func ("/flow/stop on failure begins no further step or pass", test_stop_on_failure);
  g_test_add_func ("/flow/stop on failure cancels other users' requests, which are not failed",
                   test_stop_on_failure_parallel);
  g_test_add_func ("/flow/retries are attempts of one result", test_retry);
  g_test_add_func ("/flow/a good answer is not tried again", test_retry_not_needed);
  g_test_add_func ("/flow/a secret that was extracted is sent but shown nowhere", test_secret);
  return g_test_run ();
}
