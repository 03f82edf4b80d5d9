/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-charts.h: the charts that only load plans have: times over the time of a run, and how they spread
 *
 * Every one of them can be made of any data: without enough it is empty and says what is missing.
 */

#pragma once

#include "weir-chart.h"
#include "weir-plan-seconds.h"

G_BEGIN_DECLS

/* What of each second a rule is about. */
typedef enum
{
  WEIR_CHART_P50,
  WEIR_CHART_P90,
  WEIR_CHART_P95,
  WEIR_CHART_P99,
  WEIR_CHART_MAX,
} WeirChartStatistic;
#define WEIR_N_CHART_STATISTICS 5

/* A rule about the time of whole requests. */
typedef struct
{
  const char *name; /* as it is written */
  WeirChartStatistic statistic;
  double us;
  gboolean above; /* it holds of times above that, else below */
} WeirChartRule;

/* p50, p90, p95, p99 and the longest of each second, with what rules allow. @name: (nullable) of the
 * iteration that they are of. @job: which one that is; -1: all */
WeirChart *weir_chart_new_times_over_time (const char *name, const WeirPlanSeconds *all, int job,
                                           const WeirChartRule *rules, guint n_rules);
/* Requests per second, with errors; below it, on the same axis, clients and requests in flight. */
WeirChart *weir_chart_new_plan_throughput (const WeirPlanSeconds *all, int job);
/* Lets a chart over the time of a run show when its requests were in no figure yet; nothing in others, and in
 * empty ones. µs since the start of the run */
void weir_chart_hatch_warm_up (WeirChart *chart, gint64 from_us, gint64 to_us);
/* How many requests took how long, second by second. */
WeirChart *weir_chart_new_latency_map (const WeirPlanSeconds *all, int job);
/* From p0 to p99.99: what the server took, and what it was from the planned start (nullable). */
WeirChart *weir_chart_new_spectrum (const WeirHistogram *time, const WeirHistogram *response);

G_END_DECLS
