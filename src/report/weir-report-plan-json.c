/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan-json.c: what JSON says of the iterations of a load plan, with their histograms and rules
 */

#include "config.h"

#include <math.h>

#include "weir-document-enums.h"
#include "weir-report-plan.h"

static const char *const time_keys[WEIR_N_METRIC_TIMES] = {
  "totalTime",   "responseTime",  "ttfb",       "waitingTime",  "tcpHandshake",    "tlsHandshake",
  "sendingTime", "receivingTime", "serverTime", "serverTimeDb", "serverTimeCache", "serverTimeApp",
};

static void
add_real (WeirJsonWriter *json, const char *key, double value, gboolean known)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (known && isfinite (value))
    weir_json_add_number (json, key, g_ascii_formatd (text, sizeof text, "%.10g", value));
  else
    weir_json_add_null (json, key);
}

static void
add_count (WeirJsonWriter *json, const char *key, guint64 count)
{
  weir_json_add_integer (json, key, (gint64) MIN (count, (guint64) G_MAXINT64));
}

/* [ms, count] of each slot that counted something; the longest time that is in it. */
static void
add_histogram (WeirJsonWriter *json, const WeirHistogram *histogram)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));

  weir_histogram_list_slots (histogram, slots);
  weir_json_begin_array (json, "histogram");
  for (guint i = 0; i < slots->len; i++)
    {
      const WeirHistogramSlot *slot = &g_array_index (slots, WeirHistogramSlot, i);

      weir_json_begin_array (json, NULL);
      weir_json_add_ms (json, NULL, weir_histogram_slot_to_us (slot->slot));
      add_count (json, NULL, slot->count);
      weir_json_end_array (json);
    }
  weir_json_end_array (json);
}

static void
add_time (WeirJsonWriter *json, const char *key, const WeirHistogram *time)
{
  static const struct
  {
    const char *key;
    double percent;
  } percentiles[] = { { "p50", 50 }, { "p90", 90 }, { "p95", 95 }, { "p99", 99 } };

  weir_json_begin_object (json, key);
  add_count (json, "count", weir_histogram_get_count (time));
  weir_json_add_ms (json, "sum", weir_histogram_get_sum (time));
  weir_json_add_ms (json, "min", weir_histogram_get_min (time));
  weir_json_add_ms (json, "avg", (gint64) (weir_histogram_get_mean (time) + 0.5));
  for (guint i = 0; i < G_N_ELEMENTS (percentiles); i++)
    weir_json_add_ms (json, percentiles[i].key, weir_histogram_get_percentile (time, percentiles[i].percent));
  weir_json_add_ms (json, "max", weir_histogram_get_max (time));
  if (weir_histogram_get_saturated (time) > 0)
    add_count (json, "saturated", weir_histogram_get_saturated (time));
  add_histogram (json, time);
  weir_json_end_object (json);
}

static void
add_times (WeirJsonWriter *json, const WeirJobState *job)
{
  weir_json_begin_object (json, "times");
  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    {
      const WeirHistogram *time = weir_job_state_get_time (job, WEIR_METRIC_TOTAL_TIME + i);

      if (time != NULL)
        add_time (json, time_keys[i], time);
    }
  weir_json_end_object (json);
  if (job->figures->lateness != NULL && weir_histogram_get_count (job->figures->lateness) > 0)
    add_time (json, "lateness", job->figures->lateness);
  else
    weir_json_add_null (json, "lateness");
}

static void
add_answers (WeirJsonWriter *json, const WeirJobState *job)
{
  static const char *const versions[WEIR_N_JOB_HTTP] = { "1.0", "1.1", "2" };
  const WeirMetricTotals *totals = weir_metrics_get_totals (job->figures->metrics);

  weir_json_begin_object (json, "statuses");
  for (guint i = 0; i < G_N_ELEMENTS (totals->statuses); i++)
    if (totals->statuses[i] > 0)
      {
        g_autofree char *key = g_strdup_printf ("%u", i);

        add_count (json, key, totals->statuses[i]);
      }
  weir_json_end_object (json);
  weir_json_begin_object (json, "httpVersions");
  for (guint i = 0; i < WEIR_N_JOB_HTTP; i++)
    if (job->figures->http[i] > 0)
      add_count (json, versions[i], job->figures->http[i]);
  weir_json_end_object (json);
  weir_json_begin_array (json, "errors");
  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    if (job->figures->error_kinds[i] > 0)
      {
        weir_json_begin_object (json, NULL);
        weir_json_add_string (json, "kind",
                              i == 0 ? "generator" : weir_error_kind_to_nick ((WeirErrorKind) i));
        add_count (json, "count", job->figures->error_kinds[i]);
        weir_json_add_string (json, "example", job->figures->error_examples[i]);
        weir_json_end_object (json);
      }
  weir_json_end_array (json);
}

static void
add_rule (WeirJsonWriter *json, const WeirRuleState *rule)
{
  weir_json_begin_object (json, NULL);
  weir_json_add_string (json, "rule", rule->text);
  weir_json_add_boolean (json, "termination", rule->termination);
  weir_json_add_boolean (json, "default", rule->is_default);
  weir_json_add_string (json, "errorStatusCodes", rule->codes);
  weir_json_add_string (json, "expression", rule->expression);
  weir_json_add_integer (json, "graceMs", rule->grace_us / 1000);
  weir_json_add_integer (json, "windowS", rule->window_s);
  add_count (json, "minSamples", rule->min_samples);
  add_real (json, "observed", rule->value, rule->has_metric && rule->known);
  weir_json_add_boolean (json, "holds", rule->holds);
  weir_json_add_boolean (json, "fired", rule->fired);
  if (rule->fired && rule->termination)
    weir_json_add_ms (json, "firedMs", rule->fired_us);
  else
    weir_json_add_null (json, "firedMs");
  weir_json_end_object (json);
}

/* Of the modes without batches only an arrival rate has a schedule. */
static gboolean
has_rate (const WeirJobState *job)
{
  const WeirHistogram *lateness = job->figures->lateness;

  return job->mode == WEIR_MODE_D && lateness != NULL && weir_histogram_get_count (lateness) > 0;
}

static void
add_head (WeirJsonWriter *json, const WeirJobState *job)
{
  g_autoptr (GTypeClass) modes = g_type_class_ref (WEIR_TYPE_MODE);
  const GEnumValue *mode = g_enum_get_value (G_ENUM_CLASS (modes), (int) job->mode);

  weir_json_add_string (json, "round", job->round);
  weir_json_add_string (json, "iteration", job->iteration);
  weir_json_add_boolean (json, "chosen", job->chosen);
  weir_json_add_string (json, "mode", has_rate (job)  ? "arrivalRate"
                                      : mode != NULL ? mode->value_nick
                                                     : NULL);
  add_count (json, "clients", job->clients);
  if (job->planned > 0)
    add_count (json, "planned", job->planned);
  else
    weir_json_add_null (json, "planned");
  weir_json_add_string (json, "status", weir_iteration_status_to_nick (job->status));
  weir_json_add_string (json, "reason", job->reason);
  weir_json_add_boolean (json, "samplesKept", !job->lean);
  weir_json_add_boolean (json, "unverified", job->unverified);
}

static void
add_counts (WeirJsonWriter *json, const WeirJobState *job)
{
  const WeirJobFigures *figures = job->figures;
  const WeirMetricTotals *totals = weir_metrics_get_totals (figures->metrics);

  add_count (json, "requests", totals->started);
  add_count (json, "successful", totals->successful);
  add_count (json, "failed", totals->failed);
  add_count (json, "cancelled", totals->cancelled);
  add_count (json, "skipped", totals->skipped);
  add_count (json, "generatorErrors", totals->generator_errors);
  add_count (json, "noResponse", totals->no_response);
  add_count (json, "assertionsFailed", totals->assertions_failed);
  add_real (json, "errorRate", weir_job_state_get_error_rate (job), TRUE);
  add_real (json, "throughput", weir_job_state_get_throughput (job), TRUE);
  add_count (json, "slots", figures->slots);
  add_count (json, "retriedSlots", figures->retried_slots);
  add_count (json, "missedStarts", figures->missed_starts);
  add_count (json, "warmUp", figures->warm_up);
  add_count (json, "resent", figures->resent);
  add_count (json, "redirects", figures->redirects);
  add_count (json, "connections", figures->connections);
  weir_json_add_integer (json, "mostInFlight", figures->most_in_flight);
  add_count (json, "clientsCame", figures->clients_came);
  add_count (json, "clientsDone", figures->clients_done);
  add_count (json, "clientsSkipped", figures->clients_skipped);
  add_count (json, "bytesSent", figures->bytes_sent);
  add_count (json, "bytesReceived", figures->bytes_received);
}

static void
add_flow_steps (WeirJsonWriter *json, GPtrArray *steps)
{
  weir_json_begin_array (json, "steps");
  for (guint i = 0; i < steps->len; i++)
    {
      WeirStepStatistics *summary = g_ptr_array_index (steps, i);
      const WeirReportStep step = {
        .part = summary->part,
        .step = summary->step,
        .name = summary->name,
        .summary = summary,
      };

      weir_report_json_add_step (json, &step);
    }
  weir_json_end_array (json);
}

void
weir_report_json_add_jobs (WeirJsonWriter *json, const WeirReportRun *run, const char *line)
{
  weir_json_begin_array (json, "iterations");
  for (guint i = 0; i < run->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (run->jobs, i);

      if (line != NULL)
        g_string_append (json->text, line);
      weir_json_begin_object (json, NULL);
      add_head (json, job);
      add_counts (json, job);
      add_answers (json, job);
      add_times (json, job);
      weir_json_begin_array (json, "rules");
      for (guint j = 0; j < job->rules->len; j++)
        add_rule (json, g_ptr_array_index (job->rules, j));
      weir_json_end_array (json);
      if (job->figures->steps != NULL)
        add_flow_steps (json, job->figures->steps);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
}

void
weir_report_json_add_run_warnings (WeirJsonWriter *json, const WeirReportRun *run)
{
  weir_json_begin_array (json, "warnings");
  for (guint i = 0; run->run_warnings != NULL && i < run->run_warnings->len; i++)
    {
      const WeirRunWarning *warning = g_ptr_array_index (run->run_warnings, i);

      weir_json_begin_object (json, NULL);
      weir_json_add_string (json, "text", warning->text);
      add_count (json, "count", warning->count);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
  weir_json_add_string (json, "workers", run->workers);
}
