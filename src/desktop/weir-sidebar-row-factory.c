/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sidebar-row-factory.c: the rows of the sidebar, as many as are in sight
 */

#include "config.h"

#include "weir-sidebar-private.h"

static WeirSidebarRow *
pick_row (WeirSidebar *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GtkWidget *child = picked != NULL ? gtk_widget_get_first_child (picked) : NULL;

  if (picked == NULL)
    return NULL;
  if (WEIR_IS_SIDEBAR_ROW (picked))
    return WEIR_SIDEBAR_ROW (picked);
  /* The padding around a row belongs to it. */
  if (child != NULL && WEIR_IS_SIDEBAR_ROW (child))
    return WEIR_SIDEBAR_ROW (child);
  child = gtk_widget_get_ancestor (picked, WEIR_TYPE_SIDEBAR_ROW);
  return child != NULL ? WEIR_SIDEBAR_ROW (child) : NULL;
}

/* The arrow of a folder hears of its click first, and takes it. */
static void
clicked_cb (WeirSidebar *self, int n_press, double x, double y)
{
  WeirSidebarRow *row = pick_row (self, x, y);

  if (n_press == 1 && row != NULL)
    g_signal_emit_by_name (self->list, "activate", weir_sidebar_row_get_position (row));
}

static void
ask_menu (WeirSidebar *self, double x, double y)
{
  WeirSidebarRow *row = pick_row (self, x, y);

  gtk_single_selection_set_selected (
      self->selection, row != NULL ? weir_sidebar_row_get_position (row) : GTK_INVALID_LIST_POSITION);
  if (self->folder != NULL)
    weir_sidebar_popup_menu (self);
}

static void
menu_clicked_cb (WeirSidebar *self, int n_press, double x, double y)
{
  ask_menu (self, x, y);
}

static void
long_pressed_cb (WeirSidebar *self, double x, double y)
{
  ask_menu (self, x, y);
}

static void
setup_cb (WeirSidebar *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, weir_sidebar_row_new (list_item));
}

static void
update_row (WeirSidebar *self, WeirSidebarRow *row)
{
  WeirFolderItem *item = weir_sidebar_row_get_item (row);
  WeirSession *session = g_hash_table_lookup (self->open_files, weir_folder_item_get_file (item));

  weir_sidebar_row_set_session (row, session, session != NULL && session == self->shown);
}

/* What is found by a search is not in a tree: the row says where it is. */
static char *
find_place (WeirSidebar *self, WeirFolderItem *item)
{
  g_autoptr (GFile) parent = g_file_get_parent (weir_folder_item_get_file (item));
  g_autofree char *path = g_file_get_relative_path (weir_folder_get_file (self->folder), parent);

  return path != NULL ? g_filename_display_name (path) : NULL;
}

static void
bind_cb (WeirSidebar *self, GtkListItem *list_item)
{
  WeirSidebarRow *row = WEIR_SIDEBAR_ROW (gtk_list_item_get_child (list_item));
  GObject *object = gtk_list_item_get_item (list_item);

  if (GTK_IS_TREE_LIST_ROW (object))
    {
      g_autoptr (WeirFolderItem) item = gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (object));

      weir_sidebar_row_set_item (row, item, GTK_TREE_LIST_ROW (object), NULL);
    }
  else
    {
      g_autofree char *place = find_place (self, WEIR_FOLDER_ITEM (object));

      weir_sidebar_row_set_item (row, WEIR_FOLDER_ITEM (object), NULL, place);
    }
  g_ptr_array_add (self->rows, row);
  update_row (self, row);
}

static void
unbind_cb (WeirSidebar *self, GtkListItem *list_item)
{
  WeirSidebarRow *row = WEIR_SIDEBAR_ROW (gtk_list_item_get_child (list_item));

  g_ptr_array_remove_fast (self->rows, row);
  weir_sidebar_row_set_item (row, NULL, NULL, NULL);
}

/* For the list and not for each row: the list makes many rows at once. */
static void
add_gestures (WeirSidebar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (menu, "pressed", G_CALLBACK (menu_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (menu));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (press));
}

/**
 * weir_sidebar_create_factory:
 * @self: a sidebar
 *
 * Returns: (transfer full): what makes the rows of its list, and hears of clicks on them
 */
GtkListItemFactory *
weir_sidebar_create_factory (WeirSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  add_gestures (self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

/**
 * weir_sidebar_update_rows:
 * @self: a sidebar
 *
 * Something is going on with the open documents: the rows say so.
 */
void
weir_sidebar_update_rows (WeirSidebar *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    update_row (self, g_ptr_array_index (self->rows, i));
}
