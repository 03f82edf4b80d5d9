/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-names.h: how new steps are made and named, and that names stay unique
 */

#pragma once

#include "weir-edits.h"
#include "weir-flow.h"

G_BEGIN_DECLS

/* A new step is called after its request, until a person gives it another name. */
char *weir_request_suggest_name (WeirRequest *request); /* "GET /items" */
char *weir_request_find_base (WeirRequest *request);    /* "http://127.0.0.1:8020", "${baseUrl}" or "" */
gboolean weir_step_has_suggested_name (WeirStep *step);

/* The names of all steps of @flow but @except, as weir_step_names_contain() looks for them. */
GHashTable *weir_step_names_collect (WeirFlow *flow, WeirStep *except);
gboolean weir_step_names_contain (GHashTable *names, const char *name);
/* @name, or "name (2)" and so on; it is one of @names from then on. */
char *weir_step_names_add (GHashTable *names, const char *name);

WeirStep *weir_flow_create_step (WeirFlow *flow, WeirRequest *request);
void weir_flow_edit_request (WeirFlow *flow, WeirEdits *edits, WeirStep *step, const char *property,
                             const char *value);
guint weir_flow_count_steps (WeirFlow *flow);

G_END_DECLS
