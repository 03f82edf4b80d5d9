/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-files.h: the files a document names, each read once in a run
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _WeirFiles WeirFiles;

WeirFiles *weir_files_new (const char *folder);
void weir_files_free (WeirFiles *self);
/* (transfer full) (nullable) */
GBytes *weir_files_get (WeirFiles *self, const char *path, GError **error);
/* (transfer none) (nullable) */
GTlsCertificate *weir_files_get_certificate (WeirFiles *self, const char *path, const char *password,
                                             GError **error);

G_END_DECLS
