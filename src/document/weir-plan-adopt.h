/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-adopt.h: making one load plan say what another one says, by edits that can be undone
 */

#pragma once

#include "weir-edits.h"
#include "weir-plan.h"

G_BEGIN_DECLS

void weir_plan_adopt (WeirPlan *self, WeirEdits *edits, WeirPlan *other);

G_END_DECLS
