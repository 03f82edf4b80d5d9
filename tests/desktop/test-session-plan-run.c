/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-session-plan-run.c: an open load plan is run as it is seen, and refused with a sentence otherwise
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-session.h"
#include "weir-test-server.h"
#include "weir-test.h"


static const char two_rounds[] = "name: Shop\n"
                                 "environments:\n"
                                 "- name: staging\n"
                                 "  variables:\n"
                                 "  - { name: times, value: '3' }\n"
                                 "  - { name: key, secret: true }\n"
                                 "- name: odd\n"
                                 "  variables: [{ name: times, value: none }]\n"
                                 "variables: [{ name: times, value: '2' }]\n"
                                 "rounds:\n"
                                 "- name: Browse\n"
                                 "  iterations:\n"
                                 "  - name: Items\n"
                                 "    requestCount: ${times}\n"
                                 "    httpRequest: { url: 'BASE/items', headers: { X-Key: '${key}' } }\n"
                                 "- name: Buy\n"
                                 "  iterations:\n"
                                 "  - name: Order\n"
                                 "    httpRequest: { url: 'BASE/orders' }\n";

typedef struct
{
  WeirTestServer *server;
  char *folder;
  char *text;
  WeirSession *session;
  guint n_finished;
  guint n_changed;
  guint n_running; /* notifications of the property */
} Fixture;

static void
finished_cb (Fixture *fixture)
{
  g_assert_false (weir_session_is_running (fixture->session));
  fixture->n_finished++;
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
running_cb (Fixture *fixture)
{
  fixture->n_running++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GString *text = g_string_new (two_rounds);
  g_autofree char *base = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_setenv ("WEIR_DATA_DIR", fixture->folder, TRUE);
  g_setenv ("XDG_STATE_HOME", fixture->folder, TRUE);
  fixture->server = weir_test_server_new ();
  base = weir_test_server_get_url (fixture->server, "");
  g_string_replace (text, "BASE", base, 0);
  fixture->text = g_string_free (text, FALSE);
  fixture->session = weir_session_new_for_text (fixture->text, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (fixture->session, "run-finished", G_CALLBACK (finished_cb), fixture);
  g_signal_connect_swapped (fixture->session, "run-changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->session, "notify::running", G_CALLBACK (running_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  weir_session_close (fixture->session);
  g_object_unref (fixture->session);
  weir_test_server_free (fixture->server);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (fixture->folder, name, NULL);

      g_remove (child);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->text);
}

static gboolean
is_finished (gpointer data)
{
  return ((Fixture *) data)->n_finished > 0;
}

static void
run (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  weir_session_start_plan_run (fixture->session, &error);
  g_assert_no_error (error);
  g_assert_true (weir_session_is_running (fixture->session));
  g_assert_true (weir_test_wait (is_finished, fixture, DEADLINE_MS));
}

static void
assert_refused (Fixture *fixture, const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_session_start_plan_run (fixture->session, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, sentence));
  g_assert_false (weir_session_is_running (fixture->session));
  g_assert_cmpuint (fixture->n_running, ==, 0);
  g_assert_cmpuint (weir_test_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirPlanSnapshot) snapshot = NULL;

  g_assert_null (weir_session_get_plan_run (fixture->session));
  run (fixture);
  snapshot = weir_plan_run_ref_snapshot (weir_session_get_plan_run (fixture->session));
  g_assert_cmpint (snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpint (snapshot->run_id, >, 0);
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/items"), ==, 2);
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/orders"), ==, 1);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
  g_assert_cmpuint (fixture->n_changed, >, 0);
  g_assert_cmpuint (fixture->n_running, ==, 2);
}

static void
test_frozen (Fixture *fixture, gconstpointer data)
{
  WeirPlan *plan = weir_session_get_plan (fixture->session);

  run (fixture);
  weir_edits_set_string (weir_session_get_edits (fixture->session), plan, "name", "Another");
  g_assert_cmpstr (weir_plan_get_name (weir_session_get_run_plan (fixture->session)), ==, "Shop");
  weir_session_forget_run (fixture->session);
  g_assert_null (weir_session_get_plan_run (fixture->session));
  g_assert_null (weir_session_get_run_plan (fixture->session));
}

static void
test_rounds (Fixture *fixture, gconstpointer data)
{
  const char *const buy[] = { "Buy", NULL };
  const char *const gone[] = { "Bey", NULL };

  weir_session_choose_rounds (fixture->session, gone);
  assert_refused (fixture, "There is no round “Bey” in “Shop”; did you mean “Buy”?");
  weir_session_choose_rounds (fixture->session, buy);
  run (fixture);
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/items"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/orders"), ==, 1);
}

/* Its numbers count where they are read, and its secrets are needed. */
static void
test_environment (Fixture *fixture, gconstpointer data)
{
  const WeirTestRequest *request;

  weir_session_choose_environment (fixture->session, "staging");
  assert_refused (fixture, "The environment “staging” needs the secret “key”: give its value when you are "
                           "asked, or start Weir with the variable WEIR_KEY set to it.");
  g_setenv ("WEIR_KEY", "open sesame", TRUE);
  run (fixture);
  g_unsetenv ("WEIR_KEY");
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/items"), ==, 3);
  request = weir_test_server_find_request (fixture->server, "/items", 1);
  g_assert_cmpstr (weir_test_request_get_header (request, "X-Key"), ==, "open sesame");
}

static void
test_bad_environment (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = weir_session_list_environments (fixture->session, NULL);

  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[1], ==, "odd");
  weir_session_choose_environment (fixture->session, "odd");
  assert_refused (fixture, "In the environment “odd” line 14 of the plan is wrong: \"requestCount\" must be a "
                           "whole number from 1 to 1000000000000, not \"none\".");
  weir_session_choose_environment (fixture->session, "production");
  assert_refused (fixture,
                  "The plan has no environment “production” any more: choose another one, or none.");
}

static void
test_error (Fixture *fixture, gconstpointer data)
{
  WeirPlan *plan = weir_session_get_plan (fixture->session);
  g_autoptr (WeirRound) round = g_list_model_get_item (G_LIST_MODEL (weir_plan_get_rounds (plan)), 1);

  weir_edits_set_string (weir_session_get_edits (fixture->session), round, "name", "Browse");
  assert_refused (fixture,
                  "Something is wrong in “Browse”: The round name \"Browse\" is already used");
}

static void
test_broken_source (Fixture *fixture, gconstpointer data)
{
  weir_session_set_typed (fixture->session, "name: Shop\nrounds: 5\n");
  assert_refused (fixture, "Something is wrong in line 2 of the text under Source: ");
}

/* What was typed is what runs, also before anybody has looked at it. */
static void
test_typed (Fixture *fixture, gconstpointer data)
{
  GString *text = g_string_new (fixture->text);

  g_string_replace (text, "value: '2'", "value: '4'", 0);
  weir_session_set_typed (fixture->session, text->str);
  g_string_free (text, TRUE);
  run (fixture);
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/items"), ==, 4);
}

static gboolean
is_waiting (gpointer data)
{
  return weir_test_server_get_n_waiting (((Fixture *) data)->server) > 0;
}

static void
test_stops (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirPlanSnapshot) snapshot = NULL;

  weir_test_server_script (fixture->server, "/items")->fault = WEIR_TEST_FAULT_STALL;
  g_assert_true (weir_session_start_plan_run (fixture->session, NULL));
  g_assert_true (weir_test_wait (is_waiting, fixture, DEADLINE_MS));
  weir_session_stop_run (fixture->session);
  g_assert_cmpuint (weir_session_get_stops (fixture->session), ==, 1);
  weir_session_stop_run (fixture->session);
  g_assert_cmpuint (weir_session_get_stops (fixture->session), ==, 2);
  g_assert_true (weir_test_wait (is_finished, fixture, DEADLINE_MS));
  snapshot = weir_plan_run_ref_snapshot (weir_session_get_plan_run (fixture->session));
  g_assert_cmpint (snapshot->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/items"), ==, 1);
}

static gboolean
is_left (gpointer data)
{
  return weir_test_server_get_n_open (((Fixture *) data)->server) == 0;
}

/* Nobody is left who could stop it. */
static void
test_goes (Fixture *fixture, gconstpointer data)
{
  weir_test_server_script (fixture->server, "/items")->fault = WEIR_TEST_FAULT_STALL;
  g_assert_true (weir_session_start_plan_run (fixture->session, NULL));
  g_assert_true (weir_test_wait (is_waiting, fixture, DEADLINE_MS));
  g_object_unref (fixture->session);
  fixture->session = weir_session_new_for_text (fixture->text, NULL);
  g_assert_true (weir_test_wait (is_left, fixture, DEADLINE_MS));
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/items"), ==, 1);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/desktop/session/plan/start runs all of it and keeps the results", test_runs);
  add ("/desktop/session/plan/what is edited meanwhile changes nothing in the run", test_frozen);
  add ("/desktop/session/plan/only rounds that are chosen run", test_rounds);
  add ("/desktop/session/plan/its environment gives numbers and secrets", test_environment);
  add ("/desktop/session/plan/an environment it cannot run in is refused", test_bad_environment);
  add ("/desktop/session/plan/one with an error is refused with its place", test_error);
  add ("/desktop/session/plan/one with broken text is refused with its line", test_broken_source);
  add ("/desktop/session/plan/typed text that was not read yet is what runs", test_typed);
  add ("/desktop/session/plan/stop ends it, twice at once", test_stops);
  add ("/desktop/session/plan/a document that goes ends its run at once", test_goes);
  return g_test_run ();
}
