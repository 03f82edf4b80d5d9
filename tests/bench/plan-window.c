/* SPDX-License-Identifier: GPL-3.0-or-later
 * plan-window.c: what it costs the window to show the run of a load plan while 10 000 samples a second arrive
 *
 * plan-window [SECONDS [overview|charts [JOBS]]]: as a worker would, a thread counts samples for that long,
 * with seconds, rules and archive as in a real run; the window gets a snapshot ten times a second. Prints how
 * much of a core the window's own threads used, its longest frame, and how much memory grew from the first
 * fifth of the time on. Needs a display: tests/support/with-display build/tests/bench/plan-window
 */

#include "config.h"

#include <malloc.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "weir-made-plan.h"
#include "weir-plan-results.h"

#define RATE 10000
#define TICK_US (G_USEC_PER_SEC / 10)

typedef struct
{
  WeirMadePlan *made;
  guint n_jobs;
  guint seconds;
  WeirPlanResults *results;
  GMainLoop *loop;
  GMutex lock;
  WeirPlanSnapshot *latest; /* under the lock */
  double feeder_s;          /* processor time of the thread that makes samples */

  double frame_began_ms;
  double longest_ms;
  guint n_frames;
  guint n_late; /* of more than 50 ms */

  gint64 began_us;
  guint n_notes;         /* of memory: one each tenth of the time */
  guint64 memory_before; /* after a fifth of the time */
} Bench;

static double
get_seconds (clockid_t clock)
{
  struct timespec spent;

  clock_gettime (clock, &spent);
  return (double) spent.tv_sec + (double) spent.tv_nsec / 1e9;
}

static guint64
get_memory (void)
{
  g_autofree char *text = NULL;
  unsigned long size = 0;
  unsigned long resident = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%lu %lu", &size, &resident);
  return (guint64) resident * 4096;
}

static gboolean
show_cb (gpointer data)
{
  Bench *bench = data;
  g_autoptr (WeirPlanSnapshot) snapshot = NULL;

  g_mutex_lock (&bench->lock);
  snapshot = g_steal_pointer (&bench->latest);
  g_mutex_unlock (&bench->lock);
  if (snapshot != NULL)
    weir_plan_results_update (bench->results, snapshot, bench->made->plan);
  return G_SOURCE_REMOVE;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (((Bench *) data)->loop);
  return G_SOURCE_REMOVE;
}

/* Times that spread as those of real servers do. */
static gint64
draw_time (GRand *rand)
{
  double sum = 0;

  for (guint i = 0; i < 12; i++)
    sum += g_rand_double (rand);
  return (gint64) (30000 * exp ((sum - 6) * 0.5));
}

static void
feed (Bench *bench, GRand *rand)
{
  const guint per_tick = RATE / 10;

  for (guint i = 0; i < per_tick; i++)
    weir_made_plan_feed (bench->made, i % bench->n_jobs, 1, draw_time (rand), i % 50 == 0 ? 503 : 200);
}

static gpointer
run (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  gint64 begin_us = g_get_monotonic_time ();

  for (guint tick = 0; tick < bench->seconds * 10; tick++)
    {
      gint64 wait_us = begin_us + tick * TICK_US - g_get_monotonic_time ();

      if (wait_us > 0)
        g_usleep ((gulong) wait_us);
      feed (bench, rand);
      weir_made_plan_pass (bench->made, TICK_US);
      g_mutex_lock (&bench->lock);
      g_clear_pointer (&bench->latest, weir_plan_snapshot_unref);
      bench->latest = weir_made_plan_show (bench->made);
      g_mutex_unlock (&bench->lock);
      g_idle_add (show_cb, bench);
    }
  bench->feeder_s = get_seconds (CLOCK_THREAD_CPUTIME_ID);
  g_idle_add (quit_cb, bench);
  return NULL;
}

static void
painted_cb (Bench *bench)
{
  double now_ms = get_seconds (CLOCK_THREAD_CPUTIME_ID) * 1000;
  double ms = now_ms - bench->frame_began_ms;

  bench->frame_began_ms = now_ms;
  bench->longest_ms = fmax (bench->longest_ms, ms);
  bench->n_late += ms > 50;
  bench->n_frames++;
}

static void
begin (Bench *bench, const char *tab)
{
  GString *yaml = g_string_new ("name: Bench\n"
                                "rounds:\n"
                                "  - name: Load\n"
                                "    numberOfClients: 100\n"
                                "    iterations:\n");
  GtkWidget *window = gtk_window_new ();

  for (guint i = 0; i < bench->n_jobs; i++)
    g_string_append_printf (yaml,
                            "      - {name: Job %u, mode: D, duration: 3600,"
                            " httpRequest: {url: 'http://127.0.0.1:1/'},"
                            " terminationRules: [{metric: 'ErrorRate > 0.5', gracePeriod: 10s}],"
                            " failureRules: [{metric: 'TotalTime.P90 > 60'}]}\n",
                            i + 1);
  bench->made = weir_made_plan_new (yaml->str);
  for (guint i = 0; i < bench->n_jobs; i++)
    weir_made_plan_come (bench->made, i, 100);
  bench->results = WEIR_PLAN_RESULTS (weir_plan_results_new ());
  weir_plan_results_set_archive (bench->results, bench->made->archive_file);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 780);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bench->results));
  gtk_window_present (GTK_WINDOW (window));
  if (g_str_equal (tab, "charts"))
    weir_plan_results_show_tab (bench->results, WEIR_PLAN_RESULTS_CHARTS);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                            bench);
  g_string_free (yaml, TRUE);
}

/* The window is there, and everything in it has been drawn once: that is start-up, not this. */
static gboolean
begin_frames_cb (gpointer data)
{
  Bench *bench = data;

  bench->longest_ms = 0;
  bench->n_frames = 0;
  bench->n_late = 0;
  return G_SOURCE_REMOVE;
}

/* What grows: what is in use, what malloc holds for later, or what SQLite remembers of its file. */
static void
print_memory (Bench *bench)
{
  struct mallinfo2 heap = mallinfo2 ();

  printf ("%5.0f s: %6.2f MB resident; heap %6.2f MB in use, %5.2f MB free; SQLite %5.2f MB\n",
          (double) (g_get_monotonic_time () - bench->began_us) / G_USEC_PER_SEC, (double) get_memory () / 1e6,
          (double) (heap.uordblks + heap.hblkhd) / 1e6, (double) heap.fordblks / 1e6,
          (double) sqlite3_memory_used () / 1e6);
  fflush (stdout);
}

static gboolean
note_memory_cb (gpointer data)
{
  Bench *bench = data;

  if (++bench->n_notes == 2)
    bench->memory_before = get_memory ();
  print_memory (bench);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  Bench bench = { .seconds = argc > 1 ? (guint) atoi (argv[1]) : 120,
                  .n_jobs = argc > 3 ? (guint) atoi (argv[3]) : 4 };
  double main_s;
  double all_s;
  double reader_s;
  GThread *thread;

  gtk_init ();
  begin (&bench, argc > 2 ? argv[2] : "charts");
  g_timeout_add_seconds (2, begin_frames_cb, &bench);
  bench.began_us = g_get_monotonic_time ();
  g_timeout_add (bench.seconds * 100, note_memory_cb, &bench);
  bench.loop = g_main_loop_new (NULL, FALSE);
  main_s = get_seconds (CLOCK_THREAD_CPUTIME_ID);
  all_s = get_seconds (CLOCK_PROCESS_CPUTIME_ID);
  bench.frame_began_ms = main_s * 1000;
  thread = g_thread_new ("feeder", run, &bench);
  g_main_loop_run (bench.loop);
  g_thread_join (thread);
  main_s = get_seconds (CLOCK_THREAD_CPUTIME_ID) - main_s;
  reader_s = get_seconds (CLOCK_PROCESS_CPUTIME_ID) - all_s - main_s - bench.feeder_s;
  printf ("%.1f %% of a core for the main thread, %.1f %% for reading and making charts\n",
          100 * main_s / bench.seconds, 100 * reader_s / bench.seconds);
  printf ("%u frames, the longest took %.1f ms of work, %u more than 50 ms\n", bench.n_frames,
          bench.longest_ms, bench.n_late);
  printf ("%.1f MB resident after a fifth, %+.1f MB at the end\n", (double) bench.memory_before / 1e6,
          ((double) get_memory () - (double) bench.memory_before) / 1e6);
  printf ("%.1f %% of a core for making samples\n", 100 * bench.feeder_s / bench.seconds);
  weir_made_plan_free (bench.made);
  return 0;
}
