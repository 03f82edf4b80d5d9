/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-run.h: one press of Start: a load plan carried out by workers, watched, judged and kept
 */

#pragma once

#include "weir-plan-snapshot.h"
#include "weir-plan.h"
#include "weir-run-base.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_RUN (weir_plan_run_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanRun, weir_plan_run, WEIR, PLAN_RUN, WeirRunBase)

/* Zero-initialise, fill, and give to weir_plan_run_new(), which copies it. */
typedef struct
{
  /* How the text was read: as WeirPlanOptions had it. */
  gboolean is_json;
  gboolean is_lenient;
  gboolean delays_in_seconds;
  const char *const *environments; /* (nullable) names of environments of the plan */
  const char *const *variables;    /* (nullable) "NAME=VALUE"…, above all of the plan's */

  const char *const *secrets; /* (nullable) "NAME=VALUE"…: values of secret variables */
  const char *const *rounds;  /* (nullable) names of the rounds to run, in any case; NULL = all */
  gboolean insecure;          /* certificates are not verified */
  guint n_workers;            /* 0 = weir_plan_choose_workers() */
  gboolean unkept;            /* nothing of it goes to the archive */
  const char *archive;        /* (nullable) the archive's file; NULL = the person's own */
  const char *file_name;      /* (nullable) the plan's file: relative paths begin beside it */
} WeirPlanRunSettings;

/* @plan is frozen here: later edits change nothing in this run. @text is what it was read from; each worker
 * reads it again. NULL with WEIR_RUN_ERROR_SETTINGS and a sentence. */
WeirPlanRun *weir_plan_run_new (WeirPlan *plan, const char *text, const WeirPlanRunSettings *settings,
                                GError **error);
/* Returns at once; everything happens on the run's own threads and in worker processes. */
void weir_plan_run_start (WeirPlanRun *self);
/* First call: nothing new begins, requests in flight have 5 s. Second call: everything is cancelled now. */
void weir_plan_run_stop (WeirPlanRun *self);
/* Never NULL; the latest. (transfer full) */
WeirPlanSnapshot *weir_plan_run_ref_snapshot (WeirPlanRun *self);
gboolean weir_plan_run_is_done (WeirPlanRun *self);

/* signals, emitted in the thread-default main context in which the run was made: WeirRunBase's */

G_END_DECLS
