/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-statistics-item.c: the figures of one step, a row of a table
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-duration.h"
#include "weir-statistics-item.h"
#include "weir-words.h"

struct _WeirStatisticsItem
{
  GObject parent_instance;

  char *name;
  guint place; /* in the flow */
  guint64 n_times;
  gint64 values[WEIR_N_FIGURES]; /* counts, µs or bytes */
};

G_DEFINE_FINAL_TYPE (WeirStatisticsItem, weir_statistics_item, G_TYPE_OBJECT)

static gboolean
is_time (WeirFigure figure)
{
  return figure >= WEIR_FIGURE_MIN && figure <= WEIR_FIGURE_MAX;
}

static double
get_percent (WeirFigure figure)
{
  switch (figure)
    {
    case WEIR_FIGURE_P50:
      return 50;
    case WEIR_FIGURE_P90:
      return 90;
    case WEIR_FIGURE_P95:
      return 95;
    case WEIR_FIGURE_P99:
      return 99;
    default:
      return 0;
    }
}

static void
weir_statistics_item_finalize (GObject *object)
{
  g_free (WEIR_STATISTICS_ITEM (object)->name);
  G_OBJECT_CLASS (weir_statistics_item_parent_class)->finalize (object);
}

static void
weir_statistics_item_class_init (WeirStatisticsItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_statistics_item_finalize;
}

static void
weir_statistics_item_init (WeirStatisticsItem *self)
{
}

static void
take_times (WeirStatisticsItem *self, const WeirHistogram *time)
{
  self->n_times = weir_histogram_get_count (time);
  self->values[WEIR_FIGURE_MIN] = weir_histogram_get_min (time);
  self->values[WEIR_FIGURE_AVERAGE] = (gint64) weir_histogram_get_mean (time);
  for (WeirFigure figure = WEIR_FIGURE_P50; figure <= WEIR_FIGURE_P99; figure++)
    self->values[figure] = weir_histogram_get_percentile (time, get_percent (figure));
  self->values[WEIR_FIGURE_MAX] = weir_histogram_get_max (time);
}

/**
 * weir_statistics_item_new:
 * @snapshot: how a run stands
 * @part: of the flow
 * @step: index within the part
 * @name: of the step
 *
 * Returns: (transfer full): what its executions add up to
 */
WeirStatisticsItem *
weir_statistics_item_new (const WeirRunSnapshot *snapshot, guint part, guint step, const char *name)
{
  WeirStatisticsItem *self = g_object_new (WEIR_TYPE_STATISTICS_ITEM, NULL);
  const guint64 *counts = snapshot->steps[part][step]->counts;

  self->name = part == WEIR_FLOW_PART_STEPS
                 ? g_strdup (name)
                 : g_strdup_printf (_("%s: %s"), weir_words_for_part (part), name);
  self->place = part * 10000 + step;
  for (guint i = 0; i < WEIR_N_STEP_OUTCOMES; i++)
    self->values[WEIR_FIGURE_RESULTS] += (gint64) counts[i];
  self->values[WEIR_FIGURE_PASSED] = (gint64) counts[WEIR_STEP_PASSED];
  self->values[WEIR_FIGURE_FAILED] = (gint64) counts[WEIR_STEP_FAILED];
  self->values[WEIR_FIGURE_NOT_CHECKED] = (gint64) snapshot->steps[part][step]->not_checked;
  self->values[WEIR_FIGURE_RECEIVED] = (gint64) snapshot->steps[part][step]->bytes_received;
  self->values[WEIR_FIGURE_SENT] = (gint64) snapshot->steps[part][step]->bytes_sent;
  take_times (self, snapshot->steps[part][step]->time);
  return self;
}

/**
 * weir_statistics_item_has:
 * @self: a row
 * @figure: one of its figures
 *
 * Returns: whether there is such a figure; a step without requests has no times
 */
gboolean
weir_statistics_item_has (WeirStatisticsItem *self, WeirFigure figure)
{
  g_return_val_if_fail (WEIR_IS_STATISTICS_ITEM (self), FALSE);

  return !is_time (figure) || self->n_times > 0;
}

/**
 * weir_statistics_item_is_weak:
 * @self: a row
 * @figure: one of its figures
 *
 * Whether a percentile stands on fewer than 10 / (1 − p) requests, which says little.
 *
 * Returns: whether it had better not be relied on
 */
gboolean
weir_statistics_item_is_weak (WeirStatisticsItem *self, WeirFigure figure)
{
  g_return_val_if_fail (WEIR_IS_STATISTICS_ITEM (self), FALSE);

  return get_percent (figure) > 0 && (double) self->n_times * (100 - get_percent (figure)) < 1000;
}

/**
 * weir_statistics_item_get_text:
 * @self: a row
 * @figure: one of its figures
 *
 * Returns: (transfer full): the figure as it is shown, with its unit; "–" when there is none
 */
char *
weir_statistics_item_get_text (WeirStatisticsItem *self, WeirFigure figure)
{
  g_return_val_if_fail (WEIR_IS_STATISTICS_ITEM (self), NULL);

  if (figure == WEIR_FIGURE_STEP)
    return g_strdup (self->name);
  if (!weir_statistics_item_has (self, figure))
    return g_strdup ("–");
  if (is_time (figure))
    return weir_duration_to_display (self->values[figure]);
  if (figure == WEIR_FIGURE_RECEIVED || figure == WEIR_FIGURE_SENT)
    return g_format_size ((guint64) self->values[figure]);
  return g_strdup_printf ("%" G_GINT64_FORMAT, self->values[figure]);
}

/**
 * weir_statistics_item_get_plain:
 * @self: a row
 * @figure: one of its figures
 *
 * Returns: (transfer full): the figure for a spreadsheet: times in ms with three decimals, bytes as they are
 */
char *
weir_statistics_item_get_plain (WeirStatisticsItem *self, WeirFigure figure)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_val_if_fail (WEIR_IS_STATISTICS_ITEM (self), NULL);

  if (figure == WEIR_FIGURE_STEP)
    return g_strdelimit (g_strdup (self->name), "\t\r\n", ' ');
  if (!weir_statistics_item_has (self, figure))
    return g_strdup ("");
  if (!is_time (figure))
    return g_strdup_printf ("%" G_GINT64_FORMAT, self->values[figure]);
  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.3f", (double) self->values[figure] / 1000));
}

/**
 * weir_statistics_item_compare:
 * @a: a row
 * @b: a row
 * @figure: by which to compare; the steps themselves are in the order of the flow
 *
 * Returns: as strcmp() does
 */
int
weir_statistics_item_compare (WeirStatisticsItem *a, WeirStatisticsItem *b, WeirFigure figure)
{
  gint64 value_a = figure == WEIR_FIGURE_STEP ? a->place : a->values[figure];
  gint64 value_b = figure == WEIR_FIGURE_STEP ? b->place : b->values[figure];

  return value_a < value_b ? -1 : value_a > value_b;
}

/**
 * weir_figure_get_title:
 * @figure: a figure
 *
 * Returns: the heading of its column
 */
const char *
weir_figure_get_title (WeirFigure figure)
{
  const char *const titles[WEIR_N_FIGURES] = {
    N_("Step"), N_("Results"), N_("Passed"), N_("Failed"), N_("Not checked"), N_("Min"), N_("Average"),
    N_("p50"), N_("p90"), N_("p95"), N_("p99"), N_("Max"), N_("Received"), N_("Sent"),
  };

  return _(titles[figure]);
}
