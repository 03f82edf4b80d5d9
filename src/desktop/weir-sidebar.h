/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sidebar.h: a folder of flows, load plans and environments, to open, arrange and search
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-folder.h"
#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SIDEBAR (weir_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (WeirSidebar, weir_sidebar, WEIR, SIDEBAR, GtkWidget)

/* signals, each about what the person wants:
 *   open-asked (WeirSidebar *sidebar, GFile *file)            to see the file
 *   runs-asked (WeirSidebar *sidebar, GFile *file)            to see its earlier runs
 *   create-asked (WeirSidebar *sidebar, GFile *file)          a new flow there
 *   create-plan-asked (WeirSidebar *sidebar, GFile *file, const char *preset)   a new load plan there
 *   rename-asked (WeirSidebar *sidebar, GFile *file, GFile *to)
 *   duplicate-asked (WeirSidebar *sidebar, GFile *file)
 *   trash-asked (WeirSidebar *sidebar, GFile *file) */
void weir_sidebar_set_folder (WeirSidebar *self, GFile *file);
WeirFolder *weir_sidebar_get_folder (WeirSidebar *self);
void weir_sidebar_set_sessions (WeirSidebar *self, GListModel *sessions);
void weir_sidebar_set_shown (WeirSidebar *self, WeirSession *session);
gboolean weir_sidebar_select (WeirSidebar *self, GFile *file);
void weir_sidebar_focus (WeirSidebar *self);
char *weir_sidebar_get_text (WeirSidebar *self, guint position);

G_END_DECLS
