/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-language-error.c: errors of the small languages; messages are whole sentences
 */

#include "config.h"

#include "weir-language-error.h"

#include "weir-language-private.h"

#define SHORT_CHARS 80

G_DEFINE_QUARK (weir-language-error-quark, weir_language_error)

void
weir_language_set_error (GError **error, WeirLanguageError code, const char *text, const char *at,
                         const char *format, ...)
{
  g_autofree char *message = NULL;
  guint line = 1, column = 1;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  for (const char *p = text; p < at; p++)
    if (*p == '\n')
      {
        line++;
        column = 1;
      }
    else if ((*p & 0xc0) != 0x80) /* the bytes that continue a character are no columns of their own */
      column++;
  if (line == 1)
    g_set_error (error, WEIR_LANGUAGE_ERROR, code, "column %u: %s", column, message);
  else
    g_set_error (error, WEIR_LANGUAGE_ERROR, code, "line %u, column %u: %s", line, column, message);
}

char *
weir_language_shorten (const char *text)
{
  g_autofree char *start = g_strndup (text, SHORT_CHARS * 4 + 4);
  g_autofree char *valid = g_utf8_make_valid (start, -1);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (valid, -1) <= SHORT_CHARS)
    return g_steal_pointer (&valid);
  cut = g_utf8_substring (valid, 0, SHORT_CHARS);
  return g_strconcat (cut, "…", NULL);
}
