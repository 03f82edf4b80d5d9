/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-view.h: a chart with its title, its summary, its series, and as a table
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-chart-canvas.h"
#include "weir-chart-toggles.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CHART_VIEW (weir_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirChartView, weir_chart_view, WEIR, CHART_VIEW, GtkWidget)

/* signal: jump (view, int part, int step, guint iteration, guint vu): something was activated; see
 *   WeirChartSubject
 * actions: chart.show-table (toggles), chart.save-svg, chart.save-png */
GtkWidget *weir_chart_view_new (void);
void weir_chart_view_take_chart (WeirChartView *self, WeirChart *chart);
/* @scroller: what the view is scrolled in */
gboolean weir_chart_view_is_on_screen (WeirChartView *self, GtkWidget *scroller);
void weir_chart_view_set_control (WeirChartView *self, GtkWidget *control);
void weir_chart_view_hide_summary (WeirChartView *self);
gboolean weir_chart_view_save (WeirChartView *self, GFile *file, GError **error);

WeirChartCanvas *weir_chart_view_get_canvas (WeirChartView *self);
WeirChartToggles *weir_chart_view_get_toggles (WeirChartView *self);

G_END_DECLS
