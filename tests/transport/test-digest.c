/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-digest.c: digest authentication against libsoup's own server
 */

#include "config.h"

#include <libsoup/soup.h>
#include <sys/socket.h>
#include <unistd.h>

#include "weir-transport-test.h"

typedef struct
{
  SoupServer *server;
  GSocketService *service;
  guint port;
  int silent; /* the other end of its own listener */
  GPtrArray *authorizations; /* of the requests, "" where there was none */
  GPtrArray *bodies;
  const char *elsewhere; /* (nullable) where /away redirects to */
} Guarded;

static void
read_cb (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  Guarded *guarded = data;
  const char *value
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  g_ptr_array_add (guarded->authorizations, g_strdup (value ? value : ""));
  g_ptr_array_add (guarded->bodies, g_strndup (body->data ? body->data : "", (gsize) body->length));
}

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Guarded *guarded = data;

  if (guarded->elsewhere)
    soup_server_message_set_redirect (message, 302, guarded->elsewhere);
  else
    soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "in", 2);
}

static char *
digest_cb (SoupAuthDomain *domain, SoupServerMessage *message, const char *username, gpointer data)
{
  return soup_auth_domain_digest_encode_password (username, "here", "open, sesame");
}

static gboolean
basic_cb (SoupAuthDomain *domain, SoupServerMessage *message, const char *username, const char *password,
          gpointer data)
{
  return TRUE;
}

/* libsoup's own listener loses a socket for each connection. A server without any closes its connections, so
 * it is given one to which nobody can connect. */
static void
listen_to_nobody (Guarded *guarded)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) nobody = NULL;
  int pair[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), ==, 0);
  guarded->silent = pair[1];
  nobody = g_socket_new_from_fd (pair[0], &error);
  g_assert_no_error (error);
  soup_server_listen_socket (guarded->server, nobody, 0, &error);
  g_assert_no_error (error);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  Guarded *guarded = data;
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GError) error = NULL;

  soup_server_accept_iostream (guarded->server, G_IO_STREAM (connection), local, remote, &error);
  g_assert_no_error (error);
  return TRUE;
}

static void
guard (Guarded *guarded, SoupAuthDomain *domain)
{
  g_autoptr (GError) error = NULL;

  guarded->authorizations = g_ptr_array_new_with_free_func (g_free);
  guarded->bodies = g_ptr_array_new_with_free_func (g_free);
  guarded->server = soup_server_new (NULL, NULL);
  soup_auth_domain_add_path (domain, "/");
  soup_server_add_auth_domain (guarded->server, domain);
  g_object_unref (domain);
  soup_server_add_handler (guarded->server, NULL, answer_cb, guarded, NULL);
  g_signal_connect (guarded->server, "request-read", G_CALLBACK (read_cb), guarded);
  listen_to_nobody (guarded);
  guarded->service = g_socket_service_new ();
  guarded->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (guarded->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (guarded->service, "incoming", G_CALLBACK (incoming_cb), guarded);
}

static void
guard_with_digest (Guarded *guarded)
{
  guard (guarded, soup_auth_domain_digest_new ("realm", "here", "auth-callback", digest_cb, NULL));
}

static void
leave (Fixture *fixture, Guarded *guarded)
{
  weir_client_disconnect (fixture->client);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_socket_service_stop (guarded->service);
  g_socket_listener_close (G_SOCKET_LISTENER (guarded->service));
  g_object_unref (guarded->service);
  soup_server_disconnect (guarded->server);
  g_object_unref (guarded->server);
  close (guarded->silent);
  g_ptr_array_unref (guarded->authorizations);
  g_ptr_array_unref (guarded->bodies);
}

static void
ask (Fixture *fixture, Guarded *guarded, const char *method)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/vault?a=b", guarded->port);

  fixture_send (fixture, method, url);
}

static char *
get_field (const char *header, const char *name)
{
  g_autofree char *start = g_strdup_printf ("%s=\"", name);
  const char *at = strstr (header, start);

  g_assert_nonnull (at);
  at += strlen (start);
  return g_strndup (at, strcspn (at, "\""));
}

/* RFC 2617 §3.2.2, worked out by the test itself. */
static void
assert_response (const char *header, const char *method, const char *count)
{
  g_autofree char *nonce = get_field (header, "nonce");
  g_autofree char *cnonce = get_field (header, "cnonce");
  g_autofree char *response = get_field (header, "response");
  g_autofree char *who = g_compute_checksum_for_string (G_CHECKSUM_MD5, "ada:here:open, sesame", -1);
  g_autofree char *line = g_strdup_printf ("%s:/vault?a=b", method);
  g_autofree char *what = g_compute_checksum_for_string (G_CHECKSUM_MD5, line, -1);
  g_autofree char *all = g_strdup_printf ("%s:%s:%s:%s:auth:%s", who, nonce, count, cnonce, what);
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_MD5, all, -1);

  g_assert_cmpstr (response, ==, expected);
  g_assert_null (strstr (header, "sesame"));
}

static void
test_answered (Fixture *fixture, gconstpointer data)
{
  Guarded guarded = { 0 };
  const WeirHop *hop;

  guard_with_digest (&guarded);
  fixture->outgoing.username = "ada";
  fixture->outgoing.password = "open, sesame";
  fixture_set_body (fixture, "the same body");
  ask (fixture, &guarded, "POST");
  fixture_assert_answered (fixture, 200);
  fixture_assert_body (fixture, "in");
  g_assert_cmpuint (guarded.authorizations->len, ==, 2);
  g_assert_cmpstr (guarded.authorizations->pdata[0], ==, "");
  assert_response (guarded.authorizations->pdata[1], "POST", "00000001");
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (guarded.bodies->pdata[i], ==, "the same body");

  /* The question is a hop of its own, and its time is part of the whole. */
  g_assert_cmpuint (fixture->exchange->hops->len, ==, 1);
  hop = &g_array_index (fixture->exchange->hops, WeirHop, 0);
  g_assert_cmpuint (hop->status, ==, 401);
  g_assert_cmpint (hop->time_us, >, 0);
  g_assert_cmpint (hop->time_us, <, weir_timings_get_total (&fixture->exchange->timings));
  g_assert_false (fixture->exchange->resent);
  g_assert_cmpstr (weir_headers_find (fixture->exchange->request_headers, "Authorization", 0), ==,
                   guarded.authorizations->pdata[1]);

  /* The next one knows the way in. */
  ask (fixture, &guarded, "POST");
  fixture_assert_answered (fixture, 200);
  g_assert_cmpuint (guarded.authorizations->len, ==, 3);
  g_assert_cmpuint (fixture->exchange->hops->len, ==, 0);
  assert_response (guarded.authorizations->pdata[2], "POST", "00000002");
  leave (fixture, &guarded);
}

static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  Guarded guarded = { 0 };

  guard_with_digest (&guarded);
  fixture->outgoing.username = "ada";
  fixture->outgoing.password = "open, barley";
  ask (fixture, &guarded, "GET");
  fixture_assert_answered (fixture, 401);
  g_assert_cmpuint (guarded.authorizations->len, ==, 2);

  /* What one user may is not what another one may. */
  fixture->outgoing.password = "open, sesame";
  ask (fixture, &guarded, "GET");
  fixture_assert_answered (fixture, 200);
  leave (fixture, &guarded);
}

/* A server that would rather have the password as it is does not get it. */
static void
test_basic_refused (Fixture *fixture, gconstpointer data)
{
  Guarded guarded = { 0 };

  guard (&guarded, soup_auth_domain_basic_new ("realm", "here", "auth-callback", basic_cb, NULL));
  fixture->outgoing.username = "ada";
  fixture->outgoing.password = "open, sesame";
  ask (fixture, &guarded, "GET");
  fixture_assert_answered (fixture, 401);
  g_assert_cmpuint (guarded.authorizations->len, ==, 1);
  g_assert_cmpstr (guarded.authorizations->pdata[0], ==, "");
  leave (fixture, &guarded);
}

/* Redirected to another server that asks for digest: it gets no answer. */
static void
test_other_origin (Fixture *fixture, gconstpointer data)
{
  Guarded first = { 0 };
  Guarded second = { 0 };
  g_autofree char *elsewhere = NULL;

  guard_with_digest (&first);
  guard_with_digest (&second);
  first.elsewhere = elsewhere = g_strdup_printf ("http://127.0.0.1:%u/", second.port);
  fixture->outgoing.username = "ada";
  fixture->outgoing.password = "open, sesame";
  ask (fixture, &first, "GET");
  fixture_assert_answered (fixture, 401);
  g_assert_cmpuint (second.authorizations->len, ==, 1);
  g_assert_cmpstr (second.authorizations->pdata[0], ==, "");
  g_assert_cmpuint (fixture->exchange->hops->len, ==, 2);
  leave (fixture, &first);
  leave (fixture, &second);
}

#define ADD(path, function) \
  g_test_add ("/transport/digest/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the question is answered, with the same body", test_answered);
  ADD ("a wrong password is tried once", test_wrong_password);
  ADD ("basic is never answered instead", test_basic_refused);
  ADD ("another origin gets no answer", test_other_origin);
  return g_test_run ();
}
