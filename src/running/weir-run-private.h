/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-private.h: what the object and its thread share
 */

#pragma once

#include "weir-archive.h"
#include "weir-data-rows.h"
#include "weir-run-place.h"
#include "weir-run.h"
#include "weir-worker-process.h"

G_BEGIN_DECLS

/* A step is asked this many times for the texts of its warnings; the rest are only counted. */
#define WARNINGS_PER_STEP 10

/* Run data in the archive: the uuid of the run of which iterations were run again. */
#define WEIR_RUN_REPEATS "repeats"

struct _WeirRun
{
  WeirRunBase parent_instance;

  /* owned, fixed from the start; the run's own thread fills in the rest of `info` */
  char *flow_yaml;
  WeirRunInfo *info;
  char *archive_file;
  WeirRunPlace place;
  char *only_step;
  char *repeats; /* (nullable) */
  WeirRunSelection selection; /* its numbers are owned */
  WeirCurrentStore *store;    /* (nullable) the owner's; touched on the owner's thread only */
  WeirStoreImage *left;       /* (nullable) handed over by the thread with its last snapshot */
  WeirDataRows *rows;         /* (nullable) until the worker has them */
  guint n_steps[WEIR_N_FLOW_PARTS];
  char **step_names[WEIR_N_FLOW_PARTS];
};

WeirRunSnapshot *weir_run_snapshot_new (const guint n_steps[WEIR_N_FLOW_PARTS]);
WeirRunSnapshot *weir_run_snapshot_copy (const WeirRunSnapshot *snapshot);

char *weir_run_sentence (const WeirRunSnapshot *snapshot, const char *failure);

gboolean weir_run_check_selection (WeirFlow *flow, const WeirRunSelection *selection, GError **error);

G_END_DECLS
