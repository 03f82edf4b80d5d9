/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json.h: JSON text ⇄ JsonNode with bounded depth and exact numbers
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the root, not to be changed; NULL when @text is no JSON or too deep. */
JsonNode *weir_json_parse (const char *text, gsize length);
/* Compact; numbers without locale and so that reading them gives the same number again. */
void weir_json_append (JsonNode *node, GString *out);
void weir_json_append_double (double number, GString *out);
void weir_json_append_string (const char *text, GString *out);  /* with its quotes */
void weir_json_append_escaped (const char *text, GString *out); /* without */
/* Equal as JSON: whatever the order of members, 1 and 1.0 are one number. */
gboolean weir_json_equal (JsonNode *a, JsonNode *b);

G_END_DECLS
