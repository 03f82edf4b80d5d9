/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-context.h: what all fields of the step editor share: the step, and what is known there
 */

#pragma once

#include "weir-current-store.h"
#include "weir-edits.h"
#include "weir-flow-origins.h"
#include "weir-flow-problems.h"
#include "weir-names.h"
#include "weir-plan-problems.h"

G_BEGIN_DECLS

#define WEIR_TYPE_EDITOR_CONTEXT (weir_editor_context_get_type ())
G_DECLARE_FINAL_TYPE (WeirEditorContext, weir_editor_context, WEIR, EDITOR_CONTEXT, GObject)

/* signals:
 *   updated (WeirEditorContext *context)   names, values or problems are others than before */
WeirEditorContext *weir_editor_context_new (void);
void weir_editor_context_set_document (WeirEditorContext *self, WeirFlow *flow, WeirEdits *edits,
                                       WeirFlowProblems *problems, const char *folder);
/* A load plan instead of a flow; it has no step, environment or store. */
void weir_editor_context_set_plan (WeirEditorContext *self, WeirPlan *plan, WeirEdits *edits,
                                   WeirPlanProblems *problems, const char *folder);
void weir_editor_context_set_environment (WeirEditorContext *self, WeirEnvironment *environment);
void weir_editor_context_set_store (WeirEditorContext *self, WeirCurrentStore *store);
void weir_editor_context_set_step (WeirEditorContext *self, WeirStep *step);

/* What is wrong with a property of a document that is no flow; (transfer full) (nullable). */
typedef char *(*WeirFindMessageFunc) (gpointer document, gpointer object, const char *property);
void weir_editor_context_set_other (WeirEditorContext *self, gpointer document, WeirEdits *edits,
                                    const char *folder, WeirFindMessageFunc find_message);

WeirFlow *weir_editor_context_get_flow (WeirEditorContext *self); /* (nullable) */
WeirPlan *weir_editor_context_get_plan (WeirEditorContext *self); /* (nullable) */
gboolean weir_editor_context_has_document (WeirEditorContext *self);
WeirStep *weir_editor_context_get_step (WeirEditorContext *self);
WeirEdits *weir_editor_context_get_edits (WeirEditorContext *self);
WeirFlowProblems *weir_editor_context_get_problems (WeirEditorContext *self);
const char *weir_editor_context_get_folder (WeirEditorContext *self);
WeirCurrentStore *weir_editor_context_get_store (WeirEditorContext *self); /* (nullable) */
const WeirNames *weir_editor_context_get_names (WeirEditorContext *self);
GPtrArray *weir_editor_context_get_origins (WeirEditorContext *self);

/* The text of a field, and what it makes of the document. */
gboolean weir_editor_context_fits (WeirEditorContext *self, gpointer object, const char *property,
                                   const char *text);
char *weir_editor_context_read (WeirEditorContext *self, gpointer object, const char *property);
void weir_editor_context_write (WeirEditorContext *self, gpointer object, const char *property,
                                const char *text);
char *weir_editor_context_find_message (WeirEditorContext *self, gpointer object, const char *property,
                                        gboolean *is_warning);

G_END_DECLS
