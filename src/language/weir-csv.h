/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-csv.h: comma-separated values (RFC 4180), cell by cell
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_CSV_CELL,      /* another cell of this row follows */
  WEIR_CSV_LAST_CELL, /* of its row */
  WEIR_CSV_END,       /* there is no further row; no cell was read */
  WEIR_CSV_UNCLOSED,  /* a quoted cell does not end */
} WeirCsvResult;

typedef struct
{
  const char *at;
  gboolean pending; /* a comma was the last character: an empty cell follows it */
} WeirCsvReader;

/* Of a text that ends with NUL and outlives the reader; a byte order mark at its beginning is left out. */
WeirCsvReader weir_csv_reader (const char *text);
/* Reads the next cell into @cell and moves on. Empty lines are no rows. */
WeirCsvResult weir_csv_next (WeirCsvReader *reader, GString *cell);
/* (transfer full) (nullable): the cell, both counted from 0, rows below the header row */
char *weir_csv_find (const char *text, guint64 row, guint64 column);

G_END_DECLS
