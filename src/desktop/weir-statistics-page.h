/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-statistics-page.h: the figures of a run, step by step
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-flow.h"
#include "weir-run-snapshot.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STATISTICS_PAGE (weir_statistics_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirStatisticsPage, weir_statistics_page, WEIR, STATISTICS_PAGE, GtkWidget)

void weir_statistics_page_update (WeirStatisticsPage *self, WeirRunSnapshot *snapshot, WeirFlow *flow);
char *weir_statistics_page_get_text (WeirStatisticsPage *self);

G_END_DECLS
