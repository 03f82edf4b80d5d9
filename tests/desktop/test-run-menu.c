/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-run-menu.c: the arrow beside Run: every row of its menu, and the dialogs they open
 */

#include "config.h"

#include <string.h>

#include "weir-flow-format.h"
#include "weir-data-file-dialog.h"
#include "weir-limits.h"
#include "weir-menu-row.h"
#include "weir-run-menu.h"
#include "weir-run-option-dialog.h"
#include "window-fixture.h"

#define ITERATIONS "Run with iterations…"
#define PARALLEL "Parallel execution…"
#define DELAY "Delay between steps…"
#define DATA "Data file…"
#define COMMAND "Copy as Command"

static const char plain[] = "name: Plain\n"
                            "steps:\n"
                            "  - name: Only\n"
                            "    httpRequest: { url: BASE/items }\n";

static const char all_options[] = "name: Options\n"
                                  "run: { parallel: 10, delay: 300, stopOnFailure: true }\n"
                                  "steps:\n"
                                  "  - name: Only\n"
                                  "    httpRequest: { url: BASE/items }\n";

static GtkWidget *
get_menu (Fixture *fixture)
{
  return fixture_find (GTK_WIDGET (weir_window_get_action_bar (fixture->window)), WEIR_TYPE_RUN_MENU, 0);
}

static WeirRunOptions *
get_options (Fixture *fixture)
{
  return weir_flow_get_run_options (weir_window_get_flow (fixture->window));
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static GtkWidget *
open_menu (Fixture *fixture)
{
  GtkPopover *popover = weir_run_menu_get_popover (WEIR_RUN_MENU (get_menu (fixture)));

  gtk_popover_popup (popover);
  g_assert_true (weir_test_wait (is_mapped, popover, DEADLINE_MS));
  return GTK_WIDGET (popover);
}

static void
collect_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (g_str_equal (gtk_widget_get_css_name (widget), "modelbutton"))
    g_ptr_array_add (rows, widget);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
         child = gtk_widget_get_next_sibling (child))
      collect_rows (child, rows);
}

/* What a person reads in the row, one label a line. */
static char *
read_row (GtkWidget *row)
{
  return g_strchomp (fixture_collect_text (row));
}

/* Every visible row, as read, from the top; a row in ( ) is insensitive. */
static char *
read_menu (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  collect_rows (open_menu (fixture), rows);
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);
      g_autofree char *read = g_strdelimit (read_row (row), "\n", '|');

      g_string_append_printf (text, gtk_widget_is_sensitive (row) ? "%s\n" : "(%s)\n", read);
    }
  return g_string_free (text, FALSE);
}

static void
assert_menu (Fixture *fixture, const char *expected)
{
  g_autofree char *text = read_menu (fixture);

  g_assert_cmpstr (text, ==, expected);
}

/* The visible row whose first line is @title; %NULL when there is none */
static GtkWidget *
find_row (Fixture *fixture, const char *title)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect_rows (open_menu (fixture), rows);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *read = read_row (g_ptr_array_index (rows, i));

      if (g_str_has_prefix (read, title))
        return g_ptr_array_index (rows, i);
    }
  return NULL;
}

static void
choose (Fixture *fixture, const char *title)
{
  GtkWidget *row = find_row (fixture, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_is_sensitive (row));
  g_signal_emit_by_name (row, "clicked");
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if ((WEIR_IS_RUN_OPTION_DIALOG (l->data) || WEIR_IS_DATA_FILE_DIALOG (l->data)) &&
        gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static GtkSpinButton *
find_spin (GtkWindow *dialog)
{
  return GTK_SPIN_BUTTON (fixture_find (GTK_WIDGET (dialog), GTK_TYPE_SPIN_BUTTON, 0));
}

/* Opens the dialog of a row, which must begin with @present, and applies @text in it. */
static void
enter (Fixture *fixture, const char *title, const char *present, const char *text)
{
  GtkWindow *dialog;

  choose (fixture, title);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_modal (dialog));
  g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (fixture->window));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_spin (dialog))), ==, present);
  gtk_editable_set_text (GTK_EDITABLE (find_spin (dialog)), text);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.apply", NULL);
}

static void
assert_name (Fixture *fixture, const char *title, const char *name)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_row (fixture, title)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
assert_button (Fixture *fixture, const char *label)
{
  WeirActionBar *bar = weir_window_get_action_bar (fixture->window);

  g_assert_cmpstr (weir_action_bar_get_label (bar), ==, label);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture_find (GTK_WIDGET (bar), GTK_TYPE_BUTTON, 1)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

static void
test_plain (Fixture *fixture)
{
  fixture_open_text (fixture, plain);
  assert_menu (fixture, ITERATIONS "\n" PARALLEL "\n" DELAY "\nStop on failure\n" DATA "\n" COMMAND "\n");
  assert_button (fixture, "Run");
}

static void
test_everything (Fixture *fixture)
{
  fixture_open_text (fixture, all_options);
  assert_menu (fixture, "(" ITERATIONS "|Not together with parallel: clear parallel first)\n" PARALLEL
                        "|10x\nClear parallel\n" DELAY "|300 ms\nClear delay\nStop on failure\n" DATA "\n" COMMAND "\n");
  assert_button (fixture, "Run (10x)");
  g_assert_cmpstr (weir_action_bar_get_progress (weir_window_get_action_bar (fixture->window)), ==,
                   "10 virtual users at once · 300 ms between steps · stops on failure");
}

static void
test_iterations (Fixture *fixture)
{
  fixture_open_text (fixture, plain);
  enter (fixture, ITERATIONS, "1", "5");
  g_assert_null (find_dialog ());
  g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 5);
  assert_button (fixture, "Run (5x)");
  assert_menu (fixture, ITERATIONS
               "|5x\nClear iterations\n(" PARALLEL "|Not together with iterations: clear iterations first)\n"
               DELAY "\nStop on failure\n" DATA "\n" COMMAND "\n");
  assert_name (fixture, ITERATIONS, ITERATIONS ", 5x");
  assert_name (fixture, PARALLEL, PARALLEL ", Not together with iterations: clear iterations first");
  enter (fixture, ITERATIONS, "5", "7");
  assert_button (fixture, "Run (7x)");
}

static void
test_clear_iterations (Fixture *fixture)
{
  fixture_open_text (fixture, plain);
  g_assert_null (find_row (fixture, "Clear iterations"));
  fixture_set_option (fixture, "iterations", 2);
  choose (fixture, "Clear iterations");
  g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 1);
  g_assert_null (find_row (fixture, "Clear iterations"));
  g_assert_true (gtk_widget_is_sensitive (find_row (fixture, PARALLEL)));
  assert_name (fixture, ITERATIONS, ITERATIONS);
  assert_button (fixture, "Run");
}

static void
test_parallel (Fixture *fixture)
{
  fixture_open_text (fixture, plain);
  enter (fixture, PARALLEL, "1", "10");
  g_assert_cmpuint (weir_run_options_get_parallel (get_options (fixture)), ==, 10);
  assert_button (fixture, "Run (10x)");
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture, ITERATIONS)));
  assert_name (fixture, PARALLEL, PARALLEL ", 10x");
  assert_name (fixture, ITERATIONS, ITERATIONS ", Not together with parallel: clear parallel first");
}

static void
test_clear_parallel (Fixture *fixture)
{
  fixture_open_text (fixture, plain);
  g_assert_null (find_row (fixture, "Clear parallel"));
  fixture_set_option (fixture, "parallel", 2);
  choose (fixture, "Clear parallel");
  g_assert_cmpuint (weir_run_options_get_parallel (get_options (fixture)), ==, 1);
  g_assert_null (find_row (fixture, "Clear parallel"));
  g_assert_true (gtk_widget_is_sensitive (find_row (fixture, ITERATIONS)));
  assert_button (fixture, "Run");
}

static void
test_delay (Fixture *fixture)
{
  fixture_open_text (fixture, plain);
  enter (fixture, DELAY, "0", "300");
  g_assert_cmpuint (weir_run_options_get_delay_ms (get_options (fixture)), ==, 300);
  g_assert_cmpstr (weir_menu_row_get_note (WEIR_MENU_ROW (find_row (fixture, DELAY))), ==, "300 ms");
  assert_name (fixture, DELAY, DELAY ", 300 ms");
  assert_button (fixture, "Run");
}

static void
test_clear_delay (Fixture *fixture)
{
  fixture_open_text (fixture, plain);
  g_assert_null (find_row (fixture, "Clear delay"));
  fixture_set_option (fixture, "delay-ms", 1);
  choose (fixture, "Clear delay");
  g_assert_cmpuint (weir_run_options_get_delay_ms (get_options (fixture)), ==, 0);
  g_assert_null (find_row (fixture, "Clear delay"));
  g_assert_cmpstr (weir_menu_row_get_note (WEIR_MENU_ROW (find_row (fixture, DELAY))), ==, "");
}

static void
assert_checked (Fixture *fixture, gboolean checked)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (find_row (fixture, "Stop on failure")),
                                    GTK_ACCESSIBLE_STATE_CHECKED,
                                    checked ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE);
}

static void
test_stop_on_failure (Fixture *fixture)
{
  fixture_open_text (fixture, plain);
  assert_checked (fixture, FALSE);
  choose (fixture, "Stop on failure");
  g_assert_true (weir_run_options_get_stop_on_failure (get_options (fixture)));
  assert_checked (fixture, TRUE);
  choose (fixture, "Stop on failure");
  g_assert_false (weir_run_options_get_stop_on_failure (get_options (fixture)));
  /* Another flow in the same window has its own. */
  fixture_open_text (fixture, all_options);
  assert_checked (fixture, TRUE);
}

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
  gpointer pair[] = { find_row (fixture, DATA), (gpointer) note };

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

  choose (fixture, DATA);
  dialog = GTK_WIDGET (find_dialog ());
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
  g_assert_null (find_row (fixture, "Clear data file"));
  dialog = choose_data (fixture, data);
  g_assert_true (gtk_check_button_get_active (
    GTK_CHECK_BUTTON (fixture_find (dialog, GTK_TYPE_CHECK_BUTTON, 0))));
  gtk_widget_activate_action (dialog, "dialog.apply", NULL);
  g_assert_null (find_dialog ());
  g_assert_cmpstr (weir_run_options_get_data_file (get_options (fixture)), ==, "users.csv");
  g_assert_true (weir_run_options_get_one_per_row (get_options (fixture)));
  wait_for_note (fixture, "users.csv · 2 rows");
  assert_name (fixture, ITERATIONS, ITERATIONS ", one per row");
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture, PARALLEL)));
  g_assert_cmpstr (get_bar_text (fixture), ==, "one iteration per row");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.save", NULL);
  g_assert_true (g_file_get_contents (flow, &saved, NULL, NULL));
  g_assert_nonnull (strstr (saved, "# kept\nname: Data\ndata:\n  file: users.csv\nrun:\n  iterations: rows\nsteps:\n"));

  choose (fixture, "Clear iterations");
  g_assert_false (weir_run_options_get_one_per_row (get_options (fixture)));
  g_assert_null (find_row (fixture, "Clear iterations"));
  choose (fixture, "Clear data file");
  g_assert_cmpstr (weir_run_options_get_data_file (get_options (fixture)), ==, NULL);
  g_assert_null (find_row (fixture, "Clear data file"));
  wait_for_note (fixture, "");
}

/* What cannot be used is said with its line, and not taken. */
static void
test_bad_data_file (Fixture *fixture)
{
  g_autofree char *data = fixture_write ("bad.csv", "user,pin\nada\n");
  g_autofree char *text = NULL;
  GtkWidget *dialog;

  fixture_open_text (fixture, plain);
  dialog = choose_data (fixture, data);
  text = fixture_collect_text (dialog);
  g_assert_nonnull (strstr (text, "line 2: This row has 1 of the 2 cells that a row has."));
  gtk_widget_activate_action (dialog, "dialog.apply", NULL);
  g_assert_nonnull (find_dialog ());
  g_assert_cmpstr (weir_run_options_get_data_file (get_options (fixture)), ==, NULL);
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
  choose (fixture, COMMAND);
  expected = g_strdup_printf ("weir-cli run %s", file_name);
  copied = read_clipboard (fixture);
  g_assert_cmpstr (copied, ==, expected);
  g_assert_cmpstr (get_bar_text (fixture), ==, "Command copied");

  fixture_set_option (fixture, "parallel", 1);
  fixture_set_option (fixture, "iterations", 3);
  fixture_set_option (fixture, "stop-on-failure", FALSE);
  choose (fixture, COMMAND);
  differs = g_strdup_printf ("weir-cli run --iterations 3 --no-stop-on-failure %s", file_name);
  copied_later = read_clipboard (fixture);
  g_assert_cmpstr (copied_later, ==, differs);
  g_assert_cmpstr (get_bar_text (fixture), ==, "Command copied");
}

static void
test_command_of_changed_flow (Fixture *fixture)
{
  fixture_open_text (fixture, plain);
  weir_step_set_enabled (weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, 0),
                         FALSE);
  choose (fixture, COMMAND);
  assert_contains (get_bar_text (fixture), "It runs the file as it was last saved, without later changes.");
}

static void
test_command_of_unsaved (Fixture *fixture)
{
  fixture_activate (fixture, "win.sample");
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture, COMMAND)));
  assert_name (fixture, COMMAND, COMMAND ", Save the flow first");
}

static void
test_saved_with_the_flow (Fixture *fixture)
{
  g_autofree char *yaml = NULL;

  fixture_open_text (fixture, plain);
  enter (fixture, ITERATIONS, "1", "5");
  enter (fixture, DELAY, "0", "250");
  choose (fixture, "Stop on failure");
  yaml = weir_flow_to_yaml (weir_window_get_flow (fixture->window));
  assert_contains (yaml, "iterations: 5");
  assert_contains (yaml, "delay: 250");
  assert_contains (yaml, "stopOnFailure: true");
}

static void
assert_range (Fixture *fixture, const char *title, const char *heading, double lowest, double highest,
              const char *explanation)
{
  double lower;
  double upper;
  GtkWindow *dialog;
  g_autofree char *text = NULL;

  choose (fixture, title);
  dialog = find_dialog ();
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, heading);
  gtk_spin_button_get_range (find_spin (dialog), &lower, &upper);
  g_assert_cmpfloat (lower, ==, lowest);
  g_assert_cmpfloat (upper, ==, highest);
  text = fixture_collect_text (GTK_WIDGET (dialog));
  assert_contains (text, explanation);
  gtk_window_close (dialog);
  g_assert_null (find_dialog ());
}

static void
test_ranges (Fixture *fixture)
{
  fixture_open_text (fixture, plain);
  assert_range (fixture, ITERATIONS, "Run with Iterations", 1, WEIR_LIMIT_ITERATIONS,
                "Each iteration starts fresh from what Before All left");
  assert_range (fixture, PARALLEL, "Parallel Execution", 1, WEIR_LIMIT_PARALLEL, "They start together");
  assert_range (fixture, DELAY, "Delay Between Steps", 0, WEIR_LIMIT_DELAY_MS, "Delay in milliseconds");
  g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 1);
}

static void
test_refuses (Fixture *fixture)
{
  static const char *const refused[] = { "0", "1000001", "99999999999999999999", "", "-5" };
  GtkWindow *dialog;
  g_autofree char *before = NULL;

  fixture_open_text (fixture, plain);
  choose (fixture, ITERATIONS);
  dialog = find_dialog ();
  before = fixture_collect_text (GTK_WIDGET (dialog));
  g_assert_null (strstr (before, "must be"));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *text = NULL;

      gtk_editable_set_text (GTK_EDITABLE (find_spin (dialog)), refused[i]);
      gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.apply", NULL);
      text = fixture_collect_text (GTK_WIDGET (dialog));
      assert_contains (text, "It must be a whole number from 1 to 1000000.");
      g_assert_true (find_dialog () == dialog);
      g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 1);
    }
  gtk_editable_set_text (GTK_EDITABLE (find_spin (dialog)), "1000000");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.apply", NULL);
  g_assert_null (find_dialog ());
  g_assert_cmpuint (weir_run_options_get_iterations (get_options (fixture)), ==, 1000000);
  assert_button (fixture, "Run (1000000x)");
}

static void
test_keyboard (Fixture *fixture)
{
  GtkWidget *popover;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  fixture_open_text (fixture, all_options);
  popover = open_menu (fixture);
  /* Down is a matter of where the rows are. */
  gtk_test_widget_wait_for_draw (popover);
  collect_rows (popover, rows);
  gtk_root_set_focus (gtk_widget_get_root (popover), NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);

      /* The first one, Run with iterations…, says only why it cannot be chosen. */
      if (!gtk_widget_is_sensitive (row))
        continue;
      g_assert_true (gtk_widget_child_focus (popover, GTK_DIR_DOWN));
      g_assert_true (gtk_root_get_focus (gtk_widget_get_root (popover)) == row);
    }
  g_assert_cmpuint (rows->len, ==, 8);
}

static void
test_closes (Fixture *fixture)
{
  GtkWidget *popover;

  fixture_open_text (fixture, plain);
  popover = open_menu (fixture);
  choose (fixture, ITERATIONS);
  g_assert_false (gtk_widget_get_visible (popover));
  g_assert_nonnull (find_dialog ());
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/run menu/of a plain flow it has the rows that do something", test_plain);
  fixture_add ("/desktop/run menu/options of a flow show as badges, second lines and reasons", test_everything);
  fixture_add ("/desktop/run menu/run with iterations asks, counts, and excludes parallel", test_iterations);
  fixture_add ("/desktop/run menu/clear iterations is there above one and goes back to one",
               test_clear_iterations);
  fixture_add ("/desktop/run menu/parallel execution asks, counts, and excludes iterations", test_parallel);
  fixture_add ("/desktop/run menu/a data file is chosen, counted, saved and cleared", test_data_file);
  fixture_add ("/desktop/run menu/a data file that cannot be used says why", test_bad_data_file);
  fixture_add ("/desktop/run menu/clear parallel is there above one and goes back to one", test_clear_parallel);
  fixture_add ("/desktop/run menu/delay between steps is shown under its label", test_delay);
  fixture_add ("/desktop/run menu/clear delay is there when a delay is set", test_clear_delay);
  fixture_add ("/desktop/run menu/stop on failure is a check item", test_stop_on_failure);
  fixture_add ("/desktop/run menu/copy as command copies the line with what differs from the file",
               test_command);
  fixture_add ("/desktop/run menu/copy as command tells of changes that the file does not have",
               test_command_of_changed_flow);
  fixture_add ("/desktop/run menu/copy as command of an unsaved flow says to save it first",
               test_command_of_unsaved);
  fixture_add ("/desktop/run menu/options belong to the flow", test_saved_with_the_flow);
  fixture_add ("/desktop/run menu/a dialog explains its number and knows its range", test_ranges);
  fixture_add ("/desktop/run menu/a number out of range is refused in words", test_refuses);
  fixture_add ("/desktop/run menu/every sensitive row is reached by keyboard, from the top", test_keyboard);
  fixture_add ("/desktop/run menu/a chosen row closes the menu", test_closes);
  return fixture_run ();
}
