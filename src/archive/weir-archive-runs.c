/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-runs.c: the rows of runs: found, listed, named, pinned, compared with
 */

#include "config.h"

#include "weir-archive-private.h"

static char *
get_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static WeirRunInfo *
row_to_info (WeirArchive *archive, sqlite3_stmt *row)
{
  WeirRunInfo *info = weir_run_info_new ();

  info->id = sqlite3_column_int64 (row, 0);
  info->uuid = get_text (row, 1);
  info->name = get_text (row, 2);
  info->file_name = get_text (row, 3);
  info->document = get_text (row, 4);
  info->iterations = (guint) sqlite3_column_int64 (row, 5);
  info->parallel = (guint) sqlite3_column_int64 (row, 6);
  info->delay_ms = (guint) sqlite3_column_int64 (row, 7);
  info->stop_on_failure = sqlite3_column_int (row, 8) != 0;
  info->started_at = sqlite3_column_int64 (row, 9);
  info->duration_us = sqlite3_column_int64 (row, 10);
  info->outcome = weir_outcome_from_nick ((const char *) sqlite3_column_text (row, 11));
  info->summary = get_text (row, 13);
  info->title = get_text (row, 14);
  info->note = get_text (row, 15);
  info->pinned = sqlite3_column_int (row, 16) != 0;
  info->environment = get_text (row, 17);
  info->only_step = get_text (row, 18);
  info->weir_version = get_text (row, 19);
  info->host = get_text (row, 20);
  info->kernel = get_text (row, 21);
  info->cores = (guint) sqlite3_column_int64 (row, 22);
  info->quality = (guint) sqlite3_column_int64 (row, 23);
  info->lost_from_us = sqlite3_column_int64 (row, 24);
  info->n_results = sqlite3_column_int64 (row, 25);
  info->n_failed = sqlite3_column_int64 (row, 26);
  info->n_without_bodies = sqlite3_column_int64 (row, 27);
  info->bytes = sqlite3_column_int64 (row, 28);
  info->data_file = get_text (row, 29);
  info->data_rows = (guint) sqlite3_column_int64 (row, 30);
  info->data_random = sqlite3_column_int (row, 31) != 0;
  info->unverified = sqlite3_column_int (row, 32) != 0;
  info->is_plan = sqlite3_column_int (row, 33) != 0;
  info->baseline = sqlite3_column_int (row, 34) != 0;
  /* The file says partial from the start, so that it is true when nobody is left to write how it ended. */
  info->running = info->outcome == WEIR_OUTCOME_NONE && weir_archive_is_held (archive, info->id);
  info->partial = !info->running && sqlite3_column_int (row, 12) != 0;
  return info;
}

static gboolean
set_not_found (WeirArchive *archive, GError **error)
{
  g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND,
               "The run is not in “%s”. Only the latest runs are kept.", archive->file_name);
  return FALSE;
}

/* Takes the one row that @statement finds. */
static WeirRunInfo *
take_run (WeirArchive *archive, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);
  WeirRunInfo *info = code == SQLITE_ROW ? row_to_info (archive, statement) : NULL;

  if (weir_archive_check_end (archive, code, error) && info == NULL)
    set_not_found (archive, error);
  sqlite3_reset (statement);
  return info;
}

/* @statement has all its bindings. */
static GPtrArray *
take_runs (WeirArchive *archive, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_run_info_free);
  gboolean whole;
  int code;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (runs, row_to_info (archive, statement));
  whole = weir_archive_check_end (archive, code, error);
  sqlite3_reset (statement);
  return whole ? g_steal_pointer (&runs) : NULL;
}

/**
 * weir_archive_list_runs:
 * @archive: an archive
 * @limit: how many at most
 * @error: set to %WEIR_ARCHIVE_ERROR_READ
 *
 * Returns: (transfer full) (nullable) (element-type WeirRunInfo): the latest runs, newest first, without
 *   their documents; %NULL with @error set
 */
GPtrArray *
weir_archive_list_runs (WeirArchive *archive, guint limit, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_LIST_RUNS,
                                                        WEIR_ARCHIVE_ERROR_READ, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, limit);
  return take_runs (archive, statement, error);
}

/**
 * weir_archive_list_flow_runs:
 * @archive: an archive
 * @file_name: the absolute name of a flow's file
 * @limit: how many at most
 * @error: set to %WEIR_ARCHIVE_ERROR_READ
 *
 * Returns: (transfer full) (nullable) (element-type WeirRunInfo): the latest runs of that flow, newest first,
 *   without their documents; %NULL with @error set
 */
GPtrArray *
weir_archive_list_flow_runs (WeirArchive *archive, const char *file_name, guint limit, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_LIST_FLOW_RUNS,
                                                        WEIR_ARCHIVE_ERROR_READ, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, limit);
  sqlite3_bind_text (statement, 2, file_name, -1, SQLITE_TRANSIENT);
  return take_runs (archive, statement, error);
}

/**
 * weir_archive_get_run:
 * @archive: an archive
 * @run_id: the run's id
 * @error: set to %WEIR_ARCHIVE_ERROR_NOT_FOUND or %WEIR_ARCHIVE_ERROR_READ
 *
 * Returns: (transfer full) (nullable): the run with its document; %NULL with @error set
 */
WeirRunInfo *
weir_archive_get_run (WeirArchive *archive, gint64 run_id, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_GET_RUN,
                                                        WEIR_ARCHIVE_ERROR_READ, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, run_id);
  return take_run (archive, statement, error);
}

/**
 * weir_archive_find_run:
 * @archive: an archive
 * @uuid: the run's ${run.id}
 * @error: set to %WEIR_ARCHIVE_ERROR_NOT_FOUND or %WEIR_ARCHIVE_ERROR_READ
 *
 * Returns: (transfer full) (nullable): the run with its document; %NULL with @error set
 */
WeirRunInfo *
weir_archive_find_run (WeirArchive *archive, const char *uuid, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_FIND_RUN,
                                                        WEIR_ARCHIVE_ERROR_READ, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, uuid, -1, SQLITE_TRANSIENT);
  return take_run (archive, statement, error);
}

/* Runs a change of one run whose bindings are made. */
static gboolean
change_run (WeirArchive *archive, sqlite3_stmt *statement, GError **error)
{
  gboolean done = weir_archive_run_statement (archive, statement, error);

  sqlite3_clear_bindings (statement);
  if (!done || sqlite3_changes (archive->db) > 0)
    return done;
  return set_not_found (archive, error);
}

/* A text of nothing but spaces is none. */
static gboolean
set_text (WeirArchive *archive, WeirArchiveStatement which, gint64 run_id, const char *text, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, which, WEIR_ARCHIVE_ERROR_WRITE, error);
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, run_id);
  sqlite3_bind_text (statement, 2, *stripped != '\0' ? stripped : NULL, -1, SQLITE_TRANSIENT);
  return change_run (archive, statement, error);
}

/**
 * weir_archive_set_title:
 * @archive: an archive
 * @run_id: the run's id
 * @title: (nullable): what to call the run; %NULL or empty for the name of its flow
 * @error: set to %WEIR_ARCHIVE_ERROR_NOT_FOUND or %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_set_title (WeirArchive *archive, gint64 run_id, const char *title, GError **error)
{
  return set_text (archive, WEIR_ARCHIVE_SET_TITLE, run_id, title, error);
}

/**
 * weir_archive_set_note:
 * @archive: an archive
 * @run_id: the run's id
 * @note: (nullable): what to remember about the run; %NULL or empty for nothing
 * @error: set to %WEIR_ARCHIVE_ERROR_NOT_FOUND or %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_set_note (WeirArchive *archive, gint64 run_id, const char *note, GError **error)
{
  return set_text (archive, WEIR_ARCHIVE_SET_NOTE, run_id, note, error);
}

/**
 * weir_archive_set_pinned:
 * @archive: an archive
 * @run_id: the run's id
 * @pinned: whether the run stays however many come after it
 * @error: set to %WEIR_ARCHIVE_ERROR_NOT_FOUND or %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_set_pinned (WeirArchive *archive, gint64 run_id, gboolean pinned, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_SET_PINNED,
                                                        WEIR_ARCHIVE_ERROR_WRITE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, run_id);
  sqlite3_bind_int (statement, 2, pinned ? 1 : 0);
  return change_run (archive, statement, error);
}

/**
 * weir_archive_set_baseline:
 * @archive: an archive
 * @file_name: the absolute name of a flow's file
 * @run_id: the run that others of this flow are compared with; 0 for none any more
 * @error: set to %WEIR_ARCHIVE_ERROR_NOT_FOUND or %WEIR_ARCHIVE_ERROR_WRITE
 *
 * The run stays however many come after it.
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_set_baseline (WeirArchive *archive, const char *file_name, gint64 run_id, GError **error)
{
  WeirArchiveStatement which = run_id != 0 ? WEIR_ARCHIVE_SET_BASELINE : WEIR_ARCHIVE_CLEAR_BASELINE;
  sqlite3_stmt *statement = weir_archive_get_statement (archive, which, WEIR_ARCHIVE_ERROR_WRITE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, run_id);
  sqlite3_bind_text (statement, 2, file_name, -1, SQLITE_TRANSIENT);
  return run_id != 0 ? change_run (archive, statement, error)
                     : weir_archive_run_statement (archive, statement, error);
}

/**
 * weir_archive_get_baseline:
 * @archive: an archive
 * @file_name: the absolute name of a flow's file
 * @error: set to %WEIR_ARCHIVE_ERROR_READ
 *
 * Returns: the id of the run that others of this flow are compared with; 0 for none, -1 with @error set
 */
gint64
weir_archive_get_baseline (WeirArchive *archive, const char *file_name, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_GET_BASELINE,
                                                        WEIR_ARCHIVE_ERROR_READ, error);
  gint64 run_id;
  int code;

  if (statement == NULL)
    return -1;
  sqlite3_bind_text (statement, 1, file_name, -1, SQLITE_TRANSIENT);
  code = sqlite3_step (statement);
  run_id = code == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  if (!weir_archive_check_end (archive, code, error))
    run_id = -1;
  sqlite3_reset (statement);
  return run_id;
}

/**
 * weir_archive_delete_run:
 * @archive: an archive
 * @run_id: the run's id
 * @error: set to %WEIR_ARCHIVE_ERROR_RUNNING, %WEIR_ARCHIVE_ERROR_NOT_FOUND or %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Removes a run, pinned or not, in no time; see weir_archive_tidy() for the space it takes.
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_delete_run (WeirArchive *archive, gint64 run_id, GError **error)
{
  g_autoptr (WeirRunInfo) info = weir_archive_get_run (archive, run_id, error);

  if (info == NULL)
    return FALSE;
  if (info->running)
    {
      g_set_error_literal (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_RUNNING,
                           "The run is still going on. Stop it, then delete it.");
      return FALSE;
    }
  return weir_archive_run_for (archive, WEIR_ARCHIVE_MARK_RUN, run_id, error);
}

/* What is left of a run whose program was ended: how far it came, from the results that are there. */
static gboolean
mark_cut_off (WeirArchive *archive, gint64 run_id, GError **error)
{
  static const char sentence[] = "Cut off: the program that ran it ended first. What it had measured until"
                                 " then is here.";
  sqlite3_stmt *measure = weir_archive_get_statement (archive, WEIR_ARCHIVE_MEASURE_RUN,
                                                      WEIR_ARCHIVE_ERROR_READ, error);
  sqlite3_stmt *change = weir_archive_get_statement (archive, WEIR_ARCHIVE_CUT_OFF_RUN,
                                                     WEIR_ARCHIVE_ERROR_WRITE, error);

  if (measure == NULL || change == NULL)
    return FALSE;
  sqlite3_bind_int64 (measure, 1, run_id);
  if (sqlite3_step (measure) == SQLITE_ROW)
    for (int i = 0; i < 4; i++)
      sqlite3_bind_int64 (change, i + 2, sqlite3_column_int64 (measure, i));
  sqlite3_reset (measure);
  sqlite3_bind_int64 (change, 1, run_id);
  sqlite3_bind_text (change, 6, sentence, -1, SQLITE_STATIC);
  return weir_archive_run_statement (archive, change, error);
}

/*
 * weir_archive_mark_cut_off:
 * @archive: an archive
 * @error: set to %WEIR_ARCHIVE_ERROR_READ or %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Says of every run that nobody ended and nobody is writing that it was cut off.
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_mark_cut_off (WeirArchive *archive, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_UNENDED_RUNS,
                                                        WEIR_ARCHIVE_ERROR_READ, error);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean done;
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 run_id = sqlite3_column_int64 (statement, 0);

      if (!weir_archive_is_held (archive, run_id))
        g_array_append_val (runs, run_id);
    }
  done = weir_archive_check_end (archive, code, error);
  sqlite3_reset (statement);
  for (guint i = 0; done && i < runs->len; i++)
    done = mark_cut_off (archive, g_array_index (runs, gint64, i), error);
  return done;
}

static gboolean
move (WeirArchive *archive, WeirArchiveStatement which, const char *file_name, const char *new_file_name,
      GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, which, WEIR_ARCHIVE_ERROR_WRITE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, file_name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, new_file_name, -1, SQLITE_TRANSIENT);
  return weir_archive_run_statement (archive, statement, error);
}

/**
 * weir_archive_move_flow:
 * @archive: an archive
 * @file_name: the absolute name a flow's file had
 * @new_file_name: the one it has now
 * @error: set to %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Its runs and its baseline follow the file. A flow that has none is no error.
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_move_flow (WeirArchive *archive, const char *file_name, const char *new_file_name,
                        GError **error)
{
  return move (archive, WEIR_ARCHIVE_MOVE_RUNS, file_name, new_file_name, error)
         && move (archive, WEIR_ARCHIVE_MOVE_BASELINE, file_name, new_file_name, error);
}
