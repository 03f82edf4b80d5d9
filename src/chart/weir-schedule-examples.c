/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-schedule-examples.c: pictures of made numbers that explain how rules fire and how times are told
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "weir-bands-private.h"
#include "weir-schedule-chart.h"

#define S 1e6
#define MS 1e3

static const WeirChartSubject nothing = { .part = -1, .step = -1 };

/**
 * weir_chart_new_countdown_example:
 *
 * Returns: (transfer full): a rule with a grace period of 10 s that is broken for 1 s, and later for good
 */
WeirChart *
weir_chart_new_countdown_example (void)
{
  WeirBands *bands = weir_bands_new ("countdown", _ ("A termination rule with a grace period of 10 s"),
                                     _ ("What happens"), TRUE);

  weir_chart_add_key (&bands->chart, _ ("Requests are sent"), WEIR_SWATCH_BLOCK, WEIR_INK_SERIES + 0,
                      WEIR_PATTERN_SOLID);
  weir_chart_add_key (&bands->chart, _ ("The rule holds"), WEIR_SWATCH_BLOCK, WEIR_INK_WARNING,
                      WEIR_PATTERN_RISING);
  weir_chart_add_key (&bands->chart, _ ("The countdown runs"), WEIR_SWATCH_BLOCK, WEIR_INK_BAD,
                      WEIR_PATTERN_UPRIGHT);
  weir_bands_add_lane (bands, _ ("Requests"), NULL);
  weir_bands_add (bands, 0, 18 * S, 0, &nothing);
  weir_bands_add_lane (bands, _ ("Error rate > 0.5"), NULL);
  weir_bands_add (bands, 3 * S, 4 * S, 1, &nothing);
  weir_bands_add (bands, 8 * S, 18 * S, 1, &nothing);
  weir_bands_add_lane (bands, _ ("Countdown"), NULL);
  weir_bands_add (bands, 3 * S, 4 * S, 2, &nothing);
  weir_bands_add (bands, 8 * S, 18 * S, 2, &nothing);
  weir_chart_take_summary (
      &bands->chart, g_strdup (_ ("From second 3 on it holds for 1 s: the countdown begins and is cleared. "
                                  "From second 8 on it holds for 10 s: it fires.")));
  return &bands->chart;
}

static void
add_request (WeirBands *bands, const char *name, double planned, double late, double takes, char *label)
{
  weir_bands_add_lane (bands, name, label);
  if (late > 0)
    weir_bands_add (bands, planned, planned + late, 0, &nothing);
  weir_bands_add (bands, planned + late, planned + late + takes, 1, &nothing);
}

/**
 * weir_chart_new_lateness_example:
 *
 * Returns: (transfer full): requests planned every 500 ms, two of which could not begin in time
 */
WeirChart *
weir_chart_new_lateness_example (void)
{
  WeirBands *bands = weir_bands_new ("lateness", _ ("Requests planned every 500 ms"), _ ("Request"), TRUE);

  weir_chart_add_key (&bands->chart, _ ("Late by"), WEIR_SWATCH_BLOCK, WEIR_INK_LATE, WEIR_PATTERN_RISING);
  weir_chart_add_key (&bands->chart, _ ("Time"), WEIR_SWATCH_BLOCK, WEIR_INK_WAIT, WEIR_PATTERN_SOLID);
  add_request (bands, _ ("First"), 0, 0, 200 * MS, g_strdup ("200 ms"));
  add_request (bands, _ ("Second"), 500 * MS, 700 * MS, 200 * MS, g_strdup ("900 ms"));
  add_request (bands, _ ("Third"), 1000 * MS, 200 * MS, 200 * MS, g_strdup ("400 ms"));
  add_request (bands, _ ("Fourth"), 1500 * MS, 0, 200 * MS, g_strdup ("200 ms"));
  weir_chart_take_summary (
      &bands->chart,
      g_strdup (_ ("This computer was held up from 500 ms to 1200 ms: hatched is how late a "
                   "request began, plain its Time of 200 ms. From its planned start the second "
                   "one took 900 ms.")));
  return &bands->chart;
}
