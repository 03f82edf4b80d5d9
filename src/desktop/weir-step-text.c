/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-text.c: steps as text, for the clipboard and for copies
 *
 * The text is what stands below `steps:` in a flow, so that it can be pasted into one with a text editor,
 * too.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-step-text.h"

#include "weir-flow-format.h"

#define STEPS "\nsteps:\n"

/**
 * weir_step_to_text:
 * @step: a step
 *
 * Returns: (transfer full): the step in YAML, as an element of a list
 */
char *
weir_step_to_text (WeirStep *step)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("Steps");
  g_autofree char *text = NULL;

  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), step);
  text = weir_flow_to_yaml (flow);
  return g_strdup (strstr (text, STEPS) + strlen (STEPS));
}

static void
take_steps (GPtrArray *steps, WeirFlow *flow)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      GListModel *list = G_LIST_MODEL (weir_flow_get_part (flow, part));

      for (guint i = 0; i < g_list_model_get_n_items (list); i++)
        g_ptr_array_add (steps, g_list_model_get_item (list, i));
    }
}

/* As a list it is meant to be steps, and what is wrong with them is worth telling. */
static gboolean
is_list (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text == '-';
}

/**
 * weir_steps_from_text:
 * @text: what somebody pastes: a list of steps in YAML, or a whole flow
 * @error: return location for a #WEIR_FORMAT_ERROR
 *
 * Returns: (transfer full) (element-type WeirStep) (nullable): the steps in it, at least one
 */
GPtrArray *
weir_steps_from_text (const char *text, GError **error)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean listed = is_list (text);
  g_autofree char *whole = listed ? g_strconcat ("name: Steps", STEPS, text, NULL) : g_strdup (text);
  g_autoptr (WeirFlow) flow = weir_flow_parse (whole, strlen (whole), FALSE, problems);

  if (flow != NULL)
    take_steps (steps, flow);
  if (steps->len > 0)
    return g_steal_pointer (&steps);
  if (listed && problems->len > 0)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, 0);

      g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                   _("These steps cannot be pasted: %s"), problem->message);
    }
  else
    g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                         _("There are no steps on the clipboard. Copy steps in Weir, or a list of steps from "
                           "the text of a flow."));
  return NULL;
}

/**
 * weir_step_copy:
 * @step: a step
 *
 * Returns: (transfer full): another one just like it
 */
WeirStep *
weir_step_copy (WeirStep *step)
{
  g_autofree char *text = weir_step_to_text (step);
  g_autoptr (GPtrArray) steps = weir_steps_from_text (text, NULL);

  return steps != NULL ? g_object_ref (g_ptr_array_index (steps, 0)) : NULL;
}
