/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-preferences-window.h: the few things a person can set for all documents
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_PREFERENCES_WINDOW (weir_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirPreferencesWindow, weir_preferences_window, WEIR, PREFERENCES_WINDOW, GtkWindow)

GtkWidget *weir_preferences_window_new (GtkWindow *parent);

G_END_DECLS
