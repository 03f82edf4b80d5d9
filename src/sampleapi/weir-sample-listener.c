/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample-listener.c: accepts connections on loopback for a SoupServer
 */

#include "config.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "weir-sample-input.h"
#include "weir-sampleapi-private.h"

/* How long to leave a connection waiting when none can be accepted, as when descriptors have run out. */
#define PAUSE_MS 100

/* libsoup 3.2's own listener never releases the sockets it has accepted, so memory would grow with every
 * connection; a server that is handed its connections does not. But without any listener of its own it closes
 * each connection after one answer: it gets one on which nothing ever arrives. */
struct _WeirSampleListener
{
  GSocket *socket;    /* owned */
  SoupServer *server; /* borrowed: the listener is freed first */
  GSource *source;    /* owned: waiting for a connection, or for the end of a pause */
  int silent;         /* owned: the other end of the server's own listener */
};

static void listen_again (WeirSampleListener *listener);

static gboolean
pause_over_cb (gpointer data)
{
  listen_again (data);
  return G_SOURCE_REMOVE;
}

static void
watch (WeirSampleListener *listener, GSource *source, GSourceFunc callback)
{
  if (listener->source != NULL)
    g_source_destroy (listener->source);
  g_clear_pointer (&listener->source, g_source_unref);
  g_source_set_callback (source, callback, listener, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  listener->source = source;
}

static gboolean
accept_cb (GSocket *listening, GIOCondition condition, gpointer data)
{
  WeirSampleListener *listener = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_accept (listening, NULL, &error);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSocketAddress) local = NULL;
  g_autoptr (GSocketAddress) remote = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  if (socket == NULL)
    {
      watch (listener, g_timeout_source_new (PAUSE_MS), pause_over_cb);
      return G_SOURCE_REMOVE;
    }
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  connection = g_socket_connection_factory_create_connection (socket);
  local = g_socket_get_local_address (socket, NULL);
  remote = g_socket_get_remote_address (socket, NULL);
  /* A client that is gone already has no address, and nobody to answer. */
  if (local != NULL && remote != NULL)
    {
      g_autoptr (GIOStream) stream = weir_sample_stream_new (connection);

      soup_server_accept_iostream (listener->server, stream, local, remote, NULL);
    }
  return G_SOURCE_CONTINUE;
}

static void
listen_again (WeirSampleListener *listener)
{
  watch (listener, g_socket_create_source (listener->socket, G_IO_IN, NULL), G_SOURCE_FUNC (accept_cb));
}

static gboolean
give_silent_listener (WeirSampleListener *listener, GError **error)
{
  g_autoptr (GSocket) socket = NULL;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  listener->silent = ends[1];
  socket = g_socket_new_from_fd (ends[0], error);
  if (socket == NULL)
    {
      close (ends[0]);
      return FALSE;
    }
  return soup_server_listen_socket (listener->server, socket, 0, error);
}

/*
 * weir_sample_listener_new:
 * @port: the port to listen on; 0 for any that is free
 *
 * Listens on 127.0.0.1 and hands every connection to @server, in the thread-default main context.
 *
 * Returns: (transfer full) (nullable): the listener; %NULL with a %G_IO_ERROR
 */
WeirSampleListener *
weir_sample_listener_new (SoupServer *server, guint16 port, GError **error)
{
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  WeirSampleListener *listener = NULL;

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, SOMAXCONN);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  listener = g_new0 (WeirSampleListener, 1);
  listener->socket = g_steal_pointer (&socket);
  listener->server = server;
  listener->silent = -1;
  listen_again (listener);
  if (!give_silent_listener (listener, error))
    g_clear_pointer (&listener, weir_sample_listener_free);
  return listener;
}

/*
 * weir_sample_listener_get_port:
 *
 * Returns: the port it listens on
 */
guint16
weir_sample_listener_get_port (WeirSampleListener *listener)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (listener->socket, NULL);

  g_return_val_if_fail (address != NULL, 0);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

void
weir_sample_listener_free (WeirSampleListener *listener)
{
  g_source_destroy (listener->source);
  g_source_unref (listener->source);
  g_socket_close (listener->socket, NULL);
  g_object_unref (listener->socket);
  if (listener->silent >= 0)
    close (listener->silent);
  g_free (listener);
}
