/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-values.h: what a row gives the variables that its columns are
 */

#pragma once

#include "weir-data-rows.h"
#include "weir-names.h"
#include "weir-value.h"

G_BEGIN_DECLS

/* Sets values[column] for each column of the row; missing where a JSON object has no such key. */
void weir_data_rows_get_values (const WeirDataRows *rows, guint row, WeirValue *values);
void weir_data_rows_add_names (const WeirDataRows *rows, WeirNames *names);

G_END_DECLS
