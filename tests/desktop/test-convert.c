/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-convert.c: a flow as a load plan, and requests of load plans as steps of a flow
 */

#include "config.h"

#include <string.h>

#include "weir-flow-format.h"
#include "weir-step-names.h"
#include "weir-plan-format.h"
#include "weir-plan-requests-page.h"
#include "weir-request-step.h"
#include "weir-step-text.h"
#include "window-fixture.h"

static const char checkout[] = "name: Checkout & Pay\n"
                               "run: { parallel: 4, delay: 50 }\n"
                               "steps:\n"
                               "  - { name: One, httpRequest: { url: BASE/items } }\n";
static const char shop[] = "name: Shop\n"
                           "rounds:\n"
                           "- name: Buyers\n"
                           "  baseUrl: BASE\n"
                           "  iterations:\n"
                           "  - name: Order\n"
                           "    requestCount: 3\n"
                           "    httpRequest:\n"
                           "      skipIf: ${n} = 1\n"
                           "      url: /echo?x=1\n"
                           "      method: POST\n"
                           "      headers: { X-Kind: book, Authorization: Bearer abc }\n"
                           "      auth: { type: basic, username: ada, password: secret }\n"
                           "      payload: { raw: 'costs $$5' }\n"
                           "      capture: { to: Answer }\n";

static WeirSession *
get_session (Fixture *fixture)
{
  return weir_window_get_session (fixture->window);
}

static gboolean
is_done (gpointer data)
{
  return !weir_session_is_running (get_session (data)) && fixture_is_enabled (data, "run");
}

static void
start_all_the_same (Fixture *fixture)
{
  GtkWidget *question = GTK_WIDGET (weir_window_get_load_question (fixture->window));
  GtkWidget *button;
  guint nth = 0;

  do
    button = fixture_find (question, GTK_TYPE_BUTTON, nth++);
  while (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "Start") != 0);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_flow (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  WeirPlan *plan;

  fixture_open_as (fixture, "checkout.flow.yaml", checkout);
  fixture_activate (fixture, "win.flow-to-plan");
  plan = weir_session_get_plan (get_session (fixture));
  g_assert_nonnull (plan);
  g_assert_null (weir_session_get_file (get_session (fixture)));
  text = weir_plan_to_yaml (plan);
  assert_contains (text, "name: Checkout Pay\n");
  assert_contains (text, "numberOfClients: 4\n");
  assert_contains (text, "/checkout.flow.yaml");
  shown = fixture_collect_text (GTK_WIDGET (fixture->window));
  assert_contains (shown, "Not taken over: The delay of 50 ms between steps.");
  /* It does what the flow does. */
  fixture_activate (fixture, "win.run");
  /* Which hosts a flow asks is not known beforehand. */
  start_all_the_same (fixture);
  g_assert_true (weir_session_is_running (get_session (fixture)));
  g_assert_true (weir_test_wait (is_done, fixture, DEADLINE_MS));
  assert_contains (weir_plan_results_get_outcome (
                       weir_plan_view_get_results (weir_window_get_plan_view (fixture->window))),
                   "Passed");
  g_assert_cmpuint (weir_sample_api_get_requests (fixture->api), ==, 4);
}

static void
test_unsaved_flow (Fixture *fixture)
{
  g_autofree char *shown = NULL;

  fixture_activate (fixture, "win.new-flow");
  fixture_activate (fixture, "win.flow-to-plan");
  g_assert_nonnull (weir_session_get_flow (get_session (fixture)));
  shown = fixture_collect_text (GTK_WIDGET (fixture->window));
  assert_contains (shown, "Save the flow first: a load plan goes through the flow as it is in its file.");
}

static void
select_iteration (Fixture *fixture)
{
  WeirPlan *plan = weir_session_get_plan (get_session (fixture));
  g_autoptr (WeirRound) round = g_list_model_get_item (G_LIST_MODEL (weir_plan_get_rounds (plan)), 0);
  g_autoptr (WeirIteration) iteration
      = g_list_model_get_item (G_LIST_MODEL (weir_round_get_iterations (round)), 0);

  weir_plan_tree_select_object (weir_plan_view_get_tree (weir_window_get_plan_view (fixture->window)),
                                iteration);
}

static WeirStep *
get_step (Fixture *fixture, guint n_steps)
{
  WeirFlow *flow = weir_session_get_flow (get_session (fixture));

  g_assert_nonnull (flow);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS))),
                    ==, n_steps);
  return weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, n_steps - 1);
}

static void
test_iteration (Fixture *fixture)
{
  GtkWidget *tree;
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  fixture_open_as (fixture, "iteration.plan.yaml", shop);
  tree = GTK_WIDGET (weir_plan_view_get_tree (weir_window_get_plan_view (fixture->window)));
  select_iteration (fixture);
  g_assert_true (gtk_widget_activate_action (tree, "plan.to-step", NULL));
  text = weir_flow_to_yaml (weir_session_get_flow (get_session (fixture)));
  g_assert_cmpstr (weir_step_get_name (get_step (fixture, 1)), ==, "Order");
  assert_contains (text, "/echo?x=1");
  assert_contains (text, "http://127.0.0.1:");
  assert_contains (text, "method: POST");
  assert_contains (text, "X-Kind: book");
  assert_contains (text, "username: ada");
  assert_contains (text, "costs $$5");
  assert_contains (text, "skipIf: ${n} = 1");
  shown = fixture_collect_text (GTK_WIDGET (fixture->window));
  assert_contains (shown, "Not taken over: The capture Answer: a step extracts what later ones need.");
  fixture_activate (fixture, "win.undo");
  g_assert_cmpuint (weir_flow_count_steps (weir_session_get_flow (get_session (fixture))), ==, 0);
}

static gboolean
is_settled (gpointer data)
{
  return !weir_plan_requests_page_is_busy (data);
}

/* Of a run: into the flow that is open. */
static void
test_request (Fixture *fixture)
{
  WeirPlanResults *results;
  WeirPlanRequestsPage *page;
  WeirRequest *request;

  fixture_open_as (fixture, "into.flow.yaml", checkout);
  fixture_open_as (fixture, "request.plan.yaml", shop);
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_session_is_running (get_session (fixture)));
  g_assert_true (weir_test_wait (is_done, fixture, DEADLINE_MS));
  results = weir_plan_view_get_results (weir_window_get_plan_view (fixture->window));
  weir_plan_results_show_tab (results, WEIR_PLAN_RESULTS_REQUESTS);
  page = weir_plan_results_get_requests (results);
  g_assert_true (weir_test_wait (is_settled, page, DEADLINE_MS));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (weir_plan_requests_page_get_model (page)), 0, TRUE);
  g_assert_true (weir_test_wait (is_settled, page, DEADLINE_MS));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "requests.to-step", NULL));
  request = weir_step_get_request (get_step (fixture, 2));
  g_assert_cmpstr (weir_session_get_title (get_session (fixture)), ==, "Checkout & Pay");
  g_assert_cmpstr (weir_request_get_method (request), ==, "POST");
  assert_contains (weir_request_get_url (request), "/echo?x=1");
  g_assert_cmpstr (weir_request_get_payload_raw (request), ==, "costs $$5");
  g_assert_true (weir_session_get_dirty (get_session (fixture)));
}

static void
test_hidden (Fixture *fixture)
{
  g_autoptr (WeirExchange) exchange = weir_exchange_new ();
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WeirStep) step = NULL;
  g_autofree char *text = NULL;

  exchange->method = g_strdup ("PUT");
  g_string_assign (exchange->url, "http://127.0.0.1:1/a?price=$5&key=•••");
  weir_headers_append (exchange->request_headers, "Host", "127.0.0.1:1");
  weir_headers_append (exchange->request_headers, "Authorization", "Bearer •••");
  weir_headers_append (exchange->request_headers, "Cookie", "session=1");
  weir_headers_append (exchange->request_headers, "Content-Length", "3");
  weir_headers_append (exchange->request_headers, "Content-Type", "image/png");
  exchange->request_body = g_bytes_new_static ("\xff\x00\x01", 3);
  step = weir_request_step_new_for_exchange (exchange, "Put", left_out);
  text = weir_step_to_text (step);
  g_assert_cmpstr (weir_request_get_url (weir_step_get_request (step)), ==,
                   "http://127.0.0.1:1/a?price=$$5&key=${hiddenInUrl}");
  assert_contains (text, "Authorization: Bearer ${authorization}");
  assert_contains (text, "Content-Type: image/png");
  g_assert_null (strstr (text, "Cookie"));
  g_assert_null (strstr (text, "Content-Length"));
  g_assert_null (strstr (text, "Host"));
  g_assert_cmpuint (left_out->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (left_out, 0), ==, "The cookies of the client: a flow has its own.");
  g_assert_cmpstr (g_ptr_array_index (left_out, 1), ==, "The body, which is no text.");
  g_assert_cmpstr (g_ptr_array_index (left_out, 2), ==,
                   "Hidden values: give ${hiddenInUrl}, ${authorization} a value.");
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/convert/a flow becomes a load plan that goes through it", test_flow);
  fixture_add ("/desktop/convert/a flow that is not saved is to be saved first", test_unsaved_flow);
  fixture_add ("/desktop/convert/the request of a plan becomes a step, and can be undone", test_iteration);
  fixture_add ("/desktop/convert/a request of a run becomes a step of the open flow", test_request);
  fixture_add ("/desktop/convert/what is hidden becomes a placeholder, what belongs to the client is left out",
               test_hidden);
  return fixture_run ();
}
