/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-texts.h: every text of a document, wherever it stands
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef void (*WeirTextFunc) (const char *text, gpointer data);
void weir_document_foreach_text (GObject *object, WeirTextFunc function, gpointer data);

G_END_DECLS
