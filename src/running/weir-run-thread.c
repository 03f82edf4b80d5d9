/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-thread.c: what happens on a run's own thread: follow the worker, add up, archive, publish
 */

#include "config.h"

#include "weir-run-thread.h"

#include "weir-duration.h"
#include "weir-limits.h"
#include "weir-record-codec.h"
#include "weir-run-figures.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TICK_MS 100
/* How long after Stop a worker may still be busy before it is killed: After All's time and a bit; and after
 * the second Stop. */
#define STOP_US (WEIR_LIMIT_FINISHING_US + 2 * G_USEC_PER_SEC)
#define SECOND_STOP_US (G_USEC_PER_SEC * 3 / 4)
/* A worker that said something within this time is delivering. */
#define DELIVERING_US (G_USEC_PER_SEC / 2)
/* A tick that comes later than this finds messages unread: the fault was ours, not the worker's. */
#define ASLEEP_US G_USEC_PER_SEC

static const char other_version[] = N_ ("The worker process speaks another version of Weir; reinstall Weir.");

struct _WeirRunThread
{
  WeirRun *run;
  GMainLoop *loop;
  WeirWorkerProcess *worker;
  WeirArchive *archive;             /* (nullable) */
  gboolean lost;                    /* results are not given to the archive any more */
  WeirRunFigures *figures;
  WeirRunSnapshot *now;             /* ours alone: copies of it are published */
  guint8 *asked[WEIR_N_FLOW_PARTS]; /* per step: how often its warnings were read */
  GHashTable *warnings;             /* set of the texts in now->warnings; owns them */
  guint n_stops;
  gint64 kill_us; /* monotonic; 0 = never */
  gint64 started_us;
  gint64 ticked_us; /* monotonic; the last tick, 0 before the first */
  gint64 awake_us;  /* since when this thread has ticked as it should */
  gboolean changed;
  char *failure; /* (nullable) what kept the worker from doing its work */
};

/* Results that cannot be kept any more are still counted and shown. The archive stays open: how the run ended
 * finds room where results do not. */
static void
lose_results (WeirRunThread *self, const GError *error)
{
  gint64 lost_from_us = MAX (1, g_get_monotonic_time () - self->started_us);
  g_autofree char *when = weir_duration_to_display (lost_from_us);

  self->lost = TRUE;
  self->run->info->lost_from_us = lost_from_us;
  self->changed = TRUE;
  self->run->info->partial = TRUE;
  g_free (self->now->archive_error);
  /* Translators: %1$s is a duration like "12.5 s", %2$s a whole sentence */
  self->now->archive_error =
      g_strdup_printf (_ ("What came about %1$s into the run and later is not kept. %2$s"), when,
                       error->message);
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
  g_main_loop_quit (self->loop);
}

/* A worker that was asked to stop and had to be ended for it is stopped, not broken. */
static void
failed_cb (const char *sentence, gpointer user_data)
{
  WeirRunThread *self = user_data;

  if (self->n_stops == 0 && !self->failure)
    self->failure = g_strdup (sentence);
  end (self, self->n_stops > 0 ? WEIR_OUTCOME_STOPPED : WEIR_OUTCOME_INVALID);
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

/* How long the worker has been silent while somebody listened: when this thread itself stood still, with the
 * whole program (Ctrl+Z) or in front of a slow disk, what the worker said meanwhile is still unread. */
static gint64
measure_silence (WeirRunThread *self)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 asleep_us = self->ticked_us > 0 ? now_us - self->ticked_us : 0;

  self->ticked_us = now_us;
  if (asleep_us > ASLEEP_US)
    {
      self->awake_us = now_us;
      self->kill_us += self->kill_us > 0 ? asleep_us : 0;
    }
  return MIN (weir_worker_process_get_silence_us (self->worker), now_us - self->awake_us);
}

/* Stop has waited long enough. After the first, a worker that still delivers what was measured is given as
 * much time again; whoever does not want to wait for that presses Stop a second time. */
static gboolean
is_overdue (const WeirRunThread *self, gint64 silence)
{
  gint64 late_us = self->ticked_us - self->kill_us;

  if (self->kill_us == 0 || late_us <= 0)
    return FALSE;
  return self->n_stops > 1 || silence > DELIVERING_US || late_us > STOP_US;
}

/* Liveness: silent for 2 s is said, silent for 10 s is ended; Stop has its own, shorter patience. */
static gboolean
watch_worker (WeirRunThread *self)
{
  gint64 silence = measure_silence (self);
  gboolean unresponsive = silence > WEIR_LIMIT_SILENT_US;

  self->changed |= unresponsive != self->now->unresponsive;
  self->now->unresponsive = unresponsive;
  if (silence <= WEIR_LIMIT_UNRESPONSIVE_US && !is_overdue (self, silence))
    return TRUE;
  failed_cb (_ ("The worker process did not respond for 10 seconds and was ended; what was measured until "
                "then is kept."),
             self);
  return FALSE;
}

static gboolean
tick_cb (gpointer data)
{
  WeirRunThread *self = data;
  g_autoptr (GError) error = NULL;

  if (!watch_worker (self))
    return G_SOURCE_REMOVE;
  if (!weir_run_figures_keep_seconds (self->figures, keeps_results (self) ? self->archive : NULL,
                                      self->now->run_id, FALSE, &error) ||
      (keeps_results (self) && !weir_archive_commit (self->archive, &error)))
    lose_results (self, error);
  if (self->changed)
    weir_run_publish (self->run, copy_now (self));
  self->changed = FALSE;
  return G_SOURCE_CONTINUE;
}

/**
 * weir_run_thread_stop:
 * @self: the thread's side of a run; called on that thread
 *
 * Stop, or the second Stop.
 */
void
weir_run_thread_stop (WeirRunThread *self)
{
  self->n_stops++;
  self->now->stopping = TRUE;
  self->changed = TRUE;
  /* Further ones must not give the worker more time. */
  if (self->n_stops <= 2)
    self->kill_us = g_get_monotonic_time () + (self->n_stops == 2 ? SECOND_STOP_US : STOP_US);
  if (self->worker)
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

  self->archive = weir_archive_open (self->run->archive_file, &error);
  if (!self->archive || !weir_archive_begin_run (self->archive, self->run->info, &error) ||
      !weir_archive_commit (self->archive, &error))
    lose_archive (self, error);
  else
    self->now->run_id = self->run->info->id;
  if (self->archive && !name_run (self, &error))
    lose_archive (self, error);
  if (self->archive && weir_archive_get_notice (self->archive))
    add_warning (self, weir_archive_get_notice (self->archive));
}

static gboolean
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
  return self->worker != NULL;
}

static WeirRunThread *
run_thread_new (WeirRun *run)
{
  WeirRunThread *self = g_new0 (WeirRunThread, 1);
  g_autoptr (WeirRunSnapshot) first = weir_run_ref_snapshot (run);

  self->run = run;
  self->loop = g_main_loop_new (run->context, FALSE);
  self->warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->now = weir_run_snapshot_copy (first);
  self->figures = weir_run_figures_new ((char *const *const *) run->step_names, run->n_steps,
                                        run->info->parallel > 1);
  self->started_us = g_get_monotonic_time ();
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    self->asked[part] = g_new0 (guint8, MAX (1, run->n_steps[part]));
  return self;
}

static void
run_thread_free (WeirRunThread *self)
{
  g_clear_pointer (&self->worker, weir_worker_process_free);
  g_clear_pointer (&self->archive, weir_archive_close);
  g_clear_pointer (&self->figures, weir_run_figures_free);
  g_clear_pointer (&self->now, weir_run_snapshot_unref);
  g_hash_table_unref (self->warnings);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    g_free (self->asked[part]);
  g_main_loop_unref (self->loop);
  g_free (self->failure);
  g_free (self);
}

/**
 * weir_run_thread_main:
 * @run: (transfer full): the run; its last reference may be dropped by the owner's thread only
 *
 * The run's own thread, from the start of the worker to the last row in the archive.
 */
gpointer
weir_run_thread_main (gpointer run)
{
  WeirRun *self = run;
  WeirRunThread *thread;

  g_main_context_push_thread_default (self->context);
  thread = run_thread_new (self);
  weir_run_set_thread (self, thread);
  open_archive (thread);
  if (start_worker (thread))
    {
      g_autoptr (GSource) tick = g_timeout_source_new (TICK_MS);

      g_source_set_callback (tick, tick_cb, thread, NULL);
      g_source_attach (tick, self->context);
      g_main_loop_run (thread->loop);
      g_source_destroy (tick);
    }
  weir_run_set_thread (self, NULL);
  /* The worker is gone and the archive closed before anybody hears that the run is over. */
  {
    WeirRunSnapshot *last = weir_run_snapshot_copy (thread->now);

    run_thread_free (thread);
    weir_run_publish (self, last);
  }
  g_main_context_pop_thread_default (self->context);
  return NULL;
}
