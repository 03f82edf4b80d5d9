/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook-round.c: what one round will do: when its clients arrive, and how long each of them stays
 */

#include "config.h"

#include "weir-plan-outlook-private.h"

#include "weir-plan-lookup.h"

/* Stages may be as many as clients; nobody sees more corners than these in a ramp. */
#define MOST_CORNERS 2000
/* Of more clients than these it is not found out whose batches meet: all of them may. */
#define MOST_PLACED 1000

static void
add_corner (WeirOutlookRound *self, gint64 at_us, guint64 n_clients)
{
  WeirOutlookArrival corner = { at_us, n_clients };

  g_array_append_val (self->arrivals, corner);
}

/* The first client comes at the beginning of its stage, the last one at its end: two corners for each. */
static void
add_stages (WeirOutlookRound *self, GListModel *stages)
{
  guint n_stages = g_list_model_get_n_items (stages);
  gint64 at_us = 0;

  for (guint i = 0; i < n_stages; i++)
    {
      g_autoptr (WeirStage) stage = g_list_model_get_item (stages, i);
      guint n_clients = weir_stage_get_clients (stage);

      at_us = weir_outlook_add_time (at_us, weir_stage_get_startup_delay_us (stage));
      if (n_clients == 0)
        continue;
      if (i < MOST_CORNERS / 2)
        add_corner (self, at_us, self->n_clients + 1);
      self->n_clients += n_clients;
      at_us = weir_outlook_add_time (
          at_us,
          (gint64) MIN ((double) (n_clients - 1) * (double) weir_stage_get_arrival_delay_us (stage), 9e18));
      if (n_clients > 1 && i < MOST_CORNERS / 2)
        add_corner (self, at_us, self->n_clients);
    }
  if (n_stages > MOST_CORNERS / 2)
    add_corner (self, at_us, self->n_clients);
  self->last_arrival_us = at_us;
}

static void
add_arrivals (WeirOutlookRound *self, WeirRound *round)
{
  GListModel *stages = G_LIST_MODEL (weir_round_get_stages (round));

  self->arrivals = g_array_new (FALSE, FALSE, sizeof (WeirOutlookArrival));
  if (g_list_model_get_n_items (stages) > 0)
    {
      add_stages (self, stages);
      return;
    }
  self->n_clients = weir_round_get_clients (round);
  if (self->n_clients == 0)
    return;
  self->last_arrival_us = weir_round_get_arrival_us (round, (guint) self->n_clients - 1);
  add_corner (self, 0, 1);
  if (self->n_clients > 1)
    add_corner (self, self->last_arrival_us, self->n_clients);
}

/* Each iteration begins by itself after its delay; the client stays until the last one is over. */
static void
place_parallel (WeirOutlookRound *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      const WeirOutlookJob *job = g_ptr_array_index (self->jobs, i);

      self->life_us = MAX (self->life_us, weir_outlook_add_time (job->begin_us, job->length_us));
      self->life = MAX (self->life, job->end);
    }
}

/* One after another, each after its delay. */
static void
place_sequential (WeirOutlookRound *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      WeirOutlookJob *job = g_ptr_array_index (self->jobs, i);

      job->begin_us = weir_outlook_add_time (self->life_us, job->begin_us);
      job->begin = self->life;
      self->life_us = weir_outlook_add_time (job->begin_us, job->length_us);
      self->life = MAX (self->life, job->end);
    }
}

guint64
weir_outlook_round_count_arrived (const WeirOutlookRound *self, gint64 at_us)
{
  guint low = 0, high = self->arrivals->len;
  const WeirOutlookArrival *before, *after;
  guint64 steps;
  gint64 step_us;

  /* The first corner that lies behind. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->arrivals, WeirOutlookArrival, middle).at_us <= at_us)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return 0;
  before = &g_array_index (self->arrivals, WeirOutlookArrival, low - 1);
  if (low == self->arrivals->len)
    return before->n_clients;
  after = before + 1;
  steps = after->n_clients - before->n_clients;
  /* Between the last client of a stage and the first of the next one there is one step, at its end. */
  step_us = steps > 0 ? (after->at_us - before->at_us) / (gint64) MIN (steps, G_MAXINT32) : 0;
  return before->n_clients + (step_us > 0 ? (guint64) ((at_us - before->at_us) / step_us) : 0);
}

guint64
weir_outlook_round_count_present (const WeirOutlookRound *self, gint64 at_us)
{
  gint64 since_us = at_us - self->begin_us - self->startup_delay_us;
  guint64 gone = 0;

  if (since_us < 0)
    return 0;
  if (self->life != WEIR_OUTLOOK_OPEN && since_us > self->life_us)
    gone = weir_outlook_round_count_arrived (self, since_us - self->life_us - 1);
  return weir_outlook_round_count_arrived (self, since_us) - gone;
}

/* How many clients launch at one time at the most: those that come while the first still launches. */
static guint64
count_launching (const WeirOutlookRound *self, const WeirOutlookJob *job)
{
  gint64 span_us = MAX (job->length_us, G_USEC_PER_SEC);
  guint64 most = 0;

  if (job->end == WEIR_OUTLOOK_OPEN || (!self->parallel && job->begin != WEIR_OUTLOOK_EXACT))
    return self->n_clients;
  for (guint i = 0; i < self->arrivals->len; i++)
    {
      gint64 at_us = g_array_index (self->arrivals, WeirOutlookArrival, i).at_us;
      guint64 before = at_us > 0 ? weir_outlook_round_count_arrived (self, at_us - 1) : 0;
      guint64 after = weir_outlook_round_count_arrived (self, weir_outlook_add_time (at_us, span_us));
      guint64 until = weir_outlook_round_count_arrived (self, at_us);
      guint64 earlier = at_us > span_us ? weir_outlook_round_count_arrived (self, at_us - span_us - 1) : 0;

      most = MAX (most, MAX (after - before, until - earlier));
    }
  return most;
}

static int
compare_times (gconstpointer one, gconstpointer other)
{
  gint64 a = *(const gint64 *) one;
  gint64 b = *(const gint64 *) other;

  return (a > b) - (a < b);
}

/* Where in the time from batch to batch each client launches, in order. */
static GArray *
list_places (const WeirOutlookRound *self, gint64 cool_down_us)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gint64));
  const WeirOutlookArrival *before = NULL;

  for (guint i = 0; i < self->arrivals->len; i++)
    {
      const WeirOutlookArrival *corner = &g_array_index (self->arrivals, WeirOutlookArrival, i);
      guint64 n = before != NULL ? corner->n_clients - before->n_clients : 1;
      gint64 step_us = before != NULL && n > 0 ? (corner->at_us - before->at_us) / (gint64) n : 0;

      for (guint64 j = 0; j < n; j++)
        {
          gint64 place_us = (corner->at_us - step_us * (gint64) j) % cool_down_us;

          g_array_append_val (places, place_us);
        }
      before = corner;
    }
  g_array_sort (places, compare_times);
  return places;
}

/* Of batches that are rarer than one a second: how many clients launch theirs within the same second. */
static guint64
count_within_second (const WeirOutlookRound *self, gint64 cool_down_us)
{
  g_autoptr (GArray) places = list_places (self, cool_down_us);
  guint n = places->len;
  guint most = 0;

  /* Behind the last one the first one comes again. */
  for (guint first = 0, last = 0; first < n; first++)
    {
      gint64 end_us = g_array_index (places, gint64, first) + G_USEC_PER_SEC;

      last = MAX (last, first);
      while (last < first + n &&
             g_array_index (places, gint64, last % n) + (last >= n ? cool_down_us : 0) < end_us)
        last++;
      most = MAX (most, last - first);
    }
  return most;
}

static guint64
count_at_once (const WeirOutlookRound *self, const WeirOutlookJob *job)
{
  guint64 n_launching = count_launching (self, job);

  if (job->cool_down_us <= G_USEC_PER_SEC || self->n_clients > MOST_PLACED ||
      (!self->parallel && job->begin != WEIR_OUTLOOK_EXACT))
    return n_launching;
  return MIN (n_launching, count_within_second (self, job->cool_down_us));
}

/*
 * weir_outlook_round_new:
 *
 * Begins at 0: weir_plan_outlook_new_for() moves it to where it belongs.
 */
WeirOutlookRound *
weir_outlook_round_new (WeirPlan *plan, WeirRound *round, guint index)
{
  WeirOutlookRound *self = g_new0 (WeirOutlookRound, 1);
  g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (plan, round);

  self->name = g_strdup (weir_round_get_name (round));
  self->index = index;
  self->together = weir_round_get_together (round);
  self->parallel = weir_round_get_parallel (round);
  self->startup_delay_us = MAX (weir_round_get_startup_delay_us (round), 0);
  self->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_outlook_job_free);
  add_arrivals (self, round);
  for (guint i = 0; i < iterations->len; i++)
    g_ptr_array_add (self->jobs, weir_outlook_job_new (plan, round, g_ptr_array_index (iterations, i)));
  if (self->parallel)
    place_parallel (self);
  else
    place_sequential (self);
  for (guint i = 0; i < self->jobs->len; i++)
    {
      WeirOutlookJob *job = g_ptr_array_index (self->jobs, i);

      job->rate = job->client_rate * (double) count_at_once (self, job);
    }
  return self;
}

void
weir_outlook_round_free (WeirOutlookRound *self)
{
  g_free (self->name);
  g_array_unref (self->arrivals);
  g_ptr_array_unref (self->jobs);
  g_free (self);
}
