/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-environments.c: where a flow runs is chosen in the action bar, and its secrets are asked for in place
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-environment-menu.h"
#include "weir-keyring.h"
#include "weir-secret-form.h"
#include "weir-test-server.h"
#include "window-fixture.h"

/* Written beside the flow. The secret has a name of its own in each test: what was given is in memory. */
static void
write_environments (const char *text)
{
  g_autofree char *file_name = fixture_write ("environments.yaml", text);

  g_assert_nonnull (file_name);
}

static WeirEnvironmentMenu *
get_menu (Fixture *fixture)
{
  return WEIR_ENVIRONMENT_MENU (fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_ENVIRONMENT_MENU, 0));
}

static WeirSecretForm *
get_form (Fixture *fixture)
{
  return WEIR_SECRET_FORM (fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_SECRET_FORM, 0));
}

static void
choose (Fixture *fixture, const char *name)
{
  GtkWidget *button = fixture_find (GTK_WIDGET (get_menu (fixture)), GTK_TYPE_MENU_BUTTON, 0);

  g_assert_true (gtk_widget_activate_action (button, "environment.choose", "s", name));
}

/* The choices the menu offers, as it says them. */
static char *
list_choices (Fixture *fixture)
{
  GtkWidget *button = fixture_find (GTK_WIDGET (get_menu (fixture)), GTK_TYPE_MENU_BUTTON, 0);
  g_autoptr (GMenuModel) section = NULL;
  GString *list = g_string_new (NULL);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  section = g_menu_model_get_item_link (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), 0,
                                        G_MENU_LINK_SECTION);
  for (int i = 0; i < g_menu_model_get_n_items (section); i++)
    {
      g_autofree char *label = NULL;

      g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", label);
    }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  return g_string_free (list, FALSE);
}

static gboolean
is_asking (gpointer data)
{
  return weir_secret_form_is_asking (data);
}

static void
type_value (Fixture *fixture, const char *value)
{
  GtkWidget *entry = fixture_find (GTK_WIDGET (get_form (fixture)), GTK_TYPE_PASSWORD_ENTRY, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), value);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_choices (Fixture *fixture)
{
  g_autofree char *choices = NULL;
  WeirSession *session;

  write_environments ("- name: staging\n- name: my_local\n");
  fixture_open_text (fixture, "name: A\nenvironment: staging\nsteps: [{ name: S, wait: 0 }]\n");
  session = weir_window_get_session (fixture->window);
  g_assert_cmpstr (weir_environment_menu_get_label (get_menu (fixture)), ==, "staging");
  choices = list_choices (fixture);
  g_assert_cmpstr (choices, ==, "No environment, staging, my__local");
  choose (fixture, "my_local");
  g_assert_cmpstr (weir_environment_menu_get_label (get_menu (fixture)), ==, "my_local");
  g_assert_false (weir_session_get_dirty (session));
  /* Remembered for this file, and so is the choice of none. */
  fixture_activate (fixture, "win.close-document");
  fixture_open_text (fixture, "name: A\nenvironment: staging\nsteps: [{ name: S, wait: 0 }]\n");
  g_assert_cmpstr (weir_environment_menu_get_label (get_menu (fixture)), ==, "my_local");
  choose (fixture, "");
  fixture_activate (fixture, "win.reload");
  g_assert_cmpstr (weir_environment_menu_get_label (get_menu (fixture)), ==, "No environment");
  choose (fixture, "staging");
}

/* What the environment gives, a secret or not, is not missed. */
static void
test_warnings (Fixture *fixture)
{
  write_environments ("- name: staging\n"
                      "  variables: [{ name: host, value: h }, { name: key, secret: true }]\n");
  fixture_open_text (fixture, "name: A\nenvironment: staging\n"
                              "steps: [{ name: S, httpRequest: { url: 'http://${host}/${key}' } }]\n");
  g_assert_null (weir_window_get_message (fixture->window));
  fixture_activate (fixture, "win.close-document");
  fixture_open_text (fixture, "name: A\nenvironment: staging\n"
                              "steps: [{ name: S, httpRequest: { url: 'http://${host}/${missing}' } }]\n");
  assert_contains (weir_window_get_message (fixture->window), "Nothing in this flow sets \"missing\"");
  g_assert_null (strstr (weir_window_get_message (fixture->window), "host"));
}

/* One that is not there any more is still named, and Run says what to do. */
static void
test_gone (Fixture *fixture)
{
  g_autofree char *choices = NULL;

  write_environments ("- name: other\n");
  fixture_open_text (fixture, "name: A\nenvironment: staging\nsteps: [{ name: S, wait: 0 }]\n");
  choices = list_choices (fixture);
  g_assert_cmpstr (choices, ==, "No environment, other, staging (is not in environments.yaml)");
  fixture_activate (fixture, "win.run");
  assert_contains (weir_window_get_message (fixture->window), "environments.yaml has only: other");
  g_assert_null (weir_window_get_run (fixture->window));
}

static void
test_problems (Fixture *fixture)
{
  GtkWidget *button;

  write_environments ("- name: staging\n  vars: 1\n");
  fixture_open_text (fixture, "name: A\nenvironment: staging\nsteps: [{ name: S, wait: 0 }]\n");
  button = fixture_find (GTK_WIDGET (get_menu (fixture)), GTK_TYPE_MENU_BUTTON, 0);
  assert_contains (gtk_widget_get_tooltip_text (button), "environments.yaml:2:3: unknown key");
  fixture_activate (fixture, "win.run");
  assert_contains (weir_window_get_message (fixture->window), "environments.yaml:2:3: unknown key");
}

/* Asked for once, in place; the run goes on by itself. */
static void
test_asked (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autofree char *environments =
      g_strdup_printf ("- name: staging\n  variables: [{ name: server, value: \"%s\" }, { name: key-one, secret: "
                       "true }]\n",
                       url);
  const WeirTestRequest *request;
  g_autofree char *text = NULL;

  write_environments (environments);
  fixture_open_text (fixture, "name: A\nenvironment: staging\nsteps:\n  - name: S\n    httpRequest: { url: "
                              "\"${server}/a\", headers: { X-Key: \"${key-one}\" } }\n");
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (is_asking, get_form (fixture), DEADLINE_MS));
  g_assert_null (weir_window_get_run (fixture->window));
  text = fixture_collect_text (GTK_WIDGET (get_form (fixture)));
  assert_contains (text, "The environment “staging” needs this secret:");
  assert_contains (text, "key-one");
  type_value (fixture, "s3cr3t one");
  g_assert_false (weir_secret_form_is_asking (get_form (fixture)));
  fixture_wait_done (fixture);
  request = weir_test_server_find_request (server, "/a", 1);
  g_assert_cmpstr (weir_test_request_get_header (request, "X-Key"), ==, "s3cr3t one");
  /* Not a second time. */
  fixture_activate (fixture, "win.run");
  g_assert_false (weir_secret_form_is_asking (get_form (fixture)));
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/a"), ==, 2);
}

static const char secret_plan[] = "name: P\n"
                                  "environments:\n"
                                  "- name: staging\n"
                                  "  variables: [{ name: NAME, secret: true }]\n"
                                  "rounds:\n"
                                  "- name: R\n"
                                  "  iterations:\n"
                                  "  - name: I\n"
                                  "    httpRequest: { url: BASE/a, headers: { X-Key: \"${NAME}\" } }\n";

static char *
create_plan (WeirTestServer *server, const char *secret)
{
  GString *text = g_string_new (secret_plan);
  g_autofree char *url = weir_test_server_get_url (server, "");

  g_string_replace (text, "BASE", url, 0);
  g_string_replace (text, "NAME", secret, 0);
  return g_string_free (text, FALSE);
}

static gboolean
is_plan_over (gpointer data)
{
  WeirSession *session = weir_window_get_session (((Fixture *) data)->window);

  return weir_session_get_plan_run (session) != NULL && !weir_session_is_running (session);
}

static void
answer_for_plan (Fixture *fixture, WeirTestServer *server, const char *value)
{
  const WeirTestRequest *request;

  choose (fixture, "staging");
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (is_asking, get_form (fixture), DEADLINE_MS));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_form (fixture))));
  type_value (fixture, value);
  g_assert_true (weir_test_wait (is_plan_over, fixture, DEADLINE_MS));
  request = weir_test_server_find_request (server, "/a", 1);
  g_assert_nonnull (request);
  g_assert_cmpstr (weir_test_request_get_header (request, "X-Key"), ==, value);
}

/* The environments of a load plan are in it. */
static void
test_plan (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *text = create_plan (server, "plan-one");
  g_autofree char *file_name = fixture_write ("secret.plan.yaml", text);
  g_autofree char *choices = NULL;

  fixture_open (fixture, file_name);
  choices = list_choices (fixture);
  g_assert_cmpstr (choices, ==, "No environment, staging");
  answer_for_plan (fixture, server, "s3cr3t plan");
}

static gboolean
is_read (gpointer data)
{
  return !weir_source_page_is_busy (data);
}

/* One that is in no folder yet has secrets, too; only the keyring cannot keep them. */
static void
test_new_plan (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *text = create_plan (server, "plan-two");
  WeirSourcePage *page;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new-plan",
                                  g_variant_new_string ("one"));
  page = weir_plan_view_get_source (weir_window_get_plan_view (fixture->window));
  weir_plan_view_show_source (weir_window_get_plan_view (fixture->window), TRUE);
  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
  gtk_text_buffer_set_text (weir_source_page_get_buffer (page), text, -1);
  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
  answer_for_plan (fixture, server, "s3cr3t new");
}

static gboolean
is_in_keyring (gpointer data)
{
  g_autofree char *text = NULL;
  gsize size;

  return g_file_get_contents (g_getenv ("SECRET_FILE_TEST_PATH"), &text, &size, NULL) && size > 0;
}

/* The keyring's file is encrypted; no other file of the person has the value. */
static void
test_kept (Fixture *fixture)
{
  const char *folder = g_getenv ("WEIR_DATA_DIR");
  g_autofree char *command = g_strdup_printf ("grep -r -l 's3cr3t two' '%s'", folder);
  g_autofree char *hits = NULL;

  g_unlink (g_getenv ("SECRET_FILE_TEST_PATH"));
  write_environments ("- name: staging\n  variables: [{ name: key-two, secret: true }]\n");
  fixture_open_text (fixture, "name: A\nenvironment: staging\nsteps: [{ name: S, set: { x: \"${key-two}\" } }]\n");
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (is_asking, get_form (fixture), DEADLINE_MS));
  type_value (fixture, "s3cr3t two");
  fixture_wait_done (fixture);
  g_assert_true (weir_test_wait (is_in_keyring, NULL, DEADLINE_MS));
  g_assert_true (g_spawn_command_line_sync (command, &hits, NULL, NULL, NULL));
  g_assert_cmpstr (hits, ==, "");
}

static void
test_cancelled (Fixture *fixture)
{
  write_environments ("- name: staging\n  variables: [{ name: key-three, secret: true }]\n");
  fixture_open_text (fixture, "name: A\nenvironment: staging\nsteps: [{ name: S, wait: 0 }]\n");
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (is_asking, get_form (fixture), DEADLINE_MS));
  g_signal_emit_by_name (fixture_find (GTK_WIDGET (get_form (fixture)), GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_false (weir_secret_form_is_asking (get_form (fixture)));
  g_assert_null (weir_window_get_run (fixture->window));
  /* In no environment nothing is needed. */
  choose (fixture, "");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  choose (fixture, "staging");
}

int
main (int argc, char **argv)
{
  g_autofree char *keyring = NULL;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  keyring = g_build_filename (g_getenv ("WEIR_DATA_DIR"), "keyring", NULL);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  fixture_add ("/desktop/environments/one is chosen for a flow and remembered, outside of the document",
               test_choices);
  fixture_add ("/desktop/environments/what it gives is not said to be missing", test_warnings);
  fixture_add ("/desktop/environments/one that is gone is named, and Run says so", test_gone);
  fixture_add ("/desktop/environments/what is wrong with the file is told with its place", test_problems);
  fixture_add ("/desktop/environments/missing secrets are asked for once, then the run goes on", test_asked);
  fixture_add ("/desktop/environments/a load plan runs in one of its own, and is asked for its secrets",
               test_plan);
  fixture_add ("/desktop/environments/a load plan without a file is asked for its secrets, too",
               test_new_plan);
  fixture_add ("/desktop/environments/a secret is kept in the keyring and nowhere else", test_kept);
  fixture_add ("/desktop/environments/a question that is cancelled runs nothing", test_cancelled);
  return fixture_run ();
}
