/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-parts.h: a rule of a load plan as the parts that its row shows
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parts of "TotalTime.P90 > 250"; FALSE when it cannot be told apart so. */
typedef struct
{
  int metric;      /* WeirMetric */
  int statistic;   /* WeirStatistic */
  int threshold;   /* WeirThreshold */
  char *low;       /* as written, with its unit */
  char *high;      /* of "between"; else NULL */
} WeirRuleParts;

gboolean weir_rule_parts_split (const char *text, WeirRuleParts *parts);
char *weir_rule_parts_join (const WeirRuleParts *parts);
void weir_rule_parts_clear (WeirRuleParts *parts);

G_END_DECLS
