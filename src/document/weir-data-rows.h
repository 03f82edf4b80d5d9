/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-rows.h: a file of rows whose columns are variables: CSV, or a JSON array of objects
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_DATA_ERROR (weir_data_error_quark ())
GQuark weir_data_error_quark (void);

typedef enum
{
  WEIR_DATA_ERROR_INVALID, /* a whole sentence: the file, the line, what is wrong, what to do */
} WeirDataError;

/* Immutable and counted. */
typedef struct _WeirDataRows WeirDataRows;

/* @folder: (nullable): the document's. Besides: WEIR_FILE_ERROR. (transfer full) (nullable) */
WeirDataRows *weir_data_rows_load (const char *folder, const char *path, GError **error);
/* @name: as messages name it. (transfer full) (nullable) */
WeirDataRows *weir_data_rows_parse (GBytes *bytes, gboolean is_json, const char *name, GError **error);
WeirDataRows *weir_data_rows_ref (WeirDataRows *rows);
void weir_data_rows_unref (WeirDataRows *rows);

guint weir_data_rows_get_count (const WeirDataRows *rows);
guint weir_data_rows_get_n_columns (const WeirDataRows *rows);
const char *weir_data_rows_get_column (const WeirDataRows *rows, guint column);
GBytes *weir_data_rows_get_bytes (const WeirDataRows *rows); /* (transfer none): what it was read from */
gboolean weir_data_rows_is_json (const WeirDataRows *rows);
const char *weir_data_rows_get_file (const WeirDataRows *rows); /* (nullable): where it was found */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDataRows, weir_data_rows_unref)

G_END_DECLS
