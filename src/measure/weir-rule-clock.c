/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-clock.c: rules of a load plan as they stand: what they see, since when they are broken
 */

#include "config.h"

#include "weir-rule-clock.h"

/* Asks the metrics; what there are no data of is not broken. */
static gboolean
ask (WeirRuleClock *self, const WeirMetrics *metrics, gint64 now_us, gboolean is_over)
{
  self->is_known =
      self->has_metric && weir_metrics_measure (metrics, &self->question, now_us, is_over, &self->value);
  return self->is_known && weir_metric_rule_holds (&self->question.rule, self->value);
}

/**
 * weir_rule_clock_terminate:
 * @self: a termination rule
 * @metrics: what was measured so far, by all clients
 * @expression: what its expression comes to
 * @now_us: the instant of this evaluation
 *
 * The clock of a rule starts with the first evaluation that is true, and is cleared by any that is false or
 * has no data.
 *
 * Returns: whether the rule ends the iteration now: it has been broken for as long as its grace period
 */
gboolean
weir_rule_clock_terminate (WeirRuleClock *self, const WeirMetrics *metrics, WeirExpressionState expression,
                           gint64 now_us)
{
  gboolean held = self->holds;

  self->holds = ask (self, metrics, now_us, FALSE) || expression == WEIR_EXPRESSION_TRUE;
  if (self->holds && !held)
    self->since_us = now_us;
  if (!self->holds || now_us - self->since_us < self->grace_us)
    return FALSE;
  self->fired = TRUE;
  return TRUE;
}

/**
 * weir_rule_clock_watch:
 * @self: a failure rule
 * @metrics: what was measured so far
 * @now_us: the instant of this evaluation
 *
 * Tells how a failure rule stands, for those who look at the run while it goes on. Only one with a window
 * fires: it is true if it held for any span of the run. Others are judged once, at the end.
 */
void
weir_rule_clock_watch (WeirRuleClock *self, const WeirMetrics *metrics, gint64 now_us)
{
  if (self->fired)
    return;
  self->holds = ask (self, metrics, now_us, FALSE);
  self->fired = self->holds && self->question.window_s > 0;
}

/**
 * weir_rule_clock_fail:
 * @self: a failure rule
 * @metrics: everything that was measured
 * @expression: what its expression comes to
 * @now_us: when all clients had finished
 *
 * Returns: whether the rule makes the iteration fail; its observed value stays in @self
 */
gboolean
weir_rule_clock_fail (WeirRuleClock *self, const WeirMetrics *metrics, WeirExpressionState expression,
                      gint64 now_us)
{
  if (!self->fired)
    self->fired = ask (self, metrics, now_us, TRUE);
  self->holds = self->fired || expression == WEIR_EXPRESSION_TRUE;
  return self->holds;
}

gboolean
weir_metrics_are_unanswered (const WeirMetricTotals *totals)
{
  return totals->no_response > 0 && totals->no_response == weir_metric_totals_get_completed (totals);
}

static gboolean
has_failed (const WeirIterationFacts *facts, const WeirMetricTotals *totals)
{
  if (facts->rule_broken || weir_metrics_are_unanswered (totals))
    return TRUE;
  return totals->assertions_failed > 0 && !facts->decides_assertion;
}

/**
 * weir_iteration_judge:
 * @facts: what happened to it
 * @totals: what was measured
 *
 * Returns: how an iteration stands: ended by a rule goes before not yet over, cancelled before failed, and
 *   failed before skipped
 */
WeirIterationStatus
weir_iteration_judge (const WeirIterationFacts *facts, const WeirMetricTotals *totals)
{
  if (facts->terminated)
    return WEIR_ITERATION_TERMINATED;
  if (!facts->over && !facts->interrupted)
    {
      if (!facts->round_begun)
        return WEIR_ITERATION_NOT_STARTED;
      return facts->begun ? WEIR_ITERATION_ONGOING : WEIR_ITERATION_SCHEDULED;
    }
  if (facts->interrupted)
    return WEIR_ITERATION_CANCELLED;
  if (has_failed (facts, totals))
    return WEIR_ITERATION_FAILED;
  return totals->started == 0 ? WEIR_ITERATION_SKIPPED : WEIR_ITERATION_SUCCESS;
}

/**
 * weir_rules_count_unheeded:
 * @rules: the failure rules of an iteration
 * @n_rules: how many
 * @totals: what was measured
 *
 * Returns: how many requests got no response without any ErrorRate rule that counts them
 */
guint64
weir_rules_count_unheeded (const WeirRuleClock *rules, guint n_rules, const WeirMetricTotals *totals)
{
  for (guint i = 0; i < n_rules; i++)
    {
      const WeirMetricQuestion *question = &rules[i].question;

      if (!rules[i].has_metric || question->rule.metric != WEIR_METRIC_ERROR_RATE)
        continue;
      if (question->codes == NULL || weir_status_codes_have (question->codes, 0))
        return 0;
    }
  return totals->no_response;
}

/**
 * weir_rules_set_defaults:
 * @rules: (out): the failure rules of an iteration that has none: more than 5 % errors, or more than 1 % of
 *   the server's own
 */
void
weir_rules_set_defaults (WeirRuleClock rules[WEIR_N_DEFAULT_RULES])
{
  static gsize made = 0;
  static WeirStatusCodes errors;
  static WeirStatusCodes server_errors;

  if (g_once_init_enter (&made))
    {
      weir_status_codes_add (&errors, 0);
      for (guint code = 400; code <= WEIR_STATUS_CODE_LAST; code++)
        weir_status_codes_add (&errors, code);
      for (guint code = 500; code <= WEIR_STATUS_CODE_LAST; code++)
        weir_status_codes_add (&server_errors, code);
      g_once_init_leave (&made, 1);
    }
  for (guint i = 0; i < WEIR_N_DEFAULT_RULES; i++)
    rules[i] = (WeirRuleClock){
      .has_metric = TRUE,
      .question = { .rule = { WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER,
                              i == 0 ? 0.05 : 0.01, 0 },
                    .codes = i == 0 ? &errors : &server_errors },
    };
}

/**
 * weir_iteration_status_to_nick:
 *
 * Returns: (transfer none): the word for files and exports
 */
const char *
weir_iteration_status_to_nick (WeirIterationStatus status)
{
  static const char *const nicks[] = { "not started", "scheduled", "ongoing", "terminated",
                                       "cancelled",   "failed",    "skipped", "success" };

  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (nicks), NULL);
  return nicks[status];
}
