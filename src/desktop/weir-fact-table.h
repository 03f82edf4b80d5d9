/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-fact-table.h: a small table of texts that can be selected and copied
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-words.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FACT_TABLE (weir_fact_table_get_type ())
G_DECLARE_FINAL_TYPE (WeirFactTable, weir_fact_table, WEIR, FACT_TABLE, GtkWidget)

void weir_fact_table_begin (WeirFactTable *self, const char *const *titles, const char *empty);
void weir_fact_table_add (WeirFactTable *self, WeirTone tone, const char *const *texts);

G_END_DECLS
