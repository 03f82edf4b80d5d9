/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-thread.c: what happens on the own thread of a plan's run: workers, rounds, rules, snapshots
 */

#include "config.h"

#include "weir-plan-thread-private.h"

#include "weir-limits.h"
#include "weir-plan-lookup.h"
#include "weir-plan-workers.h"

#include <glib/gi18n-lib.h>

/* So far ahead of now lies the instant at which a round begins: every worker has heard of it by then. */
#define AHEAD_US (20 * 1000)
/* How long after Stop a worker may still be busy before it is killed: the time requests in flight have, and a
 * bit. */
#define STOP_US (WEIR_LIMIT_STOPPING_US + 2 * G_USEC_PER_SEC)
/* What is lost of the figures when this program is killed. */
#define KEEP_US (2 * G_USEC_PER_SEC)

static void end (WeirPlanThread *self, WeirOutcome outcome);

static gboolean
has_ended (const WeirPlanThread *self)
{
  return weir_run_base_has_ended (WEIR_RUN_BASE (self->run));
}

static void
warn_cb (const char *text, gpointer data)
{
  weir_plan_thread_warn (data, text, 1);
}

/* What cannot go on ends the run; a worker that had to be ended after Stop is stopped, not broken. */
static void
fail (WeirPlanThread *self, const char *sentence)
{
  if (has_ended (self))
    return;
  if (self->patience.n_stops == 0)
    self->failure = g_strdup (sentence);
  end (self, self->patience.n_stops > 0 ? WEIR_OUTCOME_STOPPED : WEIR_OUTCOME_INVALID);
}

static gboolean
is_chosen (const WeirPlanThread *self, guint round)
{
  return self->run->chosen[round];
}

static void
begin_round (WeirPlanThread *self, guint index, gint64 at_us)
{
  WeirPlanThreadRound *round = &self->rounds[index];

  round->begun = TRUE;
  self->now->round = (int) index;
  for (guint i = 0; i < round->n_jobs; i++)
    weir_job_watch_begin (g_ptr_array_index (self->jobs, round->first_job + i));
  for (guint i = 0; i < self->run->n_workers; i++)
    weir_plan_worker_begin_round (self->workers[i].process, index, at_us);
}

static gboolean
goes_together (const WeirPlanThread *self, guint index)
{
  g_autoptr (WeirRound) round =
      g_list_model_get_item (G_LIST_MODEL (weir_plan_get_rounds (self->run->plan)), index);

  return weir_round_get_together (round);
}

/* The next round that is run, and those that go together with it; all of one instant. */
static gboolean
begin_next (WeirPlanThread *self)
{
  gint64 at_us = g_get_monotonic_time () + AHEAD_US;
  guint index = 0;

  while (index < self->run->n_rounds && (!is_chosen (self, index) || self->rounds[index].begun))
    index++;
  if (index == self->run->n_rounds)
    return FALSE;
  begin_round (self, index, at_us);
  while (++index < self->run->n_rounds && is_chosen (self, index) && goes_together (self, index))
    begin_round (self, index, at_us);
  self->changed = TRUE;
  return TRUE;
}

static gboolean
is_busy (const WeirPlanThread *self)
{
  for (guint i = 0; i < self->run->n_rounds; i++)
    if (self->rounds[i].begun && !self->rounds[i].over)
      return TRUE;
  return FALSE;
}

/* Nothing is under way: on with the next round, or that was all. */
static void
go_on (WeirPlanThread *self)
{
  if (has_ended (self) || self->n_ready < self->run->n_workers || is_busy (self))
    return;
  if (self->patience.n_stops > 0)
    end (self, WEIR_OUTCOME_STOPPED);
  else if (!begin_next (self))
    end (self, WEIR_OUTCOME_PASSED);
}

static void
conclude_job (WeirPlanThread *self, WeirJobWatch *job, gboolean interrupted)
{
  weir_job_watch_conclude (job, interrupted, g_get_monotonic_time (), warn_cb, self);
}

static void
conclude_jobs (WeirPlanThread *self, guint first, guint n, gboolean interrupted)
{
  for (guint i = first; i < first + n; i++)
    conclude_job (self, g_ptr_array_index (self->jobs, i), interrupted);
}

static void
ready_cb (gpointer data)
{
  WeirPlanThreadWorker *worker = data;
  WeirPlanThread *self = worker->thread;

  if (worker->ready)
    return;
  worker->ready = TRUE;
  if (++self->n_ready < self->run->n_workers)
    return;
  if (self->patience.n_stops == 0)
    self->now->phase = WEIR_PLAN_RUNNING;
  go_on (self);
}

static void
results_cb (const guint8 *results, gsize size, gpointer data)
{
  WeirPlanThreadWorker *worker = data;

  if (worker->thread->keeper)
    weir_plan_keeper_add_results (worker->thread->keeper, results, size);
}

static void
figures_cb (guint job, const WeirJobFigures *figures, gpointer data)
{
  WeirPlanThreadWorker *worker = data;
  WeirPlanThread *self = worker->thread;

  if (job >= self->jobs->len)
    return;
  weir_job_watch_merge (g_ptr_array_index (self->jobs, job), figures);
  self->changed = TRUE;
}

static void
warning_cb (const char *text, guint64 count, gpointer data)
{
  WeirPlanThreadWorker *worker = data;

  weir_plan_thread_warn (worker->thread, text, count);
}

static void
round_over_cb (guint index, gpointer data)
{
  WeirPlanThreadWorker *worker = data;
  WeirPlanThread *self = worker->thread;
  WeirPlanThreadRound *round = index < self->run->n_rounds ? &self->rounds[index] : NULL;

  if (!round || !round->begun || ++round->n_over < self->run->n_workers)
    return;
  round->over = TRUE;
  conclude_jobs (self, round->first_job, round->n_jobs, self->patience.n_stops > 0);
  self->changed = TRUE;
  go_on (self);
}

static void
progress_cb (const WeirPlanWorkerProgress *progress, gpointer data)
{
  WeirPlanThreadWorker *worker = data;
  WeirPlanThread *self = worker->thread;
  WeirPlanSnapshot *now = self->now;
  guint most_in_flight = 0;

  if (self->keeper && progress->dropped > worker->progress.dropped)
    weir_plan_keeper_add_lost (self->keeper, progress->dropped - worker->progress.dropped);
  weir_quality_meter_add (self->meter, worker->index, &progress->load);
  worker->progress = *progress;
  worker->progress.load.lateness_us = NULL;
  worker->progress.load.n_lateness = 0;
  now->clients_active = now->in_flight = 0;
  now->requests = 0;
  for (guint i = 0; i < self->run->n_workers; i++)
    {
      now->clients_active += self->workers[i].progress.clients_active;
      now->in_flight += self->workers[i].progress.in_flight;
      most_in_flight += self->workers[i].progress.most_in_flight;
      now->requests += self->workers[i].progress.requests;
    }
  now->most_in_flight = MAX (now->most_in_flight, most_in_flight);
  self->changed = TRUE;
}

static void
failed_cb (const char *sentence, gboolean refused, gpointer data)
{
  WeirPlanThreadWorker *worker = data;

  worker->thread->now->refused |= refused;
  fail (worker->thread, sentence);
}

/* Expressions of rules see the figures of all jobs at one instant. */
static void
set_metrics (WeirPlanThread *self, gint64 now_us)
{
  for (guint i = 0; i < self->jobs->len && weir_rule_scope_has_metrics (self->scope); i++)
    {
      WeirJobWatch *job = g_ptr_array_index (self->jobs, i);

      weir_rule_scope_set_job (self->scope, i, weir_job_watch_get_figures (job),
                               weir_job_watch_get_instant (job, now_us));
    }
}

static void
terminate (WeirPlanThread *self, guint job)
{
  for (guint i = 0; i < self->run->n_workers; i++)
    weir_plan_worker_terminate_job (self->workers[i].process, job);
  self->changed = TRUE;
}

/* A job is over when its last client has left it, which may be long before its round is. After Stop clients
 * leave before their time. */
static void
evaluate (WeirPlanThread *self, gint64 now_us)
{
  set_metrics (self, now_us);
  for (guint i = 0; i < self->jobs->len; i++)
    {
      WeirJobWatch *job = g_ptr_array_index (self->jobs, i);

      if (weir_job_watch_evaluate (job, now_us, warn_cb, self))
        terminate (self, i);
      if (self->patience.n_stops == 0 && weir_job_watch_is_over (job))
        conclude_job (self, job, FALSE);
    }
}

/* @outcome: STOPPED, INVALID, or PASSED when what happened decides */
static void
end (WeirPlanThread *self, WeirOutcome outcome)
{
  WeirPlanSnapshot *now = self->now;
  gboolean whole = outcome == WEIR_OUTCOME_PASSED;

  if (has_ended (self))
    return;
  weir_run_base_end (WEIR_RUN_BASE (self->run));
  for (guint i = 0; whole && i < self->run->n_workers; i++)
    weir_plan_worker_leave (self->workers[i].process);
  set_metrics (self, g_get_monotonic_time ());
  conclude_jobs (self, 0, self->jobs->len, !whole);
  weir_plan_thread_keep_seconds (self, G_MAXINT64);
  now->phase = WEIR_PLAN_DONE;
  now->in_flight = now->clients_active = 0;
  now->unresponsive = FALSE;
  now->partial |= !whole;
  weir_plan_thread_show (self);
  now->outcome = whole ? weir_plan_judge (now) : outcome;
  now->summary = weir_plan_sentence (now, self->failure);
  weir_plan_thread_finish_archive (self);
}

/* Of the most silent worker, while somebody listened. */
static gint64
measure_silence (WeirPlanThread *self)
{
  gint64 silence = 0;

  for (guint i = 0; i < self->run->n_workers; i++)
    silence = MAX (silence, weir_plan_worker_get_silence_us (self->workers[i].process));
  return weir_run_patience_get_silence (&self->patience, silence);
}

/* Liveness: silent for 2 s is said, silent for 10 s is ended; Stop has its own, shorter patience. */
static gboolean
watch_workers (WeirPlanThread *self, gint64 now_us)
{
  gint64 silence;
  gboolean unresponsive;

  weir_run_patience_look (&self->patience, now_us);
  silence = measure_silence (self);
  unresponsive = silence > WEIR_LIMIT_SILENT_US;
  self->changed |= unresponsive != self->now->unresponsive;
  self->now->unresponsive = unresponsive;
  if (silence <= WEIR_LIMIT_UNRESPONSIVE_US && weir_run_patience_get_late (&self->patience) == 0)
    return TRUE;
  fail (self, _ ("A worker process did not respond for 10 seconds and was ended; what was measured until "
                 "then is kept."));
  return FALSE;
}

void
weir_plan_thread_tick (gpointer side)
{
  WeirPlanThread *self = side;
  gint64 now_us = g_get_monotonic_time ();

  if (!watch_workers (self, now_us))
    return;
  evaluate (self, now_us);
  weir_plan_thread_keep_seconds (self, now_us);
  if (!self->changed)
    return;
  self->changed = FALSE;
  weir_plan_thread_show (self);
  if (self->keeper && now_us - self->kept_us >= KEEP_US)
    {
      weir_plan_thread_keep_figures (self);
      self->kept_us = now_us;
    }
  weir_run_base_publish (WEIR_RUN_BASE (self->run), weir_plan_snapshot_copy (self->now));
}

void
weir_plan_thread_stop (gpointer side)
{
  WeirPlanThread *self = side;

  /* What was over before was not interrupted. */
  evaluate (self, g_get_monotonic_time ());
  weir_run_patience_stop (&self->patience);
  self->now->stopping = TRUE;
  self->now->phase = WEIR_PLAN_FINISHING;
  self->changed = TRUE;
  for (guint i = 0; i < self->run->n_workers; i++)
    weir_plan_worker_stop (self->workers[i].process);
  go_on (self);
}

static gboolean
make_jobs (WeirPlanThread *self, GError **error)
{
  WeirPlanRun *run = self->run;
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (run->plan));

  self->scope = weir_rule_scope_new (run->plan, (const char *const *) run->environments,
                                     (const char *const *) run->variables,
                                     (const char *const *) run->secrets, run->folder, error);
  if (!self->scope)
    return FALSE;
  for (guint i = 0; i < run->n_rounds; i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (run->plan, round);

      self->rounds[i].first_job = self->jobs->len;
      self->rounds[i].n_jobs = iterations->len;
      for (guint j = 0; j < iterations->len; j++)
        {
          WeirIteration *iteration = g_ptr_array_index (iterations, j);
          WeirJobWatch *job = weir_job_watch_new (self->jobs->len, i, round, iteration, run->chosen[i],
                                                  self->scope, self->origin_us, error);

          if (!job)
            return FALSE;
          g_ptr_array_add (self->jobs, job);
        }
    }
  return TRUE;
}

static gboolean
start_workers (WeirPlanThread *self, GError **error)
{
  static const WeirPlanWorkerEvents events = { ready_cb,      results_cb,  figures_cb, warning_cb,
                                               round_over_cb, progress_cb, failed_cb };
  const WeirPlanRun *run = self->run;
  g_autofree const char **flows = weir_plan_list_flows (run->plan);
  WeirPlanWorkerSettings settings = {
    .flows = flows,
    .is_json = run->is_json,
    .is_lenient = run->is_lenient,
    .delays_in_seconds = run->delays_in_seconds,
    .environments = (const char *const *) run->environments,
    .variables = (const char *const *) run->variables,
    .secrets = (const char *const *) run->secrets,
    .folder = run->folder,
    .run_id = run->info->uuid,
    .n_workers = run->n_workers,
    .origin_us = self->origin_us,
    .insecure = run->insecure,
  };

  for (guint i = 0; i < run->n_workers; i++)
    {
      WeirPlanThreadWorker *worker = &self->workers[i];

      settings.worker = i;
      worker->thread = self;
      worker->index = i;
      worker->process = weir_plan_worker_new (run->text, &settings, &events, worker, error);
      if (!worker->process)
        return FALSE;
    }
  return TRUE;
}

gpointer
weir_plan_thread_open (WeirRunBase *base)
{
  WeirPlanRun *run = WEIR_PLAN_RUN (base);
  WeirPlanThread *self = g_new0 (WeirPlanThread, 1);
  g_autoptr (WeirPlanSnapshot) first = weir_plan_run_ref_snapshot (run);

  self->run = run;
  self->patience.stop_us = STOP_US;
  self->now = weir_plan_snapshot_copy (first);
  self->workers = g_new0 (WeirPlanThreadWorker, run->n_workers);
  self->rounds = g_new0 (WeirPlanThreadRound, MAX (1, run->n_rounds));
  self->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_watch_free);
  self->meter = weir_quality_meter_new (run->n_workers);
  self->warnings = g_hash_table_new (g_str_hash, g_str_equal);
  self->warning_list = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_run_warning_free);
  self->origin_us = self->kept_us = g_get_monotonic_time ();
  if (!run->unkept)
    self->keeper = weir_plan_keeper_new (run->archive_file, run->info, self->origin_us);
  return self;
}

/* Everything is written when this returns. */
static void
let_go (WeirPlanThread *self)
{
  for (guint i = 0; i < self->run->n_workers; i++)
    g_clear_pointer (&self->workers[i].process, weir_plan_worker_free);
  if (!self->keeper)
    return;
  /* Whether the last of it found room is known only now. */
  weir_plan_keeper_drain (self->keeper);
  weir_plan_thread_show_kept (self);
  g_clear_pointer (&self->keeper, weir_plan_keeper_free);
}

gpointer
weir_plan_thread_close (gpointer side)
{
  WeirPlanThread *self = side;
  WeirPlanSnapshot *last;

  let_go (self);
  last = self->now;
  g_ptr_array_unref (self->jobs);
  g_clear_pointer (&self->scope, weir_rule_scope_free);
  weir_quality_meter_free (self->meter);
  g_hash_table_unref (self->warnings);
  g_ptr_array_unref (self->warning_list);
  g_free (self->workers);
  g_free (self->rounds);
  g_free (self->failure);
  g_free (self);
  return last;
}

void
weir_plan_thread_begin (gpointer side)
{
  WeirPlanThread *self = side;
  WeirPlanRun *run = self->run;
  g_autofree char *refusal = weir_plan_refuse (run->plan, run->chosen, run->n_workers);
  g_autoptr (GError) error = NULL;

  if (refusal)
    fail (self, refusal);
  else if (!make_jobs (self, &error))
    {
      self->now->refused = TRUE;
      fail (self, error->message);
    }
  else if (!start_workers (self, &error))
    fail (self, error->message);
}
