/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-run-comparison.c: steps of two runs are matched, changes are told from noise
 */

#include "config.h"

#include <math.h>

#include "weir-run-comparison.h"

static WeirStepStatistics *
add_step (GPtrArray *run, guint part, const char *name)
{
  WeirStepStatistics *step = weir_step_statistics_new ();

  step->part = part;
  step->step = run->len;
  step->name = g_strdup (name);
  g_ptr_array_add (run, step);
  return step;
}

static void
add_results (WeirStepStatistics *step, guint n, gint64 time_us, WeirStepOutcome outcome)
{
  WeirStepBrief brief = {
    .has_exchange = TRUE,
    .exchange = WEIR_EXCHANGE_ANSWERED,
    .status = 200,
    .time_us = time_us,
    .outcome = outcome,
  };

  for (guint i = 0; i < n; i++)
    weir_step_statistics_add (step, &brief);
}

static GPtrArray *
run_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_statistics_unref);
}

/* Log-normal times around @median_us, σ = 0.1. */
static void
add_noisy (WeirStepStatistics *step, GRand *rand, guint n, double median_us)
{
  for (guint i = 0; i < n; i++)
    {
      double u = g_rand_double_range (rand, 1e-9, 1), v = g_rand_double (rand);
      double normal = sqrt (-2 * log (u)) * cos (2 * G_PI * v);

      add_results (step, 1, (gint64) (median_us * exp (0.1 * normal)), WEIR_STEP_PASSED);
    }
}

static const WeirStepComparison *
get_step (const WeirRunComparison *comparison, guint i)
{
  g_assert_cmpuint (i, <, comparison->steps->len);
  return g_ptr_array_index (comparison->steps, i);
}

static void
test_matching (void)
{
  g_autoptr (GPtrArray) first = run_new (), second = run_new ();
  g_autoptr (WeirRunComparison) comparison = NULL;

  add_step (first, 0, "Log in");
  add_step (first, 1, "Twice");
  add_step (first, 1, "Twice");
  add_step (first, 1, "Old");
  add_step (second, 1, "New");
  add_step (second, 1, "Twice");
  add_step (second, 1, "Log in");
  add_step (second, 1, "Twice");
  comparison = weir_run_comparison_new (first, second);
  g_assert_cmpuint (comparison->steps->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (get_step (comparison, i)->runs[0]->name, ==, "Twice");
  g_assert_cmpuint (get_step (comparison, 0)->runs[1]->step, ==, 1);
  g_assert_cmpuint (get_step (comparison, 1)->runs[1]->step, ==, 3);
  g_assert_cmpuint (comparison->only[0]->len, ==, 2);
  g_assert_cmpuint (comparison->only[1]->len, ==, 2);
  g_assert_cmpstr (((WeirStepStatistics *) g_ptr_array_index (comparison->only[0], 1))->name, ==, "Old");
  g_assert_cmpstr (((WeirStepStatistics *) g_ptr_array_index (comparison->only[1], 0))->name, ==, "New");
  /* Nothing was sent, so there is nothing to tell. */
  for (guint i = 0; i < WEIR_N_COMPARED_FIGURES; i++)
    g_assert_false (get_step (comparison, 0)->figures[i].known);
}

static void
test_slower (void)
{
  g_autoptr (GPtrArray) first = run_new (), second = run_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (WeirRunComparison) comparison = NULL;
  const WeirStepComparison *step;

  add_noisy (add_step (first, 1, "Items"), rand, 2000, 20000);
  add_noisy (add_step (second, 1, "Items"), rand, 2000, 30000);
  comparison = weir_run_comparison_new (first, second);
  step = get_step (comparison, 0);
  for (guint i = 0; i < WEIR_COMPARED_FAILURE_RATE; i++)
    {
      g_assert_true (step->figures[i].known);
      g_assert_false (step->figures[i].noise);
      g_assert_cmpfloat_with_epsilon (weir_figure_change_get_delta (&step->figures[i], i), 0.5, 0.05);
      g_assert_true (weir_figure_change_is_worse (&step->figures[i], i, 0.4));
      g_assert_false (weir_figure_change_is_worse (&step->figures[i], i, 0.6));
      g_assert_cmpfloat (step->figures[i].lows[0], >, 0.9 * step->figures[i].values[0]);
      g_assert_cmpfloat (step->figures[i].lows[0], <=, step->figures[i].values[0]);
      g_assert_cmpfloat (step->figures[i].highs[0], >=, step->figures[i].values[0]);
    }
  g_assert_true (step->figures[WEIR_COMPARED_FAILURE_RATE].noise);
}

static void
test_faster (void)
{
  g_autoptr (GPtrArray) first = run_new (), second = run_new ();
  g_autoptr (WeirRunComparison) comparison = NULL;
  const WeirFigureChange *change;

  add_results (add_step (first, 1, "Items"), 50, 2000, WEIR_STEP_PASSED);
  add_results (add_step (second, 1, "Items"), 50, 1000, WEIR_STEP_PASSED);
  comparison = weir_run_comparison_new (first, second);
  change = &get_step (comparison, 0)->figures[WEIR_COMPARED_P50];
  g_assert_false (change->noise);
  g_assert_cmpfloat_with_epsilon (weir_figure_change_get_delta (change, WEIR_COMPARED_P50), -0.5, 0.001);
  g_assert_false (weir_figure_change_is_worse (change, WEIR_COMPARED_P50, 0));
}

/* Runs of the same thing differ by nothing but noise: 1 % of the figures at most may say otherwise. */
static void
test_noise (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint different = 0;

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) first = run_new (), second = run_new ();
      g_autoptr (WeirRunComparison) comparison = NULL;

      add_noisy (add_step (first, 1, "Items"), rand, 50, 20000);
      add_noisy (add_step (second, 1, "Items"), rand, 50, 20000);
      comparison = weir_run_comparison_new (first, second);
      for (guint i = 0; i < WEIR_N_COMPARED_FIGURES; i++)
        different += !get_step (comparison, 0)->figures[i].noise;
    }
  g_assert_cmpuint (different, <=, 12);
}

static void
test_few (void)
{
  g_autoptr (GPtrArray) first = run_new (), second = run_new ();
  g_autoptr (WeirRunComparison) comparison = NULL;

  add_results (add_step (first, 1, "Four"), 4, 1000, WEIR_STEP_PASSED);
  add_results (add_step (second, 1, "Four"), 400, 9000, WEIR_STEP_PASSED);
  add_results (add_step (first, 1, "Five"), 5, 1000, WEIR_STEP_PASSED);
  add_results (add_step (second, 1, "Five"), 5, 9000, WEIR_STEP_PASSED);
  add_results (add_step (first, 1, "Eight"), 8, 1000, WEIR_STEP_PASSED);
  add_results (add_step (second, 1, "Eight"), 8, 9000, WEIR_STEP_PASSED);
  comparison = weir_run_comparison_new (first, second);
  for (guint i = 0; i < WEIR_COMPARED_FAILURE_RATE; i++)
    g_assert_false (weir_figure_change_is_worse (&get_step (comparison, 0)->figures[i], i, 0));
  for (guint i = 0; i < WEIR_N_COMPARED_FIGURES; i++)
    g_assert_true (get_step (comparison, 0)->figures[i].few);
  g_assert_true (get_step (comparison, 1)->figures[WEIR_COMPARED_P50].noise);
  g_assert_true (get_step (comparison, 1)->figures[WEIR_COMPARED_P50].few);
  g_assert_false (get_step (comparison, 1)->figures[WEIR_COMPARED_MEAN].noise);
  g_assert_false (get_step (comparison, 2)->figures[WEIR_COMPARED_P50].noise);
  g_assert_true (get_step (comparison, 2)->figures[WEIR_COMPARED_P95].noise);
  g_assert_true (get_step (comparison, 2)->figures[WEIR_COMPARED_P95].few);
  g_assert_false (get_step (comparison, 2)->figures[WEIR_COMPARED_FAILURE_RATE].few);
}

static void
test_failures (void)
{
  g_autoptr (GPtrArray) first = run_new (), second = run_new ();
  g_autoptr (WeirRunComparison) comparison = NULL;
  WeirStepStatistics *step;
  const WeirFigureChange *change;

  add_results (add_step (first, 1, "Breaks"), 100, 1000, WEIR_STEP_PASSED);
  step = add_step (second, 1, "Breaks");
  add_results (step, 80, 1000, WEIR_STEP_PASSED);
  add_results (step, 20, 1000, WEIR_STEP_FAILED);
  /* What was skipped or cancelled was not judged. */
  add_results (step, 500, 1000, WEIR_STEP_SKIPPED);
  add_results (add_step (first, 1, "Once"), 1, 1000, WEIR_STEP_PASSED);
  add_results (add_step (second, 1, "Once"), 1, 1000, WEIR_STEP_FAILED);
  comparison = weir_run_comparison_new (first, second);
  change = &get_step (comparison, 0)->figures[WEIR_COMPARED_FAILURE_RATE];
  g_assert_false (change->noise);
  g_assert_cmpfloat_with_epsilon (weir_figure_change_get_delta (change, WEIR_COMPARED_FAILURE_RATE), 0.2, 1e-9);
  /* Wilson's interval of 20 in 100, as tables give it. */
  g_assert_cmpfloat_with_epsilon (change->lows[1], 0.1334, 0.0001);
  g_assert_cmpfloat_with_epsilon (change->highs[1], 0.2888, 0.0001);
  g_assert_true (get_step (comparison, 1)->figures[WEIR_COMPARED_FAILURE_RATE].noise);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/comparison/steps match by part and name, the others are listed", test_matching);
  g_test_add_func ("/measure/comparison/a slower run is told, and by how much", test_slower);
  g_test_add_func ("/measure/comparison/a faster run is never worse", test_faster);
  g_test_add_func ("/measure/comparison/the same twice is within noise", test_noise);
  g_test_add_func ("/measure/comparison/few results tell little about times", test_few);
  g_test_add_func ("/measure/comparison/more failures are told when they are more than chance", test_failures);
  return g_test_run ();
}
