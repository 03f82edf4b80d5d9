/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-files.c: the files a document names, each read once in a run
 *
 * A file that cannot be read is looked for again the next time; it may have come.
 */

#include "config.h"

#include "weir-files.h"

#include "weir-file.h"
#include "weir-limits.h"
#include "weir-transport.h"

struct _WeirFiles
{
  char *folder;
  GHashTable *contents;     /* path as written → GBytes */
  GHashTable *certificates; /* path and password → GTlsCertificate */
  gsize n_bytes;            /* in contents */
};

/**
 * weir_files_new:
 * @folder: (nullable): the folder of the document
 *
 * Returns: (transfer full): no files yet
 */
WeirFiles *
weir_files_new (const char *folder)
{
  WeirFiles *self = g_new0 (WeirFiles, 1);

  self->folder = g_strdup (folder);
  self->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->certificates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

void
weir_files_free (WeirFiles *self)
{
  if (!self)
    return;
  g_free (self->folder);
  g_hash_table_unref (self->contents);
  g_hash_table_unref (self->certificates);
  g_free (self);
}

static GBytes *
read_file (WeirFiles *self, const char *path, gsize limit, GError **error)
{
  g_autofree char *found = weir_file_find (self->folder, path, error);

  return found ? weir_file_read (found, limit, error) : NULL;
}

/**
 * weir_files_get:
 * @self: the files of a run
 * @path: as the document names it, filled in
 * @error: a #WEIR_FILE_ERROR, a sentence that names the file
 *
 * What was read is kept as long as all of it is no more than one file may be: thousands of users that send
 * each a file of their own must not fill the memory.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
weir_files_get (WeirFiles *self, const char *path, GError **error)
{
  GBytes *bytes = g_hash_table_lookup (self->contents, path);

  if (bytes)
    return g_bytes_ref (bytes);
  bytes = read_file (self, path, WEIR_LIMIT_PAYLOAD_FILE_BYTES, error);
  if (!bytes || self->n_bytes + g_bytes_get_size (bytes) > WEIR_LIMIT_PAYLOAD_FILE_BYTES)
    return bytes;
  self->n_bytes += g_bytes_get_size (bytes);
  g_hash_table_insert (self->contents, g_strdup (path), g_bytes_ref (bytes));
  return bytes;
}

/**
 * weir_files_get_certificate:
 * @self: the files of a run
 * @path: as the document names it, filled in
 * @password: (nullable): what opens it
 * @error: a #WEIR_FILE_ERROR or %WEIR_TRANSPORT_ERROR_CERTIFICATE, a sentence that names the file
 *
 * Returns: (transfer none) (nullable): the certificate in it, always the same one: connections are kept
 */
GTlsCertificate *
weir_files_get_certificate (WeirFiles *self, const char *path, const char *password, GError **error)
{
  g_autofree char *key = g_strconcat (path, "\n", password, NULL);
  GTlsCertificate *certificate = g_hash_table_lookup (self->certificates, key);
  g_autoptr (GBytes) bytes = NULL;

  if (certificate)
    return certificate;
  bytes = read_file (self, path, WEIR_LIMIT_CERTIFICATE_BYTES, error);
  certificate = bytes ? weir_transport_open_certificate (path, bytes, password, error) : NULL;
  if (certificate)
    g_hash_table_insert (self->certificates, g_steal_pointer (&key), certificate);
  return certificate;
}
