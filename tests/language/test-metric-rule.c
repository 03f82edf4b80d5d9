/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-metric-rule.c: the rules of load plans: every spelling of one, and what is said of those that are none
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "weir-metric-rule.h"

/* Each metric with its other names. */
static const struct
{
  const char *names[6];
  gboolean has_statistics;
} metrics[] = {
  { { "ErrorRate" }, FALSE },
  { { "Throughput", "RPS", "RequestsPerSecond" }, FALSE },
  { { "TotalTime" }, TRUE },
  { { "ResponseTime" }, TRUE },
  { { "TTFB", "TimeToFirstByte" }, TRUE },
  { { "WaitingTime", "Waiting" }, TRUE },
  { { "TCPHandshake", "TCP" }, TRUE },
  { { "TLSHandshake", "TLS", "SSL", "SSLHandshake" }, TRUE },
  { { "SendingTime", "Sending", "Upload", "Upstream" }, TRUE },
  { { "ReceivingTime", "Receiving", "Download", "Downstream" }, TRUE },
  { { "ServerTime", "Server" }, TRUE },
  { { "ServerTimeDB", "DB", "Database" }, TRUE },
  { { "ServerTimeCache", "Cache" }, TRUE },
  { { "ServerTimeApp", "App", "Application" }, TRUE },
  { { "SkipRatio", "SkippedRatio", "SkippedRequestsRatio" }, FALSE },
  { { "SkippedRequestsCount", "SkippedCount" }, FALSE },
  { { "AssertionErrorRate" }, FALSE },
};

static const char *const statistics[][2] = {
  { "", "Avg" },      { ".P50", "P50" }, { ".P90", "P90" },     { ".P95", "P95" }, { ".P99", "P99" },
  { ".Avg", "Avg" },  { ".Average", "Avg" }, { ".Min", "Min" }, { ".Max", "Max" }, { ".Sum", "Sum" },
};

static const char *const operators[] = { ">", ">=", "<", "<=", "=", "!=" };

static void
assert_canonical (const char *text, const char *canonical)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  g_autofree char *shown = NULL;
  WeirMetricRule rule;

  if (!weir_metric_rule_parse (text, &rule, &warning, &error))
    g_error ("%s: %s", text, error->message);
  shown = weir_metric_rule_to_text (&rule);
  g_assert_cmpstr (shown, ==, canonical);
}

static void
assert_spellings (const char *name, const char *suffix, const char *op, const char *canonical)
{
  g_autofree char *tight = g_strdup_printf ("%s%s%s0.5", name, suffix, op);
  g_autofree char *wide = g_strdup_printf ("  %s%s  %s  0.50 ", name, suffix, op);
  g_autofree char *lower = g_ascii_strdown (tight, -1);
  g_autofree char *upper = g_ascii_strup (wide, -1);

  assert_canonical (tight, canonical);
  assert_canonical (wide, canonical);
  assert_canonical (lower, canonical);
  assert_canonical (upper, canonical);
}

/* C62, reading */
static void
test_spellings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    for (guint n = 0; metrics[i].names[n] != NULL; n++)
      for (guint s = 0; s < (metrics[i].has_statistics ? G_N_ELEMENTS (statistics) : 1); s++)
        for (guint o = 0; o < G_N_ELEMENTS (operators); o++)
          {
            g_autofree char *canonical =
              g_strdup_printf ("%s%s%s %s 0.5", metrics[i].names[0], metrics[i].has_statistics ? "." : "",
                               metrics[i].has_statistics ? statistics[s][1] : "", operators[o]);

            assert_spellings (metrics[i].names[n], statistics[s][0], operators[o], canonical);
          }
  g_assert_cmpuint (G_N_ELEMENTS (metrics), ==, WEIR_N_METRICS);
}

/* C62, reading */
static void
test_forms (void)
{
  assert_canonical ("TotalTime.P90 >= 500", "TotalTime.P90 >= 500");
  assert_canonical ("Throughput < 100", "Throughput < 100");
  assert_canonical ("ErrorRate = 0", "ErrorRate = 0");
  assert_canonical ("ErrorRate != 0", "ErrorRate != 0");
  assert_canonical ("TotalTime.Max between 100 and 500", "TotalTime.Max between 100 and 500");
  assert_canonical ("totaltime.max BETWEEN 100 AND 500", "TotalTime.Max between 100 and 500");
  assert_canonical ("TotalTime.Max between100and500", "TotalTime.Max between 100 and 500");
  assert_canonical ("TTFB . P90 > 5", "TTFB.P90 > 5");
  assert_canonical ("TTFB > -1.5", "TTFB.Avg > -1.5");
  assert_canonical ("TTFB > 2s", "TTFB.Avg > 2000");
  assert_canonical ("TTFB > 1.5 S", "TTFB.Avg > 1500");
  assert_canonical ("TTFB between 20ms and 1s", "TTFB.Avg between 20 and 1000");
  assert_canonical ("ErrorRate > 5%", "ErrorRate > 0.05");
  assert_canonical ("SkipRatio between 5 % and 10 %", "SkipRatio between 0.05 and 0.1");
}

typedef struct
{
  const char *text;
  guint column;
  const char *says;
} Fault;

static const Fault rule_faults[] = {
  { "ErrorRate.P90 > 1", 11, "ErrorRate is one number and has no statistic" },
  { "TotalTime.P10 > 1", 11, "the lowest percentile is P50" },
  { "TotalTime.Agv > 1", 11, "did you mean “Avg”?" },
  { "TotalTime.P75 > 1", 11, "write P50, P90, P95, P99" },
  { "TotalTime == 5", 11, "did you mean “=”?" },
  { "TotalTime <> 5", 11, "did you mean “!=”?" },
  { "Latensy > 5", 1, "There is no metric “Latensy”; the metrics are ErrorRate, Throughput, TotalTime" },
  { "TotalTme > 5", 1, "did you mean “TotalTime”?" },
  { "TTFB.P90 > 5 and 6", 14, "a range is “between 5 and 6”" },
  { "TTFB.P90", 9, "The threshold is missing" },
  { "TTFB.P90 >", 11, "The threshold is missing" },
  { "TTFB.P90 > x", 12, "a number is expected" },
  { "TTFB.P90 > .5", 12, "a number is expected" },
  { "TTFB.P90 5", 10, "one of > >= < <= = != or “between”" },
  { "TTFB > 5 > 6", 10, "ends before this" },
  { "TTFB between 5", 15, "“between” needs two numbers" },
  { "TTFB between 5 and 4", 20, "less than the lower one" },
  { "TTFB > 5 min", 10, "“min” is no unit" },
  { "TTFB > 5%", 9, "TTFB is no share" },
  { "ErrorRate > 5ms", 14, "ErrorRate is no time" },
  { "", 1, "begins with the name of a metric" },
  { "> 5", 1, "begins with the name of a metric" },
  { "é > 5", 1, "begins with the name of a metric" },
};

static const Fault code_faults[] = {
  { "600", 1, "no such status code" },      { ">= abc", 4, "a status code is expected" },
  { "", 1, "one of > >= < <= = !=" },       { "500,", 5, "one of > >= < <= = !=" },
  { "99", 1, "no such status code" },       { "99999999999999999999", 1, "no such status code" },
  { "500 503", 5, "commas between them" },  { "between 500 and 400", 20, "less than the lower one" },
  { "between 500", 12, "needs two codes" }, { "== 500", 1, "did you mean “=”?" },
};

static void
assert_fault (const Fault *fault, const GError *error)
{
  g_autofree char *place = g_strdup_printf ("column %u: ", fault->column);

  g_assert_nonnull (error);
  if (!g_str_has_prefix (error->message, place) || strstr (error->message, fault->says) == NULL)
    g_error ("%s: %s", fault->text, error->message);
}

/* C63 */
static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rule_faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *warning = NULL;
      WeirMetricRule rule;

      g_assert_false (weir_metric_rule_parse (rule_faults[i].text, &rule, &warning, &error));
      assert_fault (&rule_faults[i], error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (code_faults); i++)
    {
      g_autoptr (GError) error = NULL;
      WeirStatusCodes codes;

      g_assert_false (weir_status_codes_parse (code_faults[i].text, &codes, &error));
      assert_fault (&code_faults[i], error);
    }
}

/* C63 */
static void
test_percent (void)
{
  g_autofree char *warning = NULL;
  g_autofree char *none = NULL;
  WeirMetricRule rule;

  g_assert_true (weir_metric_rule_parse ("ErrorRate > 5", &rule, &warning, NULL));
  g_assert_cmpstr (warning, ==, "ErrorRate is a share from 0 to 1; if percent were meant write “5%”.");
  g_assert_true (weir_metric_rule_parse ("ErrorRate > 5%", &rule, &none, NULL));
  g_assert_null (none);
  g_assert_true (weir_metric_rule_holds (&rule, 0.06));
  g_assert_false (weir_metric_rule_holds (&rule, 0.05));
}

static void
test_tolerance (void)
{
  WeirMetricRule equal = { .threshold = WEIR_THRESHOLD_EQUAL, .low = 0.5 };
  WeirMetricRule other = { .threshold = WEIR_THRESHOLD_NOT_EQUAL, .low = 0.5 };

  g_assert_true (weir_metric_rule_holds (&equal, 0.50009));
  g_assert_false (weir_metric_rule_holds (&other, 0.50009));
  g_assert_false (weir_metric_rule_holds (&equal, 0.5002));
  g_assert_true (weir_metric_rule_holds (&other, 0.5002));
}

static void
test_between (void)
{
  static const double values[] = { 99, 100, 500, 501 };
  static const gboolean expected[] = { FALSE, TRUE, TRUE, FALSE };
  g_autofree char *warning = NULL;
  WeirMetricRule rule;

  g_assert_true (weir_metric_rule_parse ("TotalTime.Max between 100 and 500", &rule, &warning, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpint (weir_metric_rule_holds (&rule, values[i]), ==, expected[i]);
}

static void
assert_codes (const char *text, const char *expected)
{
  static const guint tried[] = { 0, 100, 200, 404, 499, 500, 503, 599 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  WeirStatusCodes codes;

  g_assert_true (weir_status_codes_parse (text, &codes, &error));
  for (guint i = 0; i < G_N_ELEMENTS (tried); i++)
    if (weir_status_codes_have (&codes, tried[i]))
      g_string_append_printf (found, "%s%u", found->len > 0 ? " " : "", tried[i]);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_codes (void)
{
  WeirStatusCodes codes;

  assert_codes (">= 500", "500 503 599");
  assert_codes (">=500,0", "0 500 503 599");
  assert_codes ("404", "404");
  assert_codes ("= 404", "404");
  assert_codes ("!= 200", "0 100 404 499 500 503 599");
  assert_codes ("< 200", "0 100");
  assert_codes (" Between 400 and 499 , 503 ", "404 499 503");
  g_assert_true (weir_status_codes_parse (">= 0", &codes, NULL));
  g_assert_false (weir_status_codes_have (&codes, 600));
  g_assert_false (weir_status_codes_have (&codes, 50));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/metric rule/C62 every name, statistic and operator reads as its canonical form",
                   test_spellings);
  g_test_add_func ("/language/metric rule/C62 ranges and units are read", test_forms);
  g_test_add_func ("/language/metric rule/C63 mistakes are told with their column and what to write",
                   test_faults);
  g_test_add_func ("/language/metric rule/C63 a share above one warns, percent does not", test_percent);
  g_test_add_func ("/language/metric rule/numbers within a ten thousandth are equal", test_tolerance);
  g_test_add_func ("/language/metric rule/C62 both ends of between belong to it", test_between);
  g_test_add_func ("/language/metric rule/codes are single ones, comparisons and ranges", test_codes);
  return g_test_run ();
}
