/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environments-window.h: the environments of a folder, to be edited
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-environment-files.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ENVIRONMENTS_WINDOW (weir_environments_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironmentsWindow, weir_environments_window, WEIR, ENVIRONMENTS_WINDOW, GtkWindow)

WeirEnvironmentsWindow *weir_environments_window_new (GtkWindow *parent, WeirEnvironmentFiles *files);
/* (nullable): the one in which that folder is edited */
WeirEnvironmentsWindow *weir_environments_window_find (WeirEnvironmentFiles *files);
WeirEnvironmentFiles *weir_environments_window_get_files (WeirEnvironmentsWindow *self);
void weir_environments_window_select (WeirEnvironmentsWindow *self, const char *name);
/* Its parent shall close. FALSE: not yet, for it asks; afterwards it closes its parent itself. */
gboolean weir_environments_window_let_go (WeirEnvironmentsWindow *self);
const char *weir_environments_window_get_message (WeirEnvironmentsWindow *self); /* (nullable) */

G_END_DECLS
