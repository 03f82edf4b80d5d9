/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-columns.h: the columns of the list of results
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void weir_result_columns_add (GtkColumnView *view);
void weir_result_columns_set_by_vu (GtkColumnView *view, gboolean by_vu);

G_END_DECLS
