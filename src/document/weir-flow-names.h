/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-names.h: every name a flow can give a value
 */

#pragma once

#include "weir-flow.h"
#include "weir-names.h"

G_BEGIN_DECLS

/* The program's own names, then those of variables, assignments and extractions of all three parts. */
WeirNames *weir_flow_collect_names (WeirFlow *flow); /* (transfer full) */

G_END_DECLS
