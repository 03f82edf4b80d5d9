/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-differences.c: what differs between two results of one step, in words
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-result-differences.h"
#include "weir-words.h"

static void
add_line (GString *text, char *line)
{
  g_string_append_printf (text, "%s● %s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

static gboolean
has_same_bytes (GBytes *a, GBytes *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_bytes_equal (a, b);
}

/* Of a long body a run keeps the beginning only, and of some results none: what both have is compared. */
static gboolean
has_same_body (const WeirExchange *a, const WeirExchange *b)
{
  gsize both = MIN (a->response_body->len, b->response_body->len);

  if (a->body_size != b->body_size)
    return FALSE;
  return both == 0 || memcmp (a->response_body->data, b->response_body->data, both) == 0;
}

static void
compare_requests (GString *text, const WeirExchange *one, const WeirExchange *other)
{
  if (g_strcmp0 (one->method, other->method) != 0 || !g_string_equal (one->url, other->url))
    add_line (text, g_strdup_printf (_("Asked for %s %s instead of %s %s"), one->method, one->url->str,
                                     other->method, other->url->str));
  if (!g_string_equal (one->request_headers, other->request_headers))
    add_line (text, g_strdup (_("Other header fields were sent")));
  if (!has_same_bytes (one->request_body, other->request_body))
    add_line (text, g_strdup (_("Another body was sent")));
  if (one->new_connection != other->new_connection)
    add_line (text, g_strdup (one->new_connection ? _("Over a new connection instead of a kept one")
                                                     : _("Over a kept connection instead of a new one")));
}

/* What the brief of a result would say if that attempt had been its last. */
static WeirStepBrief
get_brief (const WeirStepResult *result, const WeirExchange *exchange)
{
  WeirStepBrief brief = result->brief;

  if (exchange == weir_step_result_get_last (result))
    return brief;
  brief.status = exchange->status;
  brief.exchange = exchange->outcome;
  brief.error_kind = exchange->error_kind;
  brief.time_us = weir_timings_get_total (&exchange->timings);
  return brief;
}

static void
compare_answers (GString *text, const WeirStepBrief *one_brief, const WeirStepBrief *other_brief,
                 const WeirExchange *one, const WeirExchange *other)
{
  g_autofree char *one_status = weir_words_for_status (one_brief);
  g_autofree char *other_status = weir_words_for_status (other_brief);
  g_autofree char *one_time = weir_words_for_time (one_brief);
  g_autofree char *other_time = weir_words_for_time (other_brief);
  g_autofree char *one_size = g_format_size (one->body_size);
  g_autofree char *other_size = g_format_size (other->body_size);

  if (!g_str_equal (one_status, other_status))
    add_line (text, g_strdup_printf (_("Answered %s instead of %s"), one_status, other_status));
  if (!has_same_body (one, other))
    add_line (text,
              g_strdup_printf (_("Another body came back: %s instead of %s"), one_size, other_size));
  if (!g_str_equal (one_time, other_time))
    add_line (text, g_strdup_printf (_("Took %s instead of %s"), one_time, other_time));
}

/**
 * weir_result_describe_differences:
 * @one: a result
 * @other: another one of the same step, that @one is compared with
 * @other_exchange: (nullable): that of its attempts which is meant; %NULL for the last one
 *
 * Returns: (transfer full): what differs, a line each; "" when nothing does
 */
char *
weir_result_describe_differences (const WeirStepResult *one, const WeirStepResult *other,
                                  const WeirExchange *other_exchange)
{
  const WeirExchange *one_exchange = weir_step_result_get_last (one);
  GString *text = g_string_new (NULL);

  if (other_exchange == NULL)
    other_exchange = weir_step_result_get_last (other);
  if (one->message != NULL)
    add_line (text, g_strdup (one->message));
  if (one_exchange == NULL || other_exchange == NULL)
    add_line (text, g_strdup (one_exchange == NULL ? _("No request was sent") : _("A request was sent")));
  else
    {
      const WeirStepBrief other_brief = get_brief (other, other_exchange);

      compare_requests (text, one_exchange, other_exchange);
      compare_answers (text, &one->brief, &other_brief, one_exchange, other_exchange);
    }
  return g_string_free (text, FALSE);
}
