/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-past-run.h: a run out of the archive, as it is shown
 */

#pragma once

#include "weir-archive.h"
#include "weir-flow.h"
#include "weir-plan-snapshot.h"
#include "weir-plan.h"
#include "weir-run-snapshot.h"

G_BEGIN_DECLS

typedef struct
{
  WeirRunInfo *info;
  WeirFlow *flow;            /* as it was run; NULL: it was a load plan */
  WeirRunSnapshot *snapshot; /* likewise */
  WeirPlan *plan;            /* as it was run; NULL: it was a flow, or cannot be read any more */
  WeirPlanSnapshot *plan_snapshot; /* NULL: it was a flow */
} WeirPastRun;

WeirPastRun *weir_past_run_read (WeirArchive *archive, gint64 run_id, GError **error);
void weir_past_run_free (WeirPastRun *self);
char *weir_past_run_describe_time (gint64 started_at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPastRun, weir_past_run_free)

G_END_DECLS
