/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-read.c: results out of the archive, one after another
 */

#include "config.h"

#include "weir-archive-private.h"
#include "weir-record-codec.h"

static gboolean
set_damaged (WeirArchive *archive, GError **error)
{
  g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_READ,
               "“%s” is damaged: a result in it cannot be read. Move it away; Weir then makes a new one.",
               archive->file_name);
  return FALSE;
}

static void
set_not_found (WeirArchive *archive, GError **error)
{
  g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND,
               "The result is not in “%s”. Only the latest runs are kept.", archive->file_name);
}

/* FALSE when the file holds what Weir never wrote. */
static gboolean
row_to_result (WeirArchive *archive, sqlite3_stmt *row, WeirResultRow *result, GError **error)
{
  gint64 outcome = sqlite3_column_int64 (row, 5);
  gint64 exchange = sqlite3_column_int64 (row, 8);
  gint64 error_kind = sqlite3_column_int64 (row, 9);

  if (outcome < 0 || outcome >= WEIR_N_STEP_OUTCOMES || exchange < 0 || exchange > WEIR_EXCHANGE_UNSENT
      || error_kind < 0 || error_kind > WEIR_ERROR_KIND_TOO_LARGE)
    return set_damaged (archive, error);
  result->id = sqlite3_column_int64 (row, 0);
  result->brief = (WeirStepBrief) {
    .part = (guint) sqlite3_column_int64 (row, 1),
    .step = (guint) sqlite3_column_int64 (row, 2),
    .iteration = (guint) sqlite3_column_int64 (row, 3),
    .vu = (guint) sqlite3_column_int64 (row, 4),
    .outcome = (WeirStepOutcome) outcome,
    .not_checked = sqlite3_column_int (row, 6) != 0,
    .has_exchange = sqlite3_column_int (row, 7) != 0,
    .exchange = (WeirExchangeOutcome) exchange,
    .error_kind = (WeirErrorKind) error_kind,
    .status = (guint) sqlite3_column_int64 (row, 10),
    .n_attempts = (guint) sqlite3_column_int64 (row, 11),
    .n_warnings = (guint) sqlite3_column_int64 (row, 12),
    .offset_us = sqlite3_column_int64 (row, 13),
    .time_us = sqlite3_column_int64 (row, 14),
    .blocked_us = sqlite3_column_int64 (row, 15),
    .bytes_sent = (guint64) sqlite3_column_int64 (row, 16),
    .bytes_received = (guint64) sqlite3_column_int64 (row, 17),
    .row = (guint) sqlite3_column_int64 (row, 18),
    .unverified = sqlite3_column_int (row, 19) != 0,
  };
  return TRUE;
}

static void
bind_filter (sqlite3_stmt *statement, gint64 run_id, const WeirResultFilter *filter)
{
  const WeirResultFilter all = { 0 };

  if (filter == NULL)
    filter = &all;
  sqlite3_bind_int64 (statement, 1, run_id);
  sqlite3_bind_int64 (statement, 2, filter->part);
  sqlite3_bind_int64 (statement, 3, filter->step);
  sqlite3_bind_int64 (statement, 4, filter->iteration);
  sqlite3_bind_int64 (statement, 5, filter->vu);
  sqlite3_bind_int64 (statement, 8, filter->after_id);
  sqlite3_bind_int64 (statement, 9, filter->until_id > 0 ? filter->until_id : G_MAXINT64);
}

static WeirArchiveStatement
choose (const WeirResultFilter *filter, WeirArchiveStatement all, WeirArchiveStatement failed)
{
  return filter != NULL && filter->failed_only ? failed : all;
}

/**
 * weir_archive_count_results:
 * @archive: an archive
 * @run_id: the run's id
 * @filter: (nullable): which results; %NULL for all
 * @error: set to %WEIR_ARCHIVE_ERROR_READ
 *
 * Returns: how many results weir_archive_list_results() would give; -1 with @error set
 */
gint64
weir_archive_count_results (WeirArchive *archive, gint64 run_id, const WeirResultFilter *filter,
                            GError **error)
{
  WeirArchiveStatement which = choose (filter, WEIR_ARCHIVE_COUNT_RESULTS, WEIR_ARCHIVE_COUNT_FAILED);
  sqlite3_stmt *statement = weir_archive_get_statement (archive, which, WEIR_ARCHIVE_ERROR_READ, error);
  gint64 count = -1;
  int code;

  if (statement == NULL)
    return -1;
  bind_filter (statement, run_id, filter);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    count = sqlite3_column_int64 (statement, 0);
  weir_archive_check_end (archive, code, error);
  sqlite3_reset (statement);
  return count;
}

/**
 * weir_archive_list_results:
 * @archive: an archive
 * @run_id: the run's id
 * @filter: (nullable): which results; %NULL for all
 * @offset: how many of them to pass over
 * @limit: how many to give at most
 * @error: set to %WEIR_ARCHIVE_ERROR_READ
 *
 * Returns: (transfer full) (nullable) (element-type WeirResultRow): the heads of results in the order they
 *   came; %NULL with @error set
 */
GArray *
weir_archive_list_results (WeirArchive *archive, gint64 run_id, const WeirResultFilter *filter, gint64 offset,
                           guint limit, GError **error)
{
  WeirArchiveStatement which = choose (filter, WEIR_ARCHIVE_LIST_RESULTS, WEIR_ARCHIVE_LIST_FAILED);
  sqlite3_stmt *statement = weir_archive_get_statement (archive, which, WEIR_ARCHIVE_ERROR_READ, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (WeirResultRow));
  gboolean whole = TRUE;
  int code;

  if (statement == NULL)
    return NULL;
  bind_filter (statement, run_id, filter);
  sqlite3_bind_int64 (statement, 6, limit);
  sqlite3_bind_int64 (statement, 7, offset);
  while (whole && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      WeirResultRow row;

      whole = row_to_result (archive, statement, &row, error);
      g_array_append_val (rows, row);
    }
  whole = whole && weir_archive_check_end (archive, code, error);
  sqlite3_reset (statement);
  return whole ? g_steal_pointer (&rows) : NULL;
}

/**
 * weir_archive_foreach_row:
 * @archive: an archive
 * @run_id: the run's id
 * @filter: (nullable): which results; %NULL for all
 * @function: called with each; %FALSE from it stops
 * @data: given to @function
 * @error: set to %WEIR_ARCHIVE_ERROR_READ
 *
 * Calls @function with the head of every result in the order they came; bodies are not read.
 *
 * Returns: %FALSE with @error set; being stopped by @function is no error
 */
gboolean
weir_archive_foreach_row (WeirArchive *archive, gint64 run_id, const WeirResultFilter *filter,
                          WeirArchiveRowFunc function, gpointer data, GError **error)
{
  WeirArchiveStatement which = choose (filter, WEIR_ARCHIVE_LIST_RESULTS, WEIR_ARCHIVE_LIST_FAILED);
  sqlite3_stmt *statement = weir_archive_make_statement (archive, which, WEIR_ARCHIVE_ERROR_READ, error);
  gboolean whole = TRUE, go_on = TRUE;
  int code = SQLITE_ROW;

  if (statement == NULL)
    return FALSE;
  bind_filter (statement, run_id, filter);
  sqlite3_bind_int64 (statement, 6, -1);
  sqlite3_bind_int64 (statement, 7, 0);
  while (whole && go_on && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      WeirResultRow row;

      whole = row_to_result (archive, statement, &row, error);
      if (whole)
        go_on = function (&row, data);
    }
  whole = whole && weir_archive_check_end (archive, code, error);
  sqlite3_finalize (statement);
  return whole;
}

/*
 * weir_archive_get_row:
 * @archive: an archive
 * @result_id: the id of a result
 * @result: (out): its head
 * @error: set to %WEIR_ARCHIVE_ERROR_NOT_FOUND or %WEIR_ARCHIVE_ERROR_READ
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_get_row (WeirArchive *archive, gint64 result_id, WeirResultRow *result, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_GET_ROW,
                                                        WEIR_ARCHIVE_ERROR_READ, error);
  gboolean found;
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, result_id);
  code = sqlite3_step (statement);
  found = code == SQLITE_ROW && row_to_result (archive, statement, result, error);
  if (code != SQLITE_ROW && weir_archive_check_end (archive, code, error))
    set_not_found (archive, error);
  sqlite3_reset (statement);
  return found;
}

static WeirStepResult *
column_to_result (sqlite3_stmt *row, int column, GError **error)
{
  const guint8 *record = sqlite3_column_blob (row, column);

  return weir_record_decode (record, (gsize) sqlite3_column_bytes (row, column), error);
}

/**
 * weir_archive_get_result:
 * @archive: an archive
 * @result_id: the id of a #WeirResultRow
 * @error: set to %WEIR_ARCHIVE_ERROR_NOT_FOUND, %WEIR_ARCHIVE_ERROR_READ or %WEIR_RECORD_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): the result whole; %NULL with @error set
 */
WeirStepResult *
weir_archive_get_result (WeirArchive *archive, gint64 result_id, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_GET_RECORD,
                                                        WEIR_ARCHIVE_ERROR_READ, error);
  WeirStepResult *result = NULL;
  int code;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, result_id);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    result = column_to_result (statement, 0, error);
  else if (weir_archive_check_end (archive, code, error))
    set_not_found (archive, error);
  sqlite3_reset (statement);
  return result;
}

/**
 * weir_archive_foreach_result:
 * @archive: an archive
 * @run_id: the run's id
 * @function: called with each result; %FALSE from it stops
 * @data: given to @function
 * @error: set to %WEIR_ARCHIVE_ERROR_READ or %WEIR_RECORD_ERROR_DAMAGED
 *
 * Calls @function with every result whole, in the order they came. One is in memory at a time.
 *
 * Returns: %FALSE with @error set; being stopped by @function is no error
 */
gboolean
weir_archive_foreach_result (WeirArchive *archive, gint64 run_id, WeirArchiveFunc function, gpointer data,
                             GError **error)
{
  sqlite3_stmt *statement = weir_archive_make_statement (archive, WEIR_ARCHIVE_EACH_RECORD,
                                                         WEIR_ARCHIVE_ERROR_READ, error);
  gboolean whole = TRUE, go_on = TRUE;
  int code = SQLITE_ROW;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, run_id);
  while (whole && go_on && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autoptr (WeirStepResult) result = column_to_result (statement, 1, error);

      whole = result != NULL;
      if (whole)
        go_on = function (sqlite3_column_int64 (statement, 0), result, data);
    }
  whole = whole && weir_archive_check_end (archive, code, error);
  sqlite3_finalize (statement);
  return whole;
}
