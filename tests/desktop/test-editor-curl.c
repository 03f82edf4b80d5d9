/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-editor-curl.c: curl commands from the clipboard into steps, and steps as such commands
 */

#include "config.h"

#include "editor-fixture.h"

static const char shop[] = "name: Shop\n"
                           "variables: [{ name: base, value: BASE }]\n"
                           "steps:\n"
                           "  - name: GET /\n"
                           "    httpRequest: { url: '${base}/' }\n";

static void
put_on_clipboard (Fixture *fixture, WeirTestServer *server, const char *text)
{
  g_autofree char *url = weir_test_server_get_url (server, "");
  GString *with_address = g_string_new (text);

  g_string_replace (with_address, "BASE", url, 0);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), with_address->str);
  g_string_free (with_address, TRUE);
}

static WeirEdits *
get_edits (Fixture *fixture)
{
  return weir_session_get_edits (weir_window_get_session (fixture->window));
}

static gboolean
has_notice (gpointer data)
{
  return gtk_widget_get_visible (data);
}

/* With the keys that paste, over a text that is selected. */
static WeirCurlNotice *
paste (Fixture *fixture)
{
  WeirStepEditor *editor = editor_select (fixture, 0);
  GtkEditable *entry = weir_value_entry_get_editable (weir_step_editor_get_url (editor));
  WeirCurlNotice *notice = weir_step_editor_get_curl_notice (editor);

  gtk_widget_grab_focus (GTK_WIDGET (weir_step_editor_get_url (editor)));
  gtk_editable_select_region (entry, 0, -1);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (gtk_editable_get_delegate (entry)), "clipboard.paste", NULL));
  g_assert_true (weir_test_wait (has_notice, notice, DEADLINE_MS));
  return notice;
}

static gboolean
is_sent (gpointer data)
{
  Fixture *fixture = data;
  WeirStep *step = weir_step_editor_get_step (weir_window_get_editor (fixture->window));
  WeirSend *send = weir_session_get_send (weir_window_get_session (fixture->window), step);

  return send != NULL && weir_send_is_done (send);
}

static const char command[] =
    "curl 'BASE/login?from=web' -X POST -H 'X-Api-Key: s3cr3t-key' --frobnicate \\\n"
    "  -H 'Content-Type: application/json' --data-raw '{\"a\": 1}'\n";

static void
test_paste (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const WeirTestRequest *seen;
  WeirCurlNotice *notice;

  put_on_clipboard (fixture, server, command);
  before = weir_session_dup_source (weir_window_get_session (fixture->window), NULL);
  notice = paste (fixture);
  assert_contains (weir_curl_notice_get_text (notice), "--frobnicate");
  /* The command has a body, so that is what is shown. */
  g_assert_true (gtk_widget_get_mapped (
      GTK_WIDGET (weir_step_editor_get_body (weir_window_get_editor (fixture->window)))));
  g_assert_cmpstr (weir_edits_get_undo_label (get_edits (fixture)), ==, "Paste curl Command");
  g_assert_cmpstr (weir_value_entry_get_text (weir_step_editor_get_name (editor_select (fixture, 0))), ==,
                   "POST /login");
  after = weir_session_dup_source (weir_window_get_session (fixture->window), NULL);
  g_assert_null (strstr (after, "s3cr3t-key"));
  /* For longer than this start they belong into an environment. */
  g_signal_emit_by_name (fixture_find (GTK_WIDGET (notice), GTK_TYPE_BUTTON, 0), "clicked");
  assert_contains (weir_window_get_message (fixture->window), "Choose one beside Run");
  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (is_sent, fixture, DEADLINE_MS));
  seen = weir_test_server_find_request (server, "/login", 1);
  g_assert_nonnull (seen);
  g_assert_cmpstr (seen->method, ==, "POST");
  g_assert_cmpstr (weir_test_request_get_header (seen, "X-Api-Key"), ==, "s3cr3t-key");
  g_assert_cmpmem (g_bytes_get_data (seen->body, NULL), g_bytes_get_size (seen->body), "{\"a\": 1}", 8);

  /* The whole of it is one step back, and none of what was selected is lost. */
  fixture_activate (fixture, "win.undo");
  g_free (after);
  after = weir_session_dup_source (weir_window_get_session (fixture->window), NULL);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (weir_edits_get_can_undo (get_edits (fixture)));
  fixture_activate (fixture, "win.redo");
  g_free (after);
  after = weir_session_dup_source (weir_window_get_session (fixture->window), NULL);
  assert_contains (after, "/login");
}

/* In a window of 800 by 500 there is room for the answer below what is said about the command. */
static void
test_room (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirEditorResponse *response;
  int least;

  put_on_clipboard (fixture, server, command);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (paste (fixture))));
  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (is_sent, fixture, DEADLINE_MS));
  response = weir_step_editor_get_response (weir_window_get_editor (fixture->window));
  gtk_widget_measure (gtk_widget_get_ancestor (GTK_WIDGET (response), GTK_TYPE_SCROLLED_WINDOW),
                      GTK_ORIENTATION_VERTICAL, 480, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, >=, 100);
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_VERTICAL, 800, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 500);
}

static void
test_untick (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  g_autofree char *text = NULL;
  GtkCheckButton *check;

  put_on_clipboard (fixture, server, command);
  check = weir_curl_notice_get_secret (paste (fixture), 0);
  g_assert_nonnull (check);
  g_assert_true (gtk_check_button_get_active (check));
  gtk_check_button_set_active (check, FALSE);
  text = weir_session_dup_source (weir_window_get_session (fixture->window), NULL);
  assert_contains (text, "s3cr3t-key");
  fixture_activate (fixture, "win.undo");
  editor_wait (fixture);
  g_assert_true (gtk_check_button_get_active (check));
  g_free (text);
  text = weir_session_dup_source (weir_window_get_session (fixture->window), NULL);
  g_assert_null (strstr (text, "s3cr3t-key"));
}

static void
test_mistake (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirCurlNotice *notice;

  put_on_clipboard (fixture, server, "curl 'BASE/never closed");
  notice = paste (fixture);
  g_assert_cmpstr (weir_curl_notice_get_text (notice), !=, "");
  g_assert_cmpstr (weir_value_entry_get_text (weir_step_editor_get_url (editor_select (fixture, 0))), ==,
                   "${base}/");
  g_assert_false (weir_edits_get_modified (get_edits (fixture)));
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static char *
copy_as_curl (Fixture *fixture, gboolean with_secrets)
{
  char *text = NULL;

  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.copy-as-curl", "b", with_secrets));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, text_cb,
                                 &text);
  g_assert_true (weir_test_wait (is_set, &text, DEADLINE_MS));
  return text;
}

static gboolean
has_two_steps (gpointer data)
{
  return weir_flow_get_step (weir_window_get_flow (data), WEIR_FLOW_PART_STEPS, 1) != NULL;
}

static gboolean
knows_base (gpointer data)
{
  return weir_current_store_find (weir_session_get_store (weir_window_get_session (data)), "base") != NULL;
}

static void
test_clipboard (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  GtkWidget *list = GTK_WIDGET (weir_window_get_step_list (fixture->window));
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autofree char *plain = NULL;
  g_autofree char *masked = NULL;
  g_autofree char *whole = NULL;

  editor_select (fixture, 0);
  g_assert_true (weir_test_wait (knows_base, fixture->window, DEADLINE_MS));
  plain = copy_as_curl (fixture, FALSE);
  assert_contains (plain, url);
  put_on_clipboard (fixture, server, command);
  g_assert_true (gtk_widget_activate_action (list, "steps.add-from-curl", NULL));
  g_assert_true (weir_test_wait (has_two_steps, fixture->window, DEADLINE_MS));
  g_assert_cmpstr (weir_edits_get_undo_label (get_edits (fixture)), ==, "Add Step from curl");
  assert_contains (
      weir_curl_notice_get_text (weir_step_editor_get_curl_notice (weir_window_get_editor (fixture->window))),
      "--frobnicate");
  masked = copy_as_curl (fixture, FALSE);
  g_assert_null (strstr (masked, "s3cr3t-key"));
  whole = copy_as_curl (fixture, TRUE);
  assert_contains (whole, "X-Api-Key: s3cr3t-key");
}

static gboolean
has_message (gpointer data)
{
  return weir_window_get_message (data) != NULL;
}

static gboolean
has_no_message (gpointer data)
{
  return !has_message (data);
}

static void
test_no_command (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  GtkWidget *list = GTK_WIDGET (weir_window_get_step_list (fixture->window));

  put_on_clipboard (fixture, server, "Dear Sir or Madam");
  g_assert_true (gtk_widget_activate_action (list, "steps.add-from-curl", NULL));
  g_assert_true (weir_test_wait (has_message, fixture->window, DEADLINE_MS));
  assert_contains (weir_window_get_message (fixture->window), "There is no curl command on the clipboard.");
  g_assert_false (weir_edits_get_modified (get_edits (fixture)));
  /* It is not said any longer than it is true. */
  put_on_clipboard (fixture, server, "curl http://127.0.0.1:1/there");
  g_assert_true (gtk_widget_activate_action (list, "steps.add-from-curl", NULL));
  g_assert_true (weir_test_wait (has_no_message, fixture->window, DEADLINE_MS));
  g_assert_true (weir_edits_get_modified (get_edits (fixture)));
}

/* Into a field other than the URL, at its end. */
static void
paste_into (WeirValueEntry *field)
{
  GtkEditable *entry = weir_value_entry_get_editable (field);

  gtk_widget_grab_focus (GTK_WIDGET (field));
  gtk_editable_set_position (entry, -1);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (gtk_editable_get_delegate (entry)), "clipboard.paste", NULL));
}

static GtkWidget *
get_offer (WeirCurlNotice *notice)
{
  GtkWidget *button = fixture_find (GTK_WIDGET (notice), GTK_TYPE_BUTTON, 1);

  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Make a Step of It");
  return button;
}

/* In a name it is a text as any other, and one click makes a step of it after all. */
static void
test_offer (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirCurlNotice *notice = weir_step_editor_get_curl_notice (editor);
  WeirFlow *flow = weir_window_get_flow (fixture->window);
  WeirStep *step = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 0);

  put_on_clipboard (fixture, server, "curl BASE/login");
  weir_value_entry_type (weir_step_editor_get_name (editor), "First");
  paste_into (weir_step_editor_get_name (editor));
  g_assert_true (weir_test_wait (has_notice, notice, DEADLINE_MS));
  g_assert_cmpstr (weir_curl_notice_get_text (notice), ==, "That is a curl command.");
  g_assert_true (g_str_has_prefix (weir_step_get_name (step), "Firstcurl http"));
  g_assert_true (gtk_widget_get_mapped (get_offer (notice)));
  g_signal_emit_by_name (get_offer (notice), "clicked");
  g_assert_cmpstr (weir_step_get_name (step), ==, "First");
  g_assert_false (has_notice (notice));
  step = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 1);
  g_assert_nonnull (step);
  g_assert_true (g_str_has_suffix (weir_request_get_url (weir_step_get_request (step)), "/login"));
  g_assert_true (weir_step_editor_get_step (editor) == step);
}

/* Who wants the text as it is goes on typing. */
static void
test_offer_passed (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirCurlNotice *notice = weir_step_editor_get_curl_notice (editor);
  WeirStep *step = weir_step_editor_get_step (editor);

  put_on_clipboard (fixture, server, "curl BASE/login");
  paste_into (weir_step_editor_get_name (editor));
  g_assert_true (weir_test_wait (has_notice, notice, DEADLINE_MS));
  weir_value_entry_type (weir_step_editor_get_name (editor), "curl is a program");
  g_assert_false (has_notice (notice));
  g_assert_cmpstr (weir_step_get_name (step), ==, "curl is a program");
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/editor/curl/pasted into the URL it fills the whole step, in one undo step",
               test_paste);
  fixture_add ("/desktop/editor/curl/what looks secret is in the file only without its tick", test_untick);
  fixture_add ("/desktop/editor/curl/a small window has room for the answer below the notice", test_room);
  fixture_add ("/desktop/editor/curl/pasted into another field it is text, and offered as a step", test_offer);
  fixture_add ("/desktop/editor/curl/whoever types on has declined the offer", test_offer_passed);
  fixture_add ("/desktop/editor/curl/a command with a mistake changes nothing and says why", test_mistake);
  fixture_add (
      "/desktop/editor/curl/a step comes from the clipboard, and goes there with and without secrets",
      test_clipboard);
  fixture_add ("/desktop/editor/curl/another text on the clipboard is no command", test_no_command);
  return fixture_run ();
}
