/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-exchange.c: headers, timings and outcomes
 */

#include "config.h"

#include "weir-exchange.h"

static void
test_headers_order (void)
{
  g_autoptr (GString) headers = g_string_new (NULL);
  const char *expected[][2] = { { "Accept", "text/plain" }, { "X-Empty", "" }, { "accept", "*/*" } };
  const char *name, *value;
  gsize position = 0;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    weir_headers_append (headers, expected[i][0], expected[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (weir_headers_next (headers, &position, &name, &value));
      g_assert_cmpstr (name, ==, expected[i][0]);
      g_assert_cmpstr (value, ==, expected[i][1]);
    }
  g_assert_false (weir_headers_next (headers, &position, &name, &value));
}

static void
test_headers_find (void)
{
  g_autoptr (GString) headers = g_string_new (NULL);

  g_assert_null (weir_headers_find (headers, "Accept", 0));
  weir_headers_append (headers, "Set-Cookie", "a=1");
  weir_headers_append (headers, "Content-Type", "text/plain");
  weir_headers_append (headers, "set-cookie", "b=2");
  g_assert_cmpstr (weir_headers_find (headers, "SET-COOKIE", 0), ==, "a=1");
  g_assert_cmpstr (weir_headers_find (headers, "SET-COOKIE", 1), ==, "b=2");
  g_assert_null (weir_headers_find (headers, "SET-COOKIE", 2));
  g_assert_null (weir_headers_find (headers, "text/plain", 0));
}

static void
test_headers_cut (void)
{
  g_autoptr (GString) headers = g_string_new ("Name without a value");
  const char *name, *value;
  gsize position = 0;

  g_assert_false (weir_headers_next (headers, &position, &name, &value));
  g_assert_null (weir_headers_find (headers, "Name without a value", 0));
}

static void
test_timings (void)
{
  WeirTimings timings = {
    .blocked_us = 5000,
    .dns_us = 1,
    .tcp_us = 20,
    .tls_us = 300,
    .sending_us = 4000,
    .waiting_us = 50000,
    .receiving_us = 600000,
  };

  g_assert_cmpint (weir_timings_get_ttfb (&timings), ==, 54321);
  g_assert_cmpint (weir_timings_get_total (&timings), ==, 654321);
}

static void
test_reset (void)
{
  g_autoptr (WeirExchange) exchange = weir_exchange_new ();
  char *url_buffer, *header_buffer;

  g_string_append (exchange->url, "http://127.0.0.1/a/rather/long/path/so/that/the/buffer/grows/once");
  weir_headers_append (exchange->response_headers, "Server", "a text that makes the buffer grow once, too");
  url_buffer = exchange->url->str;
  header_buffer = exchange->response_headers->str;
  g_byte_array_append (exchange->response_body, (const guint8 *) "body", 4);
  weir_exchange_add_hop (exchange, 302, "http://127.0.0.1/old");
  exchange->method = g_strdup ("POST");
  exchange->reason = g_strdup ("Created");
  exchange->error_message = g_strdup ("Something broke.");
  exchange->request_body = g_bytes_new_static ("x", 1);
  exchange->status = 201;
  exchange->new_connection = exchange->resent = exchange->body_truncated = TRUE;
  exchange->timings.waiting_us = 12;
  exchange->bytes_sent = 9;

  weir_exchange_reset (exchange);
  g_assert_cmpuint (exchange->status, ==, 0);
  g_assert_cmpuint (exchange->url->len, ==, 0);
  g_assert_cmpuint (exchange->response_headers->len, ==, 0);
  g_assert_cmpuint (exchange->response_body->len, ==, 0);
  g_assert_cmpuint (exchange->hops->len, ==, 0);
  g_assert_null (exchange->method);
  g_assert_null (exchange->reason);
  g_assert_null (exchange->error_message);
  g_assert_null (exchange->request_body);
  g_assert_false (exchange->new_connection || exchange->resent || exchange->body_truncated);
  g_assert_cmpint (weir_timings_get_total (&exchange->timings), ==, 0);
  g_assert_cmpuint (exchange->bytes_sent, ==, 0);
  g_assert_true (exchange->url->str == url_buffer);
  g_assert_true (exchange->response_headers->str == header_buffer);
}

static void
test_reset_gives_back (void)
{
  g_autoptr (WeirExchange) exchange = weir_exchange_new ();

  g_string_set_size (exchange->response_headers, 1024 * 1024);
  weir_exchange_reset (exchange);
  g_assert_cmpuint (exchange->response_headers->allocated_len, <, 1024);
}

static void
test_nicks (void)
{
  for (int i = WEIR_OUTCOME_NONE; i <= WEIR_OUTCOME_INVALID; i++)
    g_assert_cmpint (weir_outcome_from_nick (weir_outcome_to_nick (i)), ==, i);
  g_assert_cmpint (weir_outcome_from_nick ("Passed"), ==, WEIR_OUTCOME_NONE);
  g_assert_cmpint (weir_outcome_from_nick (NULL), ==, WEIR_OUTCOME_NONE);
  g_assert_cmpstr (weir_outcome_to_nick (WEIR_OUTCOME_STOPPED), ==, "stopped");
  g_assert_cmpstr (weir_step_outcome_to_nick (WEIR_STEP_CANCELLED), ==, "cancelled");
  g_assert_cmpstr (weir_exchange_outcome_to_nick (WEIR_EXCHANGE_UNSENT), ==, "unsent");
  g_assert_cmpstr (weir_error_kind_to_nick (WEIR_ERROR_KIND_TOO_LARGE), ==, "too-large");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/headers/come back in the order they were added", test_headers_order);
  g_test_add_func ("/record/headers/are found in any case and by index", test_headers_find);
  g_test_add_func ("/record/headers/a name without a value is no field", test_headers_cut);
  g_test_add_func ("/record/timings/the total has every phase once and never our own queue", test_timings);
  g_test_add_func ("/record/exchange/reset empties everything and keeps the buffers", test_reset);
  g_test_add_func ("/record/exchange/reset gives back a buffer that grew large", test_reset_gives_back);
  g_test_add_func ("/record/outcome/every outcome has a word that leads back to it", test_nicks);
  return g_test_run ();
}
