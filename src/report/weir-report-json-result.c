/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-json-result.c: one result in JSON
 */

#include "config.h"

#include "weir-report-private.h"

/* What every attempt of a result has in common. */
typedef struct
{
  WeirJsonWriter *json;
  const WeirReport *report;
  const WeirStepResult *result;
  const char *method; /* (nullable) of the first request, which a redirected exchange does not keep */
} Context;

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
add_headers (const Context *context, const WeirHeaders *headers)
{
  WeirJsonWriter *json = context->json;
  const char *name, *value;
  gsize position = 0;

  weir_json_begin_array (json, "headers");
  while (weir_headers_next (headers, &position, &name, &value))
    {
      weir_json_begin_object (json, NULL);
      weir_json_add_string (json, "name", name);
      weir_json_add_string (json, "value", weir_report_header_value (context->report, name, value));
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
}

static void
add_request (const Context *context, const WeirExchange *exchange)
{
  WeirJsonWriter *json = context->json;
  gsize size = 0;
  const char *data = exchange->request_body != NULL ? g_bytes_get_data (exchange->request_body, &size) : NULL;
  gboolean truncated = exchange->request_body_truncated;

  weir_json_begin_object (json, "request");
  weir_json_add_string (json, "method", exchange->method);
  weir_json_add_string (json, "url", exchange->url->str);
  if (exchange->hops->len > 0)
    {
      weir_json_add_string (json, "firstMethod", context->method);
      weir_json_add_string (json, "firstUrl", g_array_index (exchange->hops, WeirHop, 0).url);
    }
  add_headers (context, exchange->request_headers);
  /* How long a request body was is not kept when it was cut. */
  add_body (json, data != NULL ? data : "", size, truncated ? 0 : size, truncated);
  weir_json_end_object (json);
}

static void
add_response (const Context *context, const WeirExchange *exchange)
{
  WeirJsonWriter *json = context->json;
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
  add_headers (context, exchange->response_headers);
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
      weir_json_add_ms (json, "timeMs", hop->time_us);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
}

/* Those of the request itself, in their order. */
void
weir_report_json_add_phases (WeirJsonWriter *json, const WeirTimings *timings)
{
  weir_json_add_ms (json, "blocked", timings->blocked_us);
  weir_json_add_ms (json, "dns", timings->dns_us);
  weir_json_add_ms (json, "tcp", timings->tcp_us);
  weir_json_add_ms (json, "tls", timings->tls_us);
  weir_json_add_ms (json, "sending", timings->sending_us);
  weir_json_add_ms (json, "waiting", timings->waiting_us);
  weir_json_add_ms (json, "receiving", timings->receiving_us);
}

static void
add_timings (const Context *context, const WeirExchange *exchange)
{
  WeirJsonWriter *json = context->json;
  const WeirTimings *timings = &exchange->timings;

  if (exchange->outcome == WEIR_EXCHANGE_UNSENT)
    {
      weir_json_add_null (json, "timings");
      return;
    }
  weir_json_begin_object (json, "timings");
  weir_json_add_ms (json, "started", weir_report_get_start (context->result, exchange));
  weir_report_json_add_phases (json, timings);
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
add_attempt (const Context *context, const WeirExchange *exchange)
{
  WeirJsonWriter *json = context->json;

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
  add_request (context, exchange);
  add_response (context, exchange);
  add_redirects (json, exchange);
  weir_json_add_boolean (json, "newConnection", exchange->new_connection);
  weir_json_add_boolean (json, "resent", exchange->resent);
  add_timings (context, exchange);
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
  weir_json_add_strings (json, "warnings", result->warnings);
}

void
weir_report_json_add_result (WeirJsonWriter *json, const WeirReport *report, const WeirReportRun *run,
                             const WeirStepResult *result)
{
  const WeirStepBrief *brief = &result->brief;
  const WeirExchange *last = weir_step_result_get_last (result);
  const Context context = { json, report, result, weir_report_run_get_method (run, brief) };

  weir_json_add_string (json, "part", weir_report_part_to_nick (brief->part));
  weir_json_add_integer (json, "step", (gint64) brief->step + 1);
  weir_json_add_string (json, "name", result->name);
  weir_json_add_integer (json, "iteration", brief->iteration);
  weir_json_add_integer (json, "vu", brief->vu);
  weir_json_add_integer (json, "row", brief->row);
  weir_json_add_string (json, "outcome", weir_step_outcome_to_nick (brief->outcome));
  weir_json_add_boolean (json, "notChecked", brief->not_checked);
  weir_json_add_boolean (json, "unverified", brief->unverified);
  weir_json_add_string (json, "message", result->message);
  weir_json_add_ms (json, "offsetMs", brief->offset_us);
  if (brief->has_exchange)
    weir_json_add_ms (json, "timeMs", brief->time_us);
  else
    weir_json_add_null (json, "timeMs");
  weir_json_add_integer (json, "attempts", result->attempts->len);
  if (last != NULL)
    add_attempt (&context, last);
  else
    add_no_attempt (json);
  add_lists (json, result);
  weir_json_begin_array (json, "earlierAttempts");
  for (guint i = 0; i + 1 < result->attempts->len; i++)
    {
      weir_json_begin_object (json, NULL);
      add_attempt (&context, g_ptr_array_index (result->attempts, i));
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
}
