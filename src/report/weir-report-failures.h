/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-failures.h: the failures of a run, those that say the same told once
 */

#pragma once

#include "weir-archive.h"

G_BEGIN_DECLS

/* Failures of one step that are told in the same words. */
typedef struct
{
  gint64 first_id; /* of the first result, in the archive */
  GArray *numbers; /* of guint: the iterations or VUs */
  GArray *rows;    /* of guint: the rows of the data file they had; empty without one */
} WeirReportFailureGroup;

typedef struct
{
  gint64 count;      /* failed steps of the run */
  guint n_read;      /* the first of them, which are in groups */
  GPtrArray *groups; /* of WeirReportFailureGroup, in the order of their first result */
} WeirReportFailures;

/* @by_vu: whether to remember in which VU each was, else in which iteration. NULL with @error. */
WeirReportFailures *weir_report_failures_read (WeirArchive *archive, gint64 run_id, gboolean by_vu,
                                               GError **error);
void weir_report_failures_free (WeirReportFailures *failures);
/* "1–5, 7"; the numbers are sorted. */
char *weir_report_ranges_to_text (GArray *numbers);
/* ", data rows 1–5, 7"; nothing without a data file */
char *weir_report_rows_to_text (const WeirReportFailureGroup *group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirReportFailures, weir_report_failures_free)

G_END_DECLS
