/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-schedule-chart.h: what is going to happen, drawn to scale: of one client, and of a whole load plan
 *
 * Nothing here was measured: times are those of a schedule, and where only a server can tell how long
 * something takes, the picture has an open end.
 */

#pragma once

#include "weir-chart.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_SCHEDULE_COUNT,   /* one request after another, so many */
  WEIR_SCHEDULE_TIME,    /* one request after another, for so long */
  WEIR_SCHEDULE_BATCHES, /* several at once, again and again */
  WEIR_SCHEDULE_RATE,    /* by the clock, at a rate that changes evenly */
} WeirScheduleKind;

/* So many starts per second at that instant; evenly from one to the next. */
typedef struct
{
  gint64 at_us;
  double per_second;
} WeirScheduleRate;

/* How one client of an iteration spreads its requests over time. */
typedef struct
{
  WeirScheduleKind kind;
  guint64 requests;   /* in all; 0: that does not end it */
  gint64 duration_us; /* nothing begins from here on; 0: that does not end it */
  guint64 batch;
  gint64 cool_down_us;
  gboolean sooner; /* a batch need not wait for its time when the one before is answered */
  gint64 warm_up_us;
  const WeirScheduleRate *rates; /* the first one at 0 */
  guint n_rates;
} WeirScheduleMode;

/* @missing: (nullable): what has to be mended before there is anything to draw */
WeirChart *weir_chart_new_mode_schedule (const WeirScheduleMode *mode, const char *missing);

/* How well it is known when something begins or ends. */
typedef enum
{
  WEIR_SCHEDULE_EXACT,
  WEIR_SCHEDULE_AT_LEAST, /* not before then */
  WEIR_SCHEDULE_OPEN,     /* only when a rule or a person ends what goes on */
} WeirScheduleTime;

/* So many clients have come by then; evenly from one to the next. */
typedef struct
{
  gint64 at_us;
  guint64 n_clients;
} WeirScheduleArrival;

/* A round, or one of its iterations, in a lane of its own. */
typedef struct
{
  const char *name;
  const char *detail; /* (nullable): how much it does, in words */
  gboolean is_round;
  gint64 begin_us; /* when its first client comes to it */
  WeirScheduleTime begin;
  const WeirScheduleArrival *arrivals; /* of all clients, after begin_us; the first one at 0 or later */
  guint n_arrivals;
  gint64 length_us; /* how long each client is there */
  WeirScheduleTime end;
  WeirChartSubject subject;
} WeirScheduleLane;

/* @lanes are copied. @n_left_out: lanes that there was no room for. @missing: (nullable): why there are
 * none */
WeirChart *weir_chart_new_plan_schedule (const WeirScheduleLane *lanes, guint n_lanes, guint n_left_out,
                                         const char *missing);

/* Examples that explain: a rule that holds for a moment, and later for as long as its grace period; and
 * requests that were planned by a clock and began late. */
WeirChart *weir_chart_new_countdown_example (void);
WeirChart *weir_chart_new_lateness_example (void);

G_END_DECLS
