/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-suggest.c: did you mean
 */

#include "config.h"

#include <glib.h>

#include "weir-suggest.h"

static void
test_distance (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    guint distance;
  } rows[] = {
    { "", "", 0 },           { "a", "", 1 },        { "name", "NAME", 0 },      { "name", "nmae", 1 },
    { "kitten", "sitting", 3 }, { "ab", "ba", 1 },  { "ca", "abc", 3 },         { "über", "uber", 1 },
    { "numberOfClient", "numberOfClients", 1 },     { "flaw", "lawn", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpuint (weir_edit_distance (rows[i].a, rows[i].b), ==, rows[i].distance);
      g_assert_cmpuint (weir_edit_distance (rows[i].b, rows[i].a), ==, rows[i].distance);
    }
}

static void
test_suggest (void)
{
  static const char *const allowed[] = { "name", "url", "method", "numberOfClients", "metrics", NULL };

  g_assert_cmpstr (weir_suggest ("numberofclient", allowed), ==, "numberOfClients");
  g_assert_cmpstr (weir_suggest ("nubmerOfClinets", allowed), ==, "numberOfClients");
  g_assert_cmpstr (weir_suggest ("mehtod", allowed), ==, "method");
  g_assert_cmpstr (weir_suggest ("methos", allowed), ==, "method");
  g_assert_cmpstr (weir_suggest ("METRIC", allowed), ==, "metrics");
  g_assert_cmpstr (weir_suggest ("nmae", allowed), ==, "name");
  g_assert_cmpstr (weir_suggest ("uri", allowed), ==, "url");
}

static void
test_nothing_near (void)
{
  static const char *const allowed[] = { "name", "url", "method", "=", NULL };
  static const char *const none[] = { NULL };
  g_autofree char *long_word = g_strnfill (100000, 'x');

  g_assert_null (weir_suggest ("nome2", allowed));
  g_assert_null (weir_suggest ("irl2", allowed));
  g_assert_null (weir_suggest ("", allowed));
  g_assert_null (weir_suggest ("x", allowed));
  g_assert_null (weir_suggest ("body", allowed));
  g_assert_null (weir_suggest ("name", none));
  g_assert_null (weir_suggest (long_word, allowed));
  g_assert_cmpuint (weir_edit_distance (long_word, long_word), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/suggest/the distance counts changes and swaps of neighbours", test_distance);
  g_test_add_func ("/base/suggest/the nearest allowed word is suggested", test_suggest);
  g_test_add_func ("/base/suggest/nothing is suggested when nothing is near", test_nothing_near);
  return g_test_run ();
}
