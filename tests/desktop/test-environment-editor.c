/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-environment-editor.c: environments are made, changed and saved by pointing and clicking
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-environment-list.h"
#include "weir-environment-menu.h"
#include "weir-environment-repair.h"
#include "weir-environment-row.h"
#include "weir-environment-section.h"
#include "weir-environments-window.h"
#include "weir-keyring.h"
#include "weir-name-popover.h"
#include "weir-test-server.h"
#include "weir-value-entry.h"
#include "window-fixture.h"

#define FLOW "name: A\nenvironment: staging\nsteps: [{ name: S, wait: 0 }]\n"
#define TEXT                                                                                                 \
  "# where we run\n"                                                                                         \
  "- name: local # here\n"                                                                                   \
  "  variables:\n"                                                                                           \
  "    - { name: base, value: \"http://127.0.0.1\" }\n"                                                      \
  "- name: staging\n"                                                                                        \
  "  variables:\n"                                                                                           \
  "    # the host\n"                                                                                         \
  "    - { name: base, value: \"https://staging.example\" } # far away\n"                                    \
  "    - { name: token, secret: true }\n"                                                                    \
  "    - { name: user, value: ada }\n"

static GtkWidget *
find (gpointer widget, GType type, guint nth)
{
  GtkWidget *found = fixture_find (GTK_WIDGET (widget), type, nth);

  g_assert_nonnull (found);
  return found;
}

static WeirEnvironmentsWindow *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (WEIR_IS_ENVIRONMENTS_WINDOW (window))
        return WEIR_ENVIRONMENTS_WINDOW (window);
    }
  return NULL;
}

static WeirEnvironmentFiles *
get_files (void)
{
  return weir_environments_window_get_files (find_window ());
}

static void
press (gpointer window, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

static void
clean_up (void)
{
  const char *const names[] = { "environments.yaml", "environments.local.yaml", "keyring", "environments" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("WEIR_DATA_DIR"), names[i], NULL);

      g_unlink (path);
    }
}

/* @environments: (nullable) */
static WeirEnvironmentsWindow *
open_editor (Fixture *fixture, const char *environments)
{
  clean_up ();
  g_assert_null (find_window ());
  if (environments != NULL)
    g_free (fixture_write ("environments.yaml", environments));
  fixture_open_text (fixture, FLOW);
  fixture_activate (fixture, "win.edit-environments");
  g_assert_nonnull (find_window ());
  return find_window ();
}

static char *
read_file (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("WEIR_DATA_DIR"), name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
assert_file (const char *name, const char *expected)
{
  g_autofree char *text = read_file (name);

  g_assert_cmpstr (text, ==, expected);
}

static WeirEnvironmentSection *
get_section (WeirEnvironmentFile file)
{
  return WEIR_ENVIRONMENT_SECTION (find (find_window (), WEIR_TYPE_ENVIRONMENT_SECTION, file));
}

static GtkWidget *
get_row (WeirEnvironmentFile file, guint nth)
{
  return find (get_section (file), WEIR_TYPE_ENVIRONMENT_ROW, nth);
}

static void
type (GtkWidget *row, guint field, const char *text)
{
  WeirValueEntry *entry = WEIR_VALUE_ENTRY (find (row, WEIR_TYPE_VALUE_ENTRY, field));

  weir_value_entry_type (entry, text);
}

static const char *
get_text (GtkWidget *row, guint field)
{
  return weir_value_entry_get_text (WEIR_VALUE_ENTRY (find (row, WEIR_TYPE_VALUE_ENTRY, field)));
}

static void
click (gpointer parent, guint nth)
{
  g_signal_emit_by_name (find (parent, GTK_TYPE_BUTTON, nth), "clicked");
}

static void
set_secret (GtkWidget *row, gboolean secret)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (row, GTK_TYPE_CHECK_BUTTON, 0)), secret);
}

/* Into the popover. */
static GtkWidget *
type_name (const char *name)
{
  GtkWidget *popover = find (find_window (), WEIR_TYPE_NAME_POPOVER, 0);

  gtk_editable_set_text (GTK_EDITABLE (find (popover, GTK_TYPE_ENTRY, 0)), name);
  return popover;
}

static void
give_name (const char *name)
{
  GtkWidget *popover = type_name (name);

  g_assert_true (gtk_widget_is_sensitive (find (popover, GTK_TYPE_BUTTON, 0)));
  click (popover, 0);
}

static const char *
get_label (Fixture *fixture)
{
  return weir_environment_menu_get_label (
      WEIR_ENVIRONMENT_MENU (find (fixture->window, WEIR_TYPE_ENVIRONMENT_MENU, 0)));
}

static gboolean
is_clean (gpointer data)
{
  return !weir_environment_files_get_dirty (data);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static gboolean
is_closed (gpointer data)
{
  return find_window () == NULL;
}

static void
test_first (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, NULL);
  g_autofree char *text = fixture_collect_text (GTK_WIDGET (window));

  assert_contains (text, "No environments yet");
  press (window, "folder.add");
  give_name (" staging ");
  click (get_section (WEIR_ENVIRONMENT_FILE_SHARED), 0);
  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 0), 0, "base");
  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 0), 1, "https://shop.example");
  assert_file ("environments.yaml", NULL);
  press (window, "folder.save");
  g_assert_null (weir_environments_window_get_message (window));
  assert_file ("environments.yaml",
               "- name: staging\n  variables:\n  - name: base\n    value: https://shop.example\n");
  assert_file ("environments.local.yaml", NULL);
  g_assert_false (weir_environment_files_get_dirty (get_files ()));
  gtk_window_close (GTK_WINDOW (window));
  g_assert_null (find_window ());
}

/* The one the flow runs in is selected; one field is one line, all else is as it was. */
static void
test_one_line (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, TEXT);
  g_autoptr (GString) expected = g_string_new (TEXT);

  g_assert_cmpstr (get_text (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 0), 1), ==, "https://staging.example");
  g_assert_cmpstr (get_text (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 1), 0), ==, "token");
  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 0), 1, "https://new.example");
  g_assert_true (weir_environment_files_get_dirty (get_files ()));
  assert_file ("environments.yaml", TEXT);
  press (window, "folder.save");
  g_string_replace (expected, "https://staging.example", "https://new.example", 0);
  assert_file ("environments.yaml", expected->str);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Environments");
}

static void
test_undo (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, TEXT);
  GListModel *entries = weir_environment_files_get_entries (get_files ());
  GtkWidget *list = find (window, WEIR_TYPE_ENVIRONMENT_LIST, 0);

  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2), 1, "eve");
  press (list, "environments.delete");
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 1);
  press (window, "folder.undo");
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 2);
  /* An undo shows what it has changed. */
  g_assert_cmpstr (get_text (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2), 1), ==, "eve");
  press (window, "folder.undo");
  g_assert_cmpstr (get_text (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2), 1), ==, "ada");
  g_assert_false (weir_environment_files_get_dirty (get_files ()));
  press (window, "folder.redo");
  g_assert_cmpstr (get_text (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2), 1), ==, "eve");
  press (list, "environments.duplicate");
  g_assert_nonnull (weir_environment_files_find (get_files (), "staging 2"));
  press (window, "folder.undo");
  g_assert_null (weir_environment_files_find (get_files (), "staging 2"));
  press (window, "folder.undo");
}

/* The action bar and Run follow at once, before anything is saved. */
static void
test_at_once (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (server, "");
  WeirEnvironmentsWindow *window;
  const WeirTestRequest *request;

  clean_up ();
  g_free (fixture_write ("environments.yaml", TEXT));
  fixture_open_text (fixture, "name: A\nenvironment: staging\nsteps:\n  - name: S\n    httpRequest: { url: "
                              "\"${base}/a\", headers: { X-Token: \"${token}\" } }\n");
  fixture_activate (fixture, "win.edit-environments");
  window = find_window ();
  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 0), 1, url);
  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 1), 1, "t0ken at once");
  press (find (window, WEIR_TYPE_ENVIRONMENT_LIST, 0), "environments.rename");
  give_name ("test");
  g_assert_cmpstr (get_label (fixture), ==, "test");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  request = weir_test_server_find_request (server, "/a", 1);
  g_assert_cmpstr (weir_test_request_get_header (request, "X-Token"), ==, "t0ken at once");
  press (window, "folder.undo");
  g_assert_cmpstr (get_label (fixture), ==, "staging");
  press (window, "folder.redo");
  /* What is discarded is not there any more, neither its name nor its secret. */
  gtk_window_close (GTK_WINDOW (window));
  fixture_answer ("Discard");
  g_assert_true (weir_test_wait (is_closed, NULL, DEADLINE_MS));
  g_assert_cmpstr (get_label (fixture), ==, "staging");
  assert_file ("environments.yaml", TEXT);
  g_assert_null (weir_keyring_peek (
      &(WeirSecretKey){ g_getenv ("WEIR_DATA_DIR"), "test", "token" }));
}

static gboolean
is_in_keyring (gpointer data)
{
  g_autofree char *text = NULL;
  gsize size;

  return g_file_get_contents (g_getenv ("SECRET_FILE_TEST_PATH"), &text, &size, NULL) && size > 0;
}

static void
assert_nowhere (const char *value)
{
  g_autofree char *command = g_strdup_printf ("grep -r -l '%s' '%s'", value, g_getenv ("WEIR_DATA_DIR"));
  g_autofree char *hits = NULL;

  g_assert_true (g_spawn_command_line_sync (command, &hits, NULL, NULL, NULL));
  g_assert_cmpstr (hits, ==, "");
}

/* A value that was plain goes from the file to the keyring, and does not come back by the switch alone. */
static void
test_secret (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, TEXT);
  g_autoptr (GString) expected = g_string_new (TEXT);
  GtkWidget *row = get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2);

  type (row, 1, "s3cr3t ada");
  set_secret (row, TRUE);
  press (window, "folder.save");
  g_assert_null (weir_environments_window_get_message (window));
  g_string_replace (expected, "{ name: user, value: ada }", "{ name: user, secret: true }", 0);
  assert_file ("environments.yaml", expected->str);
  g_assert_true (weir_test_wait (is_in_keyring, NULL, DEADLINE_MS));
  assert_nowhere ("s3cr3t ada");
  g_assert_cmpstr (get_text (row, 1), ==, "s3cr3t ada");
  set_secret (row, FALSE);
  g_assert_cmpstr (get_text (row, 1), ==, "");
  press (window, "folder.undo");
  g_assert_cmpstr (get_text (row, 1), ==, "s3cr3t ada");
  /* The value follows the names. */
  type (row, 0, "login");
  press (window, "folder.save");
  g_assert_cmpstr (weir_keyring_peek (&(WeirSecretKey){ g_getenv ("WEIR_DATA_DIR"), "staging", "login" }), ==,
                   "s3cr3t ada");
  g_assert_null (weir_keyring_peek (&(WeirSecretKey){ g_getenv ("WEIR_DATA_DIR"), "staging", "user" }));
  assert_nowhere ("s3cr3t ada");
}

static void
test_errors (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, TEXT);
  GtkWidget *row = get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2);
  WeirValueEntry *name = WEIR_VALUE_ENTRY (find (row, WEIR_TYPE_VALUE_ENTRY, 0));
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  type (row, 0, "BASE");
  assert_contains (weir_value_entry_get_message (name, NULL), "Another variable here is called “base”");
  text = fixture_collect_text (row);
  assert_contains (text, "differs in more than case");
  press (window, "folder.save");
  assert_contains (weir_environments_window_get_message (window), "The environment “staging” has an error");
  assert_file ("environments.yaml", TEXT);
  fixture_activate (fixture, "win.run");
  assert_contains (weir_window_get_message (fixture->window), "The environment “staging” has an error");
  type (row, 0, "a b");
  g_assert_nonnull (weir_value_entry_get_message (name, NULL));
  type (row, 0, "");
  assert_contains (weir_value_entry_get_message (name, NULL), "A variable needs a name.");
  type (row, 0, "user");
  g_assert_null (weir_value_entry_get_message (name, NULL));
  /* Names of environments, as they are typed */
  press (find (window, WEIR_TYPE_ENVIRONMENT_LIST, 0), "environments.rename");
  shown = fixture_collect_text (type_name ("LOCAL"));
  assert_contains (shown, "Another environment is called “local”");
  g_assert_false (gtk_widget_is_sensitive (find (type_name ("LOCAL"), GTK_TYPE_BUTTON, 0)));
  g_assert_false (gtk_widget_is_sensitive (find (type_name (" "), GTK_TYPE_BUTTON, 0)));
}

static void
test_settings (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, "- name: staging # here\n");
  WeirEnvironmentSection *section = get_section (WEIR_ENVIRONMENT_FILE_SHARED);
  WeirValueEntry *proxy;

  for (guint i = 0; i < WEIR_N_ENVIRONMENT_FILES; i++)
    gtk_expander_set_expanded (GTK_EXPANDER (find (get_section (i), GTK_TYPE_EXPANDER, 0)), TRUE);
  proxy = WEIR_VALUE_ENTRY (find (section, WEIR_TYPE_VALUE_ENTRY, 0));
  weir_value_entry_type (proxy, "somewhere");
  assert_contains (weir_value_entry_get_message (proxy, NULL), "is the URL of a proxy");
  weir_value_entry_type (proxy, "http://127.0.0.1:3128");
  g_assert_null (weir_value_entry_get_message (proxy, NULL));
  weir_value_entry_type (WEIR_VALUE_ENTRY (find (section, WEIR_TYPE_VALUE_ENTRY, 1)), "ca.pem");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (get_section (WEIR_ENVIRONMENT_FILE_LOCAL),
                                                   GTK_TYPE_DROP_DOWN, 0)),
                              WEIR_INSECURE_NO);
  press (window, "folder.save");
  g_assert_null (weir_environments_window_get_message (window));
  assert_file ("environments.yaml",
               "- name: staging # here\n  proxy: http://127.0.0.1:3128\n  tls:\n    ca: ca.pem\n");
  assert_file ("environments.local.yaml", "- name: staging\n  tls:\n    insecure: false\n");
}

static void
test_move (Fixture *fixture)
{
  WeirEnvironmentsWindow *window;
  g_autofree char *text = NULL;
  g_autoptr (GString) expected = g_string_new (TEXT);

  window = open_editor (fixture, TEXT);
  click (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2), 0);
  g_assert_cmpstr (get_text (get_row (WEIR_ENVIRONMENT_FILE_LOCAL, 0), 0), ==, "user");
  press (window, "folder.save");
  g_string_replace (expected, "    - { name: user, value: ada }\n", "", 0);
  assert_file ("environments.yaml", expected->str);
  assert_file ("environments.local.yaml", "- name: staging\n  variables:\n  - name: user\n    value: ada\n");
  /* The same name in both: the one for everyone says that it does not count here. */
  type (get_row (WEIR_ENVIRONMENT_FILE_LOCAL, 0), 0, "base");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  text = fixture_collect_text (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 0));
  assert_contains (text, "On this computer the value below counts instead.");
  press (window, "folder.undo");
  click (get_row (WEIR_ENVIRONMENT_FILE_LOCAL, 0), 0);
  press (window, "folder.save");
  assert_file ("environments.local.yaml", "[]\n");
  assert_file ("environments.yaml", TEXT);
}

static void
test_only_local (Fixture *fixture)
{
  WeirEnvironmentsWindow *window;
  g_autofree char *text = NULL;
  g_autofree char *saved = NULL;

  clean_up ();
  g_free (fixture_write ("environments.local.yaml", "# mine\n- name: staging\n"));
  fixture_open_text (fixture, FLOW);
  fixture_activate (fixture, "win.edit-environments");
  window = find_window ();
  text = fixture_collect_text (find (window, WEIR_TYPE_ENVIRONMENT_LIST, 0));
  assert_contains (text, "staging\nonly on this computer\n");
  click (get_section (WEIR_ENVIRONMENT_FILE_LOCAL), 0);
  type (get_row (WEIR_ENVIRONMENT_FILE_LOCAL, 0), 0, "base");
  press (window, "folder.save");
  assert_file ("environments.yaml", NULL);
  saved = read_file ("environments.local.yaml");
  g_assert_true (g_str_has_prefix (saved, "# mine\n- name: staging\n  variables:\n"));
}

static void
test_close (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, TEXT);

  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2), 1, "eve");
  gtk_window_close (GTK_WINDOW (window));
  g_assert_nonnull (fixture_get_dialog ());
  fixture_answer ("Cancel");
  g_assert_nonnull (find_window ());
  /* The window of the flow does not go without it. */
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_nonnull (fixture_get_dialog ());
  fixture_answer ("Cancel");
  g_assert_nonnull (find_window ());
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  gtk_window_close (GTK_WINDOW (window));
  fixture_answer ("Save");
  g_assert_null (find_window ());
  g_autofree char *text = read_file ("environments.yaml");
  assert_contains (text, "{ name: user, value: eve }");
}

/* After the answer the window of the flow goes, as it was asked to. */
static void
test_quit (Fixture *fixture)
{
  WeirWindow *window = fixture->window;

  open_editor (fixture, TEXT);
  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2), 1, "eve");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture_answer ("Discard");
  g_assert_true (weir_test_wait (is_closed, NULL, DEADLINE_MS));
  g_assert_true (weir_test_wait (is_null, &window, DEADLINE_MS));
  assert_file ("environments.yaml", TEXT);
}

static gboolean
has_eve (gpointer data)
{
  return g_str_equal (get_text (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2), 1), "eve");
}

static gboolean
is_outdated (gpointer data)
{
  return weir_environment_files_get_outdated (get_files ());
}

static void
test_disk (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, TEXT);
  g_autoptr (GString) other = g_string_new (TEXT);
  g_autoptr (GString) third = g_string_new (TEXT);

  g_string_replace (other, "value: ada", "value: eve", 0);
  g_free (fixture_write ("environments.yaml", other->str));
  g_assert_true (weir_test_wait (has_eve, NULL, DEADLINE_MS));
  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2), 1, "mine");
  g_string_replace (third, "# far away", "# nearer", 0);
  g_free (fixture_write ("environments.yaml", third->str));
  press (window, "folder.save");
  assert_contains (weir_environments_window_get_message (window), "another program has changed the files");
  assert_file ("environments.yaml", third->str);
  g_assert_true (is_outdated (NULL));
  press (window, "folder.keep-mine");
  press (window, "folder.save");
  /* What that program wrote elsewhere in the file stays. */
  g_string_replace (third, "value: ada", "value: mine", 0);
  assert_file ("environments.yaml", third->str);
  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 2), 1, "again");
  g_free (fixture_write ("environments.yaml", other->str));
  g_assert_true (weir_test_wait (is_outdated, NULL, DEADLINE_MS));
  press (window, "folder.take-file");
  g_assert_true (has_eve (NULL));
  g_assert_true (is_clean (get_files ()));
}

static gboolean
is_ready (gpointer data)
{
  return weir_environment_repair_get_ready (data);
}

static void
test_repair (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, "- name: staging\n  variabels: []\n");
  GtkWidget *repair = find (window, WEIR_TYPE_ENVIRONMENT_REPAIR, 0);
  g_autofree char *text = fixture_collect_text (repair);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (repair, GTK_TYPE_TEXT_VIEW, 0)));

  assert_contains (text, "environments.yaml has 1 error");
  assert_contains (text, "line 2, column 3: unknown key");
  gtk_text_buffer_set_text (buffer, "- name: staging\n  variables: []\n", -1);
  g_assert_true (weir_test_wait (is_ready, repair, DEADLINE_MS));
  press (window, "folder.save");
  assert_file ("environments.yaml", "- name: staging\n  variables: []\n");
  g_assert_nonnull (weir_environment_files_find (get_files (), "staging"));
  g_assert_false (gtk_widget_get_mapped (repair));
}

/* From the sidebar, and as a file to be opened. */
static void
test_opened (Fixture *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (g_getenv ("WEIR_DATA_DIR"));
  g_autofree char *file_name = NULL;

  clean_up ();
  file_name = fixture_write ("environments.yaml", TEXT);
  fixture_open (fixture, file_name);
  g_assert_nonnull (find_window ());
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "welcome");
  /* Not a second time. */
  fixture_open (fixture, file_name);
  gtk_window_close (GTK_WINDOW (find_window ()));
  g_assert_null (find_window ());
  /* In a folder that has none, too */
  clean_up ();
  weir_window_open_folder (fixture->window, folder);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (weir_window_get_sidebar (fixture->window)),
                                             "sidebar.environments", NULL));
  g_assert_cmpstr (weir_environment_files_get_folder (get_files ()), ==, g_getenv ("WEIR_DATA_DIR"));
  gtk_window_close (GTK_WINDOW (find_window ()));
  fixture_activate (fixture, "win.new-flow");
  fixture_activate (fixture, "win.edit-environments");
  g_assert_null (find_window ());
  assert_contains (weir_window_get_message (fixture->window), "Save it first");
}

/* By ear every field is told apart, and all can be reached by keyboard. */
static void
test_accessible (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, TEXT);
  GtkWidget *row = get_row (WEIR_ENVIRONMENT_FILE_SHARED, 1);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (row, GTK_TYPE_CHECK_BUTTON, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "token is a secret");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (row, GTK_TYPE_BUTTON, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Move token");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (row, GTK_TYPE_BUTTON, 1)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove token");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (row, GTK_TYPE_ENTRY, 1)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Value of token");
  g_assert_true (gtk_widget_get_focusable (find (row, GTK_TYPE_BUTTON, 1)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (get_section (0), GTK_TYPE_EXPANDER, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Proxy and certificates");
  /* Past what is folded away, too */
  for (guint i = 0; i < 40; i++)
    gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  /* Where a row goes away, the keyboard stays. */
  gtk_widget_grab_focus (row);
  click (row, 1);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                         get_row (WEIR_ENVIRONMENT_FILE_SHARED, 1)));
}

/* What a curl command had is a secret of the chosen environment by one click. */
static void
test_declare (Fixture *fixture)
{
  const char *const names[] = { "api-key", NULL };
  g_autoptr (GString) expected = g_string_new (TEXT);
  g_autofree char *given = NULL;
  WeirSession *session;

  clean_up ();
  g_free (fixture_write ("environments.yaml", TEXT));
  fixture_open_text (fixture, FLOW);
  session = weir_window_get_session (fixture->window);
  given = weir_session_give_secret (session, "api-key", "s3cr3t declared");
  g_assert_cmpstr (given, ==, "api-key");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.declare-secrets", "^as", names));
  assert_contains (weir_window_get_message (fixture->window),
                   "api-key: declared as secret in the environment “staging”");
  g_string_append (expected, "    - { name: api-key, secret: true }\n");
  assert_file ("environments.yaml", expected->str);
  g_assert_true (weir_test_wait (is_in_keyring, NULL, DEADLINE_MS));
  assert_nowhere ("s3cr3t declared");
  /* A second time it is the same. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.declare-secrets", "^as", names));
  assert_file ("environments.yaml", expected->str);
  weir_session_choose_environment (session, NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.declare-secrets", "^as", names));
  assert_contains (weir_window_get_message (fixture->window), "Choose one beside Run");
}

static void
assert_fits (WeirEnvironmentsWindow *window)
{
  GtkWidget *widget = GTK_WIDGET (window);
  int width;
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX (width, 800), &height, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 800);
  g_assert_cmpint (height, <=, 500);
}

/* A window of 800 by 500 is large enough for it, with letters twice as large, too. */
static void
test_small (Fixture *fixture)
{
  g_autofree char *font = NULL;
  WeirEnvironmentsWindow *window = open_editor (fixture, TEXT);

  gtk_expander_set_expanded (GTK_EXPANDER (find (get_section (0), GTK_TYPE_EXPANDER, 0)), TRUE);
  assert_fits (window);
  g_object_get (gtk_settings_get_default (), "gtk-font-name", &font, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Sans 20", NULL);
  assert_fits (window);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", font, NULL);
}

/* Nothing holds on to what was edited: the files count again. */
static void
test_let_go (Fixture *fixture)
{
  WeirEnvironmentsWindow *window = open_editor (fixture, TEXT);
  WeirEnvironmentFiles *files = get_files ();

  g_object_add_weak_pointer (G_OBJECT (files), (gpointer *) &files);
  type (get_row (WEIR_ENVIRONMENT_FILE_SHARED, 0), 1, "https://new.example");
  click (get_section (WEIR_ENVIRONMENT_FILE_SHARED), 0);
  gtk_window_close (GTK_WINDOW (window));
  fixture_answer ("Discard");
  g_assert_true (weir_test_wait (is_null, &files, DEADLINE_MS));
  fixture_activate (fixture, "win.edit-environments");
  files = get_files ();
  g_object_add_weak_pointer (G_OBJECT (files), (gpointer *) &files);
  press (find (find_window (), WEIR_TYPE_ENVIRONMENT_LIST, 0), "environments.rename");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (weir_test_wait (is_null, &files, DEADLINE_MS));
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
  fixture_add ("/desktop/environment editor/the first environment makes the file", test_first);
  fixture_add ("/desktop/environment editor/one field changed is one line changed", test_one_line);
  fixture_add ("/desktop/environment editor/every edit can be undone", test_undo);
  fixture_add ("/desktop/environment editor/action bar and Run follow at once, until it is discarded",
               test_at_once);
  fixture_add ("/desktop/environment editor/the value of a secret is in the keyring and in no file",
               test_secret);
  fixture_add ("/desktop/environment editor/errors are beside the field and nothing wrong is saved", test_errors);
  fixture_add ("/desktop/environment editor/proxy and certificates", test_settings);
  fixture_add ("/desktop/environment editor/a variable moves between the files", test_move);
  fixture_add ("/desktop/environment editor/an environment of this computer only stays so", test_only_local);
  fixture_add ("/desktop/environment editor/closing asks about changes", test_close);
  fixture_add ("/desktop/environment editor/the window of the flow closes after the question", test_quit);
  fixture_add ("/desktop/environment editor/what other programs write is noticed", test_disk);
  fixture_add ("/desktop/environment editor/a file with errors is mended in place", test_repair);
  fixture_add ("/desktop/environment editor/an environments file is opened in it", test_opened);
  fixture_add ("/desktop/environment editor/fields have names and rows keep the focus", test_accessible);
  fixture_add ("/desktop/environment editor/secrets of a curl command are declared by one click", test_declare);
  fixture_add ("/desktop/environment editor/a small window has room for it, with large letters, too", test_small);
  fixture_add ("/desktop/environment editor/what was edited is gone with its window", test_let_go);
  return fixture_run ();
}
