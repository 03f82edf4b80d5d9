/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-menu-row.h: a row of a menu with a badge and a second line
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_MENU_ROW (weir_menu_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirMenuRow, weir_menu_row, WEIR, MENU_ROW, GtkButton)

/* property: title, the label of the row */
void weir_menu_row_set_badge (WeirMenuRow *self, const char *badge);
const char *weir_menu_row_get_badge (WeirMenuRow *self);
void weir_menu_row_set_note (WeirMenuRow *self, const char *note);
const char *weir_menu_row_get_note (WeirMenuRow *self);

G_END_DECLS
