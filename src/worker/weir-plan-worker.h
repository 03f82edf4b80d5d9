/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-worker.h: the program's end of one of the workers of a load plan
 *
 * A plan is carried out by several of them side by side: client i of a round lives in worker i mod n_workers.
 * When all are ready, the program tells all of them the same instant at which a round begins, and goes on
 * when all have said that it is over.
 */

#pragma once

#include "weir-job-figures.h"
#include "weir-quality.h"

G_BEGIN_DECLS

typedef struct _WeirPlanWorker WeirPlanWorker;

typedef struct
{
  /* How the text is read, on both ends alike. */
  gboolean is_json;
  gboolean is_lenient;
  gboolean delays_in_seconds;
  const char *const *environments; /* (nullable) names of environments of the plan */
  const char *const *variables;    /* (nullable) "NAME=VALUE"…, above all of the plan's */
  const char *const *flows;        /* (nullable) FILE, TEXT…: the plan's flows, as they were read */
  const char *folder;              /* (nullable) of the document; absolute */

  const char *run_id;
  guint worker;     /* from 0 */
  guint n_workers;
  gint64 origin_us; /* monotonic: the beginning of the run */

  /* These travel in a message of their own. */
  const char *const *secrets; /* (nullable) "NAME=VALUE"… */
  const char *proxy;          /* (nullable) */
  const char *authorities;    /* (nullable) a file */
  const char *certificate;    /* (nullable) a file */
  gboolean insecure;
} WeirPlanWorkerSettings;

typedef struct
{
  guint clients_active;
  guint in_flight;
  guint most_in_flight; /* at one time, since the last message */
  guint64 requests;  /* handed to the transport so far */
  guint64 dropped;   /* results of requests that nobody took in time, so that they have no row */
  WeirLoad load;     /* its list is borrowed for the call */
} WeirPlanWorkerProgress;

typedef struct
{
  void (*ready) (gpointer data);
  /* Results as weir_record_next() reads them; borrowed. */
  void (*results) (const guint8 *results, gsize size, gpointer data);
  /* What was counted of @job since the last time; borrowed. */
  void (*figures) (guint job, const WeirJobFigures *figures, gpointer data);
  void (*warning) (const char *text, guint64 count, gpointer data);
  void (*round_over) (guint round, gpointer data);
  void (*progress) (const WeirPlanWorkerProgress *progress, gpointer data);
  /* It could not begin, died, or says what cannot be understood; a whole sentence. Nothing comes after. */
  /* @refused: the plan cannot be carried out, and nothing of it was */
  void (*failed) (const char *sentence, gboolean refused, gpointer data);
} WeirPlanWorkerEvents;

WeirPlanWorker *weir_plan_worker_new (const char *text, const WeirPlanWorkerSettings *settings,
                                      const WeirPlanWorkerEvents *events, gpointer data, GError **error);
void weir_plan_worker_free (WeirPlanWorker *self);
void weir_plan_worker_begin_round (WeirPlanWorker *self, guint round, gint64 at_us);
void weir_plan_worker_terminate_job (WeirPlanWorker *self, guint job);
void weir_plan_worker_stop (WeirPlanWorker *self);
void weir_plan_worker_leave (WeirPlanWorker *self);
gint64 weir_plan_worker_get_silence_us (const WeirPlanWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlanWorker, weir_plan_worker_free)

G_END_DECLS
