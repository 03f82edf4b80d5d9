/* SPDX-License-Identifier: GPL-3.0-or-later
 * plan-merge-loop.c: what it costs to count 100 000 requests of a load plan, and to bring them together
 *
 * plan-merge-loop JOBS: prints the processor milliseconds for 100 000 requests in that many iterations:
 * counting them in a worker; taking what was counted every 1 000 requests as bytes; reading and merging these;
 * and a copy for others to look at after each.
 */

#include "config.h"

#include "weir-job-figures.h"

#include <stdlib.h>
#include <time.h>

#define REQUESTS 100000
#define PER_TAKE 1000

typedef enum
{
  COUNT,
  TAKE,
  MERGE,
  SHOW,
} Work;

static double
cpu_ms (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);
  return (double) spent.tv_sec * 1e3 + (double) spent.tv_nsec / 1e6;
}

static void
deliver (WeirJobFigures *worker, WeirJobFigures *whole, Work work, WeirJobFigures **shown)
{
  g_autoptr (WeirJobFigures) taken = work >= TAKE ? weir_job_figures_take (worker) : NULL;
  g_autoptr (GBytes) bytes = taken ? weir_job_figures_encode (taken) : NULL;
  g_autoptr (WeirJobFigures) arrived = NULL;

  if (!bytes || work < MERGE)
    return;
  arrived = weir_job_figures_decode (bytes, NULL);
  weir_job_figures_merge (whole, arrived);
  if (work < SHOW)
    return;
  weir_job_figures_unref (*shown);
  *shown = weir_job_figures_copy (whole);
}

static double
measure (guint n_jobs, Work work)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  g_autofree WeirJobFigures **all = g_new0 (WeirJobFigures *, n_jobs * 3);
  WeirJobRequest request = { .end = WEIR_REQUEST_ANSWERED, .status = 200, .http_version = 11 };
  double begin;

  for (guint i = 0; i < n_jobs * 3; i++)
    all[i] = weir_job_figures_new (NULL, 0, 0);
  for (guint i = 0; i < WEIR_N_JOB_SERVER_TIMES; i++)
    request.server_us[i] = WEIR_NO_TIME;
  begin = cpu_ms ();
  for (guint i = 0; i < REQUESTS; i++)
    {
      WeirJobFigures **job = &all[i % n_jobs * 3];
      gint64 at_us = i * G_GINT64_CONSTANT (50);

      request.phases[WEIR_PHASE_SENDING] = 20;
      request.phases[WEIR_PHASE_WAITING] = g_rand_int_range (rand, 500, 50000);
      weir_job_figures_slot (job[0], WEIR_NO_TIME);
      weir_job_figures_start (job[0], at_us);
      weir_job_figures_end (job[0], at_us + request.phases[WEIR_PHASE_WAITING], &request);
      for (guint j = 0; i % PER_TAKE == PER_TAKE - 1 && j < n_jobs; j++)
        {
          deliver (all[j * 3], all[j * 3 + 1], work, &all[j * 3 + 2]);
          weir_job_figures_close_windows (all[j * 3 + 1], at_us - G_USEC_PER_SEC, windows);
        }
    }
  begin = cpu_ms () - begin;
  for (guint i = 0; i < n_jobs * 3; i++)
    weir_job_figures_unref (all[i]);
  return begin;
}

int
main (int argc, char **argv)
{
  guint n_jobs = argc > 1 ? (guint) CLAMP (atoi (argv[1]), 1, 1000) : 1;

  g_print ("count %.1f ms, and take %.1f ms, and merge %.1f ms, and show %.1f ms\n", measure (n_jobs, COUNT),
           measure (n_jobs, TAKE), measure (n_jobs, MERGE), measure (n_jobs, SHOW));
  return EXIT_SUCCESS;
}
