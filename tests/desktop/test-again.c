/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-again.c: a request of a result sent again as it was, and the failed iterations of a run run again
 */

#include "config.h"

#include "editor-fixture.h"
#include "weir-send-again-window.h"

static const char shop[] = "name: Shop\n"
                           "run: { iterations: 5 }\n"
                           "variables: [{ name: id, value: '${random(length=12)}' }]\n"
                           "steps:\n"
                           "  - name: Order\n"
                           "    httpRequest:\n"
                           "      method: POST\n"
                           "      url: BASE/orders\n"
                           "      query: { n: '${run.iteration}' }\n"
                           "      headers: { X-Id: '${id}' }\n"
                           "      payload: { json: { id: '${id}' } }\n"
                           "    assert: [{ from: status, is: '=', value: 200 }]\n";

/* The second and the fourth order fail, those after the fifth do not. */
static void
answer_orders (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (request->nth == 2 || request->nth == 4)
    answer->status = 500;
}

static WeirTestServer *
run_shop (Fixture *fixture)
{
  WeirTestServer *server = editor_open (fixture, shop);

  weir_test_server_set_callback (server, answer_orders, NULL);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  fixture_wait_results (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 5);
  return server;
}

static GtkButton *
find_button (Fixture *fixture)
{
  GtkWidget *details = GTK_WIDGET (weir_results_view_get_details (
      weir_window_get_results_view (fixture->window)));

  for (guint i = 0;; i++)
    {
      GtkWidget *button = fixture_find (details, GTK_TYPE_BUTTON, i);

      if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), "win.send-again") == 0)
        return GTK_BUTTON (button);
    }
}

static WeirSendAgainWindow *
find_window (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) widget = g_list_model_get_item (toplevels, i);

      if (WEIR_IS_SEND_AGAIN_WINDOW (widget))
        return WEIR_SEND_AGAIN_WINDOW (widget);
    }
  return NULL;
}

static gboolean
is_answered (gpointer data)
{
  return strstr (weir_send_again_window_get_summary (data), "is sent again") == NULL;
}

static WeirSendAgainWindow *
send_again (Fixture *fixture)
{
  WeirSendAgainWindow *window;

  g_signal_emit_by_name (find_button (fixture), "clicked");
  window = find_window ();
  g_assert_nonnull (window);
  g_assert_true (weir_test_wait (is_answered, window, DEADLINE_MS));
  return window;
}

static void
test_same_bytes (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = run_shop (fixture);
  const WeirTestRequest *first = weir_test_server_get_request (server, 1);
  const WeirTestRequest *again;
  WeirSendAgainWindow *window;
  g_autofree char *text = NULL;

  /* The first failure is what the run leaves in view. */
  window = send_again (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 6);
  again = weir_test_server_get_request (server, 5);
  g_assert_cmpstr (first->target, ==, "/orders?n=2");
  g_assert_cmpstr (again->target, ==, first->target);
  g_assert_cmpstr (again->method, ==, first->method);
  g_assert_cmpmem (again->headers->str, again->headers->len, first->headers->str, first->headers->len);
  g_assert_true (g_bytes_equal (again->body, first->body));
  text = fixture_collect_text (GTK_WIDGET (window));
  assert_contains (text, "The request was sent again as it was in Iteration 2. What differs now:");
  assert_contains (text, "Answered 200 instead of 500");
  assert_contains (text, "Now\n");
  gtk_window_destroy (GTK_WINDOW (window));
}

static const char retried[] = "name: Retried\n"
                              "steps:\n"
                              "  - name: Order\n"
                              "    httpRequest: { url: BASE/orders }\n"
                              "    retry: { if: '${status} >= 400', maxRetries: 1, delayInMs: 1 }\n"
                              "    assert: [{ from: status, is: '=', value: 200 }]\n";

static void
fail_first (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (request->nth == 1)
    answer->status = 503;
}

static void
test_attempt (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, retried);
  WeirSendAgainWindow *window;
  g_autofree char *text = NULL;

  weir_test_server_set_callback (server, fail_first, NULL);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  fixture_wait_results (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 2);
  weir_result_details_choose_attempt (
      weir_results_view_get_details (weir_window_get_results_view (fixture->window)), 0);
  window = send_again (fixture);
  text = fixture_collect_text (GTK_WIDGET (window));
  assert_contains (text, "as it was in Iteration 1, attempt 1 of 2. What differs now:");
  assert_contains (text, "Answered 200 instead of 503");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_reachable (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = run_shop (fixture);
  GtkWidget *button = GTK_WIDGET (find_button (fixture));

  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_grab_focus (button));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Send again as it was");
}

static const char secret[] = "name: Secret\n"
                             "steps:\n"
                             "  - name: Log in\n"
                             "    httpRequest: { url: 'BASE/login' }\n"
                             "    extract: [{ name: token, from: body, path: $.token, secret: true }]\n"
                             "  - name: Use\n"
                             "    httpRequest: { url: 'BASE/use', headers: { X-Token: '${token}' } }\n"
                             "    assert: [{ from: status, is: '=', value: 201 }]\n";

static WeirTestServer *
run_secret (Fixture *fixture)
{
  WeirTestServer *server = editor_open (fixture, secret);

  weir_test_answer_set_body (weir_test_server_script (server, "/login"), "application/json",
                             "{\"token\": \"s3cret-value\"}");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  fixture_wait_results (fixture);
  return server;
}

static void
test_filled (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = run_secret (fixture);
  WeirSendAgainWindow *window = send_again (fixture);
  g_autofree char *text = fixture_collect_text (GTK_WIDGET (window));

  g_assert_cmpuint (weir_test_server_count (server, "/use"), ==, 2);
  g_assert_cmpstr (
      weir_test_request_get_header (weir_test_server_find_request (server, "/use", 2), "X-Token"), ==,
      "s3cret-value");
  g_assert_null (strstr (text, "s3cret-value"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_not_kept (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = run_secret (fixture);
  WeirSendAgainWindow *window;
  g_autofree char *text = NULL;

  weir_current_store_clear (weir_session_get_store (weir_window_get_session (fixture->window)));
  window = send_again (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/use"), ==, 1);
  text = fixture_collect_text (GTK_WIDGET (window));
  assert_contains (text, "The request was not sent again.");
  assert_contains (text, "The header X-Token holds a value that the record hides and that is not kept");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gint64
get_run_id (Fixture *fixture)
{
  g_autoptr (WeirRunSnapshot) snapshot =
      weir_run_ref_snapshot (weir_session_get_run (weir_window_get_session (fixture->window)));

  return snapshot->run_id;
}

static gboolean
has_seven (gpointer data)
{
  return weir_test_server_get_n_requests (data) == 7;
}

static void
test_failed_iterations (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = run_shop (fixture);
  gint64 first_run = get_run_id (fixture);
  g_autofree char *text = NULL;

  g_assert_true (fixture_is_enabled (fixture, "run-failed-again"));
  fixture_activate (fixture, "win.run-failed-again");
  g_assert_true (weir_test_wait (has_seven, server, DEADLINE_MS));
  fixture_wait_done (fixture);
  fixture_wait_results (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 7);
  g_assert_cmpstr (weir_test_server_get_request (server, 5)->target, ==, "/orders?n=2");
  g_assert_cmpstr (weir_test_server_get_request (server, 6)->target, ==, "/orders?n=4");
  g_assert_cmpint (get_run_id (fixture), >, first_run);
  assert_contains (weir_window_get_message (fixture->window), "Shop: 2 failed iterations of ");
  text = fixture_collect_text (GTK_WIDGET (weir_window_get_results_view (fixture->window)));
  assert_contains (text, "Iteration 2\n");
  assert_contains (text, "Iteration 4\n");
  g_assert_null (strstr (text, "Iteration 1\n"));
  /* Nothing failed any more. */
  g_assert_false (fixture_is_enabled (fixture, "run-failed-again"));
}

/* The menu is a menu of the keyboard as much as of the pointer. */
static void
test_in_menu (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = run_shop (fixture);
  GtkWidget *view = GTK_WIDGET (weir_window_get_results_view (fixture->window));
  GtkMenuButton *button;
  g_autofree char *text = NULL;
  guint nth = 0;

  do
    button = GTK_MENU_BUTTON (fixture_find (view, GTK_TYPE_MENU_BUTTON, nth++));
  while (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (button)), "Results menu") != 0);
  gtk_menu_button_popup (button);
  text = fixture_collect_text (GTK_WIDGET (gtk_menu_button_get_popover (button)));
  assert_contains (text, "Run Failed Iterations Again");
  gtk_menu_button_popdown (button);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/again/an attempt that was not the last is compared with itself", test_attempt);
  fixture_add ("/desktop/again/the server sees the same bytes, and what differs now is told",
               test_same_bytes);
  fixture_add ("/desktop/again/the button has a name and takes the focus", test_reachable);
  fixture_add ("/desktop/again/what a record hides is filled in", test_filled);
  fixture_add ("/desktop/again/what is not kept is named, and nothing is sent", test_not_kept);
  fixture_add ("/desktop/again/failed iterations run again alone, with their numbers",
               test_failed_iterations);
  fixture_add ("/desktop/again/the results' menu runs failed iterations again", test_in_menu);
  return fixture_run ();
}
