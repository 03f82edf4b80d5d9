/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-finding.h: sentences the program says about a run, with the numbers that justify them
 */

#pragma once

#include "weir-quality.h"
#include "weir-run-series.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_FINDING_INTERMITTENT_FAILURE,
  WEIR_FINDING_STATUS_CHANGED,
  WEIR_FINDING_FAILURES_BEGIN,
  WEIR_FINDING_COLD_START,
  WEIR_FINDING_SLOW_OUTLIER,
  WEIR_FINDING_DEGRADATION,
  WEIR_FINDING_BOTTLENECK,
  WEIR_FINDING_GENERATOR, /* this computer was the bottleneck */
  WEIR_FINDING_RULE,      /* of a load plan: what made an iteration fail, or ended it */
  WEIR_FINDING_ERRORS_IN_ONE, /* of a load plan: errors of one kind are nearly all in one iteration */
} WeirFindingKind;
#define WEIR_N_FINDING_KINDS 10

typedef struct
{
  const char *name; /* "median", "slope" …; never translated */
  double value;
  const char *unit; /* "µs", "iterations", "ratio", "probability" */
} WeirFindingNumber;

typedef struct
{
  WeirFindingKind kind;
  char *sentence;   /* whole, in the language of the person who ran it */
  int step;         /* index among the flow's steps, or of a plan's jobs; -1 = the whole run */
  char *step_name;  /* (nullable) */
  GArray *passes;   /* of guint, 1-based iterations: the evidence, the first 20 of n_passes */
  guint64 n_passes;
  GArray *numbers;  /* of WeirFindingNumber; names and units are static */
} WeirFinding;

/* Immutable, counted references. */
typedef struct
{
  GPtrArray *findings; /* of WeirFinding, in the order of their kinds, then of steps */
  /* Of WeirFinding: rules that could not be applied, "Trend: needs 10 iterations, this run had 6."; their
   * numbers are `needed` and `had`. */
  GPtrArray *notes;
} WeirFindings;

WeirFindings *weir_findings_new (const WeirRunSeries *series, const WeirQuality *quality);
/* Of a load plan; @jobs: of WeirJobState */
WeirFindings *weir_findings_new_for_jobs (GPtrArray *jobs, const WeirQuality *quality);
WeirFindings *weir_findings_ref (WeirFindings *self);
void weir_findings_unref (WeirFindings *self);
GBytes *weir_findings_encode (const WeirFindings *self);
WeirFindings *weir_findings_decode (GBytes *bytes, GError **error);
/* For those who read findings out of another form than theirs. */
WeirFindings *weir_findings_new_empty (void);
/* Owned by @findings or @notes of @self, (transfer none). */
WeirFinding *weir_findings_restore (WeirFindings *self, gboolean as_note, WeirFindingKind kind,
                                    const char *sentence, int step, const char *step_name);
/* FALSE, and nothing is added, when no rule ever gives a number of that name or in that unit. */
gboolean weir_finding_restore_number (WeirFinding *self, const char *name, double value, const char *unit);
/* "intermittent-failure", "cold-start", …; never translated */
const char *weir_finding_kind_to_nick (WeirFindingKind kind);
/* The value of that name; 0 when there is none. */
double weir_finding_get_number (const WeirFinding *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFindings, weir_findings_unref)

G_END_DECLS
