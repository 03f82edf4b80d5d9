/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-summary.h: what a job of a load plan came to, in few figures and in words
 *
 * Window, reports and terminal say the same of a rule because they ask here.
 */

#pragma once

#include "weir-job-state.h"
#include "weir-step-statistics.h"

G_BEGIN_DECLS

/* "Buyers / Browse"; (transfer full) */
char *weir_job_state_get_name (const WeirJobState *self);
/* NULL: no request of it has such a time. (transfer none) */
const WeirHistogram *weir_job_state_get_time (const WeirJobState *self, WeirMetric metric);
/* All its requests in the words of steps; (transfer full) */
WeirStepStatistics *weir_job_state_add_up (const WeirJobState *self);
/* "412 ms", "0.25", "128/s": as rules have it; (transfer full) */
char *weir_metric_value_to_text (WeirMetric metric, double value);
/* What the rule sees, with its unit: "412 ms", "0.25", "128/s"; NULL: it has no metric, or there are no
 * data. (transfer full) */
char *weir_rule_state_get_value (const WeirRuleState *rule);
/* The same as part of a sentence: "observed 412 ms"; or what there was to observe. (transfer full) */
char *weir_rule_state_get_observed (const WeirRuleState *rule);
/* How it came out: "Buyers / Browse failed by ErrorRate > 0.2: observed 0.4."; (transfer full) */
char *weir_rule_state_describe (const WeirRuleState *rule, const WeirJobState *job);

G_END_DECLS
