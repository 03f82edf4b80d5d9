/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-flow.c: the flow of a job: Before All once before the clients of its round, After All behind them
 *
 * The flow is carried out by an engine of its own, which begins its passes when the job's slots do.
 */

#include "config.h"

#include "weir-plan-engine-private.h"

#include "weir-file.h"

static WeirPlanEngine *
get_engine (const WeirPlanFlow *self)
{
  return self->round->engine;
}

static void
ready_cb (gboolean is_open, gpointer data)
{
  WeirPlanFlow *self = data;

  self->state = FLOW_OPEN;
  self->is_open = is_open;
  if (--self->round->n_starting == 0)
    weir_plan_engine_open_round (self->round);
}

static void
finished_cb (WeirOutcome outcome, gpointer data)
{
  WeirPlanFlow *self = data;

  self->state = FLOW_OVER;
  weir_plan_engine_sweep (self->round);
}

static void
note_failure (WeirPlanFlow *self, const WeirStepResult *result)
{
  const WeirExchange *last = weir_step_result_get_last (result);
  const char *why = last && last->error_message ? last->error_message : result->message;

  g_free (self->refusal);
  self->refusal = g_strdup_printf ("No pass begins, because “%s” in Before All failed: %s", result->name,
                                   why ? why : "what it asserts does not hold.");
}

/**
 * weir_plan_flow_pass_on:
 * @self: a flow
 * @user: whose step is over
 *
 * Gives the result of a step to whoever takes results: the number in it is that of the job.
 */
void
weir_plan_flow_pass_on (WeirPlanFlow *self, WeirVirtualUser *user)
{
  WeirPlanEngine *engine = get_engine (self);
  WeirExecution *execution = &user->execution;
  WeirStepResult *result = execution->result;

  result->brief.step = self->job->program->index;
  engine->events.result (self->job->program->index, result, weir_execution_get_mask (execution),
                         execution->step->keep_body, engine->data);
}

static void
sending_cb (WeirVirtualUser *user, gpointer data)
{
  if (user->owner)
    weir_plan_pass_sending (user->owner);
}

static void
retrying_cb (WeirVirtualUser *user, gpointer data)
{
  if (user->owner)
    weir_plan_pass_retrying (user->owner);
}

static void
step_begun_cb (WeirVirtualUser *user, gpointer data)
{
  if (user->owner)
    weir_plan_pass_step_begun (user->owner);
}

static void
step_ended_cb (WeirVirtualUser *user, gpointer data)
{
  WeirPlanFlow *self = data;
  const WeirStepResult *result = user->execution.result;

  weir_plan_warnings_add_all (get_engine (self)->warnings, result->warnings);
  if (!user->owner || !((WeirPlanSlot *) user->owner)->is_warm_up)
    weir_job_figures_step (self->job->figures, result->name, &result->brief);
  if (user->owner)
    {
      weir_plan_pass_step_ended (user->owner);
      return;
    }
  if (user->part == WEIR_FLOW_PART_BEFORE_ALL && result->brief.outcome == WEIR_STEP_FAILED)
    note_failure (self, result);
  weir_plan_flow_pass_on (self, user);
}

static void
pass_over_cb (WeirVirtualUser *user, gpointer data)
{
  weir_plan_pass_over (user->owner);
}

/* The plan's rows replace those of the flow itself. */
static WeirDataRows *
load_rows (const WeirJobProgram *program, WeirRunOptions *options, const char *folder, GError **error)
{
  if (program->rows)
    return weir_data_rows_ref (program->rows->rows);
  return weir_data_rows_load (folder, weir_run_options_get_data_file (options), error);
}

static WeirEngine *
make_engine (WeirPlanFlow *self, WeirFlow *flow, WeirEngineSettings *settings, GError **error)
{
  static const WeirPassEvents passes = { ready_cb,      sending_cb,    retrying_cb,
                                         step_begun_cb, step_ended_cb, pass_over_cb };
  static const WeirEngineEvents events = { NULL, finished_cb, NULL };
  const WeirJobProgram *program = self->job->program;
  WeirRunOptions *options = weir_flow_get_run_options (flow);
  g_autoptr (WeirDataRows) rows = NULL;
  WeirEngine *engine;

  settings->delay_us = (gint64) weir_run_options_get_delay_ms (options) * 1000;
  settings->stop_on_failure = weir_run_options_get_stop_on_failure (options);
  settings->random_rows = weir_run_options_get_data_order (options) == WEIR_DATA_RANDOM;
  if (program->rows || weir_run_options_get_data_file (options))
    {
      settings->rows = rows = load_rows (program, options, settings->folder, error);
      if (!rows)
        return NULL;
    }
  engine = weir_engine_new (flow, settings, &events, self, error);
  if (engine)
    {
      engine->passes = &passes;
      weir_transport_set_pulse (engine->shared.transport, get_engine (self)->events.working,
                                get_engine (self)->data);
      engine->shared.started_us = get_engine (self)->shared.started_us;
    }
  return engine;
}

/* Where files that the flow names are looked for: beside it. */
static char *
find_folder (const char *folder, const char *file)
{
  g_autofree char *path = weir_file_find (folder, file, NULL);

  return path ? g_path_get_dirname (path) : g_strdup (folder);
}

/**
 * weir_plan_flow_new:
 * @round: of the job
 * @job: a job that goes through a flow
 * @variables: (element-type WeirVariable): those of the plan that hold; they are above the flow's own
 * @settings: of the plan
 *
 * Returns: (transfer full) (nullable): its flow, or %NULL with an error that says what cannot be carried out
 */
WeirPlanFlow *
weir_plan_flow_new (WeirPlanRound *round, WeirPlanJob *job, GListModel *variables,
                    const WeirPlanEngineSettings *settings, GError **error)
{
  WeirIteration *iteration = job->program->iteration;
  const char *file = weir_iteration_get_flow_file (iteration);
  WeirFlow *flow = weir_iteration_get_flow (iteration);
  g_autofree char *folder = find_folder (settings->folder, file);
  WeirPlanFlow *self = g_new0 (WeirPlanFlow, 1);
  WeirEngineSettings own = {
    .iterations = 1,
    .parallel = 1,
    .run_id = settings->run_id,
    .folder = folder,
    .above = variables,
    .variables = settings->variables,
    .secrets = settings->secrets,
    .proxy = settings->proxy,
    .authorities = settings->authorities,
    .certificate = settings->certificate,
    .certificate_password = settings->certificate_password,
    .insecure = settings->insecure || weir_round_get_insecure (round->program->round),
  };

  self->round = round;
  self->job = job;
  if (!flow)
    g_set_error (error, WEIR_ENGINE_ERROR, WEIR_ENGINE_ERROR_PROGRAM, "The flow “%s” was not read.", file);
  else
    self->engine = make_engine (self, flow, &own, error);
  if (self->engine)
    return self;
  g_prefix_error (error, "Round “%s”, iteration “%s”: ", weir_round_get_name (round->program->round),
                  weir_iteration_get_name (iteration));
  weir_plan_flow_free (self);
  return NULL;
}

/* After its clients. */
void
weir_plan_flow_free (WeirPlanFlow *self)
{
  if (!self)
    return;
  weir_engine_free (self->engine);
  g_free (self->refusal);
  g_free (self);
}

/**
 * weir_plan_flow_start:
 * @self: a flow whose round begins
 *
 * Begins with Before All; the round goes on when it is over.
 */
void
weir_plan_flow_start (WeirPlanFlow *self)
{
  self->state = FLOW_STARTING;
  self->round->n_starting++;
  weir_engine_start (self->engine);
}

/**
 * weir_plan_flow_end:
 * @self: a flow of a round none of whose clients is left
 *
 * Goes on with After All; the round is swept again behind it.
 *
 * Returns: whether it is over
 */
gboolean
weir_plan_flow_end (WeirPlanFlow *self)
{
  if (self->state == FLOW_OPEN)
    {
      self->state = FLOW_ENDING;
      weir_engine_end_passes (self->engine);
    }
  return self->state == FLOW_OVER || self->state == FLOW_IDLE;
}

/**
 * weir_plan_flow_stop:
 * @self: a flow
 *
 * As weir_engine_stop(); passes under way are their slots' business.
 */
void
weir_plan_flow_stop (WeirPlanFlow *self)
{
  if (self->state != FLOW_IDLE)
    weir_engine_stop (self->engine);
}

/**
 * weir_plan_flow_refuse:
 * @self: a flow that is not open
 *
 * Counts a pass that could not even begin: it got no response.
 */
void
weir_plan_flow_refuse (WeirPlanFlow *self)
{
  WEIR_PLAN_COUNT (self->job, slot, WEIR_NO_TIME);
  weir_plan_job_count_unsent (self->job, self->refusal);
  if (self->refusal)
    weir_plan_warnings_add (get_engine (self)->warnings, self->refusal);
}
