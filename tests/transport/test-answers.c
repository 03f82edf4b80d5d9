/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-answers.c: what an exchange holds of an answer: status, headers, body; redirects and cookies
 */

#include "config.h"

#include "weir-limits.h"
#include "weir-transport-test.h"

static void
test_whole_answer (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *answer = weir_test_server_script (fixture->server, "/whole");

  answer->status = 418;
  answer->reason = g_strdup ("Short and stout");
  weir_test_answer_add_header (answer, "X-One", "first");
  weir_test_answer_add_header (answer, "X-One", "second");
  weir_test_answer_set_body (answer, "text/plain", "tip me over");
  for (guint i = 0; i < 3; i++)
    {
      fixture_send (fixture, "GET", "/whole");
      fixture_assert_answered (fixture, 418);
      g_assert_cmpstr (fixture->exchange->reason, ==, "Short and stout");
      g_assert_cmpuint (fixture->exchange->http_version, ==, 11);
      g_assert_cmpstr (weir_headers_find (fixture->exchange->response_headers, "x-one", 0), ==, "first");
      g_assert_cmpstr (weir_headers_find (fixture->exchange->response_headers, "x-one", 1), ==, "second");
      g_assert_null (weir_headers_find (fixture->exchange->response_headers, "x-one", 2));
      fixture_assert_body (fixture, "tip me over");
      g_assert_cmpuint (fixture->exchange->body_size, ==, 11);
      g_assert_false (fixture->exchange->body_truncated);
      g_assert_cmpuint (fixture->exchange->bytes_received, >, 11 + 40);
      g_assert_cmpuint (fixture->exchange->bytes_sent, >, 40);
    }
}

static void
test_bodiless (Fixture *fixture, gconstpointer data)
{
  weir_test_server_script (fixture->server, "/none")->status = 204;
  weir_test_server_script (fixture->server, "/same")->status = 304;
  weir_test_server_script (fixture->server, "/head")->close = TRUE;
  fixture_send (fixture, "GET", "/none");
  fixture_assert_answered (fixture, 204);
  g_assert_cmpint (fixture->exchange->timings.receiving_us, ==, 0);
  fixture_send (fixture, "GET", "/same");
  fixture_assert_answered (fixture, 304);
  fixture_send (fixture, "HEAD", "/head");
  fixture_assert_answered (fixture, 200);
  g_assert_cmpuint (fixture->exchange->body_size, ==, 0);
}

static void
test_ends_with_connection (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *half = weir_test_server_script (fixture->server, "/half");

  weir_test_server_script (fixture->server, "/open")->no_length = TRUE;
  half->fault = WEIR_TEST_FAULT_HALF_CLOSE;
  for (guint i = 0; i < 3; i++)
    {
      fixture_send (fixture, "GET", "/open");
      fixture_assert_answered (fixture, 200);
      fixture_assert_body (fixture, "ok");
      fixture_send (fixture, "GET", "/half");
      fixture_assert_answered (fixture, 200);
      fixture_assert_body (fixture, "ok");
    }
}

/* Each of these makes libsoup do something of its own, or stop doing it. */
static void
test_special_statuses (Fixture *fixture, gconstpointer data)
{
  static const guint statuses[] = { 401, 407, 421, 401, 500, 503, 300, 417 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/special/%u/%u", statuses[i], i);
      WeirTestAnswer *answer = weir_test_server_script (fixture->server, path);

      answer->status = statuses[i];
      weir_test_answer_add_header (answer, "WWW-Authenticate", "Basic realm=\"x\"");
      fixture_send (fixture, "GET", path);
      fixture_assert_answered (fixture, statuses[i]);
      fixture_assert_body (fixture, "ok");
      g_assert_false (fixture->exchange->resent);
      g_assert_cmpuint (weir_test_server_count (fixture->server, path), ==, 1);
    }
  g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, 1);
}

static void
compress (WeirTestAnswer *answer, gsize size)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *zeros = g_malloc0 (size);

  g_output_stream_write_all (stream, zeros, size, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  g_byte_array_set_size (answer->body, 0);
  g_byte_array_append (answer->body, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                       (guint) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
  weir_test_answer_add_header (answer, "Content-Encoding", "gzip");
}

static void
test_gzip (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *closing = weir_test_server_script (fixture->server, "/close");
  WeirTestAnswer *cut = weir_test_server_script (fixture->server, "/cut");

  compress (weir_test_server_script (fixture->server, "/gzip"), 5000);
  compress (closing, 5000);
  closing->close = TRUE;
  compress (cut, 50000);
  cut->content_length = cut->body->len;
  g_byte_array_set_size (cut->body, cut->body->len / 2);
  cut->fault = WEIR_TEST_FAULT_CUT;
  for (guint i = 0; i < 2; i++)
    {
      fixture_send (fixture, "GET", i ? "/close" : "/gzip");
      fixture_assert_answered (fixture, 200);
      g_assert_cmpuint (fixture->exchange->body_size, ==, 5000);
      g_assert_cmpuint (fixture->exchange->response_body->len, ==, 5000);
      g_assert_cmpuint (fixture->exchange->bytes_received, <, 1000);
    }
  for (guint i = 0; i < 2; i++)
    {
      cut->close = i == 1;
      fixture_send (fixture, "GET", "/cut");
      fixture_assert_error (fixture, WEIR_ERROR_KIND_RESET);
    }
}

/* Cut off within a chunk, and where only the end of the connection says that the body is over. */
static void
test_cut_gzip (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *whole = weir_test_server_script (fixture->server, "/whole");

  compress (whole, 5000);
  for (guint i = 0; i < 4; i++)
    {
      gboolean chunked = i < 2;
      gboolean cut = i % 2;
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autoptr (GString) raw = g_string_new ("HTTP/1.1 200 Fine\r\nContent-Encoding: gzip\r\n");

      if (chunked)
        g_string_append_printf (raw, "Transfer-Encoding: chunked\r\n\r\n%x\r\n", whole->body->len);
      else
        g_string_append (raw, "\r\n");
      g_string_append_len (raw, (const char *) whole->body->data, whole->body->len / (cut ? 2 : 1));
      if (chunked && !cut)
        g_string_append (raw, "\r\n0\r\n\r\n");
      weir_test_answer_set_raw (weir_test_server_script (fixture->server, path), raw->str, (gssize) raw->len);
      fixture_send (fixture, "GET", path);
      if (cut)
        fixture_assert_error (fixture, WEIR_ERROR_KIND_RESET);
      else
        fixture_assert_answered (fixture, 200);
    }
}

static void
test_undecoded (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *answer = weir_test_server_script (fixture->server, "/gzip");

  compress (answer, 5000);
  weir_headers_append (fixture->headers, "Accept-Encoding", "");
  fixture_send (fixture, "GET", "/gzip");
  fixture_assert_answered (fixture, 200);
  g_assert_cmpuint (fixture->exchange->body_size, ==, answer->body->len);
}

static void
test_bomb (Fixture *fixture, gconstpointer data)
{
  compress (weir_test_server_script (fixture->server, "/bomb"), 50 * 1024 * 1024);
  fixture->outgoing.body_limit = G_MAXSIZE;
  fixture->outgoing.body_limit = WEIR_LIMIT_CAPTURED_BODY_BYTES;
  fixture_send (fixture, "GET", "/bomb");
  fixture_assert_answered (fixture, 200);
  g_assert_cmpuint (fixture->exchange->body_size, ==, 50 * 1024 * 1024);
  g_assert_cmpuint (fixture->exchange->response_body->len, ==, WEIR_LIMIT_CAPTURED_BODY_BYTES);
  g_assert_true (fixture->exchange->body_truncated);
}

static void
test_body_limit (Fixture *fixture, gconstpointer data)
{
  static const guint limits[] = { 0, 4, 10, 11 };

  weir_test_answer_set_body (weir_test_server_script (fixture->server, "/"), NULL, "0123456789");
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      fixture->outgoing.body_limit = limits[i];
      fixture_send (fixture, "GET", "/");
      g_assert_cmpuint (fixture->exchange->body_size, ==, 10);
      g_assert_cmpuint (fixture->exchange->response_body->len, ==, MIN (limits[i], 10));
      g_assert_cmpint (fixture->exchange->body_truncated, ==, limits[i] < 10);
    }
  g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, 1);
}

static void
redirect_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  const char *query = strchr (request->target, '?');

  if (g_str_has_prefix (request->path, "/to/") && query != NULL)
    {
      guint status = (guint) g_ascii_strtoull (request->path + 4, NULL, 10);

      weir_test_answer_set_redirect (answer, status, query + 1);
    }
  if (g_str_equal (request->path, "/round"))
    weir_test_answer_set_redirect (answer, 302, "/round");
}

static void
test_redirect_methods (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *method;
    const char *then;
  } cases[] = {
    { 301, "GET", "GET" },   { 302, "GET", "GET" },   { 303, "GET", "GET" },  { 307, "GET", "GET" },
    { 308, "GET", "GET" },   { 301, "POST", "GET" },  { 302, "POST", "GET" }, { 303, "POST", "GET" },
    { 307, "POST", "POST" }, { 308, "POST", "POST" }, { 301, "PUT", "PUT" },  { 303, "PUT", "GET" },
    { 302, "HEAD", "HEAD" }, { 303, "HEAD", "HEAD" },
  };

  weir_test_server_set_callback (fixture->server, redirect_cb, NULL);
  weir_headers_append (fixture->headers, "Content-Type", "text/plain");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/to/%u?/end", cases[i].status);
      gboolean kept = g_str_equal (cases[i].method, cases[i].then);
      gboolean has_body = g_str_equal (cases[i].method, "POST") || g_str_equal (cases[i].method, "PUT");
      const WeirTestRequest *request;

      fixture_set_body (fixture, has_body ? "body" : NULL);
      fixture_send (fixture, cases[i].method, path);
      fixture_assert_answered (fixture, 200);
      request = fixture_get_last_request (fixture);
      g_assert_cmpstr (request->target, ==, "/end");
      g_assert_cmpstr (request->method, ==, cases[i].then);
      g_assert_cmpstr (fixture->exchange->method, ==, cases[i].then);
      g_assert_cmpuint (g_bytes_get_size (request->body), ==, has_body && kept ? 4 : 0);
      g_assert_cmpint (fixture->exchange->request_body != NULL, ==, has_body && kept);
      if (has_body && !kept)
        g_assert_null (weir_test_request_get_header (request, "Content-Type"));
      g_assert_true (g_str_has_suffix (fixture->exchange->url->str, "/end"));
      g_assert_cmpuint (fixture->exchange->hops->len, ==, 1);
      g_assert_cmpuint (g_array_index (fixture->exchange->hops, WeirHop, 0).status, ==, cases[i].status);
      g_assert_true (g_str_has_suffix (g_array_index (fixture->exchange->hops, WeirHop, 0).url, path));
    }
  g_assert_cmpuint (weir_test_server_get_n_connections (fixture->server), ==, 1);
}

static void
test_redirect_locations (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *from;
    const char *seen;
  } cases[] = {
    { "/to/302?//SERVER/x//y?z", "/x//y?z" },
    { "/to/302?http://SERVER/a b", "/a%20b" },
    { "/to/302?next", "/to/next" },
    { "/to/302?../up", "/up" },
    { "/to/302?./../../../up?q", "/up?q" },
    { "/to/302??only=query", "/to/302?only=query" },
    { "/to/302?/keep/../dots", "/keep/../dots" },
    { "/to/302?/x#part", "/x" },
  };

  weir_test_server_set_callback (fixture->server, redirect_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address =
          g_strdup_printf ("127.0.0.1:%u", weir_test_server_get_port (fixture->server));
      g_autoptr (GString) from = g_string_new (cases[i].from);

      g_string_replace (from, "SERVER", address, 0);
      fixture->outgoing.max_redirects = 1;
      fixture_send (fixture, "GET", from->str);
      g_assert_cmpstr (fixture_get_last_request (fixture)->target, ==, cases[i].seen);
    }
}

static void
test_redirect_limit (Fixture *fixture, gconstpointer data)
{
  weir_test_server_set_callback (fixture->server, redirect_cb, NULL);
  fixture_send (fixture, "GET", "/round");
  fixture_assert_answered (fixture, 302);
  g_assert_cmpuint (fixture->exchange->hops->len, ==, 5);
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/round"), ==, 6);
  fixture_assert_body (fixture, "ok");

  fixture->outgoing.max_redirects = 0;
  fixture_send (fixture, "GET", "/round");
  fixture_assert_answered (fixture, 302);
  g_assert_cmpuint (fixture->exchange->hops->len, ==, 0);
}

static void
test_redirect_nowhere (Fixture *fixture, gconstpointer data)
{
  static const char *const locations[] = { "ftp://host/", "javascript:x", "http://", "http://user@host/",
                                           "mailto:" };

  weir_test_server_set_callback (fixture->server, redirect_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/to/302?%s", locations[i]);

      fixture_send (fixture, "GET", path);
      fixture_assert_answered (fixture, 302);
      g_assert_cmpuint (fixture->exchange->hops->len, ==, 0);
    }
  weir_test_server_script (fixture->server, "/bare")->status = 302;
  fixture_send (fixture, "GET", "/bare");
  fixture_assert_answered (fixture, 302);
}

static void
test_redirect_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTestServer) other = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (other, "/there");
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", weir_test_server_get_port (other));
  g_autofree char *back = weir_test_server_get_url (fixture->server, "/back");
  const WeirTestRequest *request;

  weir_test_answer_set_redirect (weir_test_server_script (fixture->server, "/here"), 307, "/still");
  weir_test_answer_set_redirect (weir_test_server_script (fixture->server, "/still"), 307, url);
  weir_test_answer_set_redirect (weir_test_server_script (other, "/there"), 307, back);
  weir_headers_append (fixture->headers, "Authorization", "Bearer token");
  weir_headers_append (fixture->headers, "Cookie", "a=b");
  weir_headers_append (fixture->headers, "Host", "example.org");
  weir_headers_append (fixture->headers, "X-Other", "kept");
  fixture_send (fixture, "GET", "/here");
  fixture_assert_answered (fixture, 200);
  g_assert_cmpuint (fixture->exchange->hops->len, ==, 3);
  request = weir_test_server_find_request (fixture->server, "/still", 1);
  g_assert_cmpstr (weir_test_request_get_header (request, "Authorization"), ==, "Bearer token");
  g_assert_cmpstr (weir_test_request_get_header (request, "Cookie"), ==, "a=b");
  g_assert_cmpstr (weir_test_request_get_header (request, "Host"), ==, "example.org");
  request = weir_test_server_find_request (other, "/there", 1);
  g_assert_null (weir_test_request_get_header (request, "Authorization"));
  g_assert_null (weir_test_request_get_header (request, "Cookie"));
  g_assert_cmpstr (weir_test_request_get_header (request, "Host"), ==, host);
  g_assert_cmpstr (weir_test_request_get_header (request, "X-Other"), ==, "kept");
  request = weir_test_server_find_request (fixture->server, "/back", 1);
  g_assert_cmpstr (weir_test_request_get_header (request, "Authorization"), ==, "Bearer token");
  weir_client_disconnect (fixture->client);
}

static const char *
get_sent_cookie (Fixture *fixture, const char *path)
{
  fixture_send (fixture, "GET", path);
  fixture_assert_answered (fixture, 200);
  return weir_test_request_get_header (fixture_get_last_request (fixture), "Cookie");
}

static void
set_cookies_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (!g_str_equal (request->path, "/login"))
    return;
  weir_test_answer_add_header (answer, "Set-Cookie", request->nth == 1 ? "id=one; Path=/" : "id=two; Path=/");
  weir_test_answer_add_header (answer, "Set-Cookie", "deep=1; Path=/deep; HttpOnly; SameSite=Strict");
  weir_test_answer_add_header (answer, "Set-Cookie", "elsewhere=1; Domain=example.org");
  weir_test_answer_add_header (answer, "Set-Cookie", "gone=1; Max-Age=0");
  weir_test_answer_add_header (answer, "Set-Cookie", ";;;=");
}

static void
test_cookies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  weir_test_server_set_callback (fixture->server, set_cookies_cb, NULL);
  g_assert_null (get_sent_cookie (fixture, "/"));
  g_assert_null (get_sent_cookie (fixture, "/login"));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (get_sent_cookie (fixture, "/"), ==, "id=one");
  g_assert_cmpstr (get_sent_cookie (fixture, "/deep/er"), ==, "deep=1; id=one");
  found = weir_client_find_cookie (fixture->client, fixture->target, "deep");
  g_assert_cmpstr (found, ==, "1");
  g_assert_null (weir_client_find_cookie (fixture->client, fixture->target, "none"));
  g_assert_cmpstr (get_sent_cookie (fixture, "/login"), ==, "id=one");
  g_assert_cmpstr (get_sent_cookie (fixture, "/"), ==, "id=two");

  weir_headers_append (fixture->headers, "Cookie", "mine=1");
  g_assert_cmpstr (get_sent_cookie (fixture, "/"), ==, "mine=1");
  g_assert_null (weir_headers_find (fixture_get_last_request (fixture)->headers, "Cookie", 1));
  g_string_truncate (fixture->headers, 0);
  g_assert_cmpstr (get_sent_cookie (fixture, "/"), ==, "id=two");
}

static void
test_localhost_cookies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *login =
      g_strdup_printf ("http://localhost:%u/login", weir_test_server_get_port (fixture->server));
  g_autofree char *next =
      g_strdup_printf ("http://localhost:%u/", weir_test_server_get_port (fixture->server));

  weir_test_server_set_callback (fixture->server, set_cookies_cb, NULL);
  fixture_send (fixture, "GET", login);
  fixture_assert_answered (fixture, 200);
  g_assert_cmpstr (get_sent_cookie (fixture, next), ==, "id=one");
  g_assert_null (get_sent_cookie (fixture, "/"));
}

static void
test_copied_cookies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirCookies) none = weir_client_copy_cookies (fixture->client);
  g_autoptr (WeirCookies) one = NULL;
  WeirClient *first = fixture->client;

  weir_test_server_set_callback (fixture->server, set_cookies_cb, NULL);
  get_sent_cookie (fixture, "/login");
  one = weir_client_copy_cookies (fixture->client);
  get_sent_cookie (fixture, "/login");
  g_assert_cmpstr (get_sent_cookie (fixture, "/"), ==, "id=two");
  weir_client_set_cookies (fixture->client, one);
  g_assert_cmpstr (get_sent_cookie (fixture, "/"), ==, "id=one");
  weir_client_set_cookies (fixture->client, none);
  g_assert_null (get_sent_cookie (fixture, "/"));
  weir_client_set_cookies (fixture->client, one);
  weir_client_set_cookies (fixture->client, NULL);
  g_assert_null (get_sent_cookie (fixture, "/"));

  fixture->client = weir_client_open (fixture->transport);
  weir_client_set_cookies (fixture->client, one);
  g_assert_cmpstr (get_sent_cookie (fixture, "/"), ==, "id=one");
  weir_client_close (first);
}

static void
test_redirect_cookies (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *answer = weir_test_server_script (fixture->server, "/enter");

  weir_test_answer_set_redirect (answer, 303, "/inside");
  weir_test_answer_add_header (answer, "Set-Cookie", "id=fresh; Path=/");
  fixture_send (fixture, "POST", "/enter");
  g_assert_cmpstr (weir_test_request_get_header (fixture_get_last_request (fixture), "Cookie"), ==,
                   "id=fresh");
}

static void
many_cookies_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *cookie = g_strdup_printf ("c%u_%u=x; Path=/far", request->nth, i);

      weir_test_answer_add_header (answer, "Set-Cookie", cookie);
    }
}

static void
test_many_cookies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = NULL;
  g_autofree char *refused = NULL;

  weir_test_server_set_callback (fixture->server, many_cookies_cb, NULL);
  for (guint i = 0; i < 4; i++)
    fixture_send (fixture, "GET", "/");
  g_clear_pointer (&fixture->target, weir_target_unref);
  fixture->target = fixture_make_target (fixture, "/far");
  kept = weir_client_find_cookie (fixture->client, fixture->target, "c2_499");
  refused = weir_client_find_cookie (fixture->client, fixture->target, "c3_0");
  g_assert_cmpstr (kept, ==, "x");
  g_assert_null (refused);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/transport/answer/is kept whole", test_whole_answer);
  ADD ("/transport/answer/without body", test_bodiless);
  ADD ("/transport/answer/may end with the connection", test_ends_with_connection);
  ADD ("/transport/answer/statuses libsoup acts upon are just answers", test_special_statuses);
  ADD ("/transport/answer/gzip is decoded, what is cut off is an error", test_gzip);
  ADD ("/transport/answer/gzip may be cut off anywhere", test_cut_gzip);
  ADD ("/transport/answer/without Accept-Encoding nothing is decoded", test_undecoded);
  ADD ("/transport/answer/a decompression bomb is counted, not kept", test_bomb);
  ADD ("/transport/answer/what exceeds the limit is counted, not kept", test_body_limit);
  ADD ("/transport/redirect/method and body", test_redirect_methods);
  ADD ("/transport/redirect/locations are resolved", test_redirect_locations);
  ADD ("/transport/redirect/at the limit the last answer is the result", test_redirect_limit);
  ADD ("/transport/redirect/to nowhere is an answer", test_redirect_nowhere);
  ADD ("/transport/redirect/another origin gets no credentials", test_redirect_elsewhere);
  ADD ("/transport/cookies/come back where they belong", test_cookies);
  ADD ("/transport/cookies/also on localhost, each host its own", test_localhost_cookies);
  ADD ("/transport/cookies/are copied and replaced", test_copied_cookies);
  ADD ("/transport/cookies/those of a redirect are there at its end", test_redirect_cookies);
  ADD ("/transport/cookies/a flood of them is refused", test_many_cookies);
  return g_test_run ();
}
