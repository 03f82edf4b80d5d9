/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metric-rule.h: the rules of load plans: "TotalTime.P90 > 250", and the codes that are errors
 */

#pragma once

#include <glib.h>

#include "weir-language-error.h"
#include "weir-metric.h"

G_BEGIN_DECLS

/* Errors carry the character column within @text in their message ("column 7: …"). *@warning (transfer full,
 * nullable) is about a rule that is valid and hardly meant. */
gboolean weir_metric_rule_parse (const char *text, WeirMetricRule *rule, char **warning, GError **error);
/* ">= 500, 0": any of the terms. */
gboolean weir_status_codes_parse (const char *text, WeirStatusCodes *codes, GError **error);

G_END_DECLS
