/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-patience.c: how long a run waits for its workers, and after Stop
 */

#include "config.h"

#include "weir-run-patience.h"

#define MS G_GINT64_CONSTANT (1000)
#define S G_USEC_PER_SEC

/* Ten times a second from @from_us on, up to and with @to_us. */
static void
look (WeirRunPatience *patience, gint64 from_us, gint64 to_us)
{
  for (gint64 now_us = from_us; now_us <= to_us; now_us += 100 * MS)
    weir_run_patience_look (patience, now_us);
}

static void
test_stop (void)
{
  WeirRunPatience patience = { .stop_us = 7 * S };
  gint64 now_us = g_get_monotonic_time ();

  look (&patience, now_us, now_us + 60 * S);
  g_assert_cmpint (weir_run_patience_get_late (&patience), ==, 0);
  weir_run_patience_stop (&patience);
  g_assert_cmpuint (patience.n_stops, ==, 1);
  g_assert_cmpint (patience.kill_us, >=, now_us + 7 * S);
  patience.looked_us = patience.kill_us;
  g_assert_cmpint (weir_run_patience_get_late (&patience), ==, 0);
  look (&patience, patience.kill_us + 100 * MS, patience.kill_us + 300 * MS);
  g_assert_cmpint (weir_run_patience_get_late (&patience), ==, 300 * MS);
}

static void
test_further (void)
{
  WeirRunPatience patience = { .stop_us = 7 * S };
  gint64 kill_us;

  weir_run_patience_stop (&patience);
  kill_us = patience.kill_us;
  weir_run_patience_stop (&patience);
  g_assert_cmpint (patience.kill_us, <, kill_us - 5 * S);
  kill_us = patience.kill_us;
  weir_run_patience_stop (&patience);
  g_assert_cmpuint (patience.n_stops, ==, 3);
  g_assert_cmpint (patience.kill_us, ==, kill_us);
}

static void
test_asleep (void)
{
  WeirRunPatience patience = { .stop_us = 7 * S };
  gint64 now_us = g_get_monotonic_time (), kill_us;

  look (&patience, now_us, now_us + 2 * S);
  g_assert_cmpint (weir_run_patience_get_silence (&patience, 2 * S), ==, 2 * S);
  weir_run_patience_stop (&patience);
  kill_us = patience.kill_us;
  /* Nobody looked for a minute: what a worker said meanwhile is unread, and nobody could hear it stop. */
  weir_run_patience_look (&patience, now_us + 62 * S);
  g_assert_cmpint (weir_run_patience_get_silence (&patience, 61 * S), ==, 0);
  g_assert_cmpint (patience.kill_us, ==, kill_us + 60 * S);
  g_assert_cmpint (weir_run_patience_get_late (&patience), ==, 0);
  look (&patience, now_us + 62 * S + 100 * MS, now_us + 63 * S);
  g_assert_cmpint (weir_run_patience_get_silence (&patience, 62 * S), ==, S);
  g_assert_cmpint (weir_run_patience_get_silence (&patience, 300 * MS), ==, 300 * MS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/patience/a worker has its time after stop", test_stop);
  g_test_add_func ("/running/patience/the second stop leaves less of it, further ones give no more",
                   test_further);
  g_test_add_func ("/running/patience/what was said while the run stood still is no silence", test_asleep);
  return g_test_run ();
}
