/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-comparison.c: the operators of assertions
 */

#include "config.h"

#include "weir-comparison.h"

#include <string.h>

#include "weir-language-private.h"
#include "weir-suggest.h"

static const struct
{
  const char *text;
  const char *words;
} operators[WEIR_N_COMPARISONS] = {
  [WEIR_COMPARISON_EQUAL] = { "=", "equals" },
  [WEIR_COMPARISON_NOT_EQUAL] = { "!=", "does not equal" },
  [WEIR_COMPARISON_LESS] = { "<", "is less than" },
  [WEIR_COMPARISON_LESS_EQUAL] = { "<=", "is at most" },
  [WEIR_COMPARISON_GREATER] = { ">", "is greater than" },
  [WEIR_COMPARISON_GREATER_EQUAL] = { ">=", "is at least" },
  [WEIR_COMPARISON_BETWEEN] = { "between", "is between" },
  [WEIR_COMPARISON_CONTAINS] = { "contains", "contains" },
  [WEIR_COMPARISON_NOT_CONTAINS] = { "does not contain", "does not contain" },
  [WEIR_COMPARISON_STARTS_WITH] = { "starts with", "starts with" },
  [WEIR_COMPARISON_ENDS_WITH] = { "ends with", "ends with" },
  [WEIR_COMPARISON_MATCHES] = { "matches", "matches" },
  [WEIR_COMPARISON_EXISTS] = { "exists", "exists" },
  [WEIR_COMPARISON_NOT_EXISTS] = { "does not exist", "does not exist" },
  [WEIR_COMPARISON_IS_TYPE] = { "is type", "is of type" },
};

/* What other tools call the same. */
static const char *const synonyms[][2] = {
  { "==", "=" },
  { "<>", "!=" },
  { "=<", "<=" },
  { "=>", ">=" },
  { "equals", "=" },
  { "is", "=" },
  { "eq", "=" },
  { "not equals", "!=" },
  { "ne", "!=" },
  { "less than", "<" },
  { "lt", "<" },
  { "greater than", ">" },
  { "gt", ">" },
  { "not contains", "does not contain" },
  { "includes", "contains" },
  { "startswith", "starts with" },
  { "endswith", "ends with" },
  { "regex", "matches" },
  { "not exists", "does not exist" },
  { "type", "is type" },
};

static const char *const type_names[] = { "string", "number", "integer", "boolean",
                                          "array",  "object", "null",    NULL };

static const char *
suggest_operator (const char *text)
{
  const char *allowed[WEIR_N_COMPARISONS + 1] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (g_ascii_strcasecmp (synonyms[i][0], text) == 0)
      return synonyms[i][1];
  for (gsize i = 0; i < WEIR_N_COMPARISONS; i++)
    allowed[i] = operators[i].text;
  return weir_suggest (text, allowed);
}

/**
 * weir_comparison_parse:
 * @text: an operator as documents write it, in any case
 *
 * Returns: %FALSE with %WEIR_LANGUAGE_ERROR_COMPARISON, with a suggestion where one is near, when it is none
 */
gboolean
weir_comparison_parse (const char *text, WeirComparison *comparison, GError **error)
{
  g_autofree char *shown = NULL;
  const char *near;

  g_return_val_if_fail (text != NULL && comparison != NULL, FALSE);

  for (gsize i = 0; i < WEIR_N_COMPARISONS; i++)
    if (g_ascii_strcasecmp (operators[i].text, text) == 0)
      {
        *comparison = (WeirComparison) i;
        return TRUE;
      }
  near = suggest_operator (text);
  shown = weir_language_shorten (text);
  if (near)
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_COMPARISON,
                 "“%s” is no comparison; did you mean “%s”?", shown, near);
  else
    g_set_error (
        error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_COMPARISON,
        "“%s” is no comparison; write one of = != < <= > >= between, contains, does not contain, starts "
        "with, ends with, matches, exists, does not exist, is type.",
        shown);
  return FALSE;
}

/**
 * weir_comparison_to_text:
 *
 * Returns: (transfer none): as documents write it: "<", "does not contain"
 */
const char *
weir_comparison_to_text (WeirComparison comparison)
{
  g_return_val_if_fail ((guint) comparison < WEIR_N_COMPARISONS, "=");
  return operators[comparison].text;
}

/**
 * weir_comparison_to_words:
 *
 * Returns: (transfer none): as people read it: "is less than", "does not contain"
 */
const char *
weir_comparison_to_words (WeirComparison comparison)
{
  g_return_val_if_fail ((guint) comparison < WEIR_N_COMPARISONS, "equals");
  return operators[comparison].words;
}

/**
 * weir_comparison_count_operands:
 *
 * Returns: how many expected values it takes: 0, 1 or 2
 */
guint
weir_comparison_count_operands (WeirComparison comparison)
{
  if (comparison == WEIR_COMPARISON_EXISTS || comparison == WEIR_COMPARISON_NOT_EXISTS)
    return 0;
  return comparison == WEIR_COMPARISON_BETWEEN ? 2 : 1;
}

static char *
describe (const WeirValue *value)
{
  g_autofree char *text = weir_value_to_text (value);

  return weir_language_shorten (text);
}

/* Why the coercion table knows no answer for the two. */
static char *
explain (const WeirValue *a, const WeirValue *b)
{
  const WeirValue *odd = a->type == WEIR_VALUE_INTEGER || a->type == WEIR_VALUE_DOUBLE ? b : a;
  const WeirValue *other = odd == a ? b : a;
  g_autofree char *odd_text = NULL;
  g_autofree char *other_text = NULL;

  if (odd->type != WEIR_VALUE_BOOLEAN && other->type == WEIR_VALUE_BOOLEAN)
    {
      odd = other;
      other = odd == a ? b : a;
    }
  odd_text = describe (odd);
  other_text = describe (other);
  if (odd->type == WEIR_VALUE_BOOLEAN)
    return g_strdup_printf ("“%s” is a boolean and cannot be compared in this way with “%s”.", odd_text,
                            other_text);
  return g_strdup_printf ("“%s” is not a number and cannot be compared with %s.", odd_text, other_text);
}

static gboolean
equals (const WeirValue *a, const WeirValue *b, char **reason)
{
  gboolean comparable;
  gboolean result = weir_value_equals (a, b, &comparable);

  if (!comparable && !*reason)
    *reason = explain (a, b);
  return result;
}

/* -1, 0, 1 or WEIR_VALUE_UNORDERED */
static int
order (const WeirValue *a, const WeirValue *b, char **reason)
{
  gboolean comparable;
  int result = weir_value_order (a, b, &comparable);

  if (!comparable && !*reason)
    *reason = explain (a, b);
  return result;
}

static gboolean
is_ordered (WeirComparison comparison, int result)
{
  if (result == WEIR_VALUE_UNORDERED)
    return FALSE;
  switch (comparison)
    {
    case WEIR_COMPARISON_LESS:
      return result < 0;
    case WEIR_COMPARISON_LESS_EQUAL:
      return result <= 0;
    case WEIR_COMPARISON_GREATER:
      return result > 0;
    case WEIR_COMPARISON_GREATER_EQUAL:
    default:
      return result >= 0;
    }
}

static gboolean
array_contains (JsonArray *array, const WeirValue *expected)
{
  g_auto (WeirValue) element = WEIR_VALUE_INIT;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gboolean comparable;

      weir_value_set_json (&element, json_array_get_element (array, i));
      if (weir_value_equals (&element, expected, &comparable))
        return TRUE;
    }
  return FALSE;
}

static gboolean
contains (const WeirValue *actual, const WeirValue *expected)
{
  g_autofree char *text = NULL;
  g_autofree char *part = NULL;

  if (actual->type == WEIR_VALUE_MISSING)
    return FALSE;
  if (actual->type == WEIR_VALUE_JSON && JSON_NODE_HOLDS_ARRAY (actual->json))
    return array_contains (json_node_get_array (actual->json), expected);
  text = weir_value_to_text (actual);
  part = weir_value_to_text (expected);
  return strstr (text, part) != NULL;
}

static gboolean
has_affix (WeirComparison comparison, const WeirValue *actual, const WeirValue *expected)
{
  g_autofree char *text = weir_value_to_text (actual);
  g_autofree char *affix = weir_value_to_text (expected);

  if (actual->type == WEIR_VALUE_MISSING)
    return FALSE;
  return comparison == WEIR_COMPARISON_STARTS_WITH ? g_str_has_prefix (text, affix)
                                                   : g_str_has_suffix (text, affix);
}

static gboolean
matches (const WeirValue *actual, const WeirRegex *regex, char **reason)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found;

  g_return_val_if_fail (regex != NULL, FALSE);

  if (actual->type == WEIR_VALUE_MISSING)
    return FALSE;
  text = weir_value_to_text (actual);
  found = weir_regex_search (regex, text, -1, &error);
  if (error)
    *reason = g_strdup (error->message);
  return found;
}

static const char *
get_type_name (const WeirValue *value)
{
  switch (value->type)
    {
    case WEIR_VALUE_NULL:
      return "null";
    case WEIR_VALUE_BOOLEAN:
      return "boolean";
    case WEIR_VALUE_INTEGER:
      return "integer";
    case WEIR_VALUE_DOUBLE:
      return "number";
    case WEIR_VALUE_TEXT:
      return "string";
    case WEIR_VALUE_JSON:
      return JSON_NODE_HOLDS_ARRAY (value->json) ? "array" : "object";
    case WEIR_VALUE_MISSING:
    default:
      return "";
    }
}

static gboolean
is_type (const WeirValue *actual, const WeirValue *expected, char **reason)
{
  g_autofree char *wanted = weir_value_to_text (expected);
  const char *is = get_type_name (actual);
  const char *near;

  for (gsize i = 0; type_names[i]; i++)
    if (g_ascii_strcasecmp (wanted, type_names[i]) == 0)
      return g_strcmp0 (type_names[i], is) == 0 ||
             (g_strcmp0 (type_names[i], "number") == 0 && actual->type == WEIR_VALUE_INTEGER);
  /* An expected null that lost its quotes in YAML means the type. */
  if (expected->type == WEIR_VALUE_NULL)
    return actual->type == WEIR_VALUE_NULL;
  near = weir_suggest (wanted, type_names);
  if (near)
    *reason = g_strdup_printf ("“%s” is no type; did you mean “%s”?", wanted, near);
  else
    {
      g_autofree char *shown = weir_language_shorten (wanted);

      *reason = g_strdup_printf (
          "“%s” is no type; write string, number, integer, boolean, array, object or null.", shown);
    }
  return FALSE;
}

/**
 * weir_comparison_holds:
 * @actual: what was found; missing when nothing was
 * @expected: what the document expects; text in it counts as bare
 * @upper: (nullable): the upper end of between, which is in
 * @regex: (nullable): the compiled @expected of matches
 * @reason: (out) (transfer full) (nullable): why the two cannot be compared at all, a whole sentence
 *
 * What is missing contains, begins with, ends with and matches nothing, has no type and no order, and equals
 * "".
 *
 * Returns: whether @actual stands in @comparison to @expected
 */
gboolean
weir_comparison_holds (WeirComparison comparison, const WeirValue *actual, const WeirValue *expected,
                       const WeirValue *upper, const WeirRegex *regex, char **reason)
{
  g_autofree char *ignored = NULL;

  if (!reason)
    reason = &ignored;
  *reason = NULL;
  switch (comparison)
    {
    case WEIR_COMPARISON_EQUAL:
      return equals (actual, expected, reason);
    case WEIR_COMPARISON_NOT_EQUAL:
      return !equals (actual, expected, reason) && !*reason;
    case WEIR_COMPARISON_LESS:
    case WEIR_COMPARISON_LESS_EQUAL:
    case WEIR_COMPARISON_GREATER:
    case WEIR_COMPARISON_GREATER_EQUAL:
      return is_ordered (comparison, order (actual, expected, reason));
    case WEIR_COMPARISON_BETWEEN:
      return is_ordered (WEIR_COMPARISON_GREATER_EQUAL, order (actual, expected, reason)) &&
             is_ordered (WEIR_COMPARISON_LESS_EQUAL, order (actual, upper, reason));
    case WEIR_COMPARISON_CONTAINS:
      return contains (actual, expected);
    case WEIR_COMPARISON_NOT_CONTAINS:
      return !contains (actual, expected);
    case WEIR_COMPARISON_STARTS_WITH:
    case WEIR_COMPARISON_ENDS_WITH:
      return has_affix (comparison, actual, expected);
    case WEIR_COMPARISON_MATCHES:
      return matches (actual, regex, reason);
    case WEIR_COMPARISON_EXISTS:
      return actual->type != WEIR_VALUE_MISSING;
    case WEIR_COMPARISON_NOT_EXISTS:
      return actual->type == WEIR_VALUE_MISSING;
    case WEIR_COMPARISON_IS_TYPE:
    default:
      return is_type (actual, expected, reason);
    }
}
