/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-comparison-window.h: two runs, step by step
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-compared-run.h"
#include "weir-run-comparison.h"

G_BEGIN_DECLS

/* Two runs as they lie in the archive, and how the second differs from the first. */
typedef struct
{
  WeirComparedRun *runs[2]; /* the earlier one first */
  WeirRunComparison *comparison;
} WeirRunPair;

WeirRunPair *weir_run_pair_read (WeirArchive *archive, gint64 run_id, WeirArchive *other_archive,
                                 gint64 other_id, GError **error);
void weir_run_pair_free (WeirRunPair *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRunPair, weir_run_pair_free)

#define WEIR_TYPE_RUN_COMPARISON_WINDOW (weir_run_comparison_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirRunComparisonWindow, weir_run_comparison_window, WEIR, RUN_COMPARISON_WINDOW,
                      GtkWindow)

WeirRunComparisonWindow *weir_run_comparison_window_new (GtkWindow *parent, const WeirRunPair *pair);

G_END_DECLS
