/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-result-pages.c: the figures of each step, and what happened when
 */

#include "config.h"

#include "weir-charts-page.h"
#include "weir-compare-window.h"
#include "weir-findings-view.h"
#include "weir-log-page.h"
#include "weir-statistics-page.h"
#include "window-fixture.h"

static const char passing_and_failing[] = "name: Both\n"
                                          "run: { iterations: 3 }\n"
                                          "beforeAll:\n"
                                          "  - { name: Prepare, set: { a: 1 } }\n"
                                          "steps:\n"
                                          "  - { name: Good, httpRequest: { url: BASE/items } }\n"
                                          "  - name: Bad\n"
                                          "    httpRequest: { url: BASE/items }\n"
                                          "    assert: [{ from: status, is: \"=\", value: 404 }]\n";

enum
{
  ITERATIONS,
  CHARTS,
  STATISTICS,
  LOG,
};

static void
show_page (Fixture *fixture, int page)
{
  GtkWidget *tabs = fixture_find (GTK_WIDGET (weir_window_get_results_view (fixture->window)),
                                  GTK_TYPE_NOTEBOOK, 0);

  gtk_notebook_set_current_page (GTK_NOTEBOOK (tabs), page);
  fixture_wait_results (fixture);
}

static void
run_both (Fixture *fixture)
{
  fixture_open_text (fixture, passing_and_failing);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
}

static char **
get_lines (Fixture *fixture)
{
  GtkWidget *page = fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_STATISTICS_PAGE, 0);
  g_autofree char *text = weir_statistics_page_get_text (WEIR_STATISTICS_PAGE (page));

  return g_strsplit (text, "\n", -1);
}

static void
test_statistics (Fixture *fixture)
{
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) good = NULL;

  run_both (fixture);
  show_page (fixture, STATISTICS);
  lines = get_lines (fixture);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[0], ==, "Step\tResults\tPassed\tFailed\tNot checked\tMin\tAverage\tp50\tp90\tp95"
                                 "\tp99\tMax\tReceived\tSent");
  g_assert_cmpstr (lines[1], ==, "Before All: Prepare\t1\t1\t0\t0\t\t\t\t\t\t\t\t0\t0");
  g_assert_true (g_str_has_prefix (lines[2], "Good\t3\t3\t0\t0\t"));
  g_assert_true (g_str_has_prefix (lines[3], "Bad\t3\t0\t3\t0\t"));
  good = g_strsplit (lines[2], "\t", -1);
  g_assert_cmpfloat (g_ascii_strtod (good[5], NULL), >, 0);
  g_assert_cmpfloat (g_ascii_strtod (good[5], NULL), <=, g_ascii_strtod (good[7], NULL));
  g_assert_cmpfloat (g_ascii_strtod (good[7], NULL), <=, g_ascii_strtod (good[11], NULL));
}

static void
test_sorted (Fixture *fixture)
{
  GtkColumnView *view;
  g_autoptr (GtkColumnViewColumn) failed = NULL;
  g_auto (GStrv) lines = NULL;

  run_both (fixture);
  show_page (fixture, STATISTICS);
  view = GTK_COLUMN_VIEW (fixture_find (fixture_find (GTK_WIDGET (fixture->window),
                                                      WEIR_TYPE_STATISTICS_PAGE, 0),
                                        GTK_TYPE_COLUMN_VIEW, 0));
  failed = g_list_model_get_item (gtk_column_view_get_columns (view), 3);
  g_assert_cmpstr (gtk_column_view_column_get_title (failed), ==, "Failed");
  gtk_column_view_sort_by_column (view, failed, GTK_SORT_DESCENDING);
  lines = get_lines (fixture);
  g_assert_true (g_str_has_prefix (lines[1], "Bad\t"));
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_copied (Fixture *fixture)
{
  GtkWidget *page;
  g_autofree char *text = NULL;

  run_both (fixture);
  show_page (fixture, STATISTICS);
  page = fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_STATISTICS_PAGE, 0);
  g_assert_true (gtk_widget_activate_action (page, "statistics.copy", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (page), NULL, copied_cb, &text);
  g_assert_true (weir_test_wait (is_set, &text, DEADLINE_MS));
  assert_contains (text, "\nBad\t3\t0\t3\t0\t");
}

static void
test_log (Fixture *fixture)
{
  GtkWidget *page;
  GtkWidget *view;
  g_autofree char *text = NULL;
  const WeirStepResult *shown;

  run_both (fixture);
  show_page (fixture, LOG);
  page = fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_LOG_PAGE, 0);
  text = fixture_collect_text (page);
  assert_contains (text, "Started on ");
  assert_contains (text, ": 3 iterations\n");
  assert_contains (text, "Before All began\n");
  assert_contains (text, "Steps began\n");
  assert_contains (text, "✗ Iteration 2 · Bad: ");
  assert_contains (text, "Ended: ✗ Failed");
  g_assert_null (strstr (text, "Good"));

  /* A line leads to its result: start, Before All, Steps, then the failures. */
  view = fixture_find (page, GTK_TYPE_COLUMN_VIEW, 0);
  g_signal_emit_by_name (view, "activate", 4);
  fixture_wait_results (fixture);
  shown = weir_result_details_get_result (
      weir_results_view_get_details (weir_window_get_results_view (fixture->window)));
  g_assert_nonnull (shown);
  g_assert_cmpstr (shown->name, ==, "Bad");
  g_assert_cmpuint (shown->brief.iteration, ==, 2);
}

static void
test_log_of_next_run (Fixture *fixture)
{
  GtkWidget *page;
  g_autofree char *text = NULL;

  run_both (fixture);
  show_page (fixture, LOG);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  page = fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_LOG_PAGE, 0);
  text = fixture_collect_text (page);
  g_assert_null (strstr (strstr (text, "Started on") + 1, "Started on"));
  g_assert_null (strstr (strstr (text, "Iteration 2 · Bad") + 1, "Iteration 2 · Bad"));
  assert_contains (text, "Ended: ✗ Failed");
}

static const char sometimes[] = "name: Sometimes\n"
                                "run: { iterations: 3 }\n"
                                "steps:\n"
                                "  - name: Even\n"
                                "    httpRequest: { url: \"BASE/items?limit=${run.iteration}\" }\n"
                                "    assert: [{ from: url, is: does not contain, value: limit=3 }]\n";

static GtkWidget *
find_comparison (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) widget = g_list_model_get_item (toplevels, i);

      if (WEIR_IS_COMPARE_WINDOW (widget))
        return widget;
    }
  return NULL;
}

static void
test_compared (Fixture *fixture)
{
  GtkWidget *view = GTK_WIDGET (weir_window_get_results_view (fixture->window));
  GtkWidget *comparison;
  g_autofree char *text = NULL;

  fixture_open_text (fixture, sometimes);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_true (gtk_widget_activate_action (view, "results.compare", NULL));
  fixture_wait_results (fixture);
  comparison = find_comparison ();
  g_assert_nonnull (comparison);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (comparison)), ==, "Even, failed and passed");
  text = fixture_collect_text (comparison);
  assert_contains (text, "limit=3 instead of GET ");
  assert_contains (text, "Iteration 3\n");
  assert_contains (text, "Iteration 2\n");
  gtk_window_destroy (GTK_WINDOW (comparison));
}

static void
test_not_comparable (Fixture *fixture)
{
  GtkWidget *view = GTK_WIDGET (weir_window_get_results_view (fixture->window));
  g_autofree char *text = NULL;

  run_both (fixture);
  g_assert_true (gtk_widget_activate_action (view, "results.compare", NULL));
  fixture_wait_results (fixture);
  g_assert_null (find_comparison ());
  text = fixture_collect_text (view);
  assert_contains (text, "No iteration of this run passed this step.");
}

static void
test_findings (Fixture *fixture)
{
  GtkListBox *list;
  GtkListBoxRow *row;
  g_autofree char *text = NULL;
  const WeirStepResult *shown;

  fixture_open_text (fixture, sometimes);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  list = weir_findings_view_get_list (WEIR_FINDINGS_VIEW (
      fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_FINDINGS_VIEW, 0)));
  row = gtk_list_box_get_row_at_index (list, 0);
  g_assert_nonnull (row);
  text = fixture_collect_text (GTK_WIDGET (row));
  assert_contains (text, "Even");
  show_page (fixture, STATISTICS);
  g_assert_true (gtk_widget_activate (GTK_WIDGET (row)));
  fixture_wait_results (fixture);
  shown = weir_result_details_get_result (
      weir_results_view_get_details (weir_window_get_results_view (fixture->window)));
  g_assert_nonnull (shown);
  g_assert_cmpuint (shown->brief.iteration, ==, 3);
  g_assert_cmpint (shown->brief.outcome, ==, WEIR_STEP_FAILED);
}

static void
test_no_findings (Fixture *fixture)
{
  GtkWidget *view;
  g_autofree char *text = NULL;

  fixture_activate (fixture, "win.sample");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  view = fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_FINDINGS_VIEW, 0);
  text = fixture_collect_text (view);
  g_assert_null (strstr (text, "needs"));
}

static void
test_few_iterations (Fixture *fixture)
{
  GtkListBox *list;
  GtkWidget *row;
  g_autofree char *text = NULL;

  fixture_activate (fixture, "win.sample");
  fixture_set_option (fixture, "iterations", 2);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  list = weir_findings_view_get_list (WEIR_FINDINGS_VIEW (
      fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_FINDINGS_VIEW, 0)));
  text = fixture_collect_text (GTK_WIDGET (list));
  assert_contains (text, "This run had 2 iterations; from 10 on, everything that stands out is told.");
  g_assert_null (strstr (text, "Trend"));
  row = gtk_widget_get_first_child (GTK_WIDGET (list));
  while (gtk_widget_get_tooltip_text (row) == NULL)
    row = gtk_widget_get_next_sibling (row);
  assert_contains (gtk_widget_get_tooltip_text (row), "Trend: needs 10 iterations, this run had 2.");
}

/* A cell of the grid stands for a result. */
static void
test_charts (Fixture *fixture)
{
  WeirChartsPage *page;
  const WeirStepResult *shown;

  run_both (fixture);
  show_page (fixture, CHARTS);
  page = WEIR_CHARTS_PAGE (fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_CHARTS_PAGE, 0));
  g_assert_nonnull (weir_charts_page_get_view (page, "time-per-iteration"));
  g_assert_nonnull (weir_charts_page_get_view (page, "iteration-by-step"));
  g_signal_emit_by_name (page, "jump", (int) WEIR_FLOW_PART_STEPS, 1, 2u, 1u);
  fixture_wait_results (fixture);
  shown = weir_result_details_get_result (
      weir_results_view_get_details (weir_window_get_results_view (fixture->window)));
  g_assert_nonnull (shown);
  g_assert_cmpstr (shown->name, ==, "Bad");
  g_assert_cmpuint (shown->brief.iteration, ==, 2);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/statistics/each step has its counts, times and bytes", test_statistics);
  fixture_add ("/desktop/statistics/they are sorted by any of their columns", test_sorted);
  fixture_add ("/desktop/statistics/the table is copied for a spreadsheet", test_copied);
  fixture_add ("/desktop/log/it tells what happened, and a line leads to its result", test_log);
  fixture_add ("/desktop/compare/a failed result is shown beside the one that passed before it",
               test_compared);
  fixture_add ("/desktop/compare/without one that passed it says so", test_not_comparable);
  fixture_add ("/desktop/findings/a finding leads to its evidence", test_findings);
  fixture_add ("/desktop/findings/of a single iteration it does not say what more of them would tell",
               test_no_findings);
  fixture_add ("/desktop/findings/what a few iterations cannot tell is one line", test_few_iterations);
  fixture_add ("/desktop/charts/what is activated in a chart leads to its result", test_charts);
  fixture_add ("/desktop/log/the next run begins it anew", test_log_of_next_run);
  return fixture_run ();
}
