/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-problems.h: what is wrong with the steps of a flow that is being edited
 */

#pragma once

#include "weir-edits.h"
#include "weir-flow.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FLOW_PROBLEMS (weir_flow_problems_get_type ())
G_DECLARE_FINAL_TYPE (WeirFlowProblems, weir_flow_problems, WEIR, FLOW_PROBLEMS, GObject)

/* signals:
 *   changed (WeirFlowProblems *problems)   what is wrong has changed */
WeirFlowProblems *weir_flow_problems_new (WeirFlow *flow, WeirEdits *edits);
GPtrArray *weir_flow_problems_get (WeirFlowProblems *self, WeirStep *step);
gboolean weir_flow_problems_has_error (WeirFlowProblems *self, WeirStep *step);
WeirStep *weir_flow_problems_find_step (WeirFlowProblems *self);
char *weir_flow_problems_describe (WeirFlowProblems *self);

/* Text that a field shows and the document cannot hold: "abc" where a number belongs. */
void weir_flow_problems_set_draft (WeirFlowProblems *self, WeirStep *step, gpointer object,
                                   const char *property, const char *text, const char *message);
void weir_flow_problems_drop_draft (WeirFlowProblems *self, gpointer object, const char *property);
const char *weir_flow_problems_get_draft (WeirFlowProblems *self, gpointer object, const char *property);
gboolean weir_flow_problems_has_drafts (WeirFlowProblems *self);

typedef void (*WeirFieldDraftFunc) (GObject *object, const char *property, const char *text,
                                    const char *message, gpointer data);
void weir_flow_problems_foreach_draft (WeirFlowProblems *self, WeirFieldDraftFunc func, gpointer data);

G_END_DECLS
