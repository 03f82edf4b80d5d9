/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-findings.c: made series that must and must not have a finding, and noise that must not
 */

#include "config.h"

#include <string.h>

#include "weir-finding.h"
#include "weir-robust.h"

#include "measure-made.h"

static const char *const names[] = { "Log in", "List", "Pay", NULL };

static const WeirFinding *
find (const WeirFindings *findings, WeirFindingKind kind)
{
  for (guint i = 0; i < findings->findings->len; i++)
    if (((WeirFinding *) g_ptr_array_index (findings->findings, i))->kind == kind)
      return g_ptr_array_index (findings->findings, i);
  return NULL;
}

static const WeirFinding *
find_note (const WeirFindings *findings, WeirFindingKind kind)
{
  for (guint i = 0; i < findings->notes->len; i++)
    if (((WeirFinding *) g_ptr_array_index (findings->notes, i))->kind == kind)
      return g_ptr_array_index (findings->notes, i);
  return NULL;
}

/* One step, one pass per number. */
static WeirFindings *
judge_times (const double *ms, guint n)
{
  g_autoptr (WeirRunSeries) series = weir_run_series_new (names, 1, FALSE);

  for (guint i = 0; i < n; i++)
    add_made (series, 0, i + 1, ms[i], 200);
  return weir_findings_new (series, NULL);
}

/* One step; a letter is a pass: '.' 200, 'f' 500, 'n' no answer, 'c' 404 that nobody checked. */
static WeirFindings *
judge_outcomes (const char *passes)
{
  g_autoptr (WeirRunSeries) series = weir_run_series_new (names, 1, FALSE);

  for (guint i = 0; passes[i] != '\0'; i++)
    {
      guint status = passes[i] == 'f' ? 500 : passes[i] == 'n' ? 0 : passes[i] == 'c' ? 404 : 200;
      WeirStepBrief brief = make_brief (0, i + 1, 20, status);

      if (passes[i] == 'c')
        brief.outcome = WEIR_STEP_PASSED;
      weir_run_series_add (series, &brief, NULL);
    }
  return weir_findings_new (series, NULL);
}

static void
assert_kinds (WeirFindings *findings, const char *kinds)
{
  g_autoptr (WeirFindings) owned = findings;
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < findings->findings->len; i++)
    {
      const WeirFinding *finding = g_ptr_array_index (findings->findings, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", weir_finding_kind_to_nick (finding->kind));
      g_assert_true (g_str_has_suffix (finding->sentence, "."));
    }
  g_assert_cmpstr (found->str, ==, kinds);
}

static void
test_intermittent (void)
{
  g_autoptr (WeirFindings) findings = judge_outcomes ("...f......f.........");
  const WeirFinding *finding = find (findings, WEIR_FINDING_INTERMITTENT_FAILURE);

  g_assert_cmpstr (finding->sentence, ==, "“Log in” failed in 2 of 20 iterations: 4, 11.");
  g_assert_cmpuint (finding->passes->len, ==, 2);
  g_assert_cmpuint (g_array_index (finding->passes, guint, 1), ==, 11);
  g_assert_cmpint (finding->step, ==, 0);
  g_assert_cmpstr (finding->step_name, ==, "Log in");
  g_assert_cmpfloat (weir_finding_get_number (finding, "failed"), ==, 2);
  assert_kinds (judge_outcomes ("f.."), "intermittent-failure status-changed");
  assert_kinds (judge_outcomes ("f."), "status-changed");
  assert_kinds (judge_outcomes ("fffff"), "");
  assert_kinds (judge_outcomes ("....."), "");
}

static void
test_status (void)
{
  g_autoptr (WeirFindings) findings = judge_outcomes ("....c...c.");
  const WeirFinding *finding = find (findings, WEIR_FINDING_STATUS_CHANGED);

  g_assert_cmpuint (findings->findings->len, ==, 1);
  g_assert_nonnull (strstr (finding->sentence, "2xx in 8, 4xx in 2 (5, 9)"));
  g_assert_cmpuint (g_array_index (finding->passes, guint, 0), ==, 5);
  assert_kinds (judge_outcomes ("ccccc"), "");
  assert_kinds (judge_outcomes ("nnnnn"), "");
}

static void
test_begin (void)
{
  g_autoptr (WeirFindings) findings = judge_outcomes ("..........ffffffff.f");
  const WeirFinding *finding = find (findings, WEIR_FINDING_FAILURES_BEGIN);

  g_assert_cmpstr (finding->sentence, ==,
                   "“Log in” never failed before iteration 11, and in 9 of 10 iterations from there on.");
  g_assert_null (find (findings, WEIR_FINDING_INTERMITTENT_FAILURE));
  assert_kinds (judge_outcomes (".fff"), "status-changed failures-begin");
  assert_kinds (judge_outcomes ("......f.f.f"), "status-changed failures-begin");
  /* Fewer than three, and a step that is flaky from the start. */
  assert_kinds (judge_outcomes ("........ff"), "intermittent-failure status-changed");
  assert_kinds (judge_outcomes (".f.f.f.f.f"), "intermittent-failure status-changed");
  assert_kinds (judge_outcomes ("...f.....f....f..."), "intermittent-failure status-changed");
}

static void
test_cold (void)
{
  static const double cold[] = { 400, 51, 49, 50, 52 }, four[] = { 400, 51, 49, 50 };
  static const double little[] = { 70, 51, 49, 50, 52 }, wide[] = { 100, 20, 100, 30, 60, 90 };
  static const double tiny[] = { 0.9, 0.2, 0.2, 0.2, 0.2, 0.2 };
  g_autoptr (WeirFindings) findings = judge_times (cold, 5);

  g_assert_cmpstr (find (findings, WEIR_FINDING_COLD_START)->sentence, ==,
                   "Cold start: “Log in” took 400 ms in the first iteration, and 50.5 ms in most others.");
  g_assert_cmpuint (findings->findings->len, ==, 1);
  assert_kinds (judge_times (four, 4), "");
  assert_kinds (judge_times (little, 5), "");
  assert_kinds (judge_times (wide, 6), "");
  assert_kinds (judge_times (tiny, 6), "");
}

static void
test_outlier (void)
{
  static const double out[] = { 50, 51, 49, 50, 300, 50, 52, 50, 49, 210 };
  static const double seven[] = { 50, 51, 49, 50, 300, 50, 52 };
  static const double near[] = { 50, 51, 49, 50, 74, 50, 52, 50, 49 };
  static const double same[] = { 50, 50, 50, 50, 50, 50, 50, 500 };
  g_autoptr (WeirFindings) findings = judge_times (out, 10);
  const WeirFinding *finding = find (findings, WEIR_FINDING_SLOW_OUTLIER);

  g_assert_cmpuint (findings->findings->len, ==, 1);
  g_assert_cmpuint (finding->n_passes, ==, 2);
  g_assert_cmpuint (g_array_index (finding->passes, guint, 0), ==, 5);
  g_assert_nonnull (strstr (finding->sentence, "2 iterations (5, 10)"));
  assert_kinds (judge_times (seven, 7), "");
  assert_kinds (judge_times (near, 9), "");
  assert_kinds (judge_times (same, 8), "slow-outlier");
}

static void
test_degradation (void)
{
  static const double rising[] = { 41, 50, 61, 80, 95 }, slight[] = { 41, 42, 43, 44, 45 };
  static const double back[] = { 41, 50, 49, 80, 95 };
  double trend[50], level[50];
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (WeirFindings) findings = NULL, fact = judge_times (rising, 5);

  for (guint i = 0; i < 50; i++)
    {
      trend[i] = make_noise (rand, 40 + i, 0.1);
      level[i] = make_noise (rand, 90 - i, 0.1);
    }
  findings = judge_times (trend, 50);
  g_assert_nonnull (find (findings, WEIR_FINDING_DEGRADATION));
  g_assert_cmpfloat (weir_finding_get_number (find (findings, WEIR_FINDING_DEGRADATION), "p"), <, 0.01);
  g_assert_cmpfloat (weir_finding_get_number (find (findings, WEIR_FINDING_DEGRADATION), "slope"), >, 800);
  g_assert_cmpfloat (weir_finding_get_number (find (findings, WEIR_FINDING_DEGRADATION), "slope"), <, 1200);
  g_assert_cmpstr (find (fact, WEIR_FINDING_DEGRADATION)->sentence, ==,
                   "Each iteration of “Log in” was slower than the one before: 41 ms → 95 ms.");
  assert_kinds (judge_times (level, 50), "");
  assert_kinds (judge_times (slight, 5), "");
  assert_kinds (judge_times (back, 5), "");
}

static void
test_bottleneck (void)
{
  g_autoptr (WeirRunSeries) series = weir_run_series_new (names, 3, FALSE);
  g_autoptr (WeirRunSeries) even = weir_run_series_new (names, 3, FALSE);
  g_autoptr (WeirFindings) findings = NULL;

  for (guint pass = 1; pass <= 2; pass++)
    for (guint step = 0; step < 3; step++)
      {
        add_made (series, step, pass, step == 2 ? 100 : 20, 200);
        add_made (even, step, pass, step == 2 ? 39 : 20, 200);
      }
  findings = weir_findings_new (series, NULL);
  g_assert_cmpuint (findings->findings->len, ==, 1);
  g_assert_cmpstr (find (findings, WEIR_FINDING_BOTTLENECK)->sentence, ==,
                   "“Pay” takes 71 % of each iteration, 5.0 times as long as the other steps on average.");
  assert_kinds (weir_findings_new (even, NULL), "");
}

static void
test_generator (void)
{
  g_autoptr (WeirRunSeries) series = weir_run_series_new (names, 1, TRUE);
  g_autoptr (WeirQualityMeter) meter = weir_quality_meter_new (1);
  const WeirQualityFacts bad = { .generator_errors = 2 }, good = { 0 };
  g_autoptr (WeirQuality) red = weir_quality_meter_judge (meter, &bad);
  g_autoptr (WeirQuality) green = weir_quality_meter_judge (meter, &good);
  g_autoptr (WeirFindings) findings = weir_findings_new (series, red);

  g_assert_cmpuint (findings->findings->len, ==, 1);
  g_assert_nonnull (
      strstr (find (findings, WEIR_FINDING_GENERATOR)->sentence, "2 requests could not be sent"));
  assert_kinds (weir_findings_new (series, green), "");
}

static void
test_minimums (void)
{
  static const double ms[] = { 40, 41, 40, 39, 41, 40 };
  g_autoptr (WeirFindings) six = judge_times (ms, 6), one = judge_times (ms, 1);
  const WeirFinding *trend = find_note (six, WEIR_FINDING_DEGRADATION);

  g_assert_cmpstr (trend->sentence, ==, "Trend: needs 10 iterations, this run had 6.");
  g_assert_cmpfloat (weir_finding_get_number (trend, "needed"), ==, 10);
  g_assert_cmpfloat (weir_finding_get_number (trend, "had"), ==, 6);
  g_assert_nonnull (find_note (six, WEIR_FINDING_SLOW_OUTLIER));
  g_assert_null (find_note (six, WEIR_FINDING_COLD_START));
  g_assert_cmpuint (six->notes->len, ==, 2);
  g_assert_cmpuint (one->notes->len, ==, 6);
}

static void
test_parallel (void)
{
  g_autoptr (WeirRunSeries) series = weir_run_series_new (names, 1, TRUE);
  g_autoptr (WeirFindings) findings = NULL;

  for (guint vu = 1; vu <= 20; vu++)
    {
      WeirStepBrief brief = make_brief (0, 1, vu * 10, vu % 5 ? 200 : 500);

      brief.vu = vu;
      weir_run_series_add (series, &brief, NULL);
    }
  findings = weir_findings_new (series, NULL);
  g_assert_cmpuint (findings->findings->len + findings->notes->len, ==, 0);
}

/* 50 passes of noise: at most 1 % of runs may have any finding. */
static void
test_noise (gconstpointer data)
{
  guint n_steps = GPOINTER_TO_UINT (data), n_runs = 2000, n_found = 0;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261);

  for (guint run = 0; run < n_runs; run++)
    {
      g_autoptr (WeirRunSeries) series = weir_run_series_new (names, n_steps, FALSE);
      g_autoptr (WeirFindings) findings = NULL;

      for (guint pass = 1; pass <= 50; pass++)
        for (guint step = 0; step < n_steps; step++)
          add_made (series, step, pass, make_noise (rand, 100, 0.1), 200);
      findings = weir_findings_new (series, NULL);
      n_found += findings->findings->len > 0;
    }
  g_test_message ("%u of %u runs of noise with %u steps have a finding", n_found, n_runs, n_steps);
  g_assert_cmpuint (n_found, <=, n_runs / 100);
}

static void
test_codec (void)
{
  g_autoptr (WeirFindings) findings = judge_outcomes ("...f..f.f");
  g_autoptr (GBytes) bytes = weir_findings_encode (findings);
  g_autoptr (WeirFindings) again = weir_findings_decode (bytes, NULL);
  const WeirFinding *finding;

  g_assert_cmpuint (again->findings->len, ==, findings->findings->len);
  g_assert_cmpuint (again->notes->len, ==, findings->notes->len);
  finding = find (again, WEIR_FINDING_INTERMITTENT_FAILURE);
  g_assert_cmpstr (finding->sentence, ==,
                   find (findings, WEIR_FINDING_INTERMITTENT_FAILURE)->sentence);
  g_assert_cmpfloat (weir_finding_get_number (finding, "failed"), ==, 3);
  g_assert_cmpuint (g_array_index (finding->passes, guint, 2), ==, 9);
  for (gsize size = 0; size < g_bytes_get_size (bytes); size++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, size);

      g_assert_null (weir_findings_decode (cut, NULL));
    }
}

/* Worked examples, by hand. */
static void
test_robust (void)
{
  static const double values[] = { 1, 2, 3, 4, 100 };
  static const double at[] = { 0, 1, 2, 3 }, line[] = { 5, 7, 9, 11 };
  gboolean rising;

  g_assert_cmpfloat (weir_median (values, 5), ==, 3);
  g_assert_cmpfloat (weir_median (values, 4), ==, 2.5);
  g_assert_cmpfloat (weir_median_deviation (values, 5, 3), ==, 1);
  g_assert_cmpfloat_with_epsilon (weir_modified_z (100, 3, 1, 0), 65.4265, 1e-9);
  g_assert_cmpfloat (weir_theil_sen (at, line, 4), ==, 2);
  /* S = 10, variance 5·4·15/18: z = 9 / 4.0825, two-sided */
  g_assert_cmpfloat_with_epsilon (weir_mann_kendall (values, 5, &rising), 0.0275, 0.0002);
  g_assert_true (rising);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/findings/a step that fails now and then", test_intermittent);
  g_test_add_func ("/measure/findings/a status that changes, checked or not", test_status);
  g_test_add_func ("/measure/findings/failures that begin after a while", test_begin);
  g_test_add_func ("/measure/findings/a cold start", test_cold);
  g_test_add_func ("/measure/findings/slow outliers", test_outlier);
  g_test_add_func ("/measure/findings/a step that becomes slower", test_degradation);
  g_test_add_func ("/measure/findings/a step that takes most of the time", test_bottleneck);
  g_test_add_func ("/measure/findings/this computer was the bottleneck", test_generator);
  g_test_add_func ("/measure/findings/rules below their minimum say so", test_minimums);
  g_test_add_func ("/measure/findings/virtual users side by side are not compared", test_parallel);
  g_test_add_data_func ("/measure/findings/noise of one step has none", GUINT_TO_POINTER (1), test_noise);
  g_test_add_data_func ("/measure/findings/noise of three steps has none", GUINT_TO_POINTER (3), test_noise);
  g_test_add_func ("/measure/findings/findings come back from bytes as they were", test_codec);
  g_test_add_func ("/measure/findings/the statistics they rest on", test_robust);
  return g_test_run ();
}
