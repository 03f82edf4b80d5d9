/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-results.c: the list of results over the archive: passes, their steps, filters, the way to problems
 */

#include "config.h"

#include "made-run.h"
#include "weir-result-item.h"
#include "weir-result-words.h"

#define MARK_FAILED 'F'
#define MARK_UNCHECKED 'U'

/* One pass; each letter of @marks is a step: F failed, U answered 500 and not checked, else passed. */
static void
append_pass (Made *made, guint iteration, guint vu, const char *marks)
{
  for (guint step = 0; marks[step] != '\0'; step++)
    {
      WeirStepBrief brief = made_brief (iteration, vu, step);

      if (marks[step] == MARK_FAILED)
        brief.outcome = WEIR_STEP_FAILED;
      if (marks[step] == MARK_UNCHECKED)
        {
          brief.status = 500;
          brief.not_checked = TRUE;
        }
      made_append (made, &brief);
    }
}

static void
append_part (Made *made, WeirFlowPart part)
{
  WeirStepBrief brief = made_brief (0, 0, 0);

  brief.part = part;
  made_append (made, &brief);
}

static GtkTreeListRow *
get_row (Fixture *fixture, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (weir_results_view_get_shown_rows (made_get_view (fixture))),
                                position);
}

static void
assert_row (Fixture *fixture, guint position, const char *spoken)
{
  g_autoptr (GtkTreeListRow) row = get_row (fixture, position);
  g_autoptr (WeirResultItem) item = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (row);
  item = gtk_tree_list_row_get_item (row);
  text = weir_words_spoken (item);
  g_assert_cmpstr (text, ==, spoken);
}

static void
assert_n_rows (Fixture *fixture, guint n_rows)
{
  GListModel *rows = G_LIST_MODEL (weir_results_view_get_shown_rows (made_get_view (fixture)));

  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, n_rows);
}

typedef struct
{
  Fixture *fixture;
  guint n_rows;
} RowCount;

static gboolean
has_rows (gpointer data)
{
  RowCount *count = data;
  GListModel *rows = G_LIST_MODEL (weir_results_view_get_shown_rows (made_get_view (count->fixture)));

  return g_list_model_get_n_items (rows) == count->n_rows;
}

static void
wait_rows (Fixture *fixture, guint n_rows)
{
  RowCount count = { fixture, n_rows };

  g_assert_true (weir_test_wait (has_rows, &count, DEADLINE_MS));
}

static void
expand (Fixture *fixture, guint position)
{
  g_autoptr (GtkTreeListRow) row = get_row (fixture, position);

  gtk_tree_list_row_set_expanded (row, TRUE);
}

/* The pass and step of the result in the details: "2/3". */
static char *
get_shown (Fixture *fixture)
{
  const WeirStepResult *result;

  fixture_wait_results (fixture);
  result = weir_result_details_get_result (weir_results_view_get_details (made_get_view (fixture)));
  if (result == NULL)
    return g_strdup ("nothing");
  return g_strdup_printf ("%u/%u", result->brief.iteration, result->brief.step + 1);
}

static void
assert_shown (Fixture *fixture, const char *expected)
{
  g_autofree char *shown = get_shown (fixture);

  g_assert_cmpstr (shown, ==, expected);
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (made_get_view (fixture)), action, NULL));
  fixture_wait_results (fixture);
}

static void
show_done (Fixture *fixture, Made *made, guint n_iterations, guint n_vus)
{
  made_commit (made);
  made_open_flow (fixture);
  made_show (fixture, made, n_iterations, n_vus, WEIR_RUN_DONE);
  fixture_wait_results (fixture);
}

static void
test_passes (Fixture *fixture)
{
  Made made;
  GtkWidget *view;
  GtkWidget *expander;
  g_autofree char *text = NULL;

  made_begin (&made);
  append_part (&made, WEIR_FLOW_PART_BEFORE_ALL);
  append_pass (&made, 1, 1, "....");
  append_pass (&made, 2, 1, "...U");
  append_pass (&made, 3, 1, ".F.F");
  append_part (&made, WEIR_FLOW_PART_AFTER_ALL);
  show_done (fixture, &made, 3, 1);
  /* The failed one is expanded, because its first failure is shown. */
  assert_n_rows (fixture, 9);
  assert_row (fixture, 0, "Before All, passed, 1 step");
  assert_row (fixture, 1, "Iteration 1, passed, 4 steps");
  assert_row (fixture, 2, "Iteration 2, not checked, 1 of 4 steps");
  assert_row (fixture, 3, "Iteration 3, failed, 2 of 4 steps");
  assert_row (fixture, 4, "One, passed");
  assert_row (fixture, 5, "Two, failed");
  assert_row (fixture, 8, "After All, passed, 1 step");
  assert_shown (fixture, "3/2");
  expand (fixture, 1);
  wait_rows (fixture, 13);
  assert_row (fixture, 5, "Four, passed");
  /* 33.5 ms: from the start of its first step to the end of its last. */
  text = fixture_collect_text (GTK_WIDGET (made_get_view (fixture)));
  assert_contains (text, "3.5 ms");
  assert_contains (text, "14 results · 2 failed · 1 not checked");
  view = fixture_find (GTK_WIDGET (made_get_view (fixture)), GTK_TYPE_COLUMN_VIEW, 0);
  expander = fixture_find (view, GTK_TYPE_TREE_EXPANDER, 0);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_widget_get_parent (expander))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Before All, passed, 1 step");
  made_end (&made);
}

static void
test_single (Fixture *fixture)
{
  Made made;

  made_begin (&made);
  append_pass (&made, 1, 1, "....");
  show_done (fixture, &made, 1, 1);
  assert_n_rows (fixture, 5);
  assert_shown (fixture, "1/1");
  made_end (&made);
}

static void
test_users (Fixture *fixture)
{
  Made made;

  made_begin (&made);
  for (guint step = 0; step < 4; step++)
    for (guint vu = 3; vu >= 1; vu--)
      {
        WeirStepBrief brief = made_brief (1, vu, step);

        brief.outcome = vu == 2 && step == 3 ? WEIR_STEP_FAILED : WEIR_STEP_PASSED;
        made_append (&made, &brief);
      }
  show_done (fixture, &made, 1, 3);
  assert_n_rows (fixture, 7);
  assert_row (fixture, 0, "VU 1, passed, 4 steps");
  assert_row (fixture, 1, "VU 2, failed, 1 of 4 steps");
  assert_row (fixture, 2, "One, passed");
  assert_row (fixture, 5, "Four, failed");
  assert_row (fixture, 6, "VU 3, passed, 4 steps");
  made_end (&made);
}

static void
test_problems (Fixture *fixture)
{
  static const char *const forwards[] = { "4/1", "4/3", "1/2", "3/4", "2/4" };
  Made made;

  made_begin (&made);
  append_pass (&made, 1, 1, ".U..");
  append_pass (&made, 2, 1, "...F");
  append_pass (&made, 3, 1, "...U");
  append_pass (&made, 4, 1, "F.F.");
  show_done (fixture, &made, 4, 1);
  assert_shown (fixture, "2/4");
  for (guint i = 0; i < G_N_ELEMENTS (forwards); i++)
    {
      activate (fixture, "results.next-problem");
      assert_shown (fixture, forwards[i]);
    }
  for (guint i = G_N_ELEMENTS (forwards) - 1; i > 0; i--)
    {
      activate (fixture, "results.previous-problem");
      assert_shown (fixture, forwards[i - 1]);
    }
  made_end (&made);
}

static void
test_from_charts (Fixture *fixture)
{
  Made made;
  GtkNotebook *tabs = GTK_NOTEBOOK (fixture_find (GTK_WIDGET (made_get_view (fixture)), GTK_TYPE_NOTEBOOK, 0));

  made_begin (&made);
  append_pass (&made, 1, 1, "...F");
  append_pass (&made, 2, 1, "F...");
  show_done (fixture, &made, 2, 1);
  gtk_notebook_set_current_page (tabs, 1);
  activate (fixture, "results.next-problem");
  g_assert_cmpint (gtk_notebook_get_current_page (tabs), ==, 0);
  assert_shown (fixture, "2/1");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "edit"));
  activate (fixture, "results.previous-problem");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (tabs)));
  assert_shown (fixture, "1/4");
  made_end (&made);
}

static void
test_one_of_fifty (Fixture *fixture)
{
  Made made;
  GtkWidget *next;
  WeirResultsView *view = made_get_view (fixture);

  made_begin (&made);
  for (guint i = 1; i <= 50; i++)
    append_pass (&made, i, 1, i == 37 ? ".U.." : "....");
  show_done (fixture, &made, 50, 1);
  /* The person looks at something else first. */
  expand (fixture, 0);
  wait_rows (fixture, 58);
  weir_results_view_select (view, 0);
  assert_shown (fixture, "1/1");
  next = fixture_find (GTK_WIDGET (view), GTK_TYPE_BUTTON, 0);
  g_assert_true (gtk_widget_get_visible (next));
  g_signal_emit_by_name (next, "clicked");
  assert_shown (fixture, "37/2");
  made_end (&made);
}

static void
test_no_problem (Fixture *fixture)
{
  Made made;

  made_begin (&made);
  append_pass (&made, 1, 1, "....");
  append_pass (&made, 2, 1, "....");
  show_done (fixture, &made, 2, 1);
  assert_n_rows (fixture, 2);
  assert_shown (fixture, "nothing");
  g_assert_false (gtk_widget_get_visible (fixture_find (GTK_WIDGET (made_get_view (fixture)),
                                                        GTK_TYPE_BUTTON, 0)));
  made_end (&made);
}

static void
test_failed_only (Fixture *fixture)
{
  Made made;
  WeirResultsView *view = made_get_view (fixture);

  made_begin (&made);
  append_pass (&made, 1, 1, "....");
  append_pass (&made, 2, 1, ".F.U");
  append_pass (&made, 3, 1, "...U");
  show_done (fixture, &made, 3, 1);
  weir_results_view_set_failed_only (view, TRUE);
  fixture_wait_results (fixture);
  assert_n_rows (fixture, 2);
  assert_row (fixture, 0, "Iteration 2, failed, 1 of 4 steps");
  assert_row (fixture, 1, "Two, failed");
  assert_shown (fixture, "2/2");
  activate (fixture, "results.next-problem");
  assert_shown (fixture, "2/2");
  weir_results_view_set_failed_only (view, FALSE);
  fixture_wait_results (fixture);
  wait_rows (fixture, 7);
  made_end (&made);
}

static void
test_step (Fixture *fixture)
{
  Made made;
  WeirResultsView *view = made_get_view (fixture);

  made_begin (&made);
  append_pass (&made, 1, 1, "....");
  append_pass (&made, 2, 1, ".F..");
  append_pass (&made, 3, 1, ".U..");
  show_done (fixture, &made, 3, 1);
  weir_results_view_set_step (view, WEIR_FLOW_PART_STEPS, 1, "Two");
  fixture_wait_results (fixture);
  assert_n_rows (fixture, 3);
  assert_row (fixture, 0, "Iteration 1, passed");
  assert_row (fixture, 1, "Iteration 2, failed");
  assert_row (fixture, 2, "Iteration 3, not checked");
  assert_shown (fixture, "2/2");
  activate (fixture, "results.next-problem");
  assert_shown (fixture, "3/2");
  activate (fixture, "results.next-problem");
  assert_shown (fixture, "2/2");
  made_end (&made);
}

static void
test_live (Fixture *fixture)
{
  Made made;

  made_begin (&made);
  made_open_flow (fixture);
  append_pass (&made, 1, 1, "....");
  append_pass (&made, 2, 1, "..");
  made_commit (&made);
  made_show (fixture, &made, 3, 1, WEIR_RUN_RUNNING);
  fixture_wait_results (fixture);
  assert_n_rows (fixture, 2);
  assert_row (fixture, 1, "Iteration 2, running, 2 steps");
  expand (fixture, 1);
  wait_rows (fixture, 4);
  for (guint step = 2; step < 4; step++)
    {
      WeirStepBrief brief = made_brief (2, 1, step);

      made_append (&made, &brief);
    }
  append_pass (&made, 3, 1, ".");
  made_commit (&made);
  made_show (fixture, &made, 3, 1, WEIR_RUN_RUNNING);
  wait_rows (fixture, 7);
  assert_row (fixture, 1, "Iteration 2, passed, 4 steps");
  assert_row (fixture, 5, "Four, passed");
  assert_row (fixture, 6, "Iteration 3, running, 1 step");
  made_show (fixture, &made, 3, 1, WEIR_RUN_DONE);
  fixture_wait_results (fixture);
  assert_row (fixture, 6, "Iteration 3, passed, 1 step");
  made_end (&made);
}

static void
test_clear (Fixture *fixture)
{
  Made made;
  g_autofree char *text = NULL;
  WeirResultFilter all = { 0 };

  made_begin (&made);
  append_pass (&made, 1, 1, ".F..");
  show_done (fixture, &made, 1, 1);
  activate (fixture, "results.clear");
  assert_n_rows (fixture, 0);
  text = fixture_collect_text (GTK_WIDGET (made_get_view (fixture)));
  assert_contains (text, "Not run yet");
  assert_contains (text, "Run the flow to see here");
  assert_shown (fixture, "nothing");
  g_assert_cmpint (weir_archive_count_results (made.archive, made.run_id, &all, NULL), ==, 4);
  made_end (&made);
}

static void
test_quality (Fixture *fixture)
{
  g_autoptr (WeirRunSnapshot) snapshot = g_atomic_rc_box_new0 (WeirRunSnapshot);
  WeirResultsView *view = made_get_view (fixture);
  g_autofree char *red = NULL;
  g_autofree char *amber = NULL;
  Made made;

  made_begin (&made);
  append_pass (&made, 1, 1, "....");
  show_done (fixture, &made, 1, 1);
  snapshot->phase = WEIR_RUN_DONE;
  snapshot->outcome = WEIR_OUTCOME_PASSED;
  snapshot->run_id = made.run_id;
  snapshot->n_iterations = 2;
  snapshot->n_vus = 1;
  snapshot->findings = weir_findings_new_empty ();
  snapshot->quality = weir_quality_new ();
  g_ptr_array_add (snapshot->quality->notes, g_strdup ("TLS certificates were not verified."));
  weir_quality_take_reason (snapshot->quality, WEIR_QUALITY_PROCESSOR, WEIR_QUALITY_AMBER, 0.75,
                            g_strdup ("The processor was busy for 75 % of the time."));
  weir_results_view_update (view, snapshot, weir_window_get_flow (fixture->window));
  amber = fixture_collect_text (GTK_WIDGET (view));
  assert_contains (amber, "The processor was busy for 75 % of the time.");
  assert_contains (amber, "TLS certificates were not verified.");
  g_assert_null (strstr (amber, "This computer was the bottleneck"));
  g_clear_pointer (&snapshot->quality, weir_quality_unref);
  snapshot->quality = weir_quality_new ();
  weir_quality_take_reason (snapshot->quality, WEIR_QUALITY_DESCRIPTORS, WEIR_QUALITY_RED, 1,
                            g_strdup ("File descriptors ran out."));
  weir_results_view_update (view, snapshot, weir_window_get_flow (fixture->window));
  red = fixture_collect_text (GTK_WIDGET (view));
  assert_contains (red, "⚠ This computer was the bottleneck\nFile descriptors ran out.");
  g_clear_pointer (&snapshot->quality, weir_quality_unref);
  g_clear_pointer (&snapshot->findings, weir_findings_unref);
  made_end (&made);
}

static gboolean
has_trouble (gpointer data)
{
  g_autofree char *text = fixture_collect_text (GTK_WIDGET (made_get_view (data)));

  return strstr (text, "The bodies of 3 results were not kept: those of a run may take 256 MB, and those of"
                       " passed results go first.") != NULL;
}

static void
test_without_bodies (Fixture *fixture)
{
  Made made;

  made_begin (&made);
  for (guint i = 1; i <= 3; i++)
    {
      WeirStepBrief brief = made_brief (i, 1, 0);

      made.drop_bodies = TRUE;
      made_append (&made, &brief);
    }
  made_commit (&made);
  made.info->outcome = WEIR_OUTCOME_PASSED;
  g_assert_true (weir_archive_finish_run (made.archive, made.info, NULL));
  show_done (fixture, &made, 3, 1);
  g_assert_true (weir_test_wait (has_trouble, fixture, DEADLINE_MS));
  made_end (&made);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/results/iterations tell outcome, steps and time, and expand to their steps",
               test_passes);
  fixture_add ("/desktop/results/with one iteration its steps are shown at once", test_single);
  fixture_add ("/desktop/results/virtual users are listed in their order, each with its own steps",
               test_users);
  fixture_add ("/desktop/results/the next problem is the next failure, then what was not checked",
               test_problems);
  fixture_add ("/desktop/results/one action leads to the one of fifty answers that nothing checked",
               test_one_of_fifty);
  fixture_add ("/desktop/results/the way to a problem leads from charts and editor to the list",
               test_from_charts);
  fixture_add ("/desktop/results/without a problem nothing leads to one", test_no_problem);
  fixture_add ("/desktop/results/failed only lists failed iterations with their failed steps",
               test_failed_only);
  fixture_add ("/desktop/results/a chosen step is listed once for each iteration", test_step);
  fixture_add ("/desktop/results/results appear while the run goes on, in an expanded iteration too",
               test_live);
  fixture_add ("/desktop/results/clear results empties the view and keeps the run", test_clear);
  fixture_add ("/desktop/results/a banner says why the measurement is to be doubted", test_quality);
  fixture_add ("/desktop/results/it says how many bodies found no room", test_without_bodies);
  return fixture_run ();
}
