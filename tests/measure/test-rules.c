/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-rules.c: rules of load plans over fed series: what they see, when they fire, what follows
 */

#include "config.h"

#include <math.h>

#include "weir-rule-clock.h"

#define MS G_GINT64_CONSTANT (1000)
#define TICK_US (100 * MS)
#define HOUR_US (3600 * 1000 * MS)

/* Any of these; the lowest is enough for most. */
static WeirStatusCodes
codes_from (guint first)
{
  WeirStatusCodes codes = { { 0 } };

  for (guint code = first; code <= WEIR_STATUS_CODE_LAST; code++)
    weir_status_codes_add (&codes, code);
  return codes;
}

static WeirRuleClock
make_rule (WeirMetric metric, WeirStatistic statistic, WeirThreshold threshold, double low)
{
  return (WeirRuleClock){ .has_metric = TRUE,
                          .question = { .rule = { metric, statistic, threshold, low, 0 } } };
}

/* One request that is answered after @time_us, or not answered at all with status 0. */
static void
feed (WeirMetrics *metrics, gint64 at_us, gint64 time_us, guint status)
{
  WeirRequestSample sample = {
    .end = status == 0 ? WEIR_REQUEST_NO_RESPONSE : WEIR_REQUEST_ANSWERED,
    .status = status,
  };

  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    sample.times_us[i] = WEIR_NO_TIME;
  sample.times_us[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TOTAL_TIME)] = time_us;
  if (status != 0)
    sample.times_us[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TTFB)] = time_us;
  weir_metrics_start (metrics, at_us);
  weir_metrics_end (metrics, at_us + time_us, &sample);
}

static void
feed_many (WeirMetrics *metrics, guint n, guint status)
{
  for (guint i = 0; i < n; i++)
    feed (metrics, i * 10 * MS, 5 * MS, status);
}

static WeirIterationStatus
judge (WeirMetrics *metrics, WeirRuleClock *rules, guint n_rules)
{
  WeirIterationFacts facts = { .round_begun = TRUE, .begun = TRUE, .over = TRUE };

  for (guint i = 0; i < n_rules; i++)
    facts.rule_broken |= weir_rule_clock_fail (&rules[i], metrics, WEIR_EXPRESSION_NONE, HOUR_US);
  return weir_iteration_judge (&facts, weir_metrics_get_totals (metrics));
}

static void
test_error_rate (void)
{
  static const guint bad[] = { 500, 404 };
  static const WeirIterationStatus expected[] = { WEIR_ITERATION_FAILED, WEIR_ITERATION_SUCCESS };
  WeirStatusCodes codes = codes_from (500);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (WeirMetrics) metrics = weir_metrics_new (&codes, 0);
      WeirRuleClock rule =
          make_rule (WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0.10);

      rule.question.codes = &codes;
      feed_many (metrics, 80, 200);
      feed_many (metrics, 20, bad[i]);
      g_assert_cmpint (judge (metrics, &rule, 1), ==, expected[i]);
      g_assert_true (rule.is_known);
      g_assert_cmpfloat_with_epsilon (rule.value, i == 0 ? 0.2 : 0, 1e-9);
    }
}

static void
test_times (void)
{
  static const gint64 delays_ms[] = { 400, 50 };
  static const WeirIterationStatus expected[] = { WEIR_ITERATION_FAILED, WEIR_ITERATION_SUCCESS };

  for (guint i = 0; i < G_N_ELEMENTS (delays_ms); i++)
    {
      g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
      WeirRuleClock rules[] = {
        make_rule (WEIR_METRIC_TOTAL_TIME, WEIR_STATISTIC_P90, WEIR_THRESHOLD_GREATER, 250),
        make_rule (WEIR_METRIC_TOTAL_TIME, WEIR_STATISTIC_P50, WEIR_THRESHOLD_GREATER, 200),
        make_rule (WEIR_METRIC_TOTAL_TIME, WEIR_STATISTIC_AVERAGE, WEIR_THRESHOLD_GREATER, 180),
      };

      for (guint n = 0; n < 10; n++)
        feed (metrics, n * G_USEC_PER_SEC, delays_ms[i] * MS, 200);
      g_assert_cmpint (judge (metrics, rules, 3), ==, expected[i]);
      for (guint n = 0; n < 3; n++)
        g_assert_cmpfloat_with_epsilon (rules[n].value, (double) delays_ms[i], (double) delays_ms[i] / 1000);
    }
}

static void
test_between (void)
{
  static const gint64 longest_ms[] = { 99, 100, 500, 501 };
  static const gboolean expected[] = { FALSE, TRUE, TRUE, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (longest_ms); i++)
    {
      g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
      WeirRuleClock rule =
          make_rule (WEIR_METRIC_TOTAL_TIME, WEIR_STATISTIC_MAX, WEIR_THRESHOLD_BETWEEN, 100);

      rule.question.rule.high = 500;
      feed (metrics, 0, 10 * MS, 200);
      feed (metrics, 0, longest_ms[i] * MS, 200);
      g_assert_cmpint (weir_rule_clock_fail (&rule, metrics, WEIR_EXPRESSION_NONE, G_USEC_PER_SEC), ==,
                       expected[i]);
    }
}

static void
test_defaults (void)
{
  static const struct
  {
    guint n;
    guint status;
    WeirIterationStatus expected;
  } cases[] = {
    { 6, 404, WEIR_ITERATION_FAILED },
    { 4, 404, WEIR_ITERATION_SUCCESS },
    { 2, 500, WEIR_ITERATION_FAILED },
    { 1, 500, WEIR_ITERATION_SUCCESS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
      WeirRuleClock rules[WEIR_N_DEFAULT_RULES];

      weir_rules_set_defaults (rules);
      feed_many (metrics, 100 - cases[i].n, 200);
      feed_many (metrics, cases[i].n, cases[i].status);
      g_assert_cmpint (judge (metrics, rules, WEIR_N_DEFAULT_RULES), ==, cases[i].expected);
    }
}

/* Ticks as a run does, from the beginning; the instant at which the rule fires, -1 when it never does. */
static gint64
tick_until (WeirRuleClock *rule, const WeirMetrics *metrics, gint64 *now_us, gint64 until_us)
{
  for (; *now_us <= until_us; *now_us += TICK_US)
    if (weir_rule_clock_terminate (rule, metrics, WEIR_EXPRESSION_NONE, *now_us))
      return *now_us;
  return -1;
}

static void
test_grace (void)
{
  WeirStatusCodes codes = codes_from (500);
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (&codes, 0);
  WeirRuleClock rule = make_rule (WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0.25);
  gint64 now_us = 0;

  rule.question.codes = &codes;
  rule.grace_us = G_USEC_PER_SEC;
  g_assert_cmpint (tick_until (&rule, metrics, &now_us, 500 * MS), ==, -1);
  feed (metrics, 0, 550 * MS, 500);
  g_assert_cmpint (tick_until (&rule, metrics, &now_us, 10 * G_USEC_PER_SEC), ==, 1600 * MS);
  g_assert_cmpint (rule.since_us, ==, 600 * MS);
}

static void
test_interrupted_breach (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  WeirRuleClock rule = make_rule (WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0.5);
  gint64 now_us = 0;

  rule.grace_us = G_USEC_PER_SEC;
  feed (metrics, 0, 1 * MS, 500);
  g_assert_cmpint (tick_until (&rule, metrics, &now_us, 800 * MS), ==, -1);
  feed (metrics, 850 * MS, 1 * MS, 200);
  g_assert_cmpint (tick_until (&rule, metrics, &now_us, 1000 * MS), ==, -1);
  feed_many (metrics, 5, 500);
  g_assert_cmpint (tick_until (&rule, metrics, &now_us, 10 * G_USEC_PER_SEC), ==, 2100 * MS);
}

static void
test_clocks_of_their_own (void)
{
  WeirStatusCodes server = codes_from (500);
  WeirStatusCodes client = codes_from (599);
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  WeirRuleClock late = make_rule (WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0.2);
  WeirRuleClock other = late;
  gint64 now_us = 0;
  gint64 again_us = 0;

  late.question.codes = &server;
  late.grace_us = 3 * G_USEC_PER_SEC;
  other.question.codes = &client;
  other.grace_us = G_USEC_PER_SEC;
  feed (metrics, 0, 50 * MS, 500);
  g_assert_cmpint (tick_until (&other, metrics, &now_us, 10 * G_USEC_PER_SEC), ==, -1);
  g_assert_cmpint (tick_until (&late, metrics, &again_us, 10 * G_USEC_PER_SEC), ==, 3000 * MS);
}

static void
test_three_rules (void)
{
  WeirStatusCodes server = codes_from (500);
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  WeirRuleClock rules[] = {
    make_rule (WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0.2),
    make_rule (WEIR_METRIC_TOTAL_TIME, WEIR_STATISTIC_P90, WEIR_THRESHOLD_GREATER, 200),
    make_rule (WEIR_METRIC_TOTAL_TIME, WEIR_STATISTIC_P50, WEIR_THRESHOLD_GREATER, 400),
  };
  static const gint64 fires_us[] = { -1, 5300 * MS, -1 };

  rules[0].question.codes = &server;
  rules[0].grace_us = 10 * G_USEC_PER_SEC;
  rules[1].grace_us = 5 * G_USEC_PER_SEC;
  rules[2].grace_us = 15 * G_USEC_PER_SEC;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      gint64 now_us = 300 * MS;

      if (i == 0)
        for (guint n = 0; n < 60; n++)
          feed (metrics, n * 300 * MS, 300 * MS, 200);
      g_assert_cmpint (tick_until (&rules[i], metrics, &now_us, 18 * G_USEC_PER_SEC), ==, fires_us[i]);
    }
}

static void
test_expression (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  WeirRuleClock rule = { .grace_us = 200 * MS };

  g_assert_false (weir_rule_clock_terminate (&rule, metrics, WEIR_EXPRESSION_TRUE, 0));
  g_assert_false (weir_rule_clock_terminate (&rule, metrics, WEIR_EXPRESSION_FALSE, TICK_US));
  g_assert_false (weir_rule_clock_terminate (&rule, metrics, WEIR_EXPRESSION_TRUE, 2 * TICK_US));
  g_assert_true (weir_rule_clock_terminate (&rule, metrics, WEIR_EXPRESSION_TRUE, 4 * TICK_US));
  g_assert_false (rule.is_known);
}

static void
test_unanswered (void)
{
  WeirStatusCodes server = codes_from (500);
  WeirStatusCodes nothing = { { 1 } };
  const WeirStatusCodes *codes[] = { NULL, &server, &nothing };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (WeirMetrics) metrics = weir_metrics_new (codes[i], 0);
      g_autoptr (WeirMetrics) one = weir_metrics_new (codes[i], 0);
      WeirRuleClock rule = make_rule (WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0);

      rule.question.codes = codes[i];
      feed_many (metrics, 5, 0);
      g_assert_cmpint (judge (metrics, &rule, 1), ==, WEIR_ITERATION_FAILED);
      g_assert_cmpint (rule.fired, ==, i != 1);
      rule.fired = FALSE;
      feed_many (one, 4, 200);
      feed_many (one, 1, 0);
      g_assert_cmpint (judge (one, &rule, 1), ==, i == 1 ? WEIR_ITERATION_SUCCESS : WEIR_ITERATION_FAILED);
      g_assert_cmpuint (weir_rules_count_unheeded (&rule, 1, weir_metrics_get_totals (one)), ==,
                        i == 1 ? 1 : 0);
    }
}

static void
test_no_data (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  g_autoptr (WeirMetrics) skipped = weir_metrics_new (NULL, 0);
  WeirRuleClock slow = make_rule (WEIR_METRIC_THROUGHPUT, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_LESS, 100);
  WeirRuleClock tls =
      make_rule (WEIR_METRIC_TLS_HANDSHAKE, WEIR_STATISTIC_AVERAGE, WEIR_THRESHOLD_GREATER, 0);
  WeirRuleClock first = make_rule (WEIR_METRIC_TTFB, WEIR_STATISTIC_MIN, WEIR_THRESHOLD_LESS, 1000);
  gint64 now_us = 0;
  gint64 again_us = 0;

  feed (metrics, 0, 700 * MS, 200);
  g_assert_cmpint (tick_until (&slow, metrics, &now_us, 10 * G_USEC_PER_SEC), ==, 1000 * MS);
  g_assert_cmpint (tick_until (&tls, metrics, &again_us, 10 * G_USEC_PER_SEC), ==, -1);
  weir_metrics_skip (skipped, 0);
  weir_metrics_skip (skipped, 10);
  g_assert_cmpint (judge (skipped, &first, 1), ==, WEIR_ITERATION_SKIPPED);
  g_assert_false (first.is_known);
}

static void
test_skips (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  WeirRuleClock ratio = make_rule (WEIR_METRIC_SKIP_RATIO, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_EQUAL, 0.25);
  WeirRuleClock count = make_rule (WEIR_METRIC_SKIPPED_COUNT, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_EQUAL, 1);

  feed_many (metrics, 3, 200);
  weir_metrics_skip (metrics, 0);
  g_assert_true (weir_rule_clock_fail (&ratio, metrics, WEIR_EXPRESSION_NONE, 0));
  g_assert_true (weir_rule_clock_fail (&count, metrics, WEIR_EXPRESSION_NONE, 0));
}

static void
test_window (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 2);
  WeirRuleClock windowed =
      make_rule (WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0.5);
  WeirRuleClock whole = windowed;
  WeirRuleClock failure;
  gint64 fired_us = -1;

  windowed.question.window_s = 2;
  failure = windowed;
  for (gint64 now_us = 0; now_us < 16 * G_USEC_PER_SEC; now_us += TICK_US)
    {
      feed (metrics, now_us, 1 * MS,
            now_us < 10 * G_USEC_PER_SEC || now_us >= 13 * G_USEC_PER_SEC ? 200 : 500);
      if (fired_us < 0 && weir_rule_clock_terminate (&windowed, metrics, WEIR_EXPRESSION_NONE, now_us))
        fired_us = now_us;
      weir_rule_clock_watch (&failure, metrics, now_us);
      g_assert_false (weir_rule_clock_terminate (&whole, metrics, WEIR_EXPRESSION_NONE, now_us));
    }
  g_assert_cmpint (fired_us, >, 10 * G_USEC_PER_SEC);
  g_assert_cmpint (fired_us, <, 12 * G_USEC_PER_SEC);
  /* The bad span is long over, and remembered. */
  g_assert_true (weir_rule_clock_fail (&failure, metrics, WEIR_EXPRESSION_NONE, 16 * G_USEC_PER_SEC));
}

static void
test_live_failure (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  WeirRuleClock rule = make_rule (WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0.5);

  weir_rule_clock_watch (&rule, metrics, 0);
  g_assert_false (rule.is_known);
  feed_many (metrics, 3, 500);
  feed_many (metrics, 1, 200);
  weir_rule_clock_watch (&rule, metrics, G_USEC_PER_SEC);
  g_assert_true (rule.is_known && rule.holds);
  g_assert_cmpfloat (rule.value, ==, 0.75);
  /* It is judged at the end only, and then it is not broken any more. */
  g_assert_false (rule.fired);
  feed_many (metrics, 4, 200);
  weir_rule_clock_watch (&rule, metrics, 2 * G_USEC_PER_SEC);
  g_assert_false (rule.holds);
  g_assert_false (weir_rule_clock_fail (&rule, metrics, WEIR_EXPRESSION_NONE, 2 * G_USEC_PER_SEC));
}

static void
test_window_needs_time (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 3);
  WeirRuleClock rule = make_rule (WEIR_METRIC_TOTAL_TIME, WEIR_STATISTIC_MAX, WEIR_THRESHOLD_GREATER, 1);
  gint64 now_us = 0;

  rule.question.window_s = 3;
  for (guint i = 0; i < 60; i++)
    feed (metrics, i * TICK_US, 10 * MS, 200);
  g_assert_cmpint (tick_until (&rule, metrics, &now_us, 10 * G_USEC_PER_SEC), ==, 3 * G_USEC_PER_SEC);
}

static void
test_min_samples (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  WeirRuleClock rule = make_rule (WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0.5);

  rule.question.min_samples = 50;
  feed_many (metrics, 49, 500);
  g_assert_false (weir_rule_clock_terminate (&rule, metrics, WEIR_EXPRESSION_NONE, G_USEC_PER_SEC));
  feed_many (metrics, 1, 500);
  g_assert_true (weir_rule_clock_terminate (&rule, metrics, WEIR_EXPRESSION_NONE, G_USEC_PER_SEC));
}

static void
test_statistics (void)
{
  static const struct
  {
    WeirStatistic statistic;
    double expected;
  } rows[] = {
    { WEIR_STATISTIC_P50, 500 },  { WEIR_STATISTIC_P90, 900 },       { WEIR_STATISTIC_P95, 950 },
    { WEIR_STATISTIC_P99, 990 },  { WEIR_STATISTIC_AVERAGE, 500.5 }, { WEIR_STATISTIC_MIN, 1 },
    { WEIR_STATISTIC_MAX, 1000 }, { WEIR_STATISTIC_SUM, 500500 },
  };
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);

  for (guint i = 1; i <= 1000; i++)
    feed (metrics, 0, i * MS, 200);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WeirRuleClock rule = make_rule (WEIR_METRIC_TOTAL_TIME, rows[i].statistic, WEIR_THRESHOLD_GREATER, 0);

      g_assert_true (weir_rule_clock_fail (&rule, metrics, WEIR_EXPRESSION_NONE, 0));
      g_assert_cmpfloat_with_epsilon (rule.value, rows[i].expected, rows[i].expected / 1000);
    }
}

static void
test_saturation (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  const WeirHistogram *times;

  feed (metrics, 0, 2 * HOUR_US, 200);
  times = weir_metrics_get_totals (metrics)->times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TOTAL_TIME)];
  g_assert_cmpint (weir_histogram_get_percentile (times, 50), ==, WEIR_HISTOGRAM_HIGHEST_US);
  g_assert_cmpuint (weir_histogram_get_saturated (times), ==, 1);
  feed (metrics, 0, 0, 200);
  g_assert_cmpint (weir_histogram_get_percentile (times, 1), ==, WEIR_HISTOGRAM_LOWEST_US);
}

/* What two processes measured is what one would have. */
static void
test_merging (void)
{
  g_autoptr (WeirMetrics) one = weir_metrics_new (NULL, 5);
  g_autoptr (WeirMetrics) even = weir_metrics_new (NULL, 5);
  g_autoptr (WeirMetrics) odd = weir_metrics_new (NULL, 5);
  g_autoptr (WeirMetrics) merged = weir_metrics_new (NULL, 5);
  static const WeirMetric asked[] = { WEIR_METRIC_ERROR_RATE, WEIR_METRIC_THROUGHPUT,
                                      WEIR_METRIC_TOTAL_TIME };

  for (guint i = 0; i < 400; i++)
    {
      feed (one, i * 10 * MS, (1 + i % 7) * MS, i % 5 == 0 ? 500 : 200);
      feed (i % 2 == 0 ? even : odd, i * 10 * MS, (1 + i % 7) * MS, i % 5 == 0 ? 500 : 200);
    }
  /* The one that began later first. */
  weir_metrics_merge (merged, odd);
  weir_metrics_merge (merged, even);
  g_assert_cmpuint (weir_metrics_get_totals (merged)->started, ==, 400);
  g_assert_cmpuint (weir_metrics_get_totals (merged)->failed, ==, 80);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      gboolean is_time = weir_metric_is_time (asked[i]);
      WeirMetricQuestion question = { .rule = { asked[i], is_time ? WEIR_STATISTIC_P95 : WEIR_STATISTIC_NONE,
                                                WEIR_THRESHOLD_GREATER, 0, 0 } };
      double expected = 0;
      double value = 0;

      g_assert_true (weir_metrics_measure (one, &question, 4 * G_USEC_PER_SEC, TRUE, &expected));
      g_assert_true (weir_metrics_measure (merged, &question, 4 * G_USEC_PER_SEC, TRUE, &value));
      g_assert_cmpfloat (value, ==, expected);
      question.window_s = 5;
      g_assert_false (weir_metrics_measure (merged, &question, 4 * G_USEC_PER_SEC, FALSE, &value));
    }
}

static void
test_statuses (void)
{
  g_autoptr (WeirMetrics) good = weir_metrics_new (NULL, 0);
  g_autoptr (WeirMetrics) nothing = weir_metrics_new (NULL, 0);
  const WeirMetricTotals *totals = weir_metrics_get_totals (good);
  const WeirMetricTotals *empty = weir_metrics_get_totals (nothing);
  WeirIterationFacts facts = { 0 };

  feed_many (good, 3, 200);
  g_assert_cmpint (weir_iteration_judge (&facts, empty), ==, WEIR_ITERATION_NOT_STARTED);
  facts.round_begun = TRUE;
  g_assert_cmpint (weir_iteration_judge (&facts, empty), ==, WEIR_ITERATION_SCHEDULED);
  facts.begun = TRUE;
  g_assert_cmpint (weir_iteration_judge (&facts, totals), ==, WEIR_ITERATION_ONGOING);
  facts.over = TRUE;
  g_assert_cmpint (weir_iteration_judge (&facts, totals), ==, WEIR_ITERATION_SUCCESS);
  g_assert_cmpint (weir_iteration_judge (&facts, empty), ==, WEIR_ITERATION_SKIPPED);
  facts.rule_broken = TRUE;
  g_assert_cmpint (weir_iteration_judge (&facts, totals), ==, WEIR_ITERATION_FAILED);
  facts.interrupted = TRUE;
  g_assert_cmpint (weir_iteration_judge (&facts, totals), ==, WEIR_ITERATION_CANCELLED);
  facts.terminated = TRUE;
  g_assert_cmpint (weir_iteration_judge (&facts, totals), ==, WEIR_ITERATION_TERMINATED);
  g_assert_cmpstr (weir_iteration_status_to_nick (WEIR_ITERATION_NOT_STARTED), ==, "not started");
  g_assert_cmpstr (weir_iteration_status_to_nick (WEIR_ITERATION_SUCCESS), ==, "success");
}

static void
test_assertions (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  WeirIterationFacts facts = { .round_begun = TRUE, .begun = TRUE, .over = TRUE };
  WeirRuleClock rule =
      make_rule (WEIR_METRIC_ASSERTION_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER, 0.5);
  WeirRequestSample sample = { .end = WEIR_REQUEST_ANSWERED, .status = 200, .assertion_failed = TRUE };

  feed_many (metrics, 3, 200);
  weir_metrics_start (metrics, 0);
  weir_metrics_end (metrics, 1, &sample);
  g_assert_cmpuint (weir_metrics_get_totals (metrics)->failed, ==, 1);
  g_assert_cmpint (weir_iteration_judge (&facts, weir_metrics_get_totals (metrics)), ==,
                   WEIR_ITERATION_FAILED);
  facts.decides_assertion = TRUE;
  facts.rule_broken = weir_rule_clock_fail (&rule, metrics, WEIR_EXPRESSION_NONE, 0);
  g_assert_cmpfloat (rule.value, ==, 0.25);
  g_assert_cmpint (weir_iteration_judge (&facts, weir_metrics_get_totals (metrics)), ==,
                   WEIR_ITERATION_SUCCESS);
}

static void
test_given_up (void)
{
  g_autoptr (WeirMetrics) metrics = weir_metrics_new (NULL, 0);
  WeirRequestSample sample = { .end = WEIR_REQUEST_CANCELLED };
  const WeirMetricTotals *totals = weir_metrics_get_totals (metrics);

  feed_many (metrics, 2, 200);
  for (guint i = 0; i < 2; i++)
    {
      weir_metrics_start (metrics, 0);
      weir_metrics_end (metrics, 1, &sample);
      sample.end = WEIR_REQUEST_GENERATOR;
    }
  g_assert_cmpuint (totals->started, ==, 4);
  g_assert_cmpuint (weir_metric_totals_get_completed (totals), ==, 2);
  g_assert_cmpuint (totals->cancelled, ==, 1);
  g_assert_cmpuint (totals->generator_errors, ==, 1);
  g_assert_cmpuint (totals->failed, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/rules/C60 only the codes of a rule are errors to it", test_error_rate);
  g_test_add_func ("/measure/rules/C61 percentiles and the average are observed in milliseconds", test_times);
  g_test_add_func ("/measure/rules/C62 both ends of between belong to it", test_between);
  g_test_add_func ("/measure/rules/C64 without rules two defaults hold", test_defaults);
  g_test_add_func ("/measure/rules/C65 a rule fires when it was broken for its grace period", test_grace);
  g_test_add_func ("/measure/rules/C66 a breach that is interrupted starts anew", test_interrupted_breach);
  g_test_add_func ("/measure/rules/C66 rules of equal metric have clocks of their own",
                   test_clocks_of_their_own);
  g_test_add_func ("/measure/rules/C66 of three rules the one that is broken fires alone", test_three_rules);
  g_test_add_func ("/measure/rules/an expression breaks a rule as a metric does", test_expression);
  g_test_add_func ("/measure/rules/C69 no response counts, and none at all always fails", test_unanswered);
  g_test_add_func ("/measure/rules/C70 what has no data is not evaluated", test_no_data);
  g_test_add_func ("/measure/rules/skipped slots are a share of all slots", test_skips);
  g_test_add_func ("/measure/rules/C72 a window sees a bad span that the whole does not", test_window);
  g_test_add_func ("/measure/rules/C72 a window is not looked at before it is full", test_window_needs_time);
  g_test_add_func ("/measure/rules/C72 a rule waits for its samples", test_min_samples);
  g_test_add_func ("/measure/rules/a failure rule tells how it stands, and is judged at the end",
                   test_live_failure);
  g_test_add_func ("/measure/rules/C74 every statistic is within a thousandth", test_statistics);
  g_test_add_func ("/measure/rules/C74 two hours and nothing saturate", test_saturation);
  g_test_add_func ("/measure/rules/what two processes measured merges without loss", test_merging);
  g_test_add_func ("/measure/rules/statuses by their precedence", test_statuses);
  g_test_add_func ("/measure/rules/failed assertions fail an iteration unless a rule decides",
                   test_assertions);
  g_test_add_func ("/measure/rules/what was given up is neither success nor failure", test_given_up);
  return g_test_run ();
}
