/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-session.c: several open documents: runs that go on, changes that are saved, questions before a loss
 */

#include "config.h"

#include <glib/gstdio.h>

#include "fake-desktop.h"
#include "window-fixture.h"

static const char slow[] = "name: Checkout\n"
                           "steps:\n"
                           "  - name: Wait long\n"
                           "    httpRequest: { url: 'BASE/slow?ms=30000' }\n";

static const char quick[] = "# What this is for.\n"
                            "name: Quick\n"
                            "run:\n"
                            "  iterations: 1  # often enough\n"
                            "steps:\n"
                            "  - name: First   # the one that matters\n"
                            "    httpRequest: { url: BASE/items }\n"
                            "    assert: [{ from: status, is: '=', value: 200 }]\n"
                            "  - name: Second\n"
                            "    httpRequest: { url: BASE/items }\n"
                            "    assert: [{ from: status, is: '=', value: 200 }]\n";

static void
open_flow (Fixture *fixture, const char *name, const char *text)
{
  fixture_open_as (fixture, name, text);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
}

static WeirRunOptions *
get_options (Fixture *fixture)
{
  return weir_flow_get_run_options (weir_window_get_flow (fixture->window));
}

static void
assert_document (Fixture *fixture, guint position, const char *expected)
{
  g_autofree char *text =
      weir_document_switcher_get_text (weir_window_get_switcher (fixture->window), position);

  g_assert_cmpstr (text, ==, expected);
}

static void
show_document (Fixture *fixture, guint position)
{
  weir_document_switcher_choose (weir_window_get_switcher (fixture->window), position);
}

static gboolean
is_in_flight (gpointer data)
{
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (data);

  return snapshot->in_flight > 0;
}

static gboolean
is_run_done (gpointer data)
{
  return weir_run_is_done (data);
}

static gboolean
is_notified (gpointer data)
{
  g_autofree char *notification = fake_desktop_get_notification ();

  return notification != NULL;
}

static void
assert_file (const char *file_name, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (file_name, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_run_goes_on (Fixture *fixture)
{
  WeirActionBar *bar = weir_window_get_action_bar (fixture->window);
  g_autoptr (WeirRun) run = NULL;

  open_flow (fixture, "checkout.flow.yaml", slow);
  fixture_activate (fixture, "win.run");
  run = g_object_ref (weir_window_get_run (fixture->window));
  g_assert_true (weir_test_wait (is_in_flight, run, DEADLINE_MS));

  open_flow (fixture, "quick.flow.yaml", quick);
  g_assert_cmpstr (weir_flow_get_name (weir_window_get_flow (fixture->window)), ==, "Quick");
  g_assert_false (weir_run_is_done (run));
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_false (fixture_is_enabled (fixture, "stop"));
  g_assert_cmpstr (weir_action_bar_get_progress (bar), ==, "Checkout is running");
  assert_document (fixture, 0, "Checkout, running");
  assert_document (fixture, 1, "Quick");

  show_document (fixture, 0);
  g_assert_true (weir_window_get_run (fixture->window) == run);
  g_assert_cmpstr (weir_action_bar_get_label (bar), ==, "Stop");
  g_assert_cmpstr (weir_action_bar_get_progress (bar), ==, "step 1/1");
  fixture_activate (fixture, "win.stop");
  show_document (fixture, 1);
  g_assert_true (weir_test_wait (is_run_done, run, DEADLINE_MS));
  g_assert_true (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_action_bar_get_progress (bar), ==, "");
}

static void
test_results_come_back (Fixture *fixture)
{
  WeirResultsView *results = weir_window_get_results_view (fixture->window);
  WeirStepList *steps = weir_window_get_step_list (fixture->window);

  open_flow (fixture, "quick.flow.yaml", quick);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  open_flow (fixture, "checkout.flow.yaml", slow);
  g_assert_cmpstr (weir_results_view_get_outcome (results), ==, "Not run yet");
  g_assert_cmpstr (weir_step_row_get_outcome (weir_step_list_get_row (steps, 0)), ==, "");
  show_document (fixture, 0);
  fixture_wait_results (fixture);
  g_assert_cmpstr (weir_results_view_get_outcome (results), ==, "✓ Passed");
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (weir_step_list_get_row (steps, 1)), "✓ "));
  g_assert_nonnull (gtk_single_selection_get_selected_item (weir_results_view_get_shown_rows (results)));
}

static void
test_open_twice (Fixture *fixture)
{
  WeirSession *first;

  open_flow (fixture, "quick.flow.yaml", quick);
  first = weir_window_get_session (fixture->window);
  open_flow (fixture, "checkout.flow.yaml", slow);
  open_flow (fixture, "quick.flow.yaml", quick);
  g_assert_true (weir_window_get_session (fixture->window) == first);
  assert_document (fixture, 1, "Checkout");
  assert_document (fixture, 2, NULL);
}

static void
test_dirty (Fixture *fixture)
{
  open_flow (fixture, "quick.flow.yaml", quick);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Quick");
  g_assert_false (fixture_is_enabled (fixture, "save"));
  fixture_set_option (fixture, "iterations", 5);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Quick ●");
  g_assert_true (fixture_is_enabled (fixture, "save"));
  assert_document (fixture, 0, "Quick, not saved");
  fixture_set_option (fixture, "iterations", 1);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Quick");
  weir_edits_set_boolean (weir_session_get_edits (weir_window_get_session (fixture->window)),
                          weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, 1),
                          "enabled", FALSE);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Quick ●");
}

static void
test_undo (Fixture *fixture)
{
  open_flow (fixture, "quick.flow.yaml", quick);
  g_assert_false (fixture_is_enabled (fixture, "undo"));
  g_assert_false (fixture_is_enabled (fixture, "redo"));
  fixture_set_option (fixture, "iterations", 5);
  g_assert_true (fixture_is_enabled (fixture, "undo"));
  fixture_activate (fixture, "win.undo");
  g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 1);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Quick");
  g_assert_false (fixture_is_enabled (fixture, "undo"));
  fixture_activate (fixture, "win.redo");
  g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 5);
  /* Each document has its own edits. */
  open_flow (fixture, "checkout.flow.yaml", slow);
  g_assert_false (fixture_is_enabled (fixture, "undo"));
  show_document (fixture, 0);
  g_assert_true (fixture_is_enabled (fixture, "undo"));
  fixture_activate (fixture, "win.save");
  fixture_activate (fixture, "win.undo");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Quick ●");
}

static void
test_save (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write_text (fixture, "quick.flow.yaml", quick);
  g_autofree char *before = NULL;
  GString *expected;

  g_assert_true (g_file_get_contents (file_name, &before, NULL, NULL));
  expected = g_string_new (before);
  g_string_replace (expected, "iterations: 1 ", "iterations: 5 ", 0);
  fixture_open (fixture, file_name);
  fixture_set_option (fixture, "iterations", 5);
  fixture_activate (fixture, "win.save");
  assert_file (file_name, expected->str);
  g_assert_null (weir_window_get_message (fixture->window));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Quick");
  /* Saved once more, it is compared with what was saved, not with what was opened. */
  fixture_set_option (fixture, "iterations", 1);
  fixture_activate (fixture, "win.save");
  assert_file (file_name, before);
  g_string_free (expected, TRUE);
}

static void
test_save_sample (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("mine.flow.yaml", "replaced");
  g_autoptr (GFile) file = g_file_new_for_path (file_name);
  g_autofree char *text = NULL;

  fixture_activate (fixture, "win.sample");
  g_assert_true (fixture_is_enabled (fixture, "save"));
  fixture_set_option (fixture, "iterations", 7);
  weir_window_save_to (fixture->window, file);
  g_assert_true (g_file_get_contents (file_name, &text, NULL, NULL));
  assert_contains (text, "# A flow: what a customer of a small shop does");
  assert_contains (text, "iterations: 7 ");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Sample shop");
  g_assert_false (fixture_is_enabled (fixture, "save"));
  g_assert_true (fixture_is_enabled (fixture, "reload"));
}

static void
test_save_into_other_kind (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("other.json", "untouched");
  g_autoptr (GFile) file = g_file_new_for_path (file_name);

  open_flow (fixture, "quick.flow.yaml", quick);
  weir_window_save_to (fixture->window, file);
  assert_contains (weir_window_get_message (fixture->window), "This flow is written in YAML.");
  assert_file (file_name, "untouched");
}

static void
test_file_changed (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write_text (fixture, "quick.flow.yaml", quick);

  fixture_open (fixture, file_name);
  fixture_set_option (fixture, "iterations", 5);
  g_free (fixture_write ("quick.flow.yaml", "name: Other\nsteps: []\n"));
  fixture_activate (fixture, "win.save");
  assert_contains (weir_window_get_message (fixture->window), "Another program has changed quick.flow.yaml");
  assert_file (file_name, "name: Other\nsteps: []\n");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Quick ●");
}

static void
test_file_deleted (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write_text (fixture, "quick.flow.yaml", quick);
  g_autoptr (GFile) file = g_file_new_for_path (file_name);
  g_autofree char *text = NULL;

  fixture_open (fixture, file_name);
  fixture_set_option (fixture, "iterations", 5);
  g_assert_cmpint (g_unlink (file_name), ==, 0);
  fixture_activate (fixture, "win.save");
  assert_contains (weir_window_get_message (fixture->window), "is not there any more");
  g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 5);
  weir_window_save_to (fixture->window, file);
  g_assert_true (g_file_get_contents (file_name, &text, NULL, NULL));
  assert_contains (text, "iterations: 5  # often enough");
}

static void
test_unwritable (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/weir.flow.yaml");

  open_flow (fixture, "quick.flow.yaml", quick);
  fixture_set_option (fixture, "iterations", 5);
  weir_window_save_to (fixture->window, file);
  g_assert_true (g_str_has_prefix (weir_window_get_message (fixture->window), "Not saved: "));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Quick ●");
}

static void
test_ask_cancel (Fixture *fixture)
{
  open_flow (fixture, "quick.flow.yaml", quick);
  fixture_set_option (fixture, "iterations", 5);
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture_answer ("Cancel");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
  g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 5);
}

static void
test_ask_save (Fixture *fixture)
{
  WeirWindow *window = fixture->window;
  g_autofree char *file_name = fixture_write_text (fixture, "quick.flow.yaml", quick);
  g_autofree char *text = NULL;

  fixture_open (fixture, file_name);
  fixture_set_option (fixture, "iterations", 5);
  open_flow (fixture, "checkout.flow.yaml", slow);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &fixture->window);
  gtk_window_close (GTK_WINDOW (window));
  /* The document it asks about is shown. */
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Quick ●");
  fixture_answer ("Save");
  g_assert_null (fixture->window);
  g_assert_true (g_file_get_contents (file_name, &text, NULL, NULL));
  assert_contains (text, "iterations: 5 ");
}

static void
test_close_document (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write_text (fixture, "quick.flow.yaml", quick);
  g_autofree char *before = NULL;

  g_assert_true (g_file_get_contents (file_name, &before, NULL, NULL));
  open_flow (fixture, "checkout.flow.yaml", slow);
  fixture_open (fixture, file_name);
  fixture_set_option (fixture, "iterations", 5);
  fixture_activate (fixture, "win.close-document");
  fixture_answer ("Discard");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Checkout");
  assert_document (fixture, 1, NULL);
  assert_file (file_name, before);
  fixture_activate (fixture, "win.close-document");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "welcome");
}

static void
test_reload_asks (Fixture *fixture)
{
  open_flow (fixture, "quick.flow.yaml", quick);
  fixture_set_option (fixture, "iterations", 5);
  fixture_activate (fixture, "win.reload");
  fixture_answer ("Cancel");
  g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 5);
  fixture_activate (fixture, "win.reload");
  fixture_answer ("Discard and Reload");
  g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 1);
}

static void
test_clear_results (Fixture *fixture)
{
  WeirStepList *steps = weir_window_get_step_list (fixture->window);

  open_flow (fixture, "quick.flow.yaml", quick);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_signal_emit_by_name (weir_window_get_results_view (fixture->window), "cleared");
  g_assert_null (weir_window_get_run (fixture->window));
  g_assert_cmpstr (weir_step_row_get_outcome (weir_step_list_get_row (steps, 0)), ==, "");
  assert_document (fixture, 0, "Quick");
}

static void
test_drop (Fixture *fixture)
{
  g_autofree char *first = fixture_write_text (fixture, "quick.flow.yaml", quick);
  g_autofree char *second = fixture_write_text (fixture, "checkout.flow.yaml", slow);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  GSList *files = NULL;
  GValue value = G_VALUE_INIT;
  gboolean accepted = FALSE;

  files = g_slist_append (files, g_file_new_for_path (first));
  files = g_slist_append (files, g_file_new_for_path (second));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &accepted);
    }
  g_assert_true (accepted);
  assert_document (fixture, 0, "Quick");
  assert_document (fixture, 1, "Checkout");
  g_value_unset (&value);
  g_slist_free_full (files, g_object_unref);
}

static void
test_open_several (Fixture *fixture)
{
  g_autofree char *first = fixture_write_text (fixture, "quick.flow.yaml", quick);
  g_autofree char *second = fixture_write_text (fixture, "checkout.flow.yaml", slow);
  g_autoptr (GFile) first_file = g_file_new_for_path (first);
  g_autoptr (GFile) second_file = g_file_new_for_path (second);
  GFile *files[] = { first_file, second_file };

  g_application_open (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (fixture->window))), files, 2, "");
  assert_document (fixture, 0, "Quick");
  assert_document (fixture, 1, "Checkout");
}

static void
test_window_size (Fixture *fixture)
{
  WeirWindow *window = fixture->window;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  GtkWindow *next;
  int width;
  int height;

  gtk_window_set_default_size (GTK_WINDOW (window), 901, 602);
  gtk_window_close (GTK_WINDOW (window));
  next = GTK_WINDOW (weir_window_new (application));
  gtk_window_get_default_size (next, &width, &height);
  g_assert_cmpint (width, ==, 901);
  g_assert_cmpint (height, ==, 602);
  g_assert_false (gtk_window_is_maximized (next));
}

static void
test_notification (Fixture *fixture)
{
  g_autofree char *notification = NULL;
  g_autoptr (WeirRun) run = NULL;

  open_flow (fixture, "quick.flow.yaml", quick);
  fixture_activate (fixture, "win.run");
  run = g_object_ref (weir_window_get_run (fixture->window));
  open_flow (fixture, "checkout.flow.yaml", slow); /* so the person looks at something else */
  fake_desktop_forget_notification ();
  g_assert_true (weir_test_wait (is_notified, NULL, DEADLINE_MS));
  notification = fake_desktop_get_notification ();
  g_assert_cmpstr (notification, ==, "Quick: ✓ Passed");
  g_assert_true (weir_run_is_done (run));
}

static gboolean
has_inhibited (gpointer data)
{
  return fake_desktop_get_inhibited () == *(guint *) data;
}

static void
test_suspending (Fixture *fixture)
{
  guint flags = 4;

  open_flow (fixture, "checkout.flow.yaml", slow);
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (has_inhibited, &flags, DEADLINE_MS));
  fixture_activate (fixture, "win.stop");
  flags = 0;
  g_assert_true (weir_test_wait (has_inhibited, &flags, DEADLINE_MS));
  fixture_wait_done (fixture);
}

static gboolean
prefers_dark (gpointer data)
{
  gboolean dark;

  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &dark, NULL);
  return dark == *(gboolean *) data;
}

static void
test_color_scheme (Fixture *fixture)
{
  gboolean dark = TRUE;

  fake_desktop_set_color_scheme (1);
  g_assert_true (weir_test_wait (prefers_dark, &dark, DEADLINE_MS));
  dark = FALSE;
  fake_desktop_set_color_scheme (2);
  g_assert_true (weir_test_wait (prefers_dark, &dark, DEADLINE_MS));
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/session/a run goes on while another document is shown, and a second run says so",
               test_run_goes_on);
  fixture_add ("/desktop/session/coming back shows the results again", test_results_come_back);
  fixture_add ("/desktop/session/a file that is open already is shown, not opened twice", test_open_twice);
  fixture_add ("/desktop/session/changes are marked in the title until they are taken back", test_dirty);
  fixture_add ("/desktop/session/what was changed can be undone and done again, also after saving", test_undo);
  fixture_add ("/desktop/session/saving changes the value and keeps every comment", test_save);
  fixture_add ("/desktop/session/the sample is saved with its comments and what was changed",
               test_save_sample);
  fixture_add ("/desktop/session/a yaml flow is not saved under a json name", test_save_into_other_kind);
  fixture_add ("/desktop/session/a file that another program has changed is not overwritten",
               test_file_changed);
  fixture_add ("/desktop/session/a deleted file costs nothing: save as writes it again", test_file_deleted);
  fixture_add ("/desktop/session/a folder that cannot be written to is told, and nothing is lost",
               test_unwritable);
  fixture_add ("/desktop/session/closing with changes asks, and cancel keeps everything", test_ask_cancel);
  fixture_add ("/desktop/session/closing asks for each changed document, and save saves it", test_ask_save);
  fixture_add ("/desktop/session/closing a document shows the one before it, at last the first page",
               test_close_document);
  fixture_add ("/desktop/session/reading a changed document again asks first", test_reload_asks);
  fixture_add ("/desktop/session/cleared results do not come back", test_clear_results);
  fixture_add ("/desktop/session/files that are dropped on the window are opened", test_drop);
  fixture_add ("/desktop/session/several files given at once are all opened in one window", test_open_several);
  fixture_add ("/desktop/session/a new window has the size of the one before it", test_window_size);
  fixture_add ("/desktop/session/a run that ends unseen is told by a notification", test_notification);
  fixture_add ("/desktop/session/the computer is kept from suspending while a run is on", test_suspending);
  fixture_add ("/desktop/session/light and dark follow the desktop while the window is open",
               test_color_scheme);
  return fixture_run ();
}
