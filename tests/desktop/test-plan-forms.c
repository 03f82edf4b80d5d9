/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-forms.c: a load plan in the window: its parts, the forms of them, and what becomes of its file
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-metric.h"
#include "weir-plan-format.h"
#include "weir-rule-row.h"
#include "weir-text-area.h"
#include "window-fixture.h"

static const char shop[] = "# The evening.\n"
                           "name: Shop\n"
                           "variables: [{ name: api, value: \"http://127.0.0.1:8020\" }]\n"
                           "environments: [{ name: staging, variables: [{ name: api, value: x }] }]\n"
                           "iterations:\n"
                           "  - name: Look   # shared\n"
                           "    httpRequest: { url: /items }\n"
                           "rounds:\n"
                           "  - name: Buyers   # real ones\n"
                           "    baseUrl: ${api}\n"
                           "    numberOfClients: 20\n"
                           "    iterations:\n"
                           "      - name: Sign in\n"
                           "        httpRequest: { url: /login, method: POST, capture: { to: Login } }\n"
                           "      - name: Browse\n"
                           "        mode: DCB\n"
                           "        duration: 30\n"
                           "        batchSize: 5\n"
                           "        coolDownTime: 500\n"
                           "        httpRequest: { url: /books }\n"
                           "        terminationRules:\n"
                           "          - { metric: \"ErrorRate > 0.5\", gracePeriod: 10s }\n"
                           "    reference: [Look]\n";

static WeirPlanView *
get_view (Fixture *fixture)
{
  return weir_window_get_plan_view (fixture->window);
}

static WeirPlanEditor *
get_editor (Fixture *fixture)
{
  return weir_plan_view_get_editor (get_view (fixture));
}

static WeirPlanTree *
get_tree (Fixture *fixture)
{
  return weir_plan_view_get_tree (get_view (fixture));
}

static WeirPlan *
get_plan (Fixture *fixture)
{
  return weir_session_get_plan (weir_window_get_session (fixture->window));
}

static gpointer
item_at (GListStore *store, guint index)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), index);

  return item;
}

static WeirRound *
get_round (Fixture *fixture)
{
  return item_at (weir_plan_get_rounds (get_plan (fixture)), 0);
}

static WeirIteration *
get_iteration (Fixture *fixture, guint index)
{
  return item_at (weir_round_get_iterations (get_round (fixture)), index);
}

/* Opens @text as the plan of a file, which is called @name. */
static char *
open_plan (Fixture *fixture, const char *name, const char *text)
{
  char *path = fixture_write (name, text);

  fixture_open (fixture, path);
  g_assert_nonnull (get_plan (fixture));
  return path;
}

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
do_plan (Fixture *fixture, const char *action)
{
  GActionGroup *actions = weir_plan_tree_get_actions (get_tree (fixture));

  g_assert_true (g_action_group_get_action_enabled (actions, action));
  g_action_group_activate_action (actions, action, NULL);
}

static char *
list_rows (Fixture *fixture)
{
  GString *names = g_string_new (NULL);
  WeirPlanRow *row;

  for (guint i = 0; (row = weir_plan_tree_get_row (get_tree (fixture), i)) != NULL; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " | " : "", weir_plan_row_get_title (row));
  return g_string_free (names, FALSE);
}

static void
assert_rows (Fixture *fixture, const char *expected)
{
  g_autofree char *rows = list_rows (fixture);

  g_assert_cmpstr (rows, ==, expected);
}

static void
test_opening (Fixture *fixture)
{
  g_autofree char *path = open_plan (fixture, "shop.plan.yaml", shop);
  WeirPlanRow *row;

  assert_rows (fixture, "Shop | staging | Look | Buyers | Sign in | Browse | Look");
  row = weir_plan_tree_get_row (get_tree (fixture), 3);
  g_assert_cmpstr (weir_plan_row_get_spoken (row), ==, "Round Buyers, 20 clients");
  row = weir_plan_tree_get_row (get_tree (fixture), 5);
  g_assert_cmpstr (weir_plan_row_get_spoken (row), ==, "Iteration Browse, DCB: batches for a time");
  g_assert_true (fixture_is_enabled (fixture, "run"));
  g_assert_false (fixture_is_enabled (fixture, "save"));
  g_assert_true (fixture_is_enabled (fixture, "save-as"));
}

static void
test_selecting (Fixture *fixture)
{
  g_autofree char *path = open_plan (fixture, "shop.plan.yaml", shop);

  g_assert_true (weir_plan_tree_select_object (get_tree (fixture), get_round (fixture)));
  g_assert_true (weir_plan_editor_get_object (get_editor (fixture)) == get_round (fixture));
  g_assert_true (weir_plan_tree_select_object (get_tree (fixture),
                                               weir_iteration_get_pacing (get_iteration (fixture, 1))));
  g_assert_true (weir_plan_editor_get_object (get_editor (fixture)) == get_iteration (fixture, 1));
}

/* One field: where it is, what is typed, and what the file says then. */
typedef struct
{
  const char *of; /* "plan", "round", "iteration", "pacing", "capture" or "stage" */
  const char *property;
  const char *typed;
  const char *written; /* in the document */
} FieldCase;

static const FieldCase fields[] = {
  { "plan", "name", "Night", "name: Night\n" },
  { "round", "name", "Guests", "- name: Guests   # real ones\n" },
  { "round", "base-url", "http://shop.example", "baseUrl: http://shop.example\n" },
  { "round", "clients", "80", "numberOfClients: 80\n" },
  { "round", "arrival-delay-us", "50", "arrivalDelay: 50ms\n" },
  { "round", "startup-delay-us", "2s", "startupDelay: 2s\n" },
  { "round", "references", "Look", "reference: [Look]\n" },
  { "round", "tags", "smoke\nevening", "tags:" },
  { "iteration", "name", "Look around", "- name: Look around\n" },
  { "iteration", "startup-delay-us", "1500", "startupDelay: 1500ms\n" },
  { "iteration", "warm-up-us", "5", "warmUp: 5s\n" },
  { "iteration", "skip-if", "${Login.StatusCode} <> 200", "skipIf: ${Login.StatusCode} <> 200\n" },
  { "iteration", "before", "$set(variable=k, value=1)", "$set(variable=k, value=1)" },
  { "iteration", "after", "$set(variable=k, value=2)", "$set(variable=k, value=2)" },
  { "pacing", "duration-us", "45", "duration: 45\n" },
  { "pacing", "batch-size", "7", "batchSize: 7\n" },
  { "pacing", "cool-down-us", "2s", "coolDownTime: 2000\n" },
};

static gpointer
find_object (Fixture *fixture, const char *of)
{
  if (g_str_equal (of, "plan"))
    return get_plan (fixture);
  if (g_str_equal (of, "round"))
    return get_round (fixture);
  if (g_str_equal (of, "pacing"))
    return weir_iteration_get_pacing (get_iteration (fixture, 1));
  return get_iteration (fixture, 1);
}

static void
type (GtkWidget *field, const char *text)
{
  g_assert_nonnull (field);
  if (WEIR_IS_VALUE_ENTRY (field))
    weir_value_entry_type (WEIR_VALUE_ENTRY (field), text);
  else
    weir_text_area_type (WEIR_TEXT_AREA (field), text);
}

static char *
read_field (GtkWidget *field)
{
  if (WEIR_IS_VALUE_ENTRY (field))
    return g_strdup (weir_value_entry_get_text (WEIR_VALUE_ENTRY (field)));
  return weir_text_area_get_text (WEIR_TEXT_AREA (field));
}

static void
check_field (Fixture *fixture, const FieldCase *field)
{
  g_autofree char *path = open_plan (fixture, "field.plan.yaml", shop);
  gpointer object = find_object (fixture, field->of);
  g_autofree char *before = NULL;
  g_autofree char *saved = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *restored = NULL;

  g_assert_true (weir_plan_tree_select_object (get_tree (fixture), object));
  before = read_field (weir_plan_editor_get_field (get_editor (fixture), object, field->property));
  type (weir_plan_editor_get_field (get_editor (fixture), object, field->property), field->typed);
  if (fixture_is_enabled (fixture, "save"))
    fixture_activate (fixture, "win.save");
  g_assert_null (weir_window_get_message (fixture->window));
  saved = read_file (path);
  assert_contains (saved, field->written);
  assert_contains (saved, "# The evening.\n");
  fixture_activate (fixture, "win.reload");
  object = find_object (fixture, field->of);
  g_assert_true (weir_plan_tree_select_object (get_tree (fixture), object));
  shown = read_field (weir_plan_editor_get_field (get_editor (fixture), object, field->property));
  type (weir_plan_editor_get_field (get_editor (fixture), object, field->property), before);
  fixture_activate (fixture, "win.close-document");
  if (fixture_get_dialog () != NULL)
    fixture_answer ("Discard");
  g_unlink (path);
}

static void
test_fields (Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    check_field (fixture, &fields[i]);
}

static void
test_mode (Fixture *fixture)
{
  g_autofree char *path = open_plan (fixture, "shop.plan.yaml", shop);
  WeirPacing *pacing = weir_iteration_get_pacing (get_iteration (fixture, 1));
  WeirPlanEditor *editor = get_editor (fixture);
  GtkWidget *mode;

  weir_plan_tree_select_object (get_tree (fixture), pacing);
  mode = weir_plan_editor_get_field (editor, pacing, "mode");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (mode)), ==, WEIR_MODE_DCB);
  g_assert_true (gtk_widget_get_visible (weir_plan_editor_get_field (editor, pacing, "duration-us")));
  g_assert_false (gtk_widget_get_visible (weir_plan_editor_get_field (editor, pacing, "request-count")));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (mode), WEIR_MODE_CRB);
  g_assert_false (gtk_widget_get_visible (weir_plan_editor_get_field (editor, pacing, "duration-us")));
  g_assert_true (gtk_widget_get_visible (weir_plan_editor_get_field (editor, pacing, "request-count")));
  weir_value_entry_type (WEIR_VALUE_ENTRY (weir_plan_editor_get_field (editor, pacing, "request-count")),
                         "100");
  fixture_activate (fixture, "win.save");
  g_free (path);
  path = g_file_get_path (weir_session_get_file (weir_window_get_session (fixture->window)));
  {
    g_autofree char *saved = read_file (path);

    assert_contains (saved, "mode: CRB\n");
    assert_contains (saved, "requestCount: 100\n");
    g_assert_null (strstr (saved, "duration"));
  }
}

static void
test_rules (Fixture *fixture)
{
  g_autofree char *path = open_plan (fixture, "shop.plan.yaml", shop);
  WeirItemRows *rows = weir_plan_editor_get_rows (get_editor (fixture), WEIR_ITEMS_TERMINATION_RULES);
  WeirRule *rule = item_at (weir_iteration_get_termination_rules (get_iteration (fixture, 1)), 0);
  WeirRuleRow *row;

  weir_plan_tree_select_object (get_tree (fixture), rule);
  row = WEIR_RULE_ROW (weir_item_rows_get_row (rows, 0));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (weir_rule_row_get_statistic (row))));
  g_assert_cmpstr (gtk_editable_get_text (weir_rule_row_get_threshold (row)), ==, "0.5");
  gtk_drop_down_set_selected (weir_rule_row_get_metric (row), 1 + WEIR_METRIC_TOTAL_TIME);
  gtk_drop_down_set_selected (weir_rule_row_get_statistic (row), WEIR_STATISTIC_P90 - 1);
  gtk_drop_down_set_selected (weir_rule_row_get_operator (row), WEIR_THRESHOLD_GREATER_EQUAL);
  gtk_editable_set_text (weir_rule_row_get_threshold (row), "2 s");
  g_assert_cmpstr (weir_rule_get_metric (rule), ==, "TotalTime.P90 >= 2 s");
  weir_value_entry_type (WEIR_VALUE_ENTRY (weir_rule_row_get_field (row, "grace-us")), "3s");
  weir_item_rows_add (weir_plan_editor_get_rows (get_editor (fixture), WEIR_ITEMS_FAILURE_RULES));
  fixture_activate (fixture, "win.save");
  {
    g_autofree char *saved = read_file (path);

    assert_contains (saved, "- { metric: \"TotalTime.P90 >= 2 s\", gracePeriod: 3s }\n");
    assert_contains (saved, "failureRules:");
    assert_contains (saved, "TotalTime.P95 > 500 ms");
  }
}

static gboolean
has_message (gpointer row)
{
  return weir_rule_row_get_message (row) != NULL;
}

static void
test_errors (Fixture *fixture)
{
  g_autofree char *path = open_plan (fixture, "shop.plan.yaml", shop);
  WeirRule *rule = item_at (weir_iteration_get_termination_rules (get_iteration (fixture, 1)), 0);
  WeirItemRows *rows = weir_plan_editor_get_rows (get_editor (fixture), WEIR_ITEMS_TERMINATION_RULES);
  g_autofree char *saved = NULL;
  GtkWidget *row;

  weir_plan_tree_select_object (get_tree (fixture), rule);
  row = weir_item_rows_get_row (rows, 0);
  gtk_editable_set_text (weir_rule_row_get_threshold (WEIR_RULE_ROW (row)), "half");
  g_assert_true (weir_test_wait (has_message, row, DEADLINE_MS));
  assert_contains (weir_plan_row_get_spoken (weir_plan_tree_get_row (get_tree (fixture), 5)),
                   "something is wrong");
  fixture_activate (fixture, "win.save");
  assert_contains (weir_window_get_message (fixture->window), "Something is wrong in “Browse”");
  saved = read_file (path);
  g_assert_cmpstr (saved, ==, shop);
  weir_plan_tree_select_object (get_tree (fixture), get_plan (fixture));
  fixture_activate (fixture, "win.show-problem");
  g_assert_true (weir_plan_editor_get_object (get_editor (fixture)) == get_iteration (fixture, 1));
}

static void
test_wrong_number (Fixture *fixture)
{
  g_autofree char *path = open_plan (fixture, "shop.plan.yaml", shop);
  GtkWidget *field;

  weir_plan_tree_select_object (get_tree (fixture), get_round (fixture));
  field = weir_plan_editor_get_field (get_editor (fixture), get_round (fixture), "clients");
  weir_value_entry_type (WEIR_VALUE_ENTRY (field), "many");
  g_assert_cmpuint (weir_round_get_clients (get_round (fixture)), ==, 20);
  g_assert_true (fixture_is_enabled (fixture, "save"));
  fixture_activate (fixture, "win.save");
  assert_contains (weir_window_get_message (fixture->window), "Write a whole number from 1 to 100000.");
  weir_value_entry_type (WEIR_VALUE_ENTRY (field), "30");
  fixture_activate (fixture, "win.save");
  g_assert_false (fixture_is_enabled (fixture, "save"));
}

static void
test_parts (Fixture *fixture)
{
  g_autofree char *path = open_plan (fixture, "shop.plan.yaml", shop);
  WeirEdits *edits = weir_session_get_edits (weir_window_get_session (fixture->window));

  weir_plan_tree_select_object (get_tree (fixture), get_iteration (fixture, 0));
  do_plan (fixture, "move-down");
  assert_rows (fixture, "Shop | staging | Look | Buyers | Browse | Sign in | Look");
  do_plan (fixture, "duplicate");
  assert_rows (fixture, "Shop | staging | Look | Buyers | Browse | Sign in | Sign in 3 | Look");
  do_plan (fixture, "delete");
  assert_rows (fixture, "Shop | staging | Look | Buyers | Browse | Sign in | Look");
  do_plan (fixture, "add-iteration");
  do_plan (fixture, "add-round");
  do_plan (fixture, "add-shared");
  do_plan (fixture, "add-environment");
  assert_rows (fixture, "Shop | staging | environment 2 | Look | Iteration 2 | Buyers | Browse | Sign in | "
                        "Iteration 3 | Look | Round 2 | Iteration 1");
  while (weir_edits_get_can_undo (edits))
    weir_edits_undo (edits);
  assert_rows (fixture, "Shop | staging | Look | Buyers | Sign in | Browse | Look");
  g_assert_false (fixture_is_enabled (fixture, "save"));
}

static gboolean
source_is_idle (gpointer page)
{
  return !weir_source_page_is_busy (page);
}

static void
test_source (Fixture *fixture)
{
  g_autofree char *path = open_plan (fixture, "shop.plan.yaml", shop);
  WeirSourcePage *page = weir_plan_view_get_source (get_view (fixture));
  WeirRound *round = get_round (fixture);
  GtkTextBuffer *buffer = weir_source_page_get_buffer (page);
  GtkTextIter start;
  GtkTextIter end;

  weir_plan_view_show_source (get_view (fixture), TRUE);
  g_assert_true (weir_test_wait (source_is_idle, page, DEADLINE_MS));
  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, "numberOfClients: 20", 0, &start, &end, NULL));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, "numberOfClients: 21", -1);
  g_assert_true (weir_test_wait (source_is_idle, page, DEADLINE_MS));
  g_assert_true (get_round (fixture) == round);
  g_assert_cmpuint (weir_round_get_clients (round), ==, 21);
  fixture_activate (fixture, "win.undo");
  g_assert_cmpuint (weir_round_get_clients (round), ==, 20);
  g_assert_false (fixture_is_enabled (fixture, "save"));
}

static void
test_other_documents (Fixture *fixture)
{
  g_autofree char *path = open_plan (fixture, "shop.plan.yaml", shop);

  fixture_open_text (fixture, "name: F\nsteps:\n  - { name: A, wait: 1ms }\n");
  g_assert_null (get_plan (fixture));
  g_assert_nonnull (weir_window_get_flow (fixture->window));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "close-document", NULL);
  g_assert_nonnull (get_plan (fixture));
  assert_rows (fixture, "Shop | staging | Look | Buyers | Sign in | Browse | Look");
}

static void
test_presets (Fixture *fixture)
{
  const char *const presets[] = { "one", "load", "stress", "spike", "soak", "rate" };

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      WeirSession *before = weir_window_get_session (fixture->window);
      WeirSession *session;

      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new-plan",
                                      g_variant_new_string (presets[i]));
      session = weir_window_get_session (fixture->window);
      g_assert_true (session != before);
      g_assert_nonnull (weir_session_get_plan (session));
      g_assert_cmpuint (weir_plan_problems_get (weir_session_get_plan_problems (session))->len, ==, 0);
      g_assert_cmpuint (weir_session_get_problems (session)->len, ==, 0);
      g_assert_null (weir_session_get_file (session));
      g_assert_true (fixture_is_enabled (fixture, "save"));
    }
}

/* A new plan is aimed at the sample API while that answers, so that it can be started at once. */
static void
test_sample (Fixture *fixture)
{
  g_autofree char *text = NULL;
  const char *sample;

  fixture_activate (fixture, "win.sample");
  sample = weir_application_get_sample (
      WEIR_APPLICATION (gtk_window_get_application (GTK_WINDOW (fixture->window))));
  g_assert_nonnull (sample);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new-plan",
                                  g_variant_new_string ("load"));
  text = weir_session_dup_source (weir_window_get_session (fixture->window), NULL);
  assert_contains (text, sample);
  assert_contains (text, "# As many users as are expected, for a while.\n");
}

int
main (int argc, char **argv)
{
  fixture_main (&argc, &argv);
  fixture_add ("/desktop/plan-forms/a plan opens with all its parts", test_opening);
  fixture_add ("/desktop/plan-forms/the selected part has its form", test_selecting);
  fixture_add ("/desktop/plan-forms/every field goes into the document and comes back", test_fields);
  fixture_add ("/desktop/plan-forms/a mode has its own numbers only", test_mode);
  fixture_add ("/desktop/plan-forms/a rule is chosen in words", test_rules);
  fixture_add ("/desktop/plan-forms/what is wrong stands beside its field and is not saved", test_errors);
  fixture_add ("/desktop/plan-forms/a number that is none stays in its field", test_wrong_number);
  fixture_add ("/desktop/plan-forms/parts come, go and move, and come back", test_parts);
  fixture_add ("/desktop/plan-forms/the text of a plan is edited beside its forms", test_source);
  fixture_add ("/desktop/plan-forms/flows and plans are open side by side", test_other_documents);
  fixture_add ("/desktop/plan-forms/every preset is a plan without mistakes", test_presets);
  fixture_add ("/desktop/plan-forms/a preset is aimed at the sample API that answers", test_sample);
  return fixture_run ();
}
