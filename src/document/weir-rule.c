/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule.c: an entry of `failureRules:` or `terminationRules:`: what makes an iteration fail, or ends it
 */

#include "config.h"

#include "weir-rule.h"

#include "weir-document-private.h"

struct _WeirRule
{
  GObject parent_instance;

  char *metric;
  char *status_codes;
  char *expression;
  gint64 grace_us;
  gint64 window_us;
  guint min_samples;
};

enum
{
  PROP_0,
  PROP_METRIC,
  PROP_STATUS_CODES,
  PROP_EXPRESSION,
  PROP_GRACE_US,
  PROP_WINDOW_US,
  PROP_MIN_SAMPLES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirRule, weir_rule, G_TYPE_OBJECT)

static void
weir_rule_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirRule *self = WEIR_RULE (object);

  switch (prop_id)
    {
    case PROP_METRIC:
      g_value_set_string (value, self->metric);
      break;
    case PROP_STATUS_CODES:
      g_value_set_string (value, self->status_codes);
      break;
    case PROP_EXPRESSION:
      g_value_set_string (value, self->expression);
      break;
    case PROP_GRACE_US:
      g_value_set_int64 (value, self->grace_us);
      break;
    case PROP_WINDOW_US:
      g_value_set_int64 (value, self->window_us);
      break;
    case PROP_MIN_SAMPLES:
      g_value_set_uint (value, self->min_samples);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_rule_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirRule *self = WEIR_RULE (object);

  switch (prop_id)
    {
    case PROP_METRIC:
      weir_rule_set_metric (self, g_value_get_string (value));
      break;
    case PROP_STATUS_CODES:
      weir_rule_set_status_codes (self, g_value_get_string (value));
      break;
    case PROP_EXPRESSION:
      weir_rule_set_expression (self, g_value_get_string (value));
      break;
    case PROP_GRACE_US:
      weir_rule_set_grace_us (self, g_value_get_int64 (value));
      break;
    case PROP_WINDOW_US:
      weir_rule_set_window_us (self, g_value_get_int64 (value));
      break;
    case PROP_MIN_SAMPLES:
      weir_rule_set_min_samples (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_rule_finalize (GObject *object)
{
  WeirRule *self = WEIR_RULE (object);

  g_clear_pointer (&self->metric, g_free);
  g_clear_pointer (&self->status_codes, g_free);
  g_clear_pointer (&self->expression, g_free);

  G_OBJECT_CLASS (weir_rule_parent_class)->finalize (object);
}

static void
weir_rule_class_init (WeirRuleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_rule_get_property;
  object_class->set_property = weir_rule_set_property;
  object_class->finalize = weir_rule_finalize;

  properties[PROP_METRIC] = g_param_spec_string ("metric", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_STATUS_CODES] =
    g_param_spec_string ("status-codes", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_EXPRESSION] = g_param_spec_string ("expression", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_GRACE_US] =
    g_param_spec_int64 ("grace-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  properties[PROP_WINDOW_US] =
    g_param_spec_int64 ("window-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  properties[PROP_MIN_SAMPLES] =
    g_param_spec_uint ("min-samples", NULL, NULL, 0, G_MAXUINT, 0, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_rule_init (WeirRule *self)
{
}

/**
 * weir_rule_new:
 *
 * Returns: (transfer full): a rule, with everything else at its default
 */
WeirRule *
weir_rule_new (void)
{
  return g_object_new (WEIR_TYPE_RULE, NULL);
}

/**
 * weir_rule_get_metric:
 * @self: a rule
 *
 * Returns: (nullable): the metric and its threshold, such as "TotalTime.P90 > 250"
 */
const char *
weir_rule_get_metric (WeirRule *self)
{
  g_return_val_if_fail (WEIR_IS_RULE (self), NULL);

  return self->metric;
}

/**
 * weir_rule_set_metric:
 * @self: a rule
 * @metric: (nullable): the metric and its threshold, such as "TotalTime.P90 > 250"
 */
void
weir_rule_set_metric (WeirRule *self, const char *metric)
{
  g_return_if_fail (WEIR_IS_RULE (self));

  if (weir_document_set_string (&self->metric, metric))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_METRIC]);
}

/**
 * weir_rule_get_status_codes:
 * @self: a rule
 *
 * Returns: (nullable): the codes that are errors to "ErrorRate"
 */
const char *
weir_rule_get_status_codes (WeirRule *self)
{
  g_return_val_if_fail (WEIR_IS_RULE (self), NULL);

  return self->status_codes;
}

/**
 * weir_rule_set_status_codes:
 * @self: a rule
 * @status_codes: (nullable): the codes that are errors to "ErrorRate"
 */
void
weir_rule_set_status_codes (WeirRule *self, const char *status_codes)
{
  g_return_if_fail (WEIR_IS_RULE (self));

  if (weir_document_set_string (&self->status_codes, status_codes))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS_CODES]);
}

/**
 * weir_rule_get_expression:
 * @self: a rule
 *
 * Returns: (nullable): a condition that breaks the rule, too
 */
const char *
weir_rule_get_expression (WeirRule *self)
{
  g_return_val_if_fail (WEIR_IS_RULE (self), NULL);

  return self->expression;
}

/**
 * weir_rule_set_expression:
 * @self: a rule
 * @expression: (nullable): a condition that breaks the rule, too
 */
void
weir_rule_set_expression (WeirRule *self, const char *expression)
{
  g_return_if_fail (WEIR_IS_RULE (self));

  if (weir_document_set_string (&self->expression, expression))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPRESSION]);
}

/**
 * weir_rule_get_grace_us:
 * @self: a rule
 *
 * Returns: how long it must hold before it ends the iteration, in microseconds
 */
gint64
weir_rule_get_grace_us (WeirRule *self)
{
  g_return_val_if_fail (WEIR_IS_RULE (self), 0);

  return self->grace_us;
}

/**
 * weir_rule_set_grace_us:
 * @self: a rule
 * @grace_us: how long it must hold before it ends the iteration, in microseconds
 */
void
weir_rule_set_grace_us (WeirRule *self, gint64 grace_us)
{
  g_return_if_fail (WEIR_IS_RULE (self));

  if (self->grace_us == grace_us)
    return;
  self->grace_us = grace_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GRACE_US]);
}

/**
 * weir_rule_get_window_us:
 * @self: a rule
 *
 * Returns: how much of the past it looks at, in microseconds; 0 = all of it
 */
gint64
weir_rule_get_window_us (WeirRule *self)
{
  g_return_val_if_fail (WEIR_IS_RULE (self), 0);

  return self->window_us;
}

/**
 * weir_rule_set_window_us:
 * @self: a rule
 * @window_us: how much of the past it looks at, in microseconds; 0 = all of it
 */
void
weir_rule_set_window_us (WeirRule *self, gint64 window_us)
{
  g_return_if_fail (WEIR_IS_RULE (self));

  if (self->window_us == window_us)
    return;
  self->window_us = window_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WINDOW_US]);
}

/**
 * weir_rule_get_min_samples:
 * @self: a rule
 *
 * Returns: below how many samples it is not evaluated
 */
guint
weir_rule_get_min_samples (WeirRule *self)
{
  g_return_val_if_fail (WEIR_IS_RULE (self), 0);

  return self->min_samples;
}

/**
 * weir_rule_set_min_samples:
 * @self: a rule
 * @min_samples: below how many samples it is not evaluated
 */
void
weir_rule_set_min_samples (WeirRule *self, guint min_samples)
{
  g_return_if_fail (WEIR_IS_RULE (self));

  if (self->min_samples == min_samples)
    return;
  self->min_samples = min_samples;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIN_SAMPLES]);
}
