/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-writer.c: a load plan as YAML in canonical key order, keys at their default left out
 */

#include "config.h"

#include "weir-limits.h"
#include "weir-duration.h"
#include "weir-plan-private.h"

/* Unlike that of flows, its text is filled in once it is read: what is in it is meant as it is. */
static void
write_literal (WeirEmitter *emitter, const char *text)
{
  g_autoptr (GString) escaped = g_string_new (text);

  g_string_replace (escaped, "$", "$$", 0);
  weir_emitter_text (emitter, escaped->str);
}

static void
write_literal_entry (WeirEmitter *emitter, const char *key, const char *text)
{
  if (text == NULL)
    return;
  weir_emitter_key (emitter, key);
  write_literal (emitter, text);
}

static void
write_literals (WeirEmitter *emitter, const char *key, const char *const *texts)
{
  if (texts == NULL || *texts == NULL)
    return;
  weir_emitter_key (emitter, key);
  weir_emitter_begin_sequence (emitter, FALSE);
  for (; *texts != NULL; texts++)
    write_literal (emitter, *texts);
  weir_emitter_end_sequence (emitter);
}

static void
write_duration_entry (WeirEmitter *emitter, const char *key, gint64 us)
{
  g_autofree char *text = weir_duration_to_text (us);

  if (us != 0)
    weir_emitter_word_entry (emitter, key, text);
}

/* One that cannot be left out: without a time it is wrong, and where it is written tells so. */
static void
write_needed_duration (WeirEmitter *emitter, const char *key, gint64 us)
{
  g_autofree char *text = weir_duration_to_text (us);

  weir_emitter_word_entry (emitter, key, text);
}

static void
write_rule (WeirEmitter *emitter, gpointer object)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  write_literal_entry (emitter, "metric", weir_rule_get_metric (object));
  write_literal_entry (emitter, "errorStatusCodes", weir_rule_get_status_codes (object));
  weir_emitter_text_entry (emitter, "expression", weir_rule_get_expression (object));
  write_duration_entry (emitter, "gracePeriod", weir_rule_get_grace_us (object));
  write_duration_entry (emitter, "window", weir_rule_get_window_us (object));
  weir_emitter_uint_entry (emitter, "minSamples", weir_rule_get_min_samples (object), 0);
  weir_emitter_end_mapping (emitter);
}

static void
write_capture (WeirEmitter *emitter, WeirCapture *capture)
{
  weir_emitter_key (emitter, "capture");
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "to", weir_capture_get_to (capture));
  weir_emitter_text_entry (emitter, "as", weir_capture_get_value_type (capture));
  weir_emitter_boolean_entry (emitter, "makeGlobal", weir_capture_get_make_global (capture), FALSE);
  write_literal_entry (emitter, "regex", weir_capture_get_regex (capture));
  weir_emitter_end_mapping (emitter);
}

static void
write_request (WeirEmitter *emitter, WeirIteration *iteration)
{
  WeirStep *step = weir_iteration_get_step (iteration);

  weir_emitter_key (emitter, "httpRequest");
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_write_request_keys (emitter, weir_step_get_request (step));
  weir_emitter_text_entry (emitter, "skipIf", weir_step_get_skip_if (step));
  if (weir_step_get_retry (step) != NULL)
    weir_write_retry (emitter, weir_step_get_retry (step));
  if (weir_iteration_get_capture (iteration) != NULL)
    write_capture (emitter, weir_iteration_get_capture (iteration));
  weir_write_checks (emitter, step);
  weir_emitter_end_mapping (emitter);
}

static void
write_rate (WeirEmitter *emitter, double rate)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  weir_emitter_word_entry (emitter, "rate", g_ascii_formatd (text, sizeof text, "%.15g", rate));
}

static void
write_rate_stage (WeirEmitter *emitter, gpointer object)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  write_rate (emitter, weir_rate_stage_get_rate (object));
  write_needed_duration (emitter, "duration", weir_rate_stage_get_duration_us (object));
  weir_emitter_end_mapping (emitter);
}

static void
write_arrival_rate (WeirEmitter *emitter, WeirArrivalRate *rate)
{
  weir_emitter_key (emitter, "arrivalRate");
  weir_emitter_begin_mapping (emitter, FALSE);
  write_rate (emitter, weir_arrival_rate_get_rate (rate));
  weir_write_list (emitter, "stages", weir_arrival_rate_get_stages (rate), write_rate_stage);
  weir_emitter_uint_entry (emitter, "maxInFlight", weir_arrival_rate_get_max_in_flight (rate),
                           WEIR_DEFAULT_MAX_IN_FLIGHT);
  weir_emitter_end_mapping (emitter);
}

/* The numbers its mode has; the others mean nothing, and writing them would be an error. */
static void
write_mode (WeirEmitter *emitter, WeirPacing *pacing)
{
  g_autoptr (GTypeClass) modes = g_type_class_ref (WEIR_TYPE_MODE);
  WeirMode mode = weir_pacing_get_mode (pacing);
  gboolean in_batches = mode == WEIR_MODE_CB || mode == WEIR_MODE_CRB || mode == WEIR_MODE_DCB;
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, weir_pacing_get_request_count (pacing));

  weir_emitter_word_entry (emitter, "mode", g_enum_get_value (G_ENUM_CLASS (modes), (int) mode)->value_nick);
  if (mode == WEIR_MODE_R || mode == WEIR_MODE_CRB)
    weir_emitter_word_entry (emitter, "requestCount", count);
  if (mode == WEIR_MODE_D || mode == WEIR_MODE_DCB)
    write_needed_duration (emitter, "duration", weir_pacing_get_duration_us (pacing));
  if (in_batches)
    {
      weir_emitter_uint_entry (emitter, "batchSize", weir_pacing_get_batch_size (pacing), 0);
      write_needed_duration (emitter, "coolDownTime", weir_pacing_get_cool_down_us (pacing));
    }
}

static void
write_pacing (WeirEmitter *emitter, WeirPacing *pacing)
{
  if (weir_pacing_get_arrival_rate (pacing) != NULL)
    write_arrival_rate (emitter, weir_pacing_get_arrival_rate (pacing));
  else
    write_mode (emitter, pacing);
  weir_emitter_boolean_entry (emitter, "maximizeThroughput", weir_pacing_get_maximize_throughput (pacing),
                              FALSE);
}

static void
write_data (WeirEmitter *emitter, WeirDataSource *data)
{
  g_autoptr (GTypeClass) orders = g_type_class_ref (WEIR_TYPE_DATA_ORDER);
  WeirDataOrder order;

  if (data == NULL)
    return;
  order = weir_data_source_get_order (data);
  weir_emitter_key (emitter, "data");
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "file", weir_data_source_get_file (data));
  if (order != WEIR_DATA_SEQUENTIAL)
    weir_emitter_word_entry (emitter, "order",
                             g_enum_get_value (G_ENUM_CLASS (orders), (int) order)->value_nick);
  weir_emitter_end_mapping (emitter);
}

static void
write_iteration (WeirEmitter *emitter, gpointer object)
{
  WeirIteration *iteration = object;

  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_iteration_get_name (iteration));
  write_duration_entry (emitter, "startupDelay", weir_iteration_get_startup_delay_us (iteration));
  write_pacing (emitter, weir_iteration_get_pacing (iteration));
  write_duration_entry (emitter, "warmUp", weir_iteration_get_warm_up_us (iteration));
  write_data (emitter, weir_iteration_get_data (iteration));
  weir_emitter_text_entry (emitter, "skipIf", weir_iteration_get_skip_if (iteration));
  weir_write_statements (emitter, "before", weir_iteration_get_before (iteration));
  weir_write_statements (emitter, "after", weir_iteration_get_after (iteration));
  weir_emitter_text_entry (emitter, "flow", weir_iteration_get_flow_file (iteration));
  /* An iteration without either is one that lacks something, and is told so. */
  if (weir_iteration_get_flow_file (iteration) == NULL
      && weir_step_get_request (weir_iteration_get_step (iteration)) != NULL)
    write_request (emitter, iteration);
  weir_write_list (emitter, "failureRules", weir_iteration_get_failure_rules (iteration), write_rule);
  weir_write_list (emitter, "terminationRules", weir_iteration_get_termination_rules (iteration), write_rule);
  weir_emitter_end_mapping (emitter);
}

static void
write_stage (WeirEmitter *emitter, gpointer object)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_uint_entry (emitter, "numberOfClients", weir_stage_get_clients (object), 0);
  write_duration_entry (emitter, "arrivalDelay", weir_stage_get_arrival_delay_us (object));
  write_duration_entry (emitter, "startupDelay", weir_stage_get_startup_delay_us (object));
  weir_emitter_end_mapping (emitter);
}

static void
write_clients (WeirEmitter *emitter, WeirRound *round)
{
  /* Beside stages the number has no effect and would be warned of. */
  if (g_list_model_get_n_items (G_LIST_MODEL (weir_round_get_stages (round))) == 0)
    weir_emitter_uint_entry (emitter, "numberOfClients", weir_round_get_clients (round), 1);
  write_duration_entry (emitter, "arrivalDelay", weir_round_get_arrival_delay_us (round));
  weir_emitter_boolean_entry (emitter, "delayClientCreationUntilIsNeeded",
                              weir_round_get_late_creation (round), FALSE);
  weir_write_list (emitter, "stages", weir_round_get_stages (round), write_stage);
}

static void
write_round (WeirEmitter *emitter, gpointer object)
{
  WeirRound *round = object;

  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_round_get_name (round));
  write_literals (emitter, "tags", weir_round_get_tags (round));
  weir_emitter_text_entry (emitter, "baseUrl", weir_round_get_base_url (round));
  write_duration_entry (emitter, "startupDelay", weir_round_get_startup_delay_us (round));
  write_clients (emitter, round);
  weir_emitter_boolean_entry (emitter, "runInParallel", weir_round_get_parallel (round), FALSE);
  weir_emitter_boolean_entry (emitter, "together", weir_round_get_together (round), FALSE);
  weir_emitter_boolean_entry (emitter, "insecure", weir_round_get_insecure (round), FALSE);
  write_data (emitter, weir_round_get_data (round));
  weir_write_list (emitter, "iterations", weir_round_get_iterations (round), write_iteration);
  write_literals (emitter, "reference", weir_round_get_references (round));
  weir_emitter_end_mapping (emitter);
}

static void
write_secret (WeirEmitter *emitter, const char *name)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", name);
  weir_emitter_boolean_entry (emitter, "secret", TRUE, FALSE);
  weir_emitter_end_mapping (emitter);
}

static void
write_environment (WeirEmitter *emitter, gpointer object)
{
  g_auto (GStrv) names = weir_environment_list_names (object);
  g_autoptr (GPtrArray) entries = weir_environment_list_entries (object, (const char *const *) names);

  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_environment_get_name (object));
  if (entries->len > 0)
    {
      weir_emitter_key (emitter, "variables");
      weir_emitter_begin_sequence (emitter, FALSE);
      for (guint i = 0; i < entries->len; i++)
        if (g_ptr_array_index (entries, i) != NULL)
          weir_write_variable (emitter, g_ptr_array_index (entries, i));
        else
          write_secret (emitter, names[i]);
      weir_emitter_end_sequence (emitter);
    }
  weir_emitter_end_mapping (emitter);
}

static void
write_plan (WeirEmitter *emitter, WeirPlan *plan)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_plan_get_name (plan));
  weir_write_list (emitter, "variables", weir_plan_get_variables (plan), weir_write_variable);
  weir_write_list (emitter, "environments", weir_plan_get_environments (plan), write_environment);
  write_data (emitter, weir_plan_get_data (plan));
  weir_write_list (emitter, "iterations", weir_plan_get_iterations (plan), write_iteration);
  weir_write_whole_list (emitter, "rounds", weir_plan_get_rounds (plan), write_round);
  weir_emitter_end_mapping (emitter);
}

/**
 * weir_plan_to_yaml:
 * @plan: a plan
 *
 * Writes @plan in canonical form and key order. What was filled in when it was read (names, numbers, rules)
 * is written as it was filled in. weir_plan_parse() of it gives an equal plan.
 *
 * Returns: (transfer full): the YAML document
 */
char *
weir_plan_to_yaml (WeirPlan *plan)
{
  WeirEmitter emitter;

  g_return_val_if_fail (WEIR_IS_PLAN (plan), NULL);

  weir_emitter_init (&emitter);
  write_plan (&emitter, plan);
  return weir_emitter_finish (&emitter);
}

/**
 * weir_plan_to_tree:
 * @plan: a plan
 *
 * Returns: (transfer full): what weir_plan_to_yaml() writes, as a tree, with all rows as lists
 */
WeirTree *
weir_plan_to_tree (WeirPlan *plan)
{
  WeirTree *tree = weir_tree_new ();
  WeirEmitter emitter;

  weir_emitter_init_tree (&emitter, tree);
  write_plan (&emitter, plan);
  weir_emitter_finish_tree (&emitter);
  return tree;
}

/**
 * weir_plan_save:
 * @plan: a plan
 * @file_name: a file; one that exists is replaced
 * @error: why it could not be written
 *
 * Writes weir_plan_to_yaml(), the whole of it or nothing.
 *
 * Returns: whether it is written
 */
gboolean
weir_plan_save (WeirPlan *plan, const char *file_name, GError **error)
{
  g_autofree char *yaml = NULL;

  g_return_val_if_fail (WEIR_IS_PLAN (plan), FALSE);
  g_return_val_if_fail (file_name != NULL, FALSE);

  yaml = weir_plan_to_yaml (plan);
  return weir_format_write_file (file_name, yaml, -1, error);
}
