/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-part.c: one part of a multipart payload: a field with its value, or a file
 */

#include "config.h"

#include "weir-part.h"

#include "weir-document-private.h"

struct _WeirPart
{
  GObject parent_instance;

  char *name;
  char *value;
  char *path;
  char *file_name;
  char *content_type;
  gboolean enabled;
  char *description;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_VALUE,
  PROP_PATH,
  PROP_FILE_NAME,
  PROP_CONTENT_TYPE,
  PROP_ENABLED,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirPart, weir_part, G_TYPE_OBJECT)

static void
weir_part_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirPart *self = WEIR_PART (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_FILE_NAME:
      g_value_set_string (value, self->file_name);
      break;
    case PROP_CONTENT_TYPE:
      g_value_set_string (value, self->content_type);
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
weir_part_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirPart *self = WEIR_PART (object);

  switch (prop_id)
    {
    case PROP_NAME:
      weir_part_set_name (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      weir_part_set_value (self, g_value_get_string (value));
      break;
    case PROP_PATH:
      weir_part_set_path (self, g_value_get_string (value));
      break;
    case PROP_FILE_NAME:
      weir_part_set_file_name (self, g_value_get_string (value));
      break;
    case PROP_CONTENT_TYPE:
      weir_part_set_content_type (self, g_value_get_string (value));
      break;
    case PROP_ENABLED:
      weir_part_set_enabled (self, g_value_get_boolean (value));
      break;
    case PROP_DESCRIPTION:
      weir_part_set_description (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_part_finalize (GObject *object)
{
  WeirPart *self = WEIR_PART (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->description, g_free);

  G_OBJECT_CLASS (weir_part_parent_class)->finalize (object);
}

static void
weir_part_class_init (WeirPartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_part_get_property;
  object_class->set_property = weir_part_set_property;
  object_class->finalize = weir_part_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_FILE_NAME] = g_param_spec_string ("file-name", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_CONTENT_TYPE] =
    g_param_spec_string ("content-type", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE, WEIR_PARAM_READWRITE);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_part_init (WeirPart *self)
{
  self->name = g_strdup ("");
  self->value = g_strdup ("");
  self->path = g_strdup ("");
  self->enabled = TRUE;
}

/**
 * weir_part_new_field:
 * @name: the name of the field
 * @value: its value
 *
 * Returns: (transfer full): a part that is a text
 */
WeirPart *
weir_part_new_field (const char *name, const char *value)
{
  return g_object_new (WEIR_TYPE_PART, "name", name, "value", value, NULL);
}

/**
 * weir_part_new_file:
 * @name: the name of the field
 * @path: the file
 *
 * Returns: (transfer full): a part that is a file
 */
WeirPart *
weir_part_new_file (const char *name, const char *path)
{
  return g_object_new (WEIR_TYPE_PART, "name", name, "path", path, NULL);
}

/**
 * weir_part_get_name:
 * @self: a part
 *
 * Returns: the name of the field
 */
const char *
weir_part_get_name (WeirPart *self)
{
  g_return_val_if_fail (WEIR_IS_PART (self), NULL);

  return self->name;
}

/**
 * weir_part_set_name:
 * @self: a part
 * @name: the name of the field
 */
void
weir_part_set_name (WeirPart *self, const char *name)
{
  g_return_if_fail (WEIR_IS_PART (self));

  if (weir_document_set_string (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_part_get_value:
 * @self: a part
 *
 * Returns: the text of a field
 */
const char *
weir_part_get_value (WeirPart *self)
{
  g_return_val_if_fail (WEIR_IS_PART (self), NULL);

  return self->value;
}

/**
 * weir_part_set_value:
 * @self: a part
 * @value: the text of a field
 */
void
weir_part_set_value (WeirPart *self, const char *value)
{
  g_return_if_fail (WEIR_IS_PART (self));

  if (weir_document_set_string (&self->value, value != NULL ? value : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * weir_part_get_path:
 * @self: a part
 *
 * Returns: the file
 */
const char *
weir_part_get_path (WeirPart *self)
{
  g_return_val_if_fail (WEIR_IS_PART (self), NULL);

  return self->path;
}

/**
 * weir_part_set_path:
 * @self: a part
 * @path: the file
 */
void
weir_part_set_path (WeirPart *self, const char *path)
{
  g_return_if_fail (WEIR_IS_PART (self));

  if (weir_document_set_string (&self->path, path != NULL ? path : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

/**
 * weir_part_get_file_name:
 * @self: a part
 *
 * Returns: (nullable): what the server is told the file is called
 */
const char *
weir_part_get_file_name (WeirPart *self)
{
  g_return_val_if_fail (WEIR_IS_PART (self), NULL);

  return self->file_name;
}

/**
 * weir_part_set_file_name:
 * @self: a part
 * @file_name: (nullable): what the server is told the file is called
 */
void
weir_part_set_file_name (WeirPart *self, const char *file_name)
{
  g_return_if_fail (WEIR_IS_PART (self));

  if (weir_document_set_string (&self->file_name, file_name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE_NAME]);
}

/**
 * weir_part_get_content_type:
 * @self: a part
 *
 * Returns: (nullable): what the part is said to be
 */
const char *
weir_part_get_content_type (WeirPart *self)
{
  g_return_val_if_fail (WEIR_IS_PART (self), NULL);

  return self->content_type;
}

/**
 * weir_part_set_content_type:
 * @self: a part
 * @content_type: (nullable): what the part is said to be
 */
void
weir_part_set_content_type (WeirPart *self, const char *content_type)
{
  g_return_if_fail (WEIR_IS_PART (self));

  if (weir_document_set_string (&self->content_type, content_type))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENT_TYPE]);
}

/**
 * weir_part_get_enabled:
 * @self: a part
 *
 * Returns: whether it is sent
 */
gboolean
weir_part_get_enabled (WeirPart *self)
{
  g_return_val_if_fail (WEIR_IS_PART (self), FALSE);

  return self->enabled;
}

/**
 * weir_part_set_enabled:
 * @self: a part
 * @enabled: whether it is sent
 */
void
weir_part_set_enabled (WeirPart *self, gboolean enabled)
{
  g_return_if_fail (WEIR_IS_PART (self));

  if (self->enabled == enabled)
    return;
  self->enabled = enabled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

/**
 * weir_part_get_description:
 * @self: a part
 *
 * Returns: (nullable): what it is for
 */
const char *
weir_part_get_description (WeirPart *self)
{
  g_return_val_if_fail (WEIR_IS_PART (self), NULL);

  return self->description;
}

/**
 * weir_part_set_description:
 * @self: a part
 * @description: (nullable): what it is for
 */
void
weir_part_set_description (WeirPart *self, const char *description)
{
  g_return_if_fail (WEIR_IS_PART (self));

  if (weir_document_set_string (&self->description, description))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}
