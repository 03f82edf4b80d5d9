/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-compared-run.h: a run as it is compared with others: what it is, and what its parts came to
 */

#pragma once

#include "weir-archive.h"
#include "weir-run-comparison.h"

G_BEGIN_DECLS

typedef struct
{
  WeirRunInfo *info;     /* with its document */
  GPtrArray *statistics; /* of WeirStepStatistics; of a load plan its iterations in their rounds */
  GPtrArray *jobs;       /* (nullable) of WeirJobState, by the step of @statistics; only of load plans */
  char *workers;         /* (nullable) how many processes sent; only of load plans */
} WeirComparedRun;

/* What is told of an iteration of a load plan beside its times and failures. */
typedef enum
{
  WEIR_COMPARED_STATUS,
  WEIR_COMPARED_REQUESTS,
  WEIR_COMPARED_PER_SECOND,
  WEIR_COMPARED_MAX, /* the longest time: of one request, so never more than a hint */
} WeirComparedFact;
#define WEIR_N_COMPARED_FACTS 4

WeirComparedRun *weir_compared_run_read (WeirArchive *archive, gint64 run_id, GError **error);
void weir_compared_run_free (WeirComparedRun *self);
/* What was different, of WeirReportDifference; empty when nothing differs that is known. (transfer full) */
GPtrArray *weir_compared_run_list_differences (const WeirComparedRun *first, const WeirComparedRun *second);
/* FALSE with WEIR_REPORT_ERROR_READ: they have nothing in common. */
gboolean weir_compared_run_check (const WeirComparedRun *first, const WeirComparedRun *second,
                                  GError **error);

/* "Requests", for people. */
const char *weir_compared_fact_get_title (WeirComparedFact fact);
/* What the iteration that is @step in the statistics of @self has of it, for people; (transfer full) */
char *weir_compared_run_get_fact (const WeirComparedRun *self, const WeirStepStatistics *step,
                                  WeirComparedFact fact);
/* "+12.0 %" from the one to the other; "" where that says nothing. (transfer full) */
char *weir_compared_run_get_change (const WeirComparedRun *first, const WeirComparedRun *second,
                                    const WeirStepComparison *step, WeirComparedFact fact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirComparedRun, weir_compared_run_free)

G_END_DECLS
