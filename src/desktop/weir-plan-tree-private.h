/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-tree-private.h: what the files of WeirPlanTree share
 */

#pragma once

#include "weir-plan-tree.h"

G_BEGIN_DECLS

struct _WeirPlanTree
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession *session;
  WeirPlan *plan;
  WeirEdits *edits;
  GSimpleActionGroup *actions;
  GSignalGroup *edits_signals;
  GSignalGroup *problems_signals;

  /* borrowed */
  GtkListBox *list;
  GtkWidget *scrolled;
  GtkWidget *buttons;
  GtkWidget *menu; /* of the row under the pointer */

  gboolean filling; /* rows come and go */
};

/* Shows the parts as they are now, which is else done after each edit. */
void weir_plan_tree_fill (WeirPlanTree *self);

/* weir-plan-tree-actions.c */
void weir_plan_tree_install_actions (WeirPlanTree *self);
void weir_plan_tree_update_actions (WeirPlanTree *self);
GMenuModel *weir_plan_tree_create_menu (void);
GMenuModel *weir_plan_tree_create_add_menu (void);
GListStore *weir_plan_tree_get_store (WeirPlanTree *self, WeirPlanRow *row); /* (nullable) */
WeirRound *weir_plan_tree_find_round (WeirPlanTree *self);                   /* (nullable) */
guint weir_plan_tree_find_place (WeirPlanTree *self, GListStore *store);
void weir_plan_tree_insert (WeirPlanTree *self, const char *label, GListStore *store, guint position,
                            gpointer item);

/* weir-plan-tree-clipboard.c */
void weir_plan_tree_copy (WeirPlanTree *self);
void weir_plan_tree_paste (WeirPlanTree *self);

/* Moves the part of @row to the place of @to; FALSE when it cannot be there. */
gboolean weir_plan_tree_move (WeirPlanTree *self, WeirPlanRow *row, WeirPlanRow *to);

G_END_DECLS
