/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-surviving.c: whatever happens to files, answers and steps, the window goes on and loses nothing
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/fsuid.h>
#include <sys/resource.h>

#include "editor-fixture.h"

#define DISK_BYTES 4096
#define LARGE_BYTES (50 * 1000 * 1000)
#define NOBODY 65534

static const char shop[] = "name: Shop\n"
                           "steps:\n"
                           "  - name: Look\n"
                           "    httpRequest: { url: BASE/look }\n"
                           "  - name: Wait\n"
                           "    wait: 300ms\n"
                           "  - name: Order\n"
                           "    httpRequest: { url: BASE/order }\n";

static WeirSession *
get_session (Fixture *fixture)
{
  return weir_window_get_session (fixture->window);
}

static WeirStep *
get_step (Fixture *fixture, guint index)
{
  return weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, index);
}

static void
describe (Fixture *fixture, const char *text)
{
  weir_edits_set_string (weir_session_get_edits (get_session (fixture)), get_step (fixture, 0), "description",
                         text);
}

/* Larger than the disk that is full will take. */
static char *
write_large (const char *name)
{
  g_autofree char *padding = g_strnfill (2 * DISK_BYTES, 'x');
  g_autofree char *text =
      g_strdup_printf ("# %s\nname: Large\nsteps:\n  - name: Wait\n    wait: 1ms   # here\n", padding);

  return fixture_write (name, text);
}

static void
fill_disk (gboolean full)
{
  const struct rlimit limit = { full ? DISK_BYTES : RLIM_INFINITY, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
assert_unsaved (Fixture *fixture, const char *file_name, const char *before)
{
  g_autofree char *after = NULL;

  assert_contains (weir_window_get_message (fixture->window), "Not saved: The file \"");
  assert_contains (weir_window_get_message (fixture->window),
                   " Make that possible, or choose another place with Save As… (Ctrl+Shift+S); until then "
                   "your changes are here only.");
  g_assert_true (g_file_get_contents (file_name, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  g_assert_true (weir_session_get_dirty (get_session (fixture)));
}

static void
test_full_disk (Fixture *fixture)
{
  g_autofree char *file_name = write_large ("large.flow.yaml");
  g_autofree char *folder = g_path_get_dirname (file_name);
  g_autofree char *other_name = g_build_filename (folder, "other.flow.yaml", NULL);
  g_autoptr (GFile) other = g_file_new_for_path (other_name);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_file_get_contents (file_name, &before, NULL, NULL));
  fixture_open (fixture, file_name);
  describe (fixture, "changed");
  fill_disk (TRUE);
  fixture_activate (fixture, "win.save");
  assert_unsaved (fixture, file_name, before);
  weir_window_save_to (fixture->window, other);
  assert_unsaved (fixture, file_name, before);
  g_assert_false (g_file_query_exists (other, NULL));
  g_assert_cmpstr (weir_session_get_file_name (get_session (fixture)), ==, "large.flow.yaml");
  fixture_activate (fixture, "win.close-document");
  fixture_answer ("Save");
  assert_unsaved (fixture, file_name, before);
  fill_disk (FALSE);
  fixture_activate (fixture, "win.save");
  g_assert_null (weir_window_get_message (fixture->window));
  g_assert_true (g_file_get_contents (file_name, &after, NULL, NULL));
  assert_contains (after, "description: changed");
  assert_contains (after, "# here");
  g_unlink (file_name);
}

/* What was typed as text is written whole: that must not cost the file, either. */
static void
test_full_disk_source (Fixture *fixture)
{
  g_autofree char *file_name = write_large ("whole.flow.yaml");
  g_autofree char *before = NULL;
  g_autofree char *typed = NULL;

  g_assert_true (g_file_get_contents (file_name, &before, NULL, NULL));
  fixture_open (fixture, file_name);
  typed = g_strconcat (before, "# more\n", NULL);
  weir_session_set_typed (get_session (fixture), typed);
  fill_disk (TRUE);
  fixture_activate (fixture, "win.save");
  assert_unsaved (fixture, file_name, before);
  fill_disk (FALSE);
  fixture_activate (fixture, "win.save");
  g_clear_pointer (&before, g_free);
  g_assert_true (g_file_get_contents (file_name, &before, NULL, NULL));
  g_assert_cmpstr (before, ==, typed);
  g_unlink (file_name);
}

static void
test_full_disk_run (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);

  fill_disk (TRUE);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  fill_disk (FALSE);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 2);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 4);
}

/* Root may write anywhere; nobody may not. */
static void
test_read_only_folder (Fixture *fixture)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-locked-XXXXXX", NULL);
  g_autofree char *file_name = g_build_filename (folder, "locked.flow.yaml", NULL);
  const char before[] = "name: Locked\nsteps:\n  - name: Wait\n    wait: 1ms\n";
  uid_t me = geteuid ();

  g_assert_true (g_file_set_contents (file_name, before, -1, NULL));
  fixture_open (fixture, file_name);
  describe (fixture, "changed");
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  setfsuid (NOBODY);
  fixture_activate (fixture, "win.save");
  setfsuid (me);
  assert_unsaved (fixture, file_name, before);
  assert_contains (weir_window_get_message (fixture->window), "Permission denied");
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  fixture_activate (fixture, "win.save");
  g_assert_null (weir_window_get_message (fixture->window));
  g_unlink (file_name);
  g_rmdir (folder);
}

static gboolean
is_missing (gpointer data)
{
  return weir_session_get_file_state (data) == WEIR_SESSION_FILE_MISSING;
}

static void
test_folder_gone (Fixture *fixture)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-gone-XXXXXX", NULL);
  g_autofree char *file_name = g_build_filename (folder, "gone.flow.yaml", NULL);
  g_autofree char *other_name = fixture_write ("saved.flow.yaml", "");
  g_autoptr (GFile) other = g_file_new_for_path (other_name);

  g_assert_true (g_file_set_contents (file_name, "name: Gone\nsteps:\n  - { name: Wait, wait: 1ms } # mine\n",
                                      -1, NULL));
  fixture_open (fixture, file_name);
  describe (fixture, "changed");
  g_unlink (file_name);
  g_rmdir (folder);
  g_assert_true (weir_test_wait (is_missing, get_session (fixture), DEADLINE_MS));
  fixture_activate (fixture, "win.save");
  assert_contains (weir_window_get_message (fixture->window),
                   "gone.flow.yaml is not there any more. Save As… (Ctrl+Shift+S) writes it again.");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  weir_window_save_to (fixture->window, other);
  g_assert_null (weir_window_get_message (fixture->window));
  g_assert_false (weir_session_get_dirty (get_session (fixture)));
}

static gboolean
has_request (gpointer data)
{
  return weir_test_server_get_n_requests (data) > 0;
}

static void
test_deleted_step (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepList *list = weir_window_get_step_list (fixture->window);
  g_autofree char *text = NULL;

  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (has_request, server, DEADLINE_MS));
  /* The one that runs, and the one that is next. */
  for (guint i = 0; i < 2; i++)
    {
      weir_step_list_select (list, weir_step_list_get_row (list, 1));
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (list), "steps.delete", NULL));
    }
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 2);
  weir_results_view_set_step (weir_window_get_results_view (fixture->window), WEIR_FLOW_PART_STEPS, -1, NULL);
  fixture_wait_results (fixture);
  text = fixture_collect_text (GTK_WIDGET (weir_window_get_results_view (fixture->window)));
  assert_contains (text, "3 results");
  fixture_activate (fixture, "win.undo");
  fixture_activate (fixture, "win.undo");
  g_assert_cmpstr (weir_step_get_name (get_step (fixture, 2)), ==, "Order");
}

static gboolean
is_sent (gpointer data)
{
  Fixture *fixture = data;
  WeirStep *step = weir_step_editor_get_step (weir_window_get_editor (fixture->window));

  return weir_session_get_send (get_session (fixture), step) != NULL
         && !weir_session_is_sending (get_session (fixture));
}

static gboolean
is_idle (gpointer data)
{
  return !weir_session_is_sending (data);
}

static void
test_deleted_while_sent (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirStepEditor *editor = editor_select (fixture, 0);
  g_autofree char *text = NULL;

  weir_test_server_script (server, "/look")->fault = WEIR_TEST_FAULT_STALL;
  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (has_request, server, DEADLINE_MS));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (weir_window_get_step_list (fixture->window)),
                                             "steps.delete", NULL));
  weir_test_server_release (server);
  g_assert_true (weir_test_wait (is_idle, get_session (fixture), DEADLINE_MS));
  g_assert_cmpstr (weir_step_get_name (get_step (fixture, 0)), ==, "Wait");
  /* The step comes back with its answer, and the others can be sent. */
  fixture_activate (fixture, "win.undo");
  editor_select (fixture, 0);
  text = fixture_collect_text (GTK_WIDGET (weir_step_editor_get_response (editor)));
  assert_contains (text, "200 ");
  editor_select (fixture, 2);
  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (is_sent, fixture, DEADLINE_MS));
  g_assert_cmpuint (weir_test_server_count (server, "/order"), ==, 1);
}

static void
test_no_utf8 (Fixture *fixture)
{
  static const char body[] = "caf\xe9 \xff\xfe {\"a\": \"\xc3\"}";
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  WeirTestAnswer *look = weir_test_server_script (server, "/look");
  g_autofree char *text = NULL;
  g_autofree char *body_text = NULL;
  g_autofree char *results = NULL;

  g_byte_array_set_size (look->body, 0);
  g_byte_array_append (look->body, (const guint8 *) body, sizeof body - 1);
  weir_headers_append (look->headers, "Content-Type", "application/json");
  weir_headers_append (look->headers, "X-Name", "caf\xe9");
  editor_select (fixture, 0);
  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (is_sent, fixture, DEADLINE_MS));
  text = fixture_collect_text (GTK_WIDGET (weir_step_editor_get_response (
      weir_window_get_editor (fixture->window))));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  assert_contains (text, "200 ");
  assert_contains (text, "X-Name");
  body_text = weir_body_view_get_text (weir_message_view_get_body (weir_result_details_get_response (
      weir_editor_response_get_details (weir_step_editor_get_response (
          weir_window_get_editor (fixture->window))))));
  assert_contains (body_text, "caf\357\277\275 ");
  assert_contains (body_text, "{\"a\": \"\357\277\275\"}");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  results = fixture_collect_text (GTK_WIDGET (weir_window_get_results_view (fixture->window)));
  g_assert_true (g_utf8_validate (results, -1, NULL));
}

static void
test_large_text (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, shop);
  GByteArray *body = weir_test_server_script (server, "/look")->body;
  g_autofree char *path = fixture_write ("large.txt", "");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  WeirEditorResponse *response = weir_step_editor_get_response (editor_select (fixture, 0));
  g_autofree char *text = NULL;
  GStatBuf saved;

  weir_test_answer_add_header (weir_test_server_script (server, "/look"), "Content-Type", "text/plain");
  g_byte_array_set_size (body, LARGE_BYTES);
  memset (body->data, 'x', LARGE_BYTES);
  fixture_activate (fixture, "win.send");
  g_assert_true (weir_test_wait (is_sent, fixture, DEADLINE_MS));
  text = fixture_collect_text (GTK_WIDGET (response));
  assert_contains (text, "Only the beginning of the body of 50.0\302\240MB is shown.");
  g_assert_true (weir_editor_response_save (response, file, NULL));
  g_assert_cmpint (g_stat (path, &saved), ==, 0);
  g_assert_cmpint (saved.st_size, ==, LARGE_BYTES);
  g_unlink (path);
  /* A run that gets the same goes on to its end. */
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/look"), ==, 2);
  g_assert_cmpuint (weir_test_server_count (server, "/order"), ==, 1);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
#define add(name, func) fixture_add ("/desktop/surviving/" name, func)
  add ("a full disk costs neither the file nor the changes", test_full_disk);
  add ("nor does it when the text is written whole", test_full_disk_source);
  add ("a run on a full disk ends, and the next one is as ever", test_full_disk_run);
  add ("a folder that is read-only says so, and what to do", test_read_only_folder);
  add ("a folder that is gone leaves the flow in the window", test_folder_gone);
  add ("steps are deleted while they run", test_deleted_step);
  add ("a step is deleted while it is sent, and comes back with its answer", test_deleted_while_sent);
  add ("a text of 50 MB is shown in part and saved whole, and a run survives it", test_large_text);
  add ("an answer that is no UTF-8 is shown all the same", test_no_utf8);
#undef add
  return fixture_run ();
}
