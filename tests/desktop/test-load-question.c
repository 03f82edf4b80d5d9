/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-load-question.c: before a load plan loads a system that is not this computer, a person is asked
 */

#include "config.h"

#include "weir-load-hosts.h"
#include "weir-preferences.h"
#include "window-fixture.h"

/* Names below "invalid" are nobody's: nothing that is sent there arrives. */
#define PLAN(host)                                                                                           \
  "name: Away\n"                                                                                             \
  "variables: [{ name: api, value: \"http://" host "\" }]\n"                                                 \
  "environments: [{ name: here, variables: [{ name: api, value: \"http://localhost:1\" }] }]\n"              \
  "rounds:\n"                                                                                                \
  "- name: Browse\n"                                                                                         \
  "  numberOfClients: 4\n"                                                                                   \
  "  iterations:\n"                                                                                          \
  "  - { name: Items, mode: DCB, duration: 3, batchSize: 5, coolDownTime: 1s,\n"                             \
  "      httpRequest: { url: \"${api}/items\" } }\n"

static const char unknown[] = "name: Led\n"
                              "rounds:\n"
                              "- name: Browse\n"
                              "  iterations:\n"
                              "  - { name: Ask, httpRequest: { url: \"http://127.0.0.1:1/\","
                              " capture: { to: Where } } }\n"
                              "  - { name: Go, httpRequest: { url: \"${Where.Body.url}/items\" } }\n";

static const char title[] = "Only load systems you are allowed to";

static WeirSession *
get_session (Fixture *fixture)
{
  return weir_window_get_session (fixture->window);
}

static WeirLoadQuestion *
get_question (Fixture *fixture)
{
  return weir_window_get_load_question (fixture->window);
}

/* Each has a file of its own: where one runs is remembered by its file. */
static void
open_plan (Fixture *fixture, const char *text)
{
  static guint n_plans;
  g_autofree char *name = g_strdup_printf ("away%u.plan.yaml", n_plans++);
  g_autofree char *file_name = fixture_write (name, text);

  fixture_open (fixture, file_name);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "plan");
}

/* Its second button starts. */
static void
answer (Fixture *fixture, const char *label)
{
  GtkWidget *question = GTK_WIDGET (get_question (fixture));
  GtkWidget *button;
  guint nth = 0;

  do
    button = fixture_find (question, GTK_TYPE_BUTTON, nth++);
  while (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) != 0);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_over (gpointer data)
{
  return !weir_session_is_running (data);
}

static void
assert_running (Fixture *fixture)
{
  g_assert_null (weir_load_question_get_text (get_question (fixture)));
  g_assert_true (weir_session_is_running (get_session (fixture)));
  weir_session_stop_run (get_session (fixture));
  weir_session_stop_run (get_session (fixture));
  g_assert_true (weir_test_wait (is_over, get_session (fixture), DEADLINE_MS));
}

static void
test_asks_once (Fixture *fixture)
{
  g_autofree char *text = NULL;

  open_plan (fixture, PLAN ("once.invalid"));
  fixture_activate (fixture, "win.run");
  g_assert_false (weir_session_is_running (get_session (fixture)));
  g_assert_cmpstr (weir_load_question_get_text (get_question (fixture)), ==,
                   "once.invalid gets up to 20 requests a second.");
  text = fixture_collect_text (GTK_WIDGET (get_question (fixture)));
  assert_contains (text, title);
  gtk_test_accessible_assert_property (get_question (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL, title);
  answer (fixture, "Start");
  assert_running (fixture);
  g_assert_true (weir_load_hosts_contains ("once.invalid"));
  fixture_activate (fixture, "win.run");
  assert_running (fixture);
}

static void
test_cancel (Fixture *fixture)
{
  open_plan (fixture, PLAN ("never.invalid"));
  fixture_activate (fixture, "win.run");
  answer (fixture, "Cancel");
  g_assert_null (weir_load_question_get_text (get_question (fixture)));
  g_assert_null (weir_session_get_plan_run (get_session (fixture)));
  g_assert_false (weir_load_hosts_contains ("never.invalid"));
  fixture_activate (fixture, "win.run");
  g_assert_nonnull (weir_load_question_get_text (get_question (fixture)));
}

/* Pressing Start once more is no answer. */
static void
test_start_again (Fixture *fixture)
{
  open_plan (fixture, PLAN ("again.invalid"));
  fixture_activate (fixture, "win.run");
  fixture_activate (fixture, "win.run");
  g_assert_nonnull (weir_load_question_get_text (get_question (fixture)));
  g_assert_null (weir_session_get_plan_run (get_session (fixture)));
}

static void
test_this_computer (Fixture *fixture)
{
  open_plan (fixture, PLAN ("elsewhere.invalid"));
  weir_session_choose_environment (get_session (fixture), "here");
  fixture_activate (fixture, "win.run");
  assert_running (fixture);
}

/* What was edited while it was asked is asked about, too. */
static void
test_edited (Fixture *fixture)
{
  g_autoptr (WeirVariable) variable = NULL;
  WeirPlan *plan;

  open_plan (fixture, PLAN ("first.invalid"));
  fixture_activate (fixture, "win.run");
  plan = weir_session_get_plan (get_session (fixture));
  variable = g_list_model_get_item (G_LIST_MODEL (weir_plan_get_variables (plan)), 0);
  weir_edits_set_string (weir_session_get_edits (get_session (fixture)), variable, "value",
                         "http://second.invalid");
  answer (fixture, "Start");
  g_assert_null (weir_session_get_plan_run (get_session (fixture)));
  assert_contains (weir_load_question_get_text (get_question (fixture)), "second.invalid");
  answer (fixture, "Start");
  assert_running (fixture);
}

static void
test_unknown (Fixture *fixture)
{
  open_plan (fixture, unknown);
  fixture_activate (fixture, "win.run");
  g_assert_cmpstr (weir_load_question_get_text (get_question (fixture)), ==,
                   "It is only known when the plan runs which hosts get its requests.");
  answer (fixture, "Start");
  assert_running (fixture);
  fixture_activate (fixture, "win.run");
  assert_running (fixture);
}

static void
test_preference (Fixture *fixture)
{
  weir_preferences_set_confirm_load (weir_preferences_get_default (), FALSE);
  weir_preferences_reload (weir_preferences_get_default ());
  open_plan (fixture, PLAN ("unasked.invalid"));
  fixture_activate (fixture, "win.run");
  assert_running (fixture);
  g_assert_false (weir_load_hosts_contains ("unasked.invalid"));
  weir_preferences_set_confirm_load (weir_preferences_get_default (), TRUE);
}

static void
test_other_document (Fixture *fixture)
{
  open_plan (fixture, PLAN ("left.invalid"));
  fixture_activate (fixture, "win.run");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new-plan",
                                  g_variant_new_string ("load"));
  g_assert_null (weir_load_question_get_text (get_question (fixture)));
  g_assert_null (weir_session_get_plan_run (get_session (fixture)));
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/load question/a foreign host is asked about once, with its rate", test_asks_once);
  fixture_add ("/desktop/load question/cancel sends nothing, and the next start asks again", test_cancel);
  fixture_add ("/desktop/load question/start pressed again is no answer", test_start_again);
  fixture_add ("/desktop/load question/this computer is loaded without a question", test_this_computer);
  fixture_add ("/desktop/load question/a host that came in while it was asked is asked about, too",
               test_edited);
  fixture_add ("/desktop/load question/hosts that only the run tells are asked about in those words",
               test_unknown);
  fixture_add ("/desktop/load question/whoever does not want to be asked is not", test_preference);
  fixture_add ("/desktop/load question/it goes with the plan it is about", test_other_document);
  return fixture_run ();
}
