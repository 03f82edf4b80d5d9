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
add_figure (WeirTimeWindow *window, guint quantity, gint64 value)
{
  WeirTimeWindowFigure *figure = &window->figures[quantity];

  figure->min = figure->count == 0 ? value : MIN (figure->min, value);
  figure->max = figure->count == 0 ? value : MAX (figure->max, value);
  figure->sum += value;
  figure->count++;
}

static void
add_phases (WeirTimeWindow *window, const gint64 *phases)
{
  for (guint i = 0; i < WEIR_N_PHASES; i++)
    if (phases[i] > 0 || (i != WEIR_PHASE_DNS && i != WEIR_PHASE_TCP && i != WEIR_PHASE_TLS))
      add_figure (window, WEIR_WINDOW_PHASES + i, phases[i]);
}

static void
count_timed (WeirTimeWindow *window, const WeirStepBrief *brief, const gint64 *phases)
{
  guint class = brief->status / 100;

  if (brief->exchange == WEIR_EXCHANGE_ANSWERED)
    {
      window->answered++;
      window->classes[class < G_N_ELEMENTS (window->classes) ? class : 0]++;
    }
  else
    {
      window->errors++;
      window->error_kinds[MIN (brief->error_kind, WEIR_N_ERROR_KINDS - 1)]++;
    }
  add_figure (window, WEIR_WINDOW_TIME, brief->time_us);
  add_figure (window, WEIR_WINDOW_RESPONSE, weir_step_brief_get_response (brief));
  if (phases != NULL)
    add_phases (window, phases);
}

/**
 * weir_time_window_count:
 * @self: a window
 * @brief: what came to its end in it
 * @phases: (nullable) (array fixed-size=7): the phases of its last attempt, µs
 *
 * Counts one result, all but its times in slots: those are counted in histograms while a window is open.
 */
void
weir_time_window_count (WeirTimeWindow *self, const WeirStepBrief *brief, const gint64 *phases)
{
  self->outcomes[MIN (brief->outcome, WEIR_N_STEP_OUTCOMES - 1)]++;
  if (!brief->has_exchange)
    return;
  self->cancelled += brief->exchange == WEIR_EXCHANGE_CANCELLED;
  self->generator_errors += brief->exchange == WEIR_EXCHANGE_GENERATOR;
  add_figure (self, WEIR_WINDOW_BYTES_SENT, (gint64) brief->bytes_sent);
  add_figure (self, WEIR_WINDOW_BYTES_RECEIVED, (gint64) brief->bytes_received);
  if (weir_step_brief_has_time (brief))
    count_timed (self, brief, phases);
}

static void
merge_figure (WeirTimeWindowFigure *figure, const WeirTimeWindowFigure *other)
{
  if (other->count == 0)
    return;
  figure->min = figure->count == 0 ? other->min : MIN (figure->min, other->min);
  figure->max = figure->count == 0 ? other->max : MAX (figure->max, other->max);
  figure->sum += other->sum;
  figure->count += other->count;
}

/**
 * weir_time_window_merge:
 * @self: a window
 * @other: what others counted in the same second, or at another time in it
 *
 * Adds up all but the slots, as weir_time_window_count() does.
 */
void
weir_time_window_merge (WeirTimeWindow *self, const WeirTimeWindow *other)
{
  self->started += other->started;
  self->answered += other->answered;
  for (guint i = 0; i < G_N_ELEMENTS (self->classes); i++)
    self->classes[i] += other->classes[i];
  self->errors += other->errors;
  for (guint i = 0; i < G_N_ELEMENTS (self->error_kinds); i++)
    self->error_kinds[i] += other->error_kinds[i];
  self->cancelled += other->cancelled;
  self->generator_errors += other->generator_errors;
  for (guint i = 0; i < G_N_ELEMENTS (self->outcomes); i++)
    self->outcomes[i] += other->outcomes[i];
  self->in_flight = MAX (self->in_flight, other->in_flight);
  self->active_vus = MAX (self->active_vus, other->active_vus);
  for (guint i = 0; i < WEIR_N_WINDOW_QUANTITIES; i++)
    merge_figure (&self->figures[i], &other->figures[i]);
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

void
weir_put_window (GByteArray *out, const WeirTimeWindow *self)
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

WeirTimeWindow *
weir_take_window (WeirTaker *taker)
{
  /* A second has one after it: those who draw count on that, and 68 years are enough. */
  WeirTimeWindow *self = weir_time_window_new ((guint) weir_take_uint (taker, G_MAXINT));

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
    weir_put_window (out, g_ptr_array_index (windows, i));
  return g_byte_array_free_to_bytes (out);
}

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
  guint n = weir_take_count (&taker, WEIR_SHORTEST_WINDOW);

  for (guint i = 0; i < n && !taker.damaged; i++)
    g_ptr_array_add (windows, weir_take_window (&taker));
  return weir_taker_end (&taker, error) ? g_steal_pointer (&windows) : NULL;
}
