/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-timers.c: timers fire in order, once, and never before their instant
 */

#include "config.h"

#include "weir-test.h"
#include "weir-timers.h"

typedef struct
{
  WeirTimers *timers;
  GString *fired;
} Fixture;

typedef struct
{
  WeirTimer timer;
  Fixture *fixture;
  char letter;
  gint64 fired_us;
  WeirTimer *stops;  /* (nullable) stopped when this one fires */
  WeirTimer *starts; /* (nullable) started when this one fires */
  guint n_repeats;
} Item;

static void
item_cb (gpointer data)
{
  Item *item = data;
  WeirTimers *timers = item->fixture->timers;

  item->fired_us = g_get_monotonic_time ();
  g_string_append_c (item->fixture->fired, item->letter);
  if (item->stops)
    weir_timers_stop (timers, item->stops);
  if (item->starts)
    weir_timers_start (timers, item->starts, 0, item_cb, item->starts);
  if (item->n_repeats > 0)
    {
      item->n_repeats--;
      weir_timers_start (timers, &item->timer, 0, item_cb, item);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->timers = weir_timers_new (NULL);
  fixture->fired = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  weir_timers_free (fixture->timers);
  g_string_free (fixture->fired, TRUE);
}

static void
start (Fixture *fixture, Item *item, char letter, gint64 due_us)
{
  item->fixture = fixture;
  item->letter = letter;
  weir_timers_start (fixture->timers, &item->timer, due_us, item_cb, item);
}

static gboolean
fired_three (gpointer data)
{
  return ((Fixture *) data)->fired->len >= 3;
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  gint64 now_us = g_get_monotonic_time ();
  Item items[3] = { 0 };

  start (fixture, &items[0], 'c', now_us + 9000);
  start (fixture, &items[1], 'a', now_us + 1500);
  start (fixture, &items[2], 'b', now_us + 4000);
  g_assert_true (weir_timer_is_running (&items[1].timer));
  g_assert_true (weir_test_wait (fired_three, fixture, DEADLINE_MS));
  g_assert_cmpstr (fixture->fired->str, ==, "abc");
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_assert_cmpint (items[i].fired_us, >=, items[i].timer.due_us);
      g_assert_false (weir_timer_is_running (&items[i].timer));
    }
}

static gboolean
has_fired (gpointer data)
{
  return ((Item *) data)->fired_us > 0;
}

/* On a busy computer most may be late, but a wait in whole milliseconds would make each of them so. */
static void
test_within_milliseconds (Fixture *fixture, gconstpointer data)
{
  gint64 least_us = G_MAXINT64;

  for (guint i = 0; i < 50; i++)
    {
      Item item = { 0 };

      start (fixture, &item, 'a', g_get_monotonic_time () + 1050);
      g_assert_true (weir_test_wait (has_fired, &item, DEADLINE_MS));
      least_us = MIN (least_us, item.fired_us - item.timer.due_us);
    }
  g_assert_cmpint (least_us, <, 500);
}

static void
test_stop_and_start_others (Fixture *fixture, gconstpointer data)
{
  Item a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };

  start (fixture, &a, 'a', 1);
  start (fixture, &b, 'b', 2);
  start (fixture, &c, 'c', 3);
  d.fixture = fixture;
  d.letter = 'd';
  a.stops = &b.timer;
  a.starts = &d.timer;
  g_assert_true (weir_test_wait (fired_three, fixture, DEADLINE_MS));
  /* d was started with an instant before c's */
  g_assert_cmpstr (fixture->fired->str, ==, "adc");
}

static void
test_restart_itself (Fixture *fixture, gconstpointer data)
{
  Item item = { .n_repeats = 2 }, others[5] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    start (fixture, &others[i], 'o', g_get_monotonic_time () + G_USEC_PER_SEC * 60);
  start (fixture, &item, 'x', 0);
  g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->fired->str, ==, "x");
  g_assert_true (weir_test_wait (fired_three, fixture, DEADLINE_MS));
  g_assert_cmpstr (fixture->fired->str, ==, "xxx");
  g_assert_false (weir_timer_is_running (&item.timer));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    weir_timers_stop (fixture->timers, &others[i].timer);
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  gint64 now_us = g_get_monotonic_time ();
  Item items[3] = { 0 };

  start (fixture, &items[0], 'a', now_us + 1000);
  start (fixture, &items[1], 'b', now_us + 2000);
  start (fixture, &items[2], 'c', now_us + G_TIME_SPAN_HOUR);
  start (fixture, &items[0], 'a', now_us + 3000);
  start (fixture, &items[2], 'c', now_us);
  g_assert_true (weir_test_wait (fired_three, fixture, DEADLINE_MS));
  g_assert_cmpstr (fixture->fired->str, ==, "cba");
}

static gboolean
always_false (gpointer data)
{
  return FALSE;
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  static Item items[2000];
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_left = 0;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    start (fixture, &items[i], 'x', g_rand_int_range (random, 1, 1000));
  for (guint i = 0; i < G_N_ELEMENTS (items); i += 3)
    weir_timers_stop (fixture->timers, &items[i].timer);
  g_assert_false (weir_test_wait (always_false, NULL, 5));
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    n_left += items[i].fired_us == 0;
  g_assert_cmpuint (n_left, ==, (G_N_ELEMENTS (items) + 2) / 3);
  g_assert_cmpuint (fixture->fired->len, ==, G_N_ELEMENTS (items) - n_left);
}

/* The instant of a timer that was stopped passes unseen, and those after it are not forgotten. */
static void
test_stop_first (Fixture *fixture, gconstpointer data)
{
  gint64 now_us = g_get_monotonic_time ();
  Item items[5] = { 0 };

  start (fixture, &items[0], 'x', now_us + 1000);
  start (fixture, &items[1], 'a', now_us + 5000);
  weir_timers_stop (fixture->timers, &items[0].timer);
  start (fixture, &items[2], 'b', now_us + 9000);
  start (fixture, &items[3], 'y', now_us + 2000);
  weir_timers_stop (fixture->timers, &items[3].timer);
  start (fixture, &items[4], 'c', now_us + 12000);
  g_assert_true (weir_test_wait (fired_three, fixture, DEADLINE_MS));
  g_assert_cmpstr (fixture->fired->str, ==, "abc");
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (items[i].fired_us != 0)
      g_assert_cmpint (items[i].fired_us, >=, items[i].timer.due_us);
  start (fixture, &items[0], 'd', g_get_monotonic_time () + 1000);
  weir_timers_stop (fixture->timers, &items[0].timer);
  g_assert_false (weir_test_wait (always_false, NULL, 5));
  g_assert_cmpstr (fixture->fired->str, ==, "abc");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/transport/timers/fire in the order of their instants, never early", Fixture, NULL, set_up,
              test_order, tear_down);
  g_test_add ("/transport/timers/fire between two milliseconds", Fixture, NULL, set_up,
              test_within_milliseconds, tear_down);
  g_test_add ("/transport/timers/a firing timer stops and starts others", Fixture, NULL, set_up,
              test_stop_and_start_others, tear_down);
  g_test_add ("/transport/timers/one that restarts itself lets the loop turn", Fixture, NULL, set_up,
              test_restart_itself, tear_down);
  g_test_add ("/transport/timers/starting one that runs moves it", Fixture, NULL, set_up, test_move,
              tear_down);
  g_test_add ("/transport/timers/those behind a stopped one fire in time", Fixture, NULL, set_up,
              test_stop_first, tear_down);
  g_test_add ("/transport/timers/thousands fire, those stopped do not", Fixture, NULL, set_up, test_many,
              tear_down);
  return g_test_run ();
}
