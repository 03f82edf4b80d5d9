/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-edit.h: changes to a load plan written into its document, in place
 */

#pragma once

#include "weir-plan.h"
#include "weir-problem.h"

G_BEGIN_DECLS

/* As weir_flow_edit_text() of a flow: @text is the document @plan was once read from, unchanged since.
 * A value that a variable was filled into stays written as the variable until it is another one itself. */
char *weir_plan_edit_text (const char *text, gsize length, gboolean is_json, WeirPlan *plan, GError **error);
/* Reads @file_name, edits it so, and writes it atomically; nothing is written when nothing differs. Besides:
 * WEIR_FORMAT_ERROR_READ, WEIR_FORMAT_ERROR_WRITE. */
gboolean weir_plan_save_edits (WeirPlan *plan, const char *file_name, GError **error);

G_END_DECLS
