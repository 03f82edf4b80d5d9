/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path.h: JSONPath (RFC 9535) over JsonNode: names, indexes, wildcards
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

#include "weir-language-error.h"

G_BEGIN_DECLS

typedef struct _WeirJsonPath WeirJsonPath;

/* @text starts with "$". What RFC 9535 has and this has not is an error that names it and its column. */
WeirJsonPath *weir_json_path_parse (const char *text, GError **error);
void weir_json_path_free (WeirJsonPath *self);
/* At most one node is possible: no wildcard, no descendant. */
gboolean weir_json_path_is_singular (const WeirJsonPath *self);
JsonNode *weir_json_path_first (const WeirJsonPath *self, JsonNode *root); /* (transfer none) (nullable) */
GPtrArray *weir_json_path_all (const WeirJsonPath *self, JsonNode *root);  /* of borrowed JsonNode */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirJsonPath, weir_json_path_free)

G_END_DECLS
