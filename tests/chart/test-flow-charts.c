/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-charts.c: the charts of a run: what they show, where, how it is reached, as a table
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "weir-made-charts.h"
#include "weir-scale.h"

#define WIDTH 720
#define HEIGHT 360

static const char *const names[] = { "Log in", "List items", "Check out" };

static MadeCharts
make_ordinary (guint n_passes)
{
  return made_charts_new (names, 3, n_passes, FALSE, made_ordinary);
}

static void
lay_out (WeirChart *chart)
{
  weir_chart_layout (chart, WIDTH, HEIGHT, WEIR_CHART_WHOLE);
}

static void
test_summary (void)
{
  MadeCharts made = make_ordinary (50);
  g_autoptr (WeirChart) times = weir_chart_new_pass_times (made.series);
  g_autoptr (WeirChart) steps = weir_chart_new_step_times (made.statistics, WEIR_CHART_OF_FLOW);
  g_autoptr (WeirChart) answers = weir_chart_new_answers (made.statistics);

  g_assert_cmpstr (weir_chart_get_summary (times), ==,
                   "List items took longest: 2 s in iteration 7. Check out failed in 1 of 50 iterations.");
  g_assert_true (g_str_has_prefix (weir_chart_get_summary (steps),
                                   "Check out is the slowest: 95 % of its requests"));
  g_assert_cmpstr (weir_chart_get_summary (answers), ==,
                   "Of 150 requests, 149 were answered with success, 0 with an error status, and 1 got no "
                   "answer.");
  made_charts_clear (&made);
}

static void
test_points (void)
{
  MadeCharts made = make_ordinary (10);
  g_autoptr (WeirChart) chart = weir_chart_new_pass_times (made.series);
  WeirChartHit one;
  WeirChartHit other;
  WeirChartHit hit;

  lay_out (chart);
  g_assert_true (weir_chart_locate (chart, 1, 6, &one));
  g_assert_cmpfloat (one.value, ==, 2000000);
  g_assert_cmpint (one.subject.part, ==, 1);
  g_assert_cmpint (one.subject.step, ==, 1);
  g_assert_cmpuint (one.subject.iteration, ==, 7);
  g_assert_false (one.failed);
  /* Later is further right, longer is higher, and equal steps of the axis are equally wide. */
  g_assert_true (weir_chart_locate (chart, 1, 5, &other));
  g_assert_cmpfloat (other.x, <, one.x);
  g_assert_cmpfloat (other.y, >, one.y);
  g_assert_true (weir_chart_locate (chart, 1, 7, &hit));
  g_assert_cmpfloat_with_epsilon (hit.x - one.x, one.x - other.x, 1e-6);
  /* The pointer finds each point where it is drawn. */
  for (guint series = 0; series < 3; series++)
    for (guint i = 0; i < 10; i++)
      {
        g_assert_true (weir_chart_locate (chart, series, i, &one));
        g_assert_true (weir_chart_hit (chart, one.x, one.y, &hit));
        g_assert_cmpuint (hit.series, ==, series);
        g_assert_cmpuint (hit.index, ==, i);
      }
  g_assert_true (weir_chart_locate (chart, 2, 3, &one));
  g_assert_true (one.failed);
  g_assert_false (weir_chart_hit (chart, 1, 1, &hit));
  made_charts_clear (&made);
}

static void
test_readout (void)
{
  MadeCharts made = make_ordinary (10);
  g_autoptr (WeirChart) chart = weir_chart_new_pass_times (made.series);
  g_autoptr (WeirChartReadout) readout = NULL;
  g_autofree char *spoken = NULL;
  const WeirChartLine *line;
  WeirChartHit hit;

  lay_out (chart);
  g_assert_true (weir_chart_locate (chart, 2, 3, &hit));
  readout = weir_chart_read (chart, &hit);
  g_assert_cmpstr (readout->title, ==, "Iteration 4");
  g_assert_cmpuint (readout->lines->len, ==, 3);
  line = &g_array_index (readout->lines, WeirChartLine, 0);
  g_assert_cmpstr (line->name, ==, "Log in");
  g_assert_cmpstr (line->value, ==, "103 ms");
  g_assert_false (line->failed);
  g_assert_true (g_array_index (readout->lines, WeirChartLine, 2).failed);
  spoken = weir_chart_describe (chart, &hit);
  g_assert_cmpstr (spoken, ==, "Iteration 4, Check out: 500 ms, failed");
  made_charts_clear (&made);
}

static void
test_keyboard (void)
{
  MadeCharts made = make_ordinary (10);
  g_autoptr (WeirChart) chart = weir_chart_new_pass_times (made.series);
  WeirChartHit hit;
  WeirChartHit before;

  lay_out (chart);
  g_assert_true (weir_chart_move (chart, NULL, WEIR_CHART_NEXT, &hit));
  g_assert_cmpuint (hit.series, ==, 0);
  g_assert_cmpuint (hit.index, ==, 0);
  before = hit;
  g_assert_false (weir_chart_move (chart, &before, WEIR_CHART_PREVIOUS, &hit));
  g_assert_true (weir_chart_move (chart, &before, WEIR_CHART_LAST, &hit));
  g_assert_cmpuint (hit.index, ==, 9);
  before = hit;
  g_assert_false (weir_chart_move (chart, &before, WEIR_CHART_NEXT, &hit));
  g_assert_true (weir_chart_move (chart, &before, WEIR_CHART_DOWN, &hit));
  g_assert_cmpuint (hit.series, ==, 1);
  g_assert_cmpuint (hit.index, ==, 9);
  /* A hidden series is passed over. */
  weir_chart_set_series_visible (chart, 1, FALSE);
  g_assert_true (weir_chart_move (chart, &before, WEIR_CHART_DOWN, &hit));
  g_assert_cmpuint (hit.series, ==, 2);
  made_charts_clear (&made);
}

static void
test_hidden (void)
{
  MadeCharts made = make_ordinary (10);
  g_autoptr (WeirChart) chart = weir_chart_new_pass_times (made.series);
  g_autoptr (WeirChart) later = weir_chart_new_pass_times (made.series);
  WeirChartHit before;
  WeirChartHit after;

  lay_out (chart);
  g_assert_true (weir_chart_locate (chart, 0, 0, &before));
  weir_chart_set_series_visible (chart, 1, FALSE);
  g_assert_true (weir_chart_locate (chart, 0, 0, &after));
  /* Without the peak of 2 s the scale is finer. */
  g_assert_cmpfloat (after.y, <, before.y);
  g_assert_false (weir_chart_locate (chart, 1, 0, &after));
  weir_chart_copy_visibility (later, chart);
  g_assert_false (weir_chart_get_series_visible (later, 1));
  g_assert_true (weir_chart_get_series_visible (later, 2));
  made_charts_clear (&made);
}

/* All passes go well in the first, a quick step fails in the second. */
static gint64
failing_late (guint pass, guint step)
{
  return pass == 15 && step == 1 ? -1000 : (gint64) (step + 1) * 1000;
}

static void
test_shown_later (void)
{
  const char *many[12];
  MadeCharts early;
  MadeCharts late;
  g_autoptr (WeirChart) before = NULL;
  g_autoptr (WeirChart) after = NULL;

  for (guint i = 0; i < 12; i++)
    many[i] = "Step";
  early = made_charts_new (many, 12, 10, FALSE, failing_late);
  late = made_charts_new (many, 12, 20, FALSE, failing_late);
  before = weir_chart_new_pass_times (early.series);
  after = weir_chart_new_pass_times (late.series);
  g_assert_false (weir_chart_get_series_visible (before, 1));
  weir_chart_copy_visibility (after, before);
  g_assert_true (weir_chart_get_series_visible (after, 1));
  made_charts_clear (&early);
  made_charts_clear (&late);
}

static void
test_table (void)
{
  MadeCharts made = make_ordinary (10);
  g_autoptr (WeirChart) chart = weir_chart_new_pass_times (made.series);
  g_autoptr (WeirChart) grid = weir_chart_new_pass_grid (made.series);
  g_autoptr (WeirChartTable) table = weir_chart_get_table (chart, 100);
  g_autoptr (WeirChartTable) of_grid = weir_chart_get_table (grid, 4);
  char **row = g_ptr_array_index (table->rows, 3);

  g_assert_cmpuint (table->rows->len, ==, 10);
  g_assert_cmpuint (g_strv_length (table->header), ==, 4);
  g_assert_cmpstr (table->header[0], ==, "Iteration");
  g_assert_cmpstr (table->header[3], ==, "Check out");
  g_assert_cmpstr (row[0], ==, "4");
  g_assert_cmpstr (row[1], ==, "103 ms");
  g_assert_cmpstr (row[3], ==, "500 ms, failed");
  g_assert_cmpuint (of_grid->rows->len, ==, 4);
  row = g_ptr_array_index (of_grid->rows, 3);
  g_assert_cmpstr (row[3], ==, "500 ms, failed");
  made_charts_clear (&made);
}

static void
test_grid (void)
{
  MadeCharts made = make_ordinary (2000);
  g_autoptr (WeirChart) chart = weir_chart_new_pass_grid (made.series);
  WeirChartHit cell;
  WeirChartHit hit;

  lay_out (chart);
  /* 2 000 columns share some 600 pixels; the failure and the outlier are what their pixels stand for. */
  g_assert_true (weir_chart_locate (chart, 2, 3, &cell));
  g_assert_true (weir_chart_hit (chart, cell.x, cell.y, &hit));
  g_assert_true (hit.failed);
  g_assert_cmpint (hit.subject.step, ==, 2);
  g_assert_cmpuint (hit.subject.iteration, ==, 4);
  g_assert_true (weir_chart_locate (chart, 1, 6, &cell));
  g_assert_true (weir_chart_hit (chart, cell.x, cell.y, &hit));
  g_assert_cmpuint (hit.subject.iteration, ==, 7);
  g_assert_cmpfloat (hit.value, ==, 2000000);
  made_charts_clear (&made);
}

static void
test_waterfall (void)
{
  MadeCharts made = make_ordinary (10);
  g_autoptr (WeirChart) chart = weir_chart_new_waterfall (made.series, 0);
  g_autoptr (WeirChart) fourth = weir_chart_new_waterfall (made.series, 4);
  g_autoptr (WeirChart) none = weir_chart_new_waterfall (made.series, 11);
  WeirChartHit first;
  WeirChartHit second;

  g_assert_true (g_str_has_prefix (weir_chart_get_summary (chart), "Iteration 7 was the slowest: 2.4"));
  g_assert_true (g_str_has_prefix (weir_chart_get_summary (fourth), "Iteration 4 took 806 ms."));
  g_assert_true (weir_chart_is_empty (none));
  lay_out (fourth);
  /* Send, wait, receive: each begins where the one before it ends. */
  g_assert_true (weir_chart_locate (fourth, 0, 1, &first));
  g_assert_true (weir_chart_locate (fourth, 0, 2, &second));
  g_assert_cmpfloat_with_epsilon (first.x + first.width / 2, second.x - second.width / 2, 1e-6);
  g_assert_cmpfloat (first.value, ==, 103000 - 11);
  g_assert_true (weir_chart_locate (fourth, 1, 0, &second));
  g_assert_cmpfloat (second.y, >, first.y);
  g_assert_true (weir_chart_locate (fourth, 2, 0, &second));
  g_assert_true (second.failed);
  g_assert_cmpuint (second.subject.iteration, ==, 4);
  made_charts_clear (&made);
}

static void
test_side_by_side (void)
{
  MadeCharts made = made_charts_new (names, 3, 10, TRUE, made_ordinary);
  MadeCharts alone = make_ordinary (10);
  g_autoptr (WeirChart) chart = weir_chart_new_side_by_side (made.series);
  g_autoptr (WeirChart) empty = weir_chart_new_side_by_side (alone.series);
  WeirChartHit hit;

  lay_out (chart);
  g_assert_true (weir_chart_locate (chart, 6, 1, &hit));
  g_assert_cmpuint (hit.subject.vu, ==, 7);
  g_assert_cmpint (hit.subject.step, ==, 1);
  g_assert_cmpfloat (hit.value, ==, 2000000);
  g_assert_true (weir_chart_is_empty (empty));
  g_assert_cmpstr (weir_chart_get_summary (empty), ==, "This run had no virtual users side by side.");
  made_charts_clear (&made);
  made_charts_clear (&alone);
}

static void
test_bars (void)
{
  MadeCharts made = make_ordinary (10);
  g_autoptr (WeirChart) chart = weir_chart_new_step_times (made.statistics, WEIR_CHART_OF_FLOW);
  WeirChartHit longest;
  WeirChartHit p50;
  WeirChartHit hit;

  lay_out (chart);
  g_assert_true (weir_chart_locate (chart, 0, 1, &longest));
  g_assert_true (weir_chart_locate (chart, 2, 1, &p50));
  g_assert_cmpfloat (longest.value, ==, 2000000);
  g_assert_cmpfloat_with_epsilon (p50.value, 205000, 1000);
  g_assert_cmpfloat_with_epsilon (longest.width / p50.width, longest.value / p50.value, 0.01);
  g_assert_true (weir_chart_hit (chart, p50.x, p50.y, &hit));
  g_assert_cmpuint (hit.series, ==, 2);
  g_assert_cmpint (hit.subject.step, ==, 1);
  made_charts_clear (&made);
}

static void
test_answers (void)
{
  MadeCharts made = make_ordinary (10);
  g_autoptr (WeirChart) chart = weir_chart_new_answers (made.statistics);
  g_autoptr (WeirChartTable) table = weir_chart_get_table (chart, 10);
  char **ok = g_ptr_array_index (table->rows, 0);
  char **timeout = g_ptr_array_index (table->rows, 1);

  g_assert_cmpuint (table->rows->len, ==, 2);
  g_assert_cmpstr (ok[0], ==, "200");
  g_assert_cmpstr (ok[1], ==, "29");
  g_assert_cmpstr (timeout[0], ==, "timeout");
  g_assert_cmpstr (timeout[2], ==, "1 (3.3 %)");
  made_charts_clear (&made);
}

static void
test_throughput (void)
{
  MadeCharts made = make_ordinary (10);
  g_autoptr (WeirChart) chart = weir_chart_new_throughput (made.windows, WEIR_CHART_OF_FLOW);
  WeirChartHit good;
  WeirChartHit none;
  double sum = 0;

  lay_out (chart);
  g_assert_cmpstr (weir_chart_get_series_name (chart, 0), ==, "answered");
  g_assert_cmpstr (weir_chart_get_series_name (chart, 1), ==, "no answer");
  for (guint i = 0; i < weir_chart_get_n_rows (chart); i++)
    for (guint series = 0; series < 2; series++)
      sum += weir_chart_locate (chart, series, i, &good) ? good.value : 0;
  g_assert_cmpfloat_with_epsilon (sum, 30, 1e-9);
  /* The timeout came to its end in second 2, and stands on what was answered then. */
  g_assert_true (weir_chart_locate (chart, 0, 2, &good));
  g_assert_true (weir_chart_locate (chart, 1, 2, &none));
  g_assert_cmpfloat (none.value, ==, 1);
  g_assert_cmpfloat_with_epsilon (none.y + none.height / 2, good.y - good.height / 2, 1e-6);
  made_charts_clear (&made);
}

static void
test_words_of_plans (void)
{
  MadeCharts made = make_ordinary (10);
  WeirTimeWindow *first = g_ptr_array_index (made.windows, 0);
  g_autoptr (WeirChart) rate = NULL;
  g_autoptr (WeirChart) times = weir_chart_new_step_times (made.statistics, WEIR_CHART_OF_PLAN);
  gboolean any = FALSE;

  first->active_vus = 3;
  rate = weir_chart_new_throughput (made.windows, WEIR_CHART_OF_PLAN);
  for (guint i = 0; i < weir_chart_get_n_series (rate); i++)
    {
      g_assert_null (strstr (weir_chart_get_series_name (rate, i), "virtual user"));
      any |= strcmp (weir_chart_get_series_name (rate, i), "active clients") == 0;
    }
  g_assert_true (any);
  g_assert_cmpstr (weir_chart_get_title (times), ==, "Time per plan iteration");
  made_charts_clear (&made);
}

/* What is said of the first step when all of its requests suddenly take 50 ms. */
static char *
compare (guint n_passes, char **summary)
{
  const char *const runs[] = { "Monday", "Today" };
  MadeCharts earlier = make_ordinary (n_passes);
  MadeCharts later = made_charts_new (names, 2, n_passes, FALSE, made_failing);
  g_autoptr (WeirRunComparison) comparison = weir_run_comparison_new (earlier.statistics, later.statistics);
  g_autoptr (WeirChart) chart = weir_chart_new_comparison (comparison, runs, WEIR_CHART_OF_FLOW);
  char *said;

  g_assert_cmpuint (weir_chart_get_n_rows (chart), ==, 3);
  said = weir_chart_get_cell (chart, 0, 5);
  *summary = g_strdup (weir_chart_get_summary (chart));
  made_charts_clear (&earlier);
  made_charts_clear (&later);
  return said;
}

static void
test_comparison (void)
{
  g_autofree char *summary = NULL;
  g_autofree char *summary_of_many = NULL;
  /* A p95 is certain from about 120 results on, a median much earlier. */
  g_autofree char *few = compare (20, &summary);
  g_autofree char *many = compare (200, &summary_of_many);

  g_assert_cmpstr (few, ==, "p50 -54 %, faster");
  g_assert_true (g_str_has_prefix (summary, "List items changed most: p50 "));
  g_assert_true (g_str_has_prefix (many, "p95 -"));
  g_assert_true (g_str_has_prefix (summary_of_many, "List items changed most: p95 "));
}

static void
test_comparison_rows (void)
{
  const char *const runs[] = { "Monday", "Today" };
  MadeCharts earlier = make_ordinary (20);
  MadeCharts later = made_charts_new (names, 2, 20, FALSE, made_ordinary);
  g_autoptr (WeirRunComparison) comparison = weir_run_comparison_new (earlier.statistics, later.statistics);
  g_autoptr (WeirChart) chart = weir_chart_new_comparison (comparison, runs, WEIR_CHART_OF_FLOW);
  g_autoptr (WeirChartTable) table = weir_chart_get_table (chart, 10);
  g_autoptr (WeirChart) plans = weir_chart_new_comparison (comparison, runs, WEIR_CHART_OF_PLAN);
  g_autofree char *step = weir_chart_get_heading (chart, 0);
  g_autofree char *iteration = weir_chart_get_heading (plans, 0);

  g_assert_cmpstr (weir_chart_get_summary (chart), ==, "All differences are within noise.");
  g_assert_cmpstr (step, ==, "Step");
  g_assert_cmpstr (iteration, ==, "Plan iteration");
  g_assert_cmpstr (((char **) g_ptr_array_index (table->rows, 0))[0], ==, "Log in");
  g_assert_true (g_str_has_suffix (((char **) g_ptr_array_index (table->rows, 0))[5], "within noise"));
  g_assert_cmpstr (((char **) g_ptr_array_index (table->rows, 2))[0], ==, "Check out");
  g_assert_cmpstr (((char **) g_ptr_array_index (table->rows, 2))[5], ==, "only in the first run");
  made_charts_clear (&earlier);
  made_charts_clear (&later);
}

/* Of 200 results the slowest is the 99.5th percentile: what is beyond is not known. */
static void
test_percentiles (void)
{
  const char *const runs[] = { "Monday", "Today" };
  MadeCharts earlier = make_ordinary (200);
  MadeCharts later = made_charts_new (names, 2, 200, FALSE, made_failing);
  g_autoptr (WeirRunComparison) comparison = weir_run_comparison_new (earlier.statistics, later.statistics);
  g_autoptr (WeirChart) chart = weir_chart_new_percentiles (comparison, runs, WEIR_CHART_OF_FLOW);
  const WeirStepComparison *first = g_ptr_array_index (comparison->steps, 0);
  g_autofree char *place = weir_chart_get_cell (chart, 8, 0);
  g_autofree char *p95 = weir_chart_get_cell (chart, 8, 1);
  g_autofree char *beyond = weir_chart_get_cell (chart, 13, 1);
  g_autofree char *expected = weir_unit_to_text (
      WEIR_UNIT_DURATION, (double) weir_histogram_get_percentile (first->runs[0]->time, 95));
  guint n_visible = 0;

  g_assert_cmpstr (place, ==, "95 %");
  g_assert_cmpstr (p95, ==, expected);
  g_assert_cmpstr (beyond, ==, "");
  for (guint i = 0; i < 2 * comparison->steps->len; i++)
    n_visible += weir_chart_get_series_visible (chart, i);
  g_assert_cmpuint (n_visible, ==, 2);
  g_assert_nonnull (strstr (weir_chart_get_summary (chart), "changed most: p95 "));
  made_charts_clear (&earlier);
  made_charts_clear (&later);
}

static void
test_shown_at_first (void)
{
  const char *many[30];
  MadeCharts made;
  g_autoptr (WeirChart) chart = NULL;
  guint n_visible = 0;

  for (guint i = 0; i < 30; i++)
    many[i] = "Step";
  made = made_charts_new (many, 30, 10, FALSE, made_ordinary);
  chart = weir_chart_new_pass_times (made.series);
  for (guint i = 0; i < 30; i++)
    n_visible += weir_chart_get_series_visible (chart, i);
  g_assert_cmpuint (n_visible, ==, WEIR_CHART_SHOWN_STEPS);
  /* The one that failed, though it is one of the quickest, and the slowest. */
  g_assert_true (weir_chart_get_series_visible (chart, 2));
  g_assert_true (weir_chart_get_series_visible (chart, 29));
  g_assert_false (weir_chart_get_series_visible (chart, 3));
  g_assert_nonnull (strstr (weir_chart_get_note (chart), "8 of 30 steps"));
  made_charts_clear (&made);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/flow/a sentence says what each chart shows", test_summary);
  g_test_add_func ("/chart/flow/each point is found where it is drawn", test_points);
  g_test_add_func ("/chart/flow/the cross-hair tells every step of the iteration", test_readout);
  g_test_add_func ("/chart/flow/arrow keys go along a line and from line to line", test_keyboard);
  g_test_add_func ("/chart/flow/a hidden step frees the scale, and stays hidden in the next chart",
                   test_hidden);
  g_test_add_func ("/chart/flow/a step that fails later on is shown then", test_shown_later);
  g_test_add_func ("/chart/flow/a chart is a table as well", test_table);
  g_test_add_func ("/chart/flow/of many cells in one place the worst is shown and hit", test_grid);
  g_test_add_func ("/chart/flow/the phases of a waterfall follow one another", test_waterfall);
  g_test_add_func ("/chart/flow/virtual users stand side by side", test_side_by_side);
  g_test_add_func ("/chart/flow/bars are as long as their values", test_bars);
  g_test_add_func ("/chart/flow/status codes and errors are counted", test_answers);
  g_test_add_func ("/chart/flow/errors stand on answers, and no request is lost", test_throughput);
  g_test_add_func ("/chart/flow/of a plan they tell of clients and iterations", test_words_of_plans);
  g_test_add_func ("/chart/flow/of two runs it says what is certain: p95, or with few results p50",
                   test_comparison);
  g_test_add_func ("/chart/flow/two runs are compared by the names of their steps", test_comparison_rows);
  g_test_add_func ("/chart/flow/percentiles of two runs, as far as there are results to tell them",
                   test_percentiles);
  g_test_add_func ("/chart/flow/of many steps those that failed and the slowest are shown at first",
                   test_shown_at_first);
  return g_test_run ();
}
