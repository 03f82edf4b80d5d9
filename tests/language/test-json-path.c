/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-json-path.c: JSONPath, with the examples of RFC 9535
 */

#include "config.h"

#include <glib.h>

#include "weir-json-path.h"
#include "weir-json.h"

/* RFC 9535 §1.5, prices and titles shortened */
static const char store[] =
    "{\"store\":{\"book\":[{\"author\":\"Rees\",\"price\":8.95},{\"author\":\"Waugh\",\"price\":12.99},"
    "{\"author\":\"Melville\",\"isbn\":\"0-553\",\"price\":8.99},{\"author\":\"Tolkien\",\"isbn\":\"0-395\","
    "\"price\":22.99}],\"bicycle\":{\"color\":\"red\",\"price\":399}}}";

typedef struct
{
  const char *json;
  const char *path;
  const char *expected; /* the nodes, joined by blanks */
} Row;

static const Row rows[] = {
  { store, "$.store.book[*].author", "\"Rees\" \"Waugh\" \"Melville\" \"Tolkien\"" },
  { store, "$..author", "\"Rees\" \"Waugh\" \"Melville\" \"Tolkien\"" },
  { store, "$.store.bicycle.*", "\"red\" 399" },
  { store, "$.store..price", "8.95 12.99 8.99 22.99 399" },
  { store, "$..book[2].author", "\"Melville\"" },
  { store, "$..book[2].publisher", "" },
  { store, "$..book[-1].isbn", "\"0-395\"" },
  { store, "$..book[0,1].price", "8.95 12.99" },
  /* §2.2.3 and §2.3.1.3: root and names */
  { "{\"k\":\"v\"}", "$", "{\"k\":\"v\"}" },
  { "{\"o\":{\"j j\":{\"k.k\":3}},\"'\":{\"@\":2}}", "$.o['j j']", "{\"k.k\":3}" },
  { "{\"o\":{\"j j\":{\"k.k\":3}},\"'\":{\"@\":2}}", "$.o['j j']['k.k']", "3" },
  { "{\"o\":{\"j j\":{\"k.k\":3}},\"'\":{\"@\":2}}", "$.o[\"j j\"][\"k.k\"]", "3" },
  { "{\"o\":{\"j j\":{\"k.k\":3}},\"'\":{\"@\":2}}", "$[\"'\"][\"@\"]", "2" },
  { "{\"'\":1}", "$['\\'']", "1" },
  { "{\"\\\"\":1}", "$[\"\\\"\"]", "1" },
  { "{\"é\":1,\"😀\":2,\"a\\nb\":3}", "$['\\u00e9','\\ud83d\\ude00','a\\nb']", "1 2 3" },
  { "{\"é1\":1}", "$.é1", "1" },
  /* §2.3.2.3: wildcards */
  { "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3]}", "$[*]", "{\"j\":1,\"k\":2} [5,3]" },
  { "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3]}", "$.o[*]", "1 2" },
  { "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3]}", "$.o[*, *]", "1 2 1 2" },
  { "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3]}", "$.a[*]", "5 3" },
  /* §2.3.3.3: indexes */
  { "[\"a\",\"b\"]", "$[1]", "\"b\"" },
  { "[\"a\",\"b\"]", "$[-2]", "\"a\"" },
  { "[\"a\",\"b\"]", "$[2]", "" },
  { "[\"a\",\"b\"]", "$[-3]", "" },
  { "{\"0\":1}", "$[0]", "" },
  { "[1]", "$['0']", "" },
  /* §2.5.1.3: unions */
  { "[\"a\",\"b\",\"c\",\"d\"]", "$[0, 3]", "\"a\" \"d\"" },
  { "[\"a\",\"b\"]", "$[0, 0]", "\"a\" \"a\"" },
  /* §2.5.2.3: descendants */
  { "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3,[{\"j\":4},{\"k\":6}]]}", "$..j", "1 4" },
  { "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3,[{\"j\":4},{\"k\":6}]]}", "$..[0]", "5 {\"j\":4}" },
  { "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3]}", "$..[*]", "{\"j\":1,\"k\":2} [5,3] 1 2 5 3" },
  { "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3]}", "$..*", "{\"j\":1,\"k\":2} [5,3] 1 2 5 3" },
  { "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3]}", "$..o", "{\"j\":1,\"k\":2}" },
  { "{\"o\":{\"j\":1,\"k\":2}}", "$.o..[*, *]", "1 2 1 2" },
  { "{\"a\":[5,3,[{\"j\":4},{\"k\":6}]]}", "$.a..[0, 1]", "5 3 {\"j\":4} {\"k\":6}" },
  /* §2.6.1: null is a value */
  { "{\"a\":null,\"b\":[null]}", "$.a", "null" },
  { "{\"a\":null,\"b\":[null]}", "$.a.d", "" },
  { "{\"a\":null,\"b\":[null]}", "$.b[*]", "null" },
  /* blanks */
  { "{\"a\":[1]}", "$ .a\n[ 0 ]", "1" },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = weir_json_parse (rows[i].json, strlen (rows[i].json));
      g_autoptr (WeirJsonPath) path = weir_json_path_parse (rows[i].path, &error);
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GString) out = g_string_new (NULL);

      g_assert_no_error (error);
      g_assert_nonnull (root);
      found = weir_json_path_all (path, root, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < found->len; j++)
        {
          g_string_append (out, j > 0 ? " " : "");
          weir_json_append (g_ptr_array_index (found, j), out);
        }
      if (g_strcmp0 (out->str, rows[i].expected) != 0)
        g_error ("%s gives “%s” instead of “%s”", rows[i].path, out->str, rows[i].expected);
      g_assert_true (weir_json_path_first (path, root) ==
                     (found->len > 0 ? g_ptr_array_index (found, 0) : NULL));
    }
}

static void
test_singular (void)
{
  static const char *const singular[] = { "$", "$.a", "$['a'][0][-1].b" };
  static const char *const plural[] = { "$.*", "$[*]", "$..a", "$[0,1]", "$.a..b.c", "$[0:1]", "$[?@.a]" };

  for (gsize i = 0; i < G_N_ELEMENTS (singular); i++)
    {
      g_autoptr (WeirJsonPath) path = weir_json_path_parse (singular[i], NULL);

      g_assert_true (weir_json_path_is_singular (path));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (plural); i++)
    {
      g_autoptr (WeirJsonPath) path = weir_json_path_parse (plural[i], NULL);

      g_assert_false (weir_json_path_is_singular (path));
    }
}

static void
test_errors (void)
{
  static const char *const faults[][2] = {
    { "", "column 1: A path begins with “$”" },
    { "a.b", "column 1: A path begins with “$”" },
    { "$.", "column 3: Behind “.”" },
    { "$..", "column 4: Behind “.”" },
    { "$.1a", "column 3: Behind “.”" },
    { "$.a-b", "column 4: A name with “-”" },
    { "$a", "column 2: This is not a step" },
    { "$[", "column 3: Between [ and ]" },
    { "$[]", "column 3: Between [ and ]" },
    { "$[0", "column 2: The bracket is not closed" },
    { "$[0 1]", "column 5: The bracket is not closed" },
    { "$[a]", "column 3: A name in brackets needs quotes" },
    { "$['a]", "column 3: The text that begins here" },
    { "$['\\x']", "column 4: This escape" },
    { "$['\\\"']", "column 4: This escape" },
    { "$['\\ud800']", "column 4: “\\u” needs" },
    { "$['\\ud800\\u0041']", "column 4: “\\u” needs" },
    { "$['\\u12']", "column 4: “\\u” needs" },
    { "$[01]", "column 3: An index has no leading zeros" },
    { "$[-0]", "column 3: An index has no leading zeros" },
    { "$[-]", "column 3: An index needs digits" },
    { "$[9007199254740992]", "column 3: This index is too large" },
    { "$[(@.length-1)]", "column 3: Script expressions" },
    { "$[@.a]", "column 3: A filter begins with “?”" },
    { "$.a.length()", "column 5: A function stands in a filter" },
    { "$.é[?@.price>]", "column 14: Here a filter needs" },
    { "$.a ", "column 4: Blanks at the end" },
    { "$ ", "column 2: Blanks at the end" },
    { "$.[0]", "column 3: Behind “.”" },
    { "$. a", "column 3: Behind “.”" },
    { "$.. a", "column 4: Behind “.”" },
    { "$...a", "column 4: Behind “.”" },
    { "$[,0]", "column 3: Between [ and ]" },
    { "$[0,]", "column 5: Between [ and ]" },
    { "$['\n']", "column 4: A control character" },
    { "$['\\u0000']", "column 4: A text with “\\u0000”" },
    { "$['\\udc00']", "column 4: “\\u” needs" },
    /* integers of I-JSON (§2.1) */
    { "$[-9007199254740992]", "column 3: This index is too large" },
    { "$[9007199254740992:]", "column 3: This index is too large" },
    { "$[:9007199254740992]", "column 4: This index is too large" },
    { "$[::-9007199254740992]", "column 5: This index is too large" },
    { "$[99999999999999999999999999]", "column 3: This index is too large" },
    { "$[1.0]", "column 4: The bracket is not closed" },
    { "$[1:2:3:4]", "column 8: The bracket is not closed" },
    { "$[01:1]", "column 3: An index has no leading zeros" },
    { "$[1:-0]", "column 5: An index has no leading zeros" },
    { "$[a:1]", "column 3: A name in brackets" },
    /* filters (§2.3.5) */
    { "$[?]", "column 4: Here a filter needs" },
    { "$[?()]", "column 5: Here a filter needs" },
    { "$[?@.a", "column 2: The bracket is not closed" },
    { "$[?(@.a]", "column 8: The parenthesis is not closed" },
    { "$[?@.a)]", "column 7: Here a filter ends" },
    { "$[?@.a @.b]", "column 8: Here a filter ends" },
    { "$[?@.a==]", "column 9: Here a filter needs" },
    { "$[?@.a=1]", "column 7: “=” is no operator" },
    { "$[?@.a<>1]", "column 7: “<>” is no operator" },
    { "$[?@.a===1]", "column 9: Here a filter needs" },
    { "$[?@.a==b]", "column 9: A filter compares" },
    { "$[?a==1]", "column 4: A filter compares" },
    { "$[?@.a & @.b]", "column 8: “&” is no operator" },
    { "$[?@.a | @.b]", "column 8: “|” is no operator" },
    { "$[?@.a && ]", "column 11: Here a filter needs" },
    { "$[?@.a and @.b]", "column 8: Here a filter ends" },
    { "$[?1]", "column 4: A value alone" },
    { "$[?'a']", "column 4: A value alone" },
    { "$[?true]", "column 4: A value alone" },
    { "$[?True==@.a]", "column 4: A filter compares" },
    { "$[?@.a==nullx]", "column 9: A filter compares" },
    { "$[?!@.a==1]", "column 8: “!” applies to a whole" },
    { "$[?!!@.a]", "column 5: Here a filter needs" },
    { "$[?(@.a==1)==true]", "column 13: What stands in parentheses" },
    { "$[?@.a==[1]]", "column 9: Here a filter needs" },
    { "$[?@.a=={}]", "column 9: Here a filter needs" },
    { "$[?@.a==01]", "column 9: A number is written" },
    { "$[?@.a==1.]", "column 9: A number is written" },
    { "$[?@.a==.5]", "column 9: Here a filter needs" },
    { "$[?@.a==+1]", "column 9: Here a filter needs" },
    { "$[?@.a==1e]", "column 9: A number is written" },
    { "$[?@.a==1e999]", "column 9: This number is too large" },
    { "$[?@.a=='b]", "column 9: The text that begins here" },
    { "$[?@.a<1<2]", "column 9: Here a filter ends" },
    /* what is compared is one value (§2.4.3) */
    { "$[?@.*==1]", "column 4: This path can find several" },
    { "$[?1==@..a]", "column 7: This path can find several" },
    { "$[?@[0,1]==1]", "column 4: This path can find several" },
    { "$[?@[0:1]==1]", "column 4: This path can find several" },
    /* functions (§2.4) */
    { "$[?length(@.*) < 3]", "column 11: length() takes one value" },
    { "$[?count(1) == 1]", "column 10: count() takes a path" },
    { "$[?count(foo(@.*)) == 1]", "column 10: count() takes a path" },
    { "$[?match(@.timezone, 'Europe/.*') == true]", "column 4: What this function gives" },
    { "$[?value(@..color)]", "column 4: This function gives a value" },
    { "$[?length(@.a)]", "column 4: This function gives a value" },
    { "$[?bar(@.a)]", "column 4: There is no function bar(); there are" },
    { "$[?lenght(@.a) == 1]", "column 4: There is no function lenght(); did you mean length()?" },
    { "$[?Length(@.a) == 1]", "column 4: There is no function Length(); did you mean length()?" },
    { "$[?length() == 1]", "column 11: length() takes a path, a value" },
    { "$[?length(@.a, @.b) == 1]", "column 14: length() takes one argument" },
    { "$[?length(@.a == 1]", "column 15: Here length() needs “)”" },
    { "$[?length(match(@.a, 'b')) == 1]", "column 11: length() takes a value" },
    { "$[?count(@.a, @.b) == 1]", "column 13: count() takes one argument" },
    { "$[?match(@.a)]", "column 13: match() takes two values" },
    { "$[?match(@.a, 'b', 'c')]", "column 18: match() takes two values" },
    { "$[?match(@.*, 'b')]", "column 10: match() takes one value" },
    { "$[?count (@.*) == 1]", "column 4: A filter compares" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_json_path_parse (faults[i][0], &error));
      g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_PATH);
      if (!g_str_has_prefix (error->message, faults[i][1]))
        g_error ("“%s” gives “%s” instead of “%s”", faults[i][0], error->message, faults[i][1]);
    }
}

static void
test_bounded (void)
{
  g_autofree char *open = g_strnfill (500, '[');
  g_autofree char *close = g_strnfill (500, ']');
  g_autofree char *json = g_strconcat (open, close, NULL);
  g_autofree char *steps = g_strnfill (60000, '.');
  g_autoptr (JsonNode) root = weir_json_parse (json, strlen (json));
  g_autoptr (WeirJsonPath) path = weir_json_path_parse ("$..*..*..*..*..*.zz", NULL);
  g_autoptr (GString) many = g_string_new ("$");
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (weir_json_path_all (path, root, &error));
  g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
  for (int i = 0; i < 600; i++)
    g_string_append (many, ".a");
  g_assert_null (weir_json_path_parse (many->str, NULL));
  g_assert_null (weir_json_path_parse (steps, NULL));
}

/* An array of @count times @element, as JSON text. */
static JsonNode *
repeat (const char *element, guint count)
{
  g_autoptr (GString) text = g_string_new ("[");
  JsonNode *root;

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", element);
  g_string_append_c (text, ']');
  root = weir_json_parse (text->str, text->len);
  g_assert_nonnull (root);
  return root;
}

/* Each of these would look at 10^9 nodes and more, or try a hopeless pattern very often. */
static void
test_filters_bounded (void)
{
  static const char *const costly[] = { "$[?count($..*) > 0]", "$..[?@ == $[0] && count($..[?@.a]) == 7]",
                                        "$[?match(@.a, '(a|aa)+[bc]')]" };
  g_autoptr (JsonNode) root = repeat ("{\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}", 30000);
  gint64 start = g_get_monotonic_time ();

  for (gsize i = 0; i < G_N_ELEMENTS (costly); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirJsonPath) path = weir_json_path_parse (costly[i], &error);

      g_assert_no_error (error);
      g_assert_null (weir_json_path_all (path, root, &error));
      g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT);
    }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
}

static void
test_nesting_bounded (void)
{
  g_autoptr (GString) filters = g_string_new ("$");
  g_autofree char *open = g_strnfill (300, '(');
  g_autofree char *parentheses = g_strconcat ("$[?", open, "@.a", NULL);
  g_autoptr (GString) functions = g_string_new ("$[?");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 12; i++)
    g_string_append (filters, "[?@");
  g_assert_null (weir_json_path_parse (filters->str, &error));
  g_assert_nonnull (strstr (error->message, "A filter may stand within a filter, 8 deep at most."));
  g_clear_error (&error);
  g_assert_null (weir_json_path_parse (parentheses, &error));
  g_assert_nonnull (strstr (error->message, "Parentheses may be nested 200 deep at most."));
  g_clear_error (&error);
  for (int i = 0; i < 300; i++)
    g_string_append (functions, "length(");
  g_assert_null (weir_json_path_parse (functions->str, &error));
  g_assert_nonnull (strstr (error->message, "Functions may be nested 200 deep at most."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func (
      "/language/json-path/names, indexes, wildcards, unions and descendants select as RFC 9535 says",
      test_rows);
  g_test_add_func ("/language/json-path/a singular path is known", test_singular);
  g_test_add_func ("/language/json-path/a fault is told with its column and the cure", test_errors);
  g_test_add_func ("/language/json-path/a path that multiplies ends in time", test_bounded);
  g_test_add_func ("/language/json-path/filters that multiply end in time and say so", test_filters_bounded);
  g_test_add_func ("/language/json-path/filters, parentheses and functions have a depth",
                   test_nesting_bounded);
  return g_test_run ();
}
