/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-writer.c: a flow as YAML in canonical key order, keys at their default left out
 */

#include "config.h"

#include "weir-flow-format.h"

#include "weir-duration.h"
#include "weir-format-private.h"

static void
write_data (WeirEmitter *emitter, WeirRunOptions *options)
{
  if (weir_run_options_get_data_file (options) == NULL)
    return;
  weir_emitter_key (emitter, "data");
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "file", weir_run_options_get_data_file (options));
  if (weir_run_options_get_data_order (options) == WEIR_DATA_RANDOM)
    weir_emitter_word_entry (emitter, "order", "random");
  weir_emitter_end_mapping (emitter);
}

static void
write_run (WeirEmitter *emitter, WeirRunOptions *options)
{
  gboolean per_row = weir_run_options_get_one_per_row (options);
  guint iterations = per_row ? 1 : weir_run_options_get_iterations (options);
  guint parallel = weir_run_options_get_parallel (options);
  guint delay_ms = weir_run_options_get_delay_ms (options);
  gboolean stop = weir_run_options_get_stop_on_failure (options);

  if (!per_row && iterations == 1 && parallel == 1 && delay_ms == 0 && !stop)
    return;
  weir_emitter_key (emitter, "run");
  weir_emitter_begin_mapping (emitter, FALSE);
  if (per_row)
    weir_emitter_word_entry (emitter, "iterations", "rows");
  weir_emitter_uint_entry (emitter, "iterations", iterations, 1);
  weir_emitter_uint_entry (emitter, "parallel", parallel, 1);
  weir_emitter_uint_entry (emitter, "delay", delay_ms, 0);
  weir_emitter_boolean_entry (emitter, "stopOnFailure", stop, FALSE);
  weir_emitter_end_mapping (emitter);
}

static void
write_assignments (WeirEmitter *emitter, GListStore *store)
{
  GListModel *assignments = G_LIST_MODEL (store);

  if (g_list_model_get_n_items (assignments) == 0)
    return;
  weir_emitter_key (emitter, "set");
  weir_emitter_begin_mapping (emitter, FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (assignments); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (assignments, i);

      weir_emitter_text_entry (emitter, weir_variable_get_name (variable),
                               weir_variable_get_value (variable));
    }
  weir_emitter_end_mapping (emitter);
}

static void
write_step (WeirEmitter *emitter, gpointer object)
{
  WeirStep *step = object;

  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_step_get_name (step));
  weir_emitter_text_entry (emitter, "description", weir_step_get_description (step));
  weir_emitter_boolean_entry (emitter, "enabled", weir_step_get_enabled (step), TRUE);
  weir_emitter_text_entry (emitter, "skipIf", weir_step_get_skip_if (step));
  if (weir_step_get_retry (step) != NULL)
    weir_write_retry (emitter, weir_step_get_retry (step));
  if (weir_step_get_request (step) != NULL)
    weir_write_request (emitter, weir_step_get_request (step));
  weir_write_checks (emitter, step);
  write_assignments (emitter, weir_step_get_assignments (step));
  if (weir_step_get_wait_us (step) >= 0)
    {
      g_autofree char *wait = weir_duration_to_text (weir_step_get_wait_us (step));

      weir_emitter_word_entry (emitter, "wait", wait);
    }
  weir_emitter_boolean_entry (emitter, "keepBody", weir_step_get_keep_body (step), FALSE);
  weir_emitter_end_mapping (emitter);
}

static void
write_flow (WeirEmitter *emitter, WeirFlow *flow)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_flow_get_name (flow));
  weir_emitter_text_entry (emitter, "description", weir_flow_get_description (flow));
  weir_write_list (emitter, "variables", weir_flow_get_variables (flow), weir_write_variable);
  weir_emitter_text_entry (emitter, "environment", weir_flow_get_environment (flow));
  write_data (emitter, weir_flow_get_run_options (flow));
  write_run (emitter, weir_flow_get_run_options (flow));
  weir_write_list (emitter, "beforeAll", weir_flow_get_part (flow, WEIR_FLOW_PART_BEFORE_ALL), write_step);
  weir_write_whole_list (emitter, "steps", weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), write_step);
  weir_write_list (emitter, "afterAll", weir_flow_get_part (flow, WEIR_FLOW_PART_AFTER_ALL), write_step);
  weir_emitter_end_mapping (emitter);
}

/**
 * weir_flow_to_yaml:
 * @flow: a flow
 *
 * Writes @flow in canonical form and key order. weir_flow_parse() of it gives an equal flow.
 *
 * Returns: (transfer full): the YAML document
 */
char *
weir_flow_to_yaml (WeirFlow *flow)
{
  WeirEmitter emitter;

  g_return_val_if_fail (WEIR_IS_FLOW (flow), NULL);

  weir_emitter_init (&emitter);
  write_flow (&emitter, flow);
  return weir_emitter_finish (&emitter);
}

/**
 * weir_flow_to_tree:
 * @flow: a flow
 *
 * Returns: (transfer full): what weir_flow_to_yaml() writes, as a tree, with all rows as lists
 */
WeirTree *
weir_flow_to_tree (WeirFlow *flow)
{
  WeirTree *tree = weir_tree_new ();
  WeirEmitter emitter;

  weir_emitter_init_tree (&emitter, tree);
  write_flow (&emitter, flow);
  weir_emitter_finish_tree (&emitter);
  return tree;
}
