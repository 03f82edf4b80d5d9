/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-files-draft.c: keeping changes of environments, and taking them back after a crash
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "weir-environment-files-private.h"

/* At most so often: what was typed later is lost when the computer ends just then. */
#define DRAFT_PAUSE_MS 1000

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  /* Nobody can help it when the disk is full; saving says so. */
  if (!weir_draft_write (data, &error))
    g_info ("%s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
delete (WeirEnvironmentFiles *self)
{
  if (self->draft_name != NULL)
    g_unlink (self->draft_name);
  g_clear_pointer (&self->draft_name, g_free);
}

/* There is nothing any more that is not saved, or the person does not want it. */
static void
drop (WeirEnvironmentFiles *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_dropped = TRUE;
  if (!self->draft_writing)
    delete (self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirEnvironmentFiles) self = data;

  self->draft_writing = FALSE;
  if (self->draft_dropped)
    delete (self);
}

/* The one of an earlier start stays where it is until the person has decided about it: so there are two
 * places. */
static void
choose_name (WeirEnvironmentFiles *self)
{
  char *name = weir_draft_name_for (
      self->paths[self->draft != NULL ? WEIR_ENVIRONMENT_FILE_LOCAL : WEIR_ENVIRONMENT_FILE_SHARED]);

  if (self->draft_name != NULL && !g_str_equal (self->draft_name, name))
    g_unlink (self->draft_name);
  g_free (self->draft_name);
  self->draft_name = name;
}

static WeirDraft *
make_draft (WeirEnvironmentFiles *self)
{
  WeirDraft *draft = g_new0 (WeirDraft, 1);

  choose_name (self);
  draft->file_name = g_strdup (self->draft_name);
  draft->path = g_strdup (self->paths[WEIR_ENVIRONMENT_FILE_SHARED]);
  draft->title = g_strdup (_("Environments"));
  draft->time = g_get_real_time () / G_USEC_PER_SEC;
  draft->is_json = TRUE;
  draft->text = weir_environment_files_to_text (self);
  return draft;
}

static gboolean
write_cb (gpointer data)
{
  WeirEnvironmentFiles *self = data;
  g_autoptr (GTask) task = NULL;

  if (self->draft_writing)
    return G_SOURCE_CONTINUE;
  self->draft_source = 0;
  self->draft_writing = TRUE;
  self->draft_dropped = FALSE;
  /* Its thread must not be the last one to hold the object, as it could hold its source. */
  task = g_task_new (NULL, NULL, written_cb, g_object_ref (self));
  g_task_set_source_tag (task, write_cb);
  g_task_set_task_data (task, make_draft (self), (GDestroyNotify) weir_draft_free);
  g_task_run_in_thread (task, write_in_thread);
  return G_SOURCE_REMOVE;
}

/**
 * weir_environment_files_update_draft:
 * @self: environments of which something was edited, undone or saved
 *
 * Keeps on disk, soon, what is not saved.
 */
void
weir_environment_files_update_draft (WeirEnvironmentFiles *self)
{
  if (!self->dirty)
    drop (self);
  else if (self->draft_source == 0)
    self->draft_source = g_timeout_add_full (G_PRIORITY_LOW, DRAFT_PAUSE_MS, write_cb, self, NULL);
}

/**
 * weir_environment_files_free_draft:
 * @self: environments that nobody has any more
 *
 * Lets go of it; what is on disk stays.
 */
void
weir_environment_files_free_draft (WeirEnvironmentFiles *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_pointer (&self->draft_name, g_free);
  g_clear_pointer (&self->draft, weir_draft_free);
}

/* (transfer full) (nullable): what an earlier start of the program has left; @own: (nullable): is not that */
static WeirDraft *
read_draft (const char *folder, const char *own)
{
  g_autofree char *path = g_build_filename (folder, weir_environment_file_get_name (0), NULL);

  for (guint i = 0; i < WEIR_N_ENVIRONMENT_FILES; i++)
    {
      g_autofree char *place = g_build_filename (folder, weir_environment_file_get_name (i), NULL);
      g_autofree char *name = weir_draft_name_for (place);
      g_autoptr (WeirDraft) draft = g_strcmp0 (name, own) != 0 ? weir_draft_read (name) : NULL;

      if (draft != NULL && draft->text != NULL && g_strcmp0 (draft->path, path) == 0)
        return g_steal_pointer (&draft);
    }
  return NULL;
}

/**
 * weir_environment_files_find_draft:
 * @self: environments that were just read, or whose draft was just decided about
 *
 * Finds what an earlier start of the program has left. What is here is not saved in its place any more.
 */
void
weir_environment_files_find_draft (WeirEnvironmentFiles *self)
{
  drop (self);
  weir_environment_files_set_draft (self, read_draft (self->folder, self->draft_name));
  weir_environment_files_update_draft (self);
}

/**
 * weir_environment_files_describe_draft:
 * @folder: an absolute path
 *
 * Returns: (transfer full) (nullable): a sentence about changes there that were not saved when the program
 *   ended the last time, as long as the person has not decided about them
 */
char *
weir_environment_files_describe_draft (const char *folder)
{
  WeirEnvironmentFiles *known = weir_environment_files_find_known (folder);
  g_autoptr (WeirDraft) read = known == NULL ? read_draft (folder, NULL) : NULL;
  const WeirDraft *draft = known != NULL ? known->draft : read;
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *time = draft != NULL ? weir_draft_describe_time (draft) : NULL;

  if (draft == NULL)
    return NULL;
  /* Translators: a folder, and a time */
  return g_strdup_printf (
      _("The environments of %1$s had unsaved changes from %2$s, when Weir ended."), shown, time);
}

static void
forget (WeirEnvironmentFiles *self)
{
  g_unlink (self->draft->file_name);
  weir_environment_files_find_draft (self);
}

/**
 * weir_environment_files_restore_draft:
 * @self: environments with a draft, none of whose files has errors
 *
 * Makes those changes again, as one edit that can be undone. Secrets have the values that are in the keyring;
 * "failed" names those whose values were typed and not saved.
 */
void
weir_environment_files_restore_draft (WeirEnvironmentFiles *self)
{
  g_auto (GStrv) typed = NULL;
  g_autofree char *names = NULL;
  g_autofree char *sentence = NULL;

  g_return_if_fail (WEIR_IS_ENVIRONMENT_FILES (self));
  g_return_if_fail (self->draft != NULL);

  weir_environment_files_take_text (self, self->draft->text, &typed);
  forget (self);
  weir_environment_files_take_sources (self);
  weir_environment_files_update (self);
  weir_environment_files_check (self);
  if (typed == NULL || *typed == NULL)
    return;
  names = g_strjoinv (", ", typed);
  sentence = g_strdup_printf (_("Values of secrets are kept nowhere before they are saved. Look at these, "
                                "and type again what was new: %s"),
                              names);
  weir_environment_files_fail (self, sentence);
}

/**
 * weir_environment_files_discard_draft:
 * @self: environments with a draft
 *
 * Deletes those changes for good.
 */
void
weir_environment_files_discard_draft (WeirEnvironmentFiles *self)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT_FILES (self));
  g_return_if_fail (self->draft != NULL);

  forget (self);
}
