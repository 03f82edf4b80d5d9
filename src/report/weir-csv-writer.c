/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-csv-writer.c: cells of CSV by RFC 4180, none of them a formula
 */

#include "config.h"

#include <string.h>

#include "weir-csv-writer.h"
#include "weir-report-private.h"

static gboolean
is_number (const char *text)
{
  const char *digits = text + (*text == '+' || *text == '-');
  char *end;

  if (!g_ascii_isdigit (*digits) && *digits != '.')
    return FALSE;
  g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

/* A spreadsheet runs a cell that begins so, and what is in it came from a server. */
static gboolean
looks_like_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL && !is_number (text);
}

static void
begin_cell (GString *text)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, ',');
}

void
weir_csv_add_text (GString *text, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value != NULL ? value : "", -1);
  gboolean quoted = strpbrk (valid, ",\"\r\n") != NULL || g_str_has_prefix (valid, " ")
                    || g_str_has_suffix (valid, " ");

  begin_cell (text);
  if (quoted)
    g_string_append_c (text, '"');
  if (looks_like_formula (valid))
    g_string_append_c (text, '\'');
  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  if (quoted)
    g_string_append_c (text, '"');
}

void
weir_csv_add_integer (GString *text, gint64 value)
{
  begin_cell (text);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
}

void
weir_csv_add_ms (GString *text, gint64 us)
{
  begin_cell (text);
  weir_report_append_ms (text, us);
}

void
weir_csv_add_empty (GString *text, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (text, ',');
}
