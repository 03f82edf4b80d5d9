/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-test-snapshot.h: a flow and a snapshot of its run, made by hand
 */

#pragma once

#include "weir-cli-private.h"

typedef struct
{
  WeirFlow *flow;
  WeirRunSnapshot snapshot;
} TestRun;

static inline WeirStep *
test_run_add_step (TestRun *run, WeirFlowPart part, const char *name)
{
  g_autoptr (WeirStep) step = weir_step_new (name);
  guint n = run->snapshot.n_steps[part]++;

  g_list_store_append (weir_flow_get_part (run->flow, part), step);
  run->snapshot.steps[part] = g_renew (WeirStepStatistics *, run->snapshot.steps[part], n + 1);
  run->snapshot.steps[part][n] = weir_step_statistics_new ();
  return weir_flow_get_step (run->flow, part, n);
}

/* One execution of a step; @status 0 = without a request. */
static inline void
test_run_add_result (TestRun *run, WeirFlowPart part, guint step, WeirStepOutcome outcome, guint status,
                     gint64 time_us)
{
  WeirStepBrief brief = { 0 };

  brief.part = part;
  brief.step = step;
  brief.outcome = outcome;
  brief.has_exchange = status > 0;
  brief.exchange = WEIR_EXCHANGE_ANSWERED;
  brief.status = status;
  brief.n_attempts = status > 0 ? 1 : 0;
  brief.time_us = time_us;
  brief.not_checked = outcome == WEIR_STEP_PASSED && status >= 400;
  weir_step_statistics_add (run->snapshot.steps[part][step], &brief);
}

static inline TestRun *
test_run_new (guint iterations, guint vus)
{
  TestRun *run = g_new0 (TestRun, 1);

  run->flow = weir_flow_new ("Checkout");
  run->snapshot.phase = WEIR_RUN_RUNNING;
  run->snapshot.outcome = WEIR_OUTCOME_PASSED;
  run->snapshot.summary = g_strdup ("Passed");
  run->snapshot.n_iterations = iterations;
  run->snapshot.n_vus = vus;
  run->snapshot.warnings = g_ptr_array_new_with_free_func (g_free);
  run->snapshot.elapsed_us = 1250000;
  return run;
}

static inline void
test_run_free (TestRun *run)
{
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      for (guint i = 0; i < run->snapshot.n_steps[part]; i++)
        weir_step_statistics_unref (run->snapshot.steps[part][i]);
      g_free (run->snapshot.steps[part]);
    }
  g_ptr_array_unref (run->snapshot.warnings);
  g_clear_pointer (&run->snapshot.quality, weir_quality_unref);
  g_clear_pointer (&run->snapshot.findings, weir_findings_unref);
  g_clear_pointer (&run->snapshot.series, weir_run_series_unref);
  g_free (run->snapshot.summary);
  g_object_unref (run->flow);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestRun, test_run_free)
