/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-private.h: what the files of WeirRequest share
 */

#pragma once

#include "weir-request.h"

G_BEGIN_DECLS

struct _WeirRequest
{
  GObject parent_instance;

  char *method;
  char *url;
  WeirHttpVersion version;
  GListStore *query;
  GListStore *headers;
  WeirAuth *auth; /* (nullable) */

  WeirPayloadKind payload_kind;
  char *payload_raw;
  JsonNode *payload_json;
  char *payload_file;
  GListStore *form;
  GListStore *multipart_fields;
  GListStore *multipart_files;

  gint64 timeout_us;
  guint max_redirects;
  gboolean insecure;
  char *certificate_path;
  char *certificate_password;
  char **before; /* (nullable) */
  char **after;
};

G_END_DECLS
