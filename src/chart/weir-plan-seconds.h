/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-seconds.h: the seconds of a run of a load plan, as many as its charts can show
 *
 * However long a run goes on, this takes no more memory: seconds that no chart can tell apart any more are
 * merged. What charts show is the same as if they were not.
 */

#pragma once

#include "weir-time-window.h"

G_BEGIN_DECLS

typedef struct _WeirPlanSeconds WeirPlanSeconds;

WeirPlanSeconds *weir_plan_seconds_new (void);
void weir_plan_seconds_free (WeirPlanSeconds *self);
/* More of a job, of WeirTimeWindow, in their order. (transfer full) */
void weir_plan_seconds_take (WeirPlanSeconds *self, guint job, GPtrArray *windows);
/* Of one job, or with -1 of all, each by itself; of WeirTimeWindow. (transfer full) */
GPtrArray *weir_plan_seconds_list (const WeirPlanSeconds *self, int job);
guint weir_plan_seconds_count (const WeirPlanSeconds *self); /* windows that are kept */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlanSeconds, weir_plan_seconds_free)

G_END_DECLS
