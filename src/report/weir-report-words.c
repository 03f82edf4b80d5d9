/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-words.c: forms that all reports share
 */

#include "config.h"

#include "weir-mask.h"
#include "weir-duration.h"
#include "weir-report-private.h"

const char *
weir_report_part_to_nick (guint part)
{
  static const char *const nicks[] = { "beforeAll", "steps", "afterAll" };

  return part < G_N_ELEMENTS (nicks) ? nicks[part] : "steps";
}

const char *
weir_report_header_value (const WeirReport *report, const char *name, const char *value)
{
  if (!report->options.include_credentials && weir_mask_is_credential_header (name))
    return WEIR_MASK_TEXT;
  return value;
}

const char *
weir_report_http_version (const WeirExchange *exchange)
{
  switch (exchange->http_version)
    {
    case 10:
      return "1.0";
    case 11:
      return "1.1";
    case 20:
      return "2";
    default:
      return NULL;
    }
}

static void
append_headers (GString *text, const WeirReport *report, const WeirHeaders *headers)
{
  const char *name, *value;
  gsize position = 0;

  while (weir_headers_next (headers, &position, &name, &value))
    g_string_append_printf (text, "%s: %s\n", name, weir_report_header_value (report, name, value));
}

void
weir_report_append_request_head (GString *text, const WeirReport *report, const WeirExchange *exchange)
{
  for (guint i = 0; i < exchange->hops->len; i++)
    {
      const WeirHop *hop = &g_array_index (exchange->hops, WeirHop, i);

      g_autofree char *time = weir_duration_to_display (hop->time_us);

      if (hop->time_us > 0)
        g_string_append_printf (text, "%s answered %u after %s and pointed to\n", hop->url, hop->status,
                                time);
      else
        g_string_append_printf (text, "%s answered %u and pointed to\n", hop->url, hop->status);
    }
  g_string_append_printf (text, "%s %s\n", exchange->method != NULL ? exchange->method : "",
                          exchange->url->str);
  append_headers (text, report, exchange->request_headers);
}

void
weir_report_append_response_head (GString *text, const WeirReport *report, const WeirExchange *exchange)
{
  const char *version = weir_report_http_version (exchange);

  g_string_append_printf (text, "HTTP/%s %u%s%s\n", version != NULL ? version : "?", exchange->status,
                          exchange->reason != NULL ? " " : "",
                          exchange->reason != NULL ? exchange->reason : "");
  append_headers (text, report, exchange->response_headers);
}

gint64
weir_report_get_start (const WeirStepResult *result, const WeirExchange *exchange)
{
  const WeirExchange *first = g_ptr_array_index (result->attempts, 0);

  /* The instants are of the worker's clock; the first attempt was intended when the step began. */
  return result->brief.offset_us + exchange->timings.started_us - first->timings.intended_us;
}

void
weir_report_append_ms (GString *text, gint64 us)
{
  guint64 whole = us < 0 ? -(guint64) us : (guint64) us;

  g_string_append_printf (text, "%s%" G_GUINT64_FORMAT ".%03u", us < 0 ? "-" : "", whole / 1000,
                          (guint) (whole % 1000));
}

char *
weir_report_instant_to_text (gint64 us)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autofree char *text = instant != NULL ? g_date_time_format (instant, "%Y-%m-%dT%H:%M:%S") : NULL;

  if (text == NULL)
    return NULL;
  return g_strdup_printf ("%s.%03dZ", text, (int) (ABS (us) % G_USEC_PER_SEC / 1000));
}
