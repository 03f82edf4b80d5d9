/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-chart-set.c: which charts a load plan has, of seconds that take no more memory than they show
 */

#include "config.h"

#include <string.h>

#include "weir-flow-charts.h"
#include "weir-plan-chart-set.h"
#include "weir-plan-charts.h"

#define WIDTH 720
#define HEIGHT 320

static WeirTimeWindow *
new_window (guint second, gint64 us)
{
  WeirTimeWindow *window = weir_time_window_new (second);
  /* Slots of neighbouring seconds overlap in part. */
  WeirHistogramSlot slots[] = { { weir_histogram_slot_for (us), 90 },
                                { weir_histogram_slot_for (us * 2), 9 + second % 3 },
                                { weir_histogram_slot_for (us * 4 + second % 7 * 10000), 1 } };
  guint n = 100 + second % 3;
  WeirTimeWindowFigure figure = { n, us * 90 + us * 2 * (9 + second % 3) + us * 4, us,
                                  us * 4 + second % 7 * 10000 };

  window->started = window->answered = window->classes[2] = n;
  window->active_vus = 1 + second % 4;
  window->figures[WEIR_WINDOW_TIME] = figure;
  g_array_append_vals (window->time, slots, G_N_ELEMENTS (slots));
  g_array_append_vals (window->response, slots, G_N_ELEMENTS (slots));
  return window;
}

/* Some seconds have nothing. */
static GPtrArray *
make_windows (guint from, guint until)
{
  GPtrArray *windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);

  for (guint i = from; i < until; i++)
    if (i % 11 != 3)
      g_ptr_array_add (windows, new_window (i, 20000 + i % 5 * 1000));
  return windows;
}

static WeirPlanSeconds *
make_seconds (guint n_seconds)
{
  WeirPlanSeconds *seconds = weir_plan_seconds_new ();

  /* As they come from a run that goes on: a few at a time. */
  for (guint i = 0; i < n_seconds; i += 7)
    weir_plan_seconds_take (seconds, 0, make_windows (i, MIN (i + 7, n_seconds)));
  return seconds;
}

/* All that is drawn. A summary names one span, and of equal ones either. */
static void
assert_same_table (WeirChart *one, WeirChart *other)
{
  g_assert_cmpuint (weir_chart_get_n_rows (one), ==, weir_chart_get_n_rows (other));
  g_assert_cmpuint (weir_chart_get_n_columns (one), ==, weir_chart_get_n_columns (other));
  for (guint row = 0; row < weir_chart_get_n_rows (one); row++)
    for (guint column = 0; column < weir_chart_get_n_columns (one); column++)
      {
        g_autofree char *a = weir_chart_get_cell (one, row, column);
        g_autofree char *b = weir_chart_get_cell (other, row, column);

        g_assert_cmpstr (a, ==, b);
      }
  weir_chart_free (one);
  weir_chart_free (other);
}

/* Of all seconds of a column together, never of parts of them. */
static void
assert_percentiles (WeirChart *chart, GPtrArray *all, guint n_columns, guint seconds)
{
  static const struct
  {
    WeirChartStatistic series;
    double percent;
  } statistics[] = { { WEIR_CHART_P50, 50 }, { WEIR_CHART_P99, 99 }, { WEIR_CHART_MAX, 100 } };
  g_autoptr (WeirHistogram) times = weir_histogram_new ();
  guint next = 0;
  WeirChartHit hit;

  weir_chart_layout (chart, WIDTH, HEIGHT, WEIR_CHART_WHOLE);
  for (guint column = 0; column < n_columns; column++)
    {
      weir_histogram_reset (times);
      for (; next < all->len; next++)
        {
          const WeirTimeWindow *window = g_ptr_array_index (all, next);

          if (window->second / seconds != column)
            break;
          weir_time_window_add_to_histogram (window, TRUE, times);
        }
      for (guint i = 0; i < G_N_ELEMENTS (statistics); i++)
        {
          gboolean there = weir_chart_locate (chart, statistics[i].series, column, &hit);

          g_assert_true (there == (weir_histogram_get_count (times) > 0));
          if (there)
            g_assert_cmpfloat (hit.value, ==,
                               (double) weir_histogram_get_percentile (times, statistics[i].percent));
        }
    }
  g_assert_cmpuint (next, ==, all->len);
  weir_chart_free (chart);
}

static void
assert_map (WeirChart *chart, GPtrArray *all, guint n_columns)
{
  double drawn = 0;
  guint64 counted = 0;
  WeirChartHit hit;

  weir_chart_layout (chart, WIDTH, HEIGHT, WEIR_CHART_WHOLE);
  g_assert_cmpuint (weir_chart_get_n_rows (chart), ==, n_columns);
  for (guint row = 0; row + 1 < weir_chart_get_n_columns (chart); row++)
    for (guint column = 0; column < n_columns; column++)
      drawn += weir_chart_locate (chart, row, column, &hit) ? hit.value : 0;
  for (guint i = 0; i < all->len; i++)
    counted += ((WeirTimeWindow *) g_ptr_array_index (all, i))->figures[WEIR_WINDOW_TIME].count;
  g_assert_cmpfloat (drawn, ==, (double) counted);
  weir_chart_free (chart);
}

static void
test_merged (void)
{
  /* On both sides of where columns become longer. */
  static const struct
  {
    guint n_seconds, column;
  } runs[] = { { 100, 1 },  { 240, 1 },   { 241, 2 },   { 1200, 5 },   { 1201, 10 },
               { 2401, 15 }, { 3602, 30 }, { 7201, 60 }, { 16000, 120 }, { 80000, 600 } };

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      guint n_columns = (runs[i].n_seconds - 1) / runs[i].column + 1;
      g_autoptr (GPtrArray) all = make_windows (0, runs[i].n_seconds);
      g_autoptr (WeirPlanSeconds) seconds = make_seconds (runs[i].n_seconds);

      g_assert_cmpuint (weir_plan_seconds_count (seconds), <=, 1200);
      assert_percentiles (weir_chart_new_times_over_time (NULL, seconds, -1, NULL, 0), all, n_columns,
                          runs[i].column);
      assert_same_table (weir_chart_new_throughput (all, WEIR_CHART_OF_PLAN),
                         weir_chart_new_plan_throughput (seconds, 0));
      assert_map (weir_chart_new_latency_map (seconds, 0), all, n_columns);
    }
}

/* A hundred requests, nearly each with a time of its own. */
static WeirTimeWindow *
new_full_window (guint second, GRand *rand)
{
  WeirTimeWindow *window = weir_time_window_new (second);
  g_autoptr (WeirHistogram) times = weir_histogram_new ();
  WeirTimeWindowFigure *figure = &window->figures[WEIR_WINDOW_TIME];

  for (guint i = 0; i < 100; i++)
    weir_histogram_record (times, g_rand_int_range (rand, 16384, 32768));
  weir_histogram_list_slots (times, window->time);
  *figure = (WeirTimeWindowFigure){ 100, weir_histogram_get_sum (times), weir_histogram_get_min (times),
                                    weir_histogram_get_max (times) };
  window->started = window->answered = window->classes[2] = 100;
  return window;
}

/* The most that a run of so many seconds ever needs. */
static gsize
measure_memory (guint n_seconds)
{
  g_autoptr (WeirPlanSeconds) seconds = weir_plan_seconds_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  gsize most = 0;

  for (guint i = 0; i < n_seconds; i++)
    {
      GPtrArray *windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);

      g_ptr_array_add (windows, new_full_window (i, rand));
      weir_plan_seconds_take (seconds, 0, windows);
      g_assert_cmpuint (weir_plan_seconds_count (seconds), <=, 480);
      if (i % 60 == 59)
        most = MAX (most, weir_plan_seconds_get_memory (seconds));
    }
  return most;
}

static void
test_memory (void)
{
  gsize of_minutes = measure_memory (120);
  gsize of_hour = measure_memory (3600);
  gsize of_hours = measure_memory (36000);

  g_test_message ("%zu bytes for 2 minutes, %zu for an hour, %zu for ten", of_minutes, of_hour, of_hours);
  /* As a WeirTimeWindow such a second takes about 2500. */
  g_assert_cmpuint (of_minutes, <, 120 * 250);
  g_assert_cmpuint (of_hour, <, 300 * 1000);
  /* No more windows; each of 60 seconds has a count in all of the 1024 slots there are for such times. */
  g_assert_cmpuint (of_hours, <, 480 * 1300);
}

/* What a job did that has ended is in columns as wide as those of the jobs that go on. */
static void
test_ended (void)
{
  g_autoptr (WeirPlanSeconds) seconds = make_seconds (60);
  g_autoptr (WeirChart) chart = NULL;
  WeirChartHit hit;

  for (guint i = 0; i < 3600; i += 60)
    weir_plan_seconds_take (seconds, 1, make_windows (i, i + 60));
  chart = weir_chart_new_plan_throughput (seconds, 0);
  weir_chart_layout (chart, WIDTH, HEIGHT, WEIR_CHART_WHOLE);
  g_assert_cmpuint (weir_chart_get_n_rows (chart), ==, 4);
  for (guint column = 0; column < 4; column++)
    {
      g_assert_true (weir_chart_locate (chart, 0, column, &hit));
      /* About a hundred in each second but one of eleven. */
      g_assert_cmpfloat (hit.value, >, 85);
      g_assert_cmpfloat (hit.value, <, 102);
    }
}

static WeirJobState *
new_job (guint number, const char *iteration)
{
  WeirJobState *job = weir_job_state_new ();

  job->job = number;
  job->round = g_strdup ("Buyers");
  job->iteration = g_strdup (iteration);
  job->chosen = TRUE;
  job->figures = weir_job_figures_new (NULL, 0, 0);
  job->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_rule_state_free);
  return job;
}

static GPtrArray *
make_jobs (void)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_state_unref);

  g_ptr_array_add (jobs, new_job (0, "Browse"));
  g_ptr_array_add (jobs, new_job (1, "Pay"));
  ((WeirJobState *) jobs->pdata[0])->warm_up_us = 5 * G_USEC_PER_SEC;
  return jobs;
}

static char *
list_ids (GPtrArray *jobs, int job)
{
  g_autoptr (GArray) list = weir_plan_charts_list (jobs, job);
  g_autoptr (WeirPlanSeconds) seconds = make_seconds (20);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const WeirPlanChart *which = &g_array_index (list, WeirPlanChart, i);
      g_autoptr (WeirChart) chart = weir_plan_chart_make (which, jobs, seconds);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", weir_chart_get_id (chart));
    }
  return g_string_free (text, FALSE);
}

static void
test_set (void)
{
  g_autoptr (GPtrArray) jobs = make_jobs ();
  g_autofree char *all = list_ids (jobs, -1);
  g_autofree char *one = list_ids (jobs, 1);

  g_assert_cmpstr (all, ==,
                   "times-over-time times-over-time requests-per-second latency-map percentile-spectrum "
                   "time-per-step answers");
  g_assert_cmpstr (one, ==, "times-over-time requests-per-second latency-map percentile-spectrum answers");
}

static void
test_warm_up (void)
{
  g_autoptr (GPtrArray) jobs = make_jobs ();
  g_autoptr (WeirPlanSeconds) seconds = weir_plan_seconds_new ();
  const WeirPlanChartKind kinds[] = { WEIR_PLAN_CHART_TIMES, WEIR_PLAN_CHART_THROUGHPUT };

  weir_plan_seconds_take (seconds, 0, make_windows (4, 30));
  weir_plan_seconds_take (seconds, 1, make_windows (4, 30));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (WeirChart) warm = weir_plan_chart_make (&(WeirPlanChart){ kinds[i], 0 }, jobs, seconds);
      g_autoptr (WeirChart) cold = weir_plan_chart_make (&(WeirPlanChart){ kinds[i], 1 }, jobs, seconds);
      g_autoptr (GBytes) hatched =
          weir_chart_to_svg (warm, WIDTH, HEIGHT, WEIR_CHART_LEGEND, WEIR_PALETTE_LIGHT);
      g_autoptr (GBytes) plain =
          weir_chart_to_svg (cold, WIDTH, HEIGHT, WEIR_CHART_LEGEND, WEIR_PALETTE_LIGHT);

      g_assert_nonnull (strstr (weir_chart_get_summary (warm), "Warm-up from 4 s on, for 5 s"));
      g_assert_null (strstr (weir_chart_get_summary (cold), "Warm-up"));
      g_assert_nonnull (
          g_strstr_len (g_bytes_get_data (hatched, NULL), g_bytes_get_size (hatched), "warm-up"));
      g_assert_null (g_strstr_len (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), "warm-up"));
      /* The hatching itself is more than its name. */
      g_assert_cmpuint (g_bytes_get_size (hatched), >, g_bytes_get_size (plain) + 500);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/plan set/merged seconds show what all of them would", test_merged);
  g_test_add_func ("/chart/plan set/the memory of seconds is bounded, however long a run is", test_memory);
  g_test_add_func ("/chart/plan set/an iteration that ended early keeps its rate in a long run", test_ended);
  g_test_add_func ("/chart/plan set/a run has charts of each iteration and of all", test_set);
  g_test_add_func ("/chart/plan set/a warm-up is hatched and named", test_warm_up);
  return g_test_run ();
}
