/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-plan.h: the plan engine alone, in the test's own process, without worker and archive
 */

#pragma once

#include "weir-plan-engine.h"
#include "weir-test-server.h"

G_BEGIN_DECLS

typedef struct
{
  WeirTestServer *server;
  WeirPlan *plan;
  char *base; /* "base=" and its URL */
  char *folder;
  WeirPlanEngine *engine;
  GPtrArray *results;   /* of WeirStepResult as they would be archived, in the order they came */
  GHashTable *warnings; /* char* → guint64* */
  GPtrArray *figures;   /* of WeirJobFigures by job: all that was counted, once it is over */
  guint n_rounds;
  guint n_over;      /* rounds that are */
  guint n_working;   /* times it said that it is at work */
  gint64 origin_us;  /* what the instants of results count from */
  gint64 started_us; /* the instant the first round was begun on */
  guint probe;
  gint64 probed_us;
  gint64 slack_us;
  gint64 ended_us;
} WeirTestPlan;

/* @yaml is a plan; `${base}` in it is a server of its own. Fails the test when it has errors. */
WeirTestPlan *weir_test_plan_new (const char *yaml);
/* @folder: (nullable): where the files it names are */
WeirTestPlan *weir_test_plan_new_in (const char *folder, const char *yaml);
/* Before it is started: it is one of several workers, from 0. */
void weir_test_plan_be_worker (WeirTestPlan *self, guint worker, guint n_workers);
/* Begins the first round; the others follow as they end. */
void weir_test_plan_start (WeirTestPlan *self);
void weir_test_plan_wait (WeirTestPlan *self);
/* All of it at once. */
WeirTestPlan *weir_test_plan_run (const char *yaml);
void weir_test_plan_free (WeirTestPlan *self);

/* How often it was warned with exactly this text. */
guint64 weir_test_plan_count_warning (WeirTestPlan *self, const char *text);
const WeirJobFigures *weir_test_plan_get_figures (WeirTestPlan *self, guint job);
const WeirMetricTotals *weir_test_plan_get_totals (WeirTestPlan *self, guint job);
/* The instant the @nth request to @path, from 1, arrived at, in ms from the start. */
double weir_test_plan_get_arrival (WeirTestPlan *self, const char *path, guint nth);
double weir_test_plan_get_length (WeirTestPlan *self); /* of all rounds, in ms */
/* By how much anything may be late, in ms: by as much as this process was kept from working, and a little. */
double weir_test_plan_get_slack (WeirTestPlan *self);
/* Fails the test when slots were not planned a multiple of @every_ms apart. Some may have been missed. */
void weir_test_plan_assert_schedule (WeirTestPlan *self, guint every_ms);
/* When the engine began with the requests to @path, or meant to if there was a schedule: of double, sorted, in ms
 * from the start. */
GArray *weir_test_plan_list_begins (WeirTestPlan *self, const char *path);
/* Fails the test when the requests to @path are not begun at these instants (ms), ended by -1, or arrive before. */
void weir_test_plan_assert_arrivals (WeirTestPlan *self, const char *path, const int *instants);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestPlan, weir_test_plan_free)

G_END_DECLS
