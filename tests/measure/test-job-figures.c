/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-job-figures.c: what several workers count of a job comes to what one would have counted
 */

#include "config.h"

#include "weir-job-figures.h"
#include "weir-measure-error.h"
#include "weir-rule-clock.h"

#include "measure-made.h"

#define MS G_GINT64_CONSTANT (1000)
#define ORIGIN_US (77 * G_USEC_PER_SEC)
#define N_WORKERS 3

static WeirJobRequest
make_request (double ms, guint status)
{
  WeirJobRequest request = {
    .end = status > 0 ? WEIR_REQUEST_ANSWERED : WEIR_REQUEST_NO_RESPONSE,
    .error_kind = status > 0 ? WEIR_ERROR_KIND_NONE : WEIR_ERROR_KIND_RESET,
    .error_message = status > 0 ? NULL : "The server closed the connection.",
    .status = status,
    .http_version = status > 0 ? 11 : 0,
    .bytes_sent = 100,
    .bytes_received = status > 0 ? 250 : 0,
  };

  request.phases[WEIR_PHASE_SENDING] = 10;
  request.phases[WEIR_PHASE_WAITING] = (gint64) (ms * 1000.0);
  request.phases[WEIR_PHASE_RECEIVING] = 5;
  for (guint i = 0; i < WEIR_N_JOB_SERVER_TIMES; i++)
    request.server_us[i] = WEIR_NO_TIME;
  return request;
}

/* One slot with one attempt. */
static void
feed (WeirJobFigures *figures, gint64 at_us, const WeirJobRequest *request)
{
  gint64 end_us = at_us;

  for (guint i = 0; i < WEIR_N_PHASES; i++)
    end_us += request->phases[i];
  weir_job_figures_slot (figures, request->phases[WEIR_PHASE_BLOCKED]);
  weir_job_figures_start (figures, at_us);
  weir_job_figures_end (figures, end_us, request);
}

/* What a worker sends: bytes that are read again and added up. */
static void
deliver (WeirJobFigures *worker, WeirJobFigures *whole)
{
  g_autoptr (WeirJobFigures) taken = weir_job_figures_take (worker);
  g_autoptr (WeirJobFigures) arrived = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (taken == NULL)
    return;
  bytes = weir_job_figures_encode (taken);
  arrived = weir_job_figures_decode (bytes, &error);
  g_assert_no_error (error);
  weir_job_figures_merge (whole, arrived);
}

static void
assert_same_histogram (const WeirHistogram *a, const WeirHistogram *b)
{
  g_autoptr (GBytes) left = NULL;
  g_autoptr (GBytes) right = NULL;

  g_assert_cmpint (a == NULL, ==, b == NULL);
  if (a == NULL)
    return;
  left = weir_histogram_encode (a);
  right = weir_histogram_encode (b);
  g_assert_true (g_bytes_equal (left, right));
}

static void
assert_same (const WeirJobFigures *a, const WeirJobFigures *b)
{
  const WeirMetricTotals *x = weir_metrics_get_totals (a->metrics), *y = weir_metrics_get_totals (b->metrics);

  g_assert_cmpuint (x->started, ==, y->started);
  g_assert_cmpuint (x->successful, ==, y->successful);
  g_assert_cmpuint (x->failed, ==, y->failed);
  g_assert_cmpuint (x->cancelled, ==, y->cancelled);
  g_assert_cmpuint (x->skipped, ==, y->skipped);
  g_assert_cmpuint (x->generator_errors, ==, y->generator_errors);
  g_assert_cmpuint (x->no_response, ==, y->no_response);
  g_assert_cmpuint (x->errors, ==, y->errors);
  g_assert_cmpmem (x->statuses, sizeof x->statuses, y->statuses, sizeof y->statuses);
  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    assert_same_histogram (x->times[i], y->times[i]);
  assert_same_histogram (a->lateness, b->lateness);
  g_assert_cmpint (weir_metrics_get_first_us (a->metrics), ==, weir_metrics_get_first_us (b->metrics));
  g_assert_cmpint (weir_metrics_get_last_us (a->metrics), ==, weir_metrics_get_last_us (b->metrics));
  g_assert_cmpuint (a->slots, ==, b->slots);
  g_assert_cmpuint (a->planned_starts, ==, b->planned_starts);
  g_assert_cmpuint (a->missed_starts, ==, b->missed_starts);
  g_assert_cmpuint (a->connections, ==, b->connections);
  g_assert_cmpuint (a->bytes_sent, ==, b->bytes_sent);
  g_assert_cmpuint (a->bytes_received, ==, b->bytes_received);
  g_assert_cmpuint (a->http[WEIR_JOB_HTTP_1_1], ==, b->http[WEIR_JOB_HTTP_1_1]);
  g_assert_cmpmem (a->error_kinds, sizeof a->error_kinds, b->error_kinds, sizeof b->error_kinds);
  g_assert_cmpstr (a->error_examples[WEIR_ERROR_KIND_RESET], ==, b->error_examples[WEIR_ERROR_KIND_RESET]);
  g_assert_cmpuint (a->clients_came, ==, b->clients_came);
  g_assert_cmpuint (a->clients_done, ==, b->clients_done);
}

/* Twelve seconds of 500 requests each; every worker delivers at its own instants. */
static void
feed_all (WeirJobFigures *single, WeirJobFigures *workers[N_WORKERS], WeirJobFigures *whole)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 6000; i++)
    {
      guint worker = (guint) g_rand_int_range (rand, 0, N_WORKERS);
      WeirJobRequest request =
          make_request (make_noise (rand, 20, 0.7), i % 97 == 0 ? 0 : i % 31 == 0 ? 503 : 200);

      request.new_connections = i % 50 == 0;
      request.phases[WEIR_PHASE_BLOCKED] = g_rand_int_range (rand, 0, 900);
      feed (single, ORIGIN_US + i * 2 * MS, &request);
      feed (workers[worker], ORIGIN_US + i * 2 * MS, &request);
      if (g_rand_int_range (rand, 0, 40) == 0)
        deliver (workers[worker], whole);
      if (i % 1000 == 0)
        for (guint j = 0; j < 2; j++)
          {
            weir_job_figures_skip (j == 0 ? single : workers[worker], ORIGIN_US + i * 2 * MS);
            weir_job_figures_miss (j == 0 ? single : workers[worker], 3);
            weir_job_figures_client_came (j == 0 ? single : workers[worker]);
            weir_job_figures_client_done (j == 0 ? single : workers[worker], FALSE);
          }
    }
}

/* C75: the seconds add up to the whole, to the digit. */
static void
assert_seconds (WeirJobFigures *figures)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (figures->metrics);
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  g_autoptr (WeirHistogram) time = weir_histogram_new (), response = weir_histogram_new ();
  guint64 started = 0, passed = 0, failed = 0, errors = 0, received = 0;

  weir_job_figures_close_windows (figures, ORIGIN_US + 5 * G_USEC_PER_SEC + 1, windows);
  g_assert_cmpuint (windows->len, ==, 5);
  weir_job_figures_close_windows (figures, G_MAXINT64, windows);
  g_assert_cmpuint (windows->len, >=, 12);
  for (guint i = 0; i < windows->len; i++)
    {
      const WeirTimeWindow *window = g_ptr_array_index (windows, i);

      g_assert_cmpuint (window->second, ==, i);
      started += window->started;
      passed += window->outcomes[WEIR_STEP_PASSED];
      failed += window->outcomes[WEIR_STEP_FAILED];
      errors += window->error_kinds[WEIR_ERROR_KIND_RESET];
      received += (guint64) window->figures[WEIR_WINDOW_BYTES_RECEIVED].sum;
      weir_time_window_add_to_histogram (window, TRUE, time);
      weir_time_window_add_to_histogram (window, FALSE, response);
    }
  g_assert_cmpuint (started, ==, totals->started);
  g_assert_cmpuint (passed, ==, totals->successful);
  g_assert_cmpuint (failed, ==, totals->failed);
  g_assert_cmpuint (errors, ==, figures->error_kinds[WEIR_ERROR_KIND_RESET]);
  g_assert_cmpuint (received, ==, figures->bytes_received);
  assert_same_histogram (time, totals->times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TOTAL_TIME)]);
  assert_same_histogram (response, totals->times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_RESPONSE_TIME)]);
}

static void
test_merged (void)
{
  g_autoptr (WeirJobFigures) single = weir_job_figures_new (NULL, 0, ORIGIN_US);
  g_autoptr (WeirJobFigures) whole = weir_job_figures_new (NULL, 0, ORIGIN_US);
  WeirJobFigures *workers[N_WORKERS];

  for (guint i = 0; i < N_WORKERS; i++)
    workers[i] = weir_job_figures_new (NULL, 0, ORIGIN_US);
  feed_all (single, workers, whole);
  for (guint i = 0; i < N_WORKERS; i++)
    {
      deliver (workers[i], whole);
      weir_job_figures_unref (workers[i]);
    }
  g_assert_cmpuint (weir_metrics_get_totals (whole->metrics)->started, ==, 6000);
  assert_same (single, whole);
  assert_seconds (single);
  assert_seconds (whole);
}

static void
test_nothing_to_take (void)
{
  g_autoptr (WeirJobFigures) figures = weir_job_figures_new (NULL, 0, ORIGIN_US);
  g_autoptr (WeirJobFigures) first = NULL;

  g_assert_null (weir_job_figures_take (figures));
  weir_job_figures_client_came (figures);
  first = weir_job_figures_take (figures);
  g_assert_cmpuint (first->clients_came, ==, 1);
  g_assert_null (weir_job_figures_take (figures));
}

/* Two are in flight when the first delta is taken; one ends, three start before the second. */
static void
test_in_flight (void)
{
  g_autoptr (WeirJobFigures) worker = weir_job_figures_new (NULL, 0, ORIGIN_US);
  g_autoptr (WeirJobFigures) whole = weir_job_figures_new (NULL, 0, ORIGIN_US);
  WeirJobRequest request = make_request (5, 200);

  for (guint i = 0; i < 2; i++)
    weir_job_figures_start (worker, ORIGIN_US);
  deliver (worker, whole);
  g_assert_cmpint (whole->in_flight, ==, 2);
  weir_job_figures_end (worker, ORIGIN_US + 5 * MS, &request);
  for (guint i = 0; i < 3; i++)
    weir_job_figures_start (worker, ORIGIN_US + 6 * MS);
  for (guint i = 0; i < 4; i++)
    weir_job_figures_end (worker, ORIGIN_US + 9 * MS, &request);
  deliver (worker, whole);
  g_assert_cmpint (whole->in_flight, ==, 0);
  g_assert_cmpint (whole->most_in_flight, ==, 4);
}

static gint64
get_sum (const WeirJobFigures *figures, WeirMetric metric, guint64 *count)
{
  const WeirHistogram *times =
      weir_metrics_get_totals (figures->metrics)->times[WEIR_METRIC_TIME_INDEX (metric)];

  *count = times != NULL ? weir_histogram_get_count (times) : 0;
  return times != NULL ? weir_histogram_get_sum (times) : 0;
}

/* C73: one handshake in ten requests is one sample; the total is the sum of the phases. */
static void
test_times (void)
{
  g_autoptr (WeirJobFigures) figures = weir_job_figures_new (NULL, 0, ORIGIN_US);
  guint64 count;

  for (guint i = 0; i < 10; i++)
    {
      WeirJobRequest request = make_request (5, 200);

      request.phases[WEIR_PHASE_BLOCKED] = 7;
      if (i == 0)
        {
          request.phases[WEIR_PHASE_TCP] = 300;
          request.phases[WEIR_PHASE_TLS] = 900;
          request.server_us[WEIR_JOB_SERVER_TIME_DB] = 1234;
        }
      feed (figures, ORIGIN_US + i * 10 * MS, &request);
    }
  g_assert_cmpint (get_sum (figures, WEIR_METRIC_TCP_HANDSHAKE, &count), ==, 300);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (get_sum (figures, WEIR_METRIC_TLS_HANDSHAKE, &count), ==, 900);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (get_sum (figures, WEIR_METRIC_SERVER_TIME_DB, &count), ==, 1234);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (get_sum (figures, WEIR_METRIC_TOTAL_TIME, &count), ==, 10 * 5015 + 1200);
  g_assert_cmpuint (count, ==, 10);
  g_assert_cmpint (get_sum (figures, WEIR_METRIC_RESPONSE_TIME, &count), ==, 10 * 5022 + 1200);
  g_assert_cmpint (get_sum (figures, WEIR_METRIC_TTFB, &count), ==, 10 * 5010 + 1200);
  g_assert_cmpint (get_sum (figures, WEIR_METRIC_RECEIVING_TIME, &count), ==, 50);
}

/* A connection that was never made is no handshake, and nothing of it is a time to the first byte. */
static void
test_no_response (void)
{
  g_autoptr (WeirJobFigures) figures = weir_job_figures_new (NULL, 0, ORIGIN_US);
  WeirJobRequest request = { .end = WEIR_REQUEST_NO_RESPONSE,
                             .error_kind = WEIR_ERROR_KIND_CONNECT,
                             .error_message = "Nothing listens there.",
                             .phases = { [WEIR_PHASE_TCP] = 2000 } };
  guint64 count;

  feed (figures, ORIGIN_US, &request);
  request.error_message = "Nothing listens there either.";
  feed (figures, ORIGIN_US, &request);
  g_assert_cmpint (get_sum (figures, WEIR_METRIC_TOTAL_TIME, &count), ==, 4000);
  g_assert_cmpuint (count, ==, 2);
  get_sum (figures, WEIR_METRIC_TCP_HANDSHAKE, &count);
  g_assert_cmpuint (count, ==, 0);
  get_sum (figures, WEIR_METRIC_TTFB, &count);
  g_assert_cmpuint (count, ==, 0);
  g_assert_cmpuint (figures->error_kinds[WEIR_ERROR_KIND_CONNECT], ==, 2);
  g_assert_cmpstr (figures->error_examples[WEIR_ERROR_KIND_CONNECT], ==, "Nothing listens there.");
}

/* What others look at does not change any more. */
static void
test_copied (void)
{
  g_autoptr (WeirJobFigures) figures = weir_job_figures_new (NULL, 0, ORIGIN_US);
  g_autoptr (WeirJobFigures) copy = NULL;
  WeirJobRequest request = make_request (5, 200);
  guint64 count;

  feed (figures, ORIGIN_US, &request);
  copy = weir_job_figures_copy (figures);
  feed (figures, ORIGIN_US, &request);
  get_sum (copy, WEIR_METRIC_TOTAL_TIME, &count);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpuint (weir_metrics_get_totals (copy->metrics)->started, ==, 1);
  g_assert_cmpuint (copy->slots, ==, 1);
  g_assert_cmpuint (weir_metrics_get_totals (figures->metrics)->started, ==, 2);
}

/* C72: a window sees the last seconds of what several workers measured. */
static void
test_window_of_merged (void)
{
  g_autoptr (WeirJobFigures) whole = weir_job_figures_new (NULL, 2, ORIGIN_US);
  g_autoptr (WeirJobFigures) worker = weir_job_figures_new (NULL, WEIR_JOB_TAKEN_SECONDS, ORIGIN_US);
  WeirMetricQuestion question = { .rule = { WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE,
                                            WEIR_THRESHOLD_GREATER, 0.5, 0 },
                                  .window_s = 2 };
  double value = -1;

  for (guint i = 0; i < 120; i++)
    {
      WeirJobRequest request = make_request (1, i < 100 ? 200 : 500);

      feed (worker, ORIGIN_US + i * 100 * MS, &request);
      deliver (worker, whole);
    }
  g_assert_true (weir_metrics_measure (whole->metrics, &question, ORIGIN_US + 11950 * MS, FALSE, &value));
  g_assert_cmpfloat (value, ==, 1.0);
  question.window_s = 0;
  g_assert_true (weir_metrics_measure (whole->metrics, &question, ORIGIN_US + 11950 * MS, FALSE, &value));
  g_assert_cmpfloat_with_epsilon (value, 20.0 / 120.0, 1e-9);
}

/* A second that comes late, after it was closed, counts in the oldest open one. */
static void
test_late_second (void)
{
  g_autoptr (WeirJobFigures) figures = weir_job_figures_new (NULL, 0, ORIGIN_US);
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  WeirJobRequest request = make_request (5, 200);
  const WeirTimeWindow *last;

  feed (figures, ORIGIN_US + 3 * G_USEC_PER_SEC, &request);
  weir_job_figures_close_windows (figures, ORIGIN_US + 5 * G_USEC_PER_SEC, windows);
  g_assert_cmpuint (windows->len, ==, 1);
  feed (figures, ORIGIN_US + 2 * G_USEC_PER_SEC, &request);
  weir_job_figures_client_came (figures);
  weir_job_figures_note (figures, ORIGIN_US + 5 * G_USEC_PER_SEC);
  weir_job_figures_close_windows (figures, G_MAXINT64, windows);
  g_assert_cmpuint (windows->len, ==, 2);
  last = g_ptr_array_index (windows, 1);
  g_assert_cmpuint (last->second, ==, 5);
  g_assert_cmpuint (last->started, ==, 1);
  g_assert_cmpuint (last->active_vus, ==, 1);
}

static void
test_windows_codec (void)
{
  g_autoptr (WeirJobFigures) figures = weir_job_figures_new (NULL, 0, ORIGIN_US);
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  WeirJobRequest request = make_request (5, 200);
  const WeirTimeWindow *window;
  guint job = 0;

  feed (figures, ORIGIN_US + 3 * G_USEC_PER_SEC, &request);
  weir_job_figures_close_windows (figures, G_MAXINT64, windows);
  bytes = weir_job_windows_encode (7, windows);
  again = weir_job_windows_decode (bytes, &job, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (job, ==, 7);
  g_assert_cmpuint (again->len, ==, 1);
  window = g_ptr_array_index (again, 0);
  g_assert_cmpuint (window->second, ==, 3);
  g_assert_cmpuint (window->outcomes[WEIR_STEP_PASSED], ==, 1);
}

/* Bytes that were cut off or changed are refused or read as something, and never more than that. */
static void
test_damaged (void)
{
  g_autoptr (WeirJobFigures) figures = weir_job_figures_new (NULL, 3, ORIGIN_US);
  g_autoptr (WeirJobFigures) whole = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  WeirJobRequest request = make_request (5, 500);
  gsize size;
  const guint8 *data;

  for (guint i = 0; i < 30; i++)
    feed (figures, ORIGIN_US + i * 200 * MS, &request);
  whole = weir_job_figures_take (figures);
  bytes = weir_job_figures_encode (whole);
  data = g_bytes_get_data (bytes, &size);
  for (gsize cut = 0; cut < size; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, cut);
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_job_figures_decode (part, &error));
      g_assert_error (error, WEIR_MEASURE_ERROR, WEIR_MEASURE_ERROR_DAMAGED);
    }
  for (guint i = 0; i < 20000; i++)
    {
      guint8 *changed = g_memdup2 (data, size);
      g_autoptr (GBytes) other = NULL;
      g_autoptr (WeirJobFigures) read = NULL;

      changed[g_rand_int_range (rand, 0, (gint32) size)] = (guint8) g_rand_int_range (rand, 0, 256);
      other = g_bytes_new_take (changed, size);
      read = weir_job_figures_decode (other, NULL);
      if (read != NULL)
        weir_job_figures_merge (figures, read);
    }
}

/* Two workers go through the same flow; a step that one of them never came to is where it belongs. */
static void
test_steps (void)
{
  g_autoptr (WeirJobFigures) whole = weir_job_figures_new (NULL, 0, ORIGIN_US);
  g_autoptr (WeirJobFigures) copy = NULL;
  const WeirStepStatistics *step;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WeirJobFigures) worker = weir_job_figures_new (NULL, WEIR_JOB_TAKEN_SECONDS, ORIGIN_US);
      WeirStepBrief brief = { .part = 1, .step = 1, .outcome = WEIR_STEP_PASSED, .has_exchange = TRUE };

      brief.exchange = WEIR_EXCHANGE_ANSWERED;
      brief.status = 200;
      brief.time_us = (i + 1) * 10 * MS;
      weir_job_figures_step (worker, "Buy", &brief);
      brief.step = i;
      brief.outcome = i == 0 ? WEIR_STEP_FAILED : WEIR_STEP_PASSED;
      weir_job_figures_step (worker, i == 0 ? "List" : "Buy", &brief);
      deliver (worker, whole);
      g_assert_null (weir_job_figures_take (worker));
    }
  copy = weir_job_figures_copy (whole);
  g_assert_cmpuint (copy->steps->len, ==, 2);
  step = g_ptr_array_index (copy->steps, 0);
  g_assert_cmpstr (step->name, ==, "List");
  g_assert_cmpuint (step->counts[WEIR_STEP_FAILED], ==, 1);
  step = g_ptr_array_index (copy->steps, 1);
  g_assert_cmpstr (step->name, ==, "Buy");
  g_assert_cmpuint (step->counts[WEIR_STEP_PASSED], ==, 3);
  g_assert_cmpuint (weir_step_statistics_count_status (step, 200), ==, 3);
  g_assert_cmpint (weir_histogram_get_max (step->time), ==, 20 * MS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/job figures/C75 what workers deliver comes to what one counts, second by second",
                   test_merged);
  g_test_add_func ("/measure/job figures/nothing is taken when nothing happened", test_nothing_to_take);
  g_test_add_func ("/measure/job figures/requests in flight and the most at one time survive being taken",
                   test_in_flight);
  g_test_add_func ("/measure/job figures/C73 times are sums of phases, handshakes count when there was one",
                   test_times);
  g_test_add_func ("/measure/job figures/a request without response has a total time and nothing else",
                   test_no_response);
  g_test_add_func ("/measure/job figures/a copy does not change", test_copied);
  g_test_add_func ("/measure/job figures/steps of a flow add up in the order of the flow", test_steps);
  g_test_add_func ("/measure/job figures/C72 a window sees the last seconds of what was merged",
                   test_window_of_merged);
  g_test_add_func ("/measure/job figures/what comes after its second was closed is not lost",
                   test_late_second);
  g_test_add_func ("/measure/job figures/seconds of a job are read as they were written", test_windows_codec);
  g_test_add_func ("/measure/job figures/damaged bytes are refused", test_damaged);
  return g_test_run ();
}
