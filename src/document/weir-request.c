/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request.c: an `httpRequest:` as written, placeholders unresolved
 */

#include "config.h"

#include "weir-request-private.h"

#include "weir-document-private.h"
#include "weir-field.h"
#include "weir-limits.h"
#include "weir-part.h"

enum
{
  PROP_0,
  PROP_METHOD,
  PROP_URL,
  PROP_HTTP_VERSION,
  PROP_QUERY,
  PROP_HEADERS,
  PROP_AUTH,
  PROP_PAYLOAD_KIND,
  PROP_PAYLOAD_RAW,
  PROP_PAYLOAD_JSON,
  PROP_PAYLOAD_FILE,
  PROP_FORM,
  PROP_MULTIPART_FIELDS,
  PROP_MULTIPART_FILES,
  PROP_TIMEOUT_US,
  PROP_MAX_REDIRECTS,
  PROP_INSECURE,
  PROP_CERTIFICATE_PATH,
  PROP_CERTIFICATE_PASSWORD,
  PROP_BEFORE,
  PROP_AFTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirRequest, weir_request, G_TYPE_OBJECT)

static void
get_payload_property (WeirRequest *self, guint prop_id, GValue *value)
{
  switch (prop_id)
    {
    case PROP_PAYLOAD_KIND:
      g_value_set_enum (value, self->payload_kind);
      break;
    case PROP_PAYLOAD_RAW:
      g_value_set_string (value, self->payload_raw);
      break;
    case PROP_PAYLOAD_JSON:
      g_value_set_boxed (value, self->payload_json);
      break;
    case PROP_PAYLOAD_FILE:
      g_value_set_string (value, self->payload_file);
      break;
    case PROP_FORM:
      g_value_set_object (value, self->form);
      break;
    case PROP_MULTIPART_FIELDS:
      g_value_set_object (value, self->multipart_fields);
      break;
    case PROP_MULTIPART_FILES:
    default:
      g_value_set_object (value, self->multipart_files);
      break;
    }
}

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
    case PROP_HTTP_VERSION:
      g_value_set_enum (value, self->version);
      break;
    case PROP_QUERY:
      g_value_set_object (value, self->query);
      break;
    case PROP_HEADERS:
      g_value_set_object (value, self->headers);
      break;
    case PROP_AUTH:
      g_value_set_object (value, self->auth);
      break;
    case PROP_TIMEOUT_US:
      g_value_set_int64 (value, self->timeout_us);
      break;
    case PROP_MAX_REDIRECTS:
      g_value_set_uint (value, self->max_redirects);
      break;
    case PROP_INSECURE:
      g_value_set_boolean (value, self->insecure);
      break;
    case PROP_CERTIFICATE_PATH:
      g_value_set_string (value, self->certificate_path);
      break;
    case PROP_CERTIFICATE_PASSWORD:
      g_value_set_string (value, self->certificate_password);
      break;
    case PROP_BEFORE:
      g_value_set_boxed (value, self->before);
      break;
    case PROP_AFTER:
      g_value_set_boxed (value, self->after);
      break;
    case PROP_PAYLOAD_KIND:
    case PROP_PAYLOAD_RAW:
    case PROP_PAYLOAD_JSON:
    case PROP_PAYLOAD_FILE:
    case PROP_FORM:
    case PROP_MULTIPART_FIELDS:
    case PROP_MULTIPART_FILES:
      get_payload_property (self, prop_id, value);
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
    case PROP_HTTP_VERSION:
      weir_request_set_http_version (self, g_value_get_enum (value));
      break;
    case PROP_AUTH:
      weir_request_set_auth (self, g_value_get_object (value));
      break;
    case PROP_PAYLOAD_KIND:
      weir_request_set_payload_kind (self, g_value_get_enum (value));
      break;
    case PROP_PAYLOAD_RAW:
      weir_request_set_payload_raw (self, g_value_get_string (value));
      break;
    case PROP_PAYLOAD_JSON:
      weir_request_set_payload_json (self, g_value_get_boxed (value));
      break;
    case PROP_PAYLOAD_FILE:
      weir_request_set_payload_file (self, g_value_get_string (value));
      break;
    case PROP_TIMEOUT_US:
      weir_request_set_timeout_us (self, g_value_get_int64 (value));
      break;
    case PROP_MAX_REDIRECTS:
      weir_request_set_max_redirects (self, g_value_get_uint (value));
      break;
    case PROP_INSECURE:
      weir_request_set_insecure (self, g_value_get_boolean (value));
      break;
    case PROP_CERTIFICATE_PATH:
      weir_request_set_certificate_path (self, g_value_get_string (value));
      break;
    case PROP_CERTIFICATE_PASSWORD:
      weir_request_set_certificate_password (self, g_value_get_string (value));
      break;
    case PROP_BEFORE:
      weir_request_set_before (self, g_value_get_boxed (value));
      break;
    case PROP_AFTER:
      weir_request_set_after (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_request_finalize (GObject *object)
{
  WeirRequest *self = WEIR_REQUEST (object);

  g_free (self->method);
  g_free (self->url);
  g_clear_object (&self->query);
  g_clear_object (&self->headers);
  g_clear_object (&self->auth);
  g_free (self->payload_raw);
  g_clear_pointer (&self->payload_json, json_node_unref);
  g_free (self->payload_file);
  g_clear_object (&self->form);
  g_clear_object (&self->multipart_fields);
  g_clear_object (&self->multipart_files);
  g_free (self->certificate_path);
  g_free (self->certificate_password);
  g_strfreev (self->before);
  g_strfreev (self->after);

  G_OBJECT_CLASS (weir_request_parent_class)->finalize (object);
}

static void
install_list (guint prop_id, const char *name)
{
  properties[prop_id] = g_param_spec_object (name, NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
}

static void
install_text (guint prop_id, const char *name, const char *default_value)
{
  properties[prop_id] = g_param_spec_string (name, NULL, NULL, default_value, WEIR_PARAM_READWRITE);
}

static void
weir_request_class_init (WeirRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_request_get_property;
  object_class->set_property = weir_request_set_property;
  object_class->finalize = weir_request_finalize;

  install_text (PROP_METHOD, "method", "GET");
  install_text (PROP_URL, "url", "");
  properties[PROP_HTTP_VERSION] = g_param_spec_enum ("http-version", NULL, NULL, WEIR_TYPE_HTTP_VERSION,
                                                     WEIR_HTTP_2, WEIR_PARAM_READWRITE);
  install_list (PROP_QUERY, "query");
  install_list (PROP_HEADERS, "headers");
  properties[PROP_AUTH] = g_param_spec_object ("auth", NULL, NULL, WEIR_TYPE_AUTH, WEIR_PARAM_READWRITE);
  properties[PROP_PAYLOAD_KIND] = g_param_spec_enum ("payload-kind", NULL, NULL, WEIR_TYPE_PAYLOAD_KIND,
                                                     WEIR_PAYLOAD_NONE, WEIR_PARAM_READWRITE);
  install_text (PROP_PAYLOAD_RAW, "payload-raw", NULL);
  properties[PROP_PAYLOAD_JSON] =
    g_param_spec_boxed ("payload-json", NULL, NULL, JSON_TYPE_NODE, WEIR_PARAM_READWRITE);
  install_text (PROP_PAYLOAD_FILE, "payload-file", NULL);
  install_list (PROP_FORM, "form");
  install_list (PROP_MULTIPART_FIELDS, "multipart-fields");
  install_list (PROP_MULTIPART_FILES, "multipart-files");
  properties[PROP_TIMEOUT_US] =
    g_param_spec_int64 ("timeout-us", NULL, NULL, 1000, WEIR_LIMIT_LONGEST_TIMEOUT_US,
                        WEIR_LIMIT_REQUEST_TIMEOUT_US, WEIR_PARAM_READWRITE);
  properties[PROP_MAX_REDIRECTS] =
    g_param_spec_uint ("max-redirects", NULL, NULL, 0, WEIR_LIMIT_MOST_REDIRECTS, WEIR_LIMIT_REDIRECTS,
                       WEIR_PARAM_READWRITE);
  properties[PROP_INSECURE] = g_param_spec_boolean ("insecure", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  install_text (PROP_CERTIFICATE_PATH, "certificate-path", NULL);
  install_text (PROP_CERTIFICATE_PASSWORD, "certificate-password", NULL);
  properties[PROP_BEFORE] = g_param_spec_boxed ("before", NULL, NULL, G_TYPE_STRV, WEIR_PARAM_READWRITE);
  properties[PROP_AFTER] = g_param_spec_boxed ("after", NULL, NULL, G_TYPE_STRV, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_request_init (WeirRequest *self)
{
  self->method = g_strdup ("GET");
  self->url = g_strdup ("");
  self->query = g_list_store_new (WEIR_TYPE_FIELD);
  self->headers = g_list_store_new (WEIR_TYPE_FIELD);
  self->form = g_list_store_new (WEIR_TYPE_FIELD);
  self->multipart_fields = g_list_store_new (WEIR_TYPE_PART);
  self->multipart_files = g_list_store_new (WEIR_TYPE_PART);
  self->timeout_us = WEIR_LIMIT_REQUEST_TIMEOUT_US;
  self->max_redirects = WEIR_LIMIT_REDIRECTS;
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
 * weir_request_get_http_version:
 * @self: a request
 *
 * Returns: which version of HTTP is asked for
 */
WeirHttpVersion
weir_request_get_http_version (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), WEIR_HTTP_2);

  return self->version;
}

/**
 * weir_request_set_http_version:
 * @self: a request
 * @version: which version of HTTP is asked for
 */
void
weir_request_set_http_version (WeirRequest *self, WeirHttpVersion version)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (self->version == version)
    return;
  self->version = version;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HTTP_VERSION]);
}

/**
 * weir_request_get_query:
 * @self: a request
 *
 * Returns: (transfer none): the rows that are encoded and put behind the URL, in order
 */
GListStore *
weir_request_get_query (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->query;
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

/**
 * weir_request_get_auth:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): how it says who sends it
 */
WeirAuth *
weir_request_get_auth (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->auth;
}

/**
 * weir_request_set_auth:
 * @self: a request
 * @auth: (nullable): how it says who sends it
 */
void
weir_request_set_auth (WeirRequest *self, WeirAuth *auth)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (g_set_object (&self->auth, auth))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTH]);
}
