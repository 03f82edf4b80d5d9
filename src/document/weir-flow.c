/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow.c: a flow: variables, run options, and three ordered lists of steps
 */

#include "config.h"

#include "weir-flow.h"

#include "weir-document-private.h"

struct _WeirFlow
{
  GObject parent_instance;

  char *name;
  char *description;
  char *environment;
  WeirRunOptions *run_options;
  GListStore *variables;
  GListStore *parts[WEIR_N_FLOW_PARTS];
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_DESCRIPTION,
  PROP_ENVIRONMENT,
  PROP_RUN_OPTIONS,
  PROP_VARIABLES,
  PROP_BEFORE_ALL,
  PROP_STEPS,
  PROP_AFTER_ALL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirFlow, weir_flow, G_TYPE_OBJECT)

static void
weir_flow_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirFlow *self = WEIR_FLOW (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_ENVIRONMENT:
      g_value_set_string (value, self->environment);
      break;
    case PROP_RUN_OPTIONS:
      g_value_set_object (value, self->run_options);
      break;
    case PROP_VARIABLES:
      g_value_set_object (value, self->variables);
      break;
    case PROP_BEFORE_ALL:
      g_value_set_object (value, self->parts[WEIR_FLOW_PART_BEFORE_ALL]);
      break;
    case PROP_STEPS:
      g_value_set_object (value, self->parts[WEIR_FLOW_PART_STEPS]);
      break;
    case PROP_AFTER_ALL:
      g_value_set_object (value, self->parts[WEIR_FLOW_PART_AFTER_ALL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_flow_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirFlow *self = WEIR_FLOW (object);

  switch (prop_id)
    {
    case PROP_NAME:
      weir_flow_set_name (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      weir_flow_set_description (self, g_value_get_string (value));
      break;
    case PROP_ENVIRONMENT:
      weir_flow_set_environment (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_flow_finalize (GObject *object)
{
  WeirFlow *self = WEIR_FLOW (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->environment, g_free);
  g_clear_object (&self->run_options);
  g_clear_object (&self->variables);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    g_clear_object (&self->parts[part]);

  G_OBJECT_CLASS (weir_flow_parent_class)->finalize (object);
}

static void
weir_flow_class_init (WeirFlowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_flow_get_property;
  object_class->set_property = weir_flow_set_property;
  object_class->finalize = weir_flow_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_ENVIRONMENT] = g_param_spec_string ("environment", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_RUN_OPTIONS] =
    g_param_spec_object ("run-options", NULL, NULL, WEIR_TYPE_RUN_OPTIONS, WEIR_PARAM_READABLE);
  properties[PROP_VARIABLES] =
    g_param_spec_object ("variables", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_BEFORE_ALL] =
    g_param_spec_object ("before-all", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_STEPS] = g_param_spec_object ("steps", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_AFTER_ALL] =
    g_param_spec_object ("after-all", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_flow_init (WeirFlow *self)
{
  self->name = g_strdup ("");
  self->run_options = weir_run_options_new ();
  self->variables = g_list_store_new (WEIR_TYPE_VARIABLE);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    self->parts[part] = g_list_store_new (WEIR_TYPE_STEP);
}

/**
 * weir_flow_new:
 * @name: its name
 *
 * Returns: (transfer full): a flow, with everything else at its default
 */
WeirFlow *
weir_flow_new (const char *name)
{
  return g_object_new (WEIR_TYPE_FLOW, "name", name, NULL);
}

/**
 * weir_flow_get_name:
 * @self: a flow
 *
 * Returns: its name
 */
const char *
weir_flow_get_name (WeirFlow *self)
{
  g_return_val_if_fail (WEIR_IS_FLOW (self), NULL);

  return self->name;
}

/**
 * weir_flow_set_name:
 * @self: a flow
 * @name: its name
 */
void
weir_flow_set_name (WeirFlow *self, const char *name)
{
  g_return_if_fail (WEIR_IS_FLOW (self));

  if (weir_document_set_string (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_flow_get_environment:
 * @self: a flow
 *
 * Returns: (nullable): the name of the environment it runs in unless another is chosen
 */
const char *
weir_flow_get_environment (WeirFlow *self)
{
  g_return_val_if_fail (WEIR_IS_FLOW (self), NULL);

  return self->environment;
}

/**
 * weir_flow_set_environment:
 * @self: a flow
 * @name: (nullable): the environment it runs in unless another is chosen
 */
void
weir_flow_set_environment (WeirFlow *self, const char *name)
{
  g_return_if_fail (WEIR_IS_FLOW (self));

  if (weir_document_set_string (&self->environment, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENVIRONMENT]);
}

/**
 * weir_flow_get_description:
 * @self: a flow
 *
 * Returns: (nullable): what a person wrote about it
 */
const char *
weir_flow_get_description (WeirFlow *self)
{
  g_return_val_if_fail (WEIR_IS_FLOW (self), NULL);

  return self->description;
}

/**
 * weir_flow_set_description:
 * @self: a flow
 * @description: (nullable): what a person wrote about it
 */
void
weir_flow_set_description (WeirFlow *self, const char *description)
{
  g_return_if_fail (WEIR_IS_FLOW (self));

  if (weir_document_set_string (&self->description, description))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

/**
 * weir_flow_get_run_options:
 * @self: a flow
 *
 * Returns: (transfer none): how it is run
 */
WeirRunOptions *
weir_flow_get_run_options (WeirFlow *self)
{
  g_return_val_if_fail (WEIR_IS_FLOW (self), NULL);

  return self->run_options;
}

/**
 * weir_flow_get_variables:
 * @self: a flow
 *
 * Returns: (transfer none): its variables, in order
 */
GListStore *
weir_flow_get_variables (WeirFlow *self)
{
  g_return_val_if_fail (WEIR_IS_FLOW (self), NULL);

  return self->variables;
}

/**
 * weir_flow_get_part:
 * @self: a flow
 * @part: which of the three lists
 *
 * Returns: (transfer none): its steps (WeirStep), in order
 */
GListStore *
weir_flow_get_part (WeirFlow *self, WeirFlowPart part)
{
  g_return_val_if_fail (WEIR_IS_FLOW (self), NULL);
  g_return_val_if_fail ((guint) part < WEIR_N_FLOW_PARTS, NULL);

  return self->parts[part];
}

/**
 * weir_flow_find_variable:
 * @self: a flow
 * @name: a name; variables are case-sensitive
 *
 * Returns: (transfer none) (nullable): the flow's variable of that name
 */
WeirVariable *
weir_flow_find_variable (WeirFlow *self, const char *name)
{
  g_return_val_if_fail (WEIR_IS_FLOW (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->variables)); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (self->variables), i);

      /* The list keeps its own reference, so what is returned outlives this one. */
      if (g_str_equal (weir_variable_get_name (variable), name))
        return variable;
    }
  return NULL;
}

/**
 * weir_flow_get_step:
 * @self: a flow
 * @part: which of the three lists
 * @index: the place in it, from 0
 *
 * Returns: (transfer none) (nullable): the step, NULL beyond the end
 */
WeirStep *
weir_flow_get_step (WeirFlow *self, WeirFlowPart part, guint index)
{
  g_autoptr (WeirStep) step = NULL;

  g_return_val_if_fail (WEIR_IS_FLOW (self), NULL);
  g_return_val_if_fail ((guint) part < WEIR_N_FLOW_PARTS, NULL);

  step = g_list_model_get_item (G_LIST_MODEL (self->parts[part]), index);
  return step;
}

/**
 * weir_flow_count_enabled:
 * @self: a flow
 * @part: which of the three lists
 *
 * Returns: how many of its steps are run
 */
guint
weir_flow_count_enabled (WeirFlow *self, WeirFlowPart part)
{
  guint n_enabled = 0;

  g_return_val_if_fail (WEIR_IS_FLOW (self), 0);
  g_return_val_if_fail ((guint) part < WEIR_N_FLOW_PARTS, 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->parts[part])); i++)
    n_enabled += weir_step_get_enabled (weir_flow_get_step (self, part, i)) ? 1 : 0;
  return n_enabled;
}
