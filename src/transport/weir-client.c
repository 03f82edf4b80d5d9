/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-client.c: the connections of one virtual user, and the worker they belong to
 */

#include "config.h"

#include "weir-limits.h"
#include "weir-transport-private.h"

/* How many unused connections to other servers a client keeps before it gives one up for a new one. */
#define KEPT_ORIGINS 8
#define BUFFER_BYTES (64 * 1024)
#define MAX_LAST_TURNS 1000

G_DEFINE_QUARK (weir-transport-error-quark, weir_transport_error)

/**
 * weir_transport_new:
 *
 * Returns: (transfer full): a transport in the thread-default main context
 */
WeirTransport *
weir_transport_new (void)
{
  WeirTransport *transport = g_new0 (WeirTransport, 1);

  transport->context = g_main_context_ref_thread_default ();
  transport->aside = g_main_context_new ();
  transport->groups = weir_lane_groups_new (transport->context);
  transport->timers = weir_timers_new (transport->context);
  transport->buffer = g_malloc (BUFFER_BYTES);
  return transport;
}

/**
 * weir_transport_set_proxy:
 * @transport: a transport
 * @url: (nullable): an http, https or socks URL; %NULL: requests go direct
 *
 * What all connections made from now on go through. The desktop's own proxy never counts: it would falsify
 * figures without anybody having asked for it.
 */
void
weir_transport_set_proxy (WeirTransport *transport, const char *url)
{
  g_clear_object (&transport->proxy);
  if (url != NULL)
    transport->proxy = g_simple_proxy_resolver_new (url, NULL);
}

/**
 * weir_transport_free:
 * @transport: (transfer full): a transport whose clients are all closed
 *
 * Lets the main context turn until libsoup has let go of what was cancelled.
 */
void
weir_transport_free (WeirTransport *transport)
{
  guint n_turns = 0;

  transport->pulse = NULL;
  while (n_turns++ < MAX_LAST_TURNS &&
         (g_main_context_iteration (transport->context, FALSE) || transport->n_orphans > 0))
    if (transport->n_orphans > 0)
      g_usleep (100);
  if (transport->ending != NULL)
    {
      g_source_destroy (transport->ending);
      g_source_unref (transport->ending);
    }
  weir_timers_free (transport->timers);
  g_clear_object (&transport->proxy);
  weir_trust_free (transport->trust);
  weir_lane_groups_free (transport->groups);
  g_main_context_unref (transport->aside);
  g_main_context_unref (transport->context);
  g_free (transport->buffer);
  g_free (transport);
}

/**
 * weir_transport_get_timers:
 * @transport: a transport
 *
 * Returns: (transfer none): the timers of its thread, for everybody's use
 */
WeirTimers *
weir_transport_get_timers (WeirTransport *transport)
{
  return transport->timers;
}

/**
 * weir_transport_set_pulse:
 * @transport: a transport
 * @pulse: (scope notified) (nullable): must be quick
 * @data: given to @pulse
 *
 * Has @pulse called whenever something happens to any request.
 */
void
weir_transport_set_pulse (WeirTransport *transport, void (*pulse) (gpointer data), gpointer data)
{
  transport->pulse = pulse;
  transport->pulse_data = data;
}

void
weir_transport_beat (WeirTransport *transport)
{
  if (transport->pulse != NULL)
    transport->pulse (transport->pulse_data);
}

/**
 * weir_transport_set_authorities:
 * @transport: a transport
 * @path: a PEM file
 * @error: %G_TLS_ERROR or %G_FILE_ERROR, a sentence that names @path
 *
 * Trusts the authorities in it instead of those the system trusts, from the next connection on.
 *
 * Returns: whether the file can be used
 */
gboolean
weir_transport_set_authorities (WeirTransport *transport, const char *path, GError **error)
{
  WeirTrust *trust = weir_trust_new (path, error);

  if (trust == NULL)
    return FALSE;
  weir_trust_free (transport->trust);
  transport->trust = trust;
  return TRUE;
}

/**
 * weir_client_open:
 * @transport: a transport
 *
 * Returns: (transfer full): a client without connections and cookies
 */
WeirClient *
weir_client_open (WeirTransport *transport)
{
  WeirClient *client = g_new0 (WeirClient, 1);

  client->transport = transport;
  client->idle_lanes = g_ptr_array_new ();
  return client;
}

static void
free_idle_lanes (WeirClient *client)
{
  for (guint i = 0; i < client->idle_lanes->len; i++)
    weir_lane_free (g_ptr_array_index (client->idle_lanes, i));
  g_ptr_array_set_size (client->idle_lanes, 0);
}

/**
 * weir_client_close:
 * @client: (transfer full): a client
 *
 * Closes its connections and frees it; requests under way are dropped without callback.
 */
void
weir_client_close (WeirClient *client)
{
  GList *link;

  while ((link = g_queue_pop_head_link (&client->calls)) != NULL)
    weir_call_orphan (link->data);
  while (client->spare_calls != NULL)
    {
      WeirCall *call = client->spare_calls;

      client->spare_calls = call->next;
      g_free (call);
    }
  free_idle_lanes (client);
  g_ptr_array_unref (client->idle_lanes);
  g_clear_object (&client->jar);
  g_free (client);
}

/**
 * weir_client_disconnect:
 * @client: a client
 *
 * Closes idle connections but keeps the client: the next request connects anew. A connection that is in use
 * is closed when its request has ended.
 */
void
weir_client_disconnect (WeirClient *client)
{
  free_idle_lanes (client);
  for (GList *link = client->calls.head; link != NULL; link = link->next)
    {
      WeirCall *call = link->data;

      if (call->lane != NULL)
        call->lane->retired = TRUE;
    }
}

/**
 * weir_client_cancel:
 * @client: a client
 *
 * Cancels what is under way: each callback still comes, soon and never from within this call, with
 * %WEIR_EXCHANGE_CANCELLED unless the request has ended already.
 */
void
weir_client_cancel (WeirClient *client)
{
  for (GList *link = client->calls.head; link != NULL; link = link->next)
    weir_call_abort (link->data, WEIR_ABORT_CANCEL);
}

/**
 * weir_client_take_lane:
 * @client: a client
 * @origin: where a request goes
 * @kind: what its connection must be like
 *
 * Returns: (transfer full): an idle lane to @origin, the one used last if there are several; else a new one
 */
WeirLane *
weir_client_take_lane (WeirClient *client, const char *origin, const WeirLaneKind *kind)
{
  WeirLane *made;
  GPtrArray *lanes = client->idle_lanes;

  for (guint i = lanes->len; i-- > 0;)
    {
      WeirLane *lane = g_ptr_array_index (lanes, i);

      if (weir_lane_suits (lane, origin, kind))
        return g_ptr_array_remove_index (lanes, i);
    }
  if (lanes->len >= KEPT_ORIGINS)
    weir_lane_free (g_ptr_array_remove_index (lanes, 0));
  made = weir_lane_new (client->transport, origin, kind);
  if (client->transport->proxy != NULL)
    soup_session_set_proxy_resolver (made->session, client->transport->proxy);
  return made;
}

/**
 * weir_client_give_lane:
 * @client: a client
 * @lane: (transfer full): a lane whose request has ended
 */
void
weir_client_give_lane (WeirClient *client, WeirLane *lane)
{
  if (lane->retired || lane->kind.alone)
    weir_lane_free (lane);
  else
    g_ptr_array_add (client->idle_lanes, lane);
}

/**
 * weir_client_give_call:
 * @client: a client
 * @call: (transfer full): a call that has ended
 */
void
weir_client_give_call (WeirClient *client, WeirCall *call)
{
  g_queue_unlink (&client->calls, &call->link);
  client->transport->n_calls--;
  weir_target_unref (call->target);
  g_clear_pointer (&call->next_target, weir_target_unref);
  call->next = client->spare_calls;
  client->spare_calls = call;
}

static WeirCall *
take_call (WeirClient *client)
{
  WeirCall *call = client->spare_calls;

  if (call == NULL)
    return g_new0 (WeirCall, 1);
  client->spare_calls = call->next;
  *call = (WeirCall){ 0 };
  return call;
}

/**
 * weir_client_send:
 * @client: a client
 * @outgoing: what to send; what it points to is borrowed until @callback has run
 * @exchange: (out caller-allocates): filled until @callback runs
 * @callback: (scope async): called once, never from within this function
 * @data: given to @callback
 *
 * Sends a request and follows its redirects. Any number of requests may be under way at the same time; each
 * has a connection of its own.
 *
 * Returns: (transfer none): the request, good until @callback runs
 */
WeirCall *
weir_client_send (WeirClient *client, const WeirOutgoing *outgoing, WeirExchange *exchange,
                  WeirSentFunc callback, gpointer data)
{
  WeirCall *call = take_call (client);

  weir_exchange_reset (exchange);
  call->link.data = call;
  call->transport = client->transport;
  call->client = client;
  call->outgoing = *outgoing;
  call->exchange = exchange;
  call->callback = callback;
  call->data = data;
  call->target = weir_target_ref (outgoing->target);
  call->body_limit = MIN (outgoing->body_limit, (gsize) WEIR_LIMIT_KEPT_RUN_BYTES);
  call->handed_us = g_get_monotonic_time ();
  call->deadline_us = call->handed_us + outgoing->timeout_us;
  exchange->timings.intended_us = outgoing->intended_us > 0 ? outgoing->intended_us : call->handed_us;
  g_queue_push_tail_link (&client->calls, &call->link);
  client->transport->n_calls++;
  weir_transport_beat (client->transport);
  weir_call_start (call);
  return call;
}
