/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-places.h: where the steps of a flow are in a run that began before they were edited
 */

#pragma once

#include "weir-flow.h"

G_BEGIN_DECLS

typedef struct _WeirStepPlaces WeirStepPlaces;

WeirStepPlaces *weir_step_places_new (WeirFlow *flow);
WeirStepPlaces *weir_step_places_new_by_name (WeirFlow *flow, WeirFlow *run_flow);
WeirStepPlaces *weir_step_places_ref (WeirStepPlaces *self);
void weir_step_places_unref (WeirStepPlaces *self);
gboolean weir_step_places_find (WeirStepPlaces *self, WeirStep *step, WeirFlowPart *part, guint *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirStepPlaces, weir_step_places_unref)

G_END_DECLS
