/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-exchange.c: making, emptying and freeing exchanges; sums of their timings
 */

#include "config.h"

#include "weir-exchange.h"

/* A buffer that one large answer blew up is given back: a thousand virtual users each hold an exchange. */
#define KEPT_BUFFER_BYTES (128 * 1024)

static void
clear_hop (gpointer data)
{
  WeirHop *hop = data;

  g_clear_pointer (&hop->url, g_free);
}

static void
empty_string (GString **string)
{
  if ((*string)->allocated_len > KEPT_BUFFER_BYTES)
    {
      g_string_free (*string, TRUE);
      *string = g_string_new (NULL);
    }
  else
    g_string_truncate (*string, 0);
}

static void
empty_bytes (GByteArray **bytes)
{
  if ((*bytes)->len > KEPT_BUFFER_BYTES)
    {
      g_byte_array_unref (*bytes);
      *bytes = g_byte_array_new ();
    }
  else
    g_byte_array_set_size (*bytes, 0);
}

/**
 * weir_timings_get_total:
 * @timings: the timings of an exchange
 *
 * TotalTime, the time the server and the way to it took: every phase once, without our own queue.
 *
 * Returns: µs
 */
gint64
weir_timings_get_total (const WeirTimings *timings)
{
  return weir_timings_get_ttfb (timings) + timings->receiving_us;
}

/**
 * weir_timings_get_ttfb:
 * @timings: the timings of an exchange
 *
 * Time to first byte: from the first activity to the first byte of the status line.
 *
 * Returns: µs; meaningless without an answer
 */
gint64
weir_timings_get_ttfb (const WeirTimings *timings)
{
  return timings->dns_us + timings->tcp_us + timings->tls_us + timings->sending_us + timings->waiting_us;
}

/**
 * weir_exchange_new:
 *
 * Returns: (transfer full): an empty exchange
 */
WeirExchange *
weir_exchange_new (void)
{
  WeirExchange *exchange = g_new0 (WeirExchange, 1);

  exchange->url = g_string_new (NULL);
  exchange->request_headers = g_string_new (NULL);
  exchange->response_headers = g_string_new (NULL);
  exchange->response_body = g_byte_array_new ();
  exchange->hops = g_array_new (FALSE, FALSE, sizeof (WeirHop));
  g_array_set_clear_func (exchange->hops, clear_hop);
  return exchange;
}

/**
 * weir_exchange_free:
 * @exchange: (transfer full) (nullable): an exchange
 */
void
weir_exchange_free (WeirExchange *exchange)
{
  if (exchange == NULL)
    return;
  g_free (exchange->error_message);
  g_free (exchange->method);
  g_string_free (exchange->url, TRUE);
  g_string_free (exchange->request_headers, TRUE);
  g_clear_pointer (&exchange->request_body, g_bytes_unref);
  g_free (exchange->reason);
  g_string_free (exchange->response_headers, TRUE);
  g_byte_array_unref (exchange->response_body);
  g_array_unref (exchange->hops);
  g_free (exchange);
}

/**
 * weir_exchange_reset:
 * @exchange: an exchange that was used
 *
 * Makes @exchange as if new. Its buffers are kept, so that filling it again allocates next to nothing.
 */
void
weir_exchange_reset (WeirExchange *exchange)
{
  WeirExchange kept;

  g_clear_pointer (&exchange->error_message, g_free);
  g_clear_pointer (&exchange->method, g_free);
  g_clear_pointer (&exchange->request_body, g_bytes_unref);
  g_clear_pointer (&exchange->reason, g_free);
  empty_string (&exchange->url);
  empty_string (&exchange->request_headers);
  empty_string (&exchange->response_headers);
  empty_bytes (&exchange->response_body);
  g_array_set_size (exchange->hops, 0);

  kept = (WeirExchange) {
    .url = exchange->url,
    .request_headers = exchange->request_headers,
    .response_headers = exchange->response_headers,
    .response_body = exchange->response_body,
    .hops = exchange->hops,
  };
  *exchange = kept;
}

/**
 * weir_exchange_add_hop:
 * @exchange: an exchange under way
 * @status: the status of an answer that only led to the next request
 * @url: the URL that answered so
 *
 * Notes a redirect that was followed, or a request for authentication that was answered.
 *
 * Returns: (transfer none): the hop, to take its time; valid until the next one
 */
WeirHop *
weir_exchange_add_hop (WeirExchange *exchange, guint status, const char *url)
{
  WeirHop hop = { .status = status, .url = g_strdup (url) };

  g_array_append_val (exchange->hops, hop);
  return &g_array_index (exchange->hops, WeirHop, exchange->hops->len - 1);
}
