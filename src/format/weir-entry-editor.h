/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-entry-editor.h: changes single entries of mappings in the text of a document, and nothing around them
 */

#pragma once

#include "weir-node.h"
#include "weir-text-layout.h"

G_BEGIN_DECLS

/* Collects changes of one text; at most one for each mapping. */
typedef struct
{
  WeirLayout layout;
  const WeirNode *root;
  gboolean is_json;
  const char *line_break;
  GArray *splices;
} WeirEntryEditor;

/* A key and its value as they are to be written, without quotes */
typedef struct
{
  const char *key;
  const char *value;
} WeirEntryText;

void weir_entry_editor_init (WeirEntryEditor *self, const char *text, gsize length, const WeirTree *tree,
                             gboolean is_json);
void weir_entry_editor_clear (WeirEntryEditor *self);
GString *weir_entry_editor_apply (WeirEntryEditor *self);

void weir_entry_editor_replace (WeirEntryEditor *self, const WeirEntry *entry, const char *value);
gboolean weir_entry_editor_remove (WeirEntryEditor *self, const WeirNode *mapping, guint index);
gboolean weir_entry_editor_insert_after (WeirEntryEditor *self, const WeirNode *mapping, guint index,
                                         const WeirEntryText *entry);
gboolean weir_entry_editor_insert_mapping_before (WeirEntryEditor *self, const WeirNode *mapping, guint index,
                                                  const char *name, const WeirEntryText *entry);
gboolean weir_entry_editor_fill (WeirEntryEditor *self, const WeirNode *mapping, guint index,
                                 const WeirEntryText *entry);

/* For the file that removes */
void weir_entry_editor_splice (WeirEntryEditor *self, gsize start, gsize end, char *text);
gboolean weir_entry_editor_is_own_comment (const WeirEntryEditor *self, gsize line, const char *indentation);

G_END_DECLS
