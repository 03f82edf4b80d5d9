/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-reader.c: the root of a flow, its variables and run options, and what holds over all its steps
 */

#include "config.h"

#include "weir-format-private.h"

#include <string.h>

#include "weir-flow-names.h"
#include "weir-limits.h"

static void
read_flow_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_flow_set_name (target, weir_reader_filled_text (reader, value));
}

static void
read_flow_description (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_flow_set_description (target, weir_reader_text (reader, value));
}

static void
read_flow_environment (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_flow_set_environment (target, weir_reader_filled_text (reader, value));
}

static void
read_variables (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_read_variables (reader, value, weir_flow_get_variables (target));
}

static void
read_iterations (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint number = 1;

  if (value->kind == WEIR_NODE_SCALAR && g_ascii_strcasecmp (value->text, "rows") == 0)
    weir_run_options_set_one_per_row (target, TRUE);
  else if (weir_reader_integer (reader, value, 1, WEIR_LIMIT_ITERATIONS, &number))
    weir_run_options_set_iterations (target, number);
}

static void
read_parallel (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint number = 1;

  if (weir_reader_integer (reader, value, 1, WEIR_LIMIT_PARALLEL, &number))
    weir_run_options_set_parallel (target, number);
}

static void
read_delay (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint delay_ms = 0;

  if (weir_reader_milliseconds (reader, value, 0, &delay_ms))
    weir_run_options_set_delay_ms (target, delay_ms);
}

static void
read_stop_on_failure (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean stop = FALSE;

  if (weir_reader_boolean (reader, value, &stop))
    weir_run_options_set_stop_on_failure (target, stop);
}

static const WeirSchema run_schema = {
  "run",
  {
    { "iterations", NULL, WEIR_KEY_DEFAULT, read_iterations },
    { "parallel", NULL, WEIR_KEY_DEFAULT, read_parallel },
    { "delay", NULL, WEIR_KEY_DEFAULT, read_delay },
    { "stopOnFailure", NULL, WEIR_KEY_DEFAULT, read_stop_on_failure },
  },
};

static void
read_run (WeirReader *reader, WeirNode *value, gpointer target)
{
  WeirRunOptions *options = weir_flow_get_run_options (target);

  if (!weir_reader_mapping (reader, value, &run_schema, options, NULL))
    return;
  if (weir_run_options_get_one_per_row (options) && weir_run_options_get_parallel (options) > 1)
    weir_reader_error_in (reader, value, "parallel",
                          "\"iterations: rows\" and \"parallel\" exclude each other: passes follow one"
                          " another or run at the same time. Set \"parallel\" to 1, or leave out"
                          " \"iterations\".");
  else if (weir_run_options_get_iterations (options) > 1 && weir_run_options_get_parallel (options) > 1)
    weir_reader_error_in (reader, value, "parallel",
                          "\"iterations\" and \"parallel\" cannot both be more than 1: passes follow one"
                          " another or run at the same time. Set one of them to 1.");
}

static void
read_part (WeirReader *reader, WeirNode *value, WeirFlow *flow, WeirFlowPart part)
{
  if (value->kind != WEIR_NODE_SEQUENCE)
    {
      weir_reader_list (reader, value, "- name: List items", NULL, NULL);
      return;
    }
  for (guint i = 0; i < weir_node_count (value); i++)
    {
      gsize mark = weir_reader_enter_index (reader, i);
      g_autoptr (WeirStep) step = weir_read_step (reader, weir_node_entry (value, i)->value);

      g_list_store_append (weir_flow_get_part (flow, part), step);
      weir_reader_leave (reader, mark);
    }
}

static void
read_before_all (WeirReader *reader, WeirNode *value, gpointer target)
{
  read_part (reader, value, target, WEIR_FLOW_PART_BEFORE_ALL);
}

static void
read_steps (WeirReader *reader, WeirNode *value, gpointer target)
{
  read_part (reader, value, target, WEIR_FLOW_PART_STEPS);
}

static void
read_after_all (WeirReader *reader, WeirNode *value, gpointer target)
{
  read_part (reader, value, target, WEIR_FLOW_PART_AFTER_ALL);
}

static const WeirSchema flow_schema = {
  "flow",
  {
    { "name", NULL, WEIR_KEY_REQUIRED, read_flow_name },
    { "description", NULL, WEIR_KEY_DEFAULT, read_flow_description },
    { "variables", NULL, WEIR_KEY_DEFAULT, read_variables },
    { "environment", NULL, WEIR_KEY_DEFAULT, read_flow_environment },
    { "data", NULL, WEIR_KEY_DEFAULT, weir_read_data },
    { "run", NULL, WEIR_KEY_DEFAULT, read_run },
    { "beforeAll", NULL, WEIR_KEY_DEFAULT, read_before_all },
    { "steps", NULL, WEIR_KEY_REQUIRED, read_steps },
    { "afterAll", NULL, WEIR_KEY_DEFAULT, read_after_all },
  },
};

/* @options: those of the flow */
static void
check_rows (WeirReader *reader, const WeirNode *root, WeirRunOptions *options)
{
  const WeirNode *run = weir_node_find (root, "run");
  gsize mark;

  if (run == NULL || !weir_run_options_get_one_per_row (options) || reader->data_file != NULL ||
      weir_node_find (root, "data") != NULL)
    return;
  mark = weir_reader_enter (reader, "run");
  weir_reader_error_in (reader, run, "iterations",
                        "\"iterations: rows\" needs rows: name their file under \"data\", as in data: { file:"
                        " users.csv }.");
  weir_reader_leave (reader, mark);
}

static void
check_whole_flow (WeirReader *reader, WeirNode *root)
{
  static const char *const parts[] = { "beforeAll", "steps", "afterAll", NULL };
  static const char *const variables[] = { "variables", NULL };
  g_autoptr (GHashTable) steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    weir_check_unique (reader, weir_node_find (root, parts[i]), parts[i], "step", steps);
  weir_check_unique (reader, weir_node_find (root, "variables"), "variables", "variable", names);
  weir_check_limit (reader, root, parts, "steps in its three parts", WEIR_LIMIT_STEPS);
  weir_check_limit (reader, root, variables, "variables", WEIR_LIMIT_VARIABLES);
}

/**
 * weir_read_flow:
 * @reader: where problems go
 * @root: the root of a document
 *
 * Returns: (transfer full): the flow as far as it could be read
 */
WeirFlow *
weir_read_flow (WeirReader *reader, WeirNode *root)
{
  WeirFlow *flow = weir_flow_new ("");
  const WeirNode *rounds = weir_find_key (root, "rounds");
  g_autoptr (WeirNames) names = NULL;

  if (rounds != NULL && weir_find_key (root, "steps") == NULL)
    {
      weir_reader_error (reader, rounds, "This is a load plan: it has \"rounds\" and no \"steps\". A flow"
                                         " lists its requests under \"steps\".");
      return flow;
    }
  if (!weir_reader_mapping (reader, root, &flow_schema, flow, NULL))
    return flow;
  check_whole_flow (reader, root);
  check_rows (reader, root, weir_flow_get_run_options (flow));
  names = weir_flow_collect_names (flow);
  weir_read_columns (reader, root, weir_flow_get_run_options (flow), names);
  weir_reader_check_names (reader, names);
  weir_check_circles (reader, weir_node_find (root, "variables"), names);
  return flow;
}
