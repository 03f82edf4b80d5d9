/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-answers.c: what is taken from an answer and what is expected of it, source by source
 */

#include "config.h"

#include "weir-test-flow.h"
#include "weir-test-server.h"

#include <string.h>

#define BODY "{\"id\": 42, \"name\": \"Ada\", \"tags\": [\"red\", \"green\"], \"user\": {\"city\": \"Ulm\"}, \"no\": null}"

static WeirTestServer *
serve (void)
{
  WeirTestServer *server = weir_test_server_new ();
  WeirTestAnswer *answer = weir_test_server_script (server, "/a");

  weir_test_answer_set_body (answer, "application/json", BODY);
  weir_test_answer_add_header (answer, "X-Trace", "trace-0815");
  weir_test_answer_add_header (answer, "Set-Cookie", "sid=abc; Path=/");
  return server;
}

static WeirTestRun *
run_on (WeirTestServer *server, const char *yaml)
{
  g_autofree char *url = weir_test_server_get_url (server, "");

  return weir_test_run (yaml, url);
}

static const char *
taken (WeirTestRun *run, const char *name)
{
  const WeirStepResult *result = weir_test_run_get (run, "A", 0);

  for (guint i = 0; i < result->taken->len; i++)
    if (g_str_equal (g_array_index (result->taken, WeirTaken, i).name, name))
      return g_array_index (result->taken, WeirTaken, i).value;
  g_error ("Nothing was taken as %s", name);
}

static void
test_extract (void)
{
  g_autoptr (WeirTestServer) server = serve ();
  g_autoptr (WeirTestRun) run
      = run_on (server, "name: F\n"
                        "steps:\n"
                        "  - name: A\n"
                        "    httpRequest: { url: \"${base}/a\" }\n"
                        "    extract:\n"
                        "      - { name: id, from: body, path: $.id }\n"
                        "      - { name: second, from: body, path: \"$.tags[1]\" }\n"
                        "      - { name: any, from: body, path: \"$.tags[*]\" }\n"
                        "      - { name: user, from: body, path: $.user }\n"
                        "      - { name: letters, from: body, path: $.name, regex: \"^(.)d\" }\n"
                        "      - { name: whole, from: body, regex: '\"id\": [0-9]+' }\n"
                        "      - { name: trace, from: header, path: x-trace, regex: \"[0-9]+\" }\n"
                        "      - { name: sid, from: cookie, path: sid }\n"
                        "      - { name: status2, from: status }\n"
                        "      - { name: took, from: time }\n"
                        "      - { name: where, from: url }\n"
                        "      - { name: absent, from: body, path: $.absent, default: \"d-${id}\" }\n"
                        "  - { name: City, httpRequest: { url: \"${base}/city/${user.city}\" } }\n");

  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpstr (taken (run, "id"), ==, "42");
  g_assert_cmpstr (taken (run, "second"), ==, "green");
  g_assert_cmpstr (taken (run, "any"), ==, "[\"red\",\"green\"]");
  g_assert_cmpstr (taken (run, "user"), ==, "{\"city\":\"Ulm\"}");
  g_assert_cmpstr (taken (run, "letters"), ==, "A");
  g_assert_cmpstr (taken (run, "whole"), ==, "\"id\": 42");
  g_assert_cmpstr (taken (run, "trace"), ==, "0815");
  g_assert_cmpstr (taken (run, "sid"), ==, "abc");
  g_assert_cmpstr (taken (run, "status2"), ==, "200");
  g_assert_cmpfloat (g_ascii_strtod (taken (run, "took"), NULL), >, 0);
  g_assert_true (g_str_has_suffix (taken (run, "where"), "/a"));
  g_assert_cmpstr (taken (run, "absent"), ==, "d-42");
  g_assert_cmpuint (weir_test_server_count (server, "/city/Ulm"), ==, 1);
}

/* Every row must come out as it says; rows of one step, so that one answer is judged by all. */
static void
check_rows (const char *const *rows, gboolean expected)
{
  g_autoptr (WeirTestServer) server = serve ();
  g_autoptr (GString) yaml = g_string_new ("name: F\nvariables: [{ name: forty, value: 40 }]\n"
                                           "steps:\n"
                                           "  - name: A\n"
                                           "    httpRequest: { url: \"${base}/a\" }\n"
                                           "    assert:\n");
  g_autoptr (WeirTestRun) run = NULL;
  const WeirStepResult *result;
  guint i;

  for (i = 0; rows[i]; i++)
    g_string_append_printf (yaml, "      - { %s }\n", rows[i]);
  run = run_on (server, yaml->str);
  result = weir_test_run_get (run, "A", 0);
  g_assert_cmpuint (result->checks->len, ==, i);
  for (i = 0; rows[i]; i++)
    {
      const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);

      g_test_message ("%s: %s: expected %s, got %s", rows[i], check->label, check->expected, check->actual);
      g_assert_cmpint (check->passed, ==, expected);
    }
  g_assert_cmpint (result->brief.outcome, ==, expected ? WEIR_STEP_PASSED : WEIR_STEP_FAILED);
}

static void
test_assertions_hold (void)
{
  static const char *const rows[] = {
    "from: status, is: '=', value: 200",
    "from: status, is: '!=', value: 404",
    "from: status, is: between, value: [200, 299]",
    "from: body, path: $.id, is: '>', value: \"${forty}\"",
    "from: body, path: $.id, is: '>=', value: 42",
    "from: body, path: $.id, is: '<=', value: 42.0",
    "from: body, path: $.id, is: '=', value: '42'",
    "from: body, path: $.id, is: is type, value: integer",
    "from: body, path: $.name, is: is type, value: string",
    "from: body, path: $.no, is: is type, value: 'null'",
    "from: body, path: $.tags, is: is type, value: array",
    "from: body, path: $.user, is: is type, value: object",
    "from: body, path: $.user, is: '=', value: { city: Ulm }",
    "from: body, path: $.tags, is: contains, value: green",
    "from: body, path: '$.tags[*]', is: contains, value: green",
    "from: body, path: '$.tags[*]', is: exists",
    "from: body, path: '$.nope[*]', is: does not exist",
    "from: body, path: $.tags, is: does not contain, value: gre",
    "from: body, path: $.name, is: starts with, value: A",
    "from: body, path: $.name, is: ends with, value: da",
    "from: body, path: $.name, is: matches, value: 'd.$'",
    "from: body, is: contains, value: Ulm",
    "from: body, path: $.id, is: exists",
    "from: body, path: $.nope, is: does not exist",
    "from: header, name: X-Trace, is: exists",
    "from: header, name: X-Trace, regex: '[0-9]+', is: '=', value: '0815'",
    "from: cookie, name: sid, is: '=', value: abc",
    "from: cookie, name: other, is: does not exist",
    "from: time, is: '<', value: 30s",
    "from: time, is: '<', value: 30000",
    "from: url, is: ends with, value: /a",
    "from: size, is: '=', value: " "88",
    NULL,
  };

  G_STATIC_ASSERT (sizeof (BODY) - 1 == 88);
  check_rows (rows, TRUE);
}

static void
test_assertions_fail (void)
{
  static const char *const rows[] = {
    "from: status, is: '=', value: 201",
    "from: status, is: between, value: [201, 299]",
    "from: body, path: $.id, is: '<', value: 42",
    "from: body, path: $.id, is: is type, value: string",
    "from: body, path: $.name, is: '<', value: 5",
    "from: body, path: '$.tags[*]', is: '=', value: red",
    "from: body, path: $.name, is: matches, value: '^d'",
    "from: body, path: $.tags, is: contains, value: gre",
    "from: body, path: $.nope, is: exists",
    "from: body, path: $.nope, is: '=', value: x",
    "from: body, path: $.id, is: does not exist",
    "from: header, name: X-None, is: exists",
    "from: time, is: '>', value: 30s",
    NULL,
  };

  check_rows (rows, FALSE);
}

static void
assert_every_check_fails (const WeirStepResult *result, const char *part)
{
  g_assert_cmpint (result->brief.outcome, ==, WEIR_STEP_FAILED);
  for (guint i = 0; i < result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);

      g_test_message ("%s: %s", check->label, check->actual);
      g_assert_false (check->passed);
      g_assert_nonnull (strstr (check->actual, part));
    }
}

/* Not even “does not exist” holds for what cannot be looked into. */
static void
test_no_json (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_answer_set_body (weir_test_server_script (server, "/html"), "text/html", "<!doctype html><p>Sorry");
  run = run_on (server, "name: F\n"
                        "steps:\n"
                        "  - name: A\n"
                        "    httpRequest: { url: \"${base}/html\" }\n"
                        "    extract: [{ name: token, from: body, path: $.token }]\n"
                        "    assert:\n"
                        "      - { from: body, path: $.error, is: does not exist }\n"
                        "      - { from: body, path: $.id, is: exists }\n"
                        "  - { name: B, httpRequest: { url: \"${base}/use/${token}\" } }\n");
  assert_every_check_fails (weir_test_run_get (run, "A", 0), "the answer is no JSON: text/html, 23 bytes");
  g_assert_cmpstr (weir_test_run_get (run, "B", 0)->message, ==,
                   "token has no value: “A” should take it from $.token, but the answer is no JSON: text/html, "
                   "23 bytes.");
}

/* What is beyond the limit was not seen, so nothing can be said of the body. */
static void
test_large_body (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *large = g_strnfill (11 * 1024 * 1024, 'x');
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_answer_set_body (weir_test_server_script (server, "/large"), "text/plain", large);
  run = run_on (server, "name: F\n"
                        "steps:\n"
                        "  - name: A\n"
                        "    httpRequest: { url: \"${base}/large\" }\n"
                        "    assert:\n"
                        "      - { from: body, is: does not contain, value: y }\n"
                        "      - { from: body, is: starts with, value: x }\n"
                        "  - name: Keep\n"
                        "    keepBody: true\n"
                        "    httpRequest: { url: \"${base}/large\" }\n"
                        "    assert: [{ from: body, is: ends with, value: x }]\n");
  assert_every_check_fails (weir_test_run_get (run, "A", 0), "the body has 11 MB, and only the first 10");
  g_assert_cmpint (weir_test_run_get (run, "Keep", 0)->brief.outcome, ==, WEIR_STEP_PASSED);
  g_assert_cmpuint (weir_step_result_get_last (weir_test_run_get (run, "Keep", 0))->response_body->len, ==,
                    11 * 1024 * 1024);
}

static void
answer_binary (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  static const guint8 bytes[] = { 0, 1, 'A', 'B', 'C', 0, 0xff, 'D', 'E', 'F' };

  g_byte_array_append (answer->body, bytes, sizeof bytes);
}

static void
test_binary_body (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_server_set_callback (server, answer_binary, NULL);
  run = run_on (server, "name: F\n"
                        "steps:\n"
                        "  - name: A\n"
                        "    httpRequest: { url: \"${base}/\" }\n"
                        "    assert:\n"
                        "      - { from: body, is: contains, value: ABC }\n"
                        "      - { from: body, is: contains, value: DEF }\n"
                        "      - { from: body, is: does not contain, value: ABCD }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
}

/* Nesting without end in a body must not end the worker. */
static void
test_deep_json (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_answer_set_body (weir_test_server_script (server, "/deep"), "application/json", deep);
  run = run_on (server, "name: F\n"
                        "steps:\n"
                        "  - name: Deep\n"
                        "    httpRequest: { url: \"${base}/deep\" }\n"
                        "    assert: [{ from: body, path: \"$[0]\", is: exists }]\n"
                        "  - { name: Next, httpRequest: { url: \"${base}/next\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_cmpuint (weir_test_server_count (server, "/next"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/values are taken from body, header, cookie, status, time and url", test_extract);
  g_test_add_func ("/flow/every operator holds where it should", test_assertions_hold);
  g_test_add_func ("/flow/every operator fails where it should", test_assertions_fail);
  g_test_add_func ("/flow/a path into what is no JSON fails every assertion and says so", test_no_json);
  g_test_add_func ("/flow/a body too large to look into fails its assertions and says so", test_large_body);
  g_test_add_func ("/flow/text is found in a binary body", test_binary_body);
  g_test_add_func ("/flow/a body nested without end fails its assertion and nothing else", test_deep_json);
  return g_test_run ();
}
