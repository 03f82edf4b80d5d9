/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rate-stage.c: an entry of `stages:` of an arrival rate: the rate it leads to, and in what time
 */

#include "config.h"

#include "weir-rate-stage.h"

#include "weir-document-private.h"
#include "weir-limits.h"

struct _WeirRateStage
{
  GObject parent_instance;

  double rate;
  gint64 duration_us;
};

enum
{
  PROP_0,
  PROP_RATE,
  PROP_DURATION_US,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirRateStage, weir_rate_stage, G_TYPE_OBJECT)

static void
weir_rate_stage_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirRateStage *self = WEIR_RATE_STAGE (object);

  switch (prop_id)
    {
    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;
    case PROP_DURATION_US:
      g_value_set_int64 (value, self->duration_us);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_rate_stage_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirRateStage *self = WEIR_RATE_STAGE (object);

  switch (prop_id)
    {
    case PROP_RATE:
      weir_rate_stage_set_rate (self, g_value_get_double (value));
      break;
    case PROP_DURATION_US:
      weir_rate_stage_set_duration_us (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_rate_stage_class_init (WeirRateStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_rate_stage_get_property;
  object_class->set_property = weir_rate_stage_set_property;

  properties[PROP_RATE] =
    g_param_spec_double ("rate", NULL, NULL, 0, WEIR_LIMIT_RATE, 0, WEIR_PARAM_READWRITE);
  properties[PROP_DURATION_US] =
    g_param_spec_int64 ("duration-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_rate_stage_init (WeirRateStage *self)
{
}

/**
 * weir_rate_stage_new:
 * @rate: starts per second at its end
 * @duration_us: the time in which the rate becomes that, in microseconds
 *
 * Returns: (transfer full): a stage
 */
WeirRateStage *
weir_rate_stage_new (double rate, gint64 duration_us)
{
  return g_object_new (WEIR_TYPE_RATE_STAGE, "rate", rate, "duration-us", duration_us, NULL);
}

/**
 * weir_rate_stage_get_rate:
 * @self: a stage
 *
 * Returns: starts per second at its end
 */
double
weir_rate_stage_get_rate (WeirRateStage *self)
{
  g_return_val_if_fail (WEIR_IS_RATE_STAGE (self), 0);

  return self->rate;
}

/**
 * weir_rate_stage_set_rate:
 * @self: a stage
 * @rate: starts per second at its end
 */
void
weir_rate_stage_set_rate (WeirRateStage *self, double rate)
{
  g_return_if_fail (WEIR_IS_RATE_STAGE (self));

  if (self->rate == rate)
    return;
  self->rate = rate;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE]);
}

/**
 * weir_rate_stage_get_duration_us:
 * @self: a stage
 *
 * Returns: the time in which the rate becomes that, in microseconds
 */
gint64
weir_rate_stage_get_duration_us (WeirRateStage *self)
{
  g_return_val_if_fail (WEIR_IS_RATE_STAGE (self), 0);

  return self->duration_us;
}

/**
 * weir_rate_stage_set_duration_us:
 * @self: a stage
 * @duration_us: the time in which the rate becomes that, in microseconds
 */
void
weir_rate_stage_set_duration_us (WeirRateStage *self, gint64 duration_us)
{
  g_return_if_fail (WEIR_IS_RATE_STAGE (self));

  if (self->duration_us == duration_us)
    return;
  self->duration_us = duration_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION_US]);
}
