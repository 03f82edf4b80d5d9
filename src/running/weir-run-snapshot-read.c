/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-snapshot-read.c: how a run of the archive came out, as if it had just ended
 */

#include "config.h"

#include "weir-run-data.h"
#include "weir-run-private.h"

#include <glib/gi18n-lib.h>

static void
take_statistics (WeirRunSnapshot *self, const GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      WeirStepStatistics *step = g_ptr_array_index (all, i);

      if (step->part >= WEIR_N_FLOW_PARTS || step->step >= self->n_steps[step->part])
        continue;
      weir_step_statistics_unref (self->steps[step->part][step->step]);
      self->steps[step->part][step->step] = weir_step_statistics_ref (step);
    }
}

/* What was worked out when the run ended; of one that was cut off there is none. */
static void
read_conclusions (WeirRunSnapshot *self, WeirArchive *archive)
{
  g_autoptr (GBytes) quality
      = weir_archive_get_run_data (archive, self->run_id, WEIR_RUN_DATA_QUALITY, NULL);
  g_autoptr (GBytes) findings
      = weir_archive_get_run_data (archive, self->run_id, WEIR_RUN_DATA_FINDINGS, NULL);
  g_autoptr (GBytes) series = weir_archive_get_run_data (archive, self->run_id, WEIR_RUN_DATA_SERIES, NULL);

  self->quality = quality ? weir_quality_decode (quality, NULL) : NULL;
  self->findings = findings ? weir_findings_decode (findings, NULL) : NULL;
  self->series = series ? weir_run_series_decode (series, NULL) : NULL;
}

static const char *
find_summary (const WeirRunInfo *info)
{
  if (info->summary != NULL)
    return info->summary;
  return info->running ? _("Still running in another window or program") : _("Cut off before its end");
}

/**
 * weir_run_snapshot_read:
 * @archive: where the run is
 * @info: the run
 * @n_steps: how many steps each part of its flow has
 * @error: return location for a #WEIR_ARCHIVE_ERROR
 *
 * The statistics, findings and quality of a run that came to its end are as they were kept. The results of
 * one that was cut off are added up, which looks at the head of each of them: do it on a thread of its own.
 *
 * Returns: (transfer full) (nullable): how it came out
 */
WeirRunSnapshot *
weir_run_snapshot_read (WeirArchive *archive, const WeirRunInfo *info,
                        const guint n_steps[WEIR_N_FLOW_PARTS], GError **error)
{
  g_autoptr (WeirRunSnapshot) self = NULL;
  g_autoptr (GPtrArray) statistics = NULL;

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
  self->unverified = info->unverified;
  statistics = weir_archive_get_statistics (archive, info->id, error);
  if (statistics == NULL)
    return NULL;
  take_statistics (self, statistics);
  read_conclusions (self, archive);
  return g_steal_pointer (&self);
}
