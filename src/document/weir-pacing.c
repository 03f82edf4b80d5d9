/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pacing.c: how often a client sends the request of an iteration, and when: the mode and its numbers
 */

#include "config.h"

#include "weir-pacing.h"

#include "weir-document-private.h"
#include "weir-limits.h"

struct _WeirPacing
{
  GObject parent_instance;

  WeirMode mode;
  guint64 request_count;
  gint64 duration_us;
  guint batch_size;
  gint64 cool_down_us;
  gboolean maximize_throughput;
  WeirArrivalRate *arrival_rate;
};

enum
{
  PROP_0,
  PROP_MODE,
  PROP_REQUEST_COUNT,
  PROP_DURATION_US,
  PROP_BATCH_SIZE,
  PROP_COOL_DOWN_US,
  PROP_MAXIMIZE_THROUGHPUT,
  PROP_ARRIVAL_RATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirPacing, weir_pacing, G_TYPE_OBJECT)

static void
weir_pacing_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirPacing *self = WEIR_PACING (object);

  switch (prop_id)
    {
    case PROP_MODE:
      g_value_set_enum (value, self->mode);
      break;
    case PROP_REQUEST_COUNT:
      g_value_set_uint64 (value, self->request_count);
      break;
    case PROP_DURATION_US:
      g_value_set_int64 (value, self->duration_us);
      break;
    case PROP_BATCH_SIZE:
      g_value_set_uint (value, self->batch_size);
      break;
    case PROP_COOL_DOWN_US:
      g_value_set_int64 (value, self->cool_down_us);
      break;
    case PROP_MAXIMIZE_THROUGHPUT:
      g_value_set_boolean (value, self->maximize_throughput);
      break;
    case PROP_ARRIVAL_RATE:
      g_value_set_object (value, self->arrival_rate);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_pacing_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirPacing *self = WEIR_PACING (object);

  switch (prop_id)
    {
    case PROP_MODE:
      weir_pacing_set_mode (self, g_value_get_enum (value));
      break;
    case PROP_REQUEST_COUNT:
      weir_pacing_set_request_count (self, g_value_get_uint64 (value));
      break;
    case PROP_DURATION_US:
      weir_pacing_set_duration_us (self, g_value_get_int64 (value));
      break;
    case PROP_BATCH_SIZE:
      weir_pacing_set_batch_size (self, g_value_get_uint (value));
      break;
    case PROP_COOL_DOWN_US:
      weir_pacing_set_cool_down_us (self, g_value_get_int64 (value));
      break;
    case PROP_MAXIMIZE_THROUGHPUT:
      weir_pacing_set_maximize_throughput (self, g_value_get_boolean (value));
      break;
    case PROP_ARRIVAL_RATE:
      weir_pacing_set_arrival_rate (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_pacing_finalize (GObject *object)
{
  WeirPacing *self = WEIR_PACING (object);

  g_clear_object (&self->arrival_rate);

  G_OBJECT_CLASS (weir_pacing_parent_class)->finalize (object);
}

static void
weir_pacing_class_init (WeirPacingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_pacing_get_property;
  object_class->set_property = weir_pacing_set_property;
  object_class->finalize = weir_pacing_finalize;

  properties[PROP_MODE] =
    g_param_spec_enum ("mode", NULL, NULL, WEIR_TYPE_MODE, WEIR_MODE_R, WEIR_PARAM_READWRITE);
  properties[PROP_REQUEST_COUNT] =
    g_param_spec_uint64 ("request-count", NULL, NULL, 1, WEIR_LIMIT_REQUESTS, 1, WEIR_PARAM_READWRITE);
  properties[PROP_DURATION_US] =
    g_param_spec_int64 ("duration-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  properties[PROP_BATCH_SIZE] =
    g_param_spec_uint ("batch-size", NULL, NULL, 1, WEIR_LIMIT_BATCH, 1, WEIR_PARAM_READWRITE);
  properties[PROP_COOL_DOWN_US] =
    g_param_spec_int64 ("cool-down-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  properties[PROP_MAXIMIZE_THROUGHPUT] =
    g_param_spec_boolean ("maximize-throughput", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  properties[PROP_ARRIVAL_RATE] =
    g_param_spec_object ("arrival-rate", NULL, NULL, WEIR_TYPE_ARRIVAL_RATE, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_pacing_init (WeirPacing *self)
{
  self->request_count = 1;
  self->batch_size = 1;
}

/**
 * weir_pacing_new:
 *
 * Returns: (transfer full): a pacing, with everything else at its default
 */
WeirPacing *
weir_pacing_new (void)
{
  return g_object_new (WEIR_TYPE_PACING, NULL);
}

/**
 * weir_pacing_get_mode:
 * @self: a pacing
 *
 * Returns: the mode
 */
WeirMode
weir_pacing_get_mode (WeirPacing *self)
{
  g_return_val_if_fail (WEIR_IS_PACING (self), WEIR_MODE_R);

  return self->mode;
}

/**
 * weir_pacing_set_mode:
 * @self: a pacing
 * @mode: the mode
 */
void
weir_pacing_set_mode (WeirPacing *self, WeirMode mode)
{
  g_return_if_fail (WEIR_IS_PACING (self));

  if (self->mode == mode)
    return;
  self->mode = mode;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

/**
 * weir_pacing_get_request_count:
 * @self: a pacing
 *
 * Returns: how many slots each client has in the modes R and CRB
 */
guint64
weir_pacing_get_request_count (WeirPacing *self)
{
  g_return_val_if_fail (WEIR_IS_PACING (self), 0);

  return self->request_count;
}

/**
 * weir_pacing_set_request_count:
 * @self: a pacing
 * @request_count: how many slots each client has in the modes R and CRB
 */
void
weir_pacing_set_request_count (WeirPacing *self, guint64 request_count)
{
  g_return_if_fail (WEIR_IS_PACING (self));

  if (self->request_count == request_count)
    return;
  self->request_count = request_count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST_COUNT]);
}

/**
 * weir_pacing_get_duration_us:
 * @self: a pacing
 *
 * Returns: how long each client sends in the modes D and DCB, in microseconds
 */
gint64
weir_pacing_get_duration_us (WeirPacing *self)
{
  g_return_val_if_fail (WEIR_IS_PACING (self), 0);

  return self->duration_us;
}

/**
 * weir_pacing_set_duration_us:
 * @self: a pacing
 * @duration_us: how long each client sends in the modes D and DCB, in microseconds
 */
void
weir_pacing_set_duration_us (WeirPacing *self, gint64 duration_us)
{
  g_return_if_fail (WEIR_IS_PACING (self));

  if (self->duration_us == duration_us)
    return;
  self->duration_us = duration_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION_US]);
}

/**
 * weir_pacing_get_batch_size:
 * @self: a pacing
 *
 * Returns: how many requests are launched together in the modes CB, CRB and DCB
 */
guint
weir_pacing_get_batch_size (WeirPacing *self)
{
  g_return_val_if_fail (WEIR_IS_PACING (self), 0);

  return self->batch_size;
}

/**
 * weir_pacing_set_batch_size:
 * @self: a pacing
 * @batch_size: how many requests are launched together in the modes CB, CRB and DCB
 */
void
weir_pacing_set_batch_size (WeirPacing *self, guint batch_size)
{
  g_return_if_fail (WEIR_IS_PACING (self));

  if (self->batch_size == batch_size)
    return;
  self->batch_size = batch_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BATCH_SIZE]);
}

/**
 * weir_pacing_get_cool_down_us:
 * @self: a pacing
 *
 * Returns: what lies between two launches in the modes CB, CRB and DCB, in microseconds
 */
gint64
weir_pacing_get_cool_down_us (WeirPacing *self)
{
  g_return_val_if_fail (WEIR_IS_PACING (self), 0);

  return self->cool_down_us;
}

/**
 * weir_pacing_set_cool_down_us:
 * @self: a pacing
 * @cool_down_us: what lies between two launches in the modes CB, CRB and DCB, in microseconds
 */
void
weir_pacing_set_cool_down_us (WeirPacing *self, gint64 cool_down_us)
{
  g_return_if_fail (WEIR_IS_PACING (self));

  if (self->cool_down_us == cool_down_us)
    return;
  self->cool_down_us = cool_down_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COOL_DOWN_US]);
}

/**
 * weir_pacing_get_maximize_throughput:
 * @self: a pacing
 *
 * Returns: whether it sends as fast as it can and keeps no samples
 */
gboolean
weir_pacing_get_maximize_throughput (WeirPacing *self)
{
  g_return_val_if_fail (WEIR_IS_PACING (self), FALSE);

  return self->maximize_throughput;
}

/**
 * weir_pacing_set_maximize_throughput:
 * @self: a pacing
 * @maximize_throughput: whether it sends as fast as it can and keeps no samples
 */
void
weir_pacing_set_maximize_throughput (WeirPacing *self, gboolean maximize_throughput)
{
  g_return_if_fail (WEIR_IS_PACING (self));

  if (self->maximize_throughput == maximize_throughput)
    return;
  self->maximize_throughput = maximize_throughput;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAXIMIZE_THROUGHPUT]);
}

/**
 * weir_pacing_get_arrival_rate:
 * @self: a pacing
 *
 * Returns: (transfer none) (nullable): by what clock requests begin
 */
WeirArrivalRate *
weir_pacing_get_arrival_rate (WeirPacing *self)
{
  g_return_val_if_fail (WEIR_IS_PACING (self), NULL);

  return self->arrival_rate;
}

/**
 * weir_pacing_set_arrival_rate:
 * @self: a pacing
 * @arrival_rate: (nullable): by what clock requests begin
 */
void
weir_pacing_set_arrival_rate (WeirPacing *self, WeirArrivalRate *arrival_rate)
{
  g_return_if_fail (WEIR_IS_PACING (self));

  if (g_set_object (&self->arrival_rate, arrival_rate))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARRIVAL_RATE]);
}
