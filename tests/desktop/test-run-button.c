/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-run-button.c: Run, Stop and Stop Now, and that a run does what its options say, as a server sees it
 */

#include "config.h"

#include "weir-run-menu.h"
#include "weir-test-server.h"
#include "window-fixture.h"

static const char two_steps[] = "name: Two steps\n"
                                "steps:\n"
                                "  - { name: First, httpRequest: { url: BASE/first } }\n"
                                "  - { name: Off, enabled: false, httpRequest: { url: BASE/off } }\n"
                                "  - { name: Second, httpRequest: { url: BASE/second } }\n";

static const char failing[] = "name: Failing\n"
                              "run: { iterations: 3 }\n"
                              "steps:\n"
                              "  - name: First\n"
                              "    httpRequest: { url: BASE/first }\n"
                              "    assert: [{ from: status, is: '=', value: 418 }]\n"
                              "  - { name: Second, httpRequest: { url: BASE/second } }\n"
                              "afterAll:\n"
                              "  - { name: Clean up, httpRequest: { url: BASE/after } }\n";

static const char slow[] = "name: Slow\n"
                           "steps:\n"
                           "  - { name: Wait long, httpRequest: { url: BASE/slow } }\n"
                           "  - { name: Never, httpRequest: { url: BASE/never } }\n"
                           "afterAll:\n"
                           "  - { name: Clean up, httpRequest: { url: BASE/after } }\n";

typedef struct
{
  Fixture *fixture;
  const char *text;
} Expected;

static WeirActionBar *
get_bar (Fixture *fixture)
{
  return weir_window_get_action_bar (fixture->window);
}

/* Opens a flow that talks to a server that is made for the test. */
static WeirTestServer *
open_flow (Fixture *fixture, const char *text)
{
  WeirTestServer *server = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (server, "");
  GString *with_address = g_string_new (text);
  g_autofree char *file_name = NULL;

  g_string_replace (with_address, "BASE", url, 0);
  file_name = fixture_write ("button.flow.yaml", with_address->str);
  g_string_free (with_address, TRUE);
  fixture_open (fixture, file_name);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  return server;
}

static void
press_button (Fixture *fixture)
{
  g_signal_emit_by_name (fixture_find (GTK_WIDGET (get_bar (fixture)), GTK_TYPE_BUTTON, 1), "clicked");
}

static gboolean
has_progress (gpointer data)
{
  Expected *expected = data;

  return g_strcmp0 (weir_action_bar_get_progress (get_bar (expected->fixture)), expected->text) == 0;
}

static void
wait_progress (Fixture *fixture, const char *text)
{
  Expected expected = { fixture, text };

  if (!weir_test_wait (has_progress, &expected, DEADLINE_MS))
    g_error ("“%s” is shown, not “%s”", weir_action_bar_get_progress (get_bar (fixture)), text);
}

static gboolean
is_waiting (gpointer data)
{
  return weir_test_server_get_n_waiting (data) > 0;
}

static void
assert_button (Fixture *fixture, const char *label, gboolean arrow_sensitive)
{
  GtkWidget *bar = GTK_WIDGET (get_bar (fixture));

  g_assert_cmpstr (weir_action_bar_get_label (get_bar (fixture)), ==, label);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture_find (bar, GTK_TYPE_BUTTON, 1)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  g_assert_true (gtk_widget_is_sensitive (fixture_find (bar, WEIR_TYPE_RUN_MENU, 0)) == arrow_sensitive);
}

static GtkWidget *
get_progress_bar (Fixture *fixture)
{
  return fixture_find (GTK_WIDGET (get_bar (fixture)), GTK_TYPE_PROGRESS_BAR, 0);
}

static void
test_run (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, two_steps);

  press_button (fixture);
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 2);
  g_assert_cmpstr (weir_test_server_get_request (server, 0)->path, ==, "/first");
  g_assert_cmpstr (weir_test_server_get_request (server, 1)->path, ==, "/second");
  assert_button (fixture, "Run", TRUE);
}

static void
test_iterations (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, two_steps);

  fixture_set_option (fixture, "iterations", 5);
  press_button (fixture);
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/first"), ==, 5);
  g_assert_cmpuint (weir_test_server_count (server, "/second"), ==, 5);
  g_assert_cmpuint (weir_test_server_get_max_waiting (server), ==, 1);
  assert_button (fixture, "Run (5x)", TRUE);
}

static void
test_iterations_progress (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, two_steps);
  double fraction;

  weir_test_server_script (server, "/second")->fault = WEIR_TEST_FAULT_STALL;
  fixture_set_option (fixture, "iterations", 5);
  press_button (fixture);
  wait_progress (fixture, "iteration 1/5 · step 2/2");
  assert_button (fixture, "Stop", FALSE);
  g_assert_true (gtk_widget_get_visible (get_progress_bar (fixture)));
  fraction = gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (get_progress_bar (fixture)));
  g_assert_cmpfloat_with_epsilon (fraction, 0.1, 1e-9);
  weir_test_server_release (server);
  fixture_wait_done (fixture);
  g_assert_false (gtk_widget_get_visible (get_progress_bar (fixture)));
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==, "5 iterations");
}

static void
stall_last (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (g_str_equal (request->path, "/second") && request->nth > 7)
    answer->fault = WEIR_TEST_FAULT_STALL;
}

static void
test_parallel (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, two_steps);
  double fraction;

  weir_test_server_set_callback (server, stall_last, NULL);
  fixture_set_option (fixture, "parallel", 10);
  press_button (fixture);
  wait_progress (fixture, "VUs done 7/10 · steps 17/20");
  assert_button (fixture, "Stop", FALSE);
  fraction = gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (get_progress_bar (fixture)));
  g_assert_cmpfloat_with_epsilon (fraction, 17.0 / 20.0, 1e-9);
  g_assert_cmpuint (weir_test_server_get_n_connections (server), ==, 10);
  weir_test_server_release (server);
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/first"), ==, 10);
  g_assert_cmpuint (weir_test_server_count (server, "/second"), ==, 10);
  assert_button (fixture, "Run (10x)", TRUE);
}

static void
test_delay (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, two_steps);

  fixture_set_option (fixture, "delay-ms", 300);
  fixture_set_option (fixture, "iterations", 2);
  press_button (fixture);
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 4);
  for (guint i = 1; i < 4; i++)
    {
      gint64 between = weir_test_server_get_request (server, i)->arrived_us -
                       weir_test_server_get_request (server, i - 1)->arrived_us;

      /* The server notes a request a little after it arrived, by a clock of its own. */
      g_assert_cmpint (between, >=, 295 * 1000);
    }
}

static void
test_stop_on_failure (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, failing);

  fixture_set_option (fixture, "stop-on-failure", TRUE);
  press_button (fixture);
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/first"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/second"), ==, 0);
  g_assert_cmpuint (weir_test_server_count (server, "/after"), ==, 1);

  fixture_set_option (fixture, "stop-on-failure", FALSE);
  press_button (fixture);
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/first"), ==, 1 + 3);
  g_assert_cmpuint (weir_test_server_count (server, "/second"), ==, 3);
  g_assert_cmpuint (weir_test_server_count (server, "/after"), ==, 1 + 1);
}

static void
test_stop (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, slow);
  gint64 pressed;

  weir_test_server_script (server, "/slow")->delay_ms = 30000;
  press_button (fixture);
  g_assert_true (weir_test_wait (is_waiting, server, DEADLINE_MS));
  assert_button (fixture, "Stop", FALSE);
  pressed = g_get_monotonic_time ();
  press_button (fixture);
  assert_button (fixture, "Stop Now", FALSE);
  assert_contains (weir_action_bar_get_progress (get_bar (fixture)), "Finishing");
  fixture_wait_done (fixture);
  g_assert_cmpint (g_get_monotonic_time () - pressed, <, AT_ONCE_US);
  g_assert_cmpuint (weir_test_server_count (server, "/after"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/never"), ==, 0);
  assert_button (fixture, "Run", TRUE);
}

static void
test_stop_now (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, slow);
  gint64 pressed;

  weir_test_server_script (server, "/slow")->fault = WEIR_TEST_FAULT_STALL;
  weir_test_server_script (server, "/after")->fault = WEIR_TEST_FAULT_STALL;
  press_button (fixture);
  g_assert_true (weir_test_wait (is_waiting, server, DEADLINE_MS));
  press_button (fixture);
  wait_progress (fixture, "Finishing: After All · step 1/1");
  assert_button (fixture, "Stop Now", FALSE);
  pressed = g_get_monotonic_time ();
  press_button (fixture);
  fixture_wait_done (fixture);
  g_assert_cmpint (g_get_monotonic_time () - pressed, <, AT_ONCE_US);
  g_assert_cmpuint (weir_test_server_count (server, "/after"), ==, 1);
  assert_button (fixture, "Run", TRUE);
}

static void
test_frozen (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, two_steps);

  weir_test_server_script (server, "/first")->fault = WEIR_TEST_FAULT_STALL;
  press_button (fixture);
  g_assert_true (weir_test_wait (is_waiting, server, DEADLINE_MS));
  fixture_set_option (fixture, "iterations", 5);
  assert_button (fixture, "Stop", FALSE);
  weir_test_server_release (server);
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/first"), ==, 1);
  assert_button (fixture, "Run (5x)", TRUE);
}

static void
test_reason (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server =
      open_flow (fixture, "name: Nothing\n"
                          "steps:\n"
                          "  - { name: Only, enabled: false, httpRequest: { url: BASE/ } }\n");
  GtkWidget *button = fixture_find (GTK_WIDGET (get_bar (fixture)), GTK_TYPE_BUTTON, 1);
  const char *reason = "No step is enabled: there is nothing to run.";

  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==, reason);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, reason);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason);
  /* Its options can still be set. */
  assert_button (fixture, "Run", TRUE);
}

static gboolean
is_insensitive (gpointer data)
{
  return !fixture_is_enabled (data, "run");
}

static gboolean
is_runnable (gpointer data)
{
  return fixture_is_enabled (data, "run");
}

/* Letter for letter at the end of the URL of the first step, which has the focus. */
static GtkEditable *
type_url (Fixture *fixture, const char *text)
{
  WeirStepList *list = weir_window_get_step_list (fixture->window);
  GtkEditable *url;

  weir_step_list_select (list, weir_step_list_get_row (list, 0));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "edit"));
  url = weir_value_entry_get_editable (weir_step_editor_get_url (weir_window_get_editor (fixture->window)));
  gtk_widget_grab_focus (GTK_WIDGET (url));
  for (guint i = 0; text[i] != '\0'; i++)
    {
      int end = (int) g_utf8_strlen (gtk_editable_get_text (url), -1);

      gtk_editable_insert_text (url, text + i, 1, &end);
      g_assert_true (fixture_is_enabled (fixture, "run"));
    }
  return url;
}

/* A placeholder is wrong between its "${" and its "}". */
static void
test_typing (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, two_steps);
  GtkEditable *url = type_url (fixture, "/${run.id}/${run.vu");

  g_assert_true (weir_test_wait (is_insensitive, fixture, DEADLINE_MS));
  assert_contains (weir_action_bar_get_progress (get_bar (fixture)), "Something is wrong in “First”");
  /* What is right again counts at once. */
  gtk_editable_insert_text (url, "}", 1, &(int){ (int) g_utf8_strlen (gtk_editable_get_text (url), -1) });
  g_assert_true (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==, "");
}

static void
test_typing_left (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, two_steps);

  type_url (fixture, "/${run");
  gtk_widget_grab_focus (GTK_WIDGET (weir_window_get_step_list (fixture->window)));
  g_assert_false (fixture_is_enabled (fixture, "run"));
}

static void
test_typing_refused (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, two_steps);

  type_url (fixture, "/${run");
  fixture_activate (fixture, "win.run");
  assert_contains (weir_window_get_message (fixture->window), "Something is wrong in “First”");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_null (weir_window_get_run (fixture->window));
  g_assert_cmpuint (weir_test_server_count (server, "/first"), ==, 0);
}

static void
test_source_errors (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_flow (fixture, two_steps);
  WeirSession *session = weir_window_get_session (fixture->window);
  GtkTextBuffer *buffer = weir_source_page_get_buffer (weir_window_get_source_page (fixture->window));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "source"));
  gtk_text_buffer_set_text (buffer, "name: Two steps\nstpes: []\n", -1);
  g_assert_true (weir_test_wait (is_insensitive, fixture, DEADLINE_MS));
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==,
                   "The text under Source has errors: mend or discard it, then run the flow.");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "edit"));
  fixture_activate (fixture, "win.show-problem");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (weir_window_get_source_page (fixture->window))));
  g_assert_nonnull (weir_session_get_typed (session));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "source");
  gtk_text_buffer_set_text (buffer, "name: Other\nsteps: [{ name: Wait, wait: 1 }]\n", -1);
  g_assert_true (weir_test_wait (is_runnable, fixture, DEADLINE_MS));
}

static void
test_keys (Fixture *fixture)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (fixture->window));
  g_auto (GStrv) run = gtk_application_get_accels_for_action (application, "win.run");
  g_auto (GStrv) stop = gtk_application_get_accels_for_action (application, "win.stop");

  g_assert_true (g_strv_contains ((const char *const *) run, "<Control>Return"));
  g_assert_true (g_strv_contains ((const char *const *) stop, "<Control>period"));
  g_assert_cmpuint (g_strv_length (stop), ==, 1);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/run button/run executes all enabled steps in order", test_run);
  fixture_add ("/desktop/run button/five iterations run one after another", test_iterations);
  fixture_add ("/desktop/run button/while iterations run it says which, and which step, and the arrow waits",
               test_iterations_progress);
  fixture_add ("/desktop/run button/ten virtual users run at once, and it says how many are done",
               test_parallel);
  fixture_add ("/desktop/run button/a delay of 300 ms is kept by the clock of the server", test_delay);
  fixture_add ("/desktop/run button/stop on failure ends the run at the first failed step",
               test_stop_on_failure);
  fixture_add ("/desktop/run button/stop in a request of 30 s is idle at once, after all seen once",
               test_stop);
  fixture_add ("/desktop/run button/stop now ends after all, too, at once", test_stop_now);
  fixture_add ("/desktop/run button/options that change during a run do not change the run", test_frozen);
  fixture_add ("/desktop/run button/run without an enabled step is insensitive and says why", test_reason);
  fixture_add ("/desktop/run button/run waits for a pause before it turns grey because of what is typed",
               test_typing);
  fixture_add ("/desktop/run button/run turns grey when a field with an error is left", test_typing_left);
  fixture_add ("/desktop/run button/run says what is wrong with what is still being typed",
               test_typing_refused);
  fixture_add ("/desktop/run button/run with an erroneous source text is insensitive and leads there",
               test_source_errors);
  fixture_add ("/desktop/run button/control return runs and control period stops", test_keys);
  return fixture_run ();
}
