/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path-parser.c: JSONPath text (RFC 9535) → segments and selectors
 */

#include "config.h"

#include "weir-json-path-private.h"

#include <string.h>

#include "weir-language-private.h"
#include "weir-limits.h"

/* RFC 9535 §2.1: integers stay exact in every reader of JSON. */
#define MAX_INDEX ((G_GINT64_CONSTANT (1) << 53) - 1)

typedef struct
{
  const char *text; /* columns count from here */
  const char *at;
  const char *end;
} Parser;

static void
clear_selector (gpointer data)
{
  g_free (((WeirSelector *) data)->name);
}

static void
clear_segment (gpointer data)
{
  g_array_unref (((WeirSegment *) data)->selectors);
}

/* The byte @offset further on, NUL at the end. */
static char
peek (const Parser *parser, gsize offset)
{
  return (gsize) (parser->end - parser->at) > offset ? parser->at[offset] : '\0';
}

static void
skip_blanks (Parser *parser)
{
  while (peek (parser, 0) != '\0' && strchr (" \t\r\n", peek (parser, 0)))
    parser->at++;
}

static gboolean G_GNUC_PRINTF (4, 5)
fail (const Parser *parser, const char *at, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  weir_language_set_error (error, WEIR_LANGUAGE_ERROR_PATH, parser->text, at, "%s", message);
  return FALSE;
}

static gboolean
is_name_first (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static void
add_selector (WeirSegment *segment, WeirSelectorKind kind, char *name, gint64 index)
{
  WeirSelector selector = { kind, name, index };

  g_array_append_val (segment->selectors, selector);
}

/* Four hexadecimal digits, -1 when there are none. */
static int
parse_hex (Parser *parser)
{
  int value = 0;

  for (gsize i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (parser, i));

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  parser->at += 4;
  return value;
}

/* Behind "\u". */
static gboolean
parse_unicode (Parser *parser, GString *out, GError **error)
{
  const char *start = parser->at - 2;
  int first = parse_hex (parser);
  int second = 0;

  if (first >= 0xd800 && first < 0xdc00 && peek (parser, 0) == '\\' && peek (parser, 1) == 'u')
    {
      parser->at += 2;
      second = parse_hex (parser);
      if (second >= 0xdc00 && second < 0xe000)
        {
          g_string_append_unichar (out, 0x10000 + (((gunichar) first - 0xd800) << 10) +
                                            ((gunichar) second - 0xdc00));
          return TRUE;
        }
    }
  if (first < 0 || second != 0 || (first >= 0xd800 && first < 0xe000))
    return fail (parser, start, error,
                 "“\\u” needs four hexadecimal digits, or two such pairs for one "
                 "character beyond U+FFFF, for example “\\u00e9”.");
  if (first == 0)
    return fail (parser, start, error, "A name with “\\u0000” in it cannot be looked up.");
  g_string_append_unichar (out, (gunichar) first);
  return TRUE;
}

static gboolean
parse_escape (Parser *parser, char quote, GString *out, GError **error)
{
  static const char plain[] = "bfnrt/\\";
  static const char meant[] = "\b\f\n\r\t/\\";
  char c = peek (parser, 1);
  const char *found = c ? strchr (plain, c) : NULL;

  parser->at += c ? 2 : 1;
  if (c == 'u')
    return parse_unicode (parser, out, error);
  if (!found && (c != quote || c == '\0'))
    return fail (parser, parser->at - (c ? 2 : 1), error,
                 "This escape is not known; write “\\\\” for a backslash.");
  g_string_append_c (out, found ? meant[found - plain] : c);
  return TRUE;
}

/* 'name' or "name" */
static gboolean
parse_quoted (Parser *parser, WeirSegment *segment, GError **error)
{
  const char *start = parser->at;
  char quote = *parser->at++;
  g_autoptr (GString) name = g_string_new (NULL);

  while (peek (parser, 0) != quote)
    {
      char c = peek (parser, 0);

      if (c == '\0')
        return fail (parser, start, error, "The name that begins here has no closing %c.", quote);
      if ((guchar) c < 0x20)
        return fail (parser, parser->at, error,
                     "A control character in a name is written as an escape, such "
                     "as “\\n”.");
      if (c != '\\')
        g_string_append_c (name, *parser->at++);
      else if (!parse_escape (parser, quote, name, error))
        return FALSE;
    }
  parser->at++;
  add_selector (segment, WEIR_SELECTOR_NAME, g_string_free (g_steal_pointer (&name), FALSE), 0);
  return TRUE;
}

static gboolean
parse_index (Parser *parser, WeirSegment *segment, GError **error)
{
  const char *start = parser->at;
  gboolean negative = peek (parser, 0) == '-';
  const char *digits = parser->at + negative;
  gint64 index = 0;

  parser->at = digits;
  for (; g_ascii_isdigit (peek (parser, 0)); parser->at++)
    if (index <= MAX_INDEX)
      index = index * 10 + g_ascii_digit_value (*parser->at);
  if (parser->at == digits)
    return fail (parser, start, error, "An index needs digits, for example [0] or [-1].");
  if ((*digits == '0' && parser->at > digits + 1) || (negative && index == 0))
    return fail (parser, start, error,
                 "An index has no leading zeros and no -0; write [%" G_GINT64_FORMAT "].",
                 MIN (index, MAX_INDEX));
  if (index > MAX_INDEX)
    return fail (parser, start, error, "This index is too large; the largest is %" G_GINT64_FORMAT ".",
                 MAX_INDEX);
  skip_blanks (parser);
  if (peek (parser, 0) == ':')
    return fail (parser, start, error,
                 "Slices such as [1:3] are not available; write one index, or [*] for all "
                 "elements.");
  add_selector (segment, WEIR_SELECTOR_INDEX, NULL, negative ? -index : index);
  return TRUE;
}

static gboolean
parse_selector (Parser *parser, WeirSegment *segment, GError **error)
{
  char c = peek (parser, 0);

  if (c == '\'' || c == '"')
    return parse_quoted (parser, segment, error);
  if (c == '-' || g_ascii_isdigit (c))
    return parse_index (parser, segment, error);
  if (c == '*')
    {
      parser->at++;
      add_selector (segment, WEIR_SELECTOR_WILDCARD, NULL, 0);
      return TRUE;
    }
  if (c == '?')
    return fail (parser, parser->at, error,
                 "Filters such as [?(@.price>1)] are not available; write an index "
                 "such as [0], or [*] for all elements.");
  if (c == ':')
    return fail (parser, parser->at, error,
                 "Slices such as [:3] are not available; write one index, or [*] for "
                 "all elements.");
  if (c == '(')
    return fail (parser, parser->at, error,
                 "Script expressions such as [(@.length-1)] are not available; write "
                 "[-1] for the last element.");
  if (is_name_first (c))
    return fail (parser, parser->at, error, "A name in brackets needs quotes, for example ['name'].");
  return fail (parser, parser->at, error, "Between [ and ] comes an index, * or a name in quotes.");
}

/* Behind "[". */
static gboolean
parse_brackets (Parser *parser, WeirSegment *segment, GError **error)
{
  const char *start = parser->at - 1;

  for (;;)
    {
      skip_blanks (parser);
      if (!parse_selector (parser, segment, error))
        return FALSE;
      skip_blanks (parser);
      if (peek (parser, 0) != ',')
        break;
      parser->at++;
    }
  if (peek (parser, 0) != ']')
    return fail (parser, peek (parser, 0) ? parser->at : start, error,
                 "The bracket is not closed here; write "
                 "“]” behind the index or name.");
  parser->at++;
  return TRUE;
}

/* A name behind "." or "..", or the wildcard. */
static gboolean
parse_shorthand (Parser *parser, WeirSegment *segment, GError **error)
{
  const char *start = parser->at;

  if (peek (parser, 0) == '*')
    {
      parser->at++;
      add_selector (segment, WEIR_SELECTOR_WILDCARD, NULL, 0);
      return TRUE;
    }
  if (!is_name_first (peek (parser, 0)))
    return fail (parser, start, error,
                 "Behind “.” comes a name or “*”; write ['…'] around a name that begins "
                 "with anything but a letter or “_”.");
  while (is_name_first (peek (parser, 0)) || g_ascii_isdigit (peek (parser, 0)))
    parser->at++;
  if (peek (parser, 0) == '(')
    return fail (parser, start, error, "Functions such as length() are not available in a path.");
  if (peek (parser, 0) == '-')
    {
      g_autofree char *name = g_strndup (start, strcspn (start, ".[]}() \t\r\n"));

      return fail (parser, parser->at, error, "A name with “-” in it needs brackets and quotes: ['%s'].",
                   name);
    }
  add_selector (segment, WEIR_SELECTOR_NAME, g_strndup (start, (gsize) (parser->at - start)), 0);
  return TRUE;
}

static gboolean
parse_segment (Parser *parser, WeirJsonPath *path, GError **error)
{
  WeirSegment segment = { FALSE, g_array_new (FALSE, FALSE, sizeof (WeirSelector)) };

  g_array_set_clear_func (segment.selectors, clear_selector);
  g_array_append_val (path->segments, segment);
  if (path->segments->len > WEIR_LIMIT_JSON_DEPTH)
    return fail (parser, parser->at, error, "A path has at most %d steps.", WEIR_LIMIT_JSON_DEPTH);
  if (peek (parser, 0) == '[')
    {
      parser->at++;
      return parse_brackets (parser, &segment, error);
    }
  if (peek (parser, 0) != '.')
    return fail (parser, parser->at, error,
                 "This is not a step of a path; write .name, ['name'], [0] or [*].");
  parser->at++;
  if (peek (parser, 0) != '.')
    return parse_shorthand (parser, &segment, error);
  parser->at++;
  g_array_index (path->segments, WeirSegment, path->segments->len - 1).is_descendant = TRUE;
  if (peek (parser, 0) != '[')
    return parse_shorthand (parser, &segment, error);
  parser->at++;
  return parse_brackets (parser, &segment, error);
}

WeirJsonPath *
weir_json_path_parse_steps (const char *text, const char *start, const char *end, GError **error)
{
  g_autoptr (WeirJsonPath) self = g_new0 (WeirJsonPath, 1);
  Parser parser = { text, start, end };

  self->segments = g_array_new (FALSE, FALSE, sizeof (WeirSegment));
  g_array_set_clear_func (self->segments, clear_segment);
  for (;;)
    {
      const char *before = parser.at;

      skip_blanks (&parser);
      if (parser.at == end && before < end)
        {
          fail (&parser, before, error, "Blanks at the end of a path are not allowed; remove them.");
          return NULL;
        }
      if (parser.at == end)
        return g_steal_pointer (&self);
      if (!parse_segment (&parser, self, error))
        return NULL;
    }
}

/**
 * weir_json_path_parse:
 * @text: a path that begins with "$"
 *
 * Reads the part of RFC 9535 that selects names, indexes and wildcards, also as unions and of all
 * descendants.
 *
 * Returns: (transfer full) (nullable): the path, or %NULL with %WEIR_LANGUAGE_ERROR_PATH or
 *   %WEIR_LANGUAGE_ERROR_LIMIT; filters, slices and functions are errors that name them
 */
WeirJsonPath *
weir_json_path_parse (const char *text, GError **error)
{
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = strnlen (text, WEIR_LIMIT_EXPRESSION_BYTES + 1);
  if (length > WEIR_LIMIT_EXPRESSION_BYTES)
    {
      g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT, "A path has at most %d bytes.",
                   WEIR_LIMIT_EXPRESSION_BYTES);
      return NULL;
    }
  if (*text != '$')
    {
      weir_language_set_error (error, WEIR_LANGUAGE_ERROR_PATH, text, text,
                               "A path begins with “$”, for example “$.items[0].id”.");
      return NULL;
    }
  return weir_json_path_parse_steps (text, text + 1, text + length, error);
}

void
weir_json_path_free (WeirJsonPath *self)
{
  if (!self)
    return;
  g_array_unref (self->segments);
  g_free (self);
}
