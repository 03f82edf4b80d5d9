/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-failures.c: failed steps explained: what was asked, what came back, what had been expected
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-cli-private.h"
#include "weir-duration.h"
#include "weir-report-failures.h"

/* A body or URL is shown up to these columns, an actual value is as short as the record keeps it. */
#define SHOWN_URL 300
#define SHOWN_BODY 300
/* What cleaning may have to read for that many columns. */
#define READ_BODY (SHOWN_BODY * 8)

static void
append_line (GString *out, const char *label, const char *text)
{
  g_autofree char *clean = weir_cli_text_clean (text != NULL ? text : "", -1);

  g_string_append_printf (out, "   %s%s\n", label, clean);
}

static void
append_title (GString *out, guint number, const WeirStepResult *result, const char *where,
              const WeirCliStyle *style)
{
  g_autofree char *name = weir_cli_text_clean (result->name, -1);
  g_autoptr (GString) title = g_string_new (NULL);

  g_string_append_printf (title, "%u. %s", number, name);
  if (result->brief.part == WEIR_FLOW_PART_BEFORE_ALL)
    g_string_append (title, _(", Before All"));
  else if (result->brief.part == WEIR_FLOW_PART_AFTER_ALL)
    g_string_append (title, _(", After All"));
  else if (where != NULL)
    g_string_append_printf (title, ", %s", where);
  weir_cli_text_append_coloured (out, title->str, WEIR_CLI_COLOUR_BOLD, style);
  g_string_append_c (out, '\n');
}

static char *
answer_to_text (const WeirExchange *exchange)
{
  g_autofree char *duration = weir_duration_to_display (weir_timings_get_total (&exchange->timings));

  switch (exchange->outcome)
    {
    case WEIR_EXCHANGE_UNSENT:
      return g_strdup (_("not sent"));
    case WEIR_EXCHANGE_CANCELLED:
      return g_strdup_printf (_("cancelled after %s"), duration);
    case WEIR_EXCHANGE_ANSWERED:
      if (exchange->reason != NULL && *exchange->reason != '\0')
        return g_strdup_printf ("%u %s, %s", exchange->status, exchange->reason, duration);
      return g_strdup_printf ("%u, %s", exchange->status, duration);
    case WEIR_EXCHANGE_ERROR:
    case WEIR_EXCHANGE_GENERATOR:
    default:
      return g_strdup_printf (_("no answer after %s"), duration);
    }
}

/* The bytes of "https://example.org:8443", 0 when @url has no such beginning. */
static gsize
get_origin_length (const char *url)
{
  const char *host = strstr (url, "://");

  return host != NULL ? (gsize) (host + 3 - url) + strcspn (host + 3, "/?#") : 0;
}

/* Within one server the path says enough. */
static void
append_url (GString *out, const char *url, const char *previous)
{
  gsize length = get_origin_length (url);
  gboolean same = previous != NULL && length > 0 && url[length] != '\0' &&
                  length == get_origin_length (previous) && strncmp (url, previous, length) == 0;
  g_autofree char *clean = weir_cli_text_clean (same ? url + length : url, -1);
  g_autofree char *shown = weir_cli_text_ellipsise (clean, SHOWN_URL);

  g_string_append (out, shown);
}

/* Results of an older Weir do not know it. */
static void
append_hop_time (GString *line, const WeirHop *hop)
{
  g_autofree char *time = weir_duration_to_display (hop->time_us);

  if (hop->time_us > 0)
    g_string_append_printf (line, " (%s)", time);
}

/* "POST http://h/order → 303 (4 ms) → GET /orders/1 → 200 OK, 12 ms". @method is that of the first
 * request, which the record of a redirected one does not keep. */
static void
append_exchange (GString *out, const WeirExchange *exchange, const char *method, guint n_attempts)
{
  g_autofree char *answer = answer_to_text (exchange);
  g_autoptr (GString) line = g_string_new (NULL);
  const char *previous = NULL;

  for (guint i = 0; i < exchange->hops->len; i++)
    {
      const WeirHop *hop = &g_array_index (exchange->hops, WeirHop, i);

      if (i == 0 && method != NULL)
        g_string_append_printf (line, "%s ", method);
      append_url (line, hop->url, previous);
      g_string_append_printf (line, " → %u", hop->status);
      append_hop_time (line, hop);
      g_string_append (line, " → ");
      previous = hop->url;
    }
  if (exchange->method != NULL)
    g_string_append_printf (line, "%s ", exchange->method);
  append_url (line, exchange->url->str, previous);
  g_string_append_printf (line, " → %s", answer);
  append_line (out, "", line->str);
  if (n_attempts > 1)
    g_string_append_printf (out, _("   the last of %u attempts\n"), n_attempts);
}

/* A whole sentence comes with every failure; where assertions failed, they say more than it does. */
static gboolean
append_checks (GString *out, const WeirStepResult *result)
{
  gboolean any = FALSE;

  for (guint i = 0; i < result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);

      if (check->passed)
        continue;
      any = TRUE;
      append_line (out, _("Assertion failed: "), check->label);
      append_line (out, _("  expected: "), check->expected);
      append_line (out, _("  actual:   "), check->actual);
    }
  return any;
}

/* Whether the body says why: the server's own words about an error, or what a step looked into in vain. */
static gboolean
is_body_of_interest (const WeirStepResult *result, const WeirExchange *exchange)
{
  gboolean any_failed = FALSE;

  for (guint i = 0; i < result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);

      any_failed |= !check->passed;
      if (!check->passed && g_str_has_prefix (check->label, "body"))
        return TRUE;
    }
  return exchange->status >= 400 || !any_failed;
}

/* No NUL, and mostly UTF-8: a text in an old charset is still worth showing, and the end may be within a
 * character. */
static gboolean
is_text (const char *bytes, gsize length)
{
  const char *end = bytes + length;
  gsize invalid = 0;

  if (memchr (bytes, '\0', length) != NULL)
    return FALSE;
  while (!g_utf8_validate_len (bytes, end - bytes, &bytes))
    {
      invalid++;
      bytes++;
    }
  return invalid <= MAX (length / 10, 3);
}

static void
append_body (GString *out, const WeirStepResult *result, const WeirExchange *exchange)
{
  const char *bytes = (const char *) exchange->response_body->data;
  gsize length = MIN (exchange->response_body->len, READ_BODY);
  g_autofree char *clean = NULL;
  g_autofree char *shown = NULL;

  if (length == 0 || exchange->status == 0 || !is_body_of_interest (result, exchange))
    return;
  if (!is_text (bytes, length))
    {
      g_string_append_printf (out, _("   Body: binary, %lu bytes\n"), (gulong) exchange->body_size);
      return;
    }
  clean = weir_cli_text_clean (bytes, length);
  shown = weir_cli_text_ellipsise (clean, SHOWN_BODY);
  g_string_append_printf (out, _("   Body: %s\n"), shown);
}

/**
 * weir_cli_failure_append:
 * @out: where to append
 * @number: counts the failures, from 1
 * @result: a failed step
 * @where: (nullable): in which iterations or VUs it was
 * @method: (nullable): of the request the flow asked for, which redirects may have changed
 * @style: where it will be shown
 *
 * Explains one failure in a few lines.
 */
void
weir_cli_failure_append (GString *out, guint number, const WeirStepResult *result, const char *where,
                         const char *method, const WeirCliStyle *style)
{
  const WeirExchange *exchange = weir_step_result_get_last (result);

  append_title (out, number, result, where, style);
  if (exchange != NULL)
    append_exchange (out, exchange, method, result->brief.n_attempts);
  if (!append_checks (out, result) && result->message != NULL)
    append_line (out, "", result->message);
  if (exchange != NULL)
    append_body (out, result, exchange);
}

/* NULL in a run in which there is but one place. */
static char *
where_to_text (const WeirReportFailureGroup *group, const WeirRunSnapshot *snapshot)
{
  g_autofree char *ranges = weir_report_ranges_to_text (group->numbers);
  g_autofree char *rows = weir_report_rows_to_text (group);
  guint n = group->numbers->len;

  if (snapshot->n_vus > 1)
    return n == 1 ? g_strdup_printf (_("VU %s%s"), ranges, rows)
                  : g_strdup_printf (_("VUs %s%s (%u times)"), ranges, rows, n);
  if (snapshot->n_iterations > 1)
    return n == 1 ? g_strdup_printf (_("iteration %s%s"), ranges, rows)
                  : g_strdup_printf (_("iterations %s%s (%u times)"), ranges, rows, n);
  if (*rows != '\0')
    return g_strdup (rows + strlen (", "));
  return NULL;
}

static const char *
get_method (WeirFlow *flow, const WeirStepBrief *brief)
{
  WeirStep *step = weir_flow_get_step (flow, brief->part, brief->step);
  WeirRequest *request = step != NULL ? weir_step_get_request (step) : NULL;

  return request != NULL ? weir_request_get_method (request) : NULL;
}

/**
 * weir_cli_failures_append:
 * @out: where to append
 * @archive: the archive the run went to
 * @flow: the flow that ran
 * @snapshot: how the run ended
 * @style: where it will be shown
 * @error: return location for a #WeirArchiveError
 *
 * Explains the failed steps of a run, those that say the same once and at most %WEIR_CLI_SHOWN_FAILURES
 * different ones, and counts the others; appends nothing when there is none.
 *
 * Returns: whether the archive could be read
 */
gboolean
weir_cli_failures_append (GString *out, WeirArchive *archive, WeirFlow *flow, const WeirRunSnapshot *snapshot,
                          const WeirCliStyle *style, GError **error)
{
  g_autoptr (WeirReportFailures) failures
      = weir_report_failures_read (archive, snapshot->run_id, snapshot->n_vus > 1, error);
  gint64 rest;

  if (failures == NULL)
    return FALSE;
  if (failures->count == 0)
    return TRUE;

  rest = failures->count;
  g_string_append_printf (out, _("\nFailures (%ld)\n"), (glong) failures->count);
  for (guint i = 0; i < MIN (failures->groups->len, WEIR_CLI_SHOWN_FAILURES); i++)
    {
      const WeirReportFailureGroup *group = g_ptr_array_index (failures->groups, i);
      g_autoptr (WeirStepResult) result = weir_archive_get_result (archive, group->first_id, error);
      g_autofree char *where = NULL;

      if (result == NULL)
        return FALSE;
      where = where_to_text (group, snapshot);
      weir_cli_failure_append (out, i + 1, result, where, get_method (flow, &result->brief), style);
      rest -= group->numbers->len;
    }
  if (rest > 0)
    g_string_append_printf (out, _("… and %ld more; --out FILE.json writes all of them.\n"), (glong) rest);
  return TRUE;
}
