/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-made-plan.h: the run of a load plan that no worker carries out: its time passes when a test says so
 *
 * Figures, rules, snapshots and the archive are the real ones; only requests and the clock are made.
 */

#pragma once

#include "weir-job-watch.h"
#include "weir-plan-snapshot.h"
#include "weir-plan.h"

G_BEGIN_DECLS

typedef struct
{
  WeirPlan *plan;
  WeirRuleScope *scope;
  GPtrArray *watches;    /* of WeirJobWatch, by job */
  GPtrArray *feeds;      /* of WeirJobFigures: what a worker would count in */
  WeirPlanSnapshot *now; /* what the next one is made of; outcome, quality … may be set */
  WeirArchive *archive;
  WeirRunInfo *info;
  char *folder; /* removed with it */
  char *archive_file;
  gint64 now_us; /* since the beginning of the run */
  gboolean uncommitted; /* seconds are not on disk yet */
} WeirMadePlan;

/* All rounds have begun. Fails the test when the plan has errors. */
WeirMadePlan *weir_made_plan_new (const char *yaml);
/* Requests of a job that all end now, each after @time_us; @status 0: no response. */
void weir_made_plan_feed (WeirMadePlan *self, guint job, guint n, gint64 time_us, guint status);
/* Clients of a job that are there from now on. */
void weir_made_plan_come (WeirMadePlan *self, guint job, guint n_clients);
/* Lets time pass; rules are looked at ten times a second, seconds that are over go to the archive. */
void weir_made_plan_pass (WeirMadePlan *self, gint64 us);
/* All clients have finished a job. */
void weir_made_plan_end (WeirMadePlan *self, guint job);
/* How it stands; (transfer full) */
WeirPlanSnapshot *weir_made_plan_show (WeirMadePlan *self);
/* Ends what is not over, judges, and puts everything into the archive; (transfer full): the last snapshot */
WeirPlanSnapshot *weir_made_plan_finish (WeirMadePlan *self);
void weir_made_plan_free (WeirMadePlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMadePlan, weir_made_plan_free)

G_END_DECLS
