/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-selection.h: which results of a run, in which order, as a list of row ids
 *
 * Building the list looks at every result once, on a thread of its own; any page of it is then read at once,
 * however far down. The list is of the instant it was built: results that come later are not in it.
 */

#pragma once

#include <gio/gio.h>

#include "weir-archive.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_RESULT_SORT_ORDER,        /* as they came */
  WEIR_RESULT_SORT_TIME,         /* results without a time last, whichever the direction */
  WEIR_RESULT_SORT_STATUS,       /* results without an answer last, whichever the direction */
  WEIR_RESULT_SORT_START,        /* by the instant the step began */
  WEIR_RESULT_SORT_FAILED_FIRST, /* failed ones as they came, then the others as they came */
} WeirResultSort;

/* Zero-initialised = all, as they came. What is set must all hold. */
typedef struct
{
  WeirResultFilter filter;
  gboolean slow;       /* slower than `slow_us` */
  gint64 slow_us;      /* 0 = the 95th percentile of the result's own step in this run */
  const char *text;    /* (nullable) words; each must be in name, message or status, in any case */
  WeirResultSort sort;
  gboolean descending; /* equal ones stay as they came */
} WeirResultQuery;

typedef enum
{
  WEIR_RESULT_PROBLEM_NONE,
  WEIR_RESULT_PROBLEM_FAILED,
  WEIR_RESULT_PROBLEM_NOT_CHECKED, /* answered, and nothing checked it */
} WeirResultProblem;

/* A result of that step is slow when it took longer. */
typedef struct
{
  guint part; /* WeirFlowPart */
  guint step; /* index within the part */
  gint64 us;
} WeirSlowLimit;

typedef struct _WeirResultSelection WeirResultSelection;

/* @fraction: 0 to 1 */
typedef void (*WeirSelectProgress) (double fraction, gpointer data);

WeirResultSelection *weir_archive_select (WeirArchive *archive, gint64 run_id, const WeirResultQuery *query,
                                          WeirSelectProgress progress, gpointer progress_data,
                                          GCancellable *cancellable, GError **error);
/* @file_name: as for weir_archive_open(). @progress is called in the thread-default main context of the
 * caller, not after @callback. */
void weir_archive_select_async (const char *file_name, gint64 run_id, const WeirResultQuery *query,
                                WeirSelectProgress progress, gpointer progress_data,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
WeirResultSelection *weir_archive_select_finish (GAsyncResult *result, GError **error);

WeirResultSelection *weir_result_selection_ref (WeirResultSelection *self);
void weir_result_selection_unref (WeirResultSelection *self);
guint weir_result_selection_get_count (const WeirResultSelection *self);
gint64 weir_result_selection_get_id (const WeirResultSelection *self, guint index);
WeirResultProblem weir_result_selection_get_problem (const WeirResultSelection *self, guint index);
guint weir_result_selection_count_problem (const WeirResultSelection *self, WeirResultProblem problem);
/* What the 95th percentile was, where slow results were asked for by it. */
const GArray *weir_result_selection_get_limits (const WeirResultSelection *self);
/* Where a result is in the list; FALSE when it is not. */
gboolean weir_result_selection_find (const WeirResultSelection *self, gint64 result_id, guint *index);
/* Up to @limit rows from @offset on; of WeirResultRow. NULL with WEIR_ARCHIVE_ERROR_NOT_FOUND when the run
 * has been removed meanwhile. (transfer full) */
GArray *weir_result_selection_get_page (const WeirResultSelection *self, WeirArchive *archive, guint offset,
                                        guint limit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirResultSelection, weir_result_selection_unref)

G_END_DECLS
