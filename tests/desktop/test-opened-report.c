/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-opened-report.c: results from a file: shown with all that the file has, and said to be from a file
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-archive.h"
#include "weir-charts-page.h"
#include "weir-history-page.h"
#include "weir-run-comparison-window.h"
#include "window-fixture.h"

static const char two_users[] = "name: Crowd\n"
                                "run: { parallel: 4 }\n"
                                "steps:\n"
                                "  - name: Good\n"
                                "    httpRequest: { url: \"BASE/items?limit=2\" }\n"
                                "    assert: [{ from: status, is: \"=\", value: 200 }]\n"
                                "  - name: Bad\n"
                                "    httpRequest: { url: \"BASE/items?limit=1\" }\n"
                                "    assert: [{ from: status, is: \"=\", value: 404 }]\n";

static gboolean
is_idle (gpointer data)
{
  return !weir_window_is_working (data);
}

static void
wait_work (Fixture *fixture)
{
  g_assert_true (weir_test_wait (is_idle, fixture->window, DEADLINE_MS));
  fixture_wait_results (fixture);
}

/* A report of a run that this window made and shows no more. */
static char *
make_report (Fixture *fixture, const char *name)
{
  char *path = fixture_write (name, "");

  fixture_open_text (fixture, two_users);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  weir_window_export_to (fixture->window, path);
  wait_work (fixture);
  fixture_activate (fixture, "win.close-document");
  return path;
}

static guint
count_runs (void)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (NULL, NULL);
  g_autoptr (GPtrArray) runs = weir_archive_list_runs (archive, 100, NULL);

  return runs->len;
}

static void
test_shown (Fixture *fixture)
{
  g_autofree char *path = make_report (fixture, "crowd.json");
  guint n_runs = count_runs ();
  WeirResultsView *view = weir_window_get_results_view (fixture->window);
  const WeirStepResult *shown;
  g_autofree char *text = NULL;

  fixture_open (fixture, path);
  wait_work (fixture);
  text = fixture_collect_text (GTK_WIDGET (fixture->window));
  assert_contains (text, "Crowd\nResults from a file\n");
  assert_contains (text, "Results from the file crowd.json, run on ");
  assert_contains (text, "What was hidden when it was written is hidden here, too.");
  assert_contains (text, "✗ Failed, 4 of 8 steps did not pass");
  assert_contains (text, "50.0 %");
  assert_contains (text, "8 results · 4 failed");
  shown = weir_result_details_get_result (weir_results_view_get_details (view));
  g_assert_nonnull (shown);
  g_assert_cmpstr (shown->name, ==, "Bad");
  /* It is looked at only: it is no run of this person's, and nothing is run from it. */
  g_assert_cmpuint (count_runs (), ==, n_runs);
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_unlink (path);
}

static GtkWidget *
show_page (Fixture *fixture, int page)
{
  GtkWidget *tabs = fixture_find (GTK_WIDGET (weir_window_get_results_view (fixture->window)),
                                  GTK_TYPE_NOTEBOOK, 0);

  gtk_notebook_set_current_page (GTK_NOTEBOOK (tabs), page);
  fixture_wait_results (fixture);
  return gtk_notebook_get_nth_page (GTK_NOTEBOOK (tabs), page);
}

static void
test_pages (Fixture *fixture)
{
  g_autofree char *path = make_report (fixture, "pages.json");
  g_autofree char *charts = NULL;
  g_autofree char *statistics = NULL;
  g_autofree char *log = NULL;

  fixture_open (fixture, path);
  wait_work (fixture);
  charts = fixture_collect_text (show_page (fixture, 1));
  assert_contains (charts, "How many virtual users and requests there were at one time is not known of this run.");
  statistics = fixture_collect_text (show_page (fixture, 2));
  assert_contains (statistics, "Good");
  log = fixture_collect_text (show_page (fixture, 3));
  assert_contains (log, "Bad: ");
  g_unlink (path);
}

static gint64
find_latest_run (void)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (NULL, NULL);
  g_autoptr (GPtrArray) runs = weir_archive_list_runs (archive, 1, NULL);

  return ((const WeirRunInfo *) g_ptr_array_index (runs, 0))->id;
}

static gboolean
has_comparison (gpointer data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget **found = data;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) widget = g_list_model_get_item (toplevels, i);

      if (WEIR_IS_RUN_COMPARISON_WINDOW (widget))
        *found = widget;
    }
  return *found != NULL;
}

static void
test_compared (Fixture *fixture)
{
  g_autofree char *path = make_report (fixture, "compared.json");
  GtkWidget *comparison = NULL;
  g_autofree char *text = NULL;

  fixture_open_text (fixture, two_users);
  fixture_set_option (fixture, "parallel", 6);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  fixture_open (fixture, path);
  wait_work (fixture);
  g_assert_true (gtk_widget_activate_action (fixture_find (GTK_WIDGET (fixture->window),
                                                           WEIR_TYPE_HISTORY_PAGE, 0),
                                             "history.compare", "x", find_latest_run ()));
  g_assert_true (weir_test_wait (has_comparison, &comparison, DEADLINE_MS));
  text = fixture_collect_text (comparison);
  assert_contains (text, "4 → 6");
  assert_contains (text, "Good\n");
  gtk_window_destroy (GTK_WINDOW (comparison));
  g_unlink (path);
}

static void
test_again (Fixture *fixture)
{
  g_autofree char *path = make_report (fixture, "again.json");
  g_autofree char *second = fixture_write ("second.json", "");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_open (fixture, path);
  wait_work (fixture);
  weir_window_export_to (fixture->window, second);
  wait_work (fixture);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  g_assert_true (g_file_get_contents (second, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  g_unlink (path);
  g_unlink (second);
}

static void
test_damaged (Fixture *fixture)
{
  g_autofree char *path = make_report (fixture, "damaged.json");
  g_autofree char *whole = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  g_assert_true (g_file_set_contents (path, whole, (gssize) length / 2, NULL));
  fixture_open (fixture, path);
  wait_work (fixture);
  text = fixture_collect_text (GTK_WIDGET (fixture->window));
  assert_contains (text, "damaged.json” is no report in JSON that Weir wrote, or is damaged: ");
  g_assert_null (weir_window_get_session (fixture->window));
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/opened report/it is shown as a run, and said to be from a file", test_shown);
  fixture_add ("/desktop/opened report/it has charts, statistics and a log, and says what it lacks", test_pages);
  fixture_add ("/desktop/opened report/it is compared with a run that was kept", test_compared);
  fixture_add ("/desktop/opened report/exported again it is the same", test_again);
  fixture_add ("/desktop/opened report/a file that is cut says what is wrong with it", test_damaged);
  return fixture_run ();
}
