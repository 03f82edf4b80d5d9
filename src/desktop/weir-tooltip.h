/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-tooltip.h: tooltips that are set with every edit
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void weir_tooltip_set (GtkWidget *widget, const char *text);

G_END_DECLS
