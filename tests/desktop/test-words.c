/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-words.c: outcomes and progress as people read them
 */

#include "config.h"

#include "weir-words.h"

static void
add (WeirStepStatistics *summary, WeirStepOutcome outcome, guint status, gboolean not_checked)
{
  const WeirStepBrief brief = {
    .part = WEIR_FLOW_PART_STEPS,
    .iteration = 1,
    .vu = 1,
    .outcome = outcome,
    .not_checked = not_checked,
    .has_exchange = status != 0,
    .exchange = status != 0 ? WEIR_EXCHANGE_ANSWERED : WEIR_EXCHANGE_UNSENT,
    .status = status,
    .n_attempts = status != 0,
    .time_us = 41000,
  };

  weir_step_statistics_add (summary, &brief);
}

static void
assert_words (const WeirStepStatistics *summary, guint running, gboolean enabled, const char *words,
              WeirTone tone)
{
  WeirTone got;
  g_autofree char *spoken = NULL;
  g_autofree char *text = weir_words_for_summary (summary, running, enabled, &got, &spoken);

  g_assert_cmpstr (text, ==, words);
  g_assert_cmpint (got, ==, tone);
  g_assert_nonnull (spoken);
}

static void
test_single (void)
{
  const struct
  {
    WeirStepOutcome outcome;
    guint status;
    gboolean not_checked;
    const char *words;
    WeirTone tone;
  } cases[] = {
    { WEIR_STEP_PASSED, 200, FALSE, "✓ 41 ms", WEIR_TONE_GOOD },
    { WEIR_STEP_PASSED, 404, TRUE, "⚠ 404 not checked 41 ms", WEIR_TONE_WARNING },
    { WEIR_STEP_PASSED, 0, FALSE, "✓ passed", WEIR_TONE_GOOD },
    { WEIR_STEP_FAILED, 500, FALSE, "✗ 41 ms", WEIR_TONE_BAD },
    { WEIR_STEP_FAILED, 0, FALSE, "✗ failed", WEIR_TONE_BAD },
    { WEIR_STEP_SKIPPED, 0, FALSE, "skipped", WEIR_TONE_QUIET },
    { WEIR_STEP_CANCELLED, 0, FALSE, "cancelled", WEIR_TONE_QUIET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirStepStatistics) summary = weir_step_statistics_new ();

      add (summary, cases[i].outcome, cases[i].status, cases[i].not_checked);
      assert_words (summary, 0, TRUE, cases[i].words, cases[i].tone);
    }
}

static void
test_several (void)
{
  g_autoptr (WeirStepStatistics) summary = weir_step_statistics_new ();

  for (guint i = 0; i < 49; i++)
    add (summary, WEIR_STEP_PASSED, 200, FALSE);
  assert_words (summary, 0, TRUE, "✓ 49 · p50 41 ms", WEIR_TONE_GOOD);
  add (summary, WEIR_STEP_FAILED, 500, FALSE);
  assert_words (summary, 3, TRUE, "✗ 1/50 · p50 41 ms", WEIR_TONE_BAD);
  add (summary, WEIR_STEP_SKIPPED, 0, FALSE);
  assert_words (summary, 0, TRUE, "✗ 1/50 · p50 41 ms", WEIR_TONE_BAD);
}

static void
test_nothing (void)
{
  g_autoptr (WeirStepStatistics) summary = weir_step_statistics_new ();

  assert_words (NULL, 0, TRUE, "", WEIR_TONE_QUIET);
  assert_words (summary, 1, TRUE, "", WEIR_TONE_QUIET);
  assert_words (summary, 0, FALSE, "disabled", WEIR_TONE_QUIET);
  add (summary, WEIR_STEP_SKIPPED, 0, FALSE);
  add (summary, WEIR_STEP_SKIPPED, 0, FALSE);
  assert_words (summary, 0, TRUE, "skipped", WEIR_TONE_QUIET);
}

static WeirFlow *
create_flow (void)
{
  WeirFlow *flow = weir_flow_new ("Four");

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Step %u", i);
      g_autoptr (WeirStep) step = weir_step_new (name);

      weir_step_set_enabled (step, i != 1);
      g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), step);
    }
  return flow;
}

static void
test_progress (void)
{
  g_autoptr (WeirFlow) flow = create_flow ();
  WeirStepStatistics *summaries[5];
  WeirRunSnapshot snapshot = {
    .phase = WEIR_RUN_RUNNING,
    .n_iterations = 5,
    .n_vus = 1,
    .iteration = 2,
    .step = 3,
    .part = WEIR_FLOW_PART_STEPS,
    .n_steps = { 0, 5, 0 },
    .steps = { NULL, summaries, NULL },
  };
  g_autofree char *iterations = NULL;
  g_autofree char *vus = NULL;

  for (guint i = 0; i < 5; i++)
    summaries[i] = weir_step_statistics_new ();
  for (guint i = 0; i < 31; i++)
    add (summaries[0], WEIR_STEP_PASSED, 200, FALSE);
  iterations = weir_words_for_progress (&snapshot, flow);
  g_assert_cmpstr (iterations, ==, "iteration 2/5 · step 3/4");
  snapshot.n_iterations = 1;
  snapshot.n_vus = 10;
  snapshot.vus_done = 7;
  vus = weir_words_for_progress (&snapshot, flow);
  g_assert_cmpstr (vus, ==, "VUs done 7/10 · steps 31/40");
  g_assert_cmpfloat_with_epsilon (weir_words_get_fraction (&snapshot, flow), 31.0 / 40.0, 1e-9);
  for (guint i = 0; i < 5; i++)
    weir_step_statistics_unref (summaries[i]);
}

static void
assert_progress (WeirRunPhase phase, guint part, guint step, gboolean stopping, const char *expected)
{
  g_autoptr (WeirFlow) flow = create_flow ();
  g_autoptr (WeirStep) first = weir_step_new ("Tidy up");
  g_autoptr (WeirStep) second = weir_step_new ("Log out");
  WeirRunSnapshot snapshot = {
    .phase = phase, .n_iterations = 1, .n_vus = 1, .step = step, .part = part, .stopping = stopping,
    .n_steps = { 0, 5, 2 },
  };
  g_autofree char *text = NULL;

  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_AFTER_ALL), first);
  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_AFTER_ALL), second);
  text = weir_words_for_progress (&snapshot, flow);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_finishing (void)
{
  assert_progress (WEIR_RUN_FINISHING, WEIR_FLOW_PART_AFTER_ALL, 1, FALSE,
                   "Finishing: After All · step 2/2");
  assert_progress (WEIR_RUN_FINISHING, WEIR_FLOW_PART_AFTER_ALL, 0, TRUE, "Finishing: After All · step 1/2");
  /* Stop was pressed: the requests in flight are being cancelled, and no step of the flow begins any more. */
  assert_progress (WEIR_RUN_RUNNING, WEIR_FLOW_PART_STEPS, 3, TRUE, "Finishing…");
  assert_progress (WEIR_RUN_FINISHING, WEIR_FLOW_PART_STEPS, 3, TRUE, "Finishing…");
  assert_progress (WEIR_RUN_RUNNING, WEIR_FLOW_PART_STEPS, 3, FALSE, "step 3/4");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop/words/one execution reads mark and time", test_single);
  g_test_add_func ("/desktop/words/a failure in any pass never shows a plain tick", test_several);
  g_test_add_func ("/desktop/words/a step that did nothing yet says nothing", test_nothing);
  g_test_add_func ("/desktop/words/progress counts iterations, steps and virtual users", test_progress);
  g_test_add_func ("/desktop/words/progress says when it is finishing, and with what", test_finishing);
  return g_test_run ();
}
