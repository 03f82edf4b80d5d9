/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-execution.c: retries and their delays, secrets, answers that are no text, steps that are held back
 */

#include "config.h"

#include "weir-engine-private.h"
#include "weir-test-engine.h"
#include "weir-test-server.h"
#include "weir-test.h"

#include "weir-limits.h"

#include <string.h>

/* The delay before the retry that follows @n_attempts attempts, in ms. */
static gint64
get_delay (gboolean exponential, gint64 delay_ms, gint64 max_ms, guint n_attempts)
{
  WeirRetryProgram retry = {
    .max_retries = 1000,
    .exponential = exponential,
    .delay_us = delay_ms * 1000,
    .max_delay_us = max_ms * 1000,
  };
  WeirStepProgram step = { .retry = &retry };
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  WeirShared shared = { 0 };
  WeirExecution execution = { .shared = &shared, .step = &step, .result = result };

  for (guint i = 0; i < n_attempts; i++)
    weir_step_result_add_attempt (result);
  return weir_step_retry_delay (&execution) / 1000;
}

static void
test_retry_delays (void)
{
  g_assert_cmpint (get_delay (FALSE, 100, 60000, 1), ==, 100);
  g_assert_cmpint (get_delay (FALSE, 100, 60000, 9), ==, 100);
  g_assert_cmpint (get_delay (TRUE, 80, 200, 1), ==, 80);
  g_assert_cmpint (get_delay (TRUE, 80, 200, 2), ==, 160);
  g_assert_cmpint (get_delay (TRUE, 80, 200, 3), ==, 200);
  g_assert_cmpint (get_delay (TRUE, 3600000, 3600000, 1000), ==, 3600000);
  g_assert_cmpint (get_delay (TRUE, 1, 3600000, 1000), ==, 3600000);
}

static gboolean
is_retried (WeirExchangeOutcome outcome, guint status)
{
  WeirRetryProgram retry = { .max_retries = 1 };
  WeirStepProgram step = { .retry = &retry };
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  WeirShared shared = { 0 };
  WeirExecution execution = { .shared = &shared, .step = &step, .result = result };
  WeirExchange *attempt = weir_step_result_add_attempt (result);

  attempt->outcome = outcome;
  attempt->status = status;
  return weir_step_wants_retry (&execution);
}

/* Without a condition: no answer, or an error of the server. What cannot be sent now cannot be sent later. */
static void
test_retry_reasons (void)
{
  g_assert_true (is_retried (WEIR_EXCHANGE_ERROR, 0));
  g_assert_true (is_retried (WEIR_EXCHANGE_ANSWERED, 500));
  g_assert_false (is_retried (WEIR_EXCHANGE_ANSWERED, 499));
  g_assert_false (is_retried (WEIR_EXCHANGE_CANCELLED, 0));
  g_assert_false (is_retried (WEIR_EXCHANGE_UNSENT, 0));
}

static WeirTestEngine *
run_on (WeirTestServer *server, const char *yaml)
{
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autofree char *base = g_strconcat ("base=", url, NULL);
  const char *variables[] = { base, NULL };

  return weir_test_engine_run (yaml, NULL, variables);
}

static void
give_in (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  answer->status = request->nth < 4 ? 503 : 200;
}

/* Many attempts with large answers: memory holds the last, and the numbers of the others. */
static void
test_retry_memory (void)
{
  g_autofree char *body = g_strnfill (1024 * 1024, 'x');
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestEngine) test = NULL;
  const WeirStepResult *result;

  weir_test_server_set_callback (server, give_in, NULL);
  weir_test_answer_set_body (weir_test_server_script (server, "/a"), "text/plain", body);
  test = run_on (server, "name: F\n"
                         "steps:\n"
                         "  - name: A\n"
                         "    retry: { maxRetries: 200, delayInMs: 1 }\n"
                         "    httpRequest: { url: \"${base}/a\" }\n");
  result = weir_test_engine_get (test, 0);
  g_assert_cmpuint (result->attempts->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const WeirExchange *attempt = g_ptr_array_index (result->attempts, i);

      g_assert_cmpuint (attempt->body_size, ==, 1024 * 1024);
      g_assert_cmpuint (attempt->response_body->len, ==, i < 3 ? 0 : 1024 * 1024);
      g_assert_cmpint (attempt->body_truncated, ==, i < 3);
    }
}

static gboolean
mentions (const WeirStepResult *result, const char *text)
{
  for (guint i = 0; i < result->attempts->len; i++)
    {
      const WeirExchange *attempt = g_ptr_array_index (result->attempts, i);

      if (strstr (attempt->url->str, text) ||
          memmem (attempt->response_body->data, attempt->response_body->len, text, strlen (text)))
        return TRUE;
    }
  for (guint i = 0; i < result->taken->len; i++)
    {
      const char *value = g_array_index (result->taken, WeirTaken, i).value;

      if (value && strstr (value, text))
        return TRUE;
    }
  return result->message && strstr (result->message, text);
}

static void
give_token (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  g_autofree char *body = g_strdup_printf ("{ \"token\": \"token-%u\" }", request->nth);

  if (g_str_equal (request->path, "/login"))
    weir_test_answer_set_body (answer, "application/json", body);
}

/* Each pass has a secret of its own, and hides that of Before All, too. */
static void
test_secrets_of_passes (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestEngine) test = NULL;

  weir_test_server_set_callback (server, give_token, NULL);
  test = run_on (server, "name: F\nrun: { iterations: 2 }\n"
                         "beforeAll:\n"
                         "  - name: Log in\n"
                         "    httpRequest: { url: \"${base}/login\" }\n"
                         "    extract: [{ name: all, from: body, path: $.token, secret: true }]\n"
                         "steps:\n"
                         "  - name: Log in again\n"
                         "    httpRequest: { url: \"${base}/login?${all}\" }\n"
                         "    extract: [{ name: own, from: body, path: $.token, secret: true }]\n"
                         "  - { name: Use, httpRequest: { url: \"${base}/use/${all}/${own}\" } }\n"
                         "afterAll:\n"
                         "  - { name: Log out, httpRequest: { url: \"${base}/logout/${all}\" } }\n");
  g_assert_cmpint (test->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (test->results->len, ==, 6);
  for (guint i = 0; i < test->results->len; i++)
    g_assert_false (mentions (weir_test_engine_get (test, i), "token-"));
  g_assert_cmpuint (weir_test_server_count (server, "/use/token-1/token-2"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/use/token-1/token-3"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/logout/token-1"), ==, 1);
}

/* The parts of a secret are as secret as the whole. */
static void
test_secret_object (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestEngine) test = NULL;

  weir_test_answer_set_body (weir_test_server_script (server, "/login"), "application/json",
                             "{ \"login\": { \"password\": \"hush-hush\", \"pins\": [ 123456 ],"
                             " \"n\": 7 } }");
  test = run_on (server, "name: F\n"
                         "steps:\n"
                         "  - name: Log in\n"
                         "    httpRequest: { url: \"${base}/login\" }\n"
                         "    extract: [{ name: login, from: body, path: $.login, secret: true }]\n"
                         "  - name: Use\n"
                         "    httpRequest: { url: \"${base}/7/${login.password}/${login.pins[0]}\" }\n");
  g_assert_cmpuint (weir_test_server_count (server, "/7/hush-hush/123456"), ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (mentions (weir_test_engine_get (test, i), "hush-hush"));
      g_assert_false (mentions (weir_test_engine_get (test, i), "123456"));
    }
  /* A short number is not: that would hide half of every text. */
  g_assert_true (mentions (weir_test_engine_get (test, 1), "/7/"));
}

/* What people read is text, and short, whatever the server sent. */
static void
test_binary_actual (void)
{
  g_autofree char *bytes = g_strnfill (5000, '\xff');
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestEngine) test = NULL;
  const WeirCheck *check;

  weir_test_answer_set_body (weir_test_server_script (server, "/a"), "application/octet-stream", bytes);
  test = run_on (server, "name: F\n"
                         "steps:\n"
                         "  - name: A\n"
                         "    httpRequest: { url: \"${base}/a\" }\n"
                         "    assert: [{ from: body, is: contains, value: ok }]\n");
  check = &g_array_index (weir_test_engine_get (test, 0)->checks, WeirCheck, 0);
  g_assert_false (check->passed);
  g_assert_true (g_utf8_validate (check->actual, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (check->actual, -1), <=, 301);
  g_assert_true (g_utf8_validate (weir_test_engine_get (test, 0)->message, -1, NULL));
}

static gboolean
is_held (gpointer data)
{
  return weir_engine_get_progress (((WeirTestEngine *) data)->engine)->held_back > 0;
}

static const char endless[] = "name: F\nrun: { iterations: 1000000 }\n"
                              "steps: [{ name: A, set: { a: b } }]\n"
                              "afterAll: [{ name: Tidy, set: { a: b } }]\n";

/* Held back, a step is counted once however long it waits; let go, it goes on. */
static void
test_hold (void)
{
  g_autoptr (WeirTestEngine) test = weir_test_engine_start (endless, NULL, NULL);
  guint before, waited = 0;

  weir_engine_hold (test->engine, TRUE);
  g_assert_true (weir_test_wait (is_held, test, DEADLINE_MS));
  before = test->results->len;
  while (waited++ < 5)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (test->results->len, ==, before);
  g_assert_cmpuint (weir_engine_get_progress (test->engine)->held_back, ==, 1);
  weir_engine_hold (test->engine, FALSE);
  while (test->results->len == before)
    g_main_context_iteration (NULL, TRUE);
  weir_engine_stop (test->engine);
  weir_test_engine_wait (test);
  g_assert_cmpint (test->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_cmpuint (test->results->len, <, 1000000);
}

/* Stop is heard while steps are held back; After All waits for its turn, and a second Stop ends that, too. */
static void
test_stop_while_held (void)
{
  g_autoptr (WeirTestEngine) test = weir_test_engine_start (endless, NULL, NULL);

  weir_engine_hold (test->engine, TRUE);
  g_assert_true (weir_test_wait (is_held, test, DEADLINE_MS));
  weir_engine_stop (test->engine);
  for (guint i = 0; i < 5; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (test->outcome, ==, WEIR_OUTCOME_NONE);
  weir_engine_stop (test->engine);
  weir_test_engine_wait (test);
  g_assert_cmpint (test->outcome, ==, WEIR_OUTCOME_STOPPED);
}

static guint
count_results (WeirTestEngine *test, WeirStepOutcome outcome)
{
  guint count = 0;

  for (guint i = 0; i < test->results->len; i++)
    count += weir_test_engine_get (test, i)->brief.outcome == outcome;
  return count;
}

/* Stop before all virtual users have begun: those that have not never do. */
static void
test_stop_at_the_start (void)
{
  g_autoptr (WeirTestEngine) test =
      weir_test_engine_start ("name: F\nrun: { parallel: 10000 }\n"
                              "steps: [{ name: A, wait: 60s }]\n"
                              "afterAll: [{ name: Tidy, set: { a: \"${run.outcome}\" } }]\n",
                              NULL, NULL);
  guint n_turns = 0;

  while (weir_engine_get_progress (test->engine)->running[WEIR_FLOW_PART_STEPS][0] == 0)
    g_main_context_iteration (NULL, TRUE);
  weir_engine_stop (test->engine);
  while (test->outcome == WEIR_OUTCOME_NONE && n_turns++ < 100)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (test->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_cmpuint (count_results (test, WEIR_STEP_CANCELLED), <, 1000);
  g_assert_cmpuint (count_results (test, WEIR_STEP_CANCELLED), >, 0);
  g_assert_cmpuint (count_results (test, WEIR_STEP_PASSED), ==, 1);
}

static void
assert_check (const WeirStepResult *result, guint i, gboolean passed, const char *actual)
{
  const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);

  g_assert_cmpint (check->passed, ==, passed);
  g_assert_nonnull (strstr (check->actual, actual));
}

/* An XPath takes the text of the first node; what is no XML fails and says where. */
static void
test_xpath (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestEngine) test = NULL;

  weir_test_answer_set_body (weir_test_server_script (server, "/a"), "application/xml",
                             "<s:shop xmlns:s=\"urn:s\" xmlns=\"urn:x\"><item id=\"7\">Tea</item>"
                             "<item id=\"9\">Cup</item><s:sum>41.50</s:sum></s:shop>");
  weir_test_answer_set_body (weir_test_server_script (server, "/b"), "text/html", "<p>one\n<br>");
  test = run_on (server, "name: F\n"
                         "steps:\n"
                         "  - name: A\n"
                         "    httpRequest: { url: \"${base}/a\" }\n"
                         "    extract: [{ name: id, from: body, path: \"/s:shop/item[2]/@id\" }]\n"
                         "    assert:\n"
                         "      - { from: body, path: //item, is: \"=\", value: Tea }\n"
                         "      - { from: body, path: /s:shop/s:sum, is: \"<\", value: 42 }\n"
                         "      - { from: body, path: //item/@none, is: does not exist }\n"
                         "      - { from: body, path: \"//item[.='Cup']/@id\", is: \"=\", value: 8 }\n"
                         "  - name: B\n"
                         "    httpRequest: { url: \"${base}/b?${id}\" }\n"
                         "    assert: [{ from: body, path: /p, is: exists }]\n");
  assert_check (weir_test_engine_get (test, 0), 0, TRUE, "Tea");
  assert_check (weir_test_engine_get (test, 0), 1, TRUE, "41.50");
  assert_check (weir_test_engine_get (test, 0), 2, TRUE, "nothing");
  assert_check (weir_test_engine_get (test, 0), 3, FALSE, "9");
  g_assert_cmpstr (weir_test_server_find_request (server, "/b", 1)->target, ==, "/b?9");
  assert_check (weir_test_engine_get (test, 1), 0, FALSE,
                "the answer cannot be read as XML: line 2, column 5: ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/execution/retries wait as long as their strategy says", test_retry_delays);
  g_test_add_func ("/engine/execution/what has no hope is not tried again", test_retry_reasons);
  g_test_add_func ("/engine/execution/attempts do not pile up large answers", test_retry_memory);
  g_test_add_func ("/engine/execution/every pass hides its secrets and Before All's", test_secrets_of_passes);
  g_test_add_func ("/engine/execution/the parts of a secret are hidden", test_secret_object);
  g_test_add_func ("/engine/execution/a binary body is shown as short text", test_binary_actual);
  g_test_add_func ("/engine/execution/an XPath looks into XML", test_xpath);
  g_test_add_func ("/engine/execution/steps that are held back wait and go on", test_hold);
  g_test_add_func ("/engine/execution/Stop is heard while steps are held back", test_stop_while_held);
  g_test_add_func ("/engine/execution/Stop leaves those alone who have not begun", test_stop_at_the_start);
  return g_test_run ();
}
