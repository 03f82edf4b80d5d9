/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-chart-set.h: which charts the run of a load plan has, for the window and for reports alike
 */

#pragma once

#include "weir-chart.h"
#include "weir-job-state.h"
#include "weir-plan-seconds.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_PLAN_CHART_TIMES, /* of one iteration, with its rules */
  WEIR_PLAN_CHART_THROUGHPUT,
  WEIR_PLAN_CHART_MAP,
  WEIR_PLAN_CHART_SPECTRUM,
  WEIR_PLAN_CHART_STEPS, /* iterations beside each other */
  WEIR_PLAN_CHART_ANSWERS,
} WeirPlanChartKind;

typedef struct
{
  WeirPlanChartKind kind;
  int job; /* by number, WeirJobState.job; -1: all of the run */
} WeirPlanChart;

/* In their order; of WeirPlanChart. @jobs: of WeirJobState; @job: the one that is looked at, -1: all */
GArray *weir_plan_charts_list (GPtrArray *jobs, int job);
/* May be made on any thread. Without enough data it is empty and says what is missing. */
WeirChart *weir_plan_chart_make (const WeirPlanChart *self, GPtrArray *jobs, const WeirPlanSeconds *seconds);

G_END_DECLS
