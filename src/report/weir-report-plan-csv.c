/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan-csv.c: a run of a load plan as CSV: a row for each iteration, step of its flow, and second
 */

#include "config.h"

#include "weir-csv-writer.h"
#include "weir-report-plan.h"

static const char header[] = "run,plan,partial,row,round,iteration,second,status,requests,successful,failed,"
                             "cancelled,skipped,no_response,"
                             "error_rate,requests_per_s,clients,in_flight,bytes_sent,bytes_received,time_"
                             "count,min_ms,avg_ms,p50_ms,p90_ms,"
                             "p95_ms,p99_ms,max_ms,response_p50_ms,response_p99_ms,response_max_ms,step\r\n";

static void
add_real (GString *text, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  weir_csv_add_text (text, g_ascii_formatd (number, sizeof number, "%.6g", value));
}

static void
add_times (GString *text, const WeirHistogram *time, const WeirHistogram *response)
{
  static const double percents[] = { 50, 90, 95, 99, 100 };
  static const double of_response[] = { 50, 99, 100 };
  gboolean any = time != NULL && weir_histogram_get_count (time) > 0;

  weir_csv_add_integer (text, any ? (gint64) weir_histogram_get_count (time) : 0);
  if (!any)
    {
      weir_csv_add_empty (text, 2 + G_N_ELEMENTS (percents) + G_N_ELEMENTS (of_response));
      return;
    }
  weir_csv_add_ms (text, weir_histogram_get_min (time));
  weir_csv_add_ms (text, (gint64) (weir_histogram_get_mean (time) + 0.5));
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    weir_csv_add_ms (text, weir_histogram_get_percentile (time, percents[i]));
  for (guint i = 0; i < G_N_ELEMENTS (of_response); i++)
    if (response != NULL)
      weir_csv_add_ms (text, weir_histogram_get_percentile (response, of_response[i]));
    else
      weir_csv_add_empty (text, 1);
}

static void
begin_row (GString *text, const WeirReportRun *run, const WeirJobState *job, const char *kind)
{
  g_string_truncate (text, 0);
  weir_csv_add_integer (text, run->number);
  weir_csv_add_text (text, run->info->name);
  weir_csv_add_integer (text, run->info->partial ? 1 : 0);
  weir_csv_add_text (text, kind);
  weir_csv_add_text (text, job->round);
  weir_csv_add_text (text, job->iteration);
}

static gboolean
put_row (WeirReport *report, GString *text, const char *step)
{
  weir_csv_add_text (text, step);
  g_string_append (text, "\r\n");
  return weir_report_put (report, text);
}

static gboolean
put_summary (WeirReport *report, GString *text, const WeirReportRun *run, const WeirJobState *job)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (job->figures->metrics);

  begin_row (text, run, job, "summary");
  weir_csv_add_empty (text, 1);
  weir_csv_add_text (text, weir_iteration_status_to_nick (job->status));
  weir_csv_add_integer (text, (gint64) totals->started);
  weir_csv_add_integer (text, (gint64) totals->successful);
  weir_csv_add_integer (text, (gint64) totals->failed);
  weir_csv_add_integer (text, (gint64) totals->cancelled);
  weir_csv_add_integer (text, (gint64) totals->skipped);
  weir_csv_add_integer (text, (gint64) totals->no_response);
  add_real (text, weir_job_state_get_error_rate (job));
  add_real (text, weir_job_state_get_throughput (job));
  weir_csv_add_integer (text, (gint64) job->clients);
  weir_csv_add_integer (text, job->figures->most_in_flight);
  weir_csv_add_integer (text, (gint64) job->figures->bytes_sent);
  weir_csv_add_integer (text, (gint64) job->figures->bytes_received);
  add_times (text, weir_job_state_get_time (job, WEIR_METRIC_TOTAL_TIME),
             weir_job_state_get_time (job, WEIR_METRIC_RESPONSE_TIME));
  return put_row (report, text, "");
}

/* A step of its flow. */
static gboolean
put_step (WeirReport *report, GString *text, const WeirReportRun *run, const WeirJobState *job,
          const WeirStepStatistics *step)
{
  guint64 passed = step->counts[WEIR_STEP_PASSED], failed = step->counts[WEIR_STEP_FAILED];
  guint64 no_response = 0;

  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    no_response += step->error_kinds[i];
  begin_row (text, run, job, "step");
  weir_csv_add_empty (text, 2);
  weir_csv_add_integer (text, (gint64) weir_step_statistics_get_total (step));
  weir_csv_add_integer (text, (gint64) passed);
  weir_csv_add_integer (text, (gint64) failed);
  weir_csv_add_integer (text, (gint64) step->counts[WEIR_STEP_CANCELLED]);
  weir_csv_add_integer (text, (gint64) step->counts[WEIR_STEP_SKIPPED]);
  weir_csv_add_integer (text, (gint64) no_response);
  add_real (text, passed + failed > 0 ? (double) failed / (double) (passed + failed) : 0);
  weir_csv_add_empty (text, 3);
  weir_csv_add_integer (text, (gint64) step->bytes_sent);
  weir_csv_add_integer (text, (gint64) step->bytes_received);
  add_times (text, step->time, step->response);
  return put_row (report, text, step->name);
}

static gboolean
put_job (WeirReport *report, GString *text, const WeirReportRun *run, const WeirJobState *job)
{
  GPtrArray *steps = job->figures->steps;

  if (!put_summary (report, text, run, job))
    return FALSE;
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    if (!put_step (report, text, run, job, g_ptr_array_index (steps, i)))
      return FALSE;
  return TRUE;
}

/* Of one second. What failed follows rules and assertions: the outcomes of its slots tell. */
static gboolean
put_second (WeirReport *report, GString *text, const WeirReportRun *run, const WeirJobState *job,
            const WeirTimeWindow *window)
{
  g_autoptr (WeirHistogram) time = weir_histogram_new ();
  g_autoptr (WeirHistogram) response = weir_histogram_new ();
  guint64 completed = window->answered + window->errors;
  guint64 bad = window->classes[4] + window->classes[5] + window->errors;

  weir_time_window_add_to_histogram (window, TRUE, time);
  weir_time_window_add_to_histogram (window, FALSE, response);
  begin_row (text, run, job, "second");
  weir_csv_add_integer (text, window->second);
  weir_csv_add_empty (text, 1);
  weir_csv_add_integer (text, (gint64) window->started);
  weir_csv_add_integer (text, (gint64) window->outcomes[WEIR_STEP_PASSED]);
  weir_csv_add_integer (text, (gint64) window->outcomes[WEIR_STEP_FAILED]);
  weir_csv_add_integer (text, (gint64) window->cancelled);
  weir_csv_add_integer (text, (gint64) window->outcomes[WEIR_STEP_SKIPPED]);
  weir_csv_add_integer (text, (gint64) window->errors);
  add_real (text, completed > 0 ? (double) bad / (double) completed : 0);
  add_real (text, (double) window->outcomes[WEIR_STEP_PASSED]);
  weir_csv_add_integer (text, window->active_vus);
  weir_csv_add_integer (text, window->in_flight);
  weir_csv_add_integer (text, window->figures[WEIR_WINDOW_BYTES_SENT].sum);
  weir_csv_add_integer (text, window->figures[WEIR_WINDOW_BYTES_RECEIVED].sum);
  add_times (text, time, response);
  return put_row (report, text, "");
}

static gboolean
put_seconds (WeirReport *report, GString *text, const WeirReportRun *run, const WeirJobState *job)
{
  g_autoptr (GPtrArray) windows = weir_report_read_job_windows (report, run, (int) job->job);

  for (guint i = 0; i < windows->len; i++)
    if (!put_second (report, text, run, job, g_ptr_array_index (windows, i)))
      return FALSE;
  return TRUE;
}

gboolean
weir_report_write_plan_csv (WeirReport *report)
{
  g_autoptr (GString) text = g_string_new (header);

  if (!weir_report_put (report, text))
    return FALSE;
  for (guint i = 0; i < report->runs->len; i++)
    {
      const WeirReportRun *run = g_ptr_array_index (report->runs, i);

      for (guint j = 0; j < run->jobs->len; j++)
        if (!put_job (report, text, run, g_ptr_array_index (run->jobs, j)))
          return FALSE;
      for (guint j = 0; j < run->jobs->len; j++)
        if (!put_seconds (report, text, run, g_ptr_array_index (run->jobs, j)))
          return FALSE;
    }
  return TRUE;
}
