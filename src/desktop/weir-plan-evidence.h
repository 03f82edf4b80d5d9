/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-evidence.h: where the evidence of what stands out in a run of a load plan is
 */

#pragma once

#include "weir-finding.h"
#include "weir-job-state.h"
#include "weir-request-choice.h"

G_BEGIN_DECLS

/* TRUE: among the requests that were kept of the iteration, those in @shown; else its row says all there is.
 * @job: (nullable) the iteration that the finding is about */
gboolean weir_plan_evidence_find (const WeirFinding *finding, const WeirJobState *job,
                                  WeirRequestsShown *shown);

G_END_DECLS
