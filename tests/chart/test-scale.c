/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-scale.c: axes with round ticks and units, fewer points that show the same, colours that can be told
 * apart
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "weir-decimate.h"
#include "weir-palette.h"
#include "weir-scale.h"

/* The labels of an axis, joined. */
static char *
get_labels (WeirUnit unit, double low, double high, gboolean log, guint max_ticks)
{
  WeirScale scale;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  weir_scale_init (&scale, unit, low, high, log);
  weir_scale_round_out (&scale, max_ticks);
  for (guint i = 0; i < scale.n_ticks; i++)
    {
      g_autofree char *label = weir_scale_get_label (&scale, scale.ticks[i]);

      g_strv_builder_add (builder, label);
    }
  labels = g_strv_builder_end (builder);
  return g_strjoinv (" | ", labels);
}

static void
assert_labels (WeirUnit unit, double low, double high, gboolean log, guint max_ticks, const char *expected)
{
  g_autofree char *labels = get_labels (unit, low, high, log, max_ticks);

  g_assert_cmpstr (labels, ==, expected);
}

static void
test_durations (void)
{
  assert_labels (WEIR_UNIT_DURATION, 0, 480, FALSE, 5, "0 | 100 µs | 200 µs | 300 µs | 400 µs | 500 µs");
  assert_labels (WEIR_UNIT_DURATION, 0, 412e3, FALSE, 5, "0 | 100 ms | 200 ms | 300 ms | 400 ms | 500 ms");
  assert_labels (WEIR_UNIT_DURATION, 0, 1.3e6, FALSE, 4, "0 | 0.5 s | 1 s | 1.5 s");
  assert_labels (WEIR_UNIT_DURATION, 0, 55e6, FALSE, 4, "0 | 15 s | 30 s | 45 s | 60 s");
  assert_labels (WEIR_UNIT_DURATION, 0, 580e6, FALSE, 5, "0 | 2 min | 4 min | 6 min | 8 min | 10 min");
  assert_labels (WEIR_UNIT_DURATION, 0, 11 * 3600e6, FALSE, 4, "0 | 3 h | 6 h | 9 h | 12 h");
}

static void
test_log (void)
{
  assert_labels (WEIR_UNIT_DURATION, 120, 30e6, TRUE, 6, "100 µs | 1 ms | 10 ms | 100 ms | 1 s | 10 s");
  assert_labels (WEIR_UNIT_DURATION, 2100, 8000, TRUE, 6, "2 ms | 5 ms | 10 ms");
}

static void
test_other_units (void)
{
  assert_labels (WEIR_UNIT_BYTES, 0, 3.4e6, FALSE, 4, "0 | 1 MB | 2 MB | 3 MB | 4 MB");
  assert_labels (WEIR_UNIT_RATE, 0, 350, FALSE, 4, "0/s | 100/s | 200/s | 300/s | 400/s");
  assert_labels (WEIR_UNIT_COUNT, 0, 38000, FALSE, 4, "0 | 10k | 20k | 30k | 40k");
  assert_labels (WEIR_UNIT_NINES, 0, 99.9, FALSE, 6, "0 % | 50 % | 90 % | 99 % | 99.9 %");
}

static void
test_whole (void)
{
  assert_labels (WEIR_UNIT_COUNT, 1, 3, FALSE, 8, "1 | 2 | 3");
  assert_labels (WEIR_UNIT_COUNT, 0, 1, FALSE, 8, "0 | 1");
}

static void
test_degenerate (void)
{
  WeirScale scale;
  const double awkward[][2] = { { 0, 0 }, { 5, 5 }, { NAN, NAN }, { 0, INFINITY }, { 7, 3 }, { 0, 1e300 } };

  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    for (guint log = 0; log < 2; log++)
      for (guint unit = 0; unit <= WEIR_UNIT_NINES; unit++)
        {
          weir_scale_init (&scale, unit, awkward[i][0], awkward[i][1], log && unit != WEIR_UNIT_NINES);
          weir_scale_round_out (&scale, 5);
          g_assert_cmpfloat (scale.high, >, scale.low);
          g_assert_cmpuint (scale.n_ticks, <=, WEIR_SCALE_MAX_TICKS);
          g_assert_true (isfinite (weir_scale_map (&scale, awkward[i][1])));
        }
}

static void
test_map (void)
{
  WeirScale scale;

  weir_scale_init (&scale, WEIR_UNIT_DURATION, 100, 1e6, TRUE);
  scale.begin = 400;
  scale.end = 0;
  g_assert_cmpfloat_with_epsilon (weir_scale_map (&scale, 100), 400, 1e-9);
  g_assert_cmpfloat_with_epsilon (weir_scale_map (&scale, 1e4), 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (weir_scale_map (&scale, 1e9), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (weir_scale_map (&scale, 0), 400, 1e-9);
  for (double value = 150; value < 1e6; value *= 3)
    g_assert_cmpfloat_with_epsilon (weir_scale_unmap (&scale, weir_scale_map (&scale, value)), value, value
                                    * 1e-9);
}

static void
test_values (void)
{
  const struct
  {
    WeirUnit unit;
    double value;
    const char *text;
  } cases[] = {
    { WEIR_UNIT_DURATION, 412000, "412 ms" }, { WEIR_UNIT_DURATION, NAN, "–" },
        { WEIR_UNIT_RATE, 127.6, "128/s" },
    { WEIR_UNIT_RATE, 0.25, "0.25/s" },       { WEIR_UNIT_PERCENT, 97.5, "97.5 %" },
        { WEIR_UNIT_COUNT, 3, "3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = weir_unit_to_text (cases[i].unit, cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_decimate (void)
{
  g_autofree double *values = g_new (double, 100000);
  g_autofree WeirBucket *buckets = g_new (WeirBucket, WEIR_CHART_MAX_BUCKETS);
  guint n_peaks = 0;
  guint n_dips = 0;
  guint n;

  for (guint i = 0; i < 100000; i++)
    values[i] = 50;
  values[12345] = 900;
  values[77777] = 1;
  n = weir_decimate (values, 100000, WEIR_CHART_MAX_BUCKETS, buckets);
  g_assert_cmpuint (n, ==, WEIR_CHART_MAX_BUCKETS);
  for (guint i = 0; i < n; i++)
    {
      n_peaks += buckets[i].high == 900;
      n_dips += buckets[i].low == 1;
      g_assert_cmpfloat (buckets[i].middle, ==, 50);
    }
  g_assert_cmpuint (n_peaks, ==, 1);
  g_assert_cmpuint (n_dips, ==, 1);
}

static void
test_decimate_gaps (void)
{
  const double values[] = { 1, NAN, NAN, NAN, 5, 3 };
  WeirBucket buckets[8];

  g_assert_cmpuint (weir_decimate (values, 6, 3, buckets), ==, 3);
  g_assert_cmpfloat (buckets[0].low, ==, 1);
  g_assert_cmpfloat (buckets[0].high, ==, 1);
  g_assert_true (isnan (buckets[1].low) && isnan (buckets[1].high) && isnan (buckets[1].middle));
  g_assert_cmpfloat (buckets[2].low, ==, 3);
  g_assert_cmpfloat (buckets[2].high, ==, 5);
  g_assert_cmpuint (weir_decimate (values, 6, 8, buckets), ==, 6);
  g_assert_cmpuint (weir_decimate (values, 0, 8, buckets), ==, 0);
}

static void
test_contrast (void)
{
  for (guint palette = 0; palette < WEIR_N_PALETTES; palette++)
    {
      gboolean high = weir_palette_is_high_contrast (palette);
      WeirColor background;

      weir_palette_get_color (palette, WEIR_INK_BACKGROUND, &background);
      for (guint ink = 0; ink < WEIR_N_INKS; ink++)
        {
          gboolean text = ink == WEIR_INK_TEXT || ink == WEIR_INK_DIM;
          WeirColor color;

          if (ink == WEIR_INK_BACKGROUND || ink == WEIR_INK_GRID)
            continue;
          weir_palette_get_color (palette, ink, &color);
          g_test_message ("palette %u, ink %u", palette, ink);
          g_assert_cmpfloat (weir_color_get_contrast (&color, &background), >=, high ? 7 : text ? 4.5 : 2.9);
        }
    }
}

static void
test_heat (void)
{
  for (guint palette = 0; palette < WEIR_N_PALETTES; palette++)
    {
      WeirColor background;
      double before = 0;

      weir_palette_get_color (palette, WEIR_INK_BACKGROUND, &background);
      for (double position = 0; position <= 1; position += 0.05)
        {
          WeirColor color;
          double contrast;

          weir_palette_get_heat (palette, position, &color);
          contrast = weir_color_get_contrast (&color, &background);
          g_assert_cmpfloat (contrast, >, before);
          before = contrast;
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/scale/ticks of time are round and share one unit", test_durations);
  g_test_add_func ("/chart/scale/ticks of a logarithmic axis are decades, or 1, 2 and 5", test_log);
  g_test_add_func ("/chart/scale/bytes, rates, counts and percentiles have their units", test_other_units);
  g_test_add_func ("/chart/scale/whole things have no ticks between them", test_whole);
  g_test_add_func ("/chart/scale/any range, even none, can be drawn", test_degenerate);
  g_test_add_func ("/chart/scale/a place leads back to its value", test_map);
  g_test_add_func ("/chart/scale/a value is told with its unit", test_values);
  g_test_add_func ("/chart/decimate/the one peak and the one dip of 100000 values are kept", test_decimate);
  g_test_add_func ("/chart/decimate/a stretch without values is a gap", test_decimate_gaps);
  g_test_add_func ("/chart/palette/everything stands out from the background", test_contrast);
  g_test_add_func ("/chart/palette/more heat is always further from the background", test_heat);
  return g_test_run ();
}
