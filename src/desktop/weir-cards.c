/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cards.c: the figures of a run: duration, success rate, average, p95, data
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-card-row.h"
#include "weir-cards.h"
#include "weir-document-enums.h"
#include "weir-duration.h"

typedef enum
{
  CARD_DURATION,
  CARD_SUCCESS,
  CARD_AVERAGE,
  CARD_P95,
  CARD_DATA,
  N_CARDS
} Card;

static const struct
{
  const char *title;
  const char *help;
} cards[N_CARDS] = {
  [CARD_DURATION] = { N_("Duration"), N_("From Run to the end of After All") },
  [CARD_SUCCESS] = { N_("Success rate"), N_("Passed steps of all that passed or failed") },
  [CARD_AVERAGE] = { N_("Average"), N_("Mean time of the steps' requests") },
  [CARD_P95] = { N_("p95"), N_("95 of 100 requests of the steps took no longer") },
  [CARD_DATA] = { N_("Data"), N_("Bytes received") },
};

struct _WeirCards
{
  GtkWidget parent_instance;

  WeirCardRow *row; /* borrowed */
};

G_DEFINE_FINAL_TYPE (WeirCards, weir_cards, GTK_TYPE_WIDGET)

typedef struct
{
  guint64 passed;
  guint64 failed;
  guint64 sent;
  guint64 received;
  WeirHistogram *time;
} Sums;

/* Before All and After All are overhead of the run: their outcomes count, their times are not averaged with
 * those of the steps. */
static void
add_up (const WeirRunSnapshot *snapshot, Sums *sums)
{
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < snapshot->n_steps[part]; i++)
      {
        const WeirStepStatistics *summary = snapshot->steps[part][i];

        sums->passed += summary->counts[WEIR_STEP_PASSED];
        sums->failed += summary->counts[WEIR_STEP_FAILED];
        sums->sent += summary->bytes_sent;
        sums->received += summary->bytes_received;
        if (part == WEIR_FLOW_PART_STEPS)
          weir_histogram_merge (sums->time, summary->time);
      }
}

static void
show_duration (WeirCards *self, Card card, gint64 us, gboolean known)
{
  g_autofree char *text = known ? weir_duration_to_display (us) : NULL;

  weir_card_row_set (self->row, card, text, NULL);
}

/* Never "100 %" when something failed. */
static void
show_success (WeirCards *self, guint64 passed, guint64 failed)
{
  double percent = passed + failed > 0 ? 100.0 * (double) passed / (double) (passed + failed) : 0;
  g_autofree char *text = NULL;

  if (passed + failed > 0 && failed == 0)
    text = g_strdup ("100 %");
  else if (failed > 0)
    text = g_strdup_printf ("%.1f %%", MIN (percent, 99.9));
  weir_card_row_set (self->row, CARD_SUCCESS, text, NULL);
}

static void
weir_cards_dispose (GObject *object)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&row, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_cards_parent_class)->dispose (object);
}

static void
weir_cards_class_init (WeirCardsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_cards_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
weir_cards_init (WeirCards *self)
{
  self->row = WEIR_CARD_ROW (weir_card_row_new ());
  for (guint i = 0; i < N_CARDS; i++)
    weir_card_row_add (self->row, _(cards[i].title), _(cards[i].help));
  gtk_widget_set_parent (GTK_WIDGET (self->row), GTK_WIDGET (self));
}

/**
 * weir_cards_update:
 * @self: the cards
 * @snapshot: (nullable): how a run stands; %NULL for no run
 */
void
weir_cards_update (WeirCards *self, const WeirRunSnapshot *snapshot)
{
  g_autoptr (WeirHistogram) time = weir_histogram_new ();
  Sums sums = { .time = time };
  gboolean timed;
  g_autofree char *received = NULL;
  g_autofree char *sent = NULL;
  g_autofree char *help = NULL;

  g_return_if_fail (WEIR_IS_CARDS (self));

  if (snapshot != NULL)
    add_up (snapshot, &sums);
  timed = weir_histogram_get_count (time) > 0;
  show_duration (self, CARD_DURATION, snapshot != NULL ? snapshot->elapsed_us : 0, snapshot != NULL);
  show_success (self, sums.passed, sums.failed);
  show_duration (self, CARD_AVERAGE, timed ? (gint64) weir_histogram_get_mean (time) : 0, timed);
  show_duration (self, CARD_P95, timed ? weir_histogram_get_percentile (time, 95) : 0, timed);
  received = g_format_size (sums.received);
  sent = g_format_size (sums.sent);
  help = g_strdup_printf (_("%s received, %s sent"), received, sent);
  weir_card_row_set (self->row, CARD_DATA, snapshot != NULL ? received : NULL,
                     snapshot != NULL ? help : NULL);
}
