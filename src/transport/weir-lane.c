/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-lane.c: a SoupSession with at most one connection and two messages that take turns
 *
 * One session for many requests at a time collapses (it looks at every idle connection for each request), and
 * a message cannot be sent again before libsoup let go of it, one turn of the main context after its end.
 */

#include "config.h"

#include <string.h>
#include <sys/socket.h>

#include "weir-transport-private.h"

static void
wrote_body_cb (SoupMessage *message, gpointer data)
{
  WeirSlot *slot = data;

  slot->wrote_us = g_get_monotonic_time ();
}

/* Whether to talk on a connection whose server showed @certificate. */
static gboolean
is_trusted (WeirSlot *slot, GTlsCertificate *certificate)
{
  const char *why;

  slot->verified = TRUE;
  if (slot->lane->kind.insecure)
    return TRUE;
  why = weir_trust_judge (slot->call->transport->trust, certificate, slot->target->site->host);
  if (why == NULL)
    return TRUE;
  g_free (slot->refusal);
  slot->refusal = g_strdup (why);
  return FALSE;
}

/* What GIO found is of no interest: it knows nobody. */
static gboolean
accept_certificate_cb (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors,
                       gpointer data)
{
  return is_trusted (data, certificate);
}

/* GIO accepted the certificate without asking, as it does when it resumes a session, maybe one in which it
 * did not matter. Nothing was sent yet. */
static void
check_unasked (WeirSlot *slot, GIOStream *connection)
{
  GTlsCertificate *certificate = NULL;

  if (G_IS_TLS_CONNECTION (connection))
    certificate = g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (connection));
  if (!is_trusted (slot, certificate))
    weir_lane_cancel (slot->lane);
}

/* Comes only when a connection is made. */
static void
network_event_cb (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, gpointer data)
{
  WeirSlot *slot = data;

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED && !slot->verified)
    check_unasked (slot, connection);
  if (event != G_SOCKET_CLIENT_CONNECTED)
    return;
  slot->connected_us = g_get_monotonic_time ();
  slot->verified = FALSE;
  weir_transport_beat (slot->call->transport);
  if (G_IS_SOCKET_CONNECTION (connection))
    g_set_object (&slot->lane->connection, G_SOCKET_CONNECTION (connection));
}

/* Only digest: a password never goes out as it is because a server would like it that way. */
static gboolean
authenticate_cb (SoupMessage *message, SoupAuth *auth, gboolean retrying, gpointer data)
{
  WeirSlot *slot = data;
  const WeirLaneKind *kind = &slot->lane->kind;

  if (retrying || soup_auth_is_for_proxy (auth) || !G_TYPE_CHECK_INSTANCE_TYPE (auth, SOUP_TYPE_AUTH_DIGEST))
    return FALSE;
  weir_call_note_challenge (slot->call);
  slot->challenged = TRUE;
  soup_auth_authenticate (auth, kind->username, kind->password);
  return TRUE;
}

/* libsoup sends again by itself when a kept connection turns out to be closed, on a new one, hence once. */
static void
restarted_cb (SoupMessage *message, gpointer data)
{
  WeirSlot *slot = data;

  if (slot->challenged)
    slot->challenged = FALSE;
  else
    slot->n_restarts++;
  slot->connected_us = 0;
  slot->wrote_us = 0;
  weir_slot_set_body (slot);
}

/* Without an authentication manager libsoup 3.2 collects the bodies of these answers before it hands them
 * out, and sends a 421 again by itself, which would hide it. */
static void
got_headers_cb (SoupMessage *message, gpointer data)
{
  WeirSlot *slot = data;
  gulong handler;

  switch (soup_message_get_status (message))
    {
    case SOUP_STATUS_MISDIRECTED_REQUEST:
      handler = g_signal_handler_find (message, G_SIGNAL_MATCH_ID,
                                       g_signal_lookup ("got-body", SOUP_TYPE_MESSAGE), 0, NULL, NULL, NULL);
      if (handler > 0)
        g_signal_handler_disconnect (message, handler);
      G_GNUC_FALLTHROUGH;
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_PROXY_UNAUTHORIZED:
      weir_call_watch (slot->call);
      break;
    default:
      break;
    }
}

/**
 * weir_slot_open:
 * @slot: a slot without message
 * @uri: where to
 * @method: the method
 * @raw: whether bodies are taken as they come, without decoding
 *
 * Makes the slot's message. Everything that is connected here is connected once, not per request.
 */
void
weir_slot_open (WeirSlot *slot, GUri *uri, const char *method, gboolean raw)
{
  SoupMessage *message = soup_message_new_from_uri (method, uri);
  const WeirLaneKind *kind = &slot->lane->kind;

  soup_message_set_flags (message,
                          SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT | SOUP_MESSAGE_COLLECT_METRICS);
  if (raw)
    soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
  g_signal_connect (message, "wrote-body", G_CALLBACK (wrote_body_cb), slot);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), slot);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), slot);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), slot);
  if (g_str_has_prefix (slot->lane->origin, "https:"))
    g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), slot);
  if (kind->certificate != NULL)
    soup_message_set_tls_client_certificate (message, kind->certificate);
  if (kind->username != NULL)
    g_signal_connect (message, "authenticate", G_CALLBACK (authenticate_cb), slot);
  slot->message = message;
  slot->raw = raw;
}

/**
 * weir_slot_close:
 * @slot: a slot
 *
 * Lets go of the message; libsoup may still hold it, but will tell nothing about it any more.
 */
void
weir_slot_close (WeirSlot *slot)
{
  if (slot->message == NULL)
    return;
  g_signal_handlers_disconnect_by_data (slot->message, slot);
  g_clear_object (&slot->message);
}

static void
clear_slot (WeirSlot *slot)
{
  weir_slot_close (slot);
  g_clear_pointer (&slot->target, weir_target_unref);
  g_free (slot->method);
  g_string_free (slot->headers, TRUE);
  g_string_free (slot->sent, TRUE);
  g_clear_pointer (&slot->body, g_bytes_unref);
  g_free (slot->cookie);
  g_free (slot->refusal);
}

/* The main context must not have to look at every connection there is, whether it is used or not: a session
 * and a connection keep a source each in the context the session was made in, which it never needs as
 * long as requests are sent in another one. */
static SoupSession *
make_session (GMainContext *aside)
{
  SoupSession *session;

  g_main_context_push_thread_default (aside);
  session = g_object_new (SOUP_TYPE_SESSION, "max-conns", 1, "max-conns-per-host", 1, "timeout", 0,
                          "idle-timeout", 0, "proxy-resolver", NULL, NULL);
  g_main_context_pop_thread_default (aside);
  return session;
}

/**
 * weir_lane_new:
 * @transport: where it lives
 * @origin: the origin its connection will lead to, see WeirTarget
 * @kind: what its connection must be like; copied
 *
 * The session is made lean: an authentication manager only for digest, no timers of its own for idle
 * connections, and never the desktop's proxy. max-conns can only be given at construction.
 *
 * Returns: (transfer full): a lane in the transport's context, or in one of its groups
 */
WeirLane *
weir_lane_new (WeirTransport *transport, const char *origin, const WeirLaneKind *kind)
{
  WeirLane *lane = g_new0 (WeirLane, 1);

  lane->origin = g_strdup (origin);
  lane->kind = *kind;
  lane->kind.certificate = kind->certificate ? g_object_ref (kind->certificate) : NULL;
  lane->kind.username = g_strdup (kind->username);
  lane->kind.password = g_strdup (kind->password);
  lane->cancellable = g_cancellable_new ();
  lane->session = make_session (transport->aside);
  lane->groups = transport->groups;
  lane->group = weir_lane_groups_join (lane->groups);
  if (kind->username == NULL)
    soup_session_remove_feature_by_type (lane->session, SOUP_TYPE_AUTH_MANAGER);
  for (guint i = 0; i < G_N_ELEMENTS (lane->slots); i++)
    {
      lane->slots[i].lane = lane;
      lane->slots[i].headers = g_string_new (NULL);
      lane->slots[i].sent = g_string_new (NULL);
    }
  return lane;
}

/**
 * weir_lane_free:
 * @lane: (transfer full): a lane without a request under way
 *
 * Its connection is closed now, or as soon as libsoup lets go of the last message.
 */
void
weir_lane_free (WeirLane *lane)
{
  weir_lane_group_enter (lane->group);
  for (guint i = 0; i < G_N_ELEMENTS (lane->slots); i++)
    clear_slot (&lane->slots[i]);
  g_clear_object (&lane->connection);
  g_object_unref (lane->cancellable);
  g_object_unref (lane->session);
  weir_lane_group_leave (lane->group);
  weir_lane_groups_part (lane->groups, lane->group);
  g_clear_object (&lane->kind.certificate);
  g_free ((char *) lane->kind.username);
  g_free ((char *) lane->kind.password);
  g_free (lane->origin);
  g_free (lane);
}

/**
 * weir_lane_suits:
 * @lane: a lane
 * @origin: where a request goes
 * @kind: what its connection must be like
 *
 * Returns: whether the request can go on @lane
 */
gboolean
weir_lane_suits (const WeirLane *lane, const char *origin, const WeirLaneKind *kind)
{
  return lane->kind.insecure == kind->insecure && lane->kind.alone == kind->alone &&
         lane->kind.certificate == kind->certificate && g_str_equal (lane->origin, origin) &&
         (lane->kind.username == kind->username || (g_strcmp0 (lane->kind.username, kind->username) == 0 &&
                                                    g_strcmp0 (lane->kind.password, kind->password) == 0));
}

/**
 * weir_lane_turn:
 * @lane: a lane
 *
 * Returns: (transfer none): the slot that was not used last
 */
WeirSlot *
weir_lane_turn (WeirLane *lane)
{
  WeirSlot *slot = &lane->slots[lane->next_slot];

  lane->next_slot = 1 - lane->next_slot;
  return slot;
}

/**
 * weir_lane_cancel:
 * @lane: a lane with a request under way
 *
 * Cancels it. A cancellable is never used again after it was cancelled: libsoup may look at it later.
 */
void
weir_lane_cancel (WeirLane *lane)
{
  g_autoptr (GCancellable) cancellable = lane->cancellable;

  lane->cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
}

static GInputStream *
find_framing_stream (GInputStream *stream)
{
  while (G_IS_FILTER_INPUT_STREAM (stream))
    {
      if (g_str_equal (G_OBJECT_TYPE_NAME (stream), "SoupBodyInputStream"))
        return stream;
      stream = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
    }
  return NULL;
}

static gboolean
server_has_closed (GSocket *socket)
{
  char byte;

  return g_socket_is_closed (socket) ||
         recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* libsoup 3.2 takes the end of the connection between two chunks for the end of the body. Its reader knows
 * the difference but does not tell: after the last chunk it answers "end" by itself, otherwise it asks the
 * socket again. So when the server has closed the connection we close our end too and ask once more: a reader
 * that now fails had not seen the last chunk. */
static gboolean
chunks_ended_early (GSocket *socket, GInputStream *stream)
{
  GInputStream *framing = find_framing_stream (stream);
  char byte;

  if (framing == NULL)
    return FALSE;
  g_socket_close (socket, NULL);
  return g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (framing), &byte, 1, NULL, NULL) !=
         0;
}

/* Its decoders take any end for the end; one that has seen the real one lets go of its converter. One that
 * was never given anything (the last chunk alone is five bytes) is no failure: some servers announce an
 * encoding for an empty body. */
static gboolean
decoding_ended_early (GInputStream *stream, SoupMessageMetrics *metrics)
{
  if (soup_message_metrics_get_response_body_bytes_received (metrics) <= strlen ("0\r\n\r\n"))
    return FALSE;
  for (; G_IS_FILTER_INPUT_STREAM (stream);
       stream = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream)))
    {
      g_autoptr (GObject) unfinished = NULL;
      GConverter *converter;

      if (!G_IS_CONVERTER_INPUT_STREAM (stream))
        continue;
      converter = g_converter_input_stream_get_converter (G_CONVERTER_INPUT_STREAM (stream));
      if (g_object_class_find_property (G_OBJECT_GET_CLASS (converter), "base-converter") != NULL)
        g_object_get (converter, "base-converter", &unfinished, NULL);
      if (unfinished != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
length_not_reached (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);
  guint status = soup_message_get_status (message);

  return status != SOUP_STATUS_NO_CONTENT && status != SOUP_STATUS_NOT_MODIFIED &&
         !g_str_equal (soup_message_get_method (message), "HEAD") &&
         soup_message_metrics_get_response_body_bytes_received (metrics) <
             (guint64) soup_message_headers_get_content_length (headers);
}

/**
 * weir_lane_ended_early:
 * @lane: the lane of @message
 * @message: a message whose body was read up to its end
 * @stream: the stream it was read from, not yet closed
 *
 * libsoup forgives a body that is shorter than announced in several ways; an answer that was cut off is not
 * an answer to somebody who measures.
 *
 * Returns: whether the connection ended before the body did
 */
gboolean
weir_lane_ended_early (WeirLane *lane, SoupMessage *message, GInputStream *stream)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);
  SoupEncoding encoding = soup_message_headers_get_encoding (soup_message_get_response_headers (message));
  GSocket *socket = lane->connection ? g_socket_connection_get_socket (lane->connection) : NULL;

  if (soup_message_get_http_version (message) == SOUP_HTTP_2_0)
    return FALSE; /* frames say it, and libsoup listens */
  if (encoding == SOUP_ENCODING_CONTENT_LENGTH)
    return length_not_reached (message);
  if ((encoding != SOUP_ENCODING_CHUNKED && encoding != SOUP_ENCODING_EOF) || socket == NULL ||
      !server_has_closed (socket))
    return FALSE;
  return decoding_ended_early (stream, metrics) ||
         (encoding == SOUP_ENCODING_CHUNKED && !g_socket_is_closed (socket) &&
          chunks_ended_early (socket, stream));
}
