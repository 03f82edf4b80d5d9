/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-lookup.h: what follows from a plan: who works on what, and which variables hold
 */

#pragma once

#include "weir-plan.h"

G_BEGIN_DECLS

/* By name, in any case; (transfer none) (nullable) */
WeirIteration *weir_plan_find_iteration (WeirPlan *plan, const char *name);
WeirEnvironment *weir_plan_find_environment (WeirPlan *plan, const char *name);
/* The round's own iterations, then those it refers to; (transfer container) of WeirIteration */
GPtrArray *weir_plan_list_iterations (WeirPlan *plan, WeirRound *round);
/* (transfer none) (nullable): where the rows of @iteration in @round come from: the nearest `data:` */
WeirDataSource *weir_plan_find_data (WeirPlan *plan, WeirRound *round, WeirIteration *iteration);
/* FILE, TEXT, FILE, TEXT…: the flows that its iterations go through, as they were read; the array is
 * (transfer container) */
const char **weir_plan_list_flows (WeirPlan *plan);
/* The plan's variables, with what environments have over them; (transfer full) of WeirVariable. Unknown
 * environments are passed over. */
GListStore *weir_plan_choose_variables (WeirPlan *plan, const char *const *environments);

/* The round and the iteration that "Metrics.ROUND.ITERATION.…" is about; (transfer none). NULL: there are no
 * such ones. *@field is what follows them, within @name. */
WeirIteration *weir_plan_find_metrics (WeirPlan *plan, const char *name, WeirRound **round,
                                       const char **field);

guint64 weir_round_count_clients (WeirRound *round);
/* When client @index arrives, in microseconds after the round's own delay. */
gint64 weir_round_get_arrival_us (WeirRound *round, guint index);

G_END_DECLS
