/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-transport-test.h: a client, a server, and one exchange at a time between them
 */

#pragma once

#include <string.h>

#include "weir-test-server.h"
#include "weir-test.h"
#include "weir-transport.h"

G_BEGIN_DECLS

typedef struct
{
  WeirTestServer *server;
  WeirTransport *transport;
  WeirClient *client;
  WeirHeaders *headers;
  GBytes *body;
  WeirOutgoing outgoing;
  WeirTarget *target;
  WeirExchange *exchange;
  gboolean done;
} Fixture;

static inline void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = weir_test_server_new ();
  fixture->transport = weir_transport_new ();
  fixture->client = weir_client_open (fixture->transport);
  fixture->headers = g_string_new (NULL);
  fixture->exchange = weir_exchange_new ();
  fixture->outgoing = (WeirOutgoing){
    .method = "GET",
    .headers = fixture->headers,
    .timeout_us = 20 * G_TIME_SPAN_SECOND,
    .max_redirects = 5,
    .body_limit = 1024 * 1024,
  };
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  weir_client_close (fixture->client);
  weir_transport_free (fixture->transport);
  weir_test_server_free (fixture->server);
  weir_exchange_free (fixture->exchange);
  g_string_free (fixture->headers, TRUE);
  g_clear_pointer (&fixture->body, g_bytes_unref);
  g_clear_pointer (&fixture->target, weir_target_unref);
}

static inline void
fixture_set_body (Fixture *fixture, const char *text)
{
  g_clear_pointer (&fixture->body, g_bytes_unref);
  fixture->body = text ? g_bytes_new (text, strlen (text)) : NULL;
  fixture->outgoing.body = fixture->body;
}

/* @where is a path of the fixture's server, or a whole URL */
static inline WeirTarget *
fixture_make_target (Fixture *fixture, const char *where)
{
  g_autofree char *url = strstr (where, "://") && *where != '/' && *where != '?'
                             ? g_strdup (where)
                             : weir_test_server_get_url (fixture->server, where);
  g_autoptr (GError) error = NULL;
  WeirTarget *target = weir_target_new (url, &error);

  g_assert_no_error (error);
  return target;
}

static inline void
fixture_done_cb (WeirExchange *exchange, gpointer data)
{
  Fixture *fixture = data;

  g_assert_false (fixture->done);
  g_assert_true (exchange == fixture->exchange);
  fixture->done = TRUE;
}

static inline gboolean
fixture_is_done (gpointer data)
{
  return ((Fixture *) data)->done;
}

static inline gboolean
fixture_has_no_connection (gpointer data)
{
  return weir_test_server_get_n_open (((Fixture *) data)->server) == 0;
}

static inline gboolean
fixture_has_forty_waiting (gpointer data)
{
  return weir_test_server_get_n_waiting (((Fixture *) data)->server) == 40;
}

static inline void
fixture_start (Fixture *fixture, const char *method, const char *where)
{
  g_clear_pointer (&fixture->target, weir_target_unref);
  fixture->target = fixture_make_target (fixture, where);
  fixture->outgoing.method = method;
  fixture->outgoing.target = fixture->target;
  fixture->done = FALSE;
  weir_client_send (fixture->client, &fixture->outgoing, fixture->exchange, fixture_done_cb, fixture);
}

static inline void
fixture_send (Fixture *fixture, const char *method, const char *where)
{
  fixture_start (fixture, method, where);
  g_assert_true (weir_test_wait (fixture_is_done, fixture, DEADLINE_MS));
}

static inline void
fixture_assert_answered (Fixture *fixture, guint status)
{
  g_assert_cmpstr (fixture->exchange->error_message, ==, NULL);
  g_assert_cmpint (fixture->exchange->outcome, ==, WEIR_EXCHANGE_ANSWERED);
  g_assert_cmpuint (fixture->exchange->status, ==, status);
}

static inline void
fixture_assert_message (Fixture *fixture, const char *sentence)
{
  g_assert_cmpstr (fixture->exchange->error_message, ==, sentence);
}

static inline void
fixture_assert_error (Fixture *fixture, WeirErrorKind kind)
{
  g_assert_cmpint (fixture->exchange->outcome, ==, WEIR_EXCHANGE_ERROR);
  g_assert_cmpstr (weir_error_kind_to_nick (fixture->exchange->error_kind), ==,
                   weir_error_kind_to_nick (kind));
  g_assert_cmpuint (fixture->exchange->status, ==, 0);
}

static inline void
fixture_assert_body (Fixture *fixture, const char *text)
{
  g_assert_cmpmem (fixture->exchange->response_body->data, fixture->exchange->response_body->len, text,
                   strlen (text));
}

static inline const WeirTestRequest *
fixture_get_last_request (Fixture *fixture)
{
  guint n_requests = weir_test_server_get_n_requests (fixture->server);

  g_assert_cmpuint (n_requests, >, 0);
  return weir_test_server_get_request (fixture->server, n_requests - 1);
}

G_END_DECLS
