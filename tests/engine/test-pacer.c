/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-pacer.c: the modes of load plans against a server of a known speed, on a clock that tests turn
 */

#include "config.h"

#include "weir-pacer.h"

#define MS G_GINT64_CONSTANT (1000)
#define MAX_LAUNCHES 2000

/* One client and its server: request k takes delays[k % n_delays]. */
typedef struct
{
  WeirPacer pacer;
  gint64 now_us;
  const gint64 *delays_us;
  guint n_delays;
  GArray *ends; /* of End: those in flight */
  gint64 intended_us[MAX_LAUNCHES];
  gint64 launched_us[MAX_LAUNCHES];
  guint sizes[MAX_LAUNCHES];
  guint n_launches;
  guint64 n_requests;
  guint64 most_in_flight;
  gint64 stop_us; /* 0 = never */
} Run;

typedef struct
{
  gint64 end_us;
  gint64 batch_us;
} End;

static void
launch_all (Run *run)
{
  WeirLaunch launch = weir_pacer_launch (&run->pacer, run->now_us);

  for (; launch.n > 0; launch = weir_pacer_launch (&run->pacer, run->now_us))
    {
      g_assert_cmpuint (run->n_launches, <, MAX_LAUNCHES);
      run->intended_us[run->n_launches] = launch.intended_us;
      run->launched_us[run->n_launches] = run->now_us;
      run->sizes[run->n_launches++] = launch.n;
      for (guint i = 0; i < launch.n; i++)
        {
          End end = { run->now_us + run->delays_us[run->n_requests++ % run->n_delays], launch.intended_us };

          g_array_append_val (run->ends, end);
        }
      run->most_in_flight = MAX (run->most_in_flight, run->ends->len);
    }
}

/* Turns the clock to whatever comes next. */
static void
turn_clock (Run *run)
{
  gint64 next_us = weir_pacer_get_due_us (&run->pacer);

  for (guint i = 0; i < run->ends->len; i++)
    next_us = MIN (next_us, g_array_index (run->ends, End, i).end_us);
  if (run->stop_us > 0 && next_us >= run->stop_us)
    weir_pacer_stop (&run->pacer);
  else
    run->now_us = MAX (run->now_us, next_us);
  for (guint i = run->ends->len; i > 0; i--)
    {
      End end = g_array_index (run->ends, End, i - 1);

      if (end.end_us > run->now_us && run->stop_us == 0)
        continue;
      g_array_remove_index (run->ends, i - 1);
      weir_pacer_complete (&run->pacer, end.batch_us, run->now_us);
    }
}

static void
run_to_its_end (Run *run, WeirPacing *pacing, const gint64 *delays_us, guint n_delays)
{
  run->delays_us = delays_us;
  run->n_delays = n_delays;
  run->ends = g_array_new (FALSE, FALSE, sizeof (End));
  weir_pacer_start (&run->pacer, pacing, NULL, run->now_us);
  while (!weir_pacer_is_over (&run->pacer))
    {
      launch_all (run);
      if (!weir_pacer_is_over (&run->pacer))
        turn_clock (run);
    }
  g_array_unref (run->ends);
}

static WeirPacing *
make_pacing (WeirMode mode, guint64 count, gint64 duration_ms, guint batch, gint64 cool_down_ms)
{
  WeirPacing *pacing = weir_pacing_new ();

  weir_pacing_set_mode (pacing, mode);
  weir_pacing_set_request_count (pacing, MAX (1, count));
  weir_pacing_set_duration_us (pacing, duration_ms * MS);
  weir_pacing_set_batch_size (pacing, MAX (1, batch));
  weir_pacing_set_cool_down_us (pacing, cool_down_ms * MS);
  return pacing;
}

static void
assert_launches (const Run *run, guint n, gint64 every_ms, const guint *sizes, guint size)
{
  g_assert_cmpuint (run->n_launches, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (run->intended_us[i], ==, i * every_ms * MS);
      g_assert_cmpint (run->launched_us[i], ==, i * every_ms * MS);
      g_assert_cmpuint (run->sizes[i], ==, sizes != NULL ? sizes[i] : size);
    }
}

static void
test_count (void)
{
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_R, 5, 0, 0, 0);
  const gint64 delay_us = 50 * MS;
  Run run = { 0 };

  run_to_its_end (&run, pacing, &delay_us, 1);
  assert_launches (&run, 5, 50, NULL, 1);
  g_assert_cmpuint (run.most_in_flight, ==, 1);
  g_assert_cmpint (run.now_us, ==, 250 * MS);
}

static void
test_duration (void)
{
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_D, 0, 3000, 0, 0);
  const gint64 delay_us = 400 * MS;
  Run run = { 0 };

  run_to_its_end (&run, pacing, &delay_us, 1);
  assert_launches (&run, 8, 400, NULL, 1);
  g_assert_cmpint (run.now_us, ==, 3200 * MS);
}

static void
test_counted_batches (void)
{
  static const guint sizes[] = { 4, 4, 3 };
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_CRB, 11, 0, 4, 400);
  g_autoptr (WeirPacing) one = make_pacing (WEIR_MODE_CRB, 4, 0, 4, 400);
  const gint64 delay_us = 10 * MS;
  Run run = { 0 };
  Run single = { 0 };

  run_to_its_end (&run, pacing, &delay_us, 1);
  assert_launches (&run, 3, 400, sizes, 0);
  /* No cool-down after the last batch. */
  g_assert_cmpint (run.now_us, ==, 810 * MS);
  run_to_its_end (&single, one, &delay_us, 1);
  assert_launches (&single, 1, 400, NULL, 4);
  g_assert_cmpint (single.now_us, ==, 10 * MS);
}

static void
test_timed_batches (void)
{
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_DCB, 0, 3000, 2, 600);
  const gint64 delays_us[] = { 1 * MS, 1500 * MS };
  const guint64 most[] = { 2, 6 };
  const gint64 ends_us[] = { 2401 * MS, 3900 * MS };

  for (guint i = 0; i < G_N_ELEMENTS (delays_us); i++)
    {
      Run run = { 0 };

      run_to_its_end (&run, pacing, &delays_us[i], 1);
      assert_launches (&run, 5, 600, NULL, 2);
      g_assert_cmpuint (run.most_in_flight, ==, most[i]);
      g_assert_cmpint (run.now_us, ==, ends_us[i]);
      g_assert_cmpuint (run.pacer.missed_starts, ==, 0);
    }
}

static void
test_overlap (void)
{
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_DCB, 0, 10000, 1, 100);
  const gint64 delays_us[] = { 0, 900 * MS };
  Run run = { 0 };

  run_to_its_end (&run, pacing, delays_us, 2);
  assert_launches (&run, 100, 100, NULL, 1);
}

static void
test_standstill (void)
{
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_DCB, 0, 10000, 1, 100);
  gint64 instants_us[100] = { 0 };
  guint n = 0;
  WeirPacer pacer;

  weir_pacer_start (&pacer, pacing, NULL, 0);
  for (gint64 now_us = 0; !weir_pacer_is_over (&pacer); now_us += 10 * MS)
    {
      WeirLaunch launch;

      if (now_us > 3000 * MS && now_us < 4000 * MS)
        continue;
      while ((launch = weir_pacer_launch (&pacer, now_us)).n > 0)
        {
          /* What was missed happens at once, each with the instant it was meant for. */
          g_assert_cmpint (launch.intended_us, ==, n * 100 * MS);
          instants_us[n++] = now_us;
          weir_pacer_complete (&pacer, launch.intended_us, now_us);
        }
    }
  g_assert_cmpuint (n, ==, 100);
  g_assert_cmpint (instants_us[31], ==, 4000 * MS);
  g_assert_cmpint (instants_us[39], ==, 4000 * MS);
  g_assert_cmpint (instants_us[41], ==, 4100 * MS);
  g_assert_cmpint (instants_us[99], ==, 9900 * MS);
}

static void
test_too_late (void)
{
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_DCB, 0, 1000, 3, 300);
  WeirPacer pacer;
  WeirLaunch launch;

  weir_pacer_start (&pacer, pacing, NULL, 0);
  launch = weir_pacer_launch (&pacer, 0);
  g_assert_cmpuint (launch.n, ==, 3);
  /* 300, 600 and 900 passed while nobody looked, and the end with them. */
  g_assert_cmpuint (weir_pacer_launch (&pacer, 1000 * MS).n, ==, 0);
  g_assert_cmpuint (pacer.missed_starts, ==, 9);
  g_assert_false (weir_pacer_is_over (&pacer));
  for (guint i = 0; i < 3; i++)
    weir_pacer_complete (&pacer, launch.intended_us, 1000 * MS);
  g_assert_true (weir_pacer_is_over (&pacer));
}

static void
test_endless_batches (void)
{
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_CB, 0, 0, 5, 200);
  const gint64 delay_us = 10 * MS;
  Run run = { .stop_us = 1100 * MS };

  run_to_its_end (&run, pacing, &delay_us, 1);
  assert_launches (&run, 6, 200, NULL, 5);
  g_assert_cmpuint (run.n_requests, ==, 30);
}

static void
test_at_once (void)
{
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_CRB, 40, 0, 4, 1000);
  g_autoptr (WeirPacing) slow = make_pacing (WEIR_MODE_CRB, 40, 0, 4, 500);
  const gint64 delay_us = 50 * MS;
  const gint64 slow_delay_us = 2000 * MS;
  Run run = { 0 };
  Run slow_run = { 0 };

  weir_pacing_set_maximize_throughput (pacing, TRUE);
  weir_pacing_set_maximize_throughput (slow, TRUE);
  run_to_its_end (&run, pacing, &delay_us, 1);
  assert_launches (&run, 10, 50, NULL, 4);
  g_assert_cmpint (run.now_us, ==, 500 * MS);
  run_to_its_end (&slow_run, slow, &slow_delay_us, 1);
  assert_launches (&slow_run, 10, 500, NULL, 4);
}

static void
test_at_once_in_part (void)
{
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_DCB, 0, 1000, 2, 300);
  /* The second batch is slow: its successor is due by the clock, counted from when it was launched. */
  const gint64 delays_us[] = { 100 * MS, 100 * MS, 900 * MS, 900 * MS, 100 * MS, 100 * MS };
  const gint64 expected_ms[] = { 0, 100, 400, 500, 600, 900 };
  Run run = { 0 };

  weir_pacing_set_maximize_throughput (pacing, TRUE);
  run_to_its_end (&run, pacing, delays_us, 6);
  g_assert_cmpuint (run.n_launches, ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (expected_ms); i++)
    g_assert_cmpint (run.intended_us[i], ==, expected_ms[i] * MS);
}

static void
test_stop (void)
{
  g_autoptr (WeirPacing) pacing = make_pacing (WEIR_MODE_R, 5, 0, 0, 0);
  WeirPacer pacer;
  WeirLaunch launch;

  weir_pacer_start (&pacer, pacing, NULL, 7);
  launch = weir_pacer_launch (&pacer, 7);
  g_assert_cmpint (launch.intended_us, ==, 7);
  weir_pacer_stop (&pacer);
  g_assert_false (weir_pacer_is_over (&pacer));
  g_assert_cmpint (weir_pacer_get_due_us (&pacer), ==, G_MAXINT64);
  weir_pacer_complete (&pacer, launch.intended_us, 9);
  g_assert_true (weir_pacer_is_over (&pacer));
  g_assert_cmpuint (weir_pacer_launch (&pacer, 9).n, ==, 0);
}

/* How many starts there are before each of @instants (s), of a pacer whose starts never end. */
static void
assert_starts (WeirArrivalRate *rate, guint most, gboolean ends, const double *instants, const guint *expected,
               guint n_instants)
{
  g_autofree WeirRateProgram *program = weir_rate_program_new (rate);
  g_autoptr (WeirPacing) pacing = weir_pacing_new ();
  WeirPacer pacer;
  guint n_starts = 0;

  weir_arrival_rate_set_max_in_flight (rate, most);
  program->max_in_flight = most;
  weir_pacing_set_arrival_rate (pacing, rate);
  weir_pacing_set_mode (pacing, WEIR_MODE_D);
  weir_pacing_set_duration_us (pacing, weir_arrival_rate_get_length_us (rate));
  weir_pacer_start (&pacer, pacing, program, 1000);
  for (guint i = 0; i < n_instants; i++)
    {
      gint64 until_us = 1000 + (gint64) (instants[i] * 1e6);

      while (weir_pacer_get_due_us (&pacer) < until_us)
        {
          gint64 due_us = weir_pacer_get_due_us (&pacer);
          WeirLaunch launch = weir_pacer_launch (&pacer, due_us);

          g_assert_cmpint (launch.n == 0 || launch.intended_us == due_us, ==, TRUE);
          n_starts += launch.n;
          if (ends && launch.n > 0)
            weir_pacer_complete (&pacer, launch.intended_us, due_us);
        }
      g_assert_cmpuint (n_starts, ==, expected[i]);
    }
  g_assert_cmpuint (n_starts + pacer.missed_starts, ==, weir_arrival_rate_count_starts (rate));
  g_assert_cmpint (weir_pacer_get_due_us (&pacer), ==, G_MAXINT64);
}

static WeirArrivalRate *
make_rate (double from, const double *stages)
{
  WeirArrivalRate *rate = weir_arrival_rate_new ();

  weir_arrival_rate_set_rate (rate, from);
  for (; *stages >= 0; stages += 2)
    {
      g_autoptr (WeirRateStage) stage = weir_rate_stage_new (stages[0], (gint64) (stages[1] * 1e6));

      g_list_store_append (weir_arrival_rate_get_stages (rate), stage);
    }
  return rate;
}

/* C82: 10 to 100 in 10 s are 550; after t seconds 10·t + 4.5·t². */
static void
test_rate_rises (void)
{
  g_autoptr (WeirArrivalRate) rate = make_rate (10, (double[]){ 100, 10, -1 });

  g_assert_cmpuint (weir_arrival_rate_count_starts (rate), ==, 550);
  g_assert_cmpint (weir_arrival_rate_get_length_us (rate), ==, 10 * G_USEC_PER_SEC);
  assert_starts (rate, 10000, TRUE, (double[]){ 0.05, 1, 2, 5, 10 }, (guint[]){ 1, 15, 38, 163, 550 }, 5);
}

/* Up, level, down to nothing, up again. */
static void
test_rate_stages (void)
{
  g_autoptr (WeirArrivalRate) rate = make_rate (0, (double[]){ 20, 2, 20, 1, 0, 2, 0, 3, 10, 2, -1 });

  g_assert_cmpuint (weir_arrival_rate_count_starts (rate), ==, 70);
  assert_starts (rate, 10000, TRUE, (double[]){ 2, 3, 5, 8, 10 }, (guint[]){ 20, 40, 60, 60, 70 }, 5);
}

/* What finds no room is not made up for. */
static void
test_rate_without_room (void)
{
  g_autoptr (WeirArrivalRate) rate = make_rate (10, (double[]){ 10, 2, -1 });

  assert_starts (rate, 5, FALSE, (double[]){ 1, 2 }, (guint[]){ 5, 5 }, 2);
}

/* Behind by a second: all of it at once, each with its own instant; but nothing after the end. */
static void
test_rate_late (void)
{
  g_autoptr (WeirArrivalRate) rate = make_rate (10, (double[]){ 10, 2, -1 });
  g_autofree WeirRateProgram *program = weir_rate_program_new (rate);
  g_autoptr (WeirPacing) pacing = weir_pacing_new ();
  WeirPacer pacer;

  weir_pacing_set_mode (pacing, WEIR_MODE_D);
  weir_pacing_set_duration_us (pacing, weir_arrival_rate_get_length_us (rate));
  weir_pacer_start (&pacer, pacing, program, 0);
  for (guint i = 0; i <= 10; i++)
    {
      WeirLaunch launch = weir_pacer_launch (&pacer, 1050000);

      g_assert_cmpuint (launch.n, ==, 1);
      g_assert_cmpint (launch.intended_us, ==, i * 100000);
    }
  g_assert_cmpuint (weir_pacer_launch (&pacer, 1050000).n, ==, 0);
  g_assert_cmpuint (weir_pacer_launch (&pacer, 2000000).n, ==, 0);
  g_assert_cmpuint (pacer.missed_starts, ==, 9);
  g_assert_false (weir_pacer_is_over (&pacer));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/pacer/C17 mode R sends one after another", test_count);
  g_test_add_func ("/engine/pacer/C19 mode D starts nothing after its time and cuts nothing short",
                   test_duration);
  g_test_add_func ("/engine/pacer/C20 mode CRB sends what remains last and waits no longer",
                   test_counted_batches);
  g_test_add_func ("/engine/pacer/C21 mode DCB waits for no answer before a launch", test_timed_batches);
  g_test_add_func ("/engine/pacer/C22 slow answers move no launch", test_overlap);
  g_test_add_func ("/engine/pacer/C23 after a standstill launches are back in their places", test_standstill);
  g_test_add_func ("/engine/pacer/launches that are too late are counted, not made", test_too_late);
  g_test_add_func ("/engine/pacer/C24 mode CB goes on until it is stopped", test_endless_batches);
  g_test_add_func ("/engine/pacer/C25 as fast as possible a batch follows the one before it", test_at_once);
  g_test_add_func ("/engine/pacer/as fast as possible the clock still launches when answers are slow",
                   test_at_once_in_part);
  g_test_add_func ("/engine/pacer/when stopped, what is in flight is waited for", test_stop);
  g_test_add_func ("/engine/pacer/C82 an arrival rate rises evenly", test_rate_rises);
  g_test_add_func ("/engine/pacer/C82 an arrival rate has stages", test_rate_stages);
  g_test_add_func ("/engine/pacer/C82 a start without room is missed", test_rate_without_room);
  g_test_add_func ("/engine/pacer/C82 starts that are late keep their instants", test_rate_late);
  return g_test_run ();
}
