/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-engine.h: the engine alone, in the test's own process, without worker and archive
 */

#pragma once

#include "weir-engine.h"

G_BEGIN_DECLS

typedef struct
{
  WeirEngine *engine;
  GPtrArray *results; /* of WeirStepResult as they would be archived: secrets hidden, bodies cut */
  WeirOutcome outcome; /* WEIR_OUTCOME_NONE while it runs */
} WeirTestEngine;

/* Options are the document's own. @variables: (nullable) "NAME=VALUE"… Fails the test when the flow cannot be
 * carried out. */
WeirTestEngine *weir_test_engine_start (const char *yaml, const char *only_step,
                                        const char *const *variables);
void weir_test_engine_wait (WeirTestEngine *self);
/* Start and wait. */
WeirTestEngine *weir_test_engine_run (const char *yaml, const char *only_step, const char *const *variables);
void weir_test_engine_free (WeirTestEngine *self);
const WeirStepResult *weir_test_engine_get (WeirTestEngine *self, guint index);
/* Why the flow cannot be carried out; (transfer full) */
char *weir_test_engine_refusal (const char *yaml, const char *const *variables);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestEngine, weir_test_engine_free)

G_END_DECLS
