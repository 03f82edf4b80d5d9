/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-pass.c: a slot that is one pass through a flow, and what is counted of it
 *
 * The pass is the sample: its time is that of its steps without pauses, its status that of the first step
 * that failed, else of the last one.
 */

#include "config.h"

#include "weir-plan-engine-private.h"

/* Its phases are those of all its requests; whatever else its steps took, they waited for. */
static void
fill_times (WeirPlanPass *self)
{
  gint64 *phases = self->request.phases;
  gint64 others_us = 0;

  for (guint i = 0; i < WEIR_N_PHASES; i++)
    {
      phases[i] = self->phases[i];
      if (i != WEIR_PHASE_BLOCKED && i != WEIR_PHASE_WAITING)
        others_us += phases[i];
    }
  phases[WEIR_PHASE_WAITING] = MAX (0, self->active_us - others_us);
  phases[WEIR_PHASE_BLOCKED] = self->late_us;
}

static void
add_phases (WeirPlanPass *self, const WeirTimings *timings)
{
  self->phases[WEIR_PHASE_DNS] += timings->dns_us;
  self->phases[WEIR_PHASE_TCP] += timings->tcp_us;
  self->phases[WEIR_PHASE_TLS] += timings->tls_us;
  self->phases[WEIR_PHASE_SENDING] += timings->sending_us;
  self->phases[WEIR_PHASE_RECEIVING] += timings->receiving_us;
}

/* What all its requests come to, whichever of them stands for it. */
static void
add_attempts (WeirPlanPass *self, const GPtrArray *attempts)
{
  for (guint i = 0; i < attempts->len; i++)
    {
      const WeirExchange *exchange = g_ptr_array_index (attempts, i);

      add_phases (self, &exchange->timings);
      self->new_connections += exchange->new_connection;
      self->n_redirects += weir_step_count_redirects (exchange);
      self->resent |= exchange->resent;
      self->bytes_sent += exchange->bytes_sent;
      self->bytes_received += exchange->bytes_received;
    }
}

/* The step that stands for the pass, until another does. */
static void
take_step (WeirPlanPass *self, const WeirStepResult *result, const WeirExchange *last)
{
  gboolean has_failed = result->brief.outcome == WEIR_STEP_FAILED;

  self->request = (WeirJobRequest){ .end = WEIR_REQUEST_NO_RESPONSE };
  for (guint i = 0; i < WEIR_N_JOB_SERVER_TIMES; i++)
    self->request.server_us[i] = WEIR_NO_TIME;
  if (last)
    weir_job_request_take (&self->request, last);
  self->request.assertion_failed = has_failed && self->request.end == WEIR_REQUEST_ANSWERED;
  g_free (self->message);
  self->message = g_strdup (self->request.error_message ? self->request.error_message : result->message);
}

static void
judge_step (WeirPlanPass *self, const WeirStepResult *result)
{
  const WeirExchange *last = weir_step_result_get_last (result);
  gboolean has_failed = result->brief.outcome == WEIR_STEP_FAILED;

  self->unverified |= result->brief.unverified;
  self->is_cancelled |= result->brief.outcome == WEIR_STEP_CANCELLED;
  if (!self->has_failed && (has_failed || last))
    take_step (self, result, last);
  self->has_failed |= has_failed;
}

/* Its first request goes out. */
void
weir_plan_pass_sending (WeirPlanSlot *slot)
{
  WeirPlanPass *self = &slot->pass;
  gint64 now_us = g_get_monotonic_time ();

  if (self->active_from_us == 0)
    self->active_from_us = now_us;
  if (self->has_sent)
    return;
  self->has_sent = TRUE;
  if (slot->is_warm_up)
    WEIR_PLAN_COUNT (slot->loop->job, warm_up);
  else
    WEIR_PLAN_COUNT (slot->loop->job, start, now_us);
}

/* What is waited before another attempt is no time of the pass. */
void
weir_plan_pass_retrying (WeirPlanSlot *slot)
{
  WeirPlanPass *self = &slot->pass;

  self->active_us += g_get_monotonic_time () - self->active_from_us;
  self->active_from_us = 0;
  if (!self->has_retried && !slot->is_warm_up)
    WEIR_PLAN_COUNT (slot->loop->job, retry);
  self->has_retried = TRUE;
}

void
weir_plan_pass_step_begun (WeirPlanSlot *slot)
{
  slot->pass.active_from_us = g_get_monotonic_time ();
}

void
weir_plan_pass_step_ended (WeirPlanSlot *slot)
{
  WeirPlanPass *self = &slot->pass;
  WeirExecution *execution = &self->user->execution;

  if (self->active_from_us > 0 && execution->step->wait_us < 0)
    self->active_us += g_get_monotonic_time () - self->active_from_us;
  add_attempts (self, execution->result->attempts);
  judge_step (self, execution->result);
  if (!slot->is_warm_up && !slot->loop->pacer.at_once)
    weir_plan_flow_pass_on (slot->loop->job->flow, self->user);
}

static void
end_request (WeirPlanSlot *slot)
{
  WeirPlanPass *self = &slot->pass;
  WeirJobRequest *request = &self->request;

  fill_times (self);
  if (!self->has_failed && self->is_cancelled)
    request->end = WEIR_REQUEST_CANCELLED;
  request->error_message = request->end == WEIR_REQUEST_ANSWERED ? NULL : self->message;
  request->new_connections = self->new_connections;
  request->n_redirects = self->n_redirects;
  request->resent = self->resent;
  request->unverified = self->unverified;
  request->bytes_sent = self->bytes_sent;
  request->bytes_received = self->bytes_received;
  WEIR_PLAN_COUNT (slot->loop->job, end, g_get_monotonic_time (), request);
}

/* One that sends nothing is like a slot whose request is skipped, unless it could not send it. */
static void
count (WeirPlanSlot *slot)
{
  WeirPlanPass *self = &slot->pass;

  if (self->has_sent)
    end_request (slot);
  else if (self->has_failed)
    weir_plan_job_count_unsent (slot->loop->job, self->message);
  else
    WEIR_PLAN_COUNT (slot->loop->job, skip, g_get_monotonic_time ());
}

/**
 * weir_plan_pass_over:
 * @slot: a slot whose pass is over
 */
void
weir_plan_pass_over (WeirPlanSlot *slot)
{
  WeirPlanPass *self = &slot->pass;

  self->is_cancelled |= self->user->stopped &&
                        self->user->next < self->user->engine->program->steps[WEIR_FLOW_PART_STEPS]->len;
  if (!slot->is_warm_up)
    count (slot);
  g_clear_pointer (&self->message, g_free);
  self->user->owner = NULL;
  self->user = NULL;
  if (self->is_beginning)
    self->is_over = TRUE;
  else
    weir_plan_slot_ended (slot);
}

/**
 * weir_plan_pass_begin:
 * @slot: a slot of a job that goes through a flow; it has its row
 * @late_us: how much later than it was meant to it begins
 *
 * Returns: %FALSE when the pass is over already
 */
gboolean
weir_plan_pass_begin (WeirPlanSlot *slot, gint64 late_us)
{
  WeirPlanLoop *loop = slot->loop;
  WeirVirtualUser *user = weir_plan_client_take_user (loop->client, loop->job->flow->engine);

  slot->pass = (WeirPlanPass){ .user = user, .late_us = late_us, .is_beginning = TRUE };
  user->owner = slot;
  user->begun = FALSE; /* there is no delay before its first step */
  user->given_row = slot->row;
  weir_virtual_user_begin_pass (user, loop->n_slots, 1);
  weir_virtual_user_run (user);
  slot->pass.is_beginning = FALSE;
  return !slot->pass.is_over;
}
