/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-round.c: a phase of a plan: clients that work through a list of iterations
 */

#include "config.h"

#include "weir-round.h"

#include "weir-document-private.h"
#include "weir-limits.h"

struct _WeirRound
{
  GObject parent_instance;

  char *name;
  char *base_url;
  gint64 startup_delay_us;
  guint clients;
  gint64 arrival_delay_us;
  gboolean late_creation;
  gboolean parallel;
  gboolean insecure;
  gboolean together;
  char **tags;
  char **references;
  GListStore *iterations;
  GListStore *stages;
  WeirDataSource *data;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_BASE_URL,
  PROP_STARTUP_DELAY_US,
  PROP_CLIENTS,
  PROP_ARRIVAL_DELAY_US,
  PROP_LATE_CREATION,
  PROP_PARALLEL,
  PROP_INSECURE,
  PROP_TOGETHER,
  PROP_TAGS,
  PROP_REFERENCES,
  PROP_ITERATIONS,
  PROP_STAGES,
  PROP_DATA,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirRound, weir_round, G_TYPE_OBJECT)

static void
weir_round_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirRound *self = WEIR_ROUND (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_BASE_URL:
      g_value_set_string (value, self->base_url);
      break;
    case PROP_STARTUP_DELAY_US:
      g_value_set_int64 (value, self->startup_delay_us);
      break;
    case PROP_CLIENTS:
      g_value_set_uint (value, self->clients);
      break;
    case PROP_ARRIVAL_DELAY_US:
      g_value_set_int64 (value, self->arrival_delay_us);
      break;
    case PROP_LATE_CREATION:
      g_value_set_boolean (value, self->late_creation);
      break;
    case PROP_PARALLEL:
      g_value_set_boolean (value, self->parallel);
      break;
    case PROP_INSECURE:
      g_value_set_boolean (value, self->insecure);
      break;
    case PROP_TOGETHER:
      g_value_set_boolean (value, self->together);
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, self->tags);
      break;
    case PROP_REFERENCES:
      g_value_set_boxed (value, self->references);
      break;
    case PROP_ITERATIONS:
      g_value_set_object (value, self->iterations);
      break;
    case PROP_STAGES:
      g_value_set_object (value, self->stages);
      break;
    case PROP_DATA:
      g_value_set_object (value, self->data);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_round_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirRound *self = WEIR_ROUND (object);

  switch (prop_id)
    {
    case PROP_NAME:
      weir_round_set_name (self, g_value_get_string (value));
      break;
    case PROP_BASE_URL:
      weir_round_set_base_url (self, g_value_get_string (value));
      break;
    case PROP_STARTUP_DELAY_US:
      weir_round_set_startup_delay_us (self, g_value_get_int64 (value));
      break;
    case PROP_CLIENTS:
      weir_round_set_clients (self, g_value_get_uint (value));
      break;
    case PROP_ARRIVAL_DELAY_US:
      weir_round_set_arrival_delay_us (self, g_value_get_int64 (value));
      break;
    case PROP_LATE_CREATION:
      weir_round_set_late_creation (self, g_value_get_boolean (value));
      break;
    case PROP_PARALLEL:
      weir_round_set_parallel (self, g_value_get_boolean (value));
      break;
    case PROP_INSECURE:
      weir_round_set_insecure (self, g_value_get_boolean (value));
      break;
    case PROP_TOGETHER:
      weir_round_set_together (self, g_value_get_boolean (value));
      break;
    case PROP_TAGS:
      weir_round_set_tags (self, g_value_get_boxed (value));
      break;
    case PROP_REFERENCES:
      weir_round_set_references (self, g_value_get_boxed (value));
      break;
    case PROP_DATA:
      weir_round_set_data (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_round_finalize (GObject *object)
{
  WeirRound *self = WEIR_ROUND (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->tags, g_strfreev);
  g_clear_pointer (&self->references, g_strfreev);
  g_clear_object (&self->iterations);
  g_clear_object (&self->data);
  g_clear_object (&self->stages);

  G_OBJECT_CLASS (weir_round_parent_class)->finalize (object);
}

static void
weir_round_class_init (WeirRoundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_round_get_property;
  object_class->set_property = weir_round_set_property;
  object_class->finalize = weir_round_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_BASE_URL] = g_param_spec_string ("base-url", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_STARTUP_DELAY_US] =
    g_param_spec_int64 ("startup-delay-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  properties[PROP_CLIENTS] =
    g_param_spec_uint ("clients", NULL, NULL, 1, WEIR_LIMIT_CLIENTS, 1, WEIR_PARAM_READWRITE);
  properties[PROP_ARRIVAL_DELAY_US] =
    g_param_spec_int64 ("arrival-delay-us", NULL, NULL, 0, G_MAXINT64, 0, WEIR_PARAM_READWRITE);
  properties[PROP_LATE_CREATION] =
    g_param_spec_boolean ("late-creation", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  properties[PROP_PARALLEL] = g_param_spec_boolean ("parallel", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  properties[PROP_INSECURE] = g_param_spec_boolean ("insecure", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  properties[PROP_TOGETHER] = g_param_spec_boolean ("together", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  properties[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, WEIR_PARAM_READWRITE);
  properties[PROP_REFERENCES] =
    g_param_spec_boxed ("references", NULL, NULL, G_TYPE_STRV, WEIR_PARAM_READWRITE);
  properties[PROP_ITERATIONS] =
    g_param_spec_object ("iterations", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_STAGES] =
    g_param_spec_object ("stages", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_DATA] =
    g_param_spec_object ("data", NULL, NULL, WEIR_TYPE_DATA_SOURCE, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_round_init (WeirRound *self)
{
  self->name = g_strdup ("");
  self->clients = 1;
  self->iterations = g_list_store_new (WEIR_TYPE_ITERATION);
  self->stages = g_list_store_new (WEIR_TYPE_STAGE);
}

/**
 * weir_round_new:
 * @name: its name
 *
 * Returns: (transfer full): a round, with everything else at its default
 */
WeirRound *
weir_round_new (const char *name)
{
  return g_object_new (WEIR_TYPE_ROUND, "name", name, NULL);
}

/**
 * weir_round_get_name:
 * @self: a round
 *
 * Returns: its name
 */
const char *
weir_round_get_name (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), NULL);

  return self->name;
}

/**
 * weir_round_set_name:
 * @self: a round
 * @name: its name
 */
void
weir_round_set_name (WeirRound *self, const char *name)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (weir_document_set_string (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_round_get_base_url:
 * @self: a round
 *
 * Returns: (nullable): what goes in front of URLs that are not absolute
 */
const char *
weir_round_get_base_url (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), NULL);

  return self->base_url;
}

/**
 * weir_round_set_base_url:
 * @self: a round
 * @base_url: (nullable): what goes in front of URLs that are not absolute
 */
void
weir_round_set_base_url (WeirRound *self, const char *base_url)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (weir_document_set_string (&self->base_url, base_url))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BASE_URL]);
}

/**
 * weir_round_get_startup_delay_us:
 * @self: a round
 *
 * Returns: what is waited before its first client arrives, in microseconds
 */
gint64
weir_round_get_startup_delay_us (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), 0);

  return self->startup_delay_us;
}

/**
 * weir_round_set_startup_delay_us:
 * @self: a round
 * @startup_delay_us: what is waited before its first client arrives, in microseconds
 */
void
weir_round_set_startup_delay_us (WeirRound *self, gint64 startup_delay_us)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (self->startup_delay_us == startup_delay_us)
    return;
  self->startup_delay_us = startup_delay_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STARTUP_DELAY_US]);
}

/**
 * weir_round_get_clients:
 * @self: a round
 *
 * Returns: how many clients it has when it has no stages
 */
guint
weir_round_get_clients (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), 0);

  return self->clients;
}

/**
 * weir_round_set_clients:
 * @self: a round
 * @clients: how many clients it has when it has no stages
 */
void
weir_round_set_clients (WeirRound *self, guint clients)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (self->clients == clients)
    return;
  self->clients = clients;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENTS]);
}

/**
 * weir_round_get_arrival_delay_us:
 * @self: a round
 *
 * Returns: what lies between two arrivals, in microseconds
 */
gint64
weir_round_get_arrival_delay_us (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), 0);

  return self->arrival_delay_us;
}

/**
 * weir_round_set_arrival_delay_us:
 * @self: a round
 * @arrival_delay_us: what lies between two arrivals, in microseconds
 */
void
weir_round_set_arrival_delay_us (WeirRound *self, gint64 arrival_delay_us)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (self->arrival_delay_us == arrival_delay_us)
    return;
  self->arrival_delay_us = arrival_delay_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARRIVAL_DELAY_US]);
}

/**
 * weir_round_get_late_creation:
 * @self: a round
 *
 * Returns: whether a client is made when it arrives instead of before the round
 */
gboolean
weir_round_get_late_creation (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), FALSE);

  return self->late_creation;
}

/**
 * weir_round_set_late_creation:
 * @self: a round
 * @late_creation: whether a client is made when it arrives instead of before the round
 */
void
weir_round_set_late_creation (WeirRound *self, gboolean late_creation)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (self->late_creation == late_creation)
    return;
  self->late_creation = late_creation;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LATE_CREATION]);
}

/**
 * weir_round_get_parallel:
 * @self: a round
 *
 * Returns: whether a client's iterations run together instead of one after another
 */
gboolean
weir_round_get_parallel (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), FALSE);

  return self->parallel;
}

/**
 * weir_round_set_parallel:
 * @self: a round
 * @parallel: whether a client's iterations run together instead of one after another
 */
void
weir_round_set_parallel (WeirRound *self, gboolean parallel)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (self->parallel == parallel)
    return;
  self->parallel = parallel;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARALLEL]);
}

/**
 * weir_round_get_insecure:
 * @self: a round
 *
 * Returns: whether no certificate of a server is verified
 */
gboolean
weir_round_get_insecure (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), FALSE);

  return self->insecure;
}

/**
 * weir_round_set_insecure:
 * @self: a round
 * @insecure: whether no certificate of a server is verified
 */
void
weir_round_set_insecure (WeirRound *self, gboolean insecure)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (self->insecure == insecure)
    return;
  self->insecure = insecure;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSECURE]);
}

/**
 * weir_round_get_together:
 * @self: a round
 *
 * Returns: whether it starts with the round before it
 */
gboolean
weir_round_get_together (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), FALSE);

  return self->together;
}

/**
 * weir_round_set_together:
 * @self: a round
 * @together: whether it starts with the round before it
 */
void
weir_round_set_together (WeirRound *self, gboolean together)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (self->together == together)
    return;
  self->together = together;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOGETHER]);
}

/**
 * weir_round_get_tags:
 * @self: a round
 *
 * Returns: (nullable): words by which it is chosen
 */
const char *const *
weir_round_get_tags (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), NULL);

  return (const char *const *) self->tags;
}

/**
 * weir_round_set_tags:
 * @self: a round
 * @tags: (nullable): words by which it is chosen
 */
void
weir_round_set_tags (WeirRound *self, const char *const *tags)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (weir_document_set_strv (&self->tags, tags))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAGS]);
}

/**
 * weir_round_get_references:
 * @self: a round
 *
 * Returns: (nullable): names of iterations of the plan, run after its own
 */
const char *const *
weir_round_get_references (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), NULL);

  return (const char *const *) self->references;
}

/**
 * weir_round_set_references:
 * @self: a round
 * @references: (nullable): names of iterations of the plan, run after its own
 */
void
weir_round_set_references (WeirRound *self, const char *const *references)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (weir_document_set_strv (&self->references, references))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFERENCES]);
}

/**
 * weir_round_get_iterations:
 * @self: a round
 *
 * Returns: (transfer none): its own iterations
 */
GListStore *
weir_round_get_iterations (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), NULL);

  return self->iterations;
}

/**
 * weir_round_get_stages:
 * @self: a round
 *
 * Returns: (transfer none): how its clients arrive; none = all by one delay
 */
GListStore *
weir_round_get_stages (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), NULL);

  return self->stages;
}

/* (transfer none) (nullable): where its rows come from */
WeirDataSource *
weir_round_get_data (WeirRound *self)
{
  g_return_val_if_fail (WEIR_IS_ROUND (self), NULL);

  return self->data;
}

/* @data: (nullable) */
void
weir_round_set_data (WeirRound *self, WeirDataSource *data)
{
  g_return_if_fail (WEIR_IS_ROUND (self));

  if (g_set_object (&self->data, data))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATA]);
}
