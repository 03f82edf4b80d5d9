/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-sentence.c: how a run ended, in the words people read
 */

#include "config.h"

#include "weir-run-private.h"

/* Two steps and one in Before All; the counts are those of the first of the two. */
static WeirRunSnapshot *
make_snapshot (WeirOutcome outcome, guint64 passed, guint64 failed, guint64 cancelled, guint64 skipped)
{
  static const guint n_steps[WEIR_N_FLOW_PARTS] = { 1, 2, 0 };
  WeirRunSnapshot *snapshot = weir_run_snapshot_new (n_steps);
  guint64 *counts = snapshot->steps[WEIR_FLOW_PART_STEPS][0]->counts;

  snapshot->outcome = outcome;
  counts[WEIR_STEP_PASSED] = passed;
  counts[WEIR_STEP_FAILED] = failed;
  counts[WEIR_STEP_CANCELLED] = cancelled;
  counts[WEIR_STEP_SKIPPED] = skipped;
  return snapshot;
}

static void
assert_reads (WeirRunSnapshot *taken, const char *expected)
{
  g_autoptr (WeirRunSnapshot) snapshot = taken;
  g_autofree char *sentence = weir_run_sentence (snapshot, NULL);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_outcomes (void)
{
  assert_reads (make_snapshot (WEIR_OUTCOME_PASSED, 5, 0, 0, 0), "Passed");
  assert_reads (make_snapshot (WEIR_OUTCOME_SKIPPED, 0, 0, 0, 2),
                "Skipped, the condition of every step said so");
  assert_reads (make_snapshot (WEIR_OUTCOME_TERMINATED, 5, 0, 0, 0), "Terminated by a rule");
}

static void
test_failed (void)
{
  WeirRunSnapshot *before_all = make_snapshot (WEIR_OUTCOME_FAILED, 0, 0, 0, 0);

  before_all->steps[WEIR_FLOW_PART_BEFORE_ALL][0]->counts[WEIR_STEP_FAILED] = 1;
  assert_reads (before_all, "Failed in Before All, so no step was sent");
  assert_reads (make_snapshot (WEIR_OUTCOME_FAILED, 0, 1, 0, 0), "Failed, 1 of 1 step did not pass");
  assert_reads (make_snapshot (WEIR_OUTCOME_FAILED, 2, 1, 0, 0), "Failed, 1 of 3 steps did not pass");
  assert_reads (make_snapshot (WEIR_OUTCOME_FAILED, 2, 1, 3, 0),
                "Failed, 1 of 3 steps did not pass, 3 cancelled");
}

static void
test_stopped (void)
{
  assert_reads (make_snapshot (WEIR_OUTCOME_STOPPED, 0, 0, 0, 0), "Stopped");
  assert_reads (make_snapshot (WEIR_OUTCOME_STOPPED, 1, 0, 0, 0), "Stopped, 1 step passed");
  assert_reads (make_snapshot (WEIR_OUTCOME_STOPPED, 2, 1, 4, 0),
                "Stopped, 2 steps passed, 1 failed, 4 cancelled");
}

static void
test_not_checked (void)
{
  WeirRunSnapshot *one = make_snapshot (WEIR_OUTCOME_PASSED, 5, 0, 0, 0);
  WeirRunSnapshot *many = make_snapshot (WEIR_OUTCOME_FAILED, 5, 1, 0, 0);

  one->steps[WEIR_FLOW_PART_STEPS][1]->not_checked = 1;
  many->steps[WEIR_FLOW_PART_STEPS][1]->not_checked = 2;
  assert_reads (one, "Passed, 1 answer not checked");
  assert_reads (many, "Failed, 1 of 6 steps did not pass, 2 answers not checked");
}

static void
test_invalid (void)
{
  WeirRunSnapshot *one = make_snapshot (WEIR_OUTCOME_INVALID, 5, 1, 0, 0);
  WeirRunSnapshot *many = make_snapshot (WEIR_OUTCOME_INVALID, 5, 7, 0, 0);

  one->steps[WEIR_FLOW_PART_STEPS][0]->generator_errors = 1;
  many->steps[WEIR_FLOW_PART_STEPS][0]->generator_errors = 7;
  assert_reads (one, "This computer was the bottleneck: it could not send 1 request for lack of "
                     "connections or memory");
  assert_reads (many, "This computer was the bottleneck: it could not send 7 requests for lack of "
                      "connections or memory");
}

static void
test_failure (void)
{
  g_autoptr (WeirRunSnapshot) snapshot = make_snapshot (WEIR_OUTCOME_INVALID, 1, 0, 0, 0);
  g_autofree char *sentence = weir_run_sentence (snapshot, "The worker process has gone.");

  g_assert_cmpstr (sentence, ==, "The worker process has gone.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/sentence/every outcome has its words", test_outcomes);
  g_test_add_func ("/running/sentence/a failure says where, or how many of how many", test_failed);
  g_test_add_func ("/running/sentence/Stop says how far it came", test_stopped);
  g_test_add_func ("/running/sentence/answers that nobody checked are said", test_not_checked);
  g_test_add_func ("/running/sentence/a computer that could not keep up is named", test_invalid);
  g_test_add_func ("/running/sentence/what kept the worker from its work stands alone", test_failure);
  return g_test_run ();
}
