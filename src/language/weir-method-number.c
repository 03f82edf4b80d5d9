/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-number.c: methods that calculate
 */

#include "config.h"

#include "weir-method-private.h"

#include <math.h>

#include "weir-expression-private.h"

enum
{
  SUM,
  MIN_OF,
  MAX_OF,
  MULTIPLY,
  AVERAGE,
};

enum
{
  ABSOLUTE,
  FLOOR,
  CEILING,
};

static gboolean
calculate (WeirMethodCall *call, WeirOperator op, const WeirNumber *a, const WeirNumber *b, WeirValue *result)
{
  WeirOperand left = { .is_quoted = FALSE };
  WeirOperand right = { .is_quoted = FALSE };
  g_auto (WeirOperand) value = { WEIR_VALUE_INIT, FALSE };
  g_autofree char *message = NULL;

  weir_number_to_value (a, &left.value);
  weir_number_to_value (b, &right.value);
  if (!weir_operand_calculate (op, &left, &right, &value, &message))
    return weir_method_fail (call, "%s", message);
  weir_value_copy (&value.value, result);
  return TRUE;
}

static gboolean
get_element (WeirMethodCall *call, GArray *list, guint index, WeirNumber *number)
{
  const WeirValue *value = &g_array_index (list, WeirValue, index);
  g_autofree char *text = NULL;

  if (weir_value_is_text (value) ? weir_number_parse (value->text, number)
                                 : weir_number_from_value (value, number))
    return TRUE;
  text = weir_value_to_text (value);
  return weir_method_fail (call, "“%s” in its “source” is not a number.", text);
}

/* Adds the next number to what is there. */
static gboolean
combine (WeirMethodCall *call, const WeirNumber *number, WeirValue *result)
{
  int variant = call->invocation->method->variant;
  WeirNumber before;
  int order;

  weir_number_from_value (result, &before);
  if (variant == MULTIPLY)
    return calculate (call, WEIR_OPERATOR_MULTIPLY, &before, number, result);
  if (variant == SUM || variant == AVERAGE)
    return calculate (call, WEIR_OPERATOR_ADD, &before, number, result);
  order = weir_number_order (number, &before);
  if (variant == MIN_OF ? order < 0 : order > 0)
    weir_number_to_value (number, result);
  return TRUE;
}

static gboolean
call_aggregate (WeirMethodCall *call, WeirValue *result)
{
  g_autoptr (GArray) list = weir_method_get_list (call, 0);
  int variant = call->invocation->method->variant;
  WeirNumber number;

  if (!list)
    return FALSE;
  if (list->len == 0 && variant != SUM)
    return weir_method_fail (call, "Its “source” has no elements.");
  weir_value_set_integer (result, 0);
  for (guint i = 0; i < list->len; i++)
    {
      if (!get_element (call, list, i, &number))
        return FALSE;
      if (i == 0)
        weir_number_to_value (&number, result);
      else if (!combine (call, &number, result))
        return FALSE;
    }
  if (variant == AVERAGE)
    {
      weir_number_from_value (result, &number);
      weir_value_set_double (result, number.number / list->len);
    }
  return TRUE;
}

/* By zero: nothing, and a warning. */
static gboolean
divide (WeirMethodCall *call, const WeirNumber *a, const WeirNumber *b, WeirValue *result)
{
  gboolean modulo = call->invocation->method->variant == WEIR_OPERATOR_MODULO;

  if (b->number == 0)
    {
      weir_scope_warn (call->scope, "%s: a division by zero gives nothing.", call->invocation->method->name);
      weir_value_set_text (result, "", 0);
      return TRUE;
    }
  if (modulo)
    return calculate (call, WEIR_OPERATOR_MODULO, a, b, result);
  if (a->is_integer && b->is_integer && b->integer != -1 && a->integer % b->integer == 0)
    weir_value_set_integer (result, a->integer / b->integer);
  else
    weir_value_set_double (result, a->number / b->number);
  return TRUE;
}

static gboolean
call_calculate (WeirMethodCall *call, WeirValue *result)
{
  int op = call->invocation->method->variant;
  WeirNumber a, b;

  if (!weir_method_get_number (call, 0, &a) || !weir_method_get_number (call, 1, &b))
    return FALSE;
  if (op == WEIR_OPERATOR_DIVIDE || op == WEIR_OPERATOR_MODULO)
    return divide (call, &a, &b, result);
  return calculate (call, (WeirOperator) op, &a, &b, result);
}

static gboolean
call_apply (WeirMethodCall *call, WeirValue *result)
{
  WeirNumber number;
  double value;

  if (!weir_method_get_number (call, 0, &number))
    return FALSE;
  switch (call->invocation->method->variant)
    {
    case ABSOLUTE:
      value = fabs (number.number);
      break;
    case FLOOR:
      value = floor (number.number);
      break;
    case CEILING:
    default:
      value = ceil (number.number);
      break;
    }
  if (number.is_integer && number.integer != G_MININT64)
    weir_value_set_integer (result, value < 0 || number.integer >= 0 ? number.integer : -number.integer);
  else
    weir_value_set_double (result, value);
  return TRUE;
}

/* Half away from zero. */
static gboolean
call_round (WeirMethodCall *call, WeirValue *result)
{
  WeirNumber number;
  gint64 digits;
  double factor;

  if (!weir_method_get_number (call, 0, &number) || !weir_method_get_integer (call, 1, &digits))
    return FALSE;
  if (digits < 0 || digits > 15)
    return weir_method_fail (call, "Its “digits” is %" G_GINT64_FORMAT "; 0 to 15 are possible.", digits);
  factor = pow (10, (double) digits);
  if (number.is_integer)
    weir_value_set_integer (result, number.integer);
  else if (fabs (number.number) > 1e15 / factor)
    weir_value_set_double (result, number.number);
  else
    weir_value_set_double (result, round (number.number * factor) / factor);
  return TRUE;
}

static gboolean
call_clamp (WeirMethodCall *call, WeirValue *result)
{
  WeirNumber number, min, max;

  if (!weir_method_get_number (call, 0, &number) || !weir_method_get_number (call, 1, &min) ||
      !weir_method_get_number (call, 2, &max))
    return FALSE;
  if (weir_number_order (&min, &max) > 0)
    return weir_method_fail (call, "Its “min” is above its “max”.");
  if (weir_number_order (&number, &min) < 0)
    number = min;
  else if (weir_number_order (&number, &max) > 0)
    number = max;
  weir_number_to_value (&number, result);
  return TRUE;
}

#define AGGREGATE(name, variant)                                                                             \
  {                                                                                                          \
    name, call_aggregate, variant, TRUE,                                                                     \
    {                                                                                                        \
      {                                                                                                      \
        "source", WEIR_PARAMETER_LIST, NULL                                                                  \
      }                                                                                                      \
    }                                                                                                        \
  }
#define CALCULATE(name, variant, first, second)                                                              \
  {                                                                                                          \
    name, call_calculate, variant, FALSE,                                                                    \
    {                                                                                                        \
      { first, WEIR_PARAMETER_NUMBER, NULL },                                                                \
      {                                                                                                      \
        second, WEIR_PARAMETER_NUMBER, NULL                                                                  \
      }                                                                                                      \
    }                                                                                                        \
  }
#define APPLY(name, variant)                                                                                 \
  {                                                                                                          \
    name, call_apply, variant, TRUE,                                                                         \
    {                                                                                                        \
      {                                                                                                      \
        "source", WEIR_PARAMETER_NUMBER, NULL                                                                \
      }                                                                                                      \
    }                                                                                                        \
  }

const WeirMethod weir_methods_number[] = {
  AGGREGATE ("sum", SUM),
  AGGREGATE ("min", MIN_OF),
  AGGREGATE ("max", MAX_OF),
  AGGREGATE ("multiply", MULTIPLY),
  AGGREGATE ("average", AVERAGE),
  AGGREGATE ("avg", AVERAGE),
  CALCULATE ("divide", WEIR_OPERATOR_DIVIDE, "a", "b"),
  CALCULATE ("subtract", WEIR_OPERATOR_SUBTRACT, "a", "b"),
  CALCULATE ("mod", WEIR_OPERATOR_MODULO, "a", "b"),
  CALCULATE ("pow", WEIR_OPERATOR_POWER, "base", "exponent"),
  APPLY ("abs", ABSOLUTE),
  APPLY ("floor", FLOOR),
  APPLY ("ceil", CEILING),
  { "round",
    call_round,
    0,
    TRUE,
    { { "source", WEIR_PARAMETER_NUMBER, NULL }, { "digits", WEIR_PARAMETER_INTEGER, "0" } } },
  { "clamp",
    call_clamp,
    0,
    FALSE,
    { { "value", WEIR_PARAMETER_NUMBER, NULL },
      { "min", WEIR_PARAMETER_NUMBER, NULL },
      { "max", WEIR_PARAMETER_NUMBER, NULL } } },
  { NULL },
};
