/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-expression-functions.c: arithmetic, functions and members of conditions
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "weir-expression-private.h"
#include "weir-limits.h"

static char *
describe (const WeirOperand *operand)
{
  g_autofree char *text = weir_value_to_text (&operand->value);
  g_autofree char *shown = weir_language_shorten (text);

  if (operand->value.type == WEIR_VALUE_MISSING)
    return g_strdup ("A missing value");
  if (operand->value.type == WEIR_VALUE_NULL)
    return g_strdup ("null");
  return g_strdup_printf ("“%s”", shown);
}

static gboolean
fail_number (const WeirOperand *operand, char **message)
{
  g_autofree char *shown = describe (operand);

  *message = g_strdup_printf ("%s is not a number.", shown);
  return FALSE;
}

/* For arithmetic: numbers, and text from a placeholder that looks like one. */
gboolean
weir_operand_get_number (const WeirOperand *operand, WeirNumber *number)
{
  if (operand->value.type == WEIR_VALUE_TEXT)
    return !operand->is_quoted && weir_number_parse (operand->value.text, number);
  return weir_number_from_value (&operand->value, number);
}

static gboolean
set_double (WeirOperand *result, double number, char **message)
{
  if (!isfinite (number))
    {
      *message =
          g_strdup (isnan (number) ? "The result is not a number." : "The result is too large for a number.");
      return FALSE;
    }
  weir_value_set_double (&result->value, number);
  return TRUE;
}

static gboolean
set_integer (WeirOperand *result, gboolean overflow, gint64 integer, char **message)
{
  if (overflow)
    {
      *message = g_strdup ("The result is too large for a whole number of 64 bits.");
      return FALSE;
    }
  weir_value_set_integer (&result->value, integer);
  return TRUE;
}

/* FALSE on overflow; @exponent is not negative. */
static gboolean
integer_power (gint64 base, gint64 exponent, gint64 *result)
{
  *result = 1;
  while (exponent > 0)
    {
      if ((exponent & 1) && __builtin_mul_overflow (*result, base, result))
        return FALSE;
      exponent >>= 1;
      if (exponent > 0 && __builtin_mul_overflow (base, base, &base))
        return FALSE;
    }
  return TRUE;
}

static gboolean
calculate_integers (WeirOperator op, gint64 a, gint64 b, WeirOperand *result, char **message)
{
  gint64 value = 0;
  gboolean overflow = FALSE;

  switch (op)
    {
    case WEIR_OPERATOR_ADD:
      overflow = __builtin_add_overflow (a, b, &value);
      break;
    case WEIR_OPERATOR_SUBTRACT:
      overflow = __builtin_sub_overflow (a, b, &value);
      break;
    case WEIR_OPERATOR_MULTIPLY:
      overflow = __builtin_mul_overflow (a, b, &value);
      break;
    case WEIR_OPERATOR_DIVIDE:
      /* The one quotient that does not fit is that of the smallest number and -1. */
      overflow = a == G_MININT64 && b == -1;
      value = overflow ? 0 : a / b;
      break;
    case WEIR_OPERATOR_MODULO:
      value = b == -1 ? 0 : a % b;
      break;
    case WEIR_OPERATOR_POWER:
    default:
      if (b < 0)
        return set_double (result, pow ((double) a, (double) b), message);
      overflow = !integer_power (a, b, &value);
      break;
    }
  return set_integer (result, overflow, value, message);
}

static gboolean
calculate_doubles (WeirOperator op, double a, double b, WeirOperand *result, char **message)
{
  switch (op)
    {
    case WEIR_OPERATOR_ADD:
      return set_double (result, a + b, message);
    case WEIR_OPERATOR_SUBTRACT:
      return set_double (result, a - b, message);
    case WEIR_OPERATOR_MULTIPLY:
      return set_double (result, a * b, message);
    case WEIR_OPERATOR_DIVIDE:
      return set_double (result, a / b, message);
    case WEIR_OPERATOR_MODULO:
      return set_double (result, fmod (a, b), message);
    case WEIR_OPERATOR_POWER:
    default:
      return set_double (result, pow (a, b), message);
    }
}

static gboolean
calculate_numbers (WeirOperator op, const WeirNumber *a, const WeirNumber *b, WeirOperand *result,
                   char **message)
{
  if ((op == WEIR_OPERATOR_DIVIDE || op == WEIR_OPERATOR_MODULO) && b->number == 0)
    {
      *message = g_strdup ("A division by zero has no result.");
      return FALSE;
    }
  if (a->is_integer && b->is_integer)
    return calculate_integers (op, a->integer, b->integer, result, message);
  return calculate_doubles (op, a->number, b->number, result, message);
}

static gboolean
is_text (const WeirOperand *operand)
{
  return operand->value.type == WEIR_VALUE_TEXT || operand->value.type == WEIR_VALUE_JSON;
}

static gboolean
is_quoted_text (const WeirOperand *operand)
{
  return operand->value.type == WEIR_VALUE_TEXT && operand->is_quoted;
}

/* "+" joins two texts, and a number with a string literal. */
static gboolean
can_join (const WeirOperand *a, const WeirOperand *b)
{
  WeirNumber number;

  if (is_text (a) && is_text (b))
    return TRUE;
  return (is_quoted_text (a) && weir_number_from_value (&b->value, &number)) ||
         (is_quoted_text (b) && weir_number_from_value (&a->value, &number));
}

static gboolean
join (const WeirOperand *a, const WeirOperand *b, WeirOperand *result, char **message)
{
  g_autoptr (GString) text = g_string_new (NULL);

  weir_value_append_text (&a->value, text);
  weir_value_append_text (&b->value, text);
  if (text->len > WEIR_LIMIT_CAPTURED_BODY_BYTES)
    {
      *message = g_strdup_printf ("The joined text has more than %d bytes.", WEIR_LIMIT_CAPTURED_BODY_BYTES);
      return FALSE;
    }
  weir_value_set_text (&result->value, text->str, -1);
  result->is_quoted = TRUE;
  return TRUE;
}

/* @result is another operand than @a and @b. */
gboolean
weir_operand_calculate (WeirOperator op, const WeirOperand *a, const WeirOperand *b, WeirOperand *result,
                        char **message)
{
  WeirNumber x, y;
  gboolean is_number = weir_operand_get_number (a, &x);

  if (is_number && weir_operand_get_number (b, &y))
    return calculate_numbers (op, &x, &y, result, message);
  if (op == WEIR_OPERATOR_ADD && can_join (a, b))
    return join (a, b, result, message);
  return fail_number (is_number ? b : a, message);
}

static gboolean
call_abs (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  WeirNumber number;

  if (!weir_operand_get_number (&operands[0], &number))
    return fail_number (&operands[0], message);
  if (number.is_integer)
    return set_integer (result, number.integer == G_MININT64,
                        ABS (number.integer == G_MININT64 ? 0 : number.integer), message);
  return set_double (result, fabs (number.number), message);
}

static gboolean
choose (WeirOperand *operands, guint n, int wanted, WeirOperand *result, char **message)
{
  WeirNumber best, number;

  for (guint i = 0; i < n; i++)
    {
      if (!weir_operand_get_number (&operands[i], &number))
        return fail_number (&operands[i], message);
      if (i == 0 || weir_number_order (&number, &best) == wanted)
        best = number;
    }
  if (best.is_integer)
    return set_integer (result, FALSE, best.integer, message);
  return set_double (result, best.number, message);
}

static gboolean
call_min (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  return choose (operands, n, -1, result, message);
}

static gboolean
call_max (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  return choose (operands, n, 1, result, message);
}

/* Whole numbers stay what they are. */
static gboolean
apply (WeirOperand *operand, double (*function) (double), WeirOperand *result, char **message)
{
  WeirNumber number;

  if (!weir_operand_get_number (operand, &number))
    return fail_number (operand, message);
  if (number.is_integer)
    return set_integer (result, FALSE, number.integer, message);
  return set_double (result, function (number.number), message);
}

static gboolean
call_floor (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  return apply (&operands[0], floor, result, message);
}

static gboolean
call_ceiling (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  return apply (&operands[0], ceil, result, message);
}

/* Half away from zero. */
static gboolean
call_round (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  WeirNumber number, digits;
  double factor;

  if (n == 1)
    return apply (&operands[0], round, result, message);
  if (!weir_operand_get_number (&operands[0], &number))
    return fail_number (&operands[0], message);
  if (!weir_operand_get_number (&operands[1], &digits) || !digits.is_integer || digits.integer < 0 ||
      digits.integer > 15)
    {
      *message = g_strdup ("The second argument of “round” is a number of digits from 0 to 15.");
      return FALSE;
    }
  factor = pow (10, digits.number);
  if (number.is_integer || fabs (number.number) > 1e15 / factor)
    return set_double (result, number.number, message);
  return set_double (result, round (number.number * factor) / factor, message);
}

static gboolean
call_sqrt (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  WeirNumber number;

  if (!weir_operand_get_number (&operands[0], &number))
    return fail_number (&operands[0], message);
  return set_double (result, sqrt (number.number), message);
}

static gboolean
call_pow (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  WeirNumber base, exponent;

  if (!weir_operand_get_number (&operands[0], &base))
    return fail_number (&operands[0], message);
  if (!weir_operand_get_number (&operands[1], &exponent))
    return fail_number (&operands[1], message);
  return calculate_numbers (WEIR_OPERATOR_POWER, &base, &exponent, result, message);
}

static gboolean
call_is_null_or_empty (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  const WeirValue *value = &operands[0].value;

  weir_value_set_boolean (&result->value, value->type == WEIR_VALUE_MISSING ||
                                              value->type == WEIR_VALUE_NULL ||
                                              (value->type == WEIR_VALUE_TEXT && *value->text == '\0'));
  return TRUE;
}

const WeirCall weir_expression_functions[] = {
  { "abs", 1, 1, call_abs },
  { "min", 1, G_MAXUINT, call_min },
  { "max", 1, G_MAXUINT, call_max },
  { "round", 1, 2, call_round },
  { "floor", 1, 1, call_floor },
  { "ceiling", 1, 1, call_ceiling },
  { "sqrt", 1, 1, call_sqrt },
  { "pow", 2, 2, call_pow },
  { "String.IsNullOrEmpty", 1, 1, call_is_null_or_empty },
  { NULL },
};

/* Members count characters, which only valid text has. */
static char *
get_text (const WeirOperand *operand)
{
  char *text = weir_value_to_text (&operand->value);
  char *valid;

  if (g_utf8_validate (text, -1, NULL))
    return text;
  valid = g_utf8_make_valid (text, -1);
  g_free (text);
  return valid;
}

static void
set_text (WeirOperand *result, const WeirOperand *object, char *text)
{
  weir_value_take_text (&result->value, text);
  result->is_quoted = object->is_quoted;
}

static gboolean
member_length (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  g_autofree char *text = get_text (&operands[0]);

  weir_value_set_integer (&result->value, g_utf8_strlen (text, -1));
  return TRUE;
}

static gboolean
member_contains (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  g_autofree char *text = get_text (&operands[0]);
  g_autofree char *part = get_text (&operands[1]);

  weir_value_set_boolean (&result->value, strstr (text, part) != NULL);
  return TRUE;
}

static gboolean
member_starts_with (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  g_autofree char *text = get_text (&operands[0]);
  g_autofree char *part = get_text (&operands[1]);

  weir_value_set_boolean (&result->value, g_str_has_prefix (text, part));
  return TRUE;
}

static gboolean
member_ends_with (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  g_autofree char *text = get_text (&operands[0]);
  g_autofree char *part = get_text (&operands[1]);

  weir_value_set_boolean (&result->value, g_str_has_suffix (text, part));
  return TRUE;
}

static gboolean
member_to_upper (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  g_autofree char *text = get_text (&operands[0]);

  set_text (result, &operands[0], g_utf8_strup (text, -1));
  return TRUE;
}

static gboolean
member_to_lower (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  g_autofree char *text = get_text (&operands[0]);

  set_text (result, &operands[0], g_utf8_strdown (text, -1));
  return TRUE;
}

static gboolean
member_trim (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  set_text (result, &operands[0], g_strstrip (get_text (&operands[0])));
  return TRUE;
}

static gboolean
member_index_of (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  g_autofree char *text = get_text (&operands[0]);
  g_autofree char *part = get_text (&operands[1]);
  const char *found = strstr (text, part);

  weir_value_set_integer (&result->value, found ? g_utf8_pointer_to_offset (text, found) : -1);
  return TRUE;
}

static gboolean
member_substring (WeirOperand *operands, guint n, WeirOperand *result, char **message)
{
  g_autofree char *text = get_text (&operands[0]);
  gint64 chars = g_utf8_strlen (text, -1);
  WeirNumber start, length = { TRUE, 0, 0 };

  if (!weir_operand_get_number (&operands[1], &start) || !start.is_integer || start.integer < 0 ||
      start.integer > chars)
    {
      *message = g_strdup_printf (
          "The start of “Substring” is a whole number from 0 to the text's length, %" G_GINT64_FORMAT ".",
          chars);
      return FALSE;
    }
  length.integer = chars - start.integer;
  if (n > 2 && (!weir_operand_get_number (&operands[2], &length) || !length.is_integer ||
                length.integer < 0 || length.integer > chars - start.integer))
    {
      *message =
          g_strdup_printf ("The length of “Substring” is a whole number from 0 to what is left of the text, "
                           "%" G_GINT64_FORMAT ".",
                           chars - start.integer);
      return FALSE;
    }
  set_text (result, &operands[0], g_utf8_substring (text, start.integer, start.integer + length.integer));
  return TRUE;
}

const WeirCall weir_expression_members[] = {
  { "Length", 0, 0, member_length },
  { "Contains", 1, 1, member_contains },
  { "StartsWith", 1, 1, member_starts_with },
  { "EndsWith", 1, 1, member_ends_with },
  { "ToUpper", 0, 0, member_to_upper },
  { "ToLower", 0, 0, member_to_lower },
  { "Trim", 0, 0, member_trim },
  { "IndexOf", 1, 1, member_index_of },
  { "Substring", 1, 2, member_substring },
  { NULL },
};
