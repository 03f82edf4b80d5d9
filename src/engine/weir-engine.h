/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-engine.h: one run of one flow inside one worker: Before All, passes, After All, and stopping
 *
 * Everything happens in the thread and the thread-default main context in which the engine was made.
 */

#pragma once

#include "weir-data-rows.h"
#include "weir-flow.h"
#include "weir-mask.h"
#include "weir-recorded-request.h"
#include "weir-run-selection.h"
#include "weir-step-result.h"
#include "weir-store-image.h"

G_BEGIN_DECLS

#define WEIR_ENGINE_ERROR (weir_engine_error_quark ())
GQuark weir_engine_error_quark (void);

typedef enum
{
  WEIR_ENGINE_ERROR_PROGRAM, /* the document cannot be carried out; the message says where and why */
} WeirEngineError;

typedef struct _WeirEngine WeirEngine;

typedef struct
{
  guint iterations; /* passes of each virtual user */
  guint parallel;   /* virtual users */
  gint64 delay_us;  /* before every step of a virtual user but its first */
  gboolean stop_on_failure;
  const char *only_step;        /* (nullable) of the steps, run the one of this name alone */
  const char *run_id;           /* ${run.id} */
  const char *folder;           /* (nullable) of the document: where relative paths begin */
  const char *const *variables; /* (nullable) "NAME=VALUE"…, above the document's own and the environment's */
  const char *const *environment; /* (nullable) "NAME=VALUE"…, with placeholders; above the document's own */
  const char *const *secrets;     /* (nullable) "NAME=VALUE"…, above all others, and hidden */
  WeirDataRows *rows;             /* (nullable) each pass takes its values from one of them */
  gboolean random_rows;           /* any of them, instead of the next one */
  const char *proxy;              /* (nullable) the URL of what requests go through */
  const char *authorities;      /* (nullable) a PEM file of those to trust instead of the system's */
  const char *certificate;      /* (nullable) the client's, unless a request has its own: a file */
  const char *certificate_password; /* (nullable) */
  gboolean insecure;                /* no certificate of a server is verified */
  WeirRunSelection selection;       /* with numbers, there are as many iterations, or virtual users */
  const WeirStoreImage *store;      /* (nullable) what the first step finds */
  const WeirRecordedRequest *again; /* (nullable) sent instead of the one step's; outlives the engine */
  GListModel *above; /* (nullable) of WeirVariable: above the document's own */
  gboolean leave_store;             /* weir_engine_get_left() will be asked for it */
} WeirEngineSettings;

typedef enum
{
  WEIR_ENGINE_IDLE,
  WEIR_ENGINE_BEFORE_ALL,
  WEIR_ENGINE_PASSES,
  WEIR_ENGINE_AFTER_ALL,
  WEIR_ENGINE_DONE,
} WeirEnginePhase;

/* How it stands; read as often as one likes, it costs nothing. */
typedef struct
{
  WeirEnginePhase phase;
  gint64 started_us; /* monotonic */
  guint iteration;   /* the latest begun */
  guint part;        /* of the latest begun step */
  guint step;
  guint vus_done;  /* those that came to the end of their passes */
  guint vus_active; /* those that have begun and are not done */
  guint in_flight;  /* requests */
  guint64 requests; /* handed to the transport so far, attempts each by itself */
  guint64 passes_done;
  guint64 held_back; /* steps that had to wait because their results could not be passed on fast enough */
  guint n_steps[WEIR_N_FLOW_PARTS];
  guint *running[WEIR_N_FLOW_PARTS]; /* [part][step]: executions under way */
} WeirEngineProgress;

typedef struct
{
  /* A step has ended. All of it is borrowed; @mask hides this virtual user's secrets. */
  void (*result) (const WeirStepResult *result, const WeirMask *mask, gboolean keep_body, gpointer data);
  /* Everything is over; nothing is called after this. */
  void (*finished) (WeirOutcome outcome, gpointer data);
  /* See weir_transport_set_pulse(). (nullable) */
  void (*working) (gpointer data);
} WeirEngineEvents;

WeirEngine *weir_engine_new (WeirFlow *flow, const WeirEngineSettings *settings,
                             const WeirEngineEvents *events, gpointer data, GError **error);
void weir_engine_free (WeirEngine *self);
void weir_engine_start (WeirEngine *self);
void weir_engine_stop (WeirEngine *self);
void weir_engine_hold (WeirEngine *self, gboolean hold);
const WeirStoreImage *weir_engine_get_left (WeirEngine *self);
const WeirEngineProgress *weir_engine_get_progress (const WeirEngine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirEngine, weir_engine_free)

G_END_DECLS
