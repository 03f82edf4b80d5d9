/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-item.c: an iteration of a load plan in one of its rounds, a row of a table
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-duration.h"
#include "weir-job-item.h"
#include "weir-job-summary.h"
#include "weir-plan-words.h"
#include "weir-quality.h"
#include "weir-rule-words.h"
#include "weir-scale.h"

static const struct
{
  const char *title;
  const char *help;
  double percent; /* of a percentile */
} figures[WEIR_N_JOB_FIGURES] = {
  [WEIR_JOB_FIGURE_NAME] = { N_("Iteration"), N_("Round and plan iteration (job)"), 0 },
  [WEIR_JOB_FIGURE_STATUS] = { N_("Status"), N_("How the iteration stands"), 0 },
  [WEIR_JOB_FIGURE_RULES] = { N_("Rules"), N_("The rule that fired, or is nearest to it"), 0 },
  [WEIR_JOB_FIGURE_REQUESTS] = { N_("Requests"), N_("Sent so far, without those of a warm-up"), 0 },
  [WEIR_JOB_FIGURE_FAILED] = { N_("Failed"), N_("Requests that failed, and their share"), 0 },
  [WEIR_JOB_FIGURE_RATE] = { N_("Per second"),
                             N_("Successful requests per second since the first one, as rules see it"), 0 },
  [WEIR_JOB_FIGURE_P50] = { N_("p50"), N_("Half of the requests took no longer"), 50 },
  [WEIR_JOB_FIGURE_P95] = { N_("p95"), N_("95 of 100 requests took no longer"), 95 },
  [WEIR_JOB_FIGURE_P99] = { N_("p99"), N_("99 of 100 requests took no longer"), 99 },
  [WEIR_JOB_FIGURE_MAX] = { N_("Longest"), N_("The request that took longest"), 100 },
  [WEIR_JOB_FIGURE_LATE] = { N_("Late by"),
                             N_("99 of 100 requests started no later than this after their planned start"),
                             0 },
  [WEIR_JOB_FIGURE_HTTP] = { N_("HTTP"), N_("The version of HTTP that the answers came in"), 0 },
};

struct _WeirJobItem
{
  GObject parent_instance;

  WeirJobState *state; /* owned reference */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirJobItem, weir_job_item, G_TYPE_OBJECT)

static void
weir_job_item_finalize (GObject *object)
{
  g_clear_pointer (&WEIR_JOB_ITEM (object)->state, weir_job_state_unref);
  G_OBJECT_CLASS (weir_job_item_parent_class)->finalize (object);
}

static void
weir_job_item_class_init (WeirJobItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_job_item_finalize;
  /**
   * WeirJobItem::changed:
   * @item: the item
   *
   * Its state is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
weir_job_item_init (WeirJobItem *self)
{
}

/**
 * weir_job_item_new:
 * @state: how an iteration stands
 *
 * Returns: (transfer full): its row
 */
WeirJobItem *
weir_job_item_new (WeirJobState *state)
{
  WeirJobItem *self = g_object_new (WEIR_TYPE_JOB_ITEM, NULL);

  self->state = weir_job_state_ref (state);
  return self;
}

/**
 * weir_job_item_set_state:
 * @self: a row
 * @state: how its iteration stands now; the same object as before when nothing has changed
 */
void
weir_job_item_set_state (WeirJobItem *self, WeirJobState *state)
{
  g_return_if_fail (WEIR_IS_JOB_ITEM (self));

  if (state == self->state)
    return;
  weir_job_state_ref (state);
  weir_job_state_unref (self->state);
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * weir_job_item_get_state:
 * @self: a row
 *
 * Returns: (transfer none): how its iteration stands
 */
WeirJobState *
weir_job_item_get_state (WeirJobItem *self)
{
  g_return_val_if_fail (WEIR_IS_JOB_ITEM (self), NULL);

  return self->state;
}

/* "12 · 0.34 %" */
static char *
get_failed (const WeirJobState *state, WeirTone *tone)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (state->figures->metrics);
  g_autofree char *number = weir_words_for_number (totals->failed);
  g_autofree char *share =
      weir_words_for_error_rate (totals->failed, weir_metric_totals_get_completed (totals));

  if (totals->failed == 0)
    return share != NULL ? g_steal_pointer (&number) : NULL;
  *tone = WEIR_TONE_BAD;
  return g_strdup_printf ("%s · %s", number, share);
}

static char *
get_rate (const WeirJobState *state)
{
  double rate = weir_job_state_get_throughput (state);

  return rate > 0 ? weir_unit_to_text (WEIR_UNIT_RATE, rate) : NULL;
}

static char *
get_percentile (const WeirHistogram *time, double percent, gboolean *weak)
{
  if (time == NULL || weir_histogram_get_count (time) == 0)
    return NULL;
  *weak = percent < 100 && !weir_percentile_is_sound (weir_histogram_get_count (time), percent);
  return weir_duration_to_display (weir_histogram_get_percentile (time, percent));
}

/* "1.1", or with their numbers where a server did not always answer with the same one: "2 × 12, 1.1 × 3" */
static char *
get_http (const WeirJobFigures *counted)
{
  static const char *const versions[WEIR_N_JOB_HTTP] = { "1.0", "1.1", "2" };
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < WEIR_N_JOB_HTTP; i++)
    n += counted->http[i] > 0;
  for (guint i = 0; i < WEIR_N_JOB_HTTP; i++)
    {
      g_autofree char *number = weir_words_for_number (counted->http[i]);

      if (counted->http[i] == 0)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", versions[i]);
      if (n > 1)
        g_string_append_printf (text, " × %s", number);
    }
  return n > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
get_known_text (const WeirJobState *state, WeirJobFigure figure, WeirTone *tone, gboolean *weak)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (state->figures->metrics);

  switch (figure)
    {
    case WEIR_JOB_FIGURE_NAME:
      return weir_job_state_get_name (state);
    case WEIR_JOB_FIGURE_STATUS:
      return weir_words_for_iteration_status (state->status, tone);
    case WEIR_JOB_FIGURE_RULES:
      return weir_words_for_rules (state, tone);
    case WEIR_JOB_FIGURE_REQUESTS:
      return weir_words_for_number (totals->started);
    case WEIR_JOB_FIGURE_FAILED:
      return get_failed (state, tone);
    case WEIR_JOB_FIGURE_RATE:
      return get_rate (state);
    case WEIR_JOB_FIGURE_LATE:
      return get_percentile (state->figures->lateness, 99, weak);
    case WEIR_JOB_FIGURE_HTTP:
      return get_http (state->figures);
    case WEIR_JOB_FIGURE_P50:
    case WEIR_JOB_FIGURE_P95:
    case WEIR_JOB_FIGURE_P99:
    case WEIR_JOB_FIGURE_MAX:
    default:
      return get_percentile (weir_job_state_get_time (state, WEIR_METRIC_TOTAL_TIME), figures[figure].percent,
                             weak);
    }
}

/**
 * weir_job_item_get_text:
 * @self: a row
 * @figure: one of its cells
 * @tone: (out): how good that is
 * @weak: (out): whether so few requests carry it that it says little
 *
 * Returns: (transfer full): what the cell says
 */
char *
weir_job_item_get_text (WeirJobItem *self, WeirJobFigure figure, WeirTone *tone, gboolean *weak)
{
  char *text;

  g_return_val_if_fail (WEIR_IS_JOB_ITEM (self), NULL);

  *tone = WEIR_TONE_QUIET;
  *weak = FALSE;
  text = get_known_text (self->state, figure, tone, weak);
  return text != NULL ? text : g_strdup ("–");
}

const char *
weir_job_figure_get_title (WeirJobFigure figure)
{
  return _(figures[figure].title);
}

const char *
weir_job_figure_get_help (WeirJobFigure figure)
{
  return _(figures[figure].help);
}
