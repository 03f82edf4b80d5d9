/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-edit.h: a document's text edited until it says what it shall say, or not at all
 */

#pragma once

#include "weir-edit-memory.h"
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
  WeirEditMemory *memory; /* (nullable): only of documents that are read the same way */
} WeirDocumentKind;

/* A document that was read; counted. */
typedef struct
{
  guint n_refs;
  char *text;
  gsize length;
  gboolean is_json;
  WeirTree *source; /* its nodes */
  WeirTree *said;   /* what it says, as a tree that was written */
} WeirReading;

char *weir_document_edit (const WeirDocumentKind *kind, const char *text, gsize length,
                          const WeirTree *wanted, GError **error);
void weir_document_read_ahead (const WeirDocumentKind *kind, const char *text, gsize length);
char *weir_document_edit_unchecked (const WeirDocumentKind *kind, const char *text, gsize length,
                                    const WeirTree *wanted);
char *weir_document_first_error (GPtrArray *problems);

WeirReading *weir_reading_new (const char *text, gsize length, gboolean is_json, WeirTree *source,
                               WeirTree *said);
void weir_reading_unref (WeirReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirReading, weir_reading_unref)
WeirReading *weir_edit_memory_recall (const WeirEditMemory *self, const char *text, gsize length,
                                      gboolean is_json);
void weir_edit_memory_remember (WeirEditMemory *self, WeirReading *reading);

G_END_DECLS
