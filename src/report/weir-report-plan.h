/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan.h: what reports say of a run of a load plan, beside what they say of every run
 */

#pragma once

#include "weir-job-summary.h"
#include "weir-plan-charts.h"
#include "weir-report-facts.h"
#include "weir-report-junit-private.h"

G_BEGIN_DECLS

/* weir-report-plan.c */
/* Fills jobs, run_warnings and workers, and has the steps of @run be its jobs. Nothing of a run of a flow. */
void weir_report_read_plan (WeirReport *report, WeirReportRun *run);
/* The plan with credentials hidden; NULL when it cannot be read. */
char *weir_report_hide_in_plan (const WeirRunInfo *info);
/* The seconds of one job, or with -1 of all; of WeirTimeWindow. (transfer full) */
GPtrArray *weir_report_read_job_windows (WeirReport *report, const WeirReportRun *run, int job);

/* weir-report-plan-json.c: keys into the object that is open */
void weir_report_json_add_jobs (WeirJsonWriter *json, const WeirReportRun *run, const char *line);
void weir_report_json_add_run_warnings (WeirJsonWriter *json, const WeirReportRun *run);

/* weir-report-plan-kept.c: ",kept:[…]" behind another value */
gboolean weir_report_put_kept (WeirReport *report, const WeirReportRun *run, GError **error);
/* One element of it, back; what is not known is passed over. */
gboolean weir_report_read_kept (WeirArchive *archive, gint64 run_id, JsonObject *object, GError **error);

/* Kinds that differ as a whole. */
/* Lines of one step result, of @data: a WeirReportLines. */
gboolean weir_report_put_requests (gint64 id, const WeirStepResult *result, gpointer data);
/* All runs of the report are of load plans. */
gboolean weir_report_write_plan_csv (WeirReport *report);
gboolean weir_report_put_plan_suites (WeirReport *report, const WeirReportRun *run);
void weir_report_count_plan_cases (const WeirReportRun *run, WeirJUnitCounts *counts);

/* weir-report-plan-charts.c: of WeirChart, empty ones left out */
GPtrArray *weir_report_make_plan_charts (WeirReport *report, const WeirReportRun *run);

/* weir-report-plan-facts.c: rules that fired, reasons and warnings, as sentences; of char* */
GPtrArray *weir_report_get_plan_sentences (const WeirReportRun *run, gboolean warnings);

G_END_DECLS
