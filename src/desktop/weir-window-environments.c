/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-environments.c: editing the environments of the shown document or folder
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-environments-window.h"
#include "weir-window-private.h"

static gboolean
is_in_folder (WeirSession *session, WeirEnvironmentFiles *files)
{
  g_autoptr (GFile) folder = g_file_new_for_path (weir_environment_files_get_folder (files));
  GFile *file = weir_session_get_file (session);

  return file != NULL && weir_session_get_flow (session) != NULL && g_file_has_parent (file, folder);
}

/* What is edited counts at once. */
static void
changed_cb (WeirWindow *self, WeirEnvironmentFiles *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sessions)); i++)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), i);

      if (is_in_folder (session, files))
        weir_session_environment_changed (session);
    }
}

/* Whatever runs in an environment runs in it under its new name. */
static void
renamed_cb (WeirWindow *self, const char *old, const char *name, WeirEnvironmentFiles *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sessions)); i++)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), i);

      if (is_in_folder (session, files)
          && g_strcmp0 (weir_session_get_environment_name (session), old) == 0)
        weir_session_choose_environment (session, name);
    }
}

static void
follow (WeirWindow *self, WeirEnvironmentFiles *files)
{
  if (g_signal_handler_find (files, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_CLOSURE, 0, 0, NULL, changed_cb, self) != 0)
    return;
  g_signal_connect_object (files, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "renamed", G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * weir_window_edit_environments:
 * @self: a window
 * @folder: where the flows are
 *
 * Opens the editor of the environments there, or shows the one that is open.
 */
void
weir_window_edit_environments (WeirWindow *self, GFile *folder)
{
  g_autofree char *path = NULL;
  g_autoptr (WeirEnvironmentFiles) files = NULL;
  WeirEnvironmentsWindow *window;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (folder));

  path = g_file_get_path (folder);
  if (path == NULL)
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR,
                                _("The folder is not on this computer. Copy it here, then open the copy."));
      return;
    }
  files = weir_environment_files_get (path);
  window = weir_environments_window_find (files);
  if (window == NULL)
    window = weir_environments_window_new (GTK_WINDOW (self), files);
  follow (self, files);
  if (self->session != NULL && is_in_folder (self->session, files))
    weir_environments_window_select (window, weir_session_get_environment_name (self->session));
  gtk_window_present (GTK_WINDOW (window));
}

static void
edit_environments_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  WeirFolder *opened = weir_sidebar_get_folder (self->sidebar);
  GFile *file = self->session != NULL ? weir_session_get_file (self->session) : NULL;
  g_autoptr (GFile) folder = NULL;

  if (file != NULL)
    folder = g_file_get_parent (file);
  else if (self->session == NULL && opened != NULL)
    folder = g_object_ref (weir_folder_get_file (opened));
  if (folder != NULL)
    weir_window_edit_environments (self, folder);
  else
    weir_window_show_message (self, GTK_MESSAGE_INFO,
                              _("Environments are kept beside the flow. Save it first (Ctrl+S)."));
}

/**
 * weir_window_hold_for_environments:
 * @self: a window that shall close
 *
 * Returns: whether it stays open for the time being, because the person is asked about environments
 */
gboolean
weir_window_hold_for_environments (WeirWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (WEIR_IS_ENVIRONMENTS_WINDOW (l->data)
        && gtk_window_get_transient_for (l->data) == GTK_WINDOW (self)
        && !weir_environments_window_let_go (l->data))
      return TRUE;
  return FALSE;
}

/**
 * weir_window_install_environments:
 * @self: a window that is being made
 *
 * Gives the window the action that edits environments.
 */
void
weir_window_install_environments (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "edit-environments", .activate = edit_environments_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
