/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-slot.c: one turn of a loop: the execution of the job's step, and what is counted of it
 */

#include "config.h"

#include "weir-plan-engine-private.h"

static WeirPlanEngine *
get_engine (const WeirPlanSlot *self)
{
  return weir_plan_loop_get_engine (self->loop);
}

static void
sending_cb (WeirExecution *execution, WeirExchange *exchange)
{
  WeirPlanSlot *self = (WeirPlanSlot *) execution;
  WeirPlanEngineProgress *progress = &get_engine (self)->progress;

  progress->in_flight++;
  progress->most_in_flight = MAX (progress->most_in_flight, progress->in_flight);
  progress->requests++;
  if (self->is_warm_up)
    WEIR_PLAN_COUNT (self->loop->job, warm_up);
  else
    WEIR_PLAN_COUNT (self->loop->job, start, g_get_monotonic_time ());
}

static void
answered_cb (WeirExecution *execution, WeirExchange *exchange)
{
  WeirPlanSlot *self = (WeirPlanSlot *) execution;

  get_engine (self)->progress.in_flight--;
  /* Others of its client may have begun since. */
  weir_value_set_integer (&execution->session->scope.store[WEIR_SLOT_RUN_ITERATION],
                          execution->result->brief.iteration);
  if (self->loop->job->program->capture)
    weir_plan_slot_capture (self, exchange);
}

static WeirRequestEnd
get_end (const WeirExchange *exchange)
{
  switch (exchange->outcome)
    {
    case WEIR_EXCHANGE_ANSWERED:
      return WEIR_REQUEST_ANSWERED;
    case WEIR_EXCHANGE_CANCELLED:
      return WEIR_REQUEST_CANCELLED;
    case WEIR_EXCHANGE_GENERATOR:
      return WEIR_REQUEST_GENERATOR;
    case WEIR_EXCHANGE_ERROR:
    case WEIR_EXCHANGE_UNSENT:
    default:
      return WEIR_REQUEST_NO_RESPONSE;
    }
}

static gboolean
has_failed_check (const WeirStepResult *result)
{
  for (guint i = 0; i < result->checks->len; i++)
    if (!g_array_index (result->checks, WeirCheck, i).passed)
      return TRUE;
  return FALSE;
}

/**
 * weir_job_request_take:
 * @request: what is counted of a request
 * @exchange: the request
 */
void
weir_job_request_take (WeirJobRequest *request, const WeirExchange *exchange)
{
  const WeirTimings *timings = &exchange->timings;

  request->end = get_end (exchange);
  request->error_kind = exchange->error_kind;
  request->error_message = exchange->error_message;
  request->status = exchange->status;
  request->phases[WEIR_PHASE_BLOCKED] = timings->blocked_us;
  request->phases[WEIR_PHASE_DNS] = timings->dns_us;
  request->phases[WEIR_PHASE_TCP] = timings->tcp_us;
  request->phases[WEIR_PHASE_TLS] = timings->tls_us;
  request->phases[WEIR_PHASE_SENDING] = timings->sending_us;
  request->phases[WEIR_PHASE_WAITING] = timings->waiting_us;
  request->phases[WEIR_PHASE_RECEIVING] = timings->receiving_us;
  request->http_version = exchange->http_version;
  request->new_connections = exchange->new_connection;
  request->resent = exchange->resent;
  request->n_redirects = weir_step_count_redirects (exchange);
  request->bytes_sent = exchange->bytes_sent;
  request->bytes_received = exchange->bytes_received;
  weir_server_timing_read (exchange->response_headers, request->server_us);
}

static void
settled_cb (WeirExecution *execution, WeirExchange *exchange, gboolean is_last)
{
  WeirPlanSlot *self = (WeirPlanSlot *) execution;
  WeirJobRequest request = { 0 };

  if (self->is_warm_up)
    return;
  weir_job_request_take (&request, exchange);
  request.assertion_failed = is_last && has_failed_check (execution->result);
  request.unverified = execution->result->brief.unverified;
  if (!is_last && execution->result->attempts->len == 1)
    WEIR_PLAN_COUNT (self->loop->job, retry);
  WEIR_PLAN_COUNT (self->loop->job, end, g_get_monotonic_time (), &request);
}

/* A request that could not even be made is one all the same: it got no response. */
void
weir_plan_job_count_unsent (WeirPlanJob *self, const char *message)
{
  WeirJobRequest request = { .end = WEIR_REQUEST_NO_RESPONSE };
  gint64 now_us = g_get_monotonic_time ();

  request.error_message = message;
  for (guint i = 0; i < WEIR_N_JOB_SERVER_TIMES; i++)
    request.server_us[i] = WEIR_NO_TIME;
  WEIR_PLAN_COUNT (self, start, now_us);
  WEIR_PLAN_COUNT (self, end, now_us, &request);
}

static void
count (WeirPlanSlot *self)
{
  const WeirStepResult *result = self->execution.result;

  if (result->brief.outcome == WEIR_STEP_SKIPPED)
    WEIR_PLAN_COUNT (self->loop->job, skip, g_get_monotonic_time ());
  else if (result->attempts->len == 0)
    weir_plan_job_count_unsent (self->loop->job, result->message);
}

static void
put_back (WeirPlanSlot *self)
{
  WeirPlanEngine *engine = get_engine (self);

  if (self->previous)
    self->previous->next = self->next;
  else
    self->loop->slots = self->next;
  if (self->next)
    self->next->previous = self->previous;
  self->next = engine->spare_slots;
  engine->spare_slots = self;
}

/* What an answer counts as follows from the rules of the iteration, not from assertions alone. */
static void
judge (WeirPlanSlot *self)
{
  WeirStepResult *result = self->execution.result;
  const WeirRequestSample sample = { .end = WEIR_REQUEST_ANSWERED, .status = result->brief.status };
  g_autofree char *message = NULL;

  if (result->brief.outcome != WEIR_STEP_PASSED || result->brief.exchange != WEIR_EXCHANGE_ANSWERED)
    return;
  result->brief.not_checked = FALSE;
  if (!weir_metrics_is_failed (self->loop->job->figures->metrics, &sample))
    return;
  message = g_strdup_printf ("The status %u counts as an error here.", sample.status);
  weir_step_fail (&self->execution, message);
}

/* Counts it, passes it on, and makes it one of the spare ones; passes have done so already. */
static void
over (WeirPlanSlot *self)
{
  WeirPlanEngine *engine = get_engine (self);
  WeirPlanLoop *loop = self->loop;

  if (loop->job->flow)
    {
      put_back (self);
      return;
    }
  weir_plan_warnings_add_all (engine->warnings, self->execution.result->warnings);
  if (!self->is_warm_up)
    count (self);
  if (self->is_warm_up || loop->pacer.at_once)
    {
      put_back (self);
      return;
    }
  judge (self);
  engine->events.result (loop->job->program->index, self->execution.result,
                         weir_execution_get_mask (&self->execution), self->execution.step->keep_body,
                         engine->data);
  put_back (self);
}

/**
 * weir_plan_slot_ended:
 * @self: a slot that did not end while it began
 *
 * Its loop goes on.
 */
void
weir_plan_slot_ended (WeirPlanSlot *self)
{
  WeirPlanLoop *loop = self->loop;

  over (self);
  weir_pacer_complete (&loop->pacer, self->batch_us, g_get_monotonic_time ());
  weir_plan_loop_drive (loop);
}

static void
ended_cb (WeirExecution *execution)
{
  weir_plan_slot_ended ((WeirPlanSlot *) execution);
}

static char *
explain (WeirExecution *execution, const WeirUnfilled *unfilled)
{
  if (unfilled->slot == WEIR_UNFILLED_METHOD)
    return g_strdup_printf ("%s has no value: %s", unfilled->name, execution->session->scope.failure);
  return g_strdup_printf ("%s has no value.", unfilled->name);
}

WeirPlanSlot *
weir_plan_slot_new (WeirPlanEngine *engine)
{
  static const WeirExecutionClass class = { sending_cb, answered_cb, settled_cb, ended_cb, explain };
  WeirPlanSlot *self = g_new0 (WeirPlanSlot, 1);

  weir_execution_init (&self->execution, &class, &engine->shared);
  return self;
}

void
weir_plan_slot_free (WeirPlanSlot *self)
{
  weir_execution_clear (&self->execution);
  g_clear_pointer (&self->values, g_array_unref);
  g_free (self->pass.message);
  g_free (self);
}

/**
 * weir_plan_slot_halt:
 * @self: a slot under way
 *
 * Begins nothing new; ends soon, never from within this call.
 */
void
weir_plan_slot_halt (WeirPlanSlot *self)
{
  if (self->pass.user)
    weir_virtual_user_halt (self->pass.user);
  else
    weir_execution_halt (&self->execution);
}

/**
 * weir_plan_slot_cancel:
 * @self: a slot under way
 *
 * As weir_plan_slot_halt(), and what it has in flight is cancelled.
 */
void
weir_plan_slot_cancel (WeirPlanSlot *self)
{
  if (self->pass.user)
    weir_virtual_user_stop (self->pass.user);
  else
    weir_execution_stop (&self->execution);
}

static WeirPlanSlot *
take_slot (WeirPlanLoop *loop)
{
  WeirPlanEngine *engine = weir_plan_loop_get_engine (loop);
  WeirPlanSlot *self = engine->spare_slots;

  if (self)
    engine->spare_slots = self->next;
  else
    self = weir_plan_slot_new (engine);
  self->loop = loop;
  self->previous = NULL;
  self->next = loop->slots;
  if (self->next)
    self->next->previous = self;
  loop->slots = self;
  return self;
}

/* The time begins with the job's first slot that may send something. */
static gboolean
is_warm_up (WeirPlanJob *job, gint64 now_us)
{
  if (job->program->warm_up_us == 0)
    return FALSE;
  if (job->warm_us == 0)
    job->warm_us = now_us + job->program->warm_up_us;
  return now_us < job->warm_us;
}

/* Nothing is sent again after the time of the iteration is over. */
static gint64
get_end_us (const WeirPacer *pacer)
{
  return pacer->end_us < G_MAXINT64 ? pacer->end_us : 0;
}

/**
 * weir_plan_slot_begin:
 * @loop: a loop
 * @launch: what the slot is part of
 * @now_us: what time it is
 *
 * Returns: %FALSE when it is over already
 */
gboolean
weir_plan_slot_begin (WeirPlanLoop *loop, const WeirLaunch *launch, gint64 now_us)
{
  WeirPlanSlot *self = take_slot (loop);
  WeirExecution *execution = &self->execution;
  gboolean has_schedule = weir_pacer_has_schedule (&loop->pacer);

  self->batch_us = launch->intended_us;
  weir_execution_prepare (execution, loop->session, loop->job->program->step);
  execution->result->brief.iteration = ++loop->n_slots;
  execution->result->brief.vu = loop->client->index + 1;
  weir_plan_slot_take_row (self, TRUE);
  execution->result->brief.row = self->row;
  execution->stopped = FALSE;
  execution->planned_us = has_schedule ? launch->intended_us : 0;
  /* A slot begins when it was meant to, however late it is: that instant is what its times count from. */
  if (has_schedule)
    execution->result->brief.offset_us = launch->intended_us - execution->shared->started_us;
  execution->retry_until_us = get_end_us (&loop->pacer);
  weir_value_set_integer (&loop->session->scope.store[WEIR_SLOT_RUN_ITERATION], loop->n_slots);
  self->is_warm_up = is_warm_up (loop->job, now_us);
  if (!self->is_warm_up)
    WEIR_PLAN_COUNT (loop->job, slot, has_schedule ? now_us - launch->intended_us : WEIR_NO_TIME);
  if (loop->job->flow ? weir_plan_pass_begin (self, has_schedule ? MAX (0, now_us - launch->intended_us) : 0)
                      : weir_execution_begin (execution))
    return TRUE;
  over (self);
  return FALSE;
}
