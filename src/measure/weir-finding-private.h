/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-finding-private.h: what the rules share
 */

#pragma once

#include "weir-finding.h"

G_BEGIN_DECLS

/* What a rule needs, in iterations; fewer, and it says so. */
#define NEEDS_FAILURE 3
#define NEEDS_STATUS 2
#define NEEDS_BEGIN 4
#define NEEDS_COLD 5
#define NEEDS_OUTLIER 8
#define NEEDS_TREND 10
#define NEEDS_RISING 5

/* Times of one step in the chosen passes that have one with an answer, in order. */
typedef struct
{
  guint n;
  guint *numbers; /* of the passes */
  double *times;  /* µs */
} WeirStepTimes;

/* A finding about a step, or with step -1 about the run, already among the findings. */
WeirFinding *weir_findings_add (WeirFindings *self, WeirFindingKind kind, const WeirRunSeries *series,
                                int step);
WeirFinding *weir_findings_add_named (WeirFindings *self, WeirFindingKind kind, int step, const char *name);
void weir_finding_add_number (WeirFinding *self, const char *name, double value, const char *unit);
void weir_finding_add_pass (WeirFinding *self, guint number);
/* Names the first few and the number of all. */
void weir_finding_set_event (WeirFinding *self, const WeirSeriesEvent *event);
/* "4, 17, 33 and 12 more" */
char *weir_finding_list_passes (const GArray *passes, guint64 n_passes);
/* A time as it is shown. */
char *weir_finding_show (double us);

/* Of flows and load plans alike. */
void weir_rule_generator (WeirFindings *self, const WeirQuality *quality);
/* The rules; each looks at one step. TRUE = has found something. */
gboolean weir_rule_intermittent_failure (const WeirRunSeries *series, guint step, WeirFindings *out);
gboolean weir_rule_status_changed (const WeirRunSeries *series, guint step, WeirFindings *out);
gboolean weir_rule_failures_begin (const WeirRunSeries *series, guint step, WeirFindings *out);
gboolean weir_rule_cold_start (const WeirRunSeries *series, guint step, const WeirStepTimes *times,
                               WeirFindings *out);
gboolean weir_rule_slow_outlier (const WeirRunSeries *series, guint step, const WeirStepTimes *times,
                                 gboolean cold, WeirFindings *out);
gboolean weir_rule_degradation (const WeirRunSeries *series, guint step, const WeirStepTimes *times,
                                guint n_tested, WeirFindings *out);
gboolean weir_rule_bottleneck (const WeirRunSeries *series, WeirFindings *out);

G_END_DECLS
