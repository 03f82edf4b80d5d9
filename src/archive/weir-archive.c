/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive.c: opening the archive, its tables, its statements, its errors
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "weir-archive-private.h"
#include "weir-limits.h"

G_DEFINE_QUARK (weir-archive-error-quark, weir_archive_error)

#define SCHEMA_VERSION 1
#define APPLICATION_ID 0x57656972 /* "Weir" */
/* Other writers hold the lock for the length of one commit. */
#define BUSY_TIMEOUT_MS 5000
#define PRUNE_US (2 * G_USEC_PER_SEC)
/* Two programs making the same new file: switching to WAL does not wait for the other by itself. */
#define WAL_TRIES 100
#define WAL_TRY_US 20000

/* The heads of results apart from the results: a list of a million is read without touching a body. Samples
 * are clustered by their result, whose run they share. A removed run is gone for everybody at once; its
 * results go little by little, then its row. */
static const char schema[] =
  "CREATE TABLE run ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL, name TEXT NOT NULL, file_name TEXT,"
  " document TEXT NOT NULL, iterations INTEGER NOT NULL, parallel INTEGER NOT NULL,"
  " delay_ms INTEGER NOT NULL, stop_on_failure INTEGER NOT NULL, started_at INTEGER NOT NULL,"
  " duration_us INTEGER NOT NULL, outcome TEXT NOT NULL, partial INTEGER NOT NULL, summary TEXT,"
  " removed INTEGER NOT NULL DEFAULT 0);"
  "CREATE INDEX run_uuid ON run (uuid);"
  "CREATE TABLE step_result ("
  " id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL, part INTEGER NOT NULL, step INTEGER NOT NULL,"
  " iteration INTEGER NOT NULL, vu INTEGER NOT NULL, outcome INTEGER NOT NULL, not_checked INTEGER NOT NULL,"
  " has_exchange INTEGER NOT NULL, exchange INTEGER NOT NULL, error_kind INTEGER NOT NULL,"
  " status INTEGER NOT NULL, n_attempts INTEGER NOT NULL, n_warnings INTEGER NOT NULL,"
  " offset_us INTEGER NOT NULL, time_us INTEGER NOT NULL, blocked_us INTEGER NOT NULL,"
  " bytes_sent INTEGER NOT NULL, bytes_received INTEGER NOT NULL);"
  "CREATE INDEX step_result_run ON step_result (run_id);"
  "CREATE INDEX step_result_failed ON step_result (run_id) WHERE outcome = 1;"
  "CREATE TABLE step_record (id INTEGER PRIMARY KEY, record BLOB NOT NULL);"
  "CREATE TABLE sample ("
  " result_id INTEGER NOT NULL, attempt INTEGER NOT NULL, outcome INTEGER NOT NULL,"
  " error_kind INTEGER NOT NULL, status INTEGER NOT NULL, http_version INTEGER NOT NULL,"
  " new_connection INTEGER NOT NULL, resent INTEGER NOT NULL, offset_us INTEGER NOT NULL,"
  " blocked_us INTEGER NOT NULL, dns_us INTEGER NOT NULL, tcp_us INTEGER NOT NULL, tls_us INTEGER NOT NULL,"
  " sending_us INTEGER NOT NULL, waiting_us INTEGER NOT NULL, receiving_us INTEGER NOT NULL,"
  " bytes_sent INTEGER NOT NULL, bytes_received INTEGER NOT NULL, body_size INTEGER NOT NULL,"
  " PRIMARY KEY (result_id, attempt)) WITHOUT ROWID;"
  "PRAGMA application_id = " G_STRINGIFY (APPLICATION_ID) ";"
  "PRAGMA user_version = " G_STRINGIFY (SCHEMA_VERSION) ";";

#define RUN_COLUMNS(document) \
  "SELECT id, uuid, name, file_name, " document ", iterations, parallel, delay_ms, stop_on_failure," \
  " started_at, duration_us, outcome, partial, summary FROM run "
#define RESULT_COLUMNS \
  "SELECT id, part, step, iteration, vu, outcome, not_checked, has_exchange, exchange, error_kind, status," \
  " n_attempts, n_warnings, offset_us, time_us, blocked_us, bytes_sent, bytes_received FROM step_result "
/* ?2 part + 1, ?3 step + 1, ?4 iteration, ?5 vu; 0 = any. The index of the run is sought from ?8 to ?9. */
#define RESULT_FILTER \
  "WHERE run_id = ?1 AND (?2 = 0 OR part = ?2 - 1) AND (?3 = 0 OR step = ?3 - 1)" \
  " AND (?4 = 0 OR iteration = ?4) AND (?5 = 0 OR vu = ?5) AND id > ?8 AND id <= ?9 "
/* Written out, or the index of failed ones would not be used. */
#define FAILED_FILTER RESULT_FILTER "AND outcome = 1 "
#define PAGE "ORDER BY id LIMIT ?6 OFFSET ?7"
#define CHUNK "(SELECT id FROM step_result WHERE run_id = ?1 ORDER BY id LIMIT 2000)"

static const char *const sql[WEIR_ARCHIVE_N_STATEMENTS] = {
  [WEIR_ARCHIVE_BEGIN] = "BEGIN IMMEDIATE",
  [WEIR_ARCHIVE_COMMIT] = "COMMIT",
  [WEIR_ARCHIVE_ROLLBACK] = "ROLLBACK",
  [WEIR_ARCHIVE_ADD_RUN] =
    "INSERT INTO run (uuid, name, file_name, document, iterations, parallel, delay_ms, stop_on_failure,"
    " started_at, duration_us, outcome, partial, summary) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
  [WEIR_ARCHIVE_FINISH_RUN] =
    "UPDATE run SET duration_us = ?2, outcome = ?3, partial = ?4, summary = ?5 WHERE id = ?1",
  [WEIR_ARCHIVE_ADD_RESULT] =
    "INSERT INTO step_result (run_id, part, step, iteration, vu, outcome, not_checked, has_exchange,"
    " exchange, error_kind, status, n_attempts, n_warnings, offset_us, time_us, blocked_us, bytes_sent,"
    " bytes_received) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
  [WEIR_ARCHIVE_ADD_RECORD] = "INSERT INTO step_record (id, record) VALUES (?,?)",
  [WEIR_ARCHIVE_ADD_SAMPLE] = "INSERT INTO sample VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
  [WEIR_ARCHIVE_LIST_RUNS] =
    RUN_COLUMNS ("NULL") "WHERE removed = 0 ORDER BY started_at DESC, id DESC LIMIT ?1",
  [WEIR_ARCHIVE_GET_RUN] = RUN_COLUMNS ("document") "WHERE id = ?1 AND removed = 0",
  [WEIR_ARCHIVE_FIND_RUN] = RUN_COLUMNS ("document") "WHERE uuid = ?1 AND removed = 0 ORDER BY id DESC",
  [WEIR_ARCHIVE_COUNT_RESULTS] = "SELECT count(*) FROM step_result " RESULT_FILTER,
  [WEIR_ARCHIVE_COUNT_FAILED] = "SELECT count(*) FROM step_result " FAILED_FILTER,
  [WEIR_ARCHIVE_LIST_RESULTS] = RESULT_COLUMNS RESULT_FILTER PAGE,
  [WEIR_ARCHIVE_LIST_FAILED] = RESULT_COLUMNS FAILED_FILTER PAGE,
  [WEIR_ARCHIVE_GET_RECORD] = "SELECT record FROM step_record WHERE id = ?1",
  [WEIR_ARCHIVE_EACH_RECORD] =
    "SELECT r.id, d.record FROM step_result r JOIN step_record d ON d.id = r.id WHERE r.run_id = ?1"
    " ORDER BY r.id",
  [WEIR_ARCHIVE_COUNT_RUNS] = "SELECT count(*) FROM run WHERE removed = 0",
  [WEIR_ARCHIVE_OLDEST_RUN] =
    "SELECT id FROM run WHERE removed = 0 AND id <> ?1 AND NOT (outcome = 'none' AND started_at > ?2)"
    " ORDER BY started_at, id LIMIT 1",
  [WEIR_ARCHIVE_REMOVED_RUN] = "SELECT id FROM run WHERE removed = 1 LIMIT 1",
  [WEIR_ARCHIVE_MARK_RUN] = "UPDATE run SET removed = 1 WHERE id = ?1",
  [WEIR_ARCHIVE_DELETE_SAMPLES] = "DELETE FROM sample WHERE result_id IN " CHUNK,
  [WEIR_ARCHIVE_DELETE_RECORDS] = "DELETE FROM step_record WHERE id IN " CHUNK,
  [WEIR_ARCHIVE_DELETE_RESULTS] = "DELETE FROM step_result WHERE id IN " CHUNK,
  [WEIR_ARCHIVE_DELETE_RUN] = "DELETE FROM run WHERE id = ?1",
  [WEIR_ARCHIVE_PAGE_COUNT] = "PRAGMA page_count",
  [WEIR_ARCHIVE_FREE_COUNT] = "PRAGMA freelist_count",
  [WEIR_ARCHIVE_PAGE_SIZE] = "PRAGMA page_size",
};

void
weir_archive_set_error (WeirArchive *archive, WeirArchiveError code, GError **error)
{
  static const char *const verbs[] = {
    [WEIR_ARCHIVE_ERROR_OPEN] = "opened",
    [WEIR_ARCHIVE_ERROR_WRITE] = "written",
    [WEIR_ARCHIVE_ERROR_READ] = "read",
    [WEIR_ARCHIVE_ERROR_NOT_FOUND] = "read",
  };
  const char *name = archive->file_name;

  switch (sqlite3_errcode (archive->db))
    {
    case SQLITE_FULL:
      g_set_error (error, WEIR_ARCHIVE_ERROR, code,
                   "The disk is full, so results cannot be kept in “%s”. Free some space on it.", name);
      return;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      g_set_error (error, WEIR_ARCHIVE_ERROR, code,
                   "“%s” or its folder may not be written to, so results cannot be kept. Change the"
                   " permissions, or set WEIR_DATA_DIR to another folder.", name);
      return;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, WEIR_ARCHIVE_ERROR, code,
                   "“%s” is damaged, or no archive of Weir. Move it away; Weir then makes a new one.", name);
      return;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, WEIR_ARCHIVE_ERROR, code,
                   "Another program keeps “%s” locked. Close that program and try again.", name);
      return;
    default:
      g_set_error (error, WEIR_ARCHIVE_ERROR, code,
                   "“%s” could not be %s: %s. Check the disk and the folder.", name, verbs[code],
                   sqlite3_errmsg (archive->db));
      return;
    }
}

sqlite3_stmt *
weir_archive_make_statement (WeirArchive *archive, WeirArchiveStatement which, WeirArchiveError code,
                             GError **error)
{
  sqlite3_stmt *statement = NULL;
  guint flags = SQLITE_PREPARE_PERSISTENT;

  if (sqlite3_prepare_v3 (archive->db, sql[which], -1, flags, &statement, NULL) != SQLITE_OK)
    weir_archive_set_error (archive, code, error);
  return statement;
}

sqlite3_stmt *
weir_archive_get_statement (WeirArchive *archive, WeirArchiveStatement which, WeirArchiveError code,
                            GError **error)
{
  if (archive->statements[which] == NULL)
    archive->statements[which] = weir_archive_make_statement (archive, which, code, error);
  return archive->statements[which];
}

gboolean
weir_archive_run_statement (WeirArchive *archive, sqlite3_stmt *statement, GError **error)
{
  gboolean done = sqlite3_step (statement) == SQLITE_DONE;

  if (!done)
    weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_WRITE, error);
  sqlite3_reset (statement);
  return done;
}

gboolean
weir_archive_run (WeirArchive *archive, WeirArchiveStatement which, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, which, WEIR_ARCHIVE_ERROR_WRITE, error);

  return statement != NULL && weir_archive_run_statement (archive, statement, error);
}

gboolean
weir_archive_get_number (WeirArchive *archive, WeirArchiveStatement which, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, which, WEIR_ARCHIVE_ERROR_READ, error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  found = sqlite3_step (statement) == SQLITE_ROW;
  if (found)
    *number = sqlite3_column_int64 (statement, 0);
  else
    weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_READ, error);
  sqlite3_reset (statement);
  return found;
}

/* Results may hold what only their owner should see, so neither folder nor file is opened to others. A file
 * that exists is left alone: closing it would drop the locks that other connections of this process hold. */
static gboolean
make_file (const char *file_name, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file_name);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "The folder “%s” for the results of runs could not be made: %s. Set WEIR_DATA_DIR to a"
                   " folder that can be written to.", folder, g_strerror (errno));
      return FALSE;
    }
  if (g_file_test (file_name, G_FILE_TEST_EXISTS))
    return TRUE;
  fd = g_open (file_name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0)
    close (fd);
  else if (errno != EEXIST)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "“%s” for the results of runs could not be made: %s. Set WEIR_DATA_DIR to a folder that"
                   " can be written to.", file_name, g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

static gboolean
execute (WeirArchive *archive, const char *text, GError **error)
{
  if (sqlite3_exec (archive->db, text, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_OPEN, error);
  return FALSE;
}

static gboolean
get_pragma (WeirArchive *archive, const char *text, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean found = sqlite3_prepare_v2 (archive->db, text, -1, &statement, NULL) == SQLITE_OK
                   && sqlite3_step (statement) == SQLITE_ROW;

  if (found)
    *number = sqlite3_column_int64 (statement, 0);
  else
    weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_OPEN, error);
  sqlite3_finalize (statement);
  return found;
}

/* Whether the tables still have to be made in @needed; FALSE when the file is not ours to use. */
static gboolean
check_version (WeirArchive *archive, gboolean *needed, GError **error)
{
  gint64 version, application, tables;

  if (!get_pragma (archive, "PRAGMA user_version", &version, error)
      || !get_pragma (archive, "PRAGMA application_id", &application, error)
      || !get_pragma (archive, "SELECT count(*) FROM sqlite_master", &tables, error))
    return FALSE;
  *needed = version == 0 && tables == 0;
  if (*needed)
    return TRUE;
  if (application != APPLICATION_ID)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "“%s” is the database of another program, not an archive of Weir. Choose another file.",
                   archive->file_name);
      return FALSE;
    }
  if (version > SCHEMA_VERSION)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "“%s” was written by a newer Weir (its format is %" G_GINT64_FORMAT ", this one knows"
                   " up to %d). Use that version, or set WEIR_DATA_DIR to another folder.",
                   archive->file_name, version, SCHEMA_VERSION);
      return FALSE;
    }
  return TRUE;
}

/* At one instant: another program may be making the tables. */
static gboolean
check_version_at_once (WeirArchive *archive, gboolean *needed, GError **error)
{
  gboolean ours;

  if (!execute (archive, "BEGIN", error))
    return FALSE;
  ours = check_version (archive, needed, error);
  sqlite3_exec (archive->db, "ROLLBACK", NULL, NULL, NULL);
  return ours;
}

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

static gboolean
make_tables (WeirArchive *archive, GError **error)
{
  gboolean needed;

  /* Asked again under the lock: another program may have been quicker. */
  if (!execute (archive, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (check_version (archive, &needed, error) && (!needed || execute (archive, schema, error))
      && execute (archive, "COMMIT", error))
    return TRUE;
  sqlite3_exec (archive->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
prepare_file (WeirArchive *archive, GError **error)
{
  gboolean needed;

  sqlite3_busy_timeout (archive->db, BUSY_TIMEOUT_MS);
  /* SQLite opens a file that may not be written to for reading, and would complain at the first result. */
  if (sqlite3_db_readonly (archive->db, "main") == 1)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "“%s” may not be written to, so results cannot be kept. Change its permissions, or set"
                   " WEIR_DATA_DIR to another folder.", archive->file_name);
      return FALSE;
    }
  if (!check_version_at_once (archive, &needed, error))
    return FALSE;
  /* Before the first page is written, or it has no effect. */
  if (needed && !execute (archive, "PRAGMA auto_vacuum = INCREMENTAL", error))
    return FALSE;
  if (!switch_to_wal (archive, error))
    return FALSE;
  if (needed && !make_tables (archive, error))
    return FALSE;
  /* In WAL mode NORMAL survives a crash of the program, and a power cut costs at most the last commits. */
  return execute (archive,
                  "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;"
                  "PRAGMA journal_size_limit = 67108864",
                  error);
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
 * Opens the archive, making it and its folder where they do not exist. For the calling thread only.
 *
 * Returns: (transfer full) (nullable): the archive; %NULL with @error set
 */
WeirArchive *
weir_archive_open (const char *file_name, GError **error)
{
  g_autoptr (WeirArchive) archive = g_new0 (WeirArchive, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

  archive->file_name = file_name != NULL ? g_strdup (file_name) : weir_archive_get_default_file_name ();
  archive->pending = g_byte_array_new ();
  archive->kept_runs = WEIR_LIMIT_KEPT_RUNS;
  archive->kept_bytes = WEIR_LIMIT_ARCHIVE_BYTES;
  archive->prune_us = PRUNE_US;
  if (!make_file (archive->file_name, error))
    return NULL;
  if (sqlite3_open_v2 (archive->file_name, &archive->db, flags, NULL) != SQLITE_OK)
    {
      weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_OPEN, error);
      return NULL;
    }
  if (!prepare_file (archive, error))
    return NULL;
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
  for (guint i = 0; i < WEIR_ARCHIVE_N_STATEMENTS; i++)
    sqlite3_finalize (archive->statements[i]);
  sqlite3_close (archive->db);
  g_byte_array_unref (archive->pending);
  g_free (archive->file_name);
  g_free (archive);
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
