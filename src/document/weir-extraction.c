/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-extraction.c: a row of `extract:`: which part of an answer becomes which variable
 */

#include "config.h"

#include "weir-extraction.h"

#include "weir-document-private.h"

struct _WeirExtraction
{
  GObject parent_instance;

  char *name;
  WeirSource source;
  char *path;
  char *regex;
  char *default_value;
  gboolean secret;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_SOURCE,
  PROP_PATH,
  PROP_REGEX,
  PROP_DEFAULT_VALUE,
  PROP_SECRET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirExtraction, weir_extraction, G_TYPE_OBJECT)

static void
weir_extraction_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirExtraction *self = WEIR_EXTRACTION (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_SOURCE:
      g_value_set_enum (value, self->source);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_REGEX:
      g_value_set_string (value, self->regex);
      break;
    case PROP_DEFAULT_VALUE:
      g_value_set_string (value, self->default_value);
      break;
    case PROP_SECRET:
      g_value_set_boolean (value, self->secret);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_extraction_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirExtraction *self = WEIR_EXTRACTION (object);

  switch (prop_id)
    {
    case PROP_NAME:
      weir_extraction_set_name (self, g_value_get_string (value));
      break;
    case PROP_SOURCE:
      weir_extraction_set_source (self, g_value_get_enum (value));
      break;
    case PROP_PATH:
      weir_extraction_set_path (self, g_value_get_string (value));
      break;
    case PROP_REGEX:
      weir_extraction_set_regex (self, g_value_get_string (value));
      break;
    case PROP_DEFAULT_VALUE:
      weir_extraction_set_default_value (self, g_value_get_string (value));
      break;
    case PROP_SECRET:
      weir_extraction_set_secret (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_extraction_finalize (GObject *object)
{
  WeirExtraction *self = WEIR_EXTRACTION (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->regex, g_free);
  g_clear_pointer (&self->default_value, g_free);

  G_OBJECT_CLASS (weir_extraction_parent_class)->finalize (object);
}

static void
weir_extraction_class_init (WeirExtractionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_extraction_get_property;
  object_class->set_property = weir_extraction_set_property;
  object_class->finalize = weir_extraction_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_SOURCE] =
    g_param_spec_enum ("source", NULL, NULL, WEIR_TYPE_SOURCE, WEIR_SOURCE_BODY, WEIR_PARAM_READWRITE);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_REGEX] = g_param_spec_string ("regex", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_DEFAULT_VALUE] =
    g_param_spec_string ("default-value", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_SECRET] = g_param_spec_boolean ("secret", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_extraction_init (WeirExtraction *self)
{
  self->source = WEIR_SOURCE_BODY;
}

/**
 * weir_extraction_new:
 * @name: (nullable): the variable that receives the value
 * @source: where in the answer it looks
 * @path: (nullable): a JSONPath (body), or the name of the header or cookie
 *
 * Returns: (transfer full): an extraction, with everything else at its default
 */
WeirExtraction *
weir_extraction_new (const char *name, WeirSource source, const char *path)
{
  return g_object_new (WEIR_TYPE_EXTRACTION, "name", name, "source", source, "path", path, NULL);
}

/**
 * weir_extraction_get_name:
 * @self: an extraction
 *
 * Returns: (nullable): the variable that receives the value
 */
const char *
weir_extraction_get_name (WeirExtraction *self)
{
  g_return_val_if_fail (WEIR_IS_EXTRACTION (self), NULL);

  return self->name;
}

/**
 * weir_extraction_set_name:
 * @self: an extraction
 * @name: (nullable): the variable that receives the value
 */
void
weir_extraction_set_name (WeirExtraction *self, const char *name)
{
  g_return_if_fail (WEIR_IS_EXTRACTION (self));

  if (weir_document_set_string (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_extraction_get_source:
 * @self: an extraction
 *
 * Returns: where in the answer it looks
 */
WeirSource
weir_extraction_get_source (WeirExtraction *self)
{
  g_return_val_if_fail (WEIR_IS_EXTRACTION (self), WEIR_SOURCE_BODY);

  return self->source;
}

/**
 * weir_extraction_set_source:
 * @self: an extraction
 * @source: where in the answer it looks
 */
void
weir_extraction_set_source (WeirExtraction *self, WeirSource source)
{
  g_return_if_fail (WEIR_IS_EXTRACTION (self));

  if (self->source == source)
    return;

  self->source = source;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

/**
 * weir_extraction_get_path:
 * @self: an extraction
 *
 * Returns: (nullable): a JSONPath (body), or the name of the header or cookie
 */
const char *
weir_extraction_get_path (WeirExtraction *self)
{
  g_return_val_if_fail (WEIR_IS_EXTRACTION (self), NULL);

  return self->path;
}

/**
 * weir_extraction_set_path:
 * @self: an extraction
 * @path: (nullable): a JSONPath (body), or the name of the header or cookie
 */
void
weir_extraction_set_path (WeirExtraction *self, const char *path)
{
  g_return_if_fail (WEIR_IS_EXTRACTION (self));

  if (weir_document_set_string (&self->path, path))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

/**
 * weir_extraction_get_regex:
 * @self: an extraction
 *
 * Returns: (nullable): applied to what the path selected
 */
const char *
weir_extraction_get_regex (WeirExtraction *self)
{
  g_return_val_if_fail (WEIR_IS_EXTRACTION (self), NULL);

  return self->regex;
}

/**
 * weir_extraction_set_regex:
 * @self: an extraction
 * @regex: (nullable): applied to what the path selected
 */
void
weir_extraction_set_regex (WeirExtraction *self, const char *regex)
{
  g_return_if_fail (WEIR_IS_EXTRACTION (self));

  if (weir_document_set_string (&self->regex, regex))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGEX]);
}

/**
 * weir_extraction_get_default_value:
 * @self: an extraction
 *
 * Returns: (nullable): the value when nothing matches; NULL: the variable is then missing
 */
const char *
weir_extraction_get_default_value (WeirExtraction *self)
{
  g_return_val_if_fail (WEIR_IS_EXTRACTION (self), NULL);

  return self->default_value;
}

/**
 * weir_extraction_set_default_value:
 * @self: an extraction
 * @value: (nullable): the value when nothing matches; NULL: the variable is then missing
 */
void
weir_extraction_set_default_value (WeirExtraction *self, const char *value)
{
  g_return_if_fail (WEIR_IS_EXTRACTION (self));

  if (weir_document_set_string (&self->default_value, value))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEFAULT_VALUE]);
}

/**
 * weir_extraction_get_secret:
 * @self: an extraction
 *
 * Returns: whether the value is masked wherever it is shown
 */
gboolean
weir_extraction_get_secret (WeirExtraction *self)
{
  g_return_val_if_fail (WEIR_IS_EXTRACTION (self), FALSE);

  return self->secret;
}

/**
 * weir_extraction_set_secret:
 * @self: an extraction
 * @secret: whether the value is masked wherever it is shown
 */
void
weir_extraction_set_secret (WeirExtraction *self, gboolean secret)
{
  g_return_if_fail (WEIR_IS_EXTRACTION (self));

  secret = !!secret;
  if (self->secret == secret)
    return;

  self->secret = secret;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECRET]);
}
