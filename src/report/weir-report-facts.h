/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-facts.h: what reports for people say, in the words they read; the same in HTML and PDF
 */

#pragma once

#include "weir-report-failures.h"
#include "weir-report-private.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_REPORT_TONE_QUIET,
  WEIR_REPORT_TONE_GOOD,
  WEIR_REPORT_TONE_WARNING,
  WEIR_REPORT_TONE_BAD,
} WeirReportTone;

/* A name and what it is. */
typedef struct
{
  const char *name; /* translated */
  char *value;
} WeirReportFact;

/* What the report is called: the run's title, else its flow's name. (transfer none) */
const char *weir_report_get_title (const WeirReportRun *run);
/* "Failed"; (transfer none) */
const char *weir_report_get_outcome (const WeirReportRun *run, WeirReportTone *tone);
/* "Sunday, 22 November 2026, 06:41:22 UTC · 3 iterations" */
char *weir_report_get_subtitle (const WeirReportRun *run);
/* Why the results are not whole; NULL when they are. */
char *weir_report_get_partial (const WeirReportRun *run);
/* (element-type WeirReportFact) */
GPtrArray *weir_report_get_cards (const WeirReportRun *run);
GPtrArray *weir_report_get_details (const WeirReportRun *run);
/* "Before All"; (transfer none) */
const char *weir_report_get_part_title (guint part);

/* The table by step: as many cells as headings. */
#define WEIR_REPORT_N_COLUMNS 11
const char *weir_report_get_heading (const WeirReportRun *run, guint column);
/* NULL: nothing to say. @tone: how good that is. */
char *weir_report_get_cell (const WeirReportStep *step, guint column, WeirReportTone *tone);

/* FALSE: a percentile of too few samples, shown with less weight. */
gboolean weir_report_is_cell_sound (const WeirReportStep *step, guint column);
/* What is wrong with the measurement, in a few words; not of a green one. (transfer none) */
const char *weir_report_get_quality_title (const WeirQuality *quality);

/* "Order it, iterations 2, 4–6 (4 times)" */
char *weir_report_get_failure_title (const WeirReportRun *run, const WeirStepResult *result,
                                     const WeirReportFailureGroup *group);
/* "POST http://… → 503 Service Unavailable, 41 ms" */
char *weir_report_get_exchange_line (const WeirExchange *exchange);
/* How long it took, phase by phase. */
char *weir_report_get_timings_line (const WeirExchange *exchange);
/* The body as text, at most so many bytes of it; NULL when there is none. @note: (out) (nullable) what is not
 * shown of it, and why */
char *weir_report_get_body (gconstpointer data, gsize size, guint64 whole_size, gboolean cut, gsize limit,
                            char **note);
/* How many failures are not told, and where they are; NULL when all are. */
char *weir_report_get_left_out (gint64 count, gint64 told);

G_END_DECLS
