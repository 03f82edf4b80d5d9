/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook.c: what a load plan will do: its rounds one after another, and what that makes in all
 */

#include "config.h"

#include "weir-plan-outlook-private.h"

/* Instants that are looked at to find the one at which most clients are there. */
#define MOST_INSTANTS 512

G_DEFINE_BOXED_TYPE (WeirPlanOutlook, weir_plan_outlook, weir_plan_outlook_ref, weir_plan_outlook_unref)

static WeirOutlookRound *
get_round (const WeirPlanOutlook *self, guint index)
{
  return g_ptr_array_index (self->rounds, index);
}

/* How many rounds, from @first on, begin together. */
static guint
count_together (const WeirPlanOutlook *self, guint first)
{
  guint n = 1;

  /* A round that is left out comes between, and then this one follows what is before it. */
  while (first + n < self->rounds->len && get_round (self, first + n)->together &&
         get_round (self, first + n)->index == get_round (self, first + n - 1)->index + 1)
    n++;
  return n;
}

static void
end_round (WeirOutlookRound *round)
{
  gint64 arrived_us = weir_outlook_add_time (round->startup_delay_us, round->last_arrival_us);

  round->end_us = weir_outlook_add_time (round->begin_us, weir_outlook_add_time (arrived_us, round->life_us));
  round->end = MAX (round->begin, round->life);
}

/* Rounds follow one another, those that go together side by side. */
static void
place_rounds (WeirPlanOutlook *self)
{
  WeirOutlookTotals *totals = &self->totals;

  for (guint first = 0, n, group = 0; first < self->rounds->len; first += n, group++)
    {
      gint64 begin_us = totals->length_us;
      WeirOutlookTime begin = totals->end;

      n = count_together (self, first);
      for (guint i = first; i < first + n; i++)
        {
          WeirOutlookRound *round = get_round (self, i);

          round->begin_us = begin_us;
          round->begin = begin;
          round->group = group;
          end_round (round);
          totals->length_us = MAX (totals->length_us, round->end_us);
          totals->end = MAX (totals->end, round->end);
        }
    }
}

static guint64
count_present (const WeirPlanOutlook *self, guint first, guint n, gint64 at_us)
{
  guint64 present = 0;

  for (guint i = first; i < first + n; i++)
    present += weir_outlook_round_count_present (get_round (self, i), at_us);
  return present;
}

/* Of the rounds that go together: most are there when the last of some stage comes, or when the first of it
 * is about to leave. Every instant gives a number that is reached, so leaving some out only makes it less. */
static guint64
find_peak (const WeirPlanOutlook *self, guint first, guint n)
{
  guint64 peak = 0;
  guint left = MOST_INSTANTS / n + 1;

  for (guint i = first; i < first + n; i++)
    {
      const WeirOutlookRound *round = get_round (self, i);
      gint64 from_us = weir_outlook_add_time (round->begin_us, round->startup_delay_us);

      for (guint j = 0; j < MIN (round->arrivals->len, left); j++)
        {
          guint corner =
              round->arrivals->len <= left ? j : (guint) ((guint64) j * round->arrivals->len / left);
          gint64 at_us = g_array_index (round->arrivals, WeirOutlookArrival, corner).at_us;
          gint64 instant_us = weir_outlook_add_time (from_us, at_us);

          peak = MAX (peak, count_present (self, first, n, instant_us));
          peak =
              MAX (peak, count_present (self, first, n, weir_outlook_add_time (instant_us, round->life_us)));
        }
    }
  return peak;
}

/* How many starts of one round fall into a second. One after another, a client is in one iteration only. */
static double
get_round_rate (const WeirOutlookRound *round)
{
  double sum = 0, highest = 0;

  for (guint i = 0; i < round->jobs->len; i++)
    {
      const WeirOutlookJob *job = g_ptr_array_index (round->jobs, i);

      sum += job->rate;
      highest = MAX (highest, job->client_rate * (double) round->n_clients);
    }
  return round->parallel ? sum : MIN (sum, highest);
}

static void
add_job (WeirOutlookTotals *totals, const WeirOutlookJob *job)
{
  totals->requests += MIN (job->requests, G_MAXUINT64 - totals->requests);
  totals->or_fewer |= job->may_skip;
  totals->or_more |= job->or_more;
  totals->as_answered |= job->as_answered;
  totals->endless |= job->end == WEIR_OUTLOOK_OPEN;
}

/* For how long requests are sent as fast as they are answered, from the first client to the last one. */
static gint64
get_answering_us (const WeirOutlookRound *round)
{
  gint64 sum_us = 0, longest_us = 0;

  for (guint i = 0; i < round->jobs->len; i++)
    {
      const WeirOutlookJob *job = g_ptr_array_index (round->jobs, i);

      if (job->mode != WEIR_MODE_D || job->by_rate)
        continue;
      sum_us = weir_outlook_add_time (sum_us, job->length_us);
      longest_us = MAX (longest_us, job->length_us);
    }
  if (longest_us == 0)
    return 0;
  return weir_outlook_add_time (round->last_arrival_us, round->parallel ? longest_us : sum_us);
}

static void
add_group (WeirPlanOutlook *self, guint first, guint n)
{
  WeirOutlookTotals *totals = &self->totals;
  guint64 clients = 0;
  gint64 answering_us = 0;
  double rate = 0;

  for (guint i = first; i < first + n; i++)
    {
      const WeirOutlookRound *round = get_round (self, i);

      clients += round->n_clients;
      rate += get_round_rate (round);
      answering_us = MAX (answering_us, get_answering_us (round));
      for (guint j = 0; j < round->jobs->len; j++)
        add_job (totals, g_ptr_array_index (round->jobs, j));
    }
  totals->clients = MAX (totals->clients, clients);
  totals->rate = MAX (totals->rate, rate);
  totals->answering_us = weir_outlook_add_time (totals->answering_us, answering_us);
  totals->least_clients = MAX (totals->least_clients, find_peak (self, first, n));
}

static gboolean
is_chosen (const WeirPlanRunSettings *settings, const char *name)
{
  if (settings == NULL || settings->rounds == NULL || name == NULL)
    return TRUE;
  for (const char *const *chosen = settings->rounds; *chosen != NULL; chosen++)
    if (g_ascii_strcasecmp (*chosen, name) == 0)
      return TRUE;
  return FALSE;
}

static void
add_rounds (WeirPlanOutlook *self, WeirPlan *plan, const WeirPlanRunSettings *settings)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      if (is_chosen (settings, weir_round_get_name (round)))
        g_ptr_array_add (self->rounds, weir_outlook_round_new (plan, round, i));
    }
  place_rounds (self);
  for (guint first = 0; first < self->rounds->len; first += count_together (self, first))
    add_group (self, first, count_together (self, first));
}

static void
host_free (gpointer data)
{
  g_free (((WeirPlanHost *) data)->host);
  g_free (data);
}

/**
 * weir_plan_outlook_new_for:
 * @plan: a plan; one that is being edited may have anything in it
 * @settings: (nullable): environments, variables, secrets and rounds of the run that is thought of; %NULL:
 *   all rounds, in no environment
 *
 * Returns: (transfer full): what it will do
 */
WeirPlanOutlook *
weir_plan_outlook_new_for (WeirPlan *plan, const WeirPlanRunSettings *settings)
{
  WeirPlanOutlook *self = g_atomic_rc_box_new0 (WeirPlanOutlook);

  g_return_val_if_fail (WEIR_IS_PLAN (plan), NULL);

  self->rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_outlook_round_free);
  self->hosts = g_ptr_array_new_with_free_func (host_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  add_rounds (self, plan, settings);
  weir_outlook_find_hosts (self, plan, settings);
  weir_outlook_add_notes (self, plan);
  return self;
}

/**
 * weir_plan_outlook_new:
 * @plan: a plan
 *
 * Returns: (transfer full): what all its rounds will do, in no environment
 */
WeirPlanOutlook *
weir_plan_outlook_new (WeirPlan *plan)
{
  return weir_plan_outlook_new_for (plan, NULL);
}

WeirPlanOutlook *
weir_plan_outlook_ref (WeirPlanOutlook *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
outlook_clear (gpointer data)
{
  WeirPlanOutlook *self = data;

  g_ptr_array_unref (self->rounds);
  g_ptr_array_unref (self->hosts);
  g_ptr_array_unref (self->notes);
}

void
weir_plan_outlook_unref (WeirPlanOutlook *self)
{
  g_atomic_rc_box_release_full (self, outlook_clear);
}

/**
 * weir_plan_outlook_get_totals:
 * @self: an outlook
 *
 * Returns: (transfer none): the plan as a whole
 */
const WeirOutlookTotals *
weir_plan_outlook_get_totals (const WeirPlanOutlook *self)
{
  return &self->totals;
}

/**
 * weir_plan_outlook_get_rounds:
 * @self: an outlook
 *
 * Returns: (transfer none) (element-type WeirOutlookRound): the rounds that are run, in order
 */
GPtrArray *
weir_plan_outlook_get_rounds (const WeirPlanOutlook *self)
{
  return self->rounds;
}

/**
 * weir_plan_outlook_get_hosts:
 * @self: an outlook
 *
 * Returns: (transfer none) (element-type WeirPlanHost): where requests go as far as the document says it,
 *   those that are not this machine first
 */
GPtrArray *
weir_plan_outlook_get_hosts (const WeirPlanOutlook *self)
{
  return self->hosts;
}

/**
 * weir_plan_outlook_has_unknown_hosts:
 * @self: an outlook
 *
 * Returns: whether requests go to hosts that only the run will tell
 */
gboolean
weir_plan_outlook_has_unknown_hosts (const WeirPlanOutlook *self)
{
  return self->has_unknown_hosts;
}

/**
 * weir_plan_outlook_get_notes:
 * @self: an outlook
 *
 * Returns: (transfer none) (element-type utf8): sentences on what the numbers leave out
 */
GPtrArray *
weir_plan_outlook_get_notes (const WeirPlanOutlook *self)
{
  return self->notes;
}
