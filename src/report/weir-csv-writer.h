/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-csv-writer.h: a row of CSV, cell by cell; the caller ends it with CRLF
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A spreadsheet takes a text that begins with = + - @, a tab or a carriage return for a formula and runs it,
 * and what is in it came from a server: such a one, unless it is a number, gets a leading apostrophe.
 * @value (nullable): an empty cell */
void weir_csv_add_text (GString *text, const char *value);
void weir_csv_add_integer (GString *text, gint64 value);
/* µs, written as milliseconds with three decimals */
void weir_csv_add_ms (GString *text, gint64 us);
/* @n cells with nothing in them */
void weir_csv_add_empty (GString *text, guint n);

G_END_DECLS
