/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-sample-api.c: the life of the sample API, and the endpoints that misbehave on request
 */

#include "config.h"

#include "weir-shop-client.h"
#include "weir-test.h"

static void
test_flaky (Shop *shop, gconstpointer data)
{
  static const guint expected[] = { 200, 200, 500, 200, 200, 500 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (Answer) answer = shop_send (shop, "GET", "/flaky?every=3", NULL, NULL);
      g_autoptr (Answer) always = shop_send (shop, "GET", "/flaky?every=1", NULL, NULL);

      g_assert_cmpuint (answer->status, ==, expected[i]);
      g_assert_cmpuint (always->status, ==, 500);
    }
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);
  guint *answered = data;

  (*answered)++;
}

static gboolean
is_one (gpointer data)
{
  return *(guint *) data == 1;
}

static gboolean
is_two (gpointer data)
{
  return *(guint *) data == 2;
}

static void
test_slow_holds_nobody_else_up (Shop *shop, gconstpointer data)
{
  g_autoptr (SoupMessage) slow = shop_message (shop, "GET", "/slow?ms=60000", NULL, NULL);
  g_autoptr (SoupMessage) quick = shop_message (shop, "GET", "/slow?ms=50", NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 start_us = g_get_monotonic_time ();
  guint slow_answers = 0;
  guint quick_answers = 0;

  soup_session_send_and_read_async (shop->session, slow, G_PRIORITY_DEFAULT, cancellable, answered_cb,
                                    &slow_answers);
  soup_session_send_and_read_async (shop->session, quick, G_PRIORITY_DEFAULT, NULL, answered_cb,
                                    &quick_answers);
  g_assert_true (weir_test_wait (is_one, &quick_answers, DEADLINE_MS));
  g_assert_cmpuint (soup_message_get_status (quick), ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 50000);
  g_assert_cmpuint (slow_answers, ==, 0);
  g_cancellable_cancel (cancellable);
  g_assert_true (weir_test_wait (is_one, &slow_answers, DEADLINE_MS));
}

static void
test_client_that_leaves (Shop *shop, gconstpointer data)
{
  g_autoptr (SoupMessage) left = shop_message (shop, "GET", "/slow?ms=100", NULL, NULL);
  g_autoptr (SoupMessage) later = shop_message (shop, "GET", "/slow?ms=300", NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint answers = 0;

  soup_session_send_and_read_async (shop->session, left, G_PRIORITY_DEFAULT, cancellable, answered_cb,
                                    &answers);
  soup_session_send_and_read_async (shop->session, later, G_PRIORITY_DEFAULT, NULL, answered_cb, &answers);
  g_signal_connect_swapped (left, "wrote-body", G_CALLBACK (g_cancellable_cancel), cancellable);
  g_assert_true (weir_test_wait (is_two, &answers, DEADLINE_MS));
  g_assert_cmpuint (soup_message_get_status (later), ==, 200);
  g_assert_cmpuint (weir_sample_api_get_requests (shop->api), ==, 2);
}

static void
test_degrading (Shop *shop, gconstpointer data)
{
  static const gint64 expected[] = { 0, 20, 40 };

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
      {
        const char *target = i == 0 ? "/degrading?step=20&reset=1" : "/degrading?step=20";
        gint64 start_us = g_get_monotonic_time ();
        g_autoptr (Answer) answer = shop_send (shop, "GET", target, NULL, NULL);

        g_assert_cmpint (answer_number (answer, "waitedMs"), ==, expected[i]);
        g_assert_cmpint (g_get_monotonic_time () - start_us, >=, expected[i] * 1000);
      }
}

static void
test_limited (Shop *shop, gconstpointer data)
{
  guint answered = 0;
  g_autoptr (Answer) last = NULL;

  /* However slow the machine is: with one request a second allowed, two in a row within a second must come. */
  for (guint i = 0; i < 100 && (last == NULL || last->status == 200); i++)
    {
      g_clear_pointer (&last, answer_free);
      last = shop_send (shop, "GET", "/limited?rate=1", NULL, NULL);
      answered += last->status == 200;
    }
  g_assert_cmpuint (answered, >=, 1);
  answer_assert_refusal (last, 429, "More than 1 requests|again after 1 second");
  g_assert_cmpstr (soup_message_headers_get_one (last->headers, "Retry-After"), ==, "1");
}

static void
test_limited_default (Shop *shop, gconstpointer data)
{
  guint answered = 0;
  gint64 start_us = g_get_monotonic_time ();

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (Answer) answer = shop_send (shop, "GET", "/limited", NULL, NULL);

      answered += answer->status == 200;
    }
  g_assert_cmpuint (answered, >=, 10);
  g_assert_cmpuint (answered, <=, 11 + (g_get_monotonic_time () - start_us) * 10 / G_USEC_PER_SEC);
}

static void
test_echo (Shop *shop, gconstpointer data)
{
  g_autoptr (Answer) answer =
      shop_send (shop, "PATCH", "/echo?a=1&b=%20x", "X-Probe: zwölf", "{\"grüße\": 1}");
  g_autoptr (Answer) bytes = shop_send (shop, "POST", "/echo", NULL, "\xff\xfe");
  JsonObject *headers = json_object_get_object_member (json_node_get_object (answer->body), "headers");

  g_assert_cmpstr (answer_text (answer, "method"), ==, "PATCH");
  g_assert_cmpstr (answer_text (answer, "target"), ==, "/echo?a=1&b=%20x");
  g_assert_cmpstr (answer_text (answer, "body"), ==, "{\"grüße\": 1}");
  g_assert_cmpstr (json_object_get_string_member (headers, "X-Probe"), ==, "zwölf");
  g_assert_cmpstr (json_object_get_string_member (headers, "Content-Type"), ==, "application/json");
  g_assert_cmpstr (answer_text (bytes, "bodyBase64"), ==, "//4=");
}

static void
test_status (Shop *shop, gconstpointer data)
{
  static const guint codes[] = { 200, 204, 304, 404, 418, 503, 599 };
  g_autoptr (Answer) low = shop_send (shop, "GET", "/status/99", NULL, NULL);
  g_autoptr (Answer) word = shop_send (shop, "GET", "/status/fine", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *target = g_strdup_printf ("/status/%u", codes[i]);
      g_autoptr (Answer) answer = shop_send (shop, "PUT", target, NULL, NULL);

      g_assert_cmpuint (answer->status, ==, codes[i]);
    }
  answer_assert_refusal (low, 422, "\"99\"|200 to 599");
  answer_assert_refusal (word, 422, "\"fine\"");
}

static void
test_numbers_are_checked (Shop *shop, gconstpointer data)
{
  static const char *targets[] = { "/flaky?every=0",   "/flaky?every=x", "/slow?ms=-1",
                                   "/slow?ms=60001",   "/slow?ms=",      "/degrading?step=0",
                                   "/limited?rate=1.5" };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (Answer) answer = shop_send (shop, "GET", targets[i], NULL, NULL);

      answer_assert_refusal (answer, 422, "must be a whole number from");
    }
}

static void
test_overview_and_unknown (Shop *shop, gconstpointer data)
{
  g_autoptr (Answer) overview = shop_send (shop, "GET", "/", NULL, NULL);
  g_autoptr (Answer) unknown = shop_send (shop, "GET", "/nothing/here", NULL, NULL);
  g_autoptr (Answer) method = shop_send (shop, "DELETE", "/items", NULL, NULL);
  g_autoptr (Answer) head = shop_send (shop, "HEAD", "/items", NULL, NULL);
  JsonArray *endpoints = json_object_get_array_member (json_node_get_object (overview->body), "endpoints");

  g_assert_cmpuint (json_array_get_length (endpoints), >=, 12);
  answer_assert_refusal (unknown, 404, "/nothing/here|POST /login|GET /orders/{id}|ANY /status/{code}");
  answer_assert_refusal (method, 405, "GET|DELETE");
  g_assert_cmpstr (soup_message_headers_get_one (method->headers, "Allow"), ==, "GET");
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_null (head->body);
}

static void
test_large_body (Shop *shop, gconstpointer data)
{
  g_autofree char *fits = g_strnfill (1024 * 1024, 'x');
  g_autofree char *large = g_strnfill (8 * 1024 * 1024, 'x');
  g_autoptr (Answer) good = shop_send (shop, "POST", "/echo", NULL, fits);
  g_autoptr (Answer) refused = shop_send (shop, "POST", "/echo", NULL, large);
  g_autoptr (Answer) after = shop_send (shop, "GET", "/items", NULL, NULL);

  g_assert_cmpint (answer_number (good, "size"), ==, 1024 * 1024);
  answer_assert_refusal (refused, 413, "1048576 bytes");
  g_assert_cmpuint (after->status, ==, 200);
}

static void
test_counts_requests (Shop *shop, gconstpointer data)
{
  g_assert_cmpuint (weir_sample_api_get_requests (shop->api), ==, 0);
  for (guint i = 1; i <= 5; i++)
    {
      g_autoptr (Answer) answer = shop_send (shop, "GET", i == 3 ? "/nothing" : "/items", NULL, NULL);

      g_assert_cmpuint (weir_sample_api_get_requests (shop->api), ==, i);
    }
  weir_sample_api_stop (shop->api);
  g_assert_cmpuint (weir_sample_api_get_requests (shop->api), ==, 5);
}

static void
test_connection_is_kept (Shop *shop, gconstpointer data)
{
  static const char *targets[] = { "/items", "/status/500", "/slow?ms=1", "/nothing", "/items" };
  guint64 first = 0;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (SoupMessage) message = shop_message (shop, "GET", targets[i], NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = soup_session_send_and_read (shop->session, message, NULL, &error);

      g_assert_no_error (error);
      if (i == 0)
        first = soup_message_get_connection_id (message);
      g_assert_cmpuint (soup_message_get_connection_id (message), ==, first);
    }
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  while (g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

/* Keeps the wait turning while the other thread works. */
static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
has_few_descriptors (gpointer data)
{
  return count_descriptors () <= *(guint *) data;
}

static void
test_closed_connections_are_let_go (Shop *shop, gconstpointer data)
{
  g_autoptr (Answer) first = shop_send (shop, "GET", "/items", NULL, NULL);
  guint before = count_descriptors () + 4;
  guint tick = 0;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (SoupSession) session = soup_session_new ();
      Shop other = { shop->api, session };
      g_autoptr (Answer) answer = shop_send (&other, "GET", "/items", NULL, NULL);

      g_assert_cmpuint (answer->status, ==, 200);
      soup_session_abort (session);
    }
  tick = g_timeout_add (10, tick_cb, NULL);
  g_assert_true (weir_test_wait (has_few_descriptors, &before, DEADLINE_MS));
  g_source_remove (tick);
}

static void
test_only_loopback (Shop *shop, gconstpointer data)
{
  g_assert_true (g_str_has_prefix (weir_sample_api_get_url (shop->api), "http://127.0.0.1:"));
  g_assert_false (g_str_has_suffix (weir_sample_api_get_url (shop->api), ":0"));
}

static void
test_taken_port (Shop *shop, gconstpointer data)
{
  g_autoptr (GUri) uri = g_uri_parse (weir_sample_api_get_url (shop->api), G_URI_FLAGS_NONE, NULL);
  g_autoptr (WeirSampleApi) second = weir_sample_api_new (g_uri_get_port (uri));
  g_autofree char *port = g_strdup_printf ("Port %d ", g_uri_get_port (uri));
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_sample_api_start (second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_true (g_str_has_prefix (error->message, port));
  g_assert_nonnull (strstr (error->message, "--port"));
  g_assert_null (weir_sample_api_get_url (second));
  /* Once the first has gone the port is free, and the same object can be started. */
  weir_sample_api_stop (shop->api);
  g_clear_error (&error);
  g_assert_true (weir_sample_api_start (second, &error));
  g_assert_no_error (error);
}

static void
test_stop_with_open_requests (Shop *shop, gconstpointer data)
{
  g_autoptr (SoupMessage) slow = shop_message (shop, "GET", "/slow?ms=60000", NULL, NULL);
  g_autoptr (Answer) answer = shop_send (shop, "GET", "/items", NULL, NULL);
  guint answers = 0;

  soup_session_send_and_read_async (shop->session, slow, G_PRIORITY_DEFAULT, NULL, answered_cb, &answers);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  weir_sample_api_stop (shop->api);
  g_assert_null (weir_sample_api_get_url (shop->api));
  weir_sample_api_stop (shop->api);
  g_assert_true (weir_test_wait (is_one, &answers, DEADLINE_MS));
}

static void
test_start_and_stop_many_times (void)
{
  g_autoptr (WeirSampleApi) api = weir_sample_api_new (0);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (weir_sample_api_start (api, &error));
      g_assert_no_error (error);
      g_assert_nonnull (weir_sample_api_get_url (api));
      weir_sample_api_stop (api);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/sampleapi/api/" name, Shop, NULL, shop_open, function, shop_close)
  ADD ("every Nth request to flaky fails, counted for each N", test_flaky);
  ADD ("a slow answer holds nobody else up", test_slow_holds_nobody_else_up);
  ADD ("a client that leaves before its slow answer does no harm", test_client_that_leaves);
  ADD ("each degrading answer is slower until reset", test_degrading);
  ADD ("too many requests are answered 429 with Retry-After", test_limited);
  ADD ("ten requests a second are allowed unless another rate is asked for", test_limited_default);
  ADD ("echo answers method, target, headers and body", test_echo);
  ADD ("any status from 200 to 599 can be asked for", test_status);
  ADD ("a number out of its range is refused with the range", test_numbers_are_checked);
  ADD ("the overview and an unknown path list what there is", test_overview_and_unknown);
  ADD ("a body beyond the limit is refused and not kept", test_large_body);
  ADD ("every answered request is counted", test_counts_requests);
  ADD ("a connection is kept from one request to the next", test_connection_is_kept);
  ADD ("a connection that the client has closed is let go", test_closed_connections_are_let_go);
  ADD ("it listens on loopback only", test_only_loopback);
  ADD ("a taken port is an error that names the way out", test_taken_port);
  ADD ("stopping ends requests that are still open", test_stop_with_open_requests);
  g_test_add_func ("/sampleapi/api/it can be started and stopped many times", test_start_and_stop_many_times);
  return g_test_run ();
}
