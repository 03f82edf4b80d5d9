/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-schedule-mode.c: when one client of an iteration begins its requests: what it is, and as a table
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-schedule-private.h"

/* Requests one after another are drawn as so many boxes: how long each takes only the server knows. */
#define MOST_BOXES 8
#define TIME_BOXES 9
/* Batches without end are drawn so far; and no more of any can be pointed at. */
#define OPEN_LAUNCHES 8
#define MOST_LAUNCHES 1000
/* Of the height of the font. */
#define HEIGHT 10.0

static char *
count_to_text (guint64 count)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, count);
}

static guint64
count_launches (const WeirScheduleMode *mode)
{
  if (mode->kind != WEIR_SCHEDULE_BATCHES)
    return 0;
  if (mode->requests > 0)
    return mode->requests / mode->batch + (mode->requests % mode->batch > 0 ? 1 : 0);
  if (mode->duration_us > 0)
    return (guint64) ((mode->duration_us - 1) / mode->cool_down_us + 1);
  return 0;
}

static gint64
get_end (const WeirModeSchedule *self)
{
  const WeirScheduleMode *mode = &self->mode;
  double cool_down = (double) mode->cool_down_us;

  switch (mode->kind)
    {
    case WEIR_SCHEDULE_TIME:
      return (gint64) ((double) mode->duration_us * (TIME_BOXES + 0.6) / (TIME_BOXES - 0.6));
    case WEIR_SCHEDULE_RATE:
      return mode->rates[mode->n_rates - 1].at_us;
    case WEIR_SCHEDULE_BATCHES:
      if (self->n_launches == 0)
        return (gint64) MIN (cool_down * OPEN_LAUNCHES, 9e18);
      if (mode->duration_us > 0)
        return (gint64) ((double) mode->duration_us * 1.06);
      return (gint64) MIN (cool_down * ((double) self->n_launches - 1 + 0.6), 9e18);
    case WEIR_SCHEDULE_COUNT:
    default:
      return (gint64) MIN (mode->requests, MOST_BOXES) * G_USEC_PER_SEC;
    }
}

guint
weir_mode_schedule_count_places (const WeirModeSchedule *self)
{
  switch (self->mode.kind)
    {
    case WEIR_SCHEDULE_COUNT:
      return (guint) MIN (self->mode.requests, MOST_BOXES);
    case WEIR_SCHEDULE_TIME:
      return TIME_BOXES;
    case WEIR_SCHEDULE_BATCHES:
      return self->n_launches == 0 ? OPEN_LAUNCHES : (guint) MIN (self->n_launches, MOST_LAUNCHES);
    case WEIR_SCHEDULE_RATE:
    default:
      return self->mode.n_rates;
    }
}

/* Where there are too many requests for a box each, the last one stands for the last. */
static guint64
get_number (const WeirModeSchedule *self, guint place)
{
  if (self->mode.kind == WEIR_SCHEDULE_COUNT && place == MOST_BOXES - 1)
    return self->mode.requests;
  return place + 1;
}

static guint64
get_batch (const WeirModeSchedule *self, guint64 launch)
{
  const WeirScheduleMode *mode = &self->mode;

  return mode->requests > 0 ? MIN (mode->batch, mode->requests - launch * mode->batch) : mode->batch;
}

void
weir_mode_schedule_get_place (const WeirModeSchedule *self, guint place, double *begin, double *end,
                              double *value)
{
  const WeirScheduleMode *mode = &self->mode;
  double box = (double) self->end_us / (mode->kind == WEIR_SCHEDULE_TIME ? TIME_BOXES + 0.6 : MOST_BOXES);

  switch (mode->kind)
    {
    case WEIR_SCHEDULE_BATCHES:
      *begin = *end = (double) place * (double) mode->cool_down_us;
      *value = (double) get_batch (self, place);
      break;
    case WEIR_SCHEDULE_RATE:
      *begin = *end = (double) mode->rates[place].at_us;
      *value = mode->rates[place].per_second;
      break;
    case WEIR_SCHEDULE_COUNT:
      box = G_USEC_PER_SEC;
      G_GNUC_FALLTHROUGH;
    case WEIR_SCHEDULE_TIME:
    default:
      *begin = box * place;
      *end = box * (place + 1);
      *value = 1;
    }
}

static gboolean
mode_locate (WeirChart *chart, guint series, guint index, WeirChartHit *hit)
{
  WeirModeSchedule *self = (WeirModeSchedule *) chart;
  WeirRect rect;
  double begin, end;

  weir_mode_schedule_get_rect (self, index, &rect);
  weir_mode_schedule_get_place (self, index, &begin, &end, &hit->value);
  hit->x = rect.x + rect.width / 2;
  hit->y = rect.y + rect.height / 2;
  hit->width = self->mode.kind == WEIR_SCHEDULE_RATE ? 0 : rect.width;
  hit->height = rect.height;
  return TRUE;
}

static gboolean
mode_hit (WeirChart *chart, double x, double y, WeirChartHit *hit)
{
  WeirModeSchedule *self = (WeirModeSchedule *) chart;
  guint nearest = 0;
  double distance = INFINITY;

  for (guint i = 0; i < weir_mode_schedule_count_places (self); i++)
    {
      WeirRect rect;

      weir_mode_schedule_get_rect (self, i, &rect);
      if (fabs (rect.x + rect.width / 2 - x) < distance)
        {
          distance = fabs (rect.x + rect.width / 2 - x);
          nearest = i;
        }
    }
  return weir_chart_locate (chart, 0, nearest, hit);
}

static char *
describe_begin (const WeirModeSchedule *self, guint place)
{
  double begin, end, value;

  weir_mode_schedule_get_place (self, place, &begin, &end, &value);
  if (place == 0)
    return g_strdup (_ ("at once"));
  if (self->mode.kind == WEIR_SCHEDULE_COUNT || self->mode.kind == WEIR_SCHEDULE_TIME)
    return g_strdup (_ ("when the one before is over"));
  return weir_unit_to_text (WEIR_UNIT_DURATION, begin);
}

static char *
describe_value (const WeirModeSchedule *self, guint place)
{
  double begin, end, value;

  weir_mode_schedule_get_place (self, place, &begin, &end, &value);
  return weir_unit_to_text (self->mode.kind == WEIR_SCHEDULE_RATE ? WEIR_UNIT_RATE : WEIR_UNIT_COUNT, value);
}

static const char *
get_value_name (const WeirModeSchedule *self)
{
  return self->mode.kind == WEIR_SCHEDULE_RATE ? _ ("Starts per second") : _ ("Requests");
}

static void
mode_read (WeirChart *chart, const WeirChartHit *hit, WeirChartReadout *readout)
{
  WeirModeSchedule *self = (WeirModeSchedule *) chart;
  g_autofree char *number = count_to_text (get_number (self, hit->index));

  if (self->mode.kind == WEIR_SCHEDULE_BATCHES)
    readout->title = g_strdup_printf (_ ("Launch %s"), number);
  else if (self->mode.kind == WEIR_SCHEDULE_RATE)
    readout->title = describe_begin (self, hit->index);
  else
    readout->title = g_strdup_printf (_ ("Request %s"), number);
  if (self->mode.kind != WEIR_SCHEDULE_RATE)
    weir_chart_readout_add (readout, -1, FALSE, _ ("Begins"), describe_begin (self, hit->index));
  if (self->mode.kind == WEIR_SCHEDULE_BATCHES || self->mode.kind == WEIR_SCHEDULE_RATE)
    weir_chart_readout_add (readout, -1, FALSE, get_value_name (self), describe_value (self, hit->index));
}

static guint
mode_get_n_lanes (const WeirChart *chart)
{
  return 1;
}

static guint
mode_get_n_places (const WeirChart *chart, guint series)
{
  return weir_mode_schedule_count_places ((const WeirModeSchedule *) chart);
}

static guint
mode_get_n_columns (const WeirChart *chart)
{
  return 3;
}

static guint
mode_get_n_rows (const WeirChart *chart)
{
  return weir_mode_schedule_count_places ((const WeirModeSchedule *) chart);
}

static char *
mode_get_heading (const WeirChart *chart, guint column)
{
  const WeirModeSchedule *self = (const WeirModeSchedule *) chart;

  if (column == 1)
    return g_strdup (_ ("Begins"));
  if (column == 2)
    return g_strdup (get_value_name (self));
  if (self->mode.kind == WEIR_SCHEDULE_BATCHES)
    return g_strdup (_ ("Launch"));
  return g_strdup (self->mode.kind == WEIR_SCHEDULE_RATE ? _ ("Stage") : _ ("Request"));
}

static char *
mode_get_cell (const WeirChart *chart, guint row, guint column)
{
  const WeirModeSchedule *self = (const WeirModeSchedule *) chart;

  if (column == 0)
    return count_to_text (get_number (self, row));
  return column == 1 ? describe_begin (self, row) : describe_value (self, row);
}

static double
mode_get_natural_height (WeirChart *chart, double width)
{
  return chart->font_size * HEIGHT;
}

static void
mode_finalize (WeirChart *chart)
{
  g_free ((gpointer) ((WeirModeSchedule *) chart)->mode.rates);
}

static const WeirChartKind kind = {
  .size = sizeof (WeirModeSchedule),
  .finalize = mode_finalize,
  .layout = weir_mode_schedule_layout,
  .draw = weir_mode_schedule_draw,
  .get_natural_height = mode_get_natural_height,
  .keeps_height = TRUE,
  .get_n_lanes = mode_get_n_lanes,
  .get_n_places = mode_get_n_places,
  .locate = mode_locate,
  .hit = mode_hit,
  .read = mode_read,
  .get_n_columns = mode_get_n_columns,
  .get_n_rows = mode_get_n_rows,
  .get_heading = mode_get_heading,
  .get_cell = mode_get_cell,
};

static char *
summarize_batches (const WeirModeSchedule *self)
{
  const WeirScheduleMode *mode = &self->mode;
  g_autofree char *batch = count_to_text (mode->batch);
  g_autofree char *every = weir_unit_to_text (WEIR_UNIT_DURATION, (double) mode->cool_down_us);
  g_autofree char *length = weir_unit_to_text (WEIR_UNIT_DURATION, (double) mode->duration_us);
  g_autofree char *all = NULL;

  if (self->n_launches == 0)
    return g_strdup_printf (_ ("Each client launches %s at once every %s, until a rule or Stop ends it."),
                            batch, every);
  if (mode->requests > 0)
    {
      all = count_to_text (mode->requests);
      return g_strdup_printf (_ ("Each client launches %s at once every %s, %s in all."), batch, every, all);
    }
  all = count_to_text (self->n_launches <= G_MAXUINT64 / mode->batch ? self->n_launches * mode->batch
                                                                     : G_MAXUINT64);
  return g_strdup_printf (_ ("Each client launches %s at once every %s for %s, %s in all."), batch, every,
                          length, all);
}

static char *
summarize_rate (const WeirScheduleMode *mode)
{
  double highest = 0;
  g_autofree char *all = count_to_text (mode->requests);
  g_autofree char *rate = NULL;
  g_autofree char *length = NULL;

  for (guint i = 0; i < mode->n_rates; i++)
    highest = MAX (highest, mode->rates[i].per_second);
  rate = weir_unit_to_text (WEIR_UNIT_RATE, highest);
  length = weir_unit_to_text (WEIR_UNIT_DURATION, (double) mode->rates[mode->n_rates - 1].at_us);
  return g_strdup_printf (_ ("Each client starts %s requests by the clock within %s, at most %s."), all,
                          length, rate);
}

static char *
summarize (const WeirModeSchedule *self)
{
  const WeirScheduleMode *mode = &self->mode;
  g_autofree char *number = count_to_text (mode->requests);
  g_autofree char *length = weir_unit_to_text (WEIR_UNIT_DURATION, (double) mode->duration_us);

  switch (mode->kind)
    {
    case WEIR_SCHEDULE_COUNT:
      return g_strdup_printf (ngettext ("Each client sends %s request.",
                                        "Each client sends %s requests, one after another.",
                                        (gulong) mode->requests),
                              number);
    case WEIR_SCHEDULE_TIME:
      return g_strdup_printf (
          _ ("Each client sends one request after another for %s; the last one is finished."), length);
    case WEIR_SCHEDULE_BATCHES:
      return summarize_batches (self);
    case WEIR_SCHEDULE_RATE:
    default:
      return summarize_rate (mode);
    }
}

static void
take_notes (WeirModeSchedule *self)
{
  g_autofree char *warm_up = weir_unit_to_text (WEIR_UNIT_DURATION, (double) self->mode.warm_up_us);
  g_autoptr (GString) note = g_string_new (NULL);

  if (self->mode.sooner)
    g_string_append (note, _ ("A batch is launched sooner when the one before it is answered."));
  if (self->mode.warm_up_us > 0)
    {
      g_string_append (note, note->len > 0 ? " " : "");
      g_string_append_printf (note, _ ("The first %s, hatched, are a warm-up and count for nothing."),
                              warm_up);
    }
  if (note->len > 0)
    weir_chart_take_note (&self->chart, g_strdup (note->str));
}

/* What is wrong with the numbers themselves; a sentence, or NULL. */
static const char *
find_missing (const WeirScheduleMode *mode)
{
  switch (mode->kind)
    {
    case WEIR_SCHEDULE_COUNT:
      return mode->requests == 0 ? _ ("The number of requests is missing.") : NULL;
    case WEIR_SCHEDULE_TIME:
      return mode->duration_us <= 0 ? _ ("The duration is missing.") : NULL;
    case WEIR_SCHEDULE_BATCHES:
      if (mode->batch == 0)
        return _ ("The size of a batch is missing.");
      return mode->cool_down_us <= 0 ? _ ("The time from one batch to the next is missing.") : NULL;
    case WEIR_SCHEDULE_RATE:
    default:
      return mode->n_rates < 2 || mode->rates[mode->n_rates - 1].at_us <= 0
                 ? _ ("The rate needs a stage that lasts some time.")
                 : NULL;
    }
}

/**
 * weir_chart_new_mode_schedule:
 * @mode: how one client spreads its requests; its rates are copied
 * @missing: (nullable): what has to be mended before there is anything to draw; %NULL: the numbers speak for
 *   themselves
 *
 * Returns: (transfer full): when one client begins its requests; empty when numbers are missing
 */
WeirChart *
weir_chart_new_mode_schedule (const WeirScheduleMode *mode, const char *missing)
{
  WeirModeSchedule *self = weir_chart_new (&kind, "schedule", _ ("One client"));

  self->mode = *mode;
  self->mode.rates = g_memdup2 (mode->rates, mode->n_rates * sizeof *mode->rates);
  if (missing == NULL)
    missing = find_missing (mode);
  if (missing != NULL)
    {
      weir_chart_take_empty (&self->chart, g_strdup (missing));
      return &self->chart;
    }
  self->n_launches = count_launches (mode);
  self->open = mode->kind == WEIR_SCHEDULE_BATCHES && self->n_launches == 0;
  self->end_us = get_end (self);
  weir_chart_take_summary (&self->chart, summarize (self));
  take_notes (self);
  return &self->chart;
}
