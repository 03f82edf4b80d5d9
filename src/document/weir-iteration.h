/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-iteration.h: a named job of a round: one request, how often it is sent, conditions and rules
 */

#pragma once

#include <gio/gio.h>

#include "weir-capture.h"
#include "weir-data-source.h"
#include "weir-flow.h"
#include "weir-pacing.h"
#include "weir-rule.h"
#include "weir-step.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ITERATION (weir_iteration_get_type ())
G_DECLARE_FINAL_TYPE (WeirIteration, weir_iteration, WEIR, ITERATION, GObject)

/* properties: name, startup-delay-us, warm-up-us, pacing; skip-if, before, after, step, capture, data,
 * flow-file (nullable); and the lists failure-rules and termination-rules (WeirRule).
 * `step` is what a flow has, too: the request with its `skipIf`, `retry`, extractions and assertions. With
 * flow-file there is a flow instead of its request. */
WeirIteration *weir_iteration_new (const char *name);
const char *weir_iteration_get_name (WeirIteration *self);
void weir_iteration_set_name (WeirIteration *self, const char *name);
gint64 weir_iteration_get_startup_delay_us (WeirIteration *self);
void weir_iteration_set_startup_delay_us (WeirIteration *self, gint64 startup_delay_us);
gint64 weir_iteration_get_warm_up_us (WeirIteration *self);
void weir_iteration_set_warm_up_us (WeirIteration *self, gint64 warm_up_us);
WeirPacing *weir_iteration_get_pacing (WeirIteration *self);
const char *weir_iteration_get_skip_if (WeirIteration *self);
void weir_iteration_set_skip_if (WeirIteration *self, const char *skip_if);
const char *const *weir_iteration_get_before (WeirIteration *self);
void weir_iteration_set_before (WeirIteration *self, const char *const *before);
const char *const *weir_iteration_get_after (WeirIteration *self);
void weir_iteration_set_after (WeirIteration *self, const char *const *after);
WeirStep *weir_iteration_get_step (WeirIteration *self);
void weir_iteration_set_step (WeirIteration *self, WeirStep *step);
WeirCapture *weir_iteration_get_capture (WeirIteration *self);
void weir_iteration_set_capture (WeirIteration *self, WeirCapture *capture);
GListStore *weir_iteration_get_failure_rules (WeirIteration *self); /* of WeirRule, in order */
GListStore *weir_iteration_get_termination_rules (WeirIteration *self); /* of WeirRule, in order */
WeirDataSource *weir_iteration_get_data (WeirIteration *self);
void weir_iteration_set_data (WeirIteration *self, WeirDataSource *data);
const char *weir_iteration_get_flow_file (WeirIteration *self);
void weir_iteration_set_flow_file (WeirIteration *self, const char *flow_file);
/* What was found in that file; (nullable) it was not looked for. A document of its own, hence no property. */
WeirFlow *weir_iteration_get_flow (WeirIteration *self);
const char *weir_iteration_get_flow_text (WeirIteration *self);
void weir_iteration_take_flow (WeirIteration *self, WeirFlow *flow, const char *text);

G_END_DECLS
