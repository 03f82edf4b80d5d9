/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edits.h: the edits of one document, each of which can be undone
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_TYPE_EDITS (weir_edits_get_type ())
G_DECLARE_FINAL_TYPE (WeirEdits, weir_edits, WEIR, EDITS, GObject)

/* properties (all read-only): can-undo, can-redo, undo-label and redo-label (nullable), and modified: whether
 * the document differs from what weir_edits_mark_saved() saw.
 * signals:
 *   changed (WeirEdits *edits, GObject *object, const char *property)
 *     after every edit, undo and redo. @object: whose property was set, or the item that was inserted,
 *     removed or moved; @property: its name, NULL about an item of a list
 *   restored (WeirEdits *edits, GObject *object, const char *property)
 *     after changed, when it was an undo or a redo: where to look */
WeirEdits *weir_edits_new (void);

/* Setting. Nothing happens when the value is the same, or while something is being undone. */
void weir_edits_set_property (WeirEdits *self, gpointer object, const char *property, const GValue *value);
void weir_edits_set_string (WeirEdits *self, gpointer object, const char *property, const char *value);
void weir_edits_set_boolean (WeirEdits *self, gpointer object, const char *property, gboolean value);
void weir_edits_set_int64 (WeirEdits *self, gpointer object, const char *property, gint64 value);
void weir_edits_set_enum (WeirEdits *self, gpointer object, const char *property, int value);
void weir_edits_set_object (WeirEdits *self, gpointer object, const char *property, gpointer value);

/* Lists. A position beyond the end of where something is put means the end. */
void weir_edits_insert (WeirEdits *self, GListStore *store, guint position, gpointer item);
void weir_edits_remove (WeirEdits *self, GListStore *store, guint position);
void weir_edits_move (WeirEdits *self, GListStore *store, guint from, guint to);
void weir_edits_move_between (WeirEdits *self, GListStore *from, guint position, GListStore *to,
                              guint to_position);

/* Grouping. What is edited between begin and end is undone together; groups may hold groups. */
void weir_edits_begin (WeirEdits *self, const char *label);
void weir_edits_end (WeirEdits *self);
void weir_edits_seal (WeirEdits *self);

gboolean weir_edits_undo (WeirEdits *self);
gboolean weir_edits_redo (WeirEdits *self);
gboolean weir_edits_get_can_undo (WeirEdits *self);
gboolean weir_edits_get_can_redo (WeirEdits *self);
const char *weir_edits_get_undo_label (WeirEdits *self); /* (nullable) */
const char *weir_edits_get_redo_label (WeirEdits *self); /* (nullable) */
gboolean weir_edits_get_modified (WeirEdits *self);
void weir_edits_mark_saved (WeirEdits *self);

G_END_DECLS
