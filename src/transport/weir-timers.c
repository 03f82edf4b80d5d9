/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-timers.c: all timers of a worker on one GSource: a binary heap that wakes exactly when it must
 */

#include "config.h"

#include "weir-timers.h"

#include <sys/timerfd.h>
#include <unistd.h>

typedef struct
{
  GSource source;
  WeirTimers *timers;
} WeirTimersSource;

struct _WeirTimers
{
  /* owned */
  GSource *source;
  GPtrArray *heap; /* of WeirTimer, borrowed; index 0 is unused so that a place of 0 means "not running" */

  int fd;         /* of the clock that wakes the context; -1 when there was no descriptor left for it */
  gint64 told_us; /* the instant the clock is set to; -1 = none */

  const WeirTimer *firing; /* (nullable) whose function runs */
  gint64 turn_us;          /* what is due until then fires in this turn */
};

static WeirTimer *
get_timer (const WeirTimers *timers, guint place)
{
  return g_ptr_array_index (timers->heap, place);
}

static guint
get_last_place (const WeirTimers *timers)
{
  return timers->heap->len - 1;
}

static void
put_timer (WeirTimers *timers, WeirTimer *timer, guint place)
{
  g_ptr_array_index (timers->heap, place) = timer;
  timer->heap_index = place;
}

static void
sift_up (WeirTimers *timers, WeirTimer *timer, guint place)
{
  while (place > 1 && get_timer (timers, place / 2)->due_us > timer->due_us)
    {
      put_timer (timers, get_timer (timers, place / 2), place);
      place /= 2;
    }
  put_timer (timers, timer, place);
}

static void
sift_down (WeirTimers *timers, WeirTimer *timer, guint place)
{
  guint last = get_last_place (timers);

  while (place * 2 <= last)
    {
      guint child = place * 2;

      if (child < last && get_timer (timers, child + 1)->due_us < get_timer (timers, child)->due_us)
        child++;
      if (get_timer (timers, child)->due_us >= timer->due_us)
        break;
      put_timer (timers, get_timer (timers, child), place);
      place = child;
    }
  put_timer (timers, timer, place);
}

static void
take_out (WeirTimers *timers, WeirTimer *timer)
{
  guint place = timer->heap_index;
  WeirTimer *last = get_timer (timers, get_last_place (timers));

  g_ptr_array_set_size (timers->heap, (int) get_last_place (timers));
  timer->heap_index = 0;
  if (last == timer)
    return;
  if (place > 1 && get_timer (timers, place / 2)->due_us > last->due_us)
    sift_up (timers, last, place);
  else
    sift_down (timers, last, place);
}

static gint64
get_first_due (const WeirTimers *timers)
{
  return get_last_place (timers) > 0 ? MAX (get_timer (timers, 1)->due_us, 0) : -1;
}

/* GLib waits in whole milliseconds, rounded up, and the kernel adds some slack: launches would be late by
 * half a millisecond before anything else happens. A clock of its own wakes to the microsecond. */
static void
set_clock (WeirTimers *timers, gint64 due_us)
{
  struct itimerspec spec = { 0 };

  timers->told_us = due_us;
  if (timers->fd < 0)
    {
      g_source_set_ready_time (timers->source, due_us);
      return;
    }
  if (due_us >= 0)
    {
      spec.it_value.tv_sec = due_us / G_USEC_PER_SEC;
      /* An instant of nothing at all would stop the clock. */
      spec.it_value.tv_nsec = MAX (1, due_us % G_USEC_PER_SEC * 1000);
    }
  timerfd_settime (timers->fd, TFD_TIMER_ABSTIME, &spec, NULL);
}

/* To set the clock is a system call, and most timers are limits that are stopped long before. So it is set to
 * an earlier instant only; to a later one when the earlier has passed. */
static void
bring_forward (WeirTimers *timers)
{
  gint64 due_us = get_first_due (timers);

  if (timers->told_us < 0 || due_us < timers->told_us)
    set_clock (timers, due_us);
}

/* Only what was due when the turn began fires in it. */
static gboolean
timers_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  WeirTimers *timers = ((WeirTimersSource *) source)->timers;
  gint64 now_us = g_source_get_time (source);
  guint n_left = get_last_place (timers);

  g_source_ref (source);
  timers->turn_us = now_us;
  while (n_left-- > 0 && get_last_place (timers) > 0 && get_timer (timers, 1)->due_us <= now_us)
    {
      WeirTimer *timer = get_timer (timers, 1);

      take_out (timers, timer);
      timers->firing = timer;
      timer->function (timer->data);
      if (g_source_is_destroyed (source))
        break;
    }
  if (!g_source_is_destroyed (source))
    {
      timers->firing = NULL;
      set_clock (timers, get_first_due (timers));
    }
  g_source_unref (source);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs timers_functions = {
  .dispatch = timers_dispatch,
};

/**
 * weir_timers_new:
 * @context: (nullable): where the timers fire; %NULL is the default context
 *
 * Returns: (transfer full): timers, to be freed with weir_timers_free()
 */
WeirTimers *
weir_timers_new (GMainContext *context)
{
  WeirTimers *timers = g_new0 (WeirTimers, 1);

  timers->heap = g_ptr_array_new ();
  g_ptr_array_add (timers->heap, NULL);
  timers->source = g_source_new (&timers_functions, sizeof (WeirTimersSource));
  ((WeirTimersSource *) timers->source)->timers = timers;
  g_source_set_static_name (timers->source, "WeirTimers");
  timers->told_us = -1;
  timers->fd = timerfd_create (CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (timers->fd >= 0)
    g_source_add_unix_fd (timers->source, timers->fd, G_IO_IN);
  g_source_attach (timers->source, context);
  return timers;
}

/**
 * weir_timers_free:
 * @timers: (transfer full): timers; may be freed from within a firing timer
 *
 * Stops what still runs and frees @timers.
 */
void
weir_timers_free (WeirTimers *timers)
{
  g_return_if_fail (timers != NULL);

  for (guint i = 1; i < timers->heap->len; i++)
    get_timer (timers, i)->heap_index = 0;
  g_source_destroy (timers->source);
  g_source_unref (timers->source);
  if (timers->fd >= 0)
    close (timers->fd);
  g_ptr_array_unref (timers->heap);
  g_free (timers);
}

/**
 * weir_timers_start:
 * @timers: timers
 * @timer: the timer to start, or to restart when it runs; zeroed before its first use
 * @due_us: monotonic instant, in µs; one in the past fires in the next turn of the main context
 * @function: (scope call): called once, at @due_us or just after it
 * @data: given to @function
 *
 * @timer must not move in memory until it has fired or was stopped. Timers fire in the order of their
 * instants.
 * @function may start and stop any timer, also its own.
 */
void
weir_timers_start (WeirTimers *timers, WeirTimer *timer, gint64 due_us, void (*function) (gpointer data),
                   gpointer data)
{
  guint place = timer->heap_index;

  /* One that restarts itself with an instant in the past, as a crowd of arrivals does, has the next turn: it
   * cannot keep the rest of the program from running. */
  if (timer == timers->firing)
    due_us = MAX (due_us, timers->turn_us + 1);
  timer->due_us = due_us;
  timer->function = function;
  timer->data = data;
  if (place == 0)
    {
      g_ptr_array_add (timers->heap, timer);
      sift_up (timers, timer, get_last_place (timers));
    }
  else if (place > 1 && get_timer (timers, place / 2)->due_us > due_us)
    sift_up (timers, timer, place);
  else
    sift_down (timers, timer, place);
  bring_forward (timers);
}

/**
 * weir_timers_stop:
 * @timers: the timers @timer was started with
 * @timer: a timer; one that does not run is left as it is
 */
void
weir_timers_stop (WeirTimers *timers, WeirTimer *timer)
{
  if (timer->heap_index > 0)
    take_out (timers, timer);
}

/**
 * weir_timer_is_running:
 * @timer: a timer
 *
 * Returns: whether it was started and has neither fired nor been stopped
 */
gboolean
weir_timer_is_running (const WeirTimer *timer)
{
  return timer->heap_index != 0;
}
