/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive.h: runs in SQLite: appended to while they run, read by run and id
 *
 * An archive belongs to the thread that opened it; open it again in another thread (the file is in WAL mode,
 * so readers never wait for the writer).
 */

#pragma once

#include <glib.h>

#include "weir-step-result.h"

G_BEGIN_DECLS

typedef struct _WeirArchive WeirArchive;

#define WEIR_ARCHIVE_ERROR (weir_archive_error_quark ())
GQuark weir_archive_error_quark (void);

typedef enum
{
  WEIR_ARCHIVE_ERROR_OPEN,
  WEIR_ARCHIVE_ERROR_WRITE,
  WEIR_ARCHIVE_ERROR_READ,
  WEIR_ARCHIVE_ERROR_NOT_FOUND,
} WeirArchiveError;

/* A run as a row. Strings owned. */
typedef struct
{
  gint64 id;          /* row id, given by the archive */
  char *uuid;         /* ${run.id} */
  char *name;         /* of the flow */
  char *file_name;    /* (nullable) absolute path of the document */
  char *document;     /* the frozen copy, YAML */
  guint iterations;   /* as run */
  guint parallel;
  guint delay_ms;
  gboolean stop_on_failure;
  gint64 started_at;  /* µs since the epoch, UTC */
  gint64 duration_us; /* 0 while it runs */
  WeirOutcome outcome; /* WEIR_OUTCOME_NONE while it runs, or when it was cut off */
  gboolean partial;   /* stopped, cut off, or results lost */
  char *summary;      /* (nullable) "Passed, 3 answers not checked" */
} WeirRunInfo;

WeirRunInfo *weir_run_info_new (void);
WeirRunInfo *weir_run_info_copy (const WeirRunInfo *info);
void weir_run_info_free (WeirRunInfo *info);

/* One row of a list of results. */
typedef struct
{
  gint64 id;
  WeirStepBrief brief;
} WeirResultRow;

/* Which results; zero-initialised = all, in the order they came. */
typedef struct
{
  gboolean failed_only;
  int part;      /* WeirFlowPart + 1; 0 = any */
  int step;      /* index + 1; 0 = any */
  guint iteration; /* 0 = any */
  guint vu;        /* 0 = any */
  gint64 after_id; /* ids above this one only; ids grow in the order results come */
  gint64 until_id; /* ids up to this one only; 0 = any */
} WeirResultFilter;

/* @file_name NULL: $WEIR_DATA_DIR/runs.db, else XDG_DATA_HOME/weir/runs.db; folders are made. */
WeirArchive *weir_archive_open (const char *file_name, GError **error);
void weir_archive_close (WeirArchive *archive);
char *weir_archive_get_default_file_name (void);

/* What weir_archive_finish_run() leaves; WEIR_LIMIT_KEPT_RUNS and WEIR_LIMIT_ARCHIVE_BYTES unless set. */
void weir_archive_set_limits (WeirArchive *archive, guint runs, gint64 bytes);

/* Writing. Results are on disk, and seen by readers, after weir_archive_commit(), called a few times a second
 * by the writer. When writing fails, what was appended since the last commit is lost. */
gboolean weir_archive_begin_run (WeirArchive *archive, WeirRunInfo *info, GError **error); /* sets info->id */
gboolean weir_archive_append (WeirArchive *archive, gint64 run_id, const WeirStepBrief *brief,
                              const guint8 *record, gsize record_size, GError **error);
gboolean weir_archive_commit (WeirArchive *archive, GError **error);
/* Commits, and removes the oldest runs beyond the limits. */
gboolean weir_archive_finish_run (WeirArchive *archive, const WeirRunInfo *info, GError **error);

/* Reading. */
/* Newest first; of WeirRunInfo without document. (transfer full) */
GPtrArray *weir_archive_list_runs (WeirArchive *archive, guint limit, GError **error);
WeirRunInfo *weir_archive_get_run (WeirArchive *archive, gint64 run_id, GError **error);
WeirRunInfo *weir_archive_find_run (WeirArchive *archive, const char *uuid, GError **error);
/* -1 on error. @filter NULL: all. */
gint64 weir_archive_count_results (WeirArchive *archive, gint64 run_id, const WeirResultFilter *filter,
                                   GError **error);
/* Up to @limit rows after the first @offset; of WeirResultRow. */
GArray *weir_archive_list_results (WeirArchive *archive, gint64 run_id, const WeirResultFilter *filter,
                                   gint64 offset, guint limit, GError **error);
/* Calls @function with the head of every result of the run in order; FALSE from it stops. */
typedef gboolean (*WeirArchiveRowFunc) (const WeirResultRow *row, gpointer data);
gboolean weir_archive_foreach_row (WeirArchive *archive, gint64 run_id, const WeirResultFilter *filter,
                                   WeirArchiveRowFunc function, gpointer data, GError **error);
WeirStepResult *weir_archive_get_result (WeirArchive *archive, gint64 result_id, GError **error);
/* Calls @function with every result of the run in order, one in memory at a time; FALSE from it stops. */
typedef gboolean (*WeirArchiveFunc) (gint64 result_id, const WeirStepResult *result, gpointer data);
gboolean weir_archive_foreach_result (WeirArchive *archive, gint64 run_id, WeirArchiveFunc function,
                                      gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirArchive, weir_archive_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRunInfo, weir_run_info_free)

G_END_DECLS
