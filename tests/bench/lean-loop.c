/* SPDX-License-Identifier: GPL-3.0-or-later
 * lean-loop.c: the least that one can do with libsoup: the measure for everything Weir does more
 *
 * N connections are N sessions with one connection and two alternating messages each; the body is drained
 * without waiting; no cookies, no checks, no timings kept.
 */

#include "config.h"

#include <libsoup/soup.h>

#include "bench-loop.h"

typedef struct
{
  SoupSession *session;
  SoupMessage *messages[2];
  guint next;
  GInputStream *stream;
} Connection;

static BenchLoop loop;
static GUri *uri;
static char buffer[64 * 1024];

static void sent_cb (GObject *session, GAsyncResult *result, gpointer data);

static void
send_next (Connection *connection)
{
  SoupMessage *message = connection->messages[connection->next];

  if (loop.n_started >= loop.n_requests)
    return;
  loop.n_started++;
  connection->next = 1 - connection->next;
  soup_session_send_async (connection->session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, connection);
}

static gboolean
drain (Connection *connection)
{
  g_autoptr (GError) error = NULL;
  gssize n_read;

  do
    n_read = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (connection->stream), buffer,
                                                       sizeof buffer, NULL, &error);
  while (n_read > 0);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return FALSE;
  loop.n_failed += n_read < 0;
  g_input_stream_close (connection->stream, NULL, NULL);
  g_clear_object (&connection->stream);
  loop.n_ended++;
  send_next (connection);
  return TRUE;
}

static gboolean
readable_cb (GPollableInputStream *stream, gpointer data)
{
  return drain (data) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
sent_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  Connection *connection = data;
  g_autoptr (GSource) source = NULL;

  connection->stream = soup_session_send_finish (SOUP_SESSION (session), result, NULL);
  if (connection->stream == NULL)
    {
      loop.n_failed++;
      loop.n_ended++;
      send_next (connection);
      return;
    }
  if (drain (connection))
    return;
  source = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (connection->stream), NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (readable_cb), connection, NULL);
  g_source_attach (source, NULL);
}

static void
open_connection (Connection *connection)
{
  connection->session = g_object_new (SOUP_TYPE_SESSION, "max-conns", 1, "max-conns-per-host", 1, "timeout",
                                      0, "idle-timeout", 0, "proxy-resolver", NULL, NULL);
  soup_session_remove_feature_by_type (connection->session, SOUP_TYPE_AUTH_MANAGER);
  for (guint i = 0; i < 2; i++)
    {
      connection->messages[i] = soup_message_new_from_uri ("GET", uri);
      soup_message_set_flags (connection->messages[i], SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT |
                                                           SOUP_MESSAGE_COLLECT_METRICS);
    }
  send_next (connection);
}

int
main (int argc, char *argv[])
{
  g_autofree Connection *connections = NULL;

  if (!bench_loop_read (&loop, argc, argv))
    return 2;
  uri = g_uri_parse (loop.url, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    return 2;
  connections = g_new0 (Connection, loop.n_connections);
  for (guint i = 0; i < loop.n_connections; i++)
    open_connection (&connections[i]);
  while (loop.n_ended < loop.n_requests)
    g_main_context_iteration (NULL, TRUE);
  return bench_loop_print (&loop);
}
