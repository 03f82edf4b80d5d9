/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metric-field.h: what follows ROUND and ITERATION in ${Metrics.ROUND.ITERATION.Throughput.RPS}
 */

#pragma once

#include "weir-metric.h"

G_BEGIN_DECLS

/* "Duration.TotalTime.P90", in any case; FALSE: there is no such field */
gboolean weir_metric_field_parse (const char *text, WeirMetricField *field);

G_END_DECLS
