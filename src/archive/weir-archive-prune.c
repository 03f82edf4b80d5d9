/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-prune.c: removing the oldest runs, giving space back
 */

#include "config.h"

#include "weir-archive-private.h"

/* A run without outcome that began longer ago than this was cut off, not forgotten by its program. */
#define LONGEST_RUN_US (G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC)
/* Free pages are used again by the next run; only when they are many is the file made shorter. */
#define FREE_PAGES_DIVISOR 4
#define VACUUM_STEP "PRAGMA incremental_vacuum(5000)"

static gboolean
delete_of_run (WeirArchive *archive, WeirArchiveStatement which, gint64 run_id, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, which, WEIR_ARCHIVE_ERROR_WRITE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, run_id);
  return weir_archive_run_statement (archive, statement, error);
}

/* Part of a run, with the run itself when nothing else is left of it. A little at a time, so that another
 * program that writes meanwhile need not wait long. */
static gboolean
delete_chunk (WeirArchive *archive, gint64 run_id, gboolean *gone, GError **error)
{
  if (!delete_of_run (archive, WEIR_ARCHIVE_DELETE_SAMPLES, run_id, error)
      || !delete_of_run (archive, WEIR_ARCHIVE_DELETE_RECORDS, run_id, error)
      || !delete_of_run (archive, WEIR_ARCHIVE_DELETE_RESULTS, run_id, error))
    return FALSE;
  *gone = sqlite3_changes (archive->db) == 0;
  return !*gone || delete_of_run (archive, WEIR_ARCHIVE_DELETE_RUN, run_id, error);
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
  gint64 runs, pages, free_pages, page_size;

  if (!weir_archive_get_number (archive, WEIR_ARCHIVE_COUNT_RUNS, &runs, error)
      || !weir_archive_get_number (archive, WEIR_ARCHIVE_PAGE_COUNT, &pages, error)
      || !weir_archive_get_number (archive, WEIR_ARCHIVE_FREE_COUNT, &free_pages, error)
      || !weir_archive_get_number (archive, WEIR_ARCHIVE_PAGE_SIZE, &page_size, error))
    return FALSE;
  *over = runs > archive->kept_runs || (pages - free_pages) * page_size > archive->kept_bytes;
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

/* Marks the oldest run that may go, when the limits ask for one; 0 when none has to or may. */
static gboolean
choose_run (WeirArchive *archive, gint64 kept_run_id, gint64 *run_id, GError **error)
{
  sqlite3_stmt *oldest = weir_archive_get_statement (archive, WEIR_ARCHIVE_OLDEST_RUN,
                                                     WEIR_ARCHIVE_ERROR_READ, error);
  gboolean over;

  *run_id = 0;
  if (oldest == NULL || !is_over_limits (archive, &over, error))
    return FALSE;
  if (!over)
    return TRUE;
  sqlite3_bind_int64 (oldest, 1, kept_run_id);
  sqlite3_bind_int64 (oldest, 2, g_get_real_time () - LONGEST_RUN_US);
  if (!find_run (archive, oldest, run_id, error))
    return FALSE;
  return *run_id == 0 || delete_of_run (archive, WEIR_ARCHIVE_MARK_RUN, *run_id, error);
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

/*
 * weir_archive_prune:
 * @archive: an archive
 * @finished: a run that stays in any case; how long it took decides how long this may take
 * @error: set to %WEIR_ARCHIVE_ERROR_READ or %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Removes the oldest runs until the limits hold; runs that may still be going on stay. What was begun earlier
 * is ended first. Runs cannot pile up: a result goes in less than a tenth of the time it took to come.
 *
 * Returns: %FALSE with @error set; what was removed until then is gone
 */
gboolean
weir_archive_prune (WeirArchive *archive, const WeirRunInfo *finished, GError **error)
{
  sqlite3_stmt *removed = weir_archive_get_statement (archive, WEIR_ARCHIVE_REMOVED_RUN,
                                                      WEIR_ARCHIVE_ERROR_READ, error);
  gint64 deadline_us = g_get_monotonic_time () + archive->prune_us + finished->duration_us / 10;
  gint64 run_id;

  if (removed == NULL)
    return FALSE;
  do
    {
      if (!find_run (archive, removed, &run_id, error))
        return FALSE;
      if (run_id == 0 && !choose_run (archive, finished->id, &run_id, error))
        return FALSE;
      if (run_id != 0 && !delete_run (archive, run_id, deadline_us, error))
        return FALSE;
    }
  while (run_id != 0 && g_get_monotonic_time () < deadline_us);
  return shrink_file (archive, deadline_us, error);
}
