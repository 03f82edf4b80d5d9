/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-tree.h: the left pane while a load plan is edited: rounds with their iterations, and the rest
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-plan-row.h"
#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_TREE (weir_plan_tree_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanTree, weir_plan_tree, WEIR, PLAN_TREE, GtkWidget)

/* signals:
 *   selected (WeirPlanTree *tree)        another part is selected
 *   renaming (WeirPlanTree *tree)        a person wants to name the selected part
 * actions: plan.add-round, add-iteration, add-shared, add-environment, add-reference, duplicate, rename,
 *   delete, move-up, move-down */
GtkWidget *weir_plan_tree_new (void);
void weir_plan_tree_set_session (WeirPlanTree *self, WeirSession *session);
WeirPlanRow *weir_plan_tree_get_selected (WeirPlanTree *self); /* (nullable) */
WeirPlanRow *weir_plan_tree_get_row (WeirPlanTree *self, guint index); /* (nullable) */
/* Selects the part that is @object or has it in it; FALSE: there is none. */
gboolean weir_plan_tree_select_object (WeirPlanTree *self, gpointer object);
GActionGroup *weir_plan_tree_get_actions (WeirPlanTree *self);

G_END_DECLS
