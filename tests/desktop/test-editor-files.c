/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-editor-files.c: files that are typed, dropped and missing, and what servers see of them; what is said of
 * placeholders where they stand
 */

#include "config.h"

#include <glib/gstdio.h>

#include "editor-fixture.h"
#include "weir-file-entry.h"
#include "weir-placeholder-marks.h"
#include "weir-test-tls.h"

static const char upload[] = "name: Upload\n"
                             "variables: [{ name: user, value: ada }]\n"
                             "steps:\n"
                             "  - name: Send it\n"
                             "    httpRequest: { method: POST, url: 'BASE/${user}/${nobody}' }\n";

static gboolean
is_sent (gpointer data)
{
  Fixture *fixture = data;
  WeirStep *step = weir_step_editor_get_step (weir_window_get_editor (fixture->window));
  WeirSend *send = weir_session_get_send (weir_window_get_session (fixture->window), step);

  return send != NULL && weir_send_is_done (send);
}

static void
send (Fixture *fixture)
{
  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (is_sent, fixture, DEADLINE_MS));
}

static WeirEditorBody *
choose_body (Fixture *fixture, guint kind)
{
  WeirStepEditor *editor = editor_select (fixture, 0);

  weir_step_editor_show_tab (editor, WEIR_EDITOR_TAB_BODY);
  gtk_drop_down_set_selected (weir_editor_body_get_kind (weir_step_editor_get_body (editor)), kind);
  return weir_step_editor_get_body (editor);
}

static void
drop (WeirFileEntry *entry, const char *file_name)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (entry));
  g_autoptr (GFile) file = g_file_new_for_path (file_name);
  GSList files = { .data = file };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }
  g_assert_true (taken);
}

static void
test_dropped (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, upload);
  g_autofree char *name = fixture_write ("dropped.bin", "whole content\n");
  WeirEditorBody *body = choose_body (fixture, WEIR_PAYLOAD_FILE);
  WeirFileEntry *file = WEIR_FILE_ENTRY (fixture_find (GTK_WIDGET (body), WEIR_TYPE_FILE_ENTRY, 0));
  WeirValueEntry *entry = weir_file_entry_get_entry (file);

  drop (file, name);
  g_assert_cmpstr (weir_value_entry_get_text (entry), ==, "dropped.bin");
  g_assert_null (weir_value_entry_get_message (entry, NULL));
  weir_value_entry_type (entry, "gone.bin");
  assert_contains (weir_value_entry_get_message (entry, NULL), "gone.bin");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "warning"));
  g_unlink (name);
  weir_value_entry_type (entry, "dropped.bin");
  assert_contains (weir_value_entry_get_message (entry, NULL), "dropped.bin");
}

static void
test_parts (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, upload);
  g_autofree char *name = fixture_write ("part.txt", "content of the part\n");
  WeirFieldRows *files = WEIR_FIELD_ROWS (
      fixture_find (GTK_WIDGET (choose_body (fixture, WEIR_PAYLOAD_MULTIPART)), WEIR_TYPE_FIELD_ROWS, 2));
  g_autofree char *url = weir_test_server_get_url (server, "/upload");
  const WeirTestRequest *seen;
  g_autofree char *text = NULL;

  weir_value_entry_type (weir_step_editor_get_url (weir_window_get_editor (fixture->window)), url);
  editor_type_cell (files, 0, "name", "report");
  drop (WEIR_FILE_ENTRY (weir_field_row_get_cell (weir_field_rows_get_row (files, 0), "path")), name);
  editor_type_cell (files, 0, "file-name", "other.txt");
  send (fixture);
  seen = weir_test_server_find_request (server, "/upload", 1);
  g_assert_nonnull (seen);
  text = g_strndup (g_bytes_get_data (seen->body, NULL), g_bytes_get_size (seen->body));
  assert_contains (text, "name=\"report\"");
  assert_contains (text, "filename=\"other.txt\"");
  assert_contains (text, "\r\n\r\ncontent of the part\n\r\n");
  g_unlink (name);
}

static void
copy_file (const char *from, const char *name)
{
  g_autofree char *content = NULL;
  g_autofree char *path = NULL;

  g_assert_true (g_file_get_contents (from, &content, NULL, NULL));
  path = fixture_write (name, content);
}

static void
test_client_certificate (Fixture *fixture)
{
  WeirTestAuthority *authority = weir_test_authority_new ();
  g_autofree char *server_file = weir_test_authority_path (authority, "server.pem");
  g_autofree char *root = weir_test_authority_path (authority, "root.crt");
  g_autofree char *client = weir_test_authority_path (authority, "client.pem");
  g_autoptr (WeirTestTls) tls = NULL;
  g_autoptr (WeirTestServer) server = NULL;
  g_autofree char *url = NULL;
  WeirStepEditor *editor;
  GtkWidget *file;

  weir_test_authority_make (authority, &(WeirTestCertificate){ "server", "IP:127.0.0.1" });
  weir_test_authority_make (authority, &(WeirTestCertificate){ "client", NULL });
  copy_file (client, "client.pem");
  tls = weir_test_tls_new (server_file, root);
  url = weir_test_tls_get_url (tls, "127.0.0.1");
  server = editor_open (fixture, "name: TLS\nsteps:\n  - name: Ask\n"
                                 "    httpRequest: { url: 'https://127.0.0.1/', insecure: true }\n");
  editor = editor_select (fixture, 0);
  weir_value_entry_type (weir_step_editor_get_url (editor), url);
  weir_step_editor_show_tab (editor, WEIR_EDITOR_TAB_OPTIONS);
  file = fixture_find (GTK_WIDGET (editor), WEIR_TYPE_FILE_ENTRY, 1);
  weir_value_entry_type (weir_file_entry_get_entry (WEIR_FILE_ENTRY (file)), "client.pem");
  send (fixture);
  g_assert_cmpuint (weir_test_tls_get_n_requests (tls), ==, 1);
  g_assert_cmpstr (weir_test_tls_get_client (tls), ==, "CN=Test client");
  weir_test_authority_free (authority);
}

/* Whether the text from @start to @end bytes is underlined as wrong. */
static gboolean
is_underlined (WeirValueEntry *entry, guint start, guint end)
{
  PangoAttrList *attributes = gtk_entry_get_attributes (GTK_ENTRY (weir_value_entry_get_editable (entry)));
  GSList *list = pango_attr_list_get_attributes (attributes);
  gboolean found = FALSE;

  for (GSList *l = list; l != NULL; l = l->next)
    {
      const PangoAttribute *attribute = l->data;

      if (attribute->klass->type == PANGO_ATTR_UNDERLINE && attribute->start_index == start
          && attribute->end_index == end)
        found = ((const PangoAttrInt *) attribute)->value == PANGO_UNDERLINE_ERROR;
    }
  g_slist_free_full (list, (GDestroyNotify) pango_attribute_destroy);
  return found;
}

static void
test_underlined (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, upload);
  WeirValueEntry *url = weir_step_editor_get_url (editor_select (fixture, 0));
  const char *text = weir_value_entry_get_text (url);
  guint user = (guint) (strstr (text, "${user}") - text);
  guint nobody = (guint) (strstr (text, "${nobody}") - text);

  g_assert_false (is_underlined (url, user, user + (guint) strlen ("${user}")));
  g_assert_true (is_underlined (url, nobody, nobody + (guint) strlen ("${nobody}")));
}

/* As GTK asks while the pointer rests there. */
static gboolean
hover (WeirValueEntry *entry, const char *part)
{
  GtkEditable *editable = weir_value_entry_get_editable (entry);
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (editable));
  const char *whole = gtk_editable_get_text (editable);
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  graphene_rect_t place;
  gboolean shown = FALSE;

  gtk_text_compute_cursor_extents (GTK_TEXT (text), (gsize) (strstr (whole, part) - whole) + 1, &place, NULL);
  g_signal_emit_by_name (text, "query-tooltip", (int) place.origin.x + 1, 5, FALSE, tooltip, &shown);
  return shown;
}

static void
test_hover (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, upload);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirValueEntry *url = weir_step_editor_get_url (editor);
  g_autofree char *said = NULL;

  g_assert_true (hover (url, "${user}"));
  g_assert_false (hover (url, "http"));
  said = weir_placeholder_marks_describe_at (weir_step_editor_get_context (editor), "${user}", 3);
  g_assert_cmpstr (said, ==, "user = ada · of the flow");
}

static void
test_hover_after_send (Fixture *fixture)
{
  static const char flow[] = "name: Values\n"
                             "steps:\n"
                             "  - name: Log in\n"
                             "    httpRequest: { url: BASE/login }\n"
                             "    extract:\n"
                             "      - { name: id, from: body, path: $.id }\n"
                             "      - { name: token, from: body, path: $.token, secret: true }\n"
                             "  - name: Use\n"
                             "    httpRequest: { url: 'BASE/${id}/${token}' }\n";
  g_autoptr (WeirTestServer) server = editor_open (fixture, flow);
  WeirEditorContext *context;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *secret = NULL;

  weir_test_answer_set_body (weir_test_server_script (server, "/login"), "application/json",
                             "{\"id\": 17, \"token\": \"s3cret-value\"}");
  context = weir_step_editor_get_context (editor_select (fixture, 1));
  before = weir_placeholder_marks_describe_at (context, "${id}", 3);
  g_assert_cmpstr (before, ==, "id has no value yet · taken by “Log in” from $.id");
  editor_select (fixture, 0);
  send (fixture);
  editor_select (fixture, 1);
  after = weir_placeholder_marks_describe_at (context, "${id}", 3);
  g_assert_cmpstr (after, ==, "id = 17 · taken by “Log in” from $.id");
  secret = weir_placeholder_marks_describe_at (context, "${token}", 3);
  g_assert_cmpstr (secret, ==, "token = ••• · taken by “Log in” from $.token");
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/editor/files/one is dropped on its field, and one that is missing is marked",
               test_dropped);
  fixture_add ("/desktop/editor/files/the server gets a part from a file", test_parts);
  fixture_add ("/desktop/editor/files/a server sees the client certificate", test_client_certificate);
  fixture_add ("/desktop/editor/placeholders/what nothing sets is underlined, and only that", test_underlined);
  fixture_add ("/desktop/editor/placeholders/a value is told where the pointer rests", test_hover);
  fixture_add ("/desktop/editor/placeholders/a value is told as the last send left it, unless it is secret",
               test_hover_after_send);
  return fixture_run ();
}
