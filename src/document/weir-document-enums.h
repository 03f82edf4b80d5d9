/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-enums.h: the choices a document can name
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where an extraction or an assertion looks. The nicks are the words of a document. */
typedef enum
{
  WEIR_SOURCE_BODY,
  WEIR_SOURCE_HEADER,
  WEIR_SOURCE_COOKIE,
  WEIR_SOURCE_STATUS,
  WEIR_SOURCE_TIME,
  WEIR_SOURCE_URL,
  WEIR_SOURCE_SIZE, /* assertions only */
} WeirSource;

typedef enum
{
  WEIR_PAYLOAD_NONE,
  WEIR_PAYLOAD_RAW,
  WEIR_PAYLOAD_JSON,
  WEIR_PAYLOAD_FORM,      /* urlencoded */
  WEIR_PAYLOAD_FILE,      /* the bytes of a file */
  WEIR_PAYLOAD_MULTIPART, /* multipart/form-data */
} WeirPayloadKind;

typedef enum
{
  WEIR_AUTH_BASIC,
  WEIR_AUTH_BEARER,
  WEIR_AUTH_DIGEST,
  WEIR_AUTH_API_KEY,
} WeirAuthKind;

/* Where an API key is sent. */
typedef enum
{
  WEIR_AUTH_IN_HEADER,
  WEIR_AUTH_IN_QUERY,
} WeirAuthPlace;

typedef enum
{
  WEIR_HTTP_2, /* where TLS and the server offer it, else HTTP/1.1 */
  WEIR_HTTP_1_1,
  WEIR_HTTP_1_0, /* HTTP/1.1 on a connection of its own, closed afterwards */
} WeirHttpVersion;

typedef enum
{
  WEIR_RETRY_FIXED,
  WEIR_RETRY_EXPONENTIAL,
} WeirRetryStrategy;

/* How an iteration of a load plan spreads its requests over time. */
typedef enum
{
  WEIR_MODE_R,   /* a number of requests */
  WEIR_MODE_D,   /* requests for a time */
  WEIR_MODE_CB,  /* batches until stopped */
  WEIR_MODE_CRB, /* batches up to a number of requests */
  WEIR_MODE_DCB, /* batches for a time */
} WeirMode;
#define WEIR_N_MODES 5

/* Which row of its data file a pass takes: the next one, beginning anew after the last, or any. In load plans
 * a client may have one of its own, too. */
typedef enum
{
  WEIR_DATA_SEQUENTIAL,
  WEIR_DATA_RANDOM,
  WEIR_DATA_UNIQUE,
} WeirDataOrder;

/* The three lists of a flow. */
typedef enum
{
  WEIR_FLOW_PART_BEFORE_ALL,
  WEIR_FLOW_PART_STEPS,
  WEIR_FLOW_PART_AFTER_ALL,
} WeirFlowPart;
#define WEIR_N_FLOW_PARTS 3

#define WEIR_TYPE_SOURCE (weir_source_get_type ())
GType weir_source_get_type (void);
#define WEIR_TYPE_PAYLOAD_KIND (weir_payload_kind_get_type ())
GType weir_payload_kind_get_type (void);
#define WEIR_TYPE_AUTH_KIND (weir_auth_kind_get_type ())
GType weir_auth_kind_get_type (void);
#define WEIR_TYPE_AUTH_PLACE (weir_auth_place_get_type ())
GType weir_auth_place_get_type (void);
#define WEIR_TYPE_HTTP_VERSION (weir_http_version_get_type ())
GType weir_http_version_get_type (void);
#define WEIR_TYPE_DATA_ORDER (weir_data_order_get_type ())
GType weir_data_order_get_type (void);
#define WEIR_TYPE_RETRY_STRATEGY (weir_retry_strategy_get_type ())
GType weir_retry_strategy_get_type (void);
#define WEIR_TYPE_MODE (weir_mode_get_type ())
GType weir_mode_get_type (void);

G_END_DECLS
