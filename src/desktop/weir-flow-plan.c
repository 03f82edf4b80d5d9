/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-plan.c: a load plan out of a flow: its passes, by as many clients as it has virtual users
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-flow-plan.h"

#define LONGEST_NAME 60
/* Names in documents are the same in every language. */
#define ROUND_NAME "Users"

/* Names of plans have letters of ASCII, digits, blanks and _ . - only. */
static char *
make_name (const char *text, const char *instead)
{
  GString *name = g_string_new (NULL);

  for (const char *c = text; *c != '\0' && name->len < LONGEST_NAME; c++)
    if (g_ascii_isalnum (*c) || strchr ("_.-", *c) != NULL
        || (*c == ' ' && name->len > 0 && name->str[name->len - 1] != ' '))
      g_string_append_c (name, *c);
  g_strstrip (name->str);
  if (*name->str == '\0')
    g_string_assign (name, instead);
  return g_string_free (name, FALSE);
}

static WeirEnvironment *
copy_environment (WeirEnvironment *from, GPtrArray *left_out)
{
  g_autofree char *name = make_name (weir_environment_get_name (from), "Environment");
  GListModel *variables = G_LIST_MODEL (weir_environment_get_variables (from));
  const char *const *secrets = weir_environment_get_secrets (from);
  WeirEnvironment *to = weir_environment_new (name);

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);
      g_autoptr (WeirVariable) copy
          = weir_variable_new (weir_variable_get_name (variable), weir_variable_get_value (variable));

      g_list_store_append (weir_environment_get_variables (to), copy);
    }
  for (; *secrets != NULL; secrets++)
    weir_environment_add_secret (to, *secrets);
  if (weir_environment_get_proxy (from) != NULL || weir_environment_get_authorities (from) != NULL
      || weir_environment_get_certificate (from) != NULL)
    g_ptr_array_add (left_out, g_strdup (_("Proxy and certificates of the environment.")));
  return to;
}

/* What the run options of a flow say and a plan has no word for. */
static void
tell_options (WeirRunOptions *options, GPtrArray *left_out)
{
  if (weir_run_options_get_delay_ms (options) > 0)
    g_ptr_array_add (left_out, g_strdup_printf (_("The delay of %u ms between steps."),
                                                weir_run_options_get_delay_ms (options)));
  if (weir_run_options_get_stop_on_failure (options))
    g_ptr_array_add (left_out, g_strdup (_("Stop on failure: rules of the plan end it.")));
}

/**
 * weir_flow_plan_new:
 * @flow: a flow
 * @flow_file: its file; the plan goes through what stands there
 * @environment: (nullable): the environment it runs in, which the plan gets, too
 * @left_out: (element-type utf8): sentences on what was not taken over are added
 *
 * Returns: (transfer full): a plan that sends what a run of the flow sends: as many clients as it has virtual
 *   users, each going through it as often as it has iterations
 */
WeirPlan *
weir_flow_plan_new (WeirFlow *flow, const char *flow_file, WeirEnvironment *environment, GPtrArray *left_out)
{
  WeirRunOptions *options = weir_flow_get_run_options (flow);
  g_autofree char *name = make_name (weir_flow_get_name (flow), "Flow");
  WeirPlan *plan = weir_plan_new (name);
  g_autoptr (WeirRound) round = weir_round_new (ROUND_NAME);
  g_autoptr (WeirIteration) iteration = weir_iteration_new (name);
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);

  weir_round_set_clients (round, MAX (1, weir_run_options_get_parallel (options)));
  weir_pacing_set_mode (pacing, WEIR_MODE_R);
  weir_pacing_set_request_count (pacing, MAX (1, weir_run_options_get_iterations (options)));
  weir_iteration_set_step (iteration, NULL);
  weir_iteration_set_flow_file (iteration, flow_file);
  g_list_store_append (weir_round_get_iterations (round), iteration);
  g_list_store_append (weir_plan_get_rounds (plan), round);
  if (environment != NULL)
    {
      g_autoptr (WeirEnvironment) copy = copy_environment (environment, left_out);

      g_list_store_append (weir_plan_get_environments (plan), copy);
    }
  tell_options (options, left_out);
  return plan;
}
