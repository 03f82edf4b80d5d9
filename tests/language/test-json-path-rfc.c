/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-json-path-rfc.c: every example of RFC 9535, section by section
 */

#include "config.h"

#include <glib.h>

#include "weir-json-path.h"
#include "weir-json.h"

#define BOOK_1                                                                                               \
  "{\"category\":\"reference\",\"author\":\"Nigel Rees\",\"title\":\"Sayings of the Century\","              \
  "\"price\":8.95}"
#define BOOK_2                                                                                               \
  "{\"category\":\"fiction\",\"author\":\"Evelyn Waugh\",\"title\":\"Sword of Honour\",\"price\":12.99}"
#define BOOK_3                                                                                               \
  "{\"category\":\"fiction\",\"author\":\"Herman Melville\",\"title\":\"Moby Dick\","                        \
  "\"isbn\":\"0-553-21311-3\",\"price\":8.99}"
#define BOOK_4                                                                                               \
  "{\"category\":\"fiction\",\"author\":\"J. R. R. Tolkien\",\"title\":\"The Lord of the Rings\","           \
  "\"isbn\":\"0-395-19395-8\",\"price\":22.99}"
#define BOOKS "[" BOOK_1 "," BOOK_2 "," BOOK_3 "," BOOK_4 "]"
#define BICYCLE "{\"color\":\"red\",\"price\":399}"
#define STORE "{\"book\":" BOOKS ",\"bicycle\":" BICYCLE "}"
#define AUTHORS "\"Nigel Rees\" \"Evelyn Waugh\" \"Herman Melville\" \"J. R. R. Tolkien\""

/* §1.5, figure 1 */
static const char store[] = "{\"store\":" STORE "}";
/* §2.3.1.3 */
static const char names[] = "{\"o\":{\"j j\":{\"k.k\":3}},\"'\":{\"@\":2}}";
/* §2.3.2.3 */
static const char wild[] = "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3]}";
/* §2.3.4.3, §2.5.1.3 */
static const char letters[] = "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]";
/* §2.3.5.3 */
#define A "[3,5,1,2,4,6,{\"b\":\"j\"},{\"b\":\"k\"},{\"b\":{}},{\"b\":\"kilo\"}]"
#define O "{\"p\":1,\"q\":2,\"r\":3,\"s\":5,\"t\":{\"u\":6}}"
static const char filters[] = "{\"a\":" A ",\"o\":" O ",\"e\":\"f\"}";
/* §2.5.2.3 */
static const char deep[] = "{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3,[{\"j\":4},{\"k\":6}]]}";
/* §2.6.1 */
static const char nulls[] = "{\"a\":null,\"b\":[null],\"c\":[{}],\"null\":1}";

typedef struct
{
  const char *json;
  const char *path;
  const char *expected; /* the nodes, joined by blanks */
} Row;

static const Row rows[] = {
  /* §1.5, table 2 */
  { store, "$.store.book[*].author", AUTHORS },
  { store, "$..author", AUTHORS },
  { store, "$.store.*", BOOKS " " BICYCLE },
  { store, "$.store..price", "8.95 12.99 8.99 22.99 399" },
  { store, "$..book[2]", BOOK_3 },
  { store, "$..book[2].author", "\"Herman Melville\"" },
  { store, "$..book[2].publisher", "" },
  { store, "$..book[-1]", BOOK_4 },
  { store, "$..book[0,1]", BOOK_1 " " BOOK_2 },
  { store, "$..book[:2]", BOOK_1 " " BOOK_2 },
  { store, "$..book[?@.isbn]", BOOK_3 " " BOOK_4 },
  { store, "$..book[?@.price<10]", BOOK_1 " " BOOK_3 },
  /* §2.2.3 */
  { "{\"k\":\"v\"}", "$", "{\"k\":\"v\"}" },
  /* §2.3.1.3, table 5 */
  { names, "$.o['j j']", "{\"k.k\":3}" },
  { names, "$.o['j j']['k.k']", "3" },
  { names, "$.o[\"j j\"][\"k.k\"]", "3" },
  { names, "$[\"'\"][\"@\"]", "2" },
  /* §2.3.2.3, table 6 */
  { wild, "$[*]", "{\"j\":1,\"k\":2} [5,3]" },
  { wild, "$.o[*]", "1 2" },
  { wild, "$.o[*, *]", "1 2 1 2" },
  { wild, "$.a[*]", "5 3" },
  /* §2.3.3.3, table 7 */
  { "[\"a\",\"b\"]", "$[1]", "\"b\"" },
  { "[\"a\",\"b\"]", "$[-2]", "\"a\"" },
  /* §2.3.4.3, table 9 */
  { letters, "$[1:3]", "\"b\" \"c\"" },
  { letters, "$[5:]", "\"f\" \"g\"" },
  { letters, "$[1:5:2]", "\"b\" \"d\"" },
  { letters, "$[5:1:-2]", "\"f\" \"d\"" },
  { letters, "$[::-1]", "\"g\" \"f\" \"e\" \"d\" \"c\" \"b\" \"a\"" },
  /* §2.3.5.3, table 12 */
  { filters, "$.a[?@.b == 'kilo']", "{\"b\":\"kilo\"}" },
  { filters, "$.a[?(@.b == 'kilo')]", "{\"b\":\"kilo\"}" },
  { filters, "$.a[?@>3.5]", "5 4 6" },
  { filters, "$.a[?@.b]", "{\"b\":\"j\"} {\"b\":\"k\"} {\"b\":{}} {\"b\":\"kilo\"}" },
  { filters, "$[?@.*]", A " " O },
  { filters, "$[?@[?@.b]]", A },
  { filters, "$.o[?@<3, ?@<3]", "1 2 1 2" },
  { filters, "$.a[?@<2 || @.b == \"k\"]", "1 {\"b\":\"k\"}" },
  { filters, "$.a[?match(@.b, \"[jk]\")]", "{\"b\":\"j\"} {\"b\":\"k\"}" },
  { filters, "$.a[?search(@.b, \"[jk]\")]", "{\"b\":\"j\"} {\"b\":\"k\"} {\"b\":\"kilo\"}" },
  { filters, "$.o[?@>1 && @<4]", "2 3" },
  { filters, "$.o[?@.u || @.x]", "{\"u\":6}" },
  { filters, "$.a[?@.b == $.x]", "3 5 1 2 4 6" },
  { filters, "$.a[?@ == @]", "3 5 1 2 4 6 {\"b\":\"j\"} {\"b\":\"k\"} {\"b\":{}} {\"b\":\"kilo\"}" },
  /* §2.4.4 to §2.4.8 */
  { "[{\"authors\":[1,2,3,4,5]},{\"authors\":[1]},{\"authors\":\"fünfe\"},{\"authors\":5},{}]",
    "$[?length(@.authors) >= 5]", "{\"authors\":[1,2,3,4,5]} {\"authors\":\"fünfe\"}" },
  { "[[{\"author\":1},{\"author\":2}],[{\"author\":1}]]", "$[?count(@.*.author) >= 2]",
    "[{\"author\":1},{\"author\":2}]" },
  { "[{\"date\":\"1974-05-12\"},{\"date\":\"1974-05-123\"},{\"date\":\"x1974-05-12\"},{\"date\":1974}]",
    "$[?match(@.date, \"1974-05-..\")]", "{\"date\":\"1974-05-12\"}" },
  { "[{\"author\":\"Bob Dylan\"},{\"author\":\"A. Rob\"},{\"author\":\"job\"}]",
    "$[?search(@.author, \"[BR]ob\")]", "{\"author\":\"Bob Dylan\"} {\"author\":\"A. Rob\"}" },
  { "[{\"x\":{\"color\":\"red\"}},{\"x\":{\"color\":\"red\"},\"color\":\"red\"}]",
    "$[?value(@..color) == \"red\"]", "{\"x\":{\"color\":\"red\"}}" },
  /* §2.4.9, table 13: the well-typed ones that need no function of one's own */
  { "[[1,2],[1,2,3]]", "$[?length(@) < 3]", "[1,2]" },
  { "[[1],[1,2]]", "$[?count(@.*) == 1]", "[1]" },
  { "[{\"timezone\":\"Europe/Oslo\"},{\"timezone\":\"Asia/Tokyo\"}]", "$[?match(@.timezone, 'Europe/.*')]",
    "{\"timezone\":\"Europe/Oslo\"}" },
  /* §2.5.1.3, table 15 */
  { letters, "$[0, 3]", "\"a\" \"d\"" },
  { letters, "$[0:2, 5]", "\"a\" \"b\" \"f\"" },
  { letters, "$[0, 0]", "\"a\" \"a\"" },
  /* §2.5.2.3, table 16 */
  { deep, "$..j", "1 4" },
  { deep, "$..[0]", "5 {\"j\":4}" },
  { deep, "$..[*]",
    "{\"j\":1,\"k\":2} [5,3,[{\"j\":4},{\"k\":6}]] 1 2 5 3 [{\"j\":4},{\"k\":6}] {\"j\":4} {\"k\":6} 4 6" },
  { deep, "$..*",
    "{\"j\":1,\"k\":2} [5,3,[{\"j\":4},{\"k\":6}]] 1 2 5 3 [{\"j\":4},{\"k\":6}] {\"j\":4} {\"k\":6} 4 6" },
  { deep, "$..o", "{\"j\":1,\"k\":2}" },
  { deep, "$.o..[*, *]", "1 2 1 2" },
  { deep, "$.a..[0, 1]", "5 3 {\"j\":4} {\"k\":6}" },
  /* §2.6.1, table 17 */
  { nulls, "$.a", "null" },
  { nulls, "$.a[0]", "" },
  { nulls, "$.a.d", "" },
  { nulls, "$.b[0]", "null" },
  { nulls, "$.b[*]", "null" },
  { nulls, "$.b[?@]", "null" },
  { nulls, "$.b[?@==null]", "null" },
  { nulls, "$.c[?@.d==null]", "" },
  { nulls, "$.null", "1" },
};

static WeirJsonPath *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirJsonPath *path = weir_json_path_parse (text, &error);

  if (!path)
    g_error ("%s: %s", text, error->message);
  return path;
}

static GPtrArray *
find (const char *json, const char *text,
      GPtrArray *(*function) (const WeirJsonPath *, JsonNode *, GError **), JsonNode **root)
{
  g_autoptr (WeirJsonPath) path = parse (text);
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  *root = weir_json_parse (json, strlen (json));
  g_assert_nonnull (*root);
  found = function (path, *root, &error);
  g_assert_no_error (error);
  return found;
}

static void
test_examples (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) root = NULL;
      g_autoptr (GPtrArray) found = find (rows[i].json, rows[i].path, weir_json_path_all, &root);
      g_autoptr (GString) out = g_string_new (NULL);

      for (guint j = 0; j < found->len; j++)
        {
          g_string_append (out, j > 0 ? " " : "");
          weir_json_append (g_ptr_array_index (found, j), out);
        }
      if (g_strcmp0 (out->str, rows[i].expected) != 0)
        g_error ("%s gives “%s” instead of “%s”", rows[i].path, out->str, rows[i].expected);
    }
}

/* §1.5: "$..*" finds every value of the store, the store itself included, but not the root. */
static void
test_all (void)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) found = find (store, "$..*", weir_json_path_all, &root);

  g_assert_cmpuint (found->len, ==, 1 + 2 + 4 + 2 + 2 * 4 + 2 * 5);
}

/* §2.3.5.3, table 11 */
static void
test_comparisons (void)
{
  static const char json[] = "{\"obj\":{\"x\":\"y\"},\"arr\":[2,3]}";
  static const struct
  {
    const char *comparison;
    gboolean holds;
  } comparisons[] = {
    { "$.absent1 == $.absent2", TRUE },
    { "$.absent1 <= $.absent2", TRUE },
    { "$.absent == 'g'", FALSE },
    { "$.absent1 != $.absent2", FALSE },
    { "$.absent != 'g'", TRUE },
    { "1 <= 2", TRUE },
    { "1 > 2", FALSE },
    { "13 == '13'", FALSE },
    { "'a' <= 'b'", TRUE },
    { "'a' > 'b'", FALSE },
    { "$.obj == $.arr", FALSE },
    { "$.obj != $.arr", TRUE },
    { "$.obj == $.obj", TRUE },
    { "$.obj != $.obj", FALSE },
    { "$.arr == $.arr", TRUE },
    { "$.arr != $.arr", FALSE },
    { "$.obj == 17", FALSE },
    { "$.obj != 17", TRUE },
    { "$.obj <= $.arr", FALSE },
    { "$.obj < $.arr", FALSE },
    { "$.obj <= $.obj", TRUE },
    { "$.arr <= $.arr", TRUE },
    { "1 <= $.arr", FALSE },
    { "1 >= $.arr", FALSE },
    { "1 > $.arr", FALSE },
    { "1 < $.arr", FALSE },
    { "true <= true", TRUE },
    { "true > true", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      g_autofree char *path = g_strdup_printf ("$[?%s]", comparisons[i].comparison);
      g_autoptr (JsonNode) root = NULL;
      g_autoptr (GPtrArray) found = find (json, path, weir_json_path_all, &root);

      if (found->len != (comparisons[i].holds ? 2 : 0))
        g_error ("%s should be %s", comparisons[i].comparison, comparisons[i].holds ? "true" : "false");
    }
}

/* §2.7.1, table 20 */
static void
test_normalized (void)
{
  static const Row paths[] = {
    { "{\"a\":1}", "$.a", "$['a']" },
    { "[0,1,2,3,4]", "$[1]", "$[1]" },
    { "[0,1,2,3,4]", "$[-3]", "$[2]" },
    { "{\"a\":{\"b\":[0,1,2]}}", "$.a.b[1:2]", "$['a']['b'][1]" },
    { "{\"\\u000b\":1}", "$[\"\\u000B\"]", "$['\\u000b']" },
    { "{\"a\":1}", "$[\"\\u0061\"]", "$['a']" },
    { "{\"'\\\\\\n\\t\\\"é\":{\"x\":[{\"y\":1}]}}", "$..y", "$['\\'\\\\\\n\\t\"é']['x'][0]['y']" },
    { "{\"a\":[{\"b\":1},{\"b\":2}]}", "$.a[?@.b>0].b", "$['a'][0]['b'] $['a'][1]['b']" },
    { "[5]", "$", "$" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (JsonNode) root = NULL;
      g_autoptr (GPtrArray) found = find (paths[i].json, paths[i].path, weir_json_path_locate, &root);
      g_autofree char *joined = NULL;

      g_ptr_array_add (found, NULL);
      joined = g_strjoinv (" ", (char **) found->pdata);
      g_assert_cmpstr (joined, ==, paths[i].expected);
      /* A normalized path leads to the same node. */
      if (found->len == 2)
        {
          g_autoptr (WeirJsonPath) normalized = parse (joined);
          g_autoptr (WeirJsonPath) written = parse (paths[i].path);

          g_assert_true (weir_json_path_first (normalized, root) == weir_json_path_first (written, root));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/json-path-rfc/every example finds what the standard says", test_examples);
  g_test_add_func ("/language/json-path-rfc/the descendants of the root are all values but the root",
                   test_all);
  g_test_add_func ("/language/json-path-rfc/every comparison gives what the standard says", test_comparisons);
  g_test_add_func ("/language/json-path-rfc/normalized paths are those of the standard", test_normalized);
  return g_test_run ();
}
