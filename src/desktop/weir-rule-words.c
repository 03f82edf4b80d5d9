/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-words.c: rules of load plans in the words people read: what they say, and how they stand
 */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "weir-duration.h"
#include "weir-job-summary.h"
#include "weir-plan-words.h"
#include "weir-rule-words.h"

/* Throughput is not measured of less. */
#define THROUGHPUT_NEEDS_S 1

static const char *const metrics[WEIR_N_METRICS] = {
  [WEIR_METRIC_ERROR_RATE] = N_("Error rate"),
  [WEIR_METRIC_THROUGHPUT] = N_("Throughput"),
  [WEIR_METRIC_TOTAL_TIME] = N_("Time"),
  [WEIR_METRIC_RESPONSE_TIME] = N_("Time from planned start"),
  [WEIR_METRIC_TTFB] = N_("Time to first byte"),
  [WEIR_METRIC_WAITING_TIME] = N_("Waiting"),
  [WEIR_METRIC_TCP_HANDSHAKE] = N_("TCP handshake"),
  [WEIR_METRIC_TLS_HANDSHAKE] = N_("TLS handshake"),
  [WEIR_METRIC_SENDING_TIME] = N_("Sending"),
  [WEIR_METRIC_RECEIVING_TIME] = N_("Receiving"),
  [WEIR_METRIC_SERVER_TIME] = N_("Server time"),
  [WEIR_METRIC_SERVER_TIME_DB] = N_("Server time, database"),
  [WEIR_METRIC_SERVER_TIME_CACHE] = N_("Server time, cache"),
  [WEIR_METRIC_SERVER_TIME_APP] = N_("Server time, application"),
  [WEIR_METRIC_SKIP_RATIO] = N_("Share of skipped requests"),
  [WEIR_METRIC_SKIPPED_COUNT] = N_("Number of skipped requests"),
  [WEIR_METRIC_ASSERTION_ERROR_RATE] = N_("Share of failed assertions"),
};

static const char *const statistics[WEIR_N_STATISTICS] = {
  [WEIR_STATISTIC_NONE] = "",
  [WEIR_STATISTIC_AVERAGE] = N_("on average"),
  [WEIR_STATISTIC_MIN] = N_("at the least"),
  [WEIR_STATISTIC_MAX] = N_("at the most"),
  [WEIR_STATISTIC_SUM] = N_("in sum"),
  [WEIR_STATISTIC_P50] = N_("median (P50)"),
  [WEIR_STATISTIC_P90] = N_("90th percentile"),
  [WEIR_STATISTIC_P95] = N_("95th percentile"),
  [WEIR_STATISTIC_P99] = N_("99th percentile"),
};

static const char *const thresholds[] = {
  [WEIR_THRESHOLD_GREATER] = N_("is greater than"), [WEIR_THRESHOLD_GREATER_EQUAL] = N_("is at least"),
  [WEIR_THRESHOLD_LESS] = N_("is less than"),       [WEIR_THRESHOLD_LESS_EQUAL] = N_("is at most"),
  [WEIR_THRESHOLD_EQUAL] = N_("equals"),            [WEIR_THRESHOLD_NOT_EQUAL] = N_("does not equal"),
  [WEIR_THRESHOLD_BETWEEN] = N_("is between"),
};

const char *
weir_metric_to_words (WeirMetric metric)
{
  return (guint) metric < WEIR_N_METRICS ? _(metrics[metric]) : "";
}

const char *
weir_statistic_to_words (WeirStatistic statistic)
{
  return (guint) statistic < WEIR_N_STATISTICS && statistic != WEIR_STATISTIC_NONE
             ? _(statistics[statistic])
             : "";
}

const char *
weir_threshold_to_words (WeirThreshold threshold)
{
  return (guint) threshold < G_N_ELEMENTS (thresholds) ? _(thresholds[threshold]) : "";
}

/* "Time, 90th percentile, is greater than 250 ms" */
static void
append_metric (GString *text, const WeirMetricRule *rule)
{
  g_autofree char *low = weir_metric_value_to_text (rule->metric, rule->low);
  g_autofree char *high = weir_metric_value_to_text (rule->metric, rule->high);

  g_string_append (text, weir_metric_to_words (rule->metric));
  if (weir_metric_is_time (rule->metric))
    g_string_append_printf (text, ", %s,", weir_statistic_to_words (rule->statistic));
  g_string_append_printf (text, " %s ", weir_threshold_to_words (rule->threshold));
  if (rule->threshold == WEIR_THRESHOLD_BETWEEN)
    /* Translators: the ends of a range: "100 ms and 500 ms" */
    g_string_append_printf (text, _("%s and %s"), low, high);
  else
    g_string_append (text, low);
}

static void
append_conditions (GString *text, const WeirRuleState *rule)
{
  if (rule->codes != NULL)
    /* Translators: %s is a list of status codes such as ">= 500, 0" */
    g_string_append_printf (text, _(", counting %s"), rule->codes);
  if (rule->grace_us > 0)
    {
      g_autofree char *grace = weir_duration_to_display (rule->grace_us);

      /* Translators: "Error rate is greater than 0.2, for 10 s" */
      g_string_append_printf (text, _(", for %s"), grace);
    }
  if (rule->window_s > 0)
    g_string_append_printf (text, _(", in the last %u s"), rule->window_s);
  if (rule->min_samples > 0)
    {
      g_autofree char *least = weir_words_for_number (rule->min_samples);

      g_string_append_printf (text, _(", from %s requests on"), least);
    }
}

/**
 * weir_words_for_rule:
 * @rule: a rule of a load plan
 *
 * Returns: (transfer full): what it says
 */
char *
weir_words_for_rule (const WeirRuleState *rule)
{
  GString *text = g_string_new (NULL);

  if (rule->has_metric)
    append_metric (text, &rule->rule);
  if (rule->expression != NULL)
    g_string_append_printf (text, rule->has_metric ? _(" or %s") : "%s", rule->expression);
  append_conditions (text, rule);
  return g_string_free (text, FALSE);
}

/**
 * weir_words_for_clock:
 * @us: from the start of a run
 *
 * Returns: (transfer full): minutes and seconds, as a clock shows them that does not jump about as it counts
 */
char *
weir_words_for_clock (gint64 us)
{
  guint seconds = (guint) (MAX (us, 0) / G_USEC_PER_SEC);

  if (seconds >= 3600)
    return g_strdup_printf ("%u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return g_strdup_printf ("%u:%02u", seconds / 60, seconds % 60);
}

static gboolean
is_over (const WeirJobState *job)
{
  return job->status >= WEIR_ITERATION_TERMINATED;
}

/* Why a rule is not evaluated yet. */
static char *
words_for_need (const WeirJobState *job, const WeirRuleState *rule)
{
  const WeirMetrics *counted = job->figures->metrics;
  guint64 completed = weir_metric_totals_get_completed (weir_metrics_get_totals (counted));

  if (is_over (job))
    return g_strdup (_("○ not evaluated: there were no data"));
  if (rule->min_samples > completed)
    {
      g_autofree char *least = weir_words_for_number (rule->min_samples);
      g_autofree char *had = weir_words_for_number (completed);

      return g_strdup_printf (_("○ not evaluated yet: needs %s requests, has %s"), least, had);
    }
  if (rule->rule.metric == WEIR_METRIC_THROUGHPUT && weir_metrics_has_begun (counted))
    return g_strdup_printf (_("○ not evaluated yet: needs %u s of data"), THROUGHPUT_NEEDS_S);
  return g_strdup (_("○ not evaluated yet: there are no data"));
}

/* "3.2 s of 10.0 s": as many digits all the time, so that it does not jump. */
static char *
words_for_countdown (const WeirRuleState *rule)
{
  /* Translators: how long something has been so, and how long it has to be: "3.2 s of 10.0 s" */
  return g_strdup_printf (_("%.1f s of %.1f s"),
                          (double) MIN (rule->held_us, rule->grace_us) / G_USEC_PER_SEC,
                          (double) rule->grace_us / G_USEC_PER_SEC);
}

static char *
words_for_fired (const WeirRuleState *rule)
{
  g_autofree char *clock = weir_words_for_clock (rule->fired_us);

  if (rule->termination)
    return g_strdup_printf (_("✗ fired at %s and ended the iteration"), clock);
  return rule->window_s > 0 ? g_strdup_printf (_("✗ breached at %s: the iteration fails"), clock)
                            : g_strdup (_("✗ breached: the iteration failed"));
}

static char *
words_for_breach (const WeirJobState *job, const WeirRuleState *rule)
{
  g_autofree char *countdown = NULL;

  if (!rule->termination)
    return g_strdup (_("▲ breached so far; judged at the end"));
  countdown = words_for_countdown (rule);
  return g_strdup_printf (is_over (job) ? _("▲ was breached %s at the end, so it did not fire")
                                        : _("▲ breached %s"),
                          countdown);
}

/**
 * weir_words_for_rule_state:
 * @job: what the rule is about
 * @rule: one of its rules
 * @tone: (out): how good it is
 *
 * Returns: (transfer full): how the rule stands, or came out
 */
char *
weir_words_for_rule_state (const WeirJobState *job, const WeirRuleState *rule, WeirTone *tone)
{
  *tone = WEIR_TONE_BAD;
  if (rule->fired)
    return words_for_fired (rule);
  *tone = WEIR_TONE_WARNING;
  if (rule->holds && (rule->termination || !is_over (job)))
    return words_for_breach (job, rule);
  *tone = WEIR_TONE_QUIET;
  if (job->status <= WEIR_ITERATION_SCHEDULED)
    return g_strdup (_("○ not begun yet"));
  if (rule->has_metric && !rule->known)
    return words_for_need (job, rule);
  *tone = WEIR_TONE_GOOD;
  return g_strdup (_("✓ not breached"));
}

double
weir_rule_state_get_countdown (const WeirJobState *job, const WeirRuleState *rule)
{
  if (!rule->termination || rule->fired || !rule->holds || rule->grace_us <= 0 || is_over (job))
    return -1;
  return MIN ((double) rule->held_us / (double) rule->grace_us, 1);
}

/* Higher ones are told first. */
static double
get_weight (const WeirJobState *job, const WeirRuleState *rule)
{
  if (rule->fired)
    return rule->termination ? 5 : 4;
  if (rule->holds && rule->termination)
    return 2 + fmax (weir_rule_state_get_countdown (job, rule), 0);
  return rule->holds && !is_over (job) ? 1 : 0;
}

static const WeirRuleState *
find_weightiest (const WeirJobState *job)
{
  const WeirRuleState *most = NULL;

  for (guint i = 0; i < job->rules->len; i++)
    {
      const WeirRuleState *rule = g_ptr_array_index (job->rules, i);

      if (most == NULL || get_weight (job, rule) > get_weight (job, most))
        most = rule;
    }
  return most;
}

static gboolean
is_any_known (const WeirJobState *job)
{
  for (guint i = 0; i < job->rules->len; i++)
    {
      const WeirRuleState *rule = g_ptr_array_index (job->rules, i);

      if (rule->known || !rule->has_metric)
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_words_for_rules:
 * @job: an iteration in a round
 * @tone: (out): how good it is
 *
 * Returns: (transfer full): how the rule stands that matters most: one that fired, or is nearest to it
 */
char *
weir_words_for_rules (const WeirJobState *job, WeirTone *tone)
{
  const WeirRuleState *rule = find_weightiest (job);
  g_autofree char *countdown = NULL;

  *tone = WEIR_TONE_QUIET;
  if (rule == NULL || job->status <= WEIR_ITERATION_SCHEDULED || !is_any_known (job))
    return g_strdup ("–");
  if (rule->fired)
    {
      *tone = WEIR_TONE_BAD;
      return g_strdup (rule->termination ? _("✗ fired") : _("✗ breached"));
    }
  if (get_weight (job, rule) >= 1)
    {
      *tone = WEIR_TONE_WARNING;
      countdown = words_for_countdown (rule);
      return rule->termination ? g_strdup_printf ("▲ %s", countdown) : g_strdup (_("▲ breached so far"));
    }
  *tone = WEIR_TONE_GOOD;
  return g_strdup (_("✓ not breached"));
}
