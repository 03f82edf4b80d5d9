/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-variable.c: a variable or a secret of an environment that is edited
 */

#include "config.h"

#include "weir-environment-variable.h"

struct _WeirEnvironmentVariable
{
  GObject parent_instance;

  char *name;
  char *value;
  gboolean secret;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_VALUE,
  PROP_SECRET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirEnvironmentVariable, weir_environment_variable, G_TYPE_OBJECT)

static void
weir_environment_variable_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirEnvironmentVariable *self = WEIR_ENVIRONMENT_VARIABLE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_SECRET:
      g_value_set_boolean (value, self->secret);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_text (WeirEnvironmentVariable *self, char **field, const char *text, GParamSpec *pspec)
{
  char *old = *field;

  if (g_strcmp0 (old, text != NULL ? text : "") == 0)
    return;
  *field = g_strdup (text != NULL ? text : "");
  g_free (old);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
weir_environment_variable_set_property (GObject *object, guint prop_id, const GValue *value,
                                        GParamSpec *pspec)
{
  WeirEnvironmentVariable *self = WEIR_ENVIRONMENT_VARIABLE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      set_text (self, &self->name, g_value_get_string (value), pspec);
      break;
    case PROP_VALUE:
      set_text (self, &self->value, g_value_get_string (value), pspec);
      break;
    case PROP_SECRET:
      if (self->secret == g_value_get_boolean (value))
        return;
      self->secret = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_environment_variable_finalize (GObject *object)
{
  WeirEnvironmentVariable *self = WEIR_ENVIRONMENT_VARIABLE (object);

  g_free (self->name);
  g_free (self->value);
  G_OBJECT_CLASS (weir_environment_variable_parent_class)->finalize (object);
}

static void
weir_environment_variable_class_init (WeirEnvironmentVariableClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_environment_variable_get_property;
  object_class->set_property = weir_environment_variable_set_property;
  object_class->finalize = weir_environment_variable_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", flags);
  properties[PROP_SECRET] = g_param_spec_boolean ("secret", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_environment_variable_init (WeirEnvironmentVariable *self)
{
  self->name = g_strdup ("");
  self->value = g_strdup ("");
}

/**
 * weir_environment_variable_new:
 * @name: its name
 * @value: its value
 * @secret: whether that goes to the keyring
 *
 * Returns: (transfer full): a variable
 */
WeirEnvironmentVariable *
weir_environment_variable_new (const char *name, const char *value, gboolean secret)
{
  return g_object_new (WEIR_TYPE_ENVIRONMENT_VARIABLE, "name", name, "value", value, "secret", secret, NULL);
}

const char *
weir_environment_variable_get_name (WeirEnvironmentVariable *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_VARIABLE (self), NULL);

  return self->name;
}

const char *
weir_environment_variable_get_value (WeirEnvironmentVariable *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_VARIABLE (self), NULL);

  return self->value;
}

gboolean
weir_environment_variable_get_secret (WeirEnvironmentVariable *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_VARIABLE (self), FALSE);

  return self->secret;
}

gboolean
weir_environment_variable_is_empty (WeirEnvironmentVariable *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_VARIABLE (self), FALSE);

  return *self->name == '\0' && *self->value == '\0';
}
