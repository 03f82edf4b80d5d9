/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-program.c: a load plan compiled: every iteration once for each round it is done in
 */

#include "config.h"

#include "weir-plan-program.h"

#include "weir-limits.h"
#include "weir-metric-rule.h"
#include "weir-plan-lookup.h"
#include "weir-plan-names.h"

static void
capture_program_free (WeirCaptureProgram *self)
{
  g_clear_pointer (&self->regex, weir_regex_free);
  g_free (self);
}

static void
job_program_free (WeirJobProgram *self)
{
  g_clear_pointer (&self->capture, capture_program_free);
  g_clear_object (&self->iteration);
  g_free (self->rate);
  g_clear_pointer (&self->step, weir_step_program_free);
  g_clear_pointer (&self->skip_if, weir_expression_free);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->after, g_ptr_array_unref);
  g_free (self);
}

static void
round_program_free (WeirRoundProgram *self)
{
  g_clear_object (&self->round);
  g_free (self);
}

/* The codes of all rules about the share of errors count as failed. */
static void
add_failed_codes (WeirJobProgram *self, WeirRule *rule)
{
  const char *metric = weir_rule_get_metric (rule);
  const char *text = weir_rule_get_status_codes (rule);
  g_autofree char *warning = NULL;
  WeirMetricRule parsed;
  WeirStatusCodes codes = { 0 };

  if (!metric || !text || !weir_metric_rule_parse (metric, &parsed, &warning, NULL) ||
      parsed.metric != WEIR_METRIC_ERROR_RATE || !weir_status_codes_parse (text, &codes, NULL))
    return;
  self->has_failed_codes = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (codes.bits); i++)
    self->failed_codes.bits[i] |= codes.bits[i];
}

static void
take_rules (WeirJobProgram *self, GListStore *rules, gboolean of_failure)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rules)); i++)
    {
      g_autoptr (WeirRule) rule = g_list_model_get_item (G_LIST_MODEL (rules), i);

      self->window_s = MAX (self->window_s, (guint) (weir_rule_get_window_us (rule) / G_USEC_PER_SEC));
      if (of_failure)
        add_failed_codes (self, rule);
    }
}

/* What is needed of an answer, and no more. */
static void
limit_body (WeirJobProgram *self)
{
  WeirRequestProgram *request = self->step->request;

  if (self->capture)
    request->body_limit = MAX (request->body_limit, WEIR_LIMIT_CAPTURED_BODY_BYTES);
  else if (weir_pacing_get_maximize_throughput (self->pacing) &&
           request->body_limit <= WEIR_LIMIT_KEPT_BODY_BYTES)
    request->body_limit = 0;
}

static gboolean
compile_capture (WeirJobProgram *self, WeirCapture *capture, WeirNames *names, GError **error)
{
  const char *type = weir_capture_get_value_type (capture);
  const char *regex = weir_capture_get_regex (capture);

  self->capture = g_new0 (WeirCaptureProgram, 1);
  self->capture->slot = weir_names_add (names, weir_capture_get_to (capture));
  self->capture->name = weir_capture_get_to (capture);
  self->capture->make_global = weir_capture_get_make_global (capture);
  if (type && !weir_type_parse (type, &self->capture->type, error))
    return FALSE;
  return !regex || (self->capture->regex = weir_regex_new (regex, error));
}

static gboolean
compile_job (WeirJobProgram *self, WeirRound *round, WeirNames *names, GError **error)
{
  WeirStep *step = weir_iteration_get_step (self->iteration);
  const char *skip_if = weir_iteration_get_skip_if (self->iteration);
  const char *base = weir_round_get_base_url (round);
  WeirCapture *capture = weir_iteration_get_capture (self->iteration);

  self->step = weir_step_program_new (step, WEIR_FLOW_PART_STEPS, self->index, names, error);
  if (!self->step || (base && self->step->request &&
                      !weir_request_program_set_base (self->step->request, base, names, error)))
    return FALSE;
  if (capture && !compile_capture (self, capture, names, error))
    return FALSE;
  if (skip_if && !(self->skip_if = weir_expression_parse (skip_if, names, error)))
    return FALSE;
  if (!weir_statements_compile (&self->before, weir_iteration_get_before (self->iteration), names, error) ||
      !weir_statements_compile (&self->after, weir_iteration_get_after (self->iteration), names, error))
    return FALSE;
  if (!self->step->request)
    return TRUE;
  self->step->request->insecure |= weir_round_get_insecure (round);
  if (weir_pacing_get_maximize_throughput (self->pacing))
    weir_request_program_refuse_encodings (self->step->request, names);
  limit_body (self);
  return TRUE;
}

/* It must open before anything is sent; one whose name is filled in is opened with its request. */
static gboolean
open_certificate (WeirPlanProgram *self, const WeirRequestProgram *request, GError **error)
{
  const char *path = request->certificate_path ? weir_template_get_plain (request->certificate_path) : NULL;
  const char *password = NULL;

  if (request->certificate_password && !(password = weir_template_get_plain (request->certificate_password)))
    return TRUE;
  return !path || weir_files_get_certificate (self->files, path, password, error);
}

static gboolean
read_files (WeirPlanProgram *self, WeirRequestProgram *request, GError **error)
{
  return weir_payload_read_files (&request->payload, self->files, error) &&
         open_certificate (self, request, error);
}

static gboolean
add_job (WeirPlanProgram *self, WeirPlan *plan, WeirRoundProgram *round, WeirIteration *iteration,
         GError **error)
{
  WeirJobProgram *job = g_new0 (WeirJobProgram, 1);

  job->index = self->jobs->len;
  job->round = self->rounds->len - 1;
  job->iteration = g_object_ref (iteration);
  job->pacing = weir_iteration_get_pacing (iteration);
  if (weir_pacing_get_arrival_rate (job->pacing))
    job->rate = weir_rate_program_new (weir_pacing_get_arrival_rate (job->pacing));
  job->startup_delay_us = weir_iteration_get_startup_delay_us (iteration);
  job->warm_up_us = weir_iteration_get_warm_up_us (iteration);
  job->rows = weir_plan_program_find_rows (self, weir_plan_find_data (plan, round->round, iteration));
  g_ptr_array_add (self->jobs, job);
  take_rules (job, weir_iteration_get_failure_rules (iteration), TRUE);
  take_rules (job, weir_iteration_get_termination_rules (iteration), FALSE);
  if (compile_job (job, round->round, self->names, error) &&
      (!job->step->request || read_files (self, job->step->request, error)))
    return TRUE;
  g_prefix_error (error, "Round “%s”, iteration “%s”: ", weir_round_get_name (round->round),
                  weir_iteration_get_name (iteration));
  return FALSE;
}

static gboolean
add_round (WeirPlanProgram *self, WeirPlan *plan, WeirRound *round, GError **error)
{
  WeirRoundProgram *program = g_new0 (WeirRoundProgram, 1);
  g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (plan, round);

  program->round = g_object_ref (round);
  program->first_job = self->jobs->len;
  program->n_jobs = iterations->len;
  program->n_clients = (guint) weir_round_count_clients (round);
  program->parallel = weir_round_get_parallel (round);
  g_ptr_array_add (self->rounds, program);
  for (guint i = 0; i < iterations->len; i++)
    if (!add_job (self, plan, program, g_ptr_array_index (iterations, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
add_rounds (WeirPlanProgram *self, WeirPlan *plan, GError **error)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      if (!add_round (self, plan, round, error))
        return FALSE;
    }
  return TRUE;
}

static void
mark_session_slots (WeirPlanProgram *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      const WeirJobProgram *job = g_ptr_array_index (self->jobs, i);

      weir_step_program_mark_session (job->step, self->globals);
      if (job->capture)
        weir_globals_mark_session (self->globals, job->capture->slot);
    }
  for (guint i = 0; i < self->metrics->len; i++)
    weir_globals_mark_session (self->globals, g_array_index (self->metrics, WeirMetricName, i).slot);
}

static gboolean
define_globals (WeirPlanProgram *self, WeirPlan *plan, const WeirPlanEngineSettings *settings, GError **error)
{
  g_autoptr (GListStore) variables = weir_plan_choose_variables (plan, settings->environments);

  self->globals = weir_globals_new (self->names);
  weir_plan_program_find_metrics (self, plan);
  weir_plan_program_mark_columns (self);
  mark_session_slots (self);
  if (!weir_globals_define_list (self->globals, self->names, G_LIST_MODEL (variables), error))
    return FALSE;
  weir_globals_define_given (self->globals, self->names, settings->variables);
  weir_globals_define_given (self->globals, self->names, settings->secrets);
  return weir_globals_seal (self->globals, error);
}

/**
 * weir_plan_program_new:
 * @plan: the frozen document
 * @settings: what the press of Start decided
 *
 * Returns: (transfer full) (nullable): the plan compiled, or %NULL with an error that names the round and the
 *   iteration that cannot be carried out
 */
WeirPlanProgram *
weir_plan_program_new (WeirPlan *plan, const WeirPlanEngineSettings *settings, GError **error)
{
  g_autoptr (WeirPlanProgram) self = g_new0 (WeirPlanProgram, 1);

  self->names = weir_plan_collect_names (plan);
  weir_names_keep_unknown (self->names);
  self->files = weir_files_new (settings->folder);
  self->rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) round_program_free);
  self->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_program_free);
  if (!weir_names_add_given (self->names, settings->variables, error) ||
      !weir_names_add_given (self->names, settings->secrets, error) ||
      !weir_plan_program_load_rows (self, plan, settings->folder, error) || !add_rounds (self, plan, error) ||
      !define_globals (self, plan, settings, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
weir_plan_program_free (WeirPlanProgram *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->globals, weir_globals_free);
  g_clear_pointer (&self->files, weir_files_free);
  g_clear_pointer (&self->metrics, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->rounds, g_ptr_array_unref);
  g_clear_pointer (&self->names, weir_names_unref);
  g_free (self);
}
