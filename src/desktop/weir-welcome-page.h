/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-welcome-page.h: what a window without a document offers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_WELCOME_PAGE (weir_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirWelcomePage, weir_welcome_page, WEIR, WELCOME_PAGE, GtkWidget)

G_END_DECLS
