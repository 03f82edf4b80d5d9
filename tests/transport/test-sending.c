/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-sending.c: what the server sees of a request, and what becomes of the connection
 */

#include "config.h"

#include "weir-transport-test.h"

static void
test_targets (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *written;
    const char *seen;
  } cases[] = {
    { "/a//b/?z=1&a=%2F&q=x y", "/a//b/?z=1&a=%2F&q=x%20y" },
    { "/../x/./y", "/../x/./y" },
    { "/%2e%2E/%7euser", "/%2e%2E/%7euser" },
    { "", "/" },
    { "?q=1", "/?q=1" },
    { "/?", "/?" },
    { "/a#fragment?no", "/a" },
    { "/a?b#c", "/a?b" },
    { "/filter[x]=1;v=2,3!$&'()*+@:~", "/filter[x]=1;v=2,3!$&'()*+@:~" },
    { "/gr\303\274n?\"<>\\^`{|}", "/gr%C3%BCn?%22%3C%3E%5C%5E%60%7B%7C%7D" },
    { "/100%", "/100%" },
    { "/a?b?c=http://x/y//z", "/a?b?c=http://x/y//z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_send (fixture, "GET", cases[i].written);
      fixture_assert_answered (fixture, 200);
      g_assert_cmpstr (fixture_get_last_request (fixture)->target, ==, cases[i].seen);
    }
}

static void
assert_bad_url (const char *url, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_target_new (url, &error));
  g_assert_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_URL);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” is not about “%s”", error->message, part);
}

static void
test_bad_urls (void)
{
  g_autofree char *long_url = g_strnfill (70000, 'x');

  assert_bad_url ("", "http://");
  assert_bad_url ("/items", "http://");
  assert_bad_url ("ftp://host/", "http://");
  assert_bad_url ("http://", "no host");
  assert_bad_url ("http:///x", "no host");
  assert_bad_url ("http://:80/", "no host");
  assert_bad_url ("http://user:secret@host/", "Authorization");
  assert_bad_url ("http://host:0/", "1 to 65535");
  assert_bad_url ("http://host:65536/", "1 to 65535");
  assert_bad_url ("http://host:8x/", "1 to 65535");
  assert_bad_url ("http://[::1/", "IPv6");
  assert_bad_url ("http://[hello]/", "IPv6");
  assert_bad_url ("http://[::1]x/", "IPv6");
  assert_bad_url ("http://a b/", "character");
  assert_bad_url ("http://${host}/", "“{”");
  assert_bad_url ("http://a%41/", "“%”");
  assert_bad_url ("http://\377\376/", "name");
  assert_bad_url (long_url, "at most");
}

static void
test_ipv6 (void)
{
  g_autoptr (WeirTarget) target = weir_target_new ("HTTP://[::1]:8020/x?y#z", NULL);
  g_autoptr (WeirTarget) usual = weir_target_new ("https://[2001:DB8::1]:443", NULL);

  g_assert_nonnull (target);
  g_assert_cmpstr (weir_target_get_url (target), ==, "http://[::1]:8020/x?y");
  g_assert_nonnull (usual);
  g_assert_cmpstr (weir_target_get_url (usual), ==, "https://[2001:db8::1]/");
}

/* However the last URL was written, the next one is what it would be alone. */
static void
test_like (void)
{
  static const char *const urls[] = {
    "http://host/items?id=1", "http://host/items?id=2", "http://host", "http://host?q", "http://host#top",
    "http://host:80/items",   "http://host:8080/items", "http://hostess/", "http://host.example/", "http://hos/",
    "HTTP://HOST/items",      "http://Host/items",      "https://host/items", "https://host:443/items",
    "http://[::1]/a b",       "http://[::1]:80/a",      "http://[::1]:8020/a?b#c", "http://host/gr\303\274n#x",
  };
  static const char *const bad[] = { "http://host@/", "http://host:x/", "http:/host/", "http://host\\x" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (WeirTarget) like = weir_target_new (urls[i], NULL);

      for (guint j = 0; j < G_N_ELEMENTS (urls); j++)
        {
          g_autoptr (WeirTarget) alone = weir_target_new (urls[j], NULL);
          g_autoptr (WeirTarget) target = weir_target_new_like (like, urls[j], NULL);

          g_assert_cmpstr (weir_target_get_url (target), ==, weir_target_get_url (alone));
        }
      for (guint j = 0; j < G_N_ELEMENTS (bad); j++)
        {
          g_autoptr (GError) error = NULL;

          g_assert_null (weir_target_new_like (like, bad[j], &error));
          g_assert_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_URL);
        }
    }
}

static void
test_like_same (void)
{
  g_autofree char *long_path = g_strnfill (70000, 'x');
  g_autofree char *long_url = g_strconcat ("http://host/", long_path, NULL);
  g_autoptr (WeirTarget) like = weir_target_new ("http://host/items?id=1", NULL);
  g_autoptr (WeirTarget) same = weir_target_new_like (like, "http://host/items?id=1", NULL);
  g_autoptr (WeirTarget) first = weir_target_new_like (NULL, "http://host/items?id=1", NULL);

  g_assert_true (same == like);
  g_assert_cmpstr (weir_target_get_url (first), ==, weir_target_get_url (like));
  g_assert_null (weir_target_new_like (like, long_url, NULL));
}

/* The message is used again with another path; all the rest goes out as before, and but once. */
static void
test_other_paths (Fixture *fixture, gconstpointer data)
{
  weir_headers_append (fixture->headers, "X-Token", "t");
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *where = g_strdup_printf ("/items?id=%u", i / 2);
      const WeirTestRequest *request;

      fixture_send (fixture, "GET", where);
      fixture_assert_answered (fixture, 200);
      request = fixture_get_last_request (fixture);
      g_assert_cmpstr (request->target, ==, where);
      g_assert_cmpstr (weir_test_request_get_header (request, "X-Token"), ==, "t");
      g_assert_null (weir_headers_find (request->headers, "X-Token", 1));
      g_assert_nonnull (weir_test_request_get_header (request, "Host"));
      g_assert_null (weir_headers_find (request->headers, "Host", 1));
      g_assert_true (g_str_has_suffix (fixture->exchange->url->str, where));
    }
}

static void
test_own_headers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", weir_test_server_get_port (fixture->server));
  const WeirTestRequest *request;

  fixture_send (fixture, "GET", "/");
  request = fixture_get_last_request (fixture);
  g_assert_cmpstr (weir_test_request_get_header (request, "Host"), ==, host);
  g_assert_cmpstr (weir_test_request_get_header (request, "User-Agent"), ==, "weir/" WEIR_VERSION);
  g_assert_cmpstr (weir_test_request_get_header (request, "Accept-Encoding"), ==, "gzip, deflate");
  g_assert_null (weir_test_request_get_header (request, "Accept-Language"));
  g_assert_null (weir_test_request_get_header (request, "Content-Length"));
  g_assert_null (weir_test_request_get_header (request, "Cookie"));
}

static void
test_written_headers (Fixture *fixture, gconstpointer data)
{
  const WeirTestRequest *request;

  weir_headers_append (fixture->headers, "Host", "example.org");
  weir_headers_append (fixture->headers, "User-Agent", "mine/1");
  weir_headers_append (fixture->headers, "Accept-Encoding", "identity");
  weir_headers_append (fixture->headers, "X-Twice", "one");
  weir_headers_append (fixture->headers, "X-Twice", "two");
  weir_headers_append (fixture->headers, "X-Empty", "");
  weir_headers_append (fixture->headers, "X-Words", "gr\303\274n");
  fixture_send (fixture, "GET", "/");
  fixture_assert_answered (fixture, 200);
  request = fixture_get_last_request (fixture);
  g_assert_cmpstr (weir_test_request_get_header (request, "Host"), ==, "example.org");
  g_assert_null (weir_headers_find (request->headers, "Host", 1));
  g_assert_cmpstr (weir_test_request_get_header (request, "User-Agent"), ==, "mine/1");
  g_assert_null (weir_headers_find (request->headers, "User-Agent", 1));
  g_assert_cmpstr (weir_test_request_get_header (request, "Accept-Encoding"), ==, "identity");
  g_assert_cmpstr (weir_headers_find (request->headers, "X-Twice", 0), ==, "one");
  g_assert_cmpstr (weir_headers_find (request->headers, "X-Twice", 1), ==, "two");
  g_assert_cmpstr (weir_test_request_get_header (request, "X-Empty"), ==, "");
  g_assert_cmpstr (weir_test_request_get_header (request, "X-Words"), ==, "gr\303\274n");
}

static void
test_owned_headers (Fixture *fixture, gconstpointer data)
{
  const WeirTestRequest *request;

  weir_headers_append (fixture->headers, "content-length", "7");
  weir_headers_append (fixture->headers, "Transfer-Encoding", "chunked");
  weir_headers_append (fixture->headers, "TE", "trailers");
  weir_headers_append (fixture->headers, "Upgrade", "h2c");
  weir_headers_append (fixture->headers, "Connection", "Upgrade");
  fixture_send (fixture, "GET", "/");
  fixture_assert_answered (fixture, 200);
  request = fixture_get_last_request (fixture);
  g_assert_null (weir_test_request_get_header (request, "Content-Length"));
  g_assert_null (weir_test_request_get_header (request, "Transfer-Encoding"));
  g_assert_null (weir_test_request_get_header (request, "TE"));
  g_assert_null (weir_test_request_get_header (request, "Upgrade"));
  g_assert_cmpstr (weir_test_request_get_header (request, "Connection"), ==, "Keep-Alive");
  g_assert_true (weir_transport_owns_header ("te", "x"));
  g_assert_true (weir_transport_owns_header ("connection", "keep-alive"));
  g_assert_false (weir_transport_owns_header ("connection", "close"));
  g_assert_false (weir_transport_owns_header ("Accept", "x"));
}

static void
test_no_accept_encoding (Fixture *fixture, gconstpointer data)
{
  weir_headers_append (fixture->headers, "Accept-Encoding", "");
  fixture_send (fixture, "GET", "/");
  fixture_assert_answered (fixture, 200);
  g_assert_null (weir_test_request_get_header (fixture_get_last_request (fixture), "Accept-Encoding"));
  fixture_send (fixture, "GET", "/");
  g_assert_null (weir_test_request_get_header (fixture_get_last_request (fixture), "Accept-Encoding"));
  g_string_truncate (fixture->headers, 0);
  for (guint i = 0; i < 2; i++)
    {
      fixture_send (fixture, "GET", "/");
      g_assert_cmpstr (weir_test_request_get_header (fixture_get_last_request (fixture), "Accept-Encoding"),
                       ==, "gzip, deflate");
    }
}

static void
test_request_as_sent (Fixture *fixture, gconstpointer data)
{
  const WeirTestRequest *request;
  const char *name, *value;
  gsize position = 0;

  weir_headers_append (fixture->headers, "X-One", "1");
  fixture_send (fixture, "POST", "/orders?x=1");
  fixture_set_body (fixture, "hello");
  fixture_send (fixture, "POST", "/orders?x=1");
  request = fixture_get_last_request (fixture);
  g_assert_cmpuint (fixture->exchange->request_headers->len, ==, request->headers->len);
  while (weir_headers_next (request->headers, &position, &name, &value))
    g_assert_cmpstr (weir_headers_find (fixture->exchange->request_headers, name, 0), ==, value);
  g_assert_cmpstr (fixture->exchange->method, ==, "POST");
  g_assert_true (g_str_has_suffix (fixture->exchange->url->str, "/orders?x=1"));
  g_assert_true (g_bytes_equal (fixture->exchange->request_body, request->body));
}

static void
test_bodies (Fixture *fixture, gconstpointer data)
{
  static const char *const methods[] = { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      const WeirTestRequest *request;

      fixture_set_body (fixture, "{\"item\": 1}");
      fixture_send (fixture, methods[i], "/");
      fixture_assert_answered (fixture, 200);
      request = fixture_get_last_request (fixture);
      g_assert_cmpstr (request->method, ==, methods[i]);
      g_assert_cmpmem (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body),
                       "{\"item\": 1}", 11);
      fixture_set_body (fixture, NULL);
      fixture_send (fixture, methods[i], "/");
      request = fixture_get_last_request (fixture);
      g_assert_cmpuint (g_bytes_get_size (request->body), ==, 0);
      if (g_str_equal (methods[i], "POST") || g_str_equal (methods[i], "PUT"))
        g_assert_cmpstr (weir_test_request_get_header (request, "Content-Length"), ==, "0");
      else
        g_assert_null (weir_test_request_get_header (request, "Content-Length"));
    }
  g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, 1);
}

static void
test_content_type_stays (Fixture *fixture, gconstpointer data)
{
  weir_headers_append (fixture->headers, "Content-Type", "application/json");
  fixture_set_body (fixture, "1");
  fixture_send (fixture, "POST", "/");
  fixture_set_body (fixture, NULL);
  fixture_send (fixture, "POST", "/");
  fixture_send (fixture, "POST", "/");
  g_assert_cmpstr (weir_test_request_get_header (fixture_get_last_request (fixture), "Content-Type"), ==,
                   "application/json");
}

static void
test_large_body (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (3 * 1024 * 1024, 'x');

  fixture_set_body (fixture, large);
  fixture_send (fixture, "POST", "/");
  fixture_assert_answered (fixture, 200);
  g_assert_cmpuint (g_bytes_get_size (fixture_get_last_request (fixture)->body), ==, 3 * 1024 * 1024);
  g_assert_cmpuint (fixture->exchange->bytes_sent, >, 3 * 1024 * 1024);
}

static void
test_unsendable (Fixture *fixture, gconstpointer data)
{
  weir_headers_append (fixture->headers, "X-Bad", "a\nb");
  fixture_start (fixture, "GET", "/");
  g_assert_false (fixture->done);
  g_assert_true (weir_test_wait (fixture_is_done, fixture, DEADLINE_MS));
  g_assert_cmpint (fixture->exchange->outcome, ==, WEIR_EXCHANGE_UNSENT);
  fixture_assert_message (fixture, "The value of the header X-Bad holds a line break; a header is one line.");
  g_string_truncate (fixture->headers, 0);
  fixture_send (fixture, "BAD METHOD", "/");
  g_assert_cmpint (fixture->exchange->outcome, ==, WEIR_EXCHANGE_UNSENT);
  fixture_send (fixture, "GET", "/");
  fixture_assert_answered (fixture, 200);
  g_assert_cmpuint (weir_test_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_keep_alive (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      fixture_send (fixture, i % 2 ? "POST" : "GET", "/");
      g_assert_cmpint (fixture->exchange->new_connection, ==, i == 0);
    }
  g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, 1);

  weir_client_disconnect (fixture->client);
  fixture_send (fixture, "GET", "/");
  g_assert_true (fixture->exchange->new_connection);
  g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, 2);

  weir_headers_append (fixture->headers, "Connection", "close");
  fixture_send (fixture, "GET", "/");
  g_string_truncate (fixture->headers, 0);
  fixture_send (fixture, "GET", "/");
  g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, 3);
}

static void
test_server_closes (Fixture *fixture, gconstpointer data)
{
  weir_test_server_script (fixture->server, "/close")->close = TRUE;
  weir_test_server_script (fixture->server, "/drop")->drop = TRUE;
  for (guint i = 0; i < 3; i++)
    {
      fixture_send (fixture, "POST", "/close");
      fixture_assert_answered (fixture, 200);
      fixture_send (fixture, "POST", "/drop");
      fixture_assert_answered (fixture, 200);
      g_assert_true (weir_test_wait (fixture_has_no_connection, fixture, DEADLINE_MS));
    }
  g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, 6);
}

typedef struct
{
  guint n_open;
  guint n_done;
} Batch;

static void
batch_cb (WeirExchange *exchange, gpointer data)
{
  Batch *batch = data;

  g_assert_cmpstr (exchange->error_message, ==, NULL);
  g_assert_cmpint (exchange->outcome, ==, WEIR_EXCHANGE_ANSWERED);
  batch->n_done++;
}

static gboolean
batch_is_done (gpointer data)
{
  return ((Batch *) data)->n_done == ((Batch *) data)->n_open;
}

static void
test_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTarget) target = fixture_make_target (fixture, "/batch");
  WeirExchange *exchanges[40];
  Batch batch = { .n_open = G_N_ELEMENTS (exchanges) };

  weir_test_server_script (fixture->server, "/batch")->fault = WEIR_TEST_FAULT_STALL;
  fixture->outgoing.target = target;
  for (guint i = 0; i < batch.n_open; i++)
    {
      exchanges[i] = weir_exchange_new ();
      weir_client_send (fixture->client, &fixture->outgoing, exchanges[i], batch_cb, &batch);
    }
  g_assert_true (weir_test_wait (fixture_has_forty_waiting, fixture, DEADLINE_MS));
  weir_test_server_release (fixture->server);
  g_assert_true (weir_test_wait (batch_is_done, &batch, DEADLINE_MS));
  g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, 40);
  for (guint i = 0; i < batch.n_open; i++)
    weir_exchange_free (exchanges[i]);
  fixture_send (fixture, "GET", "/");
  g_assert_false (fixture->exchange->new_connection);
}

/* Again on new connections, whose descriptors have the numbers of those that were closed. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTarget) target = fixture_make_target (fixture, "/many");
  WeirExchange *exchanges[300];

  for (guint i = 0; i < G_N_ELEMENTS (exchanges); i++)
    exchanges[i] = weir_exchange_new ();
  fixture->outgoing.target = target;
  for (guint round = 1; round <= 3; round++)
    {
      Batch batch = { .n_open = G_N_ELEMENTS (exchanges) };

      for (guint i = 0; i < batch.n_open; i++)
        weir_client_send (fixture->client, &fixture->outgoing, exchanges[i], batch_cb, &batch);
      g_assert_true (weir_test_wait (batch_is_done, &batch, DEADLINE_MS));
      g_assert_cmpuint (weir_test_server_count (fixture->server, "/many"), ==, round * batch.n_open);
      g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, round * batch.n_open);
      weir_client_disconnect (fixture->client);
    }
  for (guint i = 0; i < G_N_ELEMENTS (exchanges); i++)
    weir_exchange_free (exchanges[i]);
}

static void
test_two_servers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTestServer) other = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (other, "/other");

  for (guint i = 0; i < 3; i++)
    {
      fixture_send (fixture, "GET", "/");
      fixture_send (fixture, "GET", url);
      fixture_assert_answered (fixture, 200);
    }
  g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, 1);
  g_assert_cmpuint (weir_test_server_get_n_connections (other), ==, 1);
  weir_client_disconnect (fixture->client);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/transport/target/is sent verbatim, only illegal bytes are escaped", test_targets);
  g_test_add_func ("/transport/target/a URL that cannot be sent is refused with a sentence", test_bad_urls);
  g_test_add_func ("/transport/target/IPv6 literals keep their brackets", test_ipv6);
  g_test_add_func ("/transport/target/a URL after another is what it is alone", test_like);
  g_test_add_func ("/transport/target/the same URL again is the same target", test_like_same);
  ADD ("/transport/request/another path goes out with the same headers", test_other_paths);
  ADD ("/transport/headers/Host, User-Agent and Accept-Encoding are added", test_own_headers);
  ADD ("/transport/headers/what the user wrote is sent instead, once", test_written_headers);
  ADD ("/transport/headers/those of the transport are ignored", test_owned_headers);
  ADD ("/transport/headers/an empty Accept-Encoding removes it, for that request", test_no_accept_encoding);
  ADD ("/transport/request/the exchange holds it as it was sent", test_request_as_sent);
  ADD ("/transport/request/a body goes out with any method, and only with its own request", test_bodies);
  ADD ("/transport/request/Content-Type outlives the body", test_content_type_stays);
  ADD ("/transport/request/a body of megabytes arrives whole", test_large_body);
  ADD ("/transport/request/an illegal header or method is reported, later, and nothing is sent",
       test_unsendable);
  ADD ("/transport/connection/is kept from request to request, also after POST", test_keep_alive);
  ADD ("/transport/connection/one the server closed is replaced", test_server_closes);
  ADD ("/transport/connection/each request under way has its own, and they are kept", test_batch);
  ADD ("/transport/connection/hundreds at a time, each on a connection of its own", test_many);
  ADD ("/transport/connection/two servers keep one each", test_two_servers);
  return g_test_run ();
}
