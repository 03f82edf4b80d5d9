/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-comparison.c: the operators of assertions, cell by cell
 */

#include "config.h"

#include <glib.h>

#include "weir-comparison.h"
#include "weir-json.h"

/* "?" is missing, 't… is text, anything else JSON. */
static void
read_value (WeirValue *value, const char *written)
{
  weir_value_clear (value);
  if (*written == '\'')
    weir_value_set_text (value, written + 1, -1);
  else if (*written != '?')
    {
      g_autoptr (JsonNode) node = weir_json_parse (written, strlen (written));

      g_assert_nonnull (node);
      weir_value_set_json (value, node);
    }
}

typedef struct
{
  const char *actual;
  const char *operator;
  const char *expected;
  char result; /* y, n, or e for "cannot be compared" */
  const char *upper;
} Row;

static const Row rows[] = {
  /* number, number */
  { "2", "=", "2", 'y' },
  { "2", "=", "2.0", 'y' },
  { "2", "=", "3", 'n' },
  { "2", "!=", "3", 'y' },
  { "2", "<", "10", 'y' },
  { "10", "<", "2", 'n' },
  { "2", "<=", "2", 'y' },
  { "2.5", ">", "2", 'y' },
  { "2", ">=", "2.5", 'n' },
  { "9007199254740993", "=", "9007199254740992", 'n' },
  { "9007199254740993", ">", "9007199254740992", 'y' },
  /* text, number */
  { "'2", "=", "2", 'y' },
  { "2", "=", "' 2.0 ", 'y' },
  { "'abc", "=", "2", 'n' },
  { "'abc", "!=", "2", 'y' },
  { "'10", ">", "9", 'y' },
  { "'abc", "<", "2", 'e' },
  { "2", ">", "'abc", 'e' },
  { "'1e2", "=", "100", 'y' },
  { "'1.", "=", "1", 'n' },
  { "'0x10", "=", "16", 'n' },
  { "'", "=", "0", 'n' },
  { "'+5", "=", "5", 'y' },
  { "'nan", "=", "5", 'n' },
  /* bare, bare, both number-like */
  { "'10", "=", "'10.0", 'y' },
  { "'10", ">", "'9", 'y' },
  { "'007", "=", "'7", 'y' },
  { "'-1", "<", "'1", 'y' },
  { "'12345678901234567890", "=", "'12345678901234567891", 'n' },
  { "'12345678901234567890", "<", "'12345678901234567891", 'y' },
  { "'-12345678901234567890", ">", "'-12345678901234567891", 'y' },
  { "'0012345678901234567890", "=", "'12345678901234567890", 'y' },
  /* other text pairs */
  { "'abc", "=", "'abc", 'y' },
  { "'abc", "=", "'ABC", 'n' },
  { "'b", ">", "'a", 'y' },
  { "'B", "<", "'a", 'y' },
  { "'10", "<", "'9x", 'y' },
  { "'", "=", "'", 'y' },
  { "' a", "=", "'a", 'n' },
  /* boolean, boolean; boolean, text */
  { "true", "=", "true", 'y' },
  { "true", "=", "false", 'n' },
  { "true", "=", "'TRUE", 'y' },
  { "'False", "=", "false", 'y' },
  { "true", "=", "'yes", 'n' },
  { "true", "!=", "'yes", 'y' },
  { "true", "<", "false", 'e' },
  { "true", ">=", "'true", 'e' },
  /* boolean, number */
  { "true", "=", "1", 'e' },
  { "1", "!=", "true", 'e' },
  { "true", "<", "1", 'e' },
  /* missing or null */
  { "?", "=", "'", 'y' },
  { "null", "=", "'", 'y' },
  { "?", "=", "null", 'y' },
  { "null", "=", "null", 'y' },
  { "'", "=", "null", 'y' },
  { "?", "!=", "'", 'n' },
  { "?", "<=", "'", 'n' },
  { "null", ">=", "null", 'n' },
  { "?", "=", "'x", 'n' },
  { "?", "!=", "'x", 'y' },
  { "null", "=", "0", 'n' },
  { "?", "<", "5", 'n' },
  { "?", ">", "5", 'n' },
  { "null", "=", "false", 'n' },
  { "?", "=", "[]", 'n' },
  { "true", "<", "null", 'n' },
  /* objects and arrays are JSON */
  { "{\"a\":1,\"b\":[2]}", "=", "'{ \"b\": [2.0], \"a\": 1 }", 'y' },
  { "{\"a\":1}", "=", "'{\"a\":2}", 'n' },
  { "[1,2]", "=", "[1,2]", 'y' },
  { "[1,2]", "=", "[2,1]", 'n' },
  { "[]", "=", "'x", 'n' },
  { "[1]", "=", "1", 'n' },
  { "[1]", "<", "1", 'e' },
  { "[1]", "<", "'[2]", 'y' },
  { "[true]", "=", "true", 'n' },
  { "{\"a\":null}", "=", "{\"b\":null}", 'n' },
  /* between, both ends in */
  { "5", "between", "5", 'y', "7" },
  { "7", "between", "5", 'y', "7" },
  { "8", "between", "5", 'n', "7" },
  { "4", "between", "'5", 'n', "'7" },
  { "'6", "between", "'5", 'y', "'10" },
  { "'x", "between", "5", 'e', "7" },
  { "?", "between", "5", 'n', "7" },
  /* contains */
  { "'hello", "contains", "'ell", 'y' },
  { "'hello", "contains", "'ELL", 'n' },
  { "404", "contains", "'4", 'y' },
  { "[1,2]", "contains", "'2", 'y' },
  { "[12]", "contains", "'2", 'n' },
  { "[\"ab\"]", "contains", "'a", 'n' },
  { "[\"ab\"]", "contains", "'ab", 'y' },
  { "[true,1]", "contains", "'1", 'y' },
  { "[[1],{\"a\":1}]", "contains", "'{\"a\": 1}", 'y' },
  { "{\"a\":1}", "contains", "'\"a\":1", 'y' },
  { "?", "contains", "'", 'n' },
  { "?", "does not contain", "'a", 'y' },
  { "'abc", "does not contain", "'b", 'n' },
  { "[1,2]", "does not contain", "'3", 'y' },
  /* starts with, ends with */
  { "'hello", "starts with", "'he", 'y' },
  { "'hello", "starts with", "'lo", 'n' },
  { "'hello", "ends with", "'lo", 'y' },
  { "404", "starts with", "4", 'y' },
  { "?", "starts with", "'", 'n' },
  { "'x", "ENDS With", "'", 'y' },
  /* exists */
  { "'", "exists", "?", 'y' },
  { "null", "exists", "?", 'y' },
  { "?", "exists", "?", 'n' },
  { "?", "does not exist", "?", 'y' },
  { "0", "does not exist", "?", 'n' },
  /* is type */
  { "'1", "is type", "'string", 'y' },
  { "1", "is type", "'string", 'n' },
  { "1", "is type", "'integer", 'y' },
  { "1", "is type", "'number", 'y' },
  { "1.5", "is type", "'number", 'y' },
  { "1.5", "is type", "'integer", 'n' },
  { "true", "is type", "'Boolean", 'y' },
  { "[]", "is type", "'array", 'y' },
  { "{}", "is type", "'object", 'y' },
  { "{}", "is type", "'array", 'n' },
  { "null", "is type", "'null", 'y' },
  { "null", "is type", "null", 'y' },
  { "?", "is type", "'null", 'n' },
  { "1", "is type", "'int", 'e' },
  { "1", "is type", "'strng", 'e' },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_auto (WeirValue) actual = WEIR_VALUE_INIT;
      g_auto (WeirValue) expected = WEIR_VALUE_INIT;
      g_auto (WeirValue) upper = WEIR_VALUE_INIT;
      g_autofree char *reason = NULL;
      WeirComparison comparison;
      gboolean holds;

      g_assert_true (weir_comparison_parse (row->operator, & comparison, NULL));
      read_value (&actual, row->actual);
      read_value (&expected, row->expected);
      read_value (&upper, row->upper ? row->upper : "?");
      holds = weir_comparison_holds (comparison, &actual, &expected, &upper, NULL, &reason);
      if (holds != (row->result == 'y') || (reason != NULL) != (row->result == 'e'))
        g_error ("%s %s %s is %d (%s)", row->actual, row->operator, row->expected, holds, reason);
    }
}

static void
test_matches (void)
{
  g_autoptr (WeirRegex) regex = weir_regex_new ("b+c", NULL);
  g_autoptr (WeirRegex) endless = weir_regex_new ("(a+)+$", NULL);
  g_auto (WeirValue) actual = WEIR_VALUE_INIT;
  g_auto (WeirValue) expected = WEIR_VALUE_INIT;
  g_autofree char *reason = NULL;

  g_assert_false (weir_comparison_holds (WEIR_COMPARISON_MATCHES, &actual, &expected, NULL, regex, &reason));
  weir_value_set_text (&actual, "abbcd", -1);
  g_assert_true (weir_comparison_holds (WEIR_COMPARISON_MATCHES, &actual, &expected, NULL, regex, &reason));
  weir_value_set_text (&actual, "abd", -1);
  g_assert_false (weir_comparison_holds (WEIR_COMPARISON_MATCHES, &actual, &expected, NULL, regex, &reason));
  g_assert_null (reason);
  weir_value_take_text (&actual, g_strconcat ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "b", NULL));
  g_assert_false (
      weir_comparison_holds (WEIR_COMPARISON_MATCHES, &actual, &expected, NULL, endless, &reason));
  g_assert_nonnull (strstr (reason, "too many steps"));
}

static void
test_reasons (void)
{
  static const char *const reasons[][3] = {
    { "'abc", "5", "“abc” is not a number and cannot be compared with 5." },
    { "5", "'abc", "“abc” is not a number and cannot be compared with 5." },
    { "true", "5", "“true” is a boolean and cannot be compared in this way with “5”." },
    { "'x", "false", "“false” is a boolean and cannot be compared in this way with “x”." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_auto (WeirValue) actual = WEIR_VALUE_INIT;
      g_auto (WeirValue) expected = WEIR_VALUE_INIT;
      g_autofree char *reason = NULL;

      read_value (&actual, reasons[i][0]);
      read_value (&expected, reasons[i][1]);
      g_assert_false (weir_comparison_holds (WEIR_COMPARISON_LESS, &actual, &expected, NULL, NULL, &reason));
      g_assert_cmpstr (reason, ==, reasons[i][2]);
    }
}

static void
test_words (void)
{
  static const char *const wrong[][2] = {
    { "==", "did you mean “=”?" },
    { "contain", "did you mean “contains”?" },
    { "does not contains", "did you mean “does not contain”?" },
    { "frobs", "write one of" },
    { "", "write one of" },
    { "startsWith", "did you mean “starts with”?" },
  };

  for (guint i = 0; i < WEIR_N_COMPARISONS; i++)
    {
      WeirComparison comparison;

      g_assert_true (weir_comparison_parse (weir_comparison_to_text ((WeirComparison) i), &comparison, NULL));
      g_assert_cmpuint (comparison, ==, i);
      g_assert_cmpuint (strlen (weir_comparison_to_words (comparison)), >, 5);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      WeirComparison comparison;

      g_assert_false (weir_comparison_parse (wrong[i][0], &comparison, &error));
      g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_COMPARISON);
      g_assert_nonnull (strstr (error->message, wrong[i][1]));
    }
  g_assert_cmpuint (weir_comparison_count_operands (WEIR_COMPARISON_EXISTS), ==, 0);
  g_assert_cmpuint (weir_comparison_count_operands (WEIR_COMPARISON_NOT_EXISTS), ==, 0);
  g_assert_cmpuint (weir_comparison_count_operands (WEIR_COMPARISON_BETWEEN), ==, 2);
  g_assert_cmpuint (weir_comparison_count_operands (WEIR_COMPARISON_EQUAL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/comparison/every pair of types compares as the coercion table says", test_rows);
  g_test_add_func ("/language/comparison/matches is a search", test_matches);
  g_test_add_func ("/language/comparison/what cannot be compared is explained", test_reasons);
  g_test_add_func ("/language/comparison/operators are words and a wrong one is answered", test_words);
  return g_test_run ();
}
