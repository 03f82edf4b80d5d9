/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-figures.h: the figures of a run while it runs: statistics, seconds, series, quality; then findings
 *
 * Lives on the run's own thread. What it gives to snapshots is immutable and shared with them.
 */

#pragma once

#include "weir-archive.h"
#include "weir-run-snapshot.h"
#include "weir-worker-process.h"

G_BEGIN_DECLS

typedef struct _WeirRunFigures WeirRunFigures;

WeirRunFigures *weir_run_figures_new (char *const *const names[WEIR_N_FLOW_PARTS],
                                      const guint n_steps[WEIR_N_FLOW_PARTS], gboolean parallel);
void weir_run_figures_free (WeirRunFigures *self);
void weir_run_figures_add (WeirRunFigures *self, const WeirStepBrief *brief, const guint8 *record,
                           gsize record_size);
void weir_run_figures_note (WeirRunFigures *self, const WeirWorkerProgress *progress);
/* Brings @snapshot up to date; what did not change since the last time stays the same object in it. */
void weir_run_figures_show (WeirRunFigures *self, WeirRunSnapshot *snapshot);
/* Gives @snapshot what can only be told at the end: findings and series. */
void weir_run_figures_conclude (WeirRunFigures *self, WeirRunSnapshot *snapshot);
/* Hands seconds that are over to the archive, @all of them at the end. */
gboolean weir_run_figures_keep_seconds (WeirRunFigures *self, WeirArchive *archive, gint64 run_id,
                                        gboolean all, GError **error);
/* And the rest, after weir_run_figures_conclude(). */
gboolean weir_run_figures_keep (WeirRunFigures *self, const WeirRunSnapshot *snapshot, WeirArchive *archive,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRunFigures, weir_run_figures_free)

G_END_DECLS
