/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-row.h: a step in the step list: check, badge, name and live outcome
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-edits.h"
#include "weir-flow.h"
#include "weir-step-rename.h"
#include "weir-step-statistics.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STEP_ROW (weir_step_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirStepRow, weir_step_row, WEIR, STEP_ROW, GtkListBoxRow)

GtkWidget *weir_step_row_new (WeirFlow *flow, WeirEdits *edits, WeirStep *step);
void weir_step_row_set_place (WeirStepRow *self, WeirFlowPart part, guint index);
WeirFlowPart weir_step_row_get_part (WeirStepRow *self);
guint weir_step_row_get_index (WeirStepRow *self);
WeirStep *weir_step_row_get_step (WeirStepRow *self);
void weir_step_row_update (WeirStepRow *self, const WeirStepStatistics *summary, guint running);
GtkCheckButton *weir_step_row_get_check (WeirStepRow *self);
const char *weir_step_row_get_outcome (WeirStepRow *self);

/* A row that is out of sight may be empty, and then costs next to nothing. */
gboolean weir_step_row_is_filled (WeirStepRow *self);
void weir_step_row_fill (WeirStepRow *self);
void weir_step_row_empty (WeirStepRow *self);

void weir_step_row_rename (WeirStepRow *self);
WeirStepRename *weir_step_row_get_rename (WeirStepRow *self);

G_END_DECLS
