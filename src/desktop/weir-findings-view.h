/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-findings-view.h: what the program says about a run: how well it was measured, and what stands out
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-result-pass.h"
#include "weir-run-snapshot.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FINDINGS_VIEW (weir_findings_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirFindingsView, weir_findings_view, WEIR, FINDINGS_VIEW, GtkWidget)

/* signals:
 *   result-chosen (WeirFindingsView *view, guint64 pass_key, int step)   the evidence of a finding of a flow
 *   finding-chosen (WeirFindingsView *view, const WeirFinding *finding)   of a load plan */
void weir_findings_view_show_plan (WeirFindingsView *self, WeirQuality *quality, WeirFindings *findings);
void weir_findings_view_update (WeirFindingsView *self, const WeirRunSnapshot *snapshot);
GtkListBox *weir_findings_view_get_list (WeirFindingsView *self);

G_END_DECLS
