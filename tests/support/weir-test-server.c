/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-server.c: a server on loopback that notes all it sees and can misbehave in every way
 *
 * One thread per connection and blocking calls: a fault is then simply what happens next.
 */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <glib-unix.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "weir-test-server-private.h"

#define MAX_REQUEST_BYTES (64 * 1024 * 1024)

struct _WeirTestServer
{
  GSocket *listener;
  GThread *thread;
  GMainContext *context; /* of the test, which waits for what happens here */
  guint16 port;
  WeirTestAnswerFunc callback;
  gpointer data;
  GMutex callback_mutex;

  GMutex mutex; /* guards all below */
  GCond changed;
  GHashTable *scripts; /* path → WeirTestAnswer */
  GHashTable *counts;  /* path → number of requests */
  GPtrArray *requests;
  GPtrArray *connections; /* of Connection; kept until the end, so that their threads can be joined */
  guint n_open;
  guint n_waiting;
  guint max_waiting;
  gboolean released;
  gboolean stopping;
};

typedef struct
{
  WeirTestServer *server;
  GThread *thread;
  int descriptor; /* -1 once closed; guarded by the server's mutex */
  guint number;
  GByteArray *unread;
} Connection;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestRequest, weir_test_request_free)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestAnswer, weir_test_answer_free)

/* Reading requests */

static gboolean
read_more (Connection *connection)
{
  guint8 buffer[16384];
  gssize n_read;

  if (connection->unread->len > MAX_REQUEST_BYTES)
    return FALSE;
  do
    n_read = recv (connection->descriptor, buffer, sizeof buffer, 0);
  while (n_read < 0 && errno == EINTR);
  if (n_read <= 0)
    return FALSE;
  g_byte_array_append (connection->unread, buffer, (guint) n_read);
  return TRUE;
}

static gboolean
read_head (Connection *connection, gsize *size)
{
  const char *end;

  while (connection->unread->len == 0 ||
         (end = memmem (connection->unread->data, connection->unread->len, "\r\n\r\n", 4)) == NULL)
    if (!read_more (connection))
      return FALSE;
  *size = (gsize) (end - (const char *) connection->unread->data) + 4;
  return TRUE;
}

static gboolean
read_body (Connection *connection, WeirTestRequest *request)
{
  const char *length = weir_test_request_get_header (request, "Content-Length");
  gsize size = length ? (gsize) g_ascii_strtoull (length, NULL, 10) : 0;

  while (connection->unread->len < size)
    if (!read_more (connection))
      return FALSE;
  request->body = g_bytes_new (connection->unread->data, size);
  if (size > 0)
    g_byte_array_remove_range (connection->unread, 0, (guint) size);
  return TRUE;
}

static WeirTestRequest *
read_request (Connection *connection)
{
  g_autoptr (WeirTestRequest) request = g_new0 (WeirTestRequest, 1);
  g_autofree char *head = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) words = NULL;
  gsize size;

  if (!read_head (connection, &size))
    return NULL;
  head = g_strndup ((const char *) connection->unread->data, size - 4);
  g_byte_array_remove_range (connection->unread, 0, (guint) size);
  lines = g_strsplit (head, "\r\n", -1);
  words = g_strsplit (lines[0], " ", 3);
  if (g_strv_length (words) != 3)
    return NULL;
  request->connection = connection->number;
  request->method = g_strdup (words[0]);
  request->target = g_strdup (words[1]);
  request->path = g_strndup (words[1], strcspn (words[1], "?"));
  request->headers = g_string_new (NULL);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (colon == NULL)
        return NULL;
      *colon = '\0';
      weir_headers_append (request->headers, lines[i], g_strstrip (colon + 1));
    }
  if (!read_body (connection, request))
    return NULL;
  request->arrived_us = g_get_monotonic_time ();
  return g_steal_pointer (&request);
}

/* Answering */

static gboolean
is_released (WeirTestServer *server)
{
  gboolean released;

  g_mutex_lock (&server->mutex);
  released = server->released;
  g_mutex_unlock (&server->mutex);
  return released;
}

/* FALSE when the connection is to be closed instead of going on. */
static gboolean
wait_until_released (WeirTestServer *server, gint64 until_us)
{
  gboolean go_on;

  g_mutex_lock (&server->mutex);
  while (!server->released && !server->stopping && g_get_monotonic_time () < until_us)
    g_cond_wait_until (&server->changed, &server->mutex, until_us);
  go_on = !server->stopping;
  g_mutex_unlock (&server->mutex);
  return go_on;
}

/* FALSE when the client gives up or the server stops; TRUE when released. A release is noticed within 0.1 s.
 * */
static gboolean
stall (Connection *connection)
{
  struct pollfd watched = { .fd = connection->descriptor, .events = POLLRDHUP };

  for (;;)
    {
      gboolean go_on = wait_until_released (connection->server, 0);

      if (go_on && is_released (connection->server))
        return TRUE;
      if (!go_on || poll (&watched, 1, 100) > 0)
        return FALSE;
    }
}

static gboolean
pause_for (Connection *connection, guint delay_ms)
{
  return delay_ms == 0 ||
         wait_until_released (connection->server,
                              g_get_monotonic_time () + delay_ms * (gint64) G_TIME_SPAN_MILLISECOND);
}

static gboolean
write_all (Connection *connection, const void *bytes, gsize size)
{
  const char *at = bytes;

  while (size > 0)
    {
      gssize n_written = send (connection->descriptor, at, size, MSG_NOSIGNAL);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written <= 0)
        return FALSE;
      at += n_written;
      size -= (gsize) n_written;
    }
  return TRUE;
}

static void
reset (Connection *connection)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (connection->descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static gboolean
write_body (Connection *connection, const WeirTestAnswer *answer)
{
  gboolean cut = answer->fault == WEIR_TEST_FAULT_CUT || answer->fault == WEIR_TEST_FAULT_CUT_RESET ||
                 answer->fault == WEIR_TEST_FAULT_HANG;
  g_autofree char *size = g_strdup_printf ("%x\r\n", answer->body->len);

  if (!answer->chunked)
    return write_all (connection, answer->body->data, answer->body->len);
  if (answer->body->len > 0 &&
      !(write_all (connection, size, strlen (size)) &&
        write_all (connection, answer->body->data, answer->body->len) && write_all (connection, "\r\n", 2)))
    return FALSE;
  return cut || write_all (connection, "0\r\n\r\n", 5);
}

/* FALSE when the connection is to be closed. */
static gboolean
finish_answer (Connection *connection, const WeirTestAnswer *answer)
{
  switch (answer->fault)
    {
    case WEIR_TEST_FAULT_CUT:
      return FALSE;
    case WEIR_TEST_FAULT_CUT_RESET:
      reset (connection);
      return FALSE;
    case WEIR_TEST_FAULT_HANG:
      stall (connection);
      return FALSE;
    case WEIR_TEST_FAULT_HALF_CLOSE:
      shutdown (connection->descriptor, SHUT_WR);
      return TRUE;
    default:
      return !answer->close && !answer->drop && !answer->no_length;
    }
}

/* FALSE when the connection is to be closed. */
static gboolean
write_answer (Connection *connection, const WeirTestRequest *request, const WeirTestAnswer *answer)
{
  gboolean bodyless = g_str_equal (request->method, "HEAD") || answer->status == 204 || answer->status == 304;
  GString *head;
  gboolean written;

  if (!pause_for (connection, answer->delay_ms))
    return FALSE;
  if (answer->fault == WEIR_TEST_FAULT_STALL && !stall (connection))
    return FALSE;
  if (answer->fault == WEIR_TEST_FAULT_RESET)
    reset (connection);
  if (answer->fault == WEIR_TEST_FAULT_RESET || answer->fault == WEIR_TEST_FAULT_CLOSE)
    return FALSE;
  if (answer->raw != NULL)
    {
      write_all (connection, g_bytes_get_data (answer->raw, NULL), g_bytes_get_size (answer->raw));
      return FALSE;
    }
  head = weir_test_answer_make_head (answer);
  written = write_all (connection, head->str, head->len) && pause_for (connection, answer->body_delay_ms) &&
            (bodyless || write_body (connection, answer));
  g_string_free (head, TRUE);
  return written && finish_answer (connection, answer);
}

static WeirTestAnswer *
note_request (WeirTestServer *server, WeirTestRequest *request)
{
  WeirTestAnswer *script;
  WeirTestAnswer *answer;

  g_mutex_lock (&server->mutex);
  request->nth = GPOINTER_TO_UINT (g_hash_table_lookup (server->counts, request->path)) + 1;
  g_hash_table_insert (server->counts, g_strdup (request->path), GUINT_TO_POINTER (request->nth));
  script = g_hash_table_lookup (server->scripts, request->path);
  answer = script ? weir_test_answer_copy (script) : weir_test_answer_new ();
  g_ptr_array_add (server->requests, request);
  server->n_waiting++;
  server->max_waiting = MAX (server->max_waiting, server->n_waiting);
  g_mutex_unlock (&server->mutex);
  g_main_context_wakeup (server->context);

  g_mutex_lock (&server->callback_mutex);
  if (server->callback != NULL)
    server->callback (request, answer, server->data);
  g_mutex_unlock (&server->callback_mutex);
  return answer;
}

static gpointer
connection_thread (gpointer data)
{
  Connection *connection = data;
  WeirTestServer *server = connection->server;
  WeirTestRequest *request;
  gboolean go_on = TRUE;

  while (go_on && (request = read_request (connection)) != NULL)
    {
      g_autoptr (WeirTestAnswer) answer = note_request (server, request);

      go_on = write_answer (connection, request, answer);
      g_mutex_lock (&server->mutex);
      server->n_waiting--;
      g_mutex_unlock (&server->mutex);
      g_main_context_wakeup (server->context);
    }
  g_mutex_lock (&server->mutex);
  close (connection->descriptor);
  connection->descriptor = -1;
  server->n_open--;
  g_mutex_unlock (&server->mutex);
  g_main_context_wakeup (server->context);
  return NULL;
}

static gpointer
accept_thread (gpointer data)
{
  WeirTestServer *server = data;
  int descriptor;

  while ((descriptor = accept4 (g_socket_get_fd (server->listener), NULL, NULL, SOCK_CLOEXEC)) >= 0 ||
         errno == EINTR || errno == ECONNABORTED)
    {
      Connection *connection;
      int on = 1;

      if (descriptor < 0)
        continue;
      /* Headers and body go out in two pieces, and the second must not wait for an acknowledgement. */
      setsockopt (descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      connection = g_new0 (Connection, 1);
      connection->server = server;
      connection->descriptor = descriptor;
      connection->unread = g_byte_array_new ();
      g_mutex_lock (&server->mutex);
      g_ptr_array_add (server->connections, connection);
      connection->number = server->connections->len;
      server->n_open++;
      connection->thread = g_thread_new ("test-connection", connection_thread, connection);
      g_mutex_unlock (&server->mutex);
    }
  return NULL;
}

/**
 * weir_test_server_new:
 *
 * Returns: (transfer full): a server that listens on a free port of 127.0.0.1
 */
WeirTestServer *
weir_test_server_new (void)
{
  WeirTestServer *server = g_new0 (WeirTestServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  server->listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (server->listener, 4096);
  g_socket_bind (server->listener, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (server->listener, &error);
  g_assert_no_error (error);
  /* GSocket made it non-blocking; the accepting thread has nothing else to do. */
  g_unix_set_fd_nonblocking (g_socket_get_fd (server->listener), FALSE, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (server->listener, &error);
  g_assert_no_error (error);
  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  server->context = g_main_context_ref_thread_default ();
  g_mutex_init (&server->mutex);
  g_mutex_init (&server->callback_mutex);
  g_cond_init (&server->changed);
  server->scripts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, weir_test_answer_free);
  server->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  server->requests = g_ptr_array_new_with_free_func (weir_test_request_free);
  server->connections = g_ptr_array_new ();
  server->thread = g_thread_new ("test-server", accept_thread, server);
  return server;
}

static void
stop_threads (WeirTestServer *server)
{
  shutdown (g_socket_get_fd (server->listener), SHUT_RDWR);
  g_thread_join (server->thread);
  g_mutex_lock (&server->mutex);
  server->stopping = TRUE;
  g_cond_broadcast (&server->changed);
  for (guint i = 0; i < server->connections->len; i++)
    {
      Connection *connection = g_ptr_array_index (server->connections, i);

      if (connection->descriptor >= 0)
        shutdown (connection->descriptor, SHUT_RDWR);
    }
  g_mutex_unlock (&server->mutex);
  for (guint i = 0; i < server->connections->len; i++)
    {
      Connection *connection = g_ptr_array_index (server->connections, i);

      g_thread_join (connection->thread);
      g_byte_array_unref (connection->unread);
      g_free (connection);
    }
}

/**
 * weir_test_server_free:
 * @server: (transfer full): a server
 *
 * Closes every connection and waits for the threads.
 */
void
weir_test_server_free (WeirTestServer *server)
{
  stop_threads (server);
  g_object_unref (server->listener);
  g_main_context_unref (server->context);
  g_ptr_array_unref (server->connections);
  g_ptr_array_unref (server->requests);
  g_hash_table_unref (server->scripts);
  g_hash_table_unref (server->counts);
  g_mutex_clear (&server->mutex);
  g_mutex_clear (&server->callback_mutex);
  g_cond_clear (&server->changed);
  g_free (server);
}

guint16
weir_test_server_get_port (WeirTestServer *server)
{
  return server->port;
}

char *
weir_test_server_get_url (WeirTestServer *server, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", server->port, path);
}

void
weir_test_server_set_callback (WeirTestServer *server, WeirTestAnswerFunc callback, gpointer data)
{
  g_mutex_lock (&server->callback_mutex);
  server->callback = callback;
  server->data = data;
  g_mutex_unlock (&server->callback_mutex);
}

WeirTestAnswer *
weir_test_server_script (WeirTestServer *server, const char *path)
{
  WeirTestAnswer *answer;

  g_mutex_lock (&server->mutex);
  answer = g_hash_table_lookup (server->scripts, path);
  if (answer == NULL)
    {
      answer = weir_test_answer_new ();
      g_hash_table_insert (server->scripts, g_strdup (path), answer);
    }
  g_mutex_unlock (&server->mutex);
  return answer;
}

void
weir_test_server_release (WeirTestServer *server)
{
  g_mutex_lock (&server->mutex);
  server->released = TRUE;
  g_cond_broadcast (&server->changed);
  g_mutex_unlock (&server->mutex);
}

guint
weir_test_server_get_n_requests (WeirTestServer *server)
{
  guint n;

  g_mutex_lock (&server->mutex);
  n = server->requests->len;
  g_mutex_unlock (&server->mutex);
  return n;
}

const WeirTestRequest *
weir_test_server_get_request (WeirTestServer *server, guint index)
{
  const WeirTestRequest *request;

  g_mutex_lock (&server->mutex);
  request = index < server->requests->len ? g_ptr_array_index (server->requests, index) : NULL;
  g_mutex_unlock (&server->mutex);
  return request;
}

const WeirTestRequest *
weir_test_server_find_request (WeirTestServer *server, const char *path, guint nth)
{
  const WeirTestRequest *found = NULL;

  g_mutex_lock (&server->mutex);
  for (guint i = 0; i < server->requests->len && found == NULL; i++)
    {
      const WeirTestRequest *request = g_ptr_array_index (server->requests, i);

      if (request->nth == nth && g_str_equal (request->path, path))
        found = request;
    }
  g_mutex_unlock (&server->mutex);
  return found;
}

guint
weir_test_server_count (WeirTestServer *server, const char *path)
{
  guint n;

  g_mutex_lock (&server->mutex);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (server->counts, path));
  g_mutex_unlock (&server->mutex);
  return n;
}

static guint
read_number (WeirTestServer *server, const guint *number)
{
  guint n;

  g_mutex_lock (&server->mutex);
  n = *number;
  g_mutex_unlock (&server->mutex);
  return n;
}

guint
weir_test_server_get_n_connections (WeirTestServer *server)
{
  return read_number (server, &server->connections->len);
}

guint
weir_test_server_get_n_open (WeirTestServer *server)
{
  return read_number (server, &server->n_open);
}

guint
weir_test_server_get_n_waiting (WeirTestServer *server)
{
  return read_number (server, &server->n_waiting);
}

guint
weir_test_server_get_max_waiting (WeirTestServer *server)
{
  return read_number (server, &server->max_waiting);
}
