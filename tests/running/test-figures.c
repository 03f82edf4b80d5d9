/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-figures.c: what people run iterations for is found in a real run, and kept in the archive
 */

#include "config.h"

#include "weir-run-data.h"
#include "weir-sample-api.h"
#include "weir-test-flow.h"
#include "weir-test.h"
#include "weir-time-window.h"

#include <signal.h>

/* What a quiet computer does each time, a busy one does once in a few times. */
#define ATTEMPTS 6
#define CHECKED "assert: [{ from: status, is: '<', value: 400 }]"

static WeirSampleApi *api;

static WeirTestRun *
run_flow (const char *yaml)
{
  return weir_test_run (yaml, weir_sample_api_get_url (api));
}

static const WeirFinding *
look_for (const WeirTestRun *run, WeirFindingKind kind)
{
  GPtrArray *findings = run->snapshot->findings->findings;

  for (guint i = 0; i < findings->len; i++)
    if (((WeirFinding *) g_ptr_array_index (findings, i))->kind == kind)
      return g_ptr_array_index (findings, i);
  return NULL;
}

static const WeirFinding *
find (const WeirTestRun *run, WeirFindingKind kind)
{
  const WeirFinding *finding = look_for (run, kind);

  if (finding == NULL)
    g_error ("The run has no such finding as %s", weir_finding_kind_to_nick (kind));
  return finding;
}

static gboolean
is_over (gpointer data)
{
  return g_get_monotonic_time () >= *(const gint64 *) data;
}

/* What a busy computer adds to the times of a run may hide what is to be found in them. The server is left alone
 * between two runs, and is as it was then. */
static WeirTestRun *
run_until_found (const char *yaml, WeirFindingKind kind)
{
  WeirTestRun *run = run_flow (yaml);

  for (guint i = 1; i < ATTEMPTS && look_for (run, kind) == NULL; i++)
    {
      gint64 until_us = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;

      weir_test_run_free (run);
      g_assert_true (weir_test_wait (is_over, &until_us, DEADLINE_MS));
      run = run_flow (yaml);
    }
  return run;
}

static void
assert_passes (const WeirFinding *finding, const char *passes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < finding->passes->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (finding->passes, guint, i));
  g_assert_cmpstr (text->str, ==, passes);
}

static void
test_flaky (void)
{
  g_autoptr (WeirTestRun) run =
      run_flow ("name: Flaky\nrun: { iterations: 12 }\nsteps:\n"
                "  - name: Now and then\n"
                "    httpRequest: { url: \"${base}/flaky?every=5\" }\n    " CHECKED);
  const WeirFinding *finding = find (run, WEIR_FINDING_INTERMITTENT_FAILURE);

  assert_passes (finding, "5 10");
  g_assert_cmpstr (finding->sentence, ==, "“Now and then” failed in 2 of 12 iterations: 5, 10.");
  assert_passes (find (run, WEIR_FINDING_STATUS_CHANGED), "5 10");
}

static void
test_cold (void)
{
  g_autoptr (WeirTestRun) run
      = run_until_found ("name: Cold\nrun: { iterations: 6 }\nvariables:\n"
                         "  - { name: w1, value: 400 }\n  - { name: w2, value: 20 }\n"
                         "  - { name: w3, value: 20 }\n  - { name: w4, value: 20 }\n"
                         "  - { name: w5, value: 20 }\n  - { name: w6, value: 20 }\n"
                         "steps:\n  - name: First is slow\n    httpRequest:\n"
                         "      url: \"${base}/slow?ms=${w${run.iteration}}\"\n",
                         WEIR_FINDING_COLD_START);
  const WeirFinding *finding = find (run, WEIR_FINDING_COLD_START);

  assert_passes (finding, "1");
  g_assert_cmpfloat (weir_finding_get_number (finding, "first"), >=, 400000);
}

static void
test_degrading (void)
{
  g_autoptr (WeirTestRun) run
      = run_until_found ("name: Slower\nrun: { iterations: 12 }\nbeforeAll:\n"
                         "  - name: Begin anew\n    httpRequest:\n"
                         "      url: \"${base}/degrading?step=15&reset=1\"\n"
                         "steps:\n  - name: Slower\n    httpRequest:\n"
                         "      url: \"${base}/degrading?step=15\"\n",
                         WEIR_FINDING_DEGRADATION);
  const WeirFinding *finding = find (run, WEIR_FINDING_DEGRADATION);

  g_assert_cmpint (finding->step, ==, 0);
  g_assert_cmpfloat (weir_finding_get_number (finding, "slope"), >, 10000);
  g_assert_cmpfloat (weir_finding_get_number (finding, "p"), <, 0.01);
}

static void
test_limited (void)
{
  g_autoptr (WeirTestRun) run =
      run_until_found ("name: Limited\nrun: { iterations: 20 }\nsteps:\n"
                       "  - name: Used up\n"
                       "    httpRequest: { url: \"${base}/limited?rate=4\" }\n    " CHECKED,
                       WEIR_FINDING_FAILURES_BEGIN);
  const WeirFinding *finding = find (run, WEIR_FINDING_FAILURES_BEGIN);

  g_assert_cmpfloat (weir_finding_get_number (finding, "begin"), >=, 5);
  g_assert_cmpuint (finding->n_passes, ==,
                    run->snapshot->steps[1][0]->counts[WEIR_STEP_FAILED]);
}

/* One second of a server that stands still is in the figures, from the planned instant too. */
static void
test_stall (void)
{
  g_autoptr (WeirTestRun) run = run_flow ("name: Stall\nrun: { iterations: 3 }\nvariables:\n"
                                          "  - { name: w1, value: 0 }\n  - { name: w2, value: 1000 }\n"
                                          "  - { name: w3, value: 0 }\n"
                                          "steps:\n  - name: Stalls\n    httpRequest:\n"
                                          "      url: \"${base}/slow?ms=${w${run.iteration}}\"\n");
  const WeirStepStatistics *step = run->snapshot->steps[1][0];

  g_assert_cmpint (weir_histogram_get_percentile (step->response, 99), >=, G_USEC_PER_SEC);
  g_assert_cmpint (weir_histogram_get_percentile (step->response, 50), <, G_USEC_PER_SEC);
}

static gboolean
has_answer (gpointer data)
{
  WeirTestRun *run = data;
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (run->run);

  return weir_step_statistics_get_total (snapshot->steps[1][0]) > 0;
}

/* The worker stands still while its second step should begin: that is no time of the server, and not lost. */
static void
test_planned (void)
{
  g_autoptr (WeirTestRun) run = weir_test_run_start (
      "name: Late\nrun: { delay: 1000 }\nsteps:\n"
      "  - { name: A, httpRequest: { url: \"${base}/items\" } }\n"
      "  - { name: B, httpRequest: { url: \"${base}/items\" } }\n",
      weir_sample_api_get_url (api));
  const WeirStepStatistics *second;
  gint64 until_us;
  GPid worker;

  g_assert_true (weir_test_wait (has_answer, run, DEADLINE_MS));
  worker = weir_test_find_worker ();
  g_assert_cmpint (worker, >, 0);
  kill (worker, SIGSTOP);
  until_us = g_get_monotonic_time () + 3 * G_USEC_PER_SEC / 2;
  g_assert_true (weir_test_wait (is_over, &until_us, DEADLINE_MS));
  kill (worker, SIGCONT);
  weir_test_run_wait (run);
  second = run->snapshot->steps[1][1];
  g_assert_cmpint (weir_histogram_get_max (second->response), >=,
                   weir_histogram_get_max (second->time) + 300000);
  g_assert_cmpuint (weir_run_series_get (run->snapshot->series, 0, 1)->phases[WEIR_PHASE_BLOCKED], >=,
                    300000);
}

static GBytes *
read_data (WeirArchive *archive, const WeirTestRun *run, const char *kind)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = weir_archive_get_run_data (archive, run->snapshot->run_id, kind, &error);

  g_assert_no_error (error);
  return bytes;
}

static gboolean
add_second_cb (gint64 start_us, const guint8 *data, gsize size, gpointer user_data)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) windows = weir_time_window_decode (bytes, NULL);
  guint64 *sums = user_data;
  const WeirTimeWindow *window = g_ptr_array_index (windows, 0);

  g_assert_cmpint (start_us, ==, window->second * (gint64) G_USEC_PER_SEC);
  sums[0] += window->started;
  sums[1] += window->answered;
  sums[2] += window->outcomes[WEIR_STEP_FAILED];
  return TRUE;
}

static void
test_kept (void)
{
  g_autoptr (WeirTestRun) run = run_flow ("name: Kept\nrun: { iterations: 30 }\nsteps:\n"
                                          "  - name: Now and then\n"
                                          "    httpRequest: { url: \"${base}/flaky?every=6\" }\n    " CHECKED
                                          "\n  - name: Items\n    httpRequest: { url: \"${base}/items\" }\n");
  g_autoptr (WeirArchive) archive = weir_archive_open (run->archive_file, NULL);
  g_autoptr (GBytes) statistics = read_data (archive, run, WEIR_RUN_DATA_STATISTICS);
  g_autoptr (GBytes) series = read_data (archive, run, WEIR_RUN_DATA_SERIES);
  g_autoptr (GBytes) findings = read_data (archive, run, WEIR_RUN_DATA_FINDINGS);
  g_autoptr (GBytes) quality = read_data (archive, run, WEIR_RUN_DATA_QUALITY);
  g_autoptr (GPtrArray) steps = weir_step_statistics_decode (statistics, NULL);
  g_autoptr (WeirRunSeries) passes = weir_run_series_decode (series, NULL);
  g_autoptr (WeirFindings) found = weir_findings_decode (findings, NULL);
  g_autoptr (WeirQuality) judged = weir_quality_decode (quality, NULL);
  const WeirStepStatistics *first = g_ptr_array_index (steps, 0);
  guint64 sums[3] = { 0 };

  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpstr (first->name, ==, "Now and then");
  g_assert_cmpuint (weir_step_statistics_count_status (first, 500), ==, 5);
  g_assert_cmpuint (weir_histogram_get_count (first->response), ==, 30);
  g_assert_cmpuint (passes->n_passes, ==, 30);
  g_assert_cmpstr (passes->names[1], ==, "Items");
  g_assert_cmpuint (weir_run_series_get (passes, 5, 0)->status, ==, 500);
  g_assert_cmpuint (weir_run_series_get (passes, 0, 0)->phases[WEIR_PHASE_WAITING], >, 0);
  g_assert_cmpuint (found->findings->len, ==, run->snapshot->findings->findings->len);
  g_assert_cmpint (judged->level, ==, run->snapshot->quality->level);
  g_assert_true (weir_archive_foreach_window (archive, run->snapshot->run_id, WEIR_RUN_DATA_SECONDS, 0,
                                              G_MAXINT64, add_second_cb, sums, NULL));
  g_assert_cmpuint (sums[0], ==, 60);
  g_assert_cmpuint (sums[1], ==, 60);
  g_assert_cmpuint (sums[2], ==, 5);
}

/* A run of the archive is as it was when it had just ended, without a look at its results. */
static void
test_read_again (void)
{
  g_autoptr (WeirTestRun) run = run_flow ("name: Again\nrun: { iterations: 12 }\nsteps:\n"
                                          "  - name: Now and then\n"
                                          "    httpRequest: { url: \"${base}/flaky?every=4\" }\n    " CHECKED
                                          "\n  - { name: Off, enabled: false, wait: 1s }\n");
  g_autoptr (WeirArchive) archive = weir_archive_open (run->archive_file, NULL);
  g_autoptr (WeirRunInfo) info = weir_archive_get_run (archive, run->snapshot->run_id, NULL);
  g_autoptr (WeirRunSnapshot) again = weir_run_snapshot_read (archive, info, run->snapshot->n_steps, NULL);
  const WeirStepStatistics *was = run->snapshot->steps[1][0], *is = again->steps[1][0];

  g_assert_cmpuint (is->counts[WEIR_STEP_FAILED], ==, 3);
  g_assert_cmpint (weir_histogram_get_percentile (is->response, 95), ==,
                   weir_histogram_get_percentile (was->response, 95));
  g_assert_cmpuint (weir_step_statistics_get_total (again->steps[1][1]), ==, 0);
  g_assert_cmpuint (again->findings->findings->len, ==, run->snapshot->findings->findings->len);
  g_assert_true (weir_quality_equal (again->quality, run->snapshot->quality));
  g_assert_cmpuint (again->series->n_passes, ==, 12);
}

static gboolean
has_begun (gpointer data)
{
  WeirTestRun *run = data;
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (run->run);

  return snapshot->running[1][2] > 0 && weir_step_statistics_get_total (snapshot->steps[1][0]) == 1;
}

typedef struct
{
  WeirTestRun *run;
  WeirRunSnapshot *before;
} Later;

static gboolean
is_later (gpointer data)
{
  Later *self = data;
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (self->run->run);

  return snapshot->elapsed_us > self->before->elapsed_us;
}

/* A snapshot costs what changed: a step that is over is the same object in all of them. */
static void
test_shared (void)
{
  g_autoptr (WeirTestRun) run
      = weir_test_run_start ("name: Shared\nsteps:\n  - { name: A, set: { a: x } }\n"
                             "  - { name: B, set: { b: x } }\n  - { name: C, wait: 1s }\n",
                             "http://127.0.0.1:1");
  g_autoptr (WeirRunSnapshot) before = NULL, after = NULL;
  Later later = { run, NULL };

  g_assert_true (weir_test_wait (has_begun, run, DEADLINE_MS));
  later.before = before = weir_run_ref_snapshot (run->run);
  g_assert_nonnull (before->quality);
  g_assert_null (before->findings);
  g_assert_true (weir_test_wait (is_later, &later, DEADLINE_MS));
  after = weir_run_ref_snapshot (run->run);
  g_assert_true (before != after);
  g_assert_true (before->steps[1][0] == after->steps[1][0]);
  g_assert_true (before->quality == after->quality);
  g_assert_true (before->warnings == after->warnings);
  weir_test_run_wait (run);
  g_assert_true (before->steps[1][2] != run->snapshot->steps[1][2]);
  g_assert_cmpuint (run->snapshot->findings->notes->len, >, 0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  api = weir_sample_api_new (0);
  g_assert_true (weir_sample_api_start (api, NULL));
  g_test_add_func ("/running/figures/a flaky endpoint is found", test_flaky);
  g_test_add_func ("/running/figures/a cold start is found", test_cold);
  g_test_add_func ("/running/figures/a server that becomes slower is found", test_degrading);
  g_test_add_func ("/running/figures/a limit that is used up after a while is found", test_limited);
  g_test_add_func ("/running/figures/a stall of one second is in the p99 from the planned start", test_stall);
  g_test_add_func ("/running/figures/a step that begins late is measured from its planned instant",
                   test_planned);
  g_test_add_func ("/running/figures/all figures of a run are in the archive", test_kept);
  g_test_add_func ("/running/figures/a run of the archive is as it was when it ended", test_read_again);
  g_test_add_func ("/running/figures/snapshots share what did not change", test_shared);
  result = g_test_run ();
  weir_sample_api_stop (api);
  g_object_unref (api);
  return result;
}
