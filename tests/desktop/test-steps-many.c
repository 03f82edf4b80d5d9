/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-steps-many.c: hundreds of steps: opening, typing, scrolling, moving, and how long the window is busy
 *
 * The figures are told, and held to bounds that a slow and busy machine keeps: what grows with the square of
 * the number of steps, or looks at all of them at each key, goes beyond.
 */

#include "config.h"

#include <time.h>

#include "weir-flow-format.h"
#include "window-fixture.h"

/* Of work in the main thread for one frame; a frame of 60 Hz has 16 ms. A busy machine, or one that looks for
 * errors in memory, is forgiven more. */
#define FRAME_MS 16
#define FRAME_BOUND_MS 300
#define OPEN_BOUND_MS 5000
#define FRAMES 40

typedef struct
{
  GdkFrameClock *clock;
  double began_ms;
  GArray *times; /* of double, ms */
} Frames;

/* What the main thread has worked so far; others that use the computer do not count. */
static double
get_work_ms (void)
{
  struct timespec time;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time), ==, 0);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static void
begin_frame_cb (Frames *frames)
{
  if (frames->began_ms < 0)
    frames->began_ms = get_work_ms ();
}

static void
end_frame_cb (Frames *frames)
{
  double ms = get_work_ms () - frames->began_ms;

  if (frames->began_ms >= 0)
    g_array_append_val (frames->times, ms);
  frames->began_ms = -1;
}

static void
watch_frames (Fixture *fixture, Frames *frames)
{
  frames->clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  frames->began_ms = -1;
  frames->times = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect_swapped (frames->clock, "before-paint", G_CALLBACK (begin_frame_cb), frames);
  g_signal_connect_data (frames->clock, "after-paint", G_CALLBACK (end_frame_cb), frames, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
tell_frames (Frames *frames, const char *what)
{
  double median;
  double longest;
  guint n_late = 0;

  g_signal_handlers_disconnect_by_data (frames->clock, frames);
  g_assert_cmpuint (frames->times->len, >, 0);
  g_array_sort (frames->times, compare_times);
  median = g_array_index (frames->times, double, frames->times->len / 2);
  longest = g_array_index (frames->times, double, frames->times->len - 1);
  for (guint i = 0; i < frames->times->len; i++)
    n_late += g_array_index (frames->times, double, i) > FRAME_MS;
  g_test_message ("%s: %u frames, median %.1f ms, longest %.1f ms, %u of more than %d ms", what,
                  frames->times->len, median, longest, n_late, FRAME_MS);
  g_array_unref (frames->times);
  g_assert_cmpfloat (median, <, FRAME_BOUND_MS);
}

static gboolean
has_frames (gpointer data)
{
  return ((GArray *) ((gpointer *) data)[0])->len >= GPOINTER_TO_UINT (((gpointer *) data)[1]);
}

static void
wait_frame (Fixture *fixture, Frames *frames)
{
  gpointer wanted[2] = { frames->times, GUINT_TO_POINTER (frames->times->len + 1) };

  gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
  g_assert_true (weir_test_wait (has_frames, wanted, DEADLINE_MS));
}

static void
open_steps (Fixture *fixture, guint n_steps)
{
  GString *text = g_string_new ("name: Many\nsteps:\n");
  double began_ms;
  double ms;

  for (guint i = 0; i < n_steps; i++)
    g_string_append_printf (text,
                            "  - name: Step number %u, which has a name of some length\n"
                            "    httpRequest: { method: %s, url: 'http://127.0.0.1:1/items/%u' }\n",
                            i, i % 3 == 0 ? "POST" : "GET", i);
  began_ms = get_work_ms ();
  fixture_open_text (fixture, text->str);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  ms = get_work_ms () - began_ms;
  g_string_free (text, TRUE);
  g_test_message ("opening %u steps until they are drawn: %.0f ms", n_steps, ms);
  g_assert_cmpfloat (ms, <, OPEN_BOUND_MS);
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

static void
type_name (Fixture *fixture, guint index)
{
  GString *name = g_string_new ("");
  Frames frames;

  watch_frames (fixture, &frames);
  for (guint i = 0; i < FRAMES; i++)
    {
      g_string_append_c (name, (char) ('a' + i % 26));
      begin_frame_cb (&frames); /* the key itself is part of the work */
      weir_edits_set_string (get_edits (fixture), get_step (fixture, index), "name", name->str);
      wait_frame (fixture, &frames);
    }
  g_string_free (name, TRUE);
  tell_frames (&frames, "typing a name");
}

static void
scroll (Fixture *fixture)
{
  WeirStepRow *row = weir_step_list_get_row (weir_window_get_step_list (fixture->window), 0);
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  Frames frames;

  watch_frames (fixture, &frames);
  for (guint i = 0; i < FRAMES; i++)
    {
      gtk_adjustment_set_value (adjustment, i * 37.0);
      wait_frame (fixture, &frames);
    }
  tell_frames (&frames, "scrolling");
}

static void
move (Fixture *fixture)
{
  GListStore *steps = weir_flow_get_part (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS);
  Frames frames;

  watch_frames (fixture, &frames);
  for (guint i = 0; i < FRAMES; i++)
    {
      begin_frame_cb (&frames);
      weir_edits_move (get_edits (fixture), steps, i, i + 1);
      wait_frame (fixture, &frames);
    }
  tell_frames (&frames, "moving a step");
}

static gboolean
is_read (gpointer data)
{
  return !weir_source_page_is_busy (data);
}

/* What was read in another thread becomes an edit of the flow in the main thread. */
static void
take_over (WeirSession *session)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autofree char *text = weir_session_dup_source (session, NULL);
  GString *other = g_string_new (text);
  g_autoptr (WeirFlow) flow = NULL;
  double began_ms;

  g_string_replace (other, "Step number 7,", "Another step,", 1);
  flow = weir_flow_parse (other->str, other->len, FALSE, problems);
  began_ms = get_work_ms ();
  weir_session_apply_source (session, other->str, flow);
  g_test_message ("taking the text over: %.1f ms", get_work_ms () - began_ms);
  g_assert_cmpfloat (get_work_ms () - began_ms, <, FRAME_BOUND_MS);
  g_string_free (other, TRUE);
}

/* Each key, and then what they make of the flow. */
static void
type_source (Fixture *fixture)
{
  WeirSourcePage *page = weir_window_get_source_page (fixture->window);
  GtkTextBuffer *buffer = weir_source_page_get_buffer (page);
  GtkTextIter iter;
  Frames frames;

  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window), "view",
                                      g_variant_new_string ("source"));
  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
  watch_frames (fixture, &frames);
  for (guint i = 0; i < FRAMES; i++)
    {
      begin_frame_cb (&frames);
      gtk_text_buffer_get_iter_at_line (buffer, &iter, 2);
      gtk_text_iter_forward_to_line_end (&iter);
      gtk_text_buffer_insert (buffer, &iter, i % 2 == 0 ? "x" : "y", 1);
      wait_frame (fixture, &frames);
    }
  tell_frames (&frames, "typing as text");
  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
  g_assert_true (g_str_has_suffix (weir_step_get_name (get_step (fixture, 0)), "xyxy"));
  take_over (weir_window_get_session (fixture->window));
}

static void
edit_many (Fixture *fixture, guint n_steps)
{
  open_steps (fixture, n_steps);
  type_name (fixture, 3);
  scroll (fixture);
  move (fixture);
  type_source (fixture);
}

static void
test_two_hundred (Fixture *fixture)
{
  edit_many (fixture, 200);
}

static void
test_thousand (Fixture *fixture)
{
  edit_many (fixture, 1000);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/many steps/two hundred are edited smoothly", test_two_hundred);
  fixture_add ("/desktop/many steps/a thousand open soon and stay usable", test_thousand);
  return fixture_run ();
}
