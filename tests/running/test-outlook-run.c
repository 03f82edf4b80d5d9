/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-outlook-run.c: what a plan was said to do beside what a server saw of it
 */

#include "config.h"

#include "weir-plan-format.h"
#include "weir-plan-outlook.h"
#include "weir-test-plan-run.h"

#include <string.h>

#define LATE_US (2 * G_USEC_PER_SEC)
/* What a quiet computer does each time, a busy one does once in a few times. */
#define ATTEMPTS 8

static const char yaml[] =
    "name: P\nrounds:\n"
    "- { name: Batches, baseUrl: \"${base}\", numberOfClients: 4, arrivalDelay: 50ms,\n"
    "    iterations: [{ name: I, duration: 1, batchSize: 3, coolDownTime: 200ms, httpRequest: { url: /dcb } "
    "}] }\n"
    "- { name: Stages, baseUrl: \"${base}\", startupDelay: 100ms,\n"
    "    stages: [{ numberOfClients: 2, arrivalDelay: 50ms }, { numberOfClients: 1, startupDelay: 200ms }],\n"
    "    iterations: [{ name: I, requestCount: 5, batchSize: 2, coolDownTime: 100ms, httpRequest: { url: "
    "/crb } },\n"
    "                 { name: J, requestCount: 7, httpRequest: { url: /r } }] }\n"
    "- { name: Rate, baseUrl: \"${base}\", iterations: [{ name: I, httpRequest: { url: /rate },\n"
    "      arrivalRate: { rate: 10, stages: [{ rate: 50, duration: 1 }] } }] }\n"
    "- { name: Beside, together: true, baseUrl: \"${base}\", numberOfClients: 2,\n"
    "    iterations: [{ name: I, requestCount: 3, httpRequest: { url: /beside } }] }\n";

static WeirPlanOutlook *
look_at (const char *text)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GString) filled = g_string_new (text);
  g_autoptr (WeirPlan) plan = NULL;

  g_string_replace (filled, "${base}", "http://127.0.0.1:1", 0);
  plan = weir_plan_parse (filled->str, filled->len, FALSE, NULL, NULL, problems);
  g_assert_nonnull (plan);
  return weir_plan_outlook_new (plan);
}

static const WeirOutlookRound *
get_round (const WeirPlanOutlook *outlook, guint index)
{
  return g_ptr_array_index (weir_plan_outlook_get_rounds (outlook), index);
}

static guint64
get_requests (const WeirPlanOutlook *outlook, guint round, guint job)
{
  return ((const WeirOutlookJob *) g_ptr_array_index (get_round (outlook, round)->jobs, job))->requests;
}

/* The most requests to @path that any second saw. */
static guint
count_busiest (WeirTestServer *server, const char *path)
{
  guint n = weir_test_server_count (server, path);
  guint most = 0;

  for (guint i = 1; i <= n; i++)
    {
      gint64 begin_us = weir_test_server_find_request (server, path, i)->arrived_us;
      guint count = 0;

      for (guint j = 1; j <= n; j++)
        {
          gint64 at_us = weir_test_server_find_request (server, path, j)->arrived_us;

          count += at_us >= begin_us && at_us < begin_us + G_USEC_PER_SEC;
        }
      most = MAX (most, count);
    }
  return most;
}

/* What came too late to be sent is not, and is counted. */
static void
assert_count (WeirTestPlanRun *run, const char *path, guint job, guint64 told)
{
  const WeirJobFigures *figures = weir_test_plan_run_get_job (run, job)->figures;

  g_assert_cmpuint (weir_test_server_count (run->server, path) + figures->missed_starts, ==, told);
}

/* Whether it goes as fast as was told; how much it sends is so in any case. */
static gboolean
goes_as_told (void)
{
  g_autoptr (WeirPlanOutlook) outlook = look_at (yaml);
  const WeirOutlookTotals *totals = weir_plan_outlook_get_totals (outlook);
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (yaml, 1);
  const WeirOutlookJob *batches = g_ptr_array_index (get_round (outlook, 0)->jobs, 0);
  guint busiest;

  weir_test_plan_run_all (run);
  assert_count (run, "/dcb", 0, get_requests (outlook, 0, 0));
  assert_count (run, "/crb", 1, get_requests (outlook, 1, 0));
  assert_count (run, "/r", 2, get_requests (outlook, 1, 1));
  assert_count (run, "/rate", 3, get_requests (outlook, 2, 0));
  assert_count (run, "/beside", 4, get_requests (outlook, 3, 0));
  g_assert_cmpfloat (batches->rate, ==, 60);
  g_assert_cmpint (run->snapshot->elapsed_us, >=, totals->length_us - 50000);
  busiest = count_busiest (run->server, "/dcb");
  g_test_message ("%u of %" G_GUINT64_FORMAT " requests, at most %u a second, in %" G_GINT64_FORMAT " µs",
                  weir_test_server_get_n_requests (run->server), totals->requests, busiest,
                  run->snapshot->elapsed_us);
  return weir_test_server_get_n_requests (run->server) == totals->requests && busiest >= 45 && busiest <= 60
         && run->snapshot->elapsed_us < totals->length_us + LATE_US;
}

static void
test_totals (void)
{
  guint n_left = ATTEMPTS;

  while (!goes_as_told ())
    g_assert_cmpuint (--n_left, >, 0);
}

/* When each client comes for the first time; whether that was so, beside the first one. */
static gboolean
arrive_as_told (void)
{
  static const char text[] = "name: P\nrounds:\n- { name: R, baseUrl: \"${base}\", startupDelay: 100ms,\n"
                             "    stages: [{ numberOfClients: 3, arrivalDelay: 100ms },"
                             " { numberOfClients: 2, arrivalDelay: 50ms, startupDelay: 300ms }],\n"
                             "    iterations: [{ name: I, httpRequest: { url: \"/${run.vu}\" } }] }\n";
  static const gint64 expected_us[] = { 0, 100000, 200000, 500000, 550000 };
  g_autoptr (WeirPlanOutlook) outlook = look_at (text);
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (text, 1);
  const WeirOutlookRound *round = get_round (outlook, 0);
  gboolean as_told = TRUE;

  weir_test_plan_run_all (run);
  g_assert_cmpuint (round->n_clients, ==, G_N_ELEMENTS (expected_us));
  g_assert_cmpint (round->last_arrival_us, ==, expected_us[4]);
  for (guint i = 0; i < G_N_ELEMENTS (expected_us); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i + 1);
      const WeirTestRequest *request = weir_test_server_find_request (run->server, path, 1);
      gint64 at_us = request->arrived_us - weir_test_server_find_request (run->server, "/1", 1)->arrived_us;

      g_test_message ("client %u comes at %" G_GINT64_FORMAT " µs, was told for %" G_GINT64_FORMAT, i + 1, at_us,
                      expected_us[i]);
      as_told = as_told && ABS (at_us - expected_us[i]) < 90000;
    }
  return as_told;
}

static void
test_arrivals (void)
{
  guint n_left = ATTEMPTS;

  while (!arrive_as_told ())
    g_assert_cmpuint (--n_left, >, 0);
}

/* Each client has a request under way all the time, so what the server sees at once is how many are there. */
static gboolean
has_clients (const char *delay, guint least, guint most)
{
  g_autofree char *text = g_strdup_printf (
      "name: P\nrounds:\n- { name: R, baseUrl: \"${base}\", numberOfClients: 5, arrivalDelay: %s,\n"
      "    iterations: [{ name: I, duration: 800ms, httpRequest: { url: /d } }] }\n",
      delay);
  g_autoptr (WeirPlanOutlook) outlook = look_at (text);
  const WeirOutlookTotals *totals = weir_plan_outlook_get_totals (outlook);
  g_autoptr (WeirTestPlanRun) run = weir_test_plan_run_new (text, 1);

  weir_test_server_script (run->server, "/d")->delay_ms = 100;
  weir_test_plan_run_all (run);
  g_assert_cmpuint (totals->least_clients, ==, least);
  g_assert_cmpuint (totals->clients, ==, most);
  g_assert_cmpuint (weir_test_server_get_max_waiting (run->server), <=, most);
  return weir_test_server_get_max_waiting (run->server) >= least;
}

static void
assert_clients (const char *delay, guint least, guint most)
{
  guint n_left = ATTEMPTS;

  while (!has_clients (delay, least, most))
    g_assert_cmpuint (--n_left, >, 0);
}

static void
test_clients (void)
{
  assert_clients ("100ms", 5, 5);
  assert_clients ("300ms", 3, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/outlook run/a server sees as many requests as were told, as fast, for as long",
                   test_totals);
  g_test_add_func ("/running/outlook run/clients arrive when it was told", test_arrivals);
  g_test_add_func ("/running/outlook run/as many clients are there at a time as were told", test_clients);
  return g_test_run ();
}
