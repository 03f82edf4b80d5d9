/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-trouble.c: a run whose archive fails in the middle, whose worker stands still, that nobody wants
 */

#include "config.h"

#include "weir-flow-format.h"
#include "weir-test-flow.h"
#include "weir-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* Room for the early results, and for at most one of the large ones of 1 MB: some is left in any case. */
#define FILE_BYTES (1600 * 1024)

static const char waiting[] = "name: Waiting\nsteps: [{ name: Wait, wait: 60s }]\n";

/* Stands for a full disk: no file of this process may become longer. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static guint64
count_passed (WeirRunSnapshot *snapshot, WeirFlowPart part, guint step)
{
  return snapshot->steps[part][step]->counts[WEIR_STEP_PASSED];
}

#define TEN_TIMES(text) text text text text text text text text text text

/* The document itself is small, as it stands in the row that says how the run ended. */
static const char growing[] =
    "name: F\nrun: { iterations: 20 }\n"
    "variables:\n"
    "  - { name: a, value: 0123456789 }\n"
    "  - { name: b, value: \"" TEN_TIMES (TEN_TIMES ("${a}")) "\" }\n"
    "  - { name: c, value: \"" TEN_TIMES (TEN_TIMES ("${b}")) "\" }\n"
    "beforeAll:\n"
    "  - { name: Early, set: { x: y } }\n"
    "  - { name: Wait, wait: 500ms }\n"
    "steps: [{ name: Big, set: { x: \"" TEN_TIMES ("${c}") "\" } }]\n"
    "afterAll:\n"
    "  - { name: Wait again, wait: 300ms }\n"
    "  - { name: Late, set: { x: y } }\n";

/* Early results are on disk when the disk is full; what comes then is counted but not kept. */
static void
test_full_disk (void)
{
  g_autoptr (WeirTestRun) run = NULL;
  g_autoptr (WeirArchive) archive = NULL;
  g_autoptr (WeirRunInfo) info = NULL;

  limit_files (FILE_BYTES);
  run = weir_test_run (growing, "http://127.0.0.1:1");
  limit_files (RLIM_INFINITY);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (count_passed (run->snapshot, WEIR_FLOW_PART_STEPS, 0), ==, 20);
  g_assert_cmpuint (count_passed (run->snapshot, WEIR_FLOW_PART_AFTER_ALL, 1), ==, 1);
  g_assert_nonnull (run->snapshot->archive_error);
  g_assert_nonnull (strstr (run->snapshot->archive_error, "into the run"));
  g_assert_cmpuint (weir_test_run_count (run, "Early"), ==, 1);
  g_assert_cmpuint (weir_test_run_count (run, "Big"), <, 20);
  archive = weir_archive_open (run->archive_file, NULL);
  info = weir_archive_get_run (archive, run->snapshot->run_id, NULL);
  g_assert_true (info->partial);
  g_assert_cmpint (info->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpstr (info->summary, ==, "Passed");
}

/* A folder that cannot be: the run goes on, and says that it has no results to look at. */
static void
test_no_archive (void)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  static const char yaml[] = "name: F\nsteps: [{ name: A, set: { a: b } }]\n";
  g_autoptr (WeirFlow) flow = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);
  WeirRunSettings settings = { .iterations = 1, .parallel = 1, .archive = "/proc/nowhere/runs.db" };
  g_autoptr (WeirRun) run = weir_run_new (flow, yaml, &settings, NULL);
  g_autoptr (WeirRunSnapshot) snapshot = NULL;

  weir_run_start (run);
  g_assert_true (weir_test_wait ((WeirTestCondition) weir_run_is_done, run, DEADLINE_MS));
  snapshot = weir_run_ref_snapshot (run);
  g_assert_cmpint (snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpint (snapshot->run_id, ==, 0);
  g_assert_nonnull (strstr (snapshot->archive_error, "/proc/nowhere"));
}

static gboolean
is_waiting (gpointer data)
{
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (((WeirTestRun *) data)->run);

  return snapshot->running[WEIR_FLOW_PART_STEPS][0] > 0;
}

static gboolean
is_unresponsive (gpointer data)
{
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (((WeirTestRun *) data)->run);

  return snapshot->unresponsive;
}

static gboolean
is_responsive (gpointer data)
{
  return !is_unresponsive (data);
}

static void
test_unresponsive (void)
{
  g_autoptr (WeirTestRun) run = weir_test_run_start (waiting, "http://127.0.0.1:1");
  GPid worker;

  g_assert_true (weir_test_wait (is_waiting, run, DEADLINE_MS));
  worker = weir_test_find_worker ();
  kill (worker, SIGSTOP);
  g_assert_true (weir_test_wait (is_unresponsive, run, DEADLINE_MS));
  kill (worker, SIGCONT);
  g_assert_true (weir_test_wait (is_responsive, run, DEADLINE_MS));
  weir_run_stop (run->run);
  weir_test_run_wait (run);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
}

static gboolean
stop_again_cb (gpointer data)
{
  weir_run_stop (data);
  return G_SOURCE_CONTINUE;
}

/* Somebody who loses patience presses Stop again and again: the second time counts. */
static void
test_stop_often (void)
{
  g_autoptr (WeirTestRun) run = weir_test_run_start (waiting, "http://127.0.0.1:1");
  gint64 stopped_at;
  GPid worker;
  guint source;

  g_assert_true (weir_test_wait (is_waiting, run, DEADLINE_MS));
  worker = weir_test_find_worker ();
  kill (worker, SIGSTOP);
  stopped_at = g_get_monotonic_time ();
  source = g_timeout_add (100, stop_again_cb, run->run);
  weir_test_run_wait (run);
  g_source_remove (source);
  g_assert_cmpint (g_get_monotonic_time () - stopped_at, <, AT_ONCE_US);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
}

static gboolean
has_no_worker (gpointer data)
{
  return weir_test_find_worker () == 0;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Whoever drops a run may forget it: it ends, and takes its worker with it. */
static void
test_dropped (void)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (waiting, strlen (waiting), FALSE, problems);
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_autofree char *archive = g_build_filename (folder, "runs.db", NULL);
  g_autofree char *lock = g_strconcat (archive, "-lock", NULL);
  WeirRunSettings settings = { .iterations = 1, .parallel = 1, .archive = archive };
  WeirRun *run = weir_run_new (flow, waiting, &settings, NULL);
  guint ticks = g_timeout_add (10, tick_cb, NULL);

  g_object_add_weak_pointer (G_OBJECT (run), (gpointer *) &run);
  weir_run_start (run);
  weir_run_stop (run);
  g_object_unref (run);
  g_assert_true (weir_test_wait (is_gone, &run, DEADLINE_MS));
  g_assert_true (weir_test_wait (has_no_worker, NULL, DEADLINE_MS));
  g_source_remove (ticks);
  g_assert_cmpint (g_remove (archive), ==, 0);
  g_assert_cmpint (g_remove (lock), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_test_add_func ("/running/trouble/a disk that becomes full loses later results, not the run",
                   test_full_disk);
  g_test_add_func ("/running/trouble/a run without an archive goes on and says so", test_no_archive);
  g_test_add_func ("/running/trouble/a worker that stands still is shown so until it goes on",
                   test_unresponsive);
  g_test_add_func ("/running/trouble/Stop pressed again and again ends a worker as fast as twice",
                   test_stop_often);
  g_test_add_func ("/running/trouble/a run that nobody holds any more ends with its worker", test_dropped);
  return g_test_run ();
}
