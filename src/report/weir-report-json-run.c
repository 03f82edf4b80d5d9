/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-json-run.c: what JSON says of a run before its results
 */

#include "config.h"

#include "weir-report-private.h"

void
weir_report_json_add_counts (WeirJsonWriter *json, const WeirStepStatistics *summary)
{
  weir_json_add_integer (json, "results", (gint64) weir_step_statistics_get_total (summary));
  for (guint i = 0; i < WEIR_N_STEP_OUTCOMES; i++)
    {
      const char *outcome = weir_step_outcome_to_nick ((WeirStepOutcome) i);

      weir_json_add_integer (json, outcome, (gint64) summary->counts[i]);
    }
  weir_json_add_integer (json, "notChecked", (gint64) summary->not_checked);
  weir_json_add_integer (json, "warnings", (gint64) summary->warnings);
  weir_json_add_integer (json, "generatorErrors", (gint64) summary->generator_errors);
  weir_json_add_integer (json, "bytesSent", (gint64) summary->bytes_sent);
  weir_json_add_integer (json, "bytesReceived", (gint64) summary->bytes_received);
}

static void
add_times (WeirJsonWriter *json, const WeirHistogram *time)
{
  static const struct
  {
    const char *key;
    double percent;
  } percentiles[] = { { "p50", 50 }, { "p90", 90 }, { "p95", 95 }, { "p99", 99 } };
  char mean[G_ASCII_DTOSTR_BUF_SIZE];

  if (weir_histogram_get_count (time) == 0)
    {
      weir_json_add_null (json, "timeMs");
      return;
    }
  g_ascii_formatd (mean, sizeof mean, "%.3f",
                   (double) (gint64) (weir_histogram_get_mean (time) + 0.5) / 1000.0);
  weir_json_begin_object (json, "timeMs");
  weir_json_add_integer (json, "count", (gint64) weir_histogram_get_count (time));
  weir_json_add_ms (json, "min", weir_histogram_get_min (time));
  weir_json_add_number (json, "avg", mean);
  for (guint i = 0; i < G_N_ELEMENTS (percentiles); i++)
    weir_json_add_ms (json, percentiles[i].key, weir_histogram_get_percentile (time, percentiles[i].percent));
  weir_json_add_ms (json, "max", weir_histogram_get_max (time));
  weir_json_end_object (json);
}

static void
add_data (WeirJsonWriter *json, const WeirRunInfo *info)
{
  if (info->data_file == NULL)
    {
      weir_json_add_null (json, "data");
      return;
    }
  weir_json_begin_object (json, "data");
  weir_json_add_string (json, "file", info->data_file);
  weir_json_add_string (json, "order", info->data_random ? "random" : "sequential");
  weir_json_add_integer (json, "rows", info->data_rows);
  weir_json_end_object (json);
}

void
weir_report_json_add_run (WeirJsonWriter *json, const WeirReportRun *run)
{
  const WeirRunInfo *info = run->info;
  g_autofree char *started = weir_report_instant_to_text (info->started_at);

  weir_json_add_string (json, "id", info->uuid);
  weir_json_add_string (json, "name", info->name);
  weir_json_add_string (json, "title", info->title);
  weir_json_add_string (json, "note", info->note);
  weir_json_add_boolean (json, "plan", info->is_plan);
  weir_json_add_string (json, "file", info->file_name);
  weir_json_add_string (json, "started", started);
  weir_json_add_ms (json, "durationMs", info->duration_us);
  weir_json_add_integer (json, "iterations", info->iterations);
  weir_json_add_integer (json, "parallel", info->parallel);
  weir_json_add_integer (json, "delayMs", info->delay_ms);
  weir_json_add_boolean (json, "stopOnFailure", info->stop_on_failure);
  add_data (json, info);
  weir_json_add_string (json, "environment", info->environment);
  weir_json_add_string (json, "onlyStep", info->only_step);
  weir_json_begin_object (json, "computer");
  weir_json_add_string (json, "weir", info->weir_version);
  weir_json_add_string (json, "host", info->host);
  weir_json_add_string (json, "kernel", info->kernel);
  weir_json_add_integer (json, "cores", info->cores);
  weir_json_end_object (json);
  weir_json_add_string (json, "outcome", weir_outcome_to_nick (info->outcome));
  weir_json_add_boolean (json, "partial", info->partial);
  weir_json_add_boolean (json, "unverified", info->unverified);
  weir_json_add_string (json, "summary", info->summary);
  if (info->lost_from_us > 0)
    weir_json_add_ms (json, "lostFromMs", info->lost_from_us);
  else
    weir_json_add_null (json, "lostFromMs");
  weir_json_add_string (json, "document", run->document);
}

void
weir_report_json_add_step (WeirJsonWriter *json, const WeirReportStep *step)
{
  weir_json_begin_object (json, NULL);
  weir_json_add_string (json, "part", weir_report_part_to_nick (step->part));
  weir_json_add_integer (json, "step", (gint64) step->step + 1);
  weir_json_add_string (json, "name", step->name);
  weir_report_json_add_counts (json, step->summary);
  add_times (json, step->summary->time);
  weir_json_end_object (json);
}

void
weir_report_json_add_steps (WeirJsonWriter *json, const WeirReportRun *run, const char *line)
{
  weir_json_begin_array (json, "steps");
  for (guint i = 0; i < run->steps->len; i++)
    {
      if (line != NULL)
        g_string_append (json->text, line);
      weir_report_json_add_step (json, g_ptr_array_index (run->steps, i));
    }
  weir_json_end_array (json);
}
