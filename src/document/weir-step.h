/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step.h: one step of a flow: a request and what is taken from its answer, or `set:` and `wait:`
 */

#pragma once

#include <gio/gio.h>

#include "weir-request.h"
#include "weir-retry.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STEP (weir_step_get_type ())
G_DECLARE_FINAL_TYPE (WeirStep, weir_step, WEIR, STEP, GObject)

/* properties: name, description (nullable), enabled (TRUE), skip-if (nullable expression),
 * request (WeirRequest, nullable), retry (WeirRetry, nullable), wait-us (gint64, -1 = does not wait),
 * keep-body; and the lists assignments (WeirVariable), extractions (WeirExtraction), assertions
 * (WeirAssertion) */
WeirStep *weir_step_new (const char *name);
const char *weir_step_get_name (WeirStep *self);
void weir_step_set_name (WeirStep *self, const char *name);
const char *weir_step_get_description (WeirStep *self);
void weir_step_set_description (WeirStep *self, const char *description);
gboolean weir_step_get_enabled (WeirStep *self);
void weir_step_set_enabled (WeirStep *self, gboolean enabled);
const char *weir_step_get_skip_if (WeirStep *self);
void weir_step_set_skip_if (WeirStep *self, const char *expression);
WeirRequest *weir_step_get_request (WeirStep *self);
void weir_step_set_request (WeirStep *self, WeirRequest *request);
WeirRetry *weir_step_get_retry (WeirStep *self);
void weir_step_set_retry (WeirStep *self, WeirRetry *retry);
gint64 weir_step_get_wait_us (WeirStep *self);
void weir_step_set_wait_us (WeirStep *self, gint64 wait_us);
gboolean weir_step_get_keep_body (WeirStep *self);
void weir_step_set_keep_body (WeirStep *self, gboolean keep_body);
GListStore *weir_step_get_assignments (WeirStep *self);
GListStore *weir_step_get_extractions (WeirStep *self);
GListStore *weir_step_get_assertions (WeirStep *self);

G_END_DECLS
