/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-history.c: the runs that were kept, shown again, named, pinned, deleted; and written to files
 */

#include "config.h"

#include "history-fixture.h"
#include "weir-archive.h"
#include "weir-run-comparison-window.h"
#include "weir-run-table-window.h"

static const char quick[] = "name: Quick\n"
                            "run: { iterations: 3 }\n"
                            "steps:\n"
                            "  - { name: One, httpRequest: { url: BASE/items } }\n";
static const char other[] = "name: Quick\n"
                            "steps:\n"
                            "  - { name: Something else, set: { a: 1 } }\n";

static void
run (Fixture *fixture)
{
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
}

static guint
count_rows (Fixture *fixture)
{
  GtkListBox *list = weir_history_page_get_list (history_get_page (fixture));
  guint n_rows = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n_rows) != NULL)
    n_rows++;
  return n_rows;
}

static void
test_listed (Fixture *fixture)
{
  const WeirRunInfo *info;

  fixture_open_as (fixture, "listed.flow.yaml", quick);
  run (fixture);
  history_show (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  run (fixture);
  history_wait (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  info = weir_history_row_get_info (history_get_row (fixture, 0));
  g_assert_cmpint (info->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpint (info->id, >, weir_history_row_get_info (history_get_row (fixture, 1))->id);
  g_assert_cmpuint (info->iterations, ==, 3);
}

static void
test_of_this_flow (Fixture *fixture)
{
  GtkWidget *which;

  fixture_open_as (fixture, "this.flow.yaml", quick);
  run (fixture);
  fixture_open_as (fixture, "that.flow.yaml", other);
  history_show (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  which = fixture_find (GTK_WIDGET (history_get_page (fixture)), GTK_TYPE_DROP_DOWN, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (which), 1);
  g_assert_cmpuint (count_rows (fixture), >=, 1);
}

static void
test_shown_again (Fixture *fixture)
{
  WeirResultsView *view = weir_window_get_results_view (fixture->window);
  g_autofree char *text = NULL;
  g_autofree char *latest = NULL;

  fixture_open_as (fixture, "again.flow.yaml", quick);
  run (fixture);
  fixture_set_option (fixture, "iterations", 1);
  run (fixture);
  history_show (fixture);
  gtk_widget_activate (GTK_WIDGET (history_get_row (fixture, 1)));
  history_wait (fixture);
  text = fixture_collect_text (GTK_WIDGET (view));
  assert_contains (text, "✓ Passed");
  assert_contains (text, "3 results");
  g_assert_true (fixture_is_enabled (fixture, "show-latest"));
  fixture_activate (fixture, "win.show-latest");
  fixture_wait_results (fixture);
  latest = fixture_collect_text (GTK_WIDGET (view));
  assert_contains (latest, "1 result\n");
}

static void
test_next_run_is_shown (Fixture *fixture)
{
  g_autofree char *text = NULL;

  fixture_open_as (fixture, "next.flow.yaml", quick);
  run (fixture);
  history_show (fixture);
  gtk_widget_activate (GTK_WIDGET (history_get_row (fixture, 0)));
  history_wait (fixture);
  fixture_set_option (fixture, "iterations", 2);
  run (fixture);
  text = fixture_collect_text (GTK_WIDGET (fixture->window));
  assert_contains (text, "2 results");
  g_assert_null (strstr (text, ", run at "));
}

static void
test_changed_flow (Fixture *fixture)
{
  g_autofree char *text = NULL;

  fixture_open_as (fixture, "changed.flow.yaml", quick);
  run (fixture);
  fixture_open_as (fixture, "changed.flow.yaml", other);
  fixture_activate (fixture, "win.reload");
  history_show (fixture);
  gtk_widget_activate (GTK_WIDGET (history_get_row (fixture, 0)));
  history_wait (fixture);
  text = fixture_collect_text (GTK_WIDGET (fixture->window));
  assert_contains (text, "its steps are not those of this flow");
  assert_contains (text, "3 results");
}

static void
test_kept (Fixture *fixture)
{
  gint64 id;

  fixture_open_as (fixture, "kept.flow.yaml", quick);
  run (fixture);
  history_show (fixture);
  id = weir_history_row_get_info (history_get_row (fixture, 0))->id;
  history_act (fixture, "history.pin", id);
  g_assert_true (weir_history_row_get_info (history_get_row (fixture, 0))->pinned);
  history_act (fixture, "history.pin", id);
  g_assert_false (weir_history_row_get_info (history_get_row (fixture, 0))->pinned);
  history_act (fixture, "history.baseline", id);
  g_assert_true (weir_history_row_get_info (history_get_row (fixture, 0))->baseline);
}

static void
test_described (Fixture *fixture)
{
  WeirHistoryPage *page;
  g_autofree char *text = NULL;

  fixture_open_as (fixture, "described.flow.yaml", quick);
  run (fixture);
  history_show (fixture);
  page = history_get_page (fixture);
  history_act (fixture, "history.describe", weir_history_row_get_info (history_get_row (fixture, 0))->id);
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (GTK_WIDGET (page), GTK_TYPE_ENTRY, 0)),
                         "Before the release");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (
                                fixture_find (GTK_WIDGET (page), GTK_TYPE_TEXT_VIEW, 0))),
                            "With the old database", -1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "history.save-description", NULL));
  history_wait (fixture);
  text = fixture_collect_text (GTK_WIDGET (history_get_row (fixture, 0)));
  assert_contains (text, "Before the release");
  assert_contains (text, "With the old database");
}

static void
test_deleted (Fixture *fixture)
{
  gint64 id;

  fixture_open_as (fixture, "deleted.flow.yaml", quick);
  run (fixture);
  history_show (fixture);
  id = weir_history_row_get_info (history_get_row (fixture, 0))->id;
  history_act (fixture, "history.delete", id);
  fixture_answer ("Cancel");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  history_act (fixture, "history.delete", id);
  fixture_answer ("Delete");
  history_wait (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_cmpstr (weir_results_view_get_outcome (weir_window_get_results_view (fixture->window)), ==,
                   "Not run yet");
}

static void
test_compared (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *comparison = NULL;
  g_autofree char *text = NULL;

  fixture_open_as (fixture, "compared.flow.yaml", quick);
  run (fixture);
  fixture_set_option (fixture, "iterations", 2);
  run (fixture);
  history_show (fixture);
  history_act (fixture, "history.compare", weir_history_row_get_info (history_get_row (fixture, 0))->id);
  assert_contains (weir_window_get_message (fixture->window), "Show one run by a click");
  history_act (fixture, "history.compare", weir_history_row_get_info (history_get_row (fixture, 1))->id);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) widget = g_list_model_get_item (toplevels, i);

      if (WEIR_IS_RUN_COMPARISON_WINDOW (widget))
        comparison = widget;
    }
  g_assert_nonnull (comparison);
  text = fixture_collect_text (comparison);
  assert_contains (text, "3 → 2");
  assert_contains (text, "One\n");
  assert_contains (text, "too few results to tell");
  assert_contains (text, "Comparison of two runs");
  assert_contains (text, "Percentiles of two runs");
  gtk_window_destroy (GTK_WINDOW (comparison));
}

static const char slow[] = "name: Quick\n"
                           "steps:\n"
                           "  - { name: One, httpRequest: { url: \"BASE/slow?ms=30\" } }\n"
                           "  - { name: More, httpRequest: { url: BASE/items } }\n";

static void
test_several (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *table = NULL;
  GtkWidget *page;
  g_autofree char *chosen = NULL;
  g_autofree char *text = NULL;

  fixture_open_as (fixture, "several.flow.yaml", quick);
  run (fixture);
  run (fixture);
  fixture_open_as (fixture, "several.flow.yaml", slow);
  fixture_activate (fixture, "win.reload");
  run (fixture);
  history_show (fixture);
  page = GTK_WIDGET (history_get_page (fixture));
  for (int i = 0; i < 3; i++)
    history_act (fixture, "history.choose", weir_history_row_get_info (history_get_row (fixture, i))->id);
  chosen = fixture_collect_text (page);
  assert_contains (chosen, "3 runs chosen");
  assert_contains (chosen, "chosen to compare");
  g_assert_true (gtk_widget_activate_action (page, "history.compare-chosen", NULL));
  history_wait (fixture);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) widget = g_list_model_get_item (toplevels, i);

      if (WEIR_IS_RUN_TABLE_WINDOW (widget))
        table = widget;
    }
  g_assert_nonnull (table);
  text = fixture_collect_text (table);
  assert_contains (text, "Compared with the earliest, ");
  assert_contains (text, "options, steps and computer were the same");
  assert_contains (text, "One · p50\n");
  assert_contains (text, "too few results to tell");
  assert_contains (text, "has the step More, which the first has not.");
  gtk_window_destroy (GTK_WINDOW (table));
  g_assert_true (gtk_widget_activate_action (page, "history.choose-none", NULL));
}

static gboolean
has_message (gpointer data)
{
  return weir_window_get_message (data) != NULL;
}

static void
test_exported (Fixture *fixture)
{
  const char *const endings[] = { ".json", ".csv", ".jsonl", ".xml", ".html" };

  fixture_open_as (fixture, "exported.flow.yaml", quick);
  g_assert_false (fixture_is_enabled (fixture, "export"));
  run (fixture);
  g_assert_true (fixture_is_enabled (fixture, "export"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("exported", endings[i], NULL);
      g_autofree char *path = fixture_write (name, "");
      g_autofree char *text = NULL;

      fixture_activate (fixture, "win.close-message");
      weir_window_export_to (fixture->window, path);
      g_assert_true (weir_test_wait (has_message, fixture->window, DEADLINE_MS));
      assert_contains (weir_window_get_message (fixture->window), "The results are in ");
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      assert_contains (text, "One");
    }
}

static const char secret[] = "name: Secret\n"
                             "steps:\n"
                             "  - name: One\n"
                             "    httpRequest: { url: BASE/items, headers: { Authorization: Token s3cr3t } }\n";

static gboolean
is_idle_window (gpointer data)
{
  return !weir_window_is_working (data);
}

static char *
export (Fixture *fixture, const char *path)
{
  char *text = NULL;

  weir_window_export_to (fixture->window, path);
  g_assert_true (weir_test_wait (is_idle_window, fixture->window, DEADLINE_MS));
  assert_contains (weir_window_get_message (fixture->window), "The results are in ");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_credentials (Fixture *fixture)
{
  g_autofree char *path = fixture_write ("secret.json", "");
  g_autofree char *hidden = NULL;
  g_autofree char *shown = NULL;

  fixture_open_as (fixture, "secret.flow.yaml", secret);
  run (fixture);
  hidden = export (fixture, path);
  g_assert_null (strstr (hidden, "s3cr3t"));
  fixture_activate (fixture, "win.include-credentials");
  shown = export (fixture, path);
  assert_contains (shown, "s3cr3t");
  fixture_activate (fixture, "win.include-credentials");
}

static void
test_pdf (Fixture *fixture)
{
  g_autofree char *path = fixture_write ("pages.pdf", "");
  g_autofree char *pages = NULL;

  fixture_open_as (fixture, "pages.flow.yaml", quick);
  run (fixture);
  pages = export (fixture, path);
  g_assert_true (g_str_has_prefix (pages, "%PDF-"));
}

/* What was in the file stays in it, and nothing is left beside it. */
static void
test_cancelled (Fixture *fixture)
{
  g_autofree char *path = fixture_write ("cancelled.json", "as it was");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  fixture_open_as (fixture, "cancelled.flow.yaml", quick);
  fixture_set_option (fixture, "iterations", 400);
  run (fixture);
  weir_window_export_to (fixture->window, path);
  g_assert_true (weir_window_is_working (fixture->window));
  fixture_activate (fixture, "win.cancel-work");
  g_assert_true (weir_test_wait (is_idle_window, fixture->window, DEADLINE_MS));
  g_assert_cmpstr (weir_window_get_message (fixture->window), ==, "Nothing was exported.");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "as it was");
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "cancelled.json") && !g_str_equal (name, "cancelled.json"));
}

static void
test_not_exported (Fixture *fixture)
{
  fixture_open_as (fixture, "refused.flow.yaml", quick);
  run (fixture);
  weir_window_export_to (fixture->window, "/nonexistent/results.json");
  g_assert_nonnull (weir_window_get_message (fixture->window));
  assert_contains (weir_window_get_message (fixture->window), "/nonexistent");
  weir_window_export_to (fixture->window, "/tmp/results.docx");
  assert_contains (weir_window_get_message (fixture->window), ".docx");
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/history/runs are listed, the latest first, and a new one as soon as it ends",
               test_listed);
  fixture_add ("/desktop/history/runs of this flow are told from those of others", test_of_this_flow);
  fixture_add ("/desktop/history/an earlier run is shown, then the latest again", test_shown_again);
  fixture_add ("/desktop/history/a run that begins is shown", test_next_run_is_shown);
  fixture_add ("/desktop/history/a run of other steps says so", test_changed_flow);
  fixture_add ("/desktop/history/a run is pinned and made the baseline", test_kept);
  fixture_add ("/desktop/history/a run has a name and a note", test_described);
  fixture_add ("/desktop/history/a run is deleted after a question, and shown no more", test_deleted);
  fixture_add ("/desktop/history/a run is compared with the shown one", test_compared);
  fixture_add ("/desktop/history/several runs are compared, a column for each", test_several);
  fixture_add ("/desktop/export/the shown run is written in every form", test_exported);
  fixture_add ("/desktop/export/credentials are in it only when they are asked for", test_credentials);
  fixture_add ("/desktop/export/pages are written for print", test_pdf);
  fixture_add ("/desktop/export/one that is cancelled leaves the file as it was", test_cancelled);
  fixture_add ("/desktop/export/what cannot be written is told", test_not_exported);
  return fixture_run ();
}
