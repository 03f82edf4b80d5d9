/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-adopt.c: a load plan that is made to say what another text says, by one edit
 */

#include "config.h"

#include <string.h>

#include "weir-plan-adopt.h"
#include "weir-plan-edit.h"
#include "weir-plan-format.h"
#include "weir-test.h"

static const char before[] =
    "name: Shop\n"
    "variables: [{ name: api, value: \"http://127.0.0.1:8020\" }]\n"
    "environments:\n"
    "  - name: staging\n"
    "    variables:\n"
    "      - { name: key, secret: true } # in the keyring\n"
    "      - { name: api, value: x }\n"
    "data: { file: users.csv }\n"
    "iterations:\n"
    "  - { name: Look, httpRequest: { url: /items } }\n"
    "rounds:\n"
    "  - name: Buyers\n"
    "    baseUrl: ${api}\n"
    "    tags: [smoke]\n"
    "    stages: [{ numberOfClients: 3, arrivalDelay: 50 }]\n"
    "    iterations:\n"
    "      - name: Sign in\n"
    "        httpRequest: { url: /login, headers: { A: '${key}' }, capture: { to: Login } }\n"
    "      - name: Browse\n"
    "        duration: 30\n"
    "        batchSize: 5\n"
    "        coolDownTime: 500\n"
    "        httpRequest: { url: /books }\n"
    "        terminationRules: [{ metric: \"ErrorRate > 0.5\", gracePeriod: 10s }]\n"
    "      - name: Rate\n"
    "        arrivalRate: { rate: 10, stages: [{ rate: 50, duration: 20s }] }\n"
    "        httpRequest: { url: /rate }\n"
    "    reference: [Look]\n"
    "  - name: Guests\n"
    "    baseUrl: ${api}\n"
    "    together: true\n"
    "    iterations: [{ name: Home, httpRequest: { url: / } }]\n";

static WeirPlan *
parse (const char *text)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirPlan *plan = weir_plan_parse (text, strlen (text), FALSE, NULL, NULL, problems);

  if (plan == NULL)
    g_error ("%s\n%s", ((WeirProblem *) g_ptr_array_index (problems, 0))->message, text);
  return plan;
}

/* The text that was typed is what is saved: what the plan says is nothing else. */
static void
assert_same_text (WeirPlan *plan, const char *text)
{
  g_autofree char *edited = weir_plan_edit_text (text, strlen (text), FALSE, plan, NULL);

  g_assert_cmpstr (edited, ==, text);
}

/* Adopts what @after says, and takes it back. */
static void
check (const char *from, const char *after)
{
  g_autoptr (WeirPlan) plan = parse (from);
  g_autoptr (WeirPlan) other = parse (after);
  g_autoptr (WeirEdits) edits = weir_edits_new ();
  g_autofree char *first = weir_plan_to_yaml (plan);
  g_autofree char *expected = weir_plan_to_yaml (other);
  g_autofree char *adopted = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  weir_edits_begin (edits, "Edit Text");
  weir_plan_adopt (plan, edits, other);
  weir_edits_end (edits);
  adopted = weir_plan_to_yaml (plan);
  g_assert_cmpstr (adopted, ==, expected);
  assert_same_text (plan, after);
  g_assert_cmpint (weir_edits_get_can_undo (edits), ==, !g_str_equal (first, expected));
  if (!weir_edits_get_can_undo (edits))
    return;
  g_assert_true (weir_edits_undo (edits));
  undone = weir_plan_to_yaml (plan);
  g_assert_cmpstr (undone, ==, first);
  assert_same_text (plan, from);
  g_assert_true (weir_edits_redo (edits));
  redone = weir_plan_to_yaml (plan);
  g_assert_cmpstr (redone, ==, expected);
}

static void
test_values (void)
{
  const char *const changes[][2] = {
    { "name: Shop", "name: Night" },
    { "value: \"http://127.0.0.1:8020\"", "value: other" },
    { "      - { name: key, secret: true } # in the keyring\n", "      - { name: key, value: y }\n" },
    { "      - { name: api, value: x }\n", "      - { name: api, secret: true }\n" },
    { "      - { name: key, secret: true } # in the keyring\n      - { name: api, value: x }\n",
      "      - { name: api, value: x }\n      - { name: key, secret: true }\n" },
    { "data: { file: users.csv }\n", "" },
    { "data: { file: users.csv }\n", "data: { file: users.csv, order: random }\n" },
    { "    tags: [smoke]\n", "    tags: [smoke, night]\n" },
    { "numberOfClients: 3, arrivalDelay: 50 }", "numberOfClients: 3 }, { numberOfClients: 4 }" },
    { "    stages: [{ numberOfClients: 3, arrivalDelay: 50 }]\n", "    numberOfClients: 8\n" },
    { ", capture: { to: Login }", "" },
    { "capture: { to: Login }", "capture: { to: In, as: json, makeGlobal: true, regex: '[0-9]+' }" },
    { "        batchSize: 5\n        coolDownTime: 500\n", "" },
    { "        duration: 30\n        batchSize: 5\n        coolDownTime: 500\n",
      "        arrivalRate: { rate: 1, stages: [{ rate: 2, duration: 3s }], maxInFlight: 7 }\n" },
    { "arrivalRate: { rate: 10, stages: [{ rate: 50, duration: 20s }] }", "requestCount: 5" },
    { "{ rate: 50, duration: 20s }", "{ rate: 50, duration: 20s }, { rate: 0.5, duration: 1m }" },
    { "        httpRequest: { url: /books }\n", "        flow: books.flow.yaml\n" },
    { "gracePeriod: 10s", "gracePeriod: 3s, window: 5s, minSamples: 9, errorStatusCodes: \">= 500\"" },
    { "    reference: [Look]\n", "" },
    { "    together: true\n", "    insecure: true\n    startupDelay: 5s\n" },
  };

  check (before, before);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *after = weir_test_replace (before, changes[i][0], changes[i][1]);

      check (before, after);
      check (after, before);
    }
}

#define ITERATION(name, url) "{ name: " name ", httpRequest: { url: " url " } }"
#define ROUND(name, iterations) "{ name: " name ", baseUrl: \"http://a\", iterations: [ " iterations " ] }"

static void
test_parts (void)
{
  const char *const orders[] = {
    "name: X\nrounds: [ " ROUND ("R", ITERATION ("A", "/a")) " ]\n",
    "name: X\nrounds: [ " ROUND ("R", ITERATION ("A", "/a") ", " ITERATION ("B", "/b")) " ]\n",
    "name: X\nrounds: [ " ROUND (
        "R", ITERATION ("B", "/b") ", " ITERATION ("C", "/c") ", " ITERATION ("A", "/a")) " ]\n",
    "name: X\nrounds: [ " ROUND ("S", ITERATION ("A", "/a")) ", " ROUND ("R", ITERATION ("B", "/b")) " ]\n",
    "name: X\nrounds: [ " ROUND ("R", ITERATION ("D", "/a")) ", " ROUND (
        "T", ITERATION ("A", "/x")) ", " ROUND ("S", ITERATION ("B", "/b")) " ]\n",
    "name: X\niterations: [ " ITERATION ("B", "/b") " ]\nrounds: [ { name: R, baseUrl: \"http://a\", "
                                                    "reference: [ B ] } ]\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    for (guint j = 0; j < G_N_ELEMENTS (orders); j++)
      check (orders[i], orders[j]);
}

static gpointer
item_at (GListStore *store, guint index)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), index);

  return item;
}

static void
test_identity (void)
{
  g_autofree char *moved = weir_test_replace (before, "name: Buyers", "name: Clients");
  g_autoptr (WeirPlan) plan = parse (before);
  g_autoptr (WeirPlan) other = parse (moved);
  g_autoptr (WeirEdits) edits = weir_edits_new ();
  WeirRound *buyers = item_at (weir_plan_get_rounds (plan), 0);
  WeirIteration *browse = item_at (weir_round_get_iterations (buyers), 1);
  WeirPacing *pacing = weir_iteration_get_pacing (browse);

  weir_edits_begin (edits, NULL);
  weir_plan_adopt (plan, edits, other);
  weir_edits_end (edits);
  g_assert_true (item_at (weir_plan_get_rounds (plan), 0) == buyers);
  g_assert_cmpstr (weir_round_get_name (buyers), ==, "Clients");
  g_assert_true (item_at (weir_round_get_iterations (buyers), 1) == browse);
  g_assert_true (weir_iteration_get_pacing (browse) == pacing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/plan-adopt/whatever a text changes is one edit that can be undone", test_values);
  g_test_add_func ("/format/plan-adopt/rounds and iterations come, go and move", test_parts);
  g_test_add_func (
      "/format/plan-adopt/rounds and iterations stay the same objects, also when renamed in place",
      test_identity);
  return g_test_run ();
}
