/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-prune.c: removing the oldest runs, giving space back
 */

#include "config.h"

#include "weir-archive-private.h"

/* Free pages are used again by the next run; only when they are many is the file made shorter. */
#define FREE_PAGES_DIVISOR 4
#define VACUUM_STEP "PRAGMA incremental_vacuum(5000)"

/* Part of a run, with the run itself when nothing else is left of it. A little at a time, so that another
 * program that writes meanwhile need not wait long. */
static gboolean
delete_chunk (WeirArchive *archive, gint64 run_id, gboolean *gone, GError **error)
{
  static const WeirArchiveStatement little[] = {
    WEIR_ARCHIVE_DELETE_SAMPLES, WEIR_ARCHIVE_DELETE_RECORDS, WEIR_ARCHIVE_DELETE_RESULTS,
    WEIR_ARCHIVE_DELETE_WINDOWS, WEIR_ARCHIVE_DELETE_TEXTS,
  };
  static const WeirArchiveStatement last[] = {
    WEIR_ARCHIVE_DELETE_DATA, WEIR_ARCHIVE_DELETE_BASELINE, WEIR_ARCHIVE_DELETE_RUN,
  };
  gint64 before = sqlite3_total_changes64 (archive->db);

  for (guint i = 0; i < G_N_ELEMENTS (little); i++)
    if (!weir_archive_run_for (archive, little[i], run_id, error))
      return FALSE;
  *gone = sqlite3_total_changes64 (archive->db) == before;
  for (guint i = 0; *gone && i < G_N_ELEMENTS (last); i++)
    if (!weir_archive_run_for (archive, last[i], run_id, error))
      return FALSE;
  return TRUE;
}

/* In a transaction of its own, until nothing of the run is left or @deadline_us has passed. */
static gboolean
delete_run (WeirArchive *archive, gint64 run_id, gint64 deadline_us, GError **error)
{
  gboolean gone = FALSE;

  do
    {
      if (!weir_archive_run (archive, WEIR_ARCHIVE_BEGIN, error))
        return FALSE;
      if (!delete_chunk (archive, run_id, &gone, error)
          || !weir_archive_run (archive, WEIR_ARCHIVE_COMMIT, error))
        {
          if (!sqlite3_get_autocommit (archive->db))
            weir_archive_run (archive, WEIR_ARCHIVE_ROLLBACK, NULL);
          return FALSE;
        }
    }
  while (!gone && g_get_monotonic_time () < deadline_us);
  return TRUE;
}

static gboolean
is_over_limits (WeirArchive *archive, gboolean *over, GError **error)
{
  gint64 runs, pages, free_pages, page_size, staying;

  if (!weir_archive_get_number (archive, WEIR_ARCHIVE_COUNT_RUNS, &runs, error)
      || !weir_archive_get_number (archive, WEIR_ARCHIVE_PAGE_COUNT, &pages, error)
      || !weir_archive_get_number (archive, WEIR_ARCHIVE_FREE_COUNT, &free_pages, error)
      || !weir_archive_get_number (archive, WEIR_ARCHIVE_PAGE_SIZE, &page_size, error)
      || !weir_archive_get_number (archive, WEIR_ARCHIVE_STAYING_BYTES, &staying, error))
    return FALSE;
  *over = runs > archive->kept_runs || (pages - free_pages) * page_size - staying > archive->kept_bytes;
  return TRUE;
}

/* The id that @statement finds, 0 when it finds none. */
static gboolean
find_run (WeirArchive *archive, sqlite3_stmt *statement, gint64 *run_id, GError **error)
{
  int code = sqlite3_step (statement);

  *run_id = code == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_READ, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* The oldest run that nobody has pinned, compares with, or is writing; 0 for none. */
static gboolean
find_oldest (WeirArchive *archive, gint64 kept_run_id, gint64 *run_id, GError **error)
{
  sqlite3_stmt *oldest = weir_archive_get_statement (archive, WEIR_ARCHIVE_OLDEST_RUN,
                                                     WEIR_ARCHIVE_ERROR_READ, error);
  gboolean whole;
  int code;

  *run_id = 0;
  if (oldest == NULL)
    return FALSE;
  sqlite3_bind_int64 (oldest, 1, kept_run_id);
  while (*run_id == 0 && (code = sqlite3_step (oldest)) == SQLITE_ROW)
    {
      gint64 candidate = sqlite3_column_int64 (oldest, 0);
      gboolean ended = sqlite3_column_int (oldest, 1) == 0;

      if (ended || !weir_archive_is_held (archive, candidate))
        *run_id = candidate;
    }
  whole = weir_archive_check_end (archive, code, error);
  sqlite3_reset (oldest);
  return whole;
}

/* Marks the oldest run that may go, when the limits ask for one; 0 when none has to or may. */
static gboolean
choose_run (WeirArchive *archive, gint64 kept_run_id, gint64 *run_id, GError **error)
{
  gboolean over;

  *run_id = 0;
  if (!is_over_limits (archive, &over, error))
    return FALSE;
  if (!over)
    return TRUE;
  if (!find_oldest (archive, kept_run_id, run_id, error))
    return FALSE;
  return *run_id == 0 || weir_archive_run_for (archive, WEIR_ARCHIVE_MARK_RUN, *run_id, error);
}

static gboolean
shrink_file (WeirArchive *archive, gint64 deadline_us, GError **error)
{
  gint64 pages, free_pages, before;

  if (!weir_archive_get_number (archive, WEIR_ARCHIVE_PAGE_COUNT, &pages, error)
      || !weir_archive_get_number (archive, WEIR_ARCHIVE_FREE_COUNT, &free_pages, error))
    return FALSE;
  if (free_pages <= pages / FREE_PAGES_DIVISOR)
    return TRUE;
  do
    {
      before = free_pages;
      if (sqlite3_exec (archive->db, VACUUM_STEP, NULL, NULL, NULL) != SQLITE_OK)
        {
          weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_WRITE, error);
          return FALSE;
        }
      if (!weir_archive_get_number (archive, WEIR_ARCHIVE_FREE_COUNT, &free_pages, error))
        return FALSE;
    }
  while (free_pages > 0 && free_pages < before && g_get_monotonic_time () < deadline_us);
  return TRUE;
}

/* Ends what was begun; then, when @choosing, removes what the limits ask for; until @deadline_us. */
static gboolean
remove_runs (WeirArchive *archive, gint64 kept_run_id, gboolean choosing, gint64 deadline_us, gboolean *done,
             GError **error)
{
  sqlite3_stmt *removed = weir_archive_get_statement (archive, WEIR_ARCHIVE_REMOVED_RUN,
                                                      WEIR_ARCHIVE_ERROR_READ, error);
  gint64 run_id;

  *done = FALSE;
  if (removed == NULL)
    return FALSE;
  do
    {
      if (!find_run (archive, removed, &run_id, error))
        return FALSE;
      if (run_id == 0 && choosing && !choose_run (archive, kept_run_id, &run_id, error))
        return FALSE;
      *done = run_id == 0;
      if (!*done && !delete_run (archive, run_id, deadline_us, error))
        return FALSE;
    }
  while (!*done && g_get_monotonic_time () < deadline_us);
  return TRUE;
}

/*
 * weir_archive_prune:
 * @archive: an archive
 * @finished: a run that stays in any case; how long it took decides how long this may take
 * @error: set to %WEIR_ARCHIVE_ERROR_READ or %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Removes the oldest runs until the limits hold; pinned ones, baselines and those that are going on stay, and
 * the first two are not counted. What was begun earlier is ended first. Runs cannot pile up: a result goes in
 * less than a tenth of the time it took to come.
 *
 * Returns: %FALSE with @error set; what was removed until then is gone
 */
gboolean
weir_archive_prune (WeirArchive *archive, const WeirRunInfo *finished, GError **error)
{
  gint64 deadline_us = g_get_monotonic_time () + archive->prune_us + finished->duration_us / 10;
  gboolean done;

  return remove_runs (archive, finished->id, TRUE, deadline_us, &done, error)
         && shrink_file (archive, deadline_us, error);
}

/**
 * weir_archive_tidy:
 * @archive: an archive
 * @max_us: about how long this may take, in µs
 * @done: (out): whether nothing is left to do
 * @error: set to %WEIR_ARCHIVE_ERROR_READ or %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Gives back the space of runs that were removed, and makes the file shorter. Other programs can write in
 * between; a thread of its own may call this until it is done.
 *
 * Returns: %FALSE with @error set; what was removed until then is gone
 */
gboolean
weir_archive_tidy (WeirArchive *archive, gint64 max_us, gboolean *done, GError **error)
{
  gint64 deadline_us = g_get_monotonic_time () + max_us;

  return remove_runs (archive, 0, FALSE, deadline_us, done, error)
         && (!*done || shrink_file (archive, deadline_us, error));
}
