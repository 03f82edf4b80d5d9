/* SPDX-License-Identifier: GPL-3.0-or-later
 * transport-loop.c: the load of lean-loop.c through Weir's transport, everything kept and timed
 *
 * transport-loop URL CONNECTIONS REQUESTS [AUTHORITIES]: with a file of authorities each request has a
 * connection of its own, whose certificate is verified.
 */

#include "config.h"

#include "bench-loop.h"
#include "weir-limits.h"
#include "weir-transport.h"

typedef struct
{
  WeirClient *client;
  WeirExchange *exchange;
} Connection;

static BenchLoop loop;
static WeirOutgoing outgoing;

static void answered_cb (WeirExchange *exchange, gpointer data);

static void
send_next (Connection *connection)
{
  if (loop.n_started >= loop.n_requests)
    return;
  loop.n_started++;
  weir_client_send (connection->client, &outgoing, connection->exchange, answered_cb, connection);
}

static void
answered_cb (WeirExchange *exchange, gpointer data)
{
  loop.n_ended++;
  if (exchange->outcome != WEIR_EXCHANGE_ANSWERED && loop.n_failed++ == 0)
    fprintf (stderr, "%s\n", exchange->error_message);
  send_next (data);
}

int
main (int argc, char *argv[])
{
  g_autoptr (WeirTarget) target = NULL;
  g_autofree Connection *connections = NULL;
  WeirHeaders *headers = g_string_new (NULL);
  WeirTransport *transport;
  int result;

  if (!bench_loop_read (&loop, MIN (argc, 4), argv))
    return 2;
  target = weir_target_new (loop.url, NULL);
  if (target == NULL)
    return 2;
  transport = weir_transport_new ();
  if (argc > 4 && !weir_transport_set_authorities (transport, argv[4], NULL))
    return 2;
  outgoing = (WeirOutgoing){
    .method = "GET",
    .target = target,
    .headers = headers,
    .timeout_us = WEIR_LIMIT_REQUEST_TIMEOUT_US,
    .max_redirects = WEIR_LIMIT_REDIRECTS,
    .body_limit = WEIR_LIMIT_KEPT_BODY_BYTES,
    .alone = argc > 4,
  };
  connections = g_new0 (Connection, loop.n_connections);
  for (guint i = 0; i < loop.n_connections; i++)
    {
      connections[i].client = weir_client_open (transport);
      connections[i].exchange = weir_exchange_new ();
      send_next (&connections[i]);
    }
  while (loop.n_ended < loop.n_requests)
    g_main_context_iteration (NULL, TRUE);
  result = bench_loop_print (&loop);

  for (guint i = 0; i < loop.n_connections; i++)
    {
      weir_client_close (connections[i].client);
      weir_exchange_free (connections[i].exchange);
    }
  weir_transport_free (transport);
  g_string_free (headers, TRUE);
  return result;
}
