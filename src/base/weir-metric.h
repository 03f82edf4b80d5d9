/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metric.h: what a rule of a load plan looks at, and when it holds
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are in milliseconds, shares from 0 to 1, throughput per second. */
typedef enum
{
  WEIR_METRIC_ERROR_RATE,
  WEIR_METRIC_THROUGHPUT,
  WEIR_METRIC_TOTAL_TIME,
  WEIR_METRIC_RESPONSE_TIME,
  WEIR_METRIC_TTFB,
  WEIR_METRIC_WAITING_TIME,
  WEIR_METRIC_TCP_HANDSHAKE,
  WEIR_METRIC_TLS_HANDSHAKE,
  WEIR_METRIC_SENDING_TIME,
  WEIR_METRIC_RECEIVING_TIME,
  WEIR_METRIC_SERVER_TIME,
  WEIR_METRIC_SERVER_TIME_DB,
  WEIR_METRIC_SERVER_TIME_CACHE,
  WEIR_METRIC_SERVER_TIME_APP,
  WEIR_METRIC_SKIP_RATIO,
  WEIR_METRIC_SKIPPED_COUNT,
  WEIR_METRIC_ASSERTION_ERROR_RATE,
} WeirMetric;
#define WEIR_N_METRICS 17

typedef enum
{
  WEIR_STATISTIC_NONE, /* of metrics that are one number */
  WEIR_STATISTIC_AVERAGE,
  WEIR_STATISTIC_MIN,
  WEIR_STATISTIC_MAX,
  WEIR_STATISTIC_SUM,
  WEIR_STATISTIC_P50,
  WEIR_STATISTIC_P90,
  WEIR_STATISTIC_P95,
  WEIR_STATISTIC_P99,
} WeirStatistic;
#define WEIR_N_STATISTICS 9

typedef enum
{
  WEIR_THRESHOLD_GREATER,
  WEIR_THRESHOLD_GREATER_EQUAL,
  WEIR_THRESHOLD_LESS,
  WEIR_THRESHOLD_LESS_EQUAL,
  WEIR_THRESHOLD_EQUAL,
  WEIR_THRESHOLD_NOT_EQUAL,
  WEIR_THRESHOLD_BETWEEN, /* both ends belong to it */
} WeirThreshold;

typedef struct
{
  WeirMetric metric;
  WeirStatistic statistic;
  WeirThreshold threshold;
  double low;  /* what is compared with; of "between" the lower end */
  double high; /* of "between" */
} WeirMetricRule;

const char *weir_metric_to_name (WeirMetric metric);          /* "TotalTime" */
const char *weir_statistic_to_name (WeirStatistic statistic); /* "P90"; "" for none */
const char *weir_threshold_to_name (WeirThreshold threshold); /* ">=" */
gboolean weir_metric_is_time (WeirMetric metric);
gboolean weir_metric_is_share (WeirMetric metric);
gboolean weir_metric_rule_holds (const WeirMetricRule *rule, double value);
char *weir_metric_rule_to_text (const WeirMetricRule *rule); /* "TotalTime.P90 > 250" */

/* Status codes; 0 is a request without response, all others are from 100 to 599. */
#define WEIR_STATUS_CODE_LAST 599

typedef struct
{
  guint64 bits[(WEIR_STATUS_CODE_LAST + 64) / 64];
} WeirStatusCodes;

gboolean weir_status_code_is_valid (guint code);
void weir_status_codes_add (WeirStatusCodes *self, guint code);
gboolean weir_status_codes_have (const WeirStatusCodes *self, guint code);

/* What ${Metrics.ROUND.ITERATION.…} tells of an iteration. */
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

G_END_DECLS
