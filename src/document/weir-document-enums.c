/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-enums.c: the choices a document can name
 */

#include "config.h"

#include "weir-document-enums.h"

#include "weir-document-private.h"

GType
weir_source_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { WEIR_SOURCE_BODY, "WEIR_SOURCE_BODY", "body" },
    { WEIR_SOURCE_HEADER, "WEIR_SOURCE_HEADER", "header" },
    { WEIR_SOURCE_COOKIE, "WEIR_SOURCE_COOKIE", "cookie" },
    { WEIR_SOURCE_STATUS, "WEIR_SOURCE_STATUS", "status" },
    { WEIR_SOURCE_TIME, "WEIR_SOURCE_TIME", "time" },
    { WEIR_SOURCE_URL, "WEIR_SOURCE_URL", "url" },
    { WEIR_SOURCE_SIZE, "WEIR_SOURCE_SIZE", "size" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirSource", values));
  return type;
}

GType
weir_payload_kind_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { WEIR_PAYLOAD_NONE, "WEIR_PAYLOAD_NONE", "none" },
    { WEIR_PAYLOAD_RAW, "WEIR_PAYLOAD_RAW", "raw" },
    { WEIR_PAYLOAD_JSON, "WEIR_PAYLOAD_JSON", "json" },
    { WEIR_PAYLOAD_FORM, "WEIR_PAYLOAD_FORM", "form" },
    { WEIR_PAYLOAD_FILE, "WEIR_PAYLOAD_FILE", "file" },
    { WEIR_PAYLOAD_MULTIPART, "WEIR_PAYLOAD_MULTIPART", "multipart" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirPayloadKind", values));
  return type;
}

GType
weir_auth_kind_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { WEIR_AUTH_BASIC, "WEIR_AUTH_BASIC", "basic" },
    { WEIR_AUTH_BEARER, "WEIR_AUTH_BEARER", "bearer" },
    { WEIR_AUTH_DIGEST, "WEIR_AUTH_DIGEST", "digest" },
    { WEIR_AUTH_API_KEY, "WEIR_AUTH_API_KEY", "apiKey" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirAuthKind", values));
  return type;
}

GType
weir_auth_place_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { WEIR_AUTH_IN_HEADER, "WEIR_AUTH_IN_HEADER", "header" },
    { WEIR_AUTH_IN_QUERY, "WEIR_AUTH_IN_QUERY", "query" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirAuthPlace", values));
  return type;
}

GType
weir_http_version_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { WEIR_HTTP_2, "WEIR_HTTP_2", "2.0" },
    { WEIR_HTTP_1_1, "WEIR_HTTP_1_1", "1.1" },
    { WEIR_HTTP_1_0, "WEIR_HTTP_1_0", "1.0" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirHttpVersion", values));
  return type;
}

GType
weir_retry_strategy_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { WEIR_RETRY_FIXED, "WEIR_RETRY_FIXED", "Fixed" },
    { WEIR_RETRY_EXPONENTIAL, "WEIR_RETRY_EXPONENTIAL", "Exponential" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirRetryStrategy", values));
  return type;
}

GType
weir_data_order_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { WEIR_DATA_SEQUENTIAL, "WEIR_DATA_SEQUENTIAL", "sequential" },
    { WEIR_DATA_RANDOM, "WEIR_DATA_RANDOM", "random" },
    { WEIR_DATA_UNIQUE, "WEIR_DATA_UNIQUE", "unique-per-client" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirDataOrder", values));
  return type;
}

GType
weir_mode_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { WEIR_MODE_R, "WEIR_MODE_R", "R" },
    { WEIR_MODE_D, "WEIR_MODE_D", "D" },
    { WEIR_MODE_CB, "WEIR_MODE_CB", "CB" },
    { WEIR_MODE_CRB, "WEIR_MODE_CRB", "CRB" },
    { WEIR_MODE_DCB, "WEIR_MODE_DCB", "DCB" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirMode", values));
  return type;
}

/**
 * weir_document_enum_nick:
 * @type: one of the types above
 * @value: a value of it
 *
 * Returns: the word a document uses for it
 */
const char *
weir_document_enum_nick (GType type, int value)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (G_ENUM_CLASS (klass), value);

  return found != NULL ? found->value_nick : "";
}
