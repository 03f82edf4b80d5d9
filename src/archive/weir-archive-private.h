/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-private.h: one open archive, its statements and its errors
 */

#pragma once

#include <sqlite3.h>

#include "weir-archive.h"

G_BEGIN_DECLS

/* Prepared on first use and kept; their SQL is in weir-archive.c. */
typedef enum
{
  WEIR_ARCHIVE_BEGIN,
  WEIR_ARCHIVE_COMMIT,
  WEIR_ARCHIVE_ROLLBACK,
  WEIR_ARCHIVE_ADD_RUN,
  WEIR_ARCHIVE_FINISH_RUN,
  WEIR_ARCHIVE_ADD_RESULT,
  WEIR_ARCHIVE_ADD_RECORD,
  WEIR_ARCHIVE_ADD_SAMPLE,
  WEIR_ARCHIVE_LIST_RUNS,
  WEIR_ARCHIVE_GET_RUN,
  WEIR_ARCHIVE_FIND_RUN,
  WEIR_ARCHIVE_COUNT_RESULTS,
  WEIR_ARCHIVE_COUNT_FAILED,
  WEIR_ARCHIVE_LIST_RESULTS,
  WEIR_ARCHIVE_LIST_FAILED,
  WEIR_ARCHIVE_GET_RECORD,
  WEIR_ARCHIVE_EACH_RECORD,
  WEIR_ARCHIVE_COUNT_RUNS,
  WEIR_ARCHIVE_OLDEST_RUN,
  WEIR_ARCHIVE_REMOVED_RUN,
  WEIR_ARCHIVE_MARK_RUN,
  WEIR_ARCHIVE_DELETE_SAMPLES,
  WEIR_ARCHIVE_DELETE_RECORDS,
  WEIR_ARCHIVE_DELETE_RESULTS,
  WEIR_ARCHIVE_DELETE_RUN,
  WEIR_ARCHIVE_PAGE_COUNT,
  WEIR_ARCHIVE_FREE_COUNT,
  WEIR_ARCHIVE_PAGE_SIZE,
  WEIR_ARCHIVE_N_STATEMENTS,
} WeirArchiveStatement;

struct _WeirArchive
{
  sqlite3 *db;
  char *file_name;
  sqlite3_stmt *statements[WEIR_ARCHIVE_N_STATEMENTS];
  GByteArray *pending; /* results not yet written, see weir-archive-write.c */
  guint kept_runs;
  gint64 kept_bytes;
  gint64 prune_us; /* how long removing old runs may delay the end of a short run */
};

/* Without bindings; the caller resets it when done, so that no read lock stays. NULL with @error. */
sqlite3_stmt *weir_archive_get_statement (WeirArchive *archive, WeirArchiveStatement which,
                                          WeirArchiveError code, GError **error);
/* The same, not kept: for a loop that calls out and may be entered again. Finalize it. */
sqlite3_stmt *weir_archive_make_statement (WeirArchive *archive, WeirArchiveStatement which,
                                           WeirArchiveError code, GError **error);
/* Steps a statement that returns no rows, and resets it. */
gboolean weir_archive_run_statement (WeirArchive *archive, sqlite3_stmt *statement, GError **error);
gboolean weir_archive_run (WeirArchive *archive, WeirArchiveStatement which, GError **error);
/* The first column of the first row of a statement that takes no bindings. */
gboolean weir_archive_get_number (WeirArchive *archive, WeirArchiveStatement which, gint64 *number,
                                  GError **error);
/* A whole sentence about the latest failure of @archive's connection. */
void weir_archive_set_error (WeirArchive *archive, WeirArchiveError code, GError **error);

gboolean weir_archive_prune (WeirArchive *archive, const WeirRunInfo *finished, GError **error);

G_END_DECLS
