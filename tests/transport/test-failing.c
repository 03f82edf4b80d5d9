/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-failing.c: every way in which there is no answer: its kind, its sentence, and that life goes on
 */

#include "config.h"

#include <sys/resource.h>

#include "weir-transport-test.h"

/* "127.0.0.1:PORT" and the rest of a sentence */
static void
assert_said (Fixture *fixture, WeirErrorKind kind, const char *rest)
{
  g_autofree char *sentence =
      g_strdup_printf ("127.0.0.1:%u %s", weir_test_server_get_port (fixture->server), rest);

  fixture_assert_error (fixture, kind);
  fixture_assert_message (fixture, sentence);
  g_assert_cmpint (fixture->exchange->timings.dns_us, >=, 0);
  g_assert_cmpint (weir_timings_get_total (&fixture->exchange->timings), >=, 0);
}

static void
assert_life_goes_on (Fixture *fixture)
{
  fixture_send (fixture, "GET", "/next");
  fixture_assert_answered (fixture, 200);
  fixture_send (fixture, "GET", "/next");
  fixture_assert_answered (fixture, 200);
  g_assert_false (fixture->exchange->new_connection);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  WeirTestServer *other = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (other, "/");
  g_autofree char *sentence =
      g_strdup_printf ("127.0.0.1:%u refused the connection.", weir_test_server_get_port (other));

  weir_test_server_free (other);
  fixture_send (fixture, "GET", url);
  fixture_assert_error (fixture, WEIR_ERROR_KIND_CONNECT);
  fixture_assert_message (fixture, sentence);
  g_assert_cmpint (fixture->exchange->timings.dns_us, ==, 0);
  g_assert_cmpint (fixture->exchange->timings.sending_us, ==, 0);
  assert_life_goes_on (fixture);
}

static void
test_no_address (Fixture *fixture, gconstpointer data)
{
  fixture_send (fixture, "GET", "http://nope.invalid:8020/");
  fixture_assert_error (fixture, WEIR_ERROR_KIND_DNS);
  g_assert_true (
      g_str_has_prefix (fixture->exchange->error_message, "No address was found for host nope.invalid"));
  g_assert_cmpint (fixture->exchange->timings.dns_us, ==,
                   weir_timings_get_total (&fixture->exchange->timings));
  assert_life_goes_on (fixture);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  weir_test_server_script (fixture->server, "/close")->fault = WEIR_TEST_FAULT_CLOSE;
  fixture_send (fixture, "POST", "/close");
  assert_said (fixture, WEIR_ERROR_KIND_RESET, "closed the connection before it answered.");
  g_assert_cmpuint (fixture->exchange->bytes_sent, >, 0);
  assert_life_goes_on (fixture);
  fixture_send (fixture, "POST", "/close");
  assert_said (fixture, WEIR_ERROR_KIND_RESET, "closed the connection before it answered.");
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/close"), ==, 2);
  assert_life_goes_on (fixture);
}

static void
test_reset (Fixture *fixture, gconstpointer data)
{
  weir_test_server_script (fixture->server, "/reset")->fault = WEIR_TEST_FAULT_RESET;
  fixture_send (fixture, "GET", "/reset");
  assert_said (fixture, WEIR_ERROR_KIND_RESET, "closed the connection before it answered.");
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/reset"), ==, 1);
  assert_life_goes_on (fixture);
}

/* A kept connection that ends before any byte of the answer: sent again once, and said so. */
static void
test_resent (Fixture *fixture, gconstpointer data)
{
  weir_test_server_script (fixture->server, "/reset")->fault = WEIR_TEST_FAULT_RESET;
  fixture_send (fixture, "GET", "/");
  fixture_set_body (fixture, "whole");
  fixture_send (fixture, "PUT", "/reset");
  assert_said (fixture, WEIR_ERROR_KIND_RESET, "closed the connection before it answered.");
  g_assert_true (fixture->exchange->resent);
  g_assert_cmpuint (weir_test_server_count (fixture->server, "/reset"), ==, 2);
  g_assert_cmpuint (g_bytes_get_size (weir_test_server_find_request (fixture->server, "/reset", 2)->body), ==,
                    5);
  fixture_set_body (fixture, NULL);
  assert_life_goes_on (fixture);
  g_assert_false (fixture->exchange->resent);
}

static void
fail_first_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (g_str_equal (request->path, "/twice") && request->nth == 1)
    answer->fault = WEIR_TEST_FAULT_CLOSE;
}

static void
test_resent_and_answered (Fixture *fixture, gconstpointer data)
{
  WeirTimings *timings = &fixture->exchange->timings;

  weir_test_server_set_callback (fixture->server, fail_first_cb, NULL);
  fixture_send (fixture, "GET", "/");
  fixture_send (fixture, "GET", "/twice");
  fixture_assert_answered (fixture, 200);
  g_assert_true (fixture->exchange->resent);
  g_assert_true (fixture->exchange->new_connection);
  g_assert_cmpint (timings->tcp_us, >, 0);
  g_assert_cmpint (timings->started_us, <=,
                   weir_test_server_find_request (fixture->server, "/twice", 1)->arrived_us);
}

typedef struct
{
  gboolean chunked;
  gboolean close;
  gint64 length;
  WeirTestFault fault;
} Cut;

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  const Cut *cut = data;
  WeirTestAnswer *answer = weir_test_server_script (fixture->server, "/cut");

  weir_test_answer_set_body (answer, "text/plain", "0123456789");
  answer->chunked = cut->chunked;
  answer->close = cut->close;
  answer->content_length = cut->length;
  answer->fault = cut->fault;
  for (guint i = 0; i < 2; i++)
    {
      fixture_send (fixture, "GET", "/cut");
      fixture_assert_error (fixture, WEIR_ERROR_KIND_RESET);
      g_assert_nonnull (
          strstr (fixture->exchange->error_message, "closed the connection in the middle of its answer"));
      assert_life_goes_on (fixture);
    }
}

static void
test_chunks_end_with_connection (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *answer = weir_test_server_script (fixture->server, "/chunks");

  weir_test_answer_set_body (answer, "text/plain", "0123456789");
  answer->chunked = TRUE;
  answer->drop = TRUE;
  for (guint i = 0; i < 20; i++)
    {
      fixture_send (fixture, "GET", "/chunks");
      fixture_assert_answered (fixture, 200);
      fixture_assert_body (fixture, "0123456789");
    }
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  static const char *const garbage[] = {
    "hello\r\n\r\n",
    "\r\n\r\n",
    "HTTP/1.1\r\n\r\n",
    "HTTP/1.1 abc Fine\r\n\r\n",
    "SSH-2.0-OpenSSH_9.2\r\n\r\n",
    "HTTP/1.1 200 Fine\r\nTransfer-Encoding: rot13\r\n\r\nhello",
    "HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_autofree char *path = g_strdup_printf ("/garbage/%u", i);

      weir_test_answer_set_raw (weir_test_server_script (fixture->server, path), garbage[i], -1);
      fixture_send (fixture, "GET", path);
      if (fixture->exchange->outcome != WEIR_EXCHANGE_ERROR)
        g_error ("%s was taken for an answer", garbage[i]);
      assert_said (fixture, WEIR_ERROR_KIND_PROTOCOL, "sent an answer that is not HTTP.");
      assert_life_goes_on (fixture);
    }
}

static void
test_huge_headers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *value = g_strnfill (200 * 1024, 'x');

  weir_test_answer_add_header (weir_test_server_script (fixture->server, "/huge"), "X-Huge", value);
  fixture_send (fixture, "GET", "/huge");
  assert_said (fixture, WEIR_ERROR_KIND_PROTOCOL, "sent more than 64 KB of headers.");
  assert_life_goes_on (fixture);
}

static void
test_timeout_waiting (Fixture *fixture, gconstpointer data)
{
  weir_test_server_script (fixture->server, "/stall")->fault = WEIR_TEST_FAULT_STALL;
  fixture->outgoing.timeout_us = 300 * G_TIME_SPAN_MILLISECOND;
  fixture_send (fixture, "GET", "/stall");
  assert_said (fixture, WEIR_ERROR_KIND_TIMEOUT, "did not answer within 300 ms.");
  g_assert_cmpint (weir_timings_get_total (&fixture->exchange->timings), >=, 290 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (fixture->exchange->timings.waiting_us, >, 0);
  fixture->outgoing.timeout_us = 20 * G_TIME_SPAN_SECOND;
  assert_life_goes_on (fixture);
}

static void
test_timeout_receiving (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *answer = weir_test_server_script (fixture->server, "/hang");

  answer->content_length = 100;
  answer->fault = WEIR_TEST_FAULT_HANG;
  fixture->outgoing.timeout_us = 300 * G_TIME_SPAN_MILLISECOND;
  fixture_send (fixture, "GET", "/hang");
  assert_said (fixture, WEIR_ERROR_KIND_TIMEOUT, "did not finish its answer within 300 ms.");
  fixture->outgoing.timeout_us = 20 * G_TIME_SPAN_SECOND;
  assert_life_goes_on (fixture);
}

static void
redirect_slowly_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (!g_str_equal (request->path, "/round"))
    return;
  weir_test_answer_set_redirect (answer, 302, "/round");
  answer->delay_ms = 20;
}

static void
test_timeout_over_redirects (Fixture *fixture, gconstpointer data)
{
  weir_test_server_set_callback (fixture->server, redirect_slowly_cb, NULL);
  fixture->outgoing.timeout_us = 400 * G_TIME_SPAN_MILLISECOND;
  fixture->outgoing.max_redirects = 1000;
  fixture_send (fixture, "GET", "/round");
  fixture_assert_error (fixture, WEIR_ERROR_KIND_TIMEOUT);
  g_assert_cmpuint (fixture->exchange->hops->len, >=, 1);
  g_assert_cmpint (weir_timings_get_total (&fixture->exchange->timings), >=, 390 * G_TIME_SPAN_MILLISECOND);
  fixture->outgoing.timeout_us = 20 * G_TIME_SPAN_SECOND;
  assert_life_goes_on (fixture);
}

/* libsoup collects the body of a 401 in memory before it hands it out. */
static void
flood_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (!g_str_equal (request->path, "/flood"))
    return;
  answer->status = 401;
  g_byte_array_set_size (answer->body, 64 * 1024 * 1024);
  answer->fault = WEIR_TEST_FAULT_HANG;
  answer->content_length = G_MAXINT32;
}

static void
test_flood (Fixture *fixture, gconstpointer data)
{
  weir_test_server_set_callback (fixture->server, flood_cb, NULL);
  fixture_send (fixture, "GET", "/flood");
  assert_said (fixture, WEIR_ERROR_KIND_TOO_LARGE, "sent more than 10 MB with an answer of status 401.");
  assert_life_goes_on (fixture);
}

static void
test_no_descriptors (Fixture *fixture, gconstpointer data)
{
  struct rlimit before, none;

  assert_life_goes_on (fixture);
  weir_client_disconnect (fixture->client);
  g_assert_true (weir_test_wait (fixture_has_no_connection, fixture, DEADLINE_MS));
  getrlimit (RLIMIT_NOFILE, &before);
  none = before;
  none.rlim_cur = 3;
  setrlimit (RLIMIT_NOFILE, &none);
  fixture_send (fixture, "GET", "/");
  setrlimit (RLIMIT_NOFILE, &before);
  g_assert_cmpint (fixture->exchange->outcome, ==, WEIR_EXCHANGE_GENERATOR);
  g_assert_true (
      g_str_has_prefix (fixture->exchange->error_message, "This computer could not open a connection"));
  assert_life_goes_on (fixture);
}

static void
test_endless_handshake (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url =
      g_strdup_printf ("https://127.0.0.1:%u/", weir_test_server_get_port (fixture->server));

  fixture->outgoing.timeout_us = 300 * G_TIME_SPAN_MILLISECOND;
  fixture_send (fixture, "GET", url);
  assert_said (fixture, WEIR_ERROR_KIND_TIMEOUT, "did not accept the connection within 300 ms.");
  g_assert_cmpint (fixture->exchange->timings.tls_us, >, 0);
}

static gboolean
is_stalled (gpointer data)
{
  return weir_test_server_get_n_waiting (((Fixture *) data)->server) == 1;
}

static gboolean
has_part_of_body (gpointer data)
{
  return ((Fixture *) data)->exchange->body_size == 2;
}

static void
cancel_now (Fixture *fixture)
{
  weir_client_cancel (fixture->client);
  g_assert_false (fixture->done);
  g_assert_true (weir_test_wait (fixture_is_done, fixture, DEADLINE_MS));
  g_assert_cmpint (fixture->exchange->outcome, ==, WEIR_EXCHANGE_CANCELLED);
  g_assert_null (fixture->exchange->error_message);
  assert_life_goes_on (fixture);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *hang = weir_test_server_script (fixture->server, "/hang");

  hang->fault = WEIR_TEST_FAULT_HANG;
  hang->content_length = 100;
  weir_test_server_script (fixture->server, "/stall")->fault = WEIR_TEST_FAULT_STALL;
  for (guint n_turns = 0; n_turns < 12; n_turns++)
    {
      weir_client_disconnect (fixture->client);
      fixture_start (fixture, "GET", "/stall");
      for (guint turn = 0; turn < n_turns; turn++)
        g_main_context_iteration (NULL, FALSE);
      cancel_now (fixture);
    }
  fixture_start (fixture, "GET", "/stall");
  g_assert_true (weir_test_wait (is_stalled, fixture, DEADLINE_MS));
  cancel_now (fixture);
  fixture_start (fixture, "GET", "/hang");
  g_assert_true (weir_test_wait (has_part_of_body, fixture, DEADLINE_MS));
  cancel_now (fixture);
}

static void
test_close_with_request (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/stall", "/hang", "/" };
  WeirTestAnswer *hang = weir_test_server_script (fixture->server, "/hang");

  hang->fault = WEIR_TEST_FAULT_HANG;
  hang->content_length = 100;
  weir_test_server_script (fixture->server, "/stall")->fault = WEIR_TEST_FAULT_STALL;
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    for (guint n_turns = 0; n_turns < 6; n_turns++)
      {
        fixture_start (fixture, "GET", paths[i]);
        for (guint turn = 0; turn < n_turns && !fixture->done; turn++)
          g_main_context_iteration (NULL, FALSE);
        fixture->done = TRUE; /* a callback would now be a failure */
        weir_client_close (fixture->client);
        g_assert_true (weir_test_wait (fixture_has_no_connection, fixture, DEADLINE_MS));
        fixture->client = weir_client_open (fixture->transport);
      }
}

typedef struct
{
  WeirTestServer *server;
  guint n_cancelled;
} Crowd;

#define CROWD 1000

static void
crowd_cb (WeirExchange *exchange, gpointer data)
{
  Crowd *crowd = data;

  crowd->n_cancelled += exchange->outcome == WEIR_EXCHANGE_CANCELLED;
}

static gboolean
crowd_waits (gpointer data)
{
  return weir_test_server_get_n_waiting (((Crowd *) data)->server) == CROWD;
}

static gboolean
crowd_is_cancelled (gpointer data)
{
  return ((Crowd *) data)->n_cancelled == CROWD;
}

static gboolean
crowd_is_gone (gpointer data)
{
  return weir_test_server_get_n_open (((Crowd *) data)->server) == 0;
}

static void
test_cancel_crowd (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTarget) target = fixture_make_target (fixture, "/stall");
  static WeirClient *clients[CROWD];
  static WeirExchange *exchanges[CROWD];
  Crowd crowd = { .server = fixture->server };
  struct rlimit limit;
  gint64 cancelled_us;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < 2 * CROWD + 100)
    {
      g_test_skip ("This computer allows too few file descriptors.");
      return;
    }
  weir_test_server_script (fixture->server, "/stall")->fault = WEIR_TEST_FAULT_STALL;
  fixture->outgoing.target = target;
  fixture->outgoing.timeout_us = 120 * G_TIME_SPAN_SECOND;
  for (guint i = 0; i < CROWD; i++)
    {
      clients[i] = weir_client_open (fixture->transport);
      exchanges[i] = weir_exchange_new ();
      weir_client_send (clients[i], &fixture->outgoing, exchanges[i], crowd_cb, &crowd);
    }
  g_assert_true (weir_test_wait (crowd_waits, &crowd, DEADLINE_MS));
  cancelled_us = g_get_monotonic_time ();
  for (guint i = 0; i < CROWD; i++)
    weir_client_cancel (clients[i]);
  g_assert_cmpuint (crowd.n_cancelled, ==, 0);
  /* The design says within a second; a test on a busy computer with sanitizers is given more. */
  g_assert_true (weir_test_wait (crowd_is_cancelled, &crowd, DEADLINE_MS));
  g_test_minimized_result ((double) (g_get_monotonic_time () - cancelled_us) / 1000.0, "ms to cancel %d",
                           CROWD);
  g_assert_true (weir_test_wait (crowd_is_gone, &crowd, DEADLINE_MS));
  for (guint i = 0; i < CROWD; i++)
    {
      weir_client_close (clients[i]);
      weir_exchange_free (exchanges[i]);
    }
}

#define ADD(path, function) ADD_WITH (path, NULL, function)
#define ADD_WITH(path, data, function)                                                                       \
  g_test_add (path, Fixture, data, fixture_set_up, function, fixture_tear_down)

static void
add_cuts (void)
{
  static const Cut length = { .length = 100, .fault = WEIR_TEST_FAULT_CUT };
  static const Cut length_close = { .length = 100, .close = TRUE, .fault = WEIR_TEST_FAULT_CUT };
  static const Cut length_reset = { .length = 100, .fault = WEIR_TEST_FAULT_CUT_RESET };
  static const Cut chunked = { .length = -1, .chunked = TRUE, .fault = WEIR_TEST_FAULT_CUT };
  static const Cut chunked_close = {
    .length = -1, .chunked = TRUE, .close = TRUE, .fault = WEIR_TEST_FAULT_CUT
  };

  ADD_WITH ("/transport/failing/a body shorter than its length", &length, test_cut);
  ADD_WITH ("/transport/failing/a body shorter than its length, with Connection: close", &length_close,
            test_cut);
  ADD_WITH ("/transport/failing/a body that ends with a reset", &length_reset, test_cut);
  ADD_WITH ("/transport/failing/chunks without the last one", &chunked, test_cut);
  ADD_WITH ("/transport/failing/chunks without the last one, with Connection: close", &chunked_close,
            test_cut);
}

/* It has no connection: there was nothing to send. */
static void
test_close_with_unsent (Fixture *fixture, gconstpointer data)
{
  weir_headers_append (fixture->headers, "X-Bad", "a\nb");
  fixture_start (fixture, "GET", "/");
  weir_client_close (fixture->client);
  fixture->client = weir_client_open (fixture->transport);
  g_string_truncate (fixture->headers, 0);
  fixture->done = TRUE; /* a callback would now be a failure */
  g_main_context_iteration (NULL, FALSE);
  fixture_send (fixture, "GET", "/");
  fixture_assert_answered (fixture, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/transport/failing/a refused connection", test_refused);
  ADD ("/transport/failing/a host without address", test_no_address);
  ADD ("/transport/failing/a connection closed instead of an answer", test_closed);
  ADD ("/transport/failing/a connection reset instead of an answer", test_reset);
  ADD ("/transport/failing/a kept connection that was closed is tried again once", test_resent);
  ADD ("/transport/failing/a request sent again counts from its first try", test_resent_and_answered);
  add_cuts ();
  ADD ("/transport/failing/complete chunks are no failure when the connection ends with them",
       test_chunks_end_with_connection);
  ADD ("/transport/failing/garbage instead of an answer", test_garbage);
  ADD ("/transport/failing/headers without end", test_huge_headers);
  ADD ("/transport/failing/no answer in time", test_timeout_waiting);
  ADD ("/transport/failing/half an answer in time", test_timeout_receiving);
  ADD ("/transport/failing/redirects count into the time", test_timeout_over_redirects);
  ADD ("/transport/failing/an endless 401 does not fill the memory", test_flood);
  ADD ("/transport/failing/no file descriptors is this computer's fault", test_no_descriptors);
  ADD ("/transport/failing/a TLS handshake without end", test_endless_handshake);
  ADD ("/transport/cancel/at any moment, and the client goes on", test_cancel);
  ADD ("/transport/cancel/closing a client drops its request", test_close_with_request);
  ADD ("/transport/cancel/closing a client drops a request that could not be made", test_close_with_unsent);
  ADD ("/transport/cancel/a thousand requests at once", test_cancel_crowd);
  return g_test_run ();
}
