/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-row.h: one open document in the list of them
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_DOCUMENT_ROW (weir_document_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirDocumentRow, weir_document_row, WEIR, DOCUMENT_ROW, GtkListBoxRow)

GtkWidget *weir_document_row_new (WeirSession *session);
WeirSession *weir_document_row_get_session (WeirDocumentRow *self);
const char *weir_document_row_get_text (WeirDocumentRow *self);

G_END_DECLS
