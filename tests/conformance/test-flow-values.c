/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-values.c: what placeholders and methods put into requests, and what they leave alone
 */

#include "config.h"

#include "weir-test-flow.h"
#include "weir-test-server.h"

#include <string.h>

static WeirTestRun *
run_flow (WeirTestServer *server, const char *yaml, WeirOutcome outcome)
{
  g_autofree char *url = weir_test_server_get_url (server, "");
  WeirTestRun *run = weir_test_run (yaml, url);

  if (run->snapshot->outcome != outcome)
    for (guint i = 0; i < run->results->len; i++)
      g_test_message ("%s", ((WeirStepResult *) g_ptr_array_index (run->results, i))->message);
  g_assert_cmpint (run->snapshot->outcome, ==, outcome);
  return run;
}

static char *
get_body (WeirTestServer *server, guint index)
{
  gsize size;
  const char *body = g_bytes_get_data (weir_test_server_get_request (server, index)->body, &size);

  return g_strndup (body ? body : "", size);
}

static void
assert_body (WeirTestServer *server, guint index, const char *expected)
{
  g_autofree char *body = get_body (server, index);

  g_assert_cmpstr (body, ==, expected);
}

static const char *
get_message (WeirTestRun *run, guint index)
{
  return ((WeirStepResult *) g_ptr_array_index (run->results, index))->message;
}

/* What other languages write with a dollar arrives as it was written. */
static void
test_left_alone (void)
{
  static const char graphql[] = "query Search($first: Int!, $after: String = \"x\") {\n"
                                "  items(first: $first, after: $after) @include(if: $withItems) { id ...F }\n"
                                "}\n";
  static const char schema[] =
      "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$defs\":"
      "{\"id\":{\"type\":\"integer\"}},\"properties\":{\"id\":{\"$ref\":\"#/$defs/id\"}},"
      "\"pattern\":\"^[a-z]+$\",\"price\":\"$5\"}\n";
  static const char mongo[] = "{\"$and\":[{\"price\":{\"$gte\":5}},{\"$where\":\"this.a == $\"}]}\n";
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (WeirTestRun) run = NULL;

  g_string_append (text,
                   "name: F\nvariables: [{ name: id, value: 7 }, { name: price, value: x }]\nsteps:\n"
                   "  - name: OData\n    httpRequest:\n"
                   "      url: ${base}/Products?$filter=contains(Name,'a')&$expand=Category($select=Name)"
                   "&$top=5&$count=true\n");
  for (guint i = 0; i < 3; i++)
    {
      const char *body = i == 0 ? graphql : i == 1 ? schema : mongo;
      g_auto (GStrv) lines = g_strsplit (body, "\n", 0);

      g_string_append_printf (
          text,
          "  - name: Body %u\n    httpRequest:\n      method: POST\n      url: ${base}/b\n"
          "      payload:\n        raw: |\n",
          i);
      for (guint j = 0; lines[j] && *lines[j]; j++)
        g_string_append_printf (text, "          %s\n", lines[j]);
    }
  run = run_flow (server, text->str, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (run->results->len, ==, 4);
  g_assert_cmpstr (weir_test_server_get_request (server, 0)->target, ==,
                   "/Products?$filter=contains(Name,'a')&$expand=Category($select=Name)&$top=5&$count=true");
  assert_body (server, 1, graphql);
  assert_body (server, 2, schema);
  assert_body (server, 3, mongo);
}

/* A value that a method set is the same in header, URL and body. */
static void
test_set_once (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_flow (server,
                                          "name: F\n"
                                          "steps:\n"
                                          "  - name: A\n"
                                          "    httpRequest:\n"
                                          "      method: POST\n"
                                          "      url: ${base}/$guid(variable=g)\n"
                                          "      headers: { X-Id: \"${g}\" }\n"
                                          "      payload: { raw: \"$g\" }\n",
                                          WEIR_OUTCOME_PASSED);
  const WeirTestRequest *request = weir_test_server_get_request (server, 0);

  g_assert_cmpuint (run->results->len, ==, 1);
  g_assert_cmpuint (strlen (request->target), ==, 37);
  g_assert_cmpstr (weir_test_request_get_header (request, "X-Id"), ==, request->target + 1);
  assert_body (server, 0, request->target + 1);
}

/* Variables are computed once for the run; those that name what steps set, at each use. */
static void
test_lazy_variables (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_flow (
      server,
      "name: F\nrun: { iterations: 2 }\n"
      "variables:\n"
      "  - { name: id, value: $guid() }\n"
      "  - { name: never, value: \"$read(source=file, path=/nowhere/at/all)\" }\n"
      "  - { name: path, value: \"/${pass}/$counter(name=p)\" }\n"
      "  - { name: number, value: \"$counter(name=n)\" }\n"
      "steps:\n"
      "  - { name: Set, set: { pass: \"p${run.iteration}\" } }\n"
      "  - { name: A, httpRequest: { method: POST, url: \"${base}${path}\", payload: { raw: \"${id}\" } } }\n"
      "  - { name: B, httpRequest: { method: POST, url: \"${base}${path}/${number}\","
      " payload: { raw: \"${id}\" } } }\n",
      WEIR_OUTCOME_PASSED);
  g_autofree char *first = get_body (server, 0);

  g_assert_cmpuint (strlen (first), ==, 36);
  for (guint i = 1; i < 4; i++)
    assert_body (server, i, first);
  g_assert_cmpstr (weir_test_server_get_request (server, 0)->target, ==, "/p1/0");
  g_assert_cmpstr (weir_test_server_get_request (server, 1)->target, ==, "/p1/1/0");
  g_assert_cmpstr (weir_test_server_get_request (server, 2)->target, ==, "/p2/2");
  g_assert_cmpstr (weir_test_server_get_request (server, 3)->target, ==, "/p2/3/0");
  for (guint i = 0; i < run->results->len; i++)
    g_assert_cmpuint (((WeirStepResult *) g_ptr_array_index (run->results, i))->warnings->len, ==, 0);
}

/* A call that has no value fails its step unsent, and says why; so does one deep in a variable. */
static void
test_failing_call (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_flow (
      server,
      "name: F\n"
      "variables: [{ name: bad, value: \"$base64Decode(value=${x})\" }, { name: x, value: \"!\" }]\n"
      "steps:\n"
      "  - { name: A, httpRequest: { url: \"${base}/$randomNumber(min=5,max=1)\" } }\n"
      "  - { name: B, httpRequest: { url: \"${base}/${bad}\" } }\n"
      "  - { name: C, httpRequest: { url: \"${base}/$urlEncode(value=${nobody})\" } }\n"
      "  - { name: D, httpRequest: { url: \"${base}/d?$divide(a=1,b=0)\" } }\n",
      WEIR_OUTCOME_FAILED);
  const WeirStepResult *divided = g_ptr_array_index (run->results, 3);

  g_assert_cmpstr (get_message (run, 0), ==,
                   "randomNumber(min=5,max=1) has no value: Its “min”, 5, is above its “max”, 1.");
  g_assert_cmpstr (
      get_message (run, 1), ==,
      "bad has no value, because base64Decode(value=${x}) has no value: Its “value” is not base64.");
  g_assert_true (
      g_str_has_prefix (get_message (run, 2), "nobody has no value: nothing in this flow sets it."));
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 1);
  g_assert_cmpstr (weir_test_server_get_request (server, 0)->target, ==, "/d?");
  g_assert_cmpuint (divided->warnings->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (divided->warnings, 0), ==, "divide: a division by zero gives nothing.");
}

/* Each virtual user counts for itself, and all of them together with isGlobal. */
static void
test_counters (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_flow (server,
                                          "name: F\nrun: { parallel: 4 }\n"
                                          "steps:\n"
                                          "  - name: A\n"
                                          "    httpRequest:\n"
                                          "      url: ${base}/a?own=$counter()&all=$counter(isGlobal=true)\n",
                                          WEIR_OUTCOME_PASSED);
  guint seen = 0;

  g_assert_cmpuint (run->results->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const char *target = weir_test_server_get_request (server, i)->target;

      g_assert_true (g_str_has_prefix (target, "/a?own=0&all="));
      seen |= 1u << (target[strlen (target) - 1] - '0');
    }
  g_assert_cmpuint (seen, ==, 0xf);
}

/* A condition binds what it names once, and may call methods. */
static void
test_condition (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_flow (server,
                                          "name: F\nrun: { iterations: 3 }\n"
                                          "steps:\n"
                                          "  - name: Every other\n"
                                          "    skipIf: $counter(name=s) % 2 = 1\n"
                                          "    httpRequest: { url: \"${base}/a\" }\n",
                                          WEIR_OUTCOME_PASSED);

  g_assert_cmpuint (run->results->len, ==, 3);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conformance/flow/values/GraphQL, OData and JSON Schema arrive as written",
                   test_left_alone);
  g_test_add_func ("/conformance/flow/values/a value that a method set is the same everywhere",
                   test_set_once);
  g_test_add_func ("/conformance/flow/values/variables are computed when they are used", test_lazy_variables);
  g_test_add_func ("/conformance/flow/values/a call without a value fails its step unsent",
                   test_failing_call);
  g_test_add_func ("/conformance/flow/values/counters count per user or for all", test_counters);
  g_test_add_func ("/conformance/flow/values/a condition may call methods, once each", test_condition);
  return g_test_run ();
}
