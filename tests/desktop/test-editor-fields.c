/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-editor-fields.c: fields, rows and bodies of the editor, and what a server saw of them
 */

#include "config.h"

#include "editor-fixture.h"
#include "weir-assertion.h"
#include "weir-editor-auth.h"
#include "weir-editor-options.h"
#include "weir-extraction.h"
#include "weir-field.h"

static const char shop[] =
    "name: Shop\n"
    "variables:\n"
    "  - { name: base, value: BASE }\n"
    "  - { name: user, value: ada }\n"
    "beforeAll:\n"
    "  - name: Log in\n"
    "    httpRequest: { url: '${base}/login' }\n"
    "    extract: [{ name: token, from: header, path: X-Token, secret: true, default: t }]\n"
    "steps:\n"
    "  - name: List\n"
    "    httpRequest:\n"
    "      url: ${base}/items\n"
    "      headers: { Accept: text/plain, X-Two: two }\n"
    "    extract: [{ name: itemId, from: header, path: X-Id, default: '7' }]\n"
    "  - name: Order\n"
    "    httpRequest: { method: POST, url: '${base}/orders' }\n";

static WeirRequest *
get_request (Fixture *fixture, guint index)
{
  return weir_step_get_request (
      weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, index));
}

static const WeirTestRequest *
run (Fixture *fixture, WeirTestServer *server, guint nth)
{
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  return weir_test_server_get_request (server, nth);
}

static void
test_nothing_sets (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 1);
  WeirValueEntry *url = weir_step_editor_get_url (editor);
  gboolean is_warning = FALSE;

  weir_value_entry_type (url, "${base}/${nobody}");
  g_assert_cmpstr (weir_value_entry_get_message (url, &is_warning), ==,
                   "Nothing sets nobody before this step.");
  g_assert_true (is_warning);
  g_assert_true (fixture_is_enabled (fixture, "run"));
  weir_value_entry_type (url, "${base}/${itemId}");
  g_assert_cmpstr (weir_value_entry_get_message (url, NULL), ==, "Nothing sets itemId before this step.");
  weir_value_entry_type (url, "${base}/${usr}");
  assert_contains (weir_value_entry_get_message (url, NULL), "Did you mean user?");
}

static void
test_earlier_step (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 2);
  WeirValueEntry *url = weir_step_editor_get_url (editor);

  weir_value_entry_type (url, "${base}/${token}/${itemId}/${uuid()}");
  g_assert_null (weir_value_entry_get_message (url, NULL));
}

static void
test_highlight (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirValueEntry *url = weir_step_editor_get_url (editor_select (fixture, 1));
  PangoAttrList *attributes = gtk_entry_get_attributes (GTK_ENTRY (weir_value_entry_get_editable (url)));
  GSList *list = pango_attr_list_get_attributes (attributes);

  g_assert_nonnull (list);
  g_assert_cmpuint (((PangoAttribute *) list->data)->start_index, ==, 0);
  g_assert_cmpuint (((PangoAttribute *) list->data)->end_index, ==, strlen ("${base}"));
  g_slist_free_full (list, (GDestroyNotify) pango_attribute_destroy);
}

static gboolean
is_offering (gpointer data)
{
  return weir_completion_is_shown (data);
}

/* As keys do: at the cursor, with the focus in the field. */
static void
type_keys (WeirValueEntry *entry, const char *text)
{
  GtkEditable *editable = weir_value_entry_get_editable (entry);
  int position = gtk_editable_get_position (editable);

  gtk_editable_insert_text (editable, text, -1, &position);
  gtk_editable_set_position (editable, position);
}

static void
test_completion (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirValueEntry *url = weir_step_editor_get_url (editor_select (fixture, 1));
  WeirCompletion *completion = weir_value_entry_get_completion (url);

  gtk_widget_grab_focus (GTK_WIDGET (url));
  gtk_editable_set_position (weir_value_entry_get_editable (url), -1);
  type_keys (url, "/${us");
  g_assert_true (weir_test_wait (is_offering, completion, DEADLINE_MS));
  g_assert_cmpstr (weir_completion_get_label (completion, 0), ==, "user");
  g_assert_true (weir_completion_handle_key (completion, GDK_KEY_Return, 0));
  g_assert_cmpstr (weir_value_entry_get_text (url), ==, "${base}/items/${user}");
  type_keys (url, "${randomN");
  g_assert_true (weir_test_wait (is_offering, completion, DEADLINE_MS));
  g_assert_true (weir_completion_handle_key (completion, GDK_KEY_Tab, 0));
  g_assert_cmpstr (weir_value_entry_get_text (url), ==, "${base}/items/${user}${randomNumber()}");
  g_assert_cmpstr (run (fixture, server, 1)->path + strlen ("/items/ada"), !=, "");
}

static void
test_header_names (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 1);
  WeirFieldRows *rows = weir_step_editor_get_rows (editor, WEIR_EDITOR_TAB_HEADERS);
  WeirValueEntry *name = editor_get_cell (rows, 2, "name");
  WeirValueEntry *value;

  weir_step_editor_show_tab (editor, WEIR_EDITOR_TAB_HEADERS);
  gtk_widget_grab_focus (GTK_WIDGET (name));
  type_keys (name, "if-none");
  g_assert_true (weir_test_wait (is_offering, weir_value_entry_get_completion (name), DEADLINE_MS));
  g_assert_cmpstr (weir_completion_get_label (weir_value_entry_get_completion (name), 0), ==,
                   "If-None-Match");
  g_assert_false (weir_completion_handle_key (weir_value_entry_get_completion (name), GDK_KEY_Tab, 0));
  gtk_editable_set_position (weir_value_entry_get_editable (name), 0);
  gtk_editable_set_position (weir_value_entry_get_editable (name), -1);
  g_assert_true (weir_test_wait (is_offering, weir_value_entry_get_completion (name), DEADLINE_MS));
  g_assert_true (weir_completion_handle_key (weir_value_entry_get_completion (name), GDK_KEY_Down, 0));
  g_assert_true (weir_completion_handle_key (weir_value_entry_get_completion (name), GDK_KEY_Return, 0));
  g_assert_cmpstr (weir_value_entry_get_text (name), ==, "If-None-Match");
  value = editor_get_cell (rows, 0, "value");
  gtk_widget_grab_focus (GTK_WIDGET (value));
  weir_value_entry_type (value, "");
  type_keys (value, "j");
  g_assert_true (weir_test_wait (is_offering, weir_value_entry_get_completion (value), DEADLINE_MS));
  g_assert_cmpstr (weir_completion_get_label (weir_value_entry_get_completion (value), 0), ==,
                   "application/json");
}

static void
test_rows (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 1);
  WeirFieldRows *rows = weir_step_editor_get_rows (editor, WEIR_EDITOR_TAB_HEADERS);
  const WeirTestRequest *request;

  weir_step_editor_show_tab (editor, WEIR_EDITOR_TAB_HEADERS);
  g_assert_cmpuint (weir_field_rows_get_n_rows (rows), ==, 3);
  editor_type_cell (rows, 2, "name", "X-Three");
  editor_type_cell (rows, 2, "value", "${user}");
  g_assert_cmpuint (weir_field_rows_get_n_rows (rows), ==, 4);
  editor_wait (fixture);
  g_assert_cmpstr (weir_step_editor_get_tab_label (editor, WEIR_EDITOR_TAB_HEADERS), ==, "Headers (3)");
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (weir_field_row_get_cell (weir_field_rows_get_row (rows, 1), "enabled")), FALSE);
  request = run (fixture, server, 1);
  g_assert_cmpstr (weir_headers_find (request->headers, "X-Three", 0), ==, "ada");
  g_assert_null (weir_headers_find (request->headers, "X-Two", 0));
}

static void
test_rows_move (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 1);
  WeirFieldRows *rows = weir_step_editor_get_rows (editor, WEIR_EDITOR_TAB_HEADERS);
  GListModel *headers = G_LIST_MODEL (weir_request_get_headers (get_request (fixture, 0)));
  g_autoptr (WeirField) first = NULL;

  weir_step_editor_show_tab (editor, WEIR_EDITOR_TAB_HEADERS);
  gtk_widget_grab_focus (GTK_WIDGET (editor_get_cell (rows, 1, "value")));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (rows), "rows.up", NULL));
  first = g_list_model_get_item (headers, 0);
  g_assert_cmpstr (weir_field_get_name (first), ==, "X-Two");
  g_assert_cmpint (weir_field_row_get_focus_cell (weir_field_rows_get_row (rows, 0)), ==, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (rows), "rows.remove", NULL));
  g_assert_cmpuint (g_list_model_get_n_items (headers), ==, 1);
  fixture_activate (fixture, "win.undo");
  fixture_activate (fixture, "win.undo");
  g_assert_cmpstr (weir_value_entry_get_text (editor_get_cell (rows, 0, "name")), ==, "Accept");
  g_assert_cmpuint (weir_field_rows_get_n_rows (rows), ==, 3);
}

static gboolean
has_one_row (gpointer data)
{
  return weir_field_rows_get_n_rows (data) == 1;
}

static void
test_rows_empty (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 1);
  WeirFieldRows *rows = weir_step_editor_get_rows (editor, WEIR_EDITOR_TAB_PARAMS);

  gtk_widget_grab_focus (GTK_WIDGET (editor_get_cell (rows, 0, "name")));
  editor_type_cell (rows, 0, "name", "q");
  g_assert_cmpuint (weir_field_rows_get_n_rows (rows), ==, 2);
  editor_type_cell (rows, 0, "name", "");
  gtk_widget_grab_focus (GTK_WIDGET (weir_step_editor_get_url (editor)));
  g_assert_true (weir_test_wait (has_one_row, rows, DEADLINE_MS));
}

static void
test_params (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirFieldRows *rows = weir_step_editor_get_rows (editor_select (fixture, 1), WEIR_EDITOR_TAB_PARAMS);

  editor_type_cell (rows, 0, "name", "q");
  editor_type_cell (rows, 0, "value", "a b&c");
  g_assert_cmpstr (weir_request_get_url (get_request (fixture, 0)), ==, "${base}/items");
  g_assert_cmpstr (run (fixture, server, 1)->target, ==, "/items?q=a%20b%26c");
}

static void
test_row_error (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 1);
  WeirFieldRows *rows = weir_step_editor_get_rows (editor, WEIR_EDITOR_TAB_EXTRACT);
  g_autofree char *message = NULL;

  editor_type_cell (rows, 0, "name", "not a name");
  editor_wait (fixture);
  message = weir_field_row_get_message (weir_field_rows_get_row (rows, 0));
  assert_contains (message, "not a name");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  weir_step_editor_show_tab (editor, WEIR_EDITOR_TAB_AUTH);
  fixture_activate (fixture, "win.show-problem");
  g_assert_cmpint (weir_field_row_get_focus_cell (weir_field_rows_get_row (rows, 0)), ==, 0);
}

static void
test_assertion (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirFieldRows *rows = weir_step_editor_get_rows (editor_select (fixture, 1), WEIR_EDITOR_TAB_ASSERT);
  WeirFieldRow *row = weir_field_rows_get_row (rows, 0);
  g_autoptr (WeirAssertion) assertion = NULL;
  g_autofree char *line = NULL;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (weir_field_row_get_cell (row, "source")), WEIR_SOURCE_STATUS);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (weir_field_row_get_cell (row, "comparison")), 2);
  editor_type_cell (rows, 0, "value", "300");
  g_assert_false (gtk_widget_get_visible (weir_field_row_get_cell (row, "path")));
  assertion = g_list_model_get_item (G_LIST_MODEL (weir_step_get_assertions (weir_flow_get_step (
                                         weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, 0))),
                                     0);
  line = weir_assertion_to_text (assertion);
  g_assert_cmpstr (line, ==, "status < 300");
}

static void
test_json (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirEditorBody *body = weir_step_editor_get_body (editor_select (fixture, 2));
  g_autofree char *formatted = NULL;
  const WeirTestRequest *request;

  gtk_drop_down_set_selected (weir_editor_body_get_kind (body), WEIR_PAYLOAD_JSON);
  weir_text_area_type (weir_editor_body_get_text (body), "{\"id\": \"${itemId}\", \"n\": }");
  assert_contains (weir_text_area_get_message (weir_editor_body_get_text (body)), "Line 1, column");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  weir_text_area_type (weir_editor_body_get_text (body), "{\"id\": \"${itemId}\", \"n\": 1}");
  editor_wait (fixture);
  g_assert_cmpstr (weir_text_area_get_message (weir_editor_body_get_text (body)), ==, "");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (body), "body-editor.format", NULL));
  formatted = weir_text_area_get_text (weir_editor_body_get_text (body));
  g_assert_cmpstr (formatted, ==,
                   "{\n  \"id\": \"${itemId}\",\n  \"n\": 1\n}");
  request = run (fixture, server, 2);
  g_assert_cmpmem (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body),
                   "{\"id\":\"7\",\"n\":1}", strlen ("{\"id\":\"7\",\"n\":1}"));
}

/* As typing over a selection does: what is deleted leaves a place at which the rest goes in. */
static void
test_json_over_selection (Fixture *fixture)
{
  const char *typed = "{\"user\": \"ada\"}";
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirEditorBody *body = weir_step_editor_get_body (editor_select (fixture, 2));
  WeirTextArea *area = weir_editor_body_get_text (body);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (weir_text_area_get_view (area));
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_drop_down_set_selected (weir_editor_body_get_kind (body), WEIR_PAYLOAD_JSON);
  weir_text_area_type (area, "{}{\"user\"");
  editor_wait (fixture);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  for (const char *at = typed; *at != '\0'; at++)
    gtk_text_buffer_insert (buffer, &start, at, 1);
  gtk_text_buffer_end_user_action (buffer);
  editor_wait (fixture);
  text = weir_text_area_get_text (area);
  g_assert_cmpstr (text, ==, typed);
  g_assert_cmpstr (weir_text_area_get_message (area), ==, "");
}

static void
test_json_draft (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 2);
  WeirTextArea *text = weir_editor_body_get_text (weir_step_editor_get_body (editor));
  g_autofree char *kept = NULL;

  gtk_drop_down_set_selected (weir_editor_body_get_kind (weir_step_editor_get_body (editor)),
                              WEIR_PAYLOAD_JSON);
  weir_text_area_type (text, "{\"half\": ");
  editor_select (fixture, 1);
  editor_select (fixture, 2);
  kept = weir_text_area_get_text (text);
  g_assert_cmpstr (kept, ==, "{\"half\": ");
}

static void
test_raw_type (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirEditorBody *body = weir_step_editor_get_body (editor_select (fixture, 2));
  const WeirTestRequest *request;

  gtk_drop_down_set_selected (weir_editor_body_get_kind (body), WEIR_PAYLOAD_RAW);
  gtk_drop_down_set_selected (weir_editor_body_get_type_choice (body), 1);
  weir_text_area_type (weir_editor_body_get_text (body), "{\"id\": ${itemId}}");
  g_assert_cmpstr (weir_text_area_get_message (weir_editor_body_get_text (body)), ==, "");
  request = run (fixture, server, 2);
  g_assert_cmpstr (weir_headers_find (request->headers, "Content-Type", 0), ==, "application/json");
  g_assert_cmpmem (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body), "{\"id\": 7}",
                   9);
}

static void
test_body_undo (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirEditorBody *body = weir_step_editor_get_body (editor_select (fixture, 2));
  g_autofree char *text = NULL;

  gtk_drop_down_set_selected (weir_editor_body_get_kind (body), WEIR_PAYLOAD_RAW);
  weir_text_area_type (weir_editor_body_get_text (body), "plain");
  gtk_drop_down_set_selected (weir_editor_body_get_kind (body), WEIR_PAYLOAD_FORM);
  fixture_activate (fixture, "win.undo");
  g_assert_cmpuint (gtk_drop_down_get_selected (weir_editor_body_get_kind (body)), ==, WEIR_PAYLOAD_RAW);
  text = weir_text_area_get_text (weir_editor_body_get_text (body));
  g_assert_cmpstr (text, ==, "plain");
}

static void
test_auth (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 1);
  GtkWidget *tab = fixture_find (GTK_WIDGET (editor), WEIR_TYPE_EDITOR_AUTH, 0);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (fixture_find (tab, GTK_TYPE_DROP_DOWN, 0)), 2);
  weir_value_entry_type (WEIR_VALUE_ENTRY (fixture_find (tab, WEIR_TYPE_VALUE_ENTRY, 2)), "${token}");
  editor_wait (fixture);
  g_assert_cmpstr (weir_step_editor_get_tab_label (editor, WEIR_EDITOR_TAB_AUTH), ==, "Auth •");
  g_assert_cmpstr (weir_headers_find (run (fixture, server, 1)->headers, "Authorization", 0), ==, "Bearer t");
}

static void
test_options (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 1);
  WeirValueEntry *skip = WEIR_VALUE_ENTRY (fixture_find (
      fixture_find (GTK_WIDGET (editor), WEIR_TYPE_EDITOR_OPTIONS, 0), WEIR_TYPE_VALUE_ENTRY, 0));

  weir_value_entry_type (skip, "${user} = ");
  editor_wait (fixture);
  assert_contains (weir_value_entry_get_message (skip, NULL), "ends where a value is expected");
  weir_value_entry_type (skip, "${user} = \"ada\"");
  editor_wait (fixture);
  g_assert_null (weir_value_entry_get_message (skip, NULL));
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/items"), ==, 0);
}

static void
test_number (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 1);
  GtkWidget *options = fixture_find (GTK_WIDGET (editor), WEIR_TYPE_EDITOR_OPTIONS, 0);
  WeirValueEntry *redirects = WEIR_VALUE_ENTRY (fixture_find (options, WEIR_TYPE_VALUE_ENTRY, 7));

  weir_value_entry_type (redirects, "many");
  editor_wait (fixture);
  g_assert_cmpstr (weir_value_entry_get_message (redirects, NULL), ==, "Write a whole number from 0 to 20.");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  weir_value_entry_type (redirects, "0");
  editor_wait (fixture);
  g_assert_cmpuint (weir_request_get_max_redirects (get_request (fixture, 0)), ==, 0);
  g_assert_true (fixture_is_enabled (fixture, "run"));
}

/* Every widget is left by Shift+Tab, and what is passed is what Tab passes. */
static void
test_backwards (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirValueEntry *url = weir_step_editor_get_url (editor_select (fixture, 0));
  GtkWidget *start;
  GtkWidget *focus;
  guint n_passed = 0;

  gtk_widget_grab_focus (GTK_WIDGET (url));
  start = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  do
    {
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_signal_emit_by_name (fixture->window, "move-focus", GTK_DIR_TAB_BACKWARD);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) != focus);
      g_assert_cmpuint (++n_passed, <, 100);
    }
  while (gtk_window_get_focus (GTK_WINDOW (fixture->window)) != start);
  g_assert_cmpuint (n_passed, >, 10);
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/editor/what nothing sets before the step is said beside the field",
               test_nothing_sets);
  fixture_add ("/desktop/editor/what an earlier step sets is no error", test_earlier_step);
  fixture_add ("/desktop/editor/placeholders are highlighted", test_highlight);
  fixture_add ("/desktop/editor/variables and methods are completed behind an opened brace", test_completion);
  fixture_add ("/desktop/editor/names and values of headers are completed", test_header_names);
  fixture_add ("/desktop/editor/typing into the free row adds one, and its tab counts", test_rows);
  fixture_add ("/desktop/editor/rows are moved and removed by key, and that is undone", test_rows_move);
  fixture_add ("/desktop/editor/a row that was emptied goes when it is left", test_rows_empty);
  fixture_add ("/desktop/editor/shift and tab lead backwards through everything", test_backwards);
  fixture_add ("/desktop/editor/parameters are kept apart from the URL and encoded", test_params);
  fixture_add ("/desktop/editor/an error in a row is said below it, and run leads there", test_row_error);
  fixture_add ("/desktop/editor/operators of assertions are words", test_assertion);
  fixture_add ("/desktop/editor/a JSON body is checked, formatted and sent", test_json);
  fixture_add ("/desktop/editor/JSON is typed over what was selected", test_json_over_selection);
  fixture_add ("/desktop/editor/JSON that is half typed is kept while another step is edited",
               test_json_draft);
  fixture_add ("/desktop/editor/the type of a text is its header", test_raw_type);
  fixture_add ("/desktop/editor/changing the kind of body is undone with its text", test_body_undo);
  fixture_add ("/desktop/editor/a bearer token is sent", test_auth);
  fixture_add ("/desktop/editor/a condition is checked and skips the step", test_options);
  fixture_add ("/desktop/editor/a number that is none is kept and said", test_number);
  return fixture_run ();
}
