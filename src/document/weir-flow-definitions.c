/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-definitions.c: one short text that stands for all a flow is given values by before its first step
 */

#include "config.h"

#include "weir-flow-definitions.h"

#include <string.h>

static void
add (GChecksum *sum, const char *text)
{
  g_checksum_update (sum, (const guchar *) (text ? text : ""), text ? (gssize) strlen (text) + 1 : 1);
}

/**
 * weir_flow_sum_definitions:
 * @flow: a flow
 * @environment: (nullable): "NAME=VALUE"…
 * @variables: (nullable): "NAME=VALUE"…, given beside the document
 * @secrets: (nullable): "NAME=VALUE"…
 *
 * Values that were computed from these hold as long as the sum is the same. Nothing can be read out of it.
 *
 * Returns: (transfer full): a checksum
 */
char *
weir_flow_sum_definitions (WeirFlow *flow, const char *const *environment,
                           const char *const *variables, const char *const *secrets)
{
  const char *const *const given[] = { environment, variables, secrets };
  GListModel *own = G_LIST_MODEL (weir_flow_get_variables (flow));
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (own, i);

      add (sum, weir_variable_get_name (variable));
      add (sum, weir_variable_get_value (variable));
      add (sum, weir_variable_get_value_type (variable));
      add (sum, weir_variable_get_regex (variable));
    }
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      add (sum, NULL);
      for (const char *const *pair = given[i]; pair && *pair; pair++)
        add (sum, *pair);
    }
  return g_strdup (g_checksum_get_string (sum));
}
