/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-rows.c: a file of rows whose columns are variables
 */

#include "config.h"

#include "weir-data-rows-private.h"

#include <string.h>

#include "weir-file.h"
#include "weir-limits.h"
#include "weir-names.h"

G_DEFINE_QUARK (weir-data-error-quark, weir_data_error)

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static guint
count_lines (const char *text, const char *at)
{
  guint line = 1;

  for (; text < at; text++)
    if (*text == '\n' || (*text == '\r' && text[1] != '\n'))
      line++;
  return line;
}

/*
 * weir_data_fail:
 * @rows: the rows being read
 * @at: (nullable): where in the file; %NULL when it is about the file as a whole
 * @format: what is wrong and what to do, one or more whole sentences
 *
 * Returns: %FALSE, with @error set to %WEIR_DATA_ERROR_INVALID
 */
gboolean
weir_data_fail (const WeirDataRows *rows, const char *at, GError **error, const char *format, ...)
{
  const char *text = g_bytes_get_data (rows->bytes, NULL);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (at != NULL)
    g_set_error (error, WEIR_DATA_ERROR, WEIR_DATA_ERROR_INVALID, "The data file “%s”, line %u: %s",
                 rows->name, count_lines (text, at), message);
  else
    g_set_error (error, WEIR_DATA_ERROR, WEIR_DATA_ERROR_INVALID, "The data file “%s”: %s", rows->name,
                 message);
  return FALSE;
}

/*
 * weir_data_add_column:
 * @rows: the rows being read
 * @at: where the name stands
 * @name: the name of a variable
 *
 * Returns: whether it can be one; %FALSE with @error set
 */
gboolean
weir_data_add_column (WeirDataRows *rows, const char *at, const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (rows->columns->len >= WEIR_LIMIT_DATA_COLUMNS)
    return weir_data_fail (rows, at, error, "It has more than %d columns, the most there can be.",
                           WEIR_LIMIT_DATA_COLUMNS);
  if (!weir_name_is_valid (name, &reason))
    return weir_data_fail (rows, at, error, "%s %s", reason->message,
                           rows->is_json ? "Rename the key."
                                         : "The first line must hold the names of the columns.");
  g_ptr_array_add (rows->columns, g_strdup (name));
  return TRUE;
}

/*
 * weir_data_add_row:
 * @rows: the rows being read
 * @at: where it begins in the file
 * @offset: where it begins in what is kept
 *
 * Returns: whether there is room for it; %FALSE with @error set
 */
gboolean
weir_data_add_row (WeirDataRows *rows, const char *at, gsize offset, GError **error)
{
  guint32 start = (guint32) offset;

  if (rows->n_rows >= WEIR_LIMIT_DATA_ROWS)
    return weir_data_fail (rows, at, error, "It has more than %d rows, the most there can be.",
                           WEIR_LIMIT_DATA_ROWS);
  g_array_append_val (rows->offsets, start);
  rows->n_rows++;
  return TRUE;
}

/* Texts of ours end with NUL: one within them would hide what follows it. */
static gboolean
check_text (const WeirDataRows *rows, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (rows->bytes, &size);
  const char *end = NULL;

  if (size == 0 || text[strspn (text, BYTE_ORDER_MARK " \t\r\n")] == '\0')
    return weir_data_fail (rows, NULL, error, "It is empty. %s",
                           rows->is_json ? "Write an array of objects, such as [{\"user\": \"ada\"}]."
                                         : "Write the names of the columns into its first line, and a row"
                                           " into each line below it.");
  if (!g_utf8_validate (text, (gssize) size, &end))
    return weir_data_fail (rows, end, error, "%s",
                           *end == '\0' ? "There is a NUL byte in it; it must be text."
                                        : "It is not UTF-8; save it in that encoding.");
  return TRUE;
}

/**
 * weir_data_rows_parse:
 * @bytes: the file; a byte order mark is tolerated
 * @is_json: a JSON array of objects instead of CSV (RFC 4180) with a header row
 * @name: the file as messages name it
 * @error: #WEIR_DATA_ERROR, with the line and what to do about it
 *
 * Returns: (transfer full) (nullable): at least one row of at least one column
 */
WeirDataRows *
weir_data_rows_parse (GBytes *bytes, gboolean is_json, const char *name, GError **error)
{
  g_autoptr (WeirDataRows) self = g_new0 (WeirDataRows, 1);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  char *text = g_malloc (size + 1);

  /* One byte more than there is: what reads texts stops at it. */
  if (size > 0)
    memcpy (text, data, size);
  text[size] = '\0';
  g_atomic_ref_count_init (&self->count);
  self->bytes = g_bytes_new_with_free_func (text, size, g_free, text);
  self->is_json = is_json;
  self->name = g_strdup (name);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (size > WEIR_LIMIT_DATA_FILE_BYTES)
    weir_data_fail (self, NULL, error, "It is larger than %d MB, the most that is read of it.",
                    WEIR_LIMIT_DATA_FILE_BYTES / (1024 * 1024));
  else if (check_text (self, error) &&
           (is_json ? weir_data_read_json (self, error) : weir_data_read_csv (self, error)))
    return g_steal_pointer (&self);
  return NULL;
}

/**
 * weir_data_rows_load:
 * @folder: (nullable): the document's folder
 * @path: the file, as the document or a person names it; the ending .json chooses JSON
 * @error: #WEIR_FILE_ERROR when it cannot be read, else #WEIR_DATA_ERROR
 *
 * Returns: (transfer full) (nullable): its rows
 */
WeirDataRows *
weir_data_rows_load (const char *folder, const char *path, GError **error)
{
  g_autofree char *file = weir_file_find (folder, path, error);
  g_autoptr (GBytes) bytes = file ? weir_file_read (file, WEIR_LIMIT_DATA_FILE_BYTES, error) : NULL;
  g_autofree char *folded = g_ascii_strdown (path, -1);
  g_autofree char *shown = g_filename_display_name (path);
  WeirDataRows *self =
    bytes ? weir_data_rows_parse (bytes, g_str_has_suffix (folded, ".json"), shown, error) : NULL;

  if (self)
    self->file = g_steal_pointer (&file);
  return self;
}

WeirDataRows *
weir_data_rows_ref (WeirDataRows *rows)
{
  g_atomic_ref_count_inc (&rows->count);
  return rows;
}

void
weir_data_rows_unref (WeirDataRows *rows)
{
  if (!g_atomic_ref_count_dec (&rows->count))
    return;
  g_bytes_unref (rows->bytes);
  g_ptr_array_unref (rows->columns);
  g_array_unref (rows->offsets);
  g_string_free (rows->cells, TRUE);
  g_free (rows->name);
  g_free (rows->file);
  g_free (rows);
}

guint
weir_data_rows_get_count (const WeirDataRows *rows)
{
  return rows->n_rows;
}

guint
weir_data_rows_get_n_columns (const WeirDataRows *rows)
{
  return rows->columns->len;
}

const char *
weir_data_rows_get_column (const WeirDataRows *rows, guint column)
{
  return g_ptr_array_index (rows->columns, column);
}

GBytes *
weir_data_rows_get_bytes (const WeirDataRows *rows)
{
  return rows->bytes;
}

gboolean
weir_data_rows_is_json (const WeirDataRows *rows)
{
  return rows->is_json;
}

const char *
weir_data_rows_get_file (const WeirDataRows *rows)
{
  return rows->file;
}
