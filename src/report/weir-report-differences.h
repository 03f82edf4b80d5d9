/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-differences.h: what was different about two runs, which may explain why their figures are
 */

#pragma once

#include "weir-archive.h"

G_BEGIN_DECLS

typedef struct
{
  char *what;      /* "Iterations", for people */
  char *values[2]; /* of the first and the second run, for people; both NULL when @what says it all */
} WeirReportDifference;

/* Of WeirReportDifference; empty when nothing differs that is known. The runs with their documents. */
GPtrArray *weir_report_list_differences (const WeirRunInfo *first, const WeirRunInfo *second);
void weir_report_add_difference (GPtrArray *differences, const char *what, const char *first,
                                 const char *second);
/* weir-report-plan-differences.c: of two runs of load plans */
void weir_report_add_plan_differences (GPtrArray *differences, const WeirRunInfo *first,
                                       const WeirRunInfo *second);
/* "Iterations: 5 → 10": one line. */
char *weir_report_difference_to_text (const WeirReportDifference *difference);

G_END_DECLS
