/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-mask.c: secrets are hidden wherever they turn up
 */

#include "config.h"

#include <string.h>

#include <glib.h>

#include "weir-mask.h"

static void
assert_masked (const WeirMask *mask, const char *text, const char *expected)
{
  g_autofree char *masked = weir_mask_text (mask, text);

  g_assert_cmpstr (masked, ==, expected);
}

static void
test_everywhere (void)
{
  g_autoptr (WeirMask) mask = weir_mask_new ();

  weir_mask_add (mask, "s3cret");
  assert_masked (mask, "s3cret", "•••");
  assert_masked (mask, "Bearer s3cret, again s3cret!", "Bearer •••, again •••!");
  assert_masked (mask, "s3crets3cret", "••••••");
  assert_masked (mask, "s3cre", "s3cre");
  assert_masked (mask, "", "");
  g_assert_null (weir_mask_text (mask, NULL));
}

static void
test_longest (void)
{
  g_autoptr (WeirMask) mask = weir_mask_new ();

  weir_mask_add (mask, "abc");
  weir_mask_add (mask, "abcdef");
  assert_masked (mask, "abcdef abc", "••• •••");
}

static void
test_overlap (void)
{
  g_autoptr (WeirMask) mask = weir_mask_new ();

  weir_mask_add (mask, "abcd");
  weir_mask_add (mask, "cdefg");
  assert_masked (mask, "-abcdefg-", "-•••-");
}

static void
test_encoded (void)
{
  g_autoptr (WeirMask) mask = weir_mask_new ();

  weir_mask_add (mask, "a\"b/c d\né");
  assert_masked (mask, "{\"p\": \"a\\\"b/c d\\né\"}", "{\"p\": \"•••\"}");
  assert_masked (mask, "{\"p\": \"a\\\"b\\/c d\\n\\u00e9\"}", "{\"p\": \"•••\"}");
  assert_masked (mask, "?p=a%22b%2Fc%20d%0A%C3%A9&q=1", "?p=•••&q=1");
  assert_masked (mask, "?p=a%22b%2fc%20d%0a%c3%a9&q=1", "?p=•••&q=1");
  assert_masked (mask, "p=a%22b%2Fc+d%0A%C3%A9", "p=•••");
}

static void
test_short (void)
{
  g_autoptr (WeirMask) mask = weir_mask_new ();

  weir_mask_add (mask, "");
  weir_mask_add (mask, NULL);
  weir_mask_add (mask, "7");
  weir_mask_add (mask, "é");
  g_assert_true (weir_mask_is_empty (mask));
  assert_masked (mask, "7 é", "7 é");
  weir_mask_add (mask, "77");
  g_assert_false (weir_mask_is_empty (mask));
  assert_masked (mask, "7 77", "7 •••");
}

static void
test_untouched (void)
{
  g_autoptr (WeirMask) mask = weir_mask_new ();
  g_autoptr (GString) out = g_string_new ("kept");

  g_assert_false (weir_mask_apply (NULL, "secret", 6, out));
  g_assert_false (weir_mask_apply (mask, "secret", 6, out));
  weir_mask_add (mask, "secret");
  g_assert_false (weir_mask_apply (mask, "public", 6, out));
  g_assert_cmpstr (out->str, ==, "kept");
  g_assert_true (weir_mask_apply (mask, "\0secret\0\xff", 9, out));
  g_assert_cmpmem (out->str, out->len, "kept\0•••\0\xff", 4 + 1 + strlen ("•••") + 2);
}

static void
test_headers (void)
{
  g_assert_true (weir_mask_is_credential_header ("authorization"));
  g_assert_true (weir_mask_is_credential_header ("Proxy-Authorization"));
  g_assert_true (weir_mask_is_credential_header ("COOKIE"));
  g_assert_true (weir_mask_is_credential_header ("Set-Cookie"));
  g_assert_false (weir_mask_is_credential_header ("Content-Type"));
}

/* A secret within Base64, wherever it begins in a group of three bytes. */
static void
test_base64 (void)
{
  static const char *const before[] = { "", "a", "ab", "user:", "ada:", "grace:" };
  g_autoptr (WeirMask) mask = weir_mask_new ();

  weir_mask_add (mask, "s3cret>pass?word");
  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    for (guint j = 0; j < G_N_ELEMENTS (before); j++)
      {
        g_autofree char *text = g_strconcat (before[i], "s3cret>pass?word", before[j], NULL);
        g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));
        g_autofree char *masked = weir_mask_text (mask, encoded);
        gsize kept = strlen (masked) - strlen (WEIR_MASK_TEXT);

        g_assert_nonnull (strstr (masked, WEIR_MASK_TEXT));
        g_assert_cmpuint (kept, <=, 4 * ((strlen (before[i]) + strlen (before[j])) / 3 + 2));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/mask/a secret is hidden inside other text", test_everywhere);
  g_test_add_func ("/base/mask/the longest secret at a place is hidden whole", test_longest);
  g_test_add_func ("/base/mask/overlapping secrets leave no rest", test_overlap);
  g_test_add_func ("/base/mask/secrets are hidden within Base64", test_base64);
  g_test_add_func ("/base/mask/escaped and percent-encoded secrets are hidden", test_encoded);
  g_test_add_func ("/base/mask/empty and one-character secrets are ignored", test_short);
  g_test_add_func ("/base/mask/bytes without secrets are not copied", test_untouched);
  g_test_add_func ("/base/mask/headers that carry credentials are known", test_headers);
  return g_test_run ();
}
