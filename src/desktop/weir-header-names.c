/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-header-names.c: names of header fields that are often sent, and their usual values
 *
 * The names are those of the IANA registry of field names that requests have, and the few others that servers
 * commonly ask for. Those that belong to the transport are left out.
 */

#include "config.h"

#include "weir-completion.h"
#include "weir-field.h"
#include "weir-header-names.h"

#define CONTENT_TYPES                                                                                        \
  "application/json", "application/x-www-form-urlencoded", "application/xml", "application/graphql",         \
      "application/octet-stream", "application/problem+json", "application/merge-patch+json",                \
      "application/json-patch+json", "multipart/form-data", "text/plain; charset=utf-8", "text/html",        \
      "text/xml", "text/csv"

typedef struct
{
  const char *name;
  const char *values[16];
} Header;

static const Header headers[] = {
  { "Accept",
    { "application/json", "application/xml", "text/html", "text/plain", "text/csv", "image/*", "*/*" } },
  { "Accept-Encoding", { "gzip, deflate", "gzip", "deflate", "br", "identity", "*" } },
  { "Accept-Language", { "en", "en-US,en;q=0.9", "de", "*" } },
  { "Access-Control-Request-Headers", { NULL } },
  { "Access-Control-Request-Method", { "GET", "POST", "PUT", "PATCH", "DELETE" } },
  { "Authorization", { "Bearer ${token}", "Basic ", "Digest ", "ApiKey " } },
  { "Cache-Control", { "no-cache", "no-store", "max-age=0", "only-if-cached" } },
  { "Connection", { "close" } },
  { "Content-Disposition", { "attachment", "form-data" } },
  { "Content-Encoding", { "gzip", "deflate", "br" } },
  { "Content-Language", { "en", "de" } },
  { "Content-Type", { CONTENT_TYPES } },
  { "Cookie", { NULL } },
  { "DNT", { "1" } },
  { "Date", { NULL } },
  { "Expect", { "100-continue" } },
  { "Forwarded", { "for=" } },
  { "From", { NULL } },
  { "Host", { NULL } },
  { "Idempotency-Key", { "${uuid()}" } },
  { "If-Match", { "*" } },
  { "If-Modified-Since", { NULL } },
  { "If-None-Match", { "*" } },
  { "If-Range", { NULL } },
  { "If-Unmodified-Since", { NULL } },
  { "Max-Forwards", { "0" } },
  { "Origin", { "${baseUrl}" } },
  { "Pragma", { "no-cache" } },
  { "Prefer", { "return=representation", "return=minimal", "respond-async" } },
  { "Proxy-Authorization", { "Basic " } },
  { "Range", { "bytes=0-99" } },
  { "Referer", { "${baseUrl}" } },
  { "Sec-Fetch-Mode", { "cors", "navigate", "no-cors", "same-origin" } },
  { "Traceparent", { NULL } },
  { "User-Agent", { NULL } },
  { "Via", { NULL } },
  { "X-API-Key", { "${apiKey}" } },
  { "X-Correlation-ID", { "${uuid()}" } },
  { "X-CSRF-Token", { NULL } },
  { "X-Forwarded-For", { "127.0.0.1" } },
  { "X-Forwarded-Host", { NULL } },
  { "X-Forwarded-Proto", { "https", "http" } },
  { "X-HTTP-Method-Override", { "PUT", "PATCH", "DELETE" } },
  { "X-Request-ID", { "${uuid()}" } },
  { "X-Requested-With", { "XMLHttpRequest" } },
};

static const char *const content_types[] = { CONTENT_TYPES, NULL };

static void
add_matching (GPtrArray *candidates, const char *label, const char *typed)
{
  if (weir_completion_matches (label, typed))
    g_ptr_array_add (candidates, weir_candidate_new (label, label, NULL));
}

static GPtrArray *
begin (gsize *start)
{
  *start = 0;
  return g_ptr_array_new_with_free_func ((GDestroyNotify) weir_candidate_free);
}

/**
 * weir_header_names_complete:
 * @field: a header
 * @text: its name so far
 * @cursor: where it is being typed, in bytes
 * @start: (out): where what is completed begins: at its beginning
 *
 * Returns: (transfer full) (nullable): names that it may become; %NULL in the middle of a name
 */
GPtrArray *
weir_header_names_complete (GObject *field, const char *text, gsize cursor, gsize *start)
{
  GPtrArray *candidates;

  if (text[cursor] != '\0')
    return NULL;
  candidates = begin (start);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    add_matching (candidates, headers[i].name, text);
  return candidates;
}

/**
 * weir_header_values_complete:
 * @field: a header
 * @text: its value so far
 * @cursor: where it is being typed, in bytes
 * @start: (out): where what is completed begins: at its beginning
 *
 * Returns: (transfer full) (nullable): values that headers of this name often have
 */
GPtrArray *
weir_header_values_complete (GObject *field, const char *text, gsize cursor, gsize *start)
{
  GPtrArray *candidates;

  if (text[cursor] != '\0')
    return NULL;
  candidates = begin (start);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    if (g_ascii_strcasecmp (headers[i].name, weir_field_get_name (WEIR_FIELD (field))) == 0)
      for (const char *const *value = headers[i].values; *value != NULL; value++)
        add_matching (candidates, *value, text);
  return candidates;
}

/**
 * weir_content_types_complete:
 * @object: whatever has the type
 * @text: the type so far
 * @cursor: where it is being typed, in bytes
 * @start: (out): where what is completed begins: at its beginning
 *
 * Returns: (transfer full) (nullable): types of content that it may become
 */
GPtrArray *
weir_content_types_complete (GObject *object, const char *text, gsize cursor, gsize *start)
{
  GPtrArray *candidates;

  if (text[cursor] != '\0')
    return NULL;
  candidates = begin (start);
  for (guint i = 0; content_types[i] != NULL; i++)
    add_matching (candidates, content_types[i], text);
  return candidates;
}
