/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-json.c: a run as JSON, schema 1 of this room's README
 */

#include "config.h"

#include <string.h>

#include "weir-flow-format.h"
#include "weir-json-writer.h"
#include "weir-report-private.h"

#define SCHEMA 1

typedef struct
{
  WeirJsonWriter json;
  WeirReportOutput *output;
  WeirFlow *flow; /* (nullable) as it was run */
  gboolean first;
} Report;

static void
add_counts (WeirJsonWriter *json, const WeirStepStatistics *summary)
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

static char *
instant_to_text (gint64 us)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autofree char *text = instant != NULL ? g_date_time_format (instant, "%Y-%m-%dT%H:%M:%S") : NULL;

  if (text == NULL)
    return NULL;
  return g_strdup_printf ("%s.%03dZ", text, (int) (ABS (us) % G_USEC_PER_SEC / 1000));
}

static void
add_run (WeirJsonWriter *json, const WeirRunInfo *info)
{
  g_autofree char *started = instant_to_text (info->started_at);

  weir_json_begin_object (json, "run");
  weir_json_add_string (json, "id", info->uuid);
  weir_json_add_string (json, "name", info->name);
  weir_json_add_string (json, "file", info->file_name);
  weir_json_add_string (json, "started", started);
  weir_json_add_ms (json, "durationMs", info->duration_us);
  weir_json_add_integer (json, "iterations", info->iterations);
  weir_json_add_integer (json, "parallel", info->parallel);
  weir_json_add_integer (json, "delayMs", info->delay_ms);
  weir_json_add_boolean (json, "stopOnFailure", info->stop_on_failure);
  weir_json_add_string (json, "outcome", weir_outcome_to_nick (info->outcome));
  weir_json_add_boolean (json, "partial", info->partial);
  weir_json_add_string (json, "summary", info->summary);
  weir_json_end_object (json);
}

static void
add_steps (WeirJsonWriter *json, GPtrArray *steps)
{
  weir_json_begin_array (json, "steps");
  for (guint i = 0; i < steps->len; i++)
    {
      const WeirReportStep *step = g_ptr_array_index (steps, i);

      g_string_append_c (json->text, '\n');
      weir_json_begin_object (json, NULL);
      weir_json_add_string (json, "part", weir_report_part_to_nick (step->part));
      weir_json_add_integer (json, "step", (gint64) step->step + 1);
      weir_json_add_string (json, "name", step->name);
      add_counts (json, step->summary);
      add_times (json, step->summary->time);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
}

/* Everything before the results. */
static gboolean
put_head (Report *report, WeirArchive *archive, const WeirRunInfo *info, GError **error)
{
  g_autoptr (GPtrArray) steps = weir_report_get_steps (archive, info->id, error);
  g_autoptr (WeirStepStatistics) total = weir_step_statistics_new ();
  WeirJsonWriter *json = &report->json;

  if (steps == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    weir_step_statistics_merge (total, ((WeirReportStep *) g_ptr_array_index (steps, i))->summary);
  weir_json_begin_object (json, NULL);
  weir_json_add_string (json, "weir", WEIR_VERSION);
  weir_json_add_integer (json, "schema", SCHEMA);
  g_string_append_c (json->text, '\n');
  add_run (json, info);
  g_string_append_c (json->text, '\n');
  weir_json_begin_object (json, "summary");
  add_counts (json, total);
  weir_json_end_object (json);
  g_string_append_c (json->text, '\n');
  add_steps (json, steps);
  g_string_append_c (json->text, '\n');
  weir_json_begin_array (json, "results");
  return weir_report_put (report->output, json->text);
}

static void
add_body (WeirJsonWriter *json, const char *data, gsize size, guint64 full_size, gboolean truncated)
{
  if (size == 0 && !truncated)
    {
      weir_json_add_null (json, "body");
      return;
    }
  weir_json_begin_object (json, "body");
  if (g_utf8_validate_len (data, size, NULL))
    {
      weir_json_add_string (json, "encoding", "utf-8");
      weir_json_add_text (json, "content", data, size);
    }
  else
    {
      g_autofree char *base64 = g_base64_encode ((const guchar *) data, size);

      weir_json_add_string (json, "encoding", "base64");
      weir_json_add_string (json, "content", base64);
    }
  if (full_size > 0)
    weir_json_add_integer (json, "size", (gint64) full_size);
  else
    weir_json_add_null (json, "size");
  weir_json_add_boolean (json, "truncated", truncated);
  weir_json_end_object (json);
}

static void
add_headers (WeirJsonWriter *json, const WeirHeaders *headers)
{
  const char *name, *value;
  gsize position = 0;

  weir_json_begin_array (json, "headers");
  while (weir_headers_next (headers, &position, &name, &value))
    {
      weir_json_begin_object (json, NULL);
      weir_json_add_string (json, "name", name);
      weir_json_add_string (json, "value", weir_report_header_value (name, value));
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
}

/* @method is that of the first request, which the record of a redirected one does not keep. */
static void
add_request (WeirJsonWriter *json, const WeirExchange *exchange, const char *method)
{
  gsize size = 0;
  const char *data = exchange->request_body != NULL ? g_bytes_get_data (exchange->request_body, &size) : NULL;
  gboolean truncated = exchange->request_body_truncated;

  weir_json_begin_object (json, "request");
  weir_json_add_string (json, "method", exchange->method);
  weir_json_add_string (json, "url", exchange->url->str);
  if (exchange->hops->len > 0)
    {
      weir_json_add_string (json, "firstMethod", method);
      weir_json_add_string (json, "firstUrl", g_array_index (exchange->hops, WeirHop, 0).url);
    }
  add_headers (json, exchange->request_headers);
  /* How long a request body was is not kept when it was cut. */
  add_body (json, data != NULL ? data : "", size, truncated ? 0 : size, truncated);
  weir_json_end_object (json);
}

static void
add_response (WeirJsonWriter *json, const WeirExchange *exchange)
{
  const GByteArray *body = exchange->response_body;

  if (exchange->status == 0)
    {
      weir_json_add_null (json, "response");
      return;
    }
  weir_json_begin_object (json, "response");
  weir_json_add_integer (json, "status", exchange->status);
  weir_json_add_string (json, "reason", exchange->reason);
  weir_json_add_string (json, "httpVersion", weir_report_http_version (exchange));
  add_headers (json, exchange->response_headers);
  add_body (json, body->len > 0 ? (const char *) body->data : "", body->len,
            exchange->body_size > 0 ? exchange->body_size : body->len, exchange->body_truncated);
  weir_json_end_object (json);
}

static void
add_redirects (WeirJsonWriter *json, const WeirExchange *exchange)
{
  weir_json_begin_array (json, "redirects");
  for (guint i = 0; i < exchange->hops->len; i++)
    {
      const WeirHop *hop = &g_array_index (exchange->hops, WeirHop, i);

      weir_json_begin_object (json, NULL);
      weir_json_add_integer (json, "status", hop->status);
      weir_json_add_string (json, "url", hop->url);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
}

static void
add_timings (WeirJsonWriter *json, const WeirExchange *exchange)
{
  const WeirTimings *timings = &exchange->timings;

  if (exchange->outcome == WEIR_EXCHANGE_UNSENT)
    {
      weir_json_add_null (json, "timings");
      return;
    }
  weir_json_begin_object (json, "timings");
  weir_json_add_ms (json, "blocked", timings->blocked_us);
  weir_json_add_ms (json, "dns", timings->dns_us);
  weir_json_add_ms (json, "tcp", timings->tcp_us);
  weir_json_add_ms (json, "tls", timings->tls_us);
  weir_json_add_ms (json, "sending", timings->sending_us);
  weir_json_add_ms (json, "waiting", timings->waiting_us);
  weir_json_add_ms (json, "receiving", timings->receiving_us);
  if (exchange->status > 0)
    weir_json_add_ms (json, "ttfb", weir_timings_get_ttfb (timings));
  else
    weir_json_add_null (json, "ttfb");
  weir_json_add_ms (json, "total", weir_timings_get_total (timings));
  weir_json_add_ms (json, "fromPlannedStart", timings->blocked_us + weir_timings_get_total (timings));
  weir_json_end_object (json);
}

/* The keys of one attempt, into the object that is open. */
static void
add_attempt (WeirJsonWriter *json, const WeirExchange *exchange, const char *method)
{
  weir_json_add_string (json, "exchange", weir_exchange_outcome_to_nick (exchange->outcome));
  if (exchange->outcome == WEIR_EXCHANGE_ANSWERED)
    weir_json_add_null (json, "error");
  else
    {
      weir_json_begin_object (json, "error");
      weir_json_add_string (json, "kind", weir_error_kind_to_nick (exchange->error_kind));
      weir_json_add_string (json, "message", exchange->error_message);
      weir_json_end_object (json);
    }
  add_request (json, exchange, method);
  add_response (json, exchange);
  add_redirects (json, exchange);
  weir_json_add_boolean (json, "newConnection", exchange->new_connection);
  weir_json_add_boolean (json, "resent", exchange->resent);
  add_timings (json, exchange);
  weir_json_add_integer (json, "bytesSent", (gint64) exchange->bytes_sent);
  weir_json_add_integer (json, "bytesReceived", (gint64) exchange->bytes_received);
}

static void
add_no_attempt (WeirJsonWriter *json)
{
  static const char *const keys[] = { "exchange", "error", "request", "response", "timings" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    weir_json_add_null (json, keys[i]);
}

static void
add_lists (WeirJsonWriter *json, const WeirStepResult *result)
{
  weir_json_begin_array (json, "assertions");
  for (guint i = 0; i < result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);

      weir_json_begin_object (json, NULL);
      weir_json_add_string (json, "label", check->label);
      weir_json_add_boolean (json, "passed", check->passed);
      weir_json_add_string (json, "expected", check->expected);
      weir_json_add_string (json, "actual", check->actual);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
  weir_json_begin_array (json, "extracted");
  for (guint i = 0; i < result->taken->len; i++)
    {
      const WeirTaken *taken = &g_array_index (result->taken, WeirTaken, i);

      weir_json_begin_object (json, NULL);
      weir_json_add_string (json, "name", taken->name);
      weir_json_add_string (json, "value", taken->value);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
  weir_json_begin_array (json, "warnings");
  for (guint i = 0; i < result->warnings->len; i++)
    weir_json_add_string (json, NULL, g_ptr_array_index (result->warnings, i));
  weir_json_end_array (json);
}

/* What the flow asks for; NULL when it cannot be told. */
static const char *
get_method (WeirFlow *flow, const WeirStepBrief *brief)
{
  WeirStep *step = NULL;
  WeirRequest *request = NULL;

  if (flow != NULL && brief->part < WEIR_N_FLOW_PARTS)
    step = weir_flow_get_step (flow, (WeirFlowPart) brief->part, brief->step);
  if (step != NULL)
    request = weir_step_get_request (step);
  return request != NULL ? weir_request_get_method (request) : NULL;
}

static void
add_result (WeirJsonWriter *json, const WeirStepResult *result, const char *method)
{
  const WeirStepBrief *brief = &result->brief;
  const WeirExchange *last = weir_step_result_get_last (result);

  weir_json_begin_object (json, NULL);
  weir_json_add_string (json, "part", weir_report_part_to_nick (brief->part));
  weir_json_add_integer (json, "step", (gint64) brief->step + 1);
  weir_json_add_string (json, "name", result->name);
  weir_json_add_integer (json, "iteration", brief->iteration);
  weir_json_add_integer (json, "vu", brief->vu);
  weir_json_add_string (json, "outcome", weir_step_outcome_to_nick (brief->outcome));
  weir_json_add_boolean (json, "notChecked", brief->not_checked);
  weir_json_add_string (json, "message", result->message);
  weir_json_add_ms (json, "offsetMs", brief->offset_us);
  weir_json_add_integer (json, "attempts", result->attempts->len);
  if (last != NULL)
    add_attempt (json, last, method);
  else
    add_no_attempt (json);
  add_lists (json, result);
  weir_json_begin_array (json, "earlierAttempts");
  for (guint i = 0; i + 1 < result->attempts->len; i++)
    {
      weir_json_begin_object (json, NULL);
      add_attempt (json, g_ptr_array_index (result->attempts, i), method);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
  weir_json_end_object (json);
}

static gboolean
put_result (gint64 id, const WeirStepResult *result, gpointer data)
{
  Report *report = data;
  GString *text = report->json.text;

  g_string_assign (text, report->first ? "\n" : ",\n");
  report->first = FALSE;
  report->json.comma = FALSE;
  add_result (&report->json, result, get_method (report->flow, &result->brief));
  return weir_report_put (report->output, text);
}

gboolean
weir_report_write_json (WeirArchive *archive, const WeirRunInfo *info, WeirReportOutput *output,
                        GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = NULL;
  Report report = { .json.text = text, .output = output, .first = TRUE };

  if (info->document != NULL)
    flow = weir_flow_parse (info->document, strlen (info->document), FALSE, problems);
  report.flow = flow;

  if (!put_head (&report, archive, info, error))
    return FALSE;
  if (!weir_archive_foreach_result (archive, info->id, put_result, &report, error))
    return FALSE;
  g_string_assign (text, "\n]}\n");
  return weir_report_put (output, text);
}
