/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-names.c: the variable names a document knows
 */

#include "config.h"

#include <glib.h>

#include "weir-language-error.h"
#include "weir-names.h"

static void
test_slots (void)
{
  g_autoptr (WeirNames) names = weir_names_new ();
  guint token, user;

  g_assert_cmpuint (weir_names_get_count (names), ==, WEIR_N_RESERVED_SLOTS);
  token = weir_names_add (names, "token");
  user = weir_names_add (names, "user");
  g_assert_cmpuint (token, ==, WEIR_N_RESERVED_SLOTS);
  g_assert_cmpuint (user, ==, WEIR_N_RESERVED_SLOTS + 1);
  g_assert_cmpuint (weir_names_add (names, "token"), ==, token);
  g_assert_cmpint (weir_names_find (names, "user", -1), ==, (int) user);
  g_assert_cmpint (weir_names_find (names, "username", 4), ==, (int) user);
  g_assert_cmpint (weir_names_find (names, "User", -1), ==, -1);
  g_assert_cmpstr (weir_names_get (names, token), ==, "token");
  g_assert_cmpuint (weir_names_get_count (names), ==, WEIR_N_RESERVED_SLOTS + 2);
}

static void
test_reserved (void)
{
  g_autoptr (WeirNames) names = weir_names_new ();
  guint own;

  g_assert_cmpint (weir_names_find (names, "run.id", -1), ==, WEIR_SLOT_RUN_ID);
  g_assert_cmpint (weir_names_find (names, "run.passed", -1), ==, WEIR_SLOT_RUN_PASSED);
  g_assert_cmpint (weir_names_find (names, "status", -1), ==, WEIR_SLOT_STATUS);
  own = weir_names_add (names, "status");
  g_assert_cmpuint (own, ==, WEIR_N_RESERVED_SLOTS);
  g_assert_cmpuint (weir_names_add (names, "status"), ==, own);
  g_assert_cmpint (weir_names_find (names, "status", -1), ==, (int) own);
}

static void
test_valid (void)
{
  g_autofree char *sixty = g_strnfill (60, 'a');
  g_autofree char *sixty_one = g_strnfill (61, 'a');
  const char *good[] = { "a", "A-b_9", "9", "status", "runs", sixty };
  const char *bad[] = { "", "a b", "a.b", "é", "Metrics", "run", "item", sixty_one, "\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (weir_name_is_valid (good[i], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (weir_name_is_valid (bad[i], &error));
      g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_NAME);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/names/each name has one slot", test_slots);
  g_test_add_func ("/language/names/reserved names come first and a document may have its own status",
                   test_reserved);
  g_test_add_func ("/language/names/a name is letters, digits, _ and -", test_valid);
  return g_test_run ();
}
