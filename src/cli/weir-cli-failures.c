/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-failures.c: failed steps explained: what was asked, what came back, what had been expected
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-cli-private.h"
#include "weir-duration.h"

/* A body or URL is shown up to these columns, an actual value is as short as the record keeps it. */
#define SHOWN_URL 300
#define SHOWN_BODY 240

static void
append_line (GString *out, const char *label, const char *text)
{
  g_autofree char *clean = weir_cli_text_clean (text != NULL ? text : "", -1);

  g_string_append_printf (out, "   %s%s\n", label, clean);
}

static void
append_title (GString *out, guint number, const WeirStepResult *result, gboolean name_iteration,
              gboolean name_vu, const WeirCliStyle *style)
{
  g_autofree char *name = weir_cli_text_clean (result->name, -1);
  g_autoptr (GString) title = g_string_new (NULL);

  g_string_append_printf (title, "%u. %s", number, name);
  if (result->brief.part == WEIR_FLOW_PART_BEFORE_ALL)
    g_string_append (title, _(", Before All"));
  else if (result->brief.part == WEIR_FLOW_PART_AFTER_ALL)
    g_string_append (title, _(", After All"));
  else if (name_vu)
    g_string_append_printf (title, _(", VU %u"), result->brief.vu);
  else if (name_iteration)
    g_string_append_printf (title, _(", iteration %u"), result->brief.iteration);
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

static void
append_exchange (GString *out, const WeirExchange *exchange, guint n_attempts)
{
  g_autofree char *answer = answer_to_text (exchange);
  g_autofree char *url = weir_cli_text_clean (exchange->url->str, -1);
  g_autofree char *short_url = weir_cli_text_ellipsise (url, SHOWN_URL);
  g_autofree char *line = g_strdup_printf ("%s %s → %s", exchange->method != NULL ? exchange->method : "",
                                           short_url, answer);

  append_line (out, "", line);
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

static void
append_body (GString *out, const WeirExchange *exchange)
{
  const char *bytes = (const char *) exchange->response_body->data;
  /* Cleaning reads all it is given; a column takes at most a few bytes. */
  gsize length = MIN (exchange->response_body->len, SHOWN_BODY * 8);
  g_autofree char *clean = NULL;
  g_autofree char *shown = NULL;

  if (exchange->status < 400 || length == 0)
    return;
  if (memchr (bytes, '\0', length) != NULL)
    {
      g_string_append_printf (out, _("   Body: %lu bytes that are no text\n"), (gulong) exchange->body_size);
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
 * @name_iteration: whether to say in which iteration it was
 * @name_vu: whether to say in which VU it was
 * @style: where it will be shown
 *
 * Explains one failure in a few lines.
 */
void
weir_cli_failure_append (GString *out, guint number, const WeirStepResult *result, gboolean name_iteration,
                         gboolean name_vu, const WeirCliStyle *style)
{
  const WeirExchange *exchange = weir_step_result_get_last (result);

  append_title (out, number, result, name_iteration, name_vu, style);
  if (exchange != NULL)
    append_exchange (out, exchange, result->brief.n_attempts);
  if (!append_checks (out, result) && result->message != NULL)
    append_line (out, "", result->message);
  if (exchange != NULL)
    append_body (out, exchange);
}

/**
 * weir_cli_failures_append:
 * @out: where to append
 * @archive: the archive the run went to
 * @snapshot: how the run ended
 * @style: where it will be shown
 * @error: return location for a #WeirArchiveError
 *
 * Explains the first %WEIR_CLI_SHOWN_FAILURES failed steps of a run and counts the others; appends nothing
 * when there is none.
 *
 * Returns: whether the archive could be read
 */
gboolean
weir_cli_failures_append (GString *out, WeirArchive *archive, const WeirRunSnapshot *snapshot,
                          const WeirCliStyle *style, GError **error)
{
  const WeirResultFilter filter = { .failed_only = TRUE };
  gint64 count = weir_archive_count_results (archive, snapshot->run_id, &filter, error);
  g_autoptr (GArray) rows = NULL;

  if (count <= 0)
    return count == 0;
  rows = weir_archive_list_results (archive, snapshot->run_id, &filter, 0, WEIR_CLI_SHOWN_FAILURES, error);
  if (rows == NULL)
    return FALSE;

  g_string_append_printf (out, _("\nFailures (%ld)\n"), (glong) count);
  for (guint i = 0; i < rows->len; i++)
    {
      const WeirResultRow *row = &g_array_index (rows, WeirResultRow, i);
      g_autoptr (WeirStepResult) result = weir_archive_get_result (archive, row->id, error);

      if (result == NULL)
        return FALSE;
      weir_cli_failure_append (out, i + 1, result, snapshot->n_iterations > 1, snapshot->n_vus > 1, style);
    }
  if (count > rows->len)
    g_string_append_printf (out, _("… and %ld more; --out FILE.json writes all of them.\n"),
                            (glong) count - (glong) rows->len);
  return TRUE;
}
