/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-auth.c: an `auth:` as written: how a request says who sends it
 */

#include "config.h"

#include "weir-auth.h"

#include "weir-document-private.h"

struct _WeirAuth
{
  GObject parent_instance;

  WeirAuthKind kind;
  char *username;
  char *password;
  char *token;
  char *name;
  char *value;
  WeirAuthPlace place;
};

enum
{
  PROP_0,
  PROP_KIND,
  PROP_USERNAME,
  PROP_PASSWORD,
  PROP_TOKEN,
  PROP_NAME,
  PROP_VALUE,
  PROP_PLACE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirAuth, weir_auth, G_TYPE_OBJECT)

static void
weir_auth_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirAuth *self = WEIR_AUTH (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_USERNAME:
      g_value_set_string (value, self->username);
      break;
    case PROP_PASSWORD:
      g_value_set_string (value, self->password);
      break;
    case PROP_TOKEN:
      g_value_set_string (value, self->token);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_PLACE:
      g_value_set_enum (value, self->place);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_auth_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirAuth *self = WEIR_AUTH (object);

  switch (prop_id)
    {
    case PROP_KIND:
      weir_auth_set_kind (self, g_value_get_enum (value));
      break;
    case PROP_USERNAME:
      weir_auth_set_username (self, g_value_get_string (value));
      break;
    case PROP_PASSWORD:
      weir_auth_set_password (self, g_value_get_string (value));
      break;
    case PROP_TOKEN:
      weir_auth_set_token (self, g_value_get_string (value));
      break;
    case PROP_NAME:
      weir_auth_set_name (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      weir_auth_set_value (self, g_value_get_string (value));
      break;
    case PROP_PLACE:
      weir_auth_set_place (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_auth_finalize (GObject *object)
{
  WeirAuth *self = WEIR_AUTH (object);

  g_clear_pointer (&self->username, g_free);
  g_clear_pointer (&self->password, g_free);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->value, g_free);

  G_OBJECT_CLASS (weir_auth_parent_class)->finalize (object);
}

static void
weir_auth_class_init (WeirAuthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_auth_get_property;
  object_class->set_property = weir_auth_set_property;
  object_class->finalize = weir_auth_finalize;

  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, WEIR_TYPE_AUTH_KIND, WEIR_AUTH_BASIC, WEIR_PARAM_READWRITE);
  properties[PROP_USERNAME] = g_param_spec_string ("username", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_PASSWORD] = g_param_spec_string ("password", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_TOKEN] = g_param_spec_string ("token", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_PLACE] =
    g_param_spec_enum ("place", NULL, NULL, WEIR_TYPE_AUTH_PLACE, WEIR_AUTH_IN_HEADER, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_auth_init (WeirAuth *self)
{
  self->username = g_strdup ("");
  self->password = g_strdup ("");
  self->token = g_strdup ("");
  self->name = g_strdup ("");
  self->value = g_strdup ("");
}

/**
 * weir_auth_new:
 * @kind: how
 *
 * Returns: (transfer full): an authentication without any credentials
 */
WeirAuth *
weir_auth_new (WeirAuthKind kind)
{
  return g_object_new (WEIR_TYPE_AUTH, "kind", kind, NULL);
}

/**
 * weir_auth_get_kind:
 * @self: an authentication
 *
 * Returns: how
 */
WeirAuthKind
weir_auth_get_kind (WeirAuth *self)
{
  g_return_val_if_fail (WEIR_IS_AUTH (self), WEIR_AUTH_BASIC);

  return self->kind;
}

/**
 * weir_auth_set_kind:
 * @self: an authentication
 * @kind: how
 */
void
weir_auth_set_kind (WeirAuth *self, WeirAuthKind kind)
{
  g_return_if_fail (WEIR_IS_AUTH (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

/**
 * weir_auth_get_username:
 * @self: an authentication
 *
 * Returns: who, of basic and digest
 */
const char *
weir_auth_get_username (WeirAuth *self)
{
  g_return_val_if_fail (WEIR_IS_AUTH (self), NULL);

  return self->username;
}

/**
 * weir_auth_set_username:
 * @self: an authentication
 * @username: who, of basic and digest
 */
void
weir_auth_set_username (WeirAuth *self, const char *username)
{
  g_return_if_fail (WEIR_IS_AUTH (self));

  if (weir_document_set_string (&self->username, username != NULL ? username : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USERNAME]);
}

/**
 * weir_auth_get_password:
 * @self: an authentication
 *
 * Returns: the password, of basic and digest
 */
const char *
weir_auth_get_password (WeirAuth *self)
{
  g_return_val_if_fail (WEIR_IS_AUTH (self), NULL);

  return self->password;
}

/**
 * weir_auth_set_password:
 * @self: an authentication
 * @password: the password, of basic and digest
 */
void
weir_auth_set_password (WeirAuth *self, const char *password)
{
  g_return_if_fail (WEIR_IS_AUTH (self));

  if (weir_document_set_string (&self->password, password != NULL ? password : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PASSWORD]);
}

/**
 * weir_auth_get_token:
 * @self: an authentication
 *
 * Returns: the token, of bearer
 */
const char *
weir_auth_get_token (WeirAuth *self)
{
  g_return_val_if_fail (WEIR_IS_AUTH (self), NULL);

  return self->token;
}

/**
 * weir_auth_set_token:
 * @self: an authentication
 * @token: the token, of bearer
 */
void
weir_auth_set_token (WeirAuth *self, const char *token)
{
  g_return_if_fail (WEIR_IS_AUTH (self));

  if (weir_document_set_string (&self->token, token != NULL ? token : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOKEN]);
}

/**
 * weir_auth_get_name:
 * @self: an authentication
 *
 * Returns: the name of the header or parameter, of apiKey
 */
const char *
weir_auth_get_name (WeirAuth *self)
{
  g_return_val_if_fail (WEIR_IS_AUTH (self), NULL);

  return self->name;
}

/**
 * weir_auth_set_name:
 * @self: an authentication
 * @name: the name of the header or parameter, of apiKey
 */
void
weir_auth_set_name (WeirAuth *self, const char *name)
{
  g_return_if_fail (WEIR_IS_AUTH (self));

  if (weir_document_set_string (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_auth_get_value:
 * @self: an authentication
 *
 * Returns: the key itself, of apiKey
 */
const char *
weir_auth_get_value (WeirAuth *self)
{
  g_return_val_if_fail (WEIR_IS_AUTH (self), NULL);

  return self->value;
}

/**
 * weir_auth_set_value:
 * @self: an authentication
 * @value: the key itself, of apiKey
 */
void
weir_auth_set_value (WeirAuth *self, const char *value)
{
  g_return_if_fail (WEIR_IS_AUTH (self));

  if (weir_document_set_string (&self->value, value != NULL ? value : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * weir_auth_get_place:
 * @self: an authentication
 *
 * Returns: where an apiKey is sent
 */
WeirAuthPlace
weir_auth_get_place (WeirAuth *self)
{
  g_return_val_if_fail (WEIR_IS_AUTH (self), WEIR_AUTH_IN_HEADER);

  return self->place;
}

/**
 * weir_auth_set_place:
 * @self: an authentication
 * @place: where an apiKey is sent
 */
void
weir_auth_set_place (WeirAuth *self, WeirAuthPlace place)
{
  g_return_if_fail (WEIR_IS_AUTH (self));

  if (self->place == place)
    return;
  self->place = place;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
}
