/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan-lines.c: a run of a load plan as JSON Lines, a line for each request
 */

#include "config.h"

#include "weir-report-plan.h"

static void
add_timings (WeirJsonWriter *json, const WeirTimings *timings)
{
  gint64 total_us = weir_timings_get_total (timings);

  weir_json_begin_object (json, "timings");
  weir_report_json_add_phases (json, timings);
  weir_json_add_ms (json, "ttfb", weir_timings_get_ttfb (timings));
  weir_json_add_ms (json, "total", total_us);
  weir_json_add_ms (json, "fromPlannedStart", timings->blocked_us + total_us);
  weir_json_end_object (json);
}

static void
add_request (WeirJsonWriter *json, const WeirStepResult *result, const WeirExchange *exchange)
{
  gint64 started_us = weir_report_get_start (result, exchange);

  weir_json_add_string (json, "exchange", weir_exchange_outcome_to_nick (exchange->outcome));
  weir_json_add_integer (json, "status", exchange->status);
  if (exchange->outcome == WEIR_EXCHANGE_ERROR || exchange->outcome == WEIR_EXCHANGE_GENERATOR)
    {
      weir_json_add_string (json, "error", weir_error_kind_to_nick (exchange->error_kind));
      weir_json_add_string (json, "message", exchange->error_message);
    }
  weir_json_add_string (json, "method", exchange->method);
  weir_json_add_string (json, "url", exchange->url->str);
  weir_json_add_string (json, "httpVersion", weir_report_http_version (exchange));
  weir_json_add_boolean (json, "newConnection", exchange->new_connection);
  weir_json_add_boolean (json, "resent", exchange->resent);
  weir_json_add_ms (json, "intendedMs", started_us - exchange->timings.blocked_us);
  weir_json_add_ms (json, "startedMs", started_us);
  add_timings (json, &exchange->timings);
  weir_json_add_integer (json, "bytesSent", (gint64) exchange->bytes_sent);
  weir_json_add_integer (json, "bytesReceived", (gint64) exchange->bytes_received);
}

static const WeirJobState *
find_job (const WeirReportRun *run, guint number)
{
  for (guint i = 0; i < run->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (run->jobs, i);

      if (job->job == number)
        return job;
    }
  return NULL;
}

/* A slot in which nothing was sent has a line, too. */
static gboolean
put_attempt (WeirReportLines *writing, const WeirStepResult *result, guint attempt)
{
  WeirJsonWriter *json = &writing->json;
  const WeirJobState *job = find_job (writing->run, result->brief.step);

  weir_report_begin_line (writing, attempt > 0 ? "request" : "slot");
  weir_json_add_string (json, "round", job != NULL ? job->round : NULL);
  weir_json_add_string (json, "iteration", job != NULL ? job->iteration : result->name);
  if (job != NULL && !g_str_equal (result->name, job->iteration))
    weir_json_add_string (json, "step", result->name);
  /* What a flow does once for all clients is nobody's. */
  if (result->brief.vu > 0)
    weir_json_add_integer (json, "client", (gint64) result->brief.vu - 1);
  else
    weir_json_add_string (json, "client", NULL);
  weir_json_add_integer (json, "slot", result->brief.iteration);
  weir_json_add_integer (json, "attempt", attempt);
  weir_json_add_string (json, "outcome", weir_step_outcome_to_nick (result->brief.outcome));
  if (attempt > 0)
    add_request (json, result, g_ptr_array_index (result->attempts, attempt - 1));
  else
    weir_json_add_string (json, "message", result->message);
  return weir_report_end_line (writing);
}

gboolean
weir_report_put_requests (gint64 id, const WeirStepResult *result, gpointer data)
{
  guint n = result->attempts->len;

  for (guint attempt = n > 0 ? 1 : 0; attempt <= n; attempt++)
    if (!put_attempt (data, result, attempt))
      return FALSE;
  return TRUE;
}
