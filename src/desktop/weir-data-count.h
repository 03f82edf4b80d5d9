/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-count.h: how many rows a data file has, found out without waiting
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void weir_data_count_async (GObject *source, const char *folder, const char *path, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data);
guint weir_data_count_finish (GAsyncResult *result, GError **error); /* 0 with @error */

G_END_DECLS
