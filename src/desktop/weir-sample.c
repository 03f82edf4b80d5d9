/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample.c: the flow people try first
 */

#include "config.h"

#include <gio/gio.h>

#include "weir-flow-format.h"
#include "weir-sample.h"

#define RESOURCE "/io/github/weir_app/Weir/shop.flow.yaml"

/**
 * weir_sample_flow_new:
 * @url: where the sample API answers, "http://127.0.0.1:43121"
 * @error: return location for a #WEIR_FORMAT_ERROR
 *
 * Returns: (transfer full) (nullable): a copy of the embedded sample flow that uses that address
 */
WeirFlow *
weir_sample_flow_new (const char *url, GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = NULL;
  WeirVariable *base_url;
  gsize size;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &size);
  flow = weir_flow_parse (text, size, FALSE, problems);
  if (flow == NULL)
    {
      g_autofree char *problem =
          problems->len > 0 ? weir_problem_to_text (g_ptr_array_index (problems, 0), "shop.flow.yaml") : NULL;

      g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, "The sample flow is damaged: %s",
                   problem != NULL ? problem : "no flow in it");
      return NULL;
    }
  base_url = weir_flow_find_variable (flow, "baseUrl");
  if (base_url != NULL)
    weir_variable_set_value (base_url, url);
  return g_steal_pointer (&flow);
}
