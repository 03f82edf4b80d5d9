/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-execution.c: one step as it is carried out: skipped, waited for, or sent until its answer is final
 */

#include "config.h"

#include "weir-execution.h"

static void go_on (WeirExecution *self);

/* Whose warnings and variables these are, for as long as nothing else has its turn. */
static void
enter (WeirExecution *self)
{
  self->session->scope.data = self;
}

static void
timer_cb (gpointer data)
{
  WeirExecution *self = data;

  enter (self);
  go_on (self);
}

static void
wait_in_state (WeirExecution *self, WeirExecutionState state, gint64 delay_us)
{
  gint64 due_us = g_get_monotonic_time () + delay_us;

  /* What comes after a delay has a planned instant: when it comes later, because this process was busy, the
   * time from there on is counted as blocked, and never forgotten. */
  if (state == WEIR_EXECUTION_RETRY)
    self->planned_us = due_us;
  self->state = state;
  weir_timers_start (self->shared->timers, &self->timer, due_us, timer_cb, self);
}

/* The head of the result repeats what lists and statistics need of the attempts. */
static void
fill_brief (WeirExecution *self)
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
finish (WeirExecution *self)
{
  fill_brief (self);
  self->planned_us = 0;
  self->state = WEIR_EXECUTION_IDLE;
}

static void
end (WeirExecution *self)
{
  finish (self);
  self->class->ended (self);
}

static gboolean
may_try_again (const WeirExecution *self, gint64 delay_us)
{
  return self->retry_until_us == 0 || g_get_monotonic_time () + delay_us < self->retry_until_us;
}

static void
settle (WeirExecution *self, gboolean is_last)
{
  if (self->class->settled)
    self->class->settled (self, weir_step_result_get_last (self->result), is_last);
}

static void
take_answer (WeirExecution *self)
{
  gint64 delay_us;

  weir_step_take_status (self);
  if (weir_step_wants_retry (self) && may_try_again (self, delay_us = weir_step_retry_delay (self)))
    {
      settle (self, FALSE);
      weir_step_drop_body (self);
      wait_in_state (self, WEIR_EXECUTION_RETRY, delay_us);
      return;
    }
  weir_step_judge (self);
  settle (self, TRUE);
  weir_step_run_after (self);
  end (self);
}

static void
sent_cb (WeirExchange *exchange, gpointer data)
{
  WeirExecution *self = data;

  self->call = NULL;
  enter (self);
  self->class->answered (self, exchange);
  take_answer (self);
}

static void
send_request (WeirExecution *self)
{
  WeirExchange *exchange = weir_step_result_add_attempt (self->result);

  self->state = WEIR_EXECUTION_SENDING;
  self->class->sending (self, exchange);
  self->outgoing.intended_us = self->planned_us;
  self->call = weir_client_send (self->session->client, &self->outgoing, exchange, sent_cb, self);
}

/* A wait is over; one that was interrupted ends the step. */
static void
go_on (WeirExecution *self)
{
  if (self->stopped)
    self->result->brief.outcome = WEIR_STEP_CANCELLED;
  else if (self->state == WEIR_EXECUTION_RETRY)
    {
      send_request (self);
      return;
    }
  end (self);
}

/**
 * weir_execution_prepare:
 * @self: an execution that is idle
 * @session: whose step it is
 * @step: the step
 *
 * Empties the result and names the step in it; the owner may add to its head before
 * weir_execution_begin().
 */
void
weir_execution_prepare (WeirExecution *self, WeirUserSession *session, WeirStepProgram *step)
{
  WeirStepBrief *brief = &self->result->brief;

  self->session = session;
  self->step = step;
  weir_step_result_reset (self->result);
  brief->part = step->part;
  brief->step = step->index;
  brief->outcome = WEIR_STEP_PASSED;
  brief->offset_us = g_get_monotonic_time () - self->shared->started_us;
  self->result->name = g_strdup (step->name);
  enter (self);
}

/**
 * weir_execution_begin:
 * @self: an execution that is prepared
 *
 * Returns: %TRUE: it is under way, and its owner is told when it has ended; %FALSE: it has ended already, and
 *   its result is complete
 */
gboolean
weir_execution_begin (WeirExecution *self)
{
  weir_step_run_before (self);
  if (self->shared->again && self->step->request)
    {
      if (weir_replay_prepare (self))
        send_request (self);
    }
  else if (weir_step_is_skipped (self) || !weir_step_assign (self))
    ;
  else if (self->step->wait_us >= 0)
    wait_in_state (self, WEIR_EXECUTION_WAIT, self->step->wait_us);
  else if (self->step->request && weir_step_prepare (self))
    send_request (self);
  if (self->state != WEIR_EXECUTION_IDLE)
    return TRUE;
  finish (self);
  return FALSE;
}

/**
 * weir_execution_halt:
 * @self: an execution
 *
 * Begins nothing new: a pause is interrupted, a request in flight comes to its end by itself. One that is
 * under way still ends, never from within this call: its owner may be in the middle of something.
 */
void
weir_execution_halt (WeirExecution *self)
{
  self->stopped = TRUE;
  if (self->state == WEIR_EXECUTION_WAIT || self->state == WEIR_EXECUTION_RETRY)
    weir_timers_start (self->shared->timers, &self->timer, 0, timer_cb, self);
}

/**
 * weir_execution_stop:
 * @self: an execution
 *
 * As weir_execution_halt(), and a request in flight is cancelled.
 */
void
weir_execution_stop (WeirExecution *self)
{
  weir_execution_halt (self);
  if (self->state == WEIR_EXECUTION_SENDING)
    weir_call_cancel (self->call);
}

/**
 * weir_execution_get_mask:
 * @self: an execution
 *
 * Returns: (transfer none) (nullable): what hides the secrets its session knows
 */
const WeirMask *
weir_execution_get_mask (const WeirExecution *self)
{
  return self->session->mask ? self->session->mask : self->shared->mask;
}

void
weir_execution_init (WeirExecution *self, const WeirExecutionClass *class, WeirShared *shared)
{
  self->class = class;
  self->shared = shared;
  self->result = weir_step_result_new ();
  self->headers = g_string_new (NULL);
  self->text = g_string_new (NULL);
}

/**
 * weir_execution_clear:
 * @self: an execution that is idle, or whose client is closed
 */
void
weir_execution_clear (WeirExecution *self)
{
  weir_timers_stop (self->shared->timers, &self->timer);
  g_clear_pointer (&self->result, weir_step_result_free);
  g_clear_pointer (&self->target, weir_target_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->username);
  g_free (self->password);
  g_string_free (self->headers, TRUE);
  g_string_free (self->text, TRUE);
}
