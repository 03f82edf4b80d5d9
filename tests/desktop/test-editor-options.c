/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-editor-options.c: the tabs of a step, what a server sees of the options in the last one, placeholders
 * in a body, and taking back whatever was typed anywhere
 */

#include "config.h"

#include "editor-fixture.h"
#include "weir-editor-auth.h"
#include "weir-editor-options.h"
#include "weir-test-tls.h"

/* The fields of the tab, from the top. */
enum
{
  SKIP_IF = 0,
  RETRY_IF = 1,
  MAX_RETRIES = 3,
  DELAY = 4,
  TIMEOUT = 6,
  REDIRECTS = 7,
};

static const char ask[] = "name: Ask\n"
                          "variables: [{ name: user, value: ada }]\n"
                          "steps:\n"
                          "  - name: Ask it\n"
                          "    httpRequest: { method: POST, url: BASE/ask }\n"
                          "    assert: [{ from: status, is: '=', value: 200 }]\n";

static GtkWidget *
get_options (Fixture *fixture)
{
  WeirStepEditor *editor = editor_select (fixture, 0);

  weir_step_editor_show_tab (editor, WEIR_EDITOR_TAB_OPTIONS);
  return fixture_find (GTK_WIDGET (editor), WEIR_TYPE_EDITOR_OPTIONS, 0);
}

static void
type_option (Fixture *fixture, guint nth, const char *text)
{
  WeirValueEntry *entry =
      WEIR_VALUE_ENTRY (fixture_find (get_options (fixture), WEIR_TYPE_VALUE_ENTRY, nth));

  weir_value_entry_type (entry, text);
  g_assert_null (weir_value_entry_get_message (entry, NULL));
}

static void
tick (Fixture *fixture, const char *label)
{
  GtkWidget *options = get_options (fixture);

  for (guint nth = 0;; nth++)
    {
      GtkCheckButton *check = GTK_CHECK_BUTTON (fixture_find (options, GTK_TYPE_CHECK_BUTTON, nth));

      if (g_strcmp0 (gtk_check_button_get_label (check), label) == 0)
        {
          gtk_check_button_set_active (check, TRUE);
          return;
        }
    }
}

static void
run (Fixture *fixture)
{
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
}

static const char *
get_outcome (Fixture *fixture)
{
  return weir_step_row_get_outcome (weir_step_list_get_row (weir_window_get_step_list (fixture->window), 0));
}

static void
test_tabs (Fixture *fixture)
{
  static const char *const tabs[] = { "Params", "Headers", "Auth", "Body", "Extract", "Assert (1)",
                                      "Options" };
  g_autoptr (WeirTestServer) server = editor_open (fixture, ask);
  WeirStepEditor *editor = editor_select (fixture, 0);
  GtkWidget *notebook = fixture_find (GTK_WIDGET (editor), GTK_TYPE_NOTEBOOK, 0);

  g_assert_cmpint (gtk_notebook_get_n_pages (GTK_NOTEBOOK (notebook)), ==, (int) G_N_ELEMENTS (tabs));
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      GtkWidget *page = gtk_notebook_get_nth_page (GTK_NOTEBOOK (notebook), (int) i);
      GtkWidget *label = gtk_notebook_get_tab_label (GTK_NOTEBOOK (notebook), page);

      g_assert_true (gtk_widget_get_mapped (label));
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, tabs[i]);
      gtk_notebook_set_current_page (GTK_NOTEBOOK (notebook), (int) i);
      g_assert_true (gtk_widget_get_mapped (page));
    }
}

static void
fail_once (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (request->nth == 1)
    answer->status = 503;
}

static void
test_retry (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, ask);

  weir_test_server_set_callback (server, fail_once, NULL);
  tick (fixture, "Send _again when it fails");
  type_option (fixture, RETRY_IF, "${status} >= 500");
  type_option (fixture, MAX_RETRIES, "2");
  type_option (fixture, DELAY, "1");
  run (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/ask"), ==, 2);
  g_assert_true (g_str_has_prefix (get_outcome (fixture), "✓ "));
}

static void
test_timeout (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, ask);

  weir_test_server_script (server, "/ask")->fault = WEIR_TEST_FAULT_STALL;
  type_option (fixture, TIMEOUT, "200ms");
  run (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/ask"), ==, 1);
  g_assert_true (g_str_has_prefix (get_outcome (fixture), "✗"));
}

static void
test_redirects (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, ask);

  weir_test_answer_set_redirect (weir_test_server_script (server, "/ask"), 303, "/there");
  type_option (fixture, REDIRECTS, "0");
  run (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/there"), ==, 0);
  type_option (fixture, REDIRECTS, "1");
  run (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/there"), ==, 1);
}

static void
test_insecure (Fixture *fixture)
{
  WeirTestAuthority *authority = weir_test_authority_new ();
  g_autofree char *server_file = weir_test_authority_path (authority, "server.pem");
  g_autoptr (WeirTestTls) tls = NULL;
  g_autoptr (WeirTestServer) server = editor_open (fixture, ask);
  g_autofree char *url = NULL;

  weir_test_authority_make (authority, &(WeirTestCertificate){ "server", "IP:127.0.0.1" });
  tls = weir_test_tls_new (server_file, NULL);
  url = weir_test_tls_get_url (tls, "127.0.0.1");
  weir_value_entry_type (weir_step_editor_get_url (editor_select (fixture, 0)), url);
  run (fixture);
  g_assert_cmpuint (weir_test_tls_get_n_requests (tls), ==, 0);
  g_assert_true (g_str_has_prefix (get_outcome (fixture), "✗"));
  tick (fixture, "Do not _verify the certificate of the server");
  run (fixture);
  g_assert_cmpuint (weir_test_tls_get_n_requests (tls), ==, 1);
  weir_test_authority_free (authority);
}

static WeirTextArea *
choose_text (Fixture *fixture)
{
  WeirStepEditor *editor = editor_select (fixture, 0);

  weir_step_editor_show_tab (editor, WEIR_EDITOR_TAB_BODY);
  gtk_drop_down_set_selected (weir_editor_body_get_kind (weir_step_editor_get_body (editor)),
                              WEIR_PAYLOAD_RAW);
  return weir_editor_body_get_text (weir_step_editor_get_body (editor));
}

/* Of the letter at @offset: whether it stands out, and whether it is underlined as wrong. */
static gboolean
is_marked (WeirTextArea *area, int offset, gboolean *is_wrong)
{
  GtkTextIter at;
  GSList *tags;
  gboolean is_bold = FALSE;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (weir_text_area_get_view (area)), &at, offset);
  tags = gtk_text_iter_get_tags (&at);
  *is_wrong = FALSE;
  for (GSList *l = tags; l != NULL; l = l->next)
    {
      PangoUnderline underline;
      gboolean has_weight;

      g_object_get (l->data, "underline", &underline, "weight-set", &has_weight, NULL);
      *is_wrong |= underline == PANGO_UNDERLINE_ERROR;
      is_bold |= has_weight;
    }
  g_slist_free (tags);
  return is_bold;
}

static void
test_body_highlight (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, ask);
  WeirTextArea *area = choose_text (fixture);
  gboolean is_wrong;

  weir_text_area_type (area, "For ${user} by ${nobody}");
  editor_wait (fixture);
  g_assert_false (is_marked (area, 1, &is_wrong));
  g_assert_true (is_marked (area, (int) strlen ("For ${"), &is_wrong));
  g_assert_false (is_wrong);
  g_assert_true (is_marked (area, (int) strlen ("For ${user} by ${"), &is_wrong));
  g_assert_true (is_wrong);
  assert_contains (weir_text_area_get_message (area), "Nothing sets nobody before this step.");
  g_assert_true (fixture_is_enabled (fixture, "run"));
}

static gboolean
is_offering (gpointer data)
{
  return weir_completion_is_shown (data);
}

static void
test_body_completion (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, ask);
  WeirTextArea *area = choose_text (fixture);
  GtkTextView *view = weir_text_area_get_view (area);
  WeirCompletion *completion = weir_text_area_get_completion (area);
  const WeirTestRequest *seen;

  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (view), "For ${us", -1);
  g_assert_true (weir_test_wait (is_offering, completion, DEADLINE_MS));
  g_assert_cmpstr (weir_completion_get_label (completion, 0), ==, "user");
  g_assert_true (weir_completion_handle_key (completion, GDK_KEY_Return, 0));
  run (fixture);
  seen = weir_test_server_find_request (server, "/ask", 1);
  g_assert_cmpmem (g_bytes_get_data (seen->body, NULL), g_bytes_get_size (seen->body), "For ada", 7);
}

static void
edit_name (Fixture *fixture)
{
  weir_value_entry_type (weir_step_editor_get_name (editor_select (fixture, 0)), "Another");
}

static void
edit_method (Fixture *fixture)
{
  gtk_drop_down_set_selected (weir_step_editor_get_method (editor_select (fixture, 0)), 2);
}

static void
edit_url (Fixture *fixture)
{
  weir_value_entry_type (weir_step_editor_get_url (editor_select (fixture, 0)), "http://127.0.0.1/x");
}

static void
edit_param (Fixture *fixture)
{
  editor_type_cell (weir_step_editor_get_rows (editor_select (fixture, 0), WEIR_EDITOR_TAB_PARAMS), 0, "name",
                    "q");
}

static void
edit_header (Fixture *fixture)
{
  editor_type_cell (weir_step_editor_get_rows (editor_select (fixture, 0), WEIR_EDITOR_TAB_HEADERS), 0,
                    "name", "X-One");
}

static void
edit_auth (Fixture *fixture)
{
  GtkWidget *tab = fixture_find (GTK_WIDGET (editor_select (fixture, 0)), WEIR_TYPE_EDITOR_AUTH, 0);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (fixture_find (tab, GTK_TYPE_DROP_DOWN, 0)), 2);
}

static void
edit_body (Fixture *fixture)
{
  weir_text_area_type (choose_text (fixture), "a body\n");
}

static void
edit_extraction (Fixture *fixture)
{
  editor_type_cell (weir_step_editor_get_rows (editor_select (fixture, 0), WEIR_EDITOR_TAB_EXTRACT), 0,
                    "name", "id");
}

static void
edit_assertion (Fixture *fixture)
{
  editor_type_cell (weir_step_editor_get_rows (editor_select (fixture, 0), WEIR_EDITOR_TAB_ASSERT), 0,
                    "value", "204");
}

static void
edit_condition (Fixture *fixture)
{
  type_option (fixture, SKIP_IF, "${user} = \"ada\"");
}

static void
edit_retry (Fixture *fixture)
{
  tick (fixture, "Send _again when it fails");
}

static void
edit_timeout (Fixture *fixture)
{
  type_option (fixture, TIMEOUT, "2s");
}

static void
edit_redirects (Fixture *fixture)
{
  type_option (fixture, REDIRECTS, "3");
}

static void
edit_verification (Fixture *fixture)
{
  tick (fixture, "Do not _verify the certificate of the server");
}

static void
edit_keeping (Fixture *fixture)
{
  tick (fixture, "_Keep whole bodies in results");
}

static void
edit_variables (Fixture *fixture)
{
  editor_type_cell (weir_variables_pane_get_rows (weir_window_get_variables (fixture->window)), 0, "value",
                    "grace");
}

static void
edit_run (Fixture *fixture)
{
  fixture_set_option (fixture, "iterations", 7);
}

static char *
get_source (Fixture *fixture)
{
  return weir_session_dup_source (weir_window_get_session (fixture->window), NULL);
}

static void
repeat_until_insensitive (Fixture *fixture, const char *action, const char *expected)
{
  g_autofree char *name = g_strconcat ("win.", action, NULL);
  g_autofree char *source = NULL;

  g_assert_true (fixture_is_enabled (fixture, action));
  while (fixture_is_enabled (fixture, action))
    fixture_activate (fixture, name);
  source = get_source (fixture);
  g_assert_cmpstr (source, ==, expected);
}

static void
test_all_undone (Fixture *fixture)
{
  static const FixtureTest edits[] = {
    edit_name, edit_method, edit_url, edit_param, edit_header, edit_auth, edit_body, edit_extraction,
    edit_assertion, edit_condition, edit_retry, edit_timeout, edit_redirects, edit_verification, edit_keeping,
    edit_variables, edit_run,
  };
  g_autoptr (WeirTestServer) server = editor_open (fixture, ask);
  g_autofree char *before = get_source (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *after = NULL;

      edits[i](fixture);
      after = get_source (fixture);
      g_assert_cmpstr (after, !=, before);
      repeat_until_insensitive (fixture, "undo", before);
      repeat_until_insensitive (fixture, "redo", after);
      repeat_until_insensitive (fixture, "undo", before);
    }
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/editor/options/the tabs of a step have their names, in their order", test_tabs);
  fixture_add ("/desktop/editor/options/a request is sent again as was typed", test_retry);
  fixture_add ("/desktop/editor/options/a request ends after the time that was typed", test_timeout);
  fixture_add ("/desktop/editor/options/redirects are followed as often as was typed", test_redirects);
  fixture_add ("/desktop/editor/options/a certificate nobody knows is accepted only with a tick",
               test_insecure);
  fixture_add ("/desktop/editor/placeholders/in a body they are highlighted, and underlined without a value",
               test_body_highlight);
  fixture_add ("/desktop/editor/placeholders/in a body they are completed", test_body_completion);
  fixture_add ("/desktop/editor/whatever is edited is undone and done again", test_all_undone);
  return fixture_run ();
}
