/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-readout.h: the box beside a cross-hair with the values there
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-chart.h"

G_BEGIN_DECLS

void weir_chart_readout_snapshot (GtkWidget *widget, GtkSnapshot *snapshot, WeirChart *chart,
                                  const WeirChartHit *hit, WeirPaletteKind palette);

G_END_DECLS
