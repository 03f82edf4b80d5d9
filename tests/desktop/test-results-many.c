/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-results-many.c: 100 000 results in the window: how long the main thread works, and what they take
 */

#include "config.h"

#include <malloc.h>
#include <time.h>

#include "frames-fixture.h"
#include "made-run.h"

#define FRAME_US (FRAME_MS * 1000)
#define LARGE_STEPS 4
#define LARGE_PASSES 25000

/* WEIR_MANY_PASSES=250000 makes a million results, for measuring by hand. */
static guint n_passes = LARGE_PASSES;

static gint64
get_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

typedef struct
{
  gint64 worst_us;
  gint64 sum_us;
  guint n_turns;
  guint n_late; /* turns that would have cost a frame */
  guint n_slow; /* and on any computer */
  guint n_frames;
} Work;

/* What the main thread does between two looks at its events. */
static void
turn (Work *work)
{
  gint64 begin = get_cpu_us ();
  gint64 us;

  g_main_context_iteration (NULL, TRUE);
  us = get_cpu_us () - begin;
  work->worst_us = MAX (work->worst_us, us);
  work->sum_us += us;
  work->n_late += us >= FRAME_US;
  work->n_slow += us >= FRAME_US * SLOWNESS;
  work->n_turns++;
}

static void
turn_until_idle (Fixture *fixture, Work *work)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_MS * 1000;

  while (weir_results_view_is_busy (made_get_view (fixture)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      turn (work);
    }
}

static void
turn_until_rows (Fixture *fixture, Work *work)
{
  GListModel *rows = G_LIST_MODEL (weir_results_view_get_shown_rows (made_get_view (fixture)));
  gint64 deadline = g_get_monotonic_time () + DEADLINE_MS * 1000;

  while (g_list_model_get_n_items (rows) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      turn (work);
    }
}

/* Lets the window be drawn. */
static void
turn_frames (Fixture *fixture, guint n_frames, Work *work)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  gint64 last = gdk_frame_clock_get_frame_counter (clock) + n_frames;
  gint64 deadline = g_get_monotonic_time () + DEADLINE_MS * 1000;

  while (gdk_frame_clock_get_frame_counter (clock) < last)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      gtk_widget_queue_draw (GTK_WIDGET (made_get_view (fixture)));
      turn (work);
    }
  work->n_frames += n_frames;
}

static void
report_work (const char *what, const Work *work)
{
  g_test_message ("%s: worst turn %.1f ms of the main thread, %u turns, %u of them late, %.1f ms in all",
                  what, (double) work->worst_us / 1000, work->n_turns, work->n_late,
                  (double) work->sum_us / 1000);
}

static gsize
count_memory (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* The processor's time, not the clock's, so that other programs do little harm: they empty its caches now and
 * then, so that a turn of a hundred may be late. */
static void
assert_quick (const Work *work)
{
  g_assert_cmpint (work->sum_us, <, work->n_frames * FRAME_US * SLOWNESS);
  g_assert_cmpuint (work->n_slow, <=, 2 + work->n_turns / 100);
}

static void
make_large (Made *made)
{
  made_begin (made);
  for (guint i = 1; i <= n_passes; i++)
    for (guint step = 0; step < LARGE_STEPS; step++)
      {
        WeirStepBrief brief = made_brief (i, 1, step);

        if (step == 2 && i % 50 == 0)
          brief.outcome = WEIR_STEP_FAILED;
        made_append (made, &brief);
        if (i % 1000 == 0 && step == 0)
          made_commit (made);
      }
  made_commit (made);
  made->info->outcome = WEIR_OUTCOME_PASSED;
  g_assert_true (weir_archive_finish_run (made->archive, made->info, NULL));
  made_end (made);
}

static void
scroll_through (Fixture *fixture, guint nth, Work *work)
{
  GtkWidget *view = fixture_find (GTK_WIDGET (made_get_view (fixture)), GTK_TYPE_COLUMN_VIEW, nth);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  for (guint i = 0; i < 200; i++)
    {
      double upper = gtk_adjustment_get_upper (adjustment);
      GdkFrameClock *clock = gtk_widget_get_frame_clock (view);
      gint64 frame = gdk_frame_clock_get_frame_counter (clock);

      /* Some lines at a time, and now and then a leap. */
      gtk_adjustment_set_value (adjustment, i % 20 == 0 ? upper * i / 200
                                                        : gtk_adjustment_get_value (adjustment) + 66);
      while (gdk_frame_clock_get_frame_counter (clock) == frame)
        turn (work);
      work->n_frames++;
    }
}

/* A choice that takes a look at every result. */
static void
choose (Fixture *fixture, WeirResultShow show, WeirResultOrder order, const char *text)
{
  const WeirResultChoice choice = { show, order, text };
  Work work = { 0 };
  g_autofree char *what = g_strdup_printf ("looking, %u %u “%s”", show, order, text);
  gint64 begin_us = g_get_monotonic_time ();

  weir_results_view_set_choice (made_get_view (fixture), &choice);
  turn_until_idle (fixture, &work);
  g_test_message ("%s: %.0f ms", what, (double) (g_get_monotonic_time () - begin_us) / 1000);
  turn_frames (fixture, 5, &work);
  report_work (what, &work);
}

static void
choose_each (Fixture *fixture)
{
  Work scroll = { 0 };

  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_SLOWEST, "");
  scroll_through (fixture, 2, &scroll);
  report_work ("scrolling what is sorted", &scroll);
  g_assert_cmpint (scroll.sum_us, <, scroll.n_frames * FRAME_US * SLOWNESS);
  choose (fixture, WEIR_RESULT_SHOW_SLOW, WEIR_RESULT_ORDER_SLOWEST, "");
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_FAILED_FIRST, "");
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_CAME, "step 3");
  choose (fixture, WEIR_RESULT_SHOW_ALL, WEIR_RESULT_ORDER_CAME, "");
}

/* As a turn of the main loop that a click began. */
static void
filter_failed (Fixture *fixture, gboolean failed_only, Work *work)
{
  gint64 begin = get_cpu_us ();

  weir_results_view_set_failed_only (made_get_view (fixture), failed_only);
  work->worst_us = MAX (work->worst_us, get_cpu_us () - begin);
  turn_until_idle (fixture, work);
  turn_frames (fixture, 5, work);
}

static void
test_large (Fixture *fixture)
{
  Made made;
  Work idle = { 0 };
  Work fill = { 0 };
  Work scroll = { 0 };
  Work filter = { 0 };
  Work step = { 0 };
  gsize before;
  gsize after;
  gint64 begin_us;
  g_autofree char *text = NULL;
  g_autofree char *counted = NULL;

  make_large (&made);
  made_open_flow (fixture);
  turn_frames (fixture, 5, &idle);
  report_work ("idle", &idle);
  before = count_memory ();
  begin_us = g_get_monotonic_time ();
  made_show (fixture, &made, n_passes, 1, WEIR_RUN_DONE);
  turn_until_rows (fixture, &fill);
  g_test_message ("the first rows are there after %.0f ms",
                  (double) (g_get_monotonic_time () - begin_us) / 1000);
  turn_until_idle (fixture, &fill);
  g_test_message ("all are counted after %.0f ms", (double) (g_get_monotonic_time () - begin_us) / 1000);
  turn_frames (fixture, 5, &fill);
  report_work ("filling", &fill);
  text = fixture_collect_text (GTK_WIDGET (made_get_view (fixture)));
  counted = g_strdup_printf ("%u results · %u failed", n_passes * LARGE_STEPS, n_passes / 50);
  assert_contains (text, counted);
  scroll_through (fixture, 0, &scroll);
  report_work ("scrolling", &scroll);
  assert_quick (&scroll);
  filter_failed (fixture, TRUE, &filter);
  filter_failed (fixture, FALSE, &filter);
  filter_failed (fixture, TRUE, &filter);
  report_work ("filtering failed and back", &filter);
  assert_quick (&filter);
  filter_failed (fixture, FALSE, &filter);
  choose_each (fixture);
  weir_results_view_set_step (made_get_view (fixture), WEIR_FLOW_PART_STEPS, 1, "Two");
  turn_until_idle (fixture, &step);
  turn_frames (fixture, 5, &step);
  report_work ("filtering one step", &step);
  after = count_memory ();
  g_test_message ("%u results take %.1f MB", n_passes * LARGE_STEPS, (double) (after - before) / 1e6);
  g_assert_cmpuint (after - before, <, (gsize) n_passes * 2000);
}

int
main (int argc, char *argv[])
{
  const char *wanted = g_getenv ("WEIR_MANY_PASSES");

  if (fixture_main (&argc, &argv) != 0)
    return 0;
  if (wanted != NULL)
    n_passes = (guint) CLAMP (g_ascii_strtoll (wanted, NULL, 10), 1000, 1000000);
  fixture_add ("/desktop/results/a hundred thousand results scroll and filter in little time and memory",
               test_large);
  return fixture_run ();
}
