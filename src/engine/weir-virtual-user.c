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
  if (state == VU_DELAY || state == VU_RETRY)
    self->planned_us = due_us;
  else if (state == VU_HELD && self->planned_us == 0)
    self->planned_us = due_us - delay_us;
  self->state = state;
  weir_timers_start (self->engine->timers, &self->timer, due_us, timer_cb, self);
}

static void
reset_result (WeirVirtualUser *self)
{
  WeirStepBrief *brief = &self->result->brief;

  weir_step_result_reset (self->result);
  brief->part = self->part;
  brief->step = self->step->index;
  brief->iteration = self->iteration;
  brief->vu = self->number;
  brief->row = self->row;
  brief->outcome = WEIR_STEP_PASSED;
  brief->offset_us = g_get_monotonic_time () - self->engine->progress.started_us;
  self->result->name = g_strdup (self->step->name);
}

/* The head of the result repeats what lists and statistics need of the attempts. */
static void
fill_brief (WeirVirtualUser *self)
{
  WeirStepBrief *brief = &self->result->brief;
  const WeirExchange *last = weir_step_result_get_last (self->result);

  brief->n_attempts = self->result->attempts->len;
  brief->n_warnings = self->result->warnings->len;
  if (!last)
    return;
  brief->has_exchange = last->outcome != WEIR_EXCHANGE_UNSENT;
  brief->exchange = last->outcome;
  brief->error_kind = last->error_kind;
  brief->status = last->status;
  brief->time_us = weir_timings_get_total (&last->timings);
  brief->blocked_us = last->timings.blocked_us;
  for (guint i = 0; i < self->result->attempts->len; i++)
    {
      const WeirExchange *attempt = g_ptr_array_index (self->result->attempts, i);

      brief->bytes_sent += attempt->bytes_sent;
      brief->bytes_received += attempt->bytes_received;
    }
}

static void
end_step (WeirVirtualUser *self)
{
  fill_brief (self);
  self->planned_us = 0;
  self->state = VU_NEXT;
  weir_engine_step_ended (self->engine, self);
}

static void
sent_cb (WeirExchange *exchange, gpointer data)
{
  WeirVirtualUser *self = data;

  self->engine->progress.in_flight--;
  self->state = VU_ANSWERED;
  weir_virtual_user_run (self);
}

static void
send_request (WeirVirtualUser *self)
{
  WeirExchange *exchange = weir_step_result_add_attempt (self->result);

  self->state = VU_SENDING;
  self->engine->progress.in_flight++;
  self->engine->progress.requests++;
  self->outgoing.intended_us = self->planned_us;
  weir_client_send (self->client, &self->outgoing, exchange, sent_cb, self);
}

static void
choose_next (WeirVirtualUser *self)
{
  GPtrArray *steps = self->engine->program->steps[self->part];

  while (self->next < steps->len)
    {
      self->step = g_ptr_array_index (steps, self->next++);
      if (!self->step->enabled)
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
begin_replay (WeirVirtualUser *self)
{
  if (weir_replay_prepare (self))
    send_request (self);
  else
    end_step (self);
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
  reset_result (self);
  weir_engine_step_begun (self->engine, self);
  weir_step_run_before (self);
  if (self->engine->settings.again && self->step->request)
    begin_replay (self);
  else if (weir_step_is_skipped (self) || !weir_step_assign (self))
    end_step (self);
  else if (self->step->wait_us >= 0)
    wait_in_state (self, VU_WAIT, self->step->wait_us);
  else if (!self->step->request || !weir_step_prepare (self))
    end_step (self);
  else
    send_request (self);
}

static void
take_answer (WeirVirtualUser *self)
{
  weir_step_take_status (self);
  if (weir_step_wants_retry (self))
    {
      weir_step_drop_body (self);
      wait_in_state (self, VU_RETRY, weir_step_retry_delay (self));
      return;
    }
  weir_step_judge (self);
  weir_step_run_after (self);
  end_step (self);
}

/* A step that Stop found waiting is over; a delay before a step is no step yet. */
static void
end_interrupted (WeirVirtualUser *self)
{
  if (self->state == VU_WAIT || self->state == VU_RETRY)
    {
      self->result->brief.outcome = WEIR_STEP_CANCELLED;
      end_step (self);
    }
  self->state = VU_DONE;
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
    case VU_WAIT:
      end_step (self);
      break;
    case VU_RETRY:
      send_request (self);
      break;
    case VU_ANSWERED:
      take_answer (self);
      break;
    case VU_SENDING:
    case VU_DONE:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
must_wait (WeirVirtualUser *self)
{
  return self->state == VU_SENDING || self->state == VU_DONE || weir_timer_is_running (&self->timer);
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
      if (self->stopped && self->state != VU_ANSWERED)
        end_interrupted (self);
      else if (self->state == VU_NEXT && ++n_steps > STEPS_PER_TURN)
        weir_timers_start (self->engine->timers, &self->timer, g_get_monotonic_time (), timer_cb, self);
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
  if (self->stopped || self->state == VU_DONE)
    return;
  self->stopped = TRUE;
  if (self->state == VU_SENDING)
    weir_client_cancel (self->client);
  else
    /* Through the timer rather than at once: the engine may be in the middle of this very user's step. */
    weir_timers_start (self->engine->timers, &self->timer, 0, timer_cb, self);
}

static void
start_from_flow_store (WeirVirtualUser *self)
{
  WeirEngine *engine = self->engine;
  guint n_slots = weir_program_count_slots (engine->program);

  weir_store_free (self->scope.store, n_slots);
  self->scope.store = weir_store_copy (engine->store, n_slots);
  weir_notes_free (self->notes, n_slots);
  self->notes = weir_notes_copy (engine->notes, n_slots);
  g_free (self->origins);
  self->origins = weir_origins_copy (engine->origins, n_slots);
  g_clear_pointer (&self->mask, weir_mask_free);
  weir_secret_forget_credentials (self);
  weir_client_set_cookies (self->client, engine->cookies);
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
  start_from_flow_store (self);
  weir_value_set_text (&self->scope.store[WEIR_SLOT_RUN_ID], self->engine->settings.run_id, -1);
  weir_value_set_integer (&self->scope.store[WEIR_SLOT_RUN_ITERATION], iteration);
  weir_value_set_integer (&self->scope.store[WEIR_SLOT_RUN_VU], self->number);
  self->iteration = iteration;
  self->turn = turn;
  weir_virtual_user_take_row (self);
  self->next = 0;
  self->state = VU_NEXT;
}

/* What a method warns of belongs to the step that called it; once is enough. */
static void
warn_cb (const char *message, gpointer data)
{
  WeirVirtualUser *self = data;

  if (g_ptr_array_find_with_equal_func (self->result->warnings, message, g_str_equal, NULL))
    return;
  weir_step_result_add_warning (self->result, message);
}

static void
assigned_cb (guint slot, gpointer data)
{
  weir_store_note_origin (data, slot, FALSE);
}

WeirVirtualUser *
weir_virtual_user_new (WeirEngine *engine, guint part, guint number)
{
  WeirVirtualUser *self = g_new0 (WeirVirtualUser, 1);

  self->engine = engine;
  self->part = part;
  self->number = number;
  self->scope.globals = engine->program->globals;
  self->scope.state = engine->methods;
  self->scope.warn = warn_cb;
  self->scope.assigned = engine->settings.leave_store ? assigned_cb : NULL;
  self->scope.data = self;
  self->client = weir_client_open (engine->transport);
  self->result = weir_step_result_new ();
  self->headers = g_string_new (NULL);
  self->text = g_string_new (NULL);
  return self;
}

void
weir_virtual_user_free (WeirVirtualUser *self)
{
  guint n_slots;

  if (!self)
    return;
  n_slots = weir_program_count_slots (self->engine->program);
  weir_timers_stop (self->engine->timers, &self->timer);
  g_clear_pointer (&self->client, weir_client_close);
  weir_store_free (self->scope.store, n_slots);
  weir_scope_clear (&self->scope);
  weir_notes_free (self->notes, n_slots);
  g_free (self->origins);
  g_clear_pointer (&self->mask, weir_mask_free);
  weir_secret_forget_credentials (self);
  g_clear_pointer (&self->result, weir_step_result_free);
  g_clear_pointer (&self->target, weir_target_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->username);
  g_free (self->password);
  g_string_free (self->headers, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self);
}
