/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-iteration.c: a named job of a round: one request, how often it is sent, conditions and rules
 */

#include "config.h"

#include "weir-iteration.h"

#include "weir-document-private.h"

struct _WeirIteration
{
  GObject parent_instance;

  char *name;
  gint64 startup_delay_us;
  WeirPacing *pacing;
  char *skip_if;
  char **before;
  char **after;
  WeirStep *step;
  WeirCapture *capture;
  GListStore *failure_rules;
  GListStore *termination_rules;
  WeirDataSource *data;
  gint64 warm_up_us;
  char *flow_file;
  WeirFlow *flow;
  char *flow_text;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_STARTUP_DELAY_US,
  PROP_PACING,
  PROP_SKIP_IF,
  PROP_BEFORE,
  PROP_AFTER,
  PROP_STEP,
  PROP_CAPTURE,
  PROP_FAILURE_RULES,
  PROP_TERMINATION_RULES,
  PROP_DATA,
  PROP_WARM_UP_US,
  PROP_FLOW_FILE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirIteration, weir_iteration, G_TYPE_OBJECT)

static void
weir_iteration_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirIteration *self = WEIR_ITERATION (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STARTUP_DELAY_US:
      g_value_set_int64 (value, self->startup_delay_us);
      break;
    case PROP_PACING:
      g_value_set_object (value, self->pacing);
      break;
    case PROP_SKIP_IF:
      g_value_set_string (value, self->skip_if);
      break;
    case PROP_BEFORE:
      g_value_set_boxed (value, self->before);
      break;
    case PROP_AFTER:
      g_value_set_boxed (value, self->after);
      break;
    case PROP_STEP:
      g_value_set_object (value, self->step);
      break;
    case PROP_CAPTURE:
      g_value_set_object (value, self->capture);
      break;
    case PROP_FAILURE_RULES:
      g_value_set_object (value, self->failure_rules);
      break;
    case PROP_TERMINATION_RULES:
      g_value_set_object (value, self->termination_rules);
      break;
    case PROP_DATA:
      g_value_set_object (value, self->data);
      break;
    case PROP_WARM_UP_US:
      g_value_set_int64 (value, self->warm_up_us);
      break;
    case PROP_FLOW_FILE:
      g_value_set_string (value, self->flow_file);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_iteration_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirIteration *self = WEIR_ITERATION (object);

  switch (prop_id)
    {
    case PROP_NAME:
      weir_iteration_set_name (self, g_value_get_string (value));
      break;
    case PROP_STARTUP_DELAY_US:
      weir_iteration_set_startup_delay_us (self, g_value_get_int64 (value));
      break;
    case PROP_SKIP_IF:
      weir_iteration_set_skip_if (self, g_value_get_string (value));
      break;
    case PROP_BEFORE:
      weir_iteration_set_before (self, g_value_get_boxed (value));
      break;
    case PROP_AFTER:
      weir_iteration_set_after (self, g_value_get_boxed (value));
      break;
    case PROP_STEP:
      weir_iteration_set_step (self, g_value_get_object (value));
      break;
    case PROP_CAPTURE:
      weir_iteration_set_capture (self, g_value_get_object (value));
      break;
    case PROP_DATA:
      weir_iteration_set_data (self, g_value_get_object (value));
      break;
    case PROP_WARM_UP_US:
      weir_iteration_set_warm_up_us (self, g_value_get_int64 (value));
      break;
    case PROP_FLOW_FILE:
      weir_iteration_set_flow_file (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_iteration_finalize (GObject *object)
{
  WeirIteration *self = WEIR_ITERATION (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->pacing);
  g_clear_pointer (&self->skip_if, g_free);
  g_clear_pointer (&self->before, g_strfreev);
  g_clear_pointer (&self->after, g_strfreev);
  g_clear_object (&self->step);
  g_clear_object (&self->capture);
  g_clear_object (&self->data);
  g_clear_object (&self->failure_rules);
  g_clear_object (&self->termination_rules);
  g_clear_pointer (&self->flow_file, g_free);
  g_clear_object (&self->flow);
  g_clear_pointer (&self->flow_text, g_free);

  G_OBJECT_CLASS (weir_iteration_parent_class)->finalize (object);
}

static void
weir_iteration_class_init (WeirIterationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_iteration_get_property;
  object_class->set_property = weir_iteration_set_property;
  object_class->finalize = weir_iteration_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_STARTUP_DELAY_US] =
    g_param_spec_int64 ("startup-delay-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  properties[PROP_PACING] = g_param_spec_object ("pacing", NULL, NULL, WEIR_TYPE_PACING, WEIR_PARAM_READABLE);
  properties[PROP_SKIP_IF] = g_param_spec_string ("skip-if", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_BEFORE] = g_param_spec_boxed ("before", NULL, NULL, G_TYPE_STRV, WEIR_PARAM_READWRITE);
  properties[PROP_AFTER] = g_param_spec_boxed ("after", NULL, NULL, G_TYPE_STRV, WEIR_PARAM_READWRITE);
  properties[PROP_STEP] = g_param_spec_object ("step", NULL, NULL, WEIR_TYPE_STEP, WEIR_PARAM_READWRITE);
  properties[PROP_CAPTURE] =
    g_param_spec_object ("capture", NULL, NULL, WEIR_TYPE_CAPTURE, WEIR_PARAM_READWRITE);
  properties[PROP_FAILURE_RULES] =
    g_param_spec_object ("failure-rules", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_TERMINATION_RULES] =
    g_param_spec_object ("termination-rules", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_DATA] =
    g_param_spec_object ("data", NULL, NULL, WEIR_TYPE_DATA_SOURCE, WEIR_PARAM_READWRITE);
  properties[PROP_WARM_UP_US] =
    g_param_spec_int64 ("warm-up-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  properties[PROP_FLOW_FILE] =
    g_param_spec_string ("flow-file", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_iteration_init (WeirIteration *self)
{
  self->name = g_strdup ("");
  self->pacing = weir_pacing_new ();
  self->failure_rules = g_list_store_new (WEIR_TYPE_RULE);
  self->termination_rules = g_list_store_new (WEIR_TYPE_RULE);
}

/**
 * weir_iteration_new:
 * @name: its name
 *
 * Returns: (transfer full): an iteration, with everything else at its default
 */
WeirIteration *
weir_iteration_new (const char *name)
{
  return g_object_new (WEIR_TYPE_ITERATION, "name", name, NULL);
}

/**
 * weir_iteration_get_name:
 * @self: an iteration
 *
 * Returns: its name
 */
const char *
weir_iteration_get_name (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->name;
}

/**
 * weir_iteration_set_name:
 * @self: an iteration
 * @name: its name, which its step has, too
 */
void
weir_iteration_set_name (WeirIteration *self, const char *name)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  if (!weir_document_set_string (&self->name, name != NULL ? name : ""))
    return;
  if (self->step != NULL)
    weir_step_set_name (self->step, self->name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_iteration_get_startup_delay_us:
 * @self: an iteration
 *
 * Returns: what is waited before it, in microseconds
 */
gint64
weir_iteration_get_startup_delay_us (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), 0);

  return self->startup_delay_us;
}

/**
 * weir_iteration_set_startup_delay_us:
 * @self: an iteration
 * @startup_delay_us: what is waited before it, in microseconds
 */
void
weir_iteration_set_startup_delay_us (WeirIteration *self, gint64 startup_delay_us)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  if (self->startup_delay_us == startup_delay_us)
    return;
  self->startup_delay_us = startup_delay_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STARTUP_DELAY_US]);
}

/**
 * weir_iteration_get_pacing:
 * @self: an iteration
 *
 * Returns: (transfer none): how its requests are spread over time
 */
WeirPacing *
weir_iteration_get_pacing (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->pacing;
}

/**
 * weir_iteration_get_skip_if:
 * @self: an iteration
 *
 * Returns: (nullable): a condition on which a client leaves it out
 */
const char *
weir_iteration_get_skip_if (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->skip_if;
}

/**
 * weir_iteration_set_skip_if:
 * @self: an iteration
 * @skip_if: (nullable): a condition on which a client leaves it out
 */
void
weir_iteration_set_skip_if (WeirIteration *self, const char *skip_if)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  if (weir_document_set_string (&self->skip_if, skip_if))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SKIP_IF]);
}

/**
 * weir_iteration_get_before:
 * @self: an iteration
 *
 * Returns: (nullable): texts that are filled in for what they do, before it
 */
const char *const *
weir_iteration_get_before (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return (const char *const *) self->before;
}

/**
 * weir_iteration_set_before:
 * @self: an iteration
 * @before: (nullable): texts that are filled in for what they do, before it
 */
void
weir_iteration_set_before (WeirIteration *self, const char *const *before)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  if (weir_document_set_strv (&self->before, before))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BEFORE]);
}

/**
 * weir_iteration_get_after:
 * @self: an iteration
 *
 * Returns: (nullable): texts that are filled in for what they do, after it
 */
const char *const *
weir_iteration_get_after (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return (const char *const *) self->after;
}

/**
 * weir_iteration_set_after:
 * @self: an iteration
 * @after: (nullable): texts that are filled in for what they do, after it
 */
void
weir_iteration_set_after (WeirIteration *self, const char *const *after)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  if (weir_document_set_strv (&self->after, after))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AFTER]);
}

/**
 * weir_iteration_get_step:
 * @self: an iteration
 *
 * Returns: (nullable): its request, with what is done around each sending
 */
WeirStep *
weir_iteration_get_step (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->step;
}

/**
 * weir_iteration_set_step:
 * @self: an iteration
 * @step: (nullable): its request, with what is done around each sending
 */
void
weir_iteration_set_step (WeirIteration *self, WeirStep *step)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  if (g_set_object (&self->step, step))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

/**
 * weir_iteration_get_capture:
 * @self: an iteration
 *
 * Returns: (nullable): the name each answer gets
 */
WeirCapture *
weir_iteration_get_capture (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->capture;
}

/**
 * weir_iteration_set_capture:
 * @self: an iteration
 * @capture: (nullable): the name each answer gets
 */
void
weir_iteration_set_capture (WeirIteration *self, WeirCapture *capture)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  if (g_set_object (&self->capture, capture))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPTURE]);
}

/**
 * weir_iteration_get_failure_rules:
 * @self: an iteration
 *
 * Returns: (transfer none): what makes it fail
 */
GListStore *
weir_iteration_get_failure_rules (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->failure_rules;
}

/**
 * weir_iteration_get_termination_rules:
 * @self: an iteration
 *
 * Returns: (transfer none): what ends it
 */
GListStore *
weir_iteration_get_termination_rules (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->termination_rules;
}

/**
 * weir_iteration_get_data:
 * @self: an iteration
 *
 * Returns: (transfer none) (nullable): where its rows come from
 */
WeirDataSource *
weir_iteration_get_data (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->data;
}

/**
 * weir_iteration_set_data:
 * @self: an iteration
 * @data: (nullable): where its rows come from
 */
void
weir_iteration_set_data (WeirIteration *self, WeirDataSource *data)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  if (g_set_object (&self->data, data))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATA]);
}

/**
 * weir_iteration_get_warm_up_us:
 * @self: an iteration
 *
 * Returns: how long after its first request nothing is measured, in microseconds
 */
gint64
weir_iteration_get_warm_up_us (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), 0);

  return self->warm_up_us;
}

/**
 * weir_iteration_set_warm_up_us:
 * @self: an iteration
 * @warm_up_us: how long after its first request nothing is measured, in microseconds
 */
void
weir_iteration_set_warm_up_us (WeirIteration *self, gint64 warm_up_us)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  if (self->warm_up_us == warm_up_us)
    return;
  self->warm_up_us = warm_up_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WARM_UP_US]);
}

/**
 * weir_iteration_get_flow_file:
 * @self: an iteration
 *
 * Returns: (nullable): the file of the flow whose passes are its slots; %NULL: it has a request
 */
const char *
weir_iteration_get_flow_file (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->flow_file;
}

/**
 * weir_iteration_set_flow_file:
 * @self: an iteration
 * @flow_file: (nullable): the file of the flow whose passes are its slots
 */
void
weir_iteration_set_flow_file (WeirIteration *self, const char *flow_file)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  if (weir_document_set_string (&self->flow_file, flow_file))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FLOW_FILE]);
}

/**
 * weir_iteration_get_flow:
 * @self: an iteration
 *
 * Returns: (transfer none) (nullable): the flow of its file, as it was when the plan was read
 */
WeirFlow *
weir_iteration_get_flow (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->flow;
}

/**
 * weir_iteration_get_flow_text:
 * @self: an iteration
 *
 * Returns: (nullable): what that flow was read from
 */
const char *
weir_iteration_get_flow_text (WeirIteration *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION (self), NULL);

  return self->flow_text;
}

/**
 * weir_iteration_take_flow:
 * @self: an iteration
 * @flow: (transfer full): the flow of its file
 * @text: what it was read from
 */
void
weir_iteration_take_flow (WeirIteration *self, WeirFlow *flow, const char *text)
{
  g_return_if_fail (WEIR_IS_ITERATION (self));

  g_clear_object (&self->flow);
  self->flow = flow;
  g_free (self->flow_text);
  self->flow_text = g_strdup (text);
}
