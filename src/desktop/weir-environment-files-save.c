/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-files-save.c: environments into their files, and what other programs do with these
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-environment-edit.h"
#include "weir-environment-files-private.h"
#include "weir-environment-memory.h"

/* Programs write a file in several pieces; all of them are awaited. */
#define SETTLE_MS 300

static gboolean
is_outdated (WeirEnvironmentFiles *self, WeirEnvironmentFile file)
{
  g_autofree char *text = NULL;

  g_file_get_contents (self->paths[file], &text, NULL, NULL);
  return g_strcmp0 (text, self->texts[file]) != 0;
}

/**
 * weir_environment_files_check:
 * @self: the environments of a folder
 *
 * Looks whether another program has written the files: they are read again when nothing is lost by that.
 */
void
weir_environment_files_check (WeirEnvironmentFiles *self)
{
  gboolean outdated = FALSE;

  g_return_if_fail (WEIR_IS_ENVIRONMENT_FILES (self));

  for (guint i = 0; i < WEIR_N_ENVIRONMENT_FILES; i++)
    outdated = outdated || is_outdated (self, i);
  if (outdated && !self->dirty)
    weir_environment_files_load (self);
  else
    weir_environment_files_set_outdated (self, !self->overwrites
                                                   && (outdated || (self->stale && self->dirty)));
}

static gboolean
settled_cb (gpointer data)
{
  WeirEnvironmentFiles *self = data;

  self->watch_source = 0;
  weir_environment_files_check (self);
  return G_SOURCE_REMOVE;
}

static void
file_changed_cb (WeirEnvironmentFiles *self)
{
  if (self->watch_source == 0)
    self->watch_source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

void
weir_environment_files_watch (WeirEnvironmentFiles *self)
{
  for (guint i = 0; i < WEIR_N_ENVIRONMENT_FILES; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (self->paths[i]);

      self->monitors[i] = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (self->monitors[i] != NULL)
        g_signal_connect_swapped (self->monitors[i], "changed", G_CALLBACK (file_changed_cb), self);
    }
}

void
weir_environment_files_unwatch (WeirEnvironmentFiles *self)
{
  g_clear_handle_id (&self->watch_source, g_source_remove);
  for (guint i = 0; i < WEIR_N_ENVIRONMENT_FILES; i++)
    {
      if (self->monitors[i] == NULL)
        continue;
      g_signal_handlers_disconnect_by_data (self->monitors[i], self);
      g_file_monitor_cancel (self->monitors[i]);
      g_clear_object (&self->monitors[i]);
    }
}

/**
 * weir_environment_files_keep_mine:
 * @self: environments that another program has written, too
 *
 * The next save replaces what that has written.
 */
void
weir_environment_files_keep_mine (WeirEnvironmentFiles *self)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT_FILES (self));

  self->overwrites = TRUE;
  weir_environment_files_set_outdated (self, FALSE);
}

/* A file that had nothing in it, and shall have nothing, may hold comments. */
static gboolean
save_file (WeirEnvironmentFiles *self, WeirEnvironmentFile file, GError **error)
{
  g_autoptr (GPtrArray) environments = weir_environment_files_list (self, file);

  if (environments->len == 0 && self->n_loaded[file] == 0)
    return TRUE;
  if (!weir_environments_save (environments, self->paths[file], error))
    return FALSE;
  g_clear_pointer (&self->texts[file], g_free);
  g_file_get_contents (self->paths[file], &self->texts[file], NULL, NULL);
  self->n_loaded[file] = environments->len;
  return TRUE;
}

static gboolean
can_save (WeirEnvironmentFiles *self, GError **error)
{
  g_autofree char *problem = weir_environment_files_find_problem (self);
  WeirEnvironmentFile broken;

  if (problem != NULL)
    g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, problem);
  else if (weir_environment_files_find_broken (self, &broken))
    g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, _("%s has errors. Mend them first."),
                 weir_environment_file_get_name (broken));
  else
    return TRUE;
  return FALSE;
}

/* The flows of the folder that ran in an environment run in it under its new name. */
static void
take_names (WeirEnvironmentFiles *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  GHashTable *names = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      WeirEnvironmentEntry *entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      const char *old = g_hash_table_lookup (self->saved_names, entry);
      const char *name = weir_environment_entry_get_name (entry);

      if (old != NULL && !g_str_equal (old, name))
        weir_environment_memory_rename (folder, old, name);
      g_hash_table_insert (names, entry, g_strdup (name));
    }
  g_hash_table_unref (self->saved_names);
  self->saved_names = names;
}

/**
 * weir_environment_files_save:
 * @self: the environments of a folder
 * @error: WEIR_FORMAT_ERROR: a sentence that says what to do
 *
 * Writes what differs into the files, in place, and then the values of secrets into the keyring; when that
 * does not work, "failed" says so.
 *
 * Returns: whether the files say what is shown
 */
gboolean
weir_environment_files_save (WeirEnvironmentFiles *self, GError **error)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_FILES (self), FALSE);

  if (!can_save (self, error))
    return FALSE;
  weir_environment_files_check (self);
  if (self->outdated)
    {
      g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_WRITE,
                           _("Nothing was saved: another program has changed the files meanwhile. Keep Mine "
                             "lets the next Save replace that."));
      return FALSE;
    }
  weir_edits_seal (self->edits);
  for (guint i = 0; i < WEIR_N_ENVIRONMENT_FILES; i++)
    if (!save_file (self, i, error))
      return FALSE;
  self->overwrites = FALSE;
  self->stale = FALSE;
  take_names (self);
  weir_environment_files_save_secrets (self);
  weir_edits_mark_saved (self->edits);
  weir_environment_files_update (self);
  weir_environment_files_tell (self);
  return TRUE;
}

/**
 * weir_environment_files_write_text:
 * @self: the environments of a folder
 * @file: a file with errors
 * @text: what it shall say instead
 * @error: why it could not be written
 *
 * Writes the file, and reads both again.
 *
 * Returns: whether it was written
 */
gboolean
weir_environment_files_write_text (WeirEnvironmentFiles *self, WeirEnvironmentFile file, const char *text,
                                   GError **error)
{
  g_autoptr (GFile) target = NULL;

  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_FILES (self), FALSE);

  target = g_file_new_for_path (self->paths[file]);
  if (!g_file_replace_contents (target, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                error))
    return FALSE;
  weir_environment_files_load (self);
  return TRUE;
}
