/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-csv.c: runs as CSV: one row per attempt, or one row per step
 */

#include "config.h"

#include <string.h>

#include "weir-csv-writer.h"
#include "weir-report-plan.h"

typedef struct
{
  GString *text;
  WeirReport *report;
  const WeirReportRun *run;
} Writing;

static const char header[] =
  "run,flow,partial,part,step,name,iteration,vu,row,outcome,not_checked,unverified,offset_ms,attempt,"
  "last_attempt,exchange,error_kind,status,method,url,http_version,new_connection,resent,"
  "attempt_offset_ms,blocked_ms,"
  "dns_ms,tcp_ms,tls_ms,sending_ms,waiting_ms,receiving_ms,ttfb_ms,time_ms,bytes_sent,bytes_received,"
  "body_bytes,warnings,message\r\n";
static const char summary_header[] =
  "run,flow,partial,unverified,part,step,name,results,passed,failed,skipped,cancelled,not_checked,warnings,"
  "generator_errors,bytes_sent,bytes_received,time_count,min_ms,avg_ms,p50_ms,p90_ms,p95_ms,p99_ms,"
  "max_ms\r\n";
/* Of the first, those between last_attempt and warnings say something about an attempt. */
#define ATTEMPT_COLUMNS 21

/* Every row says which run it is of, and whether that is whole: rows are all there is in CSV. */
static void
add_run_columns (GString *text, const WeirReportRun *run)
{
  weir_csv_add_integer (text, run->number);
  weir_csv_add_text (text, run->info->name);
  weir_csv_add_integer (text, run->info->partial ? 1 : 0);
}

static void
add_result_columns (GString *text, const WeirStepResult *result)
{
  const WeirStepBrief *brief = &result->brief;

  weir_csv_add_text (text, weir_report_part_to_nick (brief->part));
  weir_csv_add_integer (text, (gint64) brief->step + 1);
  weir_csv_add_text (text, result->name);
  weir_csv_add_integer (text, brief->iteration);
  weir_csv_add_integer (text, brief->vu);
  weir_csv_add_integer (text, brief->row);
  weir_csv_add_text (text, weir_step_outcome_to_nick (brief->outcome));
  weir_csv_add_integer (text, brief->not_checked ? 1 : 0);
  weir_csv_add_integer (text, brief->unverified ? 1 : 0);
  weir_csv_add_ms (text, brief->offset_us);
}

static void
add_times (GString *text, const WeirStepResult *result, const WeirExchange *exchange)
{
  const WeirTimings *timings = &exchange->timings;

  weir_csv_add_ms (text, weir_report_get_start (result, exchange));
  weir_csv_add_ms (text, timings->blocked_us);
  weir_csv_add_ms (text, timings->dns_us);
  weir_csv_add_ms (text, timings->tcp_us);
  weir_csv_add_ms (text, timings->tls_us);
  weir_csv_add_ms (text, timings->sending_us);
  weir_csv_add_ms (text, timings->waiting_us);
  weir_csv_add_ms (text, timings->receiving_us);
  if (exchange->status > 0)
    weir_csv_add_ms (text, weir_timings_get_ttfb (timings));
  else
    weir_csv_add_empty (text, 1);
  weir_csv_add_ms (text, weir_timings_get_total (timings));
}

static void
add_attempt_columns (GString *text, const WeirStepResult *result, const WeirExchange *exchange)
{
  weir_csv_add_text (text, weir_exchange_outcome_to_nick (exchange->outcome));
  weir_csv_add_text (text, weir_error_kind_to_nick (exchange->error_kind));
  weir_csv_add_integer (text, exchange->status);
  weir_csv_add_text (text, exchange->method);
  weir_csv_add_text (text, exchange->url->str);
  weir_csv_add_text (text, weir_report_http_version (exchange));
  weir_csv_add_integer (text, exchange->new_connection ? 1 : 0);
  weir_csv_add_integer (text, exchange->resent ? 1 : 0);
  if (exchange->outcome != WEIR_EXCHANGE_UNSENT)
    add_times (text, result, exchange);
  else
    weir_csv_add_empty (text, 10);
  weir_csv_add_integer (text, (gint64) exchange->bytes_sent);
  weir_csv_add_integer (text, (gint64) exchange->bytes_received);
  weir_csv_add_integer (text, (gint64) exchange->body_size);
}

/* @number is the attempt's, from 1; 0 for a step without one. */
static void
add_row (GString *text, const WeirReportRun *run, const WeirStepResult *result, guint number)
{
  const WeirExchange *attempt = number > 0 ? g_ptr_array_index (result->attempts, number - 1) : NULL;
  gboolean last = number == result->attempts->len;

  add_run_columns (text, run);
  add_result_columns (text, result);
  weir_csv_add_integer (text, number);
  weir_csv_add_integer (text, last ? 1 : 0);
  if (attempt != NULL)
    add_attempt_columns (text, result, attempt);
  else
    weir_csv_add_empty (text, ATTEMPT_COLUMNS);
  weir_csv_add_integer (text, last ? result->warnings->len : 0);
  weir_csv_add_text (text, last ? result->message : attempt->error_message);
  g_string_append (text, "\r\n");
}

static gboolean
put_result (gint64 id, const WeirStepResult *result, gpointer data)
{
  Writing *writing = data;

  g_string_truncate (writing->text, 0);
  if (result->attempts->len == 0)
    add_row (writing->text, writing->run, result, 0);
  for (guint i = 1; i <= result->attempts->len; i++)
    add_row (writing->text, writing->run, result, i);
  return weir_report_put (writing->report, writing->text);
}

static guint
count_plans (const WeirReport *report)
{
  guint n_plans = 0;

  for (guint i = 0; i < report->runs->len; i++)
    n_plans += ((WeirReportRun *) g_ptr_array_index (report->runs, i))->jobs != NULL;
  return n_plans;
}

gboolean
weir_report_write_csv (WeirReport *report, GError **error)
{
  g_autoptr (GString) text = g_string_new (header);
  gboolean done;

  if (count_plans (report) == report->runs->len && report->runs->len > 0)
    return weir_report_write_plan_csv (report);
  if (count_plans (report) > 0)
    {
      g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_KIND,
                   "Runs of flows and of load plans have different columns. Write a file of its own for each"
                   " kind, or one that ends in .jsonl.");
      return FALSE;
    }
  done = weir_report_put (report, text);

  for (guint i = 0; done && i < report->runs->len; i++)
    {
      Writing writing = { text, report, g_ptr_array_index (report->runs, i) };

      done = weir_report_foreach_result (report, writing.run, put_result, &writing, error);
    }
  return done;
}

static void
add_times_of_step (GString *text, const WeirHistogram *time)
{
  static const double percents[] = { 50, 90, 95, 99 };

  weir_csv_add_integer (text, (gint64) weir_histogram_get_count (time));
  if (weir_histogram_get_count (time) == 0)
    {
      weir_csv_add_empty (text, 3 + G_N_ELEMENTS (percents));
      return;
    }
  weir_csv_add_ms (text, weir_histogram_get_min (time));
  weir_csv_add_ms (text, (gint64) (weir_histogram_get_mean (time) + 0.5));
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    weir_csv_add_ms (text, weir_histogram_get_percentile (time, percents[i]));
  weir_csv_add_ms (text, weir_histogram_get_max (time));
}

static void
add_summary_row (GString *text, const WeirReportRun *run, const WeirReportStep *step)
{
  const WeirStepStatistics *summary = step->summary;

  add_run_columns (text, run);
  weir_csv_add_integer (text, run->info->unverified ? 1 : 0);
  weir_csv_add_text (text, weir_report_part_to_nick (step->part));
  weir_csv_add_integer (text, (gint64) step->step + 1);
  weir_csv_add_text (text, step->name);
  weir_csv_add_integer (text, (gint64) weir_step_statistics_get_total (summary));
  for (guint i = 0; i < WEIR_N_STEP_OUTCOMES; i++)
    weir_csv_add_integer (text, (gint64) summary->counts[i]);
  weir_csv_add_integer (text, (gint64) summary->not_checked);
  weir_csv_add_integer (text, (gint64) summary->warnings);
  weir_csv_add_integer (text, (gint64) summary->generator_errors);
  weir_csv_add_integer (text, (gint64) summary->bytes_sent);
  weir_csv_add_integer (text, (gint64) summary->bytes_received);
  add_times_of_step (text, summary->time);
  g_string_append (text, "\r\n");
}

gboolean
weir_report_write_csv_summary (WeirReport *report, GError **error)
{
  g_autoptr (GString) text = g_string_new (summary_header);

  for (guint i = 0; i < report->runs->len; i++)
    {
      const WeirReportRun *run = g_ptr_array_index (report->runs, i);

      for (guint j = 0; j < run->steps->len; j++)
        add_summary_row (text, run, g_ptr_array_index (run->steps, j));
    }
  return weir_report_put (report, text);
}
