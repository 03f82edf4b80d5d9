/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-recent.h: flows that were opened before
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void weir_recent_add (GFile *file);
GPtrArray *weir_recent_list (guint most);
GtkWidget *weir_recent_row_new_for (const char *title, const char *note, const char *uri);
GtkWidget *weir_recent_row_new (GtkRecentInfo *info);

G_END_DECLS
