/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-figures.h: all that is counted of one job of a load plan: an iteration in one of its rounds
 *
 * A worker counts each job in one of these, and every fraction of a second takes what was counted since the
 * last time (weir_job_figures_take()); merged in any order (weir_job_figures_merge()), that comes to the
 * whole without loss. All instants are monotonic µs, the same for all processes of a computer.
 *
 * Per attempt: weir_job_figures_start() when it is handed to the transport, weir_job_figures_end() when it is
 * over. Nothing is allocated per sample. Where requests of a warm-up are concerned, only
 * weir_job_figures_warm_up() is called.
 */

#pragma once

#include "weir-metrics.h"
#include "weir-step-statistics.h"
#include "weir-time-window.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_JOB_HTTP_1_0,
  WEIR_JOB_HTTP_1_1,
  WEIR_JOB_HTTP_2,
} WeirJobHttp;
#define WEIR_N_JOB_HTTP 3

/* What is taken lies within a fraction of a second; rarely, when this computer was asleep, within more. */
#define WEIR_JOB_TAKEN_SECONDS 4

/* Times a server tells of itself, in its Server-Timing header. */
typedef enum
{
  WEIR_JOB_SERVER_TIME, /* in the order of WEIR_METRIC_SERVER_TIME… */
  WEIR_JOB_SERVER_TIME_DB,
  WEIR_JOB_SERVER_TIME_CACHE,
  WEIR_JOB_SERVER_TIME_APP,
} WeirJobServerTime;
#define WEIR_N_JOB_SERVER_TIMES 4

/* An attempt that is over. */
typedef struct
{
  WeirRequestEnd end;
  WeirErrorKind error_kind;  /* without a response */
  const char *error_message; /* (nullable) likewise, and of this computer's own faults; a whole sentence */
  guint status;              /* 0 without a response */
  gboolean assertion_failed;
  gint64 phases[WEIR_N_PHASES];             /* µs */
  gint64 server_us[WEIR_N_JOB_SERVER_TIMES]; /* WEIR_NO_TIME: it did not say */
  guint http_version;                        /* 10, 11 or 20; 0 without a response */
  guint new_connections; /* that were opened for it */
  gboolean resent;     /* by the transport: the server had closed the connection */
  gboolean unverified; /* nobody looked at the certificate */
  guint n_redirects;   /* that were followed */
  guint64 bytes_sent;
  guint64 bytes_received;
} WeirJobRequest;

/* Counted references; whoever has one of a snapshot only looks. */
typedef struct
{
  WeirMetrics *metrics;    /* requests, their ends, statuses and times; each attempt is a request */
  WeirHistogram *lateness; /* µs, of launches that had a schedule; (nullable) there were none */
  guint64 slots;           /* begun, skipped ones included */
  guint64 retried_slots;
  guint64 planned_starts;  /* slots with a scheduled instant that were launched, or missed */
  guint64 missed_starts;   /* of those */
  guint64 warm_up;         /* requests that are in no other figure */
  guint64 resent;
  guint64 redirects;
  guint64 connections; /* opened */
  guint64 http[WEIR_N_JOB_HTTP]; /* answers, by version */
  guint64 bytes_sent;
  guint64 bytes_received;
  guint64 error_kinds[WEIR_N_ERROR_KINDS]; /* requests without response; [NONE]: this computer's own faults */
  char *error_examples[WEIR_N_ERROR_KINDS]; /* (nullable) a sentence of one of them */
  gint64 in_flight;        /* now; of what was taken: by how many more or fewer there are */
  gint64 most_in_flight;   /* at one time */
  guint64 clients_came;    /* to the iteration */
  guint64 clients_done;    /* of those, whatever they did there */
  guint64 clients_skipped; /* of those: sent nothing, because of skipIf or because a rule had ended it */
  gboolean unverified;
  GPtrArray *steps;   /* (nullable) of WeirStepStatistics: those of its flow, see weir-job-steps.h */
  GPtrArray *windows; /* of WeirTimeWindow: of what was taken, the seconds it was counted in */
  /*< private >*/
  gatomicrefcount n_refs;
  gint64 origin_us;
  gboolean changed; /* since the last time something was taken */
  struct _WeirJobWindows *open;
} WeirJobFigures;

WeirJobFigures *weir_job_figures_new (const WeirStatusCodes *failed_codes, guint n_seconds, gint64 origin_us);
WeirJobFigures *weir_job_figures_ref (WeirJobFigures *self);
void weir_job_figures_unref (WeirJobFigures *self);

/* What happens; one call each. */
void weir_job_figures_slot (WeirJobFigures *self, gint64 late_us); /* begun; WEIR_NO_TIME: no schedule */
void weir_job_figures_retry (WeirJobFigures *self);               /* a slot, the first time */
void weir_job_figures_skip (WeirJobFigures *self, gint64 at_us);  /* a slot, by the request's skipIf */
void weir_job_figures_miss (WeirJobFigures *self, guint64 n_slots);
void weir_job_figures_start (WeirJobFigures *self, gint64 at_us);
void weir_job_figures_end (WeirJobFigures *self, gint64 at_us, const WeirJobRequest *request);
/* A step of its flow is over; beside what the pass counts as. */
void weir_job_figures_step (WeirJobFigures *self, const char *name, const WeirStepBrief *brief);
void weir_job_figures_warm_up (WeirJobFigures *self);
void weir_job_figures_client_came (WeirJobFigures *self);
void weir_job_figures_client_done (WeirJobFigures *self, gboolean skipped);

WeirJobFigures *weir_job_figures_take (WeirJobFigures *self);
void weir_job_figures_merge (WeirJobFigures *self, const WeirJobFigures *other);
/* As it stands, for others to look at. */
WeirJobFigures *weir_job_figures_copy (const WeirJobFigures *self);
/* The second @at_us is in, from the origin on. */
guint weir_job_figures_get_second (const WeirJobFigures *self, gint64 at_us);
void weir_job_figures_note (WeirJobFigures *self, gint64 at_us);
void weir_job_figures_close_windows (WeirJobFigures *self, gint64 at_us, GPtrArray *windows);

GBytes *weir_job_figures_encode (const WeirJobFigures *self);
WeirJobFigures *weir_job_figures_decode (GBytes *bytes, GError **error);

/* Closed seconds of one job in the archive; job counts from 0 over all rounds. */
GBytes *weir_job_windows_encode (guint job, GPtrArray *windows);
GPtrArray *weir_job_windows_decode (GBytes *bytes, guint *job, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirJobFigures, weir_job_figures_unref)

G_END_DECLS
