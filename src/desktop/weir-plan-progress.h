/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-progress.h: how far a run of a load plan has got, for the bar with Start and Stop
 */

#pragma once

#include "weir-plan-outlook.h"
#include "weir-plan-snapshot.h"

G_BEGIN_DECLS

/* @outlook: what it was going to do. @n_stops: how often Stop was pressed: the run hears of it a moment
 * later. (transfer full) */
char *weir_plan_progress_describe (const WeirPlanSnapshot *snapshot, const WeirPlanOutlook *outlook,
                                   guint n_stops);
/* 0 to 1; negative when nobody can know. */
double weir_plan_progress_get_fraction (const WeirPlanSnapshot *snapshot, const WeirPlanOutlook *outlook);

G_END_DECLS
