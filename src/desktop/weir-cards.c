/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cards.c: the figures of a run: duration, success rate, average, p95, data
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-cards.h"
#include "weir-document-enums.h"
#include "weir-duration.h"

struct _WeirCards
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkLabel *duration;
  GtkLabel *success;
  GtkLabel *average;
  GtkLabel *p95;
  GtkLabel *data;
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
show_duration (GtkLabel *label, gint64 us, gboolean known)
{
  g_autofree char *text = known ? weir_duration_to_display (us) : g_strdup ("–");

  gtk_label_set_text (label, text);
}

/* Never "100 %" when something failed. */
static void
show_success (GtkLabel *label, guint64 passed, guint64 failed)
{
  double percent = passed + failed > 0 ? 100.0 * (double) passed / (double) (passed + failed) : 0;
  g_autofree char *text = NULL;

  if (passed + failed == 0)
    text = g_strdup ("–");
  else if (failed == 0)
    text = g_strdup ("100 %");
  else
    text = g_strdup_printf ("%.1f %%", MIN (percent, 99.9));
  gtk_label_set_text (label, text);
}

static GtkSizeRequestMode
weir_cards_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A window asks for its least height without a width: with the least one, each card would be in a line of its
 * own, and the window would never be low. */
static void
weir_cards_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *content = WEIR_CARDS (widget)->content;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0)
    gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);
  gtk_widget_measure (content, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
weir_cards_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (WEIR_CARDS (widget)->content, width, height, baseline, NULL);
}

static void
weir_cards_dispose (GObject *object)
{
  WeirCards *self = WEIR_CARDS (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_cards_parent_class)->dispose (object);
}

static void
weir_cards_class_init (WeirCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_cards_dispose;
  widget_class->get_request_mode = weir_cards_get_request_mode;
  widget_class->measure = weir_cards_measure;
  widget_class->size_allocate = weir_cards_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-cards.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirCards, content);
  gtk_widget_class_bind_template_child (widget_class, WeirCards, duration);
  gtk_widget_class_bind_template_child (widget_class, WeirCards, success);
  gtk_widget_class_bind_template_child (widget_class, WeirCards, average);
  gtk_widget_class_bind_template_child (widget_class, WeirCards, p95);
  gtk_widget_class_bind_template_child (widget_class, WeirCards, data);
}

static void
weir_cards_init (WeirCards *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_cards_update (self, NULL);
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
  g_autofree char *tooltip = NULL;

  g_return_if_fail (WEIR_IS_CARDS (self));

  if (snapshot != NULL)
    add_up (snapshot, &sums);
  timed = weir_histogram_get_count (time) > 0;
  show_duration (self->duration, snapshot != NULL ? snapshot->elapsed_us : 0, snapshot != NULL);
  show_success (self->success, sums.passed, sums.failed);
  show_duration (self->average, timed ? (gint64) weir_histogram_get_mean (time) : 0, timed);
  show_duration (self->p95, timed ? weir_histogram_get_percentile (time, 95) : 0, timed);
  received = g_format_size (sums.received);
  sent = g_format_size (sums.sent);
  tooltip = g_strdup_printf (_("%s received, %s sent"), received, sent);
  gtk_label_set_text (self->data, snapshot != NULL ? received : "–");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->data), snapshot != NULL ? tooltip : NULL);
}
