/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-scope.h: what the expressions of rules can look at: variables of the plan, and Metrics
 */

#pragma once

#include "weir-expression.h"
#include "weir-job-figures.h"
#include "weir-plan.h"

G_BEGIN_DECLS

typedef struct _WeirRuleScope WeirRuleScope;

/* @environments, @variables, @secrets: (nullable) as in WeirPlanRunSettings. @folder: (nullable) of the
 * plan */
WeirRuleScope *weir_rule_scope_new (WeirPlan *plan, const char *const *environments,
                                    const char *const *variables, const char *const *secrets,
                                    const char *folder, GError **error);
void weir_rule_scope_free (WeirRuleScope *self);
WeirExpression *weir_rule_scope_parse (WeirRuleScope *self, const char *text, GError **error);
/* Whether any text of the plan asks for Metrics; without, the next need not be called. */
gboolean weir_rule_scope_has_metrics (const WeirRuleScope *self);
/* From now on Metrics of @job are those of this instant; of what is over, that of its end. */
void weir_rule_scope_set_job (WeirRuleScope *self, guint job, const WeirJobFigures *figures, gint64 now_us);
/* FALSE with *warning (transfer full) (nullable) when it cannot be told */
gboolean weir_rule_scope_holds (WeirRuleScope *self, const WeirExpression *expression, char **warning);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRuleScope, weir_rule_scope_free)

G_END_DECLS
