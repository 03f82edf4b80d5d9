/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-draft.c: changes that were not saved yet, kept on disk in case the program or the computer ends
 *
 * One file for each document, in the folder "drafts" of the person's state; only that person can read it.
 */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "weir-draft.h"

#include "weir-environment-format.h"
#include "weir-limits.h"

#define UNSAVED "unsaved-"

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "weir", "drafts", NULL);
}

/**
 * weir_draft_name_for:
 * @path: (nullable): of a document; %NULL for one that was never saved
 *
 * Returns: (transfer full): the file for its draft; for a document that was never saved another one each time
 */
char *
weir_draft_name_for (const char *path)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *id = NULL;

  if (path == NULL)
    {
      g_autofree char *random = g_uuid_string_random ();

      id = g_strconcat (UNSAVED, random, ".json", NULL);
    }
  else
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

      id = g_strconcat (hash, ".json", NULL);
    }
  return g_build_filename (folder, id, NULL);
}

/* @value: (nullable) */
static void
add (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/**
 * weir_draft_write:
 * @draft: a draft
 * @error: return location for a #GFileError
 *
 * Writes it, all or nothing. May be called from any thread.
 *
 * Returns: whether that worked
 */
gboolean
weir_draft_write (const WeirDraft *draft, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (draft->file_name);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  json_builder_begin_object (builder);
  add (builder, "path", draft->path);
  add (builder, "title", draft->title);
  json_builder_set_member_name (builder, "time");
  json_builder_add_int_value (builder, draft->time);
  json_builder_set_member_name (builder, "json");
  json_builder_add_boolean_value (builder, draft->is_json);
  add (builder, "flow", draft->text);
  add (builder, "typed", draft->typed);
  add (builder, "fields", draft->fields);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_file_set_contents_full (draft->file_name, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/**
 * weir_draft_dup_string:
 * @object: of a draft
 * @name: a member
 *
 * Returns: (transfer full) (nullable): the text there, if it is one
 */
char *
weir_draft_dup_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  gboolean is_string = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING;

  return is_string ? json_node_dup_string (node) : NULL;
}

/* A file that is too large to have been written here is not read. */
static gboolean
has_sane_size (const char *file_name)
{
  GStatBuf info;

  /* Two texts, in which every byte may have become two. */
  return g_stat (file_name, &info) == 0 && info.st_size < 4 * (goffset) WEIR_LIMIT_DOCUMENT_BYTES;
}

/**
 * weir_draft_read:
 * @file_name: where a draft may be
 *
 * Returns: (transfer full) (nullable): the draft, if there is one
 */
WeirDraft *
weir_draft_read (const char *file_name)
{
  g_autoptr (WeirDraft) draft = g_new0 (WeirDraft, 1);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  if (!has_sane_size (file_name) || !g_file_get_contents (file_name, &text, NULL, NULL)
      || !g_utf8_validate (text, -1, NULL))
    return NULL;
  root = json_from_string (text, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  object = json_node_get_object (root);
  draft->file_name = g_strdup (file_name);
  draft->path = weir_draft_dup_string (object, "path");
  draft->title = weir_draft_dup_string (object, "title");
  draft->time = json_object_get_int_member_with_default (object, "time", 0);
  draft->is_json = json_object_get_boolean_member_with_default (object, "json", FALSE);
  draft->text = weir_draft_dup_string (object, "flow");
  draft->typed = weir_draft_dup_string (object, "typed");
  draft->fields = weir_draft_dup_string (object, "fields");
  if (draft->title == NULL || (draft->text == NULL && draft->typed == NULL))
    return NULL;
  return g_steal_pointer (&draft);
}

/* The first environments of a folder have no file yet. */
static gboolean
can_open (const WeirDraft *draft)
{
  g_autofree char *name = draft->path != NULL ? g_path_get_basename (draft->path) : NULL;
  g_autofree char *folder = draft->path != NULL ? g_path_get_dirname (draft->path) : NULL;

  return draft->path != NULL
         && (g_file_test (draft->path, G_FILE_TEST_EXISTS)
             || (g_str_equal (name, WEIR_ENVIRONMENTS_FILE) && g_file_test (folder, G_FILE_TEST_IS_DIR)));
}

static GPtrArray *
list_drafts (gboolean saved)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_draft_free);
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file_name = g_build_filename (folder, name, NULL);
      gboolean wanted = g_str_has_prefix (name, UNSAVED) != saved;
      g_autoptr (WeirDraft) draft = wanted ? weir_draft_read (file_name) : NULL;

      if (draft != NULL && (!saved || can_open (draft)))
        g_ptr_array_add (drafts, g_steal_pointer (&draft));
    }
  return drafts;
}

/**
 * weir_drafts_list_unsaved:
 *
 * Returns: (transfer full) (element-type WeirDraft): those of documents that were never saved
 */
GPtrArray *
weir_drafts_list_unsaved (void)
{
  return list_drafts (FALSE);
}

static int
compare_latest_first (gconstpointer a, gconstpointer b)
{
  const WeirDraft *first = *(WeirDraft *const *) a;
  const WeirDraft *second = *(WeirDraft *const *) b;

  return (second->time > first->time) - (second->time < first->time);
}

/**
 * weir_drafts_list_saved:
 *
 * Returns: (transfer full) (element-type WeirDraft): those of documents that have a file, which is still
 *   there; the latest first
 */
GPtrArray *
weir_drafts_list_saved (void)
{
  GPtrArray *drafts = list_drafts (TRUE);

  g_ptr_array_sort (drafts, compare_latest_first);
  return drafts;
}

/**
 * weir_draft_describe_time:
 * @draft: a draft
 *
 * Returns: (transfer full): when it was written: the time of today, else with the day
 */
char *
weir_draft_describe_time (const WeirDraft *draft)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (draft->time);

  if (time == NULL)
    return g_strdup ("?");
  if (g_date_time_get_year (now) == g_date_time_get_year (time)
      && g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (time))
    return g_date_time_format (time, "%H:%M");
  return g_date_time_format (time, "%Y-%m-%d %H:%M");
}

/**
 * weir_draft_free:
 * @draft: (transfer full) (nullable): a draft
 */
void
weir_draft_free (WeirDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->file_name);
  g_free (draft->path);
  g_free (draft->title);
  g_free (draft->text);
  g_free (draft->typed);
  g_free (draft->fields);
  g_free (draft);
}
