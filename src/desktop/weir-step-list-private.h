/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-list-private.h: what the files of WeirStepList share
 */

#pragma once

#include "weir-focus.h"
#include "weir-step-list.h"

G_BEGIN_DECLS

struct _WeirStepList
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  WeirStepSection *before;
  GtkWidget *scroller; /* of the steps between */
  GtkListBox *list;
  WeirStepSection *after;
  GMenuModel *menu_model;
  GtkWidget *placeholder;
  GtkWidget *add_first; /* in the placeholder */

  /* owned */
  WeirFlow *flow;
  WeirEdits *edits;
  WeirRunSnapshot *snapshot; /* the rows look into it */
  WeirStepPlaces *places;    /* of the steps in that run */
  GSimpleActionGroup *actions;
  GtkWidget *menu;       /* at a row; a child of this widget */
  WeirStep *selected;    /* NULL when none is */
  WeirStep *dragged;     /* while one of these steps is being dragged */
  WeirStep *dropped;     /* until it has got its place */

  /* borrowed */
  GtkListBox *lists[WEIR_N_FLOW_PARTS];
  GtkWidget *indicated; /* the row or section that shows where a dragged step goes */

  WeirFlowPart selected_part; /* where it is, or was before it was deleted */
  guint selected_index;
  gboolean selecting; /* nobody shall hear of what is selected meanwhile */
  gboolean had_focus; /* before rows were replaced */
  guint fill_source;
  guint fill_tick;     /* while rows have no place yet, or wait for their turn */
  guint reveal_source;
  WeirFlowPart drop_part;
  guint drop_index;
  guint drop_tick;     /* while a step waits for its place */
  gboolean drop_shown; /* it is selected already */
  guint scroll_tick;   /* while a step is dragged near an edge */
  double scroll_speed; /* pixels a frame, below 0 upwards */
};

GListStore *weir_step_list_get_store (WeirStepList *self, WeirFlowPart part);
guint weir_step_list_count (WeirStepList *self, WeirFlowPart part);
void weir_step_list_tell (WeirStepList *self, const char *message);
void weir_step_list_insert (WeirStepList *self, WeirFlowPart part, guint index, WeirStep *step);
gboolean weir_step_list_has_room (WeirStepList *self, guint n_steps);
void weir_step_list_find_insertion (WeirStepList *self, WeirFlowPart *part, guint *index);

/* weir-step-list-rows.c */
void weir_step_list_watch_rows (WeirStepList *self);
void weir_step_list_fill_rows (WeirStepList *self);
void weir_step_list_fill_rows_soon (WeirStepList *self);
void weir_step_list_reveal_selected (WeirStepList *self);
WeirStep *weir_step_list_find_holder (WeirStepList *self, GObject *object);

/* weir-step-list-actions.c */
void weir_step_list_install_actions (WeirStepList *self);
void weir_step_list_update_actions (WeirStepList *self);

/* weir-step-list-clipboard.c */
void weir_step_list_cut (WeirStepList *self);
void weir_step_list_copy (WeirStepList *self);
void weir_step_list_paste (WeirStepList *self);
void weir_step_list_paste_curl (WeirStepList *self);

/* weir-step-list-menu.c */
void weir_step_list_add_menu (WeirStepList *self);

/* weir-step-list-drag.c */
void weir_step_list_add_drag (WeirStepList *self);
void weir_step_list_end_drag (WeirStepList *self);
void weir_step_list_forget_drop (WeirStepList *self);

G_END_DECLS
