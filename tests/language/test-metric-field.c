/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-metric-field.c: the fields of ${Metrics…}
 */

#include "config.h"

#include "weir-metric-field.h"

static void
test_plain (void)
{
  static const struct
  {
    const char *text;
    WeirMetricFieldKind kind;
  } rows[] = {
    { "Throughput.RequestsCount", WEIR_FIELD_REQUESTS },
    { "throughput.requestscount", WEIR_FIELD_REQUESTS },
    { "Throughput.SuccessfulRequestCount", WEIR_FIELD_SUCCESSFUL },
    { "Throughput.FailedRequestsCount", WEIR_FIELD_FAILED },
    { "Throughput.CancelledRequestsCount", WEIR_FIELD_CANCELLED },
    { "Throughput.SkippedRequestsCount", WEIR_FIELD_SKIPPED },
    { "Throughput.CurrentActiveRequests", WEIR_FIELD_ACTIVE },
    { "Throughput.MaxConcurrentRequests", WEIR_FIELD_MOST_ACTIVE },
    { "Throughput.ErrorRate", WEIR_FIELD_ERROR_RATE },
    { "Throughput.RPS", WEIR_FIELD_RATE },
    { "Throughput.RequestsRate.Value", WEIR_FIELD_RATE },
    { "Throughput.RequestsRate.Every", WEIR_FIELD_RATE_EVERY },
    { "Throughput.RPSCD", WEIR_FIELD_RATE_PER_COOL_DOWN },
    { "Throughput.RequestsRatePerCoolDownPeriod.Value", WEIR_FIELD_RATE_PER_COOL_DOWN },
    { "Throughput.TimeElapsed", WEIR_FIELD_ELAPSED },
    { "DataTransmission.TimeElpased", WEIR_FIELD_ELAPSED },
    { "DataTransmission.ThroughputBps", WEIR_FIELD_BYTES_PER_SECOND },
    { "ResponseCode.ResponseSummaries[0].Count", WEIR_FIELD_STATUS_COUNT },
    { "ResponseCode.ResponseSummaries[1].HttpStatusCode", WEIR_FIELD_STATUS_CODE },
    { "ResponseCode.ResponseSummaries[1].httpstatusreason", WEIR_FIELD_STATUS_REASON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WeirMetricField field;

      if (!weir_metric_field_parse (rows[i].text, &field))
        g_error ("%s", rows[i].text);
      g_assert_cmpint (field.kind, ==, rows[i].kind);
    }
}

static void
test_times (void)
{
  WeirMetricField field;

  g_assert_true (weir_metric_field_parse ("Duration.TotalTime.P90", &field));
  g_assert_cmpint (field.kind, ==, WEIR_FIELD_TIME);
  g_assert_cmpint (field.time, ==, WEIR_METRIC_TOTAL_TIME);
  g_assert_cmpint (field.statistic, ==, WEIR_STATISTIC_P90);
  g_assert_true (weir_metric_field_parse ("Duration.P90ResponseTime", &field));
  g_assert_cmpint (field.time, ==, WEIR_METRIC_TOTAL_TIME);
  g_assert_cmpint (field.statistic, ==, WEIR_STATISTIC_P90);
  g_assert_true (weir_metric_field_parse ("duration.averageresponsetime", &field));
  g_assert_cmpint (field.statistic, ==, WEIR_STATISTIC_AVERAGE);
  g_assert_true (weir_metric_field_parse ("Duration.P10ResponseTime", &field));
  g_assert_cmpfloat (field.percent, ==, 10);
  g_assert_true (weir_metric_field_parse ("Duration.ResponseTime.Max", &field));
  g_assert_cmpint (field.time, ==, WEIR_METRIC_RESPONSE_TIME);
  g_assert_true (weir_metric_field_parse ("Duration.SSLHandshakeTime.Sum", &field));
  g_assert_cmpint (field.time, ==, WEIR_METRIC_TLS_HANDSHAKE);
  g_assert_true (weir_metric_field_parse ("ResponseCode.ResponseSummaries[12].Count", &field));
  g_assert_cmpuint (field.index, ==, 12);
}

static void
test_none (void)
{
  static const char *const rows[] = {
    "",
    "Throughput",
    "Throughput.",
    "Throughput.Rps2",
    "Duration.",
    "Duration.TotalTime",
    "Duration.TotalTime.P10",
    "Duration.TotalTime.P90.x",
    "Duration.ResponseTime",
    "Duration.P42ResponseTime",
    "Duration.Nope.P90",
    "ResponseCode.ResponseSummaries[].Count",
    "ResponseCode.ResponseSummaries[-1].Count",
    "ResponseCode.ResponseSummaries[99999999999999999999].Count",
    "ResponseCode.ResponseSummaries[0].Nope",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WeirMetricField field;

      if (weir_metric_field_parse (rows[i], &field))
        g_error ("%s", rows[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/metric field/counters and rates are found in any case", test_plain);
  g_test_add_func ("/language/metric field/times by their statistic, and by their flat names", test_times);
  g_test_add_func ("/language/metric field/what is none is none", test_none);
  return g_test_run ();
}
