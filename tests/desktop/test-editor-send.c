/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-editor-send.c: Send, what is made of its answer, and the pane of variables
 */

#include "config.h"

#include "editor-fixture.h"
#include "weir-assertion.h"
#include "weir-extraction.h"

static const char shop[] = "name: Shop\n"
                           "variables: [{ name: base, value: BASE }]\n"
                           "steps:\n"
                           "  - name: Log in\n"
                           "    httpRequest: { url: '${base}/login' }\n"
                           "    extract: [{ name: token, from: body, path: $.token, secret: true }]\n"
                           "    assert: [{ from: status, is: '=', value: 200 }]\n"
                           "  - name: Use\n"
                           "    httpRequest: { url: '${base}/use', headers: { X-Token: '${token}' } }\n";

static const char answer[] = "{\"token\": \"s3cret-value\", \"items\": [{\"id\": 17}]}";

static WeirTestServer *
open_shop (Fixture *fixture)
{
  WeirTestServer *server = editor_open (fixture, shop);
  WeirTestAnswer *login = weir_test_server_script (server, "/login");

  weir_headers_append (login->headers, "Content-Type", "application/json");
  g_byte_array_set_size (login->body, 0);
  g_byte_array_append (login->body, (const guint8 *) answer, strlen (answer));
  return server;
}

static gboolean
is_sent (gpointer data)
{
  WeirSession *session = weir_window_get_session (((Fixture *) data)->window);
  WeirStepEditor *editor = weir_window_get_editor (((Fixture *) data)->window);

  return weir_session_get_send (session, weir_step_editor_get_step (editor)) != NULL &&
         !weir_session_is_sending (session);
}

static void
send (Fixture *fixture)
{
  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (is_sent, fixture, DEADLINE_MS));
}

static WeirStep *
get_step (Fixture *fixture, guint index)
{
  return weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, index);
}

static void
test_send (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirEditorResponse *response = weir_step_editor_get_response (editor);
  g_autofree char *text = NULL;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (response)));
  send (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 1);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (response)));
  text = fixture_collect_text (GTK_WIDGET (response));
  assert_contains (text, "200 ");
  assert_contains (text, "Assertions (1)");
  assert_contains (text, "Values (1)");
  g_assert_null (strstr (text, "s3cret-value"));
}

static void
test_store (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  g_autofree char *row = NULL;

  editor_select (fixture, 0);
  send (fixture);
  editor_select (fixture, 1);
  send (fixture);
  g_assert_cmpstr (weir_headers_find (weir_test_server_get_request (server, 1)->headers, "X-Token", 0), ==,
                   "s3cret-value");
  row = weir_variables_pane_get_text (weir_window_get_variables (fixture->window), "token");
  g_assert_cmpstr (row, ==, "•••\tLog in\t");
}

/* What a run left counts as well as what a Send did. */
static void
test_store_of_run (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  const WeirTestRequest *seen;

  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/use"), ==, 1);
  editor_select (fixture, 1);
  send (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/login"), ==, 1);
  seen = weir_test_server_find_request (server, "/use", 2);
  g_assert_nonnull (seen);
  g_assert_cmpstr (weir_test_request_get_header (seen, "X-Token"), ==, "s3cret-value");
}

static gboolean
is_visible_action (GtkWidget *widget, const char *action)
{
  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return gtk_widget_is_sensitive (widget) && gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_visible_action (child, action))
      return TRUE;
  return FALSE;
}

static void
test_missing (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  WeirStepEditor *editor = editor_select (fixture, 1);

  send (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 0);
  g_assert_cmpstr (weir_editor_response_get_message (weir_step_editor_get_response (editor)), ==,
                   "“Log in” sets token. Run the flow up to here first.");
  g_assert_true (
      is_visible_action (GTK_WIDGET (weir_step_editor_get_response (editor)), "win.run-up-to"));
  fixture_activate (fixture, "win.run-up-to");
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 2);
  g_assert_cmpstr (weir_headers_find (weir_test_server_get_request (server, 1)->headers, "X-Token", 0), ==,
                   "s3cret-value");
}

static void
press_return_in_url (Fixture *fixture)
{
  WeirStepEditor *editor = weir_window_get_editor (fixture->window);

  g_signal_emit_by_name (weir_value_entry_get_editable (weir_step_editor_get_url (editor)), "activate");
}

static void
test_return (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);

  editor_select (fixture, 0);
  press_return_in_url (fixture);
  press_return_in_url (fixture);
  g_assert_true (weir_test_wait (is_sent, fixture, DEADLINE_MS));
  g_assert_cmpuint (weir_test_server_count (server, "/login"), ==, 1);
}

static gboolean
is_waiting (gpointer data)
{
  return weir_test_server_get_n_waiting (data) > 0;
}

static void
test_cancel (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);

  weir_test_server_script (server, "/login")->fault = WEIR_TEST_FAULT_STALL;
  editor_select (fixture, 0);
  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (is_waiting, server, DEADLINE_MS));
  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (is_sent, fixture, DEADLINE_MS));
  weir_test_server_release (server);
}

static void
test_broken_neighbour (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);

  weir_value_entry_type (weir_step_editor_get_url (editor_select (fixture, 1)), "no url");
  g_assert_false (fixture_is_enabled (fixture, "send"));
  editor_select (fixture, 0);
  g_assert_true (fixture_is_enabled (fixture, "send"));
  send (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/login"), ==, 1);
}

/* The offset of @part in what the response shows. */
static guint
find_in_body (Fixture *fixture, const char *part)
{
  WeirEditorResponse *response = weir_step_editor_get_response (weir_window_get_editor (fixture->window));
  WeirResultDetails *details = weir_editor_response_get_details (response);
  WeirBodyView *body = weir_message_view_get_body (weir_result_details_get_response (details));
  g_autofree char *text = weir_body_view_get_text (body);
  const char *at = strstr (text, part);

  g_assert_nonnull (at);
  return (guint) g_utf8_pointer_to_offset (text, at);
}

static void
test_extract (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  WeirValuePicker *picker = weir_step_editor_get_picker (editor_select (fixture, 0));
  GListModel *extractions = G_LIST_MODEL (weir_step_get_extractions (get_step (fixture, 0)));
  g_autoptr (WeirExtraction) item = NULL;
  g_autoptr (WeirExtraction) token = NULL;

  send (fixture);
  g_assert_true (weir_value_picker_open (picker, find_in_body (fixture, "17")));
  g_assert_cmpstr (weir_value_picker_get_path (picker), ==, "$.items[0].id");
  weir_value_picker_choose (picker, "extract");
  g_assert_true (weir_value_picker_open (picker, find_in_body (fixture, "\"token\"")));
  weir_value_picker_choose (picker, "extract");
  g_assert_cmpuint (g_list_model_get_n_items (extractions), ==, 3);
  item = g_list_model_get_item (extractions, 1);
  token = g_list_model_get_item (extractions, 2);
  g_assert_cmpstr (weir_extraction_get_name (item), ==, "itemId");
  g_assert_cmpstr (weir_extraction_get_path (item), ==, "$.items[0].id");
  g_assert_false (weir_extraction_get_secret (item));
  g_assert_cmpstr (weir_extraction_get_name (token), ==, "token2");
  g_assert_true (weir_extraction_get_secret (token));
  send (fixture);
  g_assert_cmpstr (weir_current_variable_get_value (weir_current_store_find (
                       weir_session_get_store (weir_window_get_session (fixture->window)), "itemId")),
                   ==, "17");
  fixture_activate (fixture, "win.undo");
  g_assert_cmpuint (g_list_model_get_n_items (extractions), ==, 2);
}

static void
test_used_at_once (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  WeirValuePicker *picker = weir_step_editor_get_picker (editor_select (fixture, 0));
  WeirStepEditor *editor;

  send (fixture);
  g_assert_true (weir_value_picker_open (picker, find_in_body (fixture, "17")));
  weir_value_picker_choose (picker, "extract");
  editor = editor_select (fixture, 1);
  weir_value_entry_type (weir_step_editor_get_url (editor), "${base}/use/${itemId}");
  send (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/use/17"), ==, 1);
}

static void
test_renamed (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirValuePicker *picker = weir_step_editor_get_picker (editor);

  send (fixture);
  g_assert_true (weir_value_picker_open (picker, find_in_body (fixture, "17")));
  weir_value_picker_choose (picker, "extract");
  editor_type_cell (weir_step_editor_get_rows (editor, WEIR_EDITOR_TAB_EXTRACT), 1, "name", "first");
  editor_type_cell (weir_step_editor_get_rows (editor, WEIR_EDITOR_TAB_EXTRACT), 1, "name", "firstId");
  editor = editor_select (fixture, 1);
  weir_value_entry_type (weir_step_editor_get_url (editor), "${base}/use/${firstId}");
  send (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/use/17"), ==, 1);
}

static void
test_assert (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  WeirValuePicker *picker = weir_step_editor_get_picker (editor_select (fixture, 0));
  GListModel *assertions = G_LIST_MODEL (weir_step_get_assertions (get_step (fixture, 0)));
  g_autoptr (WeirAssertion) assertion = NULL;
  g_autofree char *text = NULL;

  send (fixture);
  g_assert_true (weir_value_picker_open (picker, find_in_body (fixture, "17")));
  weir_value_picker_choose (picker, "assert");
  assertion = g_list_model_get_item (assertions, 1);
  g_assert_cmpstr (weir_assertion_get_path (assertion), ==, "$.items[0].id");
  g_assert_cmpstr (weir_assertion_get_value (assertion), ==, "17");
  send (fixture);
  text = fixture_collect_text (
      GTK_WIDGET (weir_step_editor_get_response (weir_window_get_editor (fixture->window))));
  assert_contains (text, "Assertions (2)");
}

static void
test_save_body (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  WeirTestAnswer *use = weir_test_server_script (server, "/use");
  g_autofree char *path = fixture_write ("body.bin", "");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GByteArray) large = g_byte_array_sized_new (50 * 1024 * 1024);
  g_autofree char *saved = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *said = NULL;
  gsize length = 0;
  WeirEditorResponse *response;
  WeirMessageView *message;

  g_byte_array_set_size (large, 50 * 1024 * 1024);
  for (guint i = 0; i < large->len; i++)
    large->data[i] = (guint8) (i * 7 + i / 251);
  g_byte_array_set_size (use->body, 0);
  g_byte_array_append (use->body, large->data, large->len);
  editor_select (fixture, 0);
  send (fixture);
  response = weir_step_editor_get_response (editor_select (fixture, 1));
  send (fixture);
  message = weir_result_details_get_response (weir_editor_response_get_details (response));
  shown = weir_body_view_get_text (weir_message_view_get_body (message));
  assert_contains (shown, "00 07 0e 15");
  g_assert_cmpuint (strlen (shown), <, large->len / 10);
  said = fixture_collect_text (GTK_WIDGET (message));
  assert_contains (said, "52.4\302\240MB");
  g_assert_true (is_visible_action (GTK_WIDGET (message), "response.save-body"));
  g_assert_true (weir_editor_response_save (response, file, NULL));
  g_assert_true (g_file_get_contents (path, &saved, &length, NULL));
  g_assert_cmpmem (saved, length, large->data, large->len);
}

static void
test_variables (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  WeirVariablesPane *pane = weir_window_get_variables (fixture->window);
  WeirFieldRows *rows = weir_variables_pane_get_rows (pane);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "variables"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (pane)));
  editor_type_cell (rows, 1, "name", "token");
  editor_type_cell (rows, 1, "value", "mine");
  editor_select (fixture, 1);
  send (fixture);
  g_assert_cmpstr (weir_headers_find (weir_test_server_get_request (server, 0)->headers, "X-Token", 0), ==,
                   "mine");
  editor_select (fixture, 0);
  send (fixture);
  {
    g_autofree char *row = weir_variables_pane_get_text (pane, "token");

    assert_contains (row, "Log in");
    assert_contains (row, "mine (Variables of the flow)");
  }
}

static gboolean
says_flow (gpointer pane)
{
  g_autofree char *text = fixture_collect_text (pane);

  return strstr (text, "\ntoken\n•••\nLog in\nmine (Variables of the flow)\n") != NULL;
}

static void
test_variables_table (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = open_shop (fixture);
  GtkWidget *pane = GTK_WIDGET (weir_window_get_variables (fixture->window));
  WeirFieldRows *rows = weir_variables_pane_get_rows (WEIR_VARIABLES_PANE (pane));
  g_autofree char *text = NULL;

  editor_type_cell (rows, 1, "name", "token");
  editor_type_cell (rows, 1, "value", "mine");
  editor_select (fixture, 0);
  send (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "variables"));
  g_assert_true (weir_test_wait (says_flow, pane, DEADLINE_MS));
  text = fixture_collect_text (pane);
  assert_contains (text, "Name\nValue\nFrom\nHides\n");
  g_assert_null (strstr (text, "s3cret-value"));
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/editor/send shows the answer below the editor, secrets hidden", test_send);
  fixture_add ("/desktop/editor/send leaves what it extracts for the next one", test_store);
  fixture_add ("/desktop/editor/send uses what the last run left", test_store_of_run);
  fixture_add ("/desktop/editor/send says who sets a missing value, and the flow is run up to here",
               test_missing);
  fixture_add ("/desktop/editor/return in the URL sends, and does not cancel", test_return);
  fixture_add ("/desktop/editor/send is cancelled by the same key", test_cancel);
  fixture_add ("/desktop/editor/errors of other steps do not keep a step from being sent",
               test_broken_neighbour);
  fixture_add ("/desktop/editor/a value in the answer becomes a variable", test_extract);
  fixture_add ("/desktop/editor/a value that became a variable can be used at once", test_used_at_once);
  fixture_add ("/desktop/editor/a value that became a variable stays when that is renamed", test_renamed);
  fixture_add ("/desktop/editor/a value in the answer becomes an assertion", test_assert);
  fixture_add ("/desktop/editor/a large binary body is shown in part, as hexadecimal numbers, saved whole",
               test_save_body);
  fixture_add ("/desktop/editor/variables of the flow are edited, and what hides them is shown",
               test_variables);
  fixture_add ("/desktop/editor/the pane of variables has name, value, origin and what is hidden",
               test_variables_table);
  return fixture_run ();
}
