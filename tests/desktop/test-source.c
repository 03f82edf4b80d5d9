/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-source.c: the shown flow as text, and what is typed there
 */

#include "config.h"

#include <string.h>

#include "window-fixture.h"

static const char flow[] = "# The shop.\n"
                           "name: Shop\n"
                           "steps:\n"
                           "  - name: Look   # first\n"
                           "    httpRequest: { url: BASE/items }\n"
                           "  - name: Order\n"
                           "    httpRequest: { method: POST, url: BASE/orders }\n";

static const char other_flow[] = "name: Other\nsteps:\n  - { name: A, wait: 1ms }\n";

static WeirSourcePage *
get_page (Fixture *fixture)
{
  return weir_window_get_source_page (fixture->window);
}

static gboolean
is_idle (gpointer data)
{
  return !weir_source_page_is_busy (data);
}

static void
wait_read (Fixture *fixture)
{
  g_assert_true (weir_test_wait (is_idle, get_page (fixture), DEADLINE_MS));
}

static void
show_source (Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "view", g_variant_new_string ("source"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_page (fixture))));
  wait_read (fixture);
}

static char *
read_text (Fixture *fixture)
{
  GtkTextBuffer *buffer = weir_source_page_get_buffer (get_page (fixture));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* As a person does: what stands there goes, and something else comes. */
static void
type (Fixture *fixture, const char *old, const char *new)
{
  GtkTextBuffer *buffer = weir_source_page_get_buffer (get_page (fixture));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, old, 0, &start, &end, NULL));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, new, -1);
}

static void
replace (Fixture *fixture, const char *old, const char *new)
{
  type (fixture, old, new);
  wait_read (fixture);
}

static void
assert_text (Fixture *fixture, const char *part)
{
  g_autofree char *text = read_text (fixture);

  assert_contains (text, part);
}

/* The file of the shown document. */
static void
assert_file_contains (Fixture *fixture, const char *part)
{
  GFile *file = weir_session_get_file (weir_window_get_session (fixture->window));
  g_autofree char *text = NULL;

  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  assert_contains (text, part);
}

static GtkWidget *
find_button (Fixture *fixture, const char *label)
{
  GtkWidget *button;

  for (guint i = 0;; i++)
    {
      button = fixture_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, i);
      if (gtk_widget_get_mapped (button)
          && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return button;
    }
}

static WeirStep *
get_step (Fixture *fixture, guint index)
{
  return weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, index);
}

static void
test_shown (Fixture *fixture)
{
  g_autofree char *text = NULL;

  fixture_open_text (fixture, flow);
  weir_edits_set_string (weir_session_get_edits (weir_window_get_session (fixture->window)),
                         get_step (fixture, 1), "name", "Buy");
  show_source (fixture);
  text = read_text (fixture);
  assert_contains (text, "# The shop.\nname: Shop\n");
  assert_contains (text, "  - name: Look   # first\n");
  assert_contains (text, "  - name: Buy\n");
}

static void
test_applied (Fixture *fixture)
{
  WeirStep *look;
  WeirSession *session;
  WeirEdits *edits;
  g_autofree char *path = fixture_write ("test.flow.yaml", "");
  g_autofree char *saved = NULL;
  g_autofree char *undone = NULL;

  fixture_open_text (fixture, flow);
  session = weir_window_get_session (fixture->window);
  edits = weir_session_get_edits (session);
  look = get_step (fixture, 0);
  show_source (fixture);
  replace (fixture, "- name: Look   # first\n", "- name: Look   # mine\n    enabled: false\n");
  g_assert_true (get_step (fixture, 0) == look);
  g_assert_false (weir_step_get_enabled (look));
  g_assert_true (weir_session_get_dirty (session));
  g_assert_cmpstr (weir_edits_get_undo_label (edits), ==, "Edit Source");
  weir_edits_undo (edits);
  g_assert_true (weir_step_get_enabled (look));
  g_assert_false (weir_edits_get_can_undo (edits));
  wait_read (fixture);
  undone = read_text (fixture);
  assert_contains (undone, "# first\n");
  weir_edits_redo (edits);
  wait_read (fixture);
  fixture_activate (fixture, "win.save");
  g_assert_false (weir_session_get_dirty (session));
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  assert_contains (saved, "# The shop.\n");
  assert_contains (saved, "- name: Look   # mine\n    enabled: false\n");
}

static void
test_comment (Fixture *fixture)
{
  WeirSession *session;
  g_autofree char *path = fixture_write ("test.flow.yaml", "");
  g_autofree char *saved = NULL;

  fixture_open_text (fixture, flow);
  session = weir_window_get_session (fixture->window);
  show_source (fixture);
  replace (fixture, "# The shop.", "# Our shop, mind the gap.");
  g_assert_true (weir_session_get_dirty (session));
  /* What is edited in the forms afterwards goes into the text that was typed. */
  weir_edits_set_string (weir_session_get_edits (session), get_step (fixture, 1), "name", "Buy");
  wait_read (fixture);
  fixture_activate (fixture, "win.save");
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  assert_contains (saved, "# Our shop, mind the gap.\n");
  assert_contains (saved, "- name: Buy\n");
}

static void
test_invalid (Fixture *fixture)
{
  g_autofree char *problem = NULL;
  g_autofree char *text = NULL;
  g_autofree char *kept = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  fixture_open_text (fixture, flow);
  show_source (fixture);
  replace (fixture, "method: POST", "methd: POST");
  problem = weir_source_page_get_problem (get_page (fixture), 0);
  assert_contains (problem, "line 7, column ");
  assert_contains (problem, "did you mean \"method\"?");
  buffer = weir_source_page_get_buffer (get_page (fixture));
  gtk_text_buffer_get_start_iter (buffer, &iter);
  g_assert_true (gtk_text_iter_forward_search (&iter, "methd", 0, &iter, NULL, NULL));
  g_assert_true (gtk_text_iter_has_tag (&iter,
                                        gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer),
                                                                   "error")));
  text = fixture_collect_text (GTK_WIDGET (get_page (fixture)));
  assert_contains (text, "The flow stays as it was until these problems are mended.");
  g_assert_cmpstr (weir_request_get_method (weir_step_get_request (get_step (fixture, 1))), ==, "POST");
  g_assert_true (weir_session_get_dirty (weir_window_get_session (fixture->window)));
  /* Another page does not lose what was typed; mended, it counts. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "view", g_variant_new_string ("edit"));
  show_source (fixture);
  kept = read_text (fixture);
  assert_contains (kept, "methd");
  replace (fixture, "methd: POST", "method: PUT");
  g_assert_null (weir_source_page_get_problem (get_page (fixture), 0));
  g_assert_cmpstr (weir_request_get_method (weir_step_get_request (get_step (fixture, 1))), ==, "PUT");
}

/* The first document has text with an error then, and is shown. */
static void
type_error (Fixture *fixture)
{
  fixture_open_text (fixture, flow);
  show_source (fixture);
  replace (fixture, "method: POST", "method: [POST");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Shop ●");
}

static void
test_close_asks (Fixture *fixture)
{
  g_autofree char *before = NULL;
  g_autofree char *name = NULL;

  type_error (fixture);
  fixture_activate (fixture, "win.close-document");
  fixture_answer ("Cancel");
  assert_text (fixture, "method: [POST");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "view", g_variant_new_string ("edit"));
  fixture_activate (fixture, "win.close-document");
  /* What the question is about is in sight again. */
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_page (fixture))));
  fixture_answer ("Save");
  assert_contains (weir_window_get_message (fixture->window),
                   "Not saved: Something is wrong in line 7 of the text under Source: ");
  assert_text (fixture, "method: [POST");
  name = g_file_get_path (weir_session_get_file (weir_window_get_session (fixture->window)));
  g_assert_true (g_file_get_contents (name, &before, NULL, NULL));
  assert_contains (before, "method: POST");
  fixture_activate (fixture, "win.close-document");
  fixture_answer ("Discard");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "welcome");
}

static void
test_window_close_asks (Fixture *fixture)
{
  type_error (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_nonnull (fixture_get_dialog ());
  fixture_answer ("Cancel");
  assert_text (fixture, "method: [POST");
}

static void
test_refused_leads_there (Fixture *fixture)
{
  g_autofree char *text = NULL;
  GtkTextIter iter;
  GtkTextBuffer *buffer;

  fixture_open_text (fixture, flow);
  show_source (fixture);
  replace (fixture, "method: POST", "methd: POST");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "view", g_variant_new_string ("edit"));
  fixture_activate (fixture, "win.save");
  assert_contains (weir_window_get_message (fixture->window),
                   "Not saved: Something is wrong in line 7 of the text under Source: ");
  g_assert_true (gtk_widget_get_mapped (find_button (fixture, "Show")));
  g_signal_emit_by_name (find_button (fixture, "Show"), "clicked");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_page (fixture))));
  buffer = weir_source_page_get_buffer (get_page (fixture));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 6);
}

static void
test_switch (Fixture *fixture)
{
  g_autofree char *other = fixture_write ("other.flow.yaml", other_flow);
  g_autofree char *shown = NULL;

  type_error (fixture);
  fixture_open (fixture, other);
  wait_read (fixture);
  assert_text (fixture, "name: Other");
  g_assert_false (weir_session_get_dirty (weir_window_get_session (fixture->window)));
  fixture_activate (fixture, "win.new-flow");
  wait_read (fixture);
  weir_window_show_document (fixture->window, 0);
  wait_read (fixture);
  assert_text (fixture, "method: [POST");
  shown = fixture_collect_text (GTK_WIDGET (get_page (fixture)));
  assert_contains (shown, "The flow stays as it was until these problems are mended.");
  replace (fixture, "method: [POST", "method: PATCH");
  g_assert_cmpstr (weir_request_get_method (weir_step_get_request (get_step (fixture, 1))), ==, "PATCH");
  fixture_activate (fixture, "win.save");
  assert_file_contains (fixture, "method: PATCH");
}

/* A person who types and saves, runs or goes elsewhere at once does not wait for a pause. */
static void
test_at_once (Fixture *fixture)
{
  g_autofree char *other = fixture_write ("other.flow.yaml", other_flow);

  fixture_open_text (fixture, flow);
  show_source (fixture);
  type (fixture, "# The shop.", "# Our shop.");
  g_assert_true (weir_source_page_is_busy (get_page (fixture)));
  fixture_activate (fixture, "win.save");
  assert_file_contains (fixture, "# Our shop.\n");
  g_assert_false (weir_session_get_dirty (weir_window_get_session (fixture->window)));
  type (fixture, "method: POST", "method: PUT");
  fixture_open (fixture, other);
  weir_window_show_document (fixture->window, 0);
  g_assert_cmpstr (weir_request_get_method (weir_step_get_request (get_step (fixture, 1))), ==, "PUT");
  wait_read (fixture);
  type (fixture, "name: Shop", "name: Mall");
  fixture_activate (fixture, "win.run");
  g_assert_cmpstr (weir_flow_get_name (weir_session_get_run_flow (weir_window_get_session (fixture->window))),
                   ==, "Mall");
  fixture_wait_done (fixture);
}

static void
test_discard (Fixture *fixture)
{
  g_autofree char *text = NULL;

  type_error (fixture);
  g_signal_emit_by_name (find_button (fixture, "Discard"), "clicked");
  wait_read (fixture);
  assert_text (fixture, "method: POST");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Shop");
  g_assert_false (weir_session_get_dirty (weir_window_get_session (fixture->window)));
}

static void
test_cursor (Fixture *fixture)
{
  WeirStepList *list;
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  fixture_open_text (fixture, flow);
  list = weir_window_get_step_list (fixture->window);
  show_source (fixture);
  buffer = weir_source_page_get_buffer (get_page (fixture));
  weir_step_list_select (list, weir_step_list_get_row (list, 1));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 5);
  gtk_widget_grab_focus (fixture_find (GTK_WIDGET (get_page (fixture)), GTK_TYPE_TEXT_VIEW, 0));
  gtk_text_buffer_get_iter_at_line (buffer, &iter, 4);
  gtk_text_buffer_place_cursor (buffer, &iter);
  g_assert_true (weir_step_row_get_step (weir_step_list_get_selected (list)) == get_step (fixture, 0));
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/source/it shows the flow with what is not saved, comments and all", test_shown);
  fixture_add ("/desktop/source/a valid text is one edit that can be undone, and is what is saved",
               test_applied);
  fixture_add ("/desktop/source/a comment alone is something to save", test_comment);
  fixture_add ("/desktop/source/an invalid text is underlined and changes nothing", test_invalid);
  fixture_add ("/desktop/source/closing a document with an invalid text asks, and saving says what is wrong",
               test_close_asks);
  fixture_add ("/desktop/source/closing the window with an invalid text asks", test_window_close_asks);
  fixture_add ("/desktop/source/what keeps it from being saved is one click away", test_refused_leads_there);
  fixture_add ("/desktop/source/an invalid text waits while other documents are shown", test_switch);
  fixture_add ("/desktop/source/what was typed a moment ago is saved and run, too", test_at_once);
  fixture_add ("/desktop/source/discarding an invalid text leaves nothing to save", test_discard);
  fixture_add ("/desktop/source/cursor and selected step go together", test_cursor);
  return fixture_run ();
}
