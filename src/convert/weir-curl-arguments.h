/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-arguments.h: what the options of a curl command say
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_CURL_DATA_TEXT,   /* -d, which reads @file without line breaks */
  WEIR_CURL_DATA_RAW,    /* never a file */
  WEIR_CURL_DATA_BINARY, /* reads @file as it is */
  WEIR_CURL_DATA_URLENCODE,
  WEIR_CURL_DATA_JSON,
} WeirCurlDataKind;

typedef struct
{
  WeirCurlDataKind kind;
  const char *word;
} WeirCurlData;

typedef struct
{
  const char *word;
  gboolean is_string; /* --form-string: nothing in the value has a meaning */
} WeirCurlForm;

typedef enum
{
  WEIR_CURL_AUTH_BASIC,
  WEIR_CURL_AUTH_DIGEST,
} WeirCurlAuth;

/* All words are borrowed from those the command was taken apart into. */
typedef struct
{
  GPtrArray *urls;
  GPtrArray *headers;
  GPtrArray *queries; /* --url-query */
  GArray *data;       /* of WeirCurlData */
  GArray *forms;      /* of WeirCurlForm */
  GPtrArray *cookies;
  const char *method;
  const char *user;
  const char *bearer;
  const char *user_agent;
  const char *referer;
  const char *upload;
  const char *certificate;
  const char *max_time;
  const char *max_redirects;
  const char *range;
  WeirCurlAuth auth;
  gboolean is_get;
  gboolean is_head;
  gboolean is_insecure;
  gboolean follows;
  gboolean is_globbed; /* not -g */
  guint http_minor;    /* 10 or 11: as asked for; 0: any */
} WeirCurlArguments;

gboolean weir_curl_arguments_init (WeirCurlArguments *self, GPtrArray *words, GPtrArray *warnings,
                                   GError **error);
void weir_curl_arguments_clear (WeirCurlArguments *self);

G_END_DECLS
