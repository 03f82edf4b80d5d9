/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-value.c: what a variable holds, as text and as JSON
 */

#include "config.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include <glib.h>

#include "weir-json.h"
#include "weir-value.h"

static void
assert_text (const WeirValue *value, const char *text, const char *json)
{
  g_autofree char *as_text = weir_value_to_text (value);
  g_autoptr (GString) as_json = g_string_new (NULL);

  weir_value_append_json (value, as_json);
  g_assert_cmpstr (as_text, ==, text);
  g_assert_cmpstr (as_json->str, ==, json);
}

static void
test_numbers (void)
{
  static const struct
  {
    double number;
    const char *text;
    const char *json;
  } rows[] = {
    { 41.5, "41.5", "41.5" },
    { 2, "2", "2.0" },
    { 0, "0", "0.0" },
    { -0.25, "-0.25", "-0.25" },
    { 0.1, "0.1", "0.1" },
    { 0.1 + 0.2, "0.30000000000000004", "0.30000000000000004" },
    { 100000, "100000", "100000.0" },
    { 123456789012345680.0, "123456789012345680", "123456789012345680.0" },
    { 0.05, "0.05", "0.05" },
    { 0.000001, "0.000001", "0.000001" },
    { 1e-7, "1e-7", "1e-7" },
    { 1.5e300, "1.5e+300", "1.5e+300" },
    { 1e21, "1e+21", "1e+21" },
    { NAN, "NaN", "null" },
  };
  g_auto (WeirValue) value = WEIR_VALUE_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      weir_value_set_double (&value, rows[i].number);
      assert_text (&value, rows[i].text, rows[i].json);
    }
  weir_value_set_integer (&value, G_MININT64);
  assert_text (&value, "-9223372036854775808", "-9223372036854775808");
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240117);
  g_auto (WeirValue) value = WEIR_VALUE_INIT;

  for (int i = 0; i < 20000; i++)
    {
      double number = ldexp (g_rand_double_range (random, -1, 1), g_rand_int_range (random, -300, 300));
      g_autofree char *text = NULL;

      weir_value_set_double (&value, number);
      text = weir_value_to_text (&value);
      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, number);
    }
}

static void
test_scalars (void)
{
  g_auto (WeirValue) value = WEIR_VALUE_INIT;
  g_auto (WeirValue) copy = WEIR_VALUE_INIT;

  assert_text (&value, "", "null");
  weir_value_set_boolean (&value, 7);
  assert_text (&value, "true", "true");
  weir_value_set_text (&value, "a\"b\\c\n\x01 é/", -1);
  assert_text (&value, "a\"b\\c\n\x01 é/", "\"a\\\"b\\\\c\\n\\u0001 é/\"");
  weir_value_copy (&value, &copy);
  weir_value_copy (&copy, &copy);
  weir_value_set_text (&value, value.text + 1, 2);
  g_assert_cmpstr (value.text, ==, "\"b");
  g_assert_cmpint (copy.text[0], ==, 'a');
  weir_value_take_text (&value, g_strdup ("\xff"));
  assert_text (&value, "\xff", "\"\357\277\275\"");
  weir_value_clear (&value);
  g_assert_cmpint (value.type, ==, WEIR_VALUE_MISSING);
}

static void
set_from_json (WeirValue *value, const char *text)
{
  g_autoptr (JsonNode) node = weir_json_parse (text, strlen (text));

  g_assert_nonnull (node);
  weir_value_set_json (value, node);
}

static void
test_json (void)
{
  static const char text[] =
      "{\"z\":1,\"a\":[true,null,\"x\",2.5,{}],\"m\":{\"k\":\"2024-01-02T03:04:05Z\"}}";
  g_auto (WeirValue) value = WEIR_VALUE_INIT;

  set_from_json (&value, text);
  g_assert_cmpint (value.type, ==, WEIR_VALUE_JSON);
  assert_text (&value, text, text);
  set_from_json (&value, "12");
  g_assert_cmpint (value.type, ==, WEIR_VALUE_INTEGER);
  set_from_json (&value, "12.5");
  g_assert_cmpint (value.type, ==, WEIR_VALUE_DOUBLE);
  set_from_json (&value, "\"12\"");
  g_assert_cmpint (value.type, ==, WEIR_VALUE_TEXT);
  set_from_json (&value, "false");
  g_assert_cmpint (value.type, ==, WEIR_VALUE_BOOLEAN);
  set_from_json (&value, "null");
  g_assert_cmpint (value.type, ==, WEIR_VALUE_NULL);
}

static void
test_large_json (void)
{
  static const char *const rows[][2] = {
    { "[9223372036854775807,-9223372036854775808]", "[9223372036854775807,-9223372036854775808]" },
    { "[18446744073709551615,1]", "[18446744073709552000.0,1]" },
    { "{\"a\":-9223372036854775809}", "{\"a\":-9223372036854776000.0}" },
    { "[\"18446744073709551615\\\"18446744073709551615\"]",
      "[\"18446744073709551615\\\"18446744073709551615\"]" },
    { "12345678901234567890.5", "12345678901234567000.0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) node = weir_json_parse (rows[i][0], strlen (rows[i][0]));
      g_autoptr (GString) out = g_string_new (NULL);

      g_assert_nonnull (node);
      weir_json_append (node, out);
      g_assert_cmpstr (out->str, ==, rows[i][1]);
    }
}

static void
test_deep_json (void)
{
  g_autofree char *open = g_strnfill (1000000, '[');
  g_autofree char *deep = g_strnfill (512, '[');
  g_autofree char *close = g_strnfill (512, ']');
  g_autofree char *allowed = g_strconcat (deep, close, NULL);
  g_autofree char *one_more = g_strconcat ("[", deep, close, "]", NULL);
  g_autoptr (JsonNode) node = weir_json_parse (allowed, strlen (allowed));

  g_assert_nonnull (node);
  g_assert_null (weir_json_parse (one_more, strlen (one_more)));
  g_assert_null (weir_json_parse (open, strlen (open)));
  g_assert_null (weir_json_parse ("{", 1));
}

static void
test_locale (void)
{
  g_auto (WeirValue) value = WEIR_VALUE_INIT;

  if (!setlocale (LC_ALL, "de_DE.UTF-8"))
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }
  weir_value_set_double (&value, 41.5);
  assert_text (&value, "41.5", "41.5");
  setlocale (LC_ALL, "C");
}

/* RFC 8259: a JSON text is one value. */
static void
test_one_value (void)
{
  static const char *const several[] = { "{\"a\": 1} {\"b\": 2}", "[1] [2]", "[1],[2]", "1 2", "[1]]", "{}{}", "[\"]\"] x" };
  static const char *const one[] = { " {\"a\": \"} {\"}\r\n\t ", "[[], {}]", "7 ", "\"[\"", "[\"\\\"]\"]" };

  for (gsize i = 0; i < G_N_ELEMENTS (several); i++)
    g_assert_null (weir_json_parse (several[i], strlen (several[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (one); i++)
    {
      g_autoptr (JsonNode) node = weir_json_parse (one[i], strlen (one[i]));

      g_assert_nonnull (node);
    }
}

/* RFC 8259, section by section; what json-glib makes of the rest is not what the server meant. */
static void
test_grammar (void)
{
  static const char *const not_json[] = {
    "", " ", "{", "[", "]", "{\"a\":1,}", "[1,]", "[,1]", "{,}", "[1,,2]", "[1 2]", "{\"a\" 1}", "{\"a\":}", "{a:1}",
    "{'a':1}", "'a'", "[1}", "{\"a\":1]", "/* c */[1]", "// c\n1", "#c\n1", "True", "nullx", "[truefalse]", "NaN",
    "-", "[-]", "- 1", "+1", "01", "-01", "010", "1.", ".5", "[1.e5]", "1.5e", "1e+", "0x10", "$", "@", "abc",
    "\"abc", "\"\\x\"", "\"\\'\"", "\"\\u00\"", "\"\\u12g4\"", "\"\\ud800\\u1\"", "\"\\", "\"a\tb\"", "\"a\nb\"", "\"\377\"",
    "\f1", "var x = {\"a\":1};", "1;",
  };
  static const char *const rows[][2] = {
    { "\357\273\277{}", "{}" },
    { " [ ] ", "[]" },
    { "\r\n{ \"a\" : [ 1 , -2 ] , \"\" : { } }\t", "{\"a\":[1,-2],\"\":{}}" },
    { "{\"a\":{\"a\":1,\"b\":{\"c\":2}},\"d\":3}", "{\"a\":{\"a\":1,\"b\":{\"c\":2}},\"d\":3}" },
    { "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}" },
    { "[0,-0,0.5,-1.25,1e3,1E-2,2e+1,0e1]", "[0,0,0.5,-1.25,1000.0,0.01,20.0,0.0]" },
    { "[999999999999999999,1000000000000000000,-9223372036854775809]",
      "[999999999999999999,1000000000000000000,-9223372036854776000.0]" },
    { "[true,false,null]", "[true,false,null]" },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20aC\"", "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\tAé€\"" },
    { "\"\\ud83d\\ude00\"", "\"😀\"" },
    { "\"\\ud800|\\udc00|\\ud800\\u0041|a\\u0000b\"", "\"�|�|�A|a�b\"" },
    { "[\"\177\"]", "[\"\177\"]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (not_json); i++)
    if (weir_json_parse (not_json[i], strlen (not_json[i])))
      g_error ("“%s” was taken for JSON.", not_json[i]);
  g_assert_null (weir_json_parse ("[1]\0", 4));
  g_assert_null (weir_json_parse ("[\"a\0b\"]", 7));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      /* Nothing behind its end is looked at. */
      g_autofree char *exact = g_memdup2 (rows[i][0], strlen (rows[i][0]));
      g_autoptr (JsonNode) node = weir_json_parse (exact, strlen (rows[i][0]));
      g_autoptr (GString) out = g_string_new (NULL);

      g_assert_nonnull (node);
      weir_json_append (node, out);
      g_assert_cmpstr (out->str, ==, rows[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/value/numbers have the fewest digits that tell them apart", test_numbers);
  g_test_add_func ("/language/value/a double reads back as the same double", test_round_trip);
  g_test_add_func ("/language/value/JSON is one value, not several", test_one_value);
  g_test_add_func ("/language/value/JSON is what RFC 8259 says it is", test_grammar);
  g_test_add_func ("/language/value/scalars are text and JSON", test_scalars);
  g_test_add_func ("/language/value/JSON is compact and keeps its order and types", test_json);
  g_test_add_func ("/language/value/whole numbers beyond 64 bits do not wrap around", test_large_json);
  g_test_add_func ("/language/value/JSON nested too deep is refused", test_deep_json);
  g_test_add_func ("/language/value/numbers know no locale", test_locale);
  return g_test_run ();
}
