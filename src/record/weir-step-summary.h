/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-summary.h: what all executions of one step add up to
 */

#pragma once

#include "weir-histogram.h"
#include "weir-step-result.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 counts[WEIR_N_STEP_OUTCOMES]; /* by WeirStepOutcome */
  guint64 not_checked;
  guint64 warnings;
  guint64 generator_errors;
  guint64 bytes_sent;
  guint64 bytes_received;
  WeirStepBrief last;       /* the latest; meaningful when any count is not 0 */
  WeirHistogram *time;      /* TotalTime of the last attempts of answered and failed requests; owned */
} WeirStepSummary;

WeirStepSummary *weir_step_summary_new (void);
WeirStepSummary *weir_step_summary_copy (const WeirStepSummary *self);
void weir_step_summary_free (WeirStepSummary *self);
void weir_step_summary_add (WeirStepSummary *self, const WeirStepBrief *brief);
void weir_step_summary_merge (WeirStepSummary *self, const WeirStepSummary *other);
guint64 weir_step_summary_get_total (const WeirStepSummary *self); /* passed + failed + cancelled + skipped */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirStepSummary, weir_step_summary_free)

G_END_DECLS
