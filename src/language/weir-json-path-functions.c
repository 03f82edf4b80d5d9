/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path-functions.c: the functions in the filters of a JSONPath and their types (RFC 9535 §2.4)
 */

#include "config.h"

#include "weir-json-path-private.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-suggest.h"

typedef enum
{
  TYPE_NONE,
  TYPE_VALUE,
  TYPE_NODES,
} ArgumentType;

typedef struct
{
  const char *name;
  gboolean is_logical; /* gives true or false instead of a value */
  WeirFilterKind filter;
  WeirOperandKind operand;
  ArgumentType arguments[2];
} Function;

static const Function functions[] = {
  { "length", FALSE, 0, WEIR_OPERAND_LENGTH, { TYPE_VALUE, TYPE_NONE } },
  { "count", FALSE, 0, WEIR_OPERAND_COUNT, { TYPE_NODES, TYPE_NONE } },
  { "value", FALSE, 0, WEIR_OPERAND_VALUE, { TYPE_NODES, TYPE_NONE } },
  { "match", TRUE, WEIR_FILTER_MATCH, 0, { TYPE_VALUE, TYPE_VALUE } },
  { "search", TRUE, WEIR_FILTER_SEARCH, 0, { TYPE_VALUE, TYPE_VALUE } },
};

static gsize
measure_name (const WeirPathParser *parser)
{
  gsize length = 0;

  while (g_ascii_isalnum (weir_path_peek (parser, length)) || weir_path_peek (parser, length) == '_')
    length++;
  return length;
}

/* Whether a word with an opening parenthesis right behind it stands here. */
gboolean
weir_path_is_function (const WeirPathParser *parser)
{
  return g_ascii_isalpha (weir_path_peek (parser, 0)) &&
         weir_path_peek (parser, measure_name (parser)) == '(';
}

static const Function *
find_function (const WeirPathParser *parser, gsize length, GError **error)
{
  const char *names[G_N_ELEMENTS (functions) + 1] = { NULL };
  g_autofree char *name = g_strndup (parser->at, MIN (length, WEIR_LIMIT_NAME_CHARS));
  const char *meant;

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      if (g_str_equal (functions[i].name, name))
        return &functions[i];
      names[i] = functions[i].name;
    }
  meant = weir_suggest (name, names);
  if (meant)
    weir_path_fail (parser, parser->at, error, "There is no function %s(); did you mean %s()?", name, meant);
  else
    weir_path_fail (parser, parser->at, error,
                    "There is no function %s(); there are length(), count(), value(), match() and search().",
                    name);
  return NULL;
}

static gboolean
read_nodes (WeirPathParser *parser, const Function *function, WeirOperand *operand, GError **error)
{
  char c = weir_path_peek (parser, 0);

  if (c != '@' && c != '$')
    return weir_path_fail (parser, parser->at, error, "%s() takes a path, as in %s(@.items[*]).",
                           function->name, function->name);
  return weir_path_read_query (parser, &operand->query, error);
}

static gboolean
read_value_of_function (WeirPathParser *parser, const Function *outer, WeirOperand **operand, GError **error)
{
  const char *start = parser->at;
  g_autoptr (WeirFilter) filter = NULL;

  if (!weir_path_read_function (parser, operand, &filter, error))
    return FALSE;
  return !filter || weir_path_fail (parser, start, error,
                                    "%s() takes a value; this function gives true or false.", outer->name);
}

/* A literal, a path that finds one value at most, or a function that gives a value. */
static gboolean
read_value (WeirPathParser *parser, const Function *function, WeirOperand **operand, GError **error)
{
  const char *start = parser->at;
  char c = weir_path_peek (parser, 0);
  g_autoptr (GError) local = NULL;

  if (c != '@' && c != '$' && weir_path_is_function (parser))
    return read_value_of_function (parser, function, operand, error);
  *operand = g_new0 (WeirOperand, 1);
  if (c == '@' || c == '$')
    {
      (*operand)->kind = WEIR_OPERAND_QUERY;
      if (!weir_path_read_query (parser, &(*operand)->query, error))
        return FALSE;
      return weir_json_path_is_singular ((*operand)->query.path) ||
             weir_path_fail (
                 parser, start, error,
                 "%s() takes one value, and this path can find several; write value(…) around it, "
                 "or a path of names and indexes.",
                 function->name);
    }
  (*operand)->literal = weir_path_read_literal (parser, &local);
  if ((*operand)->literal)
    return TRUE;
  if (!local)
    return weir_path_fail (parser, parser->at, error,
                           "%s() takes a path, a value such as 'text', or another function here.",
                           function->name);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Behind an argument: a comma when another one follows, else the closing parenthesis. */
static gboolean
read_separator (WeirPathParser *parser, const Function *function, gboolean more, GError **error)
{
  char c;

  weir_path_skip_blanks (parser);
  c = weir_path_peek (parser, 0);
  if (c == (more ? ',' : ')'))
    {
      parser->at++;
      return TRUE;
    }
  if (c == ')' || c == ',')
    return weir_path_fail (parser, parser->at, error, "%s() takes %s.", function->name,
                           function->arguments[1] ? "two values, as in match(@.name, 'a.*')"
                                                  : "one argument");
  return weir_path_fail (parser, parser->at, error, "Here %s() needs %s; an argument is a path or one value.",
                         function->name, more ? "“,” and its second argument" : "“)”");
}

static gboolean
read_arguments (WeirPathParser *parser, const Function *function, WeirOperand *nodes, WeirOperand **values,
                GError **error)
{
  for (guint i = 0; i < 2 && function->arguments[i]; i++)
    {
      gboolean more = i == 0 && function->arguments[1] != TYPE_NONE;

      weir_path_skip_blanks (parser);
      if (function->arguments[i] == TYPE_NODES ? !read_nodes (parser, function, nodes, error)
                                               : !read_value (parser, function, &values[i], error))
        return FALSE;
      if (!read_separator (parser, function, more, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
weir_path_read_function (WeirPathParser *parser, WeirOperand **operand, WeirFilter **filter, GError **error)
{
  gsize length = measure_name (parser);
  const Function *function = find_function (parser, length, error);
  g_autoptr (WeirOperand) made = NULL;
  g_autoptr (WeirOperand) first = NULL;
  g_autoptr (WeirOperand) second = NULL;
  WeirOperand *values[2] = { NULL };
  gboolean complete;

  if (!function)
    return FALSE;
  if (parser->depth == WEIR_LIMIT_EXPRESSION_DEPTH)
    return weir_path_fail (parser, parser->at, error, "Functions may be nested %d deep at most.",
                           WEIR_LIMIT_EXPRESSION_DEPTH);
  parser->depth++;
  parser->at += length + 1;
  made = g_new0 (WeirOperand, 1);
  complete = read_arguments (parser, function, made, values, error);
  parser->depth--;
  first = values[0];
  second = values[1];
  if (!complete)
    return FALSE;
  if (!function->is_logical)
    {
      made->kind = function->operand;
      made->argument = g_steal_pointer (&first);
      *operand = g_steal_pointer (&made);
      return TRUE;
    }
  *filter = g_new0 (WeirFilter, 1);
  (*filter)->kind = function->filter;
  (*filter)->left = g_steal_pointer (&first);
  (*filter)->right = g_steal_pointer (&second);
  return TRUE;
}
