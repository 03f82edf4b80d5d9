/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan.h: a load plan: variables, environments, iterations to refer to, and rounds
 */

#pragma once

#include <gio/gio.h>

#include "weir-data-source.h"
#include "weir-environment.h"
#include "weir-round.h"
#include "weir-variable.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN (weir_plan_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlan, weir_plan, WEIR, PLAN, GObject)

/* properties: name, data (nullable); and the lists variables (WeirVariable), environments (WeirEnvironment),
 * iterations (WeirIteration) and rounds (WeirRound) */
WeirPlan *weir_plan_new (const char *name);
const char *weir_plan_get_name (WeirPlan *self);
void weir_plan_set_name (WeirPlan *self, const char *name);
GListStore *weir_plan_get_variables (WeirPlan *self); /* of WeirVariable, in order */
GListStore *weir_plan_get_environments (WeirPlan *self); /* of WeirEnvironment, in order */
GListStore *weir_plan_get_iterations (WeirPlan *self); /* of WeirIteration, in order */
GListStore *weir_plan_get_rounds (WeirPlan *self); /* of WeirRound, in order */
WeirDataSource *weir_plan_get_data (WeirPlan *self);
void weir_plan_set_data (WeirPlan *self, WeirDataSource *data);

G_END_DECLS
