/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-engine.h: what one worker does of a load plan: its share of the clients of each round
 *
 * A *job* is an iteration in one of the rounds it is done in; jobs count from 0 over all rounds in the
 * order of the document, those a round refers to after its own. Client i of a round lives in worker
 * i mod n_workers.
 * Everything happens in the thread and the thread-default main context in which the engine was made.
 */

#pragma once

#include "weir-job-figures.h"
#include "weir-mask.h"
#include "weir-plan.h"
#include "weir-step-result.h"

G_BEGIN_DECLS

typedef struct _WeirPlanEngine WeirPlanEngine;

typedef struct
{
  guint worker;    /* from 0 */
  guint n_workers; /* at least 1 */
  gint64 origin_us; /* monotonic: where the seconds of figures and the offsets of results are counted from */
  const char *run_id;                /* ${run.id} */
  const char *folder;                /* (nullable) of the document: where relative paths begin */
  const char *const *environments;   /* (nullable) names of environments of the plan, later ones above */
  const char *const *variables;      /* (nullable) "NAME=VALUE"…, above all of these */
  const char *const *secrets;        /* (nullable) "NAME=VALUE"…, above all others, and hidden */
  const char *proxy;                 /* (nullable) the URL of what requests go through */
  const char *authorities;           /* (nullable) a PEM file of those to trust instead of the system's */
  const char *certificate;           /* (nullable) the client's, unless a request has its own: a file */
  const char *certificate_password;  /* (nullable) */
  gboolean insecure;                 /* no certificate of a server is verified */
} WeirPlanEngineSettings;

/* How it stands; read as often as one likes, it costs nothing. */
typedef struct
{
  guint clients_active; /* those that have arrived and are not done */
  guint in_flight;      /* requests */
  guint most_in_flight; /* at one time, since the last time somebody asked */
  guint64 requests;     /* handed to the transport so far */
  guint64 held_back;    /* times a client had to wait because results could not be passed on fast enough */
} WeirPlanEngineProgress;

typedef struct
{
  /* A slot is over. All of it is borrowed; @mask hides its client's secrets. brief.step is the job,
   * brief.iteration the slot's number among those of its client in that job, from 1, brief.vu the client,
   * from 1. Not called for what is done with maximizeThroughput. */
  void (*result) (guint job, const WeirStepResult *result, const WeirMask *mask, gboolean keep_body,
                  gpointer data);
  /* So many times, since the last call with this @text; several times a second at most. */
  void (*warning) (const char *text, guint64 count, gpointer data);
  /* All clients this worker has of the round are done. Never called from within weir_plan_engine_…(). */
  void (*round_over) (guint round, gpointer data);
  /* See weir_transport_set_pulse(). (nullable) */
  void (*working) (gpointer data);
} WeirPlanEngineEvents;

WeirPlanEngine *weir_plan_engine_new (WeirPlan *plan, const WeirPlanEngineSettings *settings,
                                      const WeirPlanEngineEvents *events, gpointer data, GError **error);
void weir_plan_engine_free (WeirPlanEngine *self);
void weir_plan_engine_begin_round (WeirPlanEngine *self, guint round, gint64 at_us);
void weir_plan_engine_terminate_job (WeirPlanEngine *self, guint job);
void weir_plan_engine_stop (WeirPlanEngine *self);
void weir_plan_engine_hold (WeirPlanEngine *self, gboolean hold);
guint weir_plan_engine_count_jobs (const WeirPlanEngine *self);
WeirJobFigures *weir_plan_engine_take_figures (WeirPlanEngine *self, guint job);
const WeirPlanEngineProgress *weir_plan_engine_get_progress (WeirPlanEngine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlanEngine, weir_plan_engine_free)

G_END_DECLS
