/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan.c: a load plan: variables, environments, iterations to refer to, and rounds
 */

#include "config.h"

#include "weir-plan.h"

#include "weir-document-private.h"

struct _WeirPlan
{
  GObject parent_instance;

  char *name;
  GListStore *variables;
  GListStore *environments;
  GListStore *iterations;
  GListStore *rounds;
  WeirDataSource *data;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_VARIABLES,
  PROP_ENVIRONMENTS,
  PROP_ITERATIONS,
  PROP_ROUNDS,
  PROP_DATA,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirPlan, weir_plan, G_TYPE_OBJECT)

static void
weir_plan_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirPlan *self = WEIR_PLAN (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VARIABLES:
      g_value_set_object (value, self->variables);
      break;
    case PROP_ENVIRONMENTS:
      g_value_set_object (value, self->environments);
      break;
    case PROP_ITERATIONS:
      g_value_set_object (value, self->iterations);
      break;
    case PROP_ROUNDS:
      g_value_set_object (value, self->rounds);
      break;
    case PROP_DATA:
      g_value_set_object (value, self->data);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_plan_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirPlan *self = WEIR_PLAN (object);

  switch (prop_id)
    {
    case PROP_NAME:
      weir_plan_set_name (self, g_value_get_string (value));
      break;
    case PROP_DATA:
      weir_plan_set_data (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_plan_finalize (GObject *object)
{
  WeirPlan *self = WEIR_PLAN (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->variables);
  g_clear_object (&self->environments);
  g_clear_object (&self->iterations);
  g_clear_object (&self->data);
  g_clear_object (&self->rounds);

  G_OBJECT_CLASS (weir_plan_parent_class)->finalize (object);
}

static void
weir_plan_class_init (WeirPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_plan_get_property;
  object_class->set_property = weir_plan_set_property;
  object_class->finalize = weir_plan_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_VARIABLES] =
    g_param_spec_object ("variables", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_ENVIRONMENTS] =
    g_param_spec_object ("environments", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_ITERATIONS] =
    g_param_spec_object ("iterations", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_ROUNDS] =
    g_param_spec_object ("rounds", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_DATA] =
    g_param_spec_object ("data", NULL, NULL, WEIR_TYPE_DATA_SOURCE, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_plan_init (WeirPlan *self)
{
  self->name = g_strdup ("");
  self->variables = g_list_store_new (WEIR_TYPE_VARIABLE);
  self->environments = g_list_store_new (WEIR_TYPE_ENVIRONMENT);
  self->iterations = g_list_store_new (WEIR_TYPE_ITERATION);
  self->rounds = g_list_store_new (WEIR_TYPE_ROUND);
}

/**
 * weir_plan_new:
 * @name: its name
 *
 * Returns: (transfer full): a plan, with everything else at its default
 */
WeirPlan *
weir_plan_new (const char *name)
{
  return g_object_new (WEIR_TYPE_PLAN, "name", name, NULL);
}

/**
 * weir_plan_get_name:
 * @self: a plan
 *
 * Returns: its name
 */
const char *
weir_plan_get_name (WeirPlan *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN (self), NULL);

  return self->name;
}

/**
 * weir_plan_set_name:
 * @self: a plan
 * @name: its name
 */
void
weir_plan_set_name (WeirPlan *self, const char *name)
{
  g_return_if_fail (WEIR_IS_PLAN (self));

  if (weir_document_set_string (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_plan_get_variables:
 * @self: a plan
 *
 * Returns: (transfer none): its variables
 */
GListStore *
weir_plan_get_variables (WeirPlan *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN (self), NULL);

  return self->variables;
}

/**
 * weir_plan_get_environments:
 * @self: a plan
 *
 * Returns: (transfer none): its environments
 */
GListStore *
weir_plan_get_environments (WeirPlan *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN (self), NULL);

  return self->environments;
}

/**
 * weir_plan_get_iterations:
 * @self: a plan
 *
 * Returns: (transfer none): iterations that rounds refer to
 */
GListStore *
weir_plan_get_iterations (WeirPlan *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN (self), NULL);

  return self->iterations;
}

/**
 * weir_plan_get_rounds:
 * @self: a plan
 *
 * Returns: (transfer none): its rounds
 */
GListStore *
weir_plan_get_rounds (WeirPlan *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN (self), NULL);

  return self->rounds;
}

/**
 * weir_plan_get_data:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): where its rows come from
 */
WeirDataSource *
weir_plan_get_data (WeirPlan *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN (self), NULL);

  return self->data;
}

/**
 * weir_plan_set_data:
 * @self: a plan
 * @data: (nullable): where its rows come from
 */
void
weir_plan_set_data (WeirPlan *self, WeirDataSource *data)
{
  g_return_if_fail (WEIR_IS_PLAN (self));

  if (g_set_object (&self->data, data))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATA]);
}
