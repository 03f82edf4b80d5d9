/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook-sentence.c: what a load plan will do, in one sentence
 */

#include "config.h"

#include "weir-plan-outlook-private.h"

#include <glib/gi18n-lib.h>

#include "weir-duration.h"

/* Hosts that are named; the others are counted. */
#define MOST_NAMED 2

static char *
count_to_text (guint64 count)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, count);
}

static char *
rate_to_text (double rate)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (digits, sizeof digits, rate < 10 ? "%.3g" : "%.0f", rate));
}

/* So many are there for certain at the peak, and never more than so many. */
static char *
describe_clients (const WeirOutlookTotals *totals)
{
  g_autofree char *most = count_to_text (totals->clients);
  g_autofree char *least = count_to_text (totals->least_clients);

  if (totals->clients == totals->least_clients)
    return g_strdup_printf (ngettext ("%s client", "%s clients at a time", (gulong) totals->clients), most);
  if (totals->least_clients <= 1)
    return g_strdup_printf (_ ("Up to %s clients at a time"), most);
  return g_strdup_printf (_ ("%s to %s clients at a time"), least, most);
}

static char *
describe_fixed (const WeirOutlookTotals *totals)
{
  g_autofree char *number = count_to_text (totals->requests);
  gulong n = (gulong) totals->requests;

  if (totals->or_fewer && totals->or_more)
    return g_strdup_printf (ngettext ("about %s request", "about %s requests", n), number);
  if (totals->or_fewer)
    return g_strdup_printf (ngettext ("at most %s request", "at most %s requests", n), number);
  if (totals->or_more)
    return g_strdup_printf (ngettext ("at least %s request", "at least %s requests", n), number);
  return g_strdup_printf (ngettext ("%s request", "%s requests", n), number);
}

static void
append_requests (GString *out, const WeirOutlookTotals *totals)
{
  g_autofree char *fixed = describe_fixed (totals);
  g_autofree char *answering = weir_duration_to_display (totals->answering_us);

  if (totals->requests == 0 && totals->answering_us > 0)
    g_string_append_printf (out, _ ("as many requests as the server answers in %s"), answering);
  else if (totals->requests == 0 && totals->endless)
    g_string_append (out, _ ("requests until it is stopped"));
  else if (totals->answering_us > 0)
    g_string_append_printf (out, _ ("%s and as many as the server answers in %s"), fixed, answering);
  else
    g_string_append (out, fixed);
  if (totals->endless && (totals->requests > 0 || totals->answering_us > 0))
    g_string_append (out, _ (", and more until it is stopped"));
}

static void
append_rate (GString *out, const WeirOutlookTotals *totals)
{
  g_autofree char *rate = rate_to_text (totals->rate);

  if (totals->rate <= 0)
    return;
  if (totals->as_answered)
    g_string_append_printf (out, _ (", up to %s per second of them by the clock"), rate);
  else
    g_string_append_printf (out, _ (", up to %s per second"), rate);
}

/* Whether time may be saved because a condition leaves something out. */
static gboolean
may_be_shorter (const WeirPlanOutlook *self)
{
  for (guint i = 0; i < self->rounds->len; i++)
    {
      const WeirOutlookRound *round = g_ptr_array_index (self->rounds, i);

      for (guint j = 0; j < round->jobs->len; j++)
        {
          const WeirOutlookJob *job = g_ptr_array_index (round->jobs, j);

          if (job->may_skip && job->length_us > 0)
            return TRUE;
        }
    }
  return FALSE;
}

static void
append_duration (GString *out, const WeirPlanOutlook *self)
{
  const WeirOutlookTotals *totals = &self->totals;
  g_autofree char *length = weir_duration_to_display (totals->length_us);
  gboolean is_vague = may_be_shorter (self);

  if (totals->end == WEIR_OUTLOOK_OPEN)
    g_string_append (out, _ (", without an end of its own"));
  else if (totals->length_us == 0)
    g_string_append (out, _ (", for as long as the server takes"));
  else if (totals->end == WEIR_OUTLOOK_EXACT && is_vague)
    g_string_append_printf (out, _ (", for up to %s and the last answers"), length);
  else if (totals->end == WEIR_OUTLOOK_EXACT)
    g_string_append_printf (out, _ (", for %s and the last answers"), length);
  else if (is_vague)
    g_string_append_printf (out, _ (", for about %s and what the server takes"), length);
  else
    g_string_append_printf (out, _ (", for at least %s"), length);
}

static char *
describe_host (const WeirPlanHost *host)
{
  return host->is_this_machine ? g_strdup_printf (_ ("%s (this computer)"), host->host)
                               : g_strdup (host->host);
}

static void
append_hosts (GString *out, const WeirPlanOutlook *self)
{
  guint n = self->hosts->len;
  g_autofree char *first = n > 0 ? describe_host (g_ptr_array_index (self->hosts, 0)) : NULL;
  g_autofree char *second = n > 1 ? describe_host (g_ptr_array_index (self->hosts, 1)) : NULL;

  if (n == 0 && self->has_unknown_hosts)
    g_string_append (out, _ (", to a host that is only known when it runs"));
  else if (n == 1)
    g_string_append_printf (out, _ (", to %s"), first);
  else if (n == MOST_NAMED)
    g_string_append_printf (out, _ (", to %s and %s"), first, second);
  else if (n > MOST_NAMED)
    g_string_append_printf (
        out, ngettext (", to %s, %s and %u more host", ", to %s, %s and %u more hosts", n - MOST_NAMED),
        first, second, n - MOST_NAMED);
  if (n > 0 && self->has_unknown_hosts)
    g_string_append (out, _ (", and to hosts that are only known when it runs"));
}

/**
 * weir_plan_outlook_describe:
 * @self: an outlook
 *
 * Returns: (transfer full): one sentence: "50 clients at a time: 100 requests, for at least 4.9 s, to
 *   127.0.0.1 (this computer)."
 */
char *
weir_plan_outlook_describe (const WeirPlanOutlook *self)
{
  const WeirOutlookTotals *totals = &self->totals;
  g_autofree char *clients = describe_clients (totals);
  g_autoptr (GString) rest = g_string_new (NULL);

  if (totals->clients == 0 || (self->hosts->len == 0 && !self->has_unknown_hosts))
    return g_strdup (_ ("Nothing is sent: no round of the plan has both a client and an iteration."));
  append_requests (rest, totals);
  append_rate (rest, totals);
  append_duration (rest, self);
  append_hosts (rest, self);
  /* Translators: the clients, then what they do: "50 clients: 100 requests, for 10 s, to shop.example." */
  return g_strdup_printf (_ ("%s: %s."), clients, rest->str);
}
