/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-plan.c: a load plan in the window
 */

#include "config.h"

#include "weir-plan-presets.h"
#include "weir-window-private.h"

/**
 * weir_window_install_plan:
 * @self: a window that is being made
 *
 * Adds the page of load plans.
 */
void
weir_window_install_plan (WeirWindow *self)
{
  self->plan_view = WEIR_PLAN_VIEW (weir_plan_view_new ());
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->plan_view), "plan");
}

/**
 * weir_window_show_plan:
 * @self: a window whose document is a load plan
 *
 * Shows the plan.
 */
void
weir_window_show_plan (WeirWindow *self)
{
  weir_window_forget_secrets (self);
  weir_plan_view_set_session (self->plan_view, self->session);
  weir_window_update_actions (self);
  gtk_stack_set_visible_child_name (self->pages, "plan");
  gtk_widget_child_focus (GTK_WIDGET (weir_plan_view_get_tree (self->plan_view)), GTK_DIR_TAB_FORWARD);
}

/**
 * weir_window_new_plan:
 * @self: a window
 * @preset: as of weir_plan_preset_get_text(); others do nothing
 *
 * Shows a load plan that begins with that, which is not saved anywhere yet.
 */
void
weir_window_new_plan (WeirWindow *self, const char *preset)
{
  const char *text = weir_plan_preset_get_text (preset);
  g_autoptr (WeirSession) session = text != NULL ? weir_session_new_for_text (text, NULL) : NULL;

  if (session == NULL)
    return;
  weir_window_add_session (self, session);
  weir_window_show_session (self, session);
}

/**
 * weir_window_get_plan_view:
 * @self: a window
 *
 * Returns: (transfer none): its page of load plans
 */
WeirPlanView *
weir_window_get_plan_view (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->plan_view;
}
