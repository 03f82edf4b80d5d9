/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-snapshot.c: how a run of a load plan stands at one instant; immutable, counted
 */

#include "config.h"

#include "weir-plan-run-private.h"

#include "weir-run-data.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (WeirPlanSnapshot, weir_plan_snapshot, weir_plan_snapshot_ref, weir_plan_snapshot_unref)

static void
snapshot_clear (gpointer data)
{
  WeirPlanSnapshot *self = data;

  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_clear_pointer (&self->quality, weir_quality_unref);
  g_free (self->summary);
  g_free (self->uuid);
  g_free (self->archive_error);
  g_free (self->workers_reason);
}

WeirPlanSnapshot *
weir_plan_snapshot_ref (WeirPlanSnapshot *snapshot)
{
  return g_atomic_rc_box_acquire (snapshot);
}

void
weir_plan_snapshot_unref (WeirPlanSnapshot *snapshot)
{
  g_atomic_rc_box_release_full (snapshot, snapshot_clear);
}

WeirPlanSnapshot *
weir_plan_snapshot_new (void)
{
  WeirPlanSnapshot *self = g_atomic_rc_box_new0 (WeirPlanSnapshot);

  self->round = -1;
  self->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_state_unref);
  self->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_run_warning_free);
  return self;
}

/* Shares what is large with @snapshot, which must from then on replace it rather than change it. */
WeirPlanSnapshot *
weir_plan_snapshot_copy (const WeirPlanSnapshot *snapshot)
{
  WeirPlanSnapshot *self = g_atomic_rc_box_new0 (WeirPlanSnapshot);

  *self = *snapshot;
  self->summary = g_strdup (snapshot->summary);
  self->uuid = g_strdup (snapshot->uuid);
  self->archive_error = g_strdup (snapshot->archive_error);
  self->workers_reason = g_strdup (snapshot->workers_reason);
  g_ptr_array_ref (self->jobs);
  g_ptr_array_ref (self->warnings);
  if (self->quality)
    weir_quality_ref (self->quality);
  return self;
}

guint
weir_plan_snapshot_count (const WeirPlanSnapshot *snapshot, WeirIterationStatus status)
{
  guint count = 0;

  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      count += job->chosen && job->status == status;
    }
  return count;
}

static GPtrArray *
read_jobs (WeirArchive *archive, gint64 run_id, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GBytes) bytes = weir_archive_get_run_data (archive, run_id, WEIR_RUN_DATA_JOBS, &missing);

  if (bytes)
    return weir_job_states_decode (bytes, error);
  /* Cut off before the first of them was known. */
  if (g_error_matches (missing, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_state_unref);
  g_propagate_error (error, g_steal_pointer (&missing));
  return NULL;
}

static void
read_words (WeirPlanSnapshot *self, WeirArchive *archive)
{
  g_autoptr (GBytes) warnings =
      weir_archive_get_run_data (archive, self->run_id, WEIR_RUN_DATA_WARNINGS, NULL);
  g_autoptr (GBytes) quality = weir_archive_get_run_data (archive, self->run_id, WEIR_RUN_DATA_QUALITY, NULL);
  g_autoptr (GBytes) workers = weir_archive_get_run_data (archive, self->run_id, WEIR_RUN_DATA_WORKERS, NULL);
  GPtrArray *list = warnings ? weir_run_warnings_decode (warnings, NULL) : NULL;

  if (list)
    {
      g_ptr_array_unref (self->warnings);
      self->warnings = list;
    }
  self->quality = quality ? weir_quality_decode (quality, NULL) : NULL;
  if (workers)
    {
      g_autofree char *text =
          g_strndup (g_bytes_get_data (workers, NULL), g_bytes_get_size (workers));

      self->workers_reason = g_utf8_make_valid (text, -1);
      self->n_workers = (guint) g_ascii_strtoull (self->workers_reason, NULL, 10);
    }
}

static guint
read_most_in_flight (WeirArchive *archive, gint64 run_id)
{
  g_autoptr (GBytes) bytes = weir_archive_get_run_data (archive, run_id, WEIR_RUN_DATA_MOST_IN_FLIGHT, NULL);
  g_autofree char *text =
      bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : g_strdup ("");

  return (guint) MIN (g_ascii_strtoull (text, NULL, 10), G_MAXUINT);
}

static const char *
find_summary (const WeirRunInfo *info)
{
  if (info->summary)
    return info->summary;
  return info->running ? _ ("Still running in another window or program") : _ ("Cut off before its end");
}

WeirPlanSnapshot *
weir_plan_snapshot_read (WeirArchive *archive, const WeirRunInfo *info, GError **error)
{
  g_autoptr (WeirPlanSnapshot) self = weir_plan_snapshot_new ();
  GPtrArray *jobs = read_jobs (archive, info->id, error);

  if (!jobs)
    return NULL;
  g_ptr_array_unref (self->jobs);
  self->jobs = jobs;
  self->phase = WEIR_PLAN_DONE;
  self->outcome = info->outcome != WEIR_OUTCOME_NONE ? info->outcome : WEIR_OUTCOME_STOPPED;
  self->summary = g_strdup (find_summary (info));
  self->run_id = info->id;
  self->uuid = g_strdup (info->uuid);
  self->started_at = info->started_at;
  self->elapsed_us = info->duration_us;
  self->most_in_flight = read_most_in_flight (archive, info->id);
  self->lost_from_us = info->lost_from_us;
  self->unverified = info->unverified;
  self->partial = info->partial || info->outcome == WEIR_OUTCOME_NONE;
  read_words (self, archive);
  return g_steal_pointer (&self);
}
