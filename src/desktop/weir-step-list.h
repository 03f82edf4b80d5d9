/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-list.h: the left pane: Before All, steps and After All, with their outcomes and everything that
 * arranges them
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-edits.h"
#include "weir-flow.h"
#include "weir-run-snapshot.h"
#include "weir-step-places.h"
#include "weir-step-row.h"
#include "weir-step-section.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STEP_LIST (weir_step_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirStepList, weir_step_list, WEIR, STEP_LIST, GtkWidget)

/* signals:
 *   step-selected (WeirStepList *list)             another step is selected, or none; see the getter
 *   step-activated (WeirStepList *list)            a step was double-clicked, or Return was pressed on it
 *   step-added (WeirStepList *list, gboolean known)  one was made from nothing; its server is known or not
 *   curl-pasted (WeirStepList *list, const char *text)  a step shall come out of that
 *   message (WeirStepList *list, const char *text) why something was not done */
void weir_step_list_set_flow (WeirStepList *self, WeirFlow *flow, WeirEdits *edits);
void weir_step_list_update (WeirStepList *self, WeirRunSnapshot *snapshot, WeirStepPlaces *places);
gboolean weir_step_list_find_place (WeirStepList *self, WeirStep *step, WeirFlowPart *part, guint *index);
void weir_step_list_unselect (WeirStepList *self);
WeirStepRow *weir_step_list_get_selected (WeirStepList *self);
WeirStepRow *weir_step_list_get_row (WeirStepList *self, guint position);
WeirStepSection *weir_step_list_get_section (WeirStepList *self, WeirFlowPart part);
void weir_step_list_select (WeirStepList *self, WeirStepRow *row);
gboolean weir_step_list_show_step (WeirStepList *self, WeirStep *step, gboolean focus);

/* After the selected step, under a name of its own; @label: what can be undone. FALSE: there is no room. */
gboolean weir_step_list_add (WeirStepList *self, WeirStep *step, const char *label);

/* The group "steps": add, add-before-all, add-after-all, add-from-curl, duplicate, rename, enabled, cut,
 * copy, paste, delete, move-up, move-down. */
GActionGroup *weir_step_list_get_actions (WeirStepList *self);
void weir_step_list_drop (WeirStepList *self, WeirStep *step, WeirFlowPart part, guint index);

G_END_DECLS
