/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metric-field.c: what follows ROUND and ITERATION in ${Metrics.ROUND.ITERATION.Throughput.RPS}
 */

#include "config.h"

#include "weir-metric-field.h"

#include <string.h>

/* So many different statuses are told apart, as many as there are. */
#define MAX_INDEX WEIR_STATUS_CODE_LAST

static const struct
{
  const char *name;
  WeirMetricFieldKind kind;
} plain[] = {
  { "Throughput.RequestsCount", WEIR_FIELD_REQUESTS },
  { "Throughput.SuccessfulRequestCount", WEIR_FIELD_SUCCESSFUL },
  { "Throughput.FailedRequestsCount", WEIR_FIELD_FAILED },
  { "Throughput.CancelledRequestsCount", WEIR_FIELD_CANCELLED },
  { "Throughput.SkippedRequestsCount", WEIR_FIELD_SKIPPED },
  { "Throughput.CurrentActiveRequests", WEIR_FIELD_ACTIVE },
  { "Throughput.MaxConcurrentRequests", WEIR_FIELD_MOST_ACTIVE },
  { "Throughput.ErrorRate", WEIR_FIELD_ERROR_RATE },
  { "Throughput.RPS", WEIR_FIELD_RATE },
  { "Throughput.RPSCD", WEIR_FIELD_RATE_PER_COOL_DOWN },
  { "Throughput.RequestsRate.Value", WEIR_FIELD_RATE },
  { "Throughput.RequestsRate.Every", WEIR_FIELD_RATE_EVERY },
  { "Throughput.RequestsRatePerCoolDownPeriod.Value", WEIR_FIELD_RATE_PER_COOL_DOWN },
  { "Throughput.RequestsRatePerCoolDownPeriod.Every", WEIR_FIELD_COOL_DOWN_RATE_EVERY },
  { "Throughput.TimeElapsed", WEIR_FIELD_ELAPSED },
  { "DataTransmission.DataSent", WEIR_FIELD_SENT },
  { "DataTransmission.DataReceived", WEIR_FIELD_RECEIVED },
  { "DataTransmission.AverageDataSent", WEIR_FIELD_AVERAGE_SENT },
  { "DataTransmission.AverageDataReceived", WEIR_FIELD_AVERAGE_RECEIVED },
  { "DataTransmission.UpstreamThroughputBps", WEIR_FIELD_SENT_PER_SECOND },
  { "DataTransmission.DownstreamThroughputBps", WEIR_FIELD_RECEIVED_PER_SECOND },
  { "DataTransmission.ThroughputBps", WEIR_FIELD_BYTES_PER_SECOND },
  { "DataTransmission.TimeElapsed", WEIR_FIELD_ELAPSED },
  { "DataTransmission.TimeElpased", WEIR_FIELD_ELAPSED },
};

static const struct
{
  const char *name;
  WeirMetric time;
} times[] = {
  { "TotalTime", WEIR_METRIC_TOTAL_TIME },
  { "ResponseTime", WEIR_METRIC_RESPONSE_TIME },
  { "TCPHandshakeTime", WEIR_METRIC_TCP_HANDSHAKE },
  { "SSLHandshakeTime", WEIR_METRIC_TLS_HANDSHAKE },
  { "TimeToFirstByte", WEIR_METRIC_TTFB },
  { "SendingTime", WEIR_METRIC_SENDING_TIME },
  { "WaitingTime", WEIR_METRIC_WAITING_TIME },
  { "ReceivingTime", WEIR_METRIC_RECEIVING_TIME },
  { "ServerTime", WEIR_METRIC_SERVER_TIME },
  { "DBServerTime", WEIR_METRIC_SERVER_TIME_DB },
  { "ServerCacheTime", WEIR_METRIC_SERVER_TIME_CACHE },
  { "ServerAppTime", WEIR_METRIC_SERVER_TIME_APP },
};

static const struct
{
  const char *name;
  WeirStatistic statistic;
  double percent;
} statistics[] = {
  { "Sum", WEIR_STATISTIC_SUM, 0 },   { "Average", WEIR_STATISTIC_AVERAGE, 0 },
  { "Min", WEIR_STATISTIC_MIN, 0 },   { "Max", WEIR_STATISTIC_MAX, 0 },
  { "P50", WEIR_STATISTIC_P50, 0 },   { "P90", WEIR_STATISTIC_P90, 0 },
  { "P95", WEIR_STATISTIC_P95, 0 },   { "P99", WEIR_STATISTIC_P99, 0 },
  { "P10", WEIR_STATISTIC_NONE, 10 }, /* last: only in flat names */
};

static gboolean
set_statistic (WeirMetricField *field, const char *name, gsize length, gboolean is_flat)
{
  for (guint i = 0; i < G_N_ELEMENTS (statistics) - (is_flat ? 0 : 1); i++)
    if (strlen (statistics[i].name) == length && g_ascii_strncasecmp (statistics[i].name, name, length) == 0)
      {
        field->statistic = statistics[i].statistic;
        field->percent = statistics[i].percent;
        return TRUE;
      }
  return FALSE;
}

/* "TotalTime.P90", or "P90ResponseTime", which is the same. */
static gboolean
parse_time (const char *text, WeirMetricField *field)
{
  static const char flat[] = "ResponseTime";
  gsize length = strlen (text);
  const char *dot = strchr (text, '.');

  field->kind = WEIR_FIELD_TIME;
  field->time = WEIR_METRIC_TOTAL_TIME;
  if (dot == NULL)
    return length > strlen (flat) && g_ascii_strcasecmp (text + length - strlen (flat), flat) == 0 &&
           set_statistic (field, text, length - strlen (flat), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (strlen (times[i].name) == (gsize) (dot - text) &&
        g_ascii_strncasecmp (times[i].name, text, (gsize) (dot - text)) == 0)
      {
        field->time = times[i].time;
        return set_statistic (field, dot + 1, strlen (dot + 1), FALSE);
      }
  return FALSE;
}

/* "2].Count" */
static gboolean
parse_status (const char *text, WeirMetricField *field)
{
  static const struct
  {
    const char *name;
    WeirMetricFieldKind kind;
  } fields[] = {
    { "].HttpStatusCode", WEIR_FIELD_STATUS_CODE },
    { "].HttpStatusReason", WEIR_FIELD_STATUS_REASON },
    { "].Count", WEIR_FIELD_STATUS_COUNT },
  };
  gsize length = strspn (text, "0123456789");
  g_autofree char *digits = g_strndup (text, length);
  guint64 index = 0;

  if (!g_ascii_string_to_unsigned (digits, 10, 0, MAX_INDEX, &index, NULL))
    return FALSE;
  field->index = (guint) index;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strcasecmp (fields[i].name, text + length) == 0)
      {
        field->kind = fields[i].kind;
        return TRUE;
      }
  return FALSE;
}

/**
 * weir_metric_field_parse:
 * @text: what follows the iteration, such as "Duration.TotalTime.P90"
 * @field: (out): the field
 *
 * Groups and fields are read in any case.
 *
 * Returns: whether there is such a field
 */
gboolean
weir_metric_field_parse (const char *text, WeirMetricField *field)
{
  static const char duration[] = "Duration.";
  static const char status[] = "ResponseCode.ResponseSummaries[";

  *field = (WeirMetricField){ 0 };
  if (g_ascii_strncasecmp (text, duration, strlen (duration)) == 0)
    return parse_time (text + strlen (duration), field);
  if (g_ascii_strncasecmp (text, status, strlen (status)) == 0)
    return parse_status (text + strlen (status), field);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_ascii_strcasecmp (plain[i].name, text) == 0)
      {
        field->kind = plain[i].kind;
        return TRUE;
      }
  return FALSE;
}
