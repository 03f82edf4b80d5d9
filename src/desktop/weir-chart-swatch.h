/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-swatch.h: what stands before the name of a series in the buttons
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-chart-canvas.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CHART_SWATCH (weir_chart_swatch_get_type ())
G_DECLARE_FINAL_TYPE (WeirChartSwatch, weir_chart_swatch, WEIR, CHART_SWATCH, GtkWidget)

GtkWidget *weir_chart_swatch_new (WeirChartCanvas *canvas, guint series);

G_END_DECLS
