/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-thread.c: what happens on a run's own thread: follow the worker, add up, archive, publish
 */

#include "config.h"

#include "weir-run-thread.h"

#include "weir-limits.h"
#include "weir-record-codec.h"
#include "weir-run-archive.h"
#include "weir-run-figures.h"
#include "weir-run-patience.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long after Stop a worker may still be busy before it is killed: After All's time and a bit. */
#define STOP_US (WEIR_LIMIT_FINISHING_US + 2 * G_USEC_PER_SEC)
/* A worker that said something within this time is delivering. */
#define DELIVERING_US (G_USEC_PER_SEC / 2)

static const char other_version[] = N_ ("The worker process speaks another version of Weir; reinstall Weir.");

typedef struct
{
  WeirRun *run;
  WeirWorkerProcess *worker;
  WeirArchive *archive;             /* (nullable) */
  gboolean lost;                    /* results are not given to the archive any more */
  WeirRunFigures *figures;
  WeirRunSnapshot *now;             /* ours alone: copies of it are published */
  guint8 *asked[WEIR_N_FLOW_PARTS]; /* per step: how often its warnings were read */
  GHashTable *warnings;             /* set of the texts in now->warnings; owns them */
  WeirRunPatience patience;
  gint64 started_us;
  gboolean changed;
  char *failure; /* (nullable) what kept the worker from doing its work */
} WeirRunThread;

/* Results that cannot be kept any more are still counted and shown. The archive stays open: how the run ended
 * finds room where results do not. */
static void
lose_results (WeirRunThread *self, const GError *error)
{
  gint64 lost_from_us = MAX (1, g_get_monotonic_time () - self->started_us);

  self->lost = TRUE;
  self->run->info->lost_from_us = lost_from_us;
  self->changed = TRUE;
  self->run->info->partial = TRUE;
  g_free (self->now->archive_error);
  self->now->archive_error = weir_run_archive_tell_lost (lost_from_us, error);
}

static void
lose_archive (WeirRunThread *self, const GError *error)
{
  self->now->archive_error = g_strdup (error->message);
  g_clear_pointer (&self->archive, weir_archive_close);
}

static void
add_warning (WeirRunThread *self, const char *warning)
{
  GPtrArray *more;

  if (self->now->warnings->len >= WEIR_LIMIT_DIFFERENT_WARNINGS ||
      g_hash_table_contains (self->warnings, warning))
    return;
  /* Those who look at a snapshot share the list it has. */
  more = g_ptr_array_new_full (self->now->warnings->len + 1, g_free);
  for (guint i = 0; i < self->now->warnings->len; i++)
    g_ptr_array_add (more, g_strdup (g_ptr_array_index (self->now->warnings, i)));
  g_ptr_array_add (more, g_strdup (warning));
  g_ptr_array_unref (self->now->warnings);
  self->now->warnings = more;
  g_hash_table_add (self->warnings, g_strdup (warning));
}

static void
read_warnings (WeirRunThread *self, const WeirStepBrief *brief, const guint8 *record, gsize record_size)
{
  guint8 *asked = &self->asked[brief->part][brief->step];
  g_autoptr (WeirStepResult) result = NULL;

  if (brief->n_warnings == 0 || *asked >= WARNINGS_PER_STEP)
    return;
  (*asked)++;
  result = weir_record_decode (record, record_size, NULL);
  for (guint i = 0; result && i < result->warnings->len; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("%s: %s", result->name, (char *) g_ptr_array_index (result->warnings, i));

      add_warning (self, text);
    }
}

static void failed_cb (const char *sentence, gpointer user_data);

static gboolean
keeps_results (const WeirRunThread *self)
{
  return self->archive && !self->lost;
}

static void
results_cb (const guint8 *data, gsize size, gpointer user_data)
{
  WeirRunThread *self = user_data;
  const guint8 *record;
  gsize position = 0, record_size;
  g_autoptr (GError) damage = NULL;
  WeirStepBrief brief;

  while (weir_record_next (data, size, &position, &record, &record_size, &brief, &damage))
    {
      g_autoptr (GError) error = NULL;

      if (brief.part >= WEIR_N_FLOW_PARTS || brief.step >= self->now->n_steps[brief.part])
        continue;
      self->now->unverified |= brief.unverified;
      weir_run_figures_add (self->figures, &brief, record, record_size);
      read_warnings (self, &brief, record, record_size);
      if (keeps_results (self) &&
          !weir_archive_append (self->archive, self->run->info->id, &brief, record, record_size, &error))
        lose_results (self, error);
    }
  self->changed = TRUE;
  if (damage)
    failed_cb (_ (other_version), self);
}

static void
take_running (WeirRunThread *self, const WeirWorkerProgress *progress)
{
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < MIN (progress->n_steps[part], self->now->n_steps[part]); i++)
      self->now->running[part][i] = progress->running[part][i];
}

static void
progress_cb (const WeirWorkerProgress *progress, gpointer user_data)
{
  static const WeirRunPhase phases[] = { WEIR_RUN_STARTING, WEIR_RUN_BEFORE_ALL, WEIR_RUN_RUNNING,
                                         WEIR_RUN_FINISHING, WEIR_RUN_FINISHING };
  WeirRunThread *self = user_data;
  WeirRunSnapshot *now = self->now;

  now->phase = phases[MIN (progress->phase, G_N_ELEMENTS (phases) - 1)];
  now->iteration = progress->iteration;
  now->part = progress->part;
  now->step = progress->step;
  now->vus_done = progress->vus_done;
  now->passes_done = progress->passes_done;
  now->in_flight = progress->in_flight;
  take_running (self, progress);
  /* Starting the process is not part of the run. */
  self->started_us = progress->started_us;
  weir_run_figures_note (self->figures, progress);
  if (progress->held_back > 0)
    add_warning (self, _ ("Results came faster than they could be kept, so some steps began later than they "
                          "would have."));
  self->changed = TRUE;
}

static WeirRunSnapshot *
copy_now (WeirRunThread *self)
{
  self->now->elapsed_us = g_get_monotonic_time () - self->started_us;
  weir_run_figures_show (self->figures, self->now);
  return weir_run_snapshot_copy (self->now);
}

static void
finish_archive (WeirRunThread *self)
{
  WeirRunInfo *info = self->run->info;
  g_autoptr (GError) error = NULL;

  info->outcome = self->now->outcome;
  info->duration_us = self->now->elapsed_us;
  info->summary = g_strdup (self->now->summary);
  info->unverified = self->now->unverified;
  info->partial |= info->outcome == WEIR_OUTCOME_STOPPED || self->failure != NULL;
  if (keeps_results (self) && (!weir_archive_commit (self->archive, &error) ||
                               !weir_run_figures_keep (self->figures, self->now, self->archive, &error)))
    lose_results (self, error);
  g_clear_error (&error);
  if (self->archive && !weir_archive_finish_run (self->archive, info, &error) && !self->lost)
    lose_results (self, error);
}

static void
end (WeirRunThread *self, WeirOutcome outcome)
{
  WeirRunSnapshot *now = self->now;

  if (now->phase == WEIR_RUN_DONE)
    return;
  now->phase = WEIR_RUN_DONE;
  now->outcome = outcome;
  now->in_flight = 0;
  now->unresponsive = FALSE;
  now->elapsed_us = g_get_monotonic_time () - self->started_us;
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < now->n_steps[part]; i++)
      now->running[part][i] = 0;
  weir_run_figures_conclude (self->figures, now);
  now->summary = weir_run_sentence (now, self->failure);
  finish_archive (self);
  weir_run_base_end (WEIR_RUN_BASE (self->run));
}

/* A worker that was asked to stop and had to be ended for it is stopped, not broken. */
static void
failed_cb (const char *sentence, gpointer user_data)
{
  WeirRunThread *self = user_data;

  if (self->patience.n_stops == 0 && !self->failure)
    self->failure = g_strdup (sentence);
  end (self, self->patience.n_stops > 0 ? WEIR_OUTCOME_STOPPED : WEIR_OUTCOME_INVALID);
}

static void
finished_cb (WeirOutcome outcome, gpointer user_data)
{
  if (outcome > WEIR_OUTCOME_NONE && outcome <= WEIR_OUTCOME_INVALID)
    end (user_data, outcome);
  else
    failed_cb (_ (other_version), user_data);
}

static void
left_cb (WeirStoreImage *image, gpointer user_data)
{
  WeirRunThread *self = user_data;

  /* Nobody looks at it before the last snapshot is there. */
  g_clear_pointer (&self->run->left, weir_store_image_free);
  self->run->left = image;
}

/* Stop has waited long enough. After the first, a worker that still delivers what was measured is given as
 * much time again; whoever does not want to wait for that presses Stop a second time. */
static gboolean
is_overdue (const WeirRunThread *self, gint64 silence)
{
  gint64 late_us = weir_run_patience_get_late (&self->patience);

  if (late_us == 0)
    return FALSE;
  return self->patience.n_stops > 1 || silence > DELIVERING_US || late_us > STOP_US;
}

/* Liveness: silent for 2 s is said, silent for 10 s is ended; Stop has its own, shorter patience. */
static gboolean
watch_worker (WeirRunThread *self)
{
  gint64 silence;
  gboolean unresponsive;

  weir_run_patience_look (&self->patience, g_get_monotonic_time ());
  silence = weir_worker_process_get_silence_us (self->worker);
  silence = weir_run_patience_get_silence (&self->patience, silence);
  unresponsive = silence > WEIR_LIMIT_SILENT_US;
  self->changed |= unresponsive != self->now->unresponsive;
  self->now->unresponsive = unresponsive;
  if (silence <= WEIR_LIMIT_UNRESPONSIVE_US && !is_overdue (self, silence))
    return TRUE;
  failed_cb (_ ("The worker process did not respond for 10 seconds and was ended; what was measured until "
                "then is kept."),
             self);
  return FALSE;
}

void
weir_run_thread_tick (gpointer side)
{
  WeirRunThread *self = side;
  g_autoptr (GError) error = NULL;

  if (!watch_worker (self))
    return;
  if (!weir_run_figures_keep_seconds (self->figures, keeps_results (self) ? self->archive : NULL,
                                      self->now->run_id, FALSE, &error) ||
      (keeps_results (self) && !weir_archive_commit (self->archive, &error)))
    lose_results (self, error);
  if (self->changed)
    weir_run_base_publish (WEIR_RUN_BASE (self->run), copy_now (self));
  self->changed = FALSE;
}

void
weir_run_thread_stop (gpointer side)
{
  WeirRunThread *self = side;

  weir_run_patience_stop (&self->patience);
  self->now->stopping = TRUE;
  self->changed = TRUE;
  weir_worker_process_stop (self->worker);
}

/* A run of a part of a flow is told from whole ones. */
static gboolean
name_run (WeirRunThread *self, GError **error)
{
  const WeirRun *run = self->run;
  g_autoptr (GBytes) repeats = run->repeats ? g_bytes_new (run->repeats, strlen (run->repeats)) : NULL;

  if (run->info->title &&
      !weir_archive_set_title (self->archive, run->info->id, run->info->title, error))
    return FALSE;
  return !repeats ||
         weir_archive_set_run_data (self->archive, run->info->id, WEIR_RUN_REPEATS, repeats, error);
}

static void
open_archive (WeirRunThread *self)
{
  g_autoptr (GError) error = NULL;

  self->archive = weir_run_archive_begin (self->run->archive_file, self->run->info, &error);
  if (!self->archive)
    lose_archive (self, error);
  else
    self->now->run_id = self->run->info->id;
  if (self->archive && !name_run (self, &error))
    lose_archive (self, error);
  if (self->archive && weir_archive_get_notice (self->archive))
    add_warning (self, weir_archive_get_notice (self->archive));
}

static void
start_worker (WeirRunThread *self)
{
  static const WeirWorkerEvents events = { results_cb, progress_cb, failed_cb, finished_cb, left_cb };
  const WeirRunInfo *info = self->run->info;
  WeirWorkerSettings settings = {
    .iterations = info->iterations,
    .parallel = info->parallel,
    .delay_us = info->delay_ms * G_GINT64_CONSTANT (1000),
    .stop_on_failure = info->stop_on_failure,
    .run_id = info->uuid,
    .only_step = self->run->only_step,
    .selection = self->run->selection,
    .leave_store = self->run->store != NULL,
    .rows = self->run->rows,
    .random_rows = info->data_random,
  };
  g_autoptr (GError) error = NULL;

  weir_run_place_apply (&self->run->place, &settings);
  self->worker = weir_worker_process_new (self->run->flow_yaml, &settings, &events, self, &error);
  g_clear_pointer (&self->run->rows, weir_data_rows_unref);
  if (!self->worker)
    failed_cb (error->message, self);
}

gpointer
weir_run_thread_open (WeirRunBase *base)
{
  WeirRun *run = WEIR_RUN (base);
  WeirRunThread *self = g_new0 (WeirRunThread, 1);
  g_autoptr (WeirRunSnapshot) first = weir_run_ref_snapshot (run);

  self->run = run;
  self->patience.stop_us = STOP_US;
  self->warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->now = weir_run_snapshot_copy (first);
  self->figures = weir_run_figures_new ((char *const *const *) run->step_names, run->n_steps,
                                        run->info->parallel > 1);
  self->started_us = g_get_monotonic_time ();
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    self->asked[part] = g_new0 (guint8, MAX (1, run->n_steps[part]));
  return self;
}

void
weir_run_thread_begin (gpointer side)
{
  open_archive (side);
  start_worker (side);
}

gpointer
weir_run_thread_close (gpointer side)
{
  WeirRunThread *self = side;
  WeirRunSnapshot *last = self->now;

  g_clear_pointer (&self->worker, weir_worker_process_free);
  g_clear_pointer (&self->archive, weir_archive_close);
  g_clear_pointer (&self->figures, weir_run_figures_free);
  g_hash_table_unref (self->warnings);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    g_free (self->asked[part]);
  g_free (self->failure);
  g_free (self);
  return last;
}
