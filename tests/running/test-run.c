/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-run.c: a run from start to archive, without any server: settings, snapshots, Stop, a worker that dies
 */

#include "config.h"

#include "weir-flow-format.h"
#include "weir-run.h"
#include "weir-test-flow.h"
#include "weir-test.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static const char two_steps[] = "name: Two steps\n"
                                "steps:\n"
                                "  - { name: First, set: { a: one } }\n"
                                "  - { name: Second, set: { b: \"${a} and two\" } }\n";

static const char waiting[] = "name: Waiting\n"
                              "steps:\n"
                              "  - { name: Wait, wait: 30s }\n"
                              "afterAll:\n"
                              "  - { name: Tidy, set: { outcome: \"${run.outcome}\" } }\n";

static WeirRun *
make_run (const char *yaml, const WeirRunSettings *settings, GError **error)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);

  g_assert_nonnull (flow);
  return weir_run_new (flow, yaml, settings, error);
}

static void
assert_refused (const char *yaml, const WeirRunSettings *settings, const char *part)
{
  g_autoptr (GError) error = NULL;
  WeirRun *run = make_run (yaml, settings, &error);

  g_assert_null (run);
  g_assert_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_settings (void)
{
  WeirRunSettings both = { .iterations = 2, .parallel = 2 };
  WeirRunSettings none = { .iterations = 0, .parallel = 1 };
  WeirRunSettings crowd = { .iterations = 1, .parallel = 10001 };
  WeirRunSettings typo = { .iterations = 1, .parallel = 1, .only_step = "Secnod" };
  WeirRunSettings plain = { .iterations = 1, .parallel = 1 };

  assert_refused (two_steps, &both, "exclude each other");
  assert_refused (two_steps, &none, "1000000 iterations");
  assert_refused (two_steps, &crowd, "10000 virtual users");
  assert_refused (two_steps, &typo, "did you mean “Second”");
  assert_refused ("name: Off\nsteps: [{ name: A, enabled: false, set: { a: b } }]\n", &plain,
                  "no enabled step");
}

/* A value for a name the flow does not know would go nowhere, and the run be of something else. */
static void
test_variable_typo (void)
{
  static const char *const given[] = { "Tenatn=acme", NULL };
  static const char *const used[] = { "who=ada", "unrelated=x", NULL };
  static const char yaml[] = "name: F\nvariables: [{ name: tenant, value: x }]\n"
                             "steps: [{ name: A, set: { a: \"${who} of ${tenant}\" } }]\n";
  WeirRunSettings typo = { .iterations = 1, .parallel = 1, .variables = given };
  WeirRunSettings good = { .iterations = 1, .parallel = 1, .variables = used };
  g_autoptr (WeirRun) run = NULL;

  assert_refused (yaml, &typo, "did you mean tenant?");
  run = make_run (yaml, &good, NULL);
  g_assert_nonnull (run);
}

static void
test_archive (void)
{
  g_autoptr (WeirTestRun) run = weir_test_run (two_steps, "http://127.0.0.1:1");
  g_autoptr (WeirArchive) archive = weir_archive_open (run->archive_file, NULL);
  g_autoptr (WeirRunInfo) info = weir_archive_get_run (archive, run->snapshot->run_id, NULL);
  const WeirStepResult *second = weir_test_run_get (run, "Second", 0);

  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpstr (run->snapshot->summary, ==, "Passed");
  g_assert_cmpuint (run->results->len, ==, 2);
  g_assert_cmpuint (second->taken->len, ==, 1);
  g_assert_cmpstr (g_array_index (second->taken, WeirTaken, 0).value, ==, "one and two");
  g_assert_nonnull (info);
  g_assert_cmpint (info->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_false (info->partial);
  g_assert_cmpstr (info->uuid, ==, run->snapshot->uuid);
  g_assert_nonnull (strstr (info->document, "Second"));
}

static gboolean
is_waiting (gpointer data)
{
  WeirTestRun *run = data;
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (run->run);

  return snapshot->running[1][0] > 0;
}

static void
test_stop (void)
{
  g_autoptr (WeirTestRun) run = weir_test_run_start (waiting, "http://127.0.0.1:1");
  gint64 stopped_at;

  g_assert_true (weir_test_wait (is_waiting, run, DEADLINE_MS));
  stopped_at = g_get_monotonic_time ();
  weir_run_stop (run->run);
  weir_test_run_wait (run);
  g_assert_cmpint (g_get_monotonic_time () - stopped_at, <, AT_ONCE_US);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_cmpint (weir_test_run_get (run, "Wait", 0)->brief.outcome, ==, WEIR_STEP_CANCELLED);
  g_assert_cmpstr (g_array_index (weir_test_run_get (run, "Tidy", 0)->taken, WeirTaken, 0).value, ==,
                   "stopped");
}

static void
test_killed_worker (void)
{
  g_autoptr (WeirTestRun) run = weir_test_run_start (waiting, "http://127.0.0.1:1");
  GPid worker;

  g_assert_true (weir_test_wait (is_waiting, run, DEADLINE_MS));
  worker = weir_test_find_worker ();
  g_assert_cmpint (worker, >, 0);
  kill (worker, SIGKILL);
  weir_test_run_wait (run);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_INVALID);
  g_assert_nonnull (strstr (run->snapshot->summary, "worker process ended unexpectedly"));
}

static void
test_silent_worker (void)
{
  g_autoptr (WeirTestRun) run = weir_test_run_start (waiting, "http://127.0.0.1:1");
  gint64 stopped_at;
  GPid worker;

  g_assert_true (weir_test_wait (is_waiting, run, DEADLINE_MS));
  worker = weir_test_find_worker ();
  kill (worker, SIGSTOP);
  stopped_at = g_get_monotonic_time ();
  weir_run_stop (run->run);
  weir_run_stop (run->run);
  weir_test_run_wait (run);
  g_assert_cmpint (g_get_monotonic_time () - stopped_at, <, AT_ONCE_US);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
}

static void
test_missing_worker (void)
{
  g_autofree char *worker = g_strdup (g_getenv ("WEIR_WORKER"));
  g_autoptr (WeirTestRun) run = NULL;

  g_setenv ("WEIR_WORKER", "/nowhere/weir-worker", TRUE);
  run = weir_test_run (two_steps, "http://127.0.0.1:1");
  g_setenv ("WEIR_WORKER", worker, TRUE);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_INVALID);
  g_assert_nonnull (strstr (run->snapshot->summary, "/nowhere/weir-worker could not be started"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/run/settings that contradict each other are refused in a sentence",
                   test_settings);
  g_test_add_func ("/running/run/a variable given under a mistyped name is refused", test_variable_typo);
  g_test_add_func ("/running/run/results are in the archive when the run is finished", test_archive);
  g_test_add_func ("/running/run/Stop interrupts a wait and runs After All", test_stop);
  g_test_add_func ("/running/run/a worker that dies makes the run invalid", test_killed_worker);
  g_test_add_func ("/running/run/a worker that does not hear Stop is ended", test_silent_worker);
  g_test_add_func ("/running/run/a worker that cannot be started is named", test_missing_worker);
  return g_test_run ();
}
