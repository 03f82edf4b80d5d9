/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step.c: one step of a flow
 */

#include "config.h"

#include "weir-step.h"

#include "weir-assertion.h"
#include "weir-document-private.h"
#include "weir-extraction.h"
#include "weir-variable.h"

struct _WeirStep
{
  GObject parent_instance;

  char *name;
  char *description;
  gboolean enabled;
  char *skip_if;
  WeirRequest *request;
  WeirRetry *retry;
  gint64 wait_us;
  gboolean keep_body;
  GListStore *assignments;
  GListStore *extractions;
  GListStore *assertions;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_DESCRIPTION,
  PROP_ENABLED,
  PROP_SKIP_IF,
  PROP_REQUEST,
  PROP_RETRY,
  PROP_WAIT_US,
  PROP_KEEP_BODY,
  PROP_ASSIGNMENTS,
  PROP_EXTRACTIONS,
  PROP_ASSERTIONS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirStep, weir_step, G_TYPE_OBJECT)

static void
weir_step_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirStep *self = WEIR_STEP (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_SKIP_IF:
      g_value_set_string (value, self->skip_if);
      break;
    case PROP_REQUEST:
      g_value_set_object (value, self->request);
      break;
    case PROP_RETRY:
      g_value_set_object (value, self->retry);
      break;
    case PROP_WAIT_US:
      g_value_set_int64 (value, self->wait_us);
      break;
    case PROP_KEEP_BODY:
      g_value_set_boolean (value, self->keep_body);
      break;
    case PROP_ASSIGNMENTS:
      g_value_set_object (value, self->assignments);
      break;
    case PROP_EXTRACTIONS:
      g_value_set_object (value, self->extractions);
      break;
    case PROP_ASSERTIONS:
      g_value_set_object (value, self->assertions);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_step_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirStep *self = WEIR_STEP (object);

  switch (prop_id)
    {
    case PROP_NAME:
      weir_step_set_name (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      weir_step_set_description (self, g_value_get_string (value));
      break;
    case PROP_ENABLED:
      weir_step_set_enabled (self, g_value_get_boolean (value));
      break;
    case PROP_SKIP_IF:
      weir_step_set_skip_if (self, g_value_get_string (value));
      break;
    case PROP_REQUEST:
      weir_step_set_request (self, g_value_get_object (value));
      break;
    case PROP_RETRY:
      weir_step_set_retry (self, g_value_get_object (value));
      break;
    case PROP_WAIT_US:
      weir_step_set_wait_us (self, g_value_get_int64 (value));
      break;
    case PROP_KEEP_BODY:
      weir_step_set_keep_body (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_step_finalize (GObject *object)
{
  WeirStep *self = WEIR_STEP (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->skip_if, g_free);
  g_clear_object (&self->request);
  g_clear_object (&self->retry);
  g_clear_object (&self->assignments);
  g_clear_object (&self->extractions);
  g_clear_object (&self->assertions);

  G_OBJECT_CLASS (weir_step_parent_class)->finalize (object);
}

static void
weir_step_class_init (WeirStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_step_get_property;
  object_class->set_property = weir_step_set_property;
  object_class->finalize = weir_step_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE, WEIR_PARAM_READWRITE);
  properties[PROP_SKIP_IF] = g_param_spec_string ("skip-if", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_REQUEST] =
    g_param_spec_object ("request", NULL, NULL, WEIR_TYPE_REQUEST, WEIR_PARAM_READWRITE);
  properties[PROP_RETRY] = g_param_spec_object ("retry", NULL, NULL, WEIR_TYPE_RETRY, WEIR_PARAM_READWRITE);
  properties[PROP_WAIT_US] =
    g_param_spec_int64 ("wait-us", NULL, NULL, -1, G_MAXINT64, -1, WEIR_PARAM_READWRITE);
  properties[PROP_KEEP_BODY] = g_param_spec_boolean ("keep-body", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  properties[PROP_ASSIGNMENTS] =
    g_param_spec_object ("assignments", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_EXTRACTIONS] =
    g_param_spec_object ("extractions", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_ASSERTIONS] =
    g_param_spec_object ("assertions", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_step_init (WeirStep *self)
{
  self->name = g_strdup ("");
  self->enabled = TRUE;
  self->wait_us = -1;
  self->assignments = g_list_store_new (WEIR_TYPE_VARIABLE);
  self->extractions = g_list_store_new (WEIR_TYPE_EXTRACTION);
  self->assertions = g_list_store_new (WEIR_TYPE_ASSERTION);
}

/**
 * weir_step_new:
 * @name: its name, unique within the flow
 *
 * Returns: (transfer full): a step, with everything else at its default
 */
WeirStep *
weir_step_new (const char *name)
{
  return g_object_new (WEIR_TYPE_STEP, "name", name, NULL);
}

/**
 * weir_step_get_name:
 * @self: a step
 *
 * Returns: its name, unique within the flow
 */
const char *
weir_step_get_name (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), NULL);

  return self->name;
}

/**
 * weir_step_set_name:
 * @self: a step
 * @name: its name, unique within the flow
 */
void
weir_step_set_name (WeirStep *self, const char *name)
{
  g_return_if_fail (WEIR_IS_STEP (self));

  if (weir_document_set_string (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_step_get_description:
 * @self: a step
 *
 * Returns: (nullable): what a person wrote about it
 */
const char *
weir_step_get_description (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), NULL);

  return self->description;
}

/**
 * weir_step_set_description:
 * @self: a step
 * @description: (nullable): what a person wrote about it
 */
void
weir_step_set_description (WeirStep *self, const char *description)
{
  g_return_if_fail (WEIR_IS_STEP (self));

  if (weir_document_set_string (&self->description, description))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

/**
 * weir_step_get_enabled:
 * @self: a step
 *
 * Returns: whether it is run
 */
gboolean
weir_step_get_enabled (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), FALSE);

  return self->enabled;
}

/**
 * weir_step_set_enabled:
 * @self: a step
 * @enabled: whether it is run
 */
void
weir_step_set_enabled (WeirStep *self, gboolean enabled)
{
  g_return_if_fail (WEIR_IS_STEP (self));

  enabled = !!enabled;
  if (self->enabled == enabled)
    return;

  self->enabled = enabled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

/**
 * weir_step_get_skip_if:
 * @self: a step
 *
 * Returns: (nullable): the expression that skips it
 */
const char *
weir_step_get_skip_if (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), NULL);

  return self->skip_if;
}

/**
 * weir_step_set_skip_if:
 * @self: a step
 * @expression: (nullable): the expression that skips it
 */
void
weir_step_set_skip_if (WeirStep *self, const char *expression)
{
  g_return_if_fail (WEIR_IS_STEP (self));

  if (weir_document_set_string (&self->skip_if, expression))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SKIP_IF]);
}

/**
 * weir_step_get_request:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): its request; NULL for a step that only sets or waits
 */
WeirRequest *
weir_step_get_request (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), NULL);

  return self->request;
}

/**
 * weir_step_set_request:
 * @self: a step
 * @request: (nullable): its request; NULL for a step that only sets or waits
 */
void
weir_step_set_request (WeirStep *self, WeirRequest *request)
{
  g_return_if_fail (WEIR_IS_STEP (self));
  g_return_if_fail (request == NULL || WEIR_IS_REQUEST (request));

  if (g_set_object (&self->request, request))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
}

/**
 * weir_step_get_retry:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): when its request is sent again; NULL: never
 */
WeirRetry *
weir_step_get_retry (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), NULL);

  return self->retry;
}

/**
 * weir_step_set_retry:
 * @self: a step
 * @retry: (nullable): when its request is sent again; NULL: never
 */
void
weir_step_set_retry (WeirStep *self, WeirRetry *retry)
{
  g_return_if_fail (WEIR_IS_STEP (self));
  g_return_if_fail (retry == NULL || WEIR_IS_RETRY (retry));

  if (g_set_object (&self->retry, retry))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETRY]);
}

/**
 * weir_step_get_wait_us:
 * @self: a step
 *
 * Returns: how long it waits, in microseconds; -1: it does not wait
 */
gint64
weir_step_get_wait_us (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), -1);

  return self->wait_us;
}

/**
 * weir_step_set_wait_us:
 * @self: a step
 * @wait_us: how long it waits, in microseconds; -1: it does not wait
 */
void
weir_step_set_wait_us (WeirStep *self, gint64 wait_us)
{
  g_return_if_fail (WEIR_IS_STEP (self));
  g_return_if_fail (wait_us >= -1);

  if (self->wait_us == wait_us)
    return;

  self->wait_us = wait_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAIT_US]);
}

/**
 * weir_step_get_keep_body:
 * @self: a step
 *
 * Returns: whether whole bodies are kept in a run
 */
gboolean
weir_step_get_keep_body (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), FALSE);

  return self->keep_body;
}

/**
 * weir_step_set_keep_body:
 * @self: a step
 * @keep_body: whether whole bodies are kept in a run
 */
void
weir_step_set_keep_body (WeirStep *self, gboolean keep_body)
{
  g_return_if_fail (WEIR_IS_STEP (self));

  keep_body = !!keep_body;
  if (self->keep_body == keep_body)
    return;

  self->keep_body = keep_body;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEEP_BODY]);
}

/**
 * weir_step_get_assignments:
 * @self: a step
 *
 * Returns: (transfer none): what it sets, in order
 */
GListStore *
weir_step_get_assignments (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), NULL);

  return self->assignments;
}

/**
 * weir_step_get_extractions:
 * @self: a step
 *
 * Returns: (transfer none): what it takes from the answer, in order
 */
GListStore *
weir_step_get_extractions (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), NULL);

  return self->extractions;
}

/**
 * weir_step_get_assertions:
 * @self: a step
 *
 * Returns: (transfer none): what it expects of the answer, in order
 */
GListStore *
weir_step_get_assertions (WeirStep *self)
{
  g_return_val_if_fail (WEIR_IS_STEP (self), NULL);

  return self->assertions;
}
