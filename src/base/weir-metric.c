/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metric.c: what a rule of a load plan looks at, and when it holds
 */

#include "config.h"

#include "weir-metric.h"

#include <math.h>

/* Two numbers that differ by no more are equal to a rule. */
#define TOLERANCE 0.0001

static const char *const metric_names[WEIR_N_METRICS] = {
  [WEIR_METRIC_ERROR_RATE] = "ErrorRate",
  [WEIR_METRIC_THROUGHPUT] = "Throughput",
  [WEIR_METRIC_TOTAL_TIME] = "TotalTime",
  [WEIR_METRIC_RESPONSE_TIME] = "ResponseTime",
  [WEIR_METRIC_TTFB] = "TTFB",
  [WEIR_METRIC_WAITING_TIME] = "WaitingTime",
  [WEIR_METRIC_TCP_HANDSHAKE] = "TCPHandshake",
  [WEIR_METRIC_TLS_HANDSHAKE] = "TLSHandshake",
  [WEIR_METRIC_SENDING_TIME] = "SendingTime",
  [WEIR_METRIC_RECEIVING_TIME] = "ReceivingTime",
  [WEIR_METRIC_SERVER_TIME] = "ServerTime",
  [WEIR_METRIC_SERVER_TIME_DB] = "ServerTimeDB",
  [WEIR_METRIC_SERVER_TIME_CACHE] = "ServerTimeCache",
  [WEIR_METRIC_SERVER_TIME_APP] = "ServerTimeApp",
  [WEIR_METRIC_SKIP_RATIO] = "SkipRatio",
  [WEIR_METRIC_SKIPPED_COUNT] = "SkippedRequestsCount",
  [WEIR_METRIC_ASSERTION_ERROR_RATE] = "AssertionErrorRate",
};

static const char *const statistic_names[WEIR_N_STATISTICS] = {
  [WEIR_STATISTIC_NONE] = "",    [WEIR_STATISTIC_AVERAGE] = "Avg", [WEIR_STATISTIC_MIN] = "Min",
  [WEIR_STATISTIC_MAX] = "Max",  [WEIR_STATISTIC_SUM] = "Sum",     [WEIR_STATISTIC_P50] = "P50",
  [WEIR_STATISTIC_P90] = "P90",  [WEIR_STATISTIC_P95] = "P95",     [WEIR_STATISTIC_P99] = "P99",
};

static const char *const threshold_names[] = {
  [WEIR_THRESHOLD_GREATER] = ">",       [WEIR_THRESHOLD_GREATER_EQUAL] = ">=",
  [WEIR_THRESHOLD_LESS] = "<",          [WEIR_THRESHOLD_LESS_EQUAL] = "<=",
  [WEIR_THRESHOLD_EQUAL] = "=",         [WEIR_THRESHOLD_NOT_EQUAL] = "!=",
  [WEIR_THRESHOLD_BETWEEN] = "between",
};

/**
 * weir_metric_to_name:
 *
 * Returns: (transfer none): the name rules have for it
 */
const char *
weir_metric_to_name (WeirMetric metric)
{
  g_return_val_if_fail ((guint) metric < WEIR_N_METRICS, NULL);
  return metric_names[metric];
}

/**
 * weir_statistic_to_name:
 *
 * Returns: (transfer none): what follows the dot in a rule; "" for none
 */
const char *
weir_statistic_to_name (WeirStatistic statistic)
{
  g_return_val_if_fail ((guint) statistic < WEIR_N_STATISTICS, NULL);
  return statistic_names[statistic];
}

/**
 * weir_threshold_to_name:
 *
 * Returns: (transfer none): the operator as rules write it
 */
const char *
weir_threshold_to_name (WeirThreshold threshold)
{
  g_return_val_if_fail ((guint) threshold < G_N_ELEMENTS (threshold_names), NULL);
  return threshold_names[threshold];
}

/**
 * weir_metric_is_time:
 *
 * Returns: whether it is a time, of which rules take a statistic
 */
gboolean
weir_metric_is_time (WeirMetric metric)
{
  return metric >= WEIR_METRIC_TOTAL_TIME && metric <= WEIR_METRIC_SERVER_TIME_APP;
}

/**
 * weir_metric_is_share:
 *
 * Returns: whether it is a share from 0 to 1
 */
gboolean
weir_metric_is_share (WeirMetric metric)
{
  return metric == WEIR_METRIC_ERROR_RATE || metric == WEIR_METRIC_SKIP_RATIO ||
         metric == WEIR_METRIC_ASSERTION_ERROR_RATE;
}

/**
 * weir_metric_rule_holds:
 * @rule: a rule
 * @value: what was measured, in the unit of the metric
 *
 * Returns: whether the rule is true of @value
 */
gboolean
weir_metric_rule_holds (const WeirMetricRule *rule, double value)
{
  switch (rule->threshold)
    {
    case WEIR_THRESHOLD_GREATER:
      return value > rule->low;
    case WEIR_THRESHOLD_GREATER_EQUAL:
      return value >= rule->low;
    case WEIR_THRESHOLD_LESS:
      return value < rule->low;
    case WEIR_THRESHOLD_LESS_EQUAL:
      return value <= rule->low;
    case WEIR_THRESHOLD_EQUAL:
      return fabs (value - rule->low) <= TOLERANCE;
    case WEIR_THRESHOLD_NOT_EQUAL:
      return fabs (value - rule->low) > TOLERANCE;
    case WEIR_THRESHOLD_BETWEEN:
      return value >= rule->low && value <= rule->high;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
append_number (GString *out, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (digits, sizeof digits, "%.15g", number));
}

/**
 * weir_metric_rule_to_text:
 * @rule: a rule
 *
 * Returns: (transfer full): the rule in its canonical spelling
 */
char *
weir_metric_rule_to_text (const WeirMetricRule *rule)
{
  GString *out = g_string_new (weir_metric_to_name (rule->metric));

  if (rule->statistic != WEIR_STATISTIC_NONE)
    g_string_append_printf (out, ".%s", weir_statistic_to_name (rule->statistic));
  g_string_append_printf (out, " %s ", weir_threshold_to_name (rule->threshold));
  append_number (out, rule->low);
  if (rule->threshold == WEIR_THRESHOLD_BETWEEN)
    {
      g_string_append (out, " and ");
      append_number (out, rule->high);
    }
  return g_string_free (out, FALSE);
}

/**
 * weir_status_code_is_valid:
 *
 * Returns: whether @code can be the status of a request: 0 for no response, else 100 to 599
 */
gboolean
weir_status_code_is_valid (guint code)
{
  return code == 0 || (code >= 100 && code <= WEIR_STATUS_CODE_LAST);
}

/**
 * weir_status_codes_add:
 * @self: codes
 * @code: another one, valid
 */
void
weir_status_codes_add (WeirStatusCodes *self, guint code)
{
  g_return_if_fail (weir_status_code_is_valid (code));
  self->bits[code / 64] |= G_GUINT64_CONSTANT (1) << code % 64;
}

/**
 * weir_status_codes_have:
 *
 * Returns: whether @code is one of @self; a server may send any number
 */
gboolean
weir_status_codes_have (const WeirStatusCodes *self, guint code)
{
  return code <= WEIR_STATUS_CODE_LAST && (self->bits[code / 64] >> code % 64 & 1) != 0;
}
