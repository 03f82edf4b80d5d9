/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-sidebar.c: the sidebar beside the page, or over it where there is no room beside it
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-file-choice.h"
#include "weir-sidebar-state.h"
#include "weir-window-private.h"

/* Beside the narrowest step list and the narrowest results there is room for the sidebar from here on. */
#define ENOUGH_WIDTH 980
#define NARROWEST 190
#define USUAL_WIDTH 240

static gboolean
is_narrow (WeirWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height;

  if (width <= 0)
    gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  return width < ENOUGH_WIDTH;
}

static gboolean
is_over (WeirWindow *self)
{
  return gtk_widget_get_parent (GTK_WIDGET (self->sidebar)) == GTK_WIDGET (self->sidebar_overlay);
}

static gboolean
is_shown (WeirWindow *self)
{
  return gtk_widget_get_parent (GTK_WIDGET (self->sidebar)) != NULL;
}

static void
hide_sidebar (WeirWindow *self)
{
  if (is_over (self))
    gtk_overlay_remove_overlay (self->sidebar_overlay, GTK_WIDGET (self->sidebar));
  else if (is_shown (self))
    {
      self->sidebar_width = gtk_paned_get_position (self->sidebar_pane);
      gtk_paned_set_start_child (self->sidebar_pane, NULL);
    }
}

static void
show_sidebar (WeirWindow *self)
{
  gboolean over = is_narrow (self);
  GtkWidget *sidebar = GTK_WIDGET (self->sidebar);

  gtk_widget_set_halign (sidebar, over ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  gtk_widget_set_size_request (sidebar, over ? USUAL_WIDTH : NARROWEST, -1);
  if (over)
    {
      gtk_widget_add_css_class (sidebar, "over");
      gtk_overlay_add_overlay (self->sidebar_overlay, sidebar);
      return;
    }
  gtk_widget_remove_css_class (sidebar, "over");
  gtk_paned_set_start_child (self->sidebar_pane, sidebar);
  gtk_paned_set_resize_start_child (self->sidebar_pane, FALSE);
  gtk_paned_set_shrink_start_child (self->sidebar_pane, FALSE);
  gtk_paned_set_position (self->sidebar_pane, MAX (self->sidebar_width, NARROWEST));
}

/* What had the focus may have gone with the sidebar. */
static void
change_sidebar_state (GSimpleAction *action, GVariant *state, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  gboolean visible = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  if (visible == is_shown (self))
    return;
  if (visible)
    {
      show_sidebar (self);
      weir_sidebar_focus (self->sidebar);
    }
  else
    {
      hide_sidebar (self);
      gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
    }
}

static void
set_sidebar_visible (WeirWindow *self, gboolean visible)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self), "sidebar", g_variant_new_boolean (visible));
}

static void
chooser_response_cb (WeirWindow *self, int response)
{
  g_autoptr (GFile) file = weir_file_choice_take (&self->chooser, response);

  if (file != NULL)
    weir_window_open_folder (self, file);
}

static void
open_folder_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  WeirFolder *folder = weir_sidebar_get_folder (self->sidebar);

  weir_file_choice_begin (&self->chooser, GTK_WIDGET (self), _("Open a Folder"),
                          GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Open"));
  weir_file_choice_set_folder (self->chooser, folder != NULL ? weir_folder_get_file (folder) : NULL);
  weir_file_choice_ask (self->chooser, G_CALLBACK (chooser_response_cb), self);
}

static void
open_folder_path_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  weir_window_open_folder (WEIR_WINDOW (data), file);
}

/* A window that has become wider has room beside the page. */
static void
resized_cb (WeirWindow *self)
{
  if (!is_over (self) || is_narrow (self))
    return;
  hide_sidebar (self);
  show_sidebar (self);
}

/**
 * weir_window_install_sidebar:
 * @self: a window that is being made, with its size
 *
 * Adds the sidebar as it was when a window was closed last. In a window too narrow for it, it begins hidden.
 */
void
weir_window_install_sidebar (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "sidebar", .state = "false", .change_state = change_sidebar_state },
    { .name = "open-folder", .activate = open_folder_action },
    { .name = "open-folder-path", .activate = open_folder_path_action, .parameter_type = "s" },
  };
  g_autoptr (WeirSidebarState) state = weir_sidebar_state_load ();

  self->sidebar = g_object_ref_sink (g_object_new (WEIR_TYPE_SIDEBAR, NULL));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->sidebar_width = state->width > 0 ? state->width : USUAL_WIDTH;
  weir_sidebar_set_sessions (self->sidebar, G_LIST_MODEL (self->sessions));
  weir_window_follow_sidebar (self);
  g_signal_connect (self, "notify::default-width", G_CALLBACK (resized_cb), NULL);
  if (state->folder != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (state->folder);

      weir_sidebar_set_folder (self->sidebar, folder);
    }
  if (state->visible && !is_narrow (self))
    set_sidebar_visible (self, TRUE);
}

/**
 * weir_window_save_sidebar:
 * @self: a window that is about to close
 *
 * Remembers how the sidebar is. That it is hidden in a narrow window says nothing about wider ones.
 */
void
weir_window_save_sidebar (WeirWindow *self)
{
  g_autoptr (WeirSidebarState) state = weir_sidebar_state_load ();
  WeirFolder *folder = weir_sidebar_get_folder (self->sidebar);

  if (!is_narrow (self))
    state->visible = is_shown (self);
  state->width = is_shown (self) && !is_over (self) ? gtk_paned_get_position (self->sidebar_pane)
                                                    : self->sidebar_width;
  g_clear_pointer (&state->folder, g_free);
  state->folder = folder != NULL ? g_file_get_path (weir_folder_get_file (folder)) : NULL;
  weir_sidebar_state_save (state);
}

/**
 * weir_window_leave_sidebar:
 * @self: a window
 *
 * A file was chosen: a sidebar that lies over the page makes room for it.
 */
void
weir_window_leave_sidebar (WeirWindow *self)
{
  if (is_over (self))
    set_sidebar_visible (self, FALSE);
}

/**
 * weir_window_open_folder:
 * @self: a window
 * @file: a folder
 *
 * Shows what is in the folder in the sidebar. Open documents stay open.
 */
void
weir_window_open_folder (WeirWindow *self, GFile *file)
{
  g_autofree char *path = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  path = g_file_get_path (file);
  if (path == NULL)
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR,
                                _("The folder is not on this computer. Copy it here, then open the copy."));
      return;
    }
  weir_sidebar_state_add_recent (file);
  weir_sidebar_set_folder (self->sidebar, file);
  set_sidebar_visible (self, TRUE);
}

/**
 * weir_window_get_sidebar:
 * @self: a window
 *
 * Returns: (transfer none): its sidebar, shown or not
 */
WeirSidebar *
weir_window_get_sidebar (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->sidebar;
}
