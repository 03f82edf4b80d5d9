/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-timing-band.h: a bar from one instant to another on a shared axis
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_TIMING_BAND (weir_timing_band_get_type ())
G_DECLARE_FINAL_TYPE (WeirTimingBand, weir_timing_band, WEIR, TIMING_BAND, GtkWidget)

GtkWidget *weir_timing_band_new (double begin, double end);

G_END_DECLS
