/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-arithmetic.c: sums in indexes and in `set`: numbers, + - * / % and brackets, nothing else
 */

#include "config.h"

#include <string.h>

#include "weir-expression-private.h"
#include "weir-language-private.h"

#define MAX_DEPTH 50

typedef struct
{
  const char *at;
  const char *end;
  gboolean integers; /* 7 / 2 = 3 */
  guint depth;
  guint n_operands;
  char **reason; /* (nullable) */
} Parser;

static gboolean parse_sum (Parser *parser, WeirOperand *result);

static gboolean
fail (Parser *parser)
{
  if (parser->reason && !*parser->reason)
    *parser->reason = g_strdup ("it is no sum of numbers with + - * / % and brackets.");
  return FALSE;
}

static char
peek (Parser *parser)
{
  while (parser->at < parser->end && strchr (" \t\r\n", *parser->at) && *parser->at)
    parser->at++;
  return parser->at < parser->end ? *parser->at : '\0';
}

static gboolean
parse_number (Parser *parser, WeirOperand *result)
{
  const char *start = parser->at;
  g_autofree char *text = NULL;
  WeirNumber number;

  while (parser->at < parser->end && (g_ascii_isdigit (*parser->at) || *parser->at == '.'))
    parser->at++;
  if (parser->at < parser->end && (*parser->at == 'e' || *parser->at == 'E') && parser->at > start)
    {
      parser->at++;
      if (parser->at < parser->end && (*parser->at == '+' || *parser->at == '-'))
        parser->at++;
      while (parser->at < parser->end && g_ascii_isdigit (*parser->at))
        parser->at++;
    }
  text = g_strndup (start, (gsize) (parser->at - start));
  if (!weir_number_parse (text, &number) || (parser->integers && !number.is_integer))
    return fail (parser);
  parser->n_operands++;
  if (parser->integers)
    weir_value_set_integer (&result->value, number.integer);
  else
    weir_value_set_double (&result->value, number.number);
  return TRUE;
}

static gboolean
calculate (Parser *parser, WeirOperator op, WeirOperand *left, const WeirOperand *right)
{
  g_auto (WeirOperand) result = { WEIR_VALUE_INIT, FALSE };
  g_autofree char *message = NULL;

  if (!weir_operand_calculate (op, left, right, &result, &message))
    {
      if (parser->reason && !*parser->reason)
        *parser->reason = g_steal_pointer (&message);
      return FALSE;
    }
  weir_value_copy (&result.value, &left->value);
  return TRUE;
}

static gboolean
negate (Parser *parser, WeirOperand *operand)
{
  g_auto (WeirOperand) zero = { { .type = WEIR_VALUE_INTEGER, .integer = 0 }, FALSE };

  if (!calculate (parser, WEIR_OPERATOR_SUBTRACT, &zero, operand))
    return FALSE;
  weir_value_copy (&zero.value, &operand->value);
  return TRUE;
}

/* A sign, brackets or a number. */
static gboolean
parse_operand (Parser *parser, WeirOperand *result)
{
  char c = peek (parser);
  gboolean parsed;

  if (c != '-' && c != '+' && c != '(')
    return parse_number (parser, result);
  if (++parser->depth > MAX_DEPTH)
    return fail (parser);
  parser->at++;
  if (c == '(')
    {
      parsed = parse_sum (parser, result) && peek (parser) == ')';
      parser->at += parsed;
    }
  else
    {
      parsed = parse_operand (parser, result);
      if (parsed && c == '-')
        parsed = negate (parser, result);
    }
  parser->depth--;
  return parsed || fail (parser);
}

static gboolean
parse_chain (Parser *parser, const char *symbols, const WeirOperator *operators,
             gboolean (*next) (Parser *parser, WeirOperand *result), WeirOperand *result)
{
  if (!next (parser, result))
    return FALSE;
  for (;;)
    {
      g_auto (WeirOperand) right = { WEIR_VALUE_INIT, FALSE };
      char c = peek (parser);
      const char *symbol = c ? strchr (symbols, c) : NULL;

      if (!symbol)
        return TRUE;
      parser->at++;
      if (!next (parser, &right) || !calculate (parser, operators[symbol - symbols], result, &right))
        return FALSE;
    }
}

static gboolean
parse_product (Parser *parser, WeirOperand *result)
{
  static const WeirOperator operators[] = { WEIR_OPERATOR_MULTIPLY, WEIR_OPERATOR_DIVIDE,
                                            WEIR_OPERATOR_MODULO };

  return parse_chain (parser, "*/%", operators, parse_operand, result);
}

static gboolean
parse_sum (Parser *parser, WeirOperand *result)
{
  static const WeirOperator operators[] = { WEIR_OPERATOR_ADD, WEIR_OPERATOR_SUBTRACT };

  return parse_chain (parser, "+-", operators, parse_product, result);
}

gboolean
weir_arithmetic (const char *start, const char *end, gboolean integers, WeirValue *value, guint *n_operands,
                 char **reason)
{
  Parser parser = { start, end, integers, 0, 0, reason };
  g_auto (WeirOperand) result = { WEIR_VALUE_INIT, FALSE };

  if (!parse_sum (&parser, &result))
    return fail (&parser);
  if (peek (&parser) != '\0' || parser.at < parser.end)
    return fail (&parser);
  if (n_operands)
    *n_operands = parser.n_operands;
  weir_value_copy (&result.value, value);
  return TRUE;
}
