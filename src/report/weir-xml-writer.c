/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-xml-writer.c: escapes of XML and HTML
 */

#include "config.h"

#include <string.h>

#include "weir-xml-writer.h"

#define REPLACEMENT "\xef\xbf\xbd"

/* What stands for an ASCII character; NULL when it can stay as it is. */
static const char *
escape_of (guchar c, gboolean in_attribute)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\t':
      return in_attribute ? "&#9;" : NULL;
    case '\n':
      return in_attribute ? "&#10;" : NULL;
    case '\r':
      return "&#13;"; /* parsers make a line feed of a bare one */
    default:
      return c < 0x20 || c == 0x7f ? REPLACEMENT : NULL;
    }
}

/* Whether XML can hold the character at @p, which is not ASCII, and its length. */
static gboolean
is_character (const char *p, gsize size, gsize *length)
{
  gunichar c = g_utf8_get_char_validated (p, (gssize) size);

  *length = 1;
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return FALSE;
  *length = (gsize) g_utf8_skip[*(const guchar *) p];
  return c != 0xfffe && c != 0xffff && c >= 0xa0;
}

/* Runs of ordinary characters are copied whole: bodies are long. */
static void
append (GString *text, const char *value, gsize size, gboolean in_attribute)
{
  gsize start = 0, i = 0;

  while (i < size)
    {
      guchar c = (guchar) value[i];
      gsize length = 1;
      const char *escape = NULL;

      if (c < 0x80)
        escape = escape_of (c, in_attribute);
      else if (!is_character (value + i, size - i, &length))
        escape = REPLACEMENT;
      if (escape != NULL)
        {
          g_string_append_len (text, value + start, (gssize) (i - start));
          g_string_append (text, escape);
          start = i + length;
        }
      i += length;
    }
  g_string_append_len (text, value + start, (gssize) (size - start));
}

void
weir_xml_append_data (GString *text, const char *value, gsize size)
{
  append (text, value, size, FALSE);
}

void
weir_xml_append_text (GString *text, const char *value)
{
  if (value != NULL)
    append (text, value, strlen (value), FALSE);
}

void
weir_xml_append_attribute (GString *text, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (text, " %s=\"", name);
  append (text, value, strlen (value), TRUE);
  g_string_append_c (text, '"');
}

void
weir_xml_append_integer (GString *text, const char *name, gint64 value)
{
  g_string_append_printf (text, " %s=\"%" G_GINT64_FORMAT "\"", name, value);
}
