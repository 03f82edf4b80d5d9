/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-history-row.h: one run in the list of runs
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-archive.h"

G_BEGIN_DECLS

#define WEIR_TYPE_HISTORY_ROW (weir_history_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirHistoryRow, weir_history_row, WEIR, HISTORY_ROW, GtkListBoxRow)

GtkWidget *weir_history_row_new (const WeirRunInfo *info, gboolean with_flow, gboolean chosen);
const WeirRunInfo *weir_history_row_get_info (WeirHistoryRow *self);

G_END_DECLS
