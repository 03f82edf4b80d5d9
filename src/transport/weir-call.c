/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-call.c: one exchange under way: sent, drained, redirected, ended
 */

#include "config.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-transport-private.h"

#define BUFFER_BYTES ((gsize) 64 * 1024)
/* After this much of one body the others have their turn. */
#define BYTES_PER_TURN ((gsize) 1024 * 1024)
#define WATCH_INTERVAL_US (20 * 1000)

static void drain (WeirCall *call);

static void
deliver (WeirCall *call)
{
  WeirClient *client = call->client;
  WeirExchange *exchange = call->exchange;
  WeirSentFunc callback = call->callback;
  gpointer data = call->data;

  weir_client_give_call (client, call);
  callback (exchange, data);
}

static void
stop_waiting (WeirCall *call)
{
  if (call->source == NULL)
    return;
  g_source_destroy (call->source);
  g_clear_pointer (&call->source, g_source_unref);
}

static void
close_stream (WeirCall *call)
{
  stop_waiting (call);
  if (call->stream != NULL)
    {
      weir_lane_group_enter (call->lane->group);
      g_input_stream_close (call->stream, NULL, NULL);
      g_clear_object (&call->stream);
      weir_lane_group_leave (call->lane->group);
    }
}

static void
give_lane (WeirCall *call)
{
  weir_client_give_lane (call->client, g_steal_pointer (&call->lane));
  call->slot = NULL;
}

/* Adds what this hop cost; returns how far it came. */
static WeirPhase
account (WeirCall *call, gint64 ended_us)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (call->slot->message);
  WeirExchange *exchange = call->exchange;
  WeirPhases phases;

  weir_phases_read (&phases, call->slot, ended_us);
  if (call->slot->n_restarts > 0)
    {
      phases.started_us = call->handed_us;
      exchange->resent = TRUE;
    }
  weir_phases_add (&phases, &exchange->timings);
  exchange->timings.blocked_us = MAX (exchange->timings.started_us - exchange->timings.intended_us, 0);
  exchange->new_connection |= call->slot->connected_us > 0;
  exchange->bytes_sent += soup_message_metrics_get_request_header_bytes_sent (metrics) +
                          soup_message_metrics_get_request_body_bytes_sent (metrics);
  exchange->bytes_received += soup_message_metrics_get_response_header_bytes_received (metrics) +
                              soup_message_metrics_get_response_body_bytes_received (metrics);
  return phases.reached;
}

static void
note_request (WeirCall *call)
{
  WeirExchange *exchange = call->exchange;
  WeirSlot *slot = call->slot;

  exchange->method = g_strdup (slot->method);
  exchange->request_body = slot->body ? g_bytes_ref (slot->body) : NULL;
  if (call->lane->kind.username == NULL)
    g_string_append_len (exchange->request_headers, slot->sent->str, (gssize) slot->sent->len);
  else
    weir_slot_copy_headers (slot, exchange->request_headers);
}

/* An answer that only leads to the next request: what it cost was added to the exchange already. */
static void
add_hop (WeirCall *call, guint status)
{
  gint64 total_us = weir_timings_get_total (&call->exchange->timings);

  weir_exchange_add_hop (call->exchange, status, call->target->url)->time_us = total_us - call->hop_us;
  call->hop_us = total_us;
}

/**
 * weir_call_note_challenge:
 * @call: a call whose server asks who we are, and will be told
 *
 * The request that was answered so is a hop, which costs time as a redirect does.
 */
void
weir_call_note_challenge (WeirCall *call)
{
  account (call, g_get_monotonic_time ());
  add_hop (call, soup_message_get_status (call->slot->message));
}

static void
note_url (WeirCall *call)
{
  g_string_assign (call->exchange->url, call->target->url);
}

/* An answer that was cut off counts as none, but what came of the body stays for people to look at. */
static void
fail (WeirCall *call)
{
  WeirPhase phase = account (call, call->ended_us);

  weir_failure_describe (call, call->error, phase);
  g_clear_error (&call->error);
  note_request (call);
  note_url (call);
  close_stream (call);
  /* libsoup adds headers to a request whose answer it could not read. */
  weir_slot_close (call->slot);
  give_lane (call);
  deliver (call);
}

/* What has come of it, if anything, was read: the instant counts, the rest is done by weir_call_settle(). */
static void
end (WeirCall *call, GError *error)
{
  call->ended_us = g_get_monotonic_time ();
  call->error = error;
  call->state = WEIR_CALL_ENDING;
  stop_waiting (call);
  weir_timers_stop (call->transport->timers, &call->timer);
  /* Alone it has nobody to wait for; but what was never sent may still be in weir_client_send(). */
  if (call->transport->n_calls == 1 && call->lane != NULL && call->lane->group == NULL)
    weir_call_settle (call);
  else
    weir_endings_add (call->transport, call);
}

static void
end_unsent (WeirCall *call, const GError *error)
{
  WeirExchange *exchange = call->exchange;

  exchange->outcome = WEIR_EXCHANGE_UNSENT;
  exchange->error_message = g_strdup (error->message);
  exchange->method = g_strdup (call->outgoing.method);
  note_url (call);
  give_lane (call);
  end (call, NULL);
}

static void
note_answer (WeirCall *call)
{
  SoupMessage *message = call->slot->message;
  WeirExchange *exchange = call->exchange;
  SoupMessageHeadersIter iter;
  const char *name, *value;
  gboolean has_cookies = FALSE;

  exchange->status = soup_message_get_status (message);
  exchange->reason = g_strdup (soup_message_get_reason_phrase (message));
  switch (soup_message_get_http_version (message))
    {
    case SOUP_HTTP_1_0:
      exchange->http_version = 10;
      break;
    case SOUP_HTTP_2_0:
      exchange->http_version = 20;
      break;
    default:
      exchange->http_version = 11;
      break;
    }
  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      weir_headers_append (exchange->response_headers, name, value);
      has_cookies |= name[0] == 'S' && g_str_equal (name, "Set-Cookie");
    }
  if (has_cookies)
    weir_client_take_cookies (call->client, message);
}

static gboolean
becomes_get (guint status, const char *method)
{
  return status == 303 ? !g_str_equal (method, "HEAD")
                       : (status == 301 || status == 302) && g_str_equal (method, "POST");
}

static void
follow (WeirCall *call)
{
  WeirExchange *exchange = call->exchange;

  add_hop (call, exchange->status);
  call->n_redirects++;
  call->as_get |= becomes_get (exchange->status, call->slot->method);
  g_clear_pointer (&exchange->reason, g_free);
  g_string_truncate (exchange->response_headers, 0);
  exchange->status = 0;
  exchange->body_size = 0;
  give_lane (call);
  weir_target_unref (call->target);
  call->target = g_steal_pointer (&call->next_target);
  weir_call_start (call);
}

/* libsoup's own instant of the end is that of letting go of the answer. */
static gint64
find_end (WeirCall *call)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (call->slot->message);

  if (call->exchange->body_size == 0 && soup_message_metrics_get_response_body_bytes_received (metrics) == 0)
    return (gint64) soup_message_metrics_get_response_start (metrics);
  return call->ended_us;
}

static void
finish (WeirCall *call)
{
  WeirExchange *exchange = call->exchange;

  close_stream (call);
  account (call, find_end (call));
  note_answer (call);
  if (call->next_target != NULL)
    {
      follow (call);
      return;
    }
  exchange->outcome = WEIR_EXCHANGE_ANSWERED;
  exchange->body_truncated = exchange->response_body->len < exchange->body_size;
  note_request (call);
  note_url (call);
  give_lane (call);
  deliver (call);
}

/**
 * weir_call_settle:
 * @call: a call that is ending
 *
 * Makes of it what its callback is told, or goes where its answer leads to.
 */
void
weir_call_settle (WeirCall *call)
{
  if (call->lane == NULL) /* it was never sent */
    deliver (call);
  else if (call->error != NULL || call->abort != WEIR_ABORT_NOT
           || weir_lane_ended_early (call->lane, call->slot->message, call->stream))
    fail (call);
  else
    finish (call);
}

static void
keep (WeirCall *call, const guint8 *bytes, gsize size)
{
  WeirExchange *exchange = call->exchange;
  gsize room = call->body_limit - exchange->response_body->len;

  exchange->body_size += size;
  if (call->next_target == NULL && room > 0)
    g_byte_array_append (exchange->response_body, bytes, (guint) MIN (size, room));
}

static gboolean
readable_cb (GPollableInputStream *stream, gpointer data)
{
  WeirCall *call = data;

  g_source_set_ready_time (call->source, -1);
  if (call->abort == WEIR_ABORT_NOT)
    drain (call);
  return G_SOURCE_CONTINUE;
}

/* What a decoder holds does not make the socket readable: when there may be more at hand, the source fires in
 * the next turn by itself. */
static void
wait_for_more (WeirCall *call, gboolean at_hand)
{
  if (call->source == NULL)
    {
      call->source = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (call->stream), NULL);
      g_source_set_callback (call->source, G_SOURCE_FUNC (readable_cb), call, NULL);
      weir_lane_group_attach (call->lane->group, call->source, call->transport->context);
    }
  if (at_hand)
    g_source_set_ready_time (call->source, 0);
}

/* The body has to be read up to its end: closing the stream earlier would drop the connection. */
static void
drain (WeirCall *call)
{
  g_autoptr (GError) error = NULL;
  guint8 *buffer = call->transport->buffer;
  gsize n_bytes = 0;
  gssize n_read = 1;

  while (n_read > 0 && n_bytes < BYTES_PER_TURN)
    {
      n_read = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (call->stream), buffer,
                                                         BUFFER_BYTES, NULL, &error);
      if (n_read > 0)
        {
          keep (call, buffer, (gsize) n_read);
          n_bytes += (gsize) n_read;
        }
    }
  if (n_read == 0)
    end (call, NULL);
  else if (n_read > 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    wait_for_more (call, n_read > 0);
  else
    end (call, g_steal_pointer (&error));
}

/* Where a redirect leads, when it will be followed. It is decided before its body is read, because only the
 * last answer's body is kept. */
static WeirTarget *
find_next_target (WeirCall *call)
{
  SoupMessage *message = call->slot->message;
  const char *location;

  switch (soup_message_get_status (message))
    {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      break;
    default:
      return NULL;
    }
  if (call->n_redirects >= call->outgoing.max_redirects)
    return NULL;
  location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  return location ? weir_target_resolve (call->target, location) : NULL;
}

static void
free_orphan (WeirCall *call)
{
  call->transport->n_orphans--;
  close_stream (call);
  g_clear_error (&call->error);
  g_clear_pointer (&call->lane, weir_lane_free);
  weir_target_unref (call->target);
  g_clear_pointer (&call->next_target, weir_target_unref);
  g_free (call);
}

static void
sent_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  WeirCall *call = data;
  g_autoptr (GError) error = NULL;

  weir_transport_beat (call->transport);
  call->stream = soup_session_send_finish (SOUP_SESSION (session), result, &error);
  if (call->client == NULL)
    {
      free_orphan (call);
      return;
    }
  if (call->stream == NULL || call->abort != WEIR_ABORT_NOT)
    {
      end (call, g_steal_pointer (&error));
      return;
    }
  call->state = WEIR_CALL_DRAINING;
  call->next_target = find_next_target (call);
  drain (call);
}

/* libsoup collects the bodies of a few answers in memory before it hands them out, however long they are. */
static void
watch (WeirCall *call, gint64 now_us)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (call->slot->message);
  gint64 next_us = call->deadline_us;

  if (call->state == WEIR_CALL_SENDING)
    {
      if (soup_message_metrics_get_response_body_size (metrics) > WEIR_LIMIT_CAPTURED_BODY_BYTES)
        {
          weir_call_abort (call, WEIR_ABORT_FLOOD);
          return;
        }
      next_us = MIN (now_us + WATCH_INTERVAL_US, next_us);
    }
  weir_timers_start (call->transport->timers, &call->timer, next_us, call->timer.function, call);
}

static void
timer_cb (gpointer data)
{
  WeirCall *call = data;
  gint64 now_us = g_get_monotonic_time ();

  if (call->abort == WEIR_ABORT_NOT && now_us < call->deadline_us)
    {
      watch (call, now_us);
      return;
    }
  if (call->abort == WEIR_ABORT_NOT)
    call->abort = WEIR_ABORT_TIMEOUT;
  if (call->state == WEIR_CALL_SENDING)
    weir_lane_cancel (call->lane);
  else
    end (call, NULL);
}

/**
 * weir_call_abort:
 * @call: a call under way
 * @reason: why
 *
 * Ends it in the next turn of the main context, or as soon as libsoup lets go of it.
 */
void
weir_call_abort (WeirCall *call, WeirAbort reason)
{
  if (call->state == WEIR_CALL_ENDING || call->abort != WEIR_ABORT_NOT)
    return;
  call->abort = reason;
  weir_timers_start (call->transport->timers, &call->timer, 0, timer_cb, call);
}

/**
 * weir_call_cancel:
 * @call: a call under way
 *
 * Its callback still comes, soon and never from within this call, with %WEIR_EXCHANGE_CANCELLED unless it has
 * ended already.
 */
void
weir_call_cancel (WeirCall *call)
{
  weir_call_abort (call, WEIR_ABORT_CANCEL);
}

/**
 * weir_call_watch:
 * @call: a call whose answer libsoup collects before handing it out
 *
 * Looks at its length from now on, so that a server cannot fill our memory that way.
 */
void
weir_call_watch (WeirCall *call)
{
  if (call->abort == WEIR_ABORT_NOT)
    weir_timers_start (call->transport->timers, &call->timer, 0, timer_cb, call);
}

/**
 * weir_call_orphan:
 * @call: (transfer full): a call whose client is being closed
 *
 * Drops it without its callback, now or as soon as libsoup lets go of it.
 */
void
weir_call_orphan (WeirCall *call)
{
  gboolean held = call->state == WEIR_CALL_SENDING;

  weir_timers_stop (call->transport->timers, &call->timer);
  if (call->state == WEIR_CALL_ENDING)
    weir_endings_remove (call->transport, call);
  call->client = NULL;
  call->transport->n_calls--;
  call->transport->n_orphans++;
  if (held)
    {
      for (guint i = 0; i < G_N_ELEMENTS (call->lane->slots); i++)
        weir_slot_close (&call->lane->slots[i]);
      weir_lane_cancel (call->lane);
    }
  else
    free_orphan (call);
}

static gboolean
is_other_origin (const WeirCall *call)
{
  return call->n_redirects > 0 &&
         !g_str_equal (call->target->site->origin, call->outgoing.target->site->origin);
}

/**
 * weir_call_start:
 * @call: a call with its target
 *
 * Sends its request, or the next one after a redirect. The exchange's clock begins with the first.
 */
void
weir_call_start (WeirCall *call)
{
  const WeirOutgoing *outgoing = &call->outgoing;
  gboolean other_origin = is_other_origin (call);
  WeirLaneKind kind = { .insecure = outgoing->insecure, .alone = outgoing->alone };
  WeirLetter letter = {
    .method = call->as_get ? "GET" : outgoing->method,
    .target = call->target,
    .headers = outgoing->headers,
    .body = call->as_get ? NULL : outgoing->body,
    .private_header = outgoing->private_header,
    .other_origin = other_origin,
    .bodyless = call->as_get,
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;
  const char *cookie;

  if (!other_origin)
    {
      kind.certificate = outgoing->certificate;
      kind.username = outgoing->username;
      kind.password = outgoing->password ? outgoing->password : "";
    }
  if (call->target->site->secure && call->transport->trust == NULL)
    call->transport->trust = weir_trust_new (NULL, NULL);
  call->state = WEIR_CALL_SENDING;
  call->lane = weir_client_take_lane (call->client, call->target->site->origin, &kind);
  call->slot = weir_lane_turn (call->lane);
  cookie = weir_client_get_cookie_header (call->client, call->slot, call->target, &made);
  if (!weir_timer_is_running (&call->timer))
    weir_timers_start (call->transport->timers, &call->timer, call->deadline_us, timer_cb, call);
  if (!weir_slot_write (call->slot, &letter, cookie, &error))
    {
      end_unsent (call, error);
      return;
    }
  call->slot->call = call;
  weir_lane_group_enter (call->lane->group);
  soup_session_send_async (call->lane->session, call->slot->message, G_PRIORITY_DEFAULT,
                           call->lane->cancellable, sent_cb, call);
  weir_lane_group_leave (call->lane->group);
}
