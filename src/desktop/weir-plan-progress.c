/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-progress.c: how far a run of a load plan has got, for the bar with Start and Stop
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-progress.h"
#include "weir-plan-words.h"
#include "weir-rule-words.h"

static char *
words_for_time (const WeirPlanSnapshot *snapshot, const WeirPlanOutlook *outlook)
{
  const WeirOutlookTotals *totals = weir_plan_outlook_get_totals (outlook);
  g_autofree char *clock = weir_words_for_clock (snapshot->elapsed_us);
  g_autofree char *length = weir_words_for_clock (totals->length_us);

  if (totals->end == WEIR_OUTLOOK_EXACT && totals->length_us > 0)
    return g_strdup_printf (_("%s of %s"), clock, length);
  return g_steal_pointer (&clock);
}

static char *
words_for_running (const WeirPlanSnapshot *snapshot, const WeirPlanOutlook *outlook)
{
  g_autofree char *time = words_for_time (snapshot, outlook);
  g_autofree char *requests = weir_words_for_number (snapshot->requests);
  g_autofree char *clients = weir_words_for_number (snapshot->clients_active);

  /* Translators: how long it has been, requests sent so far, and clients at work */
  return g_strdup_printf (_("%s · requests %s · clients %s"), time, requests, clients);
}

/**
 * weir_plan_progress_describe:
 * @snapshot: how a run stands
 * @outlook: what it was going to do
 * @n_stops: how often Stop was pressed
 *
 * Returns: (transfer full): "0:12 of 0:30 · requests 1,204 · clients 20", "Stopping: …"; "" when the run is
 *   done
 */
char *
weir_plan_progress_describe (const WeirPlanSnapshot *snapshot, const WeirPlanOutlook *outlook, guint n_stops)
{
  if (snapshot->phase == WEIR_PLAN_DONE)
    return g_strdup ("");
  if (snapshot->unresponsive)
    return g_strdup (_("A worker process does not answer"));
  if (n_stops > 1)
    return g_strdup (_("Cancelling all requests…"));
  if (n_stops > 0 || snapshot->stopping)
    return g_strdup_printf (ngettext ("Stopping: %u request in flight has 5 s",
                                      "Stopping: %u requests in flight have 5 s", snapshot->in_flight),
                            snapshot->in_flight);
  if (snapshot->phase == WEIR_PLAN_STARTING)
    return g_strdup (_("Starting…"));
  return words_for_running (snapshot, outlook);
}

static gboolean
is_over (const WeirJobState *job)
{
  return job->status >= WEIR_ITERATION_TERMINATED;
}

static const WeirJobState *
find_job (const WeirPlanSnapshot *snapshot, guint round, guint nth)
{
  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      if (job->round_index == round && nth-- == 0)
        return job;
    }
  return NULL;
}

/* What is over counts as done, however many it came to. */
static double
count_done (const WeirPlanSnapshot *snapshot, const WeirOutlookRound *round)
{
  double done = 0;

  for (guint i = 0; i < round->jobs->len; i++)
    {
      const WeirOutlookJob *planned = g_ptr_array_index (round->jobs, i);
      const WeirJobState *job = find_job (snapshot, round->index, i);
      double slots = job != NULL ? (double) job->figures->slots : 0;

      done += job != NULL && is_over (job) ? (double) planned->requests
                                           : MIN (slots, (double) planned->requests);
    }
  return done;
}

/**
 * weir_plan_progress_get_fraction:
 * @snapshot: how a run stands
 * @outlook: what it was going to do
 *
 * Returns: how much of it is done, from 0 to 1, by the clock or by requests; negative when the plan does not
 *   say how much there is
 */
double
weir_plan_progress_get_fraction (const WeirPlanSnapshot *snapshot, const WeirPlanOutlook *outlook)
{
  const WeirOutlookTotals *totals = weir_plan_outlook_get_totals (outlook);
  GPtrArray *rounds = weir_plan_outlook_get_rounds (outlook);
  double done = 0;

  if (totals->end == WEIR_OUTLOOK_EXACT && totals->length_us > 0)
    return MIN ((double) snapshot->elapsed_us / (double) totals->length_us, 1);
  if (totals->endless || totals->or_more || totals->answering_us > 0 || totals->requests == 0)
    return -1;
  for (guint i = 0; i < rounds->len; i++)
    done += count_done (snapshot, g_ptr_array_index (rounds, i));
  return MIN (done / (double) totals->requests, 1);
}
