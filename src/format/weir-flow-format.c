/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-format.c: flows in from text and files, and out to files
 */

#include "config.h"

#include "weir-flow-format.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "weir-format-private.h"
#include "weir-limits.h"

/**
 * weir_flow_from_tree:
 * @tree: the tree of a document
 * @folder: (nullable): the document's folder, to look for the files it names
 * @data_file: (nullable): rows from there instead of the document's own
 * @problems: (element-type WeirProblem): where every error and warning is appended, in document order
 *
 * Returns: (transfer full) (nullable): the flow; NULL when there is any error
 */
WeirFlow *
weir_flow_from_tree (const WeirTree *tree, const char *folder, const char *data_file, GPtrArray *problems)
{
  g_autoptr (WeirFlow) flow = NULL;
  WeirReader reader;
  gboolean is_valid = FALSE;

  weir_reader_init (&reader, problems);
  reader.folder = folder;
  reader.data_file = data_file;
  flow = weir_read_flow (&reader, tree->root);
  weir_reader_finish (&reader);
  is_valid = reader.n_errors == 0;
  weir_reader_clear (&reader);
  return is_valid ? g_steal_pointer (&flow) : NULL;
}

static WeirFlow *
parse (const char *text, gsize length, gboolean is_json, const char *folder, const char *data_file,
       GPtrArray *problems)
{
  WeirProblem *problem = NULL;
  g_autoptr (WeirTree) tree = weir_tree_read (text, length, is_json, &problem);

  if (tree != NULL)
    return weir_flow_from_tree (tree, folder, data_file, problems);
  g_ptr_array_add (problems, problem);
  return NULL;
}

/**
 * weir_flow_parse:
 * @text: a document; UTF-8, a byte order mark is tolerated
 * @length: its length in bytes
 * @is_json: strict JSON instead of YAML
 * @problems: (element-type WeirProblem): where every error and warning is appended, in document order
 *
 * Returns: (transfer full) (nullable): the flow; NULL when there is any error
 */
WeirFlow *
weir_flow_parse (const char *text, gsize length, gboolean is_json, GPtrArray *problems)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (problems != NULL, NULL);

  return parse (text, length, is_json, NULL, NULL, problems);
}

WeirFlow *
weir_flow_parse_at (const char *text, gsize length, gboolean is_json, const char *path, GPtrArray *problems)
{
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  return parse (text, length, is_json, folder, NULL, problems);
}

/**
 * weir_format_is_json:
 * @file_name: a file
 *
 * Returns: whether its name says that it holds JSON
 */
gboolean
weir_format_is_json (const char *file_name)
{
  g_autofree char *folded = g_ascii_strdown (file_name, -1);

  return g_str_has_suffix (folded, ".json");
}

static gboolean
fail_read (const char *file_name, int code, GError **error)
{
  g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_READ, "The file \"%s\" cannot be read: %s.",
               file_name, g_strerror (code));
  return FALSE;
}

/**
 * weir_format_read_file:
 * @file_name: a file
 * @text: where its content is appended
 * @error: WEIR_FORMAT_ERROR_READ
 *
 * Reads one byte more than a document may have and no further, whatever the file is.
 *
 * Returns: whether it could be read
 */
gboolean
weir_format_read_file (const char *file_name, GString *text, GError **error)
{
  FILE *file = g_fopen (file_name, "rbe");
  char buffer[64 * 1024];
  gsize n_read = 0;
  int code = 0;

  if (file == NULL)
    return fail_read (file_name, errno, error);
  errno = 0;
  do
    {
      n_read = fread (buffer, 1, sizeof buffer, file);
      g_string_append_len (text, buffer, (gssize) n_read);
    }
  while (n_read > 0 && text->len <= WEIR_LIMIT_DOCUMENT_BYTES);
  code = ferror (file) ? errno : 0;
  fclose (file);
  return code == 0 || fail_read (file_name, code, error);
}

/**
 * weir_flow_load:
 * @file_name: a file; the ending .json chooses JSON
 * @problems: (element-type WeirProblem): where every error and warning is appended, in document order
 * @error: WEIR_FORMAT_ERROR_READ when the file cannot be read
 *
 * Returns: (transfer full) (nullable): the flow; NULL with @error when there is nothing to read, NULL
 *   without it when the document has errors
 */
WeirFlow *
weir_flow_load (const char *file_name, GPtrArray *problems, GError **error)
{
  return weir_flow_load_with_data (file_name, NULL, problems, error);
}

/**
 * weir_flow_load_with_data:
 * @file_name: a file; the ending .json chooses JSON
 * @data_file: (nullable): the file whose rows it is run with, instead of its own
 * @problems: (element-type WeirProblem): as for weir_flow_load()
 * @error: WEIR_FORMAT_ERROR_READ when the document cannot be read
 *
 * Returns: (transfer full) (nullable): the flow
 */
WeirFlow *
weir_flow_load_with_data (const char *file_name, const char *data_file, GPtrArray *problems, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (file_name != NULL, NULL);
  g_return_val_if_fail (problems != NULL, NULL);

  text = g_string_new (NULL);
  if (!weir_format_read_file (file_name, text, error))
    return NULL;
  folder = g_path_get_dirname (file_name);
  return parse (text->str, text->len, weir_format_is_json (file_name), folder, data_file, problems);
}

/**
 * weir_format_write_file:
 * @file_name: a file, made or replaced; where it is a link, what the link points to is replaced
 * @text: what it shall hold
 * @length: bytes of @text, or -1
 * @error: WEIR_FORMAT_ERROR_WRITE when it cannot be written; what was there is then untouched
 *
 * Writes at once and for good: after a crash the file is the old one or the new one. Its permissions stay.
 *
 * Returns: whether the file was written
 */
gboolean
weir_format_write_file (const char *file_name, const char *text, gssize length, GError **error)
{
  /* Not from GLib, so it is freed with free(). */
  char *resolved = realpath (file_name, NULL);
  const char *target = resolved != NULL ? resolved : file_name;
  g_autoptr (GError) cause = NULL;
  GStatBuf status = { 0 };
  gboolean is_there = g_stat (target, &status) == 0;
  int mode = is_there ? (int) (status.st_mode & 0777) : 0666;
  gboolean done = g_file_set_contents_full (target, text, length,
                                            G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                            mode, &cause);

  if (!done)
    g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_WRITE, "The file \"%s\" cannot be written: %s",
                 file_name, cause->message);
  else if (is_there)
    g_chmod (target, mode); /* gives back what the umask took away; not being allowed to is no failure */
  free (resolved);
  return done;
}

/**
 * weir_flow_write_text:
 * @text: a document
 * @file_name: a file, made or replaced
 * @error: WEIR_FORMAT_ERROR_WRITE when it cannot be written; what was there is then untouched
 *
 * Writes the document as it is, as weir_format_write_file() does.
 *
 * Returns: whether the file was written
 */
gboolean
weir_flow_write_text (const char *text, const char *file_name, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (file_name != NULL, FALSE);

  return weir_format_write_file (file_name, text, -1, error);
}

/**
 * weir_flow_save:
 * @flow: a flow
 * @file_name: a file, made or replaced
 * @error: WEIR_FORMAT_ERROR_WRITE when it cannot be written; what was there is then untouched
 *
 * Writes weir_flow_to_yaml(), as weir_format_write_file() does.
 *
 * Returns: whether the file was written
 */
gboolean
weir_flow_save (WeirFlow *flow, const char *file_name, GError **error)
{
  g_autofree char *yaml = NULL;

  g_return_val_if_fail (WEIR_IS_FLOW (flow), FALSE);
  g_return_val_if_fail (file_name != NULL, FALSE);

  yaml = weir_flow_to_yaml (flow);
  return weir_format_write_file (file_name, yaml, -1, error);
}
