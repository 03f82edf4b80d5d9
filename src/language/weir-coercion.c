/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-coercion.c: equality and order of two values of any two types
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "weir-comparison.h"
#include "weir-json.h"
#include "weir-language-private.h"

static gboolean
is_nothing (const WeirValue *value)
{
  return value->type == WEIR_VALUE_MISSING || value->type == WEIR_VALUE_NULL;
}

static gboolean
is_number (const WeirValue *value)
{
  return value->type == WEIR_VALUE_INTEGER || value->type == WEIR_VALUE_DOUBLE;
}

/* TRUE for numbers and for texts that look like one. */
static gboolean
take_number (const WeirValue *value, WeirNumber *number)
{
  if (value->type == WEIR_VALUE_TEXT)
    return weir_number_parse (value->text, number);
  return weir_number_from_value (value, number);
}

static gboolean
are_texts (const WeirValue *a, const WeirValue *b)
{
  return a->type == WEIR_VALUE_TEXT && b->type == WEIR_VALUE_TEXT;
}

static gboolean
are_number_texts (const WeirValue *a, const WeirValue *b, gboolean quoted)
{
  WeirNumber number;

  return !quoted && are_texts (a, b) && weir_number_parse (a->text, &number) &&
         weir_number_parse (b->text, &number);
}

static gboolean
nothing_equals (const WeirValue *other)
{
  return is_nothing (other) || (other->type == WEIR_VALUE_TEXT && *other->text == '\0');
}

static gboolean
boolean_equals (const WeirValue *boolean, const WeirValue *other, gboolean *comparable)
{
  if (is_number (other))
    *comparable = FALSE;
  if (other->type == WEIR_VALUE_BOOLEAN)
    return !boolean->boolean == !other->boolean;
  return other->type == WEIR_VALUE_TEXT &&
         g_ascii_strcasecmp (other->text, boolean->boolean ? "true" : "false") == 0;
}

/* Objects and arrays are their compact text; a text that is the same JSON in another layout is equal too. */
static gboolean
json_equals (const WeirValue *json, const WeirValue *other)
{
  g_autoptr (JsonNode) node = NULL;

  if (other->type == WEIR_VALUE_JSON)
    return weir_json_equal (json->json, other->json);
  if (other->type != WEIR_VALUE_TEXT)
    return FALSE;
  node = weir_json_parse (other->text, strlen (other->text));
  return node && weir_json_equal (json->json, node);
}

gboolean
weir_value_equals_quoted (const WeirValue *a, const WeirValue *b, gboolean quoted, gboolean *comparable)
{
  WeirNumber x, y;

  *comparable = TRUE;
  if (is_nothing (a))
    return nothing_equals (b);
  if (is_nothing (b))
    return nothing_equals (a);
  if (a->type == WEIR_VALUE_BOOLEAN)
    return boolean_equals (a, b, comparable);
  if (b->type == WEIR_VALUE_BOOLEAN)
    return boolean_equals (b, a, comparable);
  if (a->type == WEIR_VALUE_JSON)
    return json_equals (a, b);
  if (b->type == WEIR_VALUE_JSON)
    return json_equals (b, a);
  if (are_number_texts (a, b, quoted))
    return weir_number_order_texts (a->text, b->text) == 0;
  if (are_texts (a, b))
    return strcmp (a->text, b->text) == 0;
  if (!take_number (a, &x) || !take_number (b, &y) || isnan (x.number) || isnan (y.number))
    return FALSE;
  return weir_number_order (&x, &y) == 0;
}

static int
sign (int order)
{
  return (order > 0) - (order < 0);
}

int
weir_value_order_quoted (const WeirValue *a, const WeirValue *b, gboolean quoted, gboolean *comparable)
{
  WeirNumber x, y;

  *comparable = TRUE;
  if (is_nothing (a) || is_nothing (b))
    return WEIR_VALUE_UNORDERED;
  if (a->type == WEIR_VALUE_BOOLEAN || b->type == WEIR_VALUE_BOOLEAN)
    {
      *comparable = FALSE;
      return WEIR_VALUE_UNORDERED;
    }
  if (are_number_texts (a, b, quoted))
    return sign (weir_number_order_texts (a->text, b->text));
  if (!is_number (a) && !is_number (b))
    {
      g_autofree char *left = weir_value_to_text (a);
      g_autofree char *right = weir_value_to_text (b);

      return sign (strcmp (left, right));
    }
  *comparable = take_number (a, &x) && take_number (b, &y);
  if (!*comparable || isnan (x.number) || isnan (y.number))
    return WEIR_VALUE_UNORDERED;
  return weir_number_order (&x, &y);
}

/**
 * weir_value_equals:
 * @comparable: (out): %FALSE when the two types cannot be compared: boolean and number
 *
 * Text counts as bare, objects and arrays as JSON, missing and null as "".
 *
 * Returns: whether @a equals @b
 */
gboolean
weir_value_equals (const WeirValue *a, const WeirValue *b, gboolean *comparable)
{
  return weir_value_equals_quoted (a, b, FALSE, comparable);
}

/**
 * weir_value_order:
 * @comparable: (out): %FALSE when the two types cannot be compared: a boolean, or a number and a
 *   text that is none
 *
 * Text counts as bare, objects and arrays as their compact text.
 *
 * Returns: -1, 0 or 1, or %WEIR_VALUE_UNORDERED when one is missing or null and always when not @comparable:
 *   then none of <, <=, >, >= holds
 */
int
weir_value_order (const WeirValue *a, const WeirValue *b, gboolean *comparable)
{
  return weir_value_order_quoted (a, b, FALSE, comparable);
}
