/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-private.h: what the kinds of reports share
 */

#pragma once

#include <json-glib/json-glib.h>
#include <stdio.h>

#include "weir-flow.h"
#include "weir-json-writer.h"
#include "weir-finding.h"
#include "weir-job-state.h"
#include "weir-report.h"
#include "weir-run-warning.h"
#include "weir-step-statistics.h"

G_BEGIN_DECLS

/* One step that ran, added up. */
typedef struct
{
  guint part;
  guint step;
  char *name;
  gint64 first_result_id;
  guint64 unanswered; /* of the failed ones, those without an answer or never sent */
  WeirStepStatistics *summary;
  GPtrArray *within; /* (nullable) of WeirReportStep: the steps of the flow that an iteration goes through */
} WeirReportStep;

/* One run, and what every report says of it before its results. */
typedef struct
{
  guint number; /* from 1, among the runs of the report */
  WeirRunInfo *info;
  char *document;  /* (nullable) as it was run, credentials hidden unless asked for */
  WeirFlow *flow;  /* (nullable) the same, read */
  GPtrArray *steps; /* of WeirReportStep, in the order of the document */
  WeirStepStatistics *total;
  WeirQuality *quality;   /* (nullable) */
  WeirFindings *findings; /* (nullable) */
  WeirRunSeries *series;  /* (nullable) */
  GPtrArray *jobs;         /* (nullable) of WeirJobState: it was a load plan; @steps are its jobs */
  GPtrArray *run_warnings; /* (nullable) of WeirRunWarning */
  char *workers;           /* (nullable) how many processes sent, and why so many */
} WeirReportRun;

/* A report being written. After the first failure nothing more is written. */
typedef struct
{
  WeirArchive *archive;
  WeirReportOptions options;
  GCancellable *cancellable;
  GPtrArray *runs; /* of WeirReportRun */
  FILE *file;
  int error_number; /* an errno, 0 while all is well */
  guint64 work, work_done; /* results to look at; each is twice */
} WeirReport;

/* FALSE when it could not be written; the caller stops then, without an error of its own. */
gboolean weir_report_put (WeirReport *report, const GString *text);
gboolean weir_report_put_data (WeirReport *report, const void *data, gsize size);

/* Each writes what its ending promises; FALSE with @error, or without when putting failed. */
gboolean weir_report_write_csv (WeirReport *report, GError **error);
gboolean weir_report_write_csv_summary (WeirReport *report, GError **error);
gboolean weir_report_write_html (WeirReport *report, GError **error);
gboolean weir_report_write_json (WeirReport *report, GError **error);
gboolean weir_report_write_json_lines (WeirReport *report, GError **error);
gboolean weir_report_write_junit (WeirReport *report, GError **error);
gboolean weir_report_write_pdf (WeirReport *report, GError **error);

/* weir-report-run.c */
void weir_report_step_free (WeirReportStep *step);
/* (transfer full) (nullable): with @error. */
WeirReportRun *weir_report_run_new (WeirReport *report, gint64 run_id, GError **error);
void weir_report_run_free (WeirReportRun *run);
/* Whether there was anything to hide. */
gboolean weir_report_hide_in_request (WeirRequest *request);
/* What the flow asks for in the step of @brief; NULL when it cannot be told. */
const char *weir_report_run_get_method (const WeirReportRun *run, const WeirStepBrief *brief);
/* Calls @function with every result of @run, counting progress; ends early, with @error, when it was
 * cancelled, and without when @function says FALSE. */
gboolean weir_report_foreach_result (WeirReport *report, const WeirReportRun *run, WeirArchiveFunc function,
                                     gpointer data, GError **error);

/* weir-report-figures.c */
void weir_report_read_figures (WeirReport *report, WeirReportRun *run);
WeirRunSeries *weir_report_make_series (WeirFlow *flow, const WeirRunInfo *info);
/* quality, findings and notApplied; @line before each, NULL for none */
void weir_report_json_add_figures (WeirJsonWriter *json, const WeirReportRun *run, const char *line);

/* weir-report-words.c */
const char *weir_report_part_to_nick (guint part);
/* The header's value, or the text that hides it; both (transfer none). */
const char *weir_report_header_value (const WeirReport *report, const char *name, const char *value);
/* Method, URL and header fields; status line and header fields: a line each, credentials hidden. */
void weir_report_append_request_head (GString *text, const WeirReport *report, const WeirExchange *exchange);
void weir_report_append_response_head (GString *text, const WeirReport *report, const WeirExchange *exchange);
/* "1.1"; NULL without an answer */
const char *weir_report_http_version (const WeirExchange *exchange);
/* When the attempt began on the wire, µs from the start of the run. */
gint64 weir_report_get_start (const WeirStepResult *result, const WeirExchange *exchange);
/* Milliseconds with three decimals, in no locale. */
void weir_report_append_ms (GString *text, gint64 us);
/* "2023-11-14T22:13:20.123Z"; NULL when no calendar has it. */
char *weir_report_instant_to_text (gint64 us);

/* weir-report-json-run.c: keys into the object that is open */
#define WEIR_REPORT_SCHEMA 1
void weir_report_json_add_run (WeirJsonWriter *json, const WeirReportRun *run);
void weir_report_json_add_counts (WeirJsonWriter *json, const WeirStepStatistics *summary);
/* An element of an array. */
void weir_report_json_add_step (WeirJsonWriter *json, const WeirReportStep *step);
/* @line: before each step, NULL for none */
void weir_report_json_add_steps (WeirJsonWriter *json, const WeirReportRun *run, const char *line);

/* weir-report-read-result.c: what weir_report_json_add_result() wrote, back; FALSE with @error when it is no
 * such thing. @result is emptied first. */
gboolean weir_report_read_result (JsonObject *object, WeirStepResult *result, GError **error);
/* NULL when there is no such key, or no text in it. (transfer none) */
const char *weir_report_read_string (JsonObject *object, const char *key);
JsonObject *weir_report_read_object (JsonObject *object, const char *key);
gboolean weir_report_read_boolean (JsonObject *object, const char *key);
double weir_report_read_real (JsonObject *object, const char *key);
/* From 0 to @highest; 0 when there is no such key, or no number in it. */
gint64 weir_report_read_integer (JsonObject *object, const char *key, gint64 highest);
/* Milliseconds as µs, from 0 on. */
gint64 weir_report_read_ms (JsonObject *object, const char *key);

/* weir-report-read-figures.c */
void weir_report_read_findings (JsonArray *array, WeirFindings *findings, gboolean as_notes);
WeirQuality *weir_report_read_quality (JsonObject *object);

/* weir-report-json-result.c */
void weir_report_json_add_result (WeirJsonWriter *json, const WeirReport *report, const WeirReportRun *run,
                                  const WeirStepResult *result);
void weir_report_json_add_phases (WeirJsonWriter *json, const WeirTimings *timings);

/* weir-report-json-lines.c */
typedef struct
{
  WeirJsonWriter json;
  WeirReport *report;
  const WeirReportRun *run;
} WeirReportLines;

void weir_report_begin_line (WeirReportLines *writing, const char *type);
/* FALSE when it cannot be written. */
gboolean weir_report_end_line (WeirReportLines *writing);

G_END_DECLS
