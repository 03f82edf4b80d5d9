/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-body-text.c: bodies as text for the text view
 */

#include "config.h"

#include <string.h>

#include "weir-body-text.h"

static void
assert_starts (const char *text, const char *beginning)
{
  if (!g_str_has_prefix (text, beginning))
    g_error ("“%.60s” does not begin with “%s”", text, beginning);
}

static void
assert_indented (const char *text, const char *expected)
{
  g_autofree char *indented = weir_body_indent_json (text, strlen (text), WEIR_BODY_SHOWN_BYTES);

  g_assert_cmpstr (indented, ==, expected);
}

static void
test_indents (void)
{
  assert_indented ("{\"a\":1,\"b\":[true,{}],\"c\":{\"d\":\"x\"}}", "{\n"
                                                                   "  \"a\": 1,\n"
                                                                   "  \"b\": [\n"
                                                                   "    true,\n"
                                                                   "    {}\n"
                                                                   "  ],\n"
                                                                   "  \"c\": {\n"
                                                                   "    \"d\": \"x\"\n"
                                                                   "  }\n"
                                                                   "}");
  assert_indented (" [ ] ", "[]");
}

static void
test_keeps (void)
{
  assert_indented ("[1.0,1e400,12345678901234567890]", "[\n  1.0,\n  1e400,\n  12345678901234567890\n]");
  assert_indented ("{\"a\":1,\"a\":2}", "{\n  \"a\": 1,\n  \"a\": 2\n}");
  assert_indented ("[\"{ \\\"x\\\": [1,2] }\"]", "[\n  \"{ \\\"x\\\": [1,2] }\"\n]");
}

static void
test_no_json (void)
{
  assert_indented ("plain text", NULL);
  assert_indented ("", NULL);
  assert_indented ("{\"a\": 1", NULL);
  assert_indented ("{\"a\": 1]", NULL);
  assert_indented ("{\"a\":1}\n{\"a\":2}", NULL);
}

static void
test_deep (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *indented = weir_body_indent_json (deep, strlen (deep), WEIR_BODY_SHOWN_BYTES);

  g_assert_null (indented);
}

static void
test_large (void)
{
  gsize size = 5 * WEIR_BODY_SHOWN_BYTES;
  g_autofree char *body = g_strnfill (size, 'x');
  g_autofree char *note = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 80; i < size; i += 80)
    body[i] = '\n';
  text = weir_body_text ((const guint8 *) body, size, "text/plain", &note);
  g_assert_cmpuint (strlen (text), <=, WEIR_BODY_SHOWN_BYTES);
  g_assert_nonnull (note);
  g_assert_nonnull (strstr (note, "Only the beginning"));
}

static void
test_long_line (void)
{
  g_autofree char *body = g_strnfill (4 * WEIR_BODY_LINE_CHARS, 'x');
  g_autofree char *note = NULL;
  g_autofree char *text = weir_body_text ((const guint8 *) body, strlen (body), NULL, &note);

  g_assert_cmpuint (strlen (text), <, WEIR_BODY_LINE_CHARS + 100);
  g_assert_nonnull (strstr (text, "15000 more characters"));
}

static void
test_bad_bytes (void)
{
  const guint8 latin[] = { 'a', 0xe4, 'b' };
  const guint8 binary[] = { 0x89, 'P', 'N', 'G', 0, 0, 1 };
  g_autofree char *note = NULL;
  g_autofree char *text = weir_body_text (latin, sizeof latin, "text/plain", &note);
  g_autofree char *hex = NULL;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (text, ==, "a\357\277\275b");
  g_assert_null (note);
  hex = weir_body_text (binary, sizeof binary, "image/png", &note);
  g_assert_cmpstr (hex, ==, "00000000  89 50 4e 47 00 00 01                              |.PNG...|\n");
  g_assert_nonnull (strstr (note, "binary data (image/png)"));
}

static void
test_large_binary (void)
{
  g_autofree guint8 *data = g_malloc0 (50 * 1000 * 1000);
  g_autofree char *note = NULL;
  g_autofree char *text = weir_body_text (data, 50 * 1000 * 1000, NULL, &note);

  assert_starts (strrchr (g_strchomp (text), '\n'), "\n00000ff0  00");
  g_assert_nonnull (strstr (note, "50.0\302\240MB"));
  g_assert_nonnull (strstr (note, "the first 4 KB"));
}

static void
test_large_json (void)
{
  g_autoptr (GString) body = g_string_new ("[");
  g_autofree char *note = NULL;
  g_autofree char *text = NULL;

  while (body->len < 50 * 1000 * 1000)
    g_string_append (body, "\"\303\244\342\202\254\360\237\230\200\",");
  g_string_append (body, "0]");
  text = weir_body_text ((const guint8 *) body->str, body->len, "application/json", &note);
  assert_starts (text, "[\n  \"\303\244\342\202\254\360\237\230\200\",\n");
  g_assert_null (strstr (text, "\357\277\275"));
  g_assert_cmpuint (strlen (text), <=, WEIR_BODY_SHOWN_BYTES);
  g_assert_nonnull (strstr (note, "Only the beginning of the body of 50.0\302\240MB"));
}

static void
test_language (void)
{
  g_assert_cmpstr (weir_body_guess_language ("application/json; charset=utf-8", "{}"), ==, "json");
  g_assert_cmpstr (weir_body_guess_language ("application/problem+json", "{}"), ==, "json");
  g_assert_cmpstr (weir_body_guess_language ("Text/XML", "<a/>"), ==, "xml");
  g_assert_cmpstr (weir_body_guess_language ("image/svg+xml", "<svg/>"), ==, "xml");
  g_assert_cmpstr (weir_body_guess_language ("text/html;charset=utf-8", "<p>"), ==, "html");
  g_assert_cmpstr (weir_body_guess_language ("text/plain", "hello"), ==, NULL);
  g_assert_cmpstr (weir_body_guess_language (NULL, "[1]"), ==, "json");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop/body/json is laid out in lines", test_indents);
  g_test_add_func ("/desktop/body/numbers, repeated names and strings stay as they were sent", test_keeps);
  g_test_add_func ("/desktop/body/what is no json is left alone", test_no_json);
  g_test_add_func ("/desktop/body/absurdly deep json is left alone", test_deep);
  g_test_add_func ("/desktop/body/a large body is shown in part and says so", test_large);
  g_test_add_func ("/desktop/body/an overlong line is cut and says so", test_long_line);
  g_test_add_func ("/desktop/body/bytes that are no text never reach the text view", test_bad_bytes);
  g_test_add_func ("/desktop/body/binary data are shown as hexadecimal numbers, in part", test_large_binary);
  g_test_add_func ("/desktop/body/the beginning of large json is laid out without splitting a letter",
                   test_large_json);
  g_test_add_func ("/desktop/body/the content type says how a body is highlighted", test_language);
  return g_test_run ();
}
