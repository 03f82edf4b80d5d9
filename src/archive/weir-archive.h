/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive.h: runs in SQLite: appended to while they run, read by run and id
 *
 * An archive belongs to the thread that opened it; open it again in another thread (the file is in WAL mode,
 * so readers never wait for the writer).
 */

#pragma once

#include <glib.h>

#include "weir-step-result.h"
#include "weir-step-statistics.h"

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
  WEIR_ARCHIVE_ERROR_RUNNING, /* the run is going on */
} WeirArchiveError;

/* A run as a row. Strings owned. */
typedef struct
{
  gint64 id;          /* row id, given by the archive */
  char *uuid;         /* ${run.id} */
  gboolean is_plan;   /* the run of a load plan, whose results have jobs for steps; else of a flow */
  char *name;         /* of the flow or plan */
  char *title;        /* (nullable) what a person called the run; shown instead of the name */
  char *note;         /* (nullable) what a person wrote about it */
  gboolean pinned;    /* is never removed to make room */
  gboolean baseline;  /* the run that others of its flow are compared with; is never removed either */
  char *file_name;    /* (nullable) absolute path of the document */
  char *document;     /* the frozen copy, YAML */
  guint iterations;   /* as run */
  guint parallel;
  guint delay_ms;
  gboolean stop_on_failure;
  char *data_file;    /* (nullable) absolute path of the file whose rows the passes took */
  guint data_rows;    /* how many it had; 0 without a file */
  gboolean data_random; /* any row for a pass instead of the next one */
  char *environment;  /* (nullable) the name of the environment it ran with */
  char *only_step;    /* (nullable) the one step that was run */
  char *weir_version; /* (nullable) what ran it; these four: weir_run_info_set_machine() */
  char *host;         /* (nullable) the computer's name */
  char *kernel;       /* (nullable) "Linux 6.1.0-18-amd64 x86_64" */
  guint cores;        /* 0 = unknown */
  gint64 started_at;  /* µs since the epoch, UTC */
  gint64 duration_us; /* 0 while it runs */
  WeirOutcome outcome; /* WEIR_OUTCOME_NONE while it runs, or when it was cut off */
  gboolean running;   /* somebody is writing it; without outcome and not running: it was cut off */
  gboolean partial;   /* stopped, cut off, or results lost */
  gint64 lost_from_us; /* results from here on, from the start of the run, were not kept; 0 = all were */
  gboolean unverified; /* there were servers whose certificate was not looked at; known when the run ends */
  char *summary;      /* (nullable) "Passed, 3 answers not checked" */
  guint quality;      /* 0 = not judged, else WeirQualityLevel + 1 */
  gint64 n_results;   /* kept; counted when the run ends */
  gint64 n_failed;
  gint64 bytes;       /* about what it takes on the disk */
  gint64 n_without_bodies; /* results whose bodies found no room any more (WEIR_LIMIT_KEPT_RUN_BYTES) */
} WeirRunInfo;

WeirRunInfo *weir_run_info_new (void);
WeirRunInfo *weir_run_info_copy (const WeirRunInfo *info);
void weir_run_info_set_machine (WeirRunInfo *info); /* of this program and computer */
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
/* What opening found and did about it, as a sentence to show; NULL = all was well. */
const char *weir_archive_get_notice (WeirArchive *archive);
char *weir_archive_get_default_file_name (void);

/* What weir_archive_finish_run() leaves; WEIR_LIMIT_KEPT_RUNS and WEIR_LIMIT_ARCHIVE_BYTES unless set. */
void weir_archive_set_limits (WeirArchive *archive, guint runs, gint64 bytes);

/* Writing. Results are on disk, and seen by readers, after weir_archive_commit(), called a few times a second
 * by the writer. When writing fails, what was appended since the last commit is lost. */
gboolean weir_archive_begin_run (WeirArchive *archive, WeirRunInfo *info, GError **error); /* sets info->id */
gboolean weir_archive_append (WeirArchive *archive, gint64 run_id, const WeirStepBrief *brief,
                              const guint8 *record, gsize record_size, GError **error);
/* One of a series by time that is read back in parts, such as a second of a histogram; @kind names the
 * series, @start_us counts from the start of the run. Waits for the commit as results do. */
gboolean weir_archive_append_window (WeirArchive *archive, gint64 run_id, const char *kind, gint64 start_us,
                                     const guint8 *data, gsize size, GError **error);
gboolean weir_archive_commit (WeirArchive *archive, GError **error);
/* What was worked out about a run, whole: statistics, findings, quality; of each @kind the latest counts.
 * On disk when this returns. What the bytes mean is up to their writer, best with a version in front. */
gboolean weir_archive_set_run_data (WeirArchive *archive, gint64 run_id, const char *kind, GBytes *data,
                                    GError **error);
/* Commits, and removes the oldest runs beyond the limits. */
gboolean weir_archive_finish_run (WeirArchive *archive, const WeirRunInfo *info, GError **error);

/* What people do with runs; each is on disk when it returns. */
gboolean weir_archive_set_title (WeirArchive *archive, gint64 run_id, const char *title, GError **error);
gboolean weir_archive_set_note (WeirArchive *archive, gint64 run_id, const char *note, GError **error);
gboolean weir_archive_set_pinned (WeirArchive *archive, gint64 run_id, gboolean pinned, GError **error);
/* @file_name: absolute, of the flow; @run_id 0: none any more. */
gboolean weir_archive_set_baseline (WeirArchive *archive, const char *file_name, gint64 run_id,
                                    GError **error);
/* The file of a flow has another name: its runs, and its baseline, follow it. */
gboolean weir_archive_move_flow (WeirArchive *archive, const char *file_name, const char *new_file_name,
                                 GError **error);
/* It is gone for everybody at once; the space is given back little by little, by weir_archive_tidy() and when
 * later runs end. A run that is going on is refused. */
gboolean weir_archive_delete_run (WeirArchive *archive, gint64 run_id, GError **error);
/* Gives back the space of removed runs, for about @max_us; FALSE in @done: there is more to do. */
gboolean weir_archive_tidy (WeirArchive *archive, gint64 max_us, gboolean *done, GError **error);

/* Reading. */
/* Newest first; of WeirRunInfo without document. (transfer full) */
GPtrArray *weir_archive_list_runs (WeirArchive *archive, guint limit, GError **error);
WeirRunInfo *weir_archive_get_run (WeirArchive *archive, gint64 run_id, GError **error);
WeirRunInfo *weir_archive_find_run (WeirArchive *archive, const char *uuid, GError **error);
/* The latest runs of the flow in that file, as weir_archive_list_runs(). */
GPtrArray *weir_archive_list_flow_runs (WeirArchive *archive, const char *file_name, guint limit,
                                        GError **error);
/* 0 when the flow in that file has none, -1 on error. */
gint64 weir_archive_get_baseline (WeirArchive *archive, const char *file_name, GError **error);
/* NULL with WEIR_ARCHIVE_ERROR_NOT_FOUND when the run has none of that kind. (transfer full) */
GBytes *weir_archive_get_run_data (WeirArchive *archive, gint64 run_id, const char *kind, GError **error);
/* What all results of each step add up to, by part and step: of WeirStepStatistics, with names.
 * (transfer full) */
GPtrArray *weir_archive_get_statistics (WeirArchive *archive, gint64 run_id, GError **error);
/* Calls @function with every window of the kind that starts from @from_us to before @until_us, in the order
 * of their start; FALSE from it stops. */
typedef gboolean (*WeirArchiveWindowFunc) (gint64 start_us, const guint8 *data, gsize size,
                                           gpointer user_data);
gboolean weir_archive_foreach_window (WeirArchive *archive, gint64 run_id, const char *kind, gint64 from_us,
                                      gint64 until_us, WeirArchiveWindowFunc function, gpointer user_data,
                                      GError **error);
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
