/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow.h: a flow: variables, run options, and three ordered lists of steps
 */

#pragma once

#include <gio/gio.h>

#include "weir-document-enums.h"
#include "weir-run-options.h"
#include "weir-step.h"
#include "weir-variable.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FLOW (weir_flow_get_type ())
G_DECLARE_FINAL_TYPE (WeirFlow, weir_flow, WEIR, FLOW, GObject)

/* properties: name, description, environment (nullable), run-options; and the lists variables (WeirVariable),
 * before-all, steps, after-all (WeirStep) */
WeirFlow *weir_flow_new (const char *name);
const char *weir_flow_get_name (WeirFlow *self);
void weir_flow_set_name (WeirFlow *self, const char *name);
const char *weir_flow_get_description (WeirFlow *self);
void weir_flow_set_description (WeirFlow *self, const char *description);
const char *weir_flow_get_environment (WeirFlow *self);
void weir_flow_set_environment (WeirFlow *self, const char *name);
WeirRunOptions *weir_flow_get_run_options (WeirFlow *self);
GListStore *weir_flow_get_variables (WeirFlow *self);
GListStore *weir_flow_get_part (WeirFlow *self, WeirFlowPart part);

WeirVariable *weir_flow_find_variable (WeirFlow *self, const char *name);   /* (nullable) (transfer none) */
WeirStep *weir_flow_get_step (WeirFlow *self, WeirFlowPart part, guint index); /* (transfer none) */
guint weir_flow_count_enabled (WeirFlow *self, WeirFlowPart part);

G_END_DECLS
