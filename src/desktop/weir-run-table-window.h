/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-table-window.h: three runs or more side by side, a column for each
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-compared-run.h"
#include "weir-run-comparison.h"

G_BEGIN_DECLS

#define WEIR_RUN_TABLE_MOST 8

/* Runs as they lie in the archive, and how each differs from the first. */
typedef struct
{
  GPtrArray *runs;        /* of WeirComparedRun: the reference, then the others, the earliest first */
  GPtrArray *comparisons; /* of WeirRunComparison, of the reference with each of the others */
  GPtrArray *n_findings;  /* of char*: how many findings each run has, for people */
} WeirRunTable;

WeirRunTable *weir_run_table_read (WeirArchive *archive, const gint64 *run_ids, guint n_runs, GError **error);
void weir_run_table_free (WeirRunTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRunTable, weir_run_table_free)

#define WEIR_TYPE_RUN_TABLE_WINDOW (weir_run_table_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirRunTableWindow, weir_run_table_window, WEIR, RUN_TABLE_WINDOW, GtkWindow)

WeirRunTableWindow *weir_run_table_window_new (GtkWindow *parent, const WeirRunTable *runs);

G_END_DECLS
