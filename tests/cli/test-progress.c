/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-progress.c: the live line
 */

#include "config.h"

#include <locale.h>

#include "weir-cli-test-snapshot.h"

static void
assert_line (const TestRun *run, guint width, const char *expected)
{
  g_autofree char *line = weir_cli_progress_to_text (&run->snapshot, "Checkout", 2470000, width);

  g_assert_cmpstr (line, ==, expected);
}

static TestRun *
new_run (guint iterations, guint vus)
{
  TestRun *run = test_run_new (iterations, vus);

  test_run_add_step (run, WEIR_FLOW_PART_STEPS, "A");
  for (guint i = 0; i < 3; i++)
    test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_PASSED, 200, 1000);
  return run;
}

static void
test_iterations (void)
{
  g_autoptr (TestRun) run = new_run (5, 1);

  run->snapshot.iteration = 4;
  test_run_add_result (run, WEIR_FLOW_PART_STEPS, 0, WEIR_STEP_FAILED, 500, 1000);
  assert_line (run, 80, "Checkout: running · iteration 4/5 · steps done 4 · 1 failed · 2.4 s");
}

static void
test_vus (void)
{
  g_autoptr (TestRun) run = new_run (1, 10);

  run->snapshot.vus_done = 7;
  assert_line (run, 80, "Checkout: running · VUs done 7/10 · steps done 3 · 2.4 s");
}

static void
test_phases (void)
{
  g_autoptr (TestRun) run = new_run (1, 1);

  run->snapshot.phase = WEIR_RUN_BEFORE_ALL;
  assert_line (run, 80, "Checkout: Before All · steps done 3 · 2.4 s");
  run->snapshot.phase = WEIR_RUN_FINISHING;
  assert_line (run, 80, "Checkout: finishing: After All · steps done 3 · 2.4 s");
  run->snapshot.unresponsive = TRUE;
  assert_line (run, 80, "Checkout: the worker does not answer · steps done 3 · 2.4 s");
}

static void
test_width (void)
{
  g_autoptr (TestRun) run = new_run (5, 1);

  run->snapshot.iteration = 1;
  for (guint width = 1; width < 80; width++)
    {
      g_autofree char *line = weir_cli_progress_to_text (&run->snapshot, "A name that is long\nand two lines",
                                                         0, width);

      g_assert_cmpuint (weir_cli_text_width (line), <=, width);
      g_assert_null (strchr (line, '\n'));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/progress/iterations are counted", test_iterations);
  g_test_add_func ("/cli/progress/VUs are counted", test_vus);
  g_test_add_func ("/cli/progress/each phase has its word", test_phases);
  g_test_add_func ("/cli/progress/the line is one line and never wider than the terminal", test_width);
  return g_test_run ();
}
