/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-menu.h: the arrow beside Start: which rounds run, and the command that does the same
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_MENU (weir_plan_menu_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanMenu, weir_plan_menu, WEIR, PLAN_MENU, GtkWidget)

/* signals:
 *   copied (WeirPlanMenu *menu, const char *message)   the command is on the clipboard
 *   chosen (WeirPlanMenu *menu)                        other rounds run from now on */
void weir_plan_menu_set_session (WeirPlanMenu *self, WeirSession *session);
GtkPopover *weir_plan_menu_get_popover (WeirPlanMenu *self);

G_END_DECLS
