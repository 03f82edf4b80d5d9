/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-time-window.h: what happened within one second of a run, once that second is over
 *
 * A result belongs to the second in which it came to its end; a request is `started` in the second in which
 * it was handed to the transport. All parts of a flow count, Before All and After All included.
 */

#pragma once

#include "weir-histogram.h"
#include "weir-step-brief.h"

G_BEGIN_DECLS

/* µs of the phases, bytes of the rest. */
typedef enum
{
  WEIR_WINDOW_TIME,     /* TotalTime */
  WEIR_WINDOW_RESPONSE, /* ResponseTime */
  WEIR_WINDOW_BYTES_SENT,
  WEIR_WINDOW_BYTES_RECEIVED,
  WEIR_WINDOW_PHASES, /* + WeirPhase */
} WeirTimeWindowQuantity;
#define WEIR_N_WINDOW_QUANTITIES (WEIR_WINDOW_PHASES + WEIR_N_PHASES)

typedef struct
{
  guint64 count; /* a dns, tcp or tls of 0 is no sample: the connection was there already */
  gint64 sum;
  gint64 min;
  gint64 max;
} WeirTimeWindowFigure;

/* Seconds in which nothing happened have no window. */
typedef struct
{
  guint second;       /* 0 is the first of the run */
  guint64 started;    /* requests handed to the transport */
  guint64 answered;   /* requests that got a whole answer, whatever its status */
  guint64 classes[6]; /* of those, by the first digit of the status; [0]: any other number */
  guint64 errors;     /* requests that got none */
  guint64 error_kinds[WEIR_N_ERROR_KINDS]; /* of those */
  guint64 cancelled;
  guint64 generator_errors;
  guint64 outcomes[WEIR_N_STEP_OUTCOMES]; /* of steps, also of those without a request */
  guint in_flight;                        /* the most that were seen at one time */
  guint active_vus;                       /* likewise */
  WeirTimeWindowFigure figures[WEIR_N_WINDOW_QUANTITIES];
  GArray *time;     /* of WeirHistogramSlot, ascending; TotalTime */
  GArray *response; /* likewise; ResponseTime */
} WeirTimeWindow;

WeirTimeWindow *weir_time_window_new (guint second);
void weir_time_window_free (WeirTimeWindow *self);
/* Both leave the slots alone: while a second goes on, its times are in histograms. */
void weir_time_window_count (WeirTimeWindow *self, const WeirStepBrief *brief, const gint64 *phases);
void weir_time_window_merge (WeirTimeWindow *self, const WeirTimeWindow *other);
/* @time: TRUE for TotalTime, FALSE for ResponseTime; added up over any number of windows, never averaged. */
void weir_time_window_add_to_histogram (const WeirTimeWindow *self, gboolean time, WeirHistogram *histogram);

/* Any number of windows, of WeirTimeWindow; encoded pieces of one run are decoded each by itself. */
GBytes *weir_time_window_encode (GPtrArray *windows);
GPtrArray *weir_time_window_decode (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTimeWindow, weir_time_window_free)

/* Counts a running run second by second; bounded, whatever the length of the run. */
typedef struct _WeirTimeWindowRecorder WeirTimeWindowRecorder;

WeirTimeWindowRecorder *weir_time_window_recorder_new (void);
void weir_time_window_recorder_free (WeirTimeWindowRecorder *self);
/* @offset_us: from the start of the run. @phases (nullable): WEIR_N_PHASES times of the last attempt, µs. */
void weir_time_window_recorder_add (WeirTimeWindowRecorder *self, gint64 offset_us,
                                    const WeirStepBrief *brief, const gint64 *phases);
/* How it stands at that instant; @started is a number that grows from 0. */
void weir_time_window_recorder_note (WeirTimeWindowRecorder *self, gint64 offset_us, guint64 started,
                                     guint in_flight, guint active_vus);
/* Appends what is over to @windows (of WeirTimeWindow). Results that come later than that count in the oldest
 * second that is still open, so that sums stay exact. G_MAXINT64 closes all. */
void weir_time_window_recorder_close (WeirTimeWindowRecorder *self, gint64 offset_us, GPtrArray *windows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTimeWindowRecorder, weir_time_window_recorder_free)

G_END_DECLS
