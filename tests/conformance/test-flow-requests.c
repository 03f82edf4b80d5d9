/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-requests.c: what a request looks like to the server, byte for byte
 */

#include "config.h"

#include "weir-test-flow.h"
#include "weir-test-server.h"

#include <string.h>

static WeirTestRun *
run_passing (WeirTestServer *server, const char *yaml)
{
  g_autofree char *url = weir_test_server_get_url (server, "");
  WeirTestRun *run = weir_test_run (yaml, url);

  if (run->snapshot->outcome != WEIR_OUTCOME_PASSED)
    for (guint i = 0; i < run->results->len; i++)
      g_test_message ("%s", ((WeirStepResult *) g_ptr_array_index (run->results, i))->message);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  return run;
}

static void
assert_body (const WeirTestRequest *request, const char *expected)
{
  gsize size;
  const char *body = g_bytes_get_data (request->body, &size);
  g_autofree char *text = g_strndup (body ? body : "", size);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_request_line (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run
      = run_passing (server, "name: F\nvariables: [{ name: id, value: 7 }]\n"
                             "steps:\n"
                             "  - { name: A, httpRequest: { url: \"${base}/a//b/?z=1&a=%2F&q=x y&id=$id\" } }\n"
                             "  - { name: B, httpRequest: { method: delete, url: \"${base}/b/${id}\" } }\n");
  const WeirTestRequest *first = weir_test_server_get_request (server, 0);

  g_assert_cmpuint (run->results->len, ==, 2);
  g_assert_cmpstr (first->method, ==, "GET");
  g_assert_cmpstr (first->target, ==, "/a//b/?z=1&a=%2F&q=x%20y&id=7");
  g_assert_cmpstr (weir_test_server_get_request (server, 1)->method, ==, "DELETE");
  g_assert_cmpstr (weir_test_server_get_request (server, 1)->target, ==, "/b/7");
}

static void
test_headers (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run
      = run_passing (server, "name: F\nvariables: [{ name: t, value: secret }]\n"
                             "steps:\n"
                             "  - name: A\n"
                             "    httpRequest:\n"
                             "      url: ${base}/a\n"
                             "      headers:\n"
                             "        - { name: Authorization, value: \"Bearer ${t}\" }\n"
                             "        - { name: X-Off, value: unticked, enabled: false }\n"
                             "        - { name: X-Empty, value: \"\" }\n");
  const WeirTestRequest *request = weir_test_server_get_request (server, 0);

  g_assert_cmpuint (run->results->len, ==, 1);
  g_assert_cmpstr (weir_test_request_get_header (request, "Authorization"), ==, "Bearer secret");
  g_assert_null (weir_test_request_get_header (request, "X-Off"));
  g_assert_cmpstr (weir_test_request_get_header (request, "X-Empty"), ==, "");
  g_assert_true (g_str_has_prefix (weir_test_request_get_header (request, "User-Agent"), "weir/"));
}

static void
test_raw_payload (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run
      = run_passing (server, "name: F\nvariables: [{ name: id, value: 7 }]\n"
                             "steps:\n"
                             "  - name: GraphQL\n"
                             "    httpRequest:\n"
                             "      method: POST\n"
                             "      url: ${base}/graphql\n"
                             "      payload:\n"
                             "        raw: |\n"
                             "          query ($first: Int) { item(id: ${id}) { price } }\n"
                             "          $5 costs $$5\n");
  const WeirTestRequest *request = weir_test_server_get_request (server, 0);

  g_assert_cmpuint (run->results->len, ==, 1);
  assert_body (request, "query ($first: Int) { item(id: 7) { price } }\n$5 costs $5\n");
  g_assert_null (weir_test_request_get_header (request, "Content-Type"));
}

/* A string that is one placeholder has the variable's own type; text in a string is escaped. */
static void
test_json_payload (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;
  const WeirTestRequest *request;

  weir_test_answer_set_body (weir_test_server_script (server, "/take"), "application/json",
                             "{\"id\": 42, \"tags\": [\"a\", true], \"quote\": \"say \\\"hi\\\"\\n\"}");
  run = run_passing (server, "name: F\n"
                             "steps:\n"
                             "  - name: Take\n"
                             "    httpRequest: { url: \"${base}/take\" }\n"
                             "    extract:\n"
                             "      - { name: id, from: body, path: $.id }\n"
                             "      - { name: tags, from: body, path: $.tags }\n"
                             "      - { name: quote, from: body, path: $.quote }\n"
                             "  - name: Send\n"
                             "    httpRequest:\n"
                             "      method: POST\n"
                             "      url: ${base}/send\n"
                             "      payload:\n"
                             "        json:\n"
                             "          item: ${id}\n"
                             "          tags: ${tags}\n"
                             "          note: \"no ${id}: ${quote}\"\n"
                             "          count: 2\n"
                             "          gift: true\n"
                             "          nothing: null\n");
  request = weir_test_server_find_request (server, "/send", 1);
  g_assert_cmpuint (run->results->len, ==, 2);
  assert_body (request, "{\"item\":42,\"tags\":[\"a\",true],\"note\":\"no 42: say \\\"hi\\\"\\n\","
                        "\"count\":2,\"gift\":true,\"nothing\":null}");
  g_assert_cmpstr (weir_test_request_get_header (request, "Content-Type"), ==, "application/json");
}

/* The response of a redirect that was followed is a hop; what is judged is the last answer. */
static void
test_redirect (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;
  const WeirExchange *exchange;

  weir_test_answer_set_redirect (weir_test_server_script (server, "/old"), 302, "/new");
  run = run_passing (server, "name: F\n"
                             "steps:\n"
                             "  - name: Old\n"
                             "    httpRequest: { method: POST, url: \"${base}/old\", payload: { raw: x } }\n"
                             "    assert:\n"
                             "      - { from: status, is: \"=\", value: 200 }\n"
                             "      - { from: url, is: ends with, value: /new }\n");
  exchange = weir_step_result_get_last (weir_test_run_get (run, "Old", 0));
  g_assert_cmpstr (weir_test_server_find_request (server, "/new", 1)->method, ==, "GET");
  assert_body (weir_test_server_find_request (server, "/new", 1), "");
  g_assert_cmpuint (exchange->hops->len, ==, 1);
  g_assert_cmpuint (g_array_index (exchange->hops, WeirHop, 0).status, ==, 302);
}

static void
test_redirect_loop (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;
  const WeirStepResult *result;

  weir_test_answer_set_redirect (weir_test_server_script (server, "/loop"), 302, "/loop");
  run = run_passing (server, "name: F\nsteps: [{ name: Loop, httpRequest: { url: \"${base}/loop\" } }]\n");
  result = weir_test_run_get (run, "Loop", 0);
  g_assert_cmpuint (weir_test_server_count (server, "/loop"), ==, 6);
  g_assert_cmpuint (result->brief.status, ==, 302);
  g_assert_cmpuint (result->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (result->warnings, 0), "redirected more than 5 times"));
}

/* Variables may name one another, in any order; what is given beside the document wins over all of them. */
static void
test_variables (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_passing (server, "name: F\n"
                                                     "variables:\n"
                                                     "  - { name: login, value: \"${root}/login\" }\n"
                                                     "  - { name: root, value: \"${base}/v1\" }\n"
                                                     "  - { name: base, value: \"http://127.0.0.1:1\" }\n"
                                                     "  - { name: mine, value: \"${root}/of/${who}\" }\n"
                                                     "steps:\n"
                                                     "  - { name: In, httpRequest: { url: \"${login}\" } }\n"
                                                     "  - { name: Set, set: { who: ada } }\n"
                                                     "  - { name: Mine, httpRequest: { url: \"$mine\" } }\n");

  g_assert_cmpuint (run->results->len, ==, 3);
  g_assert_cmpuint (weir_test_server_count (server, "/v1/login"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/v1/of/ada"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/the request line is sent as written, with placeholders filled in", test_request_line);
  g_test_add_func ("/flow/headers that are ticked are sent, also empty ones", test_headers);
  g_test_add_func ("/flow/a raw payload is sent byte for byte", test_raw_payload);
  g_test_add_func ("/flow/a json payload keeps the types of values and escapes text", test_json_payload);
  g_test_add_func ("/flow/redirects are followed and noted", test_redirect);
  g_test_add_func ("/flow/the sixth redirect is the answer, with a warning", test_redirect_loop);
  g_test_add_func ("/flow/variables may name one another in any order", test_variables);
  return g_test_run ();
}
