/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-step-rows.c: the list of steps: enabling them, and their outcomes for one pass and for many
 */

#include "config.h"

#include "window-fixture.h"

static const char parts[] = "name: Parts\n"
                            "beforeAll:\n"
                            "  - name: Prepare\n"
                            "    httpRequest: { url: BASE/items }\n"
                            "    assert: [{ from: status, is: '=', value: 200 }]\n"
                            "steps:\n"
                            "  - name: First\n"
                            "    httpRequest: { url: BASE/items }\n"
                            "    assert: [{ from: status, is: '=', value: 200 }]\n"
                            "  - name: Second\n"
                            "    httpRequest: { method: POST, url: BASE/echo }\n"
                            "    assert: [{ from: status, is: '=', value: 200 }]\n"
                            "afterAll:\n"
                            "  - name: Clean up\n"
                            "    httpRequest: { url: BASE/status/418 }\n"
                            "    assert: [{ from: status, is: '=', value: 200 }]\n";

static const char one_of_many[] = "name: One of many\n"
                                  "run: { iterations: 5 }\n"
                                  "steps:\n"
                                  "  - name: Fails once\n"
                                  "    httpRequest: { url: '${base}' }\n"
                                  "    assert: [{ from: status, is: '=', value: 200 }]\n"
                                  "variables:\n"
                                  "  - { name: base, value: 'BASE/flaky?every=5' }\n";

static const char unchecked[] = "name: Unchecked\n"
                                "steps:\n"
                                "  - name: Broken\n"
                                "    httpRequest: { url: BASE/status/500 }\n";

static const char slow[] = "name: Slow\n"
                           "steps:\n"
                           "  - name: Wait long\n"
                           "    httpRequest: { url: 'BASE/slow?ms=30000' }\n"
                           "  - name: Later\n"
                           "    httpRequest: { url: BASE/items }\n";

static WeirStepList *
get_list (Fixture *fixture)
{
  return weir_window_get_step_list (fixture->window);
}

static WeirStepRow *
get_row (Fixture *fixture, guint position)
{
  return weir_step_list_get_row (get_list (fixture), position);
}

static const char *
get_outcome (Fixture *fixture, guint position)
{
  return weir_step_row_get_outcome (get_row (fixture, position));
}

static const char *
get_part_outcome (Fixture *fixture, WeirFlowPart part)
{
  return weir_step_section_get_outcome (weir_step_list_get_section (get_list (fixture), part));
}

static void
test_check (Fixture *fixture)
{
  GtkCheckButton *check;

  fixture_open_text (fixture, parts);
  check = weir_step_row_get_check (get_row (fixture, 2));
  g_assert_true (gtk_check_button_get_active (check));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, "Run Second");
  gtk_check_button_set_active (check, FALSE);
  g_assert_false (weir_step_get_enabled (weir_step_row_get_step (get_row (fixture, 2))));
  g_assert_cmpstr (get_outcome (fixture, 2), ==, "disabled");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Parts ●");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_true (g_str_has_prefix (get_outcome (fixture, 1), "✓ "));
  g_assert_cmpstr (get_outcome (fixture, 2), ==, "disabled");
  gtk_check_button_set_active (check, TRUE);
  g_assert_cmpstr (get_outcome (fixture, 2), ==, "");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Parts");
}

static void
test_last_check (Fixture *fixture)
{
  fixture_open_text (fixture, parts);
  gtk_check_button_set_active (weir_step_row_get_check (get_row (fixture, 1)), FALSE);
  g_assert_true (fixture_is_enabled (fixture, "run"));
  gtk_check_button_set_active (weir_step_row_get_check (get_row (fixture, 2)), FALSE);
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_action_bar_get_progress (weir_window_get_action_bar (fixture->window)), ==,
                   "No step is enabled: there is nothing to run.");
}

static gboolean
is_in_flight (gpointer data)
{
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (data);

  return snapshot->in_flight > 0;
}

static void
test_edit_while_running (Fixture *fixture)
{
  WeirActionBar *bar = weir_window_get_action_bar (fixture->window);

  fixture_open_text (fixture, slow);
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (is_in_flight, weir_window_get_run (fixture->window), DEADLINE_MS));
  gtk_check_button_set_active (weir_step_row_get_check (get_row (fixture, 1)), FALSE);
  fixture_set_option (fixture, "iterations", 9);
  fixture_activate (fixture, "win.stop");
  fixture_wait_done (fixture);
  /* The run knew of two steps and one iteration, and still does. */
  g_assert_cmpuint (weir_flow_count_enabled (
                        weir_session_get_run_flow (weir_window_get_session (fixture->window)),
                        WEIR_FLOW_PART_STEPS),
                    ==, 2);
  g_assert_cmpstr (weir_action_bar_get_label (bar), ==, "Run (9x)");
}

static void
test_parts (Fixture *fixture)
{
  fixture_open_text (fixture, parts);
  g_assert_cmpstr (get_part_outcome (fixture, WEIR_FLOW_PART_BEFORE_ALL), ==, "");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_cmpstr (get_part_outcome (fixture, WEIR_FLOW_PART_BEFORE_ALL), ==, "✓ passed");
  g_assert_cmpstr (get_part_outcome (fixture, WEIR_FLOW_PART_AFTER_ALL), ==, "✗ failed");
  g_assert_true (g_str_has_prefix (get_outcome (fixture, 3), "✗ "));
}

static void
test_parts_empty (Fixture *fixture)
{
  fixture_open_text (fixture, slow);
  g_assert_cmpstr (get_part_outcome (fixture, WEIR_FLOW_PART_BEFORE_ALL), ==, "no steps");
  g_assert_cmpstr (get_part_outcome (fixture, WEIR_FLOW_PART_AFTER_ALL), ==, "no steps");
}

static void
test_one_pass (Fixture *fixture)
{
  fixture_open_text (fixture, parts);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_true (g_regex_match_simple ("^✓ [0-9.]+ (µs|ms|s)$", get_outcome (fixture, 1), 0, 0));
}

static void
test_one_failure_in_many (Fixture *fixture)
{
  fixture_open_text (fixture, one_of_many);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_true (g_str_has_prefix (get_outcome (fixture, 0), "✗ 1/5 · p50 "));
}

static void
test_not_checked (Fixture *fixture)
{
  const char *run;

  fixture_open_text (fixture, unchecked);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_true (g_str_has_prefix (get_outcome (fixture, 0), "⚠ 500 not checked"));
  run = weir_results_view_get_outcome (weir_window_get_results_view (fixture->window));
  g_assert_cmpstr (run, ==, "⚠ Passed, 1 answer not checked");
}

static void
test_one_selected (Fixture *fixture)
{
  WeirStepList *list = get_list (fixture);

  fixture_open_text (fixture, parts);
  weir_step_list_select (list, get_row (fixture, 0));
  weir_step_list_select (list, get_row (fixture, 2));
  g_assert_true (weir_step_list_get_selected (list) == get_row (fixture, 2));
  weir_step_list_select (list, get_row (fixture, 3));
  g_assert_true (weir_step_list_get_selected (list) == get_row (fixture, 3));
  weir_step_list_unselect (list);
  g_assert_null (weir_step_list_get_selected (list));
}

static void
test_arrow_keys (Fixture *fixture)
{
  WeirStepList *list = get_list (fixture);

  fixture_open_text (fixture, parts);
  weir_step_list_select (list, get_row (fixture, 0));
  gtk_widget_grab_focus (GTK_WIDGET (get_row (fixture, 0)));
  for (guint position = 1; position < 4; position++)
    {
      GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (weir_step_list_get_selected (list)));

      g_signal_emit_by_name (box, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
      g_assert_true (weir_step_list_get_selected (list) == get_row (fixture, position));
    }
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/steps/unticking a step changes the document and leaves it out of the run",
               test_check);
  fixture_add ("/desktop/steps/without a ticked step run is insensitive and says why", test_last_check);
  fixture_add ("/desktop/steps/edits during a run change nothing in it", test_edit_while_running);
  fixture_add ("/desktop/steps/before all and after all have outcomes of their own", test_parts);
  fixture_add ("/desktop/steps/parts without steps say so", test_parts_empty);
  fixture_add ("/desktop/steps/one pass reads a mark and its time", test_one_pass);
  fixture_add ("/desktop/steps/a failure in one of many passes is told, not a plain mark",
               test_one_failure_in_many);
  fixture_add ("/desktop/steps/a 500 that nothing checked is neither passed nor a passed run",
               test_not_checked);
  fixture_add ("/desktop/steps/one step of all three parts is selected", test_one_selected);
  fixture_add ("/desktop/steps/arrow keys walk through all three parts", test_arrow_keys);
  return fixture_run ();
}
