/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-plan.h: a load plan out of a flow
 */

#pragma once

#include "weir-environment.h"
#include "weir-flow.h"
#include "weir-plan.h"

G_BEGIN_DECLS

/* @flow_file: absolute. @environment: (nullable): where the flow runs. @left_out: of char*: sentences on what
 * was not taken over are added. (transfer full) */
WeirPlan *weir_flow_plan_new (WeirFlow *flow, const char *flow_file, WeirEnvironment *environment,
                              GPtrArray *left_out);

G_END_DECLS
