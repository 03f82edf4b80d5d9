/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-results.c: the list of results over the archive: passes, their steps, filters, the way to problems
 */

#include "config.h"

#include <malloc.h>
#include <time.h>

#include "weir-record-codec.h"
#include "weir-result-item.h"
#include "window-fixture.h"

#define FRAME_US 16000
#define LARGE_STEPS 4
#define LARGE_PASSES 25000

/* An archive with one run, written as a run writes it. */
typedef struct
{
  WeirArchive *archive;
  WeirRunInfo *info;
  gint64 run_id;
} Made;

static void
begin_made (Made *made)
{
  g_autoptr (GError) error = NULL;

  made->archive = weir_archive_open (NULL, &error);
  g_assert_no_error (error);
  made->info = weir_run_info_new ();
  made->info->uuid = g_uuid_string_random ();
  made->info->name = g_strdup ("Made");
  made->info->document = g_strdup ("");
  made->info->started_at = g_get_real_time ();
  g_assert_true (weir_archive_begin_run (made->archive, made->info, NULL));
  made->run_id = made->info->id;
}

static void
append_made (Made *made, const WeirStepBrief *brief)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  WeirExchange *exchange = weir_step_result_add_attempt (result);
  const guint8 *record;
  gsize record_size;
  gsize position = 0;
  WeirStepBrief head;

  exchange->status = brief->status;
  exchange->http_version = 11;
  exchange->method = g_strdup ("GET");
  g_string_assign (exchange->url, "http://127.0.0.1/");
  result->name = g_strdup_printf ("Step %u", brief->step + 1);
  result->brief = *brief;
  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &record_size, &head, NULL));
  g_assert_true (weir_archive_append (made->archive, made->run_id, &head, record, record_size, NULL));
}

static void
end_made (Made *made)
{
  g_assert_true (weir_archive_commit (made->archive, NULL));
  weir_run_info_free (made->info);
  weir_archive_close (made->archive);
}

static WeirStepBrief
brief_of (guint iteration, guint vu, guint step)
{
  return (WeirStepBrief) {
    .part = WEIR_FLOW_PART_STEPS,
    .step = step,
    .iteration = iteration,
    .vu = vu,
    .has_exchange = TRUE,
    .status = 200,
    .n_attempts = 1,
    .offset_us = 1000 * (gint64) (iteration * 10 + step),
    .time_us = 500,
  };
}

static WeirResultsView *
get_view (Fixture *fixture)
{
  return weir_window_get_results_view (fixture->window);
}

static const char four_steps[] = "name: Four\n"
                                 "steps:\n"
                                 "  - { name: One, httpRequest: { url: BASE/items } }\n"
                                 "  - { name: Two, httpRequest: { url: BASE/items } }\n"
                                 "  - { name: Three, httpRequest: { url: BASE/items } }\n"
                                 "  - { name: Four, httpRequest: { url: BASE/items } }\n";

static void
show_made (Fixture *fixture, const Made *made, guint n_iterations, guint n_vus, WeirRunPhase phase)
{
  WeirRunSnapshot snapshot = {
    .phase = phase,
    .outcome = phase == WEIR_RUN_DONE ? WEIR_OUTCOME_PASSED : WEIR_OUTCOME_NONE,
    .run_id = made->run_id,
    .n_iterations = n_iterations,
    .n_vus = n_vus,
  };

  weir_results_view_update (get_view (fixture), &snapshot, weir_window_get_flow (fixture->window));
}

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
  work->n_turns++;
}

static void
turn_until_idle (Fixture *fixture, Work *work)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_MS * 1000;

  while (weir_results_view_is_busy (get_view (fixture)))
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
      gtk_widget_queue_draw (GTK_WIDGET (get_view (fixture)));
      turn (work);
    }
  work->n_frames += n_frames;
}

static void
report_work (const char *what, const Work *work)
{
  g_test_message ("%s: worst turn %.1f ms of the main thread, %u turns, %.1f ms in all", what,
                  (double) work->worst_us / 1000, work->n_turns, (double) work->sum_us / 1000);
}

static gsize
count_memory (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* The processor's time, not the clock's, so that other programs do no harm; but a sanitizer does. */
static void
assert_quick (const Work *work)
{
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (work->sum_us, <, work->n_frames * FRAME_US);
#endif
}

static void
make_large (Made *made)
{
  begin_made (made);
  for (guint i = 1; i <= LARGE_PASSES; i++)
    for (guint step = 0; step < LARGE_STEPS; step++)
      {
        WeirStepBrief brief = brief_of (i, 1, step);

        if (step == 2 && i % 50 == 0)
          brief.outcome = WEIR_STEP_FAILED;
        append_made (made, &brief);
        if (i % 1000 == 0 && step == 0)
          g_assert_true (weir_archive_commit (made->archive, NULL));
      }
  end_made (made);
}

static void
scroll_through (Fixture *fixture, Work *work)
{
  GtkWidget *view = fixture_find (GTK_WIDGET (get_view (fixture)), GTK_TYPE_COLUMN_VIEW, 0);
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

/* As a turn of the main loop that a click began. */
static void
filter_failed (Fixture *fixture, gboolean failed_only, Work *work)
{
  gint64 begin = get_cpu_us ();

  weir_results_view_set_failed_only (get_view (fixture), failed_only);
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
  g_autofree char *text = NULL;

  make_large (&made);
  fixture_open_text (fixture, four_steps);
  turn_frames (fixture, 5, &idle);
  report_work ("idle", &idle);
  before = count_memory ();
  show_made (fixture, &made, LARGE_PASSES, 1, WEIR_RUN_DONE);
  turn_until_idle (fixture, &fill);
  turn_frames (fixture, 5, &fill);
  report_work ("filling", &fill);
  text = fixture_collect_text (GTK_WIDGET (get_view (fixture)));
  assert_contains (text, "100000 results · 500 failed");
  scroll_through (fixture, &scroll);
  report_work ("scrolling", &scroll);
  assert_quick (&scroll);
  filter_failed (fixture, TRUE, &filter);
  filter_failed (fixture, FALSE, &filter);
  filter_failed (fixture, TRUE, &filter);
  report_work ("filtering failed and back", &filter);
  assert_quick (&filter);
  filter_failed (fixture, FALSE, &filter);
  weir_results_view_set_step (get_view (fixture), WEIR_FLOW_PART_STEPS, 1, "Two");
  turn_until_idle (fixture, &step);
  turn_frames (fixture, 5, &step);
  report_work ("filtering one step", &step);
  after = count_memory ();
  g_test_message ("100000 results take %.1f MB", (double) (after - before) / 1e6);
  g_assert_cmpuint (after - before, <, 50 * 1000 * 1000);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/results/a hundred thousand results scroll and filter in little time and memory",
               test_large);
  return fixture_run ();
}
