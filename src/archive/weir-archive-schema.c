/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-schema.c: the tables, and how those of an older version become those of this one
 */

#include "config.h"

#include "weir-archive-private.h"

#define APPLICATION_ID 0x57656972 /* "Weir" */

/* The heads of results apart from the results: a list of a million is read without touching a body. Samples
 * are clustered by their result, whose run they share. A removed run is gone for everybody at once; its
 * results go little by little, then its row. */
static const char version_1[] =
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
  "PRAGMA application_id = " G_STRINGIFY (APPLICATION_ID) ";";

/* What a history shows of a run, what was worked out about it, and the words that a search looks at: name and
 * message of a result, kept once per run however many results share them. A result of version 1 has no words
 * there (NULL); they are read from its record. */
static const char version_2[] =
  "ALTER TABLE run ADD COLUMN title TEXT;"
  "ALTER TABLE run ADD COLUMN note TEXT;"
  "ALTER TABLE run ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE run ADD COLUMN environment TEXT;"
  "ALTER TABLE run ADD COLUMN only_step TEXT;"
  "ALTER TABLE run ADD COLUMN weir_version TEXT;"
  "ALTER TABLE run ADD COLUMN host TEXT;"
  "ALTER TABLE run ADD COLUMN kernel TEXT;"
  "ALTER TABLE run ADD COLUMN cores INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE run ADD COLUMN quality INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE run ADD COLUMN lost_from_us INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE run ADD COLUMN n_results INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE run ADD COLUMN n_failed INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE run ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE run ADD COLUMN n_without_bodies INTEGER NOT NULL DEFAULT 0;"
  "UPDATE run SET n_results = (SELECT count(*) FROM step_result WHERE run_id = run.id),"
  " n_failed = (SELECT count(*) FROM step_result WHERE run_id = run.id AND outcome = 1),"
  " bytes = (SELECT coalesce (sum(length(d.record)), 0) FROM step_result r JOIN step_record d ON d.id = r.id"
  " WHERE r.run_id = run.id);"
  "CREATE TABLE baseline (file_name TEXT PRIMARY KEY, run_id INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE run_data (run_id INTEGER NOT NULL, kind TEXT NOT NULL, data BLOB NOT NULL,"
  " PRIMARY KEY (run_id, kind));"
  "CREATE TABLE run_window (id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL, kind TEXT NOT NULL,"
  " start_us INTEGER NOT NULL, data BLOB NOT NULL);"
  "CREATE INDEX run_window_start ON run_window (run_id, kind, start_us);"
  "CREATE TABLE result_text (id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL, text TEXT NOT NULL);"
  "CREATE UNIQUE INDEX result_text_run ON result_text (run_id, text);"
  "ALTER TABLE step_result ADD COLUMN text_id INTEGER;";

/* The rows of a data file that a run took its values from: how many there were, in which order, and which one
 * each pass had; 0 = none. And whether there were servers whose certificate was not looked at. */
static const char version_3[] =
  "ALTER TABLE run ADD COLUMN data_file TEXT;"
  "ALTER TABLE run ADD COLUMN data_rows INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE run ADD COLUMN data_random INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE run ADD COLUMN unverified INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE step_result ADD COLUMN unverified INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE step_result ADD COLUMN data_row INTEGER NOT NULL DEFAULT 0;";

/* Runs of load plans beside those of flows. */
static const char version_4[] = "ALTER TABLE run ADD COLUMN is_plan INTEGER NOT NULL DEFAULT 0;";

/* The step at index i leads from version i to version i + 1; a new file takes them all, so that a file is
 * the same however old it is. */
static const char *const steps[] = { version_1, version_2, version_3, version_4 };

static gboolean
get_number (WeirArchive *archive, const char *text, gint64 *number, GError **error)
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

/* -1 when the file is not ours to use. */
static gint64
read_version (WeirArchive *archive, GError **error)
{
  gint64 version, application, tables;

  if (!get_number (archive, "PRAGMA user_version", &version, error)
      || !get_number (archive, "PRAGMA application_id", &application, error)
      || !get_number (archive, "SELECT count(*) FROM sqlite_master", &tables, error))
    return -1;
  if (version == 0 && tables == 0)
    return 0;
  if (application != APPLICATION_ID || version < 1)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "“%s” is the database of another program, not an archive of Weir. Choose another file.",
                   archive->file_name);
      return -1;
    }
  if (version > (gint64) G_N_ELEMENTS (steps))
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "“%s” was written by a newer Weir (its format is %" G_GINT64_FORMAT ", this one knows"
                   " up to %d). Use that version, or set WEIR_DATA_DIR to another folder.",
                   archive->file_name, version, (int) G_N_ELEMENTS (steps));
      return -1;
    }
  return version;
}

static gboolean
take_steps (WeirArchive *archive, gint64 version, GError **error)
{
  for (; version < (gint64) G_N_ELEMENTS (steps); version++)
    {
      g_autofree char *note = g_strdup_printf ("PRAGMA user_version = %d", (int) version + 1);

      if (!weir_archive_execute (archive, steps[version], error)
          || !weir_archive_execute (archive, note, error))
        return FALSE;
    }
  return TRUE;
}

/*
 * weir_archive_check_schema:
 * @archive: an archive whose connection is open
 * @state: (out): what is to be done to its tables
 * @error: set to %WEIR_ARCHIVE_ERROR_OPEN when the file is not ours to use
 *
 * Looks at the file at one instant, since another program may be making the tables; changes nothing in it.
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_check_schema (WeirArchive *archive, WeirArchiveSchema *state, GError **error)
{
  gint64 version;

  if (!weir_archive_execute (archive, "BEGIN", error))
    return FALSE;
  version = read_version (archive, error);
  sqlite3_exec (archive->db, "ROLLBACK", NULL, NULL, NULL);
  *state = version == 0                                   ? WEIR_ARCHIVE_SCHEMA_NONE
           : version < (gint64) G_N_ELEMENTS (steps) ? WEIR_ARCHIVE_SCHEMA_OLD
                                                          : WEIR_ARCHIVE_SCHEMA_READY;
  return version >= 0;
}

/*
 * weir_archive_update_schema:
 * @archive: an archive whose connection is open
 * @error: set to %WEIR_ARCHIVE_ERROR_OPEN
 *
 * Makes the tables, or brings those of an older version up to this one, in one transaction: whoever is
 * interrupted leaves the file as it was.
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_update_schema (WeirArchive *archive, GError **error)
{
  gint64 version;

  if (!weir_archive_execute (archive, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* Asked again under the lock: another program may have been quicker. */
  version = read_version (archive, error);
  if (version >= 0 && take_steps (archive, version, error) && weir_archive_execute (archive, "COMMIT", error))
    return TRUE;
  sqlite3_exec (archive->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}
