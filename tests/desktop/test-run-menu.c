/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-run-menu.c: the arrow beside Run: the rows of its menu, and the dialogs of numbers
 */

#include "config.h"

#include <string.h>

#include "run-menu-fixture.h"
#include "weir-flow-format.h"
#include "weir-limits.h"
#include "weir-menu-row.h"

static const char all_options[] = "name: Options\n"
                                  "run: { parallel: 10, delay: 300, stopOnFailure: true }\n"
                                  "steps:\n"
                                  "  - name: Only\n"
                                  "    httpRequest: { url: BASE/items }\n";

/* Every visible row, as read, from the top; a row in ( ) is insensitive. */
static char *
read_menu (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  run_menu_collect_rows (run_menu_open (fixture), rows);
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);
      g_autofree char *read = g_strdelimit (run_menu_read_row (row), "\n", '|');

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

  run_menu_choose (fixture, title);
  dialog = run_menu_find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_modal (dialog));
  g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (fixture->window));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_spin (dialog))), ==, present);
  gtk_editable_set_text (GTK_EDITABLE (find_spin (dialog)), text);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.apply", NULL);
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
  fixture_open_text (fixture, run_menu_plain);
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
  fixture_open_text (fixture, run_menu_plain);
  enter (fixture, ITERATIONS, "1", "5");
  g_assert_null (run_menu_find_dialog ());
  g_assert_cmpuint (weir_run_options_get_iterations (run_menu_get_options (fixture)), ==, 5);
  assert_button (fixture, "Run (5x)");
  assert_menu (fixture, ITERATIONS
               "|5x\nClear iterations\n(" PARALLEL "|Not together with iterations: clear iterations first)\n"
               DELAY "\nStop on failure\n" DATA "\n" COMMAND "\n");
  run_menu_assert_name (fixture, ITERATIONS, ITERATIONS ", 5x");
  run_menu_assert_name (fixture, PARALLEL, PARALLEL ", Not together with iterations: clear iterations first");
  enter (fixture, ITERATIONS, "5", "7");
  assert_button (fixture, "Run (7x)");
}

static void
test_clear_iterations (Fixture *fixture)
{
  fixture_open_text (fixture, run_menu_plain);
  g_assert_null (run_menu_find_row (fixture, "Clear iterations"));
  fixture_set_option (fixture, "iterations", 2);
  run_menu_choose (fixture, "Clear iterations");
  g_assert_cmpuint (weir_run_options_get_iterations (run_menu_get_options (fixture)), ==, 1);
  g_assert_null (run_menu_find_row (fixture, "Clear iterations"));
  g_assert_true (gtk_widget_is_sensitive (run_menu_find_row (fixture, PARALLEL)));
  run_menu_assert_name (fixture, ITERATIONS, ITERATIONS);
  assert_button (fixture, "Run");
}

static void
test_parallel (Fixture *fixture)
{
  fixture_open_text (fixture, run_menu_plain);
  enter (fixture, PARALLEL, "1", "10");
  g_assert_cmpuint (weir_run_options_get_parallel (run_menu_get_options (fixture)), ==, 10);
  assert_button (fixture, "Run (10x)");
  g_assert_false (gtk_widget_is_sensitive (run_menu_find_row (fixture, ITERATIONS)));
  run_menu_assert_name (fixture, PARALLEL, PARALLEL ", 10x");
  run_menu_assert_name (fixture, ITERATIONS, ITERATIONS ", Not together with parallel: clear parallel first");
}

static void
test_clear_parallel (Fixture *fixture)
{
  fixture_open_text (fixture, run_menu_plain);
  g_assert_null (run_menu_find_row (fixture, "Clear parallel"));
  fixture_set_option (fixture, "parallel", 2);
  run_menu_choose (fixture, "Clear parallel");
  g_assert_cmpuint (weir_run_options_get_parallel (run_menu_get_options (fixture)), ==, 1);
  g_assert_null (run_menu_find_row (fixture, "Clear parallel"));
  g_assert_true (gtk_widget_is_sensitive (run_menu_find_row (fixture, ITERATIONS)));
  assert_button (fixture, "Run");
}

static void
test_delay (Fixture *fixture)
{
  fixture_open_text (fixture, run_menu_plain);
  enter (fixture, DELAY, "0", "300");
  g_assert_cmpuint (weir_run_options_get_delay_ms (run_menu_get_options (fixture)), ==, 300);
  g_assert_cmpstr (weir_menu_row_get_note (WEIR_MENU_ROW (run_menu_find_row (fixture, DELAY))), ==, "300 ms");
  run_menu_assert_name (fixture, DELAY, DELAY ", 300 ms");
  assert_button (fixture, "Run");
}

static void
test_clear_delay (Fixture *fixture)
{
  fixture_open_text (fixture, run_menu_plain);
  g_assert_null (run_menu_find_row (fixture, "Clear delay"));
  fixture_set_option (fixture, "delay-ms", 1);
  run_menu_choose (fixture, "Clear delay");
  g_assert_cmpuint (weir_run_options_get_delay_ms (run_menu_get_options (fixture)), ==, 0);
  g_assert_null (run_menu_find_row (fixture, "Clear delay"));
  g_assert_cmpstr (weir_menu_row_get_note (WEIR_MENU_ROW (run_menu_find_row (fixture, DELAY))), ==, "");
}

static void
assert_checked (Fixture *fixture, gboolean checked)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (run_menu_find_row (fixture, "Stop on failure")),
                                    GTK_ACCESSIBLE_STATE_CHECKED,
                                    checked ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE);
}

static void
test_stop_on_failure (Fixture *fixture)
{
  fixture_open_text (fixture, run_menu_plain);
  assert_checked (fixture, FALSE);
  run_menu_choose (fixture, "Stop on failure");
  g_assert_true (weir_run_options_get_stop_on_failure (run_menu_get_options (fixture)));
  assert_checked (fixture, TRUE);
  run_menu_choose (fixture, "Stop on failure");
  g_assert_false (weir_run_options_get_stop_on_failure (run_menu_get_options (fixture)));
  /* Another flow in the same window has its own. */
  fixture_open_text (fixture, all_options);
  assert_checked (fixture, TRUE);
}

static void
test_saved_with_the_flow (Fixture *fixture)
{
  g_autofree char *yaml = NULL;

  fixture_open_text (fixture, run_menu_plain);
  enter (fixture, ITERATIONS, "1", "5");
  enter (fixture, DELAY, "0", "250");
  run_menu_choose (fixture, "Stop on failure");
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

  run_menu_choose (fixture, title);
  dialog = run_menu_find_dialog ();
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, heading);
  gtk_spin_button_get_range (find_spin (dialog), &lower, &upper);
  g_assert_cmpfloat (lower, ==, lowest);
  g_assert_cmpfloat (upper, ==, highest);
  text = fixture_collect_text (GTK_WIDGET (dialog));
  assert_contains (text, explanation);
  gtk_window_close (dialog);
  g_assert_null (run_menu_find_dialog ());
}

static void
test_ranges (Fixture *fixture)
{
  fixture_open_text (fixture, run_menu_plain);
  assert_range (fixture, ITERATIONS, "Run with Iterations", 1, WEIR_LIMIT_ITERATIONS,
                "Each iteration starts fresh from what Before All left");
  assert_range (fixture, PARALLEL, "Parallel Execution", 1, WEIR_LIMIT_PARALLEL, "They start together");
  assert_range (fixture, DELAY, "Delay Between Steps", 0, WEIR_LIMIT_DELAY_MS, "Delay in milliseconds");
  g_assert_cmpuint (weir_run_options_get_iterations (run_menu_get_options (fixture)), ==, 1);
}

static void
test_refuses (Fixture *fixture)
{
  static const char *const refused[] = { "0", "1000001", "99999999999999999999", "", "-5" };
  GtkWindow *dialog;
  g_autofree char *before = NULL;

  fixture_open_text (fixture, run_menu_plain);
  run_menu_choose (fixture, ITERATIONS);
  dialog = run_menu_find_dialog ();
  before = fixture_collect_text (GTK_WIDGET (dialog));
  g_assert_null (strstr (before, "must be"));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *text = NULL;

      gtk_editable_set_text (GTK_EDITABLE (find_spin (dialog)), refused[i]);
      gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.apply", NULL);
      text = fixture_collect_text (GTK_WIDGET (dialog));
      assert_contains (text, "It must be a whole number from 1 to 1000000.");
      g_assert_true (run_menu_find_dialog () == dialog);
      g_assert_cmpuint (weir_run_options_get_iterations (run_menu_get_options (fixture)), ==, 1);
    }
  gtk_editable_set_text (GTK_EDITABLE (find_spin (dialog)), "1000000");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.apply", NULL);
  g_assert_null (run_menu_find_dialog ());
  g_assert_cmpuint (weir_run_options_get_iterations (run_menu_get_options (fixture)), ==, 1000000);
  assert_button (fixture, "Run (1000000x)");
}

static void
test_keyboard (Fixture *fixture)
{
  GtkWidget *popover;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  fixture_open_text (fixture, all_options);
  popover = run_menu_open (fixture);
  /* Down is a matter of where the rows are. */
  gtk_test_widget_wait_for_draw (popover);
  run_menu_collect_rows (popover, rows);
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

  fixture_open_text (fixture, run_menu_plain);
  popover = run_menu_open (fixture);
  run_menu_choose (fixture, ITERATIONS);
  g_assert_false (gtk_widget_get_visible (popover));
  g_assert_nonnull (run_menu_find_dialog ());
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
  fixture_add ("/desktop/run menu/clear parallel is there above one and goes back to one", test_clear_parallel);
  fixture_add ("/desktop/run menu/delay between steps is shown under its label", test_delay);
  fixture_add ("/desktop/run menu/clear delay is there when a delay is set", test_clear_delay);
  fixture_add ("/desktop/run menu/stop on failure is a check item", test_stop_on_failure);
  fixture_add ("/desktop/run menu/options belong to the flow", test_saved_with_the_flow);
  fixture_add ("/desktop/run menu/a dialog explains its number and knows its range", test_ranges);
  fixture_add ("/desktop/run menu/a number out of range is refused in words", test_refuses);
  fixture_add ("/desktop/run menu/every sensitive row is reached by keyboard, from the top", test_keyboard);
  fixture_add ("/desktop/run menu/a chosen row closes the menu", test_closes);
  return fixture_run ();
}
