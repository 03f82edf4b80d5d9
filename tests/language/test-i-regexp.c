/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-i-regexp.c: match() and search() of JSONPath with the regular expressions of RFC 9485
 */

#include "config.h"

#include <glib.h>

#include "weir-json-path.h"
#include "weir-json.h"

/* Whether match() or search() holds for @text; NULL patterns are not needed. */
static gboolean
holds (const char *function, const char *text, const char *pattern)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autofree char *written = g_strdup_printf ("$[?%s(@, $[1])]", function);
  g_autoptr (WeirJsonPath) path = weir_json_path_parse (written, NULL);
  JsonNode *first;

  json_array_add_string_element (array, text);
  json_array_add_string_element (array, pattern);
  json_node_set_array (root, array);
  first = weir_json_path_first (path, root);
  return first != NULL && first == json_array_get_element (array, 0);
}

static void
test_match (void)
{
  static const char *const matching[][2] = {
    { "abc", "abc" },
    { "abc", "a.c" },
    { "", "" },
    { "a", "a|b" },
    { "b", "a|b" },
    { "ab", "(a)(b)" },
    { "aaa", "a{3}" },
    { "aaaa", "a{2,}" },
    { "aaa", "a{2,3}" },
    { "a-b", "[a-c-]*" },
    { "-", "[-a]" },
    { "x", "[^a-w]" },
    { "É", "\\p{Lu}" },
    { "é", "\\P{Lu}" },
    { "5", "\\p{N}" },
    { "$", "[$]" },
    { "😀", "." },
    { "a.b", "a\\.b" },
    { "\n", "\\n" },
    { "a\\b", "a\\\\b" },
    { "{}", "\\{\\}" },
    { "]", "[\\]]" },
    { "ab\nc", "[a-c\n]*" },
    { "abc", "^abc$" },
    { "a/b", "a/b" },
    { "2024-02-29", "[0-9]{4}-[0-9]{2}-[0-9]{2}" },
  };
  static const char *const different[][2] = {
    { "abcd", "abc" }, { "xabc", "abc" }, { "ab\n", "ab" },   { "a\nb", "a.b" },
    { "a\rb", "a.b" }, { "a", "[^a]" },   { "aa", "a{3}" },   { "ab", "a|b" },
    { "A", "a" },      { "abc", "" },     { "e", "\\p{Lu}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (matching); i++)
    if (!holds ("match", matching[i][0], matching[i][1]))
      g_error ("“%s” does not match “%s”", matching[i][0], matching[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS (different); i++)
    if (holds ("match", different[i][0], different[i][1]))
      g_error ("“%s” matches “%s”", different[i][0], different[i][1]);
}

static void
test_search (void)
{
  g_assert_true (holds ("search", "xxabcyy", "a.c"));
  g_assert_true (holds ("search", "two\nlines", "lines"));
  g_assert_true (holds ("search", "abc", "^ab"));
  g_assert_true (holds ("search", "abc", "bc$"));
  g_assert_true (holds ("search", "xb", "^a|b"));
  g_assert_false (holds ("search", "xab", "^ab"));
  g_assert_false (holds ("search", "two\nlines", "^lines"));
  g_assert_false (holds ("search", "a\nb", "a.b"));
}

/* RFC 9535 §2.4.6: what is no I-Regexp matches nothing; PCRE2 knows all of these, or would at least try. */
static void
test_foreign (void)
{
  static const char *const foreign[][2] = {
    { "a", "\\w" },
    { "5", "\\d" },
    { " ", "\\s" },
    { "a", "(?:a)" },
    { "a", "(?i)A" },
    { "a", "a*?" },
    { "aa", "a*+" },
    { "aa", "(a)\\1" },
    { "a", "a(?=b)?" },
    { "a", "\\x61" },
    { "$", "\\$" },
    { "a", "[[:alpha:]]" },
    { "a", "(a" },
    { "a", "a)" },
    { "a", "[a" },
    { "a", "[]a]" },
    { "a", "[^]" },
    { "a", "*a" },
    { "a", "a**" },
    { "a{", "a{" },
    { "a", "a{,3}" },
    { "a", "a{1" },
    { "a", "\\p{Xx}" },
    { "a", "\\pL" },
    { "a", "\\p{L" },
    { "a", "a\\" },
    { "a", "[z-a]a" },
    { "a", "a{3,1}a" },
    { "a", "\\A"
           "a" },
    { "a", "(*NO_JIT)a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (holds ("match", foreign[i][0], foreign[i][1]) || holds ("search", foreign[i][0], foreign[i][1]))
      g_error ("“%s” is no I-Regexp", foreign[i][1]);
}

/* Types: only texts match, and only texts are patterns. */
static void
test_types (void)
{
  static const char *const none[] = { "$[?match(@, 1)]", "$[?search(@, true)]", "$[?match(1, '1')]",
                                      "$[?match(@.absent, '.*')]", "$[?search('a', @.absent)]" };
  g_autoptr (JsonNode) root = weir_json_parse ("[1,null,true,[],{}]", strlen ("[1,null,true,[],{}]"));

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (WeirJsonPath) path = weir_json_path_parse (none[i], NULL);

      g_assert_nonnull (path);
      g_assert_null (weir_json_path_first (path, root));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/i-regexp/match() is about the whole text", test_match);
  g_test_add_func ("/language/i-regexp/search() is about any part of the text", test_search);
  g_test_add_func ("/language/i-regexp/what other dialects have matches nothing", test_foreign);
  g_test_add_func ("/language/i-regexp/only texts match", test_types);
  return g_test_run ();
}
