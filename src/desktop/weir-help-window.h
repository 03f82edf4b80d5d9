/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-help-window.h: the built-in help: load plans, in words and pictures
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_HELP_WINDOW (weir_help_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirHelpWindow, weir_help_window, WEIR, HELP_WINDOW, GtkWindow)

GtkWidget *weir_help_window_new (GtkWindow *parent);
GtkListBox *weir_help_window_get_list (WeirHelpWindow *self);
GtkStack *weir_help_window_get_pages (WeirHelpWindow *self);

G_END_DECLS
