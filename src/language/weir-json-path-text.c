/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path-text.c: the texts and numbers of a JSONPath (RFC 9535 §2.3.1.1, §2.3.5.1)
 */

#include "config.h"

#include "weir-json-path-private.h"

#include <string.h>

#include "weir-language-private.h"

/* RFC 9535 §2.1: integers stay exact in every reader of JSON. */
#define MAX_INTEGER ((G_GINT64_CONSTANT (1) << 53) - 1)

/* The byte @offset further on, NUL at the end. */
char
weir_path_peek (const WeirPathParser *parser, gsize offset)
{
  return (gsize) (parser->end - parser->at) > offset ? parser->at[offset] : '\0';
}

void
weir_path_skip_blanks (WeirPathParser *parser)
{
  while (weir_path_peek (parser, 0) != '\0' && strchr (" \t\r\n", weir_path_peek (parser, 0)))
    parser->at++;
}

/* Always FALSE. */
gboolean
weir_path_fail (const WeirPathParser *parser, const char *at, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  weir_language_set_error (error, WEIR_LANGUAGE_ERROR_PATH, parser->text, at, "%s", message);
  return FALSE;
}

/* Four hexadecimal digits, -1 when there are none. */
static int
read_hex (WeirPathParser *parser)
{
  int value = 0;

  for (gsize i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (weir_path_peek (parser, i));

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  parser->at += 4;
  return value;
}

/* Behind "\u". */
static gboolean
read_unicode (WeirPathParser *parser, GString *out, GError **error)
{
  const char *start = parser->at - 2;
  int first = read_hex (parser);
  int second = 0;

  if (first >= 0xd800 && first < 0xdc00 && weir_path_peek (parser, 0) == '\\' &&
      weir_path_peek (parser, 1) == 'u')
    {
      parser->at += 2;
      second = read_hex (parser);
      if (second >= 0xdc00 && second < 0xe000)
        {
          g_string_append_unichar (out, 0x10000 + (((gunichar) first - 0xd800) << 10) +
                                            ((gunichar) second - 0xdc00));
          return TRUE;
        }
    }
  if (first < 0 || second != 0 || (first >= 0xd800 && first < 0xe000))
    return weir_path_fail (parser, start, error,
                           "“\\u” needs four hexadecimal digits, or two such pairs for one "
                           "character beyond U+FFFF, for example “\\u00e9”.");
  if (first == 0)
    return weir_path_fail (parser, start, error, "A text with “\\u0000” in it cannot be looked up.");
  g_string_append_unichar (out, (gunichar) first);
  return TRUE;
}

static gboolean
read_escape (WeirPathParser *parser, char quote, GString *out, GError **error)
{
  static const char plain[] = "bfnrt/\\";
  static const char meant[] = "\b\f\n\r\t/\\";
  char c = weir_path_peek (parser, 1);
  const char *found = c ? strchr (plain, c) : NULL;

  parser->at += c ? 2 : 1;
  if (c == 'u')
    return read_unicode (parser, out, error);
  if (!found && (c != quote || c == '\0'))
    return weir_path_fail (parser, parser->at - (c ? 2 : 1), error,
                           "This escape is not known; write “\\\\” for a backslash.");
  g_string_append_c (out, found ? meant[found - plain] : c);
  return TRUE;
}

/* 'text' or "text"; (transfer full) (nullable) */
char *
weir_path_read_quoted (WeirPathParser *parser, GError **error)
{
  const char *start = parser->at;
  char quote = *parser->at++;
  g_autoptr (GString) text = g_string_new (NULL);

  while (weir_path_peek (parser, 0) != quote)
    {
      char c = weir_path_peek (parser, 0);

      if (c == '\0')
        weir_path_fail (parser, start, error, "The text that begins here has no closing %c.", quote);
      else if ((guchar) c < 0x20)
        weir_path_fail (parser, parser->at, error,
                        "A control character in quotes is written as an escape, such as “\\n”.");
      else if (c != '\\')
        {
          g_string_append_c (text, *parser->at++);
          continue;
        }
      else if (read_escape (parser, quote, text, error))
        continue;
      return NULL;
    }
  parser->at++;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* An index, or a part of a slice. */
gboolean
weir_path_read_integer (WeirPathParser *parser, gint64 *integer, GError **error)
{
  const char *start = parser->at;
  gboolean negative = weir_path_peek (parser, 0) == '-';
  const char *digits = parser->at + negative;
  gint64 number = 0;

  parser->at = digits;
  for (; g_ascii_isdigit (weir_path_peek (parser, 0)); parser->at++)
    if (number <= MAX_INTEGER)
      number = number * 10 + g_ascii_digit_value (*parser->at);
  if (parser->at == digits)
    return weir_path_fail (parser, start, error, "An index needs digits, for example [0] or [-1].");
  if ((*digits == '0' && parser->at > digits + 1) || (negative && number == 0))
    return weir_path_fail (parser, start, error,
                           "An index has no leading zeros and no -0; write [%" G_GINT64_FORMAT "].",
                           MIN (number, MAX_INTEGER));
  if (number > MAX_INTEGER)
    return weir_path_fail (parser, start, error,
                           "This index is too large; the largest is %" G_GINT64_FORMAT ".", MAX_INTEGER);
  *integer = negative ? -number : number;
  return TRUE;
}

/* The end of -12.5e3 as JSON writes it, NULL when something else stands there. */
static const char *
find_number_end (const WeirPathParser *parser)
{
  WeirPathParser ahead = *parser;
  const char *digits;

  ahead.at += weir_path_peek (&ahead, 0) == '-';
  digits = ahead.at;
  while (g_ascii_isdigit (weir_path_peek (&ahead, 0)))
    ahead.at++;
  if (ahead.at == digits || (*digits == '0' && ahead.at > digits + 1))
    return NULL;
  if (weir_path_peek (&ahead, 0) == '.')
    {
      if (!g_ascii_isdigit (weir_path_peek (&ahead, 1)))
        return NULL;
      for (ahead.at++; g_ascii_isdigit (weir_path_peek (&ahead, 0));)
        ahead.at++;
    }
  if (g_ascii_tolower (weir_path_peek (&ahead, 0)) == 'e')
    {
      ahead.at += weir_path_peek (&ahead, 1) == '-' || weir_path_peek (&ahead, 1) == '+' ? 2 : 1;
      if (!g_ascii_isdigit (weir_path_peek (&ahead, 0)))
        return NULL;
      while (g_ascii_isdigit (weir_path_peek (&ahead, 0)))
        ahead.at++;
    }
  return ahead.at;
}

/* A number to compare with; (transfer full) (nullable) */
JsonNode *
weir_path_read_number (WeirPathParser *parser, GError **error)
{
  const char *start = parser->at;
  const char *end = find_number_end (parser);
  g_autofree char *text = NULL;
  WeirNumber number;
  JsonNode *node;

  if (!end)
    {
      weir_path_fail (parser, start, error,
                      "A number is written as in JSON, for example 12, -0.5 or 1e3; without leading zeros.");
      return NULL;
    }
  text = g_strndup (start, (gsize) (end - start));
  if (!weir_number_parse (text, &number))
    {
      weir_path_fail (parser, start, error, "This number is too large.");
      return NULL;
    }
  parser->at = end;
  node = json_node_new (JSON_NODE_VALUE);
  if (number.is_integer)
    json_node_set_int (node, number.integer);
  else
    json_node_set_double (node, number.number);
  json_node_seal (node);
  return node;
}
