/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-worker-process.h: the program's end of a worker: start the process, follow it, end it
 */

#pragma once

#include <glib.h>

#include "weir-data-rows.h"
#include "weir-document-enums.h"
#include "weir-outcome.h"
#include "weir-quality.h"
#include "weir-recorded-request.h"
#include "weir-run-selection.h"
#include "weir-store-image.h"

G_BEGIN_DECLS

typedef struct _WeirWorkerProcess WeirWorkerProcess;

#define WEIR_WORKER_ERROR (weir_worker_error_quark ())
GQuark weir_worker_error_quark (void);

typedef enum
{
  WEIR_WORKER_ERROR_SPAWN,
} WeirWorkerError;

typedef struct
{
  guint iterations;
  guint parallel;
  gint64 delay_us;
  gboolean stop_on_failure;
  const char *run_id;
  const char *only_step;        /* (nullable) */
  const char *const *variables; /* (nullable) "NAME=VALUE"… */
  const char *folder;           /* (nullable) of the document */

  /* These travel in a message of their own. */
  const char *const *environment; /* (nullable) "NAME=VALUE"…, with placeholders */
  const char *const *secrets;     /* (nullable) "NAME=VALUE"… */
  const char *proxy;              /* (nullable) */
  const char *authorities;        /* (nullable) a file */
  const char *certificate;        /* (nullable) a file */
  gboolean insecure;

  /* And these. With numbers, there are as many iterations, or virtual users. */
  WeirRunSelection selection;
  const WeirStoreImage *store; /* (nullable) what the first step finds */
  gboolean leave_store;        /* `left` shall be told it */
  const WeirRecordedRequest *again; /* (nullable) sent instead of the one step's request */
  /* So do these. */
  WeirDataRows *rows; /* (nullable) */
  gboolean random_rows;
} WeirWorkerSettings;

typedef struct
{
  guint phase; /* 0 idle, 1 Before All, 2 passes, 3 After All, 4 done */
  guint iteration;
  guint part;
  guint step;
  guint vus_done;
  guint vus_active;
  guint in_flight;
  guint64 requests; /* handed to the transport so far */
  guint64 passes_done;
  guint64 held_back;
  guint n_steps[WEIR_N_FLOW_PARTS];
  const guint32 *running[WEIR_N_FLOW_PARTS]; /* borrowed for the call */
  gint64 started_us;                         /* monotonic: when the run began, the process being there */
  WeirLoad load;                             /* of the worker; its list is borrowed for the call too */
} WeirWorkerProgress;

typedef struct
{
  /* Step results as weir_record_next() reads them; borrowed. */
  void (*results) (const guint8 *data, gsize size, gpointer data_);
  void (*progress) (const WeirWorkerProgress *progress, gpointer data); /* (nullable) */
  /* The run could not begin, the process died or answered nothing for too long; a whole sentence. */
  void (*failed) (const char *sentence, gpointer data);
  void (*finished) (WeirOutcome outcome, gpointer data);
  /* (nullable) Right before `finished`: what the last one to end had in its store. (transfer full) */
  void (*left) (WeirStoreImage *image, gpointer data);
} WeirWorkerEvents;

WeirWorkerProcess *weir_worker_process_new (const char *flow_yaml, const WeirWorkerSettings *settings,
                                            const WeirWorkerEvents *events, gpointer data, GError **error);
void weir_worker_process_free (WeirWorkerProcess *self);
void weir_worker_process_stop (WeirWorkerProcess *self);
gint64 weir_worker_process_get_silence_us (const WeirWorkerProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirWorkerProcess, weir_worker_process_free)

G_END_DECLS
