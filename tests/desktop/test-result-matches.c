/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-result-matches.c: results that match a choice: which they are, in which order, and the way through them
 */

#include "config.h"

#include "made-run.h"
#include "weir-result-item.h"
#include "weir-result-words.h"

#define N_ITERATIONS 40

static const WeirResultChoice all = { .text = "" };

/* Step Two of iteration 7 fails with 503, that of iteration 30 fails with 500; step Four of iteration 20 is not
 * checked. The times of all steps are as many milliseconds as the number of the iteration. */
static void
append_iteration (Made *made, guint iteration)
{
  for (guint step = 0; step < 4; step++)
    {
      WeirStepBrief brief = made_brief (iteration, 1, step);

      brief.time_us = 1000 * iteration;
      if (step == 1 && (iteration == 7 || iteration == 30))
        {
          brief.outcome = WEIR_STEP_FAILED;
          brief.status = iteration == 7 ? 503 : 500;
        }
      brief.not_checked = step == 3 && iteration == 20;
      made_append (made, &brief);
    }
}

static void
show_run (Fixture *fixture, Made *made)
{
  made_begin (made);
  for (guint i = 1; i <= N_ITERATIONS; i++)
    append_iteration (made, i);
  made_commit (made);
  made_open_flow (fixture);
  made_show (fixture, made, N_ITERATIONS, 1, WEIR_RUN_DONE);
  fixture_wait_results (fixture);
}

static void
choose (Fixture *fixture, WeirResultShow show, WeirResultOrder order, const char *text)
{
  const WeirResultChoice choice = { show, order, text };

  weir_results_view_set_choice (made_get_view (fixture), &choice);
  fixture_wait_results (fixture);
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (weir_results_view_get_shown_rows (made_get_view (fixture))));
}

static void
assert_row (Fixture *fixture, guint position, const char *spoken)
{
  GListModel *rows = G_LIST_MODEL (weir_results_view_get_shown_rows (made_get_view (fixture)));
  g_autoptr (WeirResultItem) item = g_list_model_get_item (rows, position);
  g_autofree char *text = NULL;

  g_assert_nonnull (item);
  fixture_wait_results (fixture);
  text = weir_words_spoken (item);
  g_assert_cmpstr (text, ==, spoken);
}

static void
assert_says (Fixture *fixture, const char *part)
{
  g_autofree char *text = fixture_collect_text (GTK_WIDGET (made_get_view (fixture)));

  assert_contains (text, part);
}

/* The pass and step of the result in the details: "7/2". */
static void
assert_shown (Fixture *fixture, const char *expected)
{
  const WeirStepResult *result;
  g_autofree char *shown = NULL;

  fixture_wait_results (fixture);
  result = weir_result_details_get_result (weir_results_view_get_details (made_get_view (fixture)));
  shown = result != NULL ? g_strdup_printf ("%u/%u", result->brief.iteration, result->brief.step + 1)
                         : g_strdup ("nothing");
  g_assert_cmpstr (shown, ==, expected);
}

static void
assert_goes (Fixture *fixture, const char *action, const char *expected)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (made_get_view (fixture)), action, NULL));
  assert_shown (fixture, expected);
}

static void
test_orders (Fixture *fixture)
{
  Made made;

  show_run (fixture, &made);
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_SLOWEST, "");
  g_assert_cmpuint (count_rows (fixture), ==, 4 * N_ITERATIONS);
  assert_row (fixture, 0, "Iteration 40 · One, passed");
  assert_row (fixture, 159, "Iteration 1 · Four, passed");
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_QUICKEST, "");
  assert_row (fixture, 0, "Iteration 1 · One, passed");
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_FAILED_FIRST, "");
  assert_row (fixture, 0, "Iteration 7 · Two, failed");
  assert_row (fixture, 1, "Iteration 30 · Two, failed");
  assert_row (fixture, 2, "Iteration 1 · One, passed");
  assert_says (fixture, "160 results · 2 failed");
  choose (fixture, WEIR_RESULT_SHOW_FAILED, WEIR_RESULT_ORDER_SLOWEST, "");
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  assert_row (fixture, 0, "Iteration 30 · Two, failed");
  assert_says (fixture, "2 of 160 results · 2 failed");
  /* All as they came are listed by iteration again. */
  weir_results_view_set_choice (made_get_view (fixture), &all);
  fixture_wait_results (fixture);
  assert_says (fixture, "160 results · 2 failed · 1 not checked");
  made_end (&made);
}

static void
test_text (Fixture *fixture)
{
  Made made;

  show_run (fixture, &made);
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_CAME, "503");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  assert_row (fixture, 0, "Iteration 7 · Two, failed");
  assert_shown (fixture, "7/2");
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_CAME, "STEP 4");
  g_assert_cmpuint (count_rows (fixture), ==, N_ITERATIONS);
  assert_row (fixture, 4, "Iteration 5 · Four, passed");
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_CAME, "nowhere");
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  assert_says (fixture, "No result matches. Look for other words, or list all results.");
  made_end (&made);
}

/* The p95 of 40 times from 1 to 40 ms is the 38th. */
static void
test_slow (Fixture *fixture)
{
  Made made;

  show_run (fixture, &made);
  choose (fixture, WEIR_RESULT_SHOW_SLOW, WEIR_RESULT_ORDER_CAME, "");
  g_assert_cmpuint (count_rows (fixture), ==, 8);
  assert_row (fixture, 0, "Iteration 39 · One, passed");
  assert_row (fixture, 7, "Iteration 40 · Four, passed");
  assert_says (fixture, "8 of 160 results");
  assert_says (fixture, "Slow: over the p95 of its step in this run: "
                        "One 38 ms · Two 38 ms · Three 38 ms · Four 38 ms");
  weir_results_view_set_step (made_get_view (fixture), WEIR_FLOW_PART_STEPS, 2, "Three");
  fixture_wait_results (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  assert_row (fixture, 0, "Iteration 39 · Three, passed");
  assert_says (fixture, "of its step in this run: Three 38 ms");
  made_end (&made);
}

static void
test_problems (Fixture *fixture)
{
  static const char *const forwards[] = { "20/4", "30/2", "7/2", "20/4" };
  Made made;

  show_run (fixture, &made);
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_SLOWEST, "");
  /* The first failure was chosen when the run was shown, and stays so. In the order of the list it is the last. */
  assert_shown (fixture, "7/2");
  for (guint i = 0; i < G_N_ELEMENTS (forwards); i++)
    assert_goes (fixture, "results.next-problem", forwards[i]);
  assert_goes (fixture, "results.previous-problem", "7/2");
  assert_goes (fixture, "results.previous-problem", "30/2");
  made_end (&made);
}

static void
test_live (Fixture *fixture)
{
  Made made;

  made_begin (&made);
  made_open_flow (fixture);
  for (guint i = 1; i <= 10; i++)
    append_iteration (&made, i);
  made_commit (&made);
  made_show (fixture, &made, N_ITERATIONS, 1, WEIR_RUN_RUNNING);
  fixture_wait_results (fixture);
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_SLOWEST, "");
  g_assert_cmpuint (count_rows (fixture), ==, 40);
  weir_results_view_select (made_get_view (fixture), 3);
  assert_shown (fixture, "10/4");
  for (guint i = 11; i <= N_ITERATIONS; i++)
    append_iteration (&made, i);
  made_commit (&made);
  made_show (fixture, &made, N_ITERATIONS, 1, WEIR_RUN_RUNNING);
  made_show (fixture, &made, N_ITERATIONS, 1, WEIR_RUN_DONE);
  fixture_wait_results (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 4 * N_ITERATIONS);
  assert_row (fixture, 0, "Iteration 40 · One, passed");
  /* What was chosen stays chosen, wherever its row is now. */
  assert_shown (fixture, "10/4");
  g_assert_cmpuint (gtk_single_selection_get_selected (
                        weir_results_view_get_shown_rows (made_get_view (fixture))), ==, 4 * 30 + 3);
  made_end (&made);
}

static void
test_cancel (Fixture *fixture)
{
  const WeirResultChoice slowest = { .order = WEIR_RESULT_ORDER_SLOWEST, .text = "" };
  GtkWidget *view = GTK_WIDGET (made_get_view (fixture));
  GtkDropDown *order;
  Made made;

  show_run (fixture, &made);
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_CAME, "503");
  weir_results_view_set_choice (made_get_view (fixture), &slowest);
  g_assert_true (weir_results_view_is_busy (made_get_view (fixture)));
  g_assert_true (gtk_widget_activate_action (view, "results.cancel-search", NULL));
  fixture_wait_results (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  order = GTK_DROP_DOWN (fixture_find (view, GTK_TYPE_DROP_DOWN, 1));
  g_assert_cmpuint (gtk_drop_down_get_selected (order), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture_find (view, GTK_TYPE_SEARCH_ENTRY, 0))), ==,
                   "503");
  made_end (&made);
}

/* A screen reader hears which choice has the focus, and what each row says. */
static void
test_named (Fixture *fixture)
{
  GtkWidget *view = GTK_WIDGET (made_get_view (fixture));
  GtkWidget *expander;
  Made made;

  show_run (fixture, &made);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture_find (view, GTK_TYPE_SEARCH_ENTRY, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Find results");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture_find (view, GTK_TYPE_DROP_DOWN, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Which results");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture_find (view, GTK_TYPE_DROP_DOWN, 1)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Order of results");
  choose (fixture, WEIR_RESULT_SHOW_FAILED, WEIR_RESULT_ORDER_SLOWEST, "");
  expander = fixture_find (fixture_find (view, GTK_TYPE_COLUMN_VIEW, 2), GTK_TYPE_TREE_EXPANDER, 0);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_widget_get_parent (expander))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Iteration 30 · Two, failed");
  made_end (&made);
}

/* A finding leads to its evidence, whatever is listed. */
static void
test_revealed (Fixture *fixture)
{
  const WeirStepBrief wanted = { .part = WEIR_FLOW_PART_STEPS, .iteration = 9, .vu = 1 };
  Made made;

  show_run (fixture, &made);
  choose (fixture, WEIR_RESULT_SHOW_SLOW, WEIR_RESULT_ORDER_SLOWEST, "one");
  weir_results_view_show_result (made_get_view (fixture), weir_pass_key_for_brief (&wanted), 2);
  assert_shown (fixture, "9/3");
  g_assert_cmpuint (count_rows (fixture), >=, N_ITERATIONS);
  made_end (&made);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/matches/results are listed by time, failures first, or by status", test_orders);
  fixture_add ("/desktop/matches/words are looked for in step, message and status", test_text);
  fixture_add ("/desktop/matches/slow is longer than the p95 of the step, and the number is told", test_slow);
  fixture_add ("/desktop/matches/the next problem is the next one in the order of the list", test_problems);
  fixture_add ("/desktop/matches/results that come later are listed too, and what is chosen stays chosen",
               test_live);
  fixture_add ("/desktop/matches/a look that is cancelled leaves what was listed", test_cancel);
  fixture_add ("/desktop/matches/choices and rows have names for a screen reader", test_named);
  fixture_add ("/desktop/matches/a finding leads to its result, whatever is listed", test_revealed);
  return fixture_run ();
}
