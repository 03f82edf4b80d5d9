/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-folder-item.h: a file or a folder in the list of the sidebar
 */

#pragma once

#include "weir-folder-scan.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FOLDER_ITEM (weir_folder_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirFolderItem, weir_folder_item, WEIR, FOLDER_ITEM, GObject)

/* signals:
 *   changed (WeirFolderItem *item)   it has another number of errors now */
WeirFolderItem *weir_folder_item_new (const WeirFolderEntry *entry);
WeirFolderEntryKind weir_folder_item_get_kind (WeirFolderItem *self);
const char *weir_folder_item_get_name (WeirFolderItem *self);
const char *weir_folder_item_get_stem (WeirFolderItem *self);
GFile *weir_folder_item_get_file (WeirFolderItem *self);
GListModel *weir_folder_item_get_children (WeirFolderItem *self);
guint weir_folder_item_get_n_errors (WeirFolderItem *self);
gboolean weir_folder_item_matches (WeirFolderItem *self, const char *text);
gboolean weir_folder_item_update (WeirFolderItem *self, const WeirFolderEntry *entry);

G_END_DECLS
