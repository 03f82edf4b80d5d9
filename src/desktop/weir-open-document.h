/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-open-document.h: what can be open in a window: a flow or a load plan, read and written alike
 */

#pragma once

#include "weir-edits.h"
#include "weir-flow.h"
#include "weir-plan.h"

G_BEGIN_DECLS

/* A document is a WeirFlow or a WeirPlan. @type: one of the two, or G_TYPE_NONE for what the text is by its
 * keys. @problems: gets errors and warnings. */
gpointer weir_open_document_parse (GType type, const char *text, gboolean is_json, const char *folder,
                                   GPtrArray *problems);
gpointer weir_open_document_load (const char *path, GPtrArray *problems, GError **error);
const char *weir_open_document_get_name (gpointer document);
char *weir_open_document_to_yaml (gpointer document);
char *weir_open_document_edit_text (gpointer document, const char *text, gboolean is_json, GError **error);
/* @yaml: what weir_open_document_to_yaml() says now; (transfer full) (nullable), good for any thread. */
char *weir_open_document_edit_draft (GType type, const char *text, gboolean is_json, const char *yaml);
gboolean weir_open_document_save_edits (gpointer document, const char *path, GError **error);
void weir_open_document_adopt (gpointer document, WeirEdits *edits, gpointer other);

G_END_DECLS
