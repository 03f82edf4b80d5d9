/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-editor.c: the editor of a step: its head, and what a run sends after an edit
 */

#include "config.h"

#include <time.h>

#include "editor-fixture.h"
#include "weir-field.h"

static const char two_steps[] = "name: Two steps\n"
                                "variables: [{ name: base, value: BASE }]\n"
                                "steps:\n"
                                "  - name: First\n"
                                "    httpRequest: { url: '${base}/first' }\n"
                                "  - name: Second\n"
                                "    description: What comes next\n"
                                "    httpRequest: { method: POST, url: '${base}/second' }\n";

static void
test_views (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, two_steps);
  GtkWidget *editor = GTK_WIDGET (weir_window_get_editor (fixture->window));
  GtkWidget *results = GTK_WIDGET (weir_window_get_results_view (fixture->window));

  g_assert_true (gtk_widget_get_mapped (editor));
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_true (gtk_widget_get_mapped (results));
  g_assert_true (gtk_widget_activate_action (editor, "win.view", "s", "edit"));
  g_assert_true (gtk_widget_get_mapped (editor));
}

static void
test_head (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, two_steps);
  WeirStepEditor *editor = editor_select (fixture, 1);

  g_assert_cmpstr (weir_value_entry_get_text (weir_step_editor_get_name (editor)), ==, "Second");
  g_assert_cmpstr (weir_value_entry_get_text (weir_step_editor_get_url (editor)), ==, "${base}/second");
  g_assert_cmpuint (gtk_drop_down_get_selected (weir_step_editor_get_method (editor)), ==, 1);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (weir_value_entry_get_editable (weir_step_editor_get_url (editor))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "URL");
}

static void
test_sent (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, two_steps);
  WeirStepEditor *editor = editor_select (fixture, 0);

  gtk_drop_down_set_selected (weir_step_editor_get_method (editor), 2);
  weir_value_entry_type (weir_step_editor_get_url (editor), "${base}/other?a=b");
  g_assert_true (fixture_is_enabled (fixture, "undo"));
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_cmpstr (weir_test_server_get_request (server, 0)->method, ==, "PUT");
  g_assert_cmpstr (weir_test_server_get_request (server, 0)->target, ==, "/other?a=b");
}

static void
test_undo (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, two_steps);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirValueEntry *url = weir_step_editor_get_url (editor);

  weir_value_entry_type (url, "${base}/x");
  fixture_activate (fixture, "win.undo");
  g_assert_cmpstr (weir_value_entry_get_text (url), ==, "${base}/first");
  fixture_activate (fixture, "win.redo");
  g_assert_cmpstr (weir_value_entry_get_text (url), ==, "${base}/x");
}

static void
test_called_after (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, two_steps);
  WeirStepEditor *editor = weir_window_get_editor (fixture->window);
  WeirValueEntry *name = weir_step_editor_get_name (editor);

  editor_select (fixture, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "steps.add", NULL));
  g_assert_cmpstr (weir_value_entry_get_text (name), ==, "GET /");
  gtk_drop_down_set_selected (weir_step_editor_get_method (editor), 1);
  g_assert_cmpstr (weir_value_entry_get_text (name), ==, "POST /");
  weir_value_entry_type (weir_step_editor_get_url (editor), "${base}/orders?all=1");
  g_assert_cmpstr (weir_value_entry_get_text (name), ==, "POST /orders");
  fixture_activate (fixture, "win.undo");
  fixture_activate (fixture, "win.undo");
  g_assert_cmpstr (weir_value_entry_get_text (name), ==, "GET /");
  weir_value_entry_type (name, "Mine");
  gtk_drop_down_set_selected (weir_step_editor_get_method (editor), 2);
  g_assert_cmpstr (weir_value_entry_get_text (name), ==, "Mine");
}

static void
test_error (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, two_steps);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirValueEntry *url = weir_step_editor_get_url (editor);

  weir_value_entry_type (url, "first");
  editor_wait (fixture);
  assert_contains (weir_value_entry_get_message (url, NULL), "is not an absolute URL");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (weir_value_entry_get_editable (url)),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_null (fixture_get_dialog ());
  g_assert_false (fixture_is_enabled (fixture, "run"));
  assert_contains (weir_action_bar_get_progress (weir_window_get_action_bar (fixture->window)),
                   "Something is wrong in “First”");
  editor_select (fixture, 1);
  fixture_activate (fixture, "win.show-problem");
  g_assert_cmpstr (weir_step_get_name (weir_step_editor_get_step (editor)), ==, "First");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), GTK_WIDGET (url)));
  weir_value_entry_type (url, "${base}/first");
  g_assert_true (fixture_is_enabled (fixture, "run"));
}

static void
test_same_name (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, two_steps);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirValueEntry *name = weir_step_editor_get_name (editor);

  weir_value_entry_type (name, "Second");
  editor_wait (fixture);
  assert_contains (weir_value_entry_get_message (name, NULL), "Another step is called “Second”");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  weir_value_entry_type (weir_step_editor_get_name (editor_select (fixture, 1)), "Third");
  g_assert_true (fixture_is_enabled (fixture, "run"));
}

static void
test_without_request (Fixture *fixture)
{
  static const char text[] = "name: Sets\n"
                             "steps:\n"
                             "  - { name: Set, set: { tenant: acme } }\n"
                             "  - { name: Use, httpRequest: { url: 'BASE/${tenant}/${more}' } }\n";
  g_autoptr (WeirTestServer) server = editor_open (fixture, text);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirFieldRows *rows = weir_step_editor_get_assignments (editor);

  g_assert_cmpuint (weir_field_rows_get_n_rows (rows), ==, 2);
  editor_type_cell (rows, 0, "value", "other");
  editor_type_cell (rows, 1, "name", "more");
  editor_type_cell (rows, 1, "value", "x");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_cmpstr (weir_test_server_get_request (server, 0)->path, ==, "/other/x");
}

/* Of this thread, in µs: the machine may be busy with something else. */
static gint64
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Says how long a key takes; how long it may take depends on the machine. */
static void
test_many (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new ("name: Many\nvariables: [{ name: base, value: BASE }]\nsteps:\n");
  g_autoptr (WeirTestServer) server = NULL;
  WeirValueEntry *url;
  gint64 longest_us = 0;
  gint64 total_us = 0;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (
        text,
        "  - { name: Step %u, httpRequest: { url: '${base}/%u', headers: { X: '${v%u}' } },"
        " extract: [{ name: v%u, from: body, path: $.v }] }\n",
        i, i, i > 0 ? i - 1 : 0, i);
  server = editor_open (fixture, text->str);
  url = weir_step_editor_get_url (editor_select (fixture, 199));
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *typed =
          g_strdup_printf ("${base}/%.*s", (int) i, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
      gint64 begin_us = get_cpu_time ();

      weir_value_entry_type (url, typed);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      longest_us = MAX (longest_us, get_cpu_time () - begin_us);
      total_us += get_cpu_time () - begin_us;
    }
  g_test_message ("a key took %.1f ms, %.1f ms at most", (double) total_us / 50e3, (double) longest_us / 1e3);
  g_assert_cmpuint (strlen (weir_request_get_url (weir_step_get_request (weir_flow_get_step (
                        weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, 199)))),
                    ==, strlen ("${base}/") + 49);
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/editor/the right pane is the editor until a run shows its results", test_views);
  fixture_add ("/desktop/editor/the selected step is shown in the editor", test_head);
  fixture_add ("/desktop/editor/a run sends what was typed", test_sent);
  fixture_add ("/desktop/editor/what was typed can be undone and done again", test_undo);
  fixture_add ("/desktop/editor/a step that has no name of its own is called after its request",
               test_called_after);
  fixture_add ("/desktop/editor/an error stands beside its field, and run knows of it", test_error);
  fixture_add ("/desktop/editor/two steps cannot have one name", test_same_name);
  fixture_add ("/desktop/editor/a step without a request sets variables", test_without_request);
  fixture_add ("/desktop/editor/typing in a flow of 200 steps changes the one that is edited", test_many);
  return fixture_run ();
}
