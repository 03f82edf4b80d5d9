/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-entry.c: one environment that is edited: what both files say about it
 */

#include "config.h"

#include "weir-environment-entry.h"

struct _WeirEnvironmentEntry
{
  GObject parent_instance;

  char *name;
  WeirEnvironmentPart *shared;
  WeirEnvironmentPart *local;
  gboolean only_local;  /* it is in the local file and not in the other */
  gboolean local_empty; /* the local file names it, and says nothing about it */
};

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirEnvironmentEntry, weir_environment_entry, G_TYPE_OBJECT)

static void
weir_environment_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_NAME)
    g_value_set_string (value, WEIR_ENVIRONMENT_ENTRY (object)->name);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
weir_environment_entry_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirEnvironmentEntry *self = WEIR_ENVIRONMENT_ENTRY (object);

  if (prop_id != PROP_NAME)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  if (g_strcmp0 (self->name, g_value_get_string (value)) == 0)
    return;
  g_free (self->name);
  self->name = g_value_dup_string (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
weir_environment_entry_finalize (GObject *object)
{
  WeirEnvironmentEntry *self = WEIR_ENVIRONMENT_ENTRY (object);

  g_free (self->name);
  g_object_unref (self->shared);
  g_object_unref (self->local);
  G_OBJECT_CLASS (weir_environment_entry_parent_class)->finalize (object);
}

static void
weir_environment_entry_class_init (WeirEnvironmentEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_environment_entry_get_property;
  object_class->set_property = weir_environment_entry_set_property;
  object_class->finalize = weir_environment_entry_finalize;
  properties[PROP_NAME] = g_param_spec_string (
      "name", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_environment_entry_init (WeirEnvironmentEntry *self)
{
  self->name = g_strdup ("");
  self->shared = weir_environment_part_new ();
  self->local = weir_environment_part_new ();
}

/**
 * weir_environment_entry_new:
 * @name: its name
 *
 * Returns: (transfer full): an environment about which nothing is said; it belongs into environments.yaml
 */
WeirEnvironmentEntry *
weir_environment_entry_new (const char *name)
{
  return g_object_new (WEIR_TYPE_ENVIRONMENT_ENTRY, "name", name, NULL);
}

/**
 * weir_environment_entry_copy:
 * @self: an environment
 * @name: the name of the copy
 *
 * Returns: (transfer full): another one, about which the same is said
 */
WeirEnvironmentEntry *
weir_environment_entry_copy (WeirEnvironmentEntry *self, const char *name)
{
  WeirEnvironmentEntry *copy = weir_environment_entry_new (name);

  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_ENTRY (self), copy);

  g_object_unref (copy->shared);
  g_object_unref (copy->local);
  copy->shared = weir_environment_part_copy (self->shared);
  copy->local = weir_environment_part_copy (self->local);
  copy->only_local = self->only_local;
  return copy;
}

const char *
weir_environment_entry_get_name (WeirEnvironmentEntry *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_ENTRY (self), NULL);

  return self->name;
}

/**
 * weir_environment_entry_get_shared:
 * @self: an environment
 *
 * Returns: (transfer none): what environments.yaml says
 */
WeirEnvironmentPart *
weir_environment_entry_get_shared (WeirEnvironmentEntry *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_ENTRY (self), NULL);

  return self->shared;
}

/**
 * weir_environment_entry_get_local:
 * @self: an environment
 *
 * Returns: (transfer none): what environments.local.yaml says over that
 */
WeirEnvironmentPart *
weir_environment_entry_get_local (WeirEnvironmentEntry *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_ENTRY (self), NULL);

  return self->local;
}

/**
 * weir_environment_entry_take_shared:
 * @self: an environment that was made for what a file says
 * @environment: what environments.yaml says
 */
void
weir_environment_entry_take_shared (WeirEnvironmentEntry *self, WeirEnvironment *environment)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT_ENTRY (self));

  g_object_unref (self->shared);
  self->shared = weir_environment_part_new_for (environment);
  self->only_local = FALSE;
}

/**
 * weir_environment_entry_take_local:
 * @self: an environment that was made for what a file says, without or with what environments.yaml says
 * @environment: what environments.local.yaml says
 */
void
weir_environment_entry_take_local (WeirEnvironmentEntry *self, WeirEnvironment *environment)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT_ENTRY (self));

  g_object_unref (self->local);
  self->local = weir_environment_part_new_for (environment);
  self->local_empty = weir_environment_part_is_empty (self->local);
}

/**
 * weir_environment_entry_set_only_local:
 * @self: an environment
 *
 * It is in the local file alone, and comes into the other when something is said for everyone.
 */
void
weir_environment_entry_set_only_local (WeirEnvironmentEntry *self)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT_ENTRY (self));

  self->only_local = TRUE;
}

gboolean
weir_environment_entry_is_shared (WeirEnvironmentEntry *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_ENTRY (self), FALSE);

  return !self->only_local || !weir_environment_part_is_empty (self->shared);
}

gboolean
weir_environment_entry_is_local (WeirEnvironmentEntry *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_ENTRY (self), FALSE);

  return self->local_empty || !weir_environment_entry_is_shared (self)
         || !weir_environment_part_is_empty (self->local);
}
