/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-clock.h: rules of a load plan as they stand: what they see, since when they are broken
 */

#pragma once

#include "weir-metrics.h"

G_BEGIN_DECLS

/* One rule while its iteration goes on. */
typedef struct
{
  gboolean has_metric; /* @question is asked */
  WeirMetricQuestion question;
  gint64 grace_us; /* of a termination rule: how long it has to be broken */

  gboolean is_known; /* the latest evaluation had data */
  double value;      /* of it */
  gboolean holds;    /* the rule is broken: what it says is true */
  gint64 since_us;   /* since when; meaningful while @holds */
  gboolean fired;    /* a termination rule has ended the iteration, a failure rule was true once */
} WeirRuleClock;

/* What the rule's own expression came to; it has none, or no metric, or both. */
typedef enum
{
  WEIR_EXPRESSION_NONE,
  WEIR_EXPRESSION_FALSE,
  WEIR_EXPRESSION_TRUE,
} WeirExpressionState;

gboolean weir_rule_clock_terminate (WeirRuleClock *self, const WeirMetrics *metrics,
                                    WeirExpressionState expression, gint64 now_us);
void weir_rule_clock_watch (WeirRuleClock *self, const WeirMetrics *metrics, gint64 now_us);
gboolean weir_rule_clock_fail (WeirRuleClock *self, const WeirMetrics *metrics,
                               WeirExpressionState expression, gint64 now_us);

typedef enum
{
  WEIR_ITERATION_NOT_STARTED, /* its round has not begun */
  WEIR_ITERATION_SCHEDULED,   /* no client has come to it yet */
  WEIR_ITERATION_ONGOING,
  WEIR_ITERATION_TERMINATED, /* by a rule */
  WEIR_ITERATION_CANCELLED,  /* by a person */
  WEIR_ITERATION_FAILED,
  WEIR_ITERATION_SKIPPED,
  WEIR_ITERATION_SUCCESS,
} WeirIterationStatus;

typedef struct
{
  gboolean round_begun;
  gboolean begun; /* a client has come to it */
  gboolean over;  /* all clients have finished it */
  gboolean terminated;
  gboolean interrupted;
  gboolean rule_broken;       /* a failure rule */
  gboolean decides_assertion; /* a failure rule looks at AssertionErrorRate */
} WeirIterationFacts;

WeirIterationStatus weir_iteration_judge (const WeirIterationFacts *facts, const WeirMetricTotals *totals);
/* Whether none of the completed requests got a response; that is always a failure. */
gboolean weir_metrics_are_unanswered (const WeirMetricTotals *totals);
/* Requests without response that no ErrorRate rule of @rules counts. */
guint64 weir_rules_count_unheeded (const WeirRuleClock *rules, guint n_rules, const WeirMetricTotals *totals);
/* The two rules that hold where none is written; (transfer none), two of them */
#define WEIR_N_DEFAULT_RULES 2
void weir_rules_set_defaults (WeirRuleClock rules[WEIR_N_DEFAULT_RULES]);
const char *weir_iteration_status_to_nick (WeirIterationStatus status);

G_END_DECLS
