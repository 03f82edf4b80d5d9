/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-loop.c: a client at work on a job: what is around the loop, and its turns by the job's mode
 */

#include "config.h"

#include "weir-plan-engine-private.h"

#include "weir-limits.h"

/* How long a loop that is held back waits before it looks again, and one whose slot needed no time at all. */
#define HOLD_US 10000
#define YIELD_US 1000

static void timer_cb (gpointer data);

WeirPlanEngine *
weir_plan_loop_get_engine (const WeirPlanLoop *self)
{
  return self->client->round->engine;
}

static gboolean
is_ended_from_outside (const WeirPlanLoop *self)
{
  return self->job->terminated || weir_plan_loop_get_engine (self)->stopping;
}

static void
wait_until (WeirPlanLoop *self, gint64 due_us)
{
  weir_timers_start (weir_plan_loop_get_engine (self)->shared.timers, &self->timer, due_us, timer_cb, self);
}

/* Carries out what belongs to the iteration and not to one of its slots. */
static WeirExecution *
enter_hooks (WeirPlanLoop *self)
{
  WeirPlanSlot *hooks = weir_plan_loop_get_engine (self)->hooks;

  hooks->loop = self;
  weir_execution_prepare (&hooks->execution, self->session, self->job->program->step);
  weir_plan_slot_take_row (hooks, FALSE);
  return &hooks->execution;
}

static void
leave_hooks (WeirPlanLoop *self)
{
  WeirPlanEngine *engine = weir_plan_loop_get_engine (self);

  weir_plan_warnings_add_all (engine->warnings, engine->hooks->execution.result->warnings);
}

static void
over (WeirPlanLoop *self)
{
  WeirPlanJob *job = self->job;

  weir_timers_stop (weir_plan_loop_get_engine (self)->shared.timers, &self->timer);
  g_queue_unlink (&job->loops, &self->link);
  if (self->pacer.missed_starts > 0)
    WEIR_PLAN_COUNT (job, miss, self->pacer.missed_starts);
  WEIR_PLAN_COUNT (job, client_done, self->was_skipped);
  job->ended_us = g_get_monotonic_time ();
  if (job->flow)
    weir_plan_client_rest_users (self->client, job->flow->engine);
  self->state = LOOP_IDLE;
  self->client->n_running--;
  weir_plan_client_run (self->client);
}

static void
skip (WeirPlanLoop *self)
{
  self->was_skipped = TRUE;
  over (self);
}

static void
end (WeirPlanLoop *self)
{
  if (!is_ended_from_outside (self) && self->job->program->after->len > 0)
    {
      weir_step_run_statements (enter_hooks (self), self->job->program->after, "after");
      leave_hooks (self);
    }
  over (self);
}

/* Whether some slot was over at once: then time has to pass, or the loop would never let go. */
static gboolean
launch (WeirPlanLoop *self, const WeirLaunch *next, gint64 now_us)
{
  gboolean at_once = FALSE;

  for (guint i = 0; i < next->n; i++)
    if (!weir_plan_slot_begin (self, next, now_us))
      {
        weir_pacer_complete (&self->pacer, next->intended_us, now_us);
        at_once = TRUE;
      }
  return at_once;
}

static gboolean
is_held (WeirPlanLoop *self)
{
  WeirPlanEngine *engine = weir_plan_loop_get_engine (self);

  if (!engine->hold || is_ended_from_outside (self))
    return FALSE;
  engine->progress.held_back++;
  return TRUE;
}

/* Returns when to look again; G_MAXINT64: when a slot is over. */
static gint64
launch_due (WeirPlanLoop *self)
{
  const WeirJobProgram *job = self->job->program;

  for (guint n = 0; n < WEIR_LIMIT_STARTS_PER_TURN; n++)
    {
      gint64 now_us = g_get_monotonic_time ();
      WeirLaunch next = weir_pacer_launch (&self->pacer, now_us);

      if (next.n == 0)
        return weir_pacer_get_due_us (&self->pacer);
      if (launch (self, &next, now_us) && self->pacer.mode != WEIR_MODE_R && !job->rate)
        return MAX (weir_pacer_get_due_us (&self->pacer), g_get_monotonic_time () + YIELD_US);
    }
  return MAX (weir_pacer_get_due_us (&self->pacer), g_get_monotonic_time ());
}

/**
 * weir_plan_loop_drive:
 * @self: a loop that is running
 *
 * Launches what is due, and ends the loop when nothing is left to be done.
 */
void
weir_plan_loop_drive (WeirPlanLoop *self)
{
  gint64 due_us;

  if (self->is_driving || self->state != LOOP_RUNNING)
    return;
  if (is_held (self))
    {
      wait_until (self, g_get_monotonic_time () + HOLD_US);
      return;
    }
  self->is_driving = TRUE;
  due_us = launch_due (self);
  self->is_driving = FALSE;
  if (weir_pacer_is_over (&self->pacer))
    end (self);
  else if (due_us < G_MAXINT64)
    wait_until (self, due_us);
}

static void
warn_of_row (WeirPlanLoop *self)
{
  const WeirJobProgram *job = self->job->program;
  g_autofree char *warning = g_strdup_printf (
      "Clients that have no row of their own in “%s”, which has %u, do not begin “%s”.",
      weir_data_source_get_file (job->rows->source), weir_data_rows_get_count (job->rows->rows),
      weir_iteration_get_name (job->iteration));

  weir_plan_warnings_add (weir_plan_loop_get_engine (self)->warnings, warning);
}

/* Its turn has come: startupDelay → before → skipIf → loop. */
static void
enter (WeirPlanLoop *self)
{
  const WeirJobProgram *job = self->job->program;
  gboolean skipped = FALSE;

  if (!weir_plan_loop_has_row (self))
    warn_of_row (self);
  if (is_ended_from_outside (self) || !weir_plan_loop_has_row (self))
    {
      skip (self);
      return;
    }
  if (self->job->flow && !self->job->flow->is_open)
    {
      weir_plan_flow_refuse (self->job->flow);
      skip (self);
      return;
    }
  if (job->before->len > 0 || job->skip_if)
    {
      WeirExecution *hooks = enter_hooks (self);

      weir_step_run_statements (hooks, job->before, "before");
      skipped = job->skip_if && weir_step_holds (hooks, job->skip_if);
      leave_hooks (self);
    }
  if (skipped)
    {
      skip (self);
      return;
    }
  self->state = LOOP_RUNNING;
  weir_pacer_start (&self->pacer, job->pacing, job->rate, g_get_monotonic_time ());
  weir_plan_loop_drive (self);
}

static void
timer_cb (gpointer data)
{
  WeirPlanLoop *self = data;

  if (self->state == LOOP_DELAY)
    enter (self);
  else
    weir_plan_loop_drive (self);
}

/**
 * weir_plan_loop_begin:
 * @self: a loop that is idle
 * @job: what its client comes to
 * @from_us: the monotonic instant from which the job's startupDelay counts
 *
 * May have ended when this returns.
 */
void
weir_plan_loop_begin (WeirPlanLoop *self, WeirPlanJob *job, gint64 from_us)
{
  self->job = job;
  self->n_slots = 0;
  self->was_skipped = FALSE;
  self->pacer = (WeirPacer){ 0 };
  self->state = LOOP_DELAY;
  g_queue_push_tail_link (&job->loops, &self->link);
  WEIR_PLAN_COUNT (job, client_came);
  if (job->program->startup_delay_us > 0 && !is_ended_from_outside (self))
    wait_until (self, from_us + job->program->startup_delay_us);
  else
    enter (self);
}

/**
 * weir_plan_loop_halt:
 * @self: a loop under way
 *
 * Begins nothing new and waits for nothing but what is in flight; ends soon, never from within this call.
 */
void
weir_plan_loop_halt (WeirPlanLoop *self)
{
  weir_pacer_stop (&self->pacer);
  for (WeirPlanSlot *slot = self->slots; slot; slot = slot->next)
    weir_plan_slot_halt (slot);
  wait_until (self, 0);
}

/**
 * weir_plan_loop_cancel:
 * @self: a loop under way
 *
 * Cancels what it has in flight.
 */
void
weir_plan_loop_cancel (WeirPlanLoop *self)
{
  for (WeirPlanSlot *slot = self->slots; slot; slot = slot->next)
    weir_plan_slot_cancel (slot);
}
