/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-definitions.h: one short text that stands for all a flow is given values by before its first step
 */

#pragma once

#include "weir-flow.h"

G_BEGIN_DECLS

/* Each of the lists: (nullable) "NAME=VALUE"…. Another text when any of them is another one.
 * (transfer full) */
char *weir_flow_sum_definitions (WeirFlow *flow, const char *const *environment,
                                 const char *const *variables, const char *const *secrets);

G_END_DECLS
