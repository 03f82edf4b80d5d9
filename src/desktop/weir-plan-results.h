/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-results.h: what a run of a load plan comes to, while it goes on and afterwards
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-job-table.h"
#include "weir-plan-cards.h"
#include "weir-plan-charts-page.h"
#include "weir-plan-requests-page.h"
#include "weir-plan-snapshot.h"
#include "weir-plan.h"
#include "weir-result-reader.h"
#include "weir-rule-list.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_RESULTS (weir_plan_results_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanResults, weir_plan_results, WEIR, PLAN_RESULTS, GtkWidget)

typedef enum
{
  WEIR_PLAN_RESULTS_OVERVIEW,
  WEIR_PLAN_RESULTS_CHARTS,
  WEIR_PLAN_RESULTS_REQUESTS,
} WeirPlanResultsTab;

/* signal: cleared (WeirPlanResults *results): the person wants to see the results no more
 * action: plan-results.clear */
GtkWidget *weir_plan_results_new (void);
/* @file_name: (nullable): of the archive that the next run is in; NULL: the person's own */
void weir_plan_results_set_archive (WeirPlanResults *self, const char *file_name);
/* Shows no run. */
void weir_plan_results_clear (WeirPlanResults *self);
/* The latest of a run, as often as there is a new one, or the only one of a run of the past.
 * @plan: (nullable): as that run had it */
void weir_plan_results_update (WeirPlanResults *self, WeirPlanSnapshot *snapshot, WeirPlan *plan);
WeirPlanRequestsPage *weir_plan_results_get_requests (WeirPlanResults *self);
const char *weir_plan_results_get_outcome (WeirPlanResults *self);
WeirPlanCards *weir_plan_results_get_cards (WeirPlanResults *self);
WeirJobTable *weir_plan_results_get_table (WeirPlanResults *self);
WeirPlanChartsPage *weir_plan_results_get_charts (WeirPlanResults *self);
void weir_plan_results_show_tab (WeirPlanResults *self, WeirPlanResultsTab tab);
WeirRuleList *weir_plan_results_get_rules (WeirPlanResults *self);

G_END_DECLS
