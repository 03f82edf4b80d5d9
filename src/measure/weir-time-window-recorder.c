/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-time-window-recorder.c: counting a running run second by second
 */

#include "config.h"

#include "weir-time-window.h"

/* A result comes up to a tenth of a second after its end, a whole batch of them a bit later; a second stays
 * open until the one after it is over too. */
#define OPEN 3

typedef struct
{
  WeirTimeWindow *window; /* NULL = nothing yet */
  WeirHistogram *time;
  WeirHistogram *response;
} Second;

struct _WeirTimeWindowRecorder
{
  Second seconds[OPEN]; /* by second % OPEN */
  guint oldest;         /* the first second that is still open */
  guint64 started;
};

WeirTimeWindowRecorder *
weir_time_window_recorder_new (void)
{
  WeirTimeWindowRecorder *self = g_new0 (WeirTimeWindowRecorder, 1);

  for (guint i = 0; i < OPEN; i++)
    {
      self->seconds[i].time = weir_histogram_new ();
      self->seconds[i].response = weir_histogram_new ();
    }
  return self;
}

void
weir_time_window_recorder_free (WeirTimeWindowRecorder *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < OPEN; i++)
    {
      g_clear_pointer (&self->seconds[i].window, weir_time_window_free);
      weir_histogram_free (self->seconds[i].time);
      weir_histogram_free (self->seconds[i].response);
    }
  g_free (self);
}

/* What belongs to a second that is closed, or not yet open, goes to the nearest one that is. */
static Second *
get_second (WeirTimeWindowRecorder *self, gint64 offset_us)
{
  gint64 asked = CLAMP (offset_us / G_USEC_PER_SEC, 0, G_MAXINT32);
  guint number = CLAMP ((guint) asked, self->oldest, self->oldest + OPEN - 1);
  Second *second = &self->seconds[number % OPEN];

  if (second->window == NULL)
    second->window = weir_time_window_new (number);
  return second;
}

/**
 * weir_time_window_recorder_add:
 * @self: a recorder
 * @offset_us: when the step came to its end, µs from the start of the run
 * @brief: what it came to
 * @phases: (nullable) (array fixed-size=7): the phases of its last attempt, µs
 *
 * Counts one result in the second in which it ended.
 */
void
weir_time_window_recorder_add (WeirTimeWindowRecorder *self, gint64 offset_us, const WeirStepBrief *brief,
                               const gint64 *phases)
{
  Second *second = get_second (self, offset_us);

  weir_time_window_count (second->window, brief, phases);
  if (!weir_step_brief_has_time (brief))
    return;
  weir_histogram_record (second->time, brief->time_us);
  weir_histogram_record (second->response, weir_step_brief_get_response (brief));
}

/**
 * weir_time_window_recorder_note:
 * @self: a recorder
 * @offset_us: now, µs from the start of the run
 * @started: how many requests were handed to the transport since then
 * @in_flight: how many wait for their answer now
 * @active_vus: how many virtual users are under way now
 *
 * Takes down how it stands, ten times a second or so.
 */
void
weir_time_window_recorder_note (WeirTimeWindowRecorder *self, gint64 offset_us, guint64 started,
                                guint in_flight, guint active_vus)
{
  WeirTimeWindow *window;

  if (started <= self->started && in_flight == 0 && active_vus == 0)
    return;
  window = get_second (self, offset_us)->window;
  window->started += MAX (started, self->started) - self->started;
  window->in_flight = MAX (window->in_flight, in_flight);
  window->active_vus = MAX (window->active_vus, active_vus);
  self->started = MAX (started, self->started);
}

static void
close_oldest (WeirTimeWindowRecorder *self, GPtrArray *windows)
{
  Second *second = &self->seconds[self->oldest++ % OPEN];

  if (second->window == NULL)
    return;
  weir_histogram_list_slots (second->time, second->window->time);
  weir_histogram_list_slots (second->response, second->window->response);
  weir_histogram_reset (second->time);
  weir_histogram_reset (second->response);
  g_ptr_array_add (windows, g_steal_pointer (&second->window));
}

/**
 * weir_time_window_recorder_close:
 * @self: a recorder
 * @offset_us: now, µs from the start of the run; %G_MAXINT64 when it is over
 * @windows: (element-type WeirTimeWindow): where to append the seconds that no result is waited for any more
 */
void
weir_time_window_recorder_close (WeirTimeWindowRecorder *self, gint64 offset_us, GPtrArray *windows)
{
  guint now = (guint) CLAMP (offset_us / G_USEC_PER_SEC, 0, G_MAXINT32);
  guint last = self->oldest + OPEN;

  while (self->oldest < last && (offset_us == G_MAXINT64 || self->oldest + OPEN - 1 <= now))
    close_oldest (self, windows);
  /* Nothing is in the open seconds any more when there was a long silence. */
  if (offset_us != G_MAXINT64 && self->oldest + OPEN - 1 < now)
    self->oldest = now - OPEN + 2;
}
