/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-results-view.h: the right pane: how the run came out, its results, and one of them whole
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-flow.h"
#include "weir-result-details.h"
#include "weir-result-filter-bar.h"
#include "weir-result-pass.h"
#include "weir-result-reader.h"
#include "weir-run-snapshot.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULTS_VIEW (weir_results_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultsView, weir_results_view, WEIR, RESULTS_VIEW, GtkWidget)

/* signals:
 *   step-filter-cleared (WeirResultsView *view)   the person wants to see the results of all steps again
 *   cleared (WeirResultsView *view)               the person wants to see the results no more */
void weir_results_view_set_archive (WeirResultsView *self, const char *file_name);
void weir_results_view_clear (WeirResultsView *self);
void weir_results_view_update (WeirResultsView *self, WeirRunSnapshot *snapshot, WeirFlow *flow);
void weir_results_view_set_step (WeirResultsView *self, WeirFlowPart part, int index, const char *name);
void weir_results_view_set_choice (WeirResultsView *self, const WeirResultChoice *choice);
void weir_results_view_set_failed_only (WeirResultsView *self, gboolean failed_only);
void weir_results_view_show_result (WeirResultsView *self, WeirPassKey key, guint step);
void weir_results_view_select (WeirResultsView *self, guint nth);
gboolean weir_results_view_is_busy (WeirResultsView *self);
const char *weir_results_view_get_outcome (WeirResultsView *self);
GtkSingleSelection *weir_results_view_get_shown_rows (WeirResultsView *self);
WeirResultDetails *weir_results_view_get_details (WeirResultsView *self);
WeirResultReader *weir_results_view_get_reader (WeirResultsView *self);
GtkPaned *weir_results_view_get_pane (WeirResultsView *self);

G_END_DECLS
