/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-adopt.h: making one flow say what another one says, by edits that can be undone
 */

#pragma once

#include "weir-edits.h"
#include "weir-flow.h"

G_BEGIN_DECLS

void weir_flow_adopt (WeirFlow *self, WeirEdits *edits, WeirFlow *other);

G_END_DECLS
