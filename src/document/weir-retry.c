/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-retry.c: a step's `retry:`: when and how often its request is sent again
 */

#include "config.h"

#include "weir-retry.h"

#include "weir-document-private.h"
#include "weir-limits.h"

struct _WeirRetry
{
  GObject parent_instance;

  char *condition;
  char *stop_condition;
  guint max_retries;
  WeirRetryStrategy strategy;
  guint delay_ms;
  guint max_delay_ms;
};

enum
{
  PROP_0,
  PROP_CONDITION,
  PROP_STOP_CONDITION,
  PROP_MAX_RETRIES,
  PROP_STRATEGY,
  PROP_DELAY_MS,
  PROP_MAX_DELAY_MS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirRetry, weir_retry, G_TYPE_OBJECT)

static void
weir_retry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirRetry *self = WEIR_RETRY (object);

  switch (prop_id)
    {
    case PROP_CONDITION:
      g_value_set_string (value, self->condition);
      break;
    case PROP_STOP_CONDITION:
      g_value_set_string (value, self->stop_condition);
      break;
    case PROP_MAX_RETRIES:
      g_value_set_uint (value, self->max_retries);
      break;
    case PROP_STRATEGY:
      g_value_set_enum (value, self->strategy);
      break;
    case PROP_DELAY_MS:
      g_value_set_uint (value, self->delay_ms);
      break;
    case PROP_MAX_DELAY_MS:
      g_value_set_uint (value, self->max_delay_ms);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_retry_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirRetry *self = WEIR_RETRY (object);

  switch (prop_id)
    {
    case PROP_CONDITION:
      weir_retry_set_condition (self, g_value_get_string (value));
      break;
    case PROP_STOP_CONDITION:
      weir_retry_set_stop_condition (self, g_value_get_string (value));
      break;
    case PROP_MAX_RETRIES:
      weir_retry_set_max_retries (self, g_value_get_uint (value));
      break;
    case PROP_STRATEGY:
      weir_retry_set_strategy (self, g_value_get_enum (value));
      break;
    case PROP_DELAY_MS:
      weir_retry_set_delay_ms (self, g_value_get_uint (value));
      break;
    case PROP_MAX_DELAY_MS:
      weir_retry_set_max_delay_ms (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_retry_finalize (GObject *object)
{
  WeirRetry *self = WEIR_RETRY (object);

  g_clear_pointer (&self->condition, g_free);
  g_clear_pointer (&self->stop_condition, g_free);

  G_OBJECT_CLASS (weir_retry_parent_class)->finalize (object);
}

static void
weir_retry_class_init (WeirRetryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_retry_get_property;
  object_class->set_property = weir_retry_set_property;
  object_class->finalize = weir_retry_finalize;

  properties[PROP_CONDITION] = g_param_spec_string ("condition", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_STOP_CONDITION] =
    g_param_spec_string ("stop-condition", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_MAX_RETRIES] =
    g_param_spec_uint ("max-retries", NULL, NULL, 1, WEIR_LIMIT_RETRIES, 1, WEIR_PARAM_READWRITE);
  properties[PROP_STRATEGY] =
    g_param_spec_enum ("strategy", NULL, NULL, WEIR_TYPE_RETRY_STRATEGY, WEIR_RETRY_FIXED,
                       WEIR_PARAM_READWRITE);
  properties[PROP_DELAY_MS] =
    g_param_spec_uint ("delay-ms", NULL, NULL, 1, WEIR_LIMIT_DELAY_MS, 100, WEIR_PARAM_READWRITE);
  properties[PROP_MAX_DELAY_MS] =
    g_param_spec_uint ("max-delay-ms", NULL, NULL, 1, WEIR_LIMIT_DELAY_MS, 60000, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_retry_init (WeirRetry *self)
{
  self->max_retries = 1;
  self->strategy = WEIR_RETRY_FIXED;
  self->delay_ms = 100;
  self->max_delay_ms = 60000;
}

/**
 * weir_retry_new:
 *
 * Returns: (transfer full): a retry, with everything at its default
 */
WeirRetry *
weir_retry_new (void)
{
  return g_object_new (WEIR_TYPE_RETRY, NULL);
}

/**
 * weir_retry_get_condition:
 * @self: a retry
 *
 * Returns: (nullable): the expression that asks for another attempt; NULL: no response, or status >= 500
 */
const char *
weir_retry_get_condition (WeirRetry *self)
{
  g_return_val_if_fail (WEIR_IS_RETRY (self), NULL);

  return self->condition;
}

/**
 * weir_retry_set_condition:
 * @self: a retry
 * @condition: (nullable): the expression that asks for another attempt; NULL: no response, or status >= 500
 */
void
weir_retry_set_condition (WeirRetry *self, const char *condition)
{
  g_return_if_fail (WEIR_IS_RETRY (self));

  if (weir_document_set_string (&self->condition, condition))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONDITION]);
}

/**
 * weir_retry_get_stop_condition:
 * @self: a retry
 *
 * Returns: (nullable): the expression that ends the attempts; looked at first
 */
const char *
weir_retry_get_stop_condition (WeirRetry *self)
{
  g_return_val_if_fail (WEIR_IS_RETRY (self), NULL);

  return self->stop_condition;
}

/**
 * weir_retry_set_stop_condition:
 * @self: a retry
 * @condition: (nullable): the expression that ends the attempts; looked at first
 */
void
weir_retry_set_stop_condition (WeirRetry *self, const char *condition)
{
  g_return_if_fail (WEIR_IS_RETRY (self));

  if (weir_document_set_string (&self->stop_condition, condition))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STOP_CONDITION]);
}

/**
 * weir_retry_get_max_retries:
 * @self: a retry
 *
 * Returns: how many attempts may follow the first
 */
guint
weir_retry_get_max_retries (WeirRetry *self)
{
  g_return_val_if_fail (WEIR_IS_RETRY (self), 0);

  return self->max_retries;
}

/**
 * weir_retry_set_max_retries:
 * @self: a retry
 * @max_retries: how many attempts may follow the first
 */
void
weir_retry_set_max_retries (WeirRetry *self, guint max_retries)
{
  g_return_if_fail (WEIR_IS_RETRY (self));
  g_return_if_fail (max_retries >= 1 && max_retries <= WEIR_LIMIT_RETRIES);

  if (self->max_retries == max_retries)
    return;

  self->max_retries = max_retries;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_RETRIES]);
}

/**
 * weir_retry_get_strategy:
 * @self: a retry
 *
 * Returns: how the delay grows
 */
WeirRetryStrategy
weir_retry_get_strategy (WeirRetry *self)
{
  g_return_val_if_fail (WEIR_IS_RETRY (self), WEIR_RETRY_FIXED);

  return self->strategy;
}

/**
 * weir_retry_set_strategy:
 * @self: a retry
 * @strategy: how the delay grows
 */
void
weir_retry_set_strategy (WeirRetry *self, WeirRetryStrategy strategy)
{
  g_return_if_fail (WEIR_IS_RETRY (self));

  if (self->strategy == strategy)
    return;

  self->strategy = strategy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STRATEGY]);
}

/**
 * weir_retry_get_delay_ms:
 * @self: a retry
 *
 * Returns: the delay before the first retry, in milliseconds
 */
guint
weir_retry_get_delay_ms (WeirRetry *self)
{
  g_return_val_if_fail (WEIR_IS_RETRY (self), 0);

  return self->delay_ms;
}

/**
 * weir_retry_set_delay_ms:
 * @self: a retry
 * @delay_ms: the delay before the first retry, in milliseconds
 */
void
weir_retry_set_delay_ms (WeirRetry *self, guint delay_ms)
{
  g_return_if_fail (WEIR_IS_RETRY (self));
  g_return_if_fail (delay_ms >= 1 && delay_ms <= WEIR_LIMIT_DELAY_MS);

  if (self->delay_ms == delay_ms)
    return;

  self->delay_ms = delay_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DELAY_MS]);
}

/**
 * weir_retry_get_max_delay_ms:
 * @self: a retry
 *
 * Returns: the longest delay of an exponential retry, in milliseconds
 */
guint
weir_retry_get_max_delay_ms (WeirRetry *self)
{
  g_return_val_if_fail (WEIR_IS_RETRY (self), 0);

  return self->max_delay_ms;
}

/**
 * weir_retry_set_max_delay_ms:
 * @self: a retry
 * @max_delay_ms: the longest delay of an exponential retry, in milliseconds
 */
void
weir_retry_set_max_delay_ms (WeirRetry *self, guint max_delay_ms)
{
  g_return_if_fail (WEIR_IS_RETRY (self));
  g_return_if_fail (max_delay_ms >= 1 && max_delay_ms <= WEIR_LIMIT_DELAY_MS);

  if (self->max_delay_ms == max_delay_ms)
    return;

  self->max_delay_ms = max_delay_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_DELAY_MS]);
}
