/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-cards.c: the figures of a run of a load plan: requests, in flight, rate, errors, p95, clients
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-cards.h"
#include "weir-plan-words.h"
#include "weir-scale.h"

/* The rate is that of the last second, as far as instants of it are known. */
#define RATE_US G_USEC_PER_SEC
#define N_INSTANTS 16

static const struct
{
  const char *title;
  const char *help;
} cards[WEIR_N_PLAN_CARDS] = {
  [WEIR_PLAN_CARD_REQUESTS] = { N_("Requests"), N_("Sent so far, without those of a warm-up") },
  [WEIR_PLAN_CARD_IN_FLIGHT] = { N_("In flight"), N_("Requests that wait for their answer now") },
  [WEIR_PLAN_CARD_RATE] = { N_("Per second"), N_("Requests that came to their end in the last second") },
  [WEIR_PLAN_CARD_ERRORS] = { N_("Error rate"), N_("Failed requests of all that came to their end") },
  [WEIR_PLAN_CARD_P95] = { N_("p95"), N_("95 of 100 requests took no longer") },
  [WEIR_PLAN_CARD_CLIENTS] = { N_("Clients"), N_("Clients that are at work now") },
};

typedef struct
{
  gint64 elapsed_us;
  guint64 completed;
} Instant;

struct _WeirPlanCards
{
  GtkWidget parent_instance;

  WeirCardRow *row; /* borrowed */

  Instant instants[N_INSTANTS]; /* the latest at the end */
  guint n_instants;
};

G_DEFINE_FINAL_TYPE (WeirPlanCards, weir_plan_cards, GTK_TYPE_WIDGET)

typedef struct
{
  guint64 started;
  guint64 completed;
  guint64 failed;
  guint64 warm_up;
  guint64 clients;
  gint64 most_in_flight; /* of one iteration */
  gint64 first_us;
  gint64 last_us;
  WeirHistogram *time;
} Sums;

static void
add_job (Sums *sums, const WeirJobState *job)
{
  const WeirMetrics *metrics = job->figures->metrics;
  const WeirMetricTotals *totals = weir_metrics_get_totals (metrics);
  const WeirHistogram *time = totals->times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TOTAL_TIME)];

  sums->started += totals->started;
  sums->completed += weir_metric_totals_get_completed (totals);
  sums->failed += totals->failed;
  sums->warm_up += job->figures->warm_up;
  sums->most_in_flight = MAX (sums->most_in_flight, job->figures->most_in_flight);
  if (weir_metrics_has_begun (metrics))
    {
      sums->first_us = MIN (sums->first_us, weir_metrics_get_first_us (metrics));
      sums->last_us = MAX (sums->last_us, weir_metrics_get_last_us (metrics));
    }
  if (time != NULL)
    weir_histogram_merge (sums->time, time);
}

/* Clients of a round are in each of its iterations. */
static void
add_up (const WeirPlanSnapshot *snapshot, Sums *sums)
{
  gint64 round = -1;

  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      if (!job->chosen)
        continue;
      add_job (sums, job);
      if (job->round_index != round && job->status != WEIR_ITERATION_NOT_STARTED)
        sums->clients += job->clients;
      round = job->round_index;
    }
}

static void
note_instant (WeirPlanCards *self, gint64 elapsed_us, guint64 completed)
{
  const Instant instant = { elapsed_us, completed };

  if (self->n_instants > 0 && elapsed_us <= self->instants[self->n_instants - 1].elapsed_us)
    return;
  if (self->n_instants == N_INSTANTS)
    memmove (self->instants, self->instants + 1, sizeof (Instant) * --self->n_instants);
  self->instants[self->n_instants++] = instant;
}

/* In the last second, or as much of it as is known; −1: nothing is. */
static double
get_rate (const WeirPlanCards *self)
{
  const Instant *last = self->n_instants > 1 ? &self->instants[self->n_instants - 1] : NULL;
  const Instant *first = last;

  while (first != NULL && first > self->instants && last->elapsed_us - first->elapsed_us < RATE_US)
    first--;
  if (last == NULL || last->elapsed_us - first->elapsed_us <= 0)
    return -1;
  return (double) (last->completed - first->completed) * G_USEC_PER_SEC /
         (double) (last->elapsed_us - first->elapsed_us);
}

static void
show_number (WeirPlanCards *self, WeirPlanCard card, guint64 number, const char *help)
{
  g_autofree char *text = weir_words_for_number (number);

  weir_card_row_set (self->row, card, text, help);
}

static void
show_requests (WeirPlanCards *self, const Sums *sums)
{
  g_autofree char *count = weir_words_for_number (sums->warm_up);
  g_autofree char *help = g_strdup_printf (_("Sent so far; %s more in a warm-up are in no figure"), count);

  show_number (self, WEIR_PLAN_CARD_REQUESTS, sums->started, sums->warm_up > 0 ? help : NULL);
}

static void
show_rate (WeirPlanCards *self, const Sums *sums, gboolean done)
{
  gint64 us = sums->last_us - sums->first_us;
  double rate = !done                                 ? get_rate (self)
                : sums->completed > 1 && us > 0 ? (double) sums->completed * G_USEC_PER_SEC / (double) us
                                                : -1;
  g_autofree char *text = rate >= 0 ? weir_unit_to_text (WEIR_UNIT_RATE, rate) : NULL;

  weir_card_row_set (self->row, WEIR_PLAN_CARD_RATE, text,
                     done ? _("Mean of the whole run, from the first request to the end of the last") : NULL);
}

static void
show_p95 (WeirPlanCards *self, const WeirHistogram *time)
{
  guint64 count = weir_histogram_get_count (time);
  gboolean weak = count > 0 && !weir_percentile_is_sound (count, 95);
  g_autofree char *text =
      count > 0 ? weir_unit_to_text (WEIR_UNIT_DURATION, (double) weir_histogram_get_percentile (time, 95))
                : NULL;

  weir_card_row_set (self->row, WEIR_PLAN_CARD_P95, text,
                     weak ? _("Too few requests for this percentile to say much") : NULL);
  weir_card_row_set_weak (self->row, WEIR_PLAN_CARD_P95, weak);
}

/* What is so now has no meaning when the run is over: then the most there was is told. */
static void
show_load (WeirPlanCards *self, const WeirPlanSnapshot *snapshot, const Sums *sums)
{
  if (snapshot->phase == WEIR_PLAN_DONE)
    {
      show_number (self, WEIR_PLAN_CARD_IN_FLIGHT,
                   MAX (snapshot->most_in_flight, (guint64) MAX (sums->most_in_flight, 0)),
                   snapshot->most_in_flight > 0
                       ? _("The most requests that waited for their answers at one time")
                       : _("The most requests of one iteration that waited for their answers at one time"));
      show_number (self, WEIR_PLAN_CARD_CLIENTS, sums->clients, _("Clients of all rounds together"));
    }
  else
    {
      show_number (self, WEIR_PLAN_CARD_IN_FLIGHT, snapshot->in_flight, NULL);
      show_number (self, WEIR_PLAN_CARD_CLIENTS, snapshot->clients_active, NULL);
    }
}

static void
weir_plan_cards_dispose (GObject *object)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&row, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_plan_cards_parent_class)->dispose (object);
}

static void
weir_plan_cards_class_init (WeirPlanCardsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_plan_cards_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
weir_plan_cards_init (WeirPlanCards *self)
{
  self->row = WEIR_CARD_ROW (weir_card_row_new ());
  for (guint i = 0; i < WEIR_N_PLAN_CARDS; i++)
    weir_card_row_add (self->row, _(cards[i].title), _(cards[i].help));
  gtk_widget_set_parent (GTK_WIDGET (self->row), GTK_WIDGET (self));
}

/**
 * weir_plan_cards_new:
 *
 * Returns: (transfer floating): cards of no run yet
 */
GtkWidget *
weir_plan_cards_new (void)
{
  return g_object_new (WEIR_TYPE_PLAN_CARDS, NULL);
}

static void
show_nothing (WeirPlanCards *self)
{
  self->n_instants = 0;
  for (guint i = 0; i < WEIR_N_PLAN_CARDS; i++)
    weir_card_row_set (self->row, i, NULL, NULL);
}

/**
 * weir_plan_cards_update:
 * @self: the cards
 * @snapshot: (nullable): how a run stands; %NULL for no run
 */
void
weir_plan_cards_update (WeirPlanCards *self, const WeirPlanSnapshot *snapshot)
{
  g_autoptr (WeirHistogram) time = weir_histogram_new ();
  Sums sums = { .first_us = G_MAXINT64, .time = time };
  g_autofree char *errors = NULL;

  g_return_if_fail (WEIR_IS_PLAN_CARDS (self));

  if (snapshot == NULL)
    {
      show_nothing (self);
      return;
    }
  add_up (snapshot, &sums);
  if (self->n_instants > 0 && snapshot->elapsed_us < self->instants[self->n_instants - 1].elapsed_us)
    self->n_instants = 0; /* another run */
  note_instant (self, snapshot->elapsed_us, sums.completed);
  show_requests (self, &sums);
  show_rate (self, &sums, snapshot->phase == WEIR_PLAN_DONE);
  errors = weir_words_for_error_rate (sums.failed, sums.completed);
  weir_card_row_set (self->row, WEIR_PLAN_CARD_ERRORS, errors, NULL);
  show_p95 (self, time);
  show_load (self, snapshot, &sums);
}

/**
 * weir_plan_cards_get_row:
 * @self: the cards
 *
 * Returns: (transfer none): by #WeirPlanCard
 */
WeirCardRow *
weir_plan_cards_get_row (WeirPlanCards *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_CARDS (self), NULL);

  return self->row;
}
