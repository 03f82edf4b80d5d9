/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field-drafts.h: what fields show and the document cannot hold, as a text that outlives the program
 */

#pragma once

#include "weir-flow-problems.h"

G_BEGIN_DECLS

char *weir_field_drafts_save (WeirFlow *flow, WeirFlowProblems *problems); /* (nullable) */
void weir_field_drafts_restore (WeirFlow *flow, WeirFlowProblems *problems, const char *saved);

G_END_DECLS
