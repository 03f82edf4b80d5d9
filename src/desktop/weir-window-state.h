/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-state.h: sizes of the window and its panes, kept between starts
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void weir_window_state_load (GtkWindow *window, GtkPaned *steps, GtkPaned *results);
void weir_window_state_save (GtkWindow *window, GtkPaned *steps, GtkPaned *results);

G_END_DECLS
