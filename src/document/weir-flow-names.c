/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-names.c: every name a flow can give a value
 */

#include "config.h"

#include "weir-flow-names.h"

#include "weir-document-texts.h"
#include "weir-extraction.h"
#include "weir-method.h"

static void
weir_flow_names_add_variables (WeirNames *names, GListStore *variables)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (variables)); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (variables), i);

      weir_names_add (names, weir_variable_get_name (variable));
    }
}

static void
weir_flow_names_add_step (WeirNames *names, WeirStep *step)
{
  GListModel *extractions = G_LIST_MODEL (weir_step_get_extractions (step));

  weir_flow_names_add_variables (names, weir_step_get_assignments (step));
  for (guint i = 0; i < g_list_model_get_n_items (extractions); i++)
    {
      g_autoptr (WeirExtraction) extraction = g_list_model_get_item (extractions, i);

      if (weir_extraction_get_name (extraction) != NULL)
        weir_names_add (names, weir_extraction_get_name (extraction));
    }
}

static void
weir_flow_names_text_cb (const char *text, gpointer data)
{
  weir_method_collect_targets (text, data);
}

/**
 * weir_flow_collect_names:
 * @flow: a flow
 *
 * Collects every name something in @flow can give a value: the program's own names first, then those of
 * its variables, then what the steps of all three parts set and extract, in document order, then what methods
 * set with variable=NAME.
 *
 * Returns: (transfer full): the names
 */
WeirNames *
weir_flow_collect_names (WeirFlow *flow)
{
  WeirNames *names = NULL;

  g_return_val_if_fail (WEIR_IS_FLOW (flow), NULL);

  names = weir_names_new ();
  weir_flow_names_add_variables (names, weir_flow_get_variables (flow));
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part))); i++)
      weir_flow_names_add_step (names, weir_flow_get_step (flow, part, i));
  weir_document_foreach_text (G_OBJECT (flow), weir_flow_names_text_cb, names);
  return names;
}
