/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-file.h: files a document names: where they are, and their bytes
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_FILE_ERROR (weir_file_error_quark ())
GQuark weir_file_error_quark (void);

typedef enum
{
  WEIR_FILE_ERROR_MISSING,
  WEIR_FILE_ERROR_READ,
  WEIR_FILE_ERROR_TOO_LARGE,
} WeirFileError;

/* @folder: (nullable) that of the document; a relative path is looked for there, then in the working
 * directory. Returns: (transfer full) (nullable) */
char *weir_file_find (const char *folder, const char *path, GError **error);
GBytes *weir_file_read (const char *path, gsize limit, GError **error);

G_END_DECLS
