/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-run-private.h: what the object and its thread share
 */

#pragma once

#include "weir-plan-run.h"
#include "weir-run-place.h"

G_BEGIN_DECLS

struct _WeirPlanRun
{
  WeirRunBase parent_instance;

  /* owned, fixed from the start */
  WeirPlan *plan;
  char *text;
  WeirRunInfo *info;
  char *archive_file;
  gboolean unkept;
  gboolean is_json;
  gboolean is_lenient;
  gboolean delays_in_seconds;
  gboolean insecure;
  char **environments;
  char **variables;
  char **secrets;
  char *folder;     /* (nullable) */
  gboolean *chosen; /* by round */
  guint n_rounds;
  guint n_workers;
};

WeirPlanSnapshot *weir_plan_snapshot_new (void);
WeirPlanSnapshot *weir_plan_snapshot_copy (const WeirPlanSnapshot *snapshot);
/* In words how it came out; @failure: (nullable) what kept it from its end. */
char *weir_plan_sentence (const WeirPlanSnapshot *snapshot, const char *failure);
WeirOutcome weir_plan_judge (const WeirPlanSnapshot *snapshot);
/* Requests this computer could not send. */
guint64 weir_plan_count_generator_errors (const WeirPlanSnapshot *snapshot);
/* The share of the starts that a schedule had that were made; 1 without any schedule. */
double weir_plan_get_made_share (const WeirPlanSnapshot *snapshot);

/* weir-plan-thread.c: what happens on the run's own thread, for its class */
gpointer weir_plan_thread_open (WeirRunBase *run);
void weir_plan_thread_begin (gpointer side);
void weir_plan_thread_tick (gpointer side);
void weir_plan_thread_stop (gpointer side);
gpointer weir_plan_thread_close (gpointer side);

G_END_DECLS
