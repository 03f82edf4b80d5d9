/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-run-menu-files.c: the rows of the menu beside Run that have to do with files: data, and the command
 */

#include "config.h"

#include <string.h>

#include "run-menu-fixture.h"
#include "weir-data-file-dialog.h"
#include "weir-menu-row.h"

static const char *
get_bar_text (Fixture *fixture)
{
  return weir_action_bar_get_progress (weir_window_get_action_bar (fixture->window));
}

static gboolean
has_note (gpointer data)
{
  gpointer *pair = data;

  return g_str_equal (weir_menu_row_get_note (pair[0]), pair[1]);
}

static void
wait_for_note (Fixture *fixture, const char *note)
{
  gpointer pair[] = { run_menu_find_row (fixture, DATA), (gpointer) note };

  g_assert_true (weir_test_wait (has_note, pair, DEADLINE_MS));
}

static gboolean
is_counted (gpointer data)
{
  g_autofree char *text = fixture_collect_text (data);

  return strstr (text, " row") != NULL && (strstr (text, "2 rows") != NULL || strstr (text, "line 2") != NULL);
}

/* The dialog with that file chosen, and its rows counted. */
static GtkWidget *
choose_data (Fixture *fixture, const char *path)
{
  GtkWidget *dialog;

  run_menu_choose (fixture, DATA);
  dialog = GTK_WIDGET (run_menu_find_dialog ());
  g_assert_true (WEIR_IS_DATA_FILE_DIALOG (dialog));
  weir_data_file_dialog_take (WEIR_DATA_FILE_DIALOG (dialog), path);
  g_assert_true (weir_test_wait (is_counted, dialog, DEADLINE_MS));
  return dialog;
}

static void
test_data_file (Fixture *fixture)
{
  g_autofree char *data = fixture_write ("users.csv", "user,pin\nada,1\ngrace,2\n");
  g_autofree char *flow = fixture_write ("data.flow.yaml", "# kept\nname: Data\nsteps:\n  - name: Only\n"
                                                           "    httpRequest: { url: 'http://127.0.0.1:1/' }\n");
  g_autofree char *saved = NULL;
  GtkWidget *dialog;

  fixture_open (fixture, flow);
  g_assert_null (run_menu_find_row (fixture, "Clear data file"));
  dialog = choose_data (fixture, data);
  g_assert_true (gtk_check_button_get_active (
    GTK_CHECK_BUTTON (fixture_find (dialog, GTK_TYPE_CHECK_BUTTON, 0))));
  gtk_widget_activate_action (dialog, "dialog.apply", NULL);
  g_assert_null (run_menu_find_dialog ());
  g_assert_cmpstr (weir_run_options_get_data_file (run_menu_get_options (fixture)), ==, "users.csv");
  g_assert_true (weir_run_options_get_one_per_row (run_menu_get_options (fixture)));
  wait_for_note (fixture, "users.csv · 2 rows");
  run_menu_assert_name (fixture, ITERATIONS, ITERATIONS ", one per row");
  g_assert_false (gtk_widget_is_sensitive (run_menu_find_row (fixture, PARALLEL)));
  g_assert_cmpstr (get_bar_text (fixture), ==, "one iteration per row");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.save", NULL);
  g_assert_true (g_file_get_contents (flow, &saved, NULL, NULL));
  g_assert_nonnull (strstr (saved, "# kept\nname: Data\ndata:\n  file: users.csv\nrun:\n  iterations: rows\nsteps:\n"));

  run_menu_choose (fixture, "Clear iterations");
  g_assert_false (weir_run_options_get_one_per_row (run_menu_get_options (fixture)));
  g_assert_null (run_menu_find_row (fixture, "Clear iterations"));
  run_menu_choose (fixture, "Clear data file");
  g_assert_cmpstr (weir_run_options_get_data_file (run_menu_get_options (fixture)), ==, NULL);
  g_assert_null (run_menu_find_row (fixture, "Clear data file"));
  wait_for_note (fixture, "");
}

/* What cannot be used is said with its line, and not taken. */
static void
test_bad_data_file (Fixture *fixture)
{
  g_autofree char *data = fixture_write ("bad.csv", "user,pin\nada\n");
  g_autofree char *text = NULL;
  GtkWidget *dialog;

  fixture_open_text (fixture, run_menu_plain);
  dialog = choose_data (fixture, data);
  text = fixture_collect_text (dialog);
  g_assert_nonnull (strstr (text, "line 2: This row has 1 of the 2 cells that a row has."));
  gtk_widget_activate_action (dialog, "dialog.apply", NULL);
  g_assert_nonnull (run_menu_find_dialog ());
  g_assert_cmpstr (weir_run_options_get_data_file (run_menu_get_options (fixture)), ==, NULL);
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
text_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static char *
read_clipboard (Fixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, text_cb, &text);
  g_assert_true (weir_test_wait (is_set, &text, DEADLINE_MS));
  return text;
}

static void
test_command (Fixture *fixture)
{
  g_autofree char *file_name = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *differs = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *copied_later = NULL;

  file_name = fixture_write ("copied.flow.yaml", "name: Copied\n"
                                                 "run: { parallel: 10, delay: 300, stopOnFailure: true }\n"
                                                 "steps:\n"
                                                 "  - name: Only\n"
                                                 "    httpRequest: { url: 'http://127.0.0.1:1/' }\n");
  fixture_open (fixture, file_name);
  run_menu_choose (fixture, COMMAND);
  expected = g_strdup_printf ("weir-cli run %s", file_name);
  copied = read_clipboard (fixture);
  g_assert_cmpstr (copied, ==, expected);
  g_assert_cmpstr (get_bar_text (fixture), ==, "Command copied");

  fixture_set_option (fixture, "parallel", 1);
  fixture_set_option (fixture, "iterations", 3);
  fixture_set_option (fixture, "stop-on-failure", FALSE);
  run_menu_choose (fixture, COMMAND);
  differs = g_strdup_printf ("weir-cli run --iterations 3 --no-stop-on-failure %s", file_name);
  copied_later = read_clipboard (fixture);
  g_assert_cmpstr (copied_later, ==, differs);
  g_assert_cmpstr (get_bar_text (fixture), ==, "Command copied");
}

static void
test_command_of_changed_flow (Fixture *fixture)
{
  fixture_open_text (fixture, run_menu_plain);
  weir_step_set_enabled (weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, 0),
                         FALSE);
  run_menu_choose (fixture, COMMAND);
  assert_contains (get_bar_text (fixture), "It runs the file as it was last saved, without later changes.");
}

static void
test_command_of_unsaved (Fixture *fixture)
{
  fixture_activate (fixture, "win.sample");
  g_assert_false (gtk_widget_is_sensitive (run_menu_find_row (fixture, COMMAND)));
  run_menu_assert_name (fixture, COMMAND, COMMAND ", Save the flow first");
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/run menu/a data file is chosen, counted, saved and cleared", test_data_file);
  fixture_add ("/desktop/run menu/a data file that cannot be used says why", test_bad_data_file);
  fixture_add ("/desktop/run menu/copy as command copies the line with what differs from the file",
               test_command);
  fixture_add ("/desktop/run menu/copy as command tells of changes that the file does not have",
               test_command_of_changed_flow);
  fixture_add ("/desktop/run menu/copy as command of an unsaved flow says to save it first",
               test_command_of_unsaved);
  return fixture_run ();
}
