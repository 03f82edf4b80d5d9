/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-lookup.c: what follows from a plan: who works on what, and which variables hold
 */

#include "config.h"

#include "weir-plan-lookup.h"

#include <string.h>

/**
 * weir_plan_find_iteration:
 * @plan: a plan
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the iteration of the plan itself that has this name, in any case
 */
WeirIteration *
weir_plan_find_iteration (WeirPlan *plan, const char *name)
{
  GListModel *iterations = G_LIST_MODEL (weir_plan_get_iterations (plan));

  for (guint i = 0; i < g_list_model_get_n_items (iterations); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (iterations, i);

      /* The list keeps its own reference, so what is returned outlives this one. */
      if (g_ascii_strcasecmp (weir_iteration_get_name (iteration), name) == 0)
        return iteration;
    }
  return NULL;
}

/**
 * weir_plan_find_environment:
 * @plan: a plan
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the environment that has this name, in any case
 */
WeirEnvironment *
weir_plan_find_environment (WeirPlan *plan, const char *name)
{
  GListModel *environments = G_LIST_MODEL (weir_plan_get_environments (plan));

  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr (WeirEnvironment) environment = g_list_model_get_item (environments, i);

      if (g_ascii_strcasecmp (weir_environment_get_name (environment), name) == 0)
        return environment;
    }
  return NULL;
}

/**
 * weir_plan_list_iterations:
 * @plan: a plan
 * @round: one of its rounds
 *
 * Returns: (transfer container) (element-type WeirIteration): what each client of @round does, in order: the
 *   round's own iterations, then those it refers to
 */
GPtrArray *
weir_plan_list_iterations (WeirPlan *plan, WeirRound *round)
{
  GListModel *own = G_LIST_MODEL (weir_round_get_iterations (round));
  const char *const *references = weir_round_get_references (round);
  GPtrArray *iterations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    g_ptr_array_add (iterations, g_list_model_get_item (own, i));
  for (; references != NULL && *references != NULL; references++)
    {
      WeirIteration *iteration = weir_plan_find_iteration (plan, *references);

      if (iteration != NULL)
        g_ptr_array_add (iterations, g_object_ref (iteration));
    }
  return iterations;
}

WeirDataSource *
weir_plan_find_data (WeirPlan *plan, WeirRound *round, WeirIteration *iteration)
{
  if (weir_iteration_get_data (iteration) != NULL)
    return weir_iteration_get_data (iteration);
  return weir_round_get_data (round) != NULL ? weir_round_get_data (round) : weir_plan_get_data (plan);
}

static void
add_flow (GPtrArray *flows, WeirIteration *iteration)
{
  const char *file = weir_iteration_get_flow_file (iteration);

  if (weir_iteration_get_flow (iteration) == NULL)
    return;
  for (guint i = 0; i < flows->len; i += 2)
    if (g_str_equal (g_ptr_array_index (flows, i), file))
      return;
  g_ptr_array_add (flows, (gpointer) file);
  g_ptr_array_add (flows, (gpointer) weir_iteration_get_flow_text (iteration));
}

static void
add_flows (GPtrArray *flows, GListStore *iterations)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (iterations)); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (G_LIST_MODEL (iterations), i);

      add_flow (flows, iteration);
    }
}

const char **
weir_plan_list_flows (WeirPlan *plan)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  GPtrArray *flows = g_ptr_array_new ();

  add_flows (flows, weir_plan_get_iterations (plan));
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      add_flows (flows, weir_round_get_iterations (round));
    }
  g_ptr_array_add (flows, NULL);
  return (const char **) g_ptr_array_free (flows, FALSE);
}

/* How much of @text is @name and a dot, in any case; 0 when it does not begin so. */
static gsize
match_name (const char *text, const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (text, name, length) == 0 && text[length] == '.' ? length + 1 : 0;
}

static WeirRound *
find_metrics_round (WeirPlan *plan, const char **at)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  WeirRound *found = NULL;
  gsize longest = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      gsize length = match_name (*at, weir_round_get_name (round));

      if (length <= longest)
        continue;
      longest = length;
      found = round;
    }
  *at += longest;
  return found;
}

/**
 * weir_plan_find_metrics:
 * @plan: a plan
 * @name: "Metrics.ROUND.ITERATION.…"
 * @round: (out) (transfer none): the round
 * @field: (out): what follows the iteration, within @name
 *
 * Names are matched in any case, the longest first: they may have dots in them.
 *
 * Returns: (transfer none) (nullable): the iteration; %NULL when there is no such round or iteration
 */
WeirIteration *
weir_plan_find_metrics (WeirPlan *plan, const char *name, WeirRound **round, const char **field)
{
  g_autoptr (GPtrArray) iterations = NULL;
  WeirIteration *found = NULL;
  gsize longest = 0;

  if (!g_str_has_prefix (name, "Metrics."))
    return NULL;
  *field = name + strlen ("Metrics.");
  *round = find_metrics_round (plan, field);
  if (*round == NULL)
    return NULL;
  iterations = weir_plan_list_iterations (plan, *round);
  for (guint i = 0; i < iterations->len; i++)
    {
      WeirIteration *iteration = g_ptr_array_index (iterations, i);
      gsize length = match_name (*field, weir_iteration_get_name (iteration));

      if (length <= longest)
        continue;
      longest = length;
      found = iteration;
    }
  *field += longest;
  return found;
}

static guint
find_variable (GListStore *variables, const char *name)
{
  guint n_variables = g_list_model_get_n_items (G_LIST_MODEL (variables));

  for (guint i = 0; i < n_variables; i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (variables), i);

      if (g_str_equal (weir_variable_get_name (variable), name))
        return i;
    }
  return n_variables;
}

static void
override (GListStore *chosen, GListModel *variables)
{
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);
      guint place = find_variable (chosen, weir_variable_get_name (variable));
      guint n_replaced = place < g_list_model_get_n_items (G_LIST_MODEL (chosen)) ? 1 : 0;

      g_list_store_splice (chosen, place, n_replaced, (gpointer *) &variable, 1);
    }
}

/**
 * weir_plan_choose_variables:
 * @plan: a plan
 * @environments: (nullable): names of environments, each above those before it
 *
 * Returns: (transfer full): the variables (WeirVariable) that hold in these environments
 */
GListStore *
weir_plan_choose_variables (WeirPlan *plan, const char *const *environments)
{
  GListModel *own = G_LIST_MODEL (weir_plan_get_variables (plan));
  GListStore *chosen = g_list_store_new (WEIR_TYPE_VARIABLE);

  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (own, i);

      g_list_store_append (chosen, variable);
    }
  for (; environments != NULL && *environments != NULL; environments++)
    {
      WeirEnvironment *environment = weir_plan_find_environment (plan, *environments);

      if (environment != NULL)
        override (chosen, G_LIST_MODEL (weir_environment_get_variables (environment)));
    }
  return chosen;
}

/**
 * weir_round_count_clients:
 * @round: a round
 *
 * Returns: how many clients it has, those of all stages together
 */
guint64
weir_round_count_clients (WeirRound *round)
{
  GListModel *stages = G_LIST_MODEL (weir_round_get_stages (round));
  guint64 n_clients = 0;

  if (g_list_model_get_n_items (stages) == 0)
    return weir_round_get_clients (round);
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (WeirStage) stage = g_list_model_get_item (stages, i);

      n_clients += weir_stage_get_clients (stage);
    }
  return n_clients;
}

/**
 * weir_round_get_arrival_us:
 * @round: a round
 * @index: of a client, from 0
 *
 * Clients of a round without stages arrive one delay after another. Each stage begins with its own delay
 * after the last arrival before it.
 *
 * Returns: when the client arrives, in microseconds after the round's own delay
 */
gint64
weir_round_get_arrival_us (WeirRound *round, guint index)
{
  GListModel *stages = G_LIST_MODEL (weir_round_get_stages (round));
  gint64 begin_us = 0;

  if (g_list_model_get_n_items (stages) == 0)
    return index * weir_round_get_arrival_delay_us (round);
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (WeirStage) stage = g_list_model_get_item (stages, i);
      guint n_clients = weir_stage_get_clients (stage);

      begin_us += weir_stage_get_startup_delay_us (stage);
      if (index < n_clients)
        return begin_us + index * weir_stage_get_arrival_delay_us (stage);
      begin_us += (n_clients - 1) * weir_stage_get_arrival_delay_us (stage);
      index -= n_clients;
    }
  return begin_us;
}
