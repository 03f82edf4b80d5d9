/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-snug-layout.h: a scrolled window as high as what scrolls in it
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SNUG_LAYOUT (weir_snug_layout_get_type ())
G_DECLARE_FINAL_TYPE (WeirSnugLayout, weir_snug_layout, WEIR, SNUG_LAYOUT, GtkLayoutManager)

G_END_DECLS
