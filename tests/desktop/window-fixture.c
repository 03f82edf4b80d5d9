/* SPDX-License-Identifier: GPL-3.0-or-later
 * window-fixture.c: a program with one window in the process of the test
 */

#include "config.h"

#include <glib/gstdio.h>

#include "fake-desktop.h"
#include "window-fixture.h"

static char *folder;
static WeirApplication *application;

/**
 * fixture_main:
 * @argc: of main()
 * @argv: of main()
 *
 * Prepares a test program: personal folders of its own, and GTK. Without a display it says that it skips.
 *
 * Returns: 0 to go on; otherwise main() returns 0 at once
 */
int
fixture_main (int *argc, char ***argv)
{
  folder = g_dir_make_tmp ("weir-window-XXXXXX", NULL);
  g_assert_nonnull (folder);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("WEIR_DATA_DIR", folder, TRUE);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display; run it inside tests/support/with-display\n");
      g_rmdir (folder);
      return 1;
    }
  fake_desktop_start (folder);
  g_test_init (argc, argv, NULL);
  /* GTK 4.8 leaks a date each time that list changes. */
  g_object_set (gtk_settings_get_default (), "gtk-recent-files-enabled", FALSE, NULL);
  g_set_application_name ("Weir");
  application = weir_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  return 0;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/**
 * fixture_run:
 *
 * Returns: what main() returns
 */
int
fixture_run (void)
{
  int code = g_test_run ();

  g_clear_object (&application);
  fake_desktop_stop ();
  remove_tree (folder);
  g_free (folder);
  return code;
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static gboolean
has_no_window (gpointer data)
{
  return gtk_application_get_windows (GTK_APPLICATION (application)) == NULL;
}

static void
run_test (gconstpointer data)
{
  FixtureTest test = (FixtureTest) data;
  Fixture fixture = { 0 };

  fixture.window = weir_window_new (GTK_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (fixture.window));
  g_assert_true (weir_test_wait (is_mapped, fixture.window, DEADLINE_MS));
  test (&fixture);
  while (!has_no_window (NULL))
    gtk_window_destroy (gtk_application_get_windows (GTK_APPLICATION (application))->data);
  g_clear_object (&fixture.api);
}

/**
 * fixture_add:
 * @path: of the test, a sentence
 * @test: gets a window on the first-start page
 */
void
fixture_add (const char *path, FixtureTest test)
{
  g_test_add_data_func (path, (gconstpointer) test, run_test);
}

/**
 * fixture_activate:
 * @fixture: the fixture
 * @action: "win.run", as a button or a key would activate it
 */
void
fixture_activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

/**
 * fixture_is_enabled:
 * @fixture: the fixture
 * @action: of the window, without prefix
 *
 * Returns: whether the action is sensitive
 */
gboolean
fixture_is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

/**
 * fixture_start_api:
 * @fixture: the fixture
 *
 * Returns: (transfer none): a sample API for this test
 */
WeirSampleApi *
fixture_start_api (Fixture *fixture)
{
  if (fixture->api == NULL)
    {
      fixture->api = weir_sample_api_new (0);
      g_assert_true (weir_sample_api_start (fixture->api, NULL));
    }
  return fixture->api;
}

/**
 * fixture_write:
 * @name: of a file
 * @text: what to put into it
 *
 * Returns: (transfer full): its full name
 */
char *
fixture_write (const char *name, const char *text)
{
  char *file_name = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (file_name, text, -1, NULL));
  return file_name;
}

/**
 * fixture_open:
 * @fixture: the fixture
 * @file_name: a document
 */
void
fixture_open (Fixture *fixture, const char *file_name)
{
  g_autoptr (GFile) file = g_file_new_for_path (file_name);

  weir_window_open (fixture->window, file);
}

/**
 * fixture_write_text:
 * @fixture: the fixture
 * @name: of a file
 * @text: a document; BASE in it becomes the address of the test's sample API
 *
 * Returns: (transfer full): its full name
 */
char *
fixture_write_text (Fixture *fixture, const char *name, const char *text)
{
  g_autoptr (GString) with_address = g_string_new (text);

  g_string_replace (with_address, "BASE", weir_sample_api_get_url (fixture_start_api (fixture)), 0);
  return fixture_write (name, with_address->str);
}

/**
 * fixture_open_as:
 * @fixture: the fixture
 * @name: of a file of its own, for tests that share an archive
 * @text: as for fixture_write_text()
 */
void
fixture_open_as (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *file_name = fixture_write_text (fixture, name, text);

  fixture_open (fixture, file_name);
}

/**
 * fixture_open_text:
 * @fixture: the fixture
 * @text: a flow; as for fixture_write_text()
 */
void
fixture_open_text (Fixture *fixture, const char *text)
{
  fixture_open_as (fixture, "test.flow.yaml", text);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
}

/**
 * fixture_set_option:
 * @fixture: the fixture
 * @option: a property of the run options of the flow that is shown
 * @value: its value from now on
 */
void
fixture_set_option (Fixture *fixture, const char *option, int value)
{
  WeirRunOptions *options = weir_flow_get_run_options (weir_window_get_flow (fixture->window));

  weir_edits_set_int64 (weir_session_get_edits (weir_window_get_session (fixture->window)), options, option,
                        value);
}

static gboolean
is_done (gpointer data)
{
  Fixture *fixture = data;
  WeirRun *run = weir_window_get_run (fixture->window);

  /* The window has heard of it, too. */
  return run != NULL && weir_run_is_done (run) && fixture_is_enabled (fixture, "run")
         && !weir_results_view_is_busy (weir_window_get_results_view (fixture->window));
}

/**
 * fixture_wait_done:
 * @fixture: the fixture
 *
 * Waits until the run of the window has finished, its results are shown and the window can run again.
 */
void
fixture_wait_done (Fixture *fixture)
{
  g_assert_true (weir_test_wait (is_done, fixture, DEADLINE_MS));
}

static gboolean
is_idle (gpointer data)
{
  return !weir_results_view_is_busy (weir_window_get_results_view (((Fixture *) data)->window));
}

/**
 * fixture_wait_results:
 * @fixture: the fixture
 *
 * Waits until the results pane shows what it was asked for.
 */
void
fixture_wait_results (Fixture *fixture)
{
  g_assert_true (weir_test_wait (is_idle, fixture, DEADLINE_MS));
}

/**
 * fixture_get_dialog:
 *
 * Returns: (transfer none) (nullable): the question that is being asked
 */
GtkDialog *
fixture_get_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n_toplevels = g_list_model_get_n_items (toplevels);

  for (guint i = 0; i < n_toplevels; i++)
    {
      g_autoptr (GtkWidget) widget = g_list_model_get_item (toplevels, i);

      if (GTK_IS_MESSAGE_DIALOG (widget) && gtk_widget_get_visible (widget))
        return GTK_DIALOG (widget);
    }
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * fixture_answer:
 * @button: of the question that is being asked
 *
 * Presses that button.
 */
void
fixture_answer (const char *button)
{
  GtkDialog *dialog = fixture_get_dialog ();
  GtkWidget *found;

  g_assert_nonnull (dialog);
  found = find_button (GTK_WIDGET (dialog), button);
  g_assert_nonnull (found);
  g_signal_emit_by_name (found, "clicked");
}

static void
append_texts (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    append_texts (child, text);
}

/**
 * fixture_collect_text:
 * @widget: a widget
 *
 * Returns: (transfer full): what its visible labels say, one a line
 */
char *
fixture_collect_text (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  append_texts (widget, text);
  return g_string_free (text, FALSE);
}

static GtkWidget *
find (GtkWidget *widget, GType type, guint *nth)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, nth);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * fixture_find:
 * @widget: where to look
 * @type: of which class
 * @nth: which of them, from 0, in the order of the tree
 *
 * Returns: (transfer none): the widget; there must be one
 */
GtkWidget *
fixture_find (GtkWidget *widget, GType type, guint nth)
{
  GtkWidget *found = find (widget, type, &nth);

  g_assert_nonnull (found);
  return found;
}
