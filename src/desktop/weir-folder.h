/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-folder.h: a folder of flows and environments that is open in the sidebar
 */

#pragma once

#include "weir-folder-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FOLDER (weir_folder_get_type ())
G_DECLARE_FINAL_TYPE (WeirFolder, weir_folder, WEIR, FOLDER, GObject)

/* signals:
 *   looked (WeirFolder *folder)   it has been looked into once more */
WeirFolder *weir_folder_new (GFile *file);
void weir_folder_close (WeirFolder *self);
void weir_folder_look (WeirFolder *self);
gboolean weir_folder_is_busy (WeirFolder *self);
GFile *weir_folder_get_file (WeirFolder *self);
const char *weir_folder_get_name (WeirFolder *self);
const char *weir_folder_get_error (WeirFolder *self);
gboolean weir_folder_has_more (WeirFolder *self);
GListModel *weir_folder_get_items (WeirFolder *self);
GListModel *weir_folder_get_files (WeirFolder *self);

G_END_DECLS
