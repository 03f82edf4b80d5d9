/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-regex.c: regular expressions that end in time
 */

#include "config.h"

#include <glib.h>

#include "weir-regex.h"

static void
test_search (void)
{
  g_autoptr (WeirRegex) regex = weir_regex_new ("b+", NULL);

  g_assert_true (weir_regex_search (regex, "abbc", -1, NULL));
  g_assert_false (weir_regex_search (regex, "ac", -1, NULL));
  g_assert_false (weir_regex_search (regex, "ab", 1, NULL));
}

static void
assert_extracted (const char *pattern, const char *text, gssize length, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRegex) regex = weir_regex_new (pattern, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = weir_regex_extract (regex, text, length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_extract (void)
{
  assert_extracted ("[0-9]+", "id 42 and 43", -1, "42");
  assert_extracted ("id=(\\d+)", "x id=42", -1, "42");
  assert_extracted ("a(b)?", "a", -1, "");
  assert_extracted ("x", "a", -1, NULL);
  assert_extracted ("(?<n>é+)", "aéé", -1, "éé");
  assert_extracted ("(?i)TOKEN: (\\w+)", "token: abc", -1, "abc");
}

static void
test_bytes (void)
{
  assert_extracted ("b.d",
                    "\xff\xfe"
                    "bcd\xff",
                    -1, "bcd");
  assert_extracted ("c", "a\0c", 3, "c");
  assert_extracted (".", "\xc3", 1, "\357\277\275");
  assert_extracted ("x", "", 0, NULL);
}

static void
test_limit (void)
{
  static const char *const patterns[] = { "(a+)+$", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$" };
  g_autofree char *as = g_strnfill (40, 'a');
  g_autofree char *text = g_strconcat (as, "b", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (WeirRegex) regex = weir_regex_new (patterns[i], NULL);
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      g_assert_nonnull (regex);
      g_assert_false (weir_regex_search (regex, text, -1, &error));
      g_test_message ("%s: %" G_GINT64_FORMAT " µs", patterns[i], g_get_monotonic_time () - start);
      g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT);
    }
}

static void
test_long_subject (void)
{
  g_autofree char *text = g_strnfill (2000000, 'x');
  g_autoptr (WeirRegex) regex = weir_regex_new ("(?s)^.*x$", NULL);
  g_autoptr (WeirRegex) groups = weir_regex_new ("^(x|y)*$", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_regex_search (regex, text, -1, &error));
  g_assert_no_error (error);
  g_assert_true (weir_regex_search (groups, text, 20000, &error));
  g_assert_no_error (error);
  if (!weir_regex_search (groups, text, -1, &error))
    g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT);
}

static void
test_errors (void)
{
  static const char *const rows[][2] = {
    { "ab[", "column 4: " },
    { "é(", "column 3: " },
    { "*a", "column 1: " },
    { "a\\Cb", "column 2: " },
    { "a(?<n", "column " },
    { "a{2,1}", "column 6: " },
    { "a(*LIMIT_MATCH=9)", "column 2: A pattern cannot" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_regex_new (rows[i][0], &error));
      g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_REGEX);
      g_test_message ("%s: %s", rows[i][0], error->message);
      g_assert_true (g_str_has_prefix (error->message, rows[i][1]));
      g_assert_null (strstr (error->message, "NO_JIT"));
    }
  g_assert_null (weir_regex_new ("\xff", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/regex/a search is not anchored", test_search);
  g_test_add_func ("/language/regex/the first group or the whole match is taken", test_extract);
  g_test_add_func ("/language/regex/bytes that are no text do no harm", test_bytes);
  g_test_add_func ("/language/regex/a pattern that would take for ever ends with an error", test_limit);
  g_test_add_func ("/language/regex/a long text is searched", test_long_subject);
  g_test_add_func ("/language/regex/a fault is told with its column in the pattern as written", test_errors);
  return g_test_run ();
}
