/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-section.h: Before All or After All: its own outcome above its steps, which can be folded away
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-flow.h"
#include "weir-run-snapshot.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STEP_SECTION (weir_step_section_get_type ())
G_DECLARE_FINAL_TYPE (WeirStepSection, weir_step_section, WEIR, STEP_SECTION, GtkWidget)

void weir_step_section_set_part (WeirStepSection *self, WeirFlowPart part);
GtkListBox *weir_step_section_get_list (WeirStepSection *self);
void weir_step_section_set_empty (WeirStepSection *self, gboolean empty);
void weir_step_section_unfold (WeirStepSection *self);
void weir_step_section_update (WeirStepSection *self, const WeirRunSnapshot *snapshot);
const char *weir_step_section_get_outcome (WeirStepSection *self);

G_END_DECLS
