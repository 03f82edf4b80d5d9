/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-iteration-editor.h: the forms of an iteration of a load plan: how much, what, rules and conditions
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-item-rows.h"
#include "weir-iteration-work.h"
#include "weir-mode-timeline.h"
#include "weir-pacing-editor.h"
#include "weir-plan-optional.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_PLAN_TAB_LOAD,
  WEIR_PLAN_TAB_REQUEST,
  WEIR_PLAN_TAB_RULES,
  WEIR_PLAN_TAB_CONDITIONS,
} WeirPlanTab;

#define WEIR_TYPE_ITERATION_EDITOR (weir_iteration_editor_get_type ())
G_DECLARE_FINAL_TYPE (WeirIterationEditor, weir_iteration_editor, WEIR, ITERATION_EDITOR, GtkWidget)

GtkWidget *weir_iteration_editor_new (void);
void weir_iteration_editor_bind (WeirIterationEditor *self, WeirEditorContext *context,
                                 WeirIteration *iteration);
void weir_iteration_editor_show_tab (WeirIterationEditor *self, WeirPlanTab tab);
gboolean weir_iteration_editor_focus (WeirIterationEditor *self, gpointer object, const char *property);
GtkWidget *weir_iteration_editor_get_field (WeirIterationEditor *self, gpointer object, const char *property);
WeirPacingEditor *weir_iteration_editor_get_pacing (WeirIterationEditor *self);
WeirModeTimeline *weir_iteration_editor_get_timeline (WeirIterationEditor *self);
WeirIterationWork *weir_iteration_editor_get_work (WeirIterationEditor *self);
WeirItemRows *weir_iteration_editor_get_rules (WeirIterationEditor *self, WeirItemsKind kind);
WeirPlanOptional *weir_iteration_editor_get_data (WeirIterationEditor *self);

G_END_DECLS
