/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-past.c: runs of load plans that were kept: listed, shown again, compared, written to files and opened
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "history-fixture.h"
#include "weir-archive.h"
#include "weir-run-comparison-window.h"
#include "weir-run-table-window.h"

static const char quick[] = "name: Load\n"
                            "rounds:\n"
                            "- name: Buyers\n"
                            "  baseUrl: BASE\n"
                            "  iterations:\n"
                            "  - { name: Browse, requestCount: 20, httpRequest: { url: /items } }\n";
static const char failing[] = "name: Load\n"
                              "rounds:\n"
                              "- name: Buyers\n"
                              "  baseUrl: BASE\n"
                              "  iterations:\n"
                              "  - { name: Browse, requestCount: 30, httpRequest: { url: /status/503 } }\n";
static const char lasting[] = "name: Load\n"
                              "rounds:\n"
                              "- name: Buyers\n"
                              "  baseUrl: BASE\n"
                              "  iterations:\n"
                              "  - { name: Browse, duration: 60, httpRequest: { url: \"/slow?ms=20\" } }\n";
static const char flow[] = "name: Quick\n"
                           "steps:\n"
                           "  - { name: One, httpRequest: { url: BASE/items } }\n";

static WeirPlanResults *
get_results (Fixture *fixture)
{
  return weir_plan_view_get_results (weir_window_get_plan_view (fixture->window));
}

static gboolean
is_not_working (gpointer data)
{
  return !weir_window_is_working (data);
}

static void
wait_work (Fixture *fixture)
{
  g_assert_true (weir_test_wait (is_not_working, fixture->window, DEADLINE_MS));
}

/* The window has heard of it, too. */
static gboolean
is_done (gpointer data)
{
  WeirSession *session = weir_window_get_session (((Fixture *) data)->window);

  return !weir_session_is_running (session) && fixture_is_enabled (data, "run");
}

static void
wait_done (Fixture *fixture)
{
  g_assert_true (weir_test_wait (is_done, fixture, DEADLINE_MS));
}

static void
run (Fixture *fixture)
{
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_session_is_running (weir_window_get_session (fixture->window)));
  wait_done (fixture);
}

static char *
collect (Fixture *fixture)
{
  return fixture_collect_text (GTK_WIDGET (weir_window_get_plan_view (fixture->window)));
}

/* One run that passed, then one in which everything failed. */
static void
run_twice (Fixture *fixture, const char *name)
{
  g_autofree char *path = NULL;

  fixture_open_as (fixture, name, quick);
  run (fixture);
  path = fixture_write_text (fixture, name, failing);
  fixture_activate (fixture, "win.reload");
  run (fixture);
  history_show (fixture);
}

static void
test_listed (Fixture *fixture)
{
  g_autofree char *text = NULL;

  run_twice (fixture, "listed.plan.yaml");
  g_assert_nonnull (history_get_row (fixture, 1));
  g_assert_null (history_get_row (fixture, 2));
  text = fixture_collect_text (GTK_WIDGET (history_get_page (fixture)));
  assert_contains (text, "✗\n");
  assert_contains (text, "✓\n");
  assert_contains (text, "1 client · ");
}

static void
test_shown (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_autofree char *latest = NULL;

  run_twice (fixture, "shown.plan.yaml");
  assert_contains (weir_plan_results_get_outcome (get_results (fixture)), "Failed");
  history_click (fixture, 1);
  assert_contains (weir_plan_results_get_outcome (get_results (fixture)), "Passed");
  text = collect (fixture);
  assert_contains (text, "Load, run at ");
  assert_contains (text, "Show Latest");
  fixture_activate (fixture, "win.show-latest");
  assert_contains (weir_plan_results_get_outcome (get_results (fixture)), "Failed");
  latest = collect (fixture);
  g_assert_null (strstr (latest, "Load, run at "));
}

static void
test_beside_running (Fixture *fixture)
{
  g_autofree char *path = NULL;

  fixture_open_as (fixture, "beside.plan.yaml", quick);
  run (fixture);
  path = fixture_write_text (fixture, "beside.plan.yaml", lasting);
  fixture_activate (fixture, "win.reload");
  fixture_activate (fixture, "win.run");
  history_show (fixture);
  /* The one that runs is the first; a click on it is no way into the past. */
  history_click (fixture, 1);
  assert_contains (weir_plan_results_get_outcome (get_results (fixture)), "Passed");
  g_assert_true (fixture_is_enabled (fixture, "stop"));
  g_assert_true (fixture_is_enabled (fixture, "export"));
  fixture_activate (fixture, "win.stop");
  fixture_activate (fixture, "win.stop");
  wait_done (fixture);
  assert_contains (weir_plan_results_get_outcome (get_results (fixture)), "Passed");
  fixture_activate (fixture, "win.show-latest");
  assert_contains (weir_plan_results_get_outcome (get_results (fixture)), "Stopped");
}

static void
choose_scope (Fixture *fixture, guint position)
{
  GtkWidget *choice = fixture_find (GTK_WIDGET (history_get_page (fixture)), GTK_TYPE_DROP_DOWN, 0);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), position);
}

static void
test_other_document (Fixture *fixture)
{
  g_autofree char *text = NULL;

  fixture_open_as (fixture, "from-flow.plan.yaml", quick);
  run (fixture);
  fixture_open_as (fixture, "from-flow.flow.yaml", flow);
  history_show (fixture);
  choose_scope (fixture, 1);
  history_click (fixture, 0);
  text = collect (fixture);
  assert_contains (gtk_window_get_title (GTK_WINDOW (fixture->window)), "Load");
  assert_contains (weir_plan_results_get_outcome (get_results (fixture)), "Passed");
  choose_scope (fixture, 0);
}

static GtkWidget *
find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) widget = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
        return widget;
    }
  return NULL;
}

static void
test_compared (Fixture *fixture)
{
  GtkWidget *comparison;
  g_autofree char *text = NULL;

  run_twice (fixture, "compared.plan.yaml");
  history_act (fixture, "history.compare", history_get_id (fixture, 1));
  comparison = find_window (WEIR_TYPE_RUN_COMPARISON_WINDOW);
  g_assert_nonnull (comparison);
  text = fixture_collect_text (comparison);
  assert_contains (text, "● Edited plan iterations: Buyers / Browse");
  assert_contains (text, "Buyers / Browse\n");
  assert_contains (text, "20 → 30, +50.0 %\n");
  assert_contains (text, "0.0 % → 100.0 %\n");
  assert_contains (text, "succeeded → failed\n");
  gtk_window_destroy (GTK_WINDOW (comparison));
}

static void
test_several (Fixture *fixture)
{
  GtkWidget *table;
  g_autofree char *text = NULL;

  run_twice (fixture, "several.plan.yaml");
  run (fixture);
  history_wait (fixture);
  for (int i = 0; i < 3; i++)
    history_act (fixture, "history.choose", history_get_id (fixture, i));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (history_get_page (fixture)),
                                             "history.compare-chosen", NULL));
  history_wait (fixture);
  table = find_window (WEIR_TYPE_RUN_TABLE_WINDOW);
  g_assert_nonnull (table);
  text = fixture_collect_text (table);
  assert_contains (text, "Buyers / Browse · Requests\n20\n30\n30\n");
  assert_contains (text, "Buyers / Browse · p99\n");
  assert_contains (text, "Buyers / Browse · Status\nsucceeded\nfailed\nfailed\n");
  gtk_window_destroy (GTK_WINDOW (table));
}

static void
test_described (Fixture *fixture)
{
  gint64 id;

  run_twice (fixture, "described.plan.yaml");
  id = history_get_id (fixture, 1);
  history_act (fixture, "history.pin", id);
  history_act (fixture, "history.baseline", id);
  g_assert_true (weir_history_row_get_info (history_get_row (fixture, 1))->pinned);
  g_assert_true (weir_history_row_get_info (history_get_row (fixture, 1))->baseline);
}

/* What is shown is gone: the latest is shown again. */
static void
test_deleted (Fixture *fixture)
{
  run_twice (fixture, "deleted.plan.yaml");
  history_click (fixture, 1);
  history_act (fixture, "history.delete", history_get_id (fixture, 1));
  fixture_answer ("Delete");
  history_wait (fixture);
  g_assert_null (history_get_row (fixture, 1));
  assert_contains (weir_plan_results_get_outcome (get_results (fixture)), "Failed");
}

static void
test_exported (Fixture *fixture)
{
  static const char *const endings[] = { ".html", ".pdf", ".json", ".jsonl", ".csv", ".xml" };

  fixture_open_as (fixture, "exported.plan.yaml", quick);
  g_assert_false (fixture_is_enabled (fixture, "export"));
  run (fixture);
  g_assert_true (fixture_is_enabled (fixture, "export"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("exported", endings[i], NULL);
      g_autofree char *path = fixture_write (name, "");
      g_autofree char *text = NULL;
      gsize size = 0;

      weir_window_export_to (fixture->window, path);
      wait_work (fixture);
      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      g_assert_cmpuint (size, >, 100);
    }
}

static void
test_opened (Fixture *fixture)
{
  g_autofree char *path = fixture_write ("opened.json", "");
  g_autofree char *text = NULL;

  fixture_open_as (fixture, "opened.plan.yaml", failing);
  run (fixture);
  weir_window_export_to (fixture->window, path);
  wait_work (fixture);
  fixture_activate (fixture, "win.close-document");
  fixture_open (fixture, path);
  wait_work (fixture);
  text = fixture_collect_text (GTK_WIDGET (fixture->window));
  assert_contains (text, "Load\nResults from a file\n");
  assert_contains (text, "Results from the file opened.json, run on ");
  assert_contains (weir_plan_results_get_outcome (get_results (fixture)), "Failed");
  g_assert_true (fixture_is_enabled (fixture, "export"));
  g_assert_false (fixture_is_enabled (fixture, "run"));
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan past/runs of a load plan are listed with their outcome", test_listed);
  fixture_add ("/desktop/plan past/a click shows one, and the latest is a click away", test_shown);
  fixture_add ("/desktop/plan past/one is shown while another is going on", test_beside_running);
  fixture_add ("/desktop/plan past/a click on one from a flow shows the plan it was of", test_other_document);
  fixture_add ("/desktop/plan past/two are compared", test_compared);
  fixture_add ("/desktop/plan past/several are compared in a table", test_several);
  fixture_add ("/desktop/plan past/one is pinned and made the baseline", test_described);
  fixture_add ("/desktop/plan past/one that is deleted is shown no more", test_deleted);
  fixture_add ("/desktop/plan past/results are written in every form", test_exported);
  fixture_add ("/desktop/plan past/a report in JSON is opened again", test_opened);
  return fixture_run ();
}
