/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-scale.c: from values to places on an axis, with round ticks and units
 */

#include "config.h"

#include <math.h>

#include "weir-duration.h"
#include "weir-scale.h"

/* The nines of an axis of percentiles end at 99.999. */
#define MOST_NINES 5.0
/* Ticks are compared and laid out within this part of a step: they come from a sum of doubles. */
#define SLACK 1e-6

/* Steps of a time axis beyond seconds: people count minutes and hours in these. µs. */
static const double time_steps[] = {
  1e6, 2e6, 5e6, 10e6, 15e6, 30e6, 60e6, 120e6, 300e6, 600e6, 900e6, 1800e6, 3600e6, 7200e6, 10800e6, 21600e6,
  43200e6, 86400e6, 172800e6, 604800e6,
};

typedef struct
{
  double from; /* the largest label from which on it is used */
  double size;
  const char *name;
} Unit;

/* Of a linear axis; all its labels share one. Up to two minutes are told in seconds. */
static const Unit time_units[] = {
  { 2 * 86400e6, 86400e6, " d" }, { 2 * 3600e6, 3600e6, " h" }, { 120e6 + 1, 60e6, " min" },
  { 1e6, 1e6, " s" }, { 1e3, 1e3, " ms" }, { 0, 1, " µs" },
};
static const Unit byte_units[] = {
  { 1e12, 1e12, " TB" }, { 1e9, 1e9, " GB" }, { 1e6, 1e6, " MB" }, { 1e3, 1e3, " kB" }, { 0, 1, " B" },
};
static const Unit count_units[] = { { 1e9, 1e9, "G" }, { 1e6, 1e6, "M" }, { 1e4, 1e3, "k" }, { 0, 1, "" } };

static double
to_nines (double percent)
{
  return -log10 (1 - MIN (percent, 100 - pow (10, 2 - MOST_NINES)) / 100);
}

static double
from_nines (double nines)
{
  return 100 * (1 - pow (10, -nines));
}

/* What is drawn evenly: the value, its logarithm, or its nines. */
static double
transform (const WeirScale *scale, double value)
{
  if (scale->unit == WEIR_UNIT_NINES)
    return to_nines (MAX (value, 0));
  return scale->log ? log10 (MAX (value, scale->low)) : value;
}

/**
 * weir_scale_init:
 * @scale: (out): the scale
 * @unit: of its values
 * @low: the lowest value
 * @high: the highest value; a span of nothing is widened to one that can be drawn
 * @log: whether equal distances are equal factors; @low is then at least 1
 */
void
weir_scale_init (WeirScale *scale, WeirUnit unit, double low, double high, gboolean log)
{
  *scale = (WeirScale) { .unit = unit, .log = log, .end = 1 };
  scale->low = isfinite (low) ? low : 0;
  scale->high = isfinite (high) ? high : scale->low;
  if (log)
    scale->low = MAX (scale->low, 1);
  if (scale->high <= scale->low)
    scale->high = log ? scale->low * 10 : scale->low + 1;
  scale->largest = scale->high;
}

static double
get_round_step (const WeirScale *scale, guint max_ticks)
{
  double span = scale->high - scale->low;
  double raw = span / MAX (max_ticks, 1);
  double power;

  if (scale->unit == WEIR_UNIT_DURATION && raw > 0.5e6)
    for (guint i = 0; i < G_N_ELEMENTS (time_steps); i++)
      if (time_steps[i] >= raw)
        return time_steps[i];
  power = pow (10, floor (log10 (raw)));
  for (guint i = 0; i < 4; i++)
    {
      double step = power * ((const double[]) { 1, 2, 5, 10 })[i];

      /* Half a request does not exist. */
      if (step * (1 + SLACK) >= raw && (scale->unit != WEIR_UNIT_COUNT || step >= 1))
        return step;
    }
  return 1;
}

static void
add_tick (WeirScale *scale, double tick)
{
  if (scale->n_ticks < WEIR_SCALE_MAX_TICKS)
    scale->ticks[scale->n_ticks++] = tick;
}

static void
make_log_ticks (WeirScale *scale, guint max_ticks)
{
  int first = (int) ceil (log10 (scale->low) - SLACK);
  int last = (int) floor (log10 (scale->high) + SLACK);
  int every = (last - first) / (int) MAX (max_ticks, 1) + 1;
  gboolean halves = (guint) (last - first + 1) * 3 <= max_ticks || last - first < 1;

  for (int power = halves ? first - 1 : first; power <= last; power += every)
    {
      double decade = pow (10, power);

      for (guint i = 0; i < (halves ? 3 : 1); i++)
        {
          double tick = decade * ((const double[]) { 1, 2, 5 })[i];

          if (tick >= scale->low * (1 - SLACK) && tick <= scale->high * (1 + SLACK))
            add_tick (scale, tick);
        }
    }
}

static void
make_nines_ticks (WeirScale *scale)
{
  static const double places[] = { 0, 50, 90, 99, 99.9, 99.99, 99.999 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i] >= scale->low && places[i] <= scale->high)
      add_tick (scale, places[i]);
}

/**
 * weir_scale_make_ticks:
 * @scale: a scale
 * @max_ticks: how many there is room for; about so many are made, at least one
 */
void
weir_scale_make_ticks (WeirScale *scale, guint max_ticks)
{
  scale->n_ticks = 0;
  max_ticks = CLAMP (max_ticks, 1, WEIR_SCALE_MAX_TICKS - 2);
  if (scale->unit == WEIR_UNIT_NINES)
    make_nines_ticks (scale);
  else if (scale->log)
    make_log_ticks (scale, max_ticks);
  else
    {
      scale->step = get_round_step (scale, max_ticks);
      for (double i = ceil (scale->low / scale->step - SLACK); i * scale->step <= scale->high + scale->step
           * SLACK;
           i++)
        {
          if (scale->n_ticks == WEIR_SCALE_MAX_TICKS)
            break;
          /* No negative zero, which would be written with its sign. */
          add_tick (scale, i == 0 ? 0 : i * scale->step);
        }
    }
  if (scale->n_ticks > 0)
    scale->largest = scale->ticks[scale->n_ticks - 1];
}

/**
 * weir_scale_round_out:
 * @scale: a scale
 * @max_ticks: how many there is room for
 *
 * Moves both ends of the scale out to round values and makes ticks, so that the highest value lies below a
 * tick.
 */
void
weir_scale_round_out (WeirScale *scale, guint max_ticks)
{
  if (scale->unit != WEIR_UNIT_NINES && !scale->log)
    {
      double step = get_round_step (scale, max_ticks);

      scale->low = floor (scale->low / step + SLACK) * step;
      scale->high = ceil (scale->high / step - SLACK) * step;
    }
  else if (scale->log)
    {
      /* A whole decade would waste most of the height: 1, 2 and 5 are round enough. */
      double low = pow (10, floor (log10 (scale->low) + SLACK));
      double high = pow (10, floor (log10 (scale->high) + SLACK));

      scale->low = scale->low >= low * 5 ? low * 5 : scale->low >= low * 2 ? low * 2 : low;
      scale->high = scale->high <= high * (1 + SLACK) ? high
                    : scale->high <= high * 2         ? high * 2
                    : scale->high <= high * 5         ? high * 5
                                                      : high * 10;
    }
  weir_scale_make_ticks (scale, max_ticks);
}

/**
 * weir_scale_map:
 * @scale: a scale
 * @value: a value; beyond the ends of the scale it is drawn at the end
 *
 * Returns: its place in pixels
 */
double
weir_scale_map (const WeirScale *scale, double value)
{
  double low = transform (scale, scale->low);
  double part = (transform (scale, value) - low) / (transform (scale, scale->high) - low);

  if (isnan (part))
    part = 0;
  return scale->begin + CLAMP (part, 0, 1) * (scale->end - scale->begin);
}

/**
 * weir_scale_unmap:
 * @scale: a scale
 * @place: pixels
 *
 * Returns: the value drawn there, within the ends of the scale
 */
double
weir_scale_unmap (const WeirScale *scale, double place)
{
  double low = transform (scale, scale->low);
  double span = transform (scale, scale->high) - low;
  double part = scale->end == scale->begin ? 0 : (place - scale->begin) / (scale->end - scale->begin);
  double drawn = low + CLAMP (part, 0, 1) * span;

  if (scale->unit == WEIR_UNIT_NINES)
    return from_nines (drawn);
  return scale->log ? pow (10, drawn) : drawn;
}

static const Unit *
find_unit (const WeirScale *scale, double value)
{
  const Unit *units = scale->unit == WEIR_UNIT_DURATION ? time_units
                      : scale->unit == WEIR_UNIT_BYTES  ? byte_units
                                                        : count_units;
  /* Decades are far apart: "1 ms, 10 ms, 100 ms, 1 s". Evenly spaced labels are easier to compare in one
     unit. */
  double from = scale->log ? value : scale->largest;

  while (fabs (from) * (1 + SLACK) < units->from)
    units++;
  return units;
}

/**
 * weir_scale_get_label:
 * @scale: a scale with ticks
 * @tick: one of them
 *
 * Returns: (transfer full): the text beside it
 */
char *
weir_scale_get_label (const WeirScale *scale, double tick)
{
  const Unit *unit;

  if (scale->unit == WEIR_UNIT_PERCENT || scale->unit == WEIR_UNIT_NINES)
    return g_strdup_printf ("%.6g %%", tick);
  if (tick == 0)
    return g_strdup (scale->unit == WEIR_UNIT_RATE ? "0/s" : "0");
  unit = find_unit (scale, tick);
  return g_strdup_printf ("%.6g%s%s", tick / unit->size, unit->name, scale->unit == WEIR_UNIT_RATE ? "/s"
                          : "");
}

/**
 * weir_unit_to_text:
 * @unit: a unit
 * @value: a value in it
 *
 * Returns: (transfer full): the value for people: "412 ms", "3.2 MB", "128/s", "97.5 %"
 */
char *
weir_unit_to_text (WeirUnit unit, double value)
{
  if (!isfinite (value))
    return g_strdup ("–");
  switch (unit)
    {
    case WEIR_UNIT_DURATION:
      return weir_duration_to_display ((gint64) llround (value));
    case WEIR_UNIT_BYTES:
      return g_format_size ((guint64) llround (MAX (value, 0)));
    case WEIR_UNIT_RATE:
      return g_strdup_printf (value < 10 ? "%.3g/s" : "%.0f/s", value);
    case WEIR_UNIT_PERCENT:
    case WEIR_UNIT_NINES:
      return g_strdup_printf ("%.6g %%", value);
    case WEIR_UNIT_COUNT:
    default:
      return g_strdup_printf ("%.0f", value);
    }
}
