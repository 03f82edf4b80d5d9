/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-picture.h: what a load plan will do, as a chart
 */

#pragma once

#include "weir-plan-outlook.h"
#include "weir-schedule-chart.h"

G_BEGIN_DECLS

/* (transfer full). The subject of what is in it has the round's index in the plan as its part and the
 * iteration's within the round as its step, -1 for the round itself. */
WeirChart *weir_plan_picture_new_chart (const WeirPlanOutlook *outlook);

G_END_DECLS
