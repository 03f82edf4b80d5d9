/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-origins.c: which variables have a value before a step of a flow or in a plan, and who gives it
 */

#include "config.h"

#include "weir-flow-origins.h"

#include <string.h>

#include "weir-document-texts.h"
#include "weir-extraction.h"
#include "weir-method.h"
#include "weir-names.h"
#include "weir-plan-names.h"

typedef struct
{
  GPtrArray *origins;
  WeirStep *step;
  gboolean is_late;
} Collector;

static void
free_origin (gpointer data)
{
  WeirOrigin *origin = data;

  g_free (origin->name);
  g_free (origin->value);
  g_clear_object (&origin->step);
  g_clear_object (&origin->object);
  g_free (origin);
}

static WeirOrigin *
add (Collector *collector, WeirOriginKind kind, const char *name, const char *value, gpointer object)
{
  WeirOrigin *origin = g_new0 (WeirOrigin, 1);

  origin->kind = kind;
  origin->name = g_strdup (name);
  origin->value = g_strdup (value);
  origin->step = collector->step != NULL ? g_object_ref (collector->step) : NULL;
  origin->object = object != NULL ? g_object_ref (object) : NULL;
  origin->is_late = collector->is_late;
  g_ptr_array_add (collector->origins, origin);
  return origin;
}

static void
add_program (Collector *collector)
{
  g_autoptr (WeirNames) names = weir_names_new ();

  for (guint slot = 0; slot < WEIR_N_RESERVED_SLOTS; slot++)
    add (collector, WEIR_ORIGIN_PROGRAM, weir_names_get (names, slot), NULL, NULL);
}

static void
text_cb (const char *text, gpointer data)
{
  Collector *collector = data;
  g_autoptr (WeirNames) names = NULL;

  if (strchr (text, '(') == NULL)
    return;
  names = weir_names_new ();
  weir_method_collect_targets (text, names);
  for (guint slot = WEIR_N_RESERVED_SLOTS; slot < weir_names_get_count (names); slot++)
    add (collector, WEIR_ORIGIN_METHOD, weir_names_get (names, slot), NULL, NULL);
}

static void
add_variables (Collector *collector, GListModel *variables, WeirOriginKind kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);

      if (*weir_variable_get_name (variable) != '\0')
        add (collector, kind, weir_variable_get_name (variable), weir_variable_get_value (variable),
             variable);
      if (kind == WEIR_ORIGIN_FLOW)
        weir_document_foreach_text (G_OBJECT (variable), text_cb, collector);
    }
}

static void
add_environment (Collector *collector, WeirEnvironment *environment)
{
  add_variables (collector, G_LIST_MODEL (weir_environment_get_variables (environment)),
                 WEIR_ORIGIN_ENVIRONMENT);
  for (const char *const *name = weir_environment_get_secrets (environment); *name != NULL; name++)
    add (collector, WEIR_ORIGIN_ENVIRONMENT, *name, NULL, NULL)->is_secret = TRUE;
}

static void
add_extractions (Collector *collector, WeirStep *step)
{
  GListModel *extractions = G_LIST_MODEL (weir_step_get_extractions (step));

  for (guint i = 0; i < g_list_model_get_n_items (extractions); i++)
    {
      g_autoptr (WeirExtraction) extraction = g_list_model_get_item (extractions, i);
      const char *name = weir_extraction_get_name (extraction);

      if (name != NULL && *name != '\0')
        add (collector, WEIR_ORIGIN_EXTRACTION, name, NULL, extraction)->is_secret =
            weir_extraction_get_secret (extraction);
    }
}

static void
add_step (Collector *collector, WeirStep *step)
{
  collector->step = step;
  add_variables (collector, G_LIST_MODEL (weir_step_get_assignments (step)), WEIR_ORIGIN_SET);
  weir_document_foreach_text (G_OBJECT (step), text_cb, collector);
  add_extractions (collector, step);
}

/* Steps that are switched off give nothing. What a method in the step itself sets may be used in the same
 * step, so that is not late. */
static void
add_own (Collector *collector, WeirStep *step)
{
  collector->step = step;
  weir_document_foreach_text (G_OBJECT (step), text_cb, collector);
  collector->is_late = TRUE;
  add_variables (collector, G_LIST_MODEL (weir_step_get_assignments (step)), WEIR_ORIGIN_SET);
  add_extractions (collector, step);
}

/**
 * weir_flow_find_origins:
 * @flow: a flow
 * @step: (nullable): one of its steps; %NULL looks from behind the last one
 * @environment: (nullable): where it runs
 *
 * Finds who gives variables their values, in the order of the flow: what comes later in the list replaces
 * what an earlier entry gave. What only @step itself or a later one gives is marked as late.
 *
 * Returns: (transfer full) (element-type WeirOrigin): them all
 */
GPtrArray *
weir_flow_find_origins (WeirFlow *flow, WeirStep *step, WeirEnvironment *environment)
{
  Collector collector = { 0 };

  g_return_val_if_fail (WEIR_IS_FLOW (flow), NULL);

  collector.origins = g_ptr_array_new_with_free_func (free_origin);
  add_program (&collector);
  add_variables (&collector, G_LIST_MODEL (weir_flow_get_variables (flow)), WEIR_ORIGIN_FLOW);
  if (environment != NULL)
    add_environment (&collector, environment);
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part))); i++)
      {
        WeirStep *other = weir_flow_get_step (flow, part, i);

        if (other == step)
          add_own (&collector, other);
        else if (weir_step_get_enabled (other))
          add_step (&collector, other);
      }
  return collector.origins;
}

static void
add_iterations (Collector *collector, GListModel *iterations)
{
  for (guint i = 0; i < g_list_model_get_n_items (iterations); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (iterations, i);
      WeirCapture *capture = weir_iteration_get_capture (iteration);

      collector->step = weir_iteration_get_step (iteration);
      if (capture != NULL)
        add (collector, WEIR_ORIGIN_CAPTURE, weir_capture_get_to (capture), NULL, capture);
      if (collector->step != NULL)
        add_extractions (collector, collector->step);
      collector->step = NULL;
    }
}

/* What methods in some text of the plan set, and its metrics */
static void
add_further_names (Collector *collector, WeirPlan *plan)
{
  g_autoptr (WeirNames) names = weir_plan_collect_names (plan);

  for (guint i = 0; i < weir_names_get_count (names); i++)
    if (weir_origins_find (collector->origins, weir_names_get (names, i)) == NULL)
      add (collector, WEIR_ORIGIN_PLAN, weir_names_get (names, i), NULL, NULL);
}

/**
 * weir_plan_find_origins:
 * @plan: a load plan
 *
 * Finds who gives variables their values; nothing is late, because clients work through a plan in different
 * orders.
 *
 * Returns: (transfer full) (element-type WeirOrigin): them all
 */
GPtrArray *
weir_plan_find_origins (WeirPlan *plan)
{
  GListModel *environments = G_LIST_MODEL (weir_plan_get_environments (plan));
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  Collector collector = { 0 };

  g_return_val_if_fail (WEIR_IS_PLAN (plan), NULL);

  collector.origins = g_ptr_array_new_with_free_func (free_origin);
  add_program (&collector);
  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr (WeirEnvironment) environment = g_list_model_get_item (environments, i);

      add_environment (&collector, environment);
    }
  add_variables (&collector, G_LIST_MODEL (weir_plan_get_variables (plan)), WEIR_ORIGIN_PLAN);
  add_iterations (&collector, G_LIST_MODEL (weir_plan_get_iterations (plan)));
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      add_iterations (&collector, G_LIST_MODEL (weir_round_get_iterations (round)));
    }
  add_further_names (&collector, plan);
  return collector.origins;
}

/**
 * weir_origins_add:
 * @origins: (element-type WeirOrigin): who gives variables their values
 * @kind: what else does
 * @name: which variable
 */
void
weir_origins_add (GPtrArray *origins, WeirOriginKind kind, const char *name)
{
  Collector collector = { .origins = origins };

  add (&collector, kind, name, NULL, NULL);
}

/**
 * weir_origins_find:
 * @origins: (element-type WeirOrigin): of a step
 * @name: of a variable
 *
 * Returns: (transfer none) (nullable): what gives it its value before the step; when nothing does, what gives
 *   it one later; %NULL when nothing in the flow sets it
 */
const WeirOrigin *
weir_origins_find (GPtrArray *origins, const char *name)
{
  const WeirOrigin *late = NULL;

  for (guint i = origins->len; i > 0; i--)
    {
      const WeirOrigin *origin = g_ptr_array_index (origins, i - 1);

      if (!g_str_equal (origin->name, name))
        continue;
      if (!origin->is_late)
        return origin;
      late = origin;
    }
  return late;
}
