/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-field.c: what ${Metrics.ROUND.ITERATION.…} comes to at an instant
 */

#include "config.h"

#include "weir-job-field.h"

/* From the first request on; 0 before it. */
static double
get_elapsed (const WeirJobFigures *figures, gint64 now_us)
{
  if (!weir_metrics_has_begun (figures->metrics))
    return 0;
  return (double) MAX (0, now_us - weir_metrics_get_first_us (figures->metrics)) / G_USEC_PER_SEC;
}

static gboolean
divide (double part, double whole, double *value)
{
  if (whole <= 0)
    return FALSE;
  *value = part / whole;
  return TRUE;
}

static gboolean
read_time (const WeirMetricTotals *totals, const WeirMetricField *field, double *value)
{
  static const double percents[] = {
    [WEIR_STATISTIC_P50] = 50,
    [WEIR_STATISTIC_P90] = 90,
    [WEIR_STATISTIC_P95] = 95,
    [WEIR_STATISTIC_P99] = 99,
  };
  const WeirHistogram *times = totals->times[WEIR_METRIC_TIME_INDEX (field->time)];
  double us;

  if (times == NULL || weir_histogram_get_count (times) == 0)
    return FALSE;
  if (field->statistic == WEIR_STATISTIC_AVERAGE)
    us = weir_histogram_get_mean (times);
  else if (field->statistic == WEIR_STATISTIC_MIN)
    us = (double) weir_histogram_get_min (times);
  else if (field->statistic == WEIR_STATISTIC_MAX)
    us = (double) weir_histogram_get_max (times);
  else if (field->statistic == WEIR_STATISTIC_SUM)
    us = (double) weir_histogram_get_sum (times);
  else if (field->statistic == WEIR_STATISTIC_NONE)
    us = (double) weir_histogram_get_percentile (times, field->percent);
  else
    us = (double) weir_histogram_get_percentile (times, percents[field->statistic]);
  *value = us / 1000;
  return TRUE;
}

/* The statuses there were are counted from the lowest on. */
static gboolean
read_status (const WeirMetricTotals *totals, const WeirMetricField *field, double *value)
{
  guint left = field->index;

  for (guint status = 0; status <= WEIR_STATUS_CODE_LAST; status++)
    {
      if (totals->statuses[status] == 0 || left-- > 0)
        continue;
      *value = field->kind == WEIR_FIELD_STATUS_COUNT ? (double) totals->statuses[status] : status;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_bytes (const WeirJobFigures *figures, const WeirMetricField *field, double elapsed_s, double *value)
{
  double completed = (double) weir_metric_totals_get_completed (weir_metrics_get_totals (figures->metrics));
  double sent = (double) figures->bytes_sent, received = (double) figures->bytes_received;

  switch (field->kind)
    {
    case WEIR_FIELD_SENT:
      return divide (sent, 1, value);
    case WEIR_FIELD_RECEIVED:
      return divide (received, 1, value);
    case WEIR_FIELD_AVERAGE_SENT:
      return divide (sent, completed, value);
    case WEIR_FIELD_AVERAGE_RECEIVED:
      return divide (received, completed, value);
    case WEIR_FIELD_SENT_PER_SECOND:
      return divide (sent, elapsed_s, value);
    case WEIR_FIELD_RECEIVED_PER_SECOND:
      return divide (received, elapsed_s, value);
    default:
      return divide (sent + received, elapsed_s, value);
    }
}

static gboolean
read_rate (const WeirMetricTotals *totals, const WeirMetricField *field, double elapsed_s, double cool_down_s,
           double *value)
{
  switch (field->kind)
    {
    case WEIR_FIELD_RATE:
      return divide ((double) totals->successful, elapsed_s, value);
    case WEIR_FIELD_RATE_PER_COOL_DOWN:
      return cool_down_s > 0 && divide ((double) totals->successful * cool_down_s, elapsed_s, value);
    case WEIR_FIELD_RATE_EVERY:
      return divide (1, 1, value);
    default:
      return cool_down_s > 0 && divide (cool_down_s, 1, value);
    }
}

static gboolean
read_count (const WeirJobFigures *figures, const WeirMetricField *field, double *value)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (figures->metrics);
  const double counts[] = {
    [WEIR_FIELD_REQUESTS] = (double) totals->started,
    [WEIR_FIELD_SUCCESSFUL] = (double) totals->successful,
    [WEIR_FIELD_FAILED] = (double) totals->failed,
    [WEIR_FIELD_CANCELLED] = (double) totals->cancelled,
    [WEIR_FIELD_SKIPPED] = (double) totals->skipped,
    [WEIR_FIELD_ACTIVE] = (double) figures->in_flight,
    [WEIR_FIELD_MOST_ACTIVE] = (double) figures->most_in_flight,
  };

  *value = counts[field->kind];
  return TRUE;
}

gboolean
weir_job_figures_read_field (const WeirJobFigures *figures, const WeirMetricField *field, gint64 cool_down_us,
                             gint64 now_us, double *value)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (figures->metrics);
  double elapsed_s = get_elapsed (figures, now_us);

  if (field->kind <= WEIR_FIELD_MOST_ACTIVE)
    return read_count (figures, field, value);
  switch (field->kind)
    {
    case WEIR_FIELD_ERROR_RATE:
      return divide ((double) totals->failed, (double) weir_metric_totals_get_completed (totals), value);
    case WEIR_FIELD_ELAPSED:
      return divide (elapsed_s, 1, value);
    case WEIR_FIELD_TIME:
      return read_time (totals, field, value);
    case WEIR_FIELD_STATUS_CODE:
    case WEIR_FIELD_STATUS_REASON:
    case WEIR_FIELD_STATUS_COUNT:
      return read_status (totals, field, value);
    case WEIR_FIELD_RATE:
    case WEIR_FIELD_RATE_PER_COOL_DOWN:
    case WEIR_FIELD_RATE_EVERY:
    case WEIR_FIELD_COOL_DOWN_RATE_EVERY:
      return read_rate (totals, field, elapsed_s, (double) cool_down_us / G_USEC_PER_SEC, value);
    default:
      return read_bytes (figures, field, elapsed_s, value);
    }
}
