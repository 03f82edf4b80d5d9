/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-windows.c: the seconds of a job of a load plan that are still being counted in
 */

#include "config.h"

#include "weir-job-windows.h"

typedef struct
{
  WeirTimeWindow *window;
  WeirHistogram *time;
  WeirHistogram *response;
} Second;

struct _WeirJobWindows
{
  GArray *seconds; /* of Second, ascending; rarely more than three */
  guint oldest;    /* all before it are closed */
};

static void
clear_second (gpointer data)
{
  Second *second = data;

  weir_time_window_free (second->window);
  weir_histogram_free (second->time);
  weir_histogram_free (second->response);
}

WeirJobWindows *
weir_job_windows_new (void)
{
  WeirJobWindows *self = g_new0 (WeirJobWindows, 1);

  self->seconds = g_array_new (FALSE, FALSE, sizeof (Second));
  g_array_set_clear_func (self->seconds, clear_second);
  return self;
}

void
weir_job_windows_free (WeirJobWindows *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->seconds);
  g_free (self);
}

/* The one asked for is nearly always the last one. */
static Second *
get_second (WeirJobWindows *self, guint number)
{
  Second made = { 0 };
  guint i = self->seconds->len;

  number = MAX (number, self->oldest);
  for (; i > 0; i--)
    {
      Second *second = &g_array_index (self->seconds, Second, i - 1);

      if (second->window->second == number)
        return second;
      if (second->window->second < number)
        break;
    }
  made.window = weir_time_window_new (number);
  made.time = weir_histogram_new ();
  made.response = weir_histogram_new ();
  g_array_insert_val (self->seconds, i, made);
  return &g_array_index (self->seconds, Second, i);
}

void
weir_job_windows_start (WeirJobWindows *self, guint second)
{
  get_second (self, second)->window->started++;
}

void
weir_job_windows_count (WeirJobWindows *self, guint second, const WeirStepBrief *brief, const gint64 *phases)
{
  Second *open = get_second (self, second);

  weir_time_window_count (open->window, brief, phases);
  if (!weir_step_brief_has_time (brief))
    return;
  weir_histogram_record (open->time, brief->time_us);
  weir_histogram_record (open->response, weir_step_brief_get_response (brief));
}

void
weir_job_windows_note (WeirJobWindows *self, guint second, guint in_flight, guint clients)
{
  WeirTimeWindow *window = get_second (self, second)->window;

  window->in_flight = MAX (window->in_flight, in_flight);
  window->active_vus = MAX (window->active_vus, clients);
}

void
weir_job_windows_merge (WeirJobWindows *self, const WeirTimeWindow *window)
{
  Second *open = get_second (self, window->second);

  weir_time_window_merge (open->window, window);
  weir_time_window_add_to_histogram (window, TRUE, open->time);
  weir_time_window_add_to_histogram (window, FALSE, open->response);
}

/* Hands over the first @n seconds. */
static void
hand_over (WeirJobWindows *self, guint n, GPtrArray *windows)
{
  for (guint i = 0; i < n; i++)
    {
      Second *second = &g_array_index (self->seconds, Second, i);

      weir_histogram_list_slots (second->time, second->window->time);
      weir_histogram_list_slots (second->response, second->window->response);
      g_ptr_array_add (windows, g_steal_pointer (&second->window));
    }
  if (n > 0)
    g_array_remove_range (self->seconds, 0, n);
}

/**
 * weir_job_windows_close:
 * @second: the first one that may still be counted in
 * @windows: (element-type WeirTimeWindow): where to append those before it
 */
void
weir_job_windows_close (WeirJobWindows *self, guint second, GPtrArray *windows)
{
  guint n = 0;

  while (n < self->seconds->len && g_array_index (self->seconds, Second, n).window->second < second)
    n++;
  hand_over (self, n, windows);
  self->oldest = MAX (self->oldest, second);
}

/**
 * weir_job_windows_take:
 * @windows: (element-type WeirTimeWindow): where to append what was counted since the last time
 */
void
weir_job_windows_take (WeirJobWindows *self, GPtrArray *windows)
{
  hand_over (self, self->seconds->len, windows);
}
