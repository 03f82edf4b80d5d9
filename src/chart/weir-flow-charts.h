/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-charts.h: the charts of a run of a flow
 *
 * Every one of them can be made of any data: without enough it is empty and says what is missing. What they
 * are
 * made of is only looked at.
 */

#pragma once

#include "weir-chart.h"
#include "weir-run-comparison.h"
#include "weir-run-series.h"
#include "weir-step-statistics.h"
#include "weir-time-window.h"

G_BEGIN_DECLS

/* What a chart calls those who send, and what they carry out. */
typedef enum
{
  WEIR_CHART_OF_FLOW, /* virtual users, steps */
  WEIR_CHART_OF_PLAN, /* clients, iterations */
} WeirChartOf;

/* So many lines are shown at first; the others can be switched on. */
#define WEIR_CHART_SHOWN_STEPS 8
/* So many rows a chart has at most: more cannot be looked at, and a picture of them cannot be opened. */
#define WEIR_CHART_MAX_ROWS 60

/* Time per iteration, a line per step, failures marked. */
WeirChart *weir_chart_new_pass_times (const WeirRunSeries *series);
/* Iteration × step, time as colour, failure as cross. */
WeirChart *weir_chart_new_pass_grid (const WeirRunSeries *series);
/* One pass, phases as bands. @number: 1-based; 0: the slowest */
WeirChart *weir_chart_new_waterfall (const WeirRunSeries *series, guint number);
/* Virtual users side by side, steps as bands. */
WeirChart *weir_chart_new_side_by_side (const WeirRunSeries *series);

/* Mean, p50, p95, max per step, or per iteration of a plan. @statistics: of WeirStepStatistics */
WeirChart *weir_chart_new_step_times (GPtrArray *statistics, WeirChartOf of);
/* Status codes and kinds of errors. */
WeirChart *weir_chart_new_answers (GPtrArray *statistics);
/* Two runs beside each other. @names: of the runs */
WeirChart *weir_chart_new_comparison (const WeirRunComparison *comparison, const char *const names[2],
                                      WeirChartOf of);

/* p50 to p99.9 of the steps of both. */
WeirChart *weir_chart_new_percentiles (const WeirRunComparison *comparison, const char *const names[2],
                                       WeirChartOf of);

/* Requests per second with errors stacked; active virtual users and requests in flight. @windows: of
   WeirTimeWindow */
WeirChart *weir_chart_new_throughput (GPtrArray *windows, WeirChartOf of);

G_END_DECLS
