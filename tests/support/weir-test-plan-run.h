/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-plan-run.h: runs a load plan written in a test, whole: worker processes, rules, archive and all
 */

#pragma once

#include "weir-plan-run.h"
#include "weir-test-server.h"

G_BEGIN_DECLS

typedef struct
{
  WeirTestServer *server;
  WeirPlanRun *run;
  char *folder; /* of the archive; removed with it */
  char *archive_file;
  gboolean finished;
  WeirPlanSnapshot *snapshot; /* when finished: the last one */
} WeirTestPlanRun;

/* @yaml is a plan; `${base}` in it is a server of its own. Fails the test when it has errors. @n_workers: 0 =
 * as many as it chooses. */
WeirTestPlanRun *weir_test_plan_run_new (const char *yaml, guint n_workers);
WeirTestPlanRun *weir_test_plan_run_new_with (const char *yaml, const WeirPlanRunSettings *settings);
void weir_test_plan_run_start (WeirTestPlanRun *self);
void weir_test_plan_run_wait (WeirTestPlanRun *self);
/* Start and wait. */
void weir_test_plan_run_all (WeirTestPlanRun *self);
void weir_test_plan_run_free (WeirTestPlanRun *self);

/* The last snapshot's. */
const WeirJobState *weir_test_plan_run_get_job (WeirTestPlanRun *self, guint job);
const WeirMetricTotals *weir_test_plan_run_get_totals (WeirTestPlanRun *self, guint job);
/* How often it was warned with a text that has this in it. */
guint64 weir_test_plan_run_count_warning (WeirTestPlanRun *self, const char *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestPlanRun, weir_test_plan_run_free)

G_END_DECLS
