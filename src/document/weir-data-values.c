/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-values.c: what a row gives the variables that its columns are
 */

#include "config.h"

#include "weir-data-values.h"

#include <string.h>

#include "weir-data-rows-private.h"

/**
 * weir_data_rows_get_values:
 * @rows: rows
 * @row: which of them, from 0
 * @values: (array): one for each column, each overwritten
 *
 * What CSV holds is text; what JSON holds keeps its type.
 */
void
weir_data_rows_get_values (const WeirDataRows *rows, guint row, WeirValue *values)
{
  const char *cell;

  g_return_if_fail (row < rows->n_rows);

  if (rows->is_json)
    {
      weir_data_get_object (rows, row, values);
      return;
    }
  cell = rows->cells->str + g_array_index (rows->offsets, guint32, row);
  for (guint i = 0; i < rows->columns->len; i++)
    {
      gsize length = strlen (cell);

      weir_value_set_text (&values[i], cell, (gssize) length);
      cell += length + 1;
    }
}

/* The columns are names a document knows then. */
void
weir_data_rows_add_names (const WeirDataRows *rows, WeirNames *names)
{
  for (guint i = 0; i < rows->columns->len; i++)
    weir_names_add (names, g_ptr_array_index (rows->columns, i));
}
