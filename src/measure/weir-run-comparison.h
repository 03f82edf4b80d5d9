/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-comparison.h: two runs side by side: what became slower or fails more often, what is noise
 *
 * A figure of two runs differs when the 95 % confidence intervals of both do not overlap; everything else is
 * within noise. The intervals are, with n results and z = 1.96:
 * - a percentile p: from the value of rank ⌊np − z√(np(1−p))⌋ to that of rank ⌈np + z√(np(1−p))⌉ + 1 (order
 *   statistics; ranks are binomial whatever the distribution). A rank that does not exist leaves the interval
 *   open at that end: a median needs 8 results, a 95th percentile about 120, a 99th about 570;
 * - the mean: mean ± t·s/√n, with s the standard deviation and t of Student's distribution with n − 1 degrees
 *   of freedom (expansion 26.7.5 of Abramowitz and Stegun); it needs WEIR_COMPARISON_LEAST_RESULTS;
 * - the failure rate: Wilson's score interval (Wilson, 1927).
 */

#pragma once

#include "weir-step-statistics.h"

G_BEGIN_DECLS

#define WEIR_COMPARISON_LEAST_RESULTS 5

typedef enum
{
  WEIR_COMPARED_P50,
  WEIR_COMPARED_P95,
  WEIR_COMPARED_P99,
  WEIR_COMPARED_MEAN,
  WEIR_COMPARED_FAILURE_RATE,
} WeirComparedFigure;
#define WEIR_N_COMPARED_FIGURES 5

/* A figure of one step in the first run and in the second: µs, for the failure rate a fraction of 1. */
typedef struct
{
  gboolean known; /* both runs have it: a step that was never sent has no times */
  double values[2];
  double lows[2]; /* the confidence intervals, which may end at −∞ and ∞ */
  double highs[2];
  gboolean noise; /* they overlap, or there are too few results */
  gboolean few;   /* noise, and an interval is open, or there are fewer than WEIR_COMPARISON_LEAST_RESULTS */
} WeirFigureChange;

/* From the first to the second: of times as a fraction of the first (0.1 = 10 % slower), of the failure rate
 * as a difference (0.1 = of 100 results 10 more failed). */
double weir_figure_change_get_delta (const WeirFigureChange *change, WeirComparedFigure figure);
/* More than noise, and the delta is above @tolerance. */
gboolean weir_figure_change_is_worse (const WeirFigureChange *change, WeirComparedFigure figure,
                                      double tolerance);

typedef struct
{
  WeirStepStatistics *runs[2]; /* owned references */
  WeirFigureChange figures[WEIR_N_COMPARED_FIGURES]; /* by WeirComparedFigure */
} WeirStepComparison;

typedef struct
{
  GPtrArray *steps;   /* of WeirStepComparison, in the order of the first run */
  GPtrArray *only[2]; /* of WeirStepStatistics: steps that only the first or the second run has */
} WeirRunComparison;

/* @first, @second: of WeirStepStatistics with names; not changed. Steps match by their part and name, those
 * of the same name in their order. */
WeirRunComparison *weir_run_comparison_new (GPtrArray *first, GPtrArray *second);
void weir_run_comparison_free (WeirRunComparison *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRunComparison, weir_run_comparison_free)

G_END_DECLS
