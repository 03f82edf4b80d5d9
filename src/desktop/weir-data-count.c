/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-count.c: how many rows a data file has, found out without waiting
 */

#include "config.h"

#include "weir-data-count.h"

#include "weir-data-rows.h"

typedef struct
{
  char *folder; /* (nullable) */
  char *path;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->folder);
  g_free (place->path);
  g_free (place);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Place *place = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirDataRows) rows = weir_data_rows_load (place->folder, place->path, &error);

  if (rows == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, weir_data_rows_get_count (rows));
}

/**
 * weir_data_count_async:
 * @source: who asks; kept until it is told
 * @folder: (nullable): the document's folder
 * @path: the file, as the document names it
 * @cancellable: when it is cancelled, @callback is told so
 *
 * Reads the file on another thread: it may be large, or on a slow disk.
 */
void
weir_data_count_async (GObject *source, const char *folder, const char *path, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, data);
  Place *place = g_new0 (Place, 1);

  place->folder = g_strdup (folder);
  place->path = g_strdup (path);
  g_task_set_source_tag (task, weir_data_count_async);
  g_task_set_task_data (task, place, place_free);
  g_task_run_in_thread (task, count_thread);
}

/**
 * weir_data_count_finish:
 * @result: what the callback was given
 * @error: a #WeirDataError or #WeirFileError, a whole sentence; or %G_IO_ERROR_CANCELLED
 *
 * Returns: how many rows there are, at least one; 0 with @error
 */
guint
weir_data_count_finish (GAsyncResult *result, GError **error)
{
  gssize count = g_task_propagate_int (G_TASK (result), error);

  return count > 0 ? (guint) count : 0;
}
