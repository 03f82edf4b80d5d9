/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run.h: one press of Run, from Before All to After All; all that the programs know about running
 */

#pragma once

#include "weir-flow.h"
#include "weir-run-base.h"
#include "weir-run-settings.h"
#include "weir-run-snapshot.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RUN (weir_run_get_type ())
G_DECLARE_FINAL_TYPE (WeirRun, weir_run, WEIR, RUN, WeirRunBase)

#define WEIR_RUN_ERROR (weir_run_error_quark ())
GQuark weir_run_error_quark (void);

typedef enum
{
  WEIR_RUN_ERROR_SETTINGS, /* both iterations and parallel, an unknown step, nothing enabled … */
} WeirRunError;

/* The flow is frozen here: later edits change nothing in this run. @flow_yaml is its canonical text
 * (weir_flow_to_yaml()); run/ does not know format/. NULL with WEIR_RUN_ERROR and a sentence. */
WeirRun *weir_run_new (WeirFlow *flow, const char *flow_yaml, const WeirRunSettings *settings,
                       GError **error);
/* Returns at once; everything happens on the run's own thread and in the worker process. */
void weir_run_start (WeirRun *self);
/* First call: no new work, requests in flight are cancelled, After All runs (at most 10 s). Second call:
 * everything is cancelled now. */
void weir_run_stop (WeirRun *self);
/* Never NULL; the latest. (transfer full) */
WeirRunSnapshot *weir_run_ref_snapshot (WeirRun *self);
gboolean weir_run_is_done (WeirRun *self);

/* signals, emitted in the thread-default main context in which the run was made: WeirRunBase's */

G_END_DECLS
