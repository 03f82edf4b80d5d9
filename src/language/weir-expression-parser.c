/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-expression-parser.c: the operators of a condition, text → parsed form
 */

#include "config.h"

#include "weir-expression-parser-private.h"

#include <string.h>

#include "weir-limits.h"

typedef struct
{
  const char *symbol; /* a word when it begins with a letter */
  WeirOperator op;
} Symbol;

void
weir_operand_clear (WeirOperand *operand)
{
  weir_value_clear (&operand->value);
}

void
weir_node_free (WeirNode *node)
{
  if (!node)
    return;
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_clear_pointer (&node->operators, g_array_unref);
  weir_operand_clear (&node->literal);
  g_free (node->field);
  g_free (node);
}

WeirNode *
weir_node_new (WeirNodeKind kind)
{
  WeirNode *node = g_new0 (WeirNode, 1);

  node->kind = kind;
  return node;
}

void
weir_node_add_child (WeirNode *node, WeirNode *child)
{
  if (!node->children)
    node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_node_free);
  g_ptr_array_add (node->children, child);
}

WeirNode *
weir_parser_fail (WeirParser *parser, const char *at, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  weir_language_set_error (parser->error, WEIR_LANGUAGE_ERROR_EXPRESSION, parser->text, at, "%s", message);
  return NULL;
}

void
weir_parser_skip_blanks (WeirParser *parser)
{
  parser->at += strspn (parser->at, " \t\r\n");
}

gsize
weir_parser_word_length (const char *at)
{
  gsize length = 0;

  if (g_ascii_isalpha (*at) || *at == '_')
    while ((g_ascii_isalnum (at[length]) || at[length] == '_'))
      length++;
  return length;
}

gboolean
weir_parser_is_word (const char *at, const char *word)
{
  gsize length = weir_parser_word_length (at);

  return length == strlen (word) && g_ascii_strncasecmp (at, word, length) == 0;
}

/* Moves behind @symbol when it is next. */
gboolean
weir_parser_accept (WeirParser *parser, const char *symbol)
{
  weir_parser_skip_blanks (parser);
  if (g_ascii_isalpha (*symbol) ? !weir_parser_is_word (parser->at, symbol)
                                : !g_str_has_prefix (parser->at, symbol))
    return FALSE;
  parser->at += strlen (symbol);
  return TRUE;
}

static const Symbol *
accept_any (WeirParser *parser, const Symbol *symbols)
{
  for (; symbols->symbol; symbols++)
    if (weir_parser_accept (parser, symbols->symbol))
      return symbols;
  return NULL;
}

/* The grammar's depth, so that no text can exhaust the stack. */
gboolean
weir_parser_enter (WeirParser *parser)
{
  if (++parser->depth <= WEIR_LIMIT_EXPRESSION_DEPTH)
    return TRUE;
  weir_language_set_error (parser->error, WEIR_LANGUAGE_ERROR_LIMIT, parser->text, parser->at,
                           "A condition may be nested %d deep at most.", WEIR_LIMIT_EXPRESSION_DEPTH);
  return FALSE;
}

/* next { symbol next } */
static WeirNode *
parse_chain (WeirParser *parser, const Symbol *symbols, WeirParseFunc next)
{
  g_autoptr (WeirNode) first = next (parser);
  g_autoptr (WeirNode) chain = NULL;
  const Symbol *symbol;

  while (first || chain)
    {
      WeirNode *operand;

      symbol = accept_any (parser, symbols);
      if (!symbol)
        break;
      operand = next (parser);
      if (!operand)
        return NULL;
      if (!chain)
        {
          chain = weir_node_new (WEIR_NODE_CHAIN);
          chain->operators = g_array_new (FALSE, FALSE, sizeof (WeirOperator));
          weir_node_add_child (chain, g_steal_pointer (&first));
        }
      g_array_append_val (chain->operators, symbol->op);
      weir_node_add_child (chain, operand);
    }
  return chain ? g_steal_pointer (&chain) : g_steal_pointer (&first);
}

/* "(" expression { "," expression } ")" behind the "(", into the children of @node. */
gboolean
weir_parser_arguments (WeirParser *parser, WeirNode *node, WeirParseFunc next)
{
  const char *start = parser->at - 1;

  do
    {
      WeirNode *argument = next (parser);

      if (!argument)
        return FALSE;
      weir_node_add_child (node, argument);
    }
  while (weir_parser_accept (parser, ","));
  if (weir_parser_accept (parser, ")"))
    return TRUE;
  if (*parser->at == '\0')
    weir_parser_fail (parser, start, "This bracket is not closed; write “)” where its content ends.");
  else
    weir_parser_fail (parser, parser->at, "Here “,” or “)” is expected.");
  return FALSE;
}

static WeirNode *
parse_unary (WeirParser *parser, WeirNodeKind kind, WeirParseFunc next)
{
  WeirNode *node, *child;

  if (!weir_parser_enter (parser))
    return NULL;
  child = next (parser);
  parser->depth--;
  if (!child)
    return NULL;
  node = weir_node_new (kind);
  weir_node_add_child (node, child);
  return node;
}

static WeirNode *
parse_sign (WeirParser *parser)
{
  if (weir_parser_accept (parser, "-"))
    return parse_unary (parser, WEIR_NODE_NEGATE, parse_sign);
  if (weir_parser_accept (parser, "+"))
    return parse_unary (parser, WEIR_NODE_PLUS, parse_sign);
  return weir_parser_postfix (parser);
}

static WeirNode *
parse_power (WeirParser *parser)
{
  static const Symbol symbols[] = { { "^", WEIR_OPERATOR_POWER }, { NULL } };

  return parse_chain (parser, symbols, parse_sign);
}

static WeirNode *
parse_product (WeirParser *parser)
{
  static const Symbol symbols[] = {
    { "*", WEIR_OPERATOR_MULTIPLY }, { "/", WEIR_OPERATOR_DIVIDE }, { "%", WEIR_OPERATOR_MODULO }, { NULL }
  };

  return parse_chain (parser, symbols, parse_power);
}

static WeirNode *
parse_sum (WeirParser *parser)
{
  static const Symbol symbols[] = { { "+", WEIR_OPERATOR_ADD }, { "-", WEIR_OPERATOR_SUBTRACT }, { NULL } };

  return parse_chain (parser, symbols, parse_product);
}

static WeirNode *
parse_compare (WeirParser *parser)
{
  /* Longer symbols before their beginnings. */
  static const Symbol symbols[] = { { "==", WEIR_OPERATOR_EQUAL },
                                    { "=", WEIR_OPERATOR_EQUAL },
                                    { "!=", WEIR_OPERATOR_NOT_EQUAL },
                                    { "<>", WEIR_OPERATOR_NOT_EQUAL },
                                    { "<=", WEIR_OPERATOR_LESS_EQUAL },
                                    { ">=", WEIR_OPERATOR_GREATER_EQUAL },
                                    { "<", WEIR_OPERATOR_LESS },
                                    { ">", WEIR_OPERATOR_GREATER },
                                    { NULL } };
  g_autoptr (WeirNode) node = parse_sum (parser);
  const Symbol *symbol;
  WeirNode *chain, *right;

  if (!node)
    return NULL;
  weir_parser_skip_blanks (parser);
  if (g_str_has_prefix (parser->at, "<<") || g_str_has_prefix (parser->at, ">>"))
    return weir_parser_fail (parser, parser->at, "Shifts (%.2s) are not available.", parser->at);
  symbol = accept_any (parser, symbols);
  if (!symbol)
    return g_steal_pointer (&node);
  right = parse_sum (parser);
  if (!right)
    return NULL;
  chain = weir_node_new (WEIR_NODE_CHAIN);
  chain->operators = g_array_new (FALSE, FALSE, sizeof (WeirOperator));
  g_array_append_val (chain->operators, symbol->op);
  weir_node_add_child (chain, g_steal_pointer (&node));
  weir_node_add_child (chain, right);
  node = chain;
  weir_parser_skip_blanks (parser);
  if (*parser->at && strchr ("=<>", *parser->at))
    return weir_parser_fail (parser, parser->at, "Comparisons are not chained; write a < b and b < c.");
  return g_steal_pointer (&node);
}

static WeirNode *
parse_membership (WeirParser *parser)
{
  g_autoptr (WeirNode) left = parse_compare (parser);
  g_autoptr (WeirNode) node = NULL;

  if (!left || !weir_parser_accept (parser, "in"))
    return g_steal_pointer (&left);
  if (!weir_parser_accept (parser, "("))
    return weir_parser_fail (parser, parser->at,
                             "Behind “in” comes a list in round brackets, as in ${status} in (200, 201).");
  node = weir_node_new (WEIR_NODE_IN);
  weir_node_add_child (node, g_steal_pointer (&left));
  if (!weir_parser_enter (parser) || !weir_parser_arguments (parser, node, parse_compare))
    return NULL;
  parser->depth--;
  return g_steal_pointer (&node);
}

static WeirNode *
parse_not (WeirParser *parser)
{
  weir_parser_skip_blanks (parser);
  if (weir_parser_accept (parser, "not") ||
      (*parser->at == '!' && parser->at[1] != '=' && weir_parser_accept (parser, "!")))
    return parse_unary (parser, WEIR_NODE_NOT, parse_not);
  return parse_membership (parser);
}

static WeirNode *
parse_and (WeirParser *parser)
{
  static const Symbol symbols[] = {
    { "and", WEIR_OPERATOR_AND }, { "&&", WEIR_OPERATOR_AND }, { "&", WEIR_OPERATOR_AND }, { NULL }
  };

  return parse_chain (parser, symbols, parse_not);
}

static WeirNode *
parse_or (WeirParser *parser)
{
  static const Symbol symbols[] = {
    { "or", WEIR_OPERATOR_OR }, { "||", WEIR_OPERATOR_OR }, { "|", WEIR_OPERATOR_OR }, { NULL }
  };

  return parse_chain (parser, symbols, parse_and);
}

WeirNode *
weir_parser_expression (WeirParser *parser)
{
  static const Symbol symbols[] = { { "xor", WEIR_OPERATOR_XOR }, { NULL } };
  WeirNode *node;

  if (!weir_parser_enter (parser))
    return NULL;
  node = parse_chain (parser, symbols, parse_or);
  parser->depth--;
  return node;
}

WeirNode *
weir_expression_parse_root (const char *text, const char *at, const WeirNames *names, gboolean has_item,
                            guint placeholder_depth, GArray *leaves, const char **end, GError **error)
{
  /* A condition in a call in a condition … shares the stack with those around it. */
  guint depth = placeholder_depth <= 1 ? 0 : WEIR_LIMIT_EXPRESSION_DEPTH - 50;
  WeirParser parser = { text, at, names, leaves, depth, error, has_item, placeholder_depth };
  g_autoptr (WeirNode) root = weir_parser_expression (&parser);

  if (!root)
    return NULL;
  weir_parser_skip_blanks (&parser);
  if (end)
    {
      *end = parser.at;
      return g_steal_pointer (&root);
    }
  if (*parser.at == ')')
    return weir_parser_fail (&parser, parser.at, "This “)” closes no bracket; remove it.");
  if (*parser.at != '\0')
    return weir_parser_fail (&parser, parser.at,
                             "Here the condition should end or go on with an operator such as = or and.");
  return g_steal_pointer (&root);
}
