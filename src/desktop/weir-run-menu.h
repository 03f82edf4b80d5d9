/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-menu.h: the arrow beside Run, and the menu with the options of a run
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RUN_MENU (weir_run_menu_get_type ())
G_DECLARE_FINAL_TYPE (WeirRunMenu, weir_run_menu, WEIR, RUN_MENU, GtkWidget)

/* signal: copied (WeirRunMenu *menu, const char *message)   the command is on the clipboard */
void weir_run_menu_set_session (WeirRunMenu *self, WeirSession *session);
GtkPopover *weir_run_menu_get_popover (WeirRunMenu *self);

G_END_DECLS
