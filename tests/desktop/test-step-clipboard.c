/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-step-clipboard.c: steps to the clipboard and from it: as text, into other flows, curl commands
 */

#include "config.h"

#include "step-fixture.h"

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
read_clipboard (Fixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, text_cb,
                                 &text);
  g_assert_true (weir_test_wait (is_set, &text, DEADLINE_MS));
  return text;
}

static gboolean
has_other_undo (gpointer data)
{
  WeirEdits *edits = weir_session_get_edits (weir_window_get_session (data));

  return g_strcmp0 (weir_edits_get_undo_label (edits), "Paste Step") == 0
         || g_strcmp0 (weir_edits_get_undo_label (edits), "Paste Steps") == 0;
}

static void
paste (Fixture *fixture)
{
  steps_act (fixture, "steps.paste");
  g_assert_true (weir_test_wait (has_other_undo, fixture->window, DEADLINE_MS));
}

static void
test_copy_paste (Fixture *fixture)
{
  g_autofree char *text = NULL;
  WeirStep *pasted;

  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 2);
  steps_act (fixture, "steps.copy");
  text = read_clipboard (fixture);
  g_assert_true (g_str_has_prefix (text, "- name: Order it\n"));
  assert_contains (text, "method: POST\n");
  steps_select_row (fixture, 3);
  paste (fixture);
  steps_assert_steps (fixture, "Log in | List items, Order it, Check it, Order it (2) |");
  steps_assert_selected (fixture, "Order it (2)");
  pasted = weir_step_row_get_step (steps_get_row (fixture, 4));
  g_assert_cmpstr (weir_request_get_method (weir_step_get_request (pasted)), ==, "POST");
  steps_assert_undo (fixture, "Paste Step");
}

static void
test_cut_to_other_flow (Fixture *fixture)
{
  const char *text = "name: Other\nsteps:\n- { name: A, wait: 1ms }\n";
  g_autofree char *other = fixture_write ("other.flow.yaml", text);

  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 1);
  steps_act (fixture, "steps.cut");
  steps_assert_steps (fixture, "Log in | Order it, Check it |");
  steps_assert_undo (fixture, "Cut Step");
  fixture_open (fixture, other);
  paste (fixture);
  steps_assert_steps (fixture, " | A, List items |");
  steps_assert_undo (fixture, "Paste Step");
}

static void
test_copy_to_other_flow (Fixture *fixture)
{
  const char *text = "name: Third\nsteps:\n- { name: A, wait: 1ms }\n";
  g_autofree char *other = fixture_write ("third.flow.yaml", text);

  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 2);
  steps_act (fixture, "steps.copy");
  steps_assert_steps (fixture, AS_OPENED);
  fixture_open (fixture, other);
  paste (fixture);
  steps_assert_steps (fixture, " | A, Order it |");
}

static void
test_paste_text (Fixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));

  fixture_open_text (fixture, steps_shop);
  gdk_clipboard_set_text (clipboard, "  - name: X   # a note\n"
                                     "    wait: 5ms\n"
                                     "  - { name: Log in, wait: 1ms }\n");
  steps_select_row (fixture, 1);
  paste (fixture);
  steps_assert_steps (fixture, "Log in | List items, X, Log in (2), Order it, Check it |");
  steps_assert_undo (fixture, "Paste Steps");
  fixture_activate (fixture, "win.undo");
  steps_assert_steps (fixture, AS_OPENED);
}

static gboolean
has_curl_undo (gpointer data)
{
  WeirEdits *edits = weir_session_get_edits (weir_window_get_session (data));

  return g_strcmp0 (weir_edits_get_undo_label (edits), "Add Step from curl") == 0;
}

static void
test_curl (Fixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  const char *const actions[] = { "steps.add-from-curl", "steps.paste" };

  fixture_open_text (fixture, steps_shop);
  gdk_clipboard_set_text (clipboard, "curl -X PUT http://127.0.0.1:1/carts/7 -d 'a=1'");
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      WeirStep *step;

      steps_select_row (fixture, 1);
      steps_act (fixture, actions[i]);
      g_assert_true (weir_test_wait (has_curl_undo, fixture->window, DEADLINE_MS));
      steps_assert_steps (fixture, "Log in | List items, PUT /carts/7, Order it, Check it |");
      step = weir_step_row_get_step (steps_get_row (fixture, 2));
      g_assert_cmpstr (weir_request_get_method (weir_step_get_request (step)), ==, "PUT");
      fixture_activate (fixture, "win.undo");
      steps_assert_steps (fixture, AS_OPENED);
    }
}

static gboolean
has_message (gpointer data)
{
  return weir_window_get_message (data) != NULL;
}

static void
test_paste_nonsense (Fixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));

  fixture_open_text (fixture, steps_shop);
  gdk_clipboard_set_text (clipboard, "Dear Sir or Madam");
  steps_act (fixture, "steps.paste");
  g_assert_true (weir_test_wait (has_message, fixture->window, DEADLINE_MS));
  assert_contains (weir_window_get_message (fixture->window), "There are no steps on the clipboard.");
  fixture_activate (fixture, "win.close-message");
  steps_act (fixture, "steps.add-from-curl");
  g_assert_true (weir_test_wait (has_message, fixture->window, DEADLINE_MS));
  assert_contains (weir_window_get_message (fixture->window), "There is no curl command on the clipboard.");
  fixture_activate (fixture, "win.close-message");
  gdk_clipboard_set_text (clipboard, "- name: X\n  httpRequst: { url: http://x }\n");
  steps_act (fixture, "steps.paste");
  g_assert_true (weir_test_wait (has_message, fixture->window, DEADLINE_MS));
  assert_contains (weir_window_get_message (fixture->window), "These steps cannot be pasted: ");
  assert_contains (weir_window_get_message (fixture->window), "httpRequest");
  steps_assert_steps (fixture, AS_OPENED);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
#define add(name, func) fixture_add ("/desktop/step clipboard/" name, func)
  add ("a copied step is text, and pasted with a name of its own", test_copy_paste);
  add ("a step that is cut is pasted into another flow", test_cut_to_other_flow);
  add ("a step that is copied is pasted into another flow, and stays", test_copy_to_other_flow);
  add ("steps from a text editor are pasted", test_paste_text);
  add ("a curl command on the clipboard becomes a step", test_curl);
  add ("what is no step is not pasted, and the message says why", test_paste_nonsense);
#undef add
  return fixture_run ();
}
