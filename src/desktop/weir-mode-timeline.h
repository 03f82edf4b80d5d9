/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-mode-timeline.h: the mode of an iteration as a picture: when one client begins its requests
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-chart-view.h"
#include "weir-editor-context.h"
#include "weir-iteration.h"

G_BEGIN_DECLS

#define WEIR_TYPE_MODE_TIMELINE (weir_mode_timeline_get_type ())
G_DECLARE_FINAL_TYPE (WeirModeTimeline, weir_mode_timeline, WEIR, MODE_TIMELINE, GtkWidget)

/* What one client of @iteration does; (transfer full). @missing: (nullable): why it cannot be drawn */
WeirChart *weir_mode_timeline_new_chart (WeirIteration *iteration, const char *missing);

GtkWidget *weir_mode_timeline_new (void);
void weir_mode_timeline_bind (WeirModeTimeline *self, WeirEditorContext *context, WeirIteration *iteration);
WeirChartView *weir_mode_timeline_get_view (WeirModeTimeline *self);

G_END_DECLS
