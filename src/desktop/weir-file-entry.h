/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-file-entry.h: a field that names a file: typed, chosen or dropped, and marked when it is missing
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-value-entry.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FILE_ENTRY (weir_file_entry_get_type ())
G_DECLARE_FINAL_TYPE (WeirFileEntry, weir_file_entry, WEIR, FILE_ENTRY, GtkWidget)

GtkWidget *weir_file_entry_new (const char *label);
void weir_file_entry_set_label (WeirFileEntry *self, const char *label);
void weir_file_entry_bind (WeirFileEntry *self, WeirEditorContext *context, gpointer object,
                           const char *property);
WeirValueEntry *weir_file_entry_get_entry (WeirFileEntry *self);
void weir_file_entry_choose (WeirFileEntry *self, GFile *file);

G_END_DECLS
