/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-time-window.c: one second of a run, closed: sparse counts of its times, as bytes and back
 */

#include "config.h"

#include "weir-measure-private.h"
#include "weir-time-window.h"

WeirTimeWindow *
weir_time_window_new (guint second)
{
  WeirTimeWindow *self = g_new0 (WeirTimeWindow, 1);

  self->second = second;
  self->time = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));
  self->response = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));
  return self;
}

void
weir_time_window_free (WeirTimeWindow *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->time);
  g_array_unref (self->response);
  g_free (self);
}

/**
 * weir_time_window_add_to_histogram:
 * @self: a window
 * @time: whether TotalTime is asked for, not ResponseTime
 * @histogram: what to add to
 *
 * Percentiles of several seconds are those of the histogram to which all of them were added.
 */
void
weir_time_window_add_to_histogram (const WeirTimeWindow *self, gboolean time, WeirHistogram *histogram)
{
  const GArray *slots = time ? self->time : self->response;
  const WeirTimeWindowFigure *figure = &self->figures[time ? WEIR_WINDOW_TIME : WEIR_WINDOW_RESPONSE];
  const WeirHistogramTotals totals = { 0, figure->min, figure->max, figure->sum };

  weir_histogram_merge_slots (histogram, (const WeirHistogramSlot *) slots->data, slots->len, &totals);
}

static void
put_figure (GByteArray *out, const WeirTimeWindowFigure *figure)
{
  weir_put_uint (out, figure->count);
  if (figure->count == 0)
    return;
  weir_put_int (out, figure->sum);
  weir_put_int (out, figure->min);
  weir_put_int (out, figure->max);
}

static void
take_figure (WeirTaker *taker, WeirTimeWindowFigure *figure)
{
  figure->count = weir_take_uint (taker, G_MAXUINT64);
  if (figure->count == 0)
    return;
  figure->sum = weir_take_int (taker);
  figure->min = weir_take_int (taker);
  figure->max = weir_take_int (taker);
}

static void
put_counts (GByteArray *out, const guint64 *counts, guint n)
{
  for (guint i = 0; i < n; i++)
    weir_put_uint (out, counts[i]);
}

static void
take_counts (WeirTaker *taker, guint64 *counts, guint n)
{
  for (guint i = 0; i < n; i++)
    counts[i] = weir_take_uint (taker, G_MAXUINT64);
}

static void
put_window (GByteArray *out, const WeirTimeWindow *self)
{
  weir_put_uint (out, self->second);
  weir_put_uint (out, self->started);
  weir_put_uint (out, self->answered);
  put_counts (out, self->classes, G_N_ELEMENTS (self->classes));
  weir_put_uint (out, self->errors);
  put_counts (out, self->error_kinds, G_N_ELEMENTS (self->error_kinds));
  weir_put_uint (out, self->cancelled);
  weir_put_uint (out, self->generator_errors);
  put_counts (out, self->outcomes, G_N_ELEMENTS (self->outcomes));
  weir_put_uint (out, self->in_flight);
  weir_put_uint (out, self->active_vus);
  for (guint i = 0; i < WEIR_N_WINDOW_QUANTITIES; i++)
    put_figure (out, &self->figures[i]);
  weir_put_slots (out, self->time);
  weir_put_slots (out, self->response);
}

static WeirTimeWindow *
take_window (WeirTaker *taker)
{
  WeirTimeWindow *self = weir_time_window_new ((guint) weir_take_uint (taker, G_MAXUINT));

  self->started = weir_take_uint (taker, G_MAXUINT64);
  self->answered = weir_take_uint (taker, G_MAXUINT64);
  take_counts (taker, self->classes, G_N_ELEMENTS (self->classes));
  self->errors = weir_take_uint (taker, G_MAXUINT64);
  take_counts (taker, self->error_kinds, G_N_ELEMENTS (self->error_kinds));
  self->cancelled = weir_take_uint (taker, G_MAXUINT64);
  self->generator_errors = weir_take_uint (taker, G_MAXUINT64);
  take_counts (taker, self->outcomes, G_N_ELEMENTS (self->outcomes));
  self->in_flight = (guint) weir_take_uint (taker, G_MAXUINT);
  self->active_vus = (guint) weir_take_uint (taker, G_MAXUINT);
  for (guint i = 0; i < WEIR_N_WINDOW_QUANTITIES; i++)
    take_figure (taker, &self->figures[i]);
  weir_take_slots (taker, self->time);
  weir_take_slots (taker, self->response);
  return self;
}

/**
 * weir_time_window_encode:
 * @windows: (element-type WeirTimeWindow): closed windows
 *
 * Returns: (transfer full): them as bytes for the archive
 */
GBytes *
weir_time_window_encode (GPtrArray *windows)
{
  GByteArray *out = g_byte_array_new ();

  weir_put_uint (out, WEIR_MAGIC_WINDOWS);
  weir_put_uint (out, windows->len);
  for (guint i = 0; i < windows->len; i++)
    put_window (out, g_ptr_array_index (windows, i));
  return g_byte_array_free_to_bytes (out);
}

/* What one window takes at least. */
#define SHORTEST 30

/**
 * weir_time_window_decode:
 * @bytes: from weir_time_window_encode()
 *
 * Returns: (transfer full) (nullable) (element-type WeirTimeWindow): the same windows, or %NULL with a
 *   #WEIR_MEASURE_ERROR
 */
GPtrArray *
weir_time_window_decode (GBytes *bytes, GError **error)
{
  WeirTaker taker = weir_taker_begin (bytes, WEIR_MAGIC_WINDOWS);
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  guint n = weir_take_count (&taker, SHORTEST);

  for (guint i = 0; i < n && !taker.damaged; i++)
    g_ptr_array_add (windows, take_window (&taker));
  return weir_taker_end (&taker, error) ? g_steal_pointer (&windows) : NULL;
}
