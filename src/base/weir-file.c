/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-file.c: files a document names: where they are, and their bytes
 */

#include "config.h"

#include "weir-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_BYTES ((gsize) 64 * 1024)

G_DEFINE_QUARK (weir-file-error-quark, weir_file_error)

/**
 * weir_file_find:
 * @folder: (nullable): the document's folder
 * @path: a path as a document names it
 * @error: %WEIR_FILE_ERROR_MISSING, a sentence with every place that was looked at
 *
 * A relative path is looked up beside the document, then in the working directory.
 *
 * Returns: (transfer full) (nullable): the path of what is there
 */
char *
weir_file_find (const char *folder, const char *path, GError **error)
{
  g_autofree char *here = g_get_current_dir ();
  g_autofree char *whole = folder ? g_canonicalize_filename (folder, here) : NULL;
  g_autofree char *beside = whole ? g_canonicalize_filename (path, whole) : NULL;
  g_autofree char *working = g_canonicalize_filename (path, here);

  if (*path == '\0')
    {
      g_set_error (error, WEIR_FILE_ERROR, WEIR_FILE_ERROR_MISSING, "The path of a file is empty.");
      return NULL;
    }
  if (beside && g_file_test (beside, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&beside);
  if (g_file_test (working, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&working);
  if (beside && !g_str_equal (beside, working))
    g_set_error (error, WEIR_FILE_ERROR, WEIR_FILE_ERROR_MISSING,
                 "The file “%s” was not found: there is neither “%s” nor “%s”.", path, beside, working);
  else
    g_set_error (error, WEIR_FILE_ERROR, WEIR_FILE_ERROR_MISSING,
                 "The file “%s” was not found: there is no “%s”.", path, working);
  return NULL;
}

static GBytes *
fail (const char *path, const char *why, GError **error)
{
  g_set_error (error, WEIR_FILE_ERROR, WEIR_FILE_ERROR_READ, "The file “%s” cannot be read: %s.", path, why);
  return NULL;
}

static GBytes *
read_all (int descriptor, const char *path, gsize limit, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  while (bytes->len <= limit)
    {
      gsize length = bytes->len;
      gssize n_read;

      g_byte_array_set_size (bytes, (guint) (length + CHUNK_BYTES));
      n_read = read (descriptor, bytes->data + length, CHUNK_BYTES);
      if (n_read < 0 && errno != EINTR)
        return fail (path, g_strerror (errno), error);
      g_byte_array_set_size (bytes, (guint) (length + MAX (n_read, 0)));
      if (n_read == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    }
  g_set_error (error, WEIR_FILE_ERROR, WEIR_FILE_ERROR_TOO_LARGE,
               "The file “%s” is larger than %" G_GSIZE_FORMAT " MB, the most that is read of it.", path,
               limit / (1024 * 1024));
  return NULL;
}

/**
 * weir_file_read:
 * @path: a file
 * @limit: how many bytes it may have
 * @error: %WEIR_FILE_ERROR_READ or %WEIR_FILE_ERROR_TOO_LARGE, a sentence with its path
 *
 * Only what has an end is read: no folder, no device, no pipe that waits for a writer.
 *
 * Returns: (transfer full) (nullable): all of its bytes
 */
GBytes *
weir_file_read (const char *path, gsize limit, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  GBytes *bytes = NULL;

  if (descriptor < 0)
    return fail (path, g_strerror (errno), error);
  if (fstat (descriptor, &status) == 0 && S_ISREG (status.st_mode))
    bytes = read_all (descriptor, path, limit, error);
  else
    fail (path, "it is no regular file", error);
  close (descriptor);
  return bytes;
}
