/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-result.c: what a person reads when a run is over
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "weir-cli-test-snapshot.h"

static const WeirCliStyle plain = { 80, TRUE, FALSE };

static void
assert_result (const TestRun *run, const char *only_step, const WeirCliStyle *style, const char *expected)
{
  g_autofree char *text = weir_cli_result_to_text (run->flow, &run->snapshot, only_step, style);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_single (void)
{
  g_autoptr (TestRun) run = test_run_new (1, 1);

  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "List items");
  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "Order it");
  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "Ship it");
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_PASSED, 200, 41000);
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 1, WEIR_STEP_FAILED, 422, 5000);
  run->snapshot.outcome = WEIR_OUTCOME_FAILED;
  g_free (run->snapshot.summary);
  run->snapshot.summary = g_strdup ("Failed, 1 of 2 steps failed");
  assert_result (run, NULL, &plain,
                 "Checkout\n"
                 "✗ Failed, 1 of 2 steps failed\n"
                 "Took 1.25 s\n"
                 "\n"
                 "Outcome    Step        Status      Time\n"
                 "✓ passed   List items     200  41.00 ms\n"
                 "✗ failed   Order it       422   5.00 ms\n"
                 "– not run  Ship it\n");
}

static void
test_iterations (void)
{
  g_autoptr (TestRun) run = test_run_new (5, 1);

  run->snapshot.passes_done = 5;
  test_run_add_step (run, WEIR_FLOW_PART_BEFORE_ALL, "Log in");
  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "List items");
  test_run_add_result (run, WEIR_FLOW_PART_BEFORE_ALL, 0, WEIR_STEP_PASSED, 200, 8000);
  for (guint i = 1; i <= 5; i++)
    test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, i == 3 ? WEIR_STEP_FAILED : WEIR_STEP_PASSED, 200,
                         i * 1000);
  assert_result (run, NULL, &plain,
                 "Checkout\n"
                 "✓ Passed\n"
                 "5 of 5 iterations done in 1.25 s\n"
                 "\n"
                 "Outcome   Step        Passed  Average      p50      p95      Max\n"
                 "Before All\n"
                 "✓ passed  Log in         1/1  8.00 ms  8.00 ms  8.00 ms  8.00 ms\n"
                 "Steps\n"
                 "✗ failed  List items     4/5  3.00 ms  3.00 ms  5.00 ms  5.00 ms\n");
}

static void
test_vus (void)
{
  g_autoptr (TestRun) run = test_run_new (1, 10);
  g_autofree char *text = NULL;

  run->snapshot.vus_done = 9;
  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "A");
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_PASSED, 200, 1000);
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_CANCELLED, 0, 0);
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_SKIPPED, 0, 0);
  text = weir_cli_result_to_text (run->flow, &run->snapshot, NULL, &plain);
  g_assert_nonnull (strstr (text, "\n9 of 10 VUs done in 1.25 s\n"));
  g_assert_nonnull (strstr (text, "– cancelled  A        1/1"));
  g_assert_nonnull (strstr (text, "1 skipped, 1 cancelled\n"));
}

static void
test_disabled (void)
{
  g_autoptr (TestRun) run = test_run_new (1, 1);
  g_autofree char *text = NULL;

  weir_step_set_enabled (test_run_add_step (run, WEIR_FLOW_PART_STEPS, "Off"), FALSE);
  text = weir_cli_result_to_text (run->flow, &run->snapshot, NULL, &plain);
  g_assert_nonnull (strstr (text, "\n– disabled  Off\n"));
}

static void
test_not_checked (void)
{
  g_autoptr (TestRun) run = test_run_new (2, 1);
  g_autofree char *text = NULL;

  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "Find it");
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_PASSED, 404, 1000);
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_PASSED, 503, 1000);
  text = weir_cli_result_to_text (run->flow, &run->snapshot, NULL, &plain);
  g_assert_nonnull (strstr (text, "! not checked  Find it"));
  g_assert_nonnull (strstr (text, "\nNot checked: "));
  g_assert_nonnull (strstr (text, "\n  Find it: 2, the last was 503\n"));
}

static void
test_one_step (void)
{
  g_autoptr (TestRun) run = test_run_new (1, 1);
  g_autofree char *text = NULL;

  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "First");
  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "Second");
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 1, WEIR_STEP_PASSED, 200, 1000);
  text = weir_cli_result_to_text (run->flow, &run->snapshot, "Second", &plain);
  g_assert_null (strstr (text, "First"));
  g_assert_nonnull (strstr (text, "Second"));
}

static void
test_without_utf8 (void)
{
  const WeirCliStyle ascii = { 80, FALSE, FALSE };
  g_autoptr (TestRun) run = test_run_new (1, 1);

  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "A");
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_PASSED, 200, 41000);
  assert_result (run, NULL, &ascii,
                 "Checkout\n"
                 "Passed\n"
                 "Took 1.25 s\n"
                 "\n"
                 "Outcome  Step  Status      Time\n"
                 "passed   A        200  41.00 ms\n");
}

static void
assert_times (gint64 shorter_us, gint64 longer_us, const char *shorter, const char *longer)
{
  g_autoptr (TestRun) run = test_run_new (1, 1);
  g_autofree char *text = NULL;

  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "A");
  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "B");
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_PASSED, 200, shorter_us);
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 1, WEIR_STEP_PASSED, 200, longer_us);
  text = weir_cli_result_to_text (run->flow, &run->snapshot, NULL, &plain);
  if (strstr (text, shorter) == NULL || strstr (text, longer) == NULL)
    g_error ("no “%s” and “%s” in %s", shorter, longer, text);
}

static void
test_one_unit (void)
{
  assert_times (7, 883, "A        200    7 µs\n", "B        200  883 µs\n");
  assert_times (3000, 3680, "200  3.00 ms\n", "200  3.68 ms\n");
  assert_times (883, 56700, "200   0.88 ms\n", "200  56.70 ms\n");
  assert_times (883, 1250000, "200     0.9 ms\n", "200  1250.0 ms\n");
  assert_times (2400, 75000000, "200   0.002 s\n", "200  75.000 s\n");
}

static void
test_said_already (void)
{
  g_autoptr (TestRun) run = test_run_new (3, 1);
  g_autofree char *text = NULL;

  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "All");
  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "Some");
  for (guint i = 0; i < 3; i++)
    {
      test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_SKIPPED, 0, 0);
      test_run_add_result (run, WEIR_FLOW_PART_STEPS, 1, WEIR_STEP_PASSED, i == 0 ? 404 : 200, 1000);
    }
  text = weir_cli_result_to_text (run->flow, &run->snapshot, NULL, &plain);
  g_assert_nonnull (strstr (text, "– skipped      All\n"));
  g_assert_nonnull (strstr (text, "  1 not checked\n"));
}

static void
test_findings (void)
{
  g_autoptr (TestRun) run = test_run_new (5, 1);
  g_autoptr (WeirQualityMeter) meter = weir_quality_meter_new (1);
  const WeirQualityFacts facts = { .generator_errors = 2 };
  static const char *const names[] = { "Pay\033[2J", NULL };
  g_autofree char *text = NULL;

  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "Pay");
  run->snapshot.series = weir_run_series_new (names, 1, FALSE);
  for (guint pass = 1; pass <= 5; pass++)
    {
      WeirStepBrief brief = { .part = 1, .iteration = pass, .vu = 1, .has_exchange = TRUE };

      brief.status = 200;
      brief.outcome = pass == 3 ? WEIR_STEP_FAILED : WEIR_STEP_PASSED;
      brief.time_us = 20000;
      weir_run_series_add (run->snapshot.series, &brief, NULL);
    }
  run->snapshot.quality = weir_quality_meter_judge (meter, &facts);
  run->snapshot.findings = weir_findings_new (run->snapshot.series, run->snapshot.quality);
  text = weir_cli_result_to_text (run->flow, &run->snapshot, NULL, &plain);
  g_assert_nonnull (strstr (text,
                            "\nRun quality red: 2 requests could not be sent for lack of connections or "
                            "memory on this computer.\n"));
  g_assert_nonnull (strstr (text, "\nFindings\n  “Pay"));
  g_assert_nonnull (strstr (text, "failed in 1 of 5 iterations: 3.\n"));
  g_assert_null (strstr (text, "\033"));
  g_assert_null (strstr (text, "bottleneck"));
}

static void
test_warnings (void)
{
  g_autoptr (TestRun) run = test_run_new (1, 1);
  g_autoptr (GString) out = g_string_new (NULL);

  weir_cli_result_append_warnings (out, &run->snapshot);
  g_assert_cmpstr (out->str, ==, "");

  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "A");
  run->snapshot.steps[WEIR_FLOW_PART_STEPS][0]->warnings = 7;
  g_ptr_array_add (run->snapshot.warnings, g_strdup ("token has\nno value"));
  weir_cli_result_append_warnings (out, &run->snapshot);
  g_assert_cmpstr (out->str, ==, "\nWarnings (7)\n  token has no value\n");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/result/a single run shows status and time of each step", test_single);
  g_test_add_func ("/cli/result/several iterations show shares and percentiles", test_iterations);
  g_test_add_func ("/cli/result/VUs are counted and what was cancelled or skipped is noted", test_vus);
  g_test_add_func ("/cli/result/a disabled step is shown as disabled", test_disabled);
  g_test_add_func ("/cli/result/answers not checked are named", test_not_checked);
  g_test_add_func ("/cli/result/a run of one step shows no other", test_one_step);
  g_test_add_func ("/cli/result/without UTF-8 there are words only", test_without_utf8);
  g_test_add_func ("/cli/result/all times of a table have one unit", test_one_unit);
  g_test_add_func ("/cli/result/a note does not repeat the outcome", test_said_already);
  g_test_add_func ("/cli/result/findings and the quality of the run are said in sentences", test_findings);
  g_test_add_func ("/cli/result/warnings are listed once and counted", test_warnings);
  return g_test_run ();
}
