/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field-text.h: properties of a document as the text of a field
 */

#pragma once

#include <glib-object.h>

#include "weir-edits.h"

G_BEGIN_DECLS

char *weir_field_text_get (gpointer object, const char *property);
/* Whether @text, as it stands, is what the property holds: "1 s" is, when that is 1000 ms. */
gboolean weir_field_text_fits (gpointer object, const char *property, const char *text);
gboolean weir_field_text_set (WeirEdits *edits, gpointer object, const char *property, const char *text,
                              char **message);
/* What is wrong with a text that shall be JSON, and where; NULL when nothing is. (transfer full) */
char *weir_field_text_check_json (const char *text, guint *line, guint *column);

G_END_DECLS
