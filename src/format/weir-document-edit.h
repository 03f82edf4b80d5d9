/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-edit.h: a document's text edited until it says what it shall say, or not at all
 */

#pragma once

#include "weir-edit-shape.h"
#include "weir-node.h"

G_BEGIN_DECLS

/* What a document says, as a tree that was written; NULL with one line of text when it is not valid. */
typedef WeirTree *(*WeirDocumentRead) (const WeirTree *tree, gpointer data, char **message);

typedef struct
{
  gboolean is_json;
  WeirShape shape; /* of the root */
  WeirDocumentRead read;
  gpointer data; /* for it */
} WeirDocumentKind;

char *weir_document_edit (const WeirDocumentKind *kind, const char *text, gsize length,
                          const WeirTree *wanted, GError **error);
char *weir_document_edit_unchecked (const WeirDocumentKind *kind, const char *text, gsize length,
                                    const WeirTree *wanted);
char *weir_document_first_error (GPtrArray *problems);

G_END_DECLS
