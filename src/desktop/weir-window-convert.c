/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-convert.c: a flow as a load plan, and requests of load plans as steps of a flow
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-flow-plan.h"
#include "weir-plan-format.h"
#include "weir-request-step.h"
#include "weir-window-private.h"

static void
tell (WeirWindow *self, GPtrArray *left_out)
{
  g_autoptr (GString) text = NULL;

  if (left_out->len == 0)
    return;
  text = g_string_new (_("Not taken over:"));
  for (guint i = 0; i < left_out->len; i++)
    g_string_append_printf (text, " %s", (const char *) g_ptr_array_index (left_out, i));
  weir_window_show_message (self, GTK_MESSAGE_INFO, text->str);
}

/* The plan goes through the file: what is not in there would be missing. */
static char *
find_flow_file (WeirWindow *self)
{
  GFile *file = weir_session_get_file (self->session);

  if (file != NULL && !weir_session_get_dirty (self->session))
    return g_file_get_path (file);
  weir_window_show_message (self, GTK_MESSAGE_INFO,
                            _("Save the flow first: a load plan goes through the flow as it is in its"
                              " file."));
  return NULL;
}

static void
flow_to_plan_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  WeirEnvironment *environment = weir_session_get_environment (self->session);
  g_autofree char *path = find_flow_file (self);
  g_autoptr (WeirPlan) plan = NULL;
  g_autoptr (WeirSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (path == NULL)
    return;
  plan = weir_flow_plan_new (weir_session_get_flow (self->session), path, environment, left_out);
  text = weir_plan_to_yaml (plan);
  session = weir_session_new_for_text (text, &error);
  if (session == NULL)
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
      return;
    }
  if (environment != NULL)
    weir_session_choose_environment (session, weir_environment_get_name (environment));
  weir_window_add_session (self, session);
  weir_window_show_session (self, session);
  tell (self, left_out);
}

/* (transfer none) (nullable): the flow that was opened last */
static WeirSession *
find_flow (WeirWindow *self)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->sessions)); i-- > 0;)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), i);

      if (weir_session_get_flow (session) != NULL && !weir_session_is_broken (session)
          && weir_session_get_report (session) == NULL)
        return session;
    }
  return NULL;
}

/* Adds the step to the open flow, or to a new one. */
static void
show_step (WeirWindow *self, WeirStep *step, GPtrArray *left_out)
{
  WeirSession *session = find_flow (self);

  if (session != NULL)
    weir_window_show_session (self, session);
  else
    weir_window_new_flow (self);
  if (!weir_step_list_add (self->step_list, step, _("Add Step from Request")))
    return;
  weir_window_set_view (self, "edit");
  tell (self, left_out);
}

static void
request_to_step_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  WeirPlanResults *results = weir_plan_view_get_results (self->plan_view);
  WeirResultDetails *details
      = weir_plan_requests_page_get_details (weir_plan_results_get_requests (results));
  const WeirStepResult *result = weir_result_details_get_result (details);
  const WeirExchange *exchange = weir_result_details_get_exchange (details);
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WeirStep) step = NULL;

  if (exchange != NULL)
    step = weir_request_step_new_for_exchange (exchange, result->name != NULL ? result->name : "Request",
                                               left_out);
  if (step != NULL)
    show_step (self, step, left_out);
}

static void
iteration_to_step_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  WeirPlanRow *row = weir_plan_tree_get_selected (weir_plan_view_get_tree (self->plan_view));
  GObject *object = row != NULL ? weir_plan_row_get_object (row) : NULL;
  WeirRound *round = row != NULL ? weir_plan_row_get_round (row) : NULL;
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WeirStep) step = NULL;

  if (WEIR_IS_ITERATION (object))
    step = weir_request_step_new_for_iteration (
        WEIR_ITERATION (object), round != NULL ? weir_round_get_base_url (round) : NULL, left_out);
  if (step != NULL)
    show_step (self, step, left_out);
  else
    weir_window_show_message (self, GTK_MESSAGE_INFO,
                              _("This request cannot be a step of a flow before it is whole."));
}

/**
 * weir_window_update_convert:
 * @self: a window
 *
 * A flow can become a load plan, and requests of a plan can become steps.
 */
void
weir_window_update_convert (WeirWindow *self)
{
  gboolean has_flow = self->session != NULL && weir_session_get_flow (self->session) != NULL
                      && !weir_session_is_broken (self->session);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "flow-to-plan");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), has_flow);
}

/**
 * weir_window_install_convert:
 * @self: a window
 *
 * Gives the window its actions that make one kind of document of the other.
 */
void
weir_window_install_convert (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "flow-to-plan", .activate = flow_to_plan_action },
    { .name = "request-to-step", .activate = request_to_step_action },
    { .name = "iteration-to-step", .activate = iteration_to_step_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
