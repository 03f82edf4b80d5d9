/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-statistics.h: what all executions of one step add up to
 */

#pragma once

#include "weir-histogram.h"
#include "weir-step-brief.h"

G_BEGIN_DECLS

typedef struct
{
  guint status;
  guint64 count;
} WeirStatusCount;

/* Counted references: once others look at it, it does not change any more (take a copy to go on with). */
typedef struct
{
  guint part;                           /* WeirFlowPart */
  guint step;                           /* index within the part */
  char *name;                           /* (nullable) of the step; owned */
  guint64 counts[WEIR_N_STEP_OUTCOMES]; /* by WeirStepOutcome */
  guint64 not_checked;
  guint64 warnings;
  guint64 generator_errors;
  guint64 bytes_sent;
  guint64 bytes_received;
  guint64 error_kinds[WEIR_N_ERROR_KINDS]; /* last attempts that got no answer, by WeirErrorKind */
  GArray *statuses;                        /* of WeirStatusCount, ascending: answers of last attempts */
  WeirStepBrief last;      /* the latest; meaningful when any count is not 0 */
  WeirHistogram *time;     /* TotalTime of the last attempts of answered and failed requests; owned */
  WeirHistogram *response; /* ResponseTime of the same: from the planned instant */
} WeirStepStatistics;

WeirStepStatistics *weir_step_statistics_new (void);
WeirStepStatistics *weir_step_statistics_copy (const WeirStepStatistics *self);
WeirStepStatistics *weir_step_statistics_ref (WeirStepStatistics *self);
void weir_step_statistics_unref (WeirStepStatistics *self);
void weir_step_statistics_add (WeirStepStatistics *self, const WeirStepBrief *brief);
void weir_step_statistics_merge (WeirStepStatistics *self, const WeirStepStatistics *other);
/* passed + failed + cancelled + skipped */
guint64 weir_step_statistics_get_total (const WeirStepStatistics *self);
guint64 weir_step_statistics_count_status (const WeirStepStatistics *self, guint status);

/* All steps of a run as they lie in the archive: opened in milliseconds however many results there were. */
GBytes *weir_step_statistics_encode (GPtrArray *all);
GPtrArray *weir_step_statistics_decode (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirStepStatistics, weir_step_statistics_unref)

G_END_DECLS
