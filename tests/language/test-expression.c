/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-expression.c: conditions, and every cell of their coercion table
 */

#include "config.h"

#include <glib.h>

#include "weir-expression.h"
#include "weir-json.h"

typedef struct
{
  WeirNames *names;
  WeirValue store[32];
  WeirScope scope;
} Fixture;

static void
set_json (Fixture *fixture, const char *name, const char *json)
{
  g_autoptr (JsonNode) node = weir_json_parse (json, strlen (json));

  g_assert_nonnull (node);
  weir_value_set_json (&fixture->store[weir_names_add (fixture->names, name)], node);
}

static void
set_text (Fixture *fixture, const char *name, const char *text)
{
  weir_value_set_text (&fixture->store[weir_names_add (fixture->names, name)], text, -1);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->names = weir_names_new ();
  fixture->scope.store = fixture->store;
  set_text (fixture, "two", "2");
  set_text (fixture, "ten", "10");
  set_text (fixture, "tenx", " 10.0 ");
  set_text (fixture, "word", "abc");
  set_text (fixture, "empty", "");
  set_text (fixture, "yes", "TRUE");
  set_text (fixture, "evil", "x\" or \"1\"=\"1");
  set_text (fixture, "code", "a != b && c");
  set_text (fixture, "raw", "\xffz");
  set_text (fixture, "sel", "two");
  set_json (fixture, "num", "5");
  set_json (fixture, "flag", "true");
  set_json (fixture, "nothing", "null");
  set_json (fixture, "user", "{\"name\":\"Ada\",\"age\":36,\"none\":null,\"tags\":[1,2]}");
  weir_names_add (fixture->names, "absent");
  weir_value_set_integer (&fixture->store[WEIR_SLOT_STATUS], 404);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixture->store); i++)
    weir_value_clear (&fixture->store[i]);
  weir_names_unref (fixture->names);
}

/* 'y', 'n', or 'w': false with a warning, which is returned */
static char *
assert_result (Fixture *fixture, const char *text, char result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirExpression) expression = weir_expression_parse (text, fixture->names, &error);
  char *warning = NULL;
  gboolean truth;

  if (!expression)
    g_error ("%s: %s", text, error->message);
  truth = weir_expression_is_true (expression, &fixture->scope, &warning);
  if (truth != (result == 'y') || (warning != NULL) != (result == 'w'))
    g_error ("%s is %d (%s)", text, truth, warning);
  return warning;
}

typedef struct
{
  const char *text;
  char result;
} Row;

static void
assert_rows (Fixture *fixture, const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_free (assert_result (fixture, rows[i].text, rows[i].result));
}

#define ASSERT_ROWS(fixture, rows) assert_rows (fixture, rows, G_N_ELEMENTS (rows))

static void
test_grammar (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "1 + 2 * 3 = 7 and not false or false", 'y' },
    { "7 / 2 = 3", 'y' },
    { "-7 / 2 = -3", 'y' },
    { "7.0 / 2 = 3.5", 'y' },
    { "-2 ^ 2 = 4", 'y' },
    { "2 ^ 3 ^ 2 = 64", 'y' },
    { "2 ^ -1 = 0.5", 'y' },
    { "\"7\" in (5, 7)", 'y' },
    { "8 in (5, 7)", 'n' },
    { "not 8 in (5, 7)", 'y' },
    { "7 % 4 = 3", 'y' },
    { "-7 % 4 = -3", 'y' },
    { "7.5 % 2 = 1.5", 'y' },
    { "1 = 1 XOR 2 = 2", 'n' },
    { "true xor false", 'y' },
    { "true or true xor true", 'n' },
    { "true || false && false", 'y' },
    { "true | false & false", 'y' },
    { "! false", 'y' },
    { "not not true", 'y' },
    { "1 == 1", 'y' },
    { "1 <> 2", 'y' },
    { "1 != 1", 'n' },
    { "2 >= 2 AND 2 <= 2", 'y' },
    { "(1 + 2) * 3 = 9", 'y' },
    { "- - 2 = 2", 'y' },
    { "+2 = 2", 'y' },
    { "10 - 4 - 3 = 3", 'y' },
    { "1e3 = 1000", 'y' },
    { "1.50 = 1.5", 'y' },
    { "'a' = \"a\"", 'y' },
    { "True", 'y' },
    { "\"true\"", 'y' },
    { "'FALSE'", 'n' },
    { "null = \"\"", 'y' },
    { "if(1 = 1, 2, 3) = 2", 'y' },
    { "IF(1 > 2, 2, 3) = 3", 'y' },
    { "\"\\\\\\\"\\'\\t\\r\\n\\u00e9\\ud83d\\ude00\".Length = 8", 'y' },
    { "\t1\n=\r1 ", 'y' },
  };

  ASSERT_ROWS (fixture, rows);
}

static void
test_members (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "\"é😀\".Length = 2", 'y' },
    { "'abc'.length() = 3", 'y' },
    { "${word}.Contains(\"b\")", 'y' },
    { "${word}.contains('B')", 'n' },
    { "${word}.StartsWith(\"ab\")", 'y' },
    { "${word}.EndsWith(\"bc\")", 'y' },
    { "${word}.ToUpper() = \"ABC\"", 'y' },
    { "\"ÄB\".ToLower() = \"äb\"", 'y' },
    { "${tenx}.Trim() = \"10.0\"", 'y' },
    { "\" x \".Trim().Length = 1", 'y' },
    { "\"éab\".IndexOf(\"b\") = 2", 'y' },
    { "${word}.IndexOf(\"z\") = -1", 'y' },
    { "\"äbcd\".Substring(1) = \"bcd\"", 'y' },
    { "\"äbcd\".Substring(0, 2) = \"äb\"", 'y' },
    { "\"ab\".Substring(3) = \"\"", 'w' },
    { "\"ab\".Substring(1, 5) = \"\"", 'w' },
    { "\"ab\".Substring(-1) = \"\"", 'w' },
    { "${status}.StartsWith(\"4\")", 'y' },
    { "${absent}.Length = 0", 'y' },
    { "${raw}.Length = 2", 'y' },
    { "abs(-3) = 3 and abs(-2.5) = 2.5", 'y' },
    { "min(3, 1, 2) = 1 and max(3, 1.5) = 3", 'y' },
    { "round(2.5) = 3 and round(-2.5) = -3", 'y' },
    { "round(2.345, 2) = 2.35 or round(2.345, 2) = 2.34", 'y' },
    { "floor(2.7) = 2 and ceiling(2.1) = 3", 'y' },
    { "sqrt(16) = 4 and pow(2, 10) = 1024", 'y' },
    { "String.IsNullOrEmpty(${absent})", 'y' },
    { "string.isnullorempty(\"\")", 'y' },
    { "String.IsNullOrEmpty(${word})", 'n' },
    { "String.IsNullOrEmpty(null)", 'y' },
    { "max(${two}, ${ten}) = 10", 'y' },
    { "abs(${word}) = 1", 'w' },
    { "sqrt(-1) = 1", 'w' },
  };

  ASSERT_ROWS (fixture, rows);
}

static void
test_equality (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    /* number, number */
    { "5 = 5.0", 'y' },
    { "5 <> 6", 'y' },
    { "5 < 10", 'y' },
    { "5 >= 10", 'n' },
    /* text, number; quoted and bare */
    { "${ten} = 10", 'y' },
    { "10 = ${tenx}", 'y' },
    { "\"10\" = 10", 'y' },
    { "\" 10.0 \" = 10", 'y' },
    { "${word} = 10", 'n' },
    { "${word} <> 10", 'y' },
    { "\"abc\" = 10", 'n' },
    { "${ten} > 9", 'y' },
    { "\"10\" > 9", 'y' },
    { "${word} > 9", 'w' },
    { "\"abc\" > 9", 'w' },
    { "${empty} = 0", 'n' },
    /* bare, bare, both number-like */
    { "${ten} = ${tenx}", 'y' },
    { "${ten} > ${two}", 'y' },
    { "${two} < ${ten}", 'y' },
    /* other text pairs are ordinal */
    { "${ten} = \"10\"", 'y' },
    { "${tenx} = \"10\"", 'n' },
    { "${ten} < \"2\"", 'y' },
    { "\"10\" < \"2\"", 'y' },
    { "\"10\" = \"10.0\"", 'n' },
    { "${word} = \"ABC\"", 'n' },
    { "${word} < \"abd\"", 'y' },
    { "\"B\" < \"a\"", 'y' },
    { "${word} >= ${ten}", 'y' },
    /* booleans */
    { "true = true", 'y' },
    { "${flag} = true", 'y' },
    { "${yes} = true", 'y' },
    { "true = \"TrUe\"", 'y' },
    { "true = \"yes\"", 'n' },
    { "true <> \"yes\"", 'y' },
    { "true < false", 'w' },
    { "${flag} > \"a\"", 'w' },
    { "true = 1", 'w' },
    { "${flag} <> 1", 'w' },
    { "1 < true", 'w' },
    { "${flag} = ${num}", 'w' },
    /* missing, null */
    { "${absent} = \"\"", 'y' },
    { "${absent} = null", 'y' },
    { "${nothing} = \"\"", 'y' },
    { "${nothing} = null", 'y' },
    { "${absent} <> \"\"", 'n' },
    { "${user.zz} = \"\"", 'y' },
    { "${user.none} = ''", 'y' },
    { "${word.zz} = \"\"", 'y' },
    { "${absent} = \"x\"", 'n' },
    { "${absent} <> \"x\"", 'y' },
    { "${absent} = 0", 'n' },
    { "${absent} = false", 'n' },
    { "${absent} < 5", 'n' },
    { "${absent} >= \"\"", 'n' },
    { "null <= null", 'n' },
    { "not (${absent} > 5)", 'y' },
    { "${absent} in (1, \"\")", 'y' },
    /* objects and arrays are their compact text */
    { "${user.tags} = \"[1,2]\"", 'y' },
    { "${user.tags}.Length = 5", 'y' },
    { "${user.tags} = 1", 'n' },
    { "${user.tags} > 1", 'w' },
  };

  ASSERT_ROWS (fixture, rows);
}

static void
test_arithmetic (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "1 + 1.5 = 2.5", 'y' },
    /* text and number: bare and number-like counts, quoted joins */
    { "${ten} + 1 = 11", 'y' },
    { "${ten} * 2 = 20", 'y' },
    { "1 - ${two} = -1", 'y' },
    { "\"5\" + 1 = \"51\"", 'y' },
    { "1 + \"5\" = \"15\"", 'y' },
    { "\"5\" * 2 = 10", 'w' },
    { "${word} + 1 = 1", 'w' },
    { "\"5\" - 1 = 4", 'w' },
    { "${tenx} / 4 = 2.5", 'y' },
    /* bare, bare */
    { "${ten} + ${two} = 12", 'y' },
    { "${ten} / ${two} = 5", 'y' },
    /* other text pairs */
    { "${word} + ${ten} = \"abc10\"", 'y' },
    { "${ten} + \"2\" = \"102\"", 'y' },
    { "\"a\" + 'b' = \"ab\"", 'y' },
    { "${word} - ${ten} = 1", 'w' },
    { "\"a\" * \"b\" = 1", 'w' },
    /* booleans, missing, null */
    { "true + 1 = 2", 'w' },
    { "true + \"a\" = \"truea\"", 'w' },
    { "${absent} + 1 = 1", 'w' },
    { "null + \"a\" = \"a\"", 'w' },
    { "-${word} = 1", 'w' },
    { "-\"5\" = -5", 'w' },
    { "-${ten} = -10", 'y' },
    /* bounds */
    { "9223372036854775807 + 1 > 0", 'w' },
    { "-9223372036854775807 - 2 < 0", 'w' },
    { "9223372036854775807 * 2 > 0", 'w' },
    { "2 ^ 63 > 0", 'w' },
    { "2 ^ 62 = 4611686018427387904", 'y' },
    { "(-2) ^ 63 < 0", 'y' },
    { "(-9223372036854775807 - 1) / -1 > 0", 'w' },
    { "(-9223372036854775807 - 1) % -1 = 0", 'y' },
    { "abs(-9223372036854775807 - 1) > 0", 'w' },
    { "1 / 0 = 0", 'w' },
    { "1 % 0 = 0", 'w' },
    { "1.5 / 0 = 0", 'w' },
    { "0 ^ -1 = 0", 'w' },
    { "10.0 ^ 400 > 1", 'w' },
    { "1 ^ 9223372036854775807 = 1", 'y' },
  };

  ASSERT_ROWS (fixture, rows);
}

static void
test_result (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "${yes}", 'y' },
    { "${flag}", 'y' },
    { "1", 'w' },
    { "${word}", 'w' },
    { "${absent}", 'w' },
    { "null", 'w' },
    { "1 and true", 'w' },
    { "not 1", 'w' },
    { "not ${absent}", 'w' },
    /* stop early */
    { "false and 1 / 0 = 1", 'n' },
    { "true or 1 / 0 = 1", 'y' },
    { "true and 1 / 0 = 1", 'w' },
    { "if(true, true, 1 / 0 = 1)", 'y' },
    { "2 in (2, 1 / 0)", 'y' },
    /* unresolved names make the whole false, wherever they stand */
    { "${nope} = 1", 'w' },
    { "not (${nope.x} = 1)", 'w' },
    { "true or ${nope} = 1", 'w' },
    { "$nope <> 1", 'w' },
    { "\"a ${nope}\" <> \"b\"", 'w' },
    { "${x${sel}} <> 1", 'w' },
  };
  g_autofree char *warning = NULL;

  ASSERT_ROWS (fixture, rows);
  warning = assert_result (fixture, "${nope} = 1", 'w');
  g_assert_cmpstr (warning, ==,
                   "The condition “${nope} = 1” counts as false: “nope” is the name of no variable.");
  g_free (warning);
  warning = assert_result (fixture, "${word} > 1", 'w');
  g_assert_nonnull (strstr (warning, "“abc” and “1” cannot be compared"));
}

static void
test_placeholders (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "${user.name} = \"Ada\" and ${user.age} > 30", 'y' },
    { "$ten = 10 and $word='abc'", 'y' },
    { "$status = 404", 'y' },
    { "${ status } in (404, 405)", 'y' },
    { "${${sel}} = 2", 'y' },
    { "\"<${word}>\" = \"<abc>\"", 'y' },
    { "\"$word$$ $5 $nope\" = \"abc$$ $5 $nope\"", 'y' },
    { "\"${absent}\" = \"\"", 'y' },
    { "\"${user['name']}\" = 'Ada'", 'y' },
    { "\"${ten}\" = ${tenx}", 'n' },
    { "$ten-$two=8", 'y' },
  };

  ASSERT_ROWS (fixture, rows);
}

static void
test_injection (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "\"${evil}\" = \"y\"", 'n' },           { "${evil} = \"y\"", 'n' },
    { "\"a != b && c\" = \"${code}\"", 'y' }, { "${code} = \"a != b && c\"", 'y' },
    { "${evil} = 'x\" or \"1\"=\"1'", 'y' },
  };

  ASSERT_ROWS (fixture, rows);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[][2] = {
    { "a = b",
      "column 1: “a” is a bare word; write \"a\" in quotes if it is text, or ${a} if it is a variable." },
    { "${ten} = b", "column 10: “b” is a bare word" },
    { "cast(1, x) = 1", "column 1: “cast” is not available" },
    { "Math.Abs(1) = 1", "column 1: “Math.Abs” is not available" },
    { "1 << 2 = 4", "column 3: Shifts (<<)" },
    { "8 >> 2 = 2", "column 3: Shifts (>>)" },
    { "#2024-01-01# = 1", "column 1: Date literals" },
    { "item.price > 5", "column 1: “item” is only known in where and select." },
    { "ab(1) = 1", "column 1: There is no function “ab”; did you mean “abs”?" },
    { "frobnicate(1) = 1", "column 1: There is no function “frobnicate”; there are abs, min" },
    { "\"a\".Replace('a', 'b') = \"b\"", "column 5: There is no member “Replace”; there are Length" },
    { "\"a\".Lenght = 1", "column 5: There is no member “Lenght”; did you mean “Length”?" },
    { "$user.name = 1",
      "column 7: “name” is no member such as Length or Contains; a path into a value goes into "
      "the braces, as in ${user.name}." },
    { "${user}[0] = 1", "column 8: Here [ ] is not available" },
    { "", "column 1: The condition ends" },
    { "1 =", "column 4: The condition ends" },
    { "1 = = 2", "column 5: Here a value is expected" },
    { "(1 = 1", "column 1: This bracket is not closed" },
    { "1 = 1)", "column 6: This “)” closes no bracket" },
    { "1 < 2 < 3", "column 7: Comparisons are not chained" },
    { "é", "column 1: Here a value is expected" },
    { "\"é\" = \"abc", "column 7: The text that begins here has no closing \"." },
    { "\"a\\x\" = 1", "column 3: This escape is not known" },
    { "1 2", "column 3: Here the condition should end" },
    { "abs = 1", "column 1: “abs” is a function" },
    { "abs(1, 2) = 1", "column 1: “abs” takes 1 argument, not 2." },
    { "if(true, 1) = 1", "column 1: “if” takes 3 arguments, not 2." },
    { "'a'.Substring() = 1", "column 5: “Substring” takes 1 to 2 arguments, not 0." },
    { "1 in 2", "column 6: Behind “in” comes a list" },
    { "1 in (2", "column 6: This bracket is not closed" },
    { "10L = 10", "column 1: A number is digits" },
    { "9223372036854775808 = 1", "column 1: This number is too large" },
    { "1e999 = 1", "column 1: This number is too large" },
    { "${ten = 1", "column 7: Here “}” is expected" },
    { "${ten", "column 1: “${” has no matching" },
    { "$ = 1", "column 1: Behind “$”" },
    { "$gud() = 1", "column 1: There is no method “gud”; did you mean “guid”?" },
    { "\"$gud()\" = 1", "column 2: There is no method “gud”" },
    { "true ? 1 : 2", "column 6: Here the condition should end" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_expression_parse (rows[i][0], fixture->names, &error));
      g_assert_nonnull (error);
      if (!g_str_has_prefix (error->message, rows[i][1]))
        g_error ("“%s” gives “%s” instead of “%s”", rows[i][0], error->message, rows[i][1]);
    }
}

static void
assert_limit (Fixture *fixture, const char *before, gsize count, const char *middle, const char *after,
              gboolean allowed)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (WeirExpression) expression = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < count; i++)
    g_string_append (text, before);
  g_string_append (text, middle);
  for (gsize i = 0; i < count; i++)
    g_string_append (text, after);
  expression = weir_expression_parse (text->str, fixture->names, &error);
  if (allowed)
    {
      g_assert_no_error (error);
      weir_expression_is_true (expression, &fixture->scope, NULL);
    }
  else
    g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  assert_limit (fixture, "(", 199, "true", ")", TRUE);
  assert_limit (fixture, "(", 200, "true", ")", FALSE);
  assert_limit (fixture, "not ", 199, "true", "", TRUE);
  assert_limit (fixture, "!", 60000, "true", "", FALSE);
  assert_limit (fixture, "-", 60000, "1", "", FALSE);
  assert_limit (fixture, "abs(", 1000, "1", ")", FALSE);
  assert_limit (fixture, "", 1000, "'a'", ".Trim()", FALSE);
  /* A long chain is not deep. */
  assert_limit (fixture, "1+", 30000, "1=1", "", TRUE);
  assert_limit (fixture, "true and ", 7000, "true", "", TRUE);
  assert_limit (fixture, "1+", 40000, "1=1", "", FALSE);
}

static void
collect_cb (int slot, const char *name, gpointer data)
{
  g_string_append_printf (data, "%s%s ", name, slot < 0 ? "?" : "");
}

static void
test_foreach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirExpression) expression = weir_expression_parse (
      "${ten} = 1 and \"${word} $two\" = $nope or ${user.name} = 1", fixture->names, NULL);
  g_autoptr (GString) seen = g_string_new (NULL);

  weir_expression_foreach (expression, collect_cb, seen);
  g_assert_cmpstr (seen->str, ==, "ten word two nope? user ");
}

#define ADD(name, function)                                                                                  \
  g_test_add ("/language/expression/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("operators bind as the grammar says", test_grammar);
  ADD ("members and functions", test_members);
  ADD ("equality and order of every pair of types", test_equality);
  ADD ("arithmetic of every pair of types", test_arithmetic);
  ADD ("the result is a boolean or false with a warning", test_result);
  ADD ("placeholders are values, also inside text", test_placeholders);
  ADD ("a value never becomes syntax", test_injection);
  ADD ("a fault is told with its column and the cure", test_errors);
  ADD ("depth and length are bounded", test_limits);
  ADD ("each placeholder is listed", test_foreach);
  return g_test_run ();
}
