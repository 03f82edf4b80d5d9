/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-timings.c: how long the phases of an exchange took, and which instants they lie between
 */

#include "config.h"

#include "weir-transport-test.h"

static void
assert_sane (const WeirTimings *timings)
{
  g_assert_cmpint (timings->intended_us, >, 0);
  g_assert_cmpint (timings->started_us, >=, timings->intended_us);
  g_assert_cmpint (timings->blocked_us, ==, timings->started_us - timings->intended_us);
  g_assert_cmpint (timings->dns_us, >=, 0);
  g_assert_cmpint (timings->tcp_us, >=, 0);
  g_assert_cmpint (timings->tls_us, ==, 0);
  g_assert_cmpint (timings->sending_us, >=, 0);
  g_assert_cmpint (timings->waiting_us, >=, 0);
  g_assert_cmpint (timings->receiving_us, >=, 0);
  g_assert_cmpint (timings->started_us + weir_timings_get_total (timings), <=, g_get_monotonic_time ());
}

static void
test_timings (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *answer = weir_test_server_script (fixture->server, "/slow");
  const WeirTimings *timings = &fixture->exchange->timings;
  g_autofree char *name =
      g_strdup_printf ("http://localhost:%u/slow", weir_test_server_get_port (fixture->server));

  answer->delay_ms = 20;
  answer->body_delay_ms = 30;
  fixture_send (fixture, "GET", "/slow");
  assert_sane (timings);
  g_assert_cmpint (timings->dns_us, ==, 0);
  g_assert_cmpint (timings->tcp_us, >, 0);
  g_assert_cmpint (timings->waiting_us, >, 0);
  g_assert_cmpint (timings->receiving_us, >, 0);
  g_assert_cmpint (weir_timings_get_total (timings), >=, 20000 + 30000);
  g_assert_cmpint (timings->started_us + timings->tcp_us, <=, fixture_get_last_request (fixture)->arrived_us);

  fixture_send (fixture, "GET", "/slow");
  assert_sane (timings);
  g_assert_cmpint (timings->dns_us, ==, 0);
  g_assert_cmpint (timings->tcp_us, ==, 0);
  g_assert_cmpint (timings->started_us, <=, fixture_get_last_request (fixture)->arrived_us);

  fixture->outgoing.intended_us = g_get_monotonic_time () - 70000;
  fixture_send (fixture, "GET", name);
  fixture_assert_answered (fixture, 200);
  assert_sane (timings);
  g_assert_cmpint (timings->intended_us, ==, fixture->outgoing.intended_us);
  g_assert_cmpint (timings->blocked_us, >=, 70000);
  g_assert_cmpint (timings->dns_us, >, 0);
}

typedef struct
{
  WeirExchange *exchange;
  gint64 told_us;
} Told;

/* Takes its time, as the work on an answer does. */
static void
told_cb (WeirExchange *exchange, gpointer data)
{
  Told *told = data;

  told->told_us = g_get_monotonic_time ();
  while (g_get_monotonic_time () < told->told_us + 50000)
    g_thread_yield ();
}

static gboolean
are_both_told (gpointer data)
{
  Told *told = data;

  return told[0].told_us > 0 && told[1].told_us > 0;
}

static gboolean
are_both_waiting (gpointer data)
{
  return weir_test_server_get_n_waiting (data) == 2;
}

/* Both answers lie there before the first is looked at: work on one is no part of the other's time. */
static void
test_work_between (Fixture *fixture, gconstpointer data)
{
  WeirTestAnswer *answer = weir_test_server_script (fixture->server, "/late");
  g_autoptr (WeirTarget) target = fixture_make_target (fixture, "/late");
  Told told[2] = { 0 };

  answer->delay_ms = 600000;
  weir_test_answer_set_body (answer, NULL, "0123456789");
  fixture->outgoing.target = target;
  for (guint i = 0; i < 2; i++)
    {
      told[i].exchange = weir_exchange_new ();
      weir_client_send (fixture->client, &fixture->outgoing, told[i].exchange, told_cb, &told[i]);
    }
  g_assert_true (weir_test_wait (are_both_waiting, fixture->server, 30000));
  weir_test_server_release (fixture->server);
  while (weir_test_server_get_n_waiting (fixture->server) > 0)
    g_thread_yield ();
  g_assert_true (weir_test_wait (are_both_told, told, 30000));
  for (guint i = 0; i < 2; i++)
    {
      const WeirTimings *timings = &told[i].exchange->timings;

      assert_sane (timings);
      g_assert_cmpuint (told[i].exchange->body_size, ==, 10);
      g_assert_cmpint (timings->started_us + weir_timings_get_total (timings), <=,
                       MIN (told[0].told_us, told[1].told_us));
      weir_exchange_free (told[i].exchange);
    }
}

static void
slow_redirect_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  answer->delay_ms = 15;
  if (request->nth < 4)
    weir_test_answer_set_redirect (answer, 302, request->target);
}

static void
test_redirect_timings (Fixture *fixture, gconstpointer data)
{
  const WeirTimings *timings = &fixture->exchange->timings;

  weir_test_server_set_callback (fixture->server, slow_redirect_cb, NULL);
  fixture_send (fixture, "GET", "/again");
  fixture_assert_answered (fixture, 200);
  assert_sane (timings);
  g_assert_cmpint (weir_timings_get_total (timings), >=, 4 * 15000);
  g_assert_true (fixture->exchange->new_connection);
  g_assert_cmpint (timings->started_us, <=,
                   weir_test_server_find_request (fixture->server, "/again", 1)->arrived_us);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/transport/timings/phases follow one another", test_timings);
  ADD ("/transport/timings/work between headers and body is no part of it", test_work_between);
  ADD ("/transport/timings/phases of the hops of a redirect add up", test_redirect_timings);
  return g_test_run ();
}
