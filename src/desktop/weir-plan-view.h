/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-view.h: the page of a load plan: its parts, and beside them a form, its text, or results
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-plan-editor.h"
#include "weir-plan-outlook-view.h"
#include "weir-plan-results.h"
#include "weir-plan-tree.h"
#include "weir-source-page.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_VIEW (weir_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanView, weir_plan_view, WEIR, PLAN_VIEW, GtkWidget)

/* signals:
 *   view-changed (WeirPlanView *self)   beside the parts there is something else by now
 *   cleared (WeirPlanView *self)        the person wants to see the results no more */
GtkWidget *weir_plan_view_new (void);
void weir_plan_view_set_session (WeirPlanView *self, WeirSession *session);
/* What is beside the parts: "edit", "source" or "results". */
void weir_plan_view_follow_broken (WeirPlanView *self);
void weir_plan_view_set_view (WeirPlanView *self, const char *view);
const char *weir_plan_view_get_view (WeirPlanView *self);
void weir_plan_view_show_source (WeirPlanView *self, gboolean source);
void weir_plan_view_show_results (WeirPlanView *self);
/* @snapshot NULL: it was not run yet. */
void weir_plan_view_show_run (WeirPlanView *self, WeirPlanSnapshot *snapshot, WeirPlan *plan);
/* Start runs other rounds by now. */
void weir_plan_view_follow_rounds (WeirPlanView *self);
void weir_plan_view_set_note (WeirPlanView *self, const char *note);
void weir_plan_view_set_past (WeirPlanView *self, const char *text, gboolean has_latest);
GtkStack *weir_plan_view_get_left (WeirPlanView *self);
WeirPlanResults *weir_plan_view_get_results (WeirPlanView *self);
/* Where the results will be; another one is above the form of the plan as a whole. */
WeirPlanOutlookView *weir_plan_view_get_outlook (WeirPlanView *self);
WeirPlanOutlookView *weir_plan_view_get_form_outlook (WeirPlanView *self);
void weir_plan_view_show_problem (WeirPlanView *self);
WeirPlanTree *weir_plan_view_get_tree (WeirPlanView *self);
WeirPlanEditor *weir_plan_view_get_editor (WeirPlanView *self);
WeirSourcePage *weir_plan_view_get_source (WeirPlanView *self);
GtkPaned *weir_plan_view_get_pane (WeirPlanView *self);

G_END_DECLS
