/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-exchange.h: one request as it was sent and what came back, with its timings
 */

#pragma once

#include <glib.h>

#include "weir-outcome.h"

G_BEGIN_DECLS

/* µs. The instants are monotonic; the phases follow one another without gaps and may be 0 (a reused
 * connection has no dns, tcp and tls; an answer without body no receiving). */
typedef struct
{
  gint64 intended_us; /* by schedule; without one, when it was handed to the transport */
  gint64 started_us;  /* first activity: resolving or connecting, else the first byte about to be written */
  gint64 blocked_us;  /* intended → started: our own queue, never the server's */
  gint64 dns_us;
  gint64 tcp_us;
  gint64 tls_us;
  gint64 sending_us;
  gint64 waiting_us;
  gint64 receiving_us;
} WeirTimings;

/* Each phase once: dns + tcp + tls + sending + waiting + receiving */
gint64 weir_timings_get_total (const WeirTimings *timings);
/* Without receiving */
gint64 weir_timings_get_ttfb (const WeirTimings *timings);

/* Header fields in their order, as "Name\0Value\0Name\0Value\0": filled, searched and copied without an
 * allocation per field. An empty string is no fields. */
typedef GString WeirHeaders;
void weir_headers_append (WeirHeaders *headers, const char *name, const char *value);
/* The @index-th value of that name, in any case; NULL when there is none. */
const char *weir_headers_find (const WeirHeaders *headers, const char *name, guint index);
/* Iterates: start with *position = 0; FALSE at the end. */
gboolean weir_headers_next (const WeirHeaders *headers, gsize *position, const char **name,
                            const char **value);

/* One answer that only led to the next request: a redirect that was followed, or a question who is asking. */
typedef struct
{
  guint status;
  char *url;      /* the URL that answered */
  gint64 time_us; /* its share of the exchange's TotalTime */
} WeirHop;

/* Reused from one request to the next: weir_exchange_reset() keeps the buffers. */
typedef struct
{
  WeirExchangeOutcome outcome;
  WeirErrorKind error_kind;
  char *error_message; /* a whole sentence, NULL when answered */
  guint status;        /* 0 without an answer */
  guint http_version;  /* 10, 11 or 20; 0 without an answer */
  gboolean new_connection;
  gboolean resent; /* the connection had been closed by the server, the request went out a second time */
  WeirTimings timings;
  guint64 bytes_sent;     /* header and body bytes, before TLS */
  guint64 bytes_received;
  guint64 body_size;      /* decoded bytes of the response body, kept or not */
  gboolean body_truncated; /* @response_body is shorter than body_size */
  char *method;
  GString *url;            /* the last URL asked, after redirects */
  WeirHeaders *request_headers;
  GBytes *request_body;    /* (nullable) */
  gboolean request_body_truncated; /* of a record: more was sent than @request_body keeps */
  char *reason;            /* (nullable) */
  WeirHeaders *response_headers;
  GByteArray *response_body;
  GArray *hops;            /* of WeirHop; what came before the last request */
} WeirExchange;

WeirExchange *weir_exchange_new (void);
void weir_exchange_free (WeirExchange *exchange);
void weir_exchange_reset (WeirExchange *exchange);
WeirHop *weir_exchange_add_hop (WeirExchange *exchange, guint status, const char *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirExchange, weir_exchange_free)

G_END_DECLS
