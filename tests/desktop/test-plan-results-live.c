/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-results-live.c: load plans that run: a real one, and one of 10 000 samples a second; what window
 * and reports say of the same rule
 */

#include "config.h"

#include <string.h>

#include "frames-fixture.h"
#include "weir-job-summary.h"
#include "weir-made-plan.h"
#include "weir-plan-results.h"
#include "weir-report.h"
#include "weir-test-plan-run.h"

#define MS G_GINT64_CONSTANT (1000)
/* Of one frame while samples arrive. */
#define BOUND_MS 50
#define N_JOBS 4

static const char short_plan[] = "name: Short\n"
                                 "rounds:\n"
                                 "  - name: Buyers\n"
                                 "    baseUrl: ${base}\n"
                                 "    numberOfClients: 2\n"
                                 "    iterations:\n"
                                 "      - name: Browse\n"
                                 "        mode: CRB\n"
                                 "        requestCount: 20\n"
                                 "        batchSize: 2\n"
                                 "        coolDownTime: 60\n"
                                 "        httpRequest: {url: /books}\n"
                                 "        failureRules: [{metric: 'ErrorRate > 0.5'}]\n";

static const char long_plan[] =
    "name: Long\n"
    "rounds:\n"
    "  - name: Load\n"
    "    runInParallel: true\n"
    "    iterations:\n"
    "      - &one\n"
    "        name: One\n"
    "        mode: D\n"
    "        duration: 600\n"
    "        httpRequest: {url: 'http://127.0.0.1:1/'}\n"
    "        terminationRules: [{metric: 'ErrorRate > 0.5', gracePeriod: 10s}]\n"
    "        failureRules: [{metric: 'TotalTime.P90 > 60'}]\n"
    "      - {<<: *one, name: Two}\n"
    "      - {<<: *one, name: Three}\n"
    "      - {<<: *one, name: Four}\n";

static GtkWidget *
present (WeirPlanResults *results)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (results));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Whatever is on the screen, by the way people get there. */
static void
changed_cb (WeirPlanRun *run, gpointer results)
{
  g_autoptr (WeirPlanSnapshot) snapshot = weir_plan_run_ref_snapshot (run);

  weir_plan_results_update (results, snapshot, NULL);
}

static gboolean
has_finished (gpointer run)
{
  return ((WeirTestPlanRun *) run)->finished;
}

static gboolean
has_times (gpointer page)
{
  WeirChartView *view = weir_plan_charts_page_get_view (page, WEIR_PLAN_CHART_TIMES, 0);
  WeirChart *chart = view != NULL ? weir_chart_canvas_get_chart (weir_chart_view_get_canvas (view)) : NULL;

  return chart != NULL && !weir_chart_is_empty (chart);
}

static void
test_real_run (Fixture *fixture)
{
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (short_plan, 1);
  WeirPlanResults *results = WEIR_PLAN_RESULTS (weir_plan_results_new ());
  GtkWidget *window = present (results);
  g_autoptr (WeirJobItem) item = NULL;
  g_autofree char *requests = NULL;
  g_autofree char *late = NULL;
  WeirCardRow *cards;
  WeirTone tone;
  gboolean weak;

  weir_plan_results_set_archive (results, run->archive_file);
  weir_plan_results_show_tab (results, WEIR_PLAN_RESULTS_CHARTS);
  g_signal_connect (run->run, "changed", G_CALLBACK (changed_cb), results);
  weir_test_plan_run_start (run);
  g_assert_true (weir_test_wait (has_finished, run, DEADLINE_MS));
  g_assert_cmpstr (weir_plan_results_get_outcome (results), ==, "✓ Passed");
  cards = weir_plan_cards_get_row (weir_plan_results_get_cards (results));
  g_assert_cmpstr (weir_card_row_get_text (cards, WEIR_PLAN_CARD_REQUESTS), ==, "40");
  g_assert_cmpstr (weir_card_row_get_text (cards, WEIR_PLAN_CARD_ERRORS), ==, "0 %");
  g_assert_cmpuint (weir_test_server_count (run->server, "/books"), ==, 40);
  item = g_list_model_get_item (weir_job_table_get_items (weir_plan_results_get_table (results)), 0);
  requests = weir_job_item_get_text (item, WEIR_JOB_FIGURE_REQUESTS, &tone, &weak);
  g_assert_cmpstr (requests, ==, "40");
  /* Batches have a schedule, so it is known how late they were. */
  late = weir_job_item_get_text (item, WEIR_JOB_FIGURE_LATE, &tone, &weak);
  g_assert_cmpstr (late, !=, "–");
  g_assert_true (weir_test_wait (has_times, weir_plan_results_get_charts (results), DEADLINE_MS));
  g_signal_handlers_disconnect_by_data (run->run, results);
  gtk_window_destroy (GTK_WINDOW (window));
}

static char *
write_report (WeirMadePlan *made, const char *name)
{
  g_autofree char *file = g_build_filename (made->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  weir_report_write (made->archive, &made->info->id, 1, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  return text;
}

/* The first number under that key. */
static double
find_number (const char *json, const char *key)
{
  g_autofree char *name = g_strdup_printf ("\"%s\":", key);
  const char *at = strstr (json, name);

  g_assert_nonnull (at);
  return g_ascii_strtod (at + strlen (name), NULL);
}

static void
test_same_value (Fixture *fixture)
{
  g_autoptr (WeirMadePlan) made = weir_made_plan_new (long_plan);
  g_autoptr (WeirPlanSnapshot) last = NULL;
  WeirPlanResults *results = WEIR_PLAN_RESULTS (weir_plan_results_new ());
  GtkWidget *window = present (results);
  g_autofree char *json = NULL;
  g_autofree char *html = NULL;
  g_autofree char *observed = NULL;
  g_autofree char *written = NULL;
  const char *value;

  weir_plan_results_set_archive (results, made->archive_file);
  weir_made_plan_come (made, 0, 1);
  weir_made_plan_feed (made, 0, 2, 20 * MS, 200);
  weir_made_plan_feed (made, 0, 4, 70 * MS, 503);
  weir_made_plan_pass (made, 11000 * MS);
  last = weir_made_plan_finish (made);
  weir_plan_results_update (results, last, made->plan);
  value = weir_rule_state_row_get_value (weir_rule_list_get_row (weir_plan_results_get_rules (results), 0));
  g_assert_cmpstr (value, ==, "0.666667");
  json = write_report (made, "run.json");
  written = weir_metric_value_to_text (WEIR_METRIC_ERROR_RATE, find_number (json, "observed"));
  g_assert_cmpstr (written, ==, value);
  html = write_report (made, "run.html");
  observed = g_strdup_printf ("observed %s", value);
  assert_contains (html, observed);
  gtk_window_destroy (GTK_WINDOW (window));
}

typedef struct
{
  WeirMadePlan *made;
  WeirPlanResults *results;
  GtkWidget *window;
} Load;

static Load load;

/* A tenth of a second of 10 000 samples a second. */
static void
feed (guint tick)
{
  for (guint job = 0; job < N_JOBS; job++)
    for (guint i = 0; i < 25; i++)
      weir_made_plan_feed (load.made, job, 10, (5 + (i * i + tick * 3 + job) % 80) * MS,
                           i == 0 && tick % 5 == 0 ? 503 : 200);
  weir_made_plan_pass (load.made, 100 * MS);
}

static void
show_now (void)
{
  g_autoptr (WeirPlanSnapshot) snapshot = weir_made_plan_show (load.made);

  weir_plan_results_update (load.results, snapshot, load.made->plan);
}

/* Making samples is no work of the window. */
static double
watch (Fixture *fixture)
{
  WeirPlanChartsPage *page = weir_plan_results_get_charts (load.results);
  guint before = weir_plan_charts_page_get_n_updates (page);
  Frames frames;

  frames_begin_in (&frames, load.window);
  for (guint i = 0; i < 100 && weir_plan_charts_page_get_n_updates (page) < before + 2; i++)
    {
      feed (i);
      frames_skip (&frames);
      show_now ();
      frames_wait (&frames);
    }
  g_assert_cmpuint (weir_plan_charts_page_get_n_updates (page), >=, before + 1);
  return frames_end (&frames, "charts of two minutes");
}

static double
watch_overview (Fixture *fixture)
{
  Frames frames;

  frames_begin_in (&frames, load.window);
  for (guint i = 0; i < FRAMES; i++)
    {
      feed (i);
      frames_skip (&frames);
      show_now ();
      frames_wait (&frames);
    }
  return frames_end (&frames, "overview after two minutes");
}

static void
test_frames (Fixture *fixture)
{
  load.made = weir_made_plan_new (long_plan);
  load.results = WEIR_PLAN_RESULTS (weir_plan_results_new ());
  load.window = present (load.results);
  weir_plan_results_set_archive (load.results, load.made->archive_file);
  for (guint job = 0; job < N_JOBS; job++)
    weir_made_plan_come (load.made, job, 1);
  for (guint tick = 0; tick < 1150; tick++)
    feed (tick);
  show_now ();
  gtk_test_widget_wait_for_draw (load.window);
  frames_judge (fixture, watch_overview, BOUND_MS);
  weir_plan_results_show_tab (load.results, WEIR_PLAN_RESULTS_CHARTS);
  g_assert_true (weir_test_wait (has_times, weir_plan_results_get_charts (load.results), DEADLINE_MS));
  frames_judge (fixture, watch, BOUND_MS);
  gtk_window_destroy (GTK_WINDOW (load.window));
  weir_made_plan_free (load.made);
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan-results-live/a real run is shown while it goes on", test_real_run);
  fixture_add ("/desktop/plan-results-live/window, JSON and HTML have the same value of a rule",
               test_same_value);
  fixture_add ("/desktop/plan-results-live/no frame is long while 10 000 samples a second arrive", test_frames);
  return fixture_run ();
}
