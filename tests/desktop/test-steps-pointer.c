/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-steps-pointer.c: two hundred steps under a real pointer: dragging one, turning the wheel
 *
 * xdotool moves the pointer of the display, as a hand does: in many small steps. Where it is missing the
 * tests are skipped.
 */

#include "config.h"

#include <gdk/x11/gdkx.h>

#include "frames-fixture.h"
#include "pointer-fixture.h"

#define STEPS 200
#define MOVES 40
#define TURNS 30
/* Nothing moves while a step is dropped, so nobody sees that a frame is left out. */
#define DROP_FRAMES 2

static guint n_opened;

static WeirStepList *
get_list (Fixture *fixture)
{
  return weir_window_get_step_list (fixture->window);
}

static const char *
get_name (Fixture *fixture, guint index)
{
  return weir_step_get_name (
      weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, index));
}

static void
open_steps (Fixture *fixture)
{
  GString *text = g_string_new ("name: Many\nsteps:\n");
  g_autofree char *name = g_strdup_printf ("pointer-%u.flow.yaml", n_opened++);
  g_autofree char *file_name = NULL;

  for (guint i = 0; i < STEPS; i++)
    g_string_append_printf (text,
                            "  - name: Step number %u\n"
                            "    httpRequest: { url: 'http://127.0.0.1:1/items/%u' }\n",
                            i, i);
  file_name = fixture_write (name, text->str);
  g_string_free (text, TRUE);
  fixture_open (fixture, file_name);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
append_move (GString *script, Fixture *fixture, graphene_point_t point, const char *then)
{
  g_string_append_printf (script, "mousemove --window %lu %.0f %.0f sleep 0.016 %s ",
                          pointer_get_window (fixture), point.x, point.y, then);
}

static gboolean
has_moved (gpointer data)
{
  return g_str_equal (get_name (data, 0), "Step number 1");
}

/* Down to another row, and on to the lower edge of the list, where it scrolls. */
static double
drag (Fixture *fixture)
{
  GString *script = g_string_new (NULL);
  GtkWidget *first;
  GtkWidget *scroller;
  graphene_point_t from;
  graphene_point_t to;
  Frames frames;
  double longest;
  double dropping;

  open_steps (fixture);
  first = GTK_WIDGET (weir_step_list_get_row (get_list (fixture), 0));
  scroller = gtk_widget_get_ancestor (first, GTK_TYPE_SCROLLED_WINDOW);
  from = pointer_find_middle (fixture, first);
  to = pointer_find_middle (fixture, scroller);
  to.y += (float) gtk_widget_get_height (scroller) / 2 - 12;
  append_move (script, fixture, from, "mousedown 1");
  for (guint i = 1; i <= MOVES; i++)
    append_move (script, fixture,
                 GRAPHENE_POINT_INIT (from.x, from.y + (to.y - from.y) * (float) i / MOVES), "");
  for (guint i = 0; i < MOVES / 4; i++)
    append_move (script, fixture, GRAPHENE_POINT_INIT (to.x + (float) (i % 3), to.y), "");
  frames_begin (&frames, fixture);
  pointer_use (script);
  longest = frames_end (&frames, "dragging a step");
  script = g_string_new (NULL);
  append_move (script, fixture, to, "mouseup 1");
  frames_begin (&frames, fixture);
  pointer_use (script);
  g_assert_true (weir_test_wait (has_moved, fixture, DEADLINE_MS));
  frames_wait (&frames);
  dropping = frames_end (&frames, "dropping it");
  return MAX (longest, dropping / DROP_FRAMES);
}

static gboolean
has_focus (gpointer data)
{
  return gtk_widget_get_focus_child (data) != NULL;
}

static double
turn_wheel (Fixture *fixture)
{
  GString *script = g_string_new (NULL);
  GtkWidget *first;
  GtkWidget *scroller;
  Frames frames;
  double longest;

  open_steps (fixture);
  first = GTK_WIDGET (weir_step_list_get_row (get_list (fixture), 0));
  scroller = gtk_widget_get_ancestor (first, GTK_TYPE_SCROLLED_WINDOW);
  append_move (script, fixture, pointer_find_middle (fixture, scroller), "");
  for (guint i = 0; i < TURNS; i++)
    g_string_append (script, "click 5 sleep 0.016 ");
  frames_begin (&frames, fixture);
  pointer_use (script);
  frames_wait (&frames);
  longest = frames_end (&frames, "turning the wheel");
  g_assert_cmpfloat (
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller))), >, 0);
  return longest;
}

/* A person has typed into the editor, and clicks beside the steps to paste one there. */
static void
click_beside (Fixture *fixture)
{
  GString *script = g_string_new (NULL);
  g_autofree char *file_name =
      fixture_write ("few.flow.yaml", "name: Few\n"
                                      "steps:\n"
                                      "  - { name: One, httpRequest: { url: 'http://127.0.0.1:1/' } }\n");
  GtkWidget *list = GTK_WIDGET (get_list (fixture));
  GtkWidget *row;
  GtkWidget *scroller;

  fixture_open (fixture, file_name);
  row = GTK_WIDGET (weir_step_list_get_row (get_list (fixture), 0));
  weir_step_list_select (get_list (fixture), WEIR_STEP_ROW (row));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "edit"));
  gtk_widget_grab_focus (GTK_WIDGET (weir_step_editor_get_url (weir_window_get_editor (fixture->window))));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_null (gtk_widget_get_focus_child (list));
  scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  append_move (script, fixture, pointer_find_middle (fixture, scroller), "click 1");
  pointer_use (script);
  g_assert_true (weir_test_wait (has_focus, list, DEADLINE_MS));
}

static gboolean
has_pointer (Fixture *fixture)
{
  g_autofree char *program = g_find_program_in_path ("xdotool");

  if (program != NULL && GDK_IS_X11_DISPLAY (gtk_widget_get_display (GTK_WIDGET (fixture->window))))
    return TRUE;
  g_test_skip ("needs xdotool and an X server");
  return FALSE;
}

static void
test_drag (Fixture *fixture)
{
  if (has_pointer (fixture))
    frames_judge (fixture, drag, FRAME_MS);
}

static void
test_wheel (Fixture *fixture)
{
  if (has_pointer (fixture))
    frames_judge (fixture, turn_wheel, FRAME_MS);
}

static void
test_click (Fixture *fixture)
{
  if (has_pointer (fixture))
    click_beside (fixture);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/steps under a pointer/no frame takes longer than 16 ms while one is dragged",
               test_drag);
  fixture_add ("/desktop/steps under a pointer/no frame takes longer than 16 ms while the wheel turns",
               test_wheel);
  fixture_add ("/desktop/steps under a pointer/a click beside the steps takes the keyboard there",
               test_click);
  return fixture_run ();
}
