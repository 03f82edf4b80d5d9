/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-workers.h: how many processes carry a load plan out, and whether this computer can
 */

#pragma once

#include "weir-plan.h"

G_BEGIN_DECLS

/* (transfer full) in @why: "1 worker, because …" */
guint weir_plan_choose_workers (WeirPlan *plan, char **why);
/* How many connections it needs at one time at the least, in rounds that are @chosen (by index; NULL: all of
 * them). */
guint64 weir_plan_count_connections (WeirPlan *plan, const gboolean *chosen);
/* NULL, or a sentence that says why this computer cannot carry it out with so many workers. Raises this
 * process's limit of open files as far as it goes: workers inherit it. */
char *weir_plan_refuse (WeirPlan *plan, const gboolean *chosen, guint n_workers);

G_END_DECLS
