/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metrics.h: what the requests of one iteration of a load plan add up to, and what rules see of it
 *
 * All instants are microseconds from one beginning, whichever it is; only their differences count.
 */

#pragma once

#include "weir-histogram.h"
#include "weir-metric.h"

G_BEGIN_DECLS

/* The times rules know, from WEIR_METRIC_TOTAL_TIME on. */
#define WEIR_N_METRIC_TIMES (WEIR_METRIC_SERVER_TIME_APP - WEIR_METRIC_TOTAL_TIME + 1)
#define WEIR_METRIC_TIME_INDEX(metric) ((guint) (metric) - WEIR_METRIC_TOTAL_TIME)
#define WEIR_NO_TIME G_GINT64_CONSTANT (-1)

typedef enum
{
  WEIR_REQUEST_ANSWERED,
  WEIR_REQUEST_NO_RESPONSE,
  WEIR_REQUEST_CANCELLED, /* given up by this program: neither success nor failure */
  WEIR_REQUEST_GENERATOR, /* this computer's fault: likewise */
} WeirRequestEnd;

/* A request that is over. */
typedef struct
{
  WeirRequestEnd end;
  guint status; /* 0 without a response */
  gboolean assertion_failed;
  gint64 times_us[WEIR_N_METRIC_TIMES]; /* WEIR_NO_TIME: no sample, as a handshake there was none of */
} WeirRequestSample;

/* Counters of a whole iteration, or of one second of it. */
typedef struct
{
  guint64 started;
  guint64 successful;
  guint64 failed;
  guint64 cancelled;
  guint64 skipped; /* slots in which nothing was sent */
  guint64 generator_errors;
  guint64 no_response;
  guint64 assertions_failed;
  guint64 errors; /* completed ones without response, with a status of 400 or more, or a failed assertion */
  /* Of completed ones; 0: no response. What is beyond the last counts as the last. */
  guint64 statuses[WEIR_STATUS_CODE_LAST + 1];
  WeirHistogram *times[WEIR_N_METRIC_TIMES]; /* (nullable) made with the first sample */
} WeirMetricTotals;

typedef struct _WeirMetrics WeirMetrics;

/* @failed_codes: (nullable): what counts as failed, 400 and more unless given; @n_seconds: the longest window
 * that is looked at */
WeirMetrics *weir_metrics_new (const WeirStatusCodes *failed_codes, guint n_seconds);
void weir_metrics_free (WeirMetrics *self);
void weir_metrics_start (WeirMetrics *self, gint64 at_us);
void weir_metrics_end (WeirMetrics *self, gint64 at_us, const WeirRequestSample *sample);
void weir_metrics_skip (WeirMetrics *self, gint64 at_us);
const WeirMetricTotals *weir_metrics_get_totals (const WeirMetrics *self);
gboolean weir_metrics_has_begun (const WeirMetrics *self);
gboolean weir_metrics_is_failed (const WeirMetrics *self, const WeirRequestSample *sample);
/* Meaningful once it has begun. */
gint64 weir_metrics_get_first_us (const WeirMetrics *self);
gint64 weir_metrics_get_last_us (const WeirMetrics *self);
/* What was measured since the last time, which is then measured anew; (transfer full) */
WeirMetrics *weir_metrics_take (WeirMetrics *self);
/* To be looked at: without the seconds that windows look back on. (transfer full) */
WeirMetrics *weir_metrics_copy (const WeirMetrics *self);
/* Adds what others measured; both count from the same beginning. */
void weir_metrics_merge (WeirMetrics *self, const WeirMetrics *other);

/* What is asked of them. */
typedef struct
{
  WeirMetricRule rule;
  const WeirStatusCodes *codes; /* (nullable) of ErrorRate */
  guint window_s;               /* 0 = from the beginning */
  guint64 min_samples;
} WeirMetricQuestion;

/* FALSE: there are no data, and no rule holds of them. @is_over: all requests are. */
gboolean weir_metrics_measure (const WeirMetrics *self, const WeirMetricQuestion *question, gint64 now_us,
                               gboolean is_over, double *value);

guint64 weir_metric_totals_get_completed (const WeirMetricTotals *self);
guint64 weir_metric_totals_count_codes (const WeirMetricTotals *self, const WeirStatusCodes *codes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMetrics, weir_metrics_free)

G_END_DECLS
