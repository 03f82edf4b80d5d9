/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metrics-codec.c: metrics on their way: taken since the last time, copied, as bytes and back
 */

#include "config.h"

#include "weir-limits.h"
#include "weir-metrics-private.h"

/**
 * weir_metrics_take:
 * @self: metrics that go on being counted in
 *
 * Added up again by weir_metrics_merge(), what is taken comes to what was counted.
 *
 * Returns: (transfer full): what was counted since the last time
 */
WeirMetrics *
weir_metrics_take (WeirMetrics *self)
{
  WeirMetrics *taken = g_memdup2 (self, sizeof *self);

  self->totals = (WeirMetricTotals){ 0 };
  self->begun = FALSE;
  self->first_us = self->last_end_us = 0;
  self->seconds = g_new0 (WeirMetricSecond, MAX (1, self->n_seconds));
  self->latest = 0;
  return taken;
}

/**
 * weir_metrics_copy:
 * @self: metrics
 *
 * Costs little: histograms share what they hold until one of them changes.
 *
 * Returns: (transfer full): the same figures, of which no window may be asked
 */
WeirMetrics *
weir_metrics_copy (const WeirMetrics *self)
{
  WeirMetrics *copy = g_memdup2 (self, sizeof *self);

  copy->n_seconds = 0;
  copy->seconds = g_new0 (WeirMetricSecond, 1);
  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    if (copy->totals.times[i] != NULL)
      copy->totals.times[i] = weir_histogram_copy (copy->totals.times[i]);
  return copy;
}

/* One after another, as they lie in the struct. */
#define N_COUNTERS 9

static void
list_counters (WeirMetricTotals *totals, guint64 *counters[N_COUNTERS])
{
  guint n = 0;

  counters[n++] = &totals->started;
  counters[n++] = &totals->successful;
  counters[n++] = &totals->failed;
  counters[n++] = &totals->cancelled;
  counters[n++] = &totals->skipped;
  counters[n++] = &totals->generator_errors;
  counters[n++] = &totals->no_response;
  counters[n++] = &totals->assertions_failed;
  counters[n++] = &totals->errors;
  g_assert (n == N_COUNTERS);
}

/* Few of the six hundred codes are ever seen. */
static void
put_statuses (GByteArray *out, const WeirMetricTotals *totals)
{
  guint n = 0;

  for (guint i = 0; i <= WEIR_STATUS_CODE_LAST; i++)
    n += totals->statuses[i] > 0;
  weir_put_uint (out, n);
  for (guint i = 0; i <= WEIR_STATUS_CODE_LAST; i++)
    if (totals->statuses[i] > 0)
      {
        weir_put_uint (out, i);
        weir_put_uint (out, totals->statuses[i]);
      }
}

static void
take_statuses (WeirTaker *taker, WeirMetricTotals *totals)
{
  guint n = weir_take_count (taker, 2);

  for (guint i = 0; i < n && !taker->damaged; i++)
    {
      guint64 code = weir_take_uint (taker, WEIR_STATUS_CODE_LAST);

      totals->statuses[code] = weir_take_uint (taker, G_MAXUINT64);
    }
}

static void
put_totals (GByteArray *out, const WeirMetricTotals *totals)
{
  guint64 *counters[N_COUNTERS];
  guint present = 0;

  list_counters ((WeirMetricTotals *) totals, counters);
  for (guint i = 0; i < N_COUNTERS; i++)
    weir_put_uint (out, *counters[i]);
  put_statuses (out, totals);
  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    present |= (guint) (totals->times[i] != NULL) << i;
  weir_put_uint (out, present);
  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    if (totals->times[i] != NULL)
      weir_put_histogram (out, totals->times[i]);
}

static void
take_totals (WeirTaker *taker, WeirMetricTotals *totals)
{
  guint64 *counters[N_COUNTERS];
  guint64 present;

  list_counters (totals, counters);
  for (guint i = 0; i < N_COUNTERS; i++)
    *counters[i] = weir_take_uint (taker, G_MAXUINT64);
  take_statuses (taker, totals);
  present = weir_take_uint (taker, (1u << WEIR_N_METRIC_TIMES) - 1);
  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    if (present & (1u << i))
      totals->times[i] = weir_take_histogram (taker);
}

/* Seconds that nothing was counted in are left out. */
static void
put_seconds (GByteArray *out, const WeirMetrics *metrics)
{
  guint n = 0;

  for (guint i = 0; i < metrics->n_seconds; i++)
    n += metrics->seconds[i].used;
  weir_put_uint (out, n);
  for (guint i = 0; i < metrics->n_seconds; i++)
    if (metrics->seconds[i].used)
      {
        weir_put_uint (out, metrics->seconds[i].second);
        put_totals (out, &metrics->seconds[i].totals);
      }
}

/* The longest window there may be, and the seconds at both ends of it. */
#define MOST_SECONDS (WEIR_LIMIT_WINDOW_US / G_USEC_PER_SEC + 2)

static void
take_seconds (WeirTaker *taker, WeirMetrics *metrics)
{
  g_clear_pointer (&metrics->seconds, g_free);
  metrics->n_seconds = weir_take_count (taker, N_COUNTERS + 3);
  if (metrics->n_seconds > MOST_SECONDS)
    {
      metrics->n_seconds = 0;
      taker->damaged = TRUE;
    }
  metrics->seconds = g_new0 (WeirMetricSecond, MAX (1, metrics->n_seconds));
  for (guint i = 0; i < metrics->n_seconds && !taker->damaged; i++)
    {
      WeirMetricSecond *second = &metrics->seconds[i];

      /* Instants stay far from overflow when they are added up. */
      second->second = weir_take_uint (taker, G_MAXINT32);
      second->used = TRUE;
      metrics->latest = MAX (metrics->latest, second->second);
      take_totals (taker, &second->totals);
    }
}

void
weir_put_metrics (GByteArray *out, const WeirMetrics *metrics)
{
  weir_put_uint (out, metrics->begun ? 1 : 0);
  if (!metrics->begun)
    return;
  weir_put_int (out, metrics->first_us);
  weir_put_int (out, metrics->last_end_us);
  put_totals (out, &metrics->totals);
  put_seconds (out, metrics);
}

/* Far from where sums of a few of them overflow. */
static gint64
take_instant (WeirTaker *taker)
{
  gint64 us = weir_take_int (taker);

  taker->damaged |= us > G_MAXINT64 / 4 || us < G_MININT64 / 4;
  return us;
}

/* To be merged with others, or looked at: nothing more is counted in them. */
WeirMetrics *
weir_take_metrics (WeirTaker *taker)
{
  WeirMetrics *metrics = weir_metrics_new (NULL, 0);

  metrics->begun = weir_take_uint (taker, 1) == 1;
  if (!metrics->begun)
    return metrics;
  metrics->first_us = take_instant (taker);
  metrics->last_end_us = take_instant (taker);
  take_totals (taker, &metrics->totals);
  take_seconds (taker, metrics);
  return metrics;
}
