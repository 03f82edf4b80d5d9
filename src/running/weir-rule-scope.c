/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-scope.c: what the expressions of rules can look at: variables of the plan, and Metrics
 */

#include "config.h"

#include "weir-rule-scope.h"

#include <string.h>

#include "weir-job-field.h"
#include "weir-metric-field.h"
#include "weir-plan-lookup.h"
#include "weir-plan-names.h"
#include "weir-status.h"

/* A name like "Metrics.Buyers.Browse.Throughput.RPS". */
typedef struct
{
  guint slot;
  guint job;
  gint64 cool_down_us;
  WeirMetricField field;
} Metric;

struct _WeirRuleScope
{
  WeirNames *names;
  WeirGlobals *globals;
  WeirMethodState *methods;
  WeirValue *store; /* by slot */
  guint n_slots;
  WeirScope scope;
  GArray *metrics; /* of Metric */
};

static void
add_pairs (WeirNames *names, const char *const *pairs)
{
  for (; pairs != NULL && *pairs != NULL; pairs++)
    {
      g_autofree char *name = g_strndup (*pairs, strcspn (*pairs, "="));

      if (weir_name_is_valid (name, NULL))
        weir_names_add (names, name);
    }
}

static void
define_pairs (WeirRuleScope *self, const char *const *pairs)
{
  for (; pairs != NULL && *pairs != NULL; pairs++)
    {
      const char *equals = strchr (*pairs, '=');
      int slot = equals != NULL ? weir_names_find (self->names, *pairs, equals - *pairs) : -1;

      if (slot >= 0)
        weir_globals_define_text (self->globals, (guint) slot, equals + 1);
    }
}

static gboolean
define_variables (WeirRuleScope *self, GListModel *variables, GError **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);
      guint slot = weir_names_add (self->names, weir_variable_get_name (variable));
      const char *type = weir_variable_get_value_type (variable);
      WeirType parsed = WEIR_TYPE_UNTYPED;

      if ((type != NULL && !weir_type_parse (type, &parsed, error)) ||
          !weir_globals_define (self->globals, slot, weir_variable_get_value (variable), parsed,
                                weir_variable_get_regex (variable), error))
        return FALSE;
    }
  return TRUE;
}

/* Which job that iteration in that round is; -1 = none. */
static int
find_job (WeirPlan *plan, WeirRound *round, WeirIteration *iteration)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  int job = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) other = g_list_model_get_item (rounds, i);
      g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (plan, other);

      for (guint j = 0; j < iterations->len; j++, job++)
        if (other == round && g_ptr_array_index (iterations, j) == (gpointer) iteration)
          return job;
    }
  return -1;
}

static void
find_metrics (WeirRuleScope *self, WeirPlan *plan)
{
  for (guint slot = WEIR_N_RESERVED_SLOTS; slot < weir_names_get_count (self->names); slot++)
    {
      WeirRound *round = NULL;
      const char *rest = NULL;
      WeirIteration *iteration =
          weir_plan_find_metrics (plan, weir_names_get (self->names, slot), &round, &rest);
      Metric metric = { .slot = slot };
      int job = iteration != NULL ? find_job (plan, round, iteration) : -1;

      if (job < 0 || !weir_metric_field_parse (rest, &metric.field))
        continue;
      metric.job = (guint) job;
      metric.cool_down_us = weir_pacing_get_cool_down_us (weir_iteration_get_pacing (iteration));
      g_array_append_val (self->metrics, metric);
    }
}

/**
 * weir_rule_scope_new:
 *
 * Returns: (transfer full) (nullable): the variables of @plan as rules see them, or %NULL with a
 *   #WEIR_LANGUAGE_ERROR
 */
WeirRuleScope *
weir_rule_scope_new (WeirPlan *plan, const char *const *environments, const char *const *variables,
                     const char *const *secrets, const char *folder, GError **error)
{
  g_autoptr (GListStore) chosen = weir_plan_choose_variables (plan, environments);
  g_autoptr (WeirRuleScope) self = g_new0 (WeirRuleScope, 1);

  self->names = weir_plan_collect_names (plan);
  self->metrics = g_array_new (FALSE, FALSE, sizeof (Metric));
  self->methods = weir_method_state_new (folder);
  add_pairs (self->names, variables);
  add_pairs (self->names, secrets);
  self->globals = weir_globals_new (self->names);
  if (!define_variables (self, G_LIST_MODEL (chosen), error))
    return NULL;
  define_pairs (self, variables);
  define_pairs (self, secrets);
  if (!weir_globals_seal (self->globals, error))
    return NULL;
  self->n_slots = weir_names_get_count (self->names);
  self->store = g_new0 (WeirValue, self->n_slots);
  self->scope = (WeirScope){ .store = self->store, .globals = self->globals, .state = self->methods };
  find_metrics (self, plan);
  return g_steal_pointer (&self);
}

void
weir_rule_scope_free (WeirRuleScope *self)
{
  if (self == NULL)
    return;
  weir_scope_clear (&self->scope);
  for (guint i = 0; i < self->n_slots; i++)
    weir_value_clear (&self->store[i]);
  g_free (self->store);
  g_clear_pointer (&self->metrics, g_array_unref);
  g_clear_pointer (&self->globals, weir_globals_free);
  g_clear_pointer (&self->methods, weir_method_state_free);
  g_clear_pointer (&self->names, weir_names_unref);
  g_free (self);
}

WeirExpression *
weir_rule_scope_parse (WeirRuleScope *self, const char *text, GError **error)
{
  return weir_expression_parse (text, self->names, error);
}

gboolean
weir_rule_scope_has_metrics (const WeirRuleScope *self)
{
  return self->metrics->len > 0;
}

/**
 * weir_rule_scope_set_job:
 * @job: whose figures they are
 * @figures: of all clients, so far
 * @now_us: the instant they are looked at
 *
 * A field without data is missing, as conditions know it.
 */
void
weir_rule_scope_set_job (WeirRuleScope *self, guint job, const WeirJobFigures *figures, gint64 now_us)
{
  for (guint i = 0; i < self->metrics->len; i++)
    {
      const Metric *metric = &g_array_index (self->metrics, Metric, i);
      WeirValue *value = &self->store[metric->slot];
      double number;

      if (metric->job != job)
        continue;
      if (!weir_job_figures_read_field (figures, &metric->field, metric->cool_down_us, now_us, &number))
        weir_value_set_absent (value);
      else if (metric->field.kind == WEIR_FIELD_STATUS_REASON)
        weir_value_set_text (value, weir_status_get_phrase ((guint) number), -1);
      else
        weir_value_set_double (value, number);
    }
}

gboolean
weir_rule_scope_holds (WeirRuleScope *self, const WeirExpression *expression, char **warning)
{
  return weir_expression_is_true (expression, &self->scope, warning);
}
