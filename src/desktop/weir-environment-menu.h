/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-menu.h: the button with the environment a document runs in
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ENVIRONMENT_MENU (weir_environment_menu_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironmentMenu, weir_environment_menu, WEIR, ENVIRONMENT_MENU, GtkWidget)

void weir_environment_menu_set_session (WeirEnvironmentMenu *self, WeirSession *session);
const char *weir_environment_menu_get_label (WeirEnvironmentMenu *self);

G_END_DECLS
