/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule.h: an entry of `failureRules:` or `terminationRules:`: what makes an iteration fail, or ends it
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_TYPE_RULE (weir_rule_get_type ())
G_DECLARE_FINAL_TYPE (WeirRule, weir_rule, WEIR, RULE, GObject)

/* properties: metric, status-codes, expression (all nullable; metric or expression is there), grace-us (of
 * termination rules), window-us, min-samples. Placeholders are filled in when a plan is read;
 * weir-metric-rule.h reads metric and codes. */
WeirRule *weir_rule_new (void);
const char *weir_rule_get_metric (WeirRule *self);
void weir_rule_set_metric (WeirRule *self, const char *metric);
const char *weir_rule_get_status_codes (WeirRule *self);
void weir_rule_set_status_codes (WeirRule *self, const char *status_codes);
const char *weir_rule_get_expression (WeirRule *self);
void weir_rule_set_expression (WeirRule *self, const char *expression);
gint64 weir_rule_get_grace_us (WeirRule *self);
void weir_rule_set_grace_us (WeirRule *self, gint64 grace_us);
gint64 weir_rule_get_window_us (WeirRule *self);
void weir_rule_set_window_us (WeirRule *self, gint64 window_us);
guint weir_rule_get_min_samples (WeirRule *self);
void weir_rule_set_min_samples (WeirRule *self, guint min_samples);

G_END_DECLS
