/* SPDX-License-Identifier: GPL-3.0-or-later
 * frames-fixture.c: how long the main thread is busy for each frame while a person does something
 *
 * All that the thread does between two frames counts, not only what draws the second one: what a key or a
 * timer makes it do delays that frame, too. It is time of the processor: others that use the computer do not
 * count, but they slow it down, so what is too long has to be too long each of several times.
 */

#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "frames-fixture.h"

#define ATTEMPTS 4
/* Computers differ by about as much, and others on the same one take its caches: the figures are told, and
 * what fails is what has become several times as slow. Whoever looks for errors in memory is slower still. */
#if defined(__SANITIZE_ADDRESS__)
#define SLOWNESS 60
#else
#define SLOWNESS 3
#endif

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
end_frame_cb (Frames *frames)
{
  double now_ms = frames_get_work_ms ();
  double ms = now_ms - frames->began_ms;

  g_array_append_val (frames->times, ms);
  frames->began_ms = now_ms;
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
  frames->window = window;
  frames->times = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect_data (gtk_widget_get_frame_clock (frames->window), "after-paint",
                         G_CALLBACK (end_frame_cb), frames, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  frames->began_ms = frames_get_work_ms ();
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
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
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
  double longest;
  guint n_late = 0;
  guint place = 0;

  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (frames->window), frames);
  g_assert_cmpuint (frames->times->len, >, 0);
  for (guint i = 0; i < frames->times->len; i++)
    {
      n_late += g_array_index (frames->times, double, i) > FRAME_MS;
      if (g_array_index (frames->times, double, i) > g_array_index (frames->times, double, place))
        place = i;
    }
  g_array_sort (frames->times, compare_times);
  longest = g_array_index (frames->times, double, frames->times->len - 1);
  g_test_message ("%s: %u frames, median %.1f ms, longest %.1f ms (number %u), %u of more than %d ms", what,
                  frames->times->len, g_array_index (frames->times, double, frames->times->len / 2), longest,
                  place, n_late, FRAME_MS);
  g_array_unref (frames->times);
  return longest;
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
  double best = G_MAXDOUBLE;
  double bound = bound_ms * SLOWNESS;

  for (guint i = 0; i < ATTEMPTS && best > bound; i++)
    {
      double longest_ms = deed (fixture);

      best = MIN (best, longest_ms);
    }
  g_assert_cmpfloat (best, <=, bound);
}
