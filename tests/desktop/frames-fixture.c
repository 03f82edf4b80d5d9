/* SPDX-License-Identifier: GPL-3.0-or-later
 * frames-fixture.c: how long the main thread is busy for each frame while a person does something
 *
 * All that the thread does between two frames counts, not only what draws the second one: what a key or a
 * timer makes it do delays that frame, too. It is time of the processor: others that use the computer do not
 * count, but they slow it down, so what is too long has to be too long each of several times.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "frames-fixture.h"

#define ATTEMPTS 8
/* How many words are made and sorted to see how fast a computer is, and how long that takes on one that has
 * nothing else to do. */
#define N_WORDS 10000
#define WORDS_MS 4.0

/**
 * frames_get_work_ms:
 *
 * Returns: what the main thread has worked so far, in ms
 */
double
frames_get_work_ms (void)
{
  struct timespec time;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time), ==, 0);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static void
mark (Frames *frames, FramesPhase phase)
{
  double now_ms = frames_get_work_ms ();

  frames->now.phases_ms[phase] += now_ms - frames->marked_ms;
  frames->now.ms += now_ms - frames->marked_ms;
  frames->marked_ms = now_ms;
}

/* X11 lets the window find out how large it must be before the frame, Wayland within it. */
static gboolean
sizing_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  mark (data, FRAMES_HANDLING);
  return TRUE;
}

static void
sized_cb (Frames *frames)
{
  mark (frames, FRAMES_LAYOUT);
}

/* What follows the clock, as animations do. */
static void
updated_cb (Frames *frames)
{
  mark (frames, FRAMES_HANDLING);
}

/* May come several times. */
static void
laid_out_cb (Frames *frames)
{
  mark (frames, FRAMES_LAYOUT);
}

static void
painted_cb (Frames *frames)
{
  mark (frames, FRAMES_DRAWING);
  g_array_append_val (frames->times, frames->now);
  frames->now = (FramesTime){ 0 };
}

/**
 * frames_begin:
 * @frames: (out): to be measured
 * @fixture: the fixture
 *
 * From now on the frames of the window are measured.
 */
void
frames_begin (Frames *frames, Fixture *fixture)
{
  frames_begin_in (frames, GTK_WIDGET (fixture->window));
}

/**
 * frames_begin_in:
 * @frames: (out): to be measured
 * @window: a window
 *
 * From now on the frames of that window are measured.
 */
void
frames_begin_in (Frames *frames, GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  const GConnectFlags flags = G_CONNECT_SWAPPED | G_CONNECT_AFTER;

  *frames = (Frames){ .window = window, .times = g_array_new (FALSE, FALSE, sizeof (FramesTime)) };
  frames->hook = g_signal_add_emission_hook (g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL), 0,
                                             sizing_cb, frames, NULL);
  g_signal_connect_data (gtk_native_get_surface (GTK_NATIVE (window)), "compute-size", G_CALLBACK (sized_cb),
                         frames, NULL, flags);
  g_signal_connect_data (clock, "update", G_CALLBACK (updated_cb), frames, NULL, flags);
  g_signal_connect_data (clock, "layout", G_CALLBACK (laid_out_cb), frames, NULL, flags);
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (painted_cb), frames, NULL, flags);
  frames->marked_ms = frames_get_work_ms ();
}

/**
 * frames_skip:
 * @frames: what is measured
 *
 * What the thread has worked since the last frame was for the test.
 */
void
frames_skip (Frames *frames)
{
  frames->now = (FramesTime){ 0 };
  frames->marked_ms = frames_get_work_ms ();
}

static gboolean
has_frames (gpointer data)
{
  return ((GArray *) ((gpointer *) data)[0])->len >= GPOINTER_TO_UINT (((gpointer *) data)[1]);
}

/**
 * frames_wait:
 * @frames: what is measured
 *
 * Returns when what was done is drawn.
 */
void
frames_wait (Frames *frames)
{
  gpointer wanted[2] = { frames->times, GUINT_TO_POINTER (frames->times->len + 1) };

  gtk_widget_queue_draw (frames->window);
  g_assert_true (weir_test_wait (has_frames, wanted, DEADLINE_MS));
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double first = ((const FramesTime *) a)->ms;
  double second = ((const FramesTime *) b)->ms;

  return (first > second) - (first < second);
}

static char *
describe (const FramesTime *time)
{
  return g_strdup_printf ("%.1f ms (%.1f handling, %.1f layout, %.1f drawing)", time->ms,
                          time->phases_ms[FRAMES_HANDLING], time->phases_ms[FRAMES_LAYOUT],
                          time->phases_ms[FRAMES_DRAWING]);
}

/**
 * frames_end:
 * @frames: what was measured
 * @what: what a person did
 *
 * Tells how long the frames took.
 *
 * Returns: the longest, in ms
 */
double
frames_end (Frames *frames, const char *what)
{
  g_autofree char *median = NULL;
  g_autofree char *longest = NULL;
  FramesTime last;
  guint n_late = 0;
  guint place = 0;

  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (frames->window), frames);
  g_signal_handlers_disconnect_by_data (gtk_native_get_surface (GTK_NATIVE (frames->window)), frames);
  g_signal_remove_emission_hook (g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL), frames->hook);
  g_assert_cmpuint (frames->times->len, >, 0);
  for (guint i = 0; i < frames->times->len; i++)
    {
      double ms = g_array_index (frames->times, FramesTime, i).ms;

      n_late += ms > FRAME_MS;
      if (ms > g_array_index (frames->times, FramesTime, place).ms)
        place = i;
    }
  g_array_sort (frames->times, compare_times);
  last = g_array_index (frames->times, FramesTime, frames->times->len - 1);
  median = describe (&g_array_index (frames->times, FramesTime, frames->times->len / 2));
  longest = describe (&last);
  g_test_message ("%s: %u frames, median %s, longest %s is number %u, %u of more than %d ms", what,
                  frames->times->len, median, longest, place, n_late, FRAME_MS);
  g_array_unref (frames->times);
  return last.ms;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Some work of the same kind on all computers: memory is taken, filled, read across, and given back. */
static double
work_ms (void)
{
  double began_ms = frames_get_work_ms ();
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_WORDS; i++)
    g_ptr_array_add (words, g_strdup_printf ("%u", i * 2654435761u));
  g_ptr_array_sort (words, compare_words);
  return frames_get_work_ms () - began_ms;
}

/* How many times as long as usual this computer takes for anything just now; not less than once. */
static double
get_slowness (void)
{
  double least_ms = work_ms ();

  for (guint i = 0; i < 4; i++)
    least_ms = MIN (least_ms, work_ms ());
  return MAX (1, least_ms / WORDS_MS);
}

/**
 * frames_judge:
 * @fixture: the fixture
 * @deed: what a person does
 * @bound_ms: how long a frame should take
 *
 * Fails when a frame takes several times as long each time.
 */
void
frames_judge (Fixture *fixture, FramesDeed deed, double bound_ms)
{
  double bound = bound_ms * SLOWNESS;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < ATTEMPTS && best > bound; i++)
    {
      double longest_ms = deed (fixture);
      double slowness = get_slowness ();

      g_test_message ("this computer takes %.1f times as long as usual", slowness);
      best = MIN (best, longest_ms / slowness);
    }
  g_assert_cmpfloat (best, <=, bound);
}
