/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-engine.c: what one worker does of a load plan: rounds, the arrival of clients, and stopping
 */

#include "config.h"

#include "weir-plan-engine-private.h"

#include "weir-limits.h"
#include "weir-plan-lookup.h"

static gboolean
has_arrivals (const WeirPlanRound *round)
{
  return round->next_client < round->program->n_clients && !round->engine->stopping;
}

/* After All of each of them, behind the last client. */
static gboolean
end_flows (WeirPlanRound *round)
{
  const WeirRoundProgram *program = round->program;
  gboolean are_over = TRUE;

  for (guint i = program->first_job; i < program->first_job + program->n_jobs; i++)
    if (round->engine->jobs[i].flow)
      are_over &= weir_plan_flow_end (round->engine->jobs[i].flow);
  return are_over;
}

/* Clients are freed, and the end of a round is told, when nothing of theirs is under way any more. */
static void
sweep_cb (gpointer data)
{
  WeirPlanRound *round = data;
  WeirPlanEngine *self = round->engine;
  GList *link;

  while ((link = g_queue_pop_head_link (&round->done)))
    weir_plan_client_free (link->data);
  if (round->over || has_arrivals (round) || !g_queue_is_empty (&round->clients) || !end_flows (round))
    return;
  round->over = TRUE;
  weir_plan_warnings_flush (self->warnings);
  self->events.round_over ((guint) (round - self->rounds), self->data);
}

void
weir_plan_engine_sweep (WeirPlanRound *round)
{
  weir_timers_start (round->engine->shared.timers, &round->sweep_timer, 0, sweep_cb, round);
}

/**
 * weir_plan_engine_client_done:
 * @self: an engine
 * @client: (transfer full): one that has nothing left to do
 */
void
weir_plan_engine_client_done (WeirPlanEngine *self, WeirPlanClient *client)
{
  WeirPlanRound *round = client->round;

  self->progress.clients_active--;
  g_queue_unlink (&round->clients, &client->link);
  g_queue_push_tail_link (&round->done, &client->link);
  weir_plan_engine_sweep (round);
}

static gint64
get_arrival (const WeirPlanRound *round)
{
  return round->begin_us + weir_round_get_arrival_us (round->program->round, round->next_client);
}

/* A turn of the main context costs time for each request in flight, whatever happens in it, so when there are
 * thousands of them more clients arrive in each. */
static guint
count_starts_per_turn (const WeirPlanEngine *self)
{
  return MAX (WEIR_LIMIT_STARTS_PER_TURN, (guint) self->progress.in_flight / WEIR_LIMIT_IN_FLIGHT_PER_START);
}

/* Clients that are due, but not so many in one turn that answers to the first are read late. */
static void
arrive_cb (gpointer data)
{
  WeirPlanRound *round = data;
  WeirPlanEngine *self = round->engine;
  gint64 now_us = g_get_monotonic_time ();
  guint n_most = count_starts_per_turn (self);
  gint64 due_us = 0;

  for (guint n = 0; has_arrivals (round) && n < n_most; n++)
    {
      WeirPlanClient *client;

      due_us = get_arrival (round);
      if (due_us > now_us)
        break;
      client = weir_plan_client_new (round, round->next_client, due_us);
      g_queue_push_tail_link (&round->clients, &client->link);
      self->progress.clients_active++;
      round->next_client += self->n_workers;
      weir_plan_client_run (client);
    }
  if (has_arrivals (round))
    weir_timers_start (self->shared.timers, &round->arrival_timer, get_arrival (round), arrive_cb, round);
}

/**
 * weir_plan_engine_open_round:
 * @round: a round that has begun, and whose flows are ready
 *
 * Its clients arrive, the first one not before now.
 */
void
weir_plan_engine_open_round (WeirPlanRound *round)
{
  round->begin_us = MAX (round->begin_us, g_get_monotonic_time ());
  if (has_arrivals (round))
    weir_timers_start (round->engine->shared.timers, &round->arrival_timer, get_arrival (round), arrive_cb,
                       round);
  else
    weir_plan_engine_sweep (round);
}

/**
 * weir_plan_engine_begin_round:
 * @self: an engine
 * @index: of a round, in the order of the document, that has not begun
 * @at_us: the monotonic instant all workers agreed on
 *
 * From there on the round waits its own delay, then its clients arrive.
 */
void
weir_plan_engine_begin_round (WeirPlanEngine *self, guint index, gint64 at_us)
{
  WeirPlanRound *round = &self->rounds[index];

  g_return_if_fail (index < self->program->rounds->len);
  g_return_if_fail (!round->begun);

  round->begun = TRUE;
  round->begin_us = at_us + weir_round_get_startup_delay_us (round->program->round);
  round->next_client = self->worker;
  for (guint i = 0; i < round->program->n_jobs && !self->stopping; i++)
    if (self->jobs[round->program->first_job + i].flow)
      weir_plan_flow_start (self->jobs[round->program->first_job + i].flow);
  if (round->n_starting > 0)
    return;
  if (has_arrivals (round))
    weir_timers_start (self->shared.timers, &round->arrival_timer, get_arrival (round), arrive_cb, round);
  else
    weir_plan_engine_sweep (round);
}

/**
 * weir_plan_engine_terminate_job:
 * @self: an engine
 * @index: of a job
 *
 * A rule ends it: no further slot or attempt begins, requests in flight are cancelled, and clients that come
 * to it later skip it.
 */
void
weir_plan_engine_terminate_job (WeirPlanEngine *self, guint index)
{
  WeirPlanJob *job = &self->jobs[index];

  g_return_if_fail (index < self->program->jobs->len);

  job->terminated = TRUE;
  for (GList *link = job->loops.head; link; link = link->next)
    {
      weir_plan_loop_halt (link->data);
      weir_plan_loop_cancel (link->data);
    }
}

static void
cancel_cb (gpointer data)
{
  WeirPlanEngine *self = data;

  for (guint i = 0; i < self->program->jobs->len; i++)
    for (GList *link = self->jobs[i].loops.head; link; link = link->next)
      weir_plan_loop_cancel (link->data);
}

static void
halt (WeirPlanEngine *self)
{
  self->stopping = TRUE;
  for (guint i = 0; i < self->program->jobs->len; i++)
    for (GList *link = self->jobs[i].loops.head; link; link = link->next)
      weir_plan_loop_halt (link->data);
  for (guint i = 0; i < self->program->rounds->len; i++)
    {
      weir_timers_stop (self->shared.timers, &self->rounds[i].arrival_timer);
      if (self->rounds[i].begun)
        weir_plan_engine_sweep (&self->rounds[i]);
    }
}

/**
 * weir_plan_engine_stop:
 * @self: an engine
 *
 * First call: nothing new begins, and requests in flight have %WEIR_LIMIT_STOPPING_US to come to their end.
 * Second call: they are cancelled.
 */
void
weir_plan_engine_stop (WeirPlanEngine *self)
{
  gint64 due_us = g_get_monotonic_time () + WEIR_LIMIT_STOPPING_US;

  if (self->stopping)
    due_us = 0;
  else
    halt (self);
  for (guint i = 0; i < self->program->jobs->len; i++)
    if (self->jobs[i].flow)
      weir_plan_flow_stop (self->jobs[i].flow);
  weir_timers_start (self->shared.timers, &self->stop_timer, due_us, cancel_cb, self);
}

/**
 * weir_plan_engine_hold:
 * @self: an engine
 * @hold: whether slots must not begin for now
 *
 * Lets whoever passes the results on keep up; what comes late for it is late by schedule.
 */
void
weir_plan_engine_hold (WeirPlanEngine *self, gboolean hold)
{
  self->hold = hold;
}

guint
weir_plan_engine_count_jobs (const WeirPlanEngine *self)
{
  return self->program->jobs->len;
}

/* Metrics are of the whole, so nobody takes the seconds from there. */
static void
forget_seconds (WeirJobFigures *live)
{
  g_autoptr (GPtrArray) closed = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);

  weir_job_figures_close_windows (live, g_get_monotonic_time (), closed);
}

/**
 * weir_plan_engine_take_figures:
 * @self: an engine
 * @job: one of its jobs
 *
 * Returns: (transfer full) (nullable): what was counted since the last call; %NULL: nothing happened
 */
WeirJobFigures *
weir_plan_engine_take_figures (WeirPlanEngine *self, guint job)
{
  g_return_val_if_fail (job < self->program->jobs->len, NULL);

  if (self->jobs[job].live)
    forget_seconds (self->jobs[job].live);
  return weir_job_figures_take (self->jobs[job].figures);
}

const WeirPlanEngineProgress *
weir_plan_engine_get_progress (WeirPlanEngine *self)
{
  self->shown = self->progress;
  self->progress.most_in_flight = self->progress.in_flight;
  for (guint i = 0; i < self->program->jobs->len; i++)
    if (self->jobs[i].flow)
      {
        const WeirEngineProgress *progress = weir_engine_get_progress (self->jobs[i].flow->engine);

        self->shown.in_flight += progress->in_flight;
        self->shown.most_in_flight += progress->in_flight;
        self->shown.requests += progress->requests;
      }
  return &self->shown;
}

static void
warning_cb (const char *text, guint64 count, gpointer data)
{
  WeirPlanEngine *self = data;

  self->events.warning (text, count, self->data);
}

static gboolean
set_up_security (WeirPlanEngine *self, const WeirPlanEngineSettings *settings, GError **error)
{
  WeirEngineSettings security = {
    .secrets = settings->secrets,
    .proxy = settings->proxy,
    .authorities = settings->authorities,
    .certificate = settings->certificate,
    .certificate_password = settings->certificate_password,
    .insecure = settings->insecure,
  };

  for (guint i = 0; i < self->program->jobs->len; i++)
    weir_shared_hide_written (&self->shared, self->jobs[i].program->step);
  return weir_shared_set_up_security (&self->shared, &security, error);
}

static WeirJobFigures *
make_figures (const WeirPlanEngine *self, const WeirJobProgram *job, guint n_seconds)
{
  return weir_job_figures_new (job->has_failed_codes ? &job->failed_codes : NULL, n_seconds,
                               self->shared.started_us);
}

static void
make_jobs (WeirPlanEngine *self)
{
  GPtrArray *jobs = self->program->jobs;
  GPtrArray *rounds = self->program->rounds;

  self->jobs = g_new0 (WeirPlanJob, jobs->len);
  for (guint i = 0; i < jobs->len; i++)
    {
      const WeirJobProgram *job = self->jobs[i].program = g_ptr_array_index (jobs, i);

      self->jobs[i].figures = make_figures (self, job, job->window_s > 0 ? WEIR_JOB_TAKEN_SECONDS : 0);
      if (weir_plan_program_looks_at (self->program, i))
        self->jobs[i].live = make_figures (self, job, 0);
    }
  self->rounds = g_new0 (WeirPlanRound, rounds->len);
  for (guint i = 0; i < rounds->len; i++)
    {
      self->rounds[i].engine = self;
      self->rounds[i].program = g_ptr_array_index (rounds, i);
    }
}

static gboolean
make_flows (WeirPlanEngine *self, WeirPlan *plan, const WeirPlanEngineSettings *settings, GError **error)
{
  g_autoptr (GListStore) variables = weir_plan_choose_variables (plan, settings->environments);

  for (guint i = 0; i < self->program->jobs->len; i++)
    {
      WeirPlanJob *job = &self->jobs[i];

      if (!weir_iteration_get_flow_file (job->program->iteration))
        continue;
      job->flow = weir_plan_flow_new (&self->rounds[job->program->round], job, G_LIST_MODEL (variables),
                                      settings, error);
      if (!job->flow)
        return FALSE;
    }
  return TRUE;
}

/**
 * weir_plan_engine_new:
 * @plan: the frozen document
 * @settings: copied
 * @events: copied; none of them may free the engine
 * @data: given to @events
 *
 * Returns: (transfer full) (nullable): an engine ready to begin rounds, or %NULL with a #WEIR_ENGINE_ERROR or
 *   #WEIR_LANGUAGE_ERROR that says what cannot be carried out and why
 */
WeirPlanEngine *
weir_plan_engine_new (WeirPlan *plan, const WeirPlanEngineSettings *settings,
                      const WeirPlanEngineEvents *events, gpointer data, GError **error)
{
  WeirPlanProgram *program = weir_plan_program_new (plan, settings, error);
  WeirPlanEngine *self;

  if (!program)
    return NULL;
  self = g_new0 (WeirPlanEngine, 1);
  self->program = program;
  self->worker = settings->worker;
  self->n_workers = MAX (settings->n_workers, 1);
  self->run_id = g_strdup (settings->run_id ? settings->run_id : "");
  self->events = *events;
  self->data = data;
  weir_shared_init (&self->shared, program->names, program->globals, program->files, settings->folder);
  weir_transport_set_pulse (self->shared.transport, events->working, data);
  self->shared.started_us = settings->origin_us > 0 ? settings->origin_us : g_get_monotonic_time ();
  self->warnings = weir_plan_warnings_new (self->shared.timers, warning_cb, self);
  make_jobs (self);
  self->hooks = weir_plan_slot_new (self);
  if (!set_up_security (self, settings, error) || !make_flows (self, plan, settings, error))
    g_clear_pointer (&self, weir_plan_engine_free);
  return self;
}

static void
free_round (WeirPlanRound *round)
{
  GList *link;

  weir_timers_stop (round->engine->shared.timers, &round->arrival_timer);
  weir_timers_stop (round->engine->shared.timers, &round->sweep_timer);
  while ((link = g_queue_pop_head_link (&round->clients)) || (link = g_queue_pop_head_link (&round->done)))
    weir_plan_client_free (link->data);
}

void
weir_plan_engine_free (WeirPlanEngine *self)
{
  if (!self)
    return;
  weir_timers_stop (self->shared.timers, &self->stop_timer);
  for (guint i = 0; i < self->program->rounds->len; i++)
    free_round (&self->rounds[i]);
  while (self->spare_slots)
    {
      WeirPlanSlot *slot = self->spare_slots;

      self->spare_slots = slot->next;
      weir_plan_slot_free (slot);
    }
  weir_plan_slot_free (self->hooks);
  for (guint i = 0; i < self->program->jobs->len; i++)
    {
      weir_plan_flow_free (self->jobs[i].flow);
      weir_job_figures_unref (self->jobs[i].figures);
      weir_job_figures_unref (self->jobs[i].live);
    }
  weir_value_clear (&self->metric);
  g_free (self->jobs);
  g_free (self->rounds);
  weir_plan_warnings_free (self->warnings);
  weir_shared_clear (&self->shared);
  g_clear_pointer (&self->program, weir_plan_program_free);
  g_free (self->run_id);
  g_free (self);
}
