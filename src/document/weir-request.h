/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request.h: an `httpRequest:` as written, placeholders unresolved
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "weir-auth.h"
#include "weir-document-enums.h"

G_BEGIN_DECLS

#define WEIR_TYPE_REQUEST (weir_request_get_type ())
G_DECLARE_FINAL_TYPE (WeirRequest, weir_request, WEIR, REQUEST, GObject)

/* properties: method (default "GET"), url, http-version, query and headers (GListModel of WeirField), auth
 * (nullable), payload-kind, payload-raw (nullable), payload-json (JsonNode, nullable), payload-file
 * (nullable), form (GListModel of WeirField), multipart-fields and multipart-files (GListModel of WeirPart),
 * timeout-us, max-redirects, insecure, certificate-path, certificate-password (nullable), before and after
 * (strv, nullable) */
WeirRequest *weir_request_new (const char *method, const char *url);
const char *weir_request_get_method (WeirRequest *self);
void weir_request_set_method (WeirRequest *self, const char *method);
const char *weir_request_get_url (WeirRequest *self);
void weir_request_set_url (WeirRequest *self, const char *url);
WeirHttpVersion weir_request_get_http_version (WeirRequest *self);
void weir_request_set_http_version (WeirRequest *self, WeirHttpVersion version);
GListStore *weir_request_get_query (WeirRequest *self);   /* of WeirField, in order */
GListStore *weir_request_get_headers (WeirRequest *self); /* of WeirField, in order */
WeirAuth *weir_request_get_auth (WeirRequest *self);      /* (nullable) */
void weir_request_set_auth (WeirRequest *self, WeirAuth *auth);

/* A request has at most one payload: setting one clears the others, weir_request_clear_payload all. */
WeirPayloadKind weir_request_get_payload_kind (WeirRequest *self);
void weir_request_set_payload_kind (WeirRequest *self, WeirPayloadKind kind);
const char *weir_request_get_payload_raw (WeirRequest *self);
void weir_request_set_payload_raw (WeirRequest *self, const char *raw);
/* A JSON value to send. A string that is exactly one placeholder ("${id}") stands for the variable's own
 * value with its own type; any other string is text with placeholders in it. */
JsonNode *weir_request_get_payload_json (WeirRequest *self);
void weir_request_set_payload_json (WeirRequest *self, JsonNode *json);
/* A file whose bytes are sent; relative to the document. */
const char *weir_request_get_payload_file (WeirRequest *self);
void weir_request_set_payload_file (WeirRequest *self, const char *file);
/* The rows of a form or of a multipart payload; they count only while that is the kind of payload. */
GListStore *weir_request_get_form (WeirRequest *self);             /* of WeirField, in order */
GListStore *weir_request_get_multipart_fields (WeirRequest *self); /* of WeirPart, sent before the files */
GListStore *weir_request_get_multipart_files (WeirRequest *self);  /* of WeirPart */
void weir_request_clear_payload (WeirRequest *self);

gint64 weir_request_get_timeout_us (WeirRequest *self);
void weir_request_set_timeout_us (WeirRequest *self, gint64 timeout_us);
guint weir_request_get_max_redirects (WeirRequest *self);
void weir_request_set_max_redirects (WeirRequest *self, guint max_redirects);
/* Certificates of servers are not verified. */
gboolean weir_request_get_insecure (WeirRequest *self);
void weir_request_set_insecure (WeirRequest *self, gboolean insecure);
/* A file with the client's certificate and key, relative to the document, and what opens it. */
const char *weir_request_get_certificate_path (WeirRequest *self);
void weir_request_set_certificate_path (WeirRequest *self, const char *path);
const char *weir_request_get_certificate_password (WeirRequest *self);
void weir_request_set_certificate_password (WeirRequest *self, const char *password);
/* Texts that are filled in for what their placeholders do: before the request, and after its last attempt. */
const char *const *weir_request_get_before (WeirRequest *self); /* (nullable) */
void weir_request_set_before (WeirRequest *self, const char *const *statements);
const char *const *weir_request_get_after (WeirRequest *self); /* (nullable) */
void weir_request_set_after (WeirRequest *self, const char *const *statements);

G_END_DECLS
