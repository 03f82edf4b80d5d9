/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-window-runs.c: running a flow in the window and looking at what came back
 */

#include "config.h"

#include "weir-fact-table.h"
#include "weir-message-view.h"
#include "weir-timings-view.h"
#include "window-fixture.h"

static const char failing[] = "name: Failing\n"
                              "run: { iterations: 3 }\n"
                              "steps:\n"
                              "  - name: Good\n"
                              "    httpRequest: { url: BASE/items }\n"
                              "    assert: [{ from: status, is: '=', value: 200 }]\n"
                              "  - name: Bad\n"
                              "    httpRequest: { url: BASE/status/418 }\n"
                              "    assert: [{ from: status, is: '=', value: 200 }]\n"
                              "  - name: Unchecked\n"
                              "    httpRequest: { url: BASE/status/404 }\n";

static const char slow[] = "name: Slow\n"
                           "steps:\n"
                           "  - name: Wait long\n"
                           "    httpRequest: { url: 'BASE/slow?ms=30000' }\n"
                           "  - name: Never\n"
                           "    httpRequest: { url: BASE/items }\n"
                           "afterAll:\n"
                           "  - name: Clean up\n"
                           "    httpRequest: { method: POST, url: BASE/echo }\n";

static WeirStepRow *
get_row (Fixture *fixture, guint position)
{
  return weir_step_list_get_row (weir_window_get_step_list (fixture->window), position);
}

static void
assert_listed (Fixture *fixture, const char *count)
{
  g_autofree char *text = fixture_collect_text (GTK_WIDGET (weir_window_get_results_view (fixture->window)));

  assert_contains (text, count);
}

static gboolean
is_in_flight (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (weir_window_get_run (fixture->window));

  return snapshot->in_flight > 0;
}

static void
test_sample_passes (Fixture *fixture)
{
  WeirResultsView *results = weir_window_get_results_view (fixture->window);
  g_autofree char *count = NULL;
  WeirStepRow *row;
  guint n_rows;

  fixture_activate (fixture, "win.sample");
  fixture_activate (fixture, "win.run");
  g_assert_cmpstr (weir_action_bar_get_label (weir_window_get_action_bar (fixture->window)), ==, "Stop");
  fixture_wait_done (fixture);
  for (n_rows = 0; (row = get_row (fixture, n_rows)) != NULL; n_rows++)
    g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (row), "✓ "));
  g_assert_cmpuint (n_rows, >=, 3);
  count = g_strdup_printf ("%u results\n", n_rows);
  assert_listed (fixture, count);
  g_assert_true (g_str_has_prefix (weir_results_view_get_outcome (results), "✓ Passed"));
  g_assert_cmpstr (weir_action_bar_get_label (weir_window_get_action_bar (fixture->window)), ==, "Run");
}

static void
test_details (Fixture *fixture)
{
  WeirResultsView *results = weir_window_get_results_view (fixture->window);
  GtkWidget *details = GTK_WIDGET (weir_results_view_get_details (results));
  g_autofree char *request = NULL;
  g_autofree char *response = NULL;
  g_autofree char *timings = NULL;
  g_autofree char *assertions = NULL;
  g_autofree char *values = NULL;

  fixture_activate (fixture, "win.sample");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  weir_results_view_select (results, 2); /* Log in, List items, Order the first item */
  fixture_wait_results (fixture);
  response =
      weir_message_view_get_text (WEIR_MESSAGE_VIEW (fixture_find (details, WEIR_TYPE_MESSAGE_VIEW, 0)));
  request =
      weir_message_view_get_text (WEIR_MESSAGE_VIEW (fixture_find (details, WEIR_TYPE_MESSAGE_VIEW, 1)));
  timings = fixture_collect_text (fixture_find (details, WEIR_TYPE_TIMINGS_VIEW, 0));
  /* Before them are the header fields and redirects of response and request. */
  assertions = fixture_collect_text (fixture_find (details, WEIR_TYPE_FACT_TABLE, 4));
  values = fixture_collect_text (fixture_find (details, WEIR_TYPE_FACT_TABLE, 5));
  assert_contains (request, "POST http://127.0.0.1:");
  assert_contains (request, "/orders");
  assert_contains (request, "Authorization: Bearer •••");
  assert_contains (request, "\"quantity\": 2");
  assert_contains (response, "HTTP/1.1 201 Created");
  assert_contains (response, "Location: /orders/");
  assert_contains (timings, "DNS");
  assert_contains (timings, "Wait");
  assert_contains (timings, "Time\n");
  assert_contains (timings, "Late by");
  assert_contains (assertions, "✓ passed");
  assert_contains (assertions, "201");
  assert_contains (values, "orderId");
}

static void
test_failure (Fixture *fixture)
{
  WeirResultsView *results = weir_window_get_results_view (fixture->window);
  g_autofree char *assertions = NULL;

  fixture_open_text (fixture, failing);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (get_row (fixture, 0)), "✓ 3 · p50 "));
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (get_row (fixture, 1)), "✗ 3/3 · p50 "));
  g_assert_cmpstr (weir_step_row_get_outcome (get_row (fixture, 2)), ==, "⚠ 3/3 not checked");
  g_assert_true (g_str_has_prefix (weir_results_view_get_outcome (results), "✗ "));
  /* The first failure is shown without being asked for. */
  assertions = fixture_collect_text (fixture_find (GTK_WIDGET (results), WEIR_TYPE_FACT_TABLE, 4));
  assert_contains (assertions, "✗ failed");
  assert_contains (assertions, "200");
  assert_contains (assertions, "418");
}

static void
test_filters (Fixture *fixture)
{
  WeirResultsView *results = weir_window_get_results_view (fixture->window);
  WeirStepList *steps = weir_window_get_step_list (fixture->window);
  const WeirStepResult *shown;

  fixture_open_text (fixture, failing);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  assert_listed (fixture, "9 results · 3 failed · 3 not checked");
  weir_step_list_select (steps, get_row (fixture, 0));
  fixture_wait_results (fixture);
  assert_listed (fixture, "3 results\n");
  shown = weir_result_details_get_result (weir_results_view_get_details (results));
  g_assert_cmpstr (shown->name, ==, "Good");
  weir_results_view_set_failed_only (results, TRUE);
  fixture_wait_results (fixture);
  assert_listed (fixture, "0 failed of 3 results");
  g_assert_null (weir_result_details_get_result (weir_results_view_get_details (results)));
  gtk_widget_activate_action (GTK_WIDGET (results), "results.all-steps", NULL);
  g_assert_null (weir_step_list_get_selected (steps));
  fixture_wait_results (fixture);
  assert_listed (fixture, "3 failed of 9 results");
  shown = weir_result_details_get_result (weir_results_view_get_details (results));
  g_assert_cmpstr (shown->name, ==, "Bad");
}

static void
test_stop (Fixture *fixture)
{
  WeirActionBar *bar = weir_window_get_action_bar (fixture->window);
  gint64 begin;

  fixture_open_text (fixture, slow);
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (is_in_flight, fixture, DEADLINE_MS));
  begin = g_get_monotonic_time ();
  fixture_activate (fixture, "win.stop");
  g_assert_cmpstr (weir_action_bar_get_label (bar), ==, "Stop Now");
  fixture_wait_done (fixture);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, AT_ONCE_US);
  g_assert_cmpstr (weir_step_row_get_outcome (get_row (fixture, 0)), ==, "cancelled");
  g_assert_cmpstr (weir_step_row_get_outcome (get_row (fixture, 1)), ==, "");
  g_assert_true (g_str_has_prefix (weir_step_row_get_outcome (get_row (fixture, 2)), "✓ "));
  g_assert_true (g_str_has_prefix (
      weir_results_view_get_outcome (weir_window_get_results_view (fixture->window)), "■ Stopped"));
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
test_close (Fixture *fixture)
{
  WeirWindow *window = fixture->window;
  guint64 before;

  fixture_open_text (fixture, slow);
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (is_in_flight, fixture, DEADLINE_MS));
  before = weir_sample_api_get_requests (fixture->api);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &fixture->window);
  gtk_window_close (GTK_WINDOW (window));
  fixture_answer ("Stop and Close");
  g_assert_nonnull (fixture->window);
  assert_contains (weir_window_get_message (window), "Finishing…");
  g_assert_true (weir_test_wait (is_null, &fixture->window, DEADLINE_MS));
  /* After All was sent before the window went away. */
  g_assert_cmpuint (weir_sample_api_get_requests (fixture->api), >, before);
}

static void
test_keep_running (Fixture *fixture)
{
  fixture_open_text (fixture, slow);
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (is_in_flight, fixture, DEADLINE_MS));
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture_answer ("Keep Running");
  g_assert_null (fixture_get_dialog ());
  g_assert_null (weir_window_get_message (fixture->window));
  g_assert_false (weir_run_is_done (weir_window_get_run (fixture->window)));
  fixture_activate (fixture, "win.stop");
  fixture_wait_done (fixture);
}

static void
test_close_twice (Fixture *fixture)
{
  WeirWindow *window = fixture->window;

  fixture_open_text (fixture, slow);
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (is_in_flight, fixture, DEADLINE_MS));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &fixture->window);
  gtk_window_close (GTK_WINDOW (window));
  fixture_answer ("Stop and Close");
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (weir_test_wait (is_null, &fixture->window, DEADLINE_MS));
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/runs/every step of the sample flow reads passed, and so does the run",
               test_sample_passes);
  fixture_add ("/desktop/runs/a chosen result shows request, response, timings, assertions and values",
               test_details);
  fixture_add ("/desktop/runs/a failure in any pass is told in the list and shown first", test_failure);
  fixture_add ("/desktop/runs/a selected step and failed only filter the results", test_filters);
  fixture_add ("/desktop/runs/stop in the middle of a slow request is idle at once", test_stop);
  fixture_add ("/desktop/runs/stop and close waits for after all", test_close);
  fixture_add ("/desktop/runs/keep running leaves window and run as they are", test_keep_running);
  fixture_add ("/desktop/runs/closing once more while it finishes ends the run at once", test_close_twice);
  return fixture_run ();
}
