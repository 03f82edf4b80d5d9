/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-figures.c: adding up what a worker reports, showing it cheaply, and keeping it
 */

#include "config.h"

#include "weir-run-figures.h"

#include "weir-record-codec.h"
#include "weir-run-data.h"
#include "weir-time-window.h"

struct _WeirRunFigures
{
  guint n_steps[WEIR_N_FLOW_PARTS];
  WeirStepStatistics **live[WEIR_N_FLOW_PARTS]; /* [part][index]: ours alone, copies are shown */
  gboolean *changed[WEIR_N_FLOW_PARTS];         /* since it was last shown */
  WeirRunSeries *series;
  WeirTimeWindowRecorder *recorder;
  WeirQualityMeter *meter;
  GPtrArray *seconds; /* of WeirTimeWindow: over, but not kept yet */
  gint64 offset_us;   /* how far the run is, by the worker's last message */
  guint64 generator_errors;
};

WeirRunFigures *
weir_run_figures_new (char *const *const names[WEIR_N_FLOW_PARTS], const guint n_steps[WEIR_N_FLOW_PARTS],
                      gboolean parallel)
{
  WeirRunFigures *self = g_new0 (WeirRunFigures, 1);

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      self->n_steps[part] = n_steps[part];
      self->live[part] = g_new0 (WeirStepStatistics *, MAX (1, n_steps[part]));
      self->changed[part] = g_new0 (gboolean, MAX (1, n_steps[part]));
      for (guint i = 0; i < n_steps[part]; i++)
        {
          self->live[part][i] = weir_step_statistics_new ();
          self->live[part][i]->part = part;
          self->live[part][i]->step = i;
          self->live[part][i]->name = g_strdup (names[part][i]);
          self->changed[part][i] = TRUE;
        }
    }
  self->series = weir_run_series_new ((const char *const *) names[WEIR_FLOW_PART_STEPS],
                                      n_steps[WEIR_FLOW_PART_STEPS], parallel);
  self->recorder = weir_time_window_recorder_new ();
  self->meter = weir_quality_meter_new (1);
  self->seconds = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  return self;
}

void
weir_run_figures_free (WeirRunFigures *self)
{
  if (!self)
    return;
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      for (guint i = 0; i < self->n_steps[part]; i++)
        weir_step_statistics_unref (self->live[part][i]);
      g_free (self->live[part]);
      g_free (self->changed[part]);
    }
  weir_run_series_unref (self->series);
  weir_time_window_recorder_free (self->recorder);
  weir_quality_meter_free (self->meter);
  g_ptr_array_unref (self->seconds);
  g_free (self);
}

/* The phases of the last attempt, and how long the step took up to its end: earlier attempts and the waits
 * before the last one included. */
static gboolean
read_last_attempt (const WeirStepBrief *brief, const guint8 *record, gsize record_size, gint64 *phases,
                   gint64 *lasted_us)
{
  WeirAttemptBrief first, last;
  const WeirTimings *timings = &last.timings;

  if (brief->n_attempts == 0 || !weir_record_get_attempt (record, record_size, 0, &first) ||
      !weir_record_get_attempt (record, record_size, brief->n_attempts - 1, &last))
    return FALSE;
  phases[WEIR_PHASE_BLOCKED] = timings->blocked_us;
  phases[WEIR_PHASE_DNS] = timings->dns_us;
  phases[WEIR_PHASE_TCP] = timings->tcp_us;
  phases[WEIR_PHASE_TLS] = timings->tls_us;
  phases[WEIR_PHASE_SENDING] = timings->sending_us;
  phases[WEIR_PHASE_WAITING] = timings->waiting_us;
  phases[WEIR_PHASE_RECEIVING] = timings->receiving_us;
  *lasted_us = timings->intended_us - first.timings.intended_us + timings->blocked_us + brief->time_us;
  return TRUE;
}

/**
 * weir_run_figures_add:
 * @self: the figures of a run
 * @brief: the head of one more result, of a step that exists
 * @record: the result itself, as weir_record_next() found it
 * @record_size: bytes
 *
 * Allocates nothing but what a first time of its kind needs.
 */
void
weir_run_figures_add (WeirRunFigures *self, const WeirStepBrief *brief, const guint8 *record,
                      gsize record_size)
{
  gint64 phases[WEIR_N_PHASES], lasted_us = 0;
  gboolean sent = read_last_attempt (brief, record, record_size, phases, &lasted_us);

  weir_step_statistics_add (self->live[brief->part][brief->step], brief);
  self->changed[brief->part][brief->step] = TRUE;
  self->generator_errors += brief->has_exchange && brief->exchange == WEIR_EXCHANGE_GENERATOR;
  weir_run_series_add (self->series, brief, sent ? phases : NULL);
  weir_time_window_recorder_add (self->recorder, brief->offset_us + lasted_us, brief, sent ? phases : NULL);
}

/**
 * weir_run_figures_note:
 * @self: the figures of a run
 * @progress: how the worker stands
 */
void
weir_run_figures_note (WeirRunFigures *self, const WeirWorkerProgress *progress)
{
  self->offset_us = MAX (0, progress->load.at_us - progress->started_us);
  weir_quality_meter_add (self->meter, 0, &progress->load);
  weir_time_window_recorder_note (self->recorder, self->offset_us, progress->requests, progress->in_flight,
                                  progress->vus_active);
}

static guint64
count_fewest (const WeirRunFigures *self)
{
  guint64 fewest = 0;

  for (guint i = 0; i < self->n_steps[WEIR_FLOW_PART_STEPS]; i++)
    {
      guint64 count = weir_histogram_get_count (self->live[WEIR_FLOW_PART_STEPS][i]->time);

      if (count > 0 && (fewest == 0 || count < fewest))
        fewest = count;
    }
  return fewest;
}

static void
show_quality (WeirRunFigures *self, WeirRunSnapshot *snapshot)
{
  const WeirQualityFacts facts = {
    .duration_us = snapshot->elapsed_us,
    .generator_errors = self->generator_errors,
    .unverified = snapshot->unverified,
    .several = snapshot->n_iterations > 1 || snapshot->n_vus > 1,
    .fewest_samples = count_fewest (self),
  };
  g_autoptr (WeirQuality) quality = weir_quality_meter_judge (self->meter, &facts);

  if (snapshot->quality && weir_quality_equal (quality, snapshot->quality))
    return;
  g_clear_pointer (&snapshot->quality, weir_quality_unref);
  snapshot->quality = g_steal_pointer (&quality);
}

/**
 * weir_run_figures_show:
 * @self: the figures of a run
 * @snapshot: what to bring up to date; its elapsed time is
 *
 * Costs what changed since the last time, not what there is: only steps with new results are copied, and of
 * their histograms only what is recorded into afterwards.
 */
void
weir_run_figures_show (WeirRunFigures *self, WeirRunSnapshot *snapshot)
{
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < self->n_steps[part]; i++)
      {
        if (!self->changed[part][i])
          continue;
        weir_step_statistics_unref (snapshot->steps[part][i]);
        snapshot->steps[part][i] = weir_step_statistics_copy (self->live[part][i]);
        self->changed[part][i] = FALSE;
      }
  show_quality (self, snapshot);
}

void
weir_run_figures_conclude (WeirRunFigures *self, WeirRunSnapshot *snapshot)
{
  weir_run_figures_show (self, snapshot);
  g_clear_pointer (&snapshot->findings, weir_findings_unref);
  g_clear_pointer (&snapshot->series, weir_run_series_unref);
  snapshot->findings = weir_findings_new (self->series, snapshot->quality);
  snapshot->series = weir_run_series_ref (self->series);
}

static gboolean
keep_second (WeirTimeWindow *second, WeirArchive *archive, gint64 run_id, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_ptr_array_add (one, second);
  bytes = weir_time_window_encode (one);
  return weir_archive_append_window (archive, run_id, WEIR_RUN_DATA_SECONDS,
                                     second->second * (gint64) G_USEC_PER_SEC,
                                     g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

/**
 * weir_run_figures_keep_seconds:
 * @self: the figures of a run
 * @archive: (nullable): where to keep them; %NULL: nowhere
 * @run_id: the run's row
 * @all: the run is over
 *
 * Returns: whether what is over was handed over, to be on disk with the next commit
 */
gboolean
weir_run_figures_keep_seconds (WeirRunFigures *self, WeirArchive *archive, gint64 run_id, gboolean all,
                               GError **error)
{
  gboolean kept = TRUE;

  weir_time_window_recorder_close (self->recorder, all ? G_MAXINT64 : self->offset_us, self->seconds);
  for (guint i = 0; archive && kept && i < self->seconds->len; i++)
    kept = keep_second (g_ptr_array_index (self->seconds, i), archive, run_id, error);
  g_ptr_array_set_size (self->seconds, 0);
  return kept;
}

static GBytes *
encode_statistics (const WeirRunSnapshot *snapshot)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < snapshot->n_steps[part]; i++)
      if (weir_step_statistics_get_total (snapshot->steps[part][i]) > 0)
        g_ptr_array_add (all, snapshot->steps[part][i]);
  return weir_step_statistics_encode (all);
}

gboolean
weir_run_figures_keep (WeirRunFigures *self, const WeirRunSnapshot *snapshot, WeirArchive *archive,
                       GError **error)
{
  g_autoptr (GBytes) statistics = encode_statistics (snapshot);
  g_autoptr (GBytes) series = weir_run_series_encode (snapshot->series);
  g_autoptr (GBytes) findings = weir_findings_encode (snapshot->findings);
  g_autoptr (GBytes) quality = weir_quality_encode (snapshot->quality);
  gint64 run_id = snapshot->run_id;

  return weir_run_figures_keep_seconds (self, archive, run_id, TRUE, error) &&
         weir_archive_set_run_data (archive, run_id, WEIR_RUN_DATA_STATISTICS, statistics, error) &&
         weir_archive_set_run_data (archive, run_id, WEIR_RUN_DATA_SERIES, series, error) &&
         weir_archive_set_run_data (archive, run_id, WEIR_RUN_DATA_FINDINGS, findings, error) &&
         weir_archive_set_run_data (archive, run_id, WEIR_RUN_DATA_QUALITY, quality, error);
}
