/* SPDX-License-Identifier: GPL-3.0-or-later
 * step-fixture.c: a flow in the step list, what is done with it, and what comes of it
 */

#include "config.h"

#include "step-fixture.h"

const char steps_shop[] = "name: Shop\n"
                          "beforeAll:\n"
                          "  - name: Log in\n"
                          "    httpRequest: { method: POST, url: 'BASE/login' }\n"
                          "steps:\n"
                          "  - name: List items\n"
                          "    httpRequest: { url: 'BASE/items' }\n"
                          "    assert: [{ from: status, is: '=', value: 200 }]\n"
                          "  - name: Order it\n"
                          "    httpRequest: { method: POST, url: 'BASE/echo' }\n"
                          "    assert: [{ from: status, is: '=', value: 200 }]\n"
                          "  - name: Check it\n"
                          "    httpRequest: { url: 'BASE/status/418' }\n"
                          "    assert: [{ from: status, is: '=', value: 200 }]\n";

WeirStepList *
steps_get_list (Fixture *fixture)
{
  return weir_window_get_step_list (fixture->window);
}

WeirStepRow *
steps_get_row (Fixture *fixture, guint position)
{
  return weir_step_list_get_row (steps_get_list (fixture), position);
}

void
steps_select_row (Fixture *fixture, guint position)
{
  weir_step_list_select (steps_get_list (fixture), steps_get_row (fixture, position));
  gtk_widget_grab_focus (GTK_WIDGET (steps_get_row (fixture, position)));
}

void
steps_act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (steps_get_list (fixture)), action, NULL));
}

gboolean
steps_can (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (weir_step_list_get_actions (steps_get_list (fixture)), action);
}

/* "Log in | List items, Order it, Check it |" */
void
steps_assert_steps (Fixture *fixture, const char *expected)
{
  WeirFlow *flow = weir_window_get_flow (fixture->window);
  GString *names = g_string_new (NULL);

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      WeirStep *step;

      for (guint i = 0; (step = weir_flow_get_step (flow, part, i)) != NULL; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : part > 0 ? " " : "", weir_step_get_name (step));
      g_string_append (names, part + 1 < WEIR_N_FLOW_PARTS ? " |" : "");
    }
  g_assert_cmpstr (names->str, ==, expected);
  g_string_free (names, TRUE);
}

void
steps_assert_selected (Fixture *fixture, const char *name)
{
  WeirStepRow *row = weir_step_list_get_selected (steps_get_list (fixture));

  g_assert_cmpstr (row != NULL ? weir_step_get_name (weir_step_row_get_step (row)) : NULL, ==, name);
}

void
steps_assert_undo (Fixture *fixture, const char *label)
{
  WeirEdits *edits = weir_session_get_edits (weir_window_get_session (fixture->window));

  g_assert_cmpstr (weir_edits_get_undo_label (edits), ==, label);
}
