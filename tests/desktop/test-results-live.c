/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-results-live.c: 10 000 results a second, shown as they come: nothing is lost, memory stays small
 *
 * WEIR_LIVE_SECONDS says for how long, 3 unless set. How much the main thread works is told, not judged: it
 * depends on the machine.
 */

#include "config.h"

#include <malloc.h>
#include <time.h>

#include "made-run.h"
#include "weir-charts-page.h"

#define PER_SECOND 10000
#define STEPS 4
#define TICK_US (100 * 1000)
/* The charts are made again at most so often. */
#define UPDATE_US (250 * 1000)

/* Writes to the archive as a run does, on a thread of its own, and says how it stands ten times a second. */
typedef struct
{
  guint seconds;
  GMutex lock;
  GCond cond;
  WeirRunSnapshot *latest; /* under the lock; NULL when it was taken */
  gboolean over;           /* likewise */

  /* the thread's */
  Made made;
  WeirStepStatistics *steps[STEPS];
  guint n_written;
} Feed;

static WeirRunSnapshot *
create_snapshot (Feed *feed, WeirRunPhase phase)
{
  WeirRunSnapshot *snapshot = g_atomic_rc_box_new0 (WeirRunSnapshot);

  snapshot->phase = phase;
  snapshot->outcome = phase == WEIR_RUN_DONE ? WEIR_OUTCOME_PASSED : WEIR_OUTCOME_NONE;
  snapshot->run_id = feed->made.run_id;
  snapshot->n_iterations = feed->seconds * PER_SECOND / STEPS;
  snapshot->n_vus = 1;
  snapshot->n_steps[WEIR_FLOW_PART_STEPS] = STEPS;
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      snapshot->steps[part] = g_new0 (WeirStepStatistics *, STEPS);
      snapshot->running[part] = g_new0 (guint, STEPS);
    }
  for (guint i = 0; i < STEPS; i++)
    snapshot->steps[WEIR_FLOW_PART_STEPS][i] = weir_step_statistics_copy (feed->steps[i]);
  return snapshot;
}

static void
publish (Feed *feed, WeirRunPhase phase)
{
  WeirRunSnapshot *snapshot = create_snapshot (feed, phase);

  g_mutex_lock (&feed->lock);
  g_clear_pointer (&feed->latest, weir_run_snapshot_unref);
  feed->latest = snapshot;
  feed->over = phase == WEIR_RUN_DONE;
  g_mutex_unlock (&feed->lock);
  g_main_context_wakeup (NULL);
}

static void
append_some (Feed *feed)
{
  for (guint i = 0; i < PER_SECOND / 10; i++, feed->n_written++)
    {
      WeirStepBrief brief = made_brief (feed->n_written / STEPS + 1, 1, feed->n_written % STEPS);

      if (feed->n_written % 1000 == 999)
        brief.outcome = WEIR_STEP_FAILED;
      made_append (&feed->made, &brief);
      weir_step_statistics_add (feed->steps[brief.step], &brief);
    }
  made_commit (&feed->made);
}

static gpointer
feed_thread (gpointer data)
{
  Feed *feed = data;
  gint64 next = g_get_monotonic_time ();

  made_begin (&feed->made);
  for (guint i = 0; i < feed->seconds * 10; i++)
    {
      append_some (feed);
      publish (feed, WEIR_RUN_RUNNING);
      next += TICK_US;
      g_mutex_lock (&feed->lock);
      while (g_cond_wait_until (&feed->cond, &feed->lock, next))
        ;
      g_mutex_unlock (&feed->lock);
    }
  publish (feed, WEIR_RUN_DONE);
  made_end (&feed->made);
  return NULL;
}

static gint64
get_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gsize
count_memory (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* Shows the latest snapshot, if there is one; FALSE when that was the last. */
static gboolean
show_latest (Fixture *fixture, Feed *feed)
{
  g_autoptr (WeirRunSnapshot) snapshot = NULL;
  gboolean over;

  g_mutex_lock (&feed->lock);
  snapshot = g_steal_pointer (&feed->latest);
  over = feed->over;
  g_mutex_unlock (&feed->lock);
  if (snapshot != NULL)
    weir_results_view_update (made_get_view (fixture), snapshot, weir_window_get_flow (fixture->window));
  return !over;
}

static gboolean
has_latest (gpointer data)
{
  Feed *feed = data;
  gboolean has;

  g_mutex_lock (&feed->lock);
  has = feed->latest != NULL;
  g_mutex_unlock (&feed->lock);
  return has;
}

static gint64
follow (Fixture *fixture, Feed *feed, gint64 *sum_us)
{
  gint64 worst_us = 0;
  gboolean going = TRUE;

  while (going)
    {
      gint64 begin = get_cpu_us ();
      gint64 us;

      if (has_latest (feed))
        going = show_latest (fixture, feed);
      else
        g_main_context_iteration (NULL, TRUE);
      us = get_cpu_us () - begin;
      worst_us = MAX (worst_us, us);
      *sum_us += us;
    }
  return worst_us;
}

/* What the main thread did while the results came. */
typedef struct
{
  guint n_results;
  gint64 wall_us;
  gint64 sum_us;
  gint64 worst_us;
  gint64 more_memory;
} Work;

static void
play (Fixture *fixture, Work *work)
{
  const char *wanted = g_getenv ("WEIR_LIVE_SECONDS");
  Feed feed = { .seconds = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 3 };
  gsize before = count_memory ();
  gint64 begin = g_get_monotonic_time ();
  GThread *thread;

  g_assert_cmpuint (feed.seconds, >, 0);
  for (guint i = 0; i < STEPS; i++)
    feed.steps[i] = weir_step_statistics_new ();
  thread = g_thread_new ("weir-feed", feed_thread, &feed);
  work->worst_us = follow (fixture, &feed, &work->sum_us);
  work->wall_us = g_get_monotonic_time () - begin;
  g_thread_join (thread);
  fixture_wait_results (fixture);
  work->more_memory = (gint64) count_memory () - (gint64) before;
  work->n_results = feed.n_written;
  g_test_message ("%u results in %.1f s: main thread %.1f %% of a core, worst turn %.1f ms, %.1f MB",
                  work->n_results, (double) work->wall_us / 1e6,
                  100.0 * (double) work->sum_us / (double) work->wall_us, (double) work->worst_us / 1000,
                  (double) work->more_memory / 1e6);
  g_assert_cmpuint (work->n_results, ==, feed.seconds * PER_SECOND);
  g_assert_cmpint (work->more_memory, <, (20 + 10 * feed.seconds / 3) * 1000 * 1000);
  for (guint i = 0; i < STEPS; i++)
    weir_step_statistics_unref (feed.steps[i]);
}

static void
test_live (Fixture *fixture)
{
  Work work = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;

  made_open_flow (fixture);
  play (fixture, &work);
  expected = g_strdup_printf ("%u results · %u failed", work.n_results, work.n_results / 1000);
  text = fixture_collect_text (GTK_WIDGET (made_get_view (fixture)));
  assert_contains (text, expected);
}

/* The page is drawn again a few times a second, however many results there are. */
static void
test_live_charts (Fixture *fixture)
{
  Work work = { 0 };
  WeirChartsPage *page;
  WeirChartView *answers;
  guint n_updates;

  made_open_flow (fixture);
  gtk_notebook_set_current_page (
      GTK_NOTEBOOK (fixture_find (GTK_WIDGET (made_get_view (fixture)), GTK_TYPE_NOTEBOOK, 0)), 1);
  page = WEIR_CHARTS_PAGE (fixture_find (GTK_WIDGET (made_get_view (fixture)), WEIR_TYPE_CHARTS_PAGE, 0));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page)));
  play (fixture, &work);
  n_updates = weir_charts_page_get_n_updates (page);
  g_test_message ("%u updates of the charts", n_updates);
  g_assert_cmpuint (n_updates, >, 2);
  g_assert_cmpint (n_updates, <=, work.wall_us / UPDATE_US + 3);
  answers = weir_charts_page_get_view (page, "answers");
  g_assert_nonnull (answers);
  g_assert_cmpuint (weir_chart_canvas_get_n_drawn (weir_chart_view_get_canvas (answers)), <=, n_updates + 3);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/results/ten thousand results a second are all shown as they come", test_live);
  fixture_add ("/desktop/results/charts that are looked at are drawn a few times a second", test_live_charts);
  return fixture_run ();
}
