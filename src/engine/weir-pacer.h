/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pacer.h: when one client sends the requests of an iteration, by its mode: an absolute schedule
 *
 * Knows neither clocks nor requests: whoever drives it says what time it is and what came to its end.
 */

#pragma once

#include "weir-pacing.h"

G_BEGIN_DECLS

/* A stage of an arrival rate, as it is carried out. */
typedef struct
{
  gint64 begin_us; /* from the beginning of the loop */
  gint64 length_us;
  double from; /* starts per second */
  double to;
  double before; /* how many starts come before it */
} WeirRateStep;

/* Shared by all clients. */
typedef struct
{
  guint n_steps;
  guint max_in_flight;
  guint64 n_starts;
  WeirRateStep steps[];
} WeirRateProgram;

WeirRateProgram *weir_rate_program_new (WeirArrivalRate *rate);

/* A plain struct, held by value by each client. Instants are monotonic microseconds. */
typedef struct
{
  WeirMode mode;
  const WeirRateProgram *rate; /* (nullable) borrowed: it alone says when slots are launched */
  gint64 begin_us;
  guint64 n_starts;            /* of the rate, so far, missed ones included */
  gboolean at_once; /* maximizeThroughput */
  guint batch;
  gint64 cool_down_us;
  gint64 end_us;            /* of D and DCB: nothing is launched from here on */
  guint64 left;             /* of R and CRB: slots not launched yet */
  guint64 in_flight;        /* slots launched and not over */
  guint64 latest_in_flight; /* of those, in the latest batch */
  gint64 due_us;            /* of the next launch */
  gboolean stopped;         /* nothing is launched any more */
  guint64 missed_starts;    /* slots that were due and came too late to be launched */
} WeirPacer;

/* What is to be launched now. */
typedef struct
{
  guint n;            /* slots; 0 = none */
  gint64 intended_us; /* by schedule; of R and D the instant itself */
} WeirLaunch;

void weir_pacer_start (WeirPacer *self, WeirPacing *pacing, const WeirRateProgram *rate, gint64 now_us);
gboolean weir_pacer_has_schedule (const WeirPacer *self);
/* Call again until nothing is launched. */
WeirLaunch weir_pacer_launch (WeirPacer *self, gint64 now_us);
/* A slot is over, with its retries. @batch_us: the intended instant of its launch. */
void weir_pacer_complete (WeirPacer *self, gint64 batch_us, gint64 now_us);
void weir_pacer_stop (WeirPacer *self);
/* When to call weir_pacer_launch() next; G_MAXINT64: when a slot is over, if any is in flight. */
gint64 weir_pacer_get_due_us (const WeirPacer *self);
gboolean weir_pacer_is_over (const WeirPacer *self);

G_END_DECLS
