/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-workers.c: how many processes carry a plan out and why, and how many connections it needs
 */

#include "config.h"

#include "weir-plan-format.h"
#include "weir-plan-workers.h"

#include <string.h>

#define URL "http://127.0.0.1:1/"
#define ROUND "name: P\nrounds:\n- name: R\n  numberOfClients: 8\n  iterations:\n"

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

static void
assert_one (const char *yaml, const char *part)
{
  g_autoptr (WeirPlan) plan = parse (yaml);
  g_autofree char *why = NULL;

  g_assert_cmpuint (weir_plan_choose_workers (plan, &why), ==, 1);
  g_assert_true (g_str_has_prefix (why, "1 worker, because "));
  if (!strstr (why, part))
    g_error ("“%s” says nothing of “%s”", why, part);
}

static void
test_one (void)
{
  assert_one (ROUND "  - name: Log in\n"
                    "    httpRequest: { url: " URL ", capture: { to: L, makeGlobal: true } }\n",
              "“Log in” captures an answer for all clients (makeGlobal)");
  assert_one (ROUND "  - { name: A, httpRequest: { url: " URL " } }\n"
                    "  - name: B\n    skipIf: \"${Metrics.R.A.Throughput.RPS} > 5\"\n"
                    "    httpRequest: { url: " URL " }\n",
              "“B” looks at Metrics");
  assert_one (ROUND "  - { name: A, httpRequest: { url: \"" URL "$counter(isGlobal=true)\" } }\n",
              "isGlobal");
  assert_one ("variables: [{ name: id, value: $guid() }]\n" ROUND
              "  - { name: A, httpRequest: { url: " URL " } }\n",
              "the variable “id” calls a method");
  assert_one ("name: P\nrounds:\n- { name: R, iterations: [{ name: A, httpRequest: { url: " URL " } }] }\n",
              "no round has more than one client");
}

/* What only rules look at does not need one process: rules see the figures of all. */
static void
test_many (void)
{
  g_autoptr (WeirPlan) plan = parse (
      ROUND "  - name: A\n    httpRequest: { url: \"" URL "$$counter/$guid()\" }\n"
            "    terminationRules: [{ expression: \"${Metrics.R.A.Throughput.RPS} > 5\" }]\n"
            "variables: [{ name: price, value: \"5 $$guid() $ 7\" }]\n");
  g_autofree char *why = NULL;
  guint n_workers = weir_plan_choose_workers (plan, &why);

  g_assert_cmpuint (n_workers, ==, MIN (8, MAX (1, g_get_num_processors () - 1)));
  g_assert_nonnull (
      strstr (why, g_get_num_processors () > 9 ? "no round has more clients" : "this computer has"));
}

static void
assert_connections (const char *yaml, guint64 expected)
{
  g_autoptr (WeirPlan) plan = parse (yaml);

  g_assert_cmpuint (weir_plan_count_connections (plan, NULL), ==, expected);
}

/* The least there can be, however fast the server answers. */
static void
test_connections (void)
{
#define ITERATION(pacing) "  iterations: [{ name: I, httpRequest: { url: " URL " }, " pacing " }]\n"
#define CLIENTS "name: P\nrounds:\n- name: R\n  numberOfClients: 10\n  arrivalDelay: 100\n"

  /* One after another: the first may have gone when the second comes. */
  assert_connections (CLIENTS ITERATION ("requestCount: 5"), 1);
  assert_connections ("name: P\nrounds:\n- name: R\n  numberOfClients: 10\n" ITERATION ("requestCount: 5"),
                      10);
  assert_connections (CLIENTS ITERATION ("duration: 10"), 10);
  /* After half a second the first go: six are there at 0, 100 … 500. */
  assert_connections (CLIENTS ITERATION ("duration: 0.5"), 6);
  assert_connections (CLIENTS ITERATION ("requestCount: 500, batchSize: 500, coolDownTime: 1000"), 500);
  assert_connections (CLIENTS ITERATION ("batchSize: 5, coolDownTime: 1000,"
                                         " terminationRules: [{ metric: ErrorRate > 0 }]"), 50);
  assert_connections ("name: P\nrounds:\n"
                      "- { name: A, iterations: [{ name: I, duration: 1, httpRequest: { url: " URL " } }] }\n"
                      "- { name: B, together: true, numberOfClients: 2,\n"
                      "    iterations: [{ name: I, duration: 1, httpRequest: { url: " URL " } }] }\n"
                      "- name: C\n"
                      "  iterations: [{ name: I, duration: 1, httpRequest: { url: " URL " } }]\n",
                      3);
}

static void
test_refused (void)
{
  g_autoptr (WeirPlan) plan = parse (
      "name: P\nrounds:\n- name: R\n  numberOfClients: 100\n"
      "  iterations: [{ name: I, requestCount: 10000, batchSize: 10000, coolDownTime: 1000,\n"
      "    httpRequest: { url: " URL " } }]\n");
  const gboolean none[] = { FALSE };
  g_autofree char *refusal = weir_plan_refuse (plan, NULL, 1);

  g_assert_nonnull (refusal);
  g_assert_nonnull (strstr (refusal, "needs about 1000000 connections at once, this machine allows "));
  /* What is not run needs nothing. */
  g_assert_null (weir_plan_refuse (plan, none, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/plan workers/what clients share in one process needs one worker", test_one);
  g_test_add_func ("/running/plan workers/else there is one for each processor but one", test_many);
  g_test_add_func ("/running/plan workers/connections are counted at their fewest", test_connections);
  g_test_add_func ("/running/plan workers/a plan that is too much is refused with both numbers",
                   test_refused);
  return g_test_run ();
}
