/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-duration.c: durations as people write them
 */

#include "config.h"

#include <glib.h>

#include "weir-duration.h"

#define MS G_GINT64_CONSTANT (1000)
#define S (1000 * MS)

static void
test_units (void)
{
  static const struct
  {
    const char *text;
    WeirDurationUnit unit;
    gint64 us;
  } rows[] = {
    { "90", WEIR_DURATION_UNIT_S, 90 * S },       { "0.5", WEIR_DURATION_UNIT_S, 500 * MS },
    { "90s", WEIR_DURATION_UNIT_MS, 90 * S },     { "2m", WEIR_DURATION_UNIT_S, 120 * S },
    { "1h", WEIR_DURATION_UNIT_S, 3600 * S },     { "1500ms", WEIR_DURATION_UNIT_S, 1500 * MS },
    { "250", WEIR_DURATION_UNIT_MS, 250 * MS },   { "5 s", WEIR_DURATION_UNIT_MS, 5 * S },
    { " 5s ", WEIR_DURATION_UNIT_MS, 5 * S },     { "0", WEIR_DURATION_UNIT_S, 0 },
    { "0.1h", WEIR_DURATION_UNIT_MS, 360 * S },   { ".5s", WEIR_DURATION_UNIT_MS, 500 * MS },
    { "1.6ms", WEIR_DURATION_UNIT_MS, 2 * MS },   { "0.3333s", WEIR_DURATION_UNIT_MS, 333 * MS },
    { "8784h", WEIR_DURATION_UNIT_MS, 366 * 24 * 3600 * S },
    { "2S", WEIR_DURATION_UNIT_MS, 2 * S },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 us = -1;

      g_test_message ("%s", rows[i].text);
      g_assert_true (weir_duration_parse (rows[i].text, rows[i].unit, &us, &error));
      g_assert_no_error (error);
      g_assert_cmpint (us, ==, rows[i].us);
    }
}

static void
test_refused (void)
{
  static const char *const rows[][2] = {
    { "-1", "is negative" },       { "5x", "one of ms, s, m, h" },  { "", "is not a duration" },
    { "abc", "is not a duration" }, { "1 h 5 m", "one of ms" },     { "5  s", "one of ms" },
    { "1e3", "one of ms" },        { "10 min", "write “10m”" },     { "1.5 sec", "write “1.5s”" },
    { "8784.1h", "366 days" },     { "99999999999999999999s", "366 days" },
    { "0.2ms", "shorter than 1 ms" }, { "1,5s", "one of ms" },      { "+5", "is not a duration" },
    { "nan", "is not a duration" }, { "5.", "one of ms" },          { "\xff", "is not a duration" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 us = -1;

      g_assert_false (weir_duration_parse (rows[i][0], WEIR_DURATION_UNIT_S, &us, &error));
      g_assert_error (error, WEIR_BASE_ERROR, WEIR_BASE_ERROR_DURATION);
      g_assert_nonnull (strstr (error->message, rows[i][1]));
      g_assert_cmpint (us, ==, -1);
    }
}

static void
test_long_text (void)
{
  g_autofree char *text = g_strnfill (1000000, '9');
  g_autoptr (GError) error = NULL;
  gint64 us;

  g_assert_false (weir_duration_parse (text, WEIR_DURATION_UNIT_S, &us, &error));
  g_assert_cmpuint (strlen (error->message), <, 300);
}

static void
test_text (void)
{
  static const struct
  {
    gint64 us;
    const char *text;
  } rows[] = {
    { 0, "0s" },         { 1500 * MS, "1500ms" }, { 2 * S, "2s" },     { 90 * S, "90s" },
    { 120 * S, "2m" },   { 3600 * S, "1h" },      { 5400 * S, "90m" }, { 250 * MS, "250ms" },
    { 1500, "1.5ms" },   { 1050, "1.05ms" },      { 1, "0.001ms" },    { -2 * S, "-2s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = weir_duration_to_text (rows[i].us);
      gint64 us = -1;

      g_assert_cmpstr (text, ==, rows[i].text);
      if (rows[i].us < 0 || rows[i].us % MS != 0)
        continue;
      g_assert_true (weir_duration_parse (text, WEIR_DURATION_UNIT_S, &us, NULL));
      g_assert_cmpint (us, ==, rows[i].us);
    }
}

static void
test_display (void)
{
  static const struct
  {
    gint64 us;
    const char *text;
  } rows[] = {
    { 0, "0 ms" },            { 850, "850 µs" },           { 999, "999 µs" },
    { 1000, "1 ms" },         { 1250, "1.25 ms" },         { 41 * MS, "41 ms" },
    { 41260, "41.3 ms" },     { 412600, "413 ms" },        { 999400, "999 ms" },
    { 999700, "1 s" },        { 1250 * MS, "1.25 s" },     { 9996 * MS, "10 s" },
    { 41300 * MS, "41.3 s" }, { 59940 * MS, "59.9 s" },    { 59990 * MS, "1 min" },
    { 125 * S, "2 min 5 s" }, { 3599 * S, "59 min 59 s" }, { 3600 * S - MS, "1 h" },
    { 5400 * S, "1 h 30 min" }, { 86400 * S - S, "1 d" },  { 100 * 3600 * S, "4 d 4 h" },
    { -1250 * MS, "-1.25 s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = weir_duration_to_display (rows[i].us);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
  g_free (weir_duration_to_display (G_MININT64));
  g_free (weir_duration_to_text (G_MININT64));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/duration/every unit and a bare number are read", test_units);
  g_test_add_func ("/base/duration/what is no duration is refused with the cure", test_refused);
  g_test_add_func ("/base/duration/a very long text gives a short message", test_long_text);
  g_test_add_func ("/base/duration/the text is exact and can be read back", test_text);
  g_test_add_func ("/base/duration/people see three digits and a unit", test_display);
  return g_test_run ();
}
