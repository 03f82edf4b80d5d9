/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-row.h: one rule of an iteration: a metric, when it holds, and what else belongs to it
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"
#include "weir-rule.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RULE_ROW (weir_rule_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirRuleRow, weir_rule_row, WEIR, RULE_ROW, GtkWidget)

/* signals:
 *   removing (WeirRuleRow *row)   a person wants it removed */
GtkWidget *weir_rule_row_new (WeirEditorContext *context, WeirRule *rule, gboolean termination);
GtkDropDown *weir_rule_row_get_metric (WeirRuleRow *self);
GtkDropDown *weir_rule_row_get_statistic (WeirRuleRow *self);
GtkDropDown *weir_rule_row_get_operator (WeirRuleRow *self);
GtkEditable *weir_rule_row_get_threshold (WeirRuleRow *self);
GtkWidget *weir_rule_row_get_field (WeirRuleRow *self, const char *property); /* (nullable) */
const char *weir_rule_row_get_message (WeirRuleRow *self); /* (nullable) */

G_END_DECLS
