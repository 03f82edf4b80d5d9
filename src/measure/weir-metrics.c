/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metrics.c: what the requests of one iteration of a load plan add up to, and what rules see of it
 */

#include "config.h"

#include "weir-metrics-private.h"

/* While requests are under way a throughput over less time would only tell how the run began. */
#define THROUGHPUT_AFTER_US G_USEC_PER_SEC

void
weir_metric_totals_clear (WeirMetricTotals *totals)
{
  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    g_clear_pointer (&totals->times[i], weir_histogram_free);
  *totals = (WeirMetricTotals){ 0 };
}

/**
 * weir_metrics_new:
 * @failed_codes: (nullable): the status codes that count as failed; 400 and more unless given
 * @n_seconds: how many seconds back a window reaches; 0 = no window is looked at
 *
 * Returns: (transfer full): nothing measured yet
 */
WeirMetrics *
weir_metrics_new (const WeirStatusCodes *failed_codes, guint n_seconds)
{
  WeirMetrics *self = g_new0 (WeirMetrics, 1);

  self->has_codes = failed_codes != NULL;
  if (failed_codes != NULL)
    self->failed_codes = *failed_codes;
  self->n_seconds = n_seconds;
  self->seconds = g_new0 (WeirMetricSecond, MAX (1, n_seconds));
  return self;
}

void
weir_metrics_free (WeirMetrics *self)
{
  if (self == NULL)
    return;
  weir_metric_totals_clear (&self->totals);
  for (guint i = 0; i < self->n_seconds; i++)
    weir_metric_totals_clear (&self->seconds[i].totals);
  g_free (self->seconds);
  g_free (self);
}

const WeirMetricTotals *
weir_metrics_get_totals (const WeirMetrics *self)
{
  return &self->totals;
}

/**
 * weir_metrics_get_first_us:
 *
 * Returns: when the first request was started, or the first slot skipped; meaningful once that has happened
 */
gint64
weir_metrics_get_first_us (const WeirMetrics *self)
{
  return self->first_us;
}

/**
 * weir_metrics_get_last_us:
 *
 * Returns: when the last request so far came to its end; likewise
 */
gint64
weir_metrics_get_last_us (const WeirMetrics *self)
{
  return self->last_end_us;
}

/**
 * weir_metrics_has_begun:
 *
 * Returns: whether any request was started or any slot skipped
 */
gboolean
weir_metrics_has_begun (const WeirMetrics *self)
{
  return self->begun;
}

/* The second of that number, emptied when an older one was kept there. What is older than the ring counts in
 * its oldest second, so that what was measured is in some second as long as it is looked at. */
static WeirMetricTotals *
get_second_numbered (WeirMetrics *self, guint64 number)
{
  WeirMetricSecond *second;

  if (number > self->latest)
    self->latest = number;
  if (number + self->n_seconds <= self->latest)
    number = self->latest - self->n_seconds + 1;
  second = &self->seconds[number % self->n_seconds];
  if (!second->used || second->second != number)
    {
      weir_metric_totals_clear (&second->totals);
      second->second = number;
      second->used = TRUE;
    }
  return &second->totals;
}

/* (nullable): NULL when no window is looked at */
static WeirMetricTotals *
get_second (WeirMetrics *self, gint64 at_us)
{
  if (self->n_seconds == 0)
    return NULL;
  return get_second_numbered (self, (guint64) MAX (0, at_us - self->first_us) / G_USEC_PER_SEC);
}

static void
begin (WeirMetrics *self, gint64 at_us)
{
  if (self->begun)
    return;
  self->begun = TRUE;
  self->first_us = at_us;
  self->last_end_us = at_us;
}

/**
 * weir_metrics_start:
 * @at_us: when the request was started
 */
void
weir_metrics_start (WeirMetrics *self, gint64 at_us)
{
  WeirMetricTotals *second;

  begin (self, at_us);
  self->totals.started++;
  second = get_second (self, at_us);
  if (second != NULL)
    second->started++;
}

/**
 * weir_metrics_skip:
 * @at_us: when a slot was used up without a request
 */
void
weir_metrics_skip (WeirMetrics *self, gint64 at_us)
{
  WeirMetricTotals *second;

  begin (self, at_us);
  self->totals.skipped++;
  second = get_second (self, at_us);
  if (second != NULL)
    second->skipped++;
}

/**
 * weir_metrics_is_failed:
 * @sample: a request that is completed
 *
 * Returns: whether it counts as failed
 */
gboolean
weir_metrics_is_failed (const WeirMetrics *self, const WeirRequestSample *sample)
{
  if (sample->end == WEIR_REQUEST_NO_RESPONSE || sample->assertion_failed)
    return TRUE;
  return self->has_codes ? weir_status_codes_have (&self->failed_codes, sample->status)
                         : sample->status >= 400;
}

static void
add_completed (const WeirMetrics *self, WeirMetricTotals *totals, const WeirRequestSample *sample)
{
  gboolean no_response = sample->end == WEIR_REQUEST_NO_RESPONSE;

  if (weir_metrics_is_failed (self, sample))
    totals->failed++;
  else
    totals->successful++;
  totals->no_response += no_response;
  totals->assertions_failed += sample->assertion_failed;
  totals->errors += no_response || sample->status >= 400 || sample->assertion_failed;
  totals->statuses[MIN (sample->status, WEIR_STATUS_CODE_LAST)]++;
  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    {
      if (sample->times_us[i] == WEIR_NO_TIME)
        continue;
      if (totals->times[i] == NULL)
        totals->times[i] = weir_histogram_new ();
      weir_histogram_record (totals->times[i], sample->times_us[i]);
    }
}

static void
add_sample (const WeirMetrics *self, WeirMetricTotals *totals, const WeirRequestSample *sample)
{
  if (sample->end == WEIR_REQUEST_CANCELLED)
    totals->cancelled++;
  else if (sample->end == WEIR_REQUEST_GENERATOR)
    totals->generator_errors++;
  else
    add_completed (self, totals, sample);
}

/**
 * weir_metrics_end:
 * @at_us: when the request came to its end
 * @sample: how
 */
void
weir_metrics_end (WeirMetrics *self, gint64 at_us, const WeirRequestSample *sample)
{
  WeirMetricTotals *second;

  begin (self, at_us);
  self->last_end_us = MAX (self->last_end_us, at_us);
  add_sample (self, &self->totals, sample);
  second = get_second (self, at_us);
  if (second != NULL)
    add_sample (self, second, sample);
}

static void
merge_counters (WeirMetricTotals *totals, const WeirMetricTotals *other)
{
  totals->started += other->started;
  totals->successful += other->successful;
  totals->failed += other->failed;
  totals->cancelled += other->cancelled;
  totals->skipped += other->skipped;
  totals->generator_errors += other->generator_errors;
  totals->no_response += other->no_response;
  totals->assertions_failed += other->assertions_failed;
  totals->errors += other->errors;
  for (guint i = 0; i <= WEIR_STATUS_CODE_LAST; i++)
    totals->statuses[i] += other->statuses[i];
}

static void
merge_times (WeirMetricTotals *totals, const WeirMetricTotals *other, guint index)
{
  if (other->times[index] == NULL)
    return;
  if (totals->times[index] == NULL)
    totals->times[index] = weir_histogram_new ();
  weir_histogram_merge (totals->times[index], other->times[index]);
}

static void
merge_totals (WeirMetricTotals *totals, const WeirMetricTotals *other)
{
  merge_counters (totals, other);
  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    merge_times (totals, other, i);
}

/* Seconds that were counted from the first request of @other are counted from ours. */
static void
merge_seconds (WeirMetrics *self, const WeirMetrics *other)
{
  for (guint i = 0; self->n_seconds > 0 && i < other->n_seconds; i++)
    if (other->seconds[i].used)
      {
        gint64 at_us = other->first_us + (gint64) other->seconds[i].second * G_USEC_PER_SEC;

        merge_totals (get_second (self, at_us), &other->seconds[i].totals);
      }
}

/* The ring as if its seconds were counted from @first_us, which is earlier. */
static void
rebase (WeirMetrics *self, gint64 first_us)
{
  g_autofree WeirMetricSecond *old = self->seconds;
  gint64 old_first_us = self->first_us;

  self->first_us = first_us;
  self->latest = 0;
  self->seconds = g_new0 (WeirMetricSecond, MAX (1, self->n_seconds));
  for (guint i = 0; i < self->n_seconds; i++)
    {
      if (old[i].used)
        merge_totals (get_second (self, old_first_us + (gint64) old[i].second * G_USEC_PER_SEC),
                      &old[i].totals);
      weir_metric_totals_clear (&old[i].totals);
    }
}

/**
 * weir_metrics_merge:
 * @other: what another process measured of the same iteration
 *
 * Cumulative figures merge without loss. Seconds are counted from the earliest request of both: a second of
 * @other counts in the one in which it begins.
 */
void
weir_metrics_merge (WeirMetrics *self, const WeirMetrics *other)
{
  if (!other->begun)
    return;
  if (!self->begun)
    begin (self, other->first_us);
  else if (other->first_us < self->first_us)
    rebase (self, other->first_us);
  self->last_end_us = MAX (self->last_end_us, other->last_end_us);
  merge_totals (&self->totals, &other->totals);
  merge_seconds (self, other);
}

guint64
weir_metric_totals_get_completed (const WeirMetricTotals *self)
{
  return self->successful + self->failed;
}

/**
 * weir_metric_totals_count_codes:
 * @codes: status codes
 *
 * Returns: how many completed requests had one of them
 */
guint64
weir_metric_totals_count_codes (const WeirMetricTotals *self, const WeirStatusCodes *codes)
{
  guint64 count = 0;

  for (guint i = 0; i <= WEIR_STATUS_CODE_LAST; i++)
    if (self->statuses[i] > 0 && weir_status_codes_have (codes, i))
      count += self->statuses[i];
  return count;
}

/* A share needs at least as many requests as were asked for, and one. */
static gboolean
divide (guint64 part, guint64 whole, guint64 min_samples, double *value)
{
  if (whole == 0 || whole < min_samples)
    return FALSE;
  *value = (double) part / (double) whole;
  return TRUE;
}

static gboolean
measure_time (const WeirMetricTotals *totals, const WeirMetricQuestion *question, double *value)
{
  static const double percents[] = {
    [WEIR_STATISTIC_P50] = 50,
    [WEIR_STATISTIC_P90] = 90,
    [WEIR_STATISTIC_P95] = 95,
    [WEIR_STATISTIC_P99] = 99,
  };
  const WeirHistogram *times = totals->times[WEIR_METRIC_TIME_INDEX (question->rule.metric)];
  WeirStatistic statistic = question->rule.statistic;
  double us;

  if (times == NULL || weir_histogram_get_count (times) == 0 ||
      weir_histogram_get_count (times) < question->min_samples)
    return FALSE;
  if (statistic == WEIR_STATISTIC_AVERAGE)
    us = weir_histogram_get_mean (times);
  else if (statistic == WEIR_STATISTIC_MIN)
    us = (double) weir_histogram_get_min (times);
  else if (statistic == WEIR_STATISTIC_MAX)
    us = (double) weir_histogram_get_max (times);
  else if (statistic == WEIR_STATISTIC_SUM)
    us = (double) weir_histogram_get_sum (times);
  else
    us = (double) weir_histogram_get_percentile (times, percents[statistic]);
  *value = us / 1000;
  return TRUE;
}

/* Successful requests in a second, from the first request to now, or to the last end when all are over. */
static gboolean
measure_throughput (const WeirMetrics *self, const WeirMetricTotals *totals,
                    const WeirMetricQuestion *question, gint64 now_us, gboolean is_over, double *value)
{
  gint64 elapsed_us = question->window_s > 0 ? question->window_s * G_USEC_PER_SEC : now_us - self->first_us;

  if (elapsed_us <= 0 || (!is_over && elapsed_us < THROUGHPUT_AFTER_US) ||
      weir_metric_totals_get_completed (totals) < question->min_samples || totals->started == 0)
    return FALSE;
  *value = (double) totals->successful / ((double) elapsed_us / G_USEC_PER_SEC);
  return TRUE;
}

static gboolean
measure_in (const WeirMetrics *self, const WeirMetricTotals *totals, const WeirMetricQuestion *question,
            gint64 now_us, gboolean is_over, double *value)
{
  guint64 completed = weir_metric_totals_get_completed (totals);
  guint64 errors =
      question->codes != NULL ? weir_metric_totals_count_codes (totals, question->codes) : totals->errors;
  guint64 slots = totals->started + totals->skipped;

  switch (question->rule.metric)
    {
    case WEIR_METRIC_ERROR_RATE:
      return divide (errors, completed, question->min_samples, value);
    case WEIR_METRIC_ASSERTION_ERROR_RATE:
      return divide (totals->assertions_failed, completed, question->min_samples, value);
    case WEIR_METRIC_THROUGHPUT:
      return measure_throughput (self, totals, question, now_us, is_over, value);
    case WEIR_METRIC_SKIP_RATIO:
      return divide (totals->skipped, slots, question->min_samples, value);
    case WEIR_METRIC_SKIPPED_COUNT:
      *value = (double) totals->skipped;
      return slots > 0 && slots >= question->min_samples;
    default:
      return measure_time (totals, question, value);
    }
}

/* What the question needs of the seconds of the window that ends with the one @now_us is in. */
static void
add_window (const WeirMetrics *self, const WeirMetricQuestion *question, gint64 now_us,
            WeirMetricTotals *totals)
{
  guint64 last = (guint64) (now_us - self->first_us) / G_USEC_PER_SEC;
  gboolean is_time = weir_metric_is_time (question->rule.metric);

  for (guint i = 0; i < self->n_seconds; i++)
    {
      const WeirMetricSecond *second = &self->seconds[i];

      if (!second->used || second->second > last || second->second + question->window_s <= last)
        continue;
      merge_counters (totals, &second->totals);
      if (is_time)
        merge_times (totals, &second->totals, WEIR_METRIC_TIME_INDEX (question->rule.metric));
    }
}

/**
 * weir_metrics_measure:
 * @question: what is asked
 * @now_us: when
 * @is_over: whether all requests of the iteration are
 * @value: (out): the answer, in the unit of the metric: ms, shares from 0 to 1, requests per second
 *
 * What a rule sees: from the first request on, or in the last seconds with the current one.
 * Without data there is no answer: no completed request, no sample of the phase, less than a second of a
 * throughput while requests go on, less time than the window is long, fewer samples than asked for.
 *
 * Returns: whether there is an answer
 */
gboolean
weir_metrics_measure (const WeirMetrics *self, const WeirMetricQuestion *question, gint64 now_us,
                      gboolean is_over, double *value)
{
  WeirMetricTotals window = { 0 };
  gboolean is_known;

  if (!self->begun)
    return FALSE;
  now_us = is_over ? MIN (now_us, self->last_end_us) : now_us;
  if (question->window_s == 0)
    return measure_in (self, &self->totals, question, now_us, is_over, value);
  g_return_val_if_fail (question->window_s <= self->n_seconds, FALSE);
  if (now_us - self->first_us < question->window_s * G_USEC_PER_SEC)
    return FALSE;
  add_window (self, question, now_us, &window);
  is_known = measure_in (self, &window, question, now_us, is_over, value);
  weir_metric_totals_clear (&window);
  return is_known;
}
