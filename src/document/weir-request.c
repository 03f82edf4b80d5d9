/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request.c: an `httpRequest:` as written, placeholders unresolved
 */

#include "config.h"

#include "weir-request.h"

#include "weir-document-private.h"
#include "weir-field.h"

struct _WeirRequest
{
  GObject parent_instance;

  char *method;
  char *url;
  GListStore *headers;
  char *payload_raw;
  JsonNode *payload_json;
};

enum
{
  PROP_0,
  PROP_METHOD,
  PROP_URL,
  PROP_HEADERS,
  PROP_PAYLOAD_KIND,
  PROP_PAYLOAD_RAW,
  PROP_PAYLOAD_JSON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirRequest, weir_request, G_TYPE_OBJECT)

static void
weir_request_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirRequest *self = WEIR_REQUEST (object);

  switch (prop_id)
    {
    case PROP_METHOD:
      g_value_set_string (value, self->method);
      break;
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    case PROP_HEADERS:
      g_value_set_object (value, self->headers);
      break;
    case PROP_PAYLOAD_KIND:
      g_value_set_enum (value, weir_request_get_payload_kind (self));
      break;
    case PROP_PAYLOAD_RAW:
      g_value_set_string (value, self->payload_raw);
      break;
    case PROP_PAYLOAD_JSON:
      g_value_set_boxed (value, self->payload_json);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_request_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirRequest *self = WEIR_REQUEST (object);

  switch (prop_id)
    {
    case PROP_METHOD:
      weir_request_set_method (self, g_value_get_string (value));
      break;
    case PROP_URL:
      weir_request_set_url (self, g_value_get_string (value));
      break;
    case PROP_PAYLOAD_RAW:
      weir_request_set_payload_raw (self, g_value_get_string (value));
      break;
    case PROP_PAYLOAD_JSON:
      weir_request_set_payload_json (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_request_finalize (GObject *object)
{
  WeirRequest *self = WEIR_REQUEST (object);

  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_object (&self->headers);
  g_clear_pointer (&self->payload_raw, g_free);
  g_clear_pointer (&self->payload_json, json_node_unref);

  G_OBJECT_CLASS (weir_request_parent_class)->finalize (object);
}

static void
weir_request_class_init (WeirRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_request_get_property;
  object_class->set_property = weir_request_set_property;
  object_class->finalize = weir_request_finalize;

  properties[PROP_METHOD] = g_param_spec_string ("method", NULL, NULL, "GET", WEIR_PARAM_READWRITE);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_HEADERS] =
    g_param_spec_object ("headers", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_PAYLOAD_KIND] =
    g_param_spec_enum ("payload-kind", NULL, NULL, WEIR_TYPE_PAYLOAD_KIND, WEIR_PAYLOAD_NONE,
                       WEIR_PARAM_READABLE);
  properties[PROP_PAYLOAD_RAW] = g_param_spec_string ("payload-raw", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_PAYLOAD_JSON] =
    g_param_spec_boxed ("payload-json", NULL, NULL, JSON_TYPE_NODE, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_request_init (WeirRequest *self)
{
  self->method = g_strdup ("GET");
  self->url = g_strdup ("");
  self->headers = g_list_store_new (WEIR_TYPE_FIELD);
}

/**
 * weir_request_new:
 * @method: the method
 * @url: the URL as written
 *
 * Returns: (transfer full): a request, with everything else at its default
 */
WeirRequest *
weir_request_new (const char *method, const char *url)
{
  return g_object_new (WEIR_TYPE_REQUEST, "method", method, "url", url, NULL);
}

/**
 * weir_request_get_method:
 * @self: a request
 *
 * Returns: the method
 */
const char *
weir_request_get_method (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->method;
}

/**
 * weir_request_set_method:
 * @self: a request
 * @method: the method
 */
void
weir_request_set_method (WeirRequest *self, const char *method)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (weir_document_set_string (&self->method, method != NULL ? method : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_METHOD]);
}

/**
 * weir_request_get_url:
 * @self: a request
 *
 * Returns: the URL as written
 */
const char *
weir_request_get_url (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->url;
}

/**
 * weir_request_set_url:
 * @self: a request
 * @url: the URL as written
 */
void
weir_request_set_url (WeirRequest *self, const char *url)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (weir_document_set_string (&self->url, url != NULL ? url : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URL]);
}

/**
 * weir_request_get_headers:
 * @self: a request
 *
 * Returns: (transfer none): the rows of its headers, in order
 */
GListStore *
weir_request_get_headers (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->headers;
}

static void
weir_request_replace_payload (WeirRequest *self, char *raw, JsonNode *json)
{
  WeirPayloadKind kind = weir_request_get_payload_kind (self);
  gboolean raw_changes = raw != NULL || self->payload_raw != NULL;
  gboolean json_changes = json != NULL || self->payload_json != NULL;

  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->payload_raw);
  g_clear_pointer (&self->payload_json, json_node_unref);
  self->payload_raw = raw;
  self->payload_json = json;
  if (raw_changes)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAYLOAD_RAW]);
  if (json_changes)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAYLOAD_JSON]);
  if (kind != weir_request_get_payload_kind (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAYLOAD_KIND]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * weir_request_get_payload_kind:
 * @self: a request
 *
 * Returns: which payload it has
 */
WeirPayloadKind
weir_request_get_payload_kind (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), WEIR_PAYLOAD_NONE);

  if (self->payload_raw != NULL)
    return WEIR_PAYLOAD_RAW;
  return self->payload_json != NULL ? WEIR_PAYLOAD_JSON : WEIR_PAYLOAD_NONE;
}

/**
 * weir_request_get_payload_raw:
 * @self: a request
 *
 * Returns: (nullable): the text to send, placeholders unresolved; NULL unless the kind is raw
 */
const char *
weir_request_get_payload_raw (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->payload_raw;
}

/**
 * weir_request_set_payload_raw:
 * @self: a request
 * @raw: (nullable): the text to send; NULL takes a raw payload away and leaves any other alone
 */
void
weir_request_set_payload_raw (WeirRequest *self, const char *raw)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (g_strcmp0 (self->payload_raw, raw) == 0)
    return;
  weir_request_replace_payload (self, g_strdup (raw), NULL);
}

/**
 * weir_request_get_payload_json:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the value to send, which must not be changed; NULL unless the
 * kind is JSON
 */
JsonNode *
weir_request_get_payload_json (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->payload_json;
}

/**
 * weir_request_set_payload_json:
 * @self: a request
 * @json: (transfer none) (nullable): the value to send, sealed by this: nobody may change it any more; NULL
 *   takes a JSON payload away and leaves any other alone
 */
void
weir_request_set_payload_json (WeirRequest *self, JsonNode *json)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (self->payload_json == json)
    return;
  if (json != NULL)
    json_node_seal (json);
  weir_request_replace_payload (self, NULL, json != NULL ? json_node_ref (json) : NULL);
}

/**
 * weir_request_clear_payload:
 * @self: a request
 *
 * Leaves @self without a payload.
 */
void
weir_request_clear_payload (WeirRequest *self)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  weir_request_replace_payload (self, NULL, NULL);
}
