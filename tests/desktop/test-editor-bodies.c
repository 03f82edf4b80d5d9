/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-editor-bodies.c: what a server gets of files and parts that were given in the tab Body
 */

#include "config.h"

#include "editor-fixture.h"
#include "weir-file-entry.h"

static const char flow[] = "name: Upload\n"
                           "steps:\n"
                           "  - name: Send it\n"
                           "    httpRequest: { method: POST, url: BASE/upload }\n";

static gboolean
is_sent (gpointer data)
{
  Fixture *fixture = data;
  WeirStep *step = weir_step_editor_get_step (weir_window_get_editor (fixture->window));
  WeirSend *send = weir_session_get_send (weir_window_get_session (fixture->window), step);

  return send != NULL && weir_send_is_done (send);
}

static char *
send (Fixture *fixture, WeirTestServer *server)
{
  const WeirTestRequest *seen;

  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (is_sent, fixture, DEADLINE_MS));
  seen = weir_test_server_find_request (server, "/upload", 1);
  g_assert_nonnull (seen);
  return g_strndup (g_bytes_get_data (seen->body, NULL), g_bytes_get_size (seen->body));
}

static WeirEditorBody *
choose (Fixture *fixture, guint kind)
{
  WeirStepEditor *editor = editor_select (fixture, 0);

  weir_step_editor_show_tab (editor, WEIR_EDITOR_TAB_BODY);
  gtk_drop_down_set_selected (weir_editor_body_get_kind (weir_step_editor_get_body (editor)), kind);
  return weir_step_editor_get_body (editor);
}

static void
test_file (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, flow);
  g_autofree char *name = fixture_write ("report.bin", "whole content\n");
  WeirEditorBody *body = choose (fixture, WEIR_PAYLOAD_FILE);
  WeirFileEntry *file = WEIR_FILE_ENTRY (fixture_find (GTK_WIDGET (body), WEIR_TYPE_FILE_ENTRY, 0));
  g_autofree char *seen = NULL;

  weir_value_entry_type (weir_file_entry_get_entry (file), "report.bin");
  seen = send (fixture, server);
  g_assert_cmpstr (seen, ==, "whole content\n");
}

static void
test_multipart (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, flow);
  WeirEditorBody *body = choose (fixture, WEIR_PAYLOAD_MULTIPART);
  WeirFieldRows *parts = WEIR_FIELD_ROWS (fixture_find (GTK_WIDGET (body), WEIR_TYPE_FIELD_ROWS, 1));
  g_autofree char *seen = NULL;
  const char *type;

  editor_type_cell (parts, 0, "name", "title");
  editor_type_cell (parts, 0, "value", "Spring");
  seen = send (fixture, server);
  type = weir_test_request_get_header (weir_test_server_find_request (server, "/upload", 1), "Content-Type");
  g_assert_true (g_str_has_prefix (type, "multipart/form-data; boundary="));
  assert_contains (seen, "name=\"title\"");
  assert_contains (seen, "\r\n\r\nSpring\r\n");
}

static gboolean
has_selected_text (gpointer buffer)
{
  return gtk_text_buffer_get_has_selection (buffer);
}

static void
test_new_json (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, flow);
  WeirEditorBody *body = choose (fixture, WEIR_PAYLOAD_JSON);
  GtkTextView *view = weir_text_area_get_view (weir_editor_body_get_text (body));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *seen = NULL;

  g_assert_true (weir_test_wait (has_selected_text, buffer, DEADLINE_MS));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (view)));
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, "{\"a\": 1}", -1);
  seen = send (fixture, server);
  g_assert_cmpstr (seen, ==, "{\"a\":1}");
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/editor/bodies/the server gets the file beside the flow", test_file);
  fixture_add ("/desktop/editor/bodies/the server gets the parts", test_multipart);
  fixture_add ("/desktop/editor/bodies/new JSON is typed over the empty object at once", test_new_json);
  return fixture_run ();
}
