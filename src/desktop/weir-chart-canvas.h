/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-canvas.h: a chart on the screen, with a cross-hair for pointer and keyboard
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-chart.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CHART_CANVAS (weir_chart_canvas_get_type ())
G_DECLARE_FINAL_TYPE (WeirChartCanvas, weir_chart_canvas, WEIR, CHART_CANVAS, GtkWidget)

/* signal: activated (canvas, int part, int step, guint iteration, guint vu): see WeirChartSubject */
void weir_chart_canvas_take_chart (WeirChartCanvas *self, WeirChart *chart);
WeirChart *weir_chart_canvas_get_chart (WeirChartCanvas *self);
void weir_chart_canvas_set_series_visible (WeirChartCanvas *self, guint series, gboolean visible);
WeirPaletteKind weir_chart_canvas_get_palette (GtkWidget *widget);

/* What the cross-hair is on; FALSE: nothing. */
gboolean weir_chart_canvas_get_hit (WeirChartCanvas *self, WeirChartHit *hit);
void weir_chart_canvas_point_at (WeirChartCanvas *self, double x, double y);
gboolean weir_chart_canvas_move (WeirChartCanvas *self, WeirChartMove move);
void weir_chart_canvas_leave (WeirChartCanvas *self);
void weir_chart_canvas_activate (WeirChartCanvas *self);
guint weir_chart_canvas_get_n_drawn (WeirChartCanvas *self);

G_END_DECLS
