/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-virtual-user.c: one independent client on its way through a list of steps
 *
 * One switch on a named state; every callback sets the state and calls weir_virtual_user_run().
 */

#include "config.h"

#include "weir-engine-private.h"

/* Steps that need no waiting are carried out one after another, but not so many that Stop is not heard. */
#define STEPS_PER_TURN 64
/* How long a step that is held back waits before it looks again. */
#define HOLD_US 10000

static void
timer_cb (gpointer data)
{
  weir_virtual_user_run (data);
}

static void
wait_in_state (WeirVirtualUser *self, WeirVirtualUserState state, gint64 delay_us)
{
  gint64 due_us = g_get_monotonic_time () + delay_us;

  /* What comes after a delay has a planned instant: when it comes later, because this process was busy or the
   * step was held back, the time from there on is counted as blocked, and never forgotten. */
  if (state == VU_DELAY)
    self->execution.planned_us = due_us;
  else if (state == VU_HELD && self->execution.planned_us == 0)
    self->execution.planned_us = due_us - delay_us;
  self->state = state;
  weir_timers_start (self->engine->shared.timers, &self->timer, due_us, timer_cb, self);
}

static void
prepare_step (WeirVirtualUser *self)
{
  WeirStepBrief *brief = &self->execution.result->brief;

  weir_execution_prepare (&self->execution, &self->session, self->execution.step);
  brief->iteration = self->iteration;
  brief->vu = self->number;
  brief->row = self->row;
}

static void
end_step (WeirVirtualUser *self)
{
  self->state = VU_NEXT;
  weir_engine_step_ended (self->engine, self);
}

static void
sending_cb (WeirExecution *execution, WeirExchange *exchange)
{
  WeirVirtualUser *self = (WeirVirtualUser *) execution;
  WeirEngine *engine = self->engine;
  WeirEngineProgress *progress = &engine->progress;

  progress->in_flight++;
  progress->requests++;
  if (engine->passes)
    engine->passes->sending (self, engine->data);
}

static void
settled_cb (WeirExecution *execution, WeirExchange *exchange, gboolean is_last)
{
  WeirVirtualUser *self = (WeirVirtualUser *) execution;

  if (!is_last && self->engine->passes)
    self->engine->passes->retrying (self, self->engine->data);
}

static void
answered_cb (WeirExecution *execution, WeirExchange *exchange)
{
  ((WeirVirtualUser *) execution)->engine->progress.in_flight--;
}

static void
ended_cb (WeirExecution *execution)
{
  WeirVirtualUser *self = (WeirVirtualUser *) execution;

  end_step (self);
  weir_virtual_user_run (self);
}

static void
choose_next (WeirVirtualUser *self)
{
  GPtrArray *steps = self->engine->program->steps[self->part];

  while (self->next < steps->len)
    {
      self->execution.step = g_ptr_array_index (steps, self->next++);
      if (!self->execution.step->enabled)
        continue;
      if (self->begun && weir_engine_needs_delay (self->engine, self))
        wait_in_state (self, VU_DELAY, self->engine->settings.delay_us);
      else
        self->state = VU_BEGIN;
      return;
    }
  if (!weir_engine_list_ended (self->engine, self))
    self->state = VU_DONE;
}

static void
begin_step (WeirVirtualUser *self)
{
  if (self->engine->hold)
    {
      if (self->state != VU_HELD)
        self->engine->progress.held_back++;
      wait_in_state (self, VU_HELD, HOLD_US);
      return;
    }
  self->begun = TRUE;
  prepare_step (self);
  weir_engine_step_begun (self->engine, self);
  self->state = VU_STEP;
  if (!weir_execution_begin (&self->execution))
    end_step (self);
}

static void
move_on (WeirVirtualUser *self)
{
  switch (self->state)
    {
    case VU_IDLE:
    case VU_NEXT:
      choose_next (self);
      break;
    case VU_DELAY:
    case VU_HELD:
    case VU_BEGIN:
      begin_step (self);
      break;
    case VU_STEP:
    case VU_DONE:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
must_wait (WeirVirtualUser *self)
{
  return self->state == VU_STEP || self->state == VU_DONE || weir_timer_is_running (&self->timer);
}

/**
 * weir_virtual_user_run:
 * @self: a virtual user whose state allows it to go on
 *
 * Goes on until it has to wait for an answer or a timer, or is done; the engine is told when it is.
 */
void
weir_virtual_user_run (WeirVirtualUser *self)
{
  guint n_steps = 0;

  while (!must_wait (self))
    {
      /* A delay before a step is no step yet. */
      if (self->stopped)
        self->state = VU_DONE;
      else if (self->state == VU_NEXT && ++n_steps > STEPS_PER_TURN)
        wait_in_state (self, VU_NEXT, 0);
      else
        move_on (self);
    }
  if (self->state == VU_DONE)
    weir_engine_user_done (self->engine, self);
}

/**
 * weir_virtual_user_stop:
 * @self: a virtual user
 *
 * Begins nothing new; a request in flight is cancelled and a pause interrupted, and the user is done as soon
 * as their results are.
 */
void
weir_virtual_user_stop (WeirVirtualUser *self)
{
  /* One that was halted may still have a request in flight. */
  if (self->state == VU_STEP)
    weir_execution_stop (&self->execution);
  weir_virtual_user_halt (self);
}

/**
 * weir_virtual_user_halt:
 * @self: a virtual user
 *
 * As weir_virtual_user_stop(), but a request in flight comes to its end by itself.
 */
void
weir_virtual_user_halt (WeirVirtualUser *self)
{
  if (self->stopped || self->state == VU_DONE || self->state == VU_IDLE)
    return;
  self->stopped = TRUE;
  if (self->state == VU_STEP)
    weir_execution_halt (&self->execution);
  else
    /* Through the timer rather than at once: the engine may be in the middle of this very user's step. */
    weir_timers_start (self->engine->shared.timers, &self->timer, 0, timer_cb, self);
}

static void
start_from_flow_store (WeirVirtualUser *self)
{
  WeirEngine *engine = self->engine;
  WeirUserSession *session = &self->session;
  guint n_slots = weir_program_count_slots (engine->program);

  weir_store_free (session->scope.store, n_slots);
  session->scope.store = weir_store_copy (engine->store, n_slots);
  weir_notes_free (session->notes, n_slots);
  session->notes = weir_notes_copy (engine->notes, n_slots);
  g_free (session->origins);
  session->origins = weir_origins_copy (engine->origins, n_slots);
  g_clear_pointer (&session->mask, weir_mask_free);
  weir_secret_forget_credentials (session);
  weir_client_set_cookies (session->client, engine->cookies);
}

/**
 * weir_virtual_user_begin_pass:
 * @self: a virtual user that is idle or at the end of a list
 * @iteration: its number, 1-based; 0 in Before All and After All
 * @turn: which of those that are run it is, 1-based; 0 likewise
 *
 * Puts it at the beginning of its list with a fresh copy of what Before All left: variables and cookies.
 * Its connections stay open from one pass to the next.
 */
void
weir_virtual_user_begin_pass (WeirVirtualUser *self, guint iteration, guint turn)
{
  WeirValue *store;

  start_from_flow_store (self);
  store = self->session.scope.store;
  weir_value_set_text (&store[WEIR_SLOT_RUN_ID], self->engine->settings.run_id, -1);
  weir_value_set_integer (&store[WEIR_SLOT_RUN_ITERATION], iteration);
  weir_value_set_integer (&store[WEIR_SLOT_RUN_VU], self->number);
  self->iteration = iteration;
  self->turn = turn;
  weir_virtual_user_take_row (self);
  self->next = 0;
  self->state = VU_NEXT;
}

static void
assigned_cb (guint slot, gpointer data)
{
  weir_store_note_origin (data, slot, FALSE);
}

WeirVirtualUser *
weir_virtual_user_new (WeirEngine *engine, guint part, guint number)
{
  static const WeirExecutionClass class = { sending_cb, answered_cb, settled_cb, ended_cb,
                                            weir_missing_explain };
  WeirVirtualUser *self = g_new0 (WeirVirtualUser, 1);
  WeirShared *shared = &engine->shared;

  self->engine = engine;
  self->part = part;
  self->number = number;
  weir_user_session_init (&self->session, shared, weir_client_open (shared->transport));
  self->session.scope.assigned = engine->settings.leave_store ? assigned_cb : NULL;
  weir_execution_init (&self->execution, &class, shared);
  self->execution.session = &self->session;
  return self;
}

void
weir_virtual_user_free (WeirVirtualUser *self)
{
  if (!self)
    return;
  weir_timers_stop (self->engine->shared.timers, &self->timer);
  g_clear_pointer (&self->session.client, weir_client_close);
  weir_execution_clear (&self->execution);
  weir_user_session_clear (&self->session, &self->engine->shared);
  g_free (self);
}
