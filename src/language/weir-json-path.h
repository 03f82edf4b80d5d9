/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path.h: JSONPath (RFC 9535) over JsonNode
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

#include "weir-language-error.h"

G_BEGIN_DECLS

typedef struct _WeirJsonPath WeirJsonPath;

/* @text starts with "$". A fault is an error with its column. */
WeirJsonPath *weir_json_path_parse (const char *text, GError **error);
void weir_json_path_free (WeirJsonPath *self);
/* At most one node is possible: names and indexes only. */
gboolean weir_json_path_is_singular (const WeirJsonPath *self);
JsonNode *weir_json_path_first (const WeirJsonPath *self, JsonNode *root); /* (transfer none) (nullable) */
/* Borrowed JsonNodes; NULL with WEIR_LANGUAGE_ERROR_LIMIT when finding them takes too much. */
GPtrArray *weir_json_path_all (const WeirJsonPath *self, JsonNode *root, GError **error);
/* As weir_json_path_all(), but where they are: normalized paths (RFC 9535 §2.7). */
GPtrArray *weir_json_path_locate (const WeirJsonPath *self, JsonNode *root, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirJsonPath, weir_json_path_free)

G_END_DECLS
