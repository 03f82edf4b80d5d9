/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive.c: opening and closing an archive
 */

#include "config.h"

#include <unistd.h>

#include "weir-archive-private.h"
#include "weir-limits.h"

G_DEFINE_QUARK (weir-archive-error-quark, weir_archive_error)

/* Other writers hold the lock for the length of one commit. */
#define BUSY_TIMEOUT_MS 5000
#define PRUNE_US (2 * G_USEC_PER_SEC)
/* Two programs making the same new file: switching to WAL does not wait for the other by itself. */
#define WAL_TRIES 100
#define WAL_TRY_US 20000

static gboolean
switch_to_wal (WeirArchive *archive, GError **error)
{
  for (guint i = 0; i < WAL_TRIES; i++)
    {
      int code = sqlite3_exec (archive->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);

      if (code == SQLITE_OK)
        return TRUE;
      if (code != SQLITE_BUSY)
        break;
      g_usleep (WAL_TRY_US);
    }
  weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_OPEN, error);
  return FALSE;
}

/* A page of each table and all runs: damage there would make the archive useless, and is found now. */
static gboolean
look_into_tables (WeirArchive *archive, GError **error)
{
  return weir_archive_execute (archive,
                               "SELECT max(outcome) FROM run; SELECT max(id) FROM step_result;"
                               "SELECT max(id) FROM step_record; SELECT max(result_id) FROM sample;"
                               "SELECT max(run_id) FROM run_data; SELECT max(id) FROM run_window",
                               error);
}

static gboolean
prepare_file (WeirArchive *archive, GError **error)
{
  WeirArchiveSchema schema;

  sqlite3_busy_timeout (archive->db, BUSY_TIMEOUT_MS);
  /* SQLite opens a file that may not be written to for reading, and would complain at the first result. */
  if (sqlite3_db_readonly (archive->db, "main") == 1)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "“%s” may not be written to, so results cannot be kept. Change its permissions, or set"
                   " WEIR_DATA_DIR to another folder.", archive->file_name);
      return FALSE;
    }
  if (!weir_archive_check_schema (archive, &schema, error))
    return FALSE;
  /* Before the first page is written, or it has no effect. */
  if (schema == WEIR_ARCHIVE_SCHEMA_NONE
      && !weir_archive_execute (archive, "PRAGMA auto_vacuum = INCREMENTAL", error))
    return FALSE;
  if (!switch_to_wal (archive, error))
    return FALSE;
  if (schema != WEIR_ARCHIVE_SCHEMA_READY && !weir_archive_update_schema (archive, error))
    return FALSE;
  /* In WAL mode NORMAL survives a crash of the program, and a power cut costs at most the last commits. */
  return weir_archive_execute (archive,
                               "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;"
                               "PRAGMA journal_size_limit = 67108864",
                               error)
         && look_into_tables (archive, error);
}

static void
close_connection (WeirArchive *archive)
{
  for (guint i = 0; i < WEIR_ARCHIVE_N_STATEMENTS; i++)
    g_clear_pointer (&archive->statements[i], sqlite3_finalize);
  g_clear_pointer (&archive->db, sqlite3_close);
}

static gboolean
open_connection (WeirArchive *archive, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

  archive->damaged = FALSE;
  if (sqlite3_open_v2 (archive->file_name, &archive->db, flags, NULL) != SQLITE_OK)
    weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_OPEN, error);
  else if (prepare_file (archive, error))
    return TRUE;
  close_connection (archive);
  return FALSE;
}

/**
 * weir_archive_get_default_file_name:
 *
 * Returns: (transfer full): runs.db in $WEIR_DATA_DIR, else in the folder weir of the user's data
 */
char *
weir_archive_get_default_file_name (void)
{
  const char *folder = g_getenv ("WEIR_DATA_DIR");

  if (folder != NULL && *folder != '\0')
    return g_build_filename (folder, "runs.db", NULL);
  return g_build_filename (g_get_user_data_dir (), "weir", "runs.db", NULL);
}

/**
 * weir_archive_open:
 * @file_name: (nullable): the archive's file; %NULL for weir_archive_get_default_file_name()
 * @error: set to %WEIR_ARCHIVE_ERROR_OPEN with a sentence that says what to do
 *
 * Opens the archive, making it and its folder where they do not exist. One of an older version becomes one of
 * this version; one of a newer version is refused and left alone; a damaged one is moved aside, which
 * weir_archive_get_notice() tells. For the calling thread only.
 *
 * Returns: (transfer full) (nullable): the archive; %NULL with @error set
 */
WeirArchive *
weir_archive_open (const char *file_name, GError **error)
{
  g_autoptr (WeirArchive) archive = g_new0 (WeirArchive, 1);
  g_autoptr (GError) problem = NULL;

  archive->file_name = file_name != NULL ? g_strdup (file_name) : weir_archive_get_default_file_name ();
  archive->lock_fd = -1;
  archive->pending = g_byte_array_new ();
  archive->kept_runs = WEIR_LIMIT_KEPT_RUNS;
  archive->kept_bytes = WEIR_LIMIT_ARCHIVE_BYTES;
  archive->prune_us = PRUNE_US;
  archive->body_limit = WEIR_LIMIT_KEPT_RUN_BYTES;
  if (!weir_archive_make_file (archive, error))
    return NULL;
  weir_archive_share_file (archive);
  if (!open_connection (archive, &problem))
    {
      if (!archive->damaged)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      if (!weir_archive_replace_file (archive, open_connection, error))
        return NULL;
    }
  g_clear_error (&problem);
  if (!weir_archive_mark_cut_off (archive, &problem))
    g_info ("%s", problem->message);
  return g_steal_pointer (&archive);
}

/**
 * weir_archive_close:
 * @archive: (transfer full) (nullable): an archive
 *
 * Closes it. What was appended since the last commit is dropped.
 */
void
weir_archive_close (WeirArchive *archive)
{
  if (archive == NULL)
    return;
  close_connection (archive);
  if (archive->lock_fd >= 0)
    close (archive->lock_fd);
  g_byte_array_unref (archive->pending);
  g_clear_pointer (&archive->writer.texts, g_hash_table_unref);
  g_free (archive->file_name);
  g_free (archive->notice);
  g_free (archive);
}

/**
 * weir_archive_get_notice:
 * @archive: an archive
 *
 * Returns: (nullable): a sentence to show once: what opening found and did about it, such as moving a damaged
 *   file aside; %NULL when all was well
 */
const char *
weir_archive_get_notice (WeirArchive *archive)
{
  return archive->notice;
}

/**
 * weir_archive_set_limits:
 * @archive: an archive
 * @runs: how many runs to keep
 * @bytes: how much all of them may take
 *
 * Sets what weir_archive_finish_run() leaves; the run it finishes stays in any case.
 */
void
weir_archive_set_limits (WeirArchive *archive, guint runs, gint64 bytes)
{
  archive->kept_runs = runs;
  archive->kept_bytes = bytes;
}
