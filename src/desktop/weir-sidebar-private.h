/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sidebar-private.h: what the files of WeirSidebar share
 */

#pragma once

#include "weir-name-popover.h"
#include "weir-sidebar-row.h"
#include "weir-sidebar.h"

G_BEGIN_DECLS

struct _WeirSidebar
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkMenuButton *folder_button;
  GtkLabel *folder_label;
  GtkEditable *search;
  GtkLabel *notice;
  GtkStack *pages;
  GtkListView *list;
  GtkLabel *empty_label;
  GtkWidget *empty_button;
  GtkWidget *empty_plan_button; /* beside the other one, in a folder where both can be begun */
  GtkWidget *recent_box;
  GMenuModel *row_menu;
  GMenu *new_section; /* of row_menu */
  GMenu *new_menu;
  GMenuModel *plan_menu;

  /* owned */
  WeirFolder *folder; /* NULL when none is open */
  GListModel *sessions;
  GHashTable *open_files; /* GFile → WeirSession, borrowed from sessions */
  GPtrArray *rows;        /* of WeirSidebarRow, borrowed: those that show an item */
  GtkSingleSelection *selection;
  GtkFilterListModel *matches;
  GtkCustomFilter *filter;
  char *searched; /* case-folded; "" when nothing is */
  GFile *subject; /* what a name is being asked for: the folder of a new flow, or the file to rename */

  /* children */
  GtkWidget *menu;
  GtkWidget *name_popover;

  /* borrowed */
  WeirSession *shown;

  char *preset; /* owned: what the load plan begins with that is being named; NULL: it is a flow */
  gboolean creating; /* else renaming, while a name is being asked for */
};

/* weir-sidebar.c */
WeirFolderItem *weir_sidebar_get_selected (WeirSidebar *self); /* (transfer full) (nullable) */
WeirSidebarRow *weir_sidebar_find_row (WeirSidebar *self, WeirFolderItem *item);

/* weir-sidebar-actions.c */
void weir_sidebar_class_install_actions (GtkWidgetClass *widget_class);
void weir_sidebar_init_actions (WeirSidebar *self);
void weir_sidebar_update_actions (WeirSidebar *self);
void weir_sidebar_popup_menu (WeirSidebar *self);
GMenuModel *weir_sidebar_create_folder_menu (WeirSidebar *self);

/* weir-sidebar-row-factory.c */
GtkListItemFactory *weir_sidebar_create_factory (WeirSidebar *self);
void weir_sidebar_update_rows (WeirSidebar *self);

G_END_DECLS
