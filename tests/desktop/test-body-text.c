/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-body-text.c: bodies as text for the text view
 */

#include "config.h"

#include <string.h>

#include "weir-body-text.h"

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
  g_autofree char *nothing = NULL;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (text, ==, "a\357\277\275b");
  g_assert_null (note);
  nothing = weir_body_text (binary, sizeof binary, "image/png", &note);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_nonnull (strstr (note, "binary data (image/png)"));
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
  return g_test_run ();
}
