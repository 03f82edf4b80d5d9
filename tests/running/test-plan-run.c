/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-run.c: a load plan from start to archive: workers, rounds, Stop, a worker that dies
 */

#include "config.h"

#include "weir-plan-workers.h"
#include "weir-run-data.h"
#include "weir-run.h"
#include "weir-test-plan-run.h"
#include "weir-test.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* What a quiet computer does each time, a busy one does once in a few times. */
#define ATTEMPTS 8
#define ROUND "name: P\nrounds:\n- name: R\n  baseUrl: ${base}\n"

static const char ten[] = ROUND "  numberOfClients: 3\n"
                                "  iterations:\n"
                                "  - { name: I, requestCount: 10, httpRequest: { url: /x } }\n";
static const char endless[] = ROUND "  numberOfClients: 2\n"
                                    "  iterations:\n"
                                    "  - { name: I, requestCount: 1000000, httpRequest: { url: /x } }\n"
                                    "  - { name: J, httpRequest: { url: /y } }\n"
                                    "- name: Later\n"
                                    "  iterations: [{ name: K, httpRequest: { url: \"${base}/z\" } }]\n";

static void
test_figures (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (ten, 1);
  const WeirMetricTotals *totals;
  const WeirJobState *job;

  weir_test_plan_run_all (run);
  job = weir_test_plan_run_get_job (run, 0);
  totals = weir_test_plan_run_get_totals (run, 0);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpstr (run->snapshot->summary, ==, "Passed");
  g_assert_cmpuint (weir_test_server_count (run->server, "/x"), ==, 30);
  g_assert_cmpint (job->status, ==, WEIR_ITERATION_SUCCESS);
  g_assert_cmpuint (totals->started, ==, 30);
  g_assert_cmpuint (totals->successful, ==, 30);
  g_assert_cmpuint (totals->statuses[200], ==, 30);
  g_assert_cmpuint (job->figures->slots, ==, 30);
  g_assert_cmpuint (job->figures->connections, ==, 3);
  g_assert_cmpuint (job->figures->clients_done, ==, 3);
  g_assert_cmpint (job->figures->in_flight, ==, 0);
  g_assert_cmpuint (job->planned, ==, 30);
  g_assert_false (run->snapshot->partial);
}

static gint64
get_arrival (WeirTestPlanRun *run, const char *path, guint nth)
{
  const WeirTestRequest *request = weir_test_server_find_request (run->server, path, nth);

  g_assert_nonnull (request);
  return request->arrived_us;
}

/* Whether clients arrived when they should; what is late on a busy computer is so less than others have to wait. */
static gboolean
arrive_in_time (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      ROUND "  numberOfClients: 5\n  arrivalDelay: 100ms\n"
            "  iterations: [{ name: I, httpRequest: { url: \"/${run.vu}\" } }]\n",
      2);
  gboolean in_time = TRUE;

  weir_test_plan_run_all (run);
  g_assert_cmpuint (run->snapshot->n_workers, ==, 2);
  g_assert_cmpuint (weir_test_server_get_n_requests (run->server), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i + 1);
      gint64 late_us = get_arrival (run, path, 1) - get_arrival (run, "/1", 1) - (gint64) i * 100000;

      g_test_message ("client %u is %" G_GINT64_FORMAT " µs later than the first", i + 1, late_us);
      in_time = in_time && ABS (late_us) < 90000;
    }
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 0)->successful, ==, 5);
  return in_time;
}

/* Client i lives in worker i mod W; together they are the same clients as in one. */
static void
test_several_workers (void)
{
  guint n_left = ATTEMPTS;

  while (!arrive_in_time ())
    g_assert_cmpuint (--n_left, >, 0);
}

/* C32: a round begins when the one before it is over in all workers. */
static void
test_rounds (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      "name: P\nrounds:\n"
      "- { name: A, baseUrl: \"${base}\", numberOfClients: 2,\n"
      "    iterations: [{ name: I, httpRequest: { url: /a } }] }\n"
      "- { name: B, baseUrl: \"${base}\", numberOfClients: 2,\n"
      "    iterations: [{ name: I, httpRequest: { url: /b } }] }\n",
      2);

  weir_test_server_script (run->server, "/a")->delay_ms = 300;
  weir_test_plan_run_all (run);
  g_assert_cmpint (get_arrival (run, "/b", 1) - get_arrival (run, "/a", 1), >=, 300000);
  g_assert_cmpint (weir_test_plan_run_get_job (run, 1)->status, ==, WEIR_ITERATION_SUCCESS);
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 1)->successful, ==, 2);
}

static gboolean
is_stalled (gpointer data)
{
  WeirTestPlanRun *run = data;

  return weir_test_server_get_n_waiting (run->server) == 2;
}

static void
test_together (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      "name: P\nrounds:\n"
      "- { name: A, baseUrl: \"${base}\", iterations: [{ name: I, httpRequest: { url: /a } }] }\n"
      "- { name: B, together: true, baseUrl: \"${base}\",\n"
      "    iterations: [{ name: I, httpRequest: { url: /b } }] }\n"
      "- { name: C, baseUrl: \"${base}\", iterations: [{ name: I, httpRequest: { url: /c } }] }\n",
      1);
  gint64 released_us;

  /* Neither is answered before the other one has come. */
  weir_test_server_script (run->server, "/a")->fault = WEIR_TEST_FAULT_STALL;
  weir_test_server_script (run->server, "/b")->fault = WEIR_TEST_FAULT_STALL;
  weir_test_plan_run_start (run);
  g_assert_true (weir_test_wait (is_stalled, run, DEADLINE_MS));
  released_us = g_get_monotonic_time ();
  weir_test_server_release (run->server);
  weir_test_plan_run_wait (run);
  g_assert_cmpuint (weir_test_server_count (run->server, "/a"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (run->server, "/b"), ==, 1);
  g_assert_cmpint (get_arrival (run, "/c", 1), >=, released_us);
  /* Of the whole run, not of the iteration that had most. */
  g_assert_cmpuint (run->snapshot->most_in_flight, ==, 2);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (weir_test_plan_run_get_job (run, i)->figures->most_in_flight, ==, 1);
}

/* C34: only what is chosen is run. */
static void
test_chosen (void)
{
  static const char *const names[] = { "b", NULL };
  static const char *const unknown[] = { "Buyes", NULL };
  static const char yaml[] =
      "name: P\nrounds:\n"
      "- { name: A, baseUrl: \"${base}\", iterations: [{ name: I, httpRequest: { url: /a } }] }\n"
      "- { name: B, baseUrl: \"${base}\", iterations: [{ name: I, httpRequest: { url: /b } }] }\n";
  const WeirPlanRunSettings settings = { .rounds = names };
  const WeirPlanRunSettings other = { .rounds = unknown };
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new_with (yaml, &settings);
  g_autoptr (WeirRound) round = weir_round_new ("Buyers");
  g_autoptr (WeirPlan) plan = weir_plan_new ("P");
  g_autoptr (GError) error = NULL;

  weir_test_plan_run_all (run);
  g_assert_cmpuint (weir_test_server_count (run->server, "/a"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (run->server, "/b"), ==, 1);
  g_assert_false (weir_test_plan_run_get_job (run, 0)->chosen);
  g_assert_cmpint (weir_test_plan_run_get_job (run, 0)->status, ==, WEIR_ITERATION_NOT_STARTED);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_list_store_append (weir_plan_get_rounds (plan), round);
  g_assert_null (weir_plan_run_new (plan, yaml, &other, &error));
  g_assert_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS);
  g_assert_nonnull (strstr (error->message, "did you mean “Buyers”"));
}

/* Each list is within its limit, all of them together are too much. */
static void
test_too_many_jobs (void)
{
  const WeirPlanRunSettings settings = { .unkept = TRUE };
  g_autoptr (WeirPlan) plan = weir_plan_new ("Big");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 101; i++)
    {
      g_autofree char *name = g_strdup_printf ("R%u", i);
      g_autoptr (WeirRound) round = weir_round_new (name);

      for (guint j = 0; j < 100; j++)
        {
          g_autoptr (WeirIteration) iteration = weir_iteration_new ("I");

          g_list_store_append (weir_round_get_iterations (round), iteration);
        }
      g_list_store_append (weir_plan_get_rounds (plan), round);
    }
  g_assert_null (weir_plan_run_new (plan, "name: Big", &settings, &error));
  g_assert_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS);
  g_assert_nonnull (strstr (error->message, "have 10100 iterations together; at most 10000"));
}

/* C78: what is in flight at the first Stop has 5 s to be answered. */
static void
test_stop (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (endless, 2);
  gint64 stopped_us;

  weir_test_server_script (run->server, "/x")->delay_ms = 1500;
  weir_test_plan_run_start (run);
  g_assert_true (weir_test_wait (is_stalled, run, DEADLINE_MS));
  stopped_us = g_get_monotonic_time ();
  weir_plan_run_stop (run->run);
  weir_test_plan_run_wait (run);
  g_assert_cmpint (g_get_monotonic_time () - stopped_us, <, AT_ONCE_US);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_true (run->snapshot->partial);
  g_assert_cmpint (weir_test_plan_run_get_job (run, 0)->status, ==, WEIR_ITERATION_CANCELLED);
  g_assert_cmpint (weir_test_plan_run_get_job (run, 2)->status, ==, WEIR_ITERATION_NOT_STARTED);
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 0)->successful, ==, 2);
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 0)->cancelled, ==, 0);
  g_assert_cmpuint (weir_test_server_get_n_requests (run->server), ==, 2);
  g_assert_cmpstr (run->snapshot->summary, ==, "Stopped, 2 requests completed");
}

static void
test_stop_twice (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (endless, 1);
  gint64 stopped_us;

  weir_test_server_script (run->server, "/x")->fault = WEIR_TEST_FAULT_STALL;
  weir_test_plan_run_start (run);
  g_assert_true (weir_test_wait (is_stalled, run, DEADLINE_MS));
  stopped_us = g_get_monotonic_time ();
  weir_plan_run_stop (run->run);
  weir_plan_run_stop (run->run);
  weir_test_plan_run_wait (run);
  g_assert_cmpint (g_get_monotonic_time () - stopped_us, <, AT_ONCE_US);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 0)->cancelled, ==, 2);
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 0)->failed, ==, 0);
}

static gboolean
has_answers (gpointer data)
{
  WeirTestPlanRun *run = data;
  g_autoptr (WeirPlanSnapshot) snapshot = weir_plan_run_ref_snapshot (run->run);
  const WeirJobState *job = snapshot->jobs->len > 0 ? g_ptr_array_index (snapshot->jobs, 0) : NULL;

  return job && weir_metrics_get_totals (job->figures->metrics)->successful >= 20;
}

static void
test_killed_worker (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (endless, 2);
  GPid worker;

  weir_test_plan_run_start (run);
  g_assert_true (weir_test_wait (has_answers, run, DEADLINE_MS));
  worker = weir_test_find_worker ();
  g_assert_cmpint (worker, >, 0);
  kill (worker, SIGKILL);
  weir_test_plan_run_wait (run);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_INVALID);
  g_assert_nonnull (strstr (run->snapshot->summary, "worker process ended unexpectedly"));
  g_assert_true (run->snapshot->partial);
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 0)->successful, >=, 20);
  g_assert_cmpint (weir_test_plan_run_get_job (run, 0)->status, ==, WEIR_ITERATION_CANCELLED);
}

static gboolean
is_unresponsive (gpointer data)
{
  WeirTestPlanRun *run = data;
  g_autoptr (WeirPlanSnapshot) snapshot = weir_plan_run_ref_snapshot (run->run);

  return snapshot->unresponsive;
}

static void
test_silent_worker (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (endless, 1);
  gint64 begun_us;

  weir_test_plan_run_start (run);
  g_assert_true (weir_test_wait (has_answers, run, DEADLINE_MS));
  kill (weir_test_find_worker (), SIGSTOP);
  begun_us = g_get_monotonic_time ();
  g_assert_true (weir_test_wait (is_unresponsive, run, DEADLINE_MS));
  g_assert_cmpint (g_get_monotonic_time () - begun_us, >, G_USEC_PER_SEC);
  weir_plan_run_stop (run->run);
  weir_plan_run_stop (run->run);
  weir_test_plan_run_wait (run);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
}

static void
test_missing_worker (void)
{
  g_autofree char *worker = g_strdup (g_getenv ("WEIR_WORKER"));
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (ten, 1);

  g_setenv ("WEIR_WORKER", "/nowhere/weir-worker", TRUE);
  weir_test_plan_run_all (run);
  g_setenv ("WEIR_WORKER", worker, TRUE);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_INVALID);
  g_assert_nonnull (strstr (run->snapshot->summary, "/nowhere/weir-worker could not be started"));
}

static gboolean
count_window_cb (gint64 start_us, const guint8 *data, gsize size, gpointer user_data)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) windows = NULL;
  guint64 *started = user_data;
  guint job;

  windows = weir_job_windows_decode (bytes, &job, NULL);
  g_assert_nonnull (windows);
  for (guint i = 0; i < windows->len; i++)
    started[job] += ((WeirTimeWindow *) g_ptr_array_index (windows, i))->started;
  return TRUE;
}

/* What the archive has is what the snapshot said: figures, seconds, a row for each request. */
static void
test_archive (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      ROUND "  numberOfClients: 2\n"
            "  iterations:\n"
            "  - { name: I, requestCount: 10, httpRequest: { url: /x } }\n"
            "  - { name: Fast, requestCount: 50, maximizeThroughput: true, httpRequest: { url: /y } }\n",
      2);
  g_autoptr (WeirArchive) archive = NULL;
  g_autoptr (WeirRunInfo) info = NULL;
  g_autoptr (WeirPlanSnapshot) read = NULL;
  g_autoptr (GError) error = NULL;
  guint64 started[2] = { 0 };

  weir_test_plan_run_all (run);
  archive = weir_archive_open (run->archive_file, NULL);
  info = weir_archive_get_run (archive, run->snapshot->run_id, NULL);
  g_assert_nonnull (info);
  g_assert_true (info->is_plan);
  g_assert_cmpint (info->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_false (info->partial);
  g_assert_nonnull (strstr (info->document, "maximizeThroughput"));
  g_assert_cmpint (info->n_results, ==, 20);
  weir_archive_foreach_window (archive, info->id, WEIR_RUN_DATA_JOB_SECONDS, 0, G_MAXINT64, count_window_cb,
                               started, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (started[0], ==, 20);
  g_assert_cmpuint (started[1], ==, 100);
  read = weir_plan_snapshot_read (archive, info, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->jobs->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const WeirJobState *before = weir_test_plan_run_get_job (run, i);
      const WeirJobState *after = g_ptr_array_index (read->jobs, i);
      g_autoptr (GBytes) left = weir_job_figures_encode (before->figures);
      g_autoptr (GBytes) right = weir_job_figures_encode (after->figures);

      g_assert_cmpstr (before->iteration, ==, after->iteration);
      g_assert_cmpint (before->status, ==, after->status);
      g_assert_cmpuint (before->rules->len, ==, after->rules->len);
      g_assert_true (g_bytes_equal (left, right));
      g_assert_cmpint (after->lean, ==, i == 1);
    }
  g_assert_nonnull (read->quality);
  g_assert_cmpuint (read->n_workers, ==, 2);
  g_assert_cmpuint (read->most_in_flight, >=, 2);
  g_assert_cmpuint (read->most_in_flight, ==, run->snapshot->most_in_flight);
  g_assert_cmpstr (read->workers_reason, ==, run->snapshot->workers_reason);
}

static WeirPlanRunSettings unkept = { .unkept = TRUE };

static void
test_unkept (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new_with (ten, &unkept);

  weir_test_plan_run_all (run);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpint (run->snapshot->run_id, ==, 0);
  g_assert_false (g_file_test (run->archive_file, G_FILE_TEST_EXISTS));
}

static void
failing_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  answer->status = 500;
  weir_test_answer_set_body (answer, "text/plain", "a body");
}

static gboolean
count_body_cb (gint64 result_id, const WeirStepResult *result, gpointer data)
{
  guint *n_bodies = data;

  *n_bodies += weir_step_result_get_last (result)->response_body->len > 0;
  return TRUE;
}

/* The first 50 that failed, and those that were among the 20 slowest when they came. */
static void
test_bodies (void)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (
      ROUND "  numberOfClients: 2\n"
            "  iterations:\n"
            "  - { name: I, requestCount: 200, httpRequest: { url: /x, retry: { if: \"false\" } } }\n",
      2);
  g_autoptr (WeirArchive) archive = NULL;
  guint n_bodies = 0;

  weir_test_server_set_callback (run->server, failing_cb, NULL);
  weir_test_plan_run_all (run);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  archive = weir_archive_open (run->archive_file, NULL);
  g_assert_cmpint (weir_archive_count_results (archive, run->snapshot->run_id, NULL, NULL), ==, 400);
  weir_archive_foreach_result (archive, run->snapshot->run_id, count_body_cb, &n_bodies, NULL);
  g_assert_cmpuint (n_bodies, >=, 70);
  g_assert_cmpuint (n_bodies, <, 250);
}

static void
test_unwritable (void)
{
  const WeirPlanRunSettings settings = { .archive = "/proc/nowhere/runs.db" };
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new_with (ten, &settings);

  weir_test_plan_run_all (run);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_plan_run_get_totals (run, 0)->successful, ==, 30);
  g_assert_cmpint (run->snapshot->run_id, ==, 0);
  g_assert_nonnull (run->snapshot->archive_error);
}

/* C81: said before anything is sent. */
static void
test_descriptors (void)
{
  static const char yaml[] = ROUND "  iterations:\n"
                                   "  - { name: I, requestCount: 500, batchSize: 500, coolDownTime: 1000,\n"
                                   "      httpRequest: { url: /x } }\n";
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new_with (yaml, &unkept);
  const struct rlimit few = { 64, 64 };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &few), ==, 0);
  weir_test_plan_run_all (run);
  g_assert_cmpint (run->snapshot->outcome, ==, WEIR_OUTCOME_INVALID);
  g_assert_nonnull (strstr (run->snapshot->summary, "needs about 500 connections at once"));
  g_assert_nonnull (strstr (run->snapshot->summary, "this machine allows 32"));
  g_assert_cmpuint (weir_test_server_get_n_connections (run->server), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/plan/what was sent is what was counted", test_figures);
  g_test_add_func ("/running/plan/several workers share the clients of a round", test_several_workers);
  g_test_add_func ("/running/plan/C32 a round begins after the last answer of the one before", test_rounds);
  g_test_add_func ("/running/plan/rounds that go together begin at one time", test_together);
  g_test_add_func ("/running/plan/C34 only the rounds that are chosen run", test_chosen);
  g_test_add_func ("/running/plan/more iterations than can be kept apart are refused", test_too_many_jobs);
  g_test_add_func ("/running/plan/C78 requests in flight are answered after Stop", test_stop);
  g_test_add_func ("/running/plan/C78 the second Stop cancels them", test_stop_twice);
  g_test_add_func ("/running/plan/a worker that is killed makes the run invalid, what was measured is kept",
                   test_killed_worker);
  g_test_add_func ("/running/plan/a worker that is silent is said to be", test_silent_worker);
  g_test_add_func ("/running/plan/a worker that cannot be started is an invalid run", test_missing_worker);
  g_test_add_func ("/running/plan/the archive has figures, seconds and a row for each request", test_archive);
  g_test_add_func ("/running/plan/without an archive nothing is written", test_unkept);
  g_test_add_func ("/running/plan/bodies of the first failed and of the slowest are kept", test_bodies);
  g_test_add_func ("/running/plan/an archive that cannot be written is said, and the run goes on",
                   test_unwritable);
  g_test_add_func ("/running/plan/C81 more connections than this computer allows are refused",
                   test_descriptors);
  return g_test_run ();
}
