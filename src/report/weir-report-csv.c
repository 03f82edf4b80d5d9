/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-csv.c: a run as CSV, one row per attempt
 */

#include "config.h"

#include <string.h>

#include "weir-report-private.h"

typedef struct
{
  GString *text;
  WeirReportOutput *output;
} Report;

static const char header[] =
  "part,step,name,iteration,vu,outcome,not_checked,offset_ms,attempt,last_attempt,exchange,error_kind,"
  "status,method,url,http_version,new_connection,resent,attempt_offset_ms,blocked_ms,dns_ms,tcp_ms,tls_ms,"
  "sending_ms,waiting_ms,receiving_ms,"
  "ttfb_ms,time_ms,bytes_sent,bytes_received,body_bytes,warnings,message\r\n";
/* Of them, those between last_attempt and warnings say something about an attempt. */
#define ATTEMPT_COLUMNS 21

static gboolean
is_number (const char *text)
{
  const char *digits = text + (*text == '+' || *text == '-');
  char *end;

  if (!g_ascii_isdigit (*digits) && *digits != '.')
    return FALSE;
  g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

/* A spreadsheet runs a cell that begins so, and what is in it came from a server. */
static gboolean
looks_like_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL && !is_number (text);
}

static void
begin_cell (GString *text)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, ',');
}

static void
add_text (GString *text, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value != NULL ? value : "", -1);
  gboolean quoted = strpbrk (valid, ",\"\r\n") != NULL || g_str_has_prefix (valid, " ")
                    || g_str_has_suffix (valid, " ");

  begin_cell (text);
  if (quoted)
    g_string_append_c (text, '"');
  if (looks_like_formula (valid))
    g_string_append_c (text, '\'');
  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  if (quoted)
    g_string_append_c (text, '"');
}

static void
add_integer (GString *text, gint64 value)
{
  begin_cell (text);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
}

static void
add_ms (GString *text, gint64 us)
{
  begin_cell (text);
  weir_report_append_ms (text, us);
}

static void
add_empty (GString *text, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (text, ',');
}

static void
add_result_columns (GString *text, const WeirStepResult *result)
{
  const WeirStepBrief *brief = &result->brief;

  add_text (text, weir_report_part_to_nick (brief->part));
  add_integer (text, (gint64) brief->step + 1);
  add_text (text, result->name);
  add_integer (text, brief->iteration);
  add_integer (text, brief->vu);
  add_text (text, weir_step_outcome_to_nick (brief->outcome));
  add_integer (text, brief->not_checked ? 1 : 0);
  add_ms (text, brief->offset_us);
}

static void
add_times (GString *text, const WeirStepResult *result, const WeirExchange *exchange)
{
  const WeirExchange *first = g_ptr_array_index (result->attempts, 0);
  const WeirTimings *timings = &exchange->timings;
  gint64 since_first_us = timings->started_us - first->timings.intended_us;

  add_ms (text, result->brief.offset_us + since_first_us);
  add_ms (text, timings->blocked_us);
  add_ms (text, timings->dns_us);
  add_ms (text, timings->tcp_us);
  add_ms (text, timings->tls_us);
  add_ms (text, timings->sending_us);
  add_ms (text, timings->waiting_us);
  add_ms (text, timings->receiving_us);
  if (exchange->status > 0)
    add_ms (text, weir_timings_get_ttfb (timings));
  else
    add_empty (text, 1);
  add_ms (text, weir_timings_get_total (timings));
}

static void
add_attempt_columns (GString *text, const WeirStepResult *result, const WeirExchange *exchange)
{
  add_text (text, weir_exchange_outcome_to_nick (exchange->outcome));
  add_text (text, weir_error_kind_to_nick (exchange->error_kind));
  add_integer (text, exchange->status);
  add_text (text, exchange->method);
  add_text (text, exchange->url->str);
  add_text (text, weir_report_http_version (exchange));
  add_integer (text, exchange->new_connection ? 1 : 0);
  add_integer (text, exchange->resent ? 1 : 0);
  if (exchange->outcome != WEIR_EXCHANGE_UNSENT)
    add_times (text, result, exchange);
  else
    add_empty (text, 10);
  add_integer (text, (gint64) exchange->bytes_sent);
  add_integer (text, (gint64) exchange->bytes_received);
  add_integer (text, (gint64) exchange->body_size);
}

/* @number is the attempt's, from 1; 0 for a step without one. */
static void
add_row (GString *text, const WeirStepResult *result, guint number)
{
  gboolean last = number == result->attempts->len;

  add_result_columns (text, result);
  add_integer (text, number);
  add_integer (text, last ? 1 : 0);
  if (number > 0)
    add_attempt_columns (text, result, g_ptr_array_index (result->attempts, number - 1));
  else
    add_empty (text, ATTEMPT_COLUMNS);
  add_integer (text, last ? result->warnings->len : 0);
  if (last)
    add_text (text, result->message);
  else
    add_text (text, ((WeirExchange *) g_ptr_array_index (result->attempts, number - 1))->error_message);
  g_string_append (text, "\r\n");
}

static gboolean
put_result (gint64 id, const WeirStepResult *result, gpointer data)
{
  Report *report = data;

  g_string_truncate (report->text, 0);
  if (result->attempts->len == 0)
    add_row (report->text, result, 0);
  for (guint i = 1; i <= result->attempts->len; i++)
    add_row (report->text, result, i);
  return weir_report_put (report->output, report->text);
}

gboolean
weir_report_write_csv (WeirArchive *archive, const WeirRunInfo *info, WeirReportOutput *output,
                       GError **error)
{
  g_autoptr (GString) text = g_string_new (header);
  Report report = { .text = text, .output = output };

  if (!weir_report_put (output, text))
    return FALSE;
  return weir_archive_foreach_result (archive, info->id, put_result, &report, error);
}
