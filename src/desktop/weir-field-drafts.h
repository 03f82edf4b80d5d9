/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field-drafts.h: what fields show and the document cannot hold, as a text that outlives the program
 */

#pragma once

#include "weir-flow-problems.h"
#include "weir-plan-problems.h"

G_BEGIN_DECLS

/* Of a flow with its WeirFlowProblems, or of a load plan with its WeirPlanProblems. */
char *weir_field_drafts_save (gpointer document, gpointer problems); /* (nullable) */
void weir_field_drafts_restore (gpointer document, gpointer problems, const char *saved);

G_END_DECLS
