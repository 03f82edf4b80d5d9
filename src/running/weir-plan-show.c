/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-show.c: how the run of a load plan stands, for those who look at it and for the archive
 */

#include "config.h"

#include "weir-plan-thread-private.h"

#include "weir-limits.h"
#include "weir-run-data.h"

#include <string.h>

void
weir_plan_thread_warn (WeirPlanThread *self, const char *text, guint64 count)
{
  WeirRunWarning *warning = g_hash_table_lookup (self->warnings, text);

  self->warned = TRUE;
  self->changed = TRUE;
  if (warning)
    warning->count += count;
  else if (self->warning_list->len >= WEIR_LIMIT_DIFFERENT_WARNINGS)
    self->now->more_warnings += count;
  else
    {
      warning = weir_run_warning_new (text, count);
      g_ptr_array_add (self->warning_list, warning);
      g_hash_table_insert (self->warnings, warning->text, warning);
    }
}

void
weir_plan_thread_keep_seconds (WeirPlanThread *self, gint64 now_us)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      g_autoptr (GPtrArray) windows =
          g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
      const WeirTimeWindow *first;
      g_autoptr (GBytes) bytes = NULL;

      weir_job_watch_close_windows (g_ptr_array_index (self->jobs, i), now_us, windows);
      if (windows->len == 0 || !self->keeper)
        continue;
      first = g_ptr_array_index (windows, 0);
      bytes = weir_job_windows_encode (i, windows);
      weir_plan_keeper_add_window (self->keeper, WEIR_RUN_DATA_JOB_SECONDS,
                                   first->second * (gint64) G_USEC_PER_SEC, bytes);
    }
}

static void
show_warnings (WeirPlanThread *self)
{
  GPtrArray *list;

  if (!self->warned)
    return;
  list = g_ptr_array_new_full (self->warning_list->len, (GDestroyNotify) weir_run_warning_free);
  for (guint i = 0; i < self->warning_list->len; i++)
    g_ptr_array_add (list, weir_run_warning_copy (g_ptr_array_index (self->warning_list, i)));
  g_ptr_array_unref (self->now->warnings);
  self->now->warnings = list;
  self->warned = FALSE;
}

static void
show_jobs (WeirPlanThread *self)
{
  GPtrArray *jobs = g_ptr_array_new_full (self->jobs->len, (GDestroyNotify) weir_job_state_unref);

  self->now->unverified = FALSE;
  for (guint i = 0; i < self->jobs->len; i++)
    {
      WeirJobState *state = weir_job_watch_show (g_ptr_array_index (self->jobs, i));

      self->now->unverified |= state->unverified;
      g_ptr_array_add (jobs, weir_job_state_ref (state));
    }
  g_ptr_array_unref (self->now->jobs);
  self->now->jobs = jobs;
}

/* Of those with any, the number of times of the iteration that has the fewest. */
static guint64
count_fewest (const WeirPlanSnapshot *now)
{
  guint64 fewest = 0;

  for (guint i = 0; i < now->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (now->jobs, i);
      guint64 count = weir_metric_totals_get_completed (weir_metrics_get_totals (job->figures->metrics));

      if (count > 0 && (fewest == 0 || count < fewest))
        fewest = count;
    }
  return fewest;
}

static void
show_quality (WeirPlanThread *self)
{
  WeirPlanSnapshot *now = self->now;
  const WeirQualityFacts facts = {
    .duration_us = now->elapsed_us,
    .generator_errors = weir_plan_count_generator_errors (now),
    .planned_rate = 1,
    .achieved_rate = weir_plan_get_made_share (now),
    .several = TRUE,
    .fewest_samples = count_fewest (now),
    .unverified = now->unverified,
  };

  g_clear_pointer (&now->quality, weir_quality_unref);
  now->quality = weir_quality_meter_judge (self->meter, &facts);
}

void
weir_plan_thread_show_kept (WeirPlanThread *self)
{
  WeirPlanSnapshot *now = self->now;
  WeirPlanKept kept;

  weir_plan_keeper_read (self->keeper, &kept);
  now->run_id = kept.run_id;
  now->lost_from_us = kept.lost_from_us;
  now->n_lost = kept.n_lost;
  now->partial |= kept.lost_from_us > 0;
  g_free (now->archive_error);
  now->archive_error = g_strdup (kept.error);
  if (kept.notice && !g_hash_table_contains (self->warnings, kept.notice))
    weir_plan_thread_warn (self, kept.notice, 1);
  weir_plan_kept_clear (&kept);
  show_warnings (self);
}

void
weir_plan_thread_show (WeirPlanThread *self)
{
  self->now->elapsed_us = g_get_monotonic_time () - self->origin_us;
  if (self->keeper)
    weir_plan_thread_show_kept (self);
  show_warnings (self);
  show_jobs (self);
  show_quality (self);
}

void
weir_plan_thread_keep_figures (WeirPlanThread *self)
{
  g_autoptr (GBytes) jobs = weir_job_states_encode (self->now->jobs);
  g_autoptr (GBytes) warnings = weir_run_warnings_encode (self->now->warnings);
  g_autoptr (GBytes) quality = weir_quality_encode (self->now->quality);
  g_autoptr (GBytes) workers =
      g_bytes_new (self->now->workers_reason, strlen (self->now->workers_reason));
  char *peak = g_strdup_printf ("%u", self->now->most_in_flight);
  g_autoptr (GBytes) in_flight = g_bytes_new_take (peak, strlen (peak));

  weir_plan_keeper_set_data (self->keeper, WEIR_RUN_DATA_JOBS, jobs);
  weir_plan_keeper_set_data (self->keeper, WEIR_RUN_DATA_WARNINGS, warnings);
  weir_plan_keeper_set_data (self->keeper, WEIR_RUN_DATA_QUALITY, quality);
  weir_plan_keeper_set_data (self->keeper, WEIR_RUN_DATA_WORKERS, workers);
  weir_plan_keeper_set_data (self->keeper, WEIR_RUN_DATA_MOST_IN_FLIGHT, in_flight);
}

void
weir_plan_thread_finish_archive (WeirPlanThread *self)
{
  g_autoptr (WeirRunInfo) info = weir_run_info_copy (self->run->info);
  const WeirPlanSnapshot *now = self->now;

  if (!self->keeper)
    return;
  info->outcome = now->outcome;
  info->duration_us = now->elapsed_us;
  info->summary = g_strdup (now->summary);
  info->unverified = now->unverified;
  info->partial = now->partial;
  info->quality = now->quality ? now->quality->level + 1 : 0;
  weir_plan_thread_keep_figures (self);
  weir_plan_keeper_finish (self->keeper, info);
}
