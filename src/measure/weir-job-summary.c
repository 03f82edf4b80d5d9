/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-summary.c: what a job of a load plan came to, in few figures and in words
 */

#include "config.h"

#include "weir-duration.h"
#include "weir-job-summary.h"

#include <glib/gi18n-lib.h>

char *
weir_job_state_get_name (const WeirJobState *self)
{
  return g_strdup_printf ("%s / %s", self->round, self->iteration);
}

const WeirHistogram *
weir_job_state_get_time (const WeirJobState *self, WeirMetric metric)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (self->figures->metrics);
  const WeirHistogram *time = totals->times[WEIR_METRIC_TIME_INDEX (metric)];

  return time != NULL && weir_histogram_get_count (time) > 0 ? time : NULL;
}

static void
add_statuses (WeirStepStatistics *sum, const WeirMetricTotals *totals)
{
  for (guint i = 1; i < G_N_ELEMENTS (totals->statuses); i++)
    if (totals->statuses[i] > 0)
      {
        WeirStatusCount count = { i, totals->statuses[i] };

        g_array_append_val (sum->statuses, count);
      }
}

/**
 * weir_job_state_add_up:
 * @self: a job
 *
 * Returns: (transfer full): what all requests of it add up to, as if it were a step of a flow: figures, not
 *   rows, so that they are exact even where no rows were kept
 */
WeirStepStatistics *
weir_job_state_add_up (const WeirJobState *self)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (self->figures->metrics);
  const WeirHistogram *time = weir_job_state_get_time (self, WEIR_METRIC_TOTAL_TIME);
  const WeirHistogram *response = weir_job_state_get_time (self, WEIR_METRIC_RESPONSE_TIME);
  WeirStepStatistics *sum = weir_step_statistics_new ();

  sum->part = 1; /* steps */
  sum->step = self->job;
  g_free (sum->name);
  sum->name = weir_job_state_get_name (self);
  sum->counts[WEIR_STEP_PASSED] = totals->successful;
  sum->counts[WEIR_STEP_FAILED] = totals->failed;
  sum->counts[WEIR_STEP_CANCELLED] = totals->cancelled;
  sum->counts[WEIR_STEP_SKIPPED] = totals->skipped;
  sum->generator_errors = totals->generator_errors;
  sum->bytes_sent = self->figures->bytes_sent;
  sum->bytes_received = self->figures->bytes_received;
  for (guint i = 1; i < WEIR_N_ERROR_KINDS; i++)
    sum->error_kinds[i] = self->figures->error_kinds[i];
  add_statuses (sum, totals);
  if (time != NULL)
    weir_histogram_merge (sum->time, time);
  if (response != NULL)
    weir_histogram_merge (sum->response, response);
  return sum;
}

char *
weir_metric_value_to_text (WeirMetric metric, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.6g", value);
  if (metric == WEIR_METRIC_THROUGHPUT)
    return g_strdup_printf ("%s/s", number);
  return weir_metric_is_time (metric) ? g_strdup_printf ("%s ms", number) : g_strdup (number);
}

char *
weir_rule_state_get_value (const WeirRuleState *rule)
{
  return rule->has_metric && rule->known ? weir_metric_value_to_text (rule->rule.metric, rule->value) : NULL;
}

char *
weir_rule_state_get_observed (const WeirRuleState *rule)
{
  g_autofree char *value = weir_rule_state_get_value (rule);

  if (!rule->has_metric)
    return g_strdup (rule->holds ? _ ("it holds") : _ ("it does not hold"));
  if (value == NULL)
    return g_strdup (_ ("there were no data"));
  /* Translators: %s is "412 ms", "0.25" or "128/s" */
  return g_strdup_printf (_ ("observed %s"), value);
}

char *
weir_rule_state_describe (const WeirRuleState *rule, const WeirJobState *job)
{
  g_autofree char *name = weir_job_state_get_name (job);
  g_autofree char *observed = weir_rule_state_get_observed (rule);
  g_autofree char *after = weir_duration_to_display (rule->fired_us);

  if (rule->fired && rule->termination)
    return g_strdup_printf (_ ("%s was ended after %s by %s: %s."), name, after, rule->text, observed);
  if (rule->fired)
    return g_strdup_printf (rule->is_default ? _ ("%s failed by the default rule %s: %s.")
                                             : _ ("%s failed by %s: %s."),
                            name, rule->text, observed);
  return g_strdup_printf (_ ("%s: %s did not apply: %s."), name, rule->text, observed);
}
