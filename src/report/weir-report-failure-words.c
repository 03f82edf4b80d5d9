/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-failure-words.c: a failure in words: where it was, what was sent, what came back
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-duration.h"
#include "weir-report-facts.h"
#include "weir-report-failures.h"

char *
weir_report_get_failure_title (const WeirReportRun *run, const WeirStepResult *result,
                               const WeirReportFailureGroup *group)
{
  const char *name = result->name != NULL ? result->name : "";
  GArray *numbers = group->numbers;
  g_autofree char *ranges = weir_report_ranges_to_text (numbers);
  g_autofree char *rows = weir_report_rows_to_text (group);
  g_autofree char *where = NULL;

  if (result->brief.part != WEIR_FLOW_PART_STEPS)
    return g_strdup_printf ("%s, %s", name, weir_report_get_part_title (result->brief.part));
  if (run->info->parallel > 1)
    where = g_strdup_printf (numbers->len == 1 ? _("VU %s") : _("VUs %s"), ranges);
  else if (run->info->iterations > 1)
    where = g_strdup_printf (numbers->len == 1 ? _("iteration %s") : _("iterations %s"), ranges);
  if (where == NULL)
    return g_strconcat (name, rows, NULL);
  if (numbers->len == 1)
    return g_strdup_printf ("%s, %s%s", name, where, rows);
  return g_strdup_printf (ngettext ("%s, %s%s (%u time)", "%s, %s%s (%u times)", numbers->len), name, where,
                          rows, numbers->len);
}

char *
weir_report_get_exchange_line (const WeirExchange *exchange)
{
  const char *method = exchange->method != NULL ? exchange->method : "";
  g_autofree char *time = weir_duration_to_display (weir_timings_get_total (&exchange->timings));

  if (exchange->outcome == WEIR_EXCHANGE_UNSENT)
    return g_strdup_printf (_("%s %s was not sent"), method, exchange->url->str);
  if (exchange->status == 0)
    return g_strdup_printf (_("%s %s → no answer after %s"), method, exchange->url->str, time);
  return g_strdup_printf ("%s %s → %u %s, %s", method, exchange->url->str, exchange->status,
                          exchange->reason != NULL ? exchange->reason : "", time);
}

char *
weir_report_get_timings_line (const WeirExchange *exchange)
{
  const WeirTimings *timings = &exchange->timings;
  const struct
  {
    const char *name;
    gint64 us;
  } phases[] = {
    { _("Late by"), timings->blocked_us }, { _("DNS"), timings->dns_us },
    { _("connect"), timings->tcp_us },     { _("TLS"), timings->tls_us },
    { _("send"), timings->sending_us },    { _("wait"), timings->waiting_us },
    { _("receive"), timings->receiving_us },
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    if (phases[i].us > 0)
      {
        g_autofree char *time = weir_duration_to_display (phases[i].us);

        g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "", phases[i].name, time);
      }
  if (exchange->new_connection)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _("new connection"));
  return g_string_free (text, FALSE);
}

/* The longest beginning within @limit that does not end in the middle of a UTF-8 character. */
static gsize
cut_length (const char *text, gsize size, gsize limit)
{
  if (size <= limit)
    return size;
  while (limit > 0 && ((guchar) text[limit] & 0xc0) == 0x80)
    limit--;
  return limit;
}

char *
weir_report_get_body (gconstpointer data, gsize size, guint64 whole_size, gboolean cut, gsize limit,
                      char **note)
{
  g_autofree char *whole = g_format_size (MAX (whole_size, size));
  const char *text = data;
  gsize shown;

  *note = NULL;
  if (size == 0)
    {
      if (cut)
        *note = g_strdup (_("The body was not kept."));
      return NULL;
    }
  if (memchr (text, '\0', size) != NULL || !g_utf8_validate_len (text, size, NULL))
    {
      *note = g_strdup_printf (_("The body is no text: %s."), whole);
      return NULL;
    }
  shown = cut_length (text, size, limit);
  if (shown < size || cut)
    *note = g_strdup_printf (_("Only the beginning of the body is shown: it has %s. Reports in JSON hold all "
                               "that was kept."), whole);
  return g_strndup (text, shown);
}

char *
weir_report_get_left_out (gint64 count, gint64 told)
{
  g_autofree char *left = g_strdup_printf ("%" G_GINT64_FORMAT, count - told);

  if (count <= told)
    return NULL;
  return g_strdup_printf (ngettext ("%s more failed step is not told here. Reports in JSON, JSON Lines and "
                                    "CSV have all of them.",
                                    "%s more failed steps are not told here. Reports in JSON, JSON Lines and "
                                    "CSV have all of them.", (gulong) (count - told)),
                          left);
}
