/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-outlook.c: what a plan will do, worked out by hand from the rules for modes, clients and rounds
 */

#include "config.h"

#include "weir-plan-format.h"
#include "weir-plan-outlook.h"

#include <string.h>

#define S G_USEC_PER_SEC
#define MS 1000
#define REQUEST "httpRequest: { url: http://shop.example/ }"

static WeirPlan *
parse (const char *yaml)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirPlan *plan = weir_plan_parse (yaml, strlen (yaml), FALSE, NULL, NULL, problems);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((WeirProblem *) g_ptr_array_index (problems, i))->message);
  g_assert_nonnull (plan);
  return plan;
}

/* A plan of one round with these keys, whose iterations have those; a request is added to each. */
static WeirPlanOutlook *
look_at_round (const char *round, const char *const *iterations)
{
  g_autoptr (GString) yaml = g_string_new ("name: P\nrounds:\n- name: R\n");
  g_autoptr (WeirPlan) plan = NULL;

  g_string_append_printf (yaml, "  %s\n  iterations:\n", round);
  for (guint i = 0; iterations[i] != NULL; i++)
    g_string_append_printf (yaml, "  - { name: I%u, %s, " REQUEST " }\n", i, iterations[i]);
  plan = parse (yaml->str);
  return weir_plan_outlook_new (plan);
}

typedef struct
{
  const char *round;
  const char *iteration;
  guint64 requests;
  double rate;
  gint64 length_us;
  WeirOutlookTime end;
  guint64 clients;
  guint64 least_clients;
} Case;

static const Case modes[] = {
  /* A number of requests, one after another: how long that takes the server says. */
  { "numberOfClients: 3", "requestCount: 10", 30, 0, 0, WEIR_OUTLOOK_AT_LEAST, 3, 3 },
  { "{ numberOfClients: 50, arrivalDelay: 100 }", "requestCount: 1", 50, 0, 4900 * MS, WEIR_OUTLOOK_AT_LEAST,
    50, 1 },
  /* Requests for a time: the last client comes after 4 s and stays for 3; 31 are there at 3 s. */
  { "{ numberOfClients: 41, arrivalDelay: 100 }", "duration: 3", 0, 0, 7 * S, WEIR_OUTLOOK_EXACT, 41, 31 },
  { "numberOfClients: 2", "duration: 30s", 0, 0, 30 * S, WEIR_OUTLOOK_EXACT, 2, 2 },
  /* Batches without end: 2 × 5 each 200 ms. */
  { "numberOfClients: 2", "batchSize: 5, coolDownTime: 200", 0, 50, 0, WEIR_OUTLOOK_OPEN, 2, 2 },
  /* C20: launches at 0, 400 and 800 ms. */
  { "numberOfClients: 1", "requestCount: 11, batchSize: 4, coolDownTime: 400", 11, 10, 800 * MS,
    WEIR_OUTLOOK_EXACT, 1, 1 },
  /* One batch of 4: never more than 4 in a second. */
  { "numberOfClients: 1", "requestCount: 4, batchSize: 4, coolDownTime: 400", 4, 4, 0, WEIR_OUTLOOK_AT_LEAST,
    1, 1 },
  /* C21: launches at 0, 600, 1200, 1800 and 2400 ms. */
  { "numberOfClients: 1", "duration: 3, batchSize: 2, coolDownTime: 600", 10, 2 / 0.6, 2400 * MS,
    WEIR_OUTLOOK_EXACT, 1, 1 },
  /* No launch at 2000; two clients, the second 500 ms later. */
  { "{ numberOfClients: 2, arrivalDelay: 500 }", "duration: 2, batchSize: 3, coolDownTime: 500", 24, 12,
    2 * S, WEIR_OUTLOOK_EXACT, 2, 2 },
  /* C5, example B: 100 every second for 300 s. */
  { "numberOfClients: 1", "duration: 300, batchSize: 100, coolDownTime: 1000", 30000, 100, 299 * S,
    WEIR_OUTLOOK_EXACT, 1, 1 },
  /* 100 at once every 5 s are 100 in the busiest second. */
  { "numberOfClients: 2", "duration: 11, batchSize: 50, coolDownTime: 5s", 300, 100, 10 * S,
    WEIR_OUTLOOK_EXACT, 2, 2 },
  /* One a second, each every 2 s: five of the ten meet in each second. */
  { "{ numberOfClients: 10, arrivalDelay: 1s }", "duration: 60, batchSize: 1, coolDownTime: 2s", 300, 5,
    67 * S, WEIR_OUTLOOK_EXACT, 10, 10 },
  /* C82: from 10 to 100 per second in 10 s. */
  { "numberOfClients: 1", "arrivalRate: { rate: 10, stages: [{ rate: 100, duration: 10 }] }", 550, 100,
    10 * S, WEIR_OUTLOOK_EXACT, 1, 1 },
  /* Only two of three clients are ever there at one time: each launches for 1.5 s, and leaves. */
  { "{ numberOfClients: 3, arrivalDelay: 1s }", "duration: 2, batchSize: 1, coolDownTime: 500", 12, 4,
    3500 * MS, WEIR_OUTLOOK_EXACT, 3, 2 },
  /* As fast as possible: the clock says only that DCB ends. */
  { "numberOfClients: 2", "duration: 2, batchSize: 3, coolDownTime: 500, maximizeThroughput: true", 24, 0,
    2 * S, WEIR_OUTLOOK_EXACT, 2, 2 },
  { "numberOfClients: 1", "requestCount: 40, batchSize: 4, coolDownTime: 1000, maximizeThroughput: true", 40,
    0, 0, WEIR_OUTLOOK_AT_LEAST, 1, 1 },
};

static void
test_modes (gconstpointer data)
{
  const Case *wanted = data;
  const char *const iterations[] = { wanted->iteration, NULL };
  g_autofree char *round = g_strdup (wanted->round);
  g_autoptr (WeirPlanOutlook) outlook = NULL;
  const WeirOutlookTotals *totals;

  /* Two keys of the round are written as in a flow mapping. */
  if (*round == '{')
    {
      g_auto (GStrv) keys = NULL;

      round[strlen (round) - 2] = '\0';
      keys = g_strsplit (round + 2, ", ", -1);
      g_free (round);
      round = g_strjoinv ("\n  ", keys);
    }
  outlook = look_at_round (round, iterations);
  totals = weir_plan_outlook_get_totals (outlook);
  g_assert_cmpuint (totals->requests, ==, wanted->requests);
  g_assert_cmpfloat_with_epsilon (totals->rate, wanted->rate, 1e-9);
  g_assert_cmpint (totals->length_us, ==, wanted->length_us);
  g_assert_cmpint (totals->end, ==, wanted->end);
  g_assert_cmpuint (totals->clients, ==, wanted->clients);
  g_assert_cmpuint (totals->least_clients, ==, wanted->least_clients);
}

/* [{3, 50 ms, 0}, {2, 200 ms, 1 s}] arrive at 0, 50, 100, 1100 and 1300 ms. */
static void
test_stages (void)
{
  static const char *const iterations[] = { "duration: 1200ms", NULL };
  g_autoptr (WeirPlanOutlook) outlook =
      look_at_round ("stages: [{ numberOfClients: 3, arrivalDelay: 50ms }, "
                     "{ numberOfClients: 2, arrivalDelay: 200ms, startupDelay: 1s }]",
                     iterations);
  const WeirOutlookTotals *totals = weir_plan_outlook_get_totals (outlook);
  const WeirOutlookRound *round = g_ptr_array_index (weir_plan_outlook_get_rounds (outlook), 0);

  g_assert_cmpuint (round->n_clients, ==, 5);
  g_assert_cmpint (round->last_arrival_us, ==, 1300 * MS);
  g_assert_cmpint (totals->length_us, ==, 2500 * MS);
  /* At 1100 ms the first four; the first leaves at 1200, the second at 1250, before the last one comes. */
  g_assert_cmpuint (totals->least_clients, ==, 4);
  g_assert_cmpuint (totals->clients, ==, 5);
}

/* Startup delays count, and what takes the server's time makes what follows later than the clock says. */
static void
test_one_after_another (void)
{
  static const char *const iterations[] = { "duration: 2", "startupDelay: 400ms, requestCount: 5",
                                            "duration: 3, batchSize: 1, coolDownTime: 1s", NULL };
  g_autoptr (WeirPlanOutlook) outlook = look_at_round ("startupDelay: 500ms", iterations);
  const WeirOutlookRound *round = g_ptr_array_index (weir_plan_outlook_get_rounds (outlook), 0);
  const WeirOutlookJob *second = g_ptr_array_index (round->jobs, 1);
  const WeirOutlookJob *third = g_ptr_array_index (round->jobs, 2);

  g_assert_cmpint (second->begin_us, ==, 2400 * MS);
  g_assert_cmpint (second->begin, ==, WEIR_OUTLOOK_EXACT);
  g_assert_cmpint (third->begin_us, ==, 2400 * MS);
  g_assert_cmpint (third->begin, ==, WEIR_OUTLOOK_AT_LEAST);
  g_assert_cmpint (weir_plan_outlook_get_totals (outlook)->length_us, ==, 4900 * MS);
  g_assert_cmpint (weir_plan_outlook_get_totals (outlook)->end, ==, WEIR_OUTLOOK_AT_LEAST);
  g_assert_cmpint (weir_plan_outlook_get_totals (outlook)->answering_us, ==, 2 * S);
  g_assert_cmpuint (weir_plan_outlook_get_totals (outlook)->requests, ==, 8);
}

/* A client is in one of them at a time. */
static void
test_rate_one_after_another (void)
{
  static const char *const iterations[] = { "duration: 2, batchSize: 4, coolDownTime: 500",
                                            "duration: 2, batchSize: 5, coolDownTime: 500", NULL };
  g_autoptr (WeirPlanOutlook) outlook = look_at_round ("numberOfClients: 3", iterations);
  const WeirPlanHost *host = g_ptr_array_index (weir_plan_outlook_get_hosts (outlook), 0);

  g_assert_cmpfloat (weir_plan_outlook_get_totals (outlook)->rate, ==, 30);
  g_assert_cmpfloat (host->peak_rate, ==, 30);
}

/* The first client begins at once, the last one goes on until 9 + 30 s. */
static void
test_answering (void)
{
  static const char *const iterations[] = { "duration: 30", NULL };
  g_autoptr (WeirPlanOutlook) outlook = look_at_round ("numberOfClients: 10\n  arrivalDelay: 1s", iterations);

  g_assert_cmpint (weir_plan_outlook_get_totals (outlook)->answering_us, ==, 39 * S);
}

static void
test_in_parallel (void)
{
  static const char *const iterations[] = {
    "duration: 2, batchSize: 4, coolDownTime: 500",
    "startupDelay: 400ms, duration: 2, batchSize: 2, coolDownTime: 500", "duration: 5", NULL
  };
  g_autoptr (WeirPlanOutlook) outlook =
      look_at_round ("runInParallel: true\n  numberOfClients: 3", iterations);
  const WeirOutlookTotals *totals = weir_plan_outlook_get_totals (outlook);

  g_assert_cmpfloat (totals->rate, ==, 3 * (8 + 4));
  g_assert_true (totals->as_answered);
  g_assert_cmpint (totals->length_us, ==, 5 * S);
  g_assert_cmpint (totals->answering_us, ==, 5 * S);
  g_assert_cmpuint (totals->requests, ==, 3 * (16 + 8));
}

static const char rounds[] =
    "name: P\nrounds:\n"
    "- { name: A, numberOfClients: 10, iterations: [{ name: I, duration: 4, batchSize: 1,"
    " coolDownTime: 500, " REQUEST " }] }\n"
    "- { name: B, together: true, numberOfClients: 5, startupDelay: 1s, iterations:"
    " [{ name: I, duration: 6, batchSize: 1, coolDownTime: 1s, " REQUEST " }] }\n"
    "- { name: C, numberOfClients: 12, iterations: [{ name: I, duration: 1, " REQUEST " }] }\n";

static void
test_rounds (void)
{
  g_autoptr (WeirPlan) plan = parse (rounds);
  g_autoptr (WeirPlanOutlook) outlook = weir_plan_outlook_new (plan);
  const WeirOutlookTotals *totals = weir_plan_outlook_get_totals (outlook);
  const WeirOutlookRound *third = g_ptr_array_index (weir_plan_outlook_get_rounds (outlook), 2);

  g_assert_cmpuint (totals->clients, ==, 15);
  g_assert_cmpuint (totals->least_clients, ==, 15);
  g_assert_cmpfloat (totals->rate, ==, 25);
  g_assert_cmpint (third->begin_us, ==, 6 * S);
  g_assert_cmpint (totals->length_us, ==, 7 * S);
  g_assert_cmpuint (totals->requests, ==, 10 * 8 + 5 * 6);
}

/* Only what is chosen; what goes together with a round that is left out follows what is before that. */
static void
test_chosen (void)
{
  static const char *const names[] = { "a", "C", NULL };
  const WeirPlanRunSettings settings = { .rounds = names };
  g_autoptr (WeirPlan) plan = parse (rounds);
  g_autoptr (WeirPlanOutlook) outlook = weir_plan_outlook_new_for (plan, &settings);
  const WeirOutlookTotals *totals = weir_plan_outlook_get_totals (outlook);

  g_assert_cmpuint (weir_plan_outlook_get_rounds (outlook)->len, ==, 2);
  g_assert_cmpuint (totals->clients, ==, 12);
  g_assert_cmpfloat (totals->rate, ==, 20);
  g_assert_cmpint (totals->length_us, ==, 4500 * MS);
}

/* After what has no end of its own, nothing begins by itself. */
static void
test_endless (void)
{
  g_autoptr (WeirPlan) plan =
      parse ("name: P\nrounds:\n"
             "- { name: A, iterations: [{ name: I, batchSize: 1, coolDownTime: 1s, " REQUEST " }] }\n"
             "- { name: B, iterations: [{ name: I, duration: 1, " REQUEST " }] }\n");
  g_autoptr (WeirPlanOutlook) outlook = weir_plan_outlook_new (plan);
  const WeirOutlookRound *second = g_ptr_array_index (weir_plan_outlook_get_rounds (outlook), 1);

  g_assert_cmpint (second->begin, ==, WEIR_OUTLOOK_OPEN);
  g_assert_cmpint (weir_plan_outlook_get_totals (outlook)->end, ==, WEIR_OUTLOOK_OPEN);
  g_assert_true (weir_plan_outlook_get_totals (outlook)->endless);
}

static void
assert_sentence (const char *yaml, const char *expected)
{
  g_autoptr (WeirPlan) plan = parse (yaml);
  g_autoptr (WeirPlanOutlook) outlook = weir_plan_outlook_new (plan);
  g_autofree char *sentence = weir_plan_outlook_describe (outlook);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_sentence (void)
{
  assert_sentence ("name: P\nrounds: [{ name: R, iterations: [{ name: I, " REQUEST " }] }]\n",
                   "1 client: 1 request, for as long as the server takes, to shop.example.");
  assert_sentence (
      "name: P\nrounds: [{ name: R, numberOfClients: 50, arrivalDelay: 100, iterations: [{ name: I, "
      "requestCount: 2, httpRequest: { url: http://127.0.0.1:1/ } }] }]\n",
      "Up to 50 clients at a time: 100 requests, for at least 4.9 s, to 127.0.0.1 (this computer).");
  assert_sentence (
      "name: P\nrounds: [{ name: R, numberOfClients: 20, iterations: [{ name: I, duration: 30, " REQUEST
      " }] }]\n",
      "20 clients at a time: as many requests as the server answers in 30 s, for 30 s and the last "
      "answers, to shop.example.");
  assert_sentence (
      "name: P\nrounds: [{ name: R, numberOfClients: 2, iterations: [{ name: I, duration: 10, "
      "batchSize: 5, coolDownTime: 500, skipIf: \"1 = 2\", httpRequest: { url: \"https://$random()/\" } "
      "}] }]\n",
      "2 clients at a time: at most 200 requests, up to 20 per second, for up to 9.5 s and the last "
      "answers, to a host that is only known when it runs.");
  assert_sentence (
      "name: P\nrounds: [{ name: R, iterations: [{ name: I, batchSize: 5, coolDownTime: 500, " REQUEST
      " }, { name: J, httpRequest: { url: http://localhost/ } }] }]\n",
      "1 client: 1 request, and more until it is stopped, up to 10 per second of them by the clock, "
      "without an end of its own, to shop.example and localhost (this computer).");
}

static char *
list_hosts (const char *yaml, const WeirPlanRunSettings *settings)
{
  g_autoptr (WeirPlan) plan = parse (yaml);
  g_autoptr (WeirPlanOutlook) outlook = weir_plan_outlook_new_for (plan, settings);
  GPtrArray *hosts = weir_plan_outlook_get_hosts (outlook);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < hosts->len; i++)
    {
      const WeirPlanHost *host = g_ptr_array_index (hosts, i);

      g_string_append_printf (text, "%s%s %g ", host->host, host->is_this_machine ? " here" : "",
                              host->peak_rate);
    }
  g_string_append (text, weir_plan_outlook_has_unknown_hosts (outlook) ? "and unknown" : "all");
  return g_string_free (text, FALSE);
}

#define WITH_URL(keys, url)                                                                                  \
  "name: P\n" keys "\nrounds: [{ name: R, baseUrl: \"${api}/v1\", iterations: [{ name: I, "                  \
  "duration: 2, batchSize: 4, coolDownTime: 500, httpRequest: { url: \"" url "\" } }] }]\n"

static void
assert_hosts (const char *yaml, const WeirPlanRunSettings *settings, const char *expected)
{
  g_autofree char *hosts = list_hosts (yaml, settings);

  g_assert_cmpstr (hosts, ==, expected);
}

static void
test_hosts (void)
{
  static const char *const staging[] = { "staging", NULL };
  static const char *const given[] = { "api=http://given.example", NULL };
  const WeirPlanRunSettings in_staging = { .environments = staging };
  const WeirPlanRunSettings with_given = { .environments = staging, .variables = given };
  static const char yaml[] = WITH_URL ("variables: [{ name: api, value: \"http://127.0.0.1:18080\" }]\n"
                                       "environments: [{ name: staging, variables: [{ name: api, value: "
                                       "\"https://Staging.Example:8443\" }] }]",
                                       "/books?page=$randomNumber(min=1,max=9)&of=${nobody}");

  assert_hosts (yaml, NULL, "127.0.0.1 here 8 all");
  assert_hosts (yaml, &in_staging, "staging.example 8 all");
  assert_hosts (yaml, &with_given, "given.example 8 all");
  assert_hosts (
      WITH_URL ("variables: [{ name: api, value: \"http://a\" }, { name: h, value: \"B.example\" }]",
                "http://user:pw@${h}:81?x=/y"),
      NULL, "b.example 8 all");
  /* The base is joined textually. */
  assert_hosts (WITH_URL ("variables: [{ name: api, value: \"http://a\" }]", ":80/x"), NULL, "a 8 all");
  assert_hosts (WITH_URL ("variables: [{ name: api, value: \"http://$guid()\" }]", "/x"), NULL,
                "and unknown");
  assert_hosts (WITH_URL ("variables: [{ name: api, value: \"http://${other}\" }, { name: other, value: "
                          "\"$randomItem([1])\" }]",
                          "/x"),
                NULL, "and unknown");
  assert_hosts (WITH_URL ("variables: [{ name: api, value: \"http://a\" }]", "http://[::1]:81/"), NULL,
                "::1 here 8 all");
}

/* The host that an answer names is not the one the document has. */
static void
test_captured_host (void)
{
  assert_hosts ("name: P\nvariables: [{ name: Where, value: \"http://a.example\" }]\nrounds:\n- name: R\n  "
                "iterations:\n"
                "  - { name: I, httpRequest: { url: \"http://b.example\", capture: { to: Where } } }\n"
                "  - { name: J, httpRequest: { url: \"${Where.Body}/x\" } }\n",
                NULL, "b.example -1 and unknown");
}

static void
test_this_machine (void)
{
  static const char *const here[] = { "localhost", "LocalHost.", "api.localhost",    "127.0.0.1", "127.9.9.9",
                                      "::1",       "[::1]",      "::ffff:127.0.0.1", "0.0.0.0" };
  static const char *const elsewhere[] = { "example.org",
                                           "localhost.example.org",
                                           "192.0.2.7",
                                           "2001:db8::1",
                                           "127.0.0.1.example",
                                           "1270.0.0.1",
                                           "",
                                           "[",
                                           "." };

  for (guint i = 0; i < G_N_ELEMENTS (here); i++)
    if (!weir_host_is_this_machine (here[i]))
      g_error ("%s is this machine", here[i]);
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    if (weir_host_is_this_machine (elsewhere[i]))
      g_error ("%s is another machine", elsewhere[i]);
  g_assert_true (weir_host_is_this_machine (g_get_host_name ()));
}

/* While it is being edited, a plan may have anything in it. */
static void
test_any_numbers (void)
{
  static const gint64 times[] = { 0, 1, -5, G_MAXINT64, G_MININT64 };
  static const guint64 counts[] = { 0, 1, G_MAXUINT32, G_MAXUINT64 };
  g_autoptr (WeirPlan) plan = weir_plan_new ("P");
  g_autoptr (WeirRound) round = weir_round_new ("R");
  g_autoptr (WeirIteration) iteration = weir_iteration_new ("I");
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);

  g_list_store_append (weir_plan_get_rounds (plan), round);
  g_list_store_append (weir_round_get_iterations (round), iteration);
  for (guint mode = 0; mode < WEIR_N_MODES; mode++)
    for (guint i = 0; i < G_N_ELEMENTS (times) * G_N_ELEMENTS (counts); i++)
      {
        gint64 time = times[i % G_N_ELEMENTS (times)];
        guint64 count = counts[i / G_N_ELEMENTS (times)];
        g_autoptr (WeirPlanOutlook) outlook = NULL;
        g_autofree char *sentence = NULL;

        weir_pacing_set_mode (pacing, mode);
        weir_pacing_set_duration_us (pacing, time);
        weir_pacing_set_cool_down_us (pacing, times[(i + mode) % G_N_ELEMENTS (times)]);
        weir_pacing_set_request_count (pacing, count);
        weir_pacing_set_batch_size (pacing, (guint) MIN (count, G_MAXUINT32));
        weir_round_set_clients (round, (guint) MIN (count, 100000));
        weir_iteration_set_startup_delay_us (iteration, time);
        outlook = weir_plan_outlook_new (plan);
        sentence = weir_plan_outlook_describe (outlook);
        g_assert_cmpint (weir_plan_outlook_get_totals (outlook)->length_us, >=, 0);
        g_assert_true (g_utf8_validate (sentence, -1, NULL));
      }
}

static void
test_nothing (void)
{
  g_autoptr (WeirPlan) plan = weir_plan_new ("P");
  g_autoptr (WeirPlanOutlook) outlook = weir_plan_outlook_new (plan);
  g_autofree char *sentence = weir_plan_outlook_describe (outlook);

  g_assert_cmpstr (sentence, ==, "Nothing is sent: no round of the plan has both a client and an iteration.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/running/plan outlook/%s, %s", modes[i].round, modes[i].iteration);

      g_test_add_data_func (path, &modes[i], test_modes);
    }
  g_test_add_func ("/running/plan outlook/stages are arrivals", test_stages);
  g_test_add_func ("/running/plan outlook/iterations one after another", test_one_after_another);
  g_test_add_func ("/running/plan outlook/one after another they are not added up",
                   test_rate_one_after_another);
  g_test_add_func ("/running/plan outlook/what the server answers is from the first client to the last",
                   test_answering);
  g_test_add_func ("/running/plan outlook/iterations in parallel", test_in_parallel);
  g_test_add_func ("/running/plan outlook/rounds that go together overlap", test_rounds);
  g_test_add_func ("/running/plan outlook/only chosen rounds count", test_chosen);
  g_test_add_func ("/running/plan outlook/nothing comes after what has no end", test_endless);
  g_test_add_func ("/running/plan outlook/it is one sentence", test_sentence);
  g_test_add_func ("/running/plan outlook/hosts are resolved as far as the document goes", test_hosts);
  g_test_add_func ("/running/plan outlook/a host out of an answer is not known", test_captured_host);
  g_test_add_func ("/running/plan outlook/this machine is told from others", test_this_machine);
  g_test_add_func ("/running/plan outlook/any numbers do no harm", test_any_numbers);
  g_test_add_func ("/running/plan outlook/a plan of nothing says so", test_nothing);
  return g_test_run ();
}
