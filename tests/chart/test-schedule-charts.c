/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-schedule-charts.c: what is going to happen as a picture, as a table and in words
 */

#include "config.h"

#include <string.h>

#include "weir-schedule-chart.h"

#define S G_USEC_PER_SEC
#define MS 1000
#define WIDTH 600
#define HEIGHT 200

static WeirChart *
draw (const WeirScheduleMode *mode)
{
  WeirChart *chart = weir_chart_new_mode_schedule (mode, NULL);

  weir_chart_layout (chart, WIDTH, HEIGHT, WEIR_CHART_BARE);
  return chart;
}

static void
assert_cell (WeirChart *chart, guint row, guint column, const char *expected)
{
  g_autofree char *cell = weir_chart_get_cell (chart, row, column);

  g_assert_cmpstr (cell, ==, expected);
}

/* 11 in batches of 4 every 400 ms are 4, 4 and 3, and stand where a clock would have them. */
static void
test_batches (void)
{
  const WeirScheduleMode mode = {
    .kind = WEIR_SCHEDULE_BATCHES, .requests = 11, .batch = 4, .cool_down_us = 400 * MS
  };
  g_autoptr (WeirChart) chart = draw (&mode);
  WeirChartHit first, second, third;

  g_assert_cmpstr (weir_chart_get_summary (chart), ==,
                   "Each client launches 4 at once every 400 ms, 11 in all.");
  g_assert_cmpuint (weir_chart_get_n_rows (chart), ==, 3);
  assert_cell (chart, 0, 1, "at once");
  assert_cell (chart, 1, 1, "400 ms");
  assert_cell (chart, 2, 1, "800 ms");
  assert_cell (chart, 0, 2, "4");
  assert_cell (chart, 2, 2, "3");
  g_assert_true (weir_chart_locate (chart, 0, 0, &first));
  g_assert_true (weir_chart_locate (chart, 0, 1, &second));
  g_assert_true (weir_chart_locate (chart, 0, 2, &third));
  g_assert_false (weir_chart_locate (chart, 0, 3, &third));
  g_assert_true (weir_chart_locate (chart, 0, 2, &third));
  g_assert_cmpfloat_with_epsilon (second.x - first.x, third.x - second.x, 0.01);
  g_assert_cmpfloat (third.height, <, first.height * 0.8);
}

/* Launches due before the end happen; none at the end itself. */
static void
test_batches_for_a_time (void)
{
  const WeirScheduleMode mode = {
    .kind = WEIR_SCHEDULE_BATCHES, .duration_us = 2 * S, .batch = 3, .cool_down_us = 500 * MS
  };
  g_autoptr (WeirChart) chart = draw (&mode);

  g_assert_cmpuint (weir_chart_get_n_rows (chart), ==, 4);
  assert_cell (chart, 3, 1, "1.5 s");
  g_assert_cmpstr (weir_chart_get_summary (chart), ==,
                   "Each client launches 3 at once every 500 ms for 2 s, 12 in all.");
}

static void
test_without_end (void)
{
  const WeirScheduleMode mode = {
    .kind = WEIR_SCHEDULE_BATCHES, .batch = 3, .cool_down_us = S, .sooner = TRUE
  };
  g_autoptr (WeirChart) chart = draw (&mode);

  g_assert_nonnull (strstr (weir_chart_get_summary (chart), "until a rule or Stop ends it"));
  g_assert_nonnull (strstr (weir_chart_get_note (chart), "sooner"));
}

static void
test_counted (void)
{
  const WeirScheduleMode few = { .kind = WEIR_SCHEDULE_COUNT, .requests = 3 };
  const WeirScheduleMode many = { .kind = WEIR_SCHEDULE_COUNT, .requests = 1000 };
  g_autoptr (WeirChart) three = draw (&few);
  g_autoptr (WeirChart) thousand = draw (&many);

  g_assert_cmpuint (weir_chart_get_n_rows (three), ==, 3);
  assert_cell (three, 2, 1, "when the one before is over");
  assert_cell (thousand, weir_chart_get_n_rows (thousand) - 1, 0, "1000");
  g_assert_cmpstr (weir_chart_get_summary (thousand), ==,
                   "Each client sends 1000 requests, one after another.");
}

static void
test_rate (void)
{
  const WeirScheduleRate rates[] = { { 0, 10 }, { 10 * S, 100 }, { 30 * S, 100 } };
  const WeirScheduleMode mode = {
    .kind = WEIR_SCHEDULE_RATE, .requests = 2550, .rates = rates, .n_rates = 3, .warm_up_us = 5 * S
  };
  g_autoptr (WeirChart) chart = draw (&mode);
  WeirChartHit low, high, last;

  g_assert_cmpstr (weir_chart_get_summary (chart), ==,
                   "Each client starts 2550 requests by the clock within 30 s, at most 100/s.");
  g_assert_nonnull (strstr (weir_chart_get_note (chart), "The first 5 s"));
  assert_cell (chart, 1, 1, "10 s");
  assert_cell (chart, 1, 2, "100/s");
  g_assert_true (weir_chart_locate (chart, 0, 0, &low));
  g_assert_true (weir_chart_locate (chart, 0, 1, &high));
  g_assert_true (weir_chart_locate (chart, 0, 2, &last));
  g_assert_cmpfloat_with_epsilon ((high.x - low.x) * 3, last.x - low.x, 0.01);
  g_assert_cmpfloat (high.y, <, low.y);
}

/* What is missing is said, in as much room as the picture has. */
static void
test_missing (void)
{
  const WeirScheduleMode whole = { .kind = WEIR_SCHEDULE_BATCHES, .batch = 3, .cool_down_us = S };
  const WeirScheduleMode modes[] = {
    { .kind = WEIR_SCHEDULE_COUNT },
    { .kind = WEIR_SCHEDULE_TIME },
    { .kind = WEIR_SCHEDULE_BATCHES, .cool_down_us = S },
    { .kind = WEIR_SCHEDULE_BATCHES, .batch = 1 },
    { .kind = WEIR_SCHEDULE_RATE },
  };
  static const char *const sentences[] = {
    "The number of requests is missing.",
    "The duration is missing.",
    "The size of a batch is missing.",
    "The time from one batch to the next is missing.",
    "The rate needs a stage that lasts some time.",
  };
  g_autoptr (WeirChart) drawn = draw (&whole);
  g_autoptr (WeirChart) told = weir_chart_new_mode_schedule (&whole, "Write a whole number.");

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (WeirChart) chart = draw (&modes[i]);

      g_assert_true (weir_chart_is_empty (chart));
      g_assert_cmpstr (weir_chart_get_summary (chart), ==, sentences[i]);
      g_assert_cmpfloat (weir_chart_get_natural_height (chart, WIDTH, WEIR_CHART_BARE), ==,
                         weir_chart_get_natural_height (drawn, WIDTH, WEIR_CHART_BARE));
    }
  g_assert_cmpstr (weir_chart_get_summary (told), ==, "Write a whole number.");
}

/* Numbers at the edge of what a document may hold are drawn in no time. */
static void
test_extremes (void)
{
  const WeirScheduleMode modes[] = {
    { .kind = WEIR_SCHEDULE_COUNT, .requests = G_MAXUINT64 },
    { .kind = WEIR_SCHEDULE_TIME, .duration_us = G_MAXINT64 / 2 },
    { .kind = WEIR_SCHEDULE_BATCHES,
      .batch = 100000,
      .duration_us = 366 * 24 * 3600 * (gint64) S,
      .cool_down_us = MS },
    { .kind = WEIR_SCHEDULE_BATCHES,
      .batch = 1,
      .requests = G_MAXUINT64,
      .cool_down_us = 366 * 24 * 3600 * (gint64) S },
    { .kind = WEIR_SCHEDULE_BATCHES, .batch = 1, .requests = 1, .cool_down_us = 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    for (guint palette = 0; palette < WEIR_N_PALETTES; palette++)
      {
        g_autoptr (WeirChart) chart = draw (&modes[i]);
        g_autoptr (GBytes) svg = weir_chart_to_svg (chart, WIDTH, HEIGHT, WEIR_CHART_WHOLE, palette);
        g_autoptr (WeirChartTable) table = weir_chart_get_table (chart, G_MAXUINT);

        g_assert_cmpuint (g_bytes_get_size (svg), <, 1024 * 1024);
        g_assert_cmpuint (table->rows->len, <=, 1000);
      }
}

/* 20 clients in 10 s, each of them there for 28 s; the second round begins 5 s later. */
static WeirChart *
draw_plan (WeirPaletteKind palette, GBytes **svg)
{
  static const WeirScheduleArrival slow[] = { { 0, 1 }, { 10 * S, 20 } };
  static const WeirScheduleArrival one[] = { { 0, 1 } };
  static const WeirScheduleLane lanes[] = {
    { "Buyers",
      "20 clients",
      TRUE,
      0,
      WEIR_SCHEDULE_EXACT,
      slow,
      2,
      28 * S,
      WEIR_SCHEDULE_AT_LEAST,
      { 0, -1, 0, 0 } },
    { "Sign in", NULL, FALSE, 0, WEIR_SCHEDULE_EXACT, slow, 2, 0, WEIR_SCHEDULE_AT_LEAST, { 0, 0, 0, 0 } },
    { "Browse",
      "1500 requests",
      FALSE,
      0,
      WEIR_SCHEDULE_AT_LEAST,
      slow,
      2,
      28 * S,
      WEIR_SCHEDULE_EXACT,
      { 0, 1, 0, 0 } },
    { "Watchers",
      "1 client",
      TRUE,
      5 * S,
      WEIR_SCHEDULE_EXACT,
      one,
      1,
      30 * S,
      WEIR_SCHEDULE_EXACT,
      { 1, -1, 0, 0 } },
    { "Cool", "1 client", TRUE, 38 * S, WEIR_SCHEDULE_OPEN, one, 1, 0, WEIR_SCHEDULE_OPEN, { 2, -1, 0, 0 } },
  };
  WeirChart *chart = weir_chart_new_plan_schedule (lanes, G_N_ELEMENTS (lanes), 2, NULL);

  *svg = weir_chart_to_svg (chart, WIDTH, HEIGHT, WEIR_CHART_WHOLE, palette);
  weir_chart_layout (chart, WIDTH, HEIGHT, WEIR_CHART_BARE);
  return chart;
}

static void
test_plan (void)
{
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (WeirChart) chart = draw_plan (WEIR_PALETTE_LIGHT, &svg);
  WeirChartHit buyers, watchers;
  double x, y, width, height;
  g_autofree char *text = NULL;

  g_assert_cmpuint (weir_chart_get_n_rows (chart), ==, 5);
  assert_cell (chart, 0, 1, "at once");
  assert_cell (chart, 0, 2, "at least 38 s");
  assert_cell (chart, 1, 2, "at least 10 s");
  assert_cell (chart, 2, 1, "when the server has answered what is before it");
  assert_cell (chart, 3, 1, "after 5 s");
  assert_cell (chart, 3, 2, "30 s");
  assert_cell (chart, 4, 1, "when a rule or Stop has ended what is before it");
  assert_cell (chart, 4, 2, "until a rule or Stop ends it");
  assert_cell (chart, 2, 3, "1500 requests");
  g_assert_nonnull (strstr (weir_chart_get_note (chart), "2 more are not drawn."));
  weir_chart_get_plot_area (chart, &x, &y, &width, &height);
  g_assert_true (weir_chart_locate (chart, 0, 0, &buyers));
  g_assert_true (weir_chart_locate (chart, 3, 0, &watchers));
  /* To scale: 38 s are the whole axis; 30 of them begin at 5. */
  g_assert_cmpfloat_with_epsilon (buyers.width, width, 0.01);
  g_assert_cmpfloat_with_epsilon (watchers.width, width * 30 / 38, 0.01);
  g_assert_cmpfloat_with_epsilon (watchers.x - watchers.width / 2, x + width * 5 / 38, 0.01);
  g_assert_cmpint (watchers.subject.part, ==, 1);
  g_assert_cmpint (watchers.subject.step, ==, -1);
  text = weir_chart_describe (chart, &watchers);
  g_assert_cmpstr (text, ==, "Watchers, 1 client, Begins: after 5 s, Lasts: 30 s");
}

/* All palettes draw it, each in another way. */
static void
test_plan_palettes (void)
{
  g_autoptr (GBytes) first = NULL;

  for (guint palette = 0; palette < WEIR_N_PALETTES; palette++)
    {
      g_autoptr (GBytes) svg = NULL;
      g_autoptr (WeirChart) chart = draw_plan (palette, &svg);
      g_autofree char *text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));

      g_assert_nonnull (strstr (text, ">Watchers<"));
      if (first == NULL)
        first = g_bytes_ref (svg);
      else
        g_assert_false (g_bytes_equal (first, svg));
    }
}

static void
test_plan_of_nothing (void)
{
  static const WeirScheduleArrival never[] = { { G_MAXINT64, 1 } };
  static const WeirScheduleLane endless = { "A",   NULL, TRUE,       G_MAXINT64, 0,
                                            never, 1,    G_MAXINT64, 0,          { 0, 0, 0, 0 } };
  g_autoptr (WeirChart) nothing = weir_chart_new_plan_schedule (NULL, 0, 0, NULL);
  g_autoptr (WeirChart) extreme = weir_chart_new_plan_schedule (&endless, 1, 0, NULL);
  g_autoptr (GBytes) svg = weir_chart_to_svg (extreme, WIDTH, HEIGHT, WEIR_CHART_WHOLE, WEIR_PALETTE_DARK);

  g_assert_true (weir_chart_is_empty (nothing));
  g_assert_cmpstr (weir_chart_get_summary (nothing), ==, "There is no round yet.");
  g_assert_cmpuint (g_bytes_get_size (svg), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/schedule/batches stand where a clock has them", test_batches);
  g_test_add_func ("/chart/schedule/batches for a time end before it is over", test_batches_for_a_time);
  g_test_add_func ("/chart/schedule/what has no end is drawn open", test_without_end);
  g_test_add_func ("/chart/schedule/requests one after another are boxes", test_counted);
  g_test_add_func ("/chart/schedule/a rate is a curve", test_rate);
  g_test_add_func ("/chart/schedule/what is missing is said in as much room", test_missing);
  g_test_add_func ("/chart/schedule/extreme numbers do no harm", test_extremes);
  g_test_add_func ("/chart/schedule/a plan is drawn to scale and told as a table", test_plan);
  g_test_add_func ("/chart/schedule/a plan is drawn in every palette", test_plan_palettes);
  g_test_add_func ("/chart/schedule/a plan of nothing says so", test_plan_of_nothing);
  return g_test_run ();
}
