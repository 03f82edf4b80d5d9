/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-step-list.c: building a flow in the step list: adding, naming, arranging, copying and deleting steps
 */

#include "config.h"

#include "weir-assertion.h"
#include "weir-limits.h"
#include "step-fixture.h"

static const char slow[] = "name: Slow\n"
                           "steps:\n"
                           "  - name: Quick\n"
                           "    httpRequest: { url: BASE/items }\n"
                           "    assert: [{ from: status, is: '=', value: 200 }]\n"
                           "  - name: Wait long\n"
                           "    httpRequest: { url: 'BASE/slow?ms=30000' }\n";

/* Whether what is typed goes into the URL of the editor; @selected: over what it says, or else behind it. */
static void
assert_types_url (Fixture *fixture, gboolean selected)
{
  GtkEditable *url =
      weir_value_entry_get_editable (weir_step_editor_get_url (weir_window_get_editor (fixture->window)));
  int length = (int) g_utf8_strlen (gtk_editable_get_text (url), -1);
  int start = 0;
  int end = 0;

  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), GTK_WIDGET (url)));
  gtk_editable_get_selection_bounds (url, &start, &end);
  g_assert_cmpint (start, ==, selected ? 0 : length);
  g_assert_cmpint (end, ==, length);
}

static void
test_add (Fixture *fixture)
{
  g_autofree char *url = NULL;
  g_autofree char *assertion_text = NULL;
  g_autoptr (WeirAssertion) assertion = NULL;
  WeirStep *step;

  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 1);
  steps_act (fixture, "steps.add");
  steps_assert_steps (fixture, "Log in | List items, GET /, Order it, Check it |");
  steps_assert_selected (fixture, "GET /");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (steps_get_row (fixture, 2)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "GET /");
  assert_types_url (fixture, FALSE);
  step = weir_step_row_get_step (steps_get_row (fixture, 2));
  url = g_strconcat (weir_sample_api_get_url (fixture->api), "/", NULL);
  g_assert_cmpstr (weir_request_get_url (weir_step_get_request (step)), ==, url);
  assertion = g_list_model_get_item (G_LIST_MODEL (weir_step_get_assertions (step)), 0);
  assertion_text = weir_assertion_to_text (assertion);
  g_assert_cmpstr (assertion_text, ==, "status < 400");
  steps_act (fixture, "steps.add");
  steps_assert_steps (fixture, "Log in | List items, GET /, GET / (2), Order it, Check it |");
  steps_assert_undo (fixture, "Add Step");
  fixture_activate (fixture, "win.undo");
  fixture_activate (fixture, "win.undo");
  steps_assert_steps (fixture, AS_OPENED);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Shop");
}

static void
test_badge (Fixture *fixture)
{
  WeirEdits *edits;
  WeirStep *step;
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;

  fixture_open_text (fixture, "name: A\nsteps: [{ name: S, httpRequest: { url: 'http://127.0.0.1/' } }]\n");
  edits = weir_session_get_edits (weir_window_get_session (fixture->window));
  step = weir_step_row_get_step (steps_get_row (fixture, 0));
  text = fixture_collect_text (GTK_WIDGET (steps_get_row (fixture, 0)));
  assert_contains (text, "GET");
  weir_edits_set_string (edits, weir_step_get_request (step), "method", "POST");
  changed = fixture_collect_text (GTK_WIDGET (steps_get_row (fixture, 0)));
  assert_contains (changed, "POST");
}

static void
test_add_to_parts (Fixture *fixture)
{
  WeirStepSection *after = weir_step_list_get_section (steps_get_list (fixture), WEIR_FLOW_PART_AFTER_ALL);
  g_autofree char *text = NULL;

  fixture_open_text (fixture, steps_shop);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (after)));
  text = fixture_collect_text (GTK_WIDGET (after));
  assert_contains (text, "After All\nno steps\n");
  steps_act (fixture, "steps.add-before-all");
  steps_act (fixture, "steps.add-after-all");
  steps_assert_steps (fixture, "Log in, GET / | List items, Order it, Check it | GET / (2)");
  steps_assert_selected (fixture, "GET / (2)");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (steps_get_row (fixture, 5))));
}

static void
test_empty (Fixture *fixture)
{
  g_autofree char *text = NULL;
  WeirRequest *request;

  fixture_open_text (fixture, "name: Empty\nsteps: []\n");
  text = fixture_collect_text (GTK_WIDGET (steps_get_list (fixture)));
  assert_contains (text, "No steps yet");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_action_bar_get_progress (weir_window_get_action_bar (fixture->window)), ==,
                   "There is no step to run yet: add one.");
  steps_act (fixture, "steps.add");
  steps_assert_steps (fixture, " | GET / |");
  request = weir_step_get_request (weir_step_row_get_step (steps_get_row (fixture, 0)));
  g_assert_cmpstr (weir_request_get_url (request), ==, "http://localhost/");
  assert_types_url (fixture, TRUE);
  g_assert_true (fixture_is_enabled (fixture, "run"));
}

static void
test_new_flow (Fixture *fixture)
{
  GtkWidget *focus;

  fixture_activate (fixture, "win.new-flow");
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (GTK_IS_BUTTON (focus));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)), ==, "steps.add");
  g_signal_emit_by_name (focus, "clicked");
  steps_assert_steps (fixture, " | GET / |");
  steps_select_row (fixture, 0);
  steps_act (fixture, "steps.delete");
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (GTK_IS_BUTTON (focus));
}

static void
test_limit (Fixture *fixture)
{
  GString *text = g_string_new ("name: Full\nsteps:\n");

  for (guint i = 0; i < WEIR_LIMIT_STEPS; i++)
    g_string_append_printf (text, "- { name: S%u, wait: 1ms }\n", i);
  fixture_open_text (fixture, text->str);
  g_string_free (text, TRUE);
  steps_act (fixture, "steps.add");
  g_assert_cmpstr (weir_window_get_message (fixture->window), ==,
                   "A flow has at most 1000 steps. Put the others into another flow.");
  g_assert_false (fixture_is_enabled (fixture, "undo"));
}

static WeirStepRename *
begin_rename (Fixture *fixture, guint position, const char *name)
{
  WeirStepRename *rename;

  steps_select_row (fixture, position);
  steps_act (fixture, "steps.rename");
  rename = weir_step_row_get_rename (steps_get_row (fixture, position));
  g_assert_nonnull (rename);
  gtk_editable_set_text (GTK_EDITABLE (weir_step_rename_get_entry (rename)), name);
  return rename;
}

static void
press_enter (WeirStepRename *rename)
{
  g_signal_emit_by_name (weir_step_rename_get_entry (rename), "activate");
}

static void
test_rename (Fixture *fixture)
{
  WeirStepRename *rename;

  fixture_open_text (fixture, steps_shop);
  rename = begin_rename (fixture, 1, "  Look around ");
  g_assert_cmpstr (weir_step_rename_get_error (rename), ==, "");
  press_enter (rename);
  steps_assert_steps (fixture, "Log in | Look around, Order it, Check it |");
  g_assert_null (weir_step_row_get_rename (steps_get_row (fixture, 1)));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (steps_get_row (fixture, 1))));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (steps_get_row (fixture, 1)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "GET Look around");
  steps_assert_undo (fixture, "Rename Step");
  fixture_activate (fixture, "win.undo");
  steps_assert_steps (fixture, AS_OPENED);
}

static gboolean
is_not_renamed (gpointer data)
{
  return weir_step_row_get_rename (data) == NULL;
}

static void
test_rename_errors (Fixture *fixture)
{
  WeirStepRename *rename;
  GtkEntry *entry;

  fixture_open_text (fixture, steps_shop);
  rename = begin_rename (fixture, 1, "log IN");
  entry = weir_step_rename_get_entry (rename);
  g_assert_cmpstr (weir_step_rename_get_error (rename), ==,
                   "Another step is called “log IN”. Choose a name that differs in more than case.");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  press_enter (rename);
  g_assert_true (weir_step_row_get_rename (steps_get_row (fixture, 1)) == rename);
  gtk_editable_set_text (GTK_EDITABLE (entry), "   ");
  g_assert_cmpstr (weir_step_rename_get_error (rename), ==, "A step needs a name.");
  gtk_editable_set_text (GTK_EDITABLE (entry), "list ITEMS");
  g_assert_cmpstr (weir_step_rename_get_error (rename), ==, "");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Order it");
  /* Going elsewhere leaves a step with a name that cannot be as it was. */
  gtk_widget_grab_focus (GTK_WIDGET (steps_get_row (fixture, 2)));
  g_assert_true (weir_test_wait (is_not_renamed, steps_get_row (fixture, 1), DEADLINE_MS));
  steps_assert_steps (fixture, AS_OPENED);
  g_assert_false (fixture_is_enabled (fixture, "undo"));
  begin_rename (fixture, 1, "Look around");
  gtk_widget_grab_focus (GTK_WIDGET (steps_get_row (fixture, 2)));
  g_assert_true (weir_test_wait (is_not_renamed, steps_get_row (fixture, 1), DEADLINE_MS));
  steps_assert_steps (fixture, "Log in | Look around, Order it, Check it |");
}

static void
test_enable (Fixture *fixture)
{
  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 2);
  steps_act (fixture, "steps.enabled");
  g_assert_false (weir_step_get_enabled (weir_step_row_get_step (steps_get_row (fixture, 2))));
  g_assert_false (gtk_check_button_get_active (weir_step_row_get_check (steps_get_row (fixture, 2))));
  steps_assert_undo (fixture, "Disable Step");
  fixture_activate (fixture, "win.undo");
  g_assert_true (gtk_check_button_get_active (weir_step_row_get_check (steps_get_row (fixture, 2))));
  gtk_check_button_set_active (weir_step_row_get_check (steps_get_row (fixture, 2)), FALSE);
  steps_assert_undo (fixture, "Disable Step");
}

static void
test_duplicate (Fixture *fixture)
{
  WeirStep *copy;

  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 2);
  steps_act (fixture, "steps.duplicate");
  steps_assert_steps (fixture, "Log in | List items, Order it, Order it (2), Check it |");
  steps_assert_selected (fixture, "Order it (2)");
  copy = weir_step_row_get_step (steps_get_row (fixture, 3));
  g_assert_cmpstr (weir_request_get_method (weir_step_get_request (copy)), ==, "POST");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (weir_step_get_assertions (copy))), ==, 1);
  steps_assert_undo (fixture, "Duplicate Step");
}

static void
test_delete (Fixture *fixture)
{
  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 2);
  steps_act (fixture, "steps.delete");
  steps_assert_steps (fixture, "Log in | List items, Check it |");
  steps_assert_selected (fixture, "Check it");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (steps_get_row (fixture, 2))));
  steps_act (fixture, "steps.delete");
  steps_assert_selected (fixture, "List items");
  steps_assert_undo (fixture, "Delete Step");
  fixture_activate (fixture, "win.undo");
  steps_assert_selected (fixture, "Check it");
  fixture_activate (fixture, "win.undo");
  steps_assert_steps (fixture, AS_OPENED);
  steps_assert_selected (fixture, "Order it");
  fixture_activate (fixture, "win.redo");
  steps_assert_steps (fixture, "Log in | List items, Check it |");
}

static void
test_move (Fixture *fixture)
{
  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 0);
  g_assert_false (steps_can (fixture, "move-up"));
  steps_select_row (fixture, 3);
  steps_act (fixture, "steps.move-up");
  steps_assert_steps (fixture, "Log in | List items, Check it, Order it |");
  steps_assert_selected (fixture, "Check it");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (steps_get_row (fixture, 2))));
  steps_act (fixture, "steps.move-up");
  steps_act (fixture, "steps.move-up");
  steps_assert_steps (fixture, "Log in, Check it | List items, Order it |");
  steps_act (fixture, "steps.move-down");
  steps_assert_steps (fixture, "Log in | Check it, List items, Order it |");
  steps_act (fixture, "steps.move-down");
  steps_act (fixture, "steps.move-down");
  steps_act (fixture, "steps.move-down");
  steps_assert_steps (fixture, "Log in | List items, Order it | Check it");
  g_assert_false (steps_can (fixture, "move-down"));
  steps_assert_undo (fixture, "Move Step");
  for (guint i = 0; i < 7; i++)
    fixture_activate (fixture, "win.undo");
  steps_assert_steps (fixture, AS_OPENED);
  steps_assert_selected (fixture, "Check it");
}

static void
test_drop (Fixture *fixture)
{
  WeirStepList *list = steps_get_list (fixture);
  g_autoptr (WeirStep) foreign = weir_step_new ("order it");

  fixture_open_text (fixture, steps_shop);
  weir_step_list_drop (list, weir_step_row_get_step (steps_get_row (fixture, 1)), WEIR_FLOW_PART_STEPS, 2);
  steps_assert_steps (fixture, "Log in | Order it, List items, Check it |");
  weir_step_list_drop (list, weir_step_row_get_step (steps_get_row (fixture, 2)), WEIR_FLOW_PART_STEPS, 1);
  weir_step_list_drop (list, weir_step_row_get_step (steps_get_row (fixture, 2)), WEIR_FLOW_PART_STEPS, 2);
  steps_assert_steps (fixture, "Log in | Order it, List items, Check it |");
  weir_step_list_drop (list, weir_step_row_get_step (steps_get_row (fixture, 3)), WEIR_FLOW_PART_STEPS, 0);
  weir_step_list_drop (list, weir_step_row_get_step (steps_get_row (fixture, 0)), WEIR_FLOW_PART_AFTER_ALL,
                       0);
  steps_assert_steps (fixture, " | Check it, Order it, List items | Log in");
  /* From another flow a copy comes. */
  weir_step_set_wait_us (foreign, 1000);
  weir_step_list_drop (list, foreign, WEIR_FLOW_PART_BEFORE_ALL, 0);
  steps_assert_steps (fixture, "order it (2) | Check it, Order it, List items | Log in");
  g_assert_cmpstr (weir_step_get_name (foreign), ==, "order it");
  steps_assert_undo (fixture, "Copy Step");
}

static gboolean
has_passed (gpointer data)
{
  return g_str_has_prefix (weir_step_row_get_outcome (data), "✓ ");
}

static void
test_edited_while_running (Fixture *fixture)
{
  g_autofree char *text = NULL;

  fixture_open_text (fixture, slow);
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (has_passed, steps_get_row (fixture, 0), DEADLINE_MS));
  /* Another step comes first, and the one that was sent is called something else. */
  steps_select_row (fixture, 0);
  steps_act (fixture, "steps.add");
  steps_select_row (fixture, 1);
  steps_act (fixture, "steps.move-up");
  press_enter (begin_rename (fixture, 1, "Renamed"));
  steps_assert_steps (fixture, " | GET /, Renamed, Wait long |");
  g_assert_cmpstr (weir_step_row_get_outcome (steps_get_row (fixture, 0)), ==, "");
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (steps_get_row (fixture, 1)), "✓ "));
  steps_select_row (fixture, 2);
  steps_act (fixture, "steps.delete");
  fixture_activate (fixture, "win.stop");
  fixture_wait_done (fixture);
  g_assert_cmpstr (weir_step_row_get_outcome (steps_get_row (fixture, 0)), ==, "");
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (steps_get_row (fixture, 1)), "✓ "));
  /* The results quote what was run. */
  weir_step_list_unselect (steps_get_list (fixture));
  fixture_wait_results (fixture);
  steps_select_row (fixture, 1);
  fixture_wait_results (fixture);
  text = fixture_collect_text (GTK_WIDGET (weir_window_get_results_view (fixture->window)));
  assert_contains (text, "Quick");
  g_assert_null (strstr (text, "Renamed"));
}

static void
test_deleted_comes_back_with_outcome (Fixture *fixture)
{
  fixture_open_text (fixture, steps_shop);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (steps_get_row (fixture, 3)), "✗ "));
  steps_select_row (fixture, 1);
  steps_act (fixture, "steps.delete");
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (steps_get_row (fixture, 1)), "✓ "));
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (steps_get_row (fixture, 2)), "✗ "));
  fixture_activate (fixture, "win.undo");
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (steps_get_row (fixture, 1)), "✓ "));
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (steps_get_row (fixture, 3)), "✗ "));
}

static void
test_run_up_to (Fixture *fixture)
{
  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 1);
  fixture_activate (fixture, "win.run-up-to");
  fixture_wait_done (fixture);
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (steps_get_row (fixture, 1)), "✓ "));
  g_assert_cmpstr (weir_step_row_get_outcome (steps_get_row (fixture, 2)), ==, "");
}

static void
test_names_of_actions (Fixture *fixture)
{
  const char *const always[] = { "add", "add-before-all", "add-after-all", "add-from-curl", "paste" };
  const char *const for_step[] = { "duplicate", "rename", "enabled", "cut", "copy", "delete" };

  fixture_open_text (fixture, steps_shop);
  weir_step_list_unselect (steps_get_list (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_assert_true (steps_can (fixture, always[i]));
  for (guint i = 0; i < G_N_ELEMENTS (for_step); i++)
    g_assert_false (steps_can (fixture, for_step[i]));
  steps_select_row (fixture, 0);
  for (guint i = 0; i < G_N_ELEMENTS (for_step); i++)
    g_assert_true (steps_can (fixture, for_step[i]));
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
#define add(name, func) fixture_add ("/desktop/step list/" name, func)
  add ("the badge of a step follows its method", test_badge);
  add ("a step is added after the selected one, called after its request, with one assertion", test_add);
  add ("before all and after all take steps, also when they have none", test_add_to_parts);
  add ("an empty flow offers to add a step, and run says why it cannot", test_empty);
  add ("a new flow begins at the button that adds its first step", test_new_flow);
  add ("more steps than a flow may have are refused with a sentence", test_limit);
  add ("a step is renamed in place", test_rename);
  add ("a name that is taken or missing is told beside the field", test_rename_errors);
  add ("a step is disabled and enabled", test_enable);
  add ("a duplicate comes after the step and has a name of its own", test_duplicate);
  add ("a deleted step comes back by undo, and its neighbour is selected meanwhile", test_delete);
  add ("steps move up and down, and on into the part beside", test_move);
  add ("a dropped step is moved, from another flow copied", test_drop);
  add ("edits during a run leave its outcomes with their steps", test_edited_while_running);
  add ("a deleted step comes back with its outcome", test_deleted_comes_back_with_outcome);
  add ("run up to here runs no later step", test_run_up_to);
  add ("what needs a step is insensitive without one", test_names_of_actions);
#undef add
  return fixture_run ();
}
