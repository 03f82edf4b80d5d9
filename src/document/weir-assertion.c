/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-assertion.c: a row of `assert:`: what must hold for an answer
 */

#include "config.h"

#include "weir-assertion.h"

#include "weir-document-private.h"

struct _WeirAssertion
{
  GObject parent_instance;

  WeirSource source;
  char *path;
  char *name;
  char *regex;
  char *comparison;
  char *value;
  char *upper;
  char *description;
};

enum
{
  PROP_0,
  PROP_SOURCE,
  PROP_PATH,
  PROP_NAME,
  PROP_REGEX,
  PROP_COMPARISON,
  PROP_VALUE,
  PROP_UPPER,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirAssertion, weir_assertion, G_TYPE_OBJECT)

static void
weir_assertion_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirAssertion *self = WEIR_ASSERTION (object);

  switch (prop_id)
    {
    case PROP_SOURCE:
      g_value_set_enum (value, self->source);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_REGEX:
      g_value_set_string (value, self->regex);
      break;
    case PROP_COMPARISON:
      g_value_set_string (value, self->comparison);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_UPPER:
      g_value_set_string (value, self->upper);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_assertion_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirAssertion *self = WEIR_ASSERTION (object);

  switch (prop_id)
    {
    case PROP_SOURCE:
      weir_assertion_set_source (self, g_value_get_enum (value));
      break;
    case PROP_PATH:
      weir_assertion_set_path (self, g_value_get_string (value));
      break;
    case PROP_NAME:
      weir_assertion_set_name (self, g_value_get_string (value));
      break;
    case PROP_REGEX:
      weir_assertion_set_regex (self, g_value_get_string (value));
      break;
    case PROP_COMPARISON:
      weir_assertion_set_comparison (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      weir_assertion_set_value (self, g_value_get_string (value));
      break;
    case PROP_UPPER:
      weir_assertion_set_upper (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      weir_assertion_set_description (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_assertion_finalize (GObject *object)
{
  WeirAssertion *self = WEIR_ASSERTION (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->regex, g_free);
  g_clear_pointer (&self->comparison, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->upper, g_free);
  g_clear_pointer (&self->description, g_free);

  G_OBJECT_CLASS (weir_assertion_parent_class)->finalize (object);
}

static void
weir_assertion_class_init (WeirAssertionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_assertion_get_property;
  object_class->set_property = weir_assertion_set_property;
  object_class->finalize = weir_assertion_finalize;

  properties[PROP_SOURCE] =
    g_param_spec_enum ("source", NULL, NULL, WEIR_TYPE_SOURCE, WEIR_SOURCE_STATUS, WEIR_PARAM_READWRITE);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_REGEX] = g_param_spec_string ("regex", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_COMPARISON] = g_param_spec_string ("comparison", NULL, NULL, "=", WEIR_PARAM_READWRITE);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_UPPER] = g_param_spec_string ("upper", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_assertion_init (WeirAssertion *self)
{
  self->source = WEIR_SOURCE_STATUS;
  self->comparison = g_strdup ("=");
}

/**
 * weir_assertion_new:
 * @source: where in the answer it looks
 * @comparison: the operator as a document writes it
 * @value: (nullable): what is expected, as written; an object or array as compact JSON
 *
 * Returns: (transfer full): an assertion, with everything else at its default
 */
WeirAssertion *
weir_assertion_new (WeirSource source, const char *comparison, const char *value)
{
  return g_object_new (WEIR_TYPE_ASSERTION, "source", source, "comparison", comparison, "value", value, NULL);
}

/**
 * weir_assertion_get_source:
 * @self: an assertion
 *
 * Returns: where in the answer it looks
 */
WeirSource
weir_assertion_get_source (WeirAssertion *self)
{
  g_return_val_if_fail (WEIR_IS_ASSERTION (self), WEIR_SOURCE_STATUS);

  return self->source;
}

/**
 * weir_assertion_set_source:
 * @self: an assertion
 * @source: where in the answer it looks
 */
void
weir_assertion_set_source (WeirAssertion *self, WeirSource source)
{
  g_return_if_fail (WEIR_IS_ASSERTION (self));

  if (self->source == source)
    return;

  self->source = source;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

/**
 * weir_assertion_get_path:
 * @self: an assertion
 *
 * Returns: (nullable): a JSONPath into the body
 */
const char *
weir_assertion_get_path (WeirAssertion *self)
{
  g_return_val_if_fail (WEIR_IS_ASSERTION (self), NULL);

  return self->path;
}

/**
 * weir_assertion_set_path:
 * @self: an assertion
 * @path: (nullable): a JSONPath into the body
 */
void
weir_assertion_set_path (WeirAssertion *self, const char *path)
{
  g_return_if_fail (WEIR_IS_ASSERTION (self));

  if (weir_document_set_string (&self->path, path))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

/**
 * weir_assertion_get_name:
 * @self: an assertion
 *
 * Returns: (nullable): the name of the header or cookie
 */
const char *
weir_assertion_get_name (WeirAssertion *self)
{
  g_return_val_if_fail (WEIR_IS_ASSERTION (self), NULL);

  return self->name;
}

/**
 * weir_assertion_set_name:
 * @self: an assertion
 * @name: (nullable): the name of the header or cookie
 */
void
weir_assertion_set_name (WeirAssertion *self, const char *name)
{
  g_return_if_fail (WEIR_IS_ASSERTION (self));

  if (weir_document_set_string (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_assertion_get_regex:
 * @self: an assertion
 *
 * Returns: (nullable): applied to what the path or name selected
 */
const char *
weir_assertion_get_regex (WeirAssertion *self)
{
  g_return_val_if_fail (WEIR_IS_ASSERTION (self), NULL);

  return self->regex;
}

/**
 * weir_assertion_set_regex:
 * @self: an assertion
 * @regex: (nullable): applied to what the path or name selected
 */
void
weir_assertion_set_regex (WeirAssertion *self, const char *regex)
{
  g_return_if_fail (WEIR_IS_ASSERTION (self));

  if (weir_document_set_string (&self->regex, regex))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGEX]);
}

/**
 * weir_assertion_get_comparison:
 * @self: an assertion
 *
 * Returns: the operator as a document writes it
 */
const char *
weir_assertion_get_comparison (WeirAssertion *self)
{
  g_return_val_if_fail (WEIR_IS_ASSERTION (self), NULL);

  return self->comparison;
}

/**
 * weir_assertion_set_comparison:
 * @self: an assertion
 * @comparison: the operator as a document writes it
 */
void
weir_assertion_set_comparison (WeirAssertion *self, const char *comparison)
{
  g_return_if_fail (WEIR_IS_ASSERTION (self));

  if (weir_document_set_string (&self->comparison, comparison != NULL ? comparison : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARISON]);
}

/**
 * weir_assertion_get_value:
 * @self: an assertion
 *
 * Returns: (nullable): what is expected, as written; an object or array as compact JSON
 */
const char *
weir_assertion_get_value (WeirAssertion *self)
{
  g_return_val_if_fail (WEIR_IS_ASSERTION (self), NULL);

  return self->value;
}

/**
 * weir_assertion_set_value:
 * @self: an assertion
 * @value: (nullable): what is expected, as written; an object or array as compact JSON
 */
void
weir_assertion_set_value (WeirAssertion *self, const char *value)
{
  g_return_if_fail (WEIR_IS_ASSERTION (self));

  if (weir_document_set_string (&self->value, value))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * weir_assertion_get_upper:
 * @self: an assertion
 *
 * Returns: (nullable): the upper end of "between"
 */
const char *
weir_assertion_get_upper (WeirAssertion *self)
{
  g_return_val_if_fail (WEIR_IS_ASSERTION (self), NULL);

  return self->upper;
}

/**
 * weir_assertion_set_upper:
 * @self: an assertion
 * @upper: (nullable): the upper end of "between"
 */
void
weir_assertion_set_upper (WeirAssertion *self, const char *upper)
{
  g_return_if_fail (WEIR_IS_ASSERTION (self));

  if (weir_document_set_string (&self->upper, upper))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPPER]);
}

/**
 * weir_assertion_get_description:
 * @self: an assertion
 *
 * Returns: (nullable): what a person wrote about it
 */
const char *
weir_assertion_get_description (WeirAssertion *self)
{
  g_return_val_if_fail (WEIR_IS_ASSERTION (self), NULL);

  return self->description;
}

/**
 * weir_assertion_set_description:
 * @self: an assertion
 * @description: (nullable): what a person wrote about it
 */
void
weir_assertion_set_description (WeirAssertion *self, const char *description)
{
  g_return_if_fail (WEIR_IS_ASSERTION (self));

  if (weir_document_set_string (&self->description, description))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

/**
 * weir_assertion_to_text:
 * @self: an assertion
 *
 * Says an assertion in a line, for lists and results: "status < 400", "header Location exists".
 *
 * Returns: (transfer full): the line
 */
char *
weir_assertion_to_text (WeirAssertion *self)
{
  GString *text = NULL;
  const char *selector = NULL;
  gboolean is_bare = FALSE;

  g_return_val_if_fail (WEIR_IS_ASSERTION (self), NULL);

  text = g_string_new (weir_document_enum_nick (WEIR_TYPE_SOURCE, self->source));
  selector = self->source == WEIR_SOURCE_BODY ? self->path : self->name;
  is_bare = g_str_equal (self->comparison, "exists") || g_str_equal (self->comparison, "does not exist");
  if (selector != NULL)
    g_string_append_printf (text, " %s", selector);
  if (self->regex != NULL)
    g_string_append_printf (text, " /%s/", self->regex);
  g_string_append_printf (text, " %s", self->comparison);
  if (self->value != NULL && !is_bare)
    g_string_append_printf (text, " %s", *self->value != '\0' ? self->value : "\"\"");
  if (self->upper != NULL && g_str_equal (self->comparison, "between"))
    g_string_append_printf (text, " and %s", self->upper);
  return g_string_free (text, FALSE);
}
