/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metric-field.h: what follows ROUND and ITERATION in ${Metrics.ROUND.ITERATION.Throughput.RPS}
 */

#pragma once

#include <glib.h>

#include "weir-metric.h"

G_BEGIN_DECLS

typedef enum
{
  /* Throughput */
  WEIR_FIELD_REQUESTS, /* started */
  WEIR_FIELD_SUCCESSFUL,
  WEIR_FIELD_FAILED,
  WEIR_FIELD_CANCELLED,
  WEIR_FIELD_SKIPPED,
  WEIR_FIELD_ACTIVE,      /* in flight now */
  WEIR_FIELD_MOST_ACTIVE, /* at one time so far */
  WEIR_FIELD_ERROR_RATE,  /* 0 to 1 */
  WEIR_FIELD_RATE,        /* per second */
  WEIR_FIELD_RATE_PER_COOL_DOWN,
  WEIR_FIELD_RATE_EVERY,           /* the second it is a rate of */
  WEIR_FIELD_COOL_DOWN_RATE_EVERY, /* the cool-down time it is a rate of */
  WEIR_FIELD_ELAPSED,              /* s */
  /* Duration: a statistic of a time, in ms */
  WEIR_FIELD_TIME,
  /* ResponseCode: of the @index-th status there was */
  WEIR_FIELD_STATUS_CODE,
  WEIR_FIELD_STATUS_REASON,
  WEIR_FIELD_STATUS_COUNT,
  /* DataTransmission: bytes, and bytes per second */
  WEIR_FIELD_SENT,
  WEIR_FIELD_RECEIVED,
  WEIR_FIELD_AVERAGE_SENT,
  WEIR_FIELD_AVERAGE_RECEIVED,
  WEIR_FIELD_SENT_PER_SECOND,
  WEIR_FIELD_RECEIVED_PER_SECOND,
  WEIR_FIELD_BYTES_PER_SECOND,
} WeirMetricFieldKind;

typedef struct
{
  WeirMetricFieldKind kind;
  WeirMetric time;         /* of WEIR_FIELD_TIME */
  WeirStatistic statistic; /* likewise; NONE = @percent */
  double percent;          /* of a percentile that rules have not */
  guint index;             /* of WEIR_FIELD_STATUS_… */
} WeirMetricField;

/* "Duration.TotalTime.P90", in any case; FALSE: there is no such field */
gboolean weir_metric_field_parse (const char *text, WeirMetricField *field);

G_END_DECLS
