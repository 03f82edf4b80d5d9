/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sidebar-row.h: a file or a folder in the sidebar, and what is going on with it
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-folder-item.h"
#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SIDEBAR_ROW (weir_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirSidebarRow, weir_sidebar_row, WEIR, SIDEBAR_ROW, GtkWidget)

GtkWidget *weir_sidebar_row_new (GtkListItem *list_item);
guint weir_sidebar_row_get_position (WeirSidebarRow *self);
void weir_sidebar_row_set_item (WeirSidebarRow *self, WeirFolderItem *item, GtkTreeListRow *tree_row,
                                const char *place);
void weir_sidebar_row_set_session (WeirSidebarRow *self, WeirSession *session, gboolean is_shown);
WeirFolderItem *weir_sidebar_row_get_item (WeirSidebarRow *self);
const char *weir_sidebar_row_get_text (WeirSidebarRow *self);

G_END_DECLS
