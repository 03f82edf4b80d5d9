/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-html-failures.c: what was sent and answered where steps failed
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "weir-report-failures.h"
#include "weir-report-html-private.h"
#include "weir-xml-writer.h"

/* A page that nobody can scroll through helps nobody: so many different failures, in so many bytes. */
#define SHOWN_FAILURES 50
#define SHOWN_BYTES (1024 * 1024)
#define BODY_BYTES (16 * 1024)

static void
add_assertions (GString *text, const WeirStepResult *result)
{
  if (result->checks->len == 0)
    return;
  weir_report_html_add (text, "h4", NULL, _("Assertions"));
  g_string_append (text, "<div class=\"sheet\"><table>\n<thead><tr>");
  weir_report_html_add (text, "th", NULL, "");
  weir_report_html_add (text, "th", NULL, _("Assertion"));
  weir_report_html_add (text, "th", NULL, _("Expected"));
  weir_report_html_add (text, "th", NULL, _("Actual"));
  g_string_append (text, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);

      g_string_append (text, "<tr>");
      weir_report_html_add (text, "td", check->passed ? "good" : "bad",
                            check->passed ? _("✓ passed") : _("✗ failed"));
      weir_report_html_add (text, "td", "name", check->label);
      weir_report_html_add (text, "td", "name", check->expected);
      weir_report_html_add (text, "td", "name", check->actual);
      g_string_append (text, "</tr>\n");
    }
  g_string_append (text, "</tbody>\n</table></div>\n");
}

static void
add_body (GString *text, gconstpointer data, gsize size, guint64 whole_size, gboolean cut)
{
  g_autofree char *note = NULL;
  g_autofree char *body = weir_report_get_body (data, size, whole_size, cut, BODY_BYTES, &note);

  if (body != NULL)
    {
      g_string_append_c (text, '\n');
      weir_xml_append_text (text, body);
    }
  g_string_append (text, "</pre>\n");
  if (note != NULL)
    weir_report_html_add (text, "p", "dim", note);
}

static void
add_exchange (GString *text, const WeirReport *report, const WeirExchange *exchange)
{
  g_autoptr (GString) request = g_string_new (NULL), response = g_string_new (NULL);
  g_autofree char *timings = weir_report_get_timings_line (exchange);
  const GByteArray *body = exchange->response_body;
  gsize sent = 0;
  gconstpointer data = NULL;

  if (exchange->request_body != NULL)
    data = g_bytes_get_data (exchange->request_body, &sent);
  weir_report_append_request_head (request, report, exchange);
  weir_report_html_add (text, "h4", NULL, _("Request"));
  g_string_append (text, "<pre>");
  weir_xml_append_text (text, request->str);
  add_body (text, data, sent, sent, exchange->request_body_truncated);
  if (exchange->status > 0)
    {
      weir_report_append_response_head (response, report, exchange);
      weir_report_html_add (text, "h4", NULL, _("Response"));
      g_string_append (text, "<pre>");
      weir_xml_append_text (text, response->str);
      add_body (text, body->data, body->len, exchange->body_size, exchange->body_truncated);
    }
  if (*timings != '\0')
    {
      weir_report_html_add (text, "h4", NULL, _("Timings"));
      weir_report_html_add (text, "p", NULL, timings);
    }
}

static void
add_warnings (GString *text, const WeirStepResult *result)
{
  for (guint i = 0; i < result->warnings->len; i++)
    weir_report_html_add (text, "p", "warning", g_ptr_array_index (result->warnings, i));
}

static void
add_earlier_attempts (GString *text, const WeirStepResult *result)
{
  if (result->attempts->len < 2)
    return;
  weir_report_html_add (text, "h4", NULL, _("Earlier attempts"));
  for (guint i = 0; i + 1 < result->attempts->len; i++)
    {
      const WeirExchange *exchange = g_ptr_array_index (result->attempts, i);
      g_autofree char *line = weir_report_get_exchange_line (exchange);

      weir_report_html_add (text, "p", NULL, line);
    }
}

static void
add_failure (GString *text, const WeirReport *report, const WeirReportRun *run, const WeirStepResult *result,
             const WeirReportFailureGroup *group)
{
  g_autofree char *title = weir_report_get_failure_title (run, result, group);
  const WeirExchange *last = weir_step_result_get_last (result);
  g_autofree char *line = last != NULL ? weir_report_get_exchange_line (last) : NULL;

  /* Open, because nothing can open it on paper. */
  g_string_append (text, "<details open>\n<summary>");
  weir_report_html_add (text, "h3", NULL, title);
  g_string_append (text, "</summary>\n<div class=\"inside\">\n");
  weir_report_html_add (text, "p", "bad", result->message);
  if (line != NULL)
    weir_report_html_add (text, "p", NULL, line);
  add_warnings (text, result);
  add_assertions (text, result);
  add_earlier_attempts (text, result);
  if (last != NULL)
    add_exchange (text, report, last);
  g_string_append (text, "</div>\n</details>\n");
}

gboolean
weir_report_html_put_failures (WeirReport *report, const WeirReportRun *run, GError **error)
{
  g_autoptr (WeirReportFailures) failures = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *left_out = NULL;
  gint64 told = 0;

  failures = weir_report_failures_read (report->archive, run->info->id, run->info->parallel > 1, error);
  if (failures == NULL)
    return FALSE;
  if (failures->count == 0)
    return TRUE;
  weir_report_html_add (text, "h2", NULL, _("Failures"));
  for (guint i = 0; i < MIN (failures->groups->len, SHOWN_FAILURES) && text->len < SHOWN_BYTES; i++)
    {
      const WeirReportFailureGroup *group = g_ptr_array_index (failures->groups, i);
      g_autoptr (WeirStepResult) result = weir_archive_get_result (report->archive, group->first_id, error);

      if (result == NULL || g_cancellable_set_error_if_cancelled (report->cancellable, error))
        return FALSE;
      add_failure (text, report, run, result, group);
      told += group->numbers->len;
    }
  left_out = weir_report_get_left_out (failures->count, told);
  if (left_out != NULL)
    weir_report_html_add (text, "p", NULL, left_out);
  return weir_report_put (report, text);
}
