/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-names.c: every name a plan can give a value
 */

#include "config.h"

#include "weir-plan-names.h"

#include <string.h>

#include "weir-document-texts.h"
#include "weir-extraction.h"
#include "weir-method.h"
#include "weir-metric-field.h"
#include "weir-plan-lookup.h"

static void
add_variables (WeirNames *names, GListStore *variables)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (variables)); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (variables), i);

      weir_names_add (names, weir_variable_get_name (variable));
    }
}

static void
add_environments (WeirNames *names, WeirPlan *plan)
{
  GListModel *environments = G_LIST_MODEL (weir_plan_get_environments (plan));

  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr (WeirEnvironment) environment = g_list_model_get_item (environments, i);
      const char *const *secrets = weir_environment_get_secrets (environment);

      add_variables (names, weir_environment_get_variables (environment));
      for (; *secrets != NULL; secrets++)
        weir_names_add (names, *secrets);
    }
}

static void
add_iterations (WeirNames *names, GListStore *iterations)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (iterations)); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (G_LIST_MODEL (iterations), i);
      WeirCapture *capture = weir_iteration_get_capture (iteration);
      WeirStep *step = weir_iteration_get_step (iteration);
      GListModel *extractions = step != NULL ? G_LIST_MODEL (weir_step_get_extractions (step)) : NULL;

      if (capture != NULL)
        weir_names_add (names, weir_capture_get_to (capture));
      for (guint j = 0; extractions != NULL && j < g_list_model_get_n_items (extractions); j++)
        {
          g_autoptr (WeirExtraction) extraction = g_list_model_get_item (extractions, j);

          if (weir_extraction_get_name (extraction) != NULL)
            weir_names_add (names, weir_extraction_get_name (extraction));
        }
    }
}

typedef struct
{
  WeirPlan *plan;
  WeirNames *names;
} Collection;

/* "${Metrics.ROUND.ITERATION.…}" is a name of its own, when there are such ones and such a field. */
static void
add_metrics (Collection *collection, const char *text)
{
  for (const char *at = strstr (text, "Metrics."); at != NULL; at = strstr (at + 1, "Metrics."))
    {
      g_autofree char *name = g_strchomp (g_strndup (at, strcspn (at, "}")));
      WeirRound *round = NULL;
      const char *rest = NULL;
      WeirMetricField field;

      if (weir_plan_find_metrics (collection->plan, name, &round, &rest) != NULL &&
          weir_metric_field_parse (rest, &field))
        weir_names_add (collection->names, name);
    }
}

static void
text_cb (const char *text, gpointer data)
{
  Collection *collection = data;

  weir_method_collect_targets (text, collection->names);
  add_metrics (collection, text);
}

/**
 * weir_plan_collect_names:
 * @plan: a plan
 *
 * Returns: (transfer full): every name something in @plan can give a value: the program's own first, then
 *   those of its variables and environments, then what answers and rows of `extract` are called, then what
 *   methods set
 */
WeirNames *
weir_plan_collect_names (WeirPlan *plan)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  WeirNames *names = weir_names_new ();
  Collection collection = { plan, names };

  add_variables (names, weir_plan_get_variables (plan));
  add_environments (names, plan);
  add_iterations (names, weir_plan_get_iterations (plan));
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      add_iterations (names, weir_round_get_iterations (round));
    }
  weir_document_foreach_text (G_OBJECT (plan), text_cb, &collection);
  return names;
}
