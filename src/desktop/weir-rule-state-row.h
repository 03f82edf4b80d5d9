/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-state-row.h: a rule of a load plan as it stands: what it says, what it sees, how near it is
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-job-state.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RULE_STATE_ROW (weir_rule_state_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirRuleStateRow, weir_rule_state_row, WEIR, RULE_STATE_ROW, GtkListBoxRow)

GtkWidget *weir_rule_state_row_new (void);
void weir_rule_state_row_show (WeirRuleStateRow *self, const WeirJobState *job, const WeirRuleState *rule);
/* All (transfer none), as shown. */
const char *weir_rule_state_row_get_value (WeirRuleStateRow *self);
const char *weir_rule_state_row_get_state (WeirRuleStateRow *self);
/* What a screen reader says. */
const char *weir_rule_state_row_get_spoken (WeirRuleStateRow *self);
/* 0 to 1; < 0: there is no countdown. */
double weir_rule_state_row_get_countdown (WeirRuleStateRow *self);

G_END_DECLS
