/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-list.h: the rules of one iteration of a load plan, each as it stands
 */

#pragma once

#include "weir-rule-state-row.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RULE_LIST (weir_rule_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirRuleList, weir_rule_list, WEIR, RULE_LIST, GtkWidget)

GtkWidget *weir_rule_list_new (void);
/* @job: (nullable): none is chosen */
void weir_rule_list_update (WeirRuleList *self, const WeirJobState *job);
/* (nullable) */
WeirRuleStateRow *weir_rule_list_get_row (WeirRuleList *self, guint rule);

G_END_DECLS
