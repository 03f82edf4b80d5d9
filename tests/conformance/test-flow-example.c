/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-example.c: the example of a flow that everything is explained with, when all is well and when it is not
 */

#include "config.h"

#include <string.h>

#include "weir-test-flow.h"
#include "weir-test-server.h"

/* Its variable baseUrl is ${base} here, and the password, which an environment would give, a variable. */
static const char checkout[] =
  "name: Checkout\n"
  "description: Log in, pick an item, order it\n"
  "variables:\n"
  "  - { name: baseUrl, value: \"${base}\" }\n"
  "  - { name: password, value: s3cret }\n"
  "run:\n"
  "  iterations: 1\n"
  "  parallel: 1\n"
  "  delay: 0\n"
  "  stopOnFailure: false\n"
  "beforeAll:\n"
  "  - name: Log in\n"
  "    httpRequest:\n"
  "      method: POST\n"
  "      url: ${baseUrl}/login\n"
  "      headers: { Content-Type: application/json }\n"
  "      payload: { raw: '{\"user\": \"ada\", \"password\": \"${password}\"}' }\n"
  "    extract:\n"
  "      - { name: token, from: body, path: $.token, secret: true }\n"
  "steps:\n"
  "  - name: List items\n"
  "    httpRequest:\n"
  "      url: ${baseUrl}/items\n"
  "      headers: { Authorization: \"Bearer ${token}\" }\n"
  "    extract:\n"
  "      - { name: itemId, from: body, path: \"$.items[0].id\" }\n"
  "    assert:\n"
  "      - { from: status, is: \"<\", value: 400 }\n"
  "      - { from: time, is: \"<\", value: 30s }\n"
  "  - name: Order it\n"
  "    enabled: true\n"
  "    skipIf: ${itemId} = \"\"\n"
  "    retry: { if: \"${status} >= 500\", maxRetries: 2, strategy: Exponential, delayInMs: 100, maxDelayInMs: 1000 }\n"
  "    httpRequest:\n"
  "      method: POST\n"
  "      url: ${baseUrl}/orders\n"
  "      payload: { raw: '{\"item\": ${itemId}}' }\n"
  "    assert:\n"
  "      - { from: status, is: \"=\", value: 201 }\n"
  "      - { from: header, name: Location, is: exists }\n"
  "afterAll: []\n";

typedef struct
{
  WeirTestServer *server;
  guint refusals; /* how often an order is answered 503 before it is taken */
} Fixture;

static void
answer (const WeirTestRequest *request, WeirTestAnswer *out, gpointer data)
{
  const Fixture *self = data;

  if (!g_str_equal (request->path, "/orders"))
    return;
  out->status = request->nth <= self->refusals ? 503 : 201;
  if (out->status == 201)
    weir_test_answer_add_header (out, "Location", "/orders/1");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = weir_test_server_new ();
  weir_test_answer_set_body (weir_test_server_script (self->server, "/login"), "application/json",
                             "{\"token\": \"t0k3n-9f\"}");
  weir_test_answer_set_body (weir_test_server_script (self->server, "/items"), "application/json",
                             "{\"items\": [{\"id\": 7}, {\"id\": 8}]}");
  weir_test_server_set_callback (self->server, answer, self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  weir_test_server_free (self->server);
}

static WeirTestRun *
run (Fixture *self)
{
  g_autofree char *url = weir_test_server_get_url (self->server, "");

  return weir_test_run (checkout, url);
}

static void
assert_body (Fixture *self, const char *path, guint nth, const char *body)
{
  const WeirTestRequest *request = weir_test_server_find_request (self->server, path, nth);

  g_assert_nonnull (request);
  g_assert_cmpmem (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body), body, strlen (body));
}

static void
test_well (Fixture *self, gconstpointer data)
{
  g_autoptr (WeirTestRun) done = run (self);
  const WeirTestRequest *items;

  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpstr (done->snapshot->summary, ==, "Passed");
  g_assert_cmpuint (weir_test_server_get_n_requests (self->server), ==, 3);
  assert_body (self, "/login", 1, "{\"user\": \"ada\", \"password\": \"s3cret\"}");
  items = weir_test_server_find_request (self->server, "/items", 1);
  g_assert_cmpstr (weir_test_request_get_header (items, "Authorization"), ==, "Bearer t0k3n-9f");
  assert_body (self, "/orders", 1, "{\"item\": 7}");
}

/* A missed extraction fails Before All, so that no step is sent. */
static void
test_401 (Fixture *self, gconstpointer data)
{
  WeirTestAnswer *login = weir_test_server_script (self->server, "/login");
  g_autoptr (WeirTestRun) done = NULL;

  login->status = 401;
  weir_test_answer_set_body (login, "application/json", "{\"error\": \"no\"}");
  done = run (self);
  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_cmpstr (done->snapshot->summary, ==, "Failed in Before All, so no step was sent");
  g_assert_cmpuint (weir_test_server_get_n_requests (self->server), ==, 1);
  g_assert_cmpint (weir_test_run_get (done, "Log in", 0)->brief.outcome, ==, WEIR_STEP_FAILED);
  g_assert_nonnull (strstr (weir_test_run_get (done, "Log in", 0)->message, "token"));
  g_assert_cmpstr (weir_test_run_get (done, "Log in", 0)->message, ==,
                   "token got no value: nothing was found at $.token of the answer, which was 401.");
  g_assert_cmpuint (weir_test_run_count (done, "List items"), ==, 0);
}

/* Nothing to order: the extraction is a warning, and what is ordered is "", so the order is skipped. */
static void
test_empty (Fixture *self, gconstpointer data)
{
  g_autoptr (WeirTestRun) done = NULL;

  weir_test_answer_set_body (weir_test_server_script (self->server, "/items"), "application/json",
                             "{\"items\": []}");
  done = run (self);
  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_get_n_requests (self->server), ==, 2);
  g_assert_cmpint (weir_test_run_get (done, "List items", 0)->brief.outcome, ==, WEIR_STEP_PASSED);
  g_assert_cmpuint (weir_test_run_get (done, "List items", 0)->warnings->len, ==, 1);
  g_assert_cmpint (weir_test_run_get (done, "Order it", 0)->brief.outcome, ==, WEIR_STEP_SKIPPED);
}

/* The server's own clock: 100 ms before the first retry, 200 ms before the second. */
static void
test_503_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (WeirTestRun) done = NULL;
  const WeirStepResult *order;
  gint64 arrived_us[3];

  self->refusals = 2;
  done = run (self);
  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (self->server, "/orders"), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      arrived_us[i] = weir_test_server_find_request (self->server, "/orders", i + 1)->arrived_us;
      assert_body (self, "/orders", i + 1, "{\"item\": 7}");
    }
  g_assert_cmpint (arrived_us[1] - arrived_us[0], >=, 100000);
  g_assert_cmpint (arrived_us[2] - arrived_us[1], >=, 200000);
  order = weir_test_run_get (done, "Order it", 0);
  g_assert_cmpint (order->brief.outcome, ==, WEIR_STEP_PASSED);
  g_assert_cmpuint (order->attempts->len, ==, 3);
  g_assert_cmpuint (((WeirExchange *) g_ptr_array_index (order->attempts, 0))->status, ==, 503);
  g_assert_cmpuint (((WeirExchange *) g_ptr_array_index (order->attempts, 2))->status, ==, 201);
}

/* Three times is once more than it is tried again. */
static void
test_503_for_good (Fixture *self, gconstpointer data)
{
  g_autoptr (WeirTestRun) done = NULL;

  self->refusals = 9;
  done = run (self);
  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_cmpuint (weir_test_server_count (self->server, "/orders"), ==, 3);
  g_assert_nonnull (strstr (weir_test_run_get (done, "Order it", 0)->message, "503"));
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/conformance/example/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("logs in, lists and orders", test_well);
  ADD ("a login that is answered 401 sends no step", test_401);
  ADD ("without items nothing is ordered", test_empty);
  ADD ("orders answered 503 twice are tried again, later and later", test_503_twice);
  ADD ("orders answered 503 for good fail", test_503_for_good);
#undef ADD
  return g_test_run ();
}
