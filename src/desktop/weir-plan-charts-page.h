/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-charts-page.h: the charts of the run of a load plan, below one another
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-chart-view.h"
#include "weir-plan-chart-set.h"
#include "weir-result-reader.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_CHARTS_PAGE (weir_plan_charts_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanChartsPage, weir_plan_charts_page, WEIR, PLAN_CHARTS_PAGE, GtkWidget)

GtkWidget *weir_plan_charts_page_new (WeirResultReader *reader);
/* As often as there is something new, and also while the page is hidden: about once a second, and only what
 * is on the screen, is made and drawn. @jobs: (nullable): of WeirJobState, NULL for no run */
void weir_plan_charts_page_set_run (WeirPlanChartsPage *self, gint64 run_id, GPtrArray *jobs,
                                    gboolean running);
/* Whose charts are shown: the number of an iteration, or -1 for all. */
void weir_plan_charts_page_choose (WeirPlanChartsPage *self, int job);
int weir_plan_charts_page_get_chosen (WeirPlanChartsPage *self);
/* (nullable): NULL when there is no such chart among those of what is chosen. */
WeirChartView *weir_plan_charts_page_get_view (WeirPlanChartsPage *self, WeirPlanChartKind kind, int job);
guint weir_plan_charts_page_get_n_updates (WeirPlanChartsPage *self);
gboolean weir_plan_charts_page_is_busy (WeirPlanChartsPage *self);

G_END_DECLS
