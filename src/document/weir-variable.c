/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-variable.c: a name and its value; an entry of `variables:` or `set:`
 */

#include "config.h"

#include "weir-variable.h"

#include "weir-document-private.h"

struct _WeirVariable
{
  GObject parent_instance;

  char *name;
  char *value;
  char *value_type;
  char *regex;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_VALUE,
  PROP_VALUE_TYPE,
  PROP_REGEX,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirVariable, weir_variable, G_TYPE_OBJECT)

static void
weir_variable_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirVariable *self = WEIR_VARIABLE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_VALUE_TYPE:
      g_value_set_string (value, self->value_type);
      break;
    case PROP_REGEX:
      g_value_set_string (value, self->regex);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_variable_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirVariable *self = WEIR_VARIABLE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      weir_variable_set_name (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      weir_variable_set_value (self, g_value_get_string (value));
      break;
    case PROP_VALUE_TYPE:
      weir_variable_set_value_type (self, g_value_get_string (value));
      break;
    case PROP_REGEX:
      weir_variable_set_regex (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_variable_finalize (GObject *object)
{
  WeirVariable *self = WEIR_VARIABLE (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->value_type, g_free);
  g_clear_pointer (&self->regex, g_free);

  G_OBJECT_CLASS (weir_variable_parent_class)->finalize (object);
}

static void
weir_variable_class_init (WeirVariableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_variable_get_property;
  object_class->set_property = weir_variable_set_property;
  object_class->finalize = weir_variable_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_VALUE_TYPE] = g_param_spec_string ("value-type", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_REGEX] = g_param_spec_string ("regex", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_variable_init (WeirVariable *self)
{
  self->name = g_strdup ("");
  self->value = g_strdup ("");
}

/**
 * weir_variable_new:
 * @name: its name
 * @value: its value as written, placeholders unresolved
 *
 * Returns: (transfer full): a variable, with everything else at its default
 */
WeirVariable *
weir_variable_new (const char *name, const char *value)
{
  return g_object_new (WEIR_TYPE_VARIABLE, "name", name, "value", value, NULL);
}

/**
 * weir_variable_get_name:
 * @self: a variable
 *
 * Returns: its name
 */
const char *
weir_variable_get_name (WeirVariable *self)
{
  g_return_val_if_fail (WEIR_IS_VARIABLE (self), NULL);

  return self->name;
}

/**
 * weir_variable_set_name:
 * @self: a variable
 * @name: its name
 */
void
weir_variable_set_name (WeirVariable *self, const char *name)
{
  g_return_if_fail (WEIR_IS_VARIABLE (self));

  if (weir_document_set_string (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_variable_get_value:
 * @self: a variable
 *
 * Returns: its value as written, placeholders unresolved
 */
const char *
weir_variable_get_value (WeirVariable *self)
{
  g_return_val_if_fail (WEIR_IS_VARIABLE (self), NULL);

  return self->value;
}

/**
 * weir_variable_set_value:
 * @self: a variable
 * @value: its value as written, placeholders unresolved
 */
void
weir_variable_set_value (WeirVariable *self, const char *value)
{
  g_return_if_fail (WEIR_IS_VARIABLE (self));

  if (weir_document_set_string (&self->value, value != NULL ? value : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * weir_variable_get_value_type:
 * @self: a variable
 *
 * Returns: (nullable): what its value is, as the document writes it: "json"; %NULL for text
 */
const char *
weir_variable_get_value_type (WeirVariable *self)
{
  g_return_val_if_fail (WEIR_IS_VARIABLE (self), NULL);

  return self->value_type;
}

/**
 * weir_variable_set_value_type:
 * @self: a variable
 * @type: (nullable): what its value is, as the document writes it: "json"; %NULL for text
 */
void
weir_variable_set_value_type (WeirVariable *self, const char *type)
{
  g_return_if_fail (WEIR_IS_VARIABLE (self));

  if (weir_document_set_string (&self->value_type, type))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE_TYPE]);
}

/**
 * weir_variable_get_regex:
 * @self: a variable
 *
 * Returns: (nullable): what takes a part of its value; %NULL for all of it
 */
const char *
weir_variable_get_regex (WeirVariable *self)
{
  g_return_val_if_fail (WEIR_IS_VARIABLE (self), NULL);

  return self->regex;
}

/**
 * weir_variable_set_regex:
 * @self: a variable
 * @regex: (nullable): what takes a part of its value; %NULL for all of it
 */
void
weir_variable_set_regex (WeirVariable *self, const char *regex)
{
  g_return_if_fail (WEIR_IS_VARIABLE (self));

  if (weir_document_set_string (&self->regex, regex))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGEX]);
}
