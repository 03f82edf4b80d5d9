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
failed_cb (WeirWindow *self, const char *sentence, WeirEnvironmentFiles *files)
{
  if (weir_environments_window_find (files) == NULL)
    weir_window_show_message (self, GTK_MESSAGE_WARNING, sentence);
}

static void
draft_cb (WeirWindow *self)
{
  weir_window_update_actions (self);
}

static void
follow (WeirWindow *self, WeirEnvironmentFiles *files)
{
  /* As if for the first time: the editor may have been closed and opened again. */
  g_signal_handlers_disconnect_by_func (files, changed_cb, self);
  g_signal_handlers_disconnect_by_func (files, renamed_cb, self);
  g_signal_handlers_disconnect_by_func (files, failed_cb, self);
  g_signal_handlers_disconnect_by_func (files, draft_cb, self);
  g_signal_connect_object (files, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "renamed", G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "notify::draft", G_CALLBACK (draft_cb), self, G_CONNECT_SWAPPED);
}

/* A new one, or the one that is open. */
static void
show_window (WeirWindow *self, WeirEnvironmentFiles *files)
{
  WeirEnvironmentsWindow *window = weir_environments_window_find (files);

  if (window == NULL)
    window = weir_environments_window_new (GTK_WINDOW (self), files);
  follow (self, files);
  if (self->session != NULL && is_in_folder (self->session, files))
    weir_environments_window_select (window, weir_session_get_environment_name (self->session));
  gtk_window_present (GTK_WINDOW (window));
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
  show_window (self, files);
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
                              _("Environments are kept in the folder of the document. Save it first "
                                "(Ctrl+S)."));
}

static WeirEnvironmentVariable *
find_variable (WeirEnvironmentPart *part, const char *name)
{
  GListModel *variables = G_LIST_MODEL (weir_environment_part_get_variables (part));

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirEnvironmentVariable) variable = g_list_model_get_item (variables, i);

      if (g_ascii_strcasecmp (weir_environment_variable_get_name (variable), name) == 0)
        return variable; /* the list has it */
    }
  return NULL;
}

/* Where it is declared already, its value is another one from now on. */
static gboolean
declare (WeirEnvironmentFiles *files, WeirEnvironmentEntry *entry, const char *name, const char *value,
         GError **error)
{
  WeirEnvironmentVariable *known = find_variable (weir_environment_entry_get_local (entry), name);

  if (known == NULL)
    known = find_variable (weir_environment_entry_get_shared (entry), name);
  if (known == NULL)
    weir_environment_files_add_variable (files, weir_environment_entry_get_shared (entry), name, value, TRUE);
  else if (weir_environment_variable_get_secret (known))
    weir_edits_set_string (weir_environment_files_get_edits (files), known, "value", value);
  else
    {
      g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                   _("The environment “%s” has a variable %s already, and it is no secret."),
                   weir_environment_entry_get_name (entry), name);
      return FALSE;
    }
  return TRUE;
}

/* (transfer full) (nullable): the environments of the shown flow, where it runs in one of them */
static WeirEnvironmentFiles *
find_chosen (WeirWindow *self, WeirEnvironmentEntry **entry, GError **error)
{
  GFile *file = weir_session_get_file (self->session);
  const char *name = weir_session_get_environment_name (self->session);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  g_autoptr (WeirEnvironmentFiles) files = path != NULL ? weir_environment_files_get (path) : NULL;
  WeirEnvironmentFile broken;
  const char *why = NULL;

  *entry = files != NULL && name != NULL ? weir_environment_files_find (files, name) : NULL;
  if (files == NULL)
    why = _("Environments are kept in the folder of the document. Save it first (Ctrl+S).");
  else if (weir_environment_files_find_broken (files, &broken))
    why = _("The environments have errors. Edit Environments… (Ctrl+Shift+E) shows them.");
  else if (*entry == NULL)
    why = _("The flow runs in no environment yet. Choose one beside Run, or make one with Edit Environments… "
            "(Ctrl+Shift+E).");
  if (why == NULL)
    return g_steal_pointer (&files);
  g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, why);
  return NULL;
}

static gboolean
declare_all (WeirWindow *self, const char *const *names, GError **error)
{
  WeirEnvironmentEntry *entry = NULL;
  g_autoptr (WeirEnvironmentFiles) files = find_chosen (self, &entry, error);
  gboolean was_dirty = files != NULL && weir_environment_files_get_dirty (files);

  if (files == NULL)
    return FALSE;
  follow (self, files);
  for (; *names != NULL; names++)
    {
      const char *value = weir_session_get_given_secret (self->session, *names);

      if (value != NULL && !declare (files, entry, *names, value, error))
        return FALSE;
    }
  if (was_dirty)
    show_window (self, files); /* where the rest of the changes is to be saved, too */
  return was_dirty || weir_environment_files_save (files, error);
}

static void
declare_secrets_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  g_autofree const char **names = g_variant_get_strv (parameter, NULL);
  g_autofree char *list = g_strjoinv (", ", (char **) names);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!declare_all (self, names, &error))
    {
      weir_window_show_message (self, GTK_MESSAGE_WARNING, error->message);
      return;
    }
  text = g_strdup_printf (_("%s: declared as secret in the environment “%s”."), list,
                          weir_session_get_environment_name (self->session));
  weir_window_show_message (self, GTK_MESSAGE_INFO, text);
}

/* (transfer full) (nullable): where the environments of the shown flow are */
static char *
get_folder (WeirWindow *self)
{
  GFile *file = self->session != NULL && weir_session_get_flow (self->session) != NULL
                    ? weir_session_get_file (self->session)
                    : NULL;
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

  return folder != NULL ? g_file_get_path (folder) : NULL;
}

/**
 * weir_window_describe_environments_draft:
 * @self: a window
 *
 * Returns: (transfer full) (nullable): a sentence about environments of the shown flow that were not saved
 *   when the program ended the last time
 */
char *
weir_window_describe_environments_draft (WeirWindow *self)
{
  g_autofree char *folder = get_folder (self);

  return folder != NULL ? weir_environment_files_describe_draft (folder) : NULL;
}

/**
 * weir_window_restore_environments_draft:
 * @self: a window whose flow has such environments
 *
 * Makes the changes again, and shows them where they can be saved; a file with errors is to be mended there
 * first.
 */
void
weir_window_restore_environments_draft (WeirWindow *self)
{
  g_autofree char *folder = get_folder (self);
  g_autoptr (WeirEnvironmentFiles) files = weir_environment_files_get (folder);
  WeirEnvironmentFile broken;

  show_window (self, files);
  if (!weir_environment_files_find_broken (files, &broken))
    weir_environment_files_restore_draft (files);
}

/**
 * weir_window_discard_environments_draft:
 * @self: a window whose flow has such environments
 */
void
weir_window_discard_environments_draft (WeirWindow *self)
{
  g_autofree char *folder = get_folder (self);
  g_autoptr (WeirEnvironmentFiles) files = weir_environment_files_get (folder);

  weir_environment_files_discard_draft (files);
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
    { .name = "declare-secrets", .activate = declare_secrets_action, .parameter_type = "as" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
