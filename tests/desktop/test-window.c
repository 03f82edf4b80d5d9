/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-window.c: what the window shows before anything runs
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-environments-window.h"
#include "weir-keyring.h"
#include "weir-name-popover.h"
#include "window-fixture.h"

static const char two_steps[] = "name: Two steps\n"
                                "run: { iterations: 5 }\n"
                                "steps:\n"
                                "  - name: First\n"
                                "    httpRequest: { url: BASE/items }\n"
                                "  - name: Second\n"
                                "    enabled: false\n"
                                "    httpRequest: { method: POST, url: BASE/items }\n";

static void
test_first_start (Fixture *fixture)
{
  g_autofree char *text = fixture_collect_text (GTK_WIDGET (fixture->window));

  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "welcome");
  assert_contains (text, "Try the Sample Flow");
  assert_contains (text, "Open…");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_false (fixture_is_enabled (fixture, "stop"));
  g_assert_false (fixture_is_enabled (fixture, "reload"));
}

static void
test_sample (Fixture *fixture)
{
  g_autofree char *text = NULL;
  WeirVariable *base_url;

  fixture_activate (fixture, "win.sample");
  text = fixture_collect_text (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  assert_contains (text, "Sample API at 127.0.0.1:");
  assert_contains (text, "Unsaved copy of the sample flow");
  assert_contains (text, "Before All");
  assert_contains (text, "After All");
  base_url = weir_flow_find_variable (weir_window_get_flow (fixture->window), "baseUrl");
  g_assert_true (g_str_has_prefix (weir_variable_get_value (base_url), "http://127.0.0.1:"));
  g_assert_cmpstr (weir_variable_get_value (base_url), !=, "http://127.0.0.1:8020");
  g_assert_true (fixture_is_enabled (fixture, "run"));
  g_assert_false (fixture_is_enabled (fixture, "reload"));
}

static void
test_options (Fixture *fixture)
{
  WeirActionBar *bar = weir_window_get_action_bar (fixture->window);

  fixture_open_text (fixture, two_steps);
  g_assert_cmpstr (weir_action_bar_get_label (bar), ==, "Run (5x)");
  g_assert_cmpstr (weir_action_bar_get_progress (bar), ==, "5 iterations");
}

static void
test_disabled_step (Fixture *fixture)
{
  WeirStepRow *row;

  fixture_open_text (fixture, two_steps);
  row = weir_step_list_get_row (weir_window_get_step_list (fixture->window), 1);
  g_assert_cmpstr (weir_step_row_get_outcome (row), ==, "disabled");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "POST Second, disabled");
}

static void
test_nothing_enabled (Fixture *fixture)
{
  WeirActionBar *bar = weir_window_get_action_bar (fixture->window);

  fixture_open_text (fixture, "name: Nothing\n"
                              "steps:\n"
                              "  - name: Only\n"
                              "    enabled: false\n"
                              "    httpRequest: { url: BASE/items }\n");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_action_bar_get_progress (bar), ==, "No step is enabled: there is nothing to run.");
}

static gboolean
source_is_idle (gpointer page)
{
  return !weir_source_page_is_busy (page);
}

/* A load plan with errors is text; what it becomes in the file, it becomes in the window. */
static void
test_problems (Fixture *fixture)
{
  WeirSourcePage *page = weir_plan_view_get_source (weir_window_get_plan_view (fixture->window));
  g_autofree char *file_name = fixture_write ("plan.yaml", "name: Peak\nrounds:\n  - name: One\n");
  g_autofree char *mended = NULL;
  g_autofree char *first = NULL;

  fixture_open (fixture, file_name);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "plan");
  g_assert_true (weir_test_wait (source_is_idle, page, DEADLINE_MS));
  first = fixture_collect_text (GTK_WIDGET (page));
  assert_contains (first, "round needs \"iterations\"");
  g_assert_false (fixture_is_enabled (fixture, "run"));

  mended = fixture_write ("plan.yaml", "name: Mended\n"
                                       "steps:\n"
                                       "  - name: First\n"
                                       "    httpRequest: { url: http://127.0.0.1:1/ }\n");
  fixture_activate (fixture, "win.reload");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  g_assert_cmpstr (weir_flow_get_name (weir_window_get_flow (fixture->window)), ==, "Mended");
}

/* What no text view can show is not opened as text. */
static void
test_no_text (Fixture *fixture)
{
  static const char *const texts[] = { "name: Sh\xf6p\nsteps: []\n", "name: \xff\xfe\n", "\x80PNG" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *file_name = fixture_write ("latin.flow.yaml", texts[i]);
      g_autofree char *text = NULL;

      fixture_open (fixture, file_name);
      g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "problems");
      text = fixture_collect_text (GTK_WIDGET (weir_window_get_problems_page (fixture->window)));
      assert_contains (text, "UTF-8");
      fixture_activate (fixture, "win.close-document");
    }
}

static void
test_unreadable (Fixture *fixture)
{
  g_autofree char *text = NULL;

  fixture_open (fixture, "/nonexistent/gone.flow.yaml");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "problems");
  text = fixture_collect_text (GTK_WIDGET (weir_window_get_problems_page (fixture->window)));
  assert_contains (text, "gone.flow.yaml cannot be read");
  g_assert_true (fixture_is_enabled (fixture, "reload"));
}

static void
test_narrow (Fixture *fixture)
{
  int minimum_width;
  int minimum_height;

  fixture_activate (fixture, "win.sample");
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL,
                      NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_VERTICAL, -1, &minimum_height, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum_width, <=, 800);
  g_assert_cmpint (minimum_height, <=, 500);
}

static void
add_keys (GHashTable *keys, const char *accelerators)
{
  g_auto (GStrv) each = g_strsplit (accelerators, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      GdkModifierType modifiers = 0;
      guint key = 0;

      g_assert_true (gtk_accelerator_parse (each[i], &key, &modifiers));
      g_hash_table_add (keys, gtk_accelerator_name (key, modifiers));
    }
}

static GHashTable *
collect_help (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/weir_app/Weir/gtk/help-overlay.ui");
  g_autoptr (GSList) objects = gtk_builder_get_objects (builder);
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (GSList *l = objects; l != NULL; l = l->next)
    if (GTK_IS_SHORTCUTS_SHORTCUT (l->data))
      {
        g_autofree char *accelerators = NULL;

        g_object_get (l->data, "accelerator", &accelerators, NULL);
        add_keys (keys, accelerators);
      }
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
  return keys;
}

/* The keypad's Enter is an Enter. */
static void
test_shortcuts (Fixture *fixture)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (fixture->window));
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);
  g_autoptr (GHashTable) help = collect_help ();
  guint n_keys = 0;

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, actions[i]);

      for (guint j = 0; keys[j] != NULL; j++, n_keys++)
        if (strstr (keys[j], "KP_") == NULL && !g_hash_table_contains (help, keys[j]))
          g_error ("%s of %s is not in the window of shortcuts", keys[j], actions[i]);
    }
  g_assert_cmpuint (n_keys, >, 25);
}

static gboolean
is_mapped (gpointer window)
{
  return gtk_widget_get_mapped (window);
}

/* A warning of GTK would end the test. */
static void
test_help (Fixture *fixture)
{
  fixture_activate (fixture, "win.show-help-overlay");
  g_assert_true (weir_test_wait (
      is_mapped, gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (fixture->window)),
      DEADLINE_MS));
}

/* In place, at the title; it is an edit like any other. */
static void
test_name (Fixture *fixture)
{
  GtkWidget *popover;
  GtkWidget *entry;
  WeirSession *session;

  g_assert_false (fixture_is_enabled (fixture, "rename-document"));
  fixture_activate (fixture, "win.new-flow");
  session = weir_window_get_session (fixture->window);
  fixture_activate (fixture, "win.rename-document");
  popover = fixture_find (GTK_WIDGET (gtk_window_get_titlebar (GTK_WINDOW (fixture->window))),
                          WEIR_TYPE_NAME_POPOVER, 0);
  entry = fixture_find (popover, GTK_TYPE_ENTRY, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "New Flow");
  gtk_editable_set_text (GTK_EDITABLE (entry), " ");
  g_assert_false (gtk_widget_is_sensitive (fixture_find (popover, GTK_TYPE_BUTTON, 0)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Checkout");
  g_signal_emit_by_name (fixture_find (popover, GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Checkout ●");
  g_assert_cmpstr (weir_session_get_title (session), ==, "Checkout");
  g_assert_cmpstr (weir_edits_get_undo_label (weir_session_get_edits (session)), ==, "Rename Flow");
  weir_edits_undo (weir_session_get_edits (session));
  g_assert_cmpstr (weir_session_get_title (session), ==, "New Flow");
}

static gboolean
says_no_keyring (gpointer data)
{
  const char *message = weir_environments_window_get_message (data);

  return message != NULL && strstr (message, "No keyring answers on this computer.") != NULL;
}

/* Nothing is refused, and nothing is lost before the end. */
static void
test_no_keyring (Fixture *fixture)
{
  g_autofree char *environments = fixture_write ("environments.yaml", "- name: staging\n");
  g_autofree char *folder = g_path_get_dirname (environments);
  g_autofree char *text = NULL;
  g_autoptr (WeirEnvironmentFiles) files = weir_environment_files_get (folder);
  WeirEnvironmentEntry *entry = weir_environment_files_find (files, "staging");
  WeirEnvironmentsWindow *window;

  fixture_open (fixture, environments);
  window = weir_environments_window_find (files);
  g_assert_nonnull (window);
  weir_environment_files_add_variable (files, weir_environment_entry_get_shared (entry), "token", "s3cr3t here",
                                       TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "folder.save", NULL));
  g_assert_true (weir_test_wait (says_no_keyring, window, DEADLINE_MS));
  assert_contains (weir_environments_window_get_message (window), "Secrets are kept until Weir is closed.");
  g_assert_cmpstr (weir_keyring_peek (&(WeirSecretKey){ folder, "staging", "token" }), ==, "s3cr3t here");
  g_assert_true (g_file_get_contents (environments, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "- name: staging\n  variables:\n    - { name: token, secret: true }\n");
  gtk_window_close (GTK_WINDOW (window));
  g_unlink (environments);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/window/without a document it offers the sample flow and open", test_first_start);
  fixture_add ("/desktop/window/the sample flow is an unsaved copy that uses the sample api", test_sample);
  fixture_add ("/desktop/window/the run button says how often it runs", test_options);
  fixture_add ("/desktop/window/a disabled step says so, to screen readers too", test_disabled_step);
  fixture_add ("/desktop/window/without an enabled step run is insensitive and says why",
               test_nothing_enabled);
  fixture_add ("/desktop/window/a load plan says what it is, and the file can be tried again", test_problems);
  fixture_add ("/desktop/window/a file that is no text says so", test_no_text);
  fixture_add ("/desktop/window/a file that cannot be read says so", test_unreadable);
  fixture_add ("/desktop/window/a flow fits into 800 by 500", test_narrow);
  fixture_add ("/desktop/window/every shortcut is in the window of shortcuts", test_shortcuts);
  fixture_add ("/desktop/window/the window of shortcuts is shown without a warning", test_help);
  fixture_add ("/desktop/window/a flow gets its name at the title", test_name);
  fixture_add ("/desktop/window/without a keyring secrets are kept for the session, and that is said",
               test_no_keyring);
  return fixture_run ();
}
