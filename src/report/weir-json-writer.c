/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-writer.c: commas, quotes and escapes of JSON
 */

#include "config.h"

#include "weir-json-writer.h"

#include <string.h>

#include "weir-report-private.h"

/* Runs of ordinary characters are copied whole: bodies are long. */
static void
append_escaped (GString *text, const char *value, gsize size)
{
  static const char short_escapes[] = "\bb\ff\nn\rr\tt\"\"\\\\";
  gsize start = 0;

  g_string_append_c (text, '"');
  for (gsize i = 0; i < size; i++)
    {
      guchar c = (guchar) value[i];
      const char *escape;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (text, value + start, (gssize) (i - start));
      start = i + 1;
      escape = c != '\0' ? strchr (short_escapes, c) : NULL;
      if (escape != NULL)
        g_string_append_printf (text, "\\%c", escape[1]);
      else
        g_string_append_printf (text, "\\u%04x", c);
    }
  g_string_append_len (text, value + start, (gssize) (size - start));
  g_string_append_c (text, '"');
}

static void
begin_value (WeirJsonWriter *json, const char *key)
{
  if (json->comma)
    g_string_append_c (json->text, ',');
  json->comma = TRUE;
  if (key == NULL)
    return;
  append_escaped (json->text, key, strlen (key));
  g_string_append_c (json->text, ':');
}

void
weir_json_begin_object (WeirJsonWriter *json, const char *key)
{
  begin_value (json, key);
  g_string_append_c (json->text, '{');
  json->comma = FALSE;
}

void
weir_json_end_object (WeirJsonWriter *json)
{
  g_string_append_c (json->text, '}');
  json->comma = TRUE;
}

void
weir_json_begin_array (WeirJsonWriter *json, const char *key)
{
  begin_value (json, key);
  g_string_append_c (json->text, '[');
  json->comma = FALSE;
}

void
weir_json_end_array (WeirJsonWriter *json)
{
  g_string_append_c (json->text, ']');
  json->comma = TRUE;
}

void
weir_json_add_number (WeirJsonWriter *json, const char *key, const char *number)
{
  begin_value (json, key);
  g_string_append (json->text, number);
}

void
weir_json_add_null (WeirJsonWriter *json, const char *key)
{
  weir_json_add_number (json, key, "null");
}

void
weir_json_add_boolean (WeirJsonWriter *json, const char *key, gboolean value)
{
  weir_json_add_number (json, key, value ? "true" : "false");
}

void
weir_json_add_integer (WeirJsonWriter *json, const char *key, gint64 value)
{
  begin_value (json, key);
  g_string_append_printf (json->text, "%" G_GINT64_FORMAT, value);
}

void
weir_json_add_strings (WeirJsonWriter *json, const char *key, const GPtrArray *values)
{
  weir_json_begin_array (json, key);
  for (guint i = 0; i < values->len; i++)
    weir_json_add_string (json, NULL, g_ptr_array_index (values, i));
  weir_json_end_array (json);
}

void
weir_json_add_text (WeirJsonWriter *json, const char *key, const char *value, gsize size)
{
  begin_value (json, key);
  if (g_utf8_validate_len (value, size, NULL))
    append_escaped (json->text, value, size);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (value, (gssize) size);

      append_escaped (json->text, valid, strlen (valid));
    }
}

void
weir_json_add_string (WeirJsonWriter *json, const char *key, const char *value)
{
  if (value == NULL)
    weir_json_add_null (json, key);
  else
    weir_json_add_text (json, key, value, strlen (value));
}

void
weir_json_add_ms (WeirJsonWriter *json, const char *key, gint64 us)
{
  begin_value (json, key);
  weir_report_append_ms (json->text, us);
}
