/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-source-text.h: the text a document is written from, as an object whose edits can be undone
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SOURCE_TEXT (weir_source_text_get_type ())
G_DECLARE_FINAL_TYPE (WeirSourceText, weir_source_text, WEIR, SOURCE_TEXT, GObject)

/* property: text */
WeirSourceText *weir_source_text_new (const char *text);
const char *weir_source_text_get_text (WeirSourceText *self);

G_END_DECLS
