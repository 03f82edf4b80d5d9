/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-view.c: the right pane: the editor of the selected step, or the results
 */

#include "config.h"

#include "weir-window-private.h"

/**
 * weir_window_shows_results:
 * @self: a window
 *
 * Returns: whether the right pane has the results, and not the editor
 */
gboolean
weir_window_shows_results (WeirWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->right), "results") == 0;
}

/**
 * weir_window_set_view:
 * @self: a window
 * @view: "edit", "results", "variables" or "source"
 *
 * Shows that in the right pane, or beside the parts of a load plan.
 */
void
weir_window_set_view (WeirWindow *self, const char *view)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "view");

  if (weir_window_has_plan (self))
    {
      weir_plan_view_set_view (self->plan_view, view);
      view = weir_plan_view_get_view (self->plan_view);
    }
  else
    gtk_stack_set_visible_child_name (self->right, view);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (view));
}

static void
change_view_state (GSimpleAction *action, GVariant *state, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);

  weir_window_set_view (self, g_variant_get_string (state, NULL));
  if (weir_window_shows_results (self) && self->session != NULL && !weir_window_has_plan (self))
    weir_window_follow_step (self);
}

/**
 * weir_window_edit_step:
 * @self: a window that shows a flow
 *
 * Opens the editor of the selected step, its URL in the focus.
 */
void
weir_window_edit_step (WeirWindow *self)
{
  WeirStep *step = weir_step_editor_get_step (self->editor);

  weir_window_set_view (self, "edit");
  if (step == NULL)
    return;
  if (weir_step_get_request (step) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (weir_step_editor_get_url (self->editor)));
  else
    gtk_widget_grab_focus (GTK_WIDGET (weir_step_editor_get_name (self->editor)));
}

/**
 * weir_window_has_problem:
 * @self: a window
 *
 * Returns: whether edits have made something wrong, so that the document cannot be run
 */
gboolean
weir_window_has_problem (WeirWindow *self)
{
  WeirFlowProblems *problems = NULL;
  const char *property;

  if (weir_window_has_plan (self))
    return weir_source_page_has_errors (weir_plan_view_get_source (self->plan_view))
           || weir_plan_problems_find_object (weir_session_get_plan_problems (self->session), &property)
                  != NULL;
  if (self->session == NULL)
    return FALSE;
  if (weir_source_page_has_errors (self->source_page))
    return TRUE;
  problems = weir_session_get_edit_problems (self->session);
  return problems != NULL && weir_flow_problems_find_step (problems) != NULL;
}

static void
show_problem_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  WeirStep *step = NULL;
  WeirStepRow *row;

  if (weir_window_has_plan (self))
    {
      weir_plan_view_show_problem (self->plan_view);
      return;
    }
  if (weir_session_get_typed (self->session) != NULL)
    {
      weir_window_set_view (self, "source");
      weir_source_page_show_problem (self->source_page);
      return;
    }
  step = weir_flow_problems_find_step (weir_session_get_edit_problems (self->session));
  for (guint i = 0; step != NULL && (row = weir_step_list_get_row (self->step_list, i)) != NULL; i++)
    if (weir_step_row_get_step (row) == step)
      weir_step_list_select (self->step_list, row);
  weir_window_set_view (self, "edit");
  weir_step_editor_show_problem (self->editor);
}

/**
 * weir_window_install_view_actions:
 * @self: a window
 *
 * Gives the window the actions that are about the right pane.
 */
void
weir_window_install_view_actions (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "view", .parameter_type = "s", .state = "'edit'", .change_state = change_view_state },
    { .name = "show-problem", .activate = show_problem_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  weir_window_install_send_actions (self);
  weir_window_install_curl (self);
}
