/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-time-window.c: seconds of a run add up to the whole of it
 */

#include "config.h"

#include "weir-measure-error.h"
#include "weir-step-statistics.h"
#include "weir-time-window.h"

#include "measure-made.h"

static GPtrArray *
make_windows (WeirStepStatistics *all)
{
  g_autoptr (WeirTimeWindowRecorder) recorder = weir_time_window_recorder_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  GPtrArray *windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  guint64 started = 0;

  /* 20 s, 500 results in each; one in ten comes up to 5 s late. */
  for (guint i = 0; i < 10000; i++)
    {
      WeirStepBrief brief = make_brief (0, i + 1, make_noise (rand, 20, 0.5), i % 100 ? 200 : 0);
      const gint64 phases[WEIR_N_PHASES] = { 0, 0, i % 2 ? 0 : 300, 0, 10, 20, 30 };
      gint64 now_us = i * 2000;

      brief.blocked_us = 1000;
      brief.bytes_sent = 10;
      brief.bytes_received = 100;
      weir_step_statistics_add (all, &brief);
      weir_time_window_recorder_add (recorder, now_us - (i % 10 ? 0 : g_rand_int_range (rand, 0, 5000000)),
                                     &brief, phases);
      weir_time_window_recorder_note (recorder, now_us, ++started, i % 7, 3);
      weir_time_window_recorder_close (recorder, now_us, windows);
    }
  weir_time_window_recorder_close (recorder, G_MAXINT64, windows);
  return windows;
}

static void
assert_sums (GPtrArray *windows, const WeirStepStatistics *all)
{
  static const double percents[] = { 1, 50, 90, 95, 99, 99.9, 100 };
  g_autoptr (WeirHistogram) time = weir_histogram_new (), response = weir_histogram_new ();
  guint64 started = 0, answered = 0, errors = 0, handshakes = 0, bytes = 0;

  g_assert_cmpuint (windows->len, ==, 20);
  for (guint i = 0; i < windows->len; i++)
    {
      const WeirTimeWindow *window = g_ptr_array_index (windows, i);

      g_assert_cmpuint (window->second, ==, i);
      g_assert_cmpuint (window->started, ==, 500);
      g_assert_cmpuint (window->in_flight, ==, 6);
      g_assert_cmpuint (window->active_vus, ==, 3);
      started += window->started;
      answered += window->classes[2];
      errors += window->error_kinds[WEIR_ERROR_KIND_RESET];
      handshakes += window->figures[WEIR_WINDOW_PHASES + WEIR_PHASE_TCP].count;
      bytes += (guint64) window->figures[WEIR_WINDOW_BYTES_RECEIVED].sum;
      weir_time_window_add_to_histogram (window, TRUE, time);
      weir_time_window_add_to_histogram (window, FALSE, response);
    }
  g_assert_cmpuint (started, ==, 10000);
  g_assert_cmpuint (answered, ==, 9900);
  g_assert_cmpuint (errors, ==, 100);
  g_assert_cmpuint (handshakes, ==, 5000);
  g_assert_cmpuint (bytes, ==, 1000000);
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_assert_cmpint (weir_histogram_get_percentile (time, percents[i]), ==,
                       weir_histogram_get_percentile (all->time, percents[i]));
      g_assert_cmpint (weir_histogram_get_percentile (response, percents[i]), ==,
                       weir_histogram_get_percentile (all->response, percents[i]));
    }
  g_assert_cmpint (weir_histogram_get_sum (time), ==, weir_histogram_get_sum (all->time));
  g_assert_cmpint (weir_histogram_get_min (response), ==, weir_histogram_get_min (all->response));
}

static void
test_sums (void)
{
  g_autoptr (WeirStepStatistics) all = weir_step_statistics_new ();
  g_autoptr (GPtrArray) windows = make_windows (all);

  assert_sums (windows, all);
}

static void
test_codec (void)
{
  g_autoptr (WeirStepStatistics) all = weir_step_statistics_new ();
  g_autoptr (GPtrArray) windows = make_windows (all);
  g_autoptr (GBytes) bytes = weir_time_window_encode (windows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = weir_time_window_decode (bytes, &error);

  g_assert_no_error (error);
  assert_sums (again, all);
  for (gsize size = 0; size < g_bytes_get_size (bytes); size += 101)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, size);

      g_assert_null (weir_time_window_decode (cut, NULL));
    }
}

#define HOURS_US (G_GINT64_CONSTANT (7200) * G_USEC_PER_SEC)

static void
test_silence (void)
{
  g_autoptr (WeirTimeWindowRecorder) recorder = weir_time_window_recorder_new ();
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  WeirStepBrief brief = make_brief (0, 1, 1, 200);

  weir_time_window_recorder_add (recorder, 100, &brief, NULL);
  for (gint64 now_us = 0; now_us < HOURS_US; now_us += 700000)
    weir_time_window_recorder_close (recorder, now_us, windows);
  weir_time_window_recorder_close (recorder, HOURS_US, windows);
  weir_time_window_recorder_add (recorder, HOURS_US, &brief, NULL);
  weir_time_window_recorder_close (recorder, G_MAXINT64, windows);
  g_assert_cmpuint (windows->len, ==, 2);
  g_assert_cmpuint (((WeirTimeWindow *) g_ptr_array_index (windows, 0))->second, ==, 0);
  g_assert_cmpuint (((WeirTimeWindow *) g_ptr_array_index (windows, 1))->second, ==, 7200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/time-window/all windows together are the run, also when results come late",
                   test_sums);
  g_test_add_func ("/measure/time-window/windows come back from bytes as they were", test_codec);
  g_test_add_func ("/measure/time-window/a silence of hours leaves no windows", test_silence);
  return g_test_run ();
}
