/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-arrival-rate.c: `arrivalRate:` of an iteration: requests begin by the clock, whatever became of others
 */

#include "config.h"

#include "weir-arrival-rate.h"

#include "weir-document-private.h"
#include "weir-limits.h"

struct _WeirArrivalRate
{
  GObject parent_instance;

  double rate;
  guint max_in_flight;
  GListStore *stages;
};

enum
{
  PROP_0,
  PROP_RATE,
  PROP_MAX_IN_FLIGHT,
  PROP_STAGES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirArrivalRate, weir_arrival_rate, G_TYPE_OBJECT)

static void
weir_arrival_rate_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirArrivalRate *self = WEIR_ARRIVAL_RATE (object);

  switch (prop_id)
    {
    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;
    case PROP_MAX_IN_FLIGHT:
      g_value_set_uint (value, self->max_in_flight);
      break;
    case PROP_STAGES:
      g_value_set_object (value, self->stages);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_arrival_rate_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirArrivalRate *self = WEIR_ARRIVAL_RATE (object);

  switch (prop_id)
    {
    case PROP_RATE:
      weir_arrival_rate_set_rate (self, g_value_get_double (value));
      break;
    case PROP_MAX_IN_FLIGHT:
      weir_arrival_rate_set_max_in_flight (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_arrival_rate_finalize (GObject *object)
{
  WeirArrivalRate *self = WEIR_ARRIVAL_RATE (object);

  g_clear_object (&self->stages);

  G_OBJECT_CLASS (weir_arrival_rate_parent_class)->finalize (object);
}

static void
weir_arrival_rate_class_init (WeirArrivalRateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_arrival_rate_get_property;
  object_class->set_property = weir_arrival_rate_set_property;
  object_class->finalize = weir_arrival_rate_finalize;

  properties[PROP_RATE] =
    g_param_spec_double ("rate", NULL, NULL, 0, WEIR_LIMIT_RATE, 0, WEIR_PARAM_READWRITE);
  properties[PROP_MAX_IN_FLIGHT] =
    g_param_spec_uint ("max-in-flight", NULL, NULL, 1, WEIR_LIMIT_IN_FLIGHT, WEIR_DEFAULT_MAX_IN_FLIGHT,
                       WEIR_PARAM_READWRITE);
  properties[PROP_STAGES] =
    g_param_spec_object ("stages", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_arrival_rate_init (WeirArrivalRate *self)
{
  self->max_in_flight = WEIR_DEFAULT_MAX_IN_FLIGHT;
  self->stages = g_list_store_new (WEIR_TYPE_RATE_STAGE);
}

/**
 * weir_arrival_rate_new:
 *
 * Returns: (transfer full): a rate of 0, without stages
 */
WeirArrivalRate *
weir_arrival_rate_new (void)
{
  return g_object_new (WEIR_TYPE_ARRIVAL_RATE, NULL);
}

/**
 * weir_arrival_rate_get_rate:
 * @self: an arrival rate
 *
 * Returns: starts per second of each client at the beginning
 */
double
weir_arrival_rate_get_rate (WeirArrivalRate *self)
{
  g_return_val_if_fail (WEIR_IS_ARRIVAL_RATE (self), 0);

  return self->rate;
}

/**
 * weir_arrival_rate_set_rate:
 * @self: an arrival rate
 * @rate: starts per second of each client at the beginning
 */
void
weir_arrival_rate_set_rate (WeirArrivalRate *self, double rate)
{
  g_return_if_fail (WEIR_IS_ARRIVAL_RATE (self));

  if (self->rate == rate)
    return;
  self->rate = rate;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE]);
}

/**
 * weir_arrival_rate_get_max_in_flight:
 * @self: an arrival rate
 *
 * Returns: with how many requests in flight a client begins no further one
 */
guint
weir_arrival_rate_get_max_in_flight (WeirArrivalRate *self)
{
  g_return_val_if_fail (WEIR_IS_ARRIVAL_RATE (self), WEIR_DEFAULT_MAX_IN_FLIGHT);

  return self->max_in_flight;
}

/**
 * weir_arrival_rate_set_max_in_flight:
 * @self: an arrival rate
 * @max_in_flight: with how many requests in flight a client begins no further one
 */
void
weir_arrival_rate_set_max_in_flight (WeirArrivalRate *self, guint max_in_flight)
{
  g_return_if_fail (WEIR_IS_ARRIVAL_RATE (self));

  if (self->max_in_flight == max_in_flight)
    return;
  self->max_in_flight = max_in_flight;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_IN_FLIGHT]);
}

/**
 * weir_arrival_rate_get_stages:
 * @self: an arrival rate
 *
 * Returns: (transfer none): the list of its #WeirRateStage, in order
 */
GListStore *
weir_arrival_rate_get_stages (WeirArrivalRate *self)
{
  g_return_val_if_fail (WEIR_IS_ARRIVAL_RATE (self), NULL);

  return self->stages;
}

/**
 * weir_arrival_rate_get_length_us:
 * @self: an arrival rate
 *
 * Returns: how long all its stages are together, in microseconds
 */
gint64
weir_arrival_rate_get_length_us (WeirArrivalRate *self)
{
  gint64 length_us = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->stages)); i++)
    {
      g_autoptr (WeirRateStage) stage = g_list_model_get_item (G_LIST_MODEL (self->stages), i);

      length_us += weir_rate_stage_get_duration_us (stage);
    }
  return length_us;
}

/**
 * weir_arrival_rate_count_starts:
 * @self: an arrival rate
 *
 * The first one is at the beginning, so a started one counts.
 *
 * Returns: how many requests each client begins in all
 */
guint64
weir_arrival_rate_count_starts (WeirArrivalRate *self)
{
  double rate = self->rate;
  double sum = 0;
  guint64 whole;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->stages)); i++)
    {
      g_autoptr (WeirRateStage) stage = g_list_model_get_item (G_LIST_MODEL (self->stages), i);

      sum += (rate + weir_rate_stage_get_rate (stage)) / 2 *
             (double) weir_rate_stage_get_duration_us (stage) / G_USEC_PER_SEC;
      rate = weir_rate_stage_get_rate (stage);
    }
  /* What rounding leaves of a whole number is none. */
  whole = (guint64) (sum + 1e-6);
  return sum - (double) whole > 1e-6 ? whole + 1 : whole;
}
