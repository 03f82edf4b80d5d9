/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-charts.c: the charts of load plans: times over the run, what rules allow, how times spread
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "weir-plan-charts.h"

#define WIDTH 720
#define HEIGHT 320

static WeirTimeWindow *
new_window (guint second, guint n_requests, gint64 us)
{
  WeirTimeWindow *window = weir_time_window_new (second);
  WeirHistogramSlot half = { weir_histogram_slot_for (us), n_requests - n_requests / 10 };
  WeirHistogramSlot tail = { weir_histogram_slot_for (us * 4), n_requests / 10 };
  WeirTimeWindowFigure figure = { n_requests, us * n_requests, us, us * 4 };

  window->started = window->answered = window->classes[2] = n_requests;
  window->figures[WEIR_WINDOW_TIME] = window->figures[WEIR_WINDOW_RESPONSE] = figure;
  g_array_append_val (window->time, half);
  g_array_append_val (window->time, tail);
  g_array_append_val (window->response, half);
  g_array_append_val (window->response, tail);
  return window;
}

/* 20 ms, and from second 10 to 14 five times that; nothing in second 5. */
static WeirPlanSeconds *
make_seconds (guint n_seconds)
{
  WeirPlanSeconds *seconds = weir_plan_seconds_new ();
  GPtrArray *windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);

  for (guint i = 0; i < n_seconds; i++)
    if (i != 5)
      g_ptr_array_add (windows, new_window (i, 200, i >= 10 && i < 15 ? 100000 : 20000));
  weir_plan_seconds_take (seconds, 0, windows);
  return seconds;
}

static void
test_times (void)
{
  g_autoptr (WeirPlanSeconds) seconds = make_seconds (30);
  const WeirChartRule rules[] = { { "TotalTime.P50 > 50", WEIR_CHART_P50, 50000, TRUE },
                                  { "TotalTime.P99 > 9000", WEIR_CHART_P99, 9000000, TRUE } };
  g_autoptr (WeirChart) chart = weir_chart_new_times_over_time (NULL, seconds, 0, rules, 2);
  WeirChartHit hit;

  g_assert_false (weir_chart_is_empty (chart));
  g_assert_cmpuint (weir_chart_get_n_series (chart), ==, WEIR_N_CHART_STATISTICS);
  g_assert_nonnull (strstr (weir_chart_get_summary (chart), "began after 10 s"));
  g_assert_nonnull (strstr (weir_chart_get_summary (chart), "“TotalTime.P50 > 50” held for 5 seconds."));
  g_assert_null (strstr (weir_chart_get_summary (chart), "P99"));
  weir_chart_layout (chart, WIDTH, HEIGHT, WEIR_CHART_WHOLE);
  g_assert_true (weir_chart_locate (chart, WEIR_CHART_P50, 12, &hit));
  g_assert_cmpfloat_with_epsilon (hit.value, 100000, 200);
  g_assert_true (weir_chart_locate (chart, WEIR_CHART_P99, 3, &hit));
  g_assert_cmpfloat_with_epsilon (hit.value, 80000, 200);
  g_assert_false (weir_chart_locate (chart, WEIR_CHART_P50, 5, &hit));
}

/* How much of the picture has changed. */
static guint
count_differences (GBytes *one, GBytes *other)
{
  gsize n_one;
  gsize n_other;
  const char *a = g_bytes_get_data (one, &n_one);
  const char *b = g_bytes_get_data (other, &n_other);

  return n_one != n_other || memcmp (a, b, n_one) != 0;
}

static void
test_limits (void)
{
  g_autoptr (WeirPlanSeconds) seconds = make_seconds (30);
  const WeirChartRule rule = { "TotalTime.P50 > 50", WEIR_CHART_P50, 50000, TRUE };
  g_autoptr (WeirChart) without = weir_chart_new_times_over_time (NULL, seconds, 0, NULL, 0);
  g_autoptr (WeirChart) with = weir_chart_new_times_over_time (NULL, seconds, 0, &rule, 1);
  g_autoptr (GBytes) plain = weir_chart_to_svg (without, WIDTH, HEIGHT, WEIR_CHART_WHOLE, WEIR_PALETTE_LIGHT);
  g_autoptr (GBytes) shown = weir_chart_to_svg (with, WIDTH, HEIGHT, WEIR_CHART_WHOLE, WEIR_PALETTE_LIGHT);
  g_autoptr (GBytes) hidden = NULL;

  g_assert_null (g_strstr_len (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), "TotalTime.P50"));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (shown, NULL), g_bytes_get_size (shown), "TotalTime.P50"));
  /* A rule is drawn with the line it is about. */
  weir_chart_set_series_visible (with, WEIR_CHART_P50, FALSE);
  weir_chart_set_series_visible (without, WEIR_CHART_P50, FALSE);
  g_clear_pointer (&plain, g_bytes_unref);
  plain = weir_chart_to_png (without, WIDTH, HEIGHT, 1, WEIR_CHART_BARE, WEIR_PALETTE_LIGHT);
  hidden = weir_chart_to_png (with, WIDTH, HEIGHT, 1, WEIR_CHART_BARE, WEIR_PALETTE_LIGHT);
  g_assert_cmpuint (count_differences (plain, hidden), ==, 0);
}

static void
test_columns (void)
{
  g_autoptr (WeirPlanSeconds) seconds = make_seconds (1200);
  g_autoptr (WeirChart) chart = weir_chart_new_times_over_time (NULL, seconds, 0, NULL, 0);

  g_assert_cmpuint (weir_chart_get_n_rows (chart), ==, 240);
  g_assert_cmpstr (weir_chart_get_note (chart), ==, "Each point is for 5 seconds.");
}

static void
test_map (void)
{
  g_autoptr (WeirPlanSeconds) seconds = make_seconds (20);
  g_autoptr (WeirChart) chart = weir_chart_new_latency_map (seconds, 0);
  guint n_rows = weir_chart_get_n_columns (chart) - 1;
  guint64 all = 0;
  WeirChartHit hit;

  weir_chart_layout (chart, WIDTH, HEIGHT, WEIR_CHART_WHOLE);
  g_assert_cmpuint (weir_chart_get_n_rows (chart), ==, 20);
  for (guint row = 0; row < n_rows; row++)
    for (guint second = 0; second < 20; second++)
      if (weir_chart_locate (chart, row, second, &hit))
        all += (guint64) hit.value;
  g_assert_cmpuint (all, ==, 19 * 200);
  /* The longest times are on top. */
  g_assert_true (weir_chart_locate (chart, 0, 12, &hit));
  g_assert_cmpfloat (hit.value, ==, 20);
  g_assert_false (weir_chart_locate (chart, 0, 3, &hit));
  g_assert_true (weir_chart_locate (chart, n_rows - 1, 3, &hit));
  g_assert_cmpfloat (hit.value, ==, 180);
}

static void
test_spectrum (void)
{
  g_autoptr (WeirHistogram) time = weir_histogram_new ();
  g_autoptr (WeirHistogram) response = weir_histogram_new ();
  g_autoptr (WeirChart) chart = NULL;
  g_autoptr (WeirChart) alone = NULL;
  WeirChartHit hit;

  for (guint i = 1; i <= 1000; i++)
    {
      weir_histogram_record (time, i * 1000);
      weir_histogram_record (response, i * 2000);
    }
  chart = weir_chart_new_spectrum (time, response);
  alone = weir_chart_new_spectrum (time, NULL);
  g_assert_cmpuint (weir_chart_get_n_series (chart), ==, 2);
  g_assert_cmpuint (weir_chart_get_n_series (alone), ==, 1);
  weir_chart_layout (chart, WIDTH, HEIGHT, WEIR_CHART_WHOLE);
  g_assert_true (weir_chart_locate (chart, 0, 5, &hit));
  g_assert_cmpfloat_with_epsilon (hit.value, 500000, 600);
  g_assert_true (weir_chart_locate (chart, 1, 5, &hit));
  g_assert_cmpfloat_with_epsilon (hit.value, 1000000, 1100);
  /* A thousand cannot tell what the slowest of ten thousand took. */
  g_assert_false (weir_chart_locate (chart, 0, 22, &hit));
}

static void
test_empty (void)
{
  g_autoptr (WeirPlanSeconds) seconds = weir_plan_seconds_new ();
  g_autoptr (WeirHistogram) none = weir_histogram_new ();
  WeirChart *charts[] = { weir_chart_new_times_over_time (NULL, seconds, 0, NULL, 0),
                          weir_chart_new_latency_map (seconds, 0), weir_chart_new_spectrum (none, NULL) };

  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      g_autoptr (GBytes) svg = NULL;

      g_assert_true (weir_chart_is_empty (charts[i]));
      g_assert_nonnull (strstr (weir_chart_get_summary (charts[i]), "nothing to draw yet"));
      svg = weir_chart_to_svg (charts[i], WIDTH, HEIGHT, WEIR_CHART_WHOLE, WEIR_PALETTE_DARK);
      g_assert_cmpuint (g_bytes_get_size (svg), >, 0);
      weir_chart_free (charts[i]);
    }
}

static void
add_cb (const WeirTimeWindow *window, gpointer histogram)
{
  weir_time_window_add_to_histogram (window, TRUE, histogram);
}

/* For looking at: with WEIR_PICTURES set, they are written there. */
static void
test_pictures (void)
{
  g_autoptr (WeirPlanSeconds) seconds = make_seconds (60);
  const WeirChartRule rule = { "TotalTime.P90 > 50", WEIR_CHART_P90, 50000, TRUE };
  g_autoptr (WeirHistogram) time = weir_histogram_new ();
  WeirChart *charts[3];

  weir_plan_seconds_foreach (seconds, 0, add_cb, time);
  charts[0] = weir_chart_new_times_over_time (NULL, seconds, 0, &rule, 1);
  charts[1] = weir_chart_new_latency_map (seconds, 0);
  charts[2] = weir_chart_new_spectrum (time, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      double height = weir_chart_get_natural_height (charts[i], WIDTH, WEIR_CHART_WHOLE);
      g_autoptr (GBytes) png =
          weir_chart_to_png (charts[i], WIDTH, height, 1, WEIR_CHART_WHOLE, WEIR_PALETTE_LIGHT);
      g_autofree char *name = g_strdup_printf ("%s.png", weir_chart_get_id (charts[i]));
      g_autofree char *path = g_getenv ("WEIR_PICTURES") != NULL
                                  ? g_build_filename (g_getenv ("WEIR_PICTURES"), name, NULL)
                                  : NULL;

      g_assert_cmpuint (g_bytes_get_size (png), >, 2000);
      if (path != NULL)
        g_assert_true (
            g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), NULL));
      weir_chart_free (charts[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/plan/percentiles of each second, and how long a rule held", test_times);
  g_test_add_func ("/chart/plan/a rule is a line that comes and goes with what it is about", test_limits);
  g_test_add_func ("/chart/plan/a long run has columns of several seconds", test_columns);
  g_test_add_func ("/chart/plan/the map counts every request once", test_map);
  g_test_add_func ("/chart/plan/the spectrum shows no more than there are requests for", test_spectrum);
  g_test_add_func ("/chart/plan/charts without data say so", test_empty);
  g_test_add_func ("/chart/plan/charts can be looked at", test_pictures);
  return g_test_run ();
}
