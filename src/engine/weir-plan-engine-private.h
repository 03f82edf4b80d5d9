/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-engine-private.h: what the files of the plan engine share
 *
 * A round has clients, a client works through jobs, for each of them it has a loop, and each turn of the loop
 * is a slot: one execution of the job's step.
 */

#pragma once

#include "weir-engine-private.h"
#include "weir-pacer.h"
#include "weir-plan-program.h"

G_BEGIN_DECLS

typedef struct _WeirPlanClient WeirPlanClient;
typedef struct _WeirPlanLoop WeirPlanLoop;
typedef struct _WeirPlanSlot WeirPlanSlot;
typedef struct _WeirPlanWarnings WeirPlanWarnings;
typedef struct _WeirPlanFlow WeirPlanFlow;

typedef struct
{
  const WeirJobProgram *program; /* borrowed */
  WeirPlanFlow *flow;            /* (nullable) its slots are passes through it */
  WeirJobFigures *figures;
  WeirJobFigures *live; /* (nullable) the same from the beginning on; where the plan looks at its Metrics */
  GQueue loops;         /* of WeirPlanLoop, those under way */
  gint64 warm_us;       /* its warm-up ends then; 0 = it has not begun */
  gint64 ended_us;      /* of the latest of them that has ended */
  gboolean terminated;
} WeirPlanJob;

/* Counts an event of @job: weir_job_figures_EVENT (figures, …). */
#define WEIR_PLAN_COUNT(job, event, ...)                                                                     \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    weir_job_figures_##event ((job)->figures, ##__VA_ARGS__);                                                \
    if ((job)->live)                                                                                         \
      weir_job_figures_##event ((job)->live, ##__VA_ARGS__);                                                 \
  }                                                                                                          \
  G_STMT_END

typedef struct
{
  WeirPlanEngine *engine;          /* borrowed */
  const WeirRoundProgram *program; /* borrowed */
  GQueue clients;                  /* of WeirPlanClient, those that have arrived and are not done */
  GQueue done;                     /* of WeirPlanClient, to be freed */
  guint next_client;               /* of this worker, that arrives next */
  guint n_starting;                /* flows whose Before All is not over */
  gint64 begin_us;                 /* when the first client is meant to arrive */
  gboolean begun;
  gboolean over; /* and the owner was told */
  WeirTimer arrival_timer;
  WeirTimer sweep_timer;
} WeirPlanRound;

typedef enum
{
  FLOW_IDLE,
  FLOW_STARTING, /* Before All */
  FLOW_OPEN,     /* passes begin with their slots */
  FLOW_ENDING,   /* After All */
  FLOW_OVER,
} WeirPlanFlowState;

/* The flow of a job. */
struct _WeirPlanFlow
{
  WeirPlanRound *round; /* borrowed */
  WeirPlanJob *job;     /* borrowed */
  WeirEngine *engine;
  WeirPlanFlowState state;
  gboolean is_open; /* passes may begin */
  char *refusal;    /* (nullable) why they may not, a whole sentence */
};

/* A slot's pass through a flow. */
typedef struct
{
  WeirVirtualUser *user; /* (nullable) borrowed: on its way */
  WeirJobRequest request; /* what it counts as */
  char *message;          /* (nullable) */
  gint64 late_us;
  gint64 active_us; /* so far */
  gint64 active_from_us; /* 0 = it pauses */
  gint64 phases[WEIR_N_PHASES];
  guint64 bytes_sent;
  guint64 bytes_received;
  guint new_connections;
  guint n_redirects;
  gboolean resent;
  gboolean unverified;
  gboolean has_sent;
  gboolean has_retried;
  gboolean has_failed;
  gboolean is_cancelled;
  gboolean is_beginning;
  gboolean is_over; /* already, while it begins */
} WeirPlanPass;

/* One turn of a loop. */
struct _WeirPlanSlot
{
  WeirExecution execution;
  WeirPlanLoop *loop; /* borrowed */
  gint64 batch_us;    /* the intended instant of its launch */
  gboolean is_warm_up; /* it is in no figure */
  guint row;          /* of the job's data, from 1; 0 = none */
  GArray *values;     /* (nullable) of WeirValue: those of the row, by column */
  WeirPlanPass pass;  /* where the job has a flow */
  WeirPlanSlot *next; /* of the loop, or of the engine's spare ones */
  WeirPlanSlot *previous;
};

typedef enum
{
  LOOP_IDLE,
  LOOP_DELAY,   /* waiting for its startupDelay */
  LOOP_RUNNING,
} WeirPlanLoopState;

/* A client at work on a job. */
struct _WeirPlanLoop
{
  WeirPlanClient *client;   /* borrowed */
  WeirPlanJob *job;         /* borrowed */
  WeirUserSession *session; /* borrowed */
  WeirPlanLoopState state;
  WeirPacer pacer;
  WeirTimer timer;
  GList link; /* in the job's loops */
  WeirPlanSlot *slots; /* under way */
  guint n_slots;       /* so far */
  gboolean is_driving;
  gboolean was_skipped;
};

struct _WeirPlanClient
{
  WeirPlanRound *round; /* borrowed */
  guint index;          /* of the round, from 0 */
  GList link;           /* in the round's clients */
  guint next_job;       /* of the round, from 0 */
  guint n_running;      /* loops under way */
  gboolean is_running;
  gint64 arrived_us; /* as it was meant to */
  WeirClient *client; /* owned */
  GPtrArray *users;   /* (nullable) of WeirVirtualUser: those that go through flows for it */
  /* One of each, or with runInParallel one for each job. */
  WeirUserSession *sessions;
  WeirPlanLoop *loops;
};

struct _WeirPlanEngine
{
  WeirShared shared;
  WeirPlanProgram *program;
  guint worker;
  guint n_workers;
  char *run_id;
  WeirPlanEngineEvents events;
  gpointer data;
  WeirPlanEngineProgress progress;
  WeirPlanEngineProgress shown; /* with what flows add to it */
  WeirPlanJob *jobs;
  WeirPlanRound *rounds;
  WeirPlanSlot *spare_slots;
  WeirPlanSlot *hooks; /* carries out what is around the loops of clients */
  WeirPlanWarnings *warnings;
  WeirValue metric; /* the latest one that was looked up */
  gboolean hold;
  gboolean stopping;
  WeirTimer stop_timer;
};

/* weir-plan-engine.c */
void weir_plan_engine_client_done (WeirPlanEngine *self, WeirPlanClient *client);
void weir_plan_engine_open_round (WeirPlanRound *round);
void weir_plan_engine_sweep (WeirPlanRound *round);

/* weir-plan-client.c */
WeirPlanClient *weir_plan_client_new (WeirPlanRound *round, guint index, gint64 arrived_us);
void weir_plan_client_free (WeirPlanClient *self);
void weir_plan_client_run (WeirPlanClient *self);
WeirVirtualUser *weir_plan_client_take_user (WeirPlanClient *self, WeirEngine *engine);
void weir_plan_client_rest_users (WeirPlanClient *self, WeirEngine *engine);

/* weir-plan-loop.c */
void weir_plan_loop_begin (WeirPlanLoop *self, WeirPlanJob *job, gint64 from_us);
void weir_plan_loop_drive (WeirPlanLoop *self);
void weir_plan_loop_halt (WeirPlanLoop *self);
void weir_plan_loop_cancel (WeirPlanLoop *self);
WeirPlanEngine *weir_plan_loop_get_engine (const WeirPlanLoop *self);

/* weir-plan-slot.c */
WeirPlanSlot *weir_plan_slot_new (WeirPlanEngine *engine);
void weir_plan_slot_free (WeirPlanSlot *self);
void weir_plan_slot_ended (WeirPlanSlot *self);
void weir_plan_slot_halt (WeirPlanSlot *self);
void weir_plan_slot_cancel (WeirPlanSlot *self);
void weir_plan_job_count_unsent (WeirPlanJob *self, const char *message);
void weir_job_request_take (WeirJobRequest *self, const WeirExchange *exchange);
gboolean weir_plan_slot_begin (WeirPlanLoop *loop, const WeirLaunch *launch, gint64 now_us);

/* weir-plan-flow.c */
WeirPlanFlow *weir_plan_flow_new (WeirPlanRound *round, WeirPlanJob *job, GListModel *variables,
                                  const WeirPlanEngineSettings *settings, GError **error);
void weir_plan_flow_free (WeirPlanFlow *self);
void weir_plan_flow_start (WeirPlanFlow *self);
gboolean weir_plan_flow_end (WeirPlanFlow *self);
void weir_plan_flow_stop (WeirPlanFlow *self);
void weir_plan_flow_refuse (WeirPlanFlow *self);
void weir_plan_flow_pass_on (WeirPlanFlow *self, WeirVirtualUser *user);

/* weir-plan-pass.c */
gboolean weir_plan_pass_begin (WeirPlanSlot *slot, gint64 late_us);
void weir_plan_pass_sending (WeirPlanSlot *slot);
void weir_plan_pass_retrying (WeirPlanSlot *slot);
void weir_plan_pass_step_begun (WeirPlanSlot *slot);
void weir_plan_pass_step_ended (WeirPlanSlot *slot);
void weir_plan_pass_over (WeirPlanSlot *slot);

/* weir-plan-rows.c */
gboolean weir_plan_loop_has_row (const WeirPlanLoop *self);
void weir_plan_slot_take_row (WeirPlanSlot *self, gboolean of_slot);
const WeirValue *weir_plan_slot_look_up_column (const WeirPlanSlot *self, guint slot);

/* weir-plan-metrics.c */
const WeirValue *weir_plan_engine_look_up_metric (WeirPlanEngine *self, guint slot);

/* weir-plan-capture.c */
void weir_plan_slot_capture (WeirPlanSlot *self, const WeirExchange *exchange);

/* weir-server-timing.c: @times_us: WEIR_N_JOB_SERVER_TIMES of them */
void weir_server_timing_read (const WeirHeaders *headers, gint64 *times_us);

/* weir-plan-warnings.c */
typedef void (*WeirPlanWarningFunc) (const char *text, guint64 count, gpointer data);
WeirPlanWarnings *weir_plan_warnings_new (WeirTimers *timers, WeirPlanWarningFunc function, gpointer data);
void weir_plan_warnings_free (WeirPlanWarnings *self);
void weir_plan_warnings_add (WeirPlanWarnings *self, const char *text);
void weir_plan_warnings_add_all (WeirPlanWarnings *self, const GPtrArray *texts);
void weir_plan_warnings_add_name (WeirPlanWarnings *self, const char *name);
void weir_plan_warnings_flush (WeirPlanWarnings *self);

G_END_DECLS
