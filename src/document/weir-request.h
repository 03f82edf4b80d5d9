/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request.h: an `httpRequest:` as written, placeholders unresolved
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "weir-document-enums.h"

G_BEGIN_DECLS

#define WEIR_TYPE_REQUEST (weir_request_get_type ())
G_DECLARE_FINAL_TYPE (WeirRequest, weir_request, WEIR, REQUEST, GObject)

/* properties: method (default "GET"), url, headers (GListModel of WeirField),
 * payload-kind, payload-raw (nullable), payload-json (JsonNode, nullable) */
WeirRequest *weir_request_new (const char *method, const char *url);
const char *weir_request_get_method (WeirRequest *self);
void weir_request_set_method (WeirRequest *self, const char *method);
const char *weir_request_get_url (WeirRequest *self);
void weir_request_set_url (WeirRequest *self, const char *url);
GListStore *weir_request_get_headers (WeirRequest *self); /* of WeirField, in order */

/* A request has at most one payload: setting one clears the other, weir_request_clear_payload both. */
WeirPayloadKind weir_request_get_payload_kind (WeirRequest *self);
const char *weir_request_get_payload_raw (WeirRequest *self);
void weir_request_set_payload_raw (WeirRequest *self, const char *raw);
/* A JSON value to send. A string that is exactly one placeholder ("${id}") stands for the variable's own
 * value with its own type; any other string is text with placeholders in it. */
JsonNode *weir_request_get_payload_json (WeirRequest *self);
void weir_request_set_payload_json (WeirRequest *self, JsonNode *json);
void weir_request_clear_payload (WeirRequest *self);

G_END_DECLS
