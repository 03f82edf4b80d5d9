/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-toggles.h: buttons that show and hide the series of a chart
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-chart-canvas.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CHART_TOGGLES (weir_chart_toggles_get_type ())
G_DECLARE_FINAL_TYPE (WeirChartToggles, weir_chart_toggles, WEIR, CHART_TOGGLES, GtkWidget)

void weir_chart_toggles_set_canvas (WeirChartToggles *self, WeirChartCanvas *canvas);
/* After the canvas got another chart. */
void weir_chart_toggles_update (WeirChartToggles *self);
GtkToggleButton *weir_chart_toggles_get_button (WeirChartToggles *self, guint series);

G_END_DECLS
