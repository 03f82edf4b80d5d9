/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-save.c: writing an open document, and noticing who else has written its file
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-flow-format.h"
#include "weir-session-private.h"

/* Which file it is, and when it became what it is. Its time alone does not tell: clocks of file systems tick
 * every few milliseconds, and programs can set it. (transfer full) (nullable) */
static char *
read_stamp (GFile *file)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_ID_FILE ","
                         G_FILE_ATTRIBUTE_STANDARD_SIZE ",time::changed,time::changed-usec",
                         G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (info == NULL)
    return NULL;
  return g_strdup_printf ("%s %s %" G_GOFFSET_FORMAT " %" G_GUINT64_FORMAT ".%06u",
                          g_file_info_get_etag (info),
                          g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE),
                          g_file_info_get_size (info),
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_CHANGED),
                          g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_CHANGED_USEC));
}

/* A file that has been read as a document is not too long to be kept. */
void
weir_session_remember_file (WeirSession *self, gboolean readable)
{
  g_autofree char *path = g_file_get_path (self->file);

  g_free (self->stamp);
  self->stamp = read_stamp (self->file);
  g_clear_pointer (&self->text, g_free);
  if (readable && !g_file_get_contents (path, &self->text, NULL, NULL))
    g_clear_pointer (&self->stamp, g_free);
  self->overwrites = FALSE;
  self->mended = FALSE;
  if (path != NULL)
    weir_session_watch_file (self);
}

/**
 * weir_session_is_outdated:
 * @self: a document
 *
 * Returns: whether its file is another one now than when it was read or saved last
 */
gboolean
weir_session_is_outdated (WeirSession *self)
{
  g_autofree char *stamp = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  if (self->file == NULL)
    return FALSE;
  stamp = read_stamp (self->file);
  if (g_strcmp0 (stamp, self->stamp) == 0)
    return FALSE;
  path = g_file_get_path (self->file);
  return path == NULL || !g_file_get_contents (path, &text, NULL, NULL) || g_strcmp0 (text, self->text) != 0;
}

static gboolean
is_json_name (const char *name)
{
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return lower != NULL && g_str_has_suffix (lower, ".json");
}

/* A variable that was changed may be written in names and numbers of a plan: these are what it makes of them
 * from now on. */
static void
fill_in_variables (WeirSession *self)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GObject) saved = NULL;

  if (self->plan == NULL || self->text == NULL)
    return;
  saved = weir_open_document_parse (WEIR_TYPE_PLAN, self->text, weir_session_is_json (self), NULL, problems);
  if (saved == NULL)
    return;
  weir_edits_begin (self->edits, NULL);
  weir_open_document_adopt (self->document, self->edits, saved);
  weir_edits_end (self->edits);
}

static void
mark_saved (WeirSession *self)
{
  weir_session_remember_file (self, TRUE);
  fill_in_variables (self);
  weir_edits_mark_saved (self->edits);
  g_object_notify (G_OBJECT (self), "dirty");
}

/* The document as it was read, with its comments, and what has changed. */
static gboolean
write_whole (WeirSession *self, GFile *file, GError **error)
{
  g_autofree char *text = self->broken ? g_strdup (self->typed) : weir_session_dup_source (self, error);
  g_autofree char *path = g_file_get_path (file);

  if (text != NULL && path != NULL)
    return weir_flow_write_text (text, path, error);

  return text != NULL
         && g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                     error);
}

/* Says what to do about a file that cannot be written. */
static gboolean
write_elsewhere (GError **error)
{
  if (error != NULL && g_error_matches (*error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_WRITE))
    {
      g_autofree char *why = g_strdup ((*error)->message);

      g_clear_error (error);
      g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_WRITE,
                   _("%s%s Make that possible, or choose another place with Save As… (Ctrl+Shift+S); until "
                     "then your changes are here only."),
                   why, g_str_has_suffix (why, ".") ? "" : ".");
    }
  return FALSE;
}

/**
 * weir_session_can_save:
 * @self: a document that could be read
 * @error: return location for %WEIR_FORMAT_ERROR_INVALID
 *
 * A file is only written when it can be opened again. What a field or the text shows and the document cannot
 * hold would be lost by saving, too; text that is valid is taken over now.
 *
 * A file that had errors when it was opened may go on having some.
 *
 * Returns: whether nothing is wrong; @error says what is and where
 */
gboolean
weir_session_can_save (WeirSession *self, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autofree char *problems = NULL;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->document != NULL, FALSE);

  if (!weir_session_take_typed (self, &wrong) && self->broken)
    return TRUE;
  if (wrong != NULL)
    problems = g_strdup (wrong->message);
  else if (self->plan != NULL)
    problems = weir_plan_problems_describe (self->plan_problems);
  else
    problems = weir_flow_problems_describe (self->edit_problems);
  if (problems == NULL)
    return TRUE;
  g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
               _("%s Put that right, then save again; until then your changes are here only."), problems);
  return FALSE;
}

/**
 * weir_session_save:
 * @self: a document with a file that could be read
 * @error: return location for a #WEIR_FORMAT_ERROR
 *
 * Writes what has changed into the file, and nothing else of it. When that cannot be done, the file stays as
 * it is and so do the changes.
 *
 * Returns: whether it is saved
 */
gboolean
weir_session_save (WeirSession *self, GError **error)
{
  g_autofree char *path = NULL;
  gboolean whole;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->file != NULL && self->document != NULL, FALSE);

  if (!weir_session_can_save (self, error))
    return FALSE;
  path = g_file_get_path (self->file);
  if (!g_file_query_exists (self->file, NULL))
    {
      g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_WRITE,
                   _("%s is not there any more. Save As… (Ctrl+Shift+S) writes it again."), path);
      return FALSE;
    }
  if (weir_session_is_outdated (self))
    {
      g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_WRITE,
                   _("Another program has changed %s since it was opened. Save As… (Ctrl+Shift+S) keeps "
                     "both; Reload File (F5) takes the other one."),
                   self->name);
      return FALSE;
    }
  whole = self->overwrites || self->broken || self->source != NULL;
  if (whole ? !write_whole (self, self->file, error)
            : !weir_open_document_save_edits (self->document, path, error))
    return write_elsewhere (error);
  mark_saved (self);
  return TRUE;
}

static const char *
get_other_ending (gboolean is_plan, gboolean is_json)
{
  if (is_plan)
    return is_json ? _("This plan is written in JSON. Choose a name that ends with .json.")
                   : _("This plan is written in YAML. Choose a name that ends with .plan.yaml.");
  return is_json ? _("This flow is written in JSON. Choose a name that ends with .json.")
                 : _("This flow is written in YAML. Choose a name that ends with .flow.yaml.");
}

/**
 * weir_session_save_as:
 * @self: a document that could be read
 * @file: where to; an existing file is replaced
 * @error: return location for a #WEIR_FORMAT_ERROR or #GIOErrorEnum
 *
 * Writes the document with its comments and with what has changed. From then on this is its file.
 *
 * Returns: whether it is saved
 */
gboolean
weir_session_save_as (WeirSession *self, GFile *file, GError **error)
{
  g_autofree char *name = NULL;
  gboolean is_json;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (self->document != NULL && self->text != NULL, FALSE);

  if (!weir_session_can_save (self, error))
    return FALSE;
  name = g_file_get_basename (file);
  is_json = is_json_name (self->name);
  if (is_json_name (name) != is_json)
    {
      g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_WRITE,
                           get_other_ending (self->plan != NULL, is_json));
      return FALSE;
    }
  if (!write_whole (self, file, error))
    return write_elsewhere (error);
  weir_session_drop_draft (self);
  g_set_object (&self->file, file);
  g_free (self->name);
  self->name = g_steal_pointer (&name);
  weir_session_keep_environment (self);
  weir_session_environment_changed (self);
  mark_saved (self);
  g_object_notify (G_OBJECT (self), "title");
  return TRUE;
}

/**
 * weir_session_follow_file:
 * @self: a document with a file
 * @file: the name that file has now
 *
 * The file was renamed: this is still its document, with the same changes that are not saved.
 */
void
weir_session_follow_file (WeirSession *self, GFile *file)
{
  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (self->file != NULL);

  g_set_object (&self->file, file);
  weir_session_keep_environment (self);
  weir_session_environment_changed (self);
  g_free (self->name);
  self->name = g_file_get_basename (file);
  weir_session_watch_file (self);
  weir_session_drop_draft (self);
  if (self->edits != NULL)
    weir_session_update_draft (self);
  g_object_notify (G_OBJECT (self), "title");
}

/**
 * weir_session_keep_mine:
 * @self: a document whose file another program has changed
 *
 * The next weir_session_save() replaces what the other program has written. Until then there is something to
 * save.
 */
void
weir_session_keep_mine (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (self->file != NULL && self->document != NULL);

  g_free (self->stamp);
  self->stamp = read_stamp (self->file);
  self->overwrites = TRUE;
  g_object_notify (G_OBJECT (self), "dirty");
  weir_session_check_file (self);
}
