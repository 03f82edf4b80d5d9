/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-focus.h: Shift+Tab leaves a widget that passes the focus on to one of its parts
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void weir_focus_install (GtkWidgetClass *widget_class, gboolean (*grab) (GtkWidget *widget));

G_END_DECLS
