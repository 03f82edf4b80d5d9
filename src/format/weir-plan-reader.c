/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-reader.c: the root of a load plan
 */

#include "config.h"

#include "weir-loading.h"
#include "weir-plan-names.h"
#include "weir-plan-private.h"

static void
read_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_plan_set_name (target, weir_read_plan_name (reader, value));
}

static void
read_variables (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_read_variables (reader, value, weir_plan_get_variables (target));
}

static void
read_environments (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_read_environments (reader, value, weir_plan_get_environments (target));
}

static void
read_iteration (WeirReader *reader, WeirNode *node, gpointer target)
{
  g_autoptr (WeirIteration) iteration = weir_read_iteration (reader, node);

  g_list_store_append (weir_plan_get_iterations (target), iteration);
}

static void
read_iterations (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_list (reader, value, "- name: Browse", read_iteration, target);
}

static void
read_round (WeirReader *reader, WeirNode *node, gpointer target)
{
  g_autoptr (WeirRound) round = weir_read_round (reader, node);

  g_list_store_append (weir_plan_get_rounds (target), round);
}

static void
read_rounds (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (!weir_reader_list (reader, value, "- name: Buyers", read_round, target))
    return;
  if (weir_node_count (value) == 0)
    weir_reader_error (reader, value, "The plan has no rounds; it needs at least one.");
}

/* Other programs number their plans; the name is enough here. */
static void
read_id (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_text (reader, value);
}

static void
read_data (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirDataSource) data = weir_read_data_source (reader, value);

  weir_plan_set_data (target, data);
}

static const WeirSchema plan_schema = {
  "plan",
  {
      { "name", NULL, WEIR_KEY_REQUIRED, read_name },
      { "rounds", NULL, WEIR_KEY_REQUIRED, read_rounds },
      { "iterations", NULL, WEIR_KEY_DEFAULT, read_iterations },
      { "variables", NULL, WEIR_KEY_DEFAULT, read_variables },
      { "environments", NULL, WEIR_KEY_DEFAULT, read_environments },
      { "data", NULL, WEIR_KEY_DEFAULT, read_data },
      { "id", NULL, WEIR_KEY_DEFAULT, read_id },
  },
  weir_refused_by_plan,
};

/**
 * weir_read_plan:
 * @reader: where problems go; has what fills in texts
 * @root: the root of a document
 *
 * Returns: (transfer full): the plan as far as it could be read
 */
WeirPlan *
weir_read_plan (WeirReader *reader, WeirNode *root)
{
  WeirPlan *plan = weir_plan_new ("");
  const WeirNode *steps = weir_find_key (root, "steps");
  g_autoptr (WeirNames) names = NULL;
  guint n_names;

  if (steps != NULL && weir_find_key (root, "rounds") == NULL)
    {
      weir_reader_error (reader, steps,
                         "This is a flow: it has \"steps\" and no \"rounds\". A load plan lists"
                         " what its clients do under \"rounds\".");
      return plan;
    }
  if (weir_removed_from_plan (reader, root) || !weir_reader_mapping (reader, root, &plan_schema, plan, NULL))
    return plan;
  weir_check_plan (reader, root, plan);
  names = weir_plan_collect_names (plan);
  n_names = weir_names_get_count (names);
  weir_read_plan_columns (reader, root, plan, names);
  weir_loading_add_names (reader->loading, names);
  weir_plan_flows_check (reader->flows, plan, names, n_names);
  weir_reader_check_names (reader, names);
  weir_check_circles (reader, weir_node_find (root, "variables"), names);
  return plan;
}
