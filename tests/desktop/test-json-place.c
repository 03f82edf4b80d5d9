/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-json-place.c: what leads to the value at a place of a JSON text
 */

#include "config.h"

#include <string.h>

#include "weir-json-path.h"
#include "weir-json-place.h"
#include "weir-json.h"

static const char body[] = "{\n"
                           "  \"token\": \"t\\\"1\",\n"
                           "  \"items\": [\n"
                           "    { \"id\": 17, \"a b\": null },\n"
                           "    { \"id\": 18, \"it's\": true }\n"
                           "  ],\n"
                           "  \"empty\": {},\n"
                           "  \"apiKey\": 1.50\n"
                           "}";

/* The place is where @part begins in the text. The path has to give the same value back. */
static void
assert_place (const char *part, const char *path, const char *value, const char *name, gboolean is_secret)
{
  const char *at = strstr (body, part);
  g_autoptr (WeirJsonPlace) place = NULL;
  g_autoptr (WeirJsonPath) parsed = NULL;
  g_autoptr (JsonNode) root = weir_json_parse (body, strlen (body));
  g_autoptr (JsonNode) slice = NULL;

  g_assert_nonnull (at);
  place = weir_json_place_find (body, (gsize) (at - body));
  g_assert_nonnull (place);
  g_assert_cmpstr (place->path, ==, path);
  g_assert_cmpstr (place->value, ==, value);
  g_assert_cmpstr (place->name, ==, name);
  g_assert_true (place->is_secret == is_secret);
  parsed = weir_json_path_parse (place->path, NULL);
  g_assert_nonnull (parsed);
  slice = weir_json_parse (body + place->start, place->end - place->start);
  g_assert_true (weir_json_equal (weir_json_path_first (parsed, root), slice));
}

static void
test_values (void)
{
  assert_place ("\"t\\\"1\"", "$.token", "t\"1", "token", TRUE);
  assert_place ("17", "$.items[0].id", "17", "itemId", FALSE);
  assert_place ("18", "$.items[1].id", "18", "itemId", FALSE);
  assert_place ("null", "$.items[0]['a b']", "null", "ab", FALSE);
  assert_place ("true", "$.items[1]['it\\'s']", "true", "its", FALSE);
  assert_place ("1.50", "$.apiKey", "1.50", "apiKey", TRUE);
}

static void
test_names (void)
{
  assert_place ("\"token\"", "$.token", "t\"1", "token", TRUE);
  assert_place ("\"items\"", "$.items", NULL, "items", FALSE);
}

/* Where the cursor is after Down and after End. */
static void
test_beside (void)
{
  assert_place ("  \"token\"", "$.token", "t\"1", "token", TRUE);
  assert_place (",\n  \"items\"", "$.token", "t\"1", "token", TRUE);
  assert_place ("    { \"id\": 18", "$.items[1]", NULL, "items", FALSE);
  assert_place ("\n    { \"id\": 18", "$.items[0]", NULL, "items", FALSE);
  assert_place ("\n}", "$.apiKey", "1.50", "apiKey", TRUE);
}

static void
test_containers (void)
{
  assert_place ("{ \"id\": 18", "$.items[1]", NULL, "items", FALSE);
  assert_place ("{}", "$.empty", NULL, "empty", FALSE);
}

static void
test_broken (void)
{
  const char *const texts[] = { "", "no json", "{", "{\"a\"", "{\"a\":", "[1, 2", "{\"a\": [1, {\"b\": \"x" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize at = 0; at <= strlen (texts[i]); at++)
      {
        g_autoptr (WeirJsonPlace) place = weir_json_place_find (texts[i], at);

        g_assert_true (place == NULL || place->end <= strlen (texts[i]));
      }
}

static void
test_cut (void)
{
  static const char cut[] = "{\"a\": [1, {\"b\": 2";
  g_autoptr (WeirJsonPlace) place = weir_json_place_find (cut, strlen (cut) - 1);

  g_assert_cmpstr (place->path, ==, "$.a[1].b");
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (WeirJsonPlace) place = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  place = weir_json_place_find (text->str, text->len - 1);
}

static void
test_secrets (void)
{
  g_assert_true (weir_name_is_secret ("accessToken"));
  g_assert_true (weir_name_is_secret ("PASSWORD"));
  g_assert_true (weir_name_is_secret ("api_key"));
  g_assert_false (weir_name_is_secret ("keyboard"));
  g_assert_false (weir_name_is_secret ("name"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop/json place/the path of a value gives that value", test_values);
  g_test_add_func ("/desktop/json place/a name leads to its value", test_names);
  g_test_add_func ("/desktop/json place/beside what a line says, that is meant", test_beside);
  g_test_add_func ("/desktop/json place/a bracket leads to the whole object or array", test_containers);
  g_test_add_func ("/desktop/json place/a text that is no JSON does no harm", test_broken);
  g_test_add_func ("/desktop/json place/a text that ends in the middle has values before that", test_cut);
  g_test_add_func ("/desktop/json place/brackets without end do no harm", test_deep);
  g_test_add_func ("/desktop/json place/names of what nobody shall read are known", test_secrets);
  return g_test_run ();
}
