/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-result-details.c: one result whole: body, header fields, redirects, attempts, timings, assertions, values
 */

#include "config.h"

#include "made-run.h"
#include "weir-body-view.h"
#include "weir-fact-table.h"
#include "weir-message-view.h"
#include "weir-timings-view.h"

/* In the order of the details: response, request. */
#define RESPONSE 0
#define REQUEST 1
/* The tables: header fields and redirects of both, then: */
#define ASSERTIONS 4
#define VALUES 5

static WeirStepResult *
make_result (void)
{
  WeirStepResult *result = weir_step_result_new ();

  result->name = g_strdup ("Step");
  result->brief = made_brief (1, 1, 0);
  return result;
}

static WeirExchange *
add_attempt (WeirStepResult *result, guint status, const char *type, const void *body, gsize size)
{
  WeirExchange *exchange = weir_step_result_add_attempt (result);

  exchange->status = status;
  exchange->http_version = 11;
  exchange->reason = g_strdup ("Reason");
  exchange->method = g_strdup ("GET");
  g_string_assign (exchange->url, "http://127.0.0.1/last");
  if (type != NULL)
    weir_headers_append (exchange->response_headers, "Content-Type", type);
  g_byte_array_append (exchange->response_body, body, (guint) size);
  exchange->body_size = size;
  return exchange;
}

static GtkWidget *
get_details (Fixture *fixture)
{
  return GTK_WIDGET (weir_results_view_get_details (made_get_view (fixture)));
}

/* Takes @result. */
static void
show (Fixture *fixture, WeirStepResult *result)
{
  Made made;

  made_begin (&made);
  made_append_result (&made, result);
  made_commit (&made);
  made_open_flow (fixture);
  made_show (fixture, &made, 1, 1, WEIR_RUN_DONE);
  fixture_wait_results (fixture);
  g_assert_nonnull (weir_result_details_get_result (WEIR_RESULT_DETAILS (get_details (fixture))));
  weir_step_result_free (result);
  made_end (&made);
}

static WeirBodyView *
get_body (Fixture *fixture, guint nth)
{
  return WEIR_BODY_VIEW (fixture_find (get_details (fixture), WEIR_TYPE_BODY_VIEW, nth));
}

static char *
get_message (Fixture *fixture, guint nth)
{
  return fixture_collect_text (fixture_find (get_details (fixture), WEIR_TYPE_MESSAGE_VIEW, nth));
}

static void
test_json (Fixture *fixture)
{
  static const char body[] = "{\"name\":\"Ada\",\"price\":1.50}";
  WeirStepResult *result = make_result ();
  WeirExchange *exchange = add_attempt (result, 200, "application/json", body, strlen (body));
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;
  g_autofree char *request = NULL;

  weir_headers_append (exchange->response_headers, "X-Odd", "\xff\xfe");
  weir_headers_append (exchange->request_headers, "Content-Type", "text/xml");
  exchange->request_body = g_bytes_new_static ("<a/>", 4);
  show (fixture, result);
  text = weir_body_view_get_text (get_body (fixture, RESPONSE));
  g_assert_cmpstr (text, ==, "{\n  \"name\": \"Ada\",\n  \"price\": 1.50\n}");
  g_assert_cmpstr (weir_body_view_get_language (get_body (fixture, RESPONSE)), ==, "json");
  g_assert_cmpstr (weir_body_view_get_language (get_body (fixture, REQUEST)), ==, "xml");
  message = get_message (fixture, RESPONSE);
  assert_contains (message, "HTTP/1.1 200 Reason");
  assert_contains (message, "Headers (2)");
  assert_contains (message, "Content-Type\napplication/json\n");
  assert_contains (message, "X-Odd\n\357\277\275\357\277\275\n");
  request = get_message (fixture, REQUEST);
  assert_contains (request, "GET http://127.0.0.1/last");
}

static void
test_search (Fixture *fixture)
{
  static const char body[] = "one two\none\n";
  WeirStepResult *result = make_result ();
  WeirBodyView *view = get_body (fixture, RESPONSE);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (fixture_find (GTK_WIDGET (view), GTK_TYPE_TEXT_VIEW, 0)));
  GtkTextIter begin;
  GtkTextIter end;
  gboolean wrap;

  add_attempt (result, 200, "text/plain", body, strlen (body));
  show (fixture, result);
  g_assert_true (gtk_widget_activate_action (fixture_find (get_details (fixture), WEIR_TYPE_MESSAGE_VIEW, 0),
                                             "message.search", NULL));
  g_assert_true (gtk_search_bar_get_search_mode (
      GTK_SEARCH_BAR (fixture_find (GTK_WIDGET (view), GTK_TYPE_SEARCH_BAR, 0))));
  weir_body_view_search (view, "two");
  while (!gtk_text_buffer_get_selection_bounds (buffer, &begin, &end))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gtk_text_iter_get_offset (&begin), ==, 4);
  g_assert_cmpint (gtk_text_iter_get_offset (&end), ==, 7);
  g_object_get (view, "wrap", &wrap, NULL);
  g_assert_true (wrap);
  g_object_set (view, "wrap", FALSE, NULL);
  g_assert_cmpint (gtk_text_view_get_wrap_mode (
                       GTK_TEXT_VIEW (fixture_find (GTK_WIDGET (view), GTK_TYPE_TEXT_VIEW, 0))),
                   ==, GTK_WRAP_NONE);
}

static gboolean
is_dark (gpointer data)
{
  return g_strcmp0 (weir_body_view_get_scheme (data), "Adwaita-dark") == 0;
}

static gboolean
is_light (gpointer data)
{
  return g_strcmp0 (weir_body_view_get_scheme (data), "Adwaita") == 0;
}

/* As any dark theme does, whatever it is called. */
static void
test_dark (Fixture *fixture)
{
  g_autoptr (GtkCssProvider) dark = gtk_css_provider_new ();
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (fixture->window));
  WeirStepResult *result = make_result ();

  add_attempt (result, 200, "application/json", "{}", 2);
  show (fixture, result);
  g_assert_true (weir_test_wait (is_light, get_body (fixture, RESPONSE), DEADLINE_MS));
  gtk_css_provider_load_from_data (dark, "window { color: white; background: black; }", -1);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (dark),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
  g_assert_true (weir_test_wait (is_dark, get_body (fixture, RESPONSE), DEADLINE_MS));
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (dark));
  g_assert_true (weir_test_wait (is_light, get_body (fixture, RESPONSE), DEADLINE_MS));
}

static void
test_binary (Fixture *fixture)
{
  static const guint8 body[] = { 0x89, 'P', 'N', 'G', 0, 0xff };
  WeirStepResult *result = make_result ();
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;

  add_attempt (result, 200, "image/png", body, sizeof body);
  show (fixture, result);
  text = weir_body_view_get_text (get_body (fixture, RESPONSE));
  g_assert_true (g_str_has_prefix (text, "00000000  89 50 4e 47 00 ff"));
  message = get_message (fixture, RESPONSE);
  assert_contains (message, "binary data (image/png)");
}

static void
test_huge (Fixture *fixture)
{
  gsize size = 50 * 1000 * 1000;
  g_autofree char *body = g_strnfill (size, 'x');
  WeirStepResult *result = make_result ();
  WeirExchange *exchange = add_attempt (result, 200, "text/plain", body, size);
  g_autofree char *message = NULL;

  exchange->body_size = 2 * size;
  exchange->body_truncated = TRUE;
  show (fixture, result);
  message = get_message (fixture, RESPONSE);
  assert_contains (message, "Only the beginning of the body of 50.0\302\240MB is shown.");
  assert_contains (message, "Of the body of 100.0\302\240MB only 50.0\302\240MB were kept.");
}

static void
test_attempts (Fixture *fixture)
{
  WeirStepResult *result = make_result ();
  GtkDropDown *attempts;
  g_autofree char *last = NULL;
  g_autofree char *first = NULL;

  add_attempt (result, 503, "text/plain", "busy", 4);
  add_attempt (result, 200, "text/plain", "fine", 4);
  result->brief.n_attempts = 2;
  show (fixture, result);
  last = get_message (fixture, RESPONSE);
  assert_contains (last, "HTTP/1.1 200");
  attempts = GTK_DROP_DOWN (fixture_find (get_details (fixture), GTK_TYPE_DROP_DOWN, 0));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (attempts)));
  g_assert_cmpuint (gtk_drop_down_get_selected (attempts), ==, 1);
  gtk_drop_down_set_selected (attempts, 0);
  first = get_message (fixture, RESPONSE);
  assert_contains (first, "HTTP/1.1 503");
}

static void
test_dropped (Fixture *fixture)
{
  WeirStepResult *result = make_result ();
  WeirExchange *exchange = add_attempt (result, 200, NULL, "", 0);
  g_autofree char *message = NULL;

  exchange->body_size = 12000;
  exchange->body_truncated = TRUE;
  show (fixture, result);
  message = get_message (fixture, RESPONSE);
  assert_contains (message, "was not kept: the bodies of a run may take 256 MB, and those of passed results go"
                            " first.");
}

static void
test_redirects (Fixture *fixture)
{
  WeirStepResult *result = make_result ();
  WeirExchange *exchange = add_attempt (result, 200, NULL, "", 0);
  g_autofree char *message = NULL;
  g_autofree char *timings = NULL;

  weir_exchange_add_hop (exchange, 302, "http://127.0.0.1/first");
  weir_exchange_add_hop (exchange, 307, "http://127.0.0.1/second");
  g_array_index (exchange->hops, WeirHop, 0).time_us = 4000;
  show (fixture, result);
  message = get_message (fixture, RESPONSE);
  assert_contains (message, "Redirects (2)");
  assert_contains (message, "302\nhttp://127.0.0.1/first\n4 ms\n307\nhttp://127.0.0.1/second\n–\n200\n"
                            "http://127.0.0.1/last\n");
  timings = fixture_collect_text (
      fixture_find (GTK_WIDGET (weir_window_get_results_view (fixture->window)), WEIR_TYPE_TIMINGS_VIEW, 0));
  assert_contains (timings, "of it answer 302 from http://127.0.0.1/first\n4 ms\n");
  g_assert_null (strstr (timings, "answer 307"));
  assert_contains (message, "There is no body.");
}

static void
test_timings (Fixture *fixture)
{
  WeirStepResult *result = make_result ();
  WeirExchange *exchange = add_attempt (result, 200, NULL, "", 0);
  g_autofree char *timings = NULL;

  exchange->timings = (WeirTimings) {
    .blocked_us = 7000,
    .dns_us = 1000,
    .tcp_us = 2000,
    .tls_us = 3000,
    .sending_us = 4000,
    .waiting_us = 5000,
    .receiving_us = 6000,
  };
  show (fixture, result);
  timings = fixture_collect_text (fixture_find (get_details (fixture), WEIR_TYPE_TIMINGS_VIEW, 0));
  assert_contains (timings, "DNS\n1 ms\nConnect\n2 ms\nTLS\n3 ms\nSend\n4 ms\nWait\n5 ms\nReceive\n6 ms\n");
  assert_contains (timings, "Time\n21 ms\nLate by\n7 ms\nTime from planned start\n28 ms\n");
}

static void
test_facts (Fixture *fixture)
{
  WeirStepResult *result = make_result ();
  g_autofree char *long_value = g_strnfill (100000, 'v');
  g_autofree char *assertions = NULL;
  g_autofree char *values = NULL;
  g_autofree char *all = NULL;

  add_attempt (result, 503, NULL, "", 0);
  result->brief.outcome = WEIR_STEP_FAILED;
  result->message = g_strdup ("Expected status = 200, got 503.");
  weir_step_result_add_check (result, FALSE, "status = 200", "equals 200", "503");
  weir_step_result_add_check (result, TRUE, "time < 1 s", "less than 1 s", "4 ms");
  weir_step_result_add_taken (result, "token", "•••");
  weir_step_result_add_taken (result, "missing", NULL);
  weir_step_result_add_taken (result, "long", long_value);
  weir_step_result_add_warning (result, "The cookie “x” was refused.");
  show (fixture, result);
  assertions = fixture_collect_text (fixture_find (get_details (fixture), WEIR_TYPE_FACT_TABLE, ASSERTIONS));
  assert_contains (assertions, "✗ failed\nstatus = 200\nequals 200\n503\n");
  assert_contains (assertions, "✓ passed\ntime < 1 s\nless than 1 s\n4 ms\n");
  values = fixture_collect_text (fixture_find (get_details (fixture), WEIR_TYPE_FACT_TABLE, VALUES));
  assert_contains (values, "token\n•••\nmissing\n⚠ nothing was found\n");
  assert_contains (values, "vvv…\n");
  g_assert_cmpuint (strlen (values), <, 5000);
  all = fixture_collect_text (get_details (fixture));
  assert_contains (all, "Expected status = 200, got 503.");
  assert_contains (all, "⚠ The cookie “x” was refused.");
  assert_contains (all, "Assertions (1 failed)");
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/details/bodies are laid out and highlighted, header fields are a table", test_json);
  fixture_add ("/desktop/details/a body is searched, and its lines are wrapped or not", test_search);
  fixture_add ("/desktop/details/the colours of a body follow the window", test_dark);
  fixture_add ("/desktop/details/binary data are hexadecimal numbers and called so", test_binary);
  fixture_add ("/desktop/details/a body of 50 MB is shown in part and says so", test_huge);
  fixture_add ("/desktop/details/each attempt of a retried step can be looked at", test_attempts);
  fixture_add ("/desktop/details/a body that found no room says so", test_dropped);
  fixture_add ("/desktop/details/redirects are listed with their answers", test_redirects);
  fixture_add ("/desktop/details/the phases of a request have their names and times", test_timings);
  fixture_add ("/desktop/details/assertions, values and warnings are told", test_facts);
  return fixture_run ();
}
