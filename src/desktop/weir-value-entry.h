/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-value-entry.h: a field for one property of a document: its text, its placeholders, and what is wrong
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-completion.h"
#include "weir-editor-context.h"

G_BEGIN_DECLS

#define WEIR_TYPE_VALUE_ENTRY (weir_value_entry_get_type ())
G_DECLARE_FINAL_TYPE (WeirValueEntry, weir_value_entry, WEIR, VALUE_ENTRY, GtkWidget)

/* What may be meant by what is typed at @cursor; @start (out) is where that begins. Placeholders are
 * completed without it. */
typedef GPtrArray *(*WeirCompleteFunc) (GObject *object, const char *text, gsize cursor, gsize *start);

/* What else is wrong with a text that the document takes; (transfer full) (nullable). */
typedef char *(*WeirEntryCheckFunc) (WeirEditorContext *context, const char *text);

/* Whether a text that is put into the field at once is something else than text for the field. */
typedef gboolean (*WeirEntryTakeFunc) (const char *text);

/* properties: label (what it is, for screen readers), placeholder-text, plain (a "$" in it is a "$"), secret,
 * message (nullable, read-only) and message-shown (TRUE: below the field; FALSE: its owner shows it)
 * signals:
 *   writing, written (WeirValueEntry *entry)   before and after what was typed changes the document
 *   taken (WeirValueEntry *entry, const char *text)   instead of going into the field; see set_take */
GtkWidget *weir_value_entry_new (const char *label);
void weir_value_entry_bind (WeirValueEntry *self, WeirEditorContext *context, gpointer object,
                            const char *property);
void weir_value_entry_set_complete (WeirValueEntry *self, WeirCompleteFunc complete);
void weir_value_entry_set_check (WeirValueEntry *self, WeirEntryCheckFunc check);
void weir_value_entry_set_take (WeirValueEntry *self, WeirEntryTakeFunc take);
void weir_value_entry_set_label (WeirValueEntry *self, const char *label);
const char *weir_value_entry_get_text (WeirValueEntry *self);
void weir_value_entry_type (WeirValueEntry *self, const char *text);
const char *weir_value_entry_get_message (WeirValueEntry *self, gboolean *is_warning);
GtkEditable *weir_value_entry_get_editable (WeirValueEntry *self);
WeirCompletion *weir_value_entry_get_completion (WeirValueEntry *self);

G_END_DECLS
