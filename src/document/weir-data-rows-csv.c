/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-rows-csv.c: rows of CSV: a header row with the names, and as many cells in every row below it
 */

#include "config.h"

#include "weir-data-rows-private.h"

#include <string.h>

#include "weir-csv.h"

static gboolean
fail_unclosed (const WeirDataRows *rows, const char *at, GError **error)
{
  return weir_data_fail (rows, at, error, "A cell of this row begins with a double quote that is never"
                                          " closed. Close it, or write a quote within a cell twice.");
}

static gboolean
read_header (WeirDataRows *rows, WeirCsvReader *reader, GError **error)
{
  const char *at = reader->at;
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  WeirCsvResult result;

  do
    {
      result = weir_csv_next (reader, cell);
      if (result == WEIR_CSV_UNCLOSED)
        return fail_unclosed (rows, at, error);
      if (!weir_data_add_column (rows, at, cell->str, error))
        return FALSE;
      if (!g_hash_table_add (known, g_strdup (cell->str)))
        return weir_data_fail (rows, at, error,
                               "Two columns are called “%s”; the names of columns must differ.", cell->str);
    }
  while (result == WEIR_CSV_CELL);
  return TRUE;
}

static gboolean
fail_ragged (const WeirDataRows *rows, const char *at, guint n_cells, GError **error)
{
  guint n_columns = rows->columns->len;

  if (n_cells > n_columns)
    return weir_data_fail (rows, at, error,
                           "This row has more cells than there are columns, which are %u. Put a cell with a"
                           " comma in it into double quotes, or name the further columns in the first line.",
                           n_columns);
  return weir_data_fail (rows, at, error,
                         "This row has %u of the %u cells that a row has. Write a comma for each cell that is"
                         " empty.",
                         n_cells, n_columns);
}

static gboolean
read_row (WeirDataRows *rows, WeirCsvReader *reader, GString *cell, gboolean *is_end, GError **error)
{
  const char *at = reader->at;
  gsize offset = rows->cells->len;
  guint n_cells = 0;
  WeirCsvResult result;

  do
    {
      result = weir_csv_next (reader, cell);
      *is_end = result == WEIR_CSV_END;
      if (*is_end)
        return TRUE;
      if (result == WEIR_CSV_UNCLOSED)
        return fail_unclosed (rows, at, error);
      if (++n_cells > rows->columns->len)
        return fail_ragged (rows, at, n_cells, error);
      g_string_append_len (rows->cells, cell->str, (gssize) cell->len + 1);
    }
  while (result == WEIR_CSV_CELL);
  if (n_cells != rows->columns->len)
    return fail_ragged (rows, at, n_cells, error);
  return weir_data_add_row (rows, at, offset, error);
}

/*
 * weir_data_read_csv:
 * @rows: rows whose text is known
 *
 * Returns: whether it is CSV with a header and at least one row; %FALSE with @error set
 */
gboolean
weir_data_read_csv (WeirDataRows *rows, GError **error)
{
  const char *text = g_bytes_get_data (rows->bytes, NULL);
  WeirCsvReader reader = weir_csv_reader (text);
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean is_end = FALSE;

  reader.at += strspn (reader.at, "\r\n");
  if (!read_header (rows, &reader, error))
    return FALSE;
  while (!is_end)
    if (!read_row (rows, &reader, cell, &is_end, error))
      return FALSE;
  return rows->n_rows > 0 ||
         weir_data_fail (rows, NULL, error, "It has the names of its columns, but no row below them. Add"
                                            " one.");
}
