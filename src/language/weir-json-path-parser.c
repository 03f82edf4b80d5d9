/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path-parser.c: JSONPath text (RFC 9535) → segments and selectors
 */

#include "config.h"

#include "weir-json-path-private.h"

#include <string.h>

#include "weir-language-private.h"
#include "weir-limits.h"

static void
clear_selector (gpointer data)
{
  WeirSelector *selector = data;

  g_free (selector->name);
  weir_filter_free (selector->filter);
}

static void
clear_segment (gpointer data)
{
  g_array_unref (((WeirSegment *) data)->selectors);
}

static gboolean
is_name_first (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static void
add_selector (WeirSegment *segment, WeirSelectorKind kind, char *name)
{
  WeirSelector selector = { .kind = kind, .name = name };

  g_array_append_val (segment->selectors, selector);
}

static gboolean
parse_quoted (WeirPathParser *parser, WeirSegment *segment, GError **error)
{
  char *name = weir_path_read_quoted (parser, error);

  if (name)
    add_selector (segment, WEIR_SELECTOR_NAME, name);
  return name != NULL;
}

/* A part of a slice, which may be left out. */
static gboolean
parse_bound (WeirPathParser *parser, gboolean *given, gint64 *bound, GError **error)
{
  weir_path_skip_blanks (parser);
  *given = weir_path_peek (parser, 0) == '-' || g_ascii_isdigit (weir_path_peek (parser, 0));
  if (*given && !weir_path_read_integer (parser, bound, error))
    return FALSE;
  weir_path_skip_blanks (parser);
  return TRUE;
}

/* [3], [1:3], [::-1] */
static gboolean
parse_index_or_slice (WeirPathParser *parser, WeirSegment *segment, GError **error)
{
  WeirSelector selector = { .kind = WEIR_SELECTOR_INDEX, .step = 1 };
  gboolean has_step;

  if (!parse_bound (parser, &selector.has_start, &selector.index, error))
    return FALSE;
  if (weir_path_peek (parser, 0) == ':')
    {
      parser->at++;
      selector.kind = WEIR_SELECTOR_SLICE;
      if (!parse_bound (parser, &selector.has_end, &selector.end, error))
        return FALSE;
      if (weir_path_peek (parser, 0) == ':')
        {
          parser->at++;
          if (!parse_bound (parser, &has_step, &selector.step, error))
            return FALSE;
        }
    }
  g_array_append_val (segment->selectors, selector);
  return TRUE;
}

static gboolean
parse_filter (WeirPathParser *parser, WeirSegment *segment, GError **error)
{
  WeirSelector selector = { .kind = WEIR_SELECTOR_FILTER };

  if (parser->filters == WEIR_LIMIT_PATH_FILTERS)
    return weir_path_fail (parser, parser->at, error, "A filter may stand within a filter, %d deep at most.",
                           WEIR_LIMIT_PATH_FILTERS);
  parser->at++;
  parser->filters++;
  selector.filter = weir_path_read_filter (parser, error);
  parser->filters--;
  if (selector.filter)
    g_array_append_val (segment->selectors, selector);
  return selector.filter != NULL;
}

static gboolean
parse_selector (WeirPathParser *parser, WeirSegment *segment, GError **error)
{
  char c = weir_path_peek (parser, 0);

  if (c == '\'' || c == '"')
    return parse_quoted (parser, segment, error);
  if (c == '-' || c == ':' || g_ascii_isdigit (c))
    return parse_index_or_slice (parser, segment, error);
  if (c == '?')
    return parse_filter (parser, segment, error);
  if (c == '*')
    {
      parser->at++;
      add_selector (segment, WEIR_SELECTOR_WILDCARD, NULL);
      return TRUE;
    }
  if (c == '(')
    return weir_path_fail (parser, parser->at, error,
                           "Script expressions such as [(@.length-1)] are not part of JSONPath; write [-1] "
                           "for the last element, or [?@.price < 10] for a filter.");
  if (c == '@')
    return weir_path_fail (parser, parser->at, error, "A filter begins with “?”, as in [?@.price < 10].");
  if (is_name_first (c))
    return weir_path_fail (parser, parser->at, error,
                           "A name in brackets needs quotes, for example ['name'].");
  return weir_path_fail (parser, parser->at, error,
                         "Between [ and ] comes an index, a slice such as 1:3, a filter such as ?@.a, * or a "
                         "name in quotes.");
}

/* Behind "[". */
static gboolean
parse_brackets (WeirPathParser *parser, WeirSegment *segment, GError **error)
{
  const char *start = parser->at - 1;

  for (;;)
    {
      weir_path_skip_blanks (parser);
      if (!parse_selector (parser, segment, error))
        return FALSE;
      weir_path_skip_blanks (parser);
      if (weir_path_peek (parser, 0) != ',')
        break;
      parser->at++;
    }
  if (weir_path_peek (parser, 0) != ']')
    return weir_path_fail (parser, weir_path_peek (parser, 0) ? parser->at : start, error,
                           "The bracket is not closed here; write “]” behind the index, name or filter.");
  parser->at++;
  return TRUE;
}

/* A name behind "." or "..", or the wildcard. */
static gboolean
parse_shorthand (WeirPathParser *parser, WeirSegment *segment, GError **error)
{
  const char *start = parser->at;

  if (weir_path_peek (parser, 0) == '*')
    {
      parser->at++;
      add_selector (segment, WEIR_SELECTOR_WILDCARD, NULL);
      return TRUE;
    }
  if (!is_name_first (weir_path_peek (parser, 0)))
    return weir_path_fail (parser, start, error,
                           "Behind “.” comes a name or “*”; write ['…'] around a name that begins "
                           "with anything but a letter or “_”.");
  while (is_name_first (weir_path_peek (parser, 0)) || g_ascii_isdigit (weir_path_peek (parser, 0)))
    parser->at++;
  if (weir_path_peek (parser, 0) == '(')
    return weir_path_fail (parser, start, error,
                           "A function stands in a filter, in front of what it is about, as in "
                           "[?length(@.name) > 3].");
  if (weir_path_peek (parser, 0) == '-')
    {
      g_autofree char *name = g_strndup (start, strcspn (start, ".[]}()<>=!&|, \t\r\n"));

      return weir_path_fail (parser, parser->at, error,
                             "A name with “-” in it needs brackets and quotes: ['%s'].", name);
    }
  add_selector (segment, WEIR_SELECTOR_NAME, g_strndup (start, (gsize) (parser->at - start)));
  return TRUE;
}

static gboolean
parse_segment (WeirPathParser *parser, WeirJsonPath *path, GError **error)
{
  WeirSegment segment = { FALSE, g_array_new (FALSE, FALSE, sizeof (WeirSelector)) };

  g_array_set_clear_func (segment.selectors, clear_selector);
  g_array_append_val (path->segments, segment);
  if (path->segments->len > WEIR_LIMIT_JSON_DEPTH)
    return weir_path_fail (parser, parser->at, error, "A path has at most %d steps.", WEIR_LIMIT_JSON_DEPTH);
  if (*parser->at++ == '[')
    return parse_brackets (parser, &segment, error);
  if (weir_path_peek (parser, 0) != '.')
    return parse_shorthand (parser, &segment, error);
  parser->at++;
  g_array_index (path->segments, WeirSegment, path->segments->len - 1).is_descendant = TRUE;
  if (weir_path_peek (parser, 0) != '[')
    return parse_shorthand (parser, &segment, error);
  parser->at++;
  return parse_brackets (parser, &segment, error);
}

WeirJsonPath *
weir_path_read_segments (WeirPathParser *parser, GError **error)
{
  g_autoptr (WeirJsonPath) self = g_new0 (WeirJsonPath, 1);

  self->segments = g_array_new (FALSE, FALSE, sizeof (WeirSegment));
  g_array_set_clear_func (self->segments, clear_segment);
  for (;;)
    {
      const char *before = parser->at;

      weir_path_skip_blanks (parser);
      if (weir_path_peek (parser, 0) != '.' && weir_path_peek (parser, 0) != '[')
        {
          parser->at = before;
          return g_steal_pointer (&self);
        }
      if (!parse_segment (parser, self, error))
        return NULL;
    }
}

WeirJsonPath *
weir_json_path_parse_steps (const char *text, const char *start, const char *end, GError **error)
{
  WeirPathParser parser = { text, start, end, 0, 0 };
  g_autoptr (WeirJsonPath) self = weir_path_read_segments (&parser, error);
  const char *stop = parser.at;

  if (!self || stop == end)
    return g_steal_pointer (&self);
  weir_path_skip_blanks (&parser);
  if (parser.at == end)
    weir_path_fail (&parser, stop, error, "Blanks at the end of a path are not allowed; remove them.");
  else
    weir_path_fail (&parser, parser.at, error,
                    "This is not a step of a path; write .name, ['name'], [0], [*] or [?@.a == 1].");
  return NULL;
}

/**
 * weir_json_path_parse:
 * @text: a path that begins with "$"
 *
 * Reads what RFC 9535 calls a well-formed and valid query.
 *
 * Returns: (transfer full) (nullable): the path, or %NULL with %WEIR_LANGUAGE_ERROR_PATH, whose message has
 *   the column, or %WEIR_LANGUAGE_ERROR_LIMIT
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
