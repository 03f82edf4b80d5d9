/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-run-data.c: what was worked out about a run: data by kind, and series of windows by time
 */

#include "config.h"

#include "weir-archive-private.h"

/**
 * weir_archive_set_run_data:
 * @archive: an archive
 * @run_id: the run's id
 * @kind: what the data are, such as "statistics"
 * @data: the data, which replace those of the same kind
 * @error: set to %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_set_run_data (WeirArchive *archive, gint64 run_id, const char *kind, GBytes *data,
                           GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_SET_DATA,
                                                        WEIR_ARCHIVE_ERROR_WRITE, error);
  gsize size;
  gconstpointer bytes = g_bytes_get_data (data, &size);
  gboolean done;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, run_id);
  sqlite3_bind_text (statement, 2, kind, -1, SQLITE_TRANSIENT);
  /* No bytes are bytes: NULL would not be. */
  sqlite3_bind_blob64 (statement, 3, size > 0 ? bytes : "", size, SQLITE_STATIC);
  done = weir_archive_run_statement (archive, statement, error);
  sqlite3_clear_bindings (statement);
  return done;
}

/**
 * weir_archive_get_run_data:
 * @archive: an archive
 * @run_id: the run's id
 * @kind: what the data are
 * @error: set to %WEIR_ARCHIVE_ERROR_NOT_FOUND when the run has none of that kind, else to
 *   %WEIR_ARCHIVE_ERROR_READ
 *
 * Returns: (transfer full) (nullable): the data; %NULL with @error set
 */
GBytes *
weir_archive_get_run_data (WeirArchive *archive, gint64 run_id, const char *kind, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_GET_DATA,
                                                        WEIR_ARCHIVE_ERROR_READ, error);
  GBytes *data = NULL;
  int code;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, run_id);
  sqlite3_bind_text (statement, 2, kind, -1, SQLITE_TRANSIENT);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    {
      gconstpointer bytes = sqlite3_column_blob (statement, 0);

      data = g_bytes_new (bytes, (gsize) sqlite3_column_bytes (statement, 0));
    }
  else if (weir_archive_check_end (archive, code, error))
    g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND,
                 "“%s” has no %s of this run.", archive->file_name, kind);
  sqlite3_reset (statement);
  return data;
}

/**
 * weir_archive_foreach_window:
 * @archive: an archive
 * @run_id: the run's id
 * @kind: which series
 * @from_us: from the start of the run
 * @until_us: windows that start here or later are left out; %G_MAXINT64 for none
 * @function: called with each; %FALSE from it stops
 * @user_data: given to @function
 * @error: set to %WEIR_ARCHIVE_ERROR_READ
 *
 * Calls @function with one window after another, by their start, those with the same start as they came.
 *
 * Returns: %FALSE with @error set; being stopped by @function is no error
 */
gboolean
weir_archive_foreach_window (WeirArchive *archive, gint64 run_id, const char *kind, gint64 from_us,
                             gint64 until_us, WeirArchiveWindowFunc function, gpointer user_data,
                             GError **error)
{
  sqlite3_stmt *statement = weir_archive_make_statement (archive, WEIR_ARCHIVE_EACH_WINDOW,
                                                         WEIR_ARCHIVE_ERROR_READ, error);
  gboolean go_on = TRUE, whole;
  int code = SQLITE_ROW;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, run_id);
  sqlite3_bind_text (statement, 2, kind, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 3, from_us);
  sqlite3_bind_int64 (statement, 4, until_us);
  while (go_on && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const guint8 *data = sqlite3_column_blob (statement, 1);

      go_on = function (sqlite3_column_int64 (statement, 0), data,
                        (gsize) sqlite3_column_bytes (statement, 1), user_data);
    }
  whole = weir_archive_check_end (archive, code, error);
  sqlite3_finalize (statement);
  return whole;
}
