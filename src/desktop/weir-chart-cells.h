/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-cells.h: a chart as a table, for people who cannot see it or want the numbers
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-chart-canvas.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CHART_CELLS (weir_chart_cells_get_type ())
G_DECLARE_FINAL_TYPE (WeirChartCells, weir_chart_cells, WEIR, CHART_CELLS, GtkWidget)

GtkWidget *weir_chart_cells_new (WeirChartCanvas *canvas);
/* After the canvas got another chart. */
void weir_chart_cells_update (WeirChartCells *self);

G_END_DECLS
