/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-csv.c: comma-separated values (RFC 4180), cell by cell
 */

#include "config.h"

#include "weir-csv.h"

#include <string.h>

/**
 * weir_csv_reader:
 *
 * Returns: a reader at the first cell of @text
 */
WeirCsvReader
weir_csv_reader (const char *text)
{
  return (WeirCsvReader){ g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, FALSE };
}

/* Behind the opening quote: up to the closing one; two in a row are one in the cell. */
static gboolean
read_quoted (const char **at, GString *cell)
{
  for (;;)
    {
      const char *quote = strchr (*at, '"');

      if (!quote)
        return FALSE;
      g_string_append_len (cell, *at, quote - *at);
      *at = quote + 1;
      if (**at != '"')
        return TRUE;
      g_string_append_c (cell, '"');
      ++*at;
    }
}

/**
 * weir_csv_next:
 * @reader: moved behind the cell
 * @cell: overwritten
 *
 * Quoted cells may hold commas, line ends and doubled quotes (RFC 4180 §2); lines end with CRLF, LF or CR.
 */
WeirCsvResult
weir_csv_next (WeirCsvReader *reader, GString *cell)
{
  gsize run;

  g_string_truncate (cell, 0);
  if (*reader->at == '\0' && !reader->pending)
    return WEIR_CSV_END;
  reader->pending = FALSE;
  if (*reader->at == '"')
    {
      reader->at++;
      if (!read_quoted (&reader->at, cell))
        return WEIR_CSV_UNCLOSED;
    }
  run = strcspn (reader->at, ",\r\n");
  g_string_append_len (cell, reader->at, (gssize) run);
  reader->at += run;
  if (*reader->at == ',')
    {
      reader->at++;
      reader->pending = TRUE;
      return WEIR_CSV_CELL;
    }
  reader->at += strspn (reader->at, "\r\n");
  return WEIR_CSV_LAST_CELL;
}

/**
 * weir_csv_find:
 * @row: counted from 0 below the header row
 * @column: counted from 0
 *
 * Returns: (transfer full) (nullable): the cell, %NULL when there is none
 */
char *
weir_csv_find (const char *text, guint64 row, guint64 column)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  WeirCsvReader reader = weir_csv_reader (text);
  guint64 rows = 0, columns = 0;

  for (;;)
    {
      WeirCsvResult result = weir_csv_next (&reader, cell);

      if (result == WEIR_CSV_END || result == WEIR_CSV_UNCLOSED)
        return NULL;
      if (rows == row + 1 && columns == column)
        return g_string_free (g_steal_pointer (&cell), FALSE);
      columns++;
      if (result == WEIR_CSV_LAST_CELL)
        {
          rows++;
          columns = 0;
        }
      if (rows > row + 1)
        return NULL;
    }
}
