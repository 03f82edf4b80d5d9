/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-template.h: text with placeholders, parsed once and filled from a store as often as needed
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

#include "weir-language-error.h"
#include "weir-names.h"
#include "weir-value.h"

G_BEGIN_DECLS

typedef struct _WeirTemplate WeirTemplate;
typedef struct _WeirScope WeirScope;

/* What could not be filled: the name as written; slot -1 when nothing in the document sets it. A method that
 * has no value to give is WEIR_UNFILLED_METHOD, and the scope's failure says why. */
#define WEIR_UNFILLED_METHOD (-2)
typedef struct
{
  int slot;
  const char *name; /* borrowed from the template */
} WeirUnfilled;

WeirTemplate *weir_template_parse (const char *text, const WeirNames *names, GError **error);
/* @json as in weir_request_get_payload_json(): strings are templates whose values are JSON-escaped; a
 * string that is exactly one placeholder gives the value itself. */
WeirTemplate *weir_template_parse_json (JsonNode *json, const WeirNames *names, GError **error);
void weir_template_free (WeirTemplate *self);

/* The text itself when nothing has to be filled in ("$$" already made "$"), else NULL. */
const char *weir_template_get_plain (const WeirTemplate *self);
/* Appends the filled text; FALSE and *unfilled when a braced placeholder has no value (missing, or a name
 * nobody sets). A bare $name that names no known variable is plain text. */
gboolean weir_template_fill (const WeirTemplate *self, WeirScope *scope, GString *out,
                             WeirUnfilled *unfilled);
gboolean weir_template_has_calls (const WeirTemplate *self); /* of methods */
/* Calls @function for each braced placeholder: its slot (-1: unknown to the document) and its name. */
typedef void (*WeirTemplateFunc) (int slot, const char *name, gpointer data);
void weir_template_foreach (const WeirTemplate *self, WeirTemplateFunc function, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTemplate, weir_template_free)

G_END_DECLS
