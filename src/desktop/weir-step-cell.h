/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-cell.h: what a row of the step list shows of its step
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-edits.h"
#include "weir-flow.h"
#include "weir-step-rename.h"
#include "weir-words.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STEP_CELL (weir_step_cell_get_type ())
G_DECLARE_FINAL_TYPE (WeirStepCell, weir_step_cell, WEIR, STEP_CELL, GtkBox)

GtkWidget *weir_step_cell_new (WeirFlow *flow, WeirEdits *edits, WeirStep *step);
void weir_step_cell_show_outcome (WeirStepCell *self, const char *text, WeirTone tone, gboolean running);
GtkCheckButton *weir_step_cell_get_check (WeirStepCell *self);
const char *weir_step_cell_get_outcome (WeirStepCell *self);
void weir_step_cell_rename (WeirStepCell *self);
WeirStepRename *weir_step_cell_get_rename (WeirStepCell *self);

G_END_DECLS
