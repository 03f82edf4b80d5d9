/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-words.h: rules of load plans in the words people read: what they say, and how they stand
 */

#pragma once

#include "weir-job-state.h"
#include "weir-words.h"

G_BEGIN_DECLS

/* Translated; (transfer none) */
const char *weir_metric_to_words (WeirMetric metric);          /* "Error rate" */
const char *weir_statistic_to_words (WeirStatistic statistic); /* "90th percentile"; "" for none */
const char *weir_threshold_to_words (WeirThreshold threshold); /* "is greater than" */

/* All (transfer full). */
/* "Time, 90th percentile, is greater than 250 ms, for 10 s" */
char *weir_words_for_rule (const WeirRuleState *rule);
/* "▲ breached 3.2 s of 10.0 s" */
char *weir_words_for_rule_state (const WeirJobState *job, const WeirRuleState *rule, WeirTone *tone);
/* Of all rules of a job the one that matters most, in few words. */
char *weir_words_for_rules (const WeirJobState *job, WeirTone *tone);
/* How much of its time the rule has been broken, 0 to 1; < 0: no clock of it runs. */
double weir_rule_state_get_countdown (const WeirJobState *job, const WeirRuleState *rule);
/* "0:41", "1:02:03" */
char *weir_words_for_clock (gint64 us);

G_END_DECLS
