/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-sidebar.c: a folder of flows in the window
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-limits.h"
#include "window-fixture.h"

static const char flow[] = "name: Checkout\n"
                           "steps:\n"
                           "  - name: Look\n"
                           "    httpRequest: { url: BASE/items }\n";

static const char slow[] = "name: Slow\n"
                           "steps:\n"
                           "  - name: Wait long\n"
                           "    httpRequest: { url: 'BASE/slow?ms=30000' }\n";

static char *root;

static char *
get_path (const char *name)
{
  return g_build_filename (root, name, NULL);
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = get_path (name);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GString) whole = g_string_new (text);

  if (strstr (text, "BASE") != NULL)
    g_string_replace (whole, "BASE", weir_sample_api_get_url (fixture_start_api (fixture)), 0);
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, whole->str, -1, NULL));
}

static char *
read_file (const char *name)
{
  g_autofree char *path = get_path (name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static gboolean
exists (const char *name)
{
  g_autofree char *path = get_path (name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static WeirSidebar *
get_sidebar (Fixture *fixture)
{
  return weir_window_get_sidebar (fixture->window);
}

static gboolean
is_idle (gpointer data)
{
  return !weir_folder_is_busy (weir_sidebar_get_folder (data));
}

static void
wait_idle (Fixture *fixture)
{
  g_assert_true (weir_test_wait (is_idle, get_sidebar (fixture), DEADLINE_MS));
}

static void
open_root (Fixture *fixture)
{
  fixture_open (fixture, root);
  wait_idle (fixture);
}

/* What the rows say, one a line. */
static char *
read_rows (Fixture *fixture)
{
  GString *text = g_string_new (NULL);
  char *row;

  for (guint i = 0; (row = weir_sidebar_get_text (get_sidebar (fixture), i)) != NULL; i++)
    {
      g_string_append_printf (text, "%s\n", row);
      g_free (row);
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  Fixture *fixture;
  const char *expected;
} Expected;

static gboolean
reads_so (gpointer data)
{
  Expected *expected = data;
  g_autofree char *text = read_rows (expected->fixture);

  return g_str_equal (text, expected->expected);
}

static void
assert_rows (Fixture *fixture, const char *rows)
{
  Expected expected = { fixture, rows };
  g_autofree char *text = NULL;

  if (weir_test_wait (reads_so, &expected, DEADLINE_MS))
    return;
  text = read_rows (fixture);
  g_assert_cmpstr (text, ==, rows);
}

typedef struct
{
  WeirSidebar *sidebar;
  GFile *file;
} Wanted;

static gboolean
is_selected (gpointer data)
{
  Wanted *wanted = data;

  return weir_sidebar_select (wanted->sidebar, wanted->file);
}

static void
select_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = get_path (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Wanted wanted = { get_sidebar (fixture), file };

  g_assert_true (weir_test_wait (is_selected, &wanted, DEADLINE_MS));
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_sidebar (fixture)), action, NULL));
}

static GtkWidget *
find_list (Fixture *fixture)
{
  return fixture_find (GTK_WIDGET (get_sidebar (fixture)), GTK_TYPE_LIST_VIEW, 0);
}

static gboolean
is_visible (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (get_sidebar (fixture)));
}

static GtkWidget *
find_name_popover (Fixture *fixture)
{
  return fixture_find (GTK_WIDGET (get_sidebar (fixture)), g_type_from_name ("WeirNamePopover"), 0);
}

/* Types a name where one is asked for, and says yes. */
static void
answer_name (Fixture *fixture, const char *name)
{
  GtkWidget *popover = find_name_popover (fixture);

  g_assert_true (gtk_widget_get_visible (popover));
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (popover, GTK_TYPE_ENTRY, 0)), name);
  g_signal_emit_by_name (fixture_find (popover, GTK_TYPE_BUTTON, 0), "clicked");
}

static char *
read_name_problem (Fixture *fixture, const char *name)
{
  GtkWidget *popover = find_name_popover (fixture);
  GtkWidget *box = gtk_popover_get_child (GTK_POPOVER (popover));

  gtk_editable_set_text (GTK_EDITABLE (fixture_find (popover, GTK_TYPE_ENTRY, 0)), name);
  g_assert_false (gtk_widget_get_sensitive (fixture_find (popover, GTK_TYPE_BUTTON, 0)));
  return g_strdup (gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (box))));
}

static void
make_folder (Fixture *fixture)
{
  write_file (fixture, "login.flow.yaml", flow);
  write_file (fixture, "shop/checkout.flow.yaml", flow);
  write_file (fixture, "shop/admin/refund.yaml", flow);
  write_file (fixture, "environments.yaml", "- name: local\n  variables:\n    - { name: a, value: b }\n");
}

static void
test_tree (Fixture *fixture)
{
  make_folder (fixture);
  write_file (fixture, "README.md", "steps: httpRequest");
  write_file (fixture, "ci.yaml", "steps:\n  - script: make\n");
  write_file (fixture, "package.json", "{ \"steps\": 1 }");
  write_file (fixture, "empty/notes.txt", "nothing");
  write_file (fixture, ".git/hidden.flow.yaml", flow);
  write_file (fixture, "node_modules/x/module.flow.yaml", flow);
  open_root (fixture);
  g_assert_true (is_visible (fixture));
  assert_rows (fixture, "shop, folder\n"
                        "admin, folder\n"
                        "refund.yaml, flow\n"
                        "checkout, flow\n"
                        "environments.yaml, environments\n"
                        "login, flow\n");
  gtk_test_accessible_assert_property (find_list (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL, "Files");
}

static void
test_open (Fixture *fixture)
{
  make_folder (fixture);
  open_root (fixture);
  assert_rows (fixture, "shop, folder\nadmin, folder\nrefund.yaml, flow\ncheckout, flow\n"
                        "environments.yaml, environments\nlogin, flow\n");
  g_signal_emit_by_name (find_list (fixture), "activate", 3);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  g_assert_cmpstr (weir_session_get_file_name (weir_window_get_session (fixture->window)), ==,
                   "checkout.flow.yaml");
  g_signal_emit_by_name (find_list (fixture), "activate", 5);
  assert_rows (fixture, "shop, folder\nadmin, folder\nrefund.yaml, flow\ncheckout, flow, open\n"
                        "environments.yaml, environments\nlogin, flow, shown\n");
  /* A folder is closed and opened by the same. */
  g_signal_emit_by_name (find_list (fixture), "activate", 0);
  assert_rows (fixture, "shop, folder\nenvironments.yaml, environments\nlogin, flow, shown\n");
}

static void
test_marks (Fixture *fixture)
{
  write_file (fixture, "slow.flow.yaml", slow);
  write_file (fixture, "broken.flow.yaml", "name: Broken\nsteps:\n  - nome: x\n");
  open_root (fixture);
  assert_rows (fixture, "broken, flow, 2 errors\nslow, flow\n");
  g_signal_emit_by_name (find_list (fixture), "activate", 1);
  weir_edits_set_string (weir_session_get_edits (weir_window_get_session (fixture->window)),
                         weir_window_get_flow (fixture->window), "name", "Slower");
  assert_rows (fixture, "broken, flow, 2 errors\nslow, flow, shown, not saved\n");
  fixture_activate (fixture, "win.run");
  assert_rows (fixture, "broken, flow, 2 errors\nslow, flow, shown, not saved, running\n");
  /* What has errors opens as text with its problems; the run goes on, and coming back shows it live. */
  g_signal_emit_by_name (find_list (fixture), "activate", 0);
  g_assert_true (weir_session_is_broken (weir_window_get_session (fixture->window)));
  assert_rows (fixture, "broken, flow, shown, 2 errors\nslow, flow, open, not saved, running\n");
  g_signal_emit_by_name (find_list (fixture), "activate", 1);
  g_assert_true (fixture_is_enabled (fixture, "stop"));
  fixture_activate (fixture, "win.stop");
  fixture_wait_done (fixture);
  assert_rows (fixture, "broken, flow, open, 2 errors\nslow, flow, shown, not saved\n");
}

static void
test_changes (Fixture *fixture)
{
  g_autofree char *old = get_path ("login.flow.yaml");

  write_file (fixture, "login.flow.yaml", flow);
  open_root (fixture);
  assert_rows (fixture, "login, flow\n");
  write_file (fixture, "basket.flow.yaml", flow);
  assert_rows (fixture, "basket, flow\nlogin, flow\n");
  write_file (fixture, "shop/a/deep.flow.yaml", flow);
  assert_rows (fixture, "shop, folder\na, folder\ndeep, flow\nbasket, flow\nlogin, flow\n");
  write_file (fixture, "shop/a/deep.flow.yaml", "name: Deep\nsteps: [ { nome: x } ]\n");
  assert_rows (fixture, "shop, folder\na, folder\ndeep, flow, 2 errors\nbasket, flow\nlogin, flow\n");
  g_assert_cmpint (g_unlink (old), ==, 0);
  assert_rows (fixture, "shop, folder\na, folder\ndeep, flow, 2 errors\nbasket, flow\n");
}

static void
test_search (Fixture *fixture)
{
  GtkWidget *search;

  make_folder (fixture);
  open_root (fixture);
  search = fixture_find (GTK_WIDGET (get_sidebar (fixture)), GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_test_accessible_assert_property (search, GTK_ACCESSIBLE_PROPERTY_LABEL, "Search files");
  gtk_editable_set_text (GTK_EDITABLE (search), "  REF ");
  assert_rows (fixture, "refund.yaml, flow\n");
  {
    g_autofree char *text = fixture_collect_text (find_list (fixture));

    assert_contains (text, "shop/admin");
  }
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing like it");
  assert_rows (fixture, "");
  {
    g_autofree char *text = fixture_collect_text (GTK_WIDGET (get_sidebar (fixture)));

    assert_contains (text, "No file here is called “nothing like it”.");
  }
  gtk_editable_set_text (GTK_EDITABLE (search), "out");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (weir_session_get_file_name (weir_window_get_session (fixture->window)), ==,
                   "checkout.flow.yaml");
  g_signal_emit_by_name (search, "stop-search");
  assert_rows (fixture, "shop, folder\nadmin, folder\nrefund.yaml, flow\ncheckout, flow, shown\n"
                        "environments.yaml, environments\nlogin, flow\n");
}

static void
test_create (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_autofree char *taken = NULL;
  g_autofree char *hidden = NULL;

  write_file (fixture, "login.flow.yaml", flow);
  open_root (fixture);
  activate (fixture, "sidebar.new");
  taken = read_name_problem (fixture, "login");
  g_assert_cmpstr (taken, ==, "There is a file login.flow.yaml already.");
  hidden = read_name_problem (fixture, ".git/x");
  assert_contains (hidden, "hidden");
  answer_name (fixture, "shop/Basket");
  text = read_file ("shop/Basket.flow.yaml");
  assert_contains (text, "name: Basket");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  assert_rows (fixture, "shop, folder\nBasket, flow, shown\nlogin, flow\n");
}

static void
test_rename (Fixture *fixture)
{
  g_autofree char *text = NULL;
  WeirSession *session;

  write_file (fixture, "login.flow.yaml", flow);
  open_root (fixture);
  assert_rows (fixture, "login, flow\n");
  g_signal_emit_by_name (find_list (fixture), "activate", 0);
  session = weir_window_get_session (fixture->window);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  weir_edits_set_int64 (weir_session_get_edits (session),
                        weir_flow_get_run_options (weir_session_get_flow (session)), "delay-ms", 7);
  select_file (fixture, "login.flow.yaml");
  activate (fixture, "sidebar.rename");
  answer_name (fixture, "Log in");
  g_assert_false (exists ("login.flow.yaml"));
  g_assert_true (exists ("Log in.flow.yaml"));
  /* The same document, with its run and its changes, which are saved in the file as it is called now. */
  g_assert_true (weir_window_get_session (fixture->window) == session);
  g_assert_true (weir_session_get_dirty (session));
  assert_rows (fixture, "Log in, flow, shown, not saved\n");
  fixture_activate (fixture, "win.save");
  g_assert_false (weir_session_get_dirty (session));
  text = read_file ("Log in.flow.yaml");
  assert_contains (text, "delay: 7");
  g_assert_false (exists ("login.flow.yaml"));
}

static gboolean
has_one_run (gpointer data)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (NULL, NULL);
  g_autoptr (GPtrArray) runs = weir_archive_list_flow_runs (archive, data, 10, NULL);

  return runs->len == 1;
}

static void
test_runs (Fixture *fixture)
{
  g_autofree char *renamed = get_path ("other.flow.yaml");
  GtkWidget *window = GTK_WIDGET (fixture->window);

  write_file (fixture, "login.flow.yaml", flow);
  open_root (fixture);
  assert_rows (fixture, "login, flow\n");
  g_signal_emit_by_name (find_list (fixture), "activate", 0);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  select_file (fixture, "login.flow.yaml");
  activate (fixture, "sidebar.rename");
  answer_name (fixture, "other");
  g_assert_true (weir_test_wait (has_one_run, renamed, DEADLINE_MS));
  select_file (fixture, "other.flow.yaml");
  activate (fixture, "sidebar.runs");
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

  write_file (fixture, "login.flow.yaml", flow);
  open_root (fixture);
  assert_rows (fixture, "login, flow\n");
  select_file (fixture, "login.flow.yaml");
  activate (fixture, "sidebar.duplicate");
  assert_rows (fixture, "login, flow\nlogin-2, flow, shown\n");
  first = read_file ("login.flow.yaml");
  second = read_file ("login-2.flow.yaml");
  g_assert_cmpstr (first, ==, second);
  select_file (fixture, "login.flow.yaml");
  activate (fixture, "sidebar.duplicate");
  assert_rows (fixture, "login, flow\nlogin-2, flow, open\nlogin-3, flow, shown\n");
}

static gboolean
is_gone (gpointer data)
{
  return !exists (data);
}

static gboolean
has_dialog (gpointer data)
{
  return fixture_get_dialog () != NULL;
}

static gboolean
has_message (gpointer data)
{
  return weir_window_get_message (((Fixture *) data)->window) != NULL;
}

/* Where the test runs there may be a trash or not: what is asked depends on that, what comes of it does not. */
static void
trash (Fixture *fixture, const char *name)
{
  gint64 end = g_get_monotonic_time () + DEADLINE_MS * G_GINT64_CONSTANT (1000);

  select_file (fixture, name);
  activate (fixture, "sidebar.trash");
  while (exists (name) && fixture_get_dialog () == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  if (fixture_get_dialog () != NULL)
    fixture_answer ("Delete");
  g_assert_true (weir_test_wait (is_gone, (gpointer) name, DEADLINE_MS));
  g_assert_true (weir_test_wait (has_message, fixture, DEADLINE_MS));
}

static void
test_trash (Fixture *fixture)
{
  write_file (fixture, "a.flow.yaml", flow);
  write_file (fixture, "b.flow.yaml", flow);
  open_root (fixture);
  assert_rows (fixture, "a, flow\nb, flow\n");
  g_signal_emit_by_name (find_list (fixture), "activate", 0);
  trash (fixture, "a.flow.yaml");
  assert_rows (fixture, "b, flow\n");
  assert_contains (weir_window_get_message (fixture->window), "a.flow.yaml is ");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "welcome");
  /* With changes that are not saved the document stays, and says how to keep them. */
  g_signal_emit_by_name (find_list (fixture), "activate", 0);
  weir_edits_set_string (weir_session_get_edits (weir_window_get_session (fixture->window)),
                         weir_window_get_flow (fixture->window), "name", "Changed");
  trash (fixture, "b.flow.yaml");
  assert_rows (fixture, "");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  assert_contains (weir_window_get_message (fixture->window), "Save As");
}

static void
test_no_trash (Fixture *fixture)
{
  g_autofree char *path = get_path ("a.flow.yaml");

  write_file (fixture, "a.flow.yaml", flow);
  open_root (fixture);
  assert_rows (fixture, "a, flow\n");
  select_file (fixture, "a.flow.yaml");
  /* Not there any more, so it cannot be moved either: the question says why. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  activate (fixture, "sidebar.trash");
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
  write_file (fixture, "slow.flow.yaml", slow);
  open_root (fixture);
  assert_rows (fixture, "slow, flow\n");
  g_signal_emit_by_name (find_list (fixture), "activate", 0);
  fixture_activate (fixture, "win.run");
  select_file (fixture, "slow.flow.yaml");
  activate (fixture, "sidebar.trash");
  g_assert_cmpstr (weir_window_get_message (fixture->window), ==,
                   "Slow is running. Stop it before you delete its file.");
  g_assert_true (exists ("slow.flow.yaml"));
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

      write_file (fixture, name, "name: A\nsteps: []\n");
    }
  fixture_open (fixture, root);
  files = weir_folder_get_files (weir_sidebar_get_folder (get_sidebar (fixture)));
  g_assert_true (weir_folder_is_busy (weir_sidebar_get_folder (get_sidebar (fixture))));
  g_assert_cmpuint (g_list_model_get_n_items (files), ==, 0);
  wait_idle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (files), ==, WEIR_LIMIT_FOLDER_FILES);
  for (guint i = 0; i <= WEIR_LIMIT_FOLDER_FILES; i++)
    {
      g_autofree char *row = weir_sidebar_get_text (get_sidebar (fixture), i);

      n_rows += row != NULL;
    }
  g_assert_cmpuint (n_rows, >, 10);
  g_assert_cmpuint (n_rows, <, 400);
  text = fixture_collect_text (GTK_WIDGET (get_sidebar (fixture)));
  assert_contains (text, "This folder is larger than what is listed: 5000 files");
}

static void
test_unreadable (Fixture *fixture)
{
  g_autofree char *text = NULL;

  open_root (fixture);
  {
    g_autofree char *empty = fixture_collect_text (GTK_WIDGET (get_sidebar (fixture)));

    assert_contains (empty, "There are no flows in");
    assert_contains (empty, "New Flow…");
  }
  g_assert_cmpint (g_rmdir (root), ==, 0);
  weir_folder_look (weir_sidebar_get_folder (get_sidebar (fixture)));
  wait_idle (fixture);
  text = fixture_collect_text (GTK_WIDGET (get_sidebar (fixture)));
  assert_contains (text, "The folder cannot be read: ");
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
    g_autofree char *text = fixture_collect_text (GTK_WIDGET (get_sidebar (fixture)));

    assert_contains (text, "Open a folder to see the flows in it.");
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
  open_root (fixture);
  g_application_hold (G_APPLICATION (application));
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (weir_test_wait (has_closed, application, DEADLINE_MS));
  window = fixture->window = weir_window_new (application);
  g_application_release (G_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  wait_idle (fixture);
  g_assert_true (is_visible (fixture));
  assert_rows (fixture, "shop, folder\nadmin, folder\nrefund.yaml, flow\ncheckout, flow\n"
                        "environments.yaml, environments\nlogin, flow\n");
  /* Once closed it is among the recent ones. */
  activate (fixture, "sidebar.close-folder");
  text = fixture_collect_text (GTK_WIDGET (get_sidebar (fixture)));
  assert_contains (text, strrchr (root, '/') + 1);
  /* The next test begins without. */
  gtk_window_close (GTK_WINDOW (window));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static gboolean
is_hidden_name (const char *name)
{
  return *name == '.' && !g_str_equal (name, ".git");
}

/* Whatever was done, nothing hidden has been put into the folder. */
static void
assert_nothing_hidden (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_assert_false (is_hidden_name (name));
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        assert_nothing_hidden (child);
    }
}

static void
run_in_folder (Fixture *fixture, FixtureTest test)
{
  root = g_dir_make_tmp ("weir-folder-XXXXXX", NULL);
  test (fixture);
  assert_nothing_hidden (root);
  remove_tree (root);
  g_clear_pointer (&root, g_free);
}

#define IN_FOLDER(test) \
  static void test##_in_folder (Fixture *fixture) \
  { \
    run_in_folder (fixture, test); \
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
