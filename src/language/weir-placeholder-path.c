/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-placeholder-path.c: the steps behind the name of a placeholder
 */

#include "config.h"

#include <string.h>

#include "weir-csv.h"
#include "weir-placeholder-private.h"

gboolean
weir_placeholder_is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

gboolean
weir_placeholder_fail_unclosed (const WeirPlaceholderParser *parser, GError **error)
{
  weir_language_set_error (error, WEIR_LANGUAGE_ERROR_TEMPLATE, parser->text, parser->dollar,
                           "“${” has no matching “}”; write “$${” if the text itself is meant.");
  return FALSE;
}

static const char *
skip_quoted (const char *at)
{
  char quote = *at++;

  while (*at && *at != quote)
    at += *at == '\\' && at[1] ? 2 : 1;
  return *at ? at + 1 : at;
}

/* A "$" in steps: ${…} always, $name and $method(…) in brackets; any other "$" belongs to the path. FALSE
 * with an error, or without one when it belongs to the path. */
static gboolean
parse_dollar (WeirPlaceholderParser *parser, gboolean in_brackets, WeirTemplate *out, GError **error)
{
  WeirPlaceholder *nested;

  if (parser->at[1] != '{' && !(in_brackets && (g_ascii_isalpha (parser->at[1]) || parser->at[1] == '_')))
    return FALSE;
  nested = weir_placeholder_parse (parser->text, &parser->at, parser->names, parser->depth + 1, FALSE, error);
  if (!nested)
    return FALSE;
  weir_template_add_placeholder (out, nested, WEIR_ENCODING_TEXT);
  return weir_template_check_count (out, parser->text, parser->at, error);
}

/* Where the steps end: XPath may hold blanks, so it ends at the brace, but not with blanks. */
static gboolean
ends_path (const char *at, gboolean is_xpath, guint brackets)
{
  if (*at == '\0' || (*at == '}' && brackets == 0))
    return TRUE;
  if (brackets > 0 || !weir_placeholder_is_blank (*at))
    return FALSE;
  return !is_xpath || at[strspn (at, " \t\r\n")] == '}';
}

gboolean
weir_placeholder_parse_path (WeirPlaceholderParser *parser, WeirTemplate *out, GError **error)
{
  gboolean is_xpath = *parser->at == '/';
  guint brackets = 0;

  while (!ends_path (parser->at, is_xpath, brackets))
    {
      const char *run = parser->at;
      g_autoptr (GError) local = NULL;

      if (*run == '$' && parse_dollar (parser, brackets > 0, out, &local))
        continue;
      if (local)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if ((brackets > 0 || is_xpath) && (*run == '"' || *run == '\''))
        parser->at = skip_quoted (run);
      else
        parser->at++;
      if (*run == '[')
        brackets++;
      else if (*run == ']' && brackets > 0)
        brackets--;
      weir_template_add_plain (out, run, parser->at - run);
    }
  return *parser->at ? TRUE : weir_placeholder_fail_unclosed (parser, error);
}

/* "[" a quoted name, or numbers and sums of them, or placeholders "]"; nothing and FALSE when it is not. */
static gboolean
parse_tail_index (WeirPlaceholderParser *parser, WeirTemplate *out)
{
  static const char allowed[] = "0123456789+-*/, ";
  WeirPlaceholderParser ahead = *parser;
  g_autoptr (WeirTemplate) step = weir_template_new ();

  weir_template_add_plain (step, "[", 1);
  ahead.at++;
  if (*ahead.at == '"' || *ahead.at == '\'')
    {
      const char *end = skip_quoted (ahead.at);

      weir_template_add_plain (step, ahead.at, end - ahead.at);
      ahead.at = end;
    }
  while (*ahead.at && strchr ("$0123456789+-*/, ", *ahead.at))
    {
      gsize run = strspn (ahead.at, allowed);

      weir_template_add_plain (step, ahead.at, (gssize) run);
      ahead.at += run;
      if (*ahead.at == '$' && !parse_dollar (&ahead, TRUE, step, NULL))
        return FALSE;
    }
  if (*ahead.at != ']' || ahead.at == parser->at + 1)
    return FALSE;
  weir_template_add_plain (step, "]", 1);
  weir_template_take (out, step);
  parser->at = ahead.at + 1;
  return TRUE;
}

void
weir_placeholder_parse_tail (WeirPlaceholderParser *parser, WeirTemplate *out)
{
  for (;;)
    {
      const char *at = parser->at;

      if (*at == '.' && (g_ascii_isalpha (at[1]) || at[1] == '_'))
        {
          for (at += 2; g_ascii_isalnum (*at) || *at == '_';)
            at++;
          weir_template_add_plain (out, parser->at, at - parser->at);
          parser->at = at;
        }
      else if (*at != '[' || !parse_tail_index (parser, out))
        return;
    }
}

/* "0+1" or "2, 3*2": each sum becomes its value. FALSE when nothing is to be computed. */
static gboolean
compute_index (const char *start, const char *end, GString *out)
{
  gboolean changed = FALSE;

  for (const char *p = start; p <= end;)
    {
      const char *comma = memchr (p, ',', (gsize) (end - p));
      const char *next = comma ? comma : end;
      g_auto (WeirValue) value = WEIR_VALUE_INIT;
      guint n_operands = 0;

      if (weir_arithmetic (p, next, TRUE, &value, &n_operands, NULL) && n_operands > 1)
        {
          weir_value_append_text (&value, out);
          changed = TRUE;
        }
      else
        g_string_append_len (out, p, next - p);
      if (comma)
        g_string_append_c (out, ',');
      p = next + 1;
    }
  return changed;
}

/* The steps with "[0+1]" computed to "[1]"; NULL when nothing is to be computed. */
static char *
compute_indexes (const char *start, const char *end)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean changed = FALSE;

  for (const char *p = start; p < end;)
    {
      const char *next = *p == '"' || *p == '\'' ? skip_quoted (p) : p + 1;
      const char *close = *p == '[' ? memchr (p, ']', (gsize) (end - p)) : NULL;
      g_autoptr (GString) index = g_string_new (NULL);

      if (close && compute_index (p + 1, close, index))
        {
          g_string_append_printf (out, "[%s]", index->str);
          changed = TRUE;
          next = close + 1;
        }
      else
        g_string_append_len (out, p, MIN (next, end) - p);
      p = next;
    }
  return changed ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* "[1, 0]": the row and column of a cell. */
static gboolean
parse_cell (const char *text, guint64 *row, guint64 *column)
{
  const char *p = text;
  char *end;

  if (*p++ != '[')
    return FALSE;
  p += strspn (p, " ");
  if (!g_ascii_isdigit (*p))
    return FALSE;
  *row = g_ascii_strtoull (p, &end, 10);
  p = end + strspn (end, " ");
  if (*p++ != ',')
    return FALSE;
  p += strspn (p, " ");
  if (!g_ascii_isdigit (*p))
    return FALSE;
  *column = g_ascii_strtoull (p, &end, 10);
  p = end + strspn (end, " ");
  return strcmp (p, "]") == 0;
}

/* The error counts columns in the path; the document's own are wanted. */
static gboolean
compile_xpath (WeirSteps *self, const char *text, const char *start, GError **error)
{
  g_autoptr (GError) local = NULL;
  const char *message;

  self->xml = weir_xpath_parse (self->text, &local);
  if (self->xml)
    return TRUE;
  message = strstr (local->message, ": ");
  weir_language_set_error (error, WEIR_LANGUAGE_ERROR_PATH, text, start, "%s",
                           message ? message + 2 : local->message);
  return FALSE;
}

/* Steps into an answer may well be no JSONPath: a header has a dash in its name, a body may be XML. */
static gboolean
compile_answer (WeirSteps *self)
{
  const char *rest;

  if (!weir_captured_is_path (self->text, &rest))
    return FALSE;
  self->of_answer = TRUE;
  if (*rest == '\0')
    return TRUE;
  self->body = g_new0 (WeirSteps, 1);
  return weir_steps_compile (self->body, rest, rest, rest + strlen (rest), NULL);
}

gboolean
weir_steps_compile (WeirSteps *self, const char *text, const char *start, const char *end, GError **error)
{
  char *computed = *start == '/' ? NULL : compute_indexes (start, end);
  g_autoptr (GError) local = NULL;
  guint64 row, column;

  self->text = computed ? computed : g_strndup (start, (gsize) (end - start));
  if (*self->text == '/')
    return compile_xpath (self, text, start, error);
  if (parse_cell (self->text, &row, &column))
    return TRUE;
  if (computed)
    self->json = weir_json_path_parse_steps (computed, computed, computed + strlen (computed), &local);
  else
    self->json = weir_json_path_parse_steps (text, start, end, &local);
  if (compile_answer (self) || self->json)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
weir_steps_clear (WeirSteps *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->json, weir_json_path_free);
  g_clear_pointer (&self->xml, weir_xpath_free);
  if (self->body)
    weir_steps_clear (self->body);
  g_clear_pointer (&self->body, g_free);
}

gboolean
weir_value_has_paths (const WeirValue *value)
{
  return value->type == WEIR_VALUE_JSON || value->type == WEIR_VALUE_XML || value->type == WEIR_VALUE_CSV ||
         value->type == WEIR_VALUE_ANSWER;
}

static void
take_xml (const WeirSteps *self, const WeirValue *source, WeirValue *value)
{
  g_autoptr (WeirXml) xml = weir_xml_parse (source->text, g_ref_string_length (source->text), NULL);

  if (xml)
    weir_xpath_first (self->xml, xml, value, NULL);
}

/* A quoted type stays quoted in its parts. */
void
weir_steps_take (const WeirSteps *self, const WeirValue *source, WeirValue *value)
{
  g_autofree char *cell = NULL;
  guint64 row, column;

  if (source->type == WEIR_VALUE_ANSWER)
    {
      if (self->of_answer)
        weir_captured_take (source->captured, self->text, self->body, value);
      return;
    }
  if (source->type == WEIR_VALUE_JSON && self->json)
    {
      JsonNode *node = weir_json_path_first (self->json, source->json);

      if (node)
        weir_value_set_json (value, node);
    }
  else if (source->type == WEIR_VALUE_XML && self->xml)
    take_xml (self, source, value);
  else if (source->type == WEIR_VALUE_CSV && !self->json && !self->xml &&
           parse_cell (self->text, &row, &column))
    cell = weir_csv_find (source->text, row, column);
  if (cell)
    weir_value_set_text (value, cell, -1);
  value->is_quoted = source->is_quoted && value->type != WEIR_VALUE_MISSING;
}
