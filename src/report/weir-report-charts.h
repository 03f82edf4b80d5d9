/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-charts.h: the charts that reports for people show
 */

#pragma once

#include "weir-chart.h"
#include "weir-report-private.h"

G_BEGIN_DECLS

/* (transfer full) (element-type WeirChart): none of them empty. */
GPtrArray *weir_report_make_charts (WeirReport *report, const WeirReportRun *run);

G_END_DECLS
