/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-columns.h: the columns of the files whose rows a load plan takes
 */

#pragma once

#include "weir-flow-origins.h"

G_BEGIN_DECLS

/* What is remembered of files from one edit to the next; (transfer full) */
GHashTable *weir_plan_columns_new (void);
/* Adds an origin for each column of each file that is named in the plan and can be read. */
void weir_plan_columns_find (GHashTable *columns, WeirPlan *plan, const char *folder, GPtrArray *origins);

G_END_DECLS
