/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-stage.c: an entry of a round's `stages:`: clients that arrive one after another
 */

#include "config.h"

#include "weir-stage.h"

#include "weir-document-private.h"
#include "weir-limits.h"

struct _WeirStage
{
  GObject parent_instance;

  guint clients;
  gint64 arrival_delay_us;
  gint64 startup_delay_us;
};

enum
{
  PROP_0,
  PROP_CLIENTS,
  PROP_ARRIVAL_DELAY_US,
  PROP_STARTUP_DELAY_US,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirStage, weir_stage, G_TYPE_OBJECT)

static void
weir_stage_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirStage *self = WEIR_STAGE (object);

  switch (prop_id)
    {
    case PROP_CLIENTS:
      g_value_set_uint (value, self->clients);
      break;
    case PROP_ARRIVAL_DELAY_US:
      g_value_set_int64 (value, self->arrival_delay_us);
      break;
    case PROP_STARTUP_DELAY_US:
      g_value_set_int64 (value, self->startup_delay_us);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_stage_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirStage *self = WEIR_STAGE (object);

  switch (prop_id)
    {
    case PROP_CLIENTS:
      weir_stage_set_clients (self, g_value_get_uint (value));
      break;
    case PROP_ARRIVAL_DELAY_US:
      weir_stage_set_arrival_delay_us (self, g_value_get_int64 (value));
      break;
    case PROP_STARTUP_DELAY_US:
      weir_stage_set_startup_delay_us (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_stage_class_init (WeirStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_stage_get_property;
  object_class->set_property = weir_stage_set_property;

  properties[PROP_CLIENTS] =
    g_param_spec_uint ("clients", NULL, NULL, 1, WEIR_LIMIT_CLIENTS, 1, WEIR_PARAM_READWRITE);
  properties[PROP_ARRIVAL_DELAY_US] =
    g_param_spec_int64 ("arrival-delay-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  properties[PROP_STARTUP_DELAY_US] =
    g_param_spec_int64 ("startup-delay-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_stage_init (WeirStage *self)
{
  self->clients = 1;
}

/**
 * weir_stage_new:
 *
 * Returns: (transfer full): a stage, with everything else at its default
 */
WeirStage *
weir_stage_new (void)
{
  return g_object_new (WEIR_TYPE_STAGE, NULL);
}

/**
 * weir_stage_get_clients:
 * @self: a stage
 *
 * Returns: how many clients arrive
 */
guint
weir_stage_get_clients (WeirStage *self)
{
  g_return_val_if_fail (WEIR_IS_STAGE (self), 0);

  return self->clients;
}

/**
 * weir_stage_set_clients:
 * @self: a stage
 * @clients: how many clients arrive
 */
void
weir_stage_set_clients (WeirStage *self, guint clients)
{
  g_return_if_fail (WEIR_IS_STAGE (self));

  if (self->clients == clients)
    return;
  self->clients = clients;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENTS]);
}

/**
 * weir_stage_get_arrival_delay_us:
 * @self: a stage
 *
 * Returns: what lies between two of them, in microseconds
 */
gint64
weir_stage_get_arrival_delay_us (WeirStage *self)
{
  g_return_val_if_fail (WEIR_IS_STAGE (self), 0);

  return self->arrival_delay_us;
}

/**
 * weir_stage_set_arrival_delay_us:
 * @self: a stage
 * @arrival_delay_us: what lies between two of them, in microseconds
 */
void
weir_stage_set_arrival_delay_us (WeirStage *self, gint64 arrival_delay_us)
{
  g_return_if_fail (WEIR_IS_STAGE (self));

  if (self->arrival_delay_us == arrival_delay_us)
    return;
  self->arrival_delay_us = arrival_delay_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARRIVAL_DELAY_US]);
}

/**
 * weir_stage_get_startup_delay_us:
 * @self: a stage
 *
 * Returns: what lies before the first of them, in microseconds
 */
gint64
weir_stage_get_startup_delay_us (WeirStage *self)
{
  g_return_val_if_fail (WEIR_IS_STAGE (self), 0);

  return self->startup_delay_us;
}

/**
 * weir_stage_set_startup_delay_us:
 * @self: a stage
 * @startup_delay_us: what lies before the first of them, in microseconds
 */
void
weir_stage_set_startup_delay_us (WeirStage *self, gint64 startup_delay_us)
{
  g_return_if_fail (WEIR_IS_STAGE (self));

  if (self->startup_delay_us == startup_delay_us)
    return;
  self->startup_delay_us = startup_delay_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STARTUP_DELAY_US]);
}
