/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-capture.c: a request's `capture:`: the name its whole answer gets
 */

#include "config.h"

#include "weir-capture.h"

#include "weir-document-private.h"

struct _WeirCapture
{
  GObject parent_instance;

  char *to;
  char *value_type;
  gboolean make_global;
  char *regex;
};

enum
{
  PROP_0,
  PROP_TO,
  PROP_VALUE_TYPE,
  PROP_MAKE_GLOBAL,
  PROP_REGEX,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirCapture, weir_capture, G_TYPE_OBJECT)

static void
weir_capture_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirCapture *self = WEIR_CAPTURE (object);

  switch (prop_id)
    {
    case PROP_TO:
      g_value_set_string (value, self->to);
      break;
    case PROP_VALUE_TYPE:
      g_value_set_string (value, self->value_type);
      break;
    case PROP_MAKE_GLOBAL:
      g_value_set_boolean (value, self->make_global);
      break;
    case PROP_REGEX:
      g_value_set_string (value, self->regex);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_capture_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirCapture *self = WEIR_CAPTURE (object);

  switch (prop_id)
    {
    case PROP_TO:
      weir_capture_set_to (self, g_value_get_string (value));
      break;
    case PROP_VALUE_TYPE:
      weir_capture_set_value_type (self, g_value_get_string (value));
      break;
    case PROP_MAKE_GLOBAL:
      weir_capture_set_make_global (self, g_value_get_boolean (value));
      break;
    case PROP_REGEX:
      weir_capture_set_regex (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_capture_finalize (GObject *object)
{
  WeirCapture *self = WEIR_CAPTURE (object);

  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->value_type, g_free);
  g_clear_pointer (&self->regex, g_free);

  G_OBJECT_CLASS (weir_capture_parent_class)->finalize (object);
}

static void
weir_capture_class_init (WeirCaptureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_capture_get_property;
  object_class->set_property = weir_capture_set_property;
  object_class->finalize = weir_capture_finalize;

  properties[PROP_TO] = g_param_spec_string ("to", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_VALUE_TYPE] = g_param_spec_string ("value-type", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_MAKE_GLOBAL] =
    g_param_spec_boolean ("make-global", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  properties[PROP_REGEX] = g_param_spec_string ("regex", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_capture_init (WeirCapture *self)
{
  self->to = g_strdup ("");
}

/**
 * weir_capture_new:
 * @to: the variable that holds the answer
 *
 * Returns: (transfer full): a capture, with everything else at its default
 */
WeirCapture *
weir_capture_new (const char *to)
{
  return g_object_new (WEIR_TYPE_CAPTURE, "to", to, NULL);
}

/**
 * weir_capture_get_to:
 * @self: a capture
 *
 * Returns: the variable that holds the answer
 */
const char *
weir_capture_get_to (WeirCapture *self)
{
  g_return_val_if_fail (WEIR_IS_CAPTURE (self), NULL);

  return self->to;
}

/**
 * weir_capture_set_to:
 * @self: a capture
 * @to: the variable that holds the answer
 */
void
weir_capture_set_to (WeirCapture *self, const char *to)
{
  g_return_if_fail (WEIR_IS_CAPTURE (self));

  if (weir_document_set_string (&self->to, to != NULL ? to : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TO]);
}

/**
 * weir_capture_get_value_type:
 * @self: a capture
 *
 * Returns: (nullable): what the body is, as `as:` says it; NULL = as the answer says
 */
const char *
weir_capture_get_value_type (WeirCapture *self)
{
  g_return_val_if_fail (WEIR_IS_CAPTURE (self), NULL);

  return self->value_type;
}

/**
 * weir_capture_set_value_type:
 * @self: a capture
 * @value_type: (nullable): what the body is, as `as:` says it; NULL = as the answer says
 */
void
weir_capture_set_value_type (WeirCapture *self, const char *value_type)
{
  g_return_if_fail (WEIR_IS_CAPTURE (self));

  if (weir_document_set_string (&self->value_type, value_type))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE_TYPE]);
}

/**
 * weir_capture_get_make_global:
 * @self: a capture
 *
 * Returns: whether all clients see it
 */
gboolean
weir_capture_get_make_global (WeirCapture *self)
{
  g_return_val_if_fail (WEIR_IS_CAPTURE (self), FALSE);

  return self->make_global;
}

/**
 * weir_capture_set_make_global:
 * @self: a capture
 * @make_global: whether all clients see it
 */
void
weir_capture_set_make_global (WeirCapture *self, gboolean make_global)
{
  g_return_if_fail (WEIR_IS_CAPTURE (self));

  if (self->make_global == make_global)
    return;
  self->make_global = make_global;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAKE_GLOBAL]);
}

/**
 * weir_capture_get_regex:
 * @self: a capture
 *
 * Returns: (nullable): takes a part of the body
 */
const char *
weir_capture_get_regex (WeirCapture *self)
{
  g_return_val_if_fail (WEIR_IS_CAPTURE (self), NULL);

  return self->regex;
}

/**
 * weir_capture_set_regex:
 * @self: a capture
 * @regex: (nullable): takes a part of the body
 */
void
weir_capture_set_regex (WeirCapture *self, const char *regex)
{
  g_return_if_fail (WEIR_IS_CAPTURE (self));

  if (weir_document_set_string (&self->regex, regex))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGEX]);
}
