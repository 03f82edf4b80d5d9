/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field.c: one row of a request's headers: name, value, and whether it is ticked
 */

#include "config.h"

#include "weir-field.h"

#include "weir-document-private.h"

struct _WeirField
{
  GObject parent_instance;

  char *name;
  char *value;
  gboolean enabled;
  char *description;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_VALUE,
  PROP_ENABLED,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirField, weir_field, G_TYPE_OBJECT)

static void
weir_field_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirField *self = WEIR_FIELD (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirField *self = WEIR_FIELD (object);

  switch (prop_id)
    {
    case PROP_NAME:
      weir_field_set_name (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      weir_field_set_value (self, g_value_get_string (value));
      break;
    case PROP_ENABLED:
      weir_field_set_enabled (self, g_value_get_boolean (value));
      break;
    case PROP_DESCRIPTION:
      weir_field_set_description (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_field_finalize (GObject *object)
{
  WeirField *self = WEIR_FIELD (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->description, g_free);

  G_OBJECT_CLASS (weir_field_parent_class)->finalize (object);
}

static void
weir_field_class_init (WeirFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_field_get_property;
  object_class->set_property = weir_field_set_property;
  object_class->finalize = weir_field_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE, WEIR_PARAM_READWRITE);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_field_init (WeirField *self)
{
  self->name = g_strdup ("");
  self->value = g_strdup ("");
  self->enabled = TRUE;
}

/**
 * weir_field_new:
 * @name: its name
 * @value: its value as written, placeholders unresolved
 *
 * Returns: (transfer full): a row, with everything else at its default
 */
WeirField *
weir_field_new (const char *name, const char *value)
{
  return g_object_new (WEIR_TYPE_FIELD, "name", name, "value", value, NULL);
}

/**
 * weir_field_get_name:
 * @self: a row
 *
 * Returns: its name
 */
const char *
weir_field_get_name (WeirField *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  return self->name;
}

/**
 * weir_field_set_name:
 * @self: a row
 * @name: its name
 */
void
weir_field_set_name (WeirField *self, const char *name)
{
  g_return_if_fail (WEIR_IS_FIELD (self));

  if (weir_document_set_string (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_field_get_value:
 * @self: a row
 *
 * Returns: its value as written, placeholders unresolved
 */
const char *
weir_field_get_value (WeirField *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  return self->value;
}

/**
 * weir_field_set_value:
 * @self: a row
 * @value: its value as written, placeholders unresolved
 */
void
weir_field_set_value (WeirField *self, const char *value)
{
  g_return_if_fail (WEIR_IS_FIELD (self));

  if (weir_document_set_string (&self->value, value != NULL ? value : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * weir_field_get_enabled:
 * @self: a row
 *
 * Returns: whether it is sent
 */
gboolean
weir_field_get_enabled (WeirField *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD (self), FALSE);

  return self->enabled;
}

/**
 * weir_field_set_enabled:
 * @self: a row
 * @enabled: whether it is sent
 */
void
weir_field_set_enabled (WeirField *self, gboolean enabled)
{
  g_return_if_fail (WEIR_IS_FIELD (self));

  enabled = !!enabled;
  if (self->enabled == enabled)
    return;

  self->enabled = enabled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

/**
 * weir_field_get_description:
 * @self: a row
 *
 * Returns: (nullable): what a person wrote about it
 */
const char *
weir_field_get_description (WeirField *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  return self->description;
}

/**
 * weir_field_set_description:
 * @self: a row
 * @description: (nullable): what a person wrote about it
 */
void
weir_field_set_description (WeirField *self, const char *description)
{
  g_return_if_fail (WEIR_IS_FIELD (self));

  if (weir_document_set_string (&self->description, description))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}
