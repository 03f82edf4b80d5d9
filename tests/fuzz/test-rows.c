/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-rows.c: whatever a data file contains, it gives rows or says why not
 */

#include "weir-fuzz.h"

#include "weir-data-values.h"
#include "weir-limits.h"

#define MEGABYTE (1024 * 1024)

static const char *const pieces[] = {
  ",",  "\"", "\"\"", "\r\n", "\n", "\r", "user", "pass-word", "1",    "é",     "😀",    "\xff",
  "\xef\xbb\xbf", "[", "]",   "{",  "}",  ":",    "\"a\":",    "null", "true",  "1e999", "99999999999999999999",
  "\\u0000",      "\\", " ",  "/*", "//", "-",    "\"a\": {\"b\": [1]}", "\t", "run",   "$",
};

/* Rows, every value of which can be had; or a whole sentence. */
static void
assert_told (const char *text, gsize length, gboolean is_json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirDataRows) rows = weir_data_rows_parse (bytes, is_json, "fuzz", &error);
  g_autofree WeirValue *values = NULL;
  guint n_columns;

  if (!rows)
    {
      g_assert_error (error, WEIR_DATA_ERROR, WEIR_DATA_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "The data file “fuzz”"));
      g_assert_true (g_str_has_suffix (error->message, ".") || g_str_has_suffix (error->message, "]"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  n_columns = weir_data_rows_get_n_columns (rows);
  g_assert_cmpuint (n_columns, >, 0);
  g_assert_cmpuint (weir_data_rows_get_count (rows), >, 0);
  values = g_new0 (WeirValue, n_columns);
  for (guint i = 0; i < MIN (weir_data_rows_get_count (rows), 1000); i++)
    weir_data_rows_get_values (rows, i, values);
  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *shown = weir_value_to_text (&values[i]);

      g_assert_true (g_utf8_validate (shown, -1, NULL));
      weir_value_clear (&values[i]);
    }
}

static void
test_pieces (void)
{
  g_autoptr (GRand) random = fuzz_random ();
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint rounds = 0; rounds % 64 != 0 || fuzz_goes_on (timer); rounds++)
    {
      g_autoptr (GString) text = g_string_new (rounds % 2 == 0 ? "a,b\n" : "[{\"a\": 1},");
      int count = g_rand_int_range (random, 1, 40);

      for (int i = 0; i < count; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      assert_told (text->str, text->len, rounds % 2 == 1);
    }
}

static void
mutate_for_a_while (const char *original, gboolean is_json)
{
  g_autoptr (GRand) random = fuzz_random ();
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint rounds = 0; rounds % 64 != 0 || fuzz_goes_on (timer); rounds++)
    {
      g_autoptr (GString) text = g_string_new (original);
      int changes = g_rand_int_range (random, 1, 6);

      for (int i = 0; i < changes; i++)
        {
          gssize at = g_rand_int_range (random, 0, (gint32) text->len);

          if (i % 2 == 0)
            text->str[at] = (char) g_rand_int_range (random, 0, 256);
          else
            g_string_insert (text, at, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
        }
      assert_told (text->str, text->len, is_json);
    }
}

static void
test_csv (void)
{
  mutate_for_a_while ("\xef\xbb\xbfuser,password,note\r\nada,s3cret,\"likes \"\"quotes\"\"\r\n, commas\"\r\n"
                      "grace,,\r\n\"\",x,y\r\n",
                      FALSE);
}

static void
test_json (void)
{
  mutate_for_a_while ("[{\"user\": \"ada ]}, \\\"\", \"n\": 1.5, \"deep\": {\"a\": [1, {\"b\": null}]}},\n"
                      " {\"n\": -7e3, \"on\": true}]\n",
                      TRUE);
}

/* Small pieces by the million: in bounded time, and no file is too large to be refused. */
static void
test_bombs (void)
{
  static const char *const units[] = { "[", "{", "\"", ",", "\n", "a\n", "{},", "{\"a\":", "[{\"a\":[", "\\", "x" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      gsize times = (WEIR_LIMIT_DATA_FILE_BYTES / 8) / strlen (units[i]);
      g_autofree char *csv = fuzz_repeat ("a\n", units[i], times, "\n");
      g_autofree char *quoted = fuzz_repeat ("a\n\"", units[i], times, "\"\n");
      g_autofree char *json = fuzz_repeat ("[", units[i], times, "]");
      g_autofree char *within = fuzz_repeat ("[{\"a\": [", units[i], times, "]}]");
      double begin = fuzz_begin ();

      assert_told (csv, strlen (csv), FALSE);
      assert_told (quoted, strlen (quoted), FALSE);
      fuzz_assert_bounded (begin, units[i]);
      begin = fuzz_begin ();
      assert_told (json, strlen (json), TRUE);
      assert_told (within, strlen (within), TRUE);
      fuzz_assert_bounded (begin, units[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/rows/pieces in any order", test_pieces);
  g_test_add_func ("/fuzz/rows/changed CSV", test_csv);
  g_test_add_func ("/fuzz/rows/changed JSON", test_json);
  g_test_add_func ("/fuzz/rows/what is very large ends in bounded time", test_bombs);
  return g_test_run ();
}
