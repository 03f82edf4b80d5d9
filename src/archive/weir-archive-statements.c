/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-statements.c: what is asked of the database, and what is said when it refuses
 */

#include "config.h"

#include "weir-archive-private.h"

#define RUN_COLUMNS(document) \
  "SELECT id, uuid, name, file_name, " document ", iterations, parallel, delay_ms, stop_on_failure," \
  " started_at, duration_us, outcome, partial, summary, title, note, pinned, environment, only_step," \
  " weir_version, host, kernel, cores, quality, lost_from_us, n_results, n_failed, n_without_bodies, bytes," \
  " data_file, data_rows, data_random, unverified, is_plan," \
  " EXISTS (SELECT 1 FROM baseline b WHERE b.run_id = run.id) FROM run "
#define RESULT_COLUMNS \
  "SELECT id, part, step, iteration, vu, outcome, not_checked, has_exchange, exchange, error_kind, status," \
  " n_attempts, n_warnings, offset_us, time_us, blocked_us, bytes_sent, bytes_received, data_row," \
  " unverified FROM step_result "
/* ?2 part + 1, ?3 step + 1, ?4 iteration, ?5 vu; 0 = any. The index of the run is sought from ?8 to ?9. */
#define RESULT_FILTER \
  "WHERE run_id = ?1 AND (?2 = 0 OR part = ?2 - 1) AND (?3 = 0 OR step = ?3 - 1)" \
  " AND (?4 = 0 OR iteration = ?4) AND (?5 = 0 OR vu = ?5) AND id > ?8 AND id <= ?9 "
/* Written out, or the index of failed ones would not be used. */
#define FAILED_FILTER RESULT_FILTER "AND outcome = 1 "
#define PAGE "ORDER BY id LIMIT ?6 OFFSET ?7"
#define STAYS "(pinned = 1 OR EXISTS (SELECT 1 FROM baseline b WHERE b.run_id = run.id))"
#define CHUNK "(SELECT id FROM step_result WHERE run_id = ?1 ORDER BY id LIMIT 2000)"

static const char *const sql[WEIR_ARCHIVE_N_STATEMENTS] = {
  [WEIR_ARCHIVE_BEGIN] = "BEGIN IMMEDIATE",
  [WEIR_ARCHIVE_COMMIT] = "COMMIT",
  [WEIR_ARCHIVE_ROLLBACK] = "ROLLBACK",
  [WEIR_ARCHIVE_ADD_RUN] =
    "INSERT INTO run (uuid, name, file_name, document, iterations, parallel, delay_ms, stop_on_failure,"
    " started_at, duration_us, outcome, partial, environment, only_step, weir_version, host, kernel, cores,"
    " data_file, data_rows, data_random, is_plan)"
    " VALUES (?,?,?,?,?,?,?,?,?,0,'none',1,?,?,?,?,?,?,?,?,?,?)",
  [WEIR_ARCHIVE_FINISH_RUN] =
    "UPDATE run SET duration_us = ?2, outcome = ?3, partial = ?4, summary = ?5, quality = ?6,"
    " lost_from_us = ?7, n_results = ?8, n_failed = ?9, bytes = ?10,"
    " n_without_bodies = ?11, unverified = ?12 WHERE id = ?1",
  [WEIR_ARCHIVE_ADD_RESULT] =
    "INSERT INTO step_result (run_id, part, step, iteration, vu, outcome, not_checked, has_exchange,"
    " exchange, error_kind, status, n_attempts, n_warnings, offset_us, time_us, blocked_us, bytes_sent,"
    " bytes_received, text_id, data_row, unverified) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
  [WEIR_ARCHIVE_ADD_RECORD] = "INSERT INTO step_record (id, record) VALUES (?,?)",
  [WEIR_ARCHIVE_SET_RECORD] = "UPDATE step_record SET record = ?2 WHERE id = ?1",
  [WEIR_ARCHIVE_MAKE_BODIES] = "CREATE TEMP TABLE IF NOT EXISTS with_bodies (id INTEGER PRIMARY KEY)",
  [WEIR_ARCHIVE_CLEAR_BODIES] = "DELETE FROM temp.with_bodies",
  [WEIR_ARCHIVE_ADD_BODIES] = "INSERT INTO temp.with_bodies (id) VALUES (?1)",
  [WEIR_ARCHIVE_OLDEST_BODIES] = "SELECT coalesce (min (id), 0) FROM temp.with_bodies",
  [WEIR_ARCHIVE_REMOVE_BODIES] = "DELETE FROM temp.with_bodies WHERE id = ?1",
  [WEIR_ARCHIVE_ADD_SAMPLE] = "INSERT INTO sample VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
  [WEIR_ARCHIVE_FIND_TEXT] = "SELECT id FROM result_text WHERE run_id = ?1 AND text = ?2",
  [WEIR_ARCHIVE_ADD_TEXT] = "INSERT INTO result_text (run_id, text) VALUES (?1, ?2)",
  [WEIR_ARCHIVE_ADD_WINDOW] = "INSERT INTO run_window (run_id, kind, start_us, data) VALUES (?1, ?2, ?3, ?4)",
  [WEIR_ARCHIVE_EACH_WINDOW] =
    "SELECT start_us, data FROM run_window WHERE run_id = ?1 AND kind = ?2 AND start_us >= ?3"
    " AND start_us < ?4 ORDER BY start_us, id",
  [WEIR_ARCHIVE_SET_DATA] =
    "INSERT INTO run_data (run_id, kind, data) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (run_id, kind) DO UPDATE SET data = excluded.data",
  [WEIR_ARCHIVE_GET_DATA] = "SELECT data FROM run_data WHERE run_id = ?1 AND kind = ?2",
  [WEIR_ARCHIVE_LIST_RUNS] =
    RUN_COLUMNS ("NULL") "WHERE removed = 0 ORDER BY started_at DESC, id DESC LIMIT ?1",
  [WEIR_ARCHIVE_LIST_FLOW_RUNS] =
    RUN_COLUMNS ("NULL") "WHERE removed = 0 AND file_name = ?2 ORDER BY started_at DESC, id DESC LIMIT ?1",
  [WEIR_ARCHIVE_GET_RUN] = RUN_COLUMNS ("document") "WHERE id = ?1 AND removed = 0",
  [WEIR_ARCHIVE_FIND_RUN] = RUN_COLUMNS ("document") "WHERE uuid = ?1 AND removed = 0 ORDER BY id DESC",
  [WEIR_ARCHIVE_UNENDED_RUNS] =
    "SELECT id FROM run WHERE outcome = 'none' AND summary IS NULL AND removed = 0",
  [WEIR_ARCHIVE_MEASURE_RUN] =
    "SELECT coalesce (max(offset_us + time_us), 0), count(*), coalesce (sum(outcome = 1), 0),"
    " coalesce (sum(length(d.record)), 0) FROM step_result r JOIN step_record d ON d.id = r.id"
    " WHERE r.run_id = ?1",
  [WEIR_ARCHIVE_COUNT_RUN] =
    "SELECT (SELECT count(*) FROM step_result WHERE run_id = ?1),"
    " (SELECT count(*) FROM step_result WHERE run_id = ?1 AND outcome = 1)",
  [WEIR_ARCHIVE_CUT_OFF_RUN] =
    "UPDATE run SET duration_us = ?2, n_results = ?3, n_failed = ?4, bytes = ?5, partial = 1,"
    " summary = ?6"
    " WHERE id = ?1 AND outcome = 'none' AND summary IS NULL",
  [WEIR_ARCHIVE_SET_TITLE] = "UPDATE run SET title = ?2 WHERE id = ?1 AND removed = 0",
  [WEIR_ARCHIVE_SET_NOTE] = "UPDATE run SET note = ?2 WHERE id = ?1 AND removed = 0",
  [WEIR_ARCHIVE_SET_PINNED] = "UPDATE run SET pinned = ?2 WHERE id = ?1 AND removed = 0",
  [WEIR_ARCHIVE_MOVE_RUNS] = "UPDATE run SET file_name = ?2 WHERE file_name = ?1",
  [WEIR_ARCHIVE_MOVE_BASELINE] = "UPDATE OR REPLACE baseline SET file_name = ?2 WHERE file_name = ?1",
  [WEIR_ARCHIVE_SET_BASELINE] =
    "INSERT INTO baseline (file_name, run_id) SELECT ?2, id FROM run WHERE id = ?1 AND removed = 0"
    " ON CONFLICT (file_name) DO UPDATE SET run_id = excluded.run_id",
  [WEIR_ARCHIVE_CLEAR_BASELINE] = "DELETE FROM baseline WHERE file_name = ?2 AND ?1 = 0",
  [WEIR_ARCHIVE_GET_BASELINE] =
    "SELECT b.run_id FROM baseline b JOIN run r ON r.id = b.run_id AND r.removed = 0 WHERE b.file_name = ?1",
  [WEIR_ARCHIVE_COUNT_RESULTS] = "SELECT count(*) FROM step_result " RESULT_FILTER,
  [WEIR_ARCHIVE_COUNT_FAILED] = "SELECT count(*) FROM step_result " FAILED_FILTER,
  [WEIR_ARCHIVE_LIST_RESULTS] = RESULT_COLUMNS RESULT_FILTER PAGE,
  [WEIR_ARCHIVE_LIST_FAILED] = RESULT_COLUMNS FAILED_FILTER PAGE,
  [WEIR_ARCHIVE_RANGE_OF_RUN] =
    "SELECT (SELECT id FROM step_result WHERE run_id = ?1 ORDER BY id LIMIT 1),"
    " (SELECT id FROM step_result WHERE run_id = ?1 ORDER BY id DESC LIMIT 1)",
  [WEIR_ARCHIVE_GET_ROW] = RESULT_COLUMNS "WHERE id = ?1",
  [WEIR_ARCHIVE_LIST_TEXTS] = "SELECT id, text FROM result_text WHERE run_id = ?1",
  [WEIR_ARCHIVE_GET_RECORD] = "SELECT record FROM step_record WHERE id = ?1",
  [WEIR_ARCHIVE_EACH_RECORD] =
    "SELECT r.id, d.record FROM step_result r JOIN step_record d ON d.id = r.id WHERE r.run_id = ?1"
    " ORDER BY r.id",
  [WEIR_ARCHIVE_COUNT_RUNS] = "SELECT count(*) FROM run WHERE removed = 0 AND NOT " STAYS,
  [WEIR_ARCHIVE_STAYING_BYTES] = "SELECT coalesce (sum(bytes), 0) FROM run WHERE removed = 0 AND " STAYS,
  [WEIR_ARCHIVE_OLDEST_RUN] =
    "SELECT id, outcome = 'none' FROM run WHERE removed = 0 AND id <> ?1 AND NOT " STAYS
    " ORDER BY started_at, id",
  [WEIR_ARCHIVE_REMOVED_RUN] = "SELECT id FROM run WHERE removed = 1 LIMIT 1",
  [WEIR_ARCHIVE_MARK_RUN] = "UPDATE run SET removed = 1 WHERE id = ?1",
  [WEIR_ARCHIVE_DELETE_SAMPLES] = "DELETE FROM sample WHERE result_id IN " CHUNK,
  [WEIR_ARCHIVE_DELETE_RECORDS] = "DELETE FROM step_record WHERE id IN " CHUNK,
  [WEIR_ARCHIVE_DELETE_RESULTS] = "DELETE FROM step_result WHERE id IN " CHUNK,
  [WEIR_ARCHIVE_DELETE_WINDOWS] =
    "DELETE FROM run_window WHERE id IN (SELECT id FROM run_window WHERE run_id = ?1 LIMIT 5000)",
  [WEIR_ARCHIVE_DELETE_TEXTS] =
    "DELETE FROM result_text WHERE id IN (SELECT id FROM result_text WHERE run_id = ?1 LIMIT 5000)",
  [WEIR_ARCHIVE_DELETE_DATA] = "DELETE FROM run_data WHERE run_id = ?1",
  [WEIR_ARCHIVE_DELETE_BASELINE] = "DELETE FROM baseline WHERE run_id = ?1",
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
    [WEIR_ARCHIVE_ERROR_RUNNING] = "written",
  };
  const char *name = archive->file_name;
  int reason = sqlite3_errcode (archive->db);

  archive->damaged = reason == SQLITE_CORRUPT || reason == SQLITE_NOTADB;
  switch (reason)
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

gboolean
weir_archive_execute (WeirArchive *archive, const char *text, GError **error)
{
  if (sqlite3_exec (archive->db, text, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_OPEN, error);
  return FALSE;
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

gboolean
weir_archive_run_for (WeirArchive *archive, WeirArchiveStatement which, gint64 run_id, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, which, WEIR_ARCHIVE_ERROR_WRITE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, run_id);
  return weir_archive_run_statement (archive, statement, error);
}

gboolean
weir_archive_check_end (WeirArchive *archive, int code, GError **error)
{
  if (code == SQLITE_DONE || code == SQLITE_ROW)
    return TRUE;
  weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_READ, error);
  return FALSE;
}
