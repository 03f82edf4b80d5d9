/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-time-span.c: grace periods as people write them
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "weir-time-span.h"

static void
test_forms (void)
{
  static const struct
  {
    const char *text;
    gint64 us;
  } rows[] = {
    { "00:00:02", 2000000 },
    { "2s", 2000000 },
    { "0.00:00:02", 2000000 },
    { "00:00:02.5", 2500000 },
    { "00:00:00.0015", 1000 },
    { "01:02:03.004", 3723004000 },
    { "1.12:00:00", G_GINT64_CONSTANT (129600000000) },
    { "23:59:59", G_GINT64_CONSTANT (86399000000) },
    { " 1.5 m ", 90000000 },
    { "250ms", 250000 },
    { "00:00:00", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 us = -1;

      if (!weir_time_span_parse (rows[i].text, &us, &error))
        g_error ("%s: %s", rows[i].text, error->message);
      g_assert_cmpint (us, ==, rows[i].us);
    }
}

static void
test_faults (void)
{
  static const char *const rows[][2] = {
    { "10", "write “10s” for seconds" },      { "0.5", "write “0.5s” for seconds" },
    { "00:61:00", "minutes and seconds to 59" }, { "24:00:00", "hours go to 23" },
    { "00:00:60", "minutes and seconds to 59" }, { "0:00:10", "two digits each" },
    { "00:10", "two digits each" },           { "00:00:10.", "two digits each" },
    { "x.00:00:10", "number in front of the hours" }, { "367.00:00:00", "366 days" },
    { "1234.00:00:00", "number in front of the hours" }, { "-00:00:10", "two digits each" },
    { "", "not a duration" },                 { "10x", "after the number comes one of" },
    { "00:00:10 00:00:10 00:00:10 00:00:10 00:00:10", "too long" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 us = -1;

      g_assert_false (weir_time_span_parse (rows[i][0], &us, &error));
      if (strstr (error->message, rows[i][1]) == NULL)
        g_error ("%s: %s", rows[i][0], error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/time span/C16 hours, minutes and seconds, and numbers with a unit", test_forms);
  g_test_add_func ("/base/time span/C16 a bare number and impossible times are told what to write",
                   test_faults);
  return g_test_run ();
}
