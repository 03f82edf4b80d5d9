/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook-view.h: what a load plan will do: a sentence, a picture, and what they leave out
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-chart-view.h"
#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_OUTLOOK_VIEW (weir_plan_outlook_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanOutlookView, weir_plan_outlook_view, WEIR, PLAN_OUTLOOK_VIEW, GtkWidget)

/* signal: chosen (view, guint round, int iteration): a part of the picture; -1: the round itself */
GtkWidget *weir_plan_outlook_view_new (void);
/* @session: (nullable): a document with a plan, whose edits and environment are followed */
void weir_plan_outlook_view_set_session (WeirPlanOutlookView *self, WeirSession *session);

const char *weir_plan_outlook_view_get_sentence (WeirPlanOutlookView *self);
WeirChartView *weir_plan_outlook_view_get_picture (WeirPlanOutlookView *self);

G_END_DECLS
