/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-snapshot-read.c: how a run of the archive came out, as if it had just ended
 */

#include "config.h"

#include "weir-run-private.h"

static gboolean
add_row (const WeirResultRow *row, gpointer data)
{
  WeirRunSnapshot *self = data;
  const WeirStepBrief *brief = &row->brief;

  if (brief->part < WEIR_N_FLOW_PARTS && brief->step < self->n_steps[brief->part])
    weir_step_statistics_add (self->steps[brief->part][brief->step], brief);
  return TRUE;
}

static const char *
find_summary (const WeirRunInfo *info)
{
  if (info->summary != NULL)
    return info->summary;
  return info->running ? "Still running in another window or program" : "Cut off before its end";
}

/**
 * weir_run_snapshot_read:
 * @archive: where the run is
 * @info: the run
 * @n_steps: how many steps each part of its flow has
 * @error: return location for a #WEIR_ARCHIVE_ERROR
 *
 * Adds up the results of a run; this looks at the head of each of them, so do it on a thread of its own.
 *
 * Returns: (transfer full) (nullable): how it came out
 */
WeirRunSnapshot *
weir_run_snapshot_read (WeirArchive *archive, const WeirRunInfo *info,
                        const guint n_steps[WEIR_N_FLOW_PARTS], GError **error)
{
  g_autoptr (WeirRunSnapshot) self = NULL;

  g_return_val_if_fail (archive != NULL && info != NULL, NULL);

  self = weir_run_snapshot_new (n_steps);
  self->phase = WEIR_RUN_DONE;
  self->outcome = info->outcome != WEIR_OUTCOME_NONE ? info->outcome : WEIR_OUTCOME_TERMINATED;
  self->summary = g_strdup (find_summary (info));
  self->run_id = info->id;
  self->uuid = g_strdup (info->uuid);
  self->started_at = info->started_at;
  self->elapsed_us = info->duration_us;
  self->n_iterations = info->iterations;
  self->n_vus = info->parallel;
  if (!weir_archive_foreach_row (archive, info->id, NULL, add_row, self, error))
    return NULL;
  return g_steal_pointer (&self);
}
