/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metrics-private.h: how metrics lie in memory, for those that count in them and those that move them
 */

#pragma once

#include "weir-measure-private.h"
#include "weir-metrics.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 second; /* from the first request; meaningful when used */
  gboolean used;
  WeirMetricTotals totals;
} WeirMetricSecond;

struct _WeirMetrics
{
  WeirMetricTotals totals;
  gboolean has_codes;
  WeirStatusCodes failed_codes;
  gboolean begun;
  gint64 first_us;    /* the first request, once begun */
  gint64 last_end_us; /* the last request that came to an end */
  WeirMetricSecond *seconds;    /* a ring: second n is at n % n_seconds */
  guint n_seconds;
  guint64 latest; /* the latest second in it */
};

/* Frees the histograms, too. */
void weir_metric_totals_clear (WeirMetricTotals *totals);
/* What takes part in other figures; see weir-measure-private.h. */
void weir_put_metrics (GByteArray *out, const WeirMetrics *metrics);
/* Never NULL. */
WeirMetrics *weir_take_metrics (WeirTaker *taker);

G_END_DECLS
