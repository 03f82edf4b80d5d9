/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-step-statistics.c: which results count as what
 */

#include "config.h"

#include "weir-step-statistics.h"

static WeirStepBrief
make_brief (WeirStepOutcome outcome, gboolean has_exchange, WeirExchangeOutcome exchange, gint64 time_us)
{
  return (WeirStepBrief) {
    .outcome = outcome,
    .has_exchange = has_exchange,
    .exchange = exchange,
    .time_us = time_us,
    .bytes_sent = 10,
    .bytes_received = 100,
  };
}

static void
add (WeirStepStatistics *summary, WeirStepOutcome outcome, gboolean has_exchange,
     WeirExchangeOutcome exchange, gint64 time_us)
{
  WeirStepBrief brief = make_brief (outcome, has_exchange, exchange, time_us);

  weir_step_statistics_add (summary, &brief);
}

static void
test_times (void)
{
  g_autoptr (WeirStepStatistics) summary = weir_step_statistics_new ();

  add (summary, WEIR_STEP_PASSED, TRUE, WEIR_EXCHANGE_ANSWERED, 1000);
  add (summary, WEIR_STEP_FAILED, TRUE, WEIR_EXCHANGE_ANSWERED, 2000);
  add (summary, WEIR_STEP_FAILED, TRUE, WEIR_EXCHANGE_ERROR, 3000);
  g_assert_cmpuint (weir_histogram_get_count (summary->time), ==, 3);

  add (summary, WEIR_STEP_CANCELLED, TRUE, WEIR_EXCHANGE_CANCELLED, 50);
  add (summary, WEIR_STEP_CANCELLED, TRUE, WEIR_EXCHANGE_ANSWERED, 50);
  add (summary, WEIR_STEP_SKIPPED, FALSE, WEIR_EXCHANGE_ANSWERED, 50);
  add (summary, WEIR_STEP_FAILED, FALSE, WEIR_EXCHANGE_UNSENT, 50);
  add (summary, WEIR_STEP_FAILED, TRUE, WEIR_EXCHANGE_UNSENT, 50);
  add (summary, WEIR_STEP_PASSED, FALSE, WEIR_EXCHANGE_ANSWERED, 50);
  add (summary, WEIR_STEP_FAILED, TRUE, WEIR_EXCHANGE_GENERATOR, 50);
  g_assert_cmpuint (weir_histogram_get_count (summary->time), ==, 3);
  g_assert_cmpint (weir_histogram_get_min (summary->time), ==, 1000);
  g_assert_cmpint (weir_histogram_get_max (summary->time), ==, 3000);
}

static void
test_counts (void)
{
  g_autoptr (WeirStepStatistics) summary = weir_step_statistics_new ();
  WeirStepBrief brief = make_brief (WEIR_STEP_PASSED, TRUE, WEIR_EXCHANGE_ANSWERED, 7);

  brief.not_checked = TRUE;
  brief.n_warnings = 2;
  brief.status = 404;
  add (summary, WEIR_STEP_FAILED, TRUE, WEIR_EXCHANGE_GENERATOR, 7);
  add (summary, WEIR_STEP_SKIPPED, FALSE, WEIR_EXCHANGE_ANSWERED, 0);
  weir_step_statistics_add (summary, &brief);
  g_assert_cmpuint (summary->counts[WEIR_STEP_PASSED], ==, 1);
  g_assert_cmpuint (summary->counts[WEIR_STEP_FAILED], ==, 1);
  g_assert_cmpuint (summary->counts[WEIR_STEP_SKIPPED], ==, 1);
  g_assert_cmpuint (summary->counts[WEIR_STEP_CANCELLED], ==, 0);
  g_assert_cmpuint (weir_step_statistics_get_total (summary), ==, 3);
  g_assert_cmpuint (summary->not_checked, ==, 1);
  g_assert_cmpuint (summary->warnings, ==, 2);
  g_assert_cmpuint (summary->generator_errors, ==, 1);
  g_assert_cmpuint (summary->bytes_sent, ==, 30);
  g_assert_cmpuint (summary->bytes_received, ==, 300);
  g_assert_cmpuint (summary->last.status, ==, 404);
}

static void
test_merge (void)
{
  g_autoptr (WeirStepStatistics) early = weir_step_statistics_new ();
  g_autoptr (WeirStepStatistics) late = weir_step_statistics_new ();
  g_autoptr (WeirStepStatistics) merged = weir_step_statistics_new ();
  g_autoptr (WeirStepStatistics) copy = NULL;
  WeirStepBrief brief = make_brief (WEIR_STEP_PASSED, TRUE, WEIR_EXCHANGE_ANSWERED, 10);

  brief.offset_us = 900;
  weir_step_statistics_add (late, &brief);
  add (early, WEIR_STEP_FAILED, TRUE, WEIR_EXCHANGE_ERROR, 30);
  weir_step_statistics_merge (merged, late);
  weir_step_statistics_merge (merged, early);
  copy = weir_step_statistics_copy (merged);
  add (merged, WEIR_STEP_FAILED, TRUE, WEIR_EXCHANGE_ERROR, 3000);

  g_assert_cmpuint (weir_step_statistics_get_total (merged), ==, 3);
  g_assert_cmpuint (weir_step_statistics_get_total (copy), ==, 2);
  g_assert_cmpuint (copy->counts[WEIR_STEP_PASSED], ==, 1);
  g_assert_cmpuint (copy->counts[WEIR_STEP_FAILED], ==, 1);
  g_assert_cmpint (copy->last.offset_us, ==, 900);
  g_assert_cmpuint (copy->bytes_received, ==, 200);
  g_assert_cmpint (weir_histogram_get_sum (copy->time), ==, 40);
}

static void
test_kinds (void)
{
  g_autoptr (WeirStepStatistics) summary = weir_step_statistics_new ();
  g_autoptr (WeirStepStatistics) other = weir_step_statistics_new ();
  const guint statuses[] = { 503, 200, 404, 200, 200 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      WeirStepBrief brief = make_brief (WEIR_STEP_PASSED, TRUE, WEIR_EXCHANGE_ANSWERED, 1000);

      brief.status = statuses[i];
      brief.blocked_us = 500;
      weir_step_statistics_add (i < 3 ? summary : other, &brief);
    }
  add (other, WEIR_STEP_FAILED, TRUE, WEIR_EXCHANGE_ERROR, 30);
  weir_step_statistics_merge (summary, other);
  g_assert_cmpuint (weir_step_statistics_count_status (summary, 200), ==, 3);
  g_assert_cmpuint (weir_step_statistics_count_status (summary, 404), ==, 1);
  g_assert_cmpuint (weir_step_statistics_count_status (summary, 503), ==, 1);
  g_assert_cmpuint (weir_step_statistics_count_status (summary, 0), ==, 0);
  g_assert_cmpuint (g_array_index (summary->statuses, WeirStatusCount, 1).status, ==, 404);
  g_assert_cmpuint (summary->error_kinds[WEIR_ERROR_KIND_NONE], ==, 1);
  g_assert_cmpint (weir_histogram_get_max (summary->response), ==, 1500);
  g_assert_cmpint (weir_histogram_get_max (summary->time), ==, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/step-statistics/only answered and failed requests count as times", test_times);
  g_test_add_func ("/measure/step-statistics/every result counts once by its outcome", test_counts);
  g_test_add_func ("/measure/step-statistics/merged statistics count what both counted", test_merge);
  g_test_add_func ("/measure/step-statistics/answers count by status, and times from the planned instant too",
                   test_kinds);
  return g_test_run ();
}
