/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-editor.h: the forms of a load plan: of the plan, an environment, a round or an iteration
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-iteration-editor.h"
#include "weir-plan-secrets.h"
#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_EDITOR (weir_plan_editor_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanEditor, weir_plan_editor, WEIR, PLAN_EDITOR, GtkWidget)

GtkWidget *weir_plan_editor_new (void);
void weir_plan_editor_set_head (WeirPlanEditor *self, GtkWidget *head);
void weir_plan_editor_set_session (WeirPlanEditor *self, WeirSession *session);
/* @object: (nullable): a WeirPlan, WeirEnvironment, WeirRound or WeirIteration of its plan */
void weir_plan_editor_set_object (WeirPlanEditor *self, gpointer object);
gpointer weir_plan_editor_get_object (WeirPlanEditor *self); /* (nullable) */
void weir_plan_editor_show_tab (WeirPlanEditor *self, WeirPlanTab tab);
void weir_plan_editor_focus_name (WeirPlanEditor *self);
gboolean weir_plan_editor_focus (WeirPlanEditor *self, gpointer object, const char *property);

/* The field of a property of @object, which is shown or part of what is. */
GtkWidget *weir_plan_editor_get_field (WeirPlanEditor *self, gpointer object, const char *property);
WeirStepEditor *weir_plan_editor_get_request (WeirPlanEditor *self);
WeirItemRows *weir_plan_editor_get_rows (WeirPlanEditor *self, WeirItemsKind kind);
WeirIterationEditor *weir_plan_editor_get_iteration (WeirPlanEditor *self);

G_END_DECLS
