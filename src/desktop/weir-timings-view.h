/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-timings-view.h: where the time of one request went, as labelled bars
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-exchange.h"

G_BEGIN_DECLS

#define WEIR_TYPE_TIMINGS_VIEW (weir_timings_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirTimingsView, weir_timings_view, WEIR, TIMINGS_VIEW, GtkWidget)

void weir_timings_view_set_exchange (WeirTimingsView *self, const WeirExchange *exchange);

G_END_DECLS
