/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-private.h: one open archive, its statements and its errors
 */

#pragma once

#include <sqlite3.h>

#include "weir-limits.h"
#include "weir-result-selection.h"

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
  WEIR_ARCHIVE_SET_RECORD,
  WEIR_ARCHIVE_MAKE_BODIES,
  WEIR_ARCHIVE_CLEAR_BODIES,
  WEIR_ARCHIVE_ADD_BODIES,
  WEIR_ARCHIVE_OLDEST_BODIES,
  WEIR_ARCHIVE_REMOVE_BODIES,
  WEIR_ARCHIVE_ADD_SAMPLE,
  WEIR_ARCHIVE_FIND_TEXT,
  WEIR_ARCHIVE_ADD_TEXT,
  WEIR_ARCHIVE_ADD_WINDOW,
  WEIR_ARCHIVE_EACH_WINDOW,
  WEIR_ARCHIVE_SET_DATA,
  WEIR_ARCHIVE_GET_DATA,
  WEIR_ARCHIVE_LIST_RUNS,
  WEIR_ARCHIVE_LIST_FLOW_RUNS,
  WEIR_ARCHIVE_GET_RUN,
  WEIR_ARCHIVE_FIND_RUN,
  WEIR_ARCHIVE_UNENDED_RUNS,
  WEIR_ARCHIVE_MEASURE_RUN,
  WEIR_ARCHIVE_COUNT_RUN,
  WEIR_ARCHIVE_CUT_OFF_RUN,
  WEIR_ARCHIVE_SET_TITLE,
  WEIR_ARCHIVE_SET_NOTE,
  WEIR_ARCHIVE_SET_PINNED,
  WEIR_ARCHIVE_MOVE_RUNS,
  WEIR_ARCHIVE_MOVE_BASELINE,
  WEIR_ARCHIVE_SET_BASELINE,
  WEIR_ARCHIVE_CLEAR_BASELINE,
  WEIR_ARCHIVE_GET_BASELINE,
  WEIR_ARCHIVE_COUNT_RESULTS,
  WEIR_ARCHIVE_COUNT_FAILED,
  WEIR_ARCHIVE_LIST_RESULTS,
  WEIR_ARCHIVE_LIST_FAILED,
  WEIR_ARCHIVE_RANGE_OF_RUN,
  WEIR_ARCHIVE_GET_ROW,
  WEIR_ARCHIVE_LIST_TEXTS,
  WEIR_ARCHIVE_GET_RECORD,
  WEIR_ARCHIVE_EACH_RECORD,
  WEIR_ARCHIVE_COUNT_RUNS,
  WEIR_ARCHIVE_STAYING_BYTES,
  WEIR_ARCHIVE_OLDEST_RUN,
  WEIR_ARCHIVE_REMOVED_RUN,
  WEIR_ARCHIVE_MARK_RUN,
  WEIR_ARCHIVE_DELETE_SAMPLES,
  WEIR_ARCHIVE_DELETE_RECORDS,
  WEIR_ARCHIVE_DELETE_RESULTS,
  WEIR_ARCHIVE_DELETE_WINDOWS,
  WEIR_ARCHIVE_DELETE_TEXTS,
  WEIR_ARCHIVE_DELETE_DATA,
  WEIR_ARCHIVE_DELETE_BASELINE,
  WEIR_ARCHIVE_DELETE_RUN,
  WEIR_ARCHIVE_PAGE_COUNT,
  WEIR_ARCHIVE_FREE_COUNT,
  WEIR_ARCHIVE_PAGE_SIZE,
  WEIR_ARCHIVE_N_STATEMENTS,
} WeirArchiveStatement;

/* How the tables of a file stand. */
typedef enum
{
  WEIR_ARCHIVE_SCHEMA_NONE, /* a new file */
  WEIR_ARCHIVE_SCHEMA_OLD,  /* of an older version */
  WEIR_ARCHIVE_SCHEMA_READY,
} WeirArchiveSchema;

/* What the writer of a run knows of it. */
typedef struct
{
  gint64 run_id; /* 0 = none */
  GHashTable *texts; /* (nullable) char* → id of result_text, as gint64*; emptied when large */
} WeirArchiveWriter;

typedef struct
{
  gint64 id; /* of a result */
  gint64 time_us;
} WeirSlowBodies;

/* The bodies of the run being written. Plain values: a transaction that fails puts them back. */
typedef struct
{
  gint64 run_id; /* 0 = none */
  gint64 bytes; /* of bodies in the file */
  gint64 dropped_bytes; /* of bodies that were in the file */
  gint64 n_without; /* results whose bodies were dropped, here or before they came here */
  WeirSlowBodies slowest[WEIR_LIMIT_SLOWEST_BODIES];
  guint n_slowest;
} WeirArchiveBodies;

struct _WeirArchive
{
  sqlite3 *db;
  char *file_name;
  char *notice; /* (nullable) */
  gboolean damaged; /* the latest error was damage of the file */
  int lock_fd; /* -1 = not open */
  sqlite3_stmt *statements[WEIR_ARCHIVE_N_STATEMENTS];
  GByteArray *pending; /* results and windows not yet written, see weir-archive-write.c */
  WeirArchiveWriter writer;
  gint64 written_bytes; /* since the latest run was begun */
  WeirArchiveBodies bodies;
  gint64 body_limit; /* how many bytes of bodies a run keeps */
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

/* Runs SQL as it is, while opening. */
gboolean weir_archive_execute (WeirArchive *archive, const char *text, GError **error);
/* Binds nothing but @run_id to its first parameter. */
gboolean weir_archive_run_for (WeirArchive *archive, WeirArchiveStatement which, gint64 run_id,
                               GError **error);
/* Sees to it that a loop over rows ended because there were no more. */
gboolean weir_archive_check_end (WeirArchive *archive, int code, GError **error);

/* weir-archive-schema.c */
gboolean weir_archive_check_schema (WeirArchive *archive, WeirArchiveSchema *state, GError **error);
gboolean weir_archive_update_schema (WeirArchive *archive, GError **error);

/* weir-archive-file.c */
gboolean weir_archive_make_file (WeirArchive *archive, GError **error);
void weir_archive_share_file (WeirArchive *archive);
typedef gboolean (*WeirArchiveReopen) (WeirArchive *archive, GError **error);
gboolean weir_archive_replace_file (WeirArchive *archive, WeirArchiveReopen reopen, GError **error);
void weir_archive_hold_run (WeirArchive *archive, gint64 run_id);
void weir_archive_release_run (WeirArchive *archive, gint64 run_id);
gboolean weir_archive_is_held (WeirArchive *archive, gint64 run_id);

/* weir-archive-write.c: one transaction around @change; nothing of it stays when it fails. */
typedef gboolean (*WeirArchiveChange) (WeirArchive *archive, gpointer data, GError **error);
gboolean weir_archive_transact (WeirArchive *archive, WeirArchiveChange change, gpointer data,
                                GError **error);

/* weir-archive-bodies.c */
gboolean weir_archive_make_room (WeirArchive *archive, gint64 run_id, const WeirStepBrief *brief, gsize bytes,
                                 gboolean *fits, GError **error);
gboolean weir_archive_note_bodies (WeirArchive *archive, gint64 id, const WeirStepBrief *brief, gsize bytes,
                                   GError **error);

/* weir-archive-read.c */
gboolean weir_archive_get_row (WeirArchive *archive, gint64 result_id, WeirResultRow *result, GError **error);

/* weir-result-selection.c */
WeirResultSelection *weir_result_selection_new (GArray *ids, GByteArray *problems, GArray *limits);

/* weir-archive-runs.c */
gboolean weir_archive_mark_cut_off (WeirArchive *archive, GError **error);

gboolean weir_archive_prune (WeirArchive *archive, const WeirRunInfo *finished, GError **error);

G_END_DECLS
