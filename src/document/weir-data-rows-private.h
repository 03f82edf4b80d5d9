/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-rows-private.h: how rows lie in memory, for the readers of both forms
 */

#pragma once

#include "weir-data-rows.h"
#include "weir-value.h"

G_BEGIN_DECLS

struct _WeirDataRows
{
  gatomicrefcount count;
  GBytes *bytes; /* the file */
  gboolean is_json;
  char *name; /* for messages */
  char *file; /* (nullable) */
  GPtrArray *columns; /* of char* */
  guint n_rows;
  GString *cells;  /* CSV: their texts, each ended by a NUL, row by row; JSON: nothing */
  GArray *offsets; /* of guint32: where each row begins in @cells, or its object in @bytes */
};

/* (set error) @at: where in the file, for the number of the line; NULL: the file as a whole */
gboolean weir_data_fail (const WeirDataRows *rows, const char *at, GError **error, const char *format, ...)
  G_GNUC_PRINTF (4, 5);
gboolean weir_data_add_column (WeirDataRows *rows, const char *at, const char *name, GError **error);
gboolean weir_data_add_row (WeirDataRows *rows, const char *at, gsize offset, GError **error);

gboolean weir_data_read_csv (WeirDataRows *rows, GError **error);
gboolean weir_data_read_json (WeirDataRows *rows, GError **error);
void weir_data_get_object (const WeirDataRows *rows, guint row, WeirValue *values);

G_END_DECLS
