/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan-differences.c: what was edited between two runs of a load plan
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-plan-format.h"
#include "weir-report-differences.h"

/* (nullable): files that it names may be gone by now. */
static WeirPlan *
parse (const WeirRunInfo *info)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autofree char *folder = info->file_name != NULL ? g_path_get_dirname (info->file_name) : NULL;
  const char *text = info->document;

  return weir_plan_parse (text, strlen (text), text[strspn (text, " \t\r\n")] == '{', folder, NULL, problems);
}

/* An iteration as the only one of a plan: two that are written alike are alike. */
static char *
iteration_to_text (WeirIteration *iteration)
{
  g_autoptr (WeirPlan) plan = weir_plan_new ("iteration");

  g_list_store_append (weir_plan_get_iterations (plan), iteration);
  return weir_plan_to_yaml (plan);
}

/* What the round itself says, without its iterations, which are told by name. */
static char *
round_to_text (WeirRound *round)
{
  g_autoptr (WeirPlan) plan = weir_plan_new ("round");

  g_list_store_remove_all (weir_round_get_iterations (round));
  g_list_store_append (weir_plan_get_rounds (plan), round);
  return weir_plan_to_yaml (plan);
}

static WeirIteration *
find_iteration (GListStore *iterations, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (iterations)); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (G_LIST_MODEL (iterations), i);

      if (g_ascii_strcasecmp (weir_iteration_get_name (iteration), name) == 0)
        return g_steal_pointer (&iteration);
    }
  return NULL;
}

static WeirRound *
find_round (WeirPlan *plan, const char *name)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      if (g_ascii_strcasecmp (weir_round_get_name (round), name) == 0)
        return g_steal_pointer (&round);
    }
  return NULL;
}

static void
append_name (GString *names, const char *round, const char *name)
{
  g_string_append_printf (names, "%s%s%s%s", names->len > 0 ? ", " : "", round != NULL ? round : "",
                          round != NULL ? " / " : "", name);
}

/* @round: (nullable): the name of theirs */
static void
compare_iterations (GString *names, GListStore *first, GListStore *second, const char *round)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (first)); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (G_LIST_MODEL (first), i);
      g_autoptr (WeirIteration) other = find_iteration (second, weir_iteration_get_name (iteration));
      g_autofree char *before = other != NULL ? iteration_to_text (iteration) : NULL;
      g_autofree char *after = other != NULL ? iteration_to_text (other) : NULL;

      if (g_strcmp0 (before, after) != 0)
        append_name (names, round, weir_iteration_get_name (iteration));
    }
}

static void
add_names (GPtrArray *differences, const GString *names, gboolean rounds)
{
  g_autofree char *text = NULL;

  if (names->len == 0)
    return;
  /* Translators: %s is a list of names */
  text = rounds ? g_strdup_printf (_("Edited rounds: %s"), names->str)
                : g_strdup_printf (_("Edited plan iterations: %s"), names->str);
  weir_report_add_difference (differences, text, NULL, NULL);
}

static void
compare_rounds (GPtrArray *differences, WeirPlan *first, WeirPlan *second)
{
  g_autoptr (GString) iterations = g_string_new (NULL), names = g_string_new (NULL);
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (first));

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      g_autoptr (WeirRound) other = find_round (second, weir_round_get_name (round));
      g_autofree char *before = NULL, *after = NULL;

      if (other == NULL)
        continue;
      compare_iterations (iterations, weir_round_get_iterations (round), weir_round_get_iterations (other),
                          weir_round_get_name (round));
      before = round_to_text (round);
      after = round_to_text (other);
      if (!g_str_equal (before, after))
        append_name (names, NULL, weir_round_get_name (round));
    }
  compare_iterations (iterations, weir_plan_get_iterations (first), weir_plan_get_iterations (second), NULL);
  add_names (differences, names, TRUE);
  add_names (differences, iterations, FALSE);
}

/* What is left of a plan: variables, environments, data. */
static char *
rest_to_text (WeirPlan *plan)
{
  g_list_store_remove_all (weir_plan_get_rounds (plan));
  g_list_store_remove_all (weir_plan_get_iterations (plan));
  weir_plan_set_name (plan, "rest");
  return weir_plan_to_yaml (plan);
}

/**
 * weir_report_add_plan_differences:
 * @differences: (element-type WeirReportDifference): where they are added
 * @first: a run of a load plan, with its document
 * @second: another
 *
 * Rounds and iterations that only one of them has are told by the comparison of their figures.
 */
void
weir_report_add_plan_differences (GPtrArray *differences, const WeirRunInfo *first, const WeirRunInfo *second)
{
  g_autoptr (WeirPlan) before = NULL, after = NULL;
  g_autofree char *old_rest = NULL, *new_rest = NULL;

  if (first->document == NULL || second->document == NULL || g_str_equal (first->document, second->document))
    return;
  before = parse (first);
  after = parse (second);
  if (before == NULL || after == NULL)
    {
      weir_report_add_difference (differences, _("Edited text of the plan"), NULL, NULL);
      return;
    }
  compare_rounds (differences, before, after);
  old_rest = rest_to_text (before);
  new_rest = rest_to_text (after);
  if (!g_str_equal (old_rest, new_rest))
    weir_report_add_difference (differences, _("Edited variables, environments or data of the plan"), NULL,
                                NULL);
}
