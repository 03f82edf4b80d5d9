/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-shell-words.c: command lines taken apart as a shell does it
 */

#include "config.h"

#include <string.h>

#include "weir-convert-error.h"
#include "weir-shell-words.h"

/* Words joined with "|", as templates */
static char *
words_of (const char *text, GPtrArray *warnings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) words = weir_shell_words (text, warnings, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *word = weir_shell_word_to_template (g_ptr_array_index (words, i));

      g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", word);
    }
  return g_string_free (out, FALSE);
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "curl a b", "curl|a|b" },
    { "$ curl a", "curl|a" },
    { "curl 'a b' \"c d\"", "curl|a b|c d" },
    { "curl a'b'\"c\"d", "curl|abcd" },
    { "curl '' \"\"", "curl||" },
    { "curl \\\n  a \\\r\n b", "curl|a|b" },
    { "curl a\\ b \\'", "curl|a b|'" },
    { "curl \"a\\\"b\\\\c\\n\"", "curl|a\"b\\c\\n" },
    { "curl 'it'\\''s'", "curl|it's" },
    { "curl $'a\\nb\\t\\'\\\\\\x41\\u00e4\\101'", "curl|a\nb\t'\\A\xC3\xA4"
                                                  "A" },
    { "curl $'\\u0021' $'\\cA'", "curl|!|" },
    { "curl '$x' \"\\$y\" 5$ $5", "curl|$$x|$$y|5$|$$5" },
    { "curl $HOST/a \"${TOKEN}\"", "curl|${HOST}/a|${TOKEN}" },
    { "curl a # rest", "curl|a" },
    { "curl a#b", "curl|a#b" },
    { "curl a\n  -b\n", "curl|a|-b" },
    { "curl \xC3\xA4 '\xE2\x82\xAC'", "curl|\xC3\xA4|\xE2\x82\xAC" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *words = words_of (cases[i].text, warnings);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* As Chrome and Edge write for the command prompt of Windows */
static void
test_command_prompt (void)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *old = words_of (
      "curl \"http://a/?x=1^&y=2\" ^\r\n  -H \"a: b\" ^\r\n  --data-raw \"^{^\\^\"q^\\^\":1^}\"", warnings);
  g_autofree char *new = words_of (
      "curl ^\"http://a/?x=1^&y=2^\" ^\n  -H ^\"a: ^\\^\"b^\\^\"^\" ^\n  --data-raw ^\"a b^\"", warnings);

  g_assert_cmpstr (old, ==, "curl|http://a/?x=1&y=2|-H|a: b|--data-raw|{\"q\":1}");
  g_assert_cmpstr (new, ==, "curl|http://a/?x=1&y=2|-H|a: \"b\"|--data-raw|a b");
}

static void
assert_warned (const char *text, const char *words, const char *warning)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *found = words_of (text, warnings);

  g_assert_cmpstr (found, ==, words);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (warnings, 0), warning));
}

static void
test_left_out (void)
{
  assert_warned ("curl a | jq .", "curl|a", "left out: | jq .");
  assert_warned ("curl a && curl b", "curl|a", "left out: && curl b");
  assert_warned ("curl a > file", "curl|a", "left out: > file");
  assert_warned ("curl a\ncurl b", "curl|a", "left out: curl b");
  assert_warned ("curl \"$(cat x)\"", "curl|$(cat x)", "have to run");
  assert_warned ("curl $TOKEN", "curl|${TOKEN}", "TOKEN became ${TOKEN}");
  assert_warned ("curl $'\\xff'", "curl|\xEF\xBF\xBD", "no text in UTF-8");
}

static void
test_unclosed (void)
{
  static const char *const texts[] = { "curl 'a", "curl \"a", "curl $'a", "curl \"a ^\n b" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_shell_words (texts[i], warnings, &error));
      g_assert_error (error, WEIR_CONVERT_ERROR, WEIR_CONVERT_ERROR_INVALID);
    }
}

static void
test_quote (void)
{
  static const char *const texts[] = { "",     "a", "a b",      "it's",    "$x `y` \\ \"z\"",
                                       "a\nb", "-", "\xC3\xA4", "*?[a]{b}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *quoted = weir_shell_quote (texts[i]);
      g_autofree char *command = g_strconcat ("echo ", quoted, NULL);
      g_auto (GStrv) words = NULL;

      g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
      g_assert_cmpuint (g_strv_length (words), ==, 2);
      g_assert_cmpstr (words[1], ==, texts[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/convert/shell/words are those of a shell", test_words);
  g_test_add_func ("/convert/shell/words are those of the command prompt", test_command_prompt);
  g_test_add_func ("/convert/shell/what is left out is said", test_left_out);
  g_test_add_func ("/convert/shell/an open quote is an error", test_unclosed);
  g_test_add_func ("/convert/shell/a quoted text is one word", test_quote);
  return g_test_run ();
}
