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
typedef void (*WeirWindowFunc) (const WeirTimeWindow *window, gpointer data);

WeirPlanSeconds *weir_plan_seconds_new (void);
void weir_plan_seconds_free (WeirPlanSeconds *self);
/* More of a job, of WeirTimeWindow, in their order. (transfer full) */
void weir_plan_seconds_take (WeirPlanSeconds *self, guint job, GPtrArray *windows);
/* Of one job, or with -1 of all, each by itself; of WeirTimeWindow, without their times. (transfer full) */
GPtrArray *weir_plan_seconds_list_counts (const WeirPlanSeconds *self, int job);
/* Likewise, one after another, whole but for ResponseTime */
void weir_plan_seconds_foreach (const WeirPlanSeconds *self, int job, WeirWindowFunc function,
                                gpointer data);
/* Their times, added up */
WeirTimeWindowFigure weir_plan_seconds_add_up (const WeirPlanSeconds *self, int job);
/* How a chart of them is divided: seconds of a column, the same for all jobs, and how many columns */
guint weir_plan_seconds_get_column (const WeirPlanSeconds *self);
guint weir_plan_seconds_count_columns (const WeirPlanSeconds *self, int job);
/* The first second in which something happened; FALSE: there is none */
gboolean weir_plan_seconds_get_first (const WeirPlanSeconds *self, int job, guint *second);
guint weir_plan_seconds_count (const WeirPlanSeconds *self);      /* windows that are kept */
gsize weir_plan_seconds_get_memory (const WeirPlanSeconds *self); /* bytes of them */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlanSeconds, weir_plan_seconds_free)

G_END_DECLS
