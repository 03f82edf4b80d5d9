/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-passes.c: Before All, iterations, parallel execution, disabled and skipped steps, delay
 */

#include "config.h"

#include "weir-test-flow.h"
#include "weir-test-server.h"

#include <string.h>

#define LOGIN                                                                                                \
  "beforeAll:\n"                                                                                             \
  "  - name: Log in\n"                                                                                       \
  "    httpRequest: { method: POST, url: \"${base}/login\" }\n"                                              \
  "    extract:\n"                                                                                           \
  "      - { name: token, from: body, path: $.token }\n"

static WeirTestServer *
serve_login (void)
{
  WeirTestServer *server = weir_test_server_new ();
  WeirTestAnswer *login = weir_test_server_script (server, "/login");

  weir_test_answer_set_body (login, "application/json", "{\"token\": \"abc\"}");
  weir_test_answer_add_header (login, "Set-Cookie", "session=s1; Path=/");
  return server;
}

static WeirTestRun *
run_on (WeirTestServer *server, const char *yaml)
{
  g_autofree char *url = weir_test_server_get_url (server, "");

  return weir_test_run (yaml, url);
}

static const char *
header (WeirTestServer *server, const char *path, guint nth, const char *name)
{
  const WeirTestRequest *request = weir_test_server_find_request (server, path, nth);

  g_assert_nonnull (request);
  return weir_test_request_get_header (request, name);
}

static void
test_before_all (void)
{
  g_autoptr (WeirTestServer) server = serve_login ();
  g_autoptr (WeirTestRun) run = run_on (
      server,
      "name: F\nrun: { iterations: 3 }\n" LOGIN "steps:\n"
      "  - { name: Use, httpRequest: { url: \"${base}/use\", headers: { X-Token: \"${token}\" } } }\n");

  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, "/login"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/use"), ==, 3);
  for (guint i = 1; i <= 3; i++)
    {
      g_assert_cmpstr (header (server, "/use", i, "X-Token"), ==, "abc");
      g_assert_cmpstr (header (server, "/use", i, "Cookie"), ==, "session=s1");
    }
}

static void
test_before_all_fails (void)
{
  g_autoptr (WeirTestServer) server = serve_login ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_server_script (server, "/login")->status = 401;
  weir_test_answer_set_body (weir_test_server_script (server, "/login"), "application/json", "{}");
  run = run_on (server, "name: F\n" LOGIN "  - { name: Second, httpRequest: { url: \"${base}/second\" } }\n"
                        "steps:\n"
                        "  - { name: Use, httpRequest: { url: \"${base}/use\" } }\n"
                        "afterAll:\n"
                        "  - { name: Tidy, httpRequest: { url: \"${base}/tidy/${run.outcome}\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_cmpstr (run->snapshot->summary, ==, "Failed in Before All, so no step was sent");
  g_assert_cmpuint (weir_test_server_count (server, "/second"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (server, "/use"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (server, "/tidy/failed"), ==, 1);
  g_assert_cmpstr (weir_test_run_get (run, "Log in", 0)->message, ==,
                   "token got no value: nothing was found at $.token of the answer, which was 401.");
}

/* What a pass extracts and the cookies it gets do not reach the next one. */
static void
test_iterations (void)
{
  g_autoptr (WeirTestServer) server = serve_login ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_answer_add_header (weir_test_server_script (server, "/take"), "Set-Cookie", "taken=1; Path=/");
  weir_test_answer_set_body (weir_test_server_script (server, "/take"), "application/json", "{\"id\": 7}");
  run = run_on (server, "name: F\nrun: { iterations: 3 }\n" LOGIN "steps:\n"
                        "  - name: Before\n"
                        "    skipIf: ${id} = \"\"\n"
                        "    httpRequest: { url: \"${base}/leak\" }\n"
                        "  - name: Look\n"
                        "    httpRequest: { url: \"${base}/look\" }\n"
                        "  - name: Take\n"
                        "    httpRequest: { url: \"${base}/take\" }\n"
                        "    extract: [{ name: id, from: body, path: $.id }]\n"
                        "  - name: Use\n"
                        "    httpRequest: { url: \"${base}/use/${id}\" }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, "/leak"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (server, "/use/7"), ==, 3);
  g_assert_cmpuint (weir_test_server_get_max_waiting (server), ==, 1);
  for (guint i = 1; i <= 3; i++)
    {
      g_assert_cmpstr (header (server, "/look", i, "Cookie"), ==, "session=s1");
      g_assert_nonnull (strstr (header (server, "/use/7", i, "Cookie"), "taken=1"));
    }
}

/* Passes keep their connection, but the first one makes its own: it shows the cold start. */
static void
test_connections (void)
{
  g_autoptr (WeirTestServer) server = serve_login ();
  g_autoptr (WeirTestRun) run = run_on (server, "name: F\nrun: { iterations: 4 }\n" LOGIN "steps:\n"
                                                "  - { name: Use, httpRequest: { url: \"${base}/use\" } }\n");
  guint login = weir_test_server_find_request (server, "/login", 1)->connection;
  guint first = weir_test_server_find_request (server, "/use", 1)->connection;

  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (first, !=, login);
  for (guint i = 2; i <= 4; i++)
    g_assert_cmpuint (weir_test_server_find_request (server, "/use", i)->connection, ==, first);
  g_assert_cmpuint (weir_test_server_get_n_connections (server), ==, 2);
}

static void
test_parallel (void)
{
  g_autoptr (WeirTestServer) server = serve_login ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_server_script (server, "/slow")->delay_ms = 300;
  run = run_on (server,
                "name: F\nrun: { parallel: 8 }\n" LOGIN "steps:\n"
                "  - { name: Slow, httpRequest: { url: \"${base}/slow\" } }\n"
                "  - { name: Mine, httpRequest: { url: \"${base}/mine/${run.vu}/${run.iteration}\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, "/login"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/slow"), ==, 8);
  g_assert_cmpuint (weir_test_server_get_max_waiting (server), ==, 8);
  /* One connection each, and Before All's. */
  g_assert_cmpuint (weir_test_server_get_n_connections (server), ==, 9);
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("/mine/%u/1", i);

      g_assert_cmpuint (weir_test_server_count (server, path), ==, 1);
      g_assert_cmpstr (header (server, path, 1, "Cookie"), ==, "session=s1");
    }
}

static void
give_every_user_a_cookie (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  g_autofree char *cookie = g_strdup_printf ("user=%u; Path=/", request->connection);

  if (g_str_equal (request->path, "/in"))
    weir_test_answer_add_header (answer, "Set-Cookie", cookie);
}

/* The server told each connection its number; every virtual user must come back with its own. */
static void
test_parallel_cookies (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_server_set_callback (server, give_every_user_a_cookie, NULL);
  run = run_on (server, "name: F\nrun: { parallel: 6 }\n"
                        "steps:\n"
                        "  - { name: In, httpRequest: { url: \"${base}/in\" } }\n"
                        "  - { name: Me, httpRequest: { url: \"${base}/me\" } }\n");
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  for (guint i = 1; i <= 6; i++)
    {
      const WeirTestRequest *me = weir_test_server_find_request (server, "/me", i);
      g_autofree char *own = g_strdup_printf ("user=%u", me->connection);

      g_assert_cmpstr (weir_test_request_get_header (me, "Cookie"), ==, own);
    }
}

static void
test_disabled (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_on (server, "name: F\n"
                                                "steps:\n"
                                                "  - { name: On, httpRequest: { url: \"${base}/on\" } }\n"
                                                "  - name: Off\n"
                                                "    enabled: false\n"
                                                "    httpRequest: { url: \"${base}/off\" }\n");

  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, "/on"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/off"), ==, 0);
  g_assert_cmpuint (run->results->len, ==, 1);
}

static void
test_skipped (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_on (
      server, "name: F\nvariables: [{ name: kind, value: small }]\n"
              "steps:\n"
              "  - { name: Skip, skipIf: '${kind} = \"small\"', httpRequest: { url: \"${base}/skip\" } }\n"
              "  - { name: Send, skipIf: '${kind} = \"large\"', httpRequest: { url: \"${base}/send\" } }\n");

  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, "/skip"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (server, "/send"), ==, 1);
  g_assert_cmpint (weir_test_run_get (run, "Skip", 0)->brief.outcome, ==, WEIR_STEP_SKIPPED);
  g_assert_cmpuint (weir_run_snapshot_count (run->snapshot, WEIR_STEP_PASSED), ==, 1);
  g_assert_cmpuint (weir_run_snapshot_count (run->snapshot, WEIR_STEP_FAILED), ==, 0);
}

static void
test_all_skipped (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_on (
      server, "name: F\nsteps:\n  - { name: A, skipIf: 1 = 1, httpRequest: { url: \"${base}/a\" } }\n");

  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_SKIPPED);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 0);
}

/* Between the steps of a pass and between passes, never before the first; and in no measured time. */
static void
test_delay (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = run_on (server, "name: F\nrun: { iterations: 2, delay: 150 }\n"
                                                "steps:\n"
                                                "  - { name: A, httpRequest: { url: \"${base}/a\" } }\n"
                                                "  - { name: B, httpRequest: { url: \"${base}/b\" } }\n");

  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 4);
  for (guint i = 1; i < 4; i++)
    g_assert_cmpint (weir_test_server_get_request (server, i)->arrived_us -
                         weir_test_server_get_request (server, i - 1)->arrived_us,
                     >=, 149000);
  g_assert_cmpint (weir_test_run_get (run, "A", 0)->brief.offset_us, <, 150000);
  for (guint i = 0; i < run->results->len; i++)
    {
      const WeirStepResult *result = g_ptr_array_index (run->results, i);

      g_assert_cmpint (result->brief.blocked_us, <, 100000);
      g_assert_cmpint (result->brief.time_us, <, 150000);
    }
}

static void
test_set_and_wait (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run =
      run_on (server, "name: F\n"
                      "beforeAll:\n"
                      "  - { name: Tenant, set: { tenant: acme } }\n"
                      "steps:\n"
                      "  - { name: A, httpRequest: { url: \"${base}/a/$tenant\" } }\n"
                      "  - { name: Pause, wait: 200ms }\n"
                      "  - { name: B, httpRequest: { url: \"${base}/b/${tenant}\" } }\n");

  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, "/a/acme"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/b/acme"), ==, 1);
  g_assert_cmpint (weir_test_server_get_request (server, 1)->arrived_us -
                       weir_test_server_get_request (server, 0)->arrived_us,
                   >=, 199000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/Before All runs once and its variables and cookies reach every iteration",
                   test_before_all);
  g_test_add_func ("/flow/a failing Before All sends no step and runs After All", test_before_all_fails);
  g_test_add_func ("/flow/each iteration starts from what Before All left, one after another",
                   test_iterations);
  g_test_add_func ("/flow/iterations keep their connection and Before All's is closed", test_connections);
  g_test_add_func ("/flow/virtual users start together with connections of their own", test_parallel);
  g_test_add_func ("/flow/virtual users have cookies of their own", test_parallel_cookies);
  g_test_add_func ("/flow/a disabled step is not run and not counted", test_disabled);
  g_test_add_func ("/flow/a step whose skipIf holds is skipped, neither passed nor failed", test_skipped);
  g_test_add_func ("/flow/a run of skipped steps only is skipped", test_all_skipped);
  g_test_add_func ("/flow/the delay is kept before every step but the first and in no time", test_delay);
  g_test_add_func ("/flow/a step may just set a variable or wait", test_set_and_wait);
  return g_test_run ();
}
