/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-requests-page.h: the slowest and failed requests of a load plan, and one of them whole
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-request-choice.h"
#include "weir-result-details.h"
#include "weir-result-reader.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_REQUESTS_PAGE (weir_plan_requests_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanRequestsPage, weir_plan_requests_page, WEIR, PLAN_REQUESTS_PAGE, GtkWidget)

GtkWidget *weir_plan_requests_page_new (void);
void weir_plan_requests_page_set_reader (WeirPlanRequestsPage *self, WeirResultReader *reader);
/* @jobs: of WeirJobState */
void weir_plan_requests_page_set_run (WeirPlanRequestsPage *self, gint64 run_id, GPtrArray *jobs,
                                      gboolean running);
void weir_plan_requests_page_clear (WeirPlanRequestsPage *self);
void weir_plan_requests_page_choose (WeirPlanRequestsPage *self, WeirRequestsShown shown, int job);
gboolean weir_plan_requests_page_is_busy (WeirPlanRequestsPage *self);
GListModel *weir_plan_requests_page_get_model (WeirPlanRequestsPage *self);
WeirResultDetails *weir_plan_requests_page_get_details (WeirPlanRequestsPage *self);

G_END_DECLS
