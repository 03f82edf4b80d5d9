/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-results.c: what a person sees of the run of a load plan: outcome, figures, rules, iterations
 */

#include "config.h"

#include <string.h>

#include "weir-findings-view.h"
#include "weir-made-plan.h"
#include "weir-plan-results.h"
#include "window-fixture.h"

#define MS G_GINT64_CONSTANT (1000)
#define SECOND G_USEC_PER_SEC

static const char bookshop[] = "name: Bookshop\n"
                               "rounds:\n"
                               "  - name: Buyers\n"
                               "    numberOfClients: 4\n"
                               "    iterations:\n"
                               "      - name: Browse\n"
                               "        mode: D\n"
                               "        duration: 60\n"
                               "        httpRequest: {url: 'http://127.0.0.1:1/books'}\n"
                               "        terminationRules: [{metric: 'ErrorRate > 0.2', gracePeriod: 10s}]\n"
                               "        failureRules: [{metric: 'TotalTime.P90 > 90'}]\n"
                               "      - name: Pay\n"
                               "        mode: R\n"
                               "        requestCount: 10\n"
                               "        httpRequest: {url: 'http://127.0.0.1:1/pay'}\n";

typedef struct
{
  GtkWidget *window;
  WeirPlanResults *results;
  WeirMadePlan *made;
} Shown;

static void
show (Shown *shown, const char *yaml)
{
  shown->made = weir_made_plan_new (yaml);
  shown->window = gtk_window_new ();
  shown->results = WEIR_PLAN_RESULTS (weir_plan_results_new ());
  weir_plan_results_set_archive (shown->results, shown->made->archive_file);
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 900, 700);
  gtk_window_set_child (GTK_WINDOW (shown->window), GTK_WIDGET (shown->results));
  gtk_window_present (GTK_WINDOW (shown->window));
}

static void
clear (Shown *shown)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  weir_made_plan_free (shown->made);
}

static void
update (Shown *shown)
{
  g_autoptr (WeirPlanSnapshot) snapshot = weir_made_plan_show (shown->made);

  weir_plan_results_update (shown->results, snapshot, shown->made->plan);
}

static void
finish (Shown *shown)
{
  g_autoptr (WeirPlanSnapshot) snapshot = weir_made_plan_finish (shown->made);

  weir_plan_results_update (shown->results, snapshot, shown->made->plan);
}

typedef struct
{
  WeirCardRow *row;
  WeirPlanCard card;
  const char *text;
} Awaited;

static gboolean
has_text (gpointer data)
{
  const Awaited *awaited = data;

  return g_str_equal (weir_card_row_get_text (awaited->row, awaited->card), awaited->text);
}

/* What comes often is shown a few times a second. */
static void
await_card (Shown *shown, WeirPlanCard card, const char *text)
{
  Awaited awaited = { weir_plan_cards_get_row (weir_plan_results_get_cards (shown->results)), card, text };

  if (!weir_test_wait (has_text, &awaited, DEADLINE_MS))
    g_error ("“%s” is not “%s”", weir_card_row_get_text (awaited.row, card), text);
}

static void
assert_card (Shown *shown, WeirPlanCard card, const char *text)
{
  WeirCardRow *row = weir_plan_cards_get_row (weir_plan_results_get_cards (shown->results));

  g_assert_cmpstr (weir_card_row_get_text (row, card), ==, text);
}

/* Two seconds of 50 requests each, every fifth of them refused; there are @requests then. */
static void
feed_two_seconds (Shown *shown, const char *requests)
{
  for (guint i = 0; i < 20; i++)
    {
      weir_made_plan_feed (shown->made, 0, 4, 20 * MS, 200);
      weir_made_plan_feed (shown->made, 0, 1, 100 * MS, 503);
      weir_made_plan_pass (shown->made, 100 * MS);
      update (shown);
    }
  await_card (shown, WEIR_PLAN_CARD_REQUESTS, requests);
}

static void
test_blank (Fixture *fixture)
{
  Shown shown;

  show (&shown, bookshop);
  g_assert_cmpstr (weir_plan_results_get_outcome (shown.results), ==, "Not run yet");
  for (guint i = 0; i < WEIR_N_PLAN_CARDS; i++)
    assert_card (&shown, i, "–");
  update (&shown);
  /* Nothing was sent, so there is no rate, no share and no time of it: not 0 %, not 0 ms. */
  g_assert_cmpstr (weir_plan_results_get_outcome (shown.results), ==, "Running Buyers…");
  assert_card (&shown, WEIR_PLAN_CARD_REQUESTS, "0");
  assert_card (&shown, WEIR_PLAN_CARD_RATE, "–");
  assert_card (&shown, WEIR_PLAN_CARD_ERRORS, "–");
  assert_card (&shown, WEIR_PLAN_CARD_P95, "–");
  clear (&shown);
}

static void
test_figures (Fixture *fixture)
{
  Shown shown;

  show (&shown, bookshop);
  update (&shown);
  weir_made_plan_come (shown.made, 0, 4);
  feed_two_seconds (&shown, "100");
  assert_card (&shown, WEIR_PLAN_CARD_RATE, "50/s");
  assert_card (&shown, WEIR_PLAN_CARD_ERRORS, "20.00 %");
  assert_card (&shown, WEIR_PLAN_CARD_P95, "100 ms");
  assert_card (&shown, WEIR_PLAN_CARD_CLIENTS, "4");
  /* Afterwards the most there were, of the run and not of one of its iterations. */
  shown.made->now->most_in_flight = 12;
  finish (&shown);
  assert_card (&shown, WEIR_PLAN_CARD_IN_FLIGHT, "12");
  g_assert_cmpstr (weir_plan_results_get_outcome (shown.results), ==,
                   "✗ Failed: Buyers, Browse (TotalTime.P90 > 90)");
  clear (&shown);
}

static void
test_clear (Fixture *fixture)
{
  Shown shown;

  show (&shown, bookshop);
  update (&shown);
  feed_two_seconds (&shown, "100");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (shown.results), "plan-results.clear", NULL));
  /* A run that goes on is not put away. */
  assert_card (&shown, WEIR_PLAN_CARD_REQUESTS, "100");
  finish (&shown);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (shown.results), "plan-results.clear", NULL));
  assert_card (&shown, WEIR_PLAN_CARD_REQUESTS, "–");
  g_assert_cmpstr (weir_plan_results_get_outcome (shown.results), ==, "Not run yet");
  clear (&shown);
}

static WeirRuleStateRow *
get_rule (Shown *shown, guint rule)
{
  WeirRuleStateRow *row = weir_rule_list_get_row (weir_plan_results_get_rules (shown->results), rule);

  g_assert_nonnull (row);
  return row;
}

typedef struct
{
  WeirRuleStateRow *row;
  const char *text;
} AwaitedState;

static gboolean
has_state (gpointer data)
{
  const AwaitedState *awaited = data;

  return g_str_equal (weir_rule_state_row_get_state (awaited->row), awaited->text);
}

static void
await_state (Shown *shown, guint rule, const char *text)
{
  AwaitedState awaited = { get_rule (shown, rule), text };

  if (!weir_test_wait (has_state, &awaited, DEADLINE_MS))
    g_error ("“%s” is not “%s”", weir_rule_state_row_get_state (awaited.row), text);
}

/* Lets so many answers of a kind come at once, then time pass. */
static void
live (Shown *shown, guint n, guint status, gint64 us)
{
  weir_made_plan_feed (shown->made, 0, n, 20 * MS, status);
  weir_made_plan_pass (shown->made, us);
  update (shown);
}

static void
test_countdown (Fixture *fixture)
{
  Shown shown;

  show (&shown, bookshop);
  weir_made_plan_come (shown.made, 0, 4);
  weir_made_plan_pass (shown.made, 100 * MS);
  update (&shown);
  await_state (&shown, 0, "○ not evaluated yet: there are no data");
  g_assert_cmpstr (weir_rule_state_row_get_value (get_rule (&shown, 0)), ==, "–");
  live (&shown, 100, 200, 100 * MS);
  await_state (&shown, 0, "✓ not breached");
  g_assert_cmpstr (weir_rule_state_row_get_value (get_rule (&shown, 0)), ==, "0");
  g_assert_cmpfloat (weir_rule_state_row_get_countdown (get_rule (&shown, 0)), <, 0);
  /* 50 of 150: the clock begins with the first look that finds it so. */
  live (&shown, 50, 503, 100 * MS);
  live (&shown, 0, 200, 3200 * MS);
  await_state (&shown, 0, "▲ breached 3.2 s of 10.0 s");
  g_assert_cmpstr (weir_rule_state_row_get_value (get_rule (&shown, 0)), ==, "0.333333");
  g_assert_cmpfloat_with_epsilon (weir_rule_state_row_get_countdown (get_rule (&shown, 0)), 0.32, 1e-6);
  assert_contains (weir_rule_state_row_get_spoken (get_rule (&shown, 0)),
                   "Error rate is greater than 0.2, for 10 s. 0.333333. ▲ breached 3.2 s of 10.0 s");
  /* It recovers, and the clock is cleared. */
  live (&shown, 850, 200, 100 * MS);
  await_state (&shown, 0, "✓ not breached");
  g_assert_cmpfloat (weir_rule_state_row_get_countdown (get_rule (&shown, 0)), <, 0);
  /* For good: it fires at its grace, and only this iteration ends. */
  live (&shown, 1000, 503, 100 * MS);
  live (&shown, 0, 200, 10000 * MS);
  await_state (&shown, 0, "✗ fired at 0:13 and ended the iteration");
  g_assert_cmpstr (weir_plan_results_get_outcome (shown.results), ==,
                   "✗ Running, an iteration has failed or was ended by a rule");
  clear (&shown);
}

static char *
get_cell (Shown *shown, guint row, WeirJobFigure figure)
{
  g_autoptr (WeirJobItem) item =
      g_list_model_get_item (weir_job_table_get_items (weir_plan_results_get_table (shown->results)), row);
  WeirTone tone;
  gboolean weak;

  g_assert_nonnull (item);
  return weir_job_item_get_text (item, figure, &tone, &weak);
}

static void
assert_cell (Shown *shown, guint row, WeirJobFigure figure, const char *text)
{
  g_autofree char *cell = get_cell (shown, row, figure);

  g_assert_cmpstr (cell, ==, text);
}

static void
test_table (Fixture *fixture)
{
  Shown shown;
  g_autofree char *text = NULL;

  show (&shown, bookshop);
  weir_made_plan_come (shown.made, 0, 4);
  feed_two_seconds (&shown, "100");
  assert_cell (&shown, 0, WEIR_JOB_FIGURE_NAME, "Buyers / Browse");
  assert_cell (&shown, 0, WEIR_JOB_FIGURE_STATUS, "▶ Running");
  assert_cell (&shown, 0, WEIR_JOB_FIGURE_REQUESTS, "100");
  assert_cell (&shown, 0, WEIR_JOB_FIGURE_FAILED, "20 · 20.00 %");
  assert_cell (&shown, 0, WEIR_JOB_FIGURE_P50, "20 ms");
  assert_cell (&shown, 0, WEIR_JOB_FIGURE_MAX, "100 ms");
  /* The failure rule is broken; the one that ends the iteration is not, at exactly 0.2. */
  assert_cell (&shown, 0, WEIR_JOB_FIGURE_RULES, "▲ breached so far");
  assert_cell (&shown, 1, WEIR_JOB_FIGURE_NAME, "Buyers / Pay");
  assert_cell (&shown, 1, WEIR_JOB_FIGURE_STATUS, "○ Waiting for clients");
  for (WeirJobFigure figure = WEIR_JOB_FIGURE_RULES; figure < WEIR_N_JOB_FIGURES; figure++)
    if (figure != WEIR_JOB_FIGURE_REQUESTS)
      assert_cell (&shown, 1, figure, "–");
  finish (&shown);
  assert_cell (&shown, 0, WEIR_JOB_FIGURE_STATUS, "✗ Failed");
  assert_cell (&shown, 1, WEIR_JOB_FIGURE_STATUS, "– Skipped");
  text = fixture_collect_text (GTK_WIDGET (shown.results));
  assert_contains (text, "Rules of Buyers / Browse");
  assert_contains (text, "✗ breached: the iteration failed");
  clear (&shown);
}

static void
test_selection (Fixture *fixture)
{
  Shown shown;
  g_autofree char *text = NULL;

  show (&shown, bookshop);
  feed_two_seconds (&shown, "100");
  weir_job_table_select (weir_plan_results_get_table (shown.results), 1);
  text = fixture_collect_text (GTK_WIDGET (weir_plan_results_get_rules (shown.results)));
  assert_contains (text, "Rules of Buyers / Pay");
  /* None is written there, so the two hold that hold everywhere. */
  assert_contains (text, "makes it fail (default)");
  /* It stays selected while more comes. */
  feed_two_seconds (&shown, "200");
  g_assert_cmpuint (weir_job_table_get_selected (weir_plan_results_get_table (shown.results))->job, ==, 1);
  clear (&shown);
}

static void
test_quality (Fixture *fixture)
{
  Shown shown;
  g_autofree char *before = NULL;
  g_autofree char *text = NULL;
  WeirQuality *quality = weir_quality_new ();

  show (&shown, bookshop);
  update (&shown);
  before = fixture_collect_text (GTK_WIDGET (shown.results));
  g_assert_null (strstr (before, "This computer"));
  weir_quality_take_reason (quality, WEIR_QUALITY_PROCESSOR, WEIR_QUALITY_RED, 0.95,
                            g_strdup ("Sending used 95 % of a processor."));
  quality->level = WEIR_QUALITY_RED;
  shown.made->now->quality = quality;
  g_ptr_array_add (shown.made->now->warnings, weir_run_warning_new ("The server said no.", 3));
  finish (&shown);
  text = fixture_collect_text (GTK_WIDGET (shown.results));
  assert_contains (text, "⚠ This computer was the bottleneck");
  assert_contains (text, "Sending used 95 % of a processor.");
  assert_contains (text, "⚠ 3 × The server said no.");
  clear (&shown);
}

typedef struct
{
  WeirPlanChartsPage *page;
  WeirPlanChartKind kind;
  int job;
  guint n_rows;
} AwaitedChart;

static WeirChart *
get_chart (const AwaitedChart *awaited)
{
  WeirChartView *view = weir_plan_charts_page_get_view (awaited->page, awaited->kind, awaited->job);

  return view != NULL ? weir_chart_canvas_get_chart (weir_chart_view_get_canvas (view)) : NULL;
}

static gboolean
has_rows (gpointer data)
{
  WeirChart *chart = get_chart (data);

  return chart != NULL && !weir_chart_is_empty (chart)
         && weir_chart_get_n_rows (chart) >= ((AwaitedChart *) data)->n_rows;
}

static WeirChart *
await_chart (Shown *shown, WeirPlanChartKind kind, int job, guint n_rows)
{
  AwaitedChart awaited = { weir_plan_results_get_charts (shown->results), kind, job, n_rows };

  if (!weir_test_wait (has_rows, &awaited, DEADLINE_MS))
    g_error ("chart %d of %d has not %u rows", kind, job, n_rows);
  return get_chart (&awaited);
}

static void
test_charts (Fixture *fixture)
{
  Shown shown;
  WeirChart *chart;

  show (&shown, bookshop);
  weir_made_plan_come (shown.made, 0, 4);
  feed_two_seconds (&shown, "100");
  g_assert_cmpuint (weir_plan_charts_page_get_n_updates (weir_plan_results_get_charts (shown.results)), ==,
                    0);
  weir_plan_results_show_tab (shown.results, WEIR_PLAN_RESULTS_CHARTS);
  chart = await_chart (&shown, WEIR_PLAN_CHART_TIMES, 0, 1);
  g_assert_cmpstr (weir_chart_get_title (chart), ==, "Buyers / Browse: time of requests over the run");
  /* They grow while the run goes on. */
  for (guint i = 0; i < 40; i++)
    live (&shown, 5, 200, 100 * MS);
  await_chart (&shown, WEIR_PLAN_CHART_TIMES, 0, 5);
  /* And are whole when it is over. */
  finish (&shown);
  chart = await_chart (&shown, WEIR_PLAN_CHART_TIMES, 0, 6);
  g_assert_nonnull (strstr (weir_chart_get_summary (chart), "“TotalTime.P90 > 90” held for 2 seconds."));
  clear (&shown);
}

static void
test_chosen_charts (Fixture *fixture)
{
  Shown shown;
  WeirPlanChartsPage *page;

  show (&shown, bookshop);
  page = weir_plan_results_get_charts (shown.results);
  feed_two_seconds (&shown, "100");
  weir_made_plan_feed (shown.made, 1, 10, 30 * MS, 200);
  finish (&shown);
  g_assert_cmpint (weir_plan_charts_page_get_chosen (page), ==, -1);
  g_assert_nonnull (weir_plan_charts_page_get_view (page, WEIR_PLAN_CHART_TIMES, 0));
  g_assert_nonnull (weir_plan_charts_page_get_view (page, WEIR_PLAN_CHART_TIMES, 1));
  g_assert_nonnull (weir_plan_charts_page_get_view (page, WEIR_PLAN_CHART_STEPS, -1));
  weir_job_table_select (weir_plan_results_get_table (shown.results), 1);
  g_assert_cmpint (weir_plan_charts_page_get_chosen (page), ==, 1);
  g_assert_null (weir_plan_charts_page_get_view (page, WEIR_PLAN_CHART_TIMES, 0));
  weir_plan_results_show_tab (shown.results, WEIR_PLAN_RESULTS_CHARTS);
  await_chart (&shown, WEIR_PLAN_CHART_TIMES, 1, 1);
  await_chart (&shown, WEIR_PLAN_CHART_THROUGHPUT, 1, 1);
  clear (&shown);
}

/* The same widget, with nothing but what lies in the archive. */
static void
test_past (Fixture *fixture)
{
  Shown shown;
  g_autoptr (WeirPlanSnapshot) read = NULL;
  g_autoptr (WeirRunInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  show (&shown, bookshop);
  weir_made_plan_come (shown.made, 0, 4);
  feed_two_seconds (&shown, "100");
  finish (&shown);
  info = weir_archive_get_run (shown.made->archive, shown.made->info->id, &error);
  g_assert_no_error (error);
  read = weir_plan_snapshot_read (shown.made->archive, info, &error);
  g_assert_no_error (error);
  weir_plan_results_clear (shown.results);
  assert_card (&shown, WEIR_PLAN_CARD_REQUESTS, "–");
  weir_plan_results_update (shown.results, read, NULL);
  g_assert_cmpstr (weir_plan_results_get_outcome (shown.results), ==,
                   "✗ Failed: Buyers, Browse (TotalTime.P90 > 90)");
  assert_card (&shown, WEIR_PLAN_CARD_REQUESTS, "100");
  assert_card (&shown, WEIR_PLAN_CARD_ERRORS, "20.00 %");
  assert_card (&shown, WEIR_PLAN_CARD_P95, "100 ms");
  assert_cell (&shown, 0, WEIR_JOB_FIGURE_STATUS, "✗ Failed");
  assert_cell (&shown, 0, WEIR_JOB_FIGURE_FAILED, "20 · 20.00 %");
  g_assert_cmpstr (weir_rule_state_row_get_value (get_rule (&shown, 1)), ==, "100 ms");
  g_assert_cmpstr (weir_rule_state_row_get_state (get_rule (&shown, 1)), ==,
                   "✗ breached: the iteration failed");
  weir_plan_results_show_tab (shown.results, WEIR_PLAN_RESULTS_CHARTS);
  await_chart (&shown, WEIR_PLAN_CHART_TIMES, 0, 2);
  clear (&shown);
}

static void
follow (Shown *shown, int row)
{
  GtkWidget *view = fixture_find (GTK_WIDGET (shown->results), WEIR_TYPE_FINDINGS_VIEW, 0);
  GtkListBox *list = weir_findings_view_get_list (WEIR_FINDINGS_VIEW (view));

  g_assert_nonnull (gtk_list_box_get_row_at_index (list, row));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, row));
}

static int
get_tab (Shown *shown)
{
  GtkWidget *tabs = fixture_find (GTK_WIDGET (shown->results), GTK_TYPE_NOTEBOOK, 0);

  return gtk_notebook_get_current_page (GTK_NOTEBOOK (tabs));
}

static void
assert_requests (Shown *shown, WeirRequestsShown which, guint job)
{
  GtkWidget *page = GTK_WIDGET (weir_plan_results_get_requests (shown->results));

  g_assert_cmpint (get_tab (shown), ==, WEIR_PLAN_RESULTS_REQUESTS);
  g_assert_cmpuint (
      gtk_drop_down_get_selected (GTK_DROP_DOWN (fixture_find (page, GTK_TYPE_DROP_DOWN, 0))), ==, which);
  g_assert_cmpuint (
      gtk_drop_down_get_selected (GTK_DROP_DOWN (fixture_find (page, GTK_TYPE_DROP_DOWN, 1))), ==, job);
}

static void
test_findings (Fixture *fixture)
{
  Shown shown;
  GtkWidget *view;
  GtkListBoxRow *row;
  g_autofree char *text = NULL;

  show (&shown, bookshop);
  weir_made_plan_come (shown.made, 0, 4);
  feed_two_seconds (&shown, "100");
  view = fixture_find (GTK_WIDGET (shown.results), WEIR_TYPE_FINDINGS_VIEW, 0);
  g_assert_null (gtk_list_box_get_row_at_index (weir_findings_view_get_list (WEIR_FINDINGS_VIEW (view)), 0));
  weir_made_plan_feed (shown.made, 1, 10, 30 * MS, 200);
  finish (&shown);
  text = fixture_collect_text (view);
  assert_contains (text, "Buyers / Browse failed by TotalTime.P90 > 90");
  weir_job_table_select (weir_plan_results_get_table (shown.results), 1);
  /* It leads to the slowest requests of the iteration that it is about. */
  row = gtk_list_box_get_row_at_index (weir_findings_view_get_list (WEIR_FINDINGS_VIEW (view)), 0);
  g_assert_true (gtk_list_box_row_get_activatable (row));
  follow (&shown, 0);
  assert_requests (&shown, WEIR_REQUESTS_SLOWEST, 1);
  g_assert_cmpuint (weir_job_table_get_selected (weir_plan_results_get_table (shown.results))->job, ==, 0);
  clear (&shown);
}

static void
test_errors_found (Fixture *fixture)
{
  Shown shown;

  show (&shown, bookshop);
  weir_made_plan_come (shown.made, 1, 4);
  weir_made_plan_feed (shown.made, 0, 20, 30 * MS, 200);
  weir_made_plan_feed (shown.made, 1, 10, 30 * MS, 0);
  finish (&shown);
  follow (&shown, 0);
  assert_requests (&shown, WEIR_REQUESTS_FAILED, 2);
  g_assert_cmpuint (weir_job_table_get_selected (weir_plan_results_get_table (shown.results))->job, ==, 1);
  clear (&shown);
}

/* No request shows what a rate is, and of a lean iteration there are none. */
static void
test_rates_found (Fixture *fixture)
{
  static const char yaml[] =
      "name: Rates\n"
      "rounds:\n"
      "  - name: Load\n"
      "    iterations:\n"
      "      - {name: Slow, mode: R, httpRequest: {url: 'http://127.0.0.1:1/'},"
      " failureRules: [{metric: 'Throughput < 1000'}]}\n"
      "      - {name: Lean, mode: R, maximizeThroughput: true, httpRequest: {url: 'http://127.0.0.1:1/'}}\n";
  Shown shown;

  show (&shown, yaml);
  for (guint i = 0; i < 4; i++)
    {
      weir_made_plan_feed (shown.made, 0, 4, 30 * MS, 200);
      weir_made_plan_feed (shown.made, 1, 4, 30 * MS, 503);
      weir_made_plan_pass (shown.made, SECOND);
    }
  finish (&shown);
  for (guint i = 0; i < 2; i++)
    {
      weir_plan_results_show_tab (shown.results, WEIR_PLAN_RESULTS_CHARTS);
      follow (&shown, i);
      g_assert_cmpint (get_tab (&shown), ==, WEIR_PLAN_RESULTS_OVERVIEW);
      g_assert_cmpuint (weir_job_table_get_selected (weir_plan_results_get_table (shown.results))->job, ==,
                        i);
    }
  clear (&shown);
}

/* Where Tab leads, once around. */
static gboolean
is_reached (Shown *shown, GtkWidget *wanted)
{
  for (guint i = 0; i < 40; i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (shown->window, GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (shown->window));
      if (focus != NULL && (focus == wanted || gtk_widget_is_ancestor (focus, wanted)))
        return TRUE;
    }
  return FALSE;
}

static void
test_keyboard (Fixture *fixture)
{
  Shown shown;
  GtkWidget *tabs;
  GtkWidget *view;

  show (&shown, bookshop);
  weir_made_plan_come (shown.made, 0, 4);
  feed_two_seconds (&shown, "100");
  tabs = fixture_find (GTK_WIDGET (shown.results), GTK_TYPE_NOTEBOOK, 0);
  view = fixture_find (GTK_WIDGET (shown.results), GTK_TYPE_COLUMN_VIEW, 0);
  g_assert_true (is_reached (&shown, tabs));
  g_assert_true (is_reached (&shown, view));
  g_assert_true (is_reached (&shown, GTK_WIDGET (get_rule (&shown, 0))));
  weir_plan_results_show_tab (shown.results, WEIR_PLAN_RESULTS_CHARTS);
  await_chart (&shown, WEIR_PLAN_CHART_TIMES, 0, 1);
  g_assert_true (is_reached (&shown, fixture_find (GTK_WIDGET (weir_plan_results_get_charts (shown.results)),
                                                   GTK_TYPE_DROP_DOWN, 0)));
  g_assert_true (is_reached (
      &shown, GTK_WIDGET (weir_plan_charts_page_get_view (weir_plan_results_get_charts (shown.results),
                                                          WEIR_PLAN_CHART_TIMES, 0))));
  clear (&shown);
}

static void
test_names (Fixture *fixture)
{
  Shown shown;
  GtkWidget *cards;
  GtkWidget *card;

  show (&shown, bookshop);
  weir_made_plan_come (shown.made, 0, 4);
  feed_two_seconds (&shown, "100");
  cards = fixture_find (GTK_WIDGET (shown.results), GTK_TYPE_FLOW_BOX, 0);
  card = gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (cards), 0));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Requests: 100");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (fixture_find (GTK_WIDGET (shown.results), GTK_TYPE_COLUMN_VIEW, 0)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Iterations of the run, with their figures");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (get_rule (&shown, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "makes it fail: Time, 90th percentile, is greater than 90 ms. 100 ms. ▲ breached so far; judged "
      "at the end");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (fixture_find (GTK_WIDGET (weir_plan_results_get_charts (shown.results)),
                                    GTK_TYPE_DROP_DOWN, 0)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Whose charts are shown");
  clear (&shown);
}

static gboolean
is_idle (gpointer page)
{
  return !weir_plan_charts_page_is_busy (page);
}

/* A picture of the window as it is drawn, in the folder WEIR_PICTURES. */
static void
take_picture (Shown *shown, const char *name)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = NULL;

  gtk_test_widget_wait_for_draw (shown->window);
  paintable = gtk_widget_paintable_new (shown->window);
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (shown->window)), node, NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), >, 400);
  if (g_getenv ("WEIR_PICTURES") == NULL)
    return;
  file = g_strdup_printf ("%s/plan-results-%s.png", g_getenv ("WEIR_PICTURES"), name);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}

/* For looking at. */
static void
test_pictures (Fixture *fixture)
{
  Shown shown;

  show (&shown, bookshop);
  weir_made_plan_come (shown.made, 0, 4);
  for (guint i = 0; i < 300; i++)
    {
      weir_made_plan_feed (shown.made, 0, 8, (20 + i % 7 * 4) * MS, 200);
      weir_made_plan_feed (shown.made, 0, i % 40 > 20 ? 3 : 0, 180 * MS, i % 2 == 0 ? 503 : 404);
      weir_made_plan_pass (shown.made, 100 * MS);
    }
  weir_made_plan_feed (shown.made, 0, 800, 60 * MS, 503);
  weir_made_plan_pass (shown.made, 3300 * MS);
  update (&shown);
  take_picture (&shown, "live");
  weir_plan_results_show_tab (shown.results, WEIR_PLAN_RESULTS_CHARTS);
  await_chart (&shown, WEIR_PLAN_CHART_TIMES, 0, 30);
  g_assert_true (weir_test_wait (is_idle, weir_plan_results_get_charts (shown.results), DEADLINE_MS));
  take_picture (&shown, "charts");
  weir_plan_results_show_tab (shown.results, WEIR_PLAN_RESULTS_OVERVIEW);
  finish (&shown);
  gtk_window_set_default_size (GTK_WINDOW (shown.window), 520, 400);
  take_picture (&shown, "small");
  clear (&shown);
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan-results/what is not known yet is blank", test_blank);
  fixture_add ("/desktop/plan-results/cards tell how the run stands", test_figures);
  fixture_add ("/desktop/plan-results/a run that is over can be put away", test_clear);
  fixture_add ("/desktop/plan-results/a rule counts down, recovers, and fires at its grace", test_countdown);
  fixture_add ("/desktop/plan-results/each iteration has a row with status and figures", test_table);
  fixture_add ("/desktop/plan-results/the rules are those of the selected iteration", test_selection);
  fixture_add ("/desktop/plan-results/quality and warnings are told with their reasons", test_quality);
  fixture_add ("/desktop/plan-results/charts grow while they are seen, and not before", test_charts);
  fixture_add ("/desktop/plan-results/charts are of all iterations or of the selected one",
               test_chosen_charts);
  fixture_add ("/desktop/plan-results/a run of the past is shown as it was", test_past);
  fixture_add ("/desktop/plan-results/what is slow leads to the slowest requests of its iteration",
               test_findings);
  fixture_add ("/desktop/plan-results/errors lead to the failed requests of their iteration",
               test_errors_found);
  fixture_add ("/desktop/plan-results/what no request shows leads to its iteration", test_rates_found);
  fixture_add ("/desktop/plan-results/Tab leads to tabs, iterations, rules and charts", test_keyboard);
  fixture_add ("/desktop/plan-results/everything has a name that can be read aloud", test_names);
  fixture_add ("/desktop/plan-results/the results can be looked at", test_pictures);
  return fixture_run ();
}
