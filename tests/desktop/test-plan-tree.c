/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-tree.c: parts of load plans go to other places and other plans
 */

#include "config.h"

#include <string.h>

#include "plan-fixture.h"
#include "weir-document-copy.h"
#include "weir-plan-format.h"
#include "weir-plan-tree-private.h"

static const char shop[] =
    "name: Shop\n"
    "environments: [{ name: staging, variables: [{ name: key, secret: true }] }]\n"
    "iterations: [{ name: Look, httpRequest: { url: /items } }]\n"
    "rounds:\n"
    "  - name: Buyers\n"
    "    baseUrl: http://127.0.0.1:1\n"
    "    iterations:\n"
    "      - name: Sign in\n"
    "        httpRequest: { url: /login, payload: { form: { a: b } }, capture: { to: Login } }\n"
    "      - name: Browse # slowly\n"
    "        arrivalRate: { rate: 1, stages: [{ rate: 2, duration: 3s }] }\n"
    "        httpRequest: { url: /books, payload: { json: { a: [1] } } }\n"
    "        terminationRules: [{ metric: ErrorRate > 0.5, gracePeriod: 10s }]\n"
    "    reference: [Look]\n"
    "  - name: Guests\n"
    "    baseUrl: http://127.0.0.1:1\n"
    "    stages: [{ numberOfClients: 3 }]\n"
    "    iterations: [{ name: Home, httpRequest: { url: / } }]\n";

static void
do_plan (Fixture *fixture, const char *action)
{
  GActionGroup *actions = weir_plan_tree_get_actions (plan_get_tree (fixture));

  g_assert_true (g_action_group_get_action_enabled (actions, action));
  g_action_group_activate_action (actions, action, NULL);
}

static void
assert_rows (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  WeirPlanRow *row;

  for (guint i = 0; (row = weir_plan_tree_get_row (plan_get_tree (fixture), i)) != NULL; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " | " : "", weir_plan_row_get_title (row));
  g_assert_cmpstr (names->str, ==, expected);
}

static void
select_part (Fixture *fixture, const char *path)
{
  g_assert_true (weir_plan_tree_select_object (plan_get_tree (fixture), plan_find (fixture, path)));
}

static void
test_copying (Fixture *fixture)
{
  g_autofree char *path = plan_open (fixture, "copy.plan.yaml", shop);
  g_autoptr (WeirPlan) copy = weir_document_copy (plan_get (fixture));
  g_autofree char *first = weir_plan_to_yaml (plan_get (fixture));
  g_autofree char *same = weir_plan_to_yaml (copy);
  g_autofree char *later = NULL;

  g_assert_cmpstr (same, ==, first);
  plan_type (plan_go_to (fixture, "rounds[1].stages[0]", "clients"), "9");
  plan_type (plan_go_to (fixture, "rounds[0].iterations[1].pacing.arrival-rate", "rate"), "7");
  later = weir_plan_to_yaml (copy);
  g_assert_cmpstr (later, ==, first);
}

static void
test_clipboard (Fixture *fixture)
{
  g_autofree char *path = plan_open (fixture, "shop.plan.yaml", shop);

  select_part (fixture, "rounds[0].iterations[1]");
  do_plan (fixture, "copy");
  do_plan (fixture, "paste");
  assert_rows (fixture,
               "Shop | staging | Look | Buyers | Sign in | Browse | Browse 3 | Look | Guests | Home");
  select_part (fixture, "rounds[1]");
  do_plan (fixture, "paste");
  assert_rows (fixture,
               "Shop | staging | Look | Buyers | Sign in | Browse | Browse 3 | Look | Guests | Home | "
               "Browse");
  select_part (fixture, "rounds[0].iterations[0]");
  do_plan (fixture, "cut");
  select_part (fixture, "iterations[0]");
  do_plan (fixture, "paste");
  assert_rows (fixture,
               "Shop | staging | Look | Sign in | Buyers | Browse | Browse 3 | Look | Guests | Home | "
               "Browse");
  while (weir_edits_get_can_undo (weir_session_get_edits (weir_window_get_session (fixture->window))))
    fixture_activate (fixture, "win.undo");
  assert_rows (fixture, "Shop | staging | Look | Buyers | Sign in | Browse | Look | Guests | Home");
}

/* A part of one plan is pasted into another one, with all that belongs to it. */
static void
test_other_plan (Fixture *fixture)
{
  g_autofree char *path = plan_open (fixture, "shop.plan.yaml", shop);
  g_autofree char *text = NULL;

  select_part (fixture, "rounds[1]");
  do_plan (fixture, "copy");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new-plan", g_variant_new_string ("one"));
  do_plan (fixture, "paste");
  assert_rows (fixture, "New Plan | Round 1 | Home | Guests | Home");
  text = plan_dup_text (fixture);
  assert_contains (text, "numberOfClients: 3");
}

/* As dropped there: within a round, into another one, and to those that several rounds share. */
static void
test_dropping (Fixture *fixture)
{
  g_autofree char *path = plan_open (fixture, "shop.plan.yaml", shop);
  WeirPlanTree *tree = plan_get_tree (fixture);

  g_assert_true (
      weir_plan_tree_move (tree, weir_plan_tree_get_row (tree, 5), weir_plan_tree_get_row (tree, 4)));
  assert_rows (fixture, "Shop | staging | Look | Buyers | Browse | Sign in | Look | Guests | Home");
  g_assert_true (
      weir_plan_tree_move (tree, weir_plan_tree_get_row (tree, 4), weir_plan_tree_get_row (tree, 8)));
  assert_rows (fixture, "Shop | staging | Look | Buyers | Sign in | Look | Guests | Browse | Home");
  g_assert_true (
      weir_plan_tree_move (tree, weir_plan_tree_get_row (tree, 8), weir_plan_tree_get_row (tree, 3)));
  assert_rows (fixture, "Shop | staging | Look | Buyers | Home | Sign in | Look | Guests | Browse");
  g_assert_true (
      weir_plan_tree_move (tree, weir_plan_tree_get_row (tree, 4), weir_plan_tree_get_row (tree, 2)));
  assert_rows (fixture, "Shop | staging | Home | Look | Buyers | Sign in | Look | Guests | Browse");
  g_assert_false (
      weir_plan_tree_move (tree, weir_plan_tree_get_row (tree, 1), weir_plan_tree_get_row (tree, 5)));
  while (weir_edits_get_can_undo (weir_session_get_edits (weir_window_get_session (fixture->window))))
    fixture_activate (fixture, "win.undo");
  assert_rows (fixture, "Shop | staging | Look | Buyers | Sign in | Browse | Look | Guests | Home");
  g_assert_false (fixture_is_enabled (fixture, "save"));
}

/* Also while something else is wrong. */
static void
test_duplicating (Fixture *fixture)
{
  g_autofree char *path = plan_open (fixture, "shop.plan.yaml", shop);

  plan_type (plan_go_to (fixture, "rounds[0]", "base-url"), "ftp://x");
  select_part (fixture, "rounds[1]");
  do_plan (fixture, "duplicate");
  assert_rows (fixture,
               "Shop | staging | Look | Buyers | Sign in | Browse | Look | Guests | Home | Guests 3 | Home");
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan-tree/a copy has nothing in common with what it was made of", test_copying);
  fixture_add ("/desktop/plan-tree/parts are cut, copied and pasted", test_clipboard);
  fixture_add ("/desktop/plan-tree/a part is pasted into another plan", test_other_plan);
  fixture_add ("/desktop/plan-tree/parts are dropped in other places", test_dropping);
  fixture_add ("/desktop/plan-tree/a part is duplicated while something else is wrong", test_duplicating);
  return fixture_run ();
}
