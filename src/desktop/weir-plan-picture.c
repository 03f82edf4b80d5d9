/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-picture.c: what a load plan will do, as a chart: rounds and iterations in lanes
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-picture.h"

/* More lanes than these are too many to be told apart; iterations are left out first, then rounds. */
#define MOST_LANES 30

typedef struct
{
  GArray *lanes;      /* of WeirScheduleLane */
  GPtrArray *details; /* of char* */

} Picture;

/* The same arrivals serve the round and all its iterations; the chart copies them. */
static const WeirScheduleArrival *
get_arrivals (const WeirOutlookRound *round, GArray *copy)
{
  g_array_set_size (copy, 0);
  for (guint i = 0; i < round->arrivals->len; i++)
    {
      const WeirOutlookArrival *arrival = &g_array_index (round->arrivals, WeirOutlookArrival, i);
      WeirScheduleArrival corner = { arrival->at_us, arrival->n_clients };

      g_array_append_val (copy, corner);
    }
  return (const WeirScheduleArrival *) (gpointer) copy->data;
}

static char *
describe_job (const WeirOutlookJob *job)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, job->requests);

  if (job->requests == 0)
    return NULL;
  if (job->may_skip)
    return g_strdup_printf (_ ("at most %s"), number);
  return job->or_more
             ? g_strdup_printf (_ ("at least %s"), number)
             : g_strdup_printf (ngettext ("%s request", "%s requests", (gulong) job->requests), number);
}

static WeirScheduleLane *
add_lane (Picture *picture, char *detail)
{
  WeirScheduleLane lane = { .detail = detail };

  if (detail != NULL)
    g_ptr_array_add (picture->details, detail);
  g_array_append_val (picture->lanes, lane);
  return &g_array_index (picture->lanes, WeirScheduleLane, picture->lanes->len - 1);
}

/* Times that are too long to be told from for ever still have sums. */
static gint64
add_times (gint64 one, gint64 two, gint64 three)
{
  return MIN (one, G_MAXINT64 / 4) + MIN (two, G_MAXINT64 / 4) + MIN (three, G_MAXINT64 / 4);
}

static void
add_jobs (Picture *picture, const WeirOutlookRound *round, const WeirScheduleArrival *arrivals)
{
  for (guint i = 0; i < round->jobs->len; i++)
    {
      const WeirOutlookJob *job = g_ptr_array_index (round->jobs, i);
      WeirScheduleLane *lane = add_lane (picture, describe_job (job));

      lane->name = job->name;
      lane->begin_us = add_times (round->begin_us, round->startup_delay_us, job->begin_us);
      lane->begin = (WeirScheduleTime) MAX (round->begin, job->begin);
      lane->arrivals = arrivals;
      lane->n_arrivals = round->arrivals->len;
      lane->length_us = job->length_us;
      lane->end = (WeirScheduleTime) job->end;
      lane->subject = (WeirChartSubject){ .part = (int) round->index, .step = (int) i };
    }
}

static void
add_round (Picture *picture, const WeirOutlookRound *round, const WeirScheduleArrival *arrivals)
{
  guint n_clients = (guint) MIN (round->n_clients, G_MAXUINT);
  char *detail = g_strdup_printf (ngettext ("%u client", "%u clients", n_clients), n_clients);
  WeirScheduleLane *lane = add_lane (picture, detail);

  lane->name = round->name;
  lane->is_round = TRUE;
  lane->begin_us = add_times (round->begin_us, round->startup_delay_us, 0);
  lane->begin = (WeirScheduleTime) round->begin;
  lane->arrivals = arrivals;
  lane->n_arrivals = round->arrivals->len;
  lane->length_us = round->life_us;
  lane->end = (WeirScheduleTime) round->life;
  lane->subject = (WeirChartSubject){ .part = (int) round->index, .step = -1 };
}

static guint
count_lanes (GPtrArray *rounds)
{
  guint n = rounds->len;

  for (guint i = 0; i < rounds->len; i++)
    n += ((const WeirOutlookRound *) g_ptr_array_index (rounds, i))->jobs->len;
  return n;
}

/**
 * weir_plan_picture_new_chart:
 * @outlook: what a plan will do
 *
 * Returns: (transfer full): its rounds and iterations over time
 */
WeirChart *
weir_plan_picture_new_chart (const WeirPlanOutlook *outlook)
{
  GPtrArray *rounds = weir_plan_outlook_get_rounds (outlook);
  guint n_lanes = count_lanes (rounds);
  gboolean with_jobs = n_lanes <= MOST_LANES;
  g_autoptr (GArray) lanes = g_array_new (FALSE, TRUE, sizeof (WeirScheduleLane));
  g_autoptr (GPtrArray) details = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  Picture picture = { lanes, details };

  for (guint i = 0; i < rounds->len && lanes->len < MOST_LANES; i++)
    {
      const WeirOutlookRound *round = g_ptr_array_index (rounds, i);
      GArray *copy = g_array_new (FALSE, FALSE, sizeof (WeirScheduleArrival));
      const WeirScheduleArrival *arrivals = get_arrivals (round, copy);

      g_ptr_array_add (copies, copy);
      add_round (&picture, round, arrivals);
      if (with_jobs)
        add_jobs (&picture, round, arrivals);
    }
  return weir_chart_new_plan_schedule ((const WeirScheduleLane *) (gpointer) lanes->data, lanes->len,
                                       n_lanes - lanes->len, NULL);
}
