/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-watch.h: a job of a load plan while it runs: its merged figures, its rules, its status
 */

#pragma once

#include "weir-job-state.h"
#include "weir-rule-scope.h"

G_BEGIN_DECLS

typedef struct _WeirJobWatch WeirJobWatch;

/* @origin_us: the beginning of the run. NULL with a WEIR_LANGUAGE_ERROR when a rule cannot be understood. */
WeirJobWatch *weir_job_watch_new (guint job, guint round_index, WeirRound *round, WeirIteration *iteration,
                                  gboolean chosen, WeirRuleScope *scope, gint64 origin_us, GError **error);
void weir_job_watch_free (WeirJobWatch *self);
void weir_job_watch_merge (WeirJobWatch *self, const WeirJobFigures *figures);
void weir_job_watch_begin (WeirJobWatch *self); /* its round has */
const WeirJobFigures *weir_job_watch_get_figures (const WeirJobWatch *self);
/* The instant its figures are of: now, or its end. */
gint64 weir_job_watch_get_instant (const WeirJobWatch *self, gint64 now_us);
gboolean weir_job_watch_is_over (const WeirJobWatch *self);
/* TRUE: a rule has just ended it. @warn: (nullable) of what an expression warns */
typedef void (*WeirJobWarnFunc) (const char *text, gpointer data);
gboolean weir_job_watch_evaluate (WeirJobWatch *self, gint64 now_us, WeirJobWarnFunc warn, gpointer data);
/* All clients have finished it, or nothing more comes; @interrupted: because somebody, or something, ended
 * it before its time. Only the first call counts. */
void weir_job_watch_conclude (WeirJobWatch *self, gboolean interrupted, gint64 now_us, WeirJobWarnFunc warn,
                              gpointer data);
/* (transfer none): as it stands; the same object as before when nothing has changed */
WeirJobState *weir_job_watch_show (WeirJobWatch *self);
/* Takes down how many are there now; appends the seconds that are over, G_MAXINT64: all. */
void weir_job_watch_close_windows (WeirJobWatch *self, gint64 now_us, GPtrArray *windows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirJobWatch, weir_job_watch_free)

G_END_DECLS
