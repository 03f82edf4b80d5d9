/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-column-layout.h: children below one another, as wide as there is room
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_COLUMN_LAYOUT (weir_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (WeirColumnLayout, weir_column_layout, WEIR, COLUMN_LAYOUT, GtkLayoutManager)

G_END_DECLS
