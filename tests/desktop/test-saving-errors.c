/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-saving-errors.c: a flow with errors is not saved, nothing of it is lost, and the way to them is shown
 */

#include "config.h"

#include "editor-fixture.h"

static const char shop[] = "name: Shop  # ours\n"
                           "steps:\n"
                           "  - name: Log in\n"
                           "    httpRequest: { url: BASE/login }\n"
                           "  - name: List items\n"
                           "    httpRequest: { url: BASE/items }\n";

static char *
read_file (Fixture *fixture)
{
  GFile *file = weir_session_get_file (weir_window_get_session (fixture->window));
  char *text = NULL;

  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  return text;
}

static void
test_refused (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  g_autofree char *before = read_file (fixture);
  g_autofree char *refused = NULL;
  g_autofree char *saved = NULL;
  WeirValueEntry *url;

  url = weir_step_editor_get_url (editor_select (fixture, 1));
  weir_value_entry_type (url, "no url");
  editor_select (fixture, 0);
  fixture_activate (fixture, "win.save");
  assert_contains (weir_window_get_message (fixture->window), "Not saved: Something is wrong in “List items”");
  refused = read_file (fixture);
  g_assert_cmpstr (refused, ==, before);
  g_assert_true (weir_session_get_dirty (weir_window_get_session (fixture->window)));

  fixture_activate (fixture, "win.show-problem");
  g_assert_cmpstr (weir_value_entry_get_text (url), ==, "no url");
  weir_value_entry_type (url, "http://127.0.0.1:1/items");
  fixture_activate (fixture, "win.save");
  g_assert_null (weir_window_get_message (fixture->window));
  saved = read_file (fixture);
  assert_contains (saved, "name: Shop  # ours\n");
  assert_contains (saved, "http://127.0.0.1:1/items");
}

static void
test_new_file (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  g_autofree char *name = fixture_write ("other.flow.yaml", "kept");
  g_autoptr (GFile) file = g_file_new_for_path (name);
  g_autofree char *text = NULL;

  weir_value_entry_type (weir_step_editor_get_url (editor_select (fixture, 0)), "no url");
  weir_window_save_to (fixture->window, file);
  assert_contains (weir_window_get_message (fixture->window), "Not saved: Something is wrong in “Log in”");
  g_assert_true (g_file_get_contents (name, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "kept");
}

/* The document still has the number of before: saving would say that what is typed is saved. */
static void
test_text_for_number (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirEditorContext *context = weir_step_editor_get_context (editor);
  WeirRequest *request = weir_step_get_request (weir_step_editor_get_step (editor));

  weir_editor_context_write (context, request, "timeout-us", "soon");
  weir_edits_set_string (weir_session_get_edits (weir_window_get_session (fixture->window)),
                         weir_step_editor_get_step (editor), "description", "changed");
  fixture_activate (fixture, "win.save");
  assert_contains (weir_window_get_message (fixture->window), "Not saved: Something is wrong in “Log in”");
  g_assert_true (weir_session_get_dirty (weir_window_get_session (fixture->window)));
}

static void
test_text_alone (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 0);
  WeirEditorContext *context = weir_step_editor_get_context (editor);
  WeirRequest *request = weir_step_get_request (weir_step_editor_get_step (editor));
  WeirSession *session = weir_window_get_session (fixture->window);

  weir_editor_context_write (context, request, "timeout-us", "soon");
  g_assert_true (weir_session_get_dirty (session));
  g_assert_true (g_str_has_suffix (gtk_window_get_title (GTK_WINDOW (fixture->window)), " ●"));
  fixture_activate (fixture, "win.close-document");
  fixture_answer ("Cancel");
  weir_editor_context_write (context, request, "timeout-us", "");
  g_assert_false (weir_session_get_dirty (session));
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/saving/a flow with an error stays out of its file until that is put right",
               test_refused);
  fixture_add ("/desktop/saving/nor does it replace another file", test_new_file);
  fixture_add ("/desktop/saving/what a field shows and the document cannot hold is an error, too",
               test_text_for_number);
  fixture_add ("/desktop/saving/such a text alone is something to ask about", test_text_alone);
  return fixture_run ();
}
