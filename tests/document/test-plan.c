/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan.c: what follows from a load plan: clients, arrivals, iterations by reference, chosen variables
 */

#include "config.h"

#include "weir-plan-lookup.h"
#include "weir-plan-names.h"

static void
add_stage (WeirRound *round, guint clients, gint64 arrival_delay_ms, gint64 startup_delay_ms)
{
  g_autoptr (WeirStage) stage = weir_stage_new ();

  weir_stage_set_clients (stage, clients);
  weir_stage_set_arrival_delay_us (stage, arrival_delay_ms * 1000);
  weir_stage_set_startup_delay_us (stage, startup_delay_ms * 1000);
  g_list_store_append (weir_round_get_stages (round), stage);
}

static void
assert_arrivals (WeirRound *round, const gint64 *milliseconds, guint n)
{
  g_assert_cmpuint (weir_round_count_clients (round), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (weir_round_get_arrival_us (round, i), ==, milliseconds[i] * 1000);
}

static void
test_arrivals (void)
{
  static const gint64 even[] = { 0, 200, 400, 600, 800 };
  static const gint64 staged[] = { 0, 50, 100, 1100, 1300 };
  g_autoptr (WeirRound) round = weir_round_new ("R");

  weir_round_set_clients (round, 5);
  weir_round_set_arrival_delay_us (round, 200000);
  assert_arrivals (round, even, G_N_ELEMENTS (even));
  add_stage (round, 3, 50, 0);
  add_stage (round, 2, 200, 1000);
  assert_arrivals (round, staged, G_N_ELEMENTS (staged));
}

static void
add_iteration (GListStore *list, const char *name, const char *answer)
{
  g_autoptr (WeirIteration) iteration = weir_iteration_new (name);
  g_autoptr (WeirCapture) capture = answer != NULL ? weir_capture_new (answer) : NULL;

  weir_iteration_set_capture (iteration, capture);
  g_list_store_append (list, iteration);
}

static void
test_references (void)
{
  static const char *const references[] = { "Y", "z", NULL };
  g_autoptr (WeirPlan) plan = weir_plan_new ("P");
  g_autoptr (WeirRound) round = weir_round_new ("R");
  g_autoptr (GPtrArray) iterations = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  add_iteration (weir_plan_get_iterations (plan), "Z", NULL);
  add_iteration (weir_plan_get_iterations (plan), "y", NULL);
  add_iteration (weir_round_get_iterations (round), "X", NULL);
  weir_round_set_references (round, references);
  iterations = weir_plan_list_iterations (plan, round);
  for (guint i = 0; i < iterations->len; i++)
    g_string_append (names, weir_iteration_get_name (g_ptr_array_index (iterations, i)));
  g_assert_cmpstr (names->str, ==, "XyZ");
}

static void
add_variable (GListStore *list, const char *name, const char *value)
{
  g_autoptr (WeirVariable) variable = weir_variable_new (name, value);

  g_list_store_append (list, variable);
}

static void
add_environment (WeirPlan *plan, const char *name, const char *a, const char *extra)
{
  g_autoptr (WeirEnvironment) environment = weir_environment_new (name);

  add_variable (weir_environment_get_variables (environment), "a", a);
  if (extra != NULL)
    add_variable (weir_environment_get_variables (environment), extra, "more");
  g_list_store_append (weir_plan_get_environments (plan), environment);
}

static char *
choose (WeirPlan *plan, const char *const *environments)
{
  g_autoptr (GListStore) chosen = weir_plan_choose_variables (plan, environments);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (chosen)); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (chosen), i);

      g_string_append_printf (out, "%s=%s ", weir_variable_get_name (variable),
                              weir_variable_get_value (variable));
    }
  return g_string_free (out, FALSE);
}

static void
test_environments (void)
{
  static const char *const both[] = { "One", "two", NULL };
  static const char *const other[] = { "two", "one", NULL };
  g_autoptr (WeirPlan) plan = weir_plan_new ("P");
  g_autofree char *none = NULL;
  g_autofree char *chosen = NULL;
  g_autofree char *reversed = NULL;

  add_variable (weir_plan_get_variables (plan), "a", "0");
  add_variable (weir_plan_get_variables (plan), "b", "${a}");
  add_environment (plan, "one", "1", "c");
  add_environment (plan, "Two", "2", NULL);
  none = choose (plan, NULL);
  chosen = choose (plan, both);
  reversed = choose (plan, other);
  g_assert_cmpstr (none, ==, "a=0 b=${a} ");
  g_assert_cmpstr (chosen, ==, "a=2 b=${a} c=more ");
  g_assert_cmpstr (reversed, ==, "a=1 b=${a} c=more ");
}

static void
test_names (void)
{
  static const char *const before[] = { "$guid(variable=g)", NULL };
  g_autoptr (WeirPlan) plan = weir_plan_new ("P");
  g_autoptr (WeirRound) round = weir_round_new ("R");
  g_autoptr (WeirNames) names = NULL;

  add_variable (weir_plan_get_variables (plan), "a", "0");
  add_environment (plan, "one", "1", "c");
  add_iteration (weir_round_get_iterations (round), "X", "Login");
  weir_round_set_tags (round, before);
  g_list_store_append (weir_plan_get_rounds (plan), round);
  names = weir_plan_collect_names (plan);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (weir_names_find (names, ((const char *[]){ "a", "c", "Login", "g" })[i], -1), >=, 0);
  g_assert_cmpint (weir_names_find (names, "X", -1), ==, -1);
}

static void
assert_metrics (WeirPlan *plan, const char *name, const char *iteration, const char *rest)
{
  WeirRound *round = NULL;
  const char *field = NULL;
  WeirIteration *found = weir_plan_find_metrics (plan, name, &round, &field);

  g_assert_cmpstr (found != NULL ? weir_iteration_get_name (found) : NULL, ==, iteration);
  if (found != NULL)
    g_assert_cmpstr (field, ==, rest);
}

static void
test_metrics (void)
{
  g_autoptr (WeirPlan) plan = weir_plan_new ("P");
  g_autoptr (WeirRound) round = weir_round_new ("Load");
  g_autoptr (WeirRound) longer = weir_round_new ("Load.Heavy day");

  add_iteration (weir_round_get_iterations (round), "Heavy day", NULL);
  add_iteration (weir_round_get_iterations (longer), "Log in", NULL);
  add_iteration (weir_round_get_iterations (longer), "Log in.2", NULL);
  g_list_store_append (weir_plan_get_rounds (plan), round);
  g_list_store_append (weir_plan_get_rounds (plan), longer);
  assert_metrics (plan, "Metrics.load.HEAVY DAY 2.Throughput.RPS", NULL, NULL);
  assert_metrics (plan, "Metrics.Load.Heavy day.log in.2.Throughput.RPS", "Log in.2", "Throughput.RPS");
  assert_metrics (plan, "Metrics.Load.Heavy day.Log in.Throughput.RPS", "Log in", "Throughput.RPS");
  assert_metrics (plan, "Metrics.None.Log in.Throughput.RPS", NULL, NULL);
  assert_metrics (plan, "Load.Heavy day.Log in.Throughput.RPS", NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/plan/clients arrive by one delay, or by stages", test_arrivals);
  g_test_add_func ("/document/plan/a round has its own iterations, then those it refers to", test_references);
  g_test_add_func ("/document/plan/environments replace variables by name and add to them",
                   test_environments);
  g_test_add_func ("/document/plan/names are what variables, answers and methods are called", test_names);
  g_test_add_func ("/document/plan/metrics name a round and an iteration, the longest names first",
                   test_metrics);
  return g_test_run ();
}
