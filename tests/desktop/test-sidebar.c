/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-sidebar.c: a folder of flows in the window
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sidebar-fixture.h"
#include "weir-limits.h"

static const char flow[] = "name: Checkout\n"
                           "steps:\n"
                           "  - name: Look\n"
                           "    httpRequest: { url: BASE/items }\n";

static const char slow[] = "name: Slow\n"
                           "steps:\n"
                           "  - name: Wait long\n"
                           "    httpRequest: { url: 'BASE/slow?ms=30000' }\n";

static gboolean
is_visible (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (sidebar_get_sidebar (fixture)));
}

static char *
read_name_problem (Fixture *fixture, const char *name)
{
  GtkWidget *popover = sidebar_find_name_popover (fixture);
  GtkWidget *box = gtk_popover_get_child (GTK_POPOVER (popover));

  gtk_editable_set_text (GTK_EDITABLE (fixture_find (popover, GTK_TYPE_ENTRY, 0)), name);
  g_assert_false (gtk_widget_get_sensitive (fixture_find (popover, GTK_TYPE_BUTTON, 0)));
  return g_strdup (gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (box))));
}

static void
make_folder (Fixture *fixture)
{
  sidebar_write_file (fixture, "login.flow.yaml", flow);
  sidebar_write_file (fixture, "shop/checkout.flow.yaml", flow);
  sidebar_write_file (fixture, "shop/admin/refund.yaml", flow);
  sidebar_write_file (fixture, "environments.yaml",
                      "- name: local\n  variables:\n    - { name: a, value: b }\n");
}

static void
test_tree (Fixture *fixture)
{
  make_folder (fixture);
  sidebar_write_file (fixture, "README.md", "steps: httpRequest");
  sidebar_write_file (fixture, "ci.yaml", "steps:\n  - script: make\n");
  sidebar_write_file (fixture, "package.json", "{ \"steps\": 1 }");
  sidebar_write_file (fixture, "empty/notes.txt", "nothing");
  sidebar_write_file (fixture, ".git/hidden.flow.yaml", flow);
  sidebar_write_file (fixture, "node_modules/x/module.flow.yaml", flow);
  sidebar_open_root (fixture);
  g_assert_true (is_visible (fixture));
  sidebar_assert_rows (fixture, "shop, folder\n"
                                "admin, folder\n"
                                "refund.yaml, flow\n"
                                "checkout, flow\n"
                                "environments.yaml, environments\n"
                                "login, flow\n");
  gtk_test_accessible_assert_property (sidebar_find_list (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL, "Files");
}

static void
test_open (Fixture *fixture)
{
  make_folder (fixture);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "shop, folder\nadmin, folder\nrefund.yaml, flow\ncheckout, flow\n"
                                "environments.yaml, environments\nlogin, flow\n");
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 3);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  g_assert_cmpstr (weir_session_get_file_name (weir_window_get_session (fixture->window)), ==,
                   "checkout.flow.yaml");
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 5);
  sidebar_assert_rows (fixture, "shop, folder\nadmin, folder\nrefund.yaml, flow\ncheckout, flow, open\n"
                                "environments.yaml, environments\nlogin, flow, shown\n");
  /* A folder is closed and opened by the same. */
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 0);
  sidebar_assert_rows (fixture, "shop, folder\nenvironments.yaml, environments\nlogin, flow, shown\n");
}

static void
test_marks (Fixture *fixture)
{
  sidebar_write_file (fixture, "slow.flow.yaml", slow);
  sidebar_write_file (fixture, "broken.flow.yaml", "name: Broken\nsteps:\n  - nome: x\n");
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "broken, flow, 2 errors\nslow, flow\n");
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 1);
  weir_edits_set_string (weir_session_get_edits (weir_window_get_session (fixture->window)),
                         weir_window_get_flow (fixture->window), "name", "Slower");
  sidebar_assert_rows (fixture, "broken, flow, 2 errors\nslow, flow, shown, not saved\n");
  fixture_activate (fixture, "win.run");
  sidebar_assert_rows (fixture, "broken, flow, 2 errors\nslow, flow, shown, not saved, running\n");
  /* What has errors opens as text with its problems; the run goes on, and coming back shows it live. */
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 0);
  g_assert_true (weir_session_is_broken (weir_window_get_session (fixture->window)));
  sidebar_assert_rows (fixture, "broken, flow, shown, 2 errors\nslow, flow, open, not saved, running\n");
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 1);
  g_assert_true (fixture_is_enabled (fixture, "stop"));
  fixture_activate (fixture, "win.stop");
  fixture_wait_done (fixture);
  sidebar_assert_rows (fixture, "broken, flow, open, 2 errors\nslow, flow, shown, not saved\n");
}

static void
test_changes (Fixture *fixture)
{
  g_autofree char *old = sidebar_get_path ("login.flow.yaml");

  sidebar_write_file (fixture, "login.flow.yaml", flow);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "login, flow\n");
  sidebar_write_file (fixture, "basket.flow.yaml", flow);
  sidebar_assert_rows (fixture, "basket, flow\nlogin, flow\n");
  sidebar_write_file (fixture, "shop/a/deep.flow.yaml", flow);
  sidebar_assert_rows (fixture, "shop, folder\na, folder\ndeep, flow\nbasket, flow\nlogin, flow\n");
  sidebar_write_file (fixture, "shop/a/deep.flow.yaml", "name: Deep\nsteps: [ { nome: x } ]\n");
  sidebar_assert_rows (fixture, "shop, folder\na, folder\ndeep, flow, 2 errors\nbasket, flow\nlogin, flow\n");
  g_assert_cmpint (g_unlink (old), ==, 0);
  sidebar_assert_rows (fixture, "shop, folder\na, folder\ndeep, flow, 2 errors\nbasket, flow\n");
}

static void
test_search (Fixture *fixture)
{
  GtkWidget *search;

  make_folder (fixture);
  sidebar_open_root (fixture);
  search = fixture_find (GTK_WIDGET (sidebar_get_sidebar (fixture)), GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_test_accessible_assert_property (search, GTK_ACCESSIBLE_PROPERTY_LABEL, "Search files");
  gtk_editable_set_text (GTK_EDITABLE (search), "  REF ");
  sidebar_assert_rows (fixture, "refund.yaml, flow\n");
  {
    g_autofree char *text = fixture_collect_text (sidebar_find_list (fixture));

    assert_contains (text, "shop/admin");
  }
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing like it");
  sidebar_assert_rows (fixture, "");
  {
    g_autofree char *text = fixture_collect_text (GTK_WIDGET (sidebar_get_sidebar (fixture)));

    assert_contains (text, "No file here is called “nothing like it”.");
  }
  gtk_editable_set_text (GTK_EDITABLE (search), "out");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (weir_session_get_file_name (weir_window_get_session (fixture->window)), ==,
                   "checkout.flow.yaml");
  g_signal_emit_by_name (search, "stop-search");
  sidebar_assert_rows (fixture, "shop, folder\nadmin, folder\nrefund.yaml, flow\ncheckout, flow, shown\n"
                                "environments.yaml, environments\nlogin, flow\n");
}

static void
test_create (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_autofree char *taken = NULL;
  g_autofree char *hidden = NULL;

  sidebar_write_file (fixture, "login.flow.yaml", flow);
  sidebar_open_root (fixture);
  sidebar_activate (fixture, "sidebar.new");
  taken = read_name_problem (fixture, "login");
  g_assert_cmpstr (taken, ==, "There is a file login.flow.yaml already.");
  hidden = read_name_problem (fixture, ".git/x");
  assert_contains (hidden, "hidden");
  sidebar_answer_name (fixture, "shop/Basket");
  text = sidebar_read_file ("shop/Basket.flow.yaml");
  assert_contains (text, "name: Basket");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  sidebar_assert_rows (fixture, "shop, folder\nBasket, flow, shown\nlogin, flow\n");
}

static void
test_rename (Fixture *fixture)
{
  g_autofree char *text = NULL;
  WeirSession *session;

  sidebar_write_file (fixture, "login.flow.yaml", flow);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "login, flow\n");
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 0);
  session = weir_window_get_session (fixture->window);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  weir_edits_set_int64 (weir_session_get_edits (session),
                        weir_flow_get_run_options (weir_session_get_flow (session)), "delay-ms", 7);
  sidebar_select_file (fixture, "login.flow.yaml");
  sidebar_activate (fixture, "sidebar.rename");
  sidebar_answer_name (fixture, "Log in");
  g_assert_false (sidebar_exists ("login.flow.yaml"));
  g_assert_true (sidebar_exists ("Log in.flow.yaml"));
  /* The same document, with its run and its changes, which are saved in the file as it is called now. */
  g_assert_true (weir_window_get_session (fixture->window) == session);
  g_assert_true (weir_session_get_dirty (session));
  sidebar_assert_rows (fixture, "Log in, flow, shown, not saved\n");
  fixture_activate (fixture, "win.save");
  g_assert_false (weir_session_get_dirty (session));
  text = sidebar_read_file ("Log in.flow.yaml");
  assert_contains (text, "delay: 7");
  g_assert_false (sidebar_exists ("login.flow.yaml"));
}

static void
test_runs (Fixture *fixture)
{
  g_autofree char *renamed = sidebar_get_path ("other.flow.yaml");
  GtkWidget *window = GTK_WIDGET (fixture->window);

  sidebar_write_file (fixture, "login.flow.yaml", flow);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "login, flow\n");
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 0);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  sidebar_select_file (fixture, "login.flow.yaml");
  sidebar_activate (fixture, "sidebar.rename");
  sidebar_answer_name (fixture, "other");
  g_assert_true (weir_test_wait (sidebar_has_one_run, renamed, DEADLINE_MS));
  sidebar_select_file (fixture, "other.flow.yaml");
  sidebar_activate (fixture, "sidebar.runs");
  {
    g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (window), "history");

    g_assert_true (g_variant_get_boolean (state));
  }
}

static void
test_duplicate (Fixture *fixture)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  sidebar_write_file (fixture, "login.flow.yaml", flow);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "login, flow\n");
  sidebar_select_file (fixture, "login.flow.yaml");
  sidebar_activate (fixture, "sidebar.duplicate");
  sidebar_assert_rows (fixture, "login, flow\nlogin-2, flow, shown\n");
  first = sidebar_read_file ("login.flow.yaml");
  second = sidebar_read_file ("login-2.flow.yaml");
  g_assert_cmpstr (first, ==, second);
  sidebar_select_file (fixture, "login.flow.yaml");
  sidebar_activate (fixture, "sidebar.duplicate");
  sidebar_assert_rows (fixture, "login, flow\nlogin-2, flow, open\nlogin-3, flow, shown\n");
}

static gboolean
has_dialog (gpointer data)
{
  return fixture_get_dialog () != NULL;
}

static void
test_trash (Fixture *fixture)
{
  sidebar_write_file (fixture, "a.flow.yaml", flow);
  sidebar_write_file (fixture, "b.flow.yaml", flow);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "a, flow\nb, flow\n");
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 0);
  sidebar_trash (fixture, "a.flow.yaml");
  sidebar_assert_rows (fixture, "b, flow\n");
  assert_contains (weir_window_get_message (fixture->window), "a.flow.yaml is ");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "welcome");
  /* With changes that are not saved the document stays, and says how to keep them. */
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 0);
  weir_edits_set_string (weir_session_get_edits (weir_window_get_session (fixture->window)),
                         weir_window_get_flow (fixture->window), "name", "Changed");
  sidebar_trash (fixture, "b.flow.yaml");
  sidebar_assert_rows (fixture, "");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  assert_contains (weir_window_get_message (fixture->window), "Save As");
}

static void
test_no_trash (Fixture *fixture)
{
  g_autofree char *path = sidebar_get_path ("a.flow.yaml");

  sidebar_write_file (fixture, "a.flow.yaml", flow);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "a, flow\n");
  sidebar_select_file (fixture, "a.flow.yaml");
  /* Not there any more, so it cannot be moved either: the question says why. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  sidebar_activate (fixture, "sidebar.trash");
  g_assert_true (weir_test_wait (has_dialog, NULL, DEADLINE_MS));
  {
    g_autofree char *text = fixture_collect_text (GTK_WIDGET (fixture_get_dialog ()));

    assert_contains (text, "Delete a.flow.yaml for good?");
    assert_contains (text, "It could not be moved to the trash");
  }
  fixture_answer ("Cancel");
}

static void
test_running_stays (Fixture *fixture)
{
  sidebar_write_file (fixture, "slow.flow.yaml", slow);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "slow, flow\n");
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", 0);
  fixture_activate (fixture, "win.run");
  sidebar_select_file (fixture, "slow.flow.yaml");
  sidebar_activate (fixture, "sidebar.trash");
  g_assert_cmpstr (weir_window_get_message (fixture->window), ==,
                   "Slow is running. Stop it before you delete its file.");
  g_assert_true (sidebar_exists ("slow.flow.yaml"));
  fixture_activate (fixture, "win.stop");
  fixture_wait_done (fixture);
}

/* Opening does not wait for the folder, and what is in sight gets rows, no more. */
static void
test_many (Fixture *fixture)
{
  GListModel *files;
  g_autofree char *text = NULL;
  guint n_rows = 0;

  for (guint i = 0; i < WEIR_LIMIT_FOLDER_FILES + 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("many/%u.flow.yaml", i);

      sidebar_write_file (fixture, name, "name: A\nsteps: []\n");
    }
  fixture_open (fixture, sidebar_root);
  files = weir_folder_get_files (weir_sidebar_get_folder (sidebar_get_sidebar (fixture)));
  g_assert_true (weir_folder_is_busy (weir_sidebar_get_folder (sidebar_get_sidebar (fixture))));
  g_assert_cmpuint (g_list_model_get_n_items (files), ==, 0);
  sidebar_wait_idle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (files), ==, WEIR_LIMIT_FOLDER_FILES);
  for (guint i = 0; i <= WEIR_LIMIT_FOLDER_FILES; i++)
    {
      g_autofree char *row = weir_sidebar_get_text (sidebar_get_sidebar (fixture), i);

      n_rows += row != NULL;
    }
  g_assert_cmpuint (n_rows, >, 10);
  g_assert_cmpuint (n_rows, <, 400);
  text = fixture_collect_text (GTK_WIDGET (sidebar_get_sidebar (fixture)));
  assert_contains (text, "This folder is larger than what is listed: 5000 files");
}

static void
test_unreadable (Fixture *fixture)
{
  g_autofree char *text = NULL;

  sidebar_open_root (fixture);
  {
    g_autofree char *empty = fixture_collect_text (GTK_WIDGET (sidebar_get_sidebar (fixture)));

    assert_contains (empty, "There are no flows or load plans in");
    assert_contains (empty, "New Flow…");
    assert_contains (empty, "New Load Plan");
  }
  g_assert_cmpint (g_rmdir (sidebar_root), ==, 0);
  weir_folder_look (weir_sidebar_get_folder (sidebar_get_sidebar (fixture)));
  sidebar_wait_idle (fixture);
  text = fixture_collect_text (GTK_WIDGET (sidebar_get_sidebar (fixture)));
  assert_contains (text, "The folder cannot be read: ");
  g_assert_null (strstr (text, "New Load Plan"));
}

static gboolean
has_width (gpointer data)
{
  return gtk_widget_get_width (data) > 1000;
}

static void
test_toggle (Fixture *fixture)
{
  g_assert_true (weir_test_wait (has_width, fixture->window, DEADLINE_MS));
  g_assert_false (is_visible (fixture));
  fixture_activate (fixture, "win.sidebar");
  g_assert_true (is_visible (fixture));
  {
    g_autofree char *text = fixture_collect_text (GTK_WIDGET (sidebar_get_sidebar (fixture)));

    assert_contains (text, "Open a folder to see the flows and load plans in it.");
  }
  fixture_activate (fixture, "win.sidebar");
  g_assert_false (is_visible (fixture));
}

static gboolean
has_closed (gpointer data)
{
  return gtk_application_get_windows (data) == NULL;
}

static void
test_kept (Fixture *fixture)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (fixture->window));
  WeirWindow *window;
  g_autofree char *text = NULL;

  make_folder (fixture);
  sidebar_open_root (fixture);
  g_application_hold (G_APPLICATION (application));
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (weir_test_wait (has_closed, application, DEADLINE_MS));
  window = fixture->window = weir_window_new (application);
  g_application_release (G_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  sidebar_wait_idle (fixture);
  g_assert_true (is_visible (fixture));
  sidebar_assert_rows (fixture, "shop, folder\nadmin, folder\nrefund.yaml, flow\ncheckout, flow\n"
                                "environments.yaml, environments\nlogin, flow\n");
  /* Once closed it is among the recent ones. */
  sidebar_activate (fixture, "sidebar.close-folder");
  text = fixture_collect_text (GTK_WIDGET (sidebar_get_sidebar (fixture)));
  assert_contains (text, strrchr (sidebar_root, '/') + 1);
  /* The next test begins without. */
  gtk_window_close (GTK_WINDOW (window));
}

IN_FOLDER (test_tree)
IN_FOLDER (test_open)
IN_FOLDER (test_marks)
IN_FOLDER (test_changes)
IN_FOLDER (test_search)
IN_FOLDER (test_create)
IN_FOLDER (test_rename)
IN_FOLDER (test_runs)
IN_FOLDER (test_duplicate)
IN_FOLDER (test_trash)
IN_FOLDER (test_no_trash)
IN_FOLDER (test_running_stays)
IN_FOLDER (test_many)
IN_FOLDER (test_unreadable)
IN_FOLDER (test_kept)

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/sidebar/it begins hidden, F9 shows and hides it", test_toggle);
  fixture_add ("/desktop/sidebar/a folder shows its flows and environments as a tree", test_tree_in_folder);
  fixture_add ("/desktop/sidebar/a row opens its flow and marks it; a folder closes", test_open_in_folder);
  fixture_add ("/desktop/sidebar/rows tell what is not saved, running, or wrong", test_marks_in_folder);
  fixture_add ("/desktop/sidebar/what others write shows by itself", test_changes_in_folder);
  fixture_add ("/desktop/sidebar/the search lists as typed, at any depth", test_search_in_folder);
  fixture_add ("/desktop/sidebar/a new flow is made where it was asked for", test_create_in_folder);
  fixture_add ("/desktop/sidebar/a renamed flow stays open with its changes", test_rename_in_folder);
  fixture_add ("/desktop/sidebar/runs follow a renamed flow, and are one step away", test_runs_in_folder);
  fixture_add ("/desktop/sidebar/a copy gets a name of its own", test_duplicate_in_folder);
  fixture_add ("/desktop/sidebar/deleting a file loses no change", test_trash_in_folder);
  fixture_add ("/desktop/sidebar/where the trash cannot be used it asks", test_no_trash_in_folder);
  fixture_add ("/desktop/sidebar/the file of a running flow is not deleted", test_running_stays_in_folder);
  fixture_add ("/desktop/sidebar/thousands of files do not stop the window", test_many_in_folder);
  fixture_add ("/desktop/sidebar/an empty folder and one that is gone say so", test_unreadable_in_folder);
  fixture_add ("/desktop/sidebar/folder and state are kept between starts", test_kept_in_folder);
  return fixture_run ();
}
