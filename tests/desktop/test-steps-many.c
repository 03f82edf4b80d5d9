/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-steps-many.c: hundreds of steps: opening, typing, scrolling, moving, and how long the window is busy
 */

#include "config.h"

#include <string.h>

#include "frames-fixture.h"
#include "weir-flow-format.h"

/* With a thousand steps whatever a person does is seen at once, though not from one frame to the next. */
#define USABLE_MS 100
#define OPEN_MS 1000
/* What is done once, by one key or after a pause in typing, may leave out a frame or two. */
#define SINGLE_FRAMES 3
/* GtkSourceView highlights what was typed in slices of 10 ms and more, besides. */
#define TEXT_FRAMES 2
/* A person who opens a flow looks at it before typing. */
#define FRAMES_LOOKED 20

static const char step_text[] = "  - name: Step number %u, which has a name of some length\n"
                                "    httpRequest:\n"
                                "      method: %s\n"
                                "      url: ${base}/items/%u?page=1\n"
                                "      headers: { Accept: application/json, X-Token: \"${token}\" }\n"
                                "      payload:\n"
                                "        raw: |\n"
                                "          {\"name\": \"Pencil\", \"amount\": %u}\n"
                                "    extract:\n"
                                "      - { name: id%u, from: body, path: $.id }\n"
                                "    assert:\n"
                                "      - { from: status, is: \"<\", value: 400 }\n";

/* What is typed, letter for letter. */
static const char sentence[] = "of a customer who pays when it is there ";

static guint n_steps;
static guint n_opened;

static double
open_steps (Fixture *fixture)
{
  GString *text = g_string_new ("name: Many\nvariables:\n  - { name: base, value: \"http://127.0.0.1:1\" }\n"
                                "  - { name: token, value: t }\nsteps:\n");
  g_autofree char *name = g_strdup_printf ("many-%u.flow.yaml", n_opened++);
  g_autofree char *file_name = NULL;
  double began_ms;
  double ms;

  for (guint i = 0; i < n_steps; i++)
    g_string_append_printf (text, step_text, i, i % 3 == 0 ? "POST" : "PUT", i, i, i);
  file_name = fixture_write (name, text->str);
  began_ms = frames_get_work_ms ();
  fixture_open (fixture, file_name);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  ms = frames_get_work_ms () - began_ms;
  g_string_free (text, TRUE);
  g_test_message ("opening %u steps until they are drawn: %.0f ms", n_steps, ms);
  return ms;
}

/* What is done when nobody has touched the flow yet counts, too. */
static double
look (Fixture *fixture)
{
  Frames frames;

  frames_begin (&frames, fixture);
  for (guint i = 0; i < FRAMES_LOOKED; i++)
    frames_wait (&frames);
  return frames_end (&frames, "looking at it");
}

static double
open_and_look (Fixture *fixture)
{
  open_steps (fixture);
  return look (fixture);
}

static WeirStep *
get_step (Fixture *fixture, guint index)
{
  return weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, index);
}

static WeirEdits *
get_edits (Fixture *fixture)
{
  return weir_session_get_edits (weir_window_get_session (fixture->window));
}

static WeirStepEditor *
edit_step (Fixture *fixture, guint index)
{
  WeirStepList *list = weir_window_get_step_list (fixture->window);

  weir_step_list_select (list, weir_step_list_get_row (list, index));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "edit"));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  return weir_window_get_editor (fixture->window);
}

static double
type_into (Fixture *fixture, WeirValueEntry *entry, int position, const char *what)
{
  GtkEditable *editable = weir_value_entry_get_editable (entry);
  Frames frames;

  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_position (editable, position);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  frames_begin (&frames, fixture);
  for (guint i = 0; i < FRAMES; i++)
    {
      position = gtk_editable_get_position (editable);
      gtk_editable_insert_text (editable, sentence + i % (sizeof sentence - 1), 1, &position);
      gtk_editable_set_position (editable, position);
      frames_wait (&frames);
    }
  return frames_end (&frames, what);
}

static double
type_name (Fixture *fixture)
{
  WeirStepEditor *editor;
  double longest = open_and_look (fixture);
  double typing;

  editor = edit_step (fixture, 3);
  typing = type_into (fixture, weir_step_editor_get_name (editor), -1, "typing a name");
  return MAX (longest, typing);
}

static double
type_url (Fixture *fixture)
{
  WeirStepEditor *editor;

  open_steps (fixture);
  editor = edit_step (fixture, n_steps / 2);
  return type_into (fixture, weir_step_editor_get_url (editor), -1, "typing a URL");
}

/* Then it is nothing that can be sent until it is whole, and its marks move. */
static double
type_before_placeholder (Fixture *fixture)
{
  WeirStepEditor *editor;

  open_steps (fixture);
  editor = edit_step (fixture, n_steps / 2);
  return type_into (fixture, weir_step_editor_get_url (editor), 0, "typing before a placeholder");
}

/* From one step to the next, with the editor beside them. */
static double
walk (Fixture *fixture)
{
  Frames frames;

  open_steps (fixture);
  edit_step (fixture, 0);
  frames_begin (&frames, fixture);
  for (guint i = 1; i <= FRAMES; i++)
    {
      WeirStepList *list = weir_window_get_step_list (fixture->window);

      weir_step_list_select (list, weir_step_list_get_row (list, i));
      frames_wait (&frames);
    }
  return frames_end (&frames, "walking from step to step");
}

static double
scroll (Fixture *fixture)
{
  WeirStepRow *row;
  GtkWidget *scroller;
  GtkAdjustment *adjustment;
  Frames frames;

  open_steps (fixture);
  row = weir_step_list_get_row (weir_window_get_step_list (fixture->window), 0);
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  frames_begin (&frames, fixture);
  for (guint i = 0; i < FRAMES; i++)
    {
      gtk_adjustment_set_value (adjustment, i * 37.0);
      frames_wait (&frames);
    }
  return frames_end (&frames, "scrolling");
}

static double
move (Fixture *fixture)
{
  Frames frames;

  open_steps (fixture);
  edit_step (fixture, 0);
  frames_begin (&frames, fixture);
  for (guint i = 0; i < FRAMES; i++)
    {
      g_assert_true (gtk_widget_activate_action (
          GTK_WIDGET (weir_window_get_step_list (fixture->window)), "steps.move-down", NULL));
      frames_wait (&frames);
    }
  return frames_end (&frames, "moving a step");
}

static double
take_back (Fixture *fixture)
{
  GListStore *steps;
  Frames frames;

  open_steps (fixture);
  steps = weir_flow_get_part (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS);
  for (guint i = 0; i < FRAMES / 2; i++)
    weir_edits_move (get_edits (fixture), steps, i, i + 1);
  frames_begin (&frames, fixture);
  for (guint i = 0; i < FRAMES; i++)
    {
      fixture_activate (fixture, i % 4 < 2 ? "win.undo" : "win.redo");
      frames_wait (&frames);
    }
  return frames_end (&frames, "undoing and redoing");
}

static gboolean
is_read (gpointer data)
{
  return !weir_source_page_is_busy (data);
}

/* What was read in another thread becomes an edit of the flow in the main thread. */
static double
take_over (WeirSession *session)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autofree char *text = weir_session_dup_source (session, NULL);
  GString *other = g_string_new (text);
  g_autoptr (WeirFlow) flow = NULL;
  double began_ms;
  double ms;

  g_string_replace (other, "Step number 7,", "Another step,", 1);
  flow = weir_flow_parse (other->str, other->len, FALSE, problems);
  began_ms = frames_get_work_ms ();
  weir_session_apply_source (session, other->str, flow);
  ms = frames_get_work_ms () - began_ms;
  g_test_message ("taking the text over: %.1f ms", ms);
  g_string_free (other, TRUE);
  return ms;
}

/* Each key, and then what they make of the flow. */
static double
type_source (Fixture *fixture)
{
  WeirSourcePage *page = weir_window_get_source_page (fixture->window);
  GtkTextBuffer *buffer = weir_source_page_get_buffer (page);
  GtkTextIter iter;
  Frames frames;
  double typing;
  double taking;

  open_steps (fixture);
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window), "view",
                                      g_variant_new_string ("source"));
  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
  frames_begin (&frames, fixture);
  for (guint i = 0; i < FRAMES; i++)
    {
      gtk_text_buffer_get_iter_at_line (buffer, &iter, 5);
      gtk_text_iter_forward_to_line_end (&iter);
      gtk_text_buffer_insert (buffer, &iter, i % 2 == 0 ? "x" : "y", 1);
      frames_wait (&frames);
    }
  typing = frames_end (&frames, "typing as text");
  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
  g_assert_true (g_str_has_suffix (weir_step_get_name (get_step (fixture, 0)), "xyxy"));
  taking = take_over (weir_window_get_session (fixture->window));
  return MAX (typing, taking * TEXT_FRAMES / SINGLE_FRAMES);
}

static void
test_two_hundred (Fixture *fixture)
{
  static const FramesDeed smooth[] = { type_url, type_before_placeholder, type_name, scroll };
  static const FramesDeed single[] = { walk, move, take_back };

  n_steps = 200;
  for (guint i = 0; i < G_N_ELEMENTS (smooth); i++)
    frames_judge (fixture, smooth[i], FRAME_MS);
  frames_judge (fixture, type_source, FRAME_MS * TEXT_FRAMES);
  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    frames_judge (fixture, single[i], FRAME_MS * SINGLE_FRAMES);
}

static void
test_thousand (Fixture *fixture)
{
  n_steps = 1000;
  frames_judge (fixture, open_steps, OPEN_MS);
  frames_judge (fixture, type_url, USABLE_MS);
  frames_judge (fixture, move, USABLE_MS);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/many steps/typing and scrolling are smooth with two hundred", test_two_hundred);
  fixture_add ("/desktop/many steps/a thousand open within a second and stay usable", test_thousand);
  return fixture_run ();
}
