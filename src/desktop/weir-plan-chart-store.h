/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-chart-store.h: charts of the run of a load plan, made where nobody waits for them
 *
 * The seconds of a run are read from the archive, and charts made of them, on the thread of a
 * #WeirResultReader: only what is new since the last time, and no more is kept than charts can show.
 */

#pragma once

#include "weir-plan-chart-set.h"
#include "weir-result-reader.h"

G_BEGIN_DECLS

typedef struct _WeirPlanChartStore WeirPlanChartStore;

/* @run_id: in the reader's archive; 0: it has none, and there are no seconds */
WeirPlanChartStore *weir_plan_chart_store_new (gint64 run_id);
void weir_plan_chart_store_unref (WeirPlanChartStore *self);
/* @jobs: of WeirJobState; must not change any more. @charts: of WeirPlanChart; copied */
void weir_plan_chart_store_make_async (WeirPlanChartStore *self, WeirResultReader *reader, GPtrArray *jobs,
                                       GArray *charts, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data);
/* Of WeirChart, in the order they were asked for. (transfer full) (nullable) */
GPtrArray *weir_plan_chart_store_make_finish (GAsyncResult *result, GError **error);
/* Of the processor, the last time. */
gint64 weir_plan_chart_store_get_cost_us (WeirPlanChartStore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlanChartStore, weir_plan_chart_store_unref)

G_END_DECLS
