/* SPDX-License-Identifier: GPL-3.0-or-later
 * merge-loop.c: what it costs to add up 100 000 results, and to show them ten times a second while at it
 *
 * merge-loop STEPS: prints the processor milliseconds for 100 000 results of that many steps: reading their
 * heads alone, adding them up as a run does, and adding them up with a snapshot after every 1 000 that
 * somebody keeps until the next.
 */

#include "config.h"

#include "weir-record-codec.h"
#include "weir-run-figures.h"
#include "weir-run-private.h"

#include <stdlib.h>
#include <time.h>

#define RESULTS 100000
#define PER_SNAPSHOT 1000

typedef enum
{
  READ,
  ADD,
  SHOW,
} Work;

static double
cpu_ms (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);
  return (double) spent.tv_sec * 1e3 + (double) spent.tv_nsec / 1e6;
}

static GByteArray *
make_records (guint n_steps)
{
  GByteArray *records = g_byte_array_new ();
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < RESULTS; i++)
    {
      WeirExchange *exchange;

      weir_step_result_reset (result);
      exchange = weir_step_result_add_attempt (result);
      exchange->outcome = WEIR_EXCHANGE_ANSWERED;
      exchange->status = 200;
      exchange->timings.waiting_us = g_rand_int_range (rand, 500, 50000);
      result->name = g_strdup ("Step");
      result->brief.part = 1;
      result->brief.step = i % n_steps;
      result->brief.iteration = 1 + i / n_steps;
      result->brief.vu = 1;
      result->brief.has_exchange = TRUE;
      result->brief.status = 200;
      result->brief.n_attempts = 1;
      result->brief.offset_us = i * G_GINT64_CONSTANT (100);
      result->brief.time_us = exchange->timings.waiting_us;
      weir_record_encode (result, NULL, NULL, records);
    }
  return records;
}

static double
measure (const GByteArray *records, guint n_steps, Work work)
{
  g_auto (GStrv) names = g_new0 (char *, n_steps + 1);
  char *const *const all_names[WEIR_N_FLOW_PARTS] = { names, names, names };
  const guint counts[WEIR_N_FLOW_PARTS] = { 0, n_steps, 0 };
  g_autoptr (WeirRunSnapshot) now = weir_run_snapshot_new (counts), kept = NULL;
  g_autoptr (WeirRunFigures) figures = NULL;
  const guint8 *record;
  gsize position = 0, size;
  WeirStepBrief brief;
  double begin;

  for (guint i = 0; i < n_steps; i++)
    names[i] = g_strdup ("Step");
  figures = weir_run_figures_new (all_names, counts, FALSE);
  begin = cpu_ms ();
  for (guint n = 1; weir_record_next (records->data, records->len, &position, &record, &size, &brief, NULL);
       n++)
    {
      if (work >= ADD)
        weir_run_figures_add (figures, &brief, record, size);
      if (work < SHOW || n % PER_SNAPSHOT > 0)
        continue;
      weir_run_figures_show (figures, now);
      g_clear_pointer (&kept, weir_run_snapshot_unref);
      kept = weir_run_snapshot_copy (now);
    }
  return cpu_ms () - begin;
}

int
main (int argc, char **argv)
{
  guint n_steps = argc > 1 ? (guint) CLAMP (atoi (argv[1]), 1, 1000) : 10;
  g_autoptr (GByteArray) records = make_records (n_steps);

  g_print ("read %.1f ms, add %.1f ms, add and show %.1f ms\n", measure (records, n_steps, READ),
           measure (records, n_steps, ADD), measure (records, n_steps, SHOW));
  return EXIT_SUCCESS;
}
