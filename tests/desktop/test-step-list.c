/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-step-list.c: building a flow in the step list: adding, naming, arranging, copying and deleting steps
 */

#include "config.h"

#include "weir-assertion.h"
#include "weir-limits.h"
#include "window-fixture.h"

static const char shop[] = "name: Shop\n"
                           "beforeAll:\n"
                           "  - name: Log in\n"
                           "    httpRequest: { method: POST, url: 'BASE/login' }\n"
                           "steps:\n"
                           "  - name: List items\n"
                           "    httpRequest: { url: 'BASE/items' }\n"
                           "    assert: [{ from: status, is: '=', value: 200 }]\n"
                           "  - name: Order it\n"
                           "    httpRequest: { method: POST, url: 'BASE/echo' }\n"
                           "    assert: [{ from: status, is: '=', value: 200 }]\n"
                           "  - name: Check it\n"
                           "    httpRequest: { url: 'BASE/status/418' }\n"
                           "    assert: [{ from: status, is: '=', value: 200 }]\n";

static const char slow[] = "name: Slow\n"
                           "steps:\n"
                           "  - name: Quick\n"
                           "    httpRequest: { url: BASE/items }\n"
                           "    assert: [{ from: status, is: '=', value: 200 }]\n"
                           "  - name: Wait long\n"
                           "    httpRequest: { url: 'BASE/slow?ms=30000' }\n";

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

static void
select_row (Fixture *fixture, guint position)
{
  weir_step_list_select (get_list (fixture), get_row (fixture, position));
  gtk_widget_grab_focus (GTK_WIDGET (get_row (fixture, position)));
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), action, NULL));
}

static gboolean
can (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (weir_step_list_get_actions (get_list (fixture)), action);
}

/* "Log in | List items, Order it, Check it |" */
static void
assert_steps (Fixture *fixture, const char *expected)
{
  WeirFlow *flow = weir_window_get_flow (fixture->window);
  GString *names = g_string_new (NULL);

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      WeirStep *step;

      for (guint i = 0; (step = weir_flow_get_step (flow, part, i)) != NULL; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : part > 0 ? " " : "", weir_step_get_name (step));
      g_string_append (names, part + 1 < WEIR_N_FLOW_PARTS ? " |" : "");
    }
  g_assert_cmpstr (names->str, ==, expected);
  g_string_free (names, TRUE);
}

static void
assert_selected (Fixture *fixture, const char *name)
{
  WeirStepRow *row = weir_step_list_get_selected (get_list (fixture));

  g_assert_cmpstr (row != NULL ? weir_step_get_name (weir_step_row_get_step (row)) : NULL, ==, name);
}

static void
assert_undo (Fixture *fixture, const char *label)
{
  WeirEdits *edits = weir_session_get_edits (weir_window_get_session (fixture->window));

  g_assert_cmpstr (weir_edits_get_undo_label (edits), ==, label);
}

#define AS_OPENED "Log in | List items, Order it, Check it |"

static void
test_add (Fixture *fixture)
{
  g_autofree char *url = NULL;
  g_autofree char *assertion_text = NULL;
  g_autoptr (WeirAssertion) assertion = NULL;
  WeirStep *step;

  fixture_open_text (fixture, shop);
  select_row (fixture, 1);
  act (fixture, "steps.add");
  assert_steps (fixture, "Log in | List items, GET /, Order it, Check it |");
  assert_selected (fixture, "GET /");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_row (fixture, 2))));
  step = weir_step_row_get_step (get_row (fixture, 2));
  url = g_strconcat (weir_sample_api_get_url (fixture->api), "/", NULL);
  g_assert_cmpstr (weir_request_get_url (weir_step_get_request (step)), ==, url);
  assertion = g_list_model_get_item (G_LIST_MODEL (weir_step_get_assertions (step)), 0);
  assertion_text = weir_assertion_to_text (assertion);
  g_assert_cmpstr (assertion_text, ==, "status < 400");
  act (fixture, "steps.add");
  assert_steps (fixture, "Log in | List items, GET /, GET / (2), Order it, Check it |");
  assert_undo (fixture, "Add Step");
  fixture_activate (fixture, "win.undo");
  fixture_activate (fixture, "win.undo");
  assert_steps (fixture, AS_OPENED);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Shop");
}

static void
test_add_to_parts (Fixture *fixture)
{
  WeirStepSection *after = weir_step_list_get_section (get_list (fixture), WEIR_FLOW_PART_AFTER_ALL);
  g_autofree char *text = NULL;

  fixture_open_text (fixture, shop);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (after)));
  text = fixture_collect_text (GTK_WIDGET (after));
  assert_contains (text, "After All\nno steps\n");
  act (fixture, "steps.add-before-all");
  act (fixture, "steps.add-after-all");
  assert_steps (fixture, "Log in, GET / | List items, Order it, Check it | GET / (2)");
  assert_selected (fixture, "GET / (2)");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_row (fixture, 5))));
}

static void
test_empty (Fixture *fixture)
{
  g_autofree char *text = NULL;
  WeirRequest *request;

  fixture_open_text (fixture, "name: Empty\nsteps: []\n");
  text = fixture_collect_text (GTK_WIDGET (get_list (fixture)));
  assert_contains (text, "No steps yet");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_action_bar_get_progress (weir_window_get_action_bar (fixture->window)), ==,
                   "There is no step to run yet: add one.");
  act (fixture, "steps.add");
  assert_steps (fixture, " | GET / |");
  request = weir_step_get_request (weir_step_row_get_step (get_row (fixture, 0)));
  g_assert_cmpstr (weir_request_get_url (request), ==, "http://localhost/");
  g_assert_true (fixture_is_enabled (fixture, "run"));
}

static void
test_limit (Fixture *fixture)
{
  GString *text = g_string_new ("name: Full\nsteps:\n");

  for (guint i = 0; i < WEIR_LIMIT_STEPS; i++)
    g_string_append_printf (text, "- { name: S%u, wait: 1ms }\n", i);
  fixture_open_text (fixture, text->str);
  g_string_free (text, TRUE);
  act (fixture, "steps.add");
  g_assert_cmpstr (weir_window_get_message (fixture->window), ==,
                   "A flow has at most 1000 steps. Put the others into another flow.");
  g_assert_false (fixture_is_enabled (fixture, "undo"));
}

static WeirStepRename *
begin_rename (Fixture *fixture, guint position, const char *name)
{
  WeirStepRename *rename;

  select_row (fixture, position);
  act (fixture, "steps.rename");
  rename = weir_step_row_get_rename (get_row (fixture, position));
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

  fixture_open_text (fixture, shop);
  rename = begin_rename (fixture, 1, "  Look around ");
  g_assert_cmpstr (weir_step_rename_get_error (rename), ==, "");
  press_enter (rename);
  assert_steps (fixture, "Log in | Look around, Order it, Check it |");
  g_assert_null (weir_step_row_get_rename (get_row (fixture, 1)));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_row (fixture, 1))));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_row (fixture, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "GET Look around");
  assert_undo (fixture, "Rename Step");
  fixture_activate (fixture, "win.undo");
  assert_steps (fixture, AS_OPENED);
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

  fixture_open_text (fixture, shop);
  rename = begin_rename (fixture, 1, "log IN");
  entry = weir_step_rename_get_entry (rename);
  g_assert_cmpstr (weir_step_rename_get_error (rename), ==,
                   "Another step is called “log IN”. Choose a name that differs in more than case.");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  press_enter (rename);
  g_assert_true (weir_step_row_get_rename (get_row (fixture, 1)) == rename);
  gtk_editable_set_text (GTK_EDITABLE (entry), "   ");
  g_assert_cmpstr (weir_step_rename_get_error (rename), ==, "A step needs a name.");
  gtk_editable_set_text (GTK_EDITABLE (entry), "list ITEMS");
  g_assert_cmpstr (weir_step_rename_get_error (rename), ==, "");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Order it");
  /* Going elsewhere leaves a step with a name that cannot be as it was. */
  gtk_widget_grab_focus (GTK_WIDGET (get_row (fixture, 2)));
  g_assert_true (weir_test_wait (is_not_renamed, get_row (fixture, 1), DEADLINE_MS));
  assert_steps (fixture, AS_OPENED);
  g_assert_false (fixture_is_enabled (fixture, "undo"));
  begin_rename (fixture, 1, "Look around");
  gtk_widget_grab_focus (GTK_WIDGET (get_row (fixture, 2)));
  g_assert_true (weir_test_wait (is_not_renamed, get_row (fixture, 1), DEADLINE_MS));
  assert_steps (fixture, "Log in | Look around, Order it, Check it |");
}

static void
test_enable (Fixture *fixture)
{
  fixture_open_text (fixture, shop);
  select_row (fixture, 2);
  act (fixture, "steps.enabled");
  g_assert_false (weir_step_get_enabled (weir_step_row_get_step (get_row (fixture, 2))));
  g_assert_false (gtk_check_button_get_active (weir_step_row_get_check (get_row (fixture, 2))));
  assert_undo (fixture, "Disable Step");
  fixture_activate (fixture, "win.undo");
  g_assert_true (gtk_check_button_get_active (weir_step_row_get_check (get_row (fixture, 2))));
  gtk_check_button_set_active (weir_step_row_get_check (get_row (fixture, 2)), FALSE);
  assert_undo (fixture, "Disable Step");
}

static void
test_duplicate (Fixture *fixture)
{
  WeirStep *copy;

  fixture_open_text (fixture, shop);
  select_row (fixture, 2);
  act (fixture, "steps.duplicate");
  assert_steps (fixture, "Log in | List items, Order it, Order it (2), Check it |");
  assert_selected (fixture, "Order it (2)");
  copy = weir_step_row_get_step (get_row (fixture, 3));
  g_assert_cmpstr (weir_request_get_method (weir_step_get_request (copy)), ==, "POST");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (weir_step_get_assertions (copy))), ==, 1);
  assert_undo (fixture, "Duplicate Step");
}

static void
test_delete (Fixture *fixture)
{
  fixture_open_text (fixture, shop);
  select_row (fixture, 2);
  act (fixture, "steps.delete");
  assert_steps (fixture, "Log in | List items, Check it |");
  assert_selected (fixture, "Check it");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_row (fixture, 2))));
  act (fixture, "steps.delete");
  assert_selected (fixture, "List items");
  assert_undo (fixture, "Delete Step");
  fixture_activate (fixture, "win.undo");
  assert_selected (fixture, "Check it");
  fixture_activate (fixture, "win.undo");
  assert_steps (fixture, AS_OPENED);
  assert_selected (fixture, "Order it");
  fixture_activate (fixture, "win.redo");
  assert_steps (fixture, "Log in | List items, Check it |");
}

static void
test_move (Fixture *fixture)
{
  fixture_open_text (fixture, shop);
  select_row (fixture, 0);
  g_assert_false (can (fixture, "move-up"));
  select_row (fixture, 3);
  act (fixture, "steps.move-up");
  assert_steps (fixture, "Log in | List items, Check it, Order it |");
  assert_selected (fixture, "Check it");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_row (fixture, 2))));
  act (fixture, "steps.move-up");
  act (fixture, "steps.move-up");
  assert_steps (fixture, "Log in, Check it | List items, Order it |");
  act (fixture, "steps.move-down");
  assert_steps (fixture, "Log in | Check it, List items, Order it |");
  act (fixture, "steps.move-down");
  act (fixture, "steps.move-down");
  act (fixture, "steps.move-down");
  assert_steps (fixture, "Log in | List items, Order it | Check it");
  g_assert_false (can (fixture, "move-down"));
  assert_undo (fixture, "Move Step");
  for (guint i = 0; i < 7; i++)
    fixture_activate (fixture, "win.undo");
  assert_steps (fixture, AS_OPENED);
  assert_selected (fixture, "Check it");
}

static void
test_drop (Fixture *fixture)
{
  WeirStepList *list = get_list (fixture);
  g_autoptr (WeirStep) foreign = weir_step_new ("order it");

  fixture_open_text (fixture, shop);
  weir_step_list_drop (list, weir_step_row_get_step (get_row (fixture, 1)), WEIR_FLOW_PART_STEPS, 2);
  assert_steps (fixture, "Log in | Order it, List items, Check it |");
  weir_step_list_drop (list, weir_step_row_get_step (get_row (fixture, 2)), WEIR_FLOW_PART_STEPS, 1);
  weir_step_list_drop (list, weir_step_row_get_step (get_row (fixture, 2)), WEIR_FLOW_PART_STEPS, 2);
  assert_steps (fixture, "Log in | Order it, List items, Check it |");
  weir_step_list_drop (list, weir_step_row_get_step (get_row (fixture, 3)), WEIR_FLOW_PART_STEPS, 0);
  weir_step_list_drop (list, weir_step_row_get_step (get_row (fixture, 0)), WEIR_FLOW_PART_AFTER_ALL, 0);
  assert_steps (fixture, " | Check it, Order it, List items | Log in");
  /* From another flow a copy comes. */
  weir_step_set_wait_us (foreign, 1000);
  weir_step_list_drop (list, foreign, WEIR_FLOW_PART_BEFORE_ALL, 0);
  assert_steps (fixture, "order it (2) | Check it, Order it, List items | Log in");
  g_assert_cmpstr (weir_step_get_name (foreign), ==, "order it");
  assert_undo (fixture, "Copy Step");
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static char *
read_clipboard (Fixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, text_cb,
                                 &text);
  g_assert_true (weir_test_wait (is_set, &text, DEADLINE_MS));
  return text;
}

static gboolean
has_other_undo (gpointer data)
{
  WeirEdits *edits = weir_session_get_edits (weir_window_get_session (data));

  return g_strcmp0 (weir_edits_get_undo_label (edits), "Paste Step") == 0
         || g_strcmp0 (weir_edits_get_undo_label (edits), "Paste Steps") == 0;
}

static void
paste (Fixture *fixture)
{
  act (fixture, "steps.paste");
  g_assert_true (weir_test_wait (has_other_undo, fixture->window, DEADLINE_MS));
}

static void
test_copy_paste (Fixture *fixture)
{
  g_autofree char *text = NULL;
  WeirStep *pasted;

  fixture_open_text (fixture, shop);
  select_row (fixture, 2);
  act (fixture, "steps.copy");
  text = read_clipboard (fixture);
  g_assert_true (g_str_has_prefix (text, "- name: Order it\n"));
  assert_contains (text, "method: POST\n");
  select_row (fixture, 3);
  paste (fixture);
  assert_steps (fixture, "Log in | List items, Order it, Check it, Order it (2) |");
  assert_selected (fixture, "Order it (2)");
  pasted = weir_step_row_get_step (get_row (fixture, 4));
  g_assert_cmpstr (weir_request_get_method (weir_step_get_request (pasted)), ==, "POST");
  assert_undo (fixture, "Paste Step");
}

static void
test_cut_to_other_flow (Fixture *fixture)
{
  const char *text = "name: Other\nsteps:\n- { name: A, wait: 1ms }\n";
  g_autofree char *other = fixture_write ("other.flow.yaml", text);

  fixture_open_text (fixture, shop);
  select_row (fixture, 1);
  act (fixture, "steps.cut");
  assert_steps (fixture, "Log in | Order it, Check it |");
  assert_undo (fixture, "Cut Step");
  fixture_open (fixture, other);
  paste (fixture);
  assert_steps (fixture, " | A, List items |");
  assert_undo (fixture, "Paste Step");
}

static void
test_paste_text (Fixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));

  fixture_open_text (fixture, shop);
  gdk_clipboard_set_text (clipboard, "  - name: X   # a note\n"
                                     "    wait: 5ms\n"
                                     "  - { name: Log in, wait: 1ms }\n");
  select_row (fixture, 1);
  paste (fixture);
  assert_steps (fixture, "Log in | List items, X, Log in (2), Order it, Check it |");
  assert_undo (fixture, "Paste Steps");
  fixture_activate (fixture, "win.undo");
  assert_steps (fixture, AS_OPENED);
}

static gboolean
has_message (gpointer data)
{
  return weir_window_get_message (data) != NULL;
}

static void
test_paste_nonsense (Fixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));

  fixture_open_text (fixture, shop);
  gdk_clipboard_set_text (clipboard, "Dear Sir or Madam");
  act (fixture, "steps.paste");
  g_assert_true (weir_test_wait (has_message, fixture->window, DEADLINE_MS));
  assert_contains (weir_window_get_message (fixture->window), "There are no steps on the clipboard.");
  fixture_activate (fixture, "win.close-message");
  gdk_clipboard_set_text (clipboard, "- name: X\n  httpRequst: { url: http://x }\n");
  act (fixture, "steps.paste");
  g_assert_true (weir_test_wait (has_message, fixture->window, DEADLINE_MS));
  assert_contains (weir_window_get_message (fixture->window), "These steps cannot be pasted: ");
  assert_contains (weir_window_get_message (fixture->window), "httpRequest");
  assert_steps (fixture, AS_OPENED);
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
  g_assert_true (weir_test_wait (has_passed, get_row (fixture, 0), DEADLINE_MS));
  /* Another step comes first, and the one that was sent is called something else. */
  select_row (fixture, 0);
  act (fixture, "steps.add");
  select_row (fixture, 1);
  act (fixture, "steps.move-up");
  press_enter (begin_rename (fixture, 1, "Renamed"));
  assert_steps (fixture, " | GET /, Renamed, Wait long |");
  g_assert_cmpstr (weir_step_row_get_outcome (get_row (fixture, 0)), ==, "");
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (get_row (fixture, 1)), "✓ "));
  select_row (fixture, 2);
  act (fixture, "steps.delete");
  fixture_activate (fixture, "win.stop");
  fixture_wait_done (fixture);
  g_assert_cmpstr (weir_step_row_get_outcome (get_row (fixture, 0)), ==, "");
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (get_row (fixture, 1)), "✓ "));
  /* The results quote what was run. */
  weir_step_list_unselect (get_list (fixture));
  fixture_wait_results (fixture);
  select_row (fixture, 1);
  fixture_wait_results (fixture);
  text = fixture_collect_text (GTK_WIDGET (weir_window_get_results_view (fixture->window)));
  assert_contains (text, "Quick");
  g_assert_null (strstr (text, "Renamed"));
}

static void
test_deleted_comes_back_with_outcome (Fixture *fixture)
{
  fixture_open_text (fixture, shop);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (get_row (fixture, 3)), "✗ "));
  select_row (fixture, 1);
  act (fixture, "steps.delete");
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (get_row (fixture, 1)), "✓ "));
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (get_row (fixture, 2)), "✗ "));
  fixture_activate (fixture, "win.undo");
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (get_row (fixture, 1)), "✓ "));
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (get_row (fixture, 3)), "✗ "));
}

static void
test_names_of_actions (Fixture *fixture)
{
  const char *const always[] = { "add", "add-before-all", "add-after-all", "paste" };
  const char *const for_step[] = { "duplicate", "rename", "enabled", "cut", "copy", "delete" };

  fixture_open_text (fixture, shop);
  weir_step_list_unselect (get_list (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_assert_true (can (fixture, always[i]));
  for (guint i = 0; i < G_N_ELEMENTS (for_step); i++)
    g_assert_false (can (fixture, for_step[i]));
  select_row (fixture, 0);
  for (guint i = 0; i < G_N_ELEMENTS (for_step); i++)
    g_assert_true (can (fixture, for_step[i]));
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
#define add(name, func) fixture_add ("/desktop/step list/" name, func)
  add ("a step is added after the selected one, called after its request, with one assertion", test_add);
  add ("before all and after all take steps, also when they have none", test_add_to_parts);
  add ("an empty flow offers to add a step, and run says why it cannot", test_empty);
  add ("more steps than a flow may have are refused with a sentence", test_limit);
  add ("a step is renamed in place", test_rename);
  add ("a name that is taken or missing is told beside the field", test_rename_errors);
  add ("a step is disabled and enabled", test_enable);
  add ("a duplicate comes after the step and has a name of its own", test_duplicate);
  add ("a deleted step comes back by undo, and its neighbour is selected meanwhile", test_delete);
  add ("steps move up and down, and on into the part beside", test_move);
  add ("a dropped step is moved, from another flow copied", test_drop);
  add ("a copied step is text, and pasted with a name of its own", test_copy_paste);
  add ("a step that is cut is pasted into another flow", test_cut_to_other_flow);
  add ("steps from a text editor are pasted", test_paste_text);
  add ("what is no step is not pasted, and the message says why", test_paste_nonsense);
  add ("edits during a run leave its outcomes with their steps", test_edited_while_running);
  add ("a deleted step comes back with its outcome", test_deleted_comes_back_with_outcome);
  add ("what needs a step is insensitive without one", test_names_of_actions);
#undef add
  return fixture_run ();
}
