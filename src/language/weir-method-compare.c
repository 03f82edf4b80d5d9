/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-compare.c: methods that compare two numbers
 */

#include "config.h"

#include "weir-method-private.h"

#include <math.h>

enum
{
  GREATER_THAN,
  SMALLER_THAN,
  GREATER_THAN_OR_EQUAL,
  SMALLER_THAN_OR_EQUAL,
  GREATER,
  LESS,
};

/* The third argument: the variable that receives a. */
static void
assign_number (WeirMethodCall *call, guint parameter, const WeirNumber *number)
{
  const WeirArgument *target = &call->invocation->arguments[parameter];
  g_auto (WeirValue) value = WEIR_VALUE_INIT;

  if (!target->name || target->target < 0)
    return;
  weir_number_to_value (number, &value);
  weir_scope_assign (call->scope, (guint) target->target, call->invocation->is_global, &value);
}

static gboolean
get_pair (WeirMethodCall *call, WeirNumber *a, WeirNumber *b)
{
  return weir_method_get_number (call, 0, a) && weir_method_get_number (call, 1, b);
}

static gboolean
call_compare (WeirMethodCall *call, WeirValue *result)
{
  WeirNumber a, b;
  int order;
  gboolean truth;

  if (!get_pair (call, &a, &b))
    return FALSE;
  order = weir_number_order (&a, &b);
  switch (call->invocation->method->variant)
    {
    case GREATER_THAN:
      truth = order > 0;
      break;
    case SMALLER_THAN:
      truth = order < 0;
      break;
    case GREATER_THAN_OR_EQUAL:
      truth = order >= 0;
      break;
    case SMALLER_THAN_OR_EQUAL:
    default:
      truth = order <= 0;
      break;
    }
  weir_value_set_boolean (result, truth);
  assign_number (call, 2, &a);
  return TRUE;
}

static gboolean
call_equal (WeirMethodCall *call, WeirValue *result)
{
  WeirNumber a, b, tolerance;

  if (!get_pair (call, &a, &b) || !weir_method_get_number (call, 3, &tolerance))
    return FALSE;
  weir_value_set_boolean (result,
                          weir_number_order (&a, &b) == 0 || fabs (a.number - b.number) <= tolerance.number);
  assign_number (call, 2, &a);
  return TRUE;
}

static gboolean
call_choose (WeirMethodCall *call, WeirValue *result)
{
  WeirNumber a, b;
  gboolean a_is_greater;

  if (!get_pair (call, &a, &b))
    return FALSE;
  a_is_greater = weir_number_order (&a, &b) > 0;
  weir_number_to_value (a_is_greater == (call->invocation->method->variant == GREATER) ? &a : &b, result);
  assign_number (call, 2, &a);
  return TRUE;
}

#define COMPARE(name, function, variant)                                                                     \
  {                                                                                                          \
    name, function, variant, FALSE,                                                                          \
    {                                                                                                        \
      { "a", WEIR_PARAMETER_NUMBER, NULL }, { "b", WEIR_PARAMETER_NUMBER, NULL },                            \
      {                                                                                                      \
        "numberVariable", WEIR_PARAMETER_TARGET, ""                                                          \
      }                                                                                                      \
    }                                                                                                        \
  }

const WeirMethod weir_methods_compare[] = {
  COMPARE ("greaterThan", call_compare, GREATER_THAN),
  COMPARE ("smallerThan", call_compare, SMALLER_THAN),
  COMPARE ("greaterThanOrEqual", call_compare, GREATER_THAN_OR_EQUAL),
  COMPARE ("smallerThanOrEqual", call_compare, SMALLER_THAN_OR_EQUAL),
  { "equal",
    call_equal,
    0,
    FALSE,
    { { "a", WEIR_PARAMETER_NUMBER, NULL },
      { "b", WEIR_PARAMETER_NUMBER, NULL },
      { "numberVariable", WEIR_PARAMETER_TARGET, "" },
      { "tolerance", WEIR_PARAMETER_NUMBER, "0" } } },
  COMPARE ("greater", call_choose, GREATER),
  COMPARE ("less", call_choose, LESS),
  { NULL },
};
