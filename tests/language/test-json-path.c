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
      found = weir_json_path_all (path, root);
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
  static const char *const plural[] = { "$.*", "$[*]", "$..a", "$[0,1]", "$.a..b.c" };

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
    { "$['a]", "column 3: The name that begins here" },
    { "$['\\x']", "column 4: This escape" },
    { "$['\\\"']", "column 4: This escape" },
    { "$['\\ud800']", "column 4: “\\u” needs" },
    { "$['\\ud800\\u0041']", "column 4: “\\u” needs" },
    { "$['\\u12']", "column 4: “\\u” needs" },
    { "$[01]", "column 3: An index has no leading zeros" },
    { "$[-0]", "column 3: An index has no leading zeros" },
    { "$[-]", "column 3: An index needs digits" },
    { "$[9007199254740992]", "column 3: This index is too large" },
    { "$[1:3]", "column 3: Slices" },
    { "$[:3]", "column 3: Slices" },
    { "$[?@.a]", "column 3: Filters" },
    { "$.é[?(@.price>1)]", "column 5: Filters" },
    { "$[(@.length-1)]", "column 3: Script expressions" },
    { "$.a.length()", "column 5: Functions" },
    { "$.a ", "column 4: Blanks at the end" },
    { "$ ", "column 2: Blanks at the end" },
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
  gint64 start = g_get_monotonic_time ();

  g_assert_null (weir_json_path_first (path, root));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
  for (int i = 0; i < 600; i++)
    g_string_append (many, ".a");
  g_assert_null (weir_json_path_parse (many->str, NULL));
  g_assert_null (weir_json_path_parse (steps, NULL));
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
  return g_test_run ();
}
