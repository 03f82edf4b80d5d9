/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-series.h: what each step came to in each pass: what findings and charts look at
 *
 * The rule by which passes are chosen: those numbered 1, 1 + stride, 1 + 2·stride … where stride is the
 * smallest power of two that leaves at most WEIR_SERIES_PASSES of them (fewer with more than 200 steps, so
 * that there are never more than WEIR_SERIES_CELLS cells). It depends on the highest number only, not on the
 * order in which results come. Only the flow's own steps are here, neither Before All nor After All.
 */

#pragma once

#include "weir-step-brief.h"

G_BEGIN_DECLS

#define WEIR_SERIES_PASSES 2000
#define WEIR_SERIES_CELLS 400000
/* So many passes are named for each thing that is counted exactly. */
#define WEIR_SERIES_NAMED 20

/* µs; no phase lasts longer than 71 minutes, or it is shown as that. */
typedef struct
{
  gint64 offset_us; /* start of the step, from the start of the run */
  guint32 time_us;  /* TotalTime; only with has_time */
  guint32 phases[WEIR_N_PHASES];
  guint16 status;
  guint8 outcome; /* WeirStepOutcome; only when it ran */
  guint ran : 1;  /* FALSE: not run, or its result has not come */
  guint has_time : 1;
  guint answered : 1;
  guint not_checked : 1;
} WeirSeriesCell;

/* Something that happened in some of all passes, chosen or not: counted exactly, the first few named. */
typedef struct
{
  guint64 count;
  guint n_named;
  guint named[WEIR_SERIES_NAMED]; /* 1-based numbers of passes, ascending as they came */
} WeirSeriesEvent;

typedef struct
{
  guint64 n_run;            /* passes in which the step passed or failed */
  WeirSeriesEvent failed;
  WeirSeriesEvent classes[6]; /* answers by the first digit of their status; [0]: no answer */
} WeirSeriesStep;

typedef struct
{
  guint n_steps;
  char **names;          /* of the steps, n_steps of them */
  gboolean parallel;     /* passes are virtual users side by side, not iterations one after another */
  guint highest;         /* number of the last pass that has begun */
  guint stride;
  guint n_passes;        /* chosen ones */
  WeirSeriesCell *cells; /* [pass × n_steps + step] */
  WeirSeriesStep *steps; /* n_steps */
  /*< private >*/
  guint n_allocated;
} WeirRunSeries;

WeirRunSeries *weir_run_series_new (const char *const *names, guint n_steps, gboolean parallel);
WeirRunSeries *weir_run_series_ref (WeirRunSeries *self);
void weir_run_series_unref (WeirRunSeries *self);
/* @phases (nullable): WEIR_N_PHASES times of the last attempt, µs. Results of other parts are left out. */
void weir_run_series_add (WeirRunSeries *self, const WeirStepBrief *brief, const gint64 *phases);
/* The number of the @index-th chosen pass, 1-based. */
guint weir_run_series_get_number (const WeirRunSeries *self, guint index);
const WeirSeriesCell *weir_run_series_get (const WeirRunSeries *self, guint pass, guint step);

GBytes *weir_run_series_encode (const WeirRunSeries *self);
WeirRunSeries *weir_run_series_decode (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRunSeries, weir_run_series_unref)

G_END_DECLS
