/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-names.h: every name a plan can give a value
 */

#pragma once

#include "weir-names.h"
#include "weir-plan.h"

G_BEGIN_DECLS

/* The program's own names, then those of variables, environments, captures and extractions, and what methods
 * set. */
WeirNames *weir_plan_collect_names (WeirPlan *plan); /* (transfer full) */

G_END_DECLS
