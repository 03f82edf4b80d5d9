/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-snapshot.h: how a run of a load plan stands at one instant; immutable, counted
 */

#pragma once

#include <glib-object.h>

#include "weir-archive.h"
#include "weir-job-state.h"
#include "weir-quality.h"
#include "weir-run-warning.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_PLAN_STARTING, /* the workers are being started */
  WEIR_PLAN_RUNNING,
  WEIR_PLAN_FINISHING, /* Stop was asked for: requests in flight have 5 s */
  WEIR_PLAN_DONE,
} WeirPlanPhase;

typedef struct
{
  WeirPlanPhase phase;
  WeirOutcome outcome; /* WEIR_OUTCOME_NONE until done */
  char *summary;       /* (nullable) a sentence on how it came out; NULL until done */
  gint64 run_id;       /* in the archive; 0 when it has none (then archive_error says why, unless none was
                        * wanted) */
  char *uuid;
  char *archive_error;   /* (nullable) rows are not kept any more, and why */
  gint64 lost_from_us;   /* rows of requests from here on, from the beginning, are missing; 0 = none are */
  guint64 n_lost;        /* of them; their figures are complete */
  gboolean stopping;     /* Stop was asked for */
  gboolean unresponsive; /* a worker has been silent for 2 s */
  gboolean partial;      /* it did not come to its end, or rows are missing */
  gboolean refused;      /* the plan cannot be carried out, as the summary says; nothing was sent */
  gboolean unverified;   /* there were servers whose certificate was not looked at */
  gint64 started_at;     /* µs since the epoch */
  gint64 elapsed_us;     /* since the first round began */
  int round;             /* index of the latest begun; -1 = none yet */
  guint clients_active;
  guint in_flight;
  guint most_in_flight; /* so far, of all iterations; what workers had within a tenth of a second counts as at
                         * one time. 0: that is not known */
  guint64 requests;     /* handed to the transport so far, attempts each by itself */
  guint n_workers;
  char *workers_reason; /* "1 worker, because …" */
  GPtrArray *jobs;     /* of WeirJobState, by job; those that did not change are shared with the one before */
  GPtrArray *warnings; /* of WeirRunWarning, at most 100; shared likewise */
  guint64 more_warnings; /* that are not listed */
  WeirQuality *quality; /* (nullable) of the generator so far; NULL while it starts */
} WeirPlanSnapshot;

#define WEIR_TYPE_PLAN_SNAPSHOT (weir_plan_snapshot_get_type ())
GType weir_plan_snapshot_get_type (void);
WeirPlanSnapshot *weir_plan_snapshot_ref (WeirPlanSnapshot *snapshot);
void weir_plan_snapshot_unref (WeirPlanSnapshot *snapshot);
/* How many of the jobs that are run have that status. */
guint weir_plan_snapshot_count (const WeirPlanSnapshot *snapshot, WeirIterationStatus status);

/* A run of the archive as if it had just ended; NULL with WEIR_ARCHIVE_ERROR. Of one that was cut off it is
 * what was known a few seconds before. */
WeirPlanSnapshot *weir_plan_snapshot_read (WeirArchive *archive, const WeirRunInfo *info, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlanSnapshot, weir_plan_snapshot_unref)

G_END_DECLS
