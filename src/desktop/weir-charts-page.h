/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-charts-page.h: all charts of a run, below one another
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-chart-view.h"
#include "weir-run-series.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CHARTS_PAGE (weir_charts_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirChartsPage, weir_charts_page, WEIR, CHARTS_PAGE, GtkWidget)

/* signal: jump (page, int part, int step, guint iteration, guint vu): a point, cell, bar or band was
   activated.
 *   part and step are -1, iteration and vu 0, when it stands for no one of them. */
GtkWidget *weir_charts_page_new (void);
/* May be called as often as there is something new, and while the page is hidden: at most 4 times a second,
   and
 * only what is on the screen, is drawn. All nullable; references are kept.
 * @statistics: of WeirStepStatistics; @windows: of WeirTimeWindow */
void weir_charts_page_set_data (WeirChartsPage *self, WeirRunSeries *series, GPtrArray *statistics,
                                GPtrArray *windows);
/* (nullable): NULL while a chart of that id (weir_chart_get_id()) is not shown. */
WeirChartView *weir_charts_page_get_view (WeirChartsPage *self, const char *id);
guint weir_charts_page_get_n_updates (WeirChartsPage *self);

G_END_DECLS
