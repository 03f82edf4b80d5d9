/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-thread-private.h: the thread of a plan's run: what carries it on and what shows it share this
 */

#pragma once

#include "weir-job-watch.h"
#include "weir-plan-keeper.h"
#include "weir-plan-run-private.h"
#include "weir-plan-worker.h"
#include "weir-run-patience.h"

G_BEGIN_DECLS

typedef struct _WeirPlanThread WeirPlanThread;

typedef struct
{
  WeirPlanThread *thread;
  guint index;
  WeirPlanWorker *process;
  gboolean ready;
  WeirPlanWorkerProgress progress; /* its list is not kept */
} WeirPlanThreadWorker;

typedef struct
{
  gboolean begun;
  gboolean over;
  guint n_over; /* workers for which it is */
  guint first_job;
  guint n_jobs;
} WeirPlanThreadRound;

struct _WeirPlanThread
{
  WeirPlanRun *run;
  WeirPlanThreadWorker *workers;
  guint n_ready;
  WeirPlanThreadRound *rounds;
  GPtrArray *jobs; /* of WeirJobWatch */
  WeirRuleScope *scope;
  WeirPlanKeeper *keeper;  /* (nullable) */
  WeirQualityMeter *meter;
  GHashTable *warnings;    /* text → WeirRunWarning, owned by now->warnings' latest form */
  GPtrArray *warning_list; /* of WeirRunWarning: ours alone */
  gboolean warned;         /* since they were last shown */
  WeirPlanSnapshot *now;   /* ours alone: copies of it are published */
  gint64 origin_us;
  gint64 kept_us;
  WeirRunPatience patience;
  gboolean changed;
  char *failure; /* (nullable) what kept it from coming to its end */
};

/* weir-plan-show.c */
void weir_plan_thread_warn (WeirPlanThread *self, const char *text, guint64 count);
/* Brings self->now up to date. */
void weir_plan_thread_show (WeirPlanThread *self);
void weir_plan_thread_show_kept (WeirPlanThread *self);
/* Seconds that are over, G_MAXINT64: all, go to the archive. */
void weir_plan_thread_keep_seconds (WeirPlanThread *self, gint64 now_us);
/* So do the figures as they were last shown. */
void weir_plan_thread_keep_figures (WeirPlanThread *self);
void weir_plan_thread_finish_archive (WeirPlanThread *self);

G_END_DECLS
