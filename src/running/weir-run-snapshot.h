/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-snapshot.h: how a run stands at one instant; immutable, counted
 */

#pragma once

#include <glib-object.h>

#include "weir-archive.h"
#include "weir-finding.h"
#include "weir-step-statistics.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_RUN_STARTING, /* the worker is being started */
  WEIR_RUN_BEFORE_ALL,
  WEIR_RUN_RUNNING,
  WEIR_RUN_FINISHING, /* After All */
  WEIR_RUN_DONE,
} WeirRunPhase;

typedef struct
{
  WeirRunPhase phase;
  WeirOutcome outcome; /* WEIR_OUTCOME_NONE until done */
  char *summary;       /* "Passed, 3 answers not checked"; a sentence on what went wrong; NULL until done */
  gint64 run_id;       /* in the archive; 0 when it has none (then archive_error says why) */
  char *uuid;
  char *archive_error;   /* (nullable) results are not kept any more, and why */
  gboolean stopping;     /* Stop was asked for */
  gboolean unresponsive; /* the worker has been silent for 2 s */
  gint64 started_at;     /* µs since the epoch */
  gint64 elapsed_us;
  guint n_iterations, n_vus; /* planned */
  guint iteration;           /* the latest begun (iterations) */
  guint64 passes_done;       /* of n_iterations × n_vus */
  guint vus_done;
  guint step; /* index of the latest begun step, in `part` (one VU only) */
  guint part;
  guint in_flight;
  guint n_steps[3];           /* steps of each part, enabled or not */
  WeirStepStatistics **steps[3]; /* [part][index]; those that did not change are shared with the one before */
  guint *running[3];          /* [part][index]: executions under way */
  gboolean unverified;        /* there were servers whose certificate was not looked at */
  GPtrArray *warnings;        /* of char*: different warnings of the run, at most 100; shared likewise */
  WeirQuality *quality;       /* (nullable) of the generator so far; NULL while it starts */
  WeirFindings *findings;     /* (nullable) NULL until done */
  WeirRunSeries *series;      /* (nullable) likewise; what the findings rest on */
} WeirRunSnapshot;

#define WEIR_TYPE_RUN_SNAPSHOT (weir_run_snapshot_get_type ())
GType weir_run_snapshot_get_type (void);
WeirRunSnapshot *weir_run_snapshot_ref (WeirRunSnapshot *snapshot);
void weir_run_snapshot_unref (WeirRunSnapshot *snapshot);
/* Sums over all parts. */
guint64 weir_run_snapshot_count (const WeirRunSnapshot *snapshot, WeirStepOutcome outcome);
guint64 weir_run_snapshot_count_not_checked (const WeirRunSnapshot *snapshot);

/* A run of the archive as if it had just ended; of one that was cut off it looks at all results. */
WeirRunSnapshot *weir_run_snapshot_read (WeirArchive *archive, const WeirRunInfo *info,
                                         const guint n_steps[3], GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRunSnapshot, weir_run_snapshot_unref)

G_END_DECLS
