/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-stopping.c: Stop and second Stop, After All on every way out, run variables, one step alone
 */

#include "config.h"

#include "weir-test-flow.h"
#include "weir-test-server.h"
#include "weir-test.h"

#include <string.h>

static const char stalled_flow[] =
    "name: F\n"
    "run: { parallel: %u }\n"
    "steps:\n"
    "  - { name: Stall, httpRequest: { url: \"${base}/stall\" } }\n"
    "  - { name: Next, httpRequest: { url: \"${base}/next\" } }\n"
    "afterAll:\n"
    "  - { name: Tidy, httpRequest: { url: \"${base}/tidy/${run.outcome}\" } }\n";

typedef struct
{
  WeirTestServer *server;
  guint n;
} Waiting;

static gboolean
are_waiting (gpointer data)
{
  Waiting *waiting = data;

  return weir_test_server_get_n_waiting (waiting->server) >= waiting->n;
}

static WeirTestRun *
start_stalled (WeirTestServer *server, guint n)
{
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autofree char *yaml = NULL;
  Waiting waiting = { server, n };
  WeirTestRun *run;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  yaml = g_strdup_printf (stalled_flow, n);
#pragma GCC diagnostic pop
  weir_test_server_script (server, "/stall")->fault = WEIR_TEST_FAULT_STALL;
  run = weir_test_run_start (yaml, url);
  g_assert_true (weir_test_wait (are_waiting, &waiting, DEADLINE_MS));
  return run;
}

static void
assert_stops (guint n)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = start_stalled (server, n);
  gint64 stopped_at = g_get_monotonic_time ();

  weir_run_stop (run->run);
  weir_test_run_wait (run);
  g_test_message ("idle after %" G_GINT64_FORMAT " µs", g_get_monotonic_time () - stopped_at);
  g_assert_cmpint (g_get_monotonic_time () - stopped_at, <, AT_ONCE_US);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_cmpuint (weir_run_snapshot_count (run->snapshot, WEIR_STEP_CANCELLED), ==, n);
  g_assert_cmpuint (weir_run_snapshot_count (run->snapshot, WEIR_STEP_FAILED), ==, 0);
  g_assert_cmpuint (weir_test_server_count (server, "/next"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (server, "/tidy/stopped"), ==, 1);
}

static void
test_stop (void)
{
  assert_stops (1);
}

static void
test_stop_many (void)
{
  assert_stops (200);
}

static gboolean
is_finishing (gpointer data)
{
  return weir_test_server_count (data, "/tidy/stopped") > 0;
}

/* After All itself hangs: the second Stop ends that too. */
static void
test_second_stop (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestRun) run = NULL;
  gint64 stopped_at;

  weir_test_server_script (server, "/tidy/stopped")->fault = WEIR_TEST_FAULT_STALL;
  run = start_stalled (server, 2);
  weir_run_stop (run->run);
  g_assert_true (weir_test_wait (is_finishing, server, DEADLINE_MS));
  stopped_at = g_get_monotonic_time ();
  weir_run_stop (run->run);
  weir_test_run_wait (run);
  g_assert_cmpint (g_get_monotonic_time () - stopped_at, <, AT_ONCE_US);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_cmpint (weir_test_run_get (run, "Tidy", 0)->brief.outcome, ==, WEIR_STEP_CANCELLED);
}

static void
test_stop_before_all (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autoptr (WeirTestRun) run = NULL;
  Waiting waiting = { server, 1 };

  weir_test_server_script (server, "/login")->fault = WEIR_TEST_FAULT_STALL;
  run = weir_test_run_start ("name: F\n"
                             "beforeAll: [{ name: Log in, httpRequest: { url: \"${base}/login\" } }]\n"
                             "steps: [{ name: Use, httpRequest: { url: \"${base}/use\" } }]\n"
                             "afterAll: [{ name: Tidy, httpRequest: { url: \"${base}/tidy\" } }]\n",
                             url);
  g_assert_true (weir_test_wait (are_waiting, &waiting, DEADLINE_MS));
  weir_run_stop (run->run);
  weir_test_run_wait (run);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_cmpuint (weir_test_server_count (server, "/use"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (server, "/tidy"), ==, 1);
}

/* Stop interrupts the delay at once. */
static void
test_stop_in_delay (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autoptr (WeirTestRun) run = NULL;
  gint64 stopped_at;

  run = weir_test_run_start ("name: F\nrun: { delay: 60000 }\n"
                             "steps:\n"
                             "  - { name: A, httpRequest: { url: \"${base}/a\" } }\n"
                             "  - { name: B, httpRequest: { url: \"${base}/b\" } }\n",
                             url);
  while (weir_test_server_count (server, "/a") == 0)
    g_main_context_iteration (NULL, FALSE);
  stopped_at = g_get_monotonic_time ();
  weir_run_stop (run->run);
  weir_test_run_wait (run);
  g_assert_cmpint (g_get_monotonic_time () - stopped_at, <, AT_ONCE_US);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_cmpuint (weir_test_server_count (server, "/b"), ==, 0);
}

/* After All has what Before All left, not what a pass did, and knows how the run went. */
static void
test_after_all (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autoptr (WeirTestRun) run = NULL;

  weir_test_server_script (server, "/bad")->status = 500;
  run = weir_test_run ("name: F\nrun: { iterations: 2 }\n"
                       "beforeAll: [{ name: Set, set: { who: before } }]\n"
                       "steps:\n"
                       "  - { name: Change, set: { who: pass } }\n"
                       "  - name: Bad\n"
                       "    httpRequest: { url: \"${base}/bad\" }\n"
                       "    assert: [{ from: status, is: \"=\", value: 200 }]\n"
                       "afterAll:\n"
                       "  - name: Tidy\n"
                       "    httpRequest:\n"
                       "      url: ${base}/tidy/${who}/${run.outcome}/${run.failed}/${run.passed}\n",
                       url);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  /* Before All's Set and the two Changes passed. */
  g_assert_cmpuint (weir_test_server_count (server, "/tidy/before/failed/2/3"), ==, 1);
}

static void
test_run_variables (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autofree char *second = NULL;
  g_autoptr (WeirTestRun) run = weir_test_run (
      "name: F\nrun: { iterations: 2 }\n"
      "steps:\n"
      "  - { name: A, httpRequest: { url: \"${base}/${run.id}/${run.iteration}/${run.vu}\" } }\n",
      url);

  second = g_strdup_printf ("/%s/2/1", run->snapshot->uuid);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, second), ==, 1);
}

/* One step alone still has Before All in front of it. */
static void
test_one_step (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autoptr (WeirTestRun) run =
      weir_test_run_start_step ("name: F\n"
                                "beforeAll: [{ name: Set, set: { who: before } }]\n"
                                "steps:\n"
                                "  - { name: A, httpRequest: { url: \"${base}/a\" } }\n"
                                "  - { name: B, httpRequest: { url: \"${base}/b/${who}\" } }\n",
                                url, "B");

  weir_test_run_wait (run);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (server, "/a"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (server, "/b/before"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/Stop cancels what is in flight and runs After All once", test_stop);
  g_test_add_func ("/flow/Stop with many in flight is as quick", test_stop_many);
  g_test_add_func ("/flow/a second Stop ends After All too", test_second_stop);
  g_test_add_func ("/flow/Stop during Before All sends no step and runs After All", test_stop_before_all);
  g_test_add_func ("/flow/Stop interrupts a delay at once", test_stop_in_delay);
  g_test_add_func ("/flow/After All has the flow store and knows how the run went", test_after_all);
  g_test_add_func ("/flow/run variables name the run, the iteration and the virtual user",
                   test_run_variables);
  g_test_add_func ("/flow/one step alone runs with Before All in front", test_one_step);
  return g_test_run ();
}
