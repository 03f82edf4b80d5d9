/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-plan.c: a load plan in the window
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-application.h"
#include "weir-plan-presets.h"
#include "weir-plan-progress.h"
#include "weir-window-private.h"

static void
view_changed_cb (WeirWindow *self)
{
  if (weir_window_has_plan (self))
    weir_window_set_view (self, weir_plan_view_get_view (self->plan_view));
}

static void
rounds_chosen_cb (WeirWindow *self)
{
  weir_plan_view_follow_rounds (self->plan_view);
  weir_window_update_actions (self);
}

/* The run stays in the archive. */
static void
cleared_cb (WeirWindow *self)
{
  if (self->past_plan != NULL)
    weir_window_forget_past (self);
  else
    weir_session_forget_run (self->session);
  weir_window_show_plan_run (self);
  weir_window_update_actions (self);
}

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
  g_signal_connect_object (self->plan_view, "view-changed", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (weir_plan_view_get_source (self->plan_view), "checked",
                           G_CALLBACK (weir_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan_view, "cleared", G_CALLBACK (cleared_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->action_bar, "rounds-chosen", G_CALLBACK (rounds_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * weir_window_has_plan:
 * @self: a window
 *
 * Returns: whether the shown document is a load plan
 */
gboolean
weir_window_has_plan (WeirWindow *self)
{
  return self->session != NULL && weir_session_get_plan (self->session) != NULL;
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
  WeirPlanRow *row;

  weir_window_forget_secrets (self);
  weir_window_forget_typing (self);
  weir_plan_view_set_session (self->plan_view, self->session);
  weir_action_bar_set_session (self->action_bar, self->session);
  weir_window_follow_broken (self);
  weir_window_set_view (self, weir_plan_view_get_view (self->plan_view));
  weir_window_update_actions (self);
  weir_window_show_run (self);
  weir_window_follow_plan_edit (self);
  weir_window_show_page (self, "plan");
  /* Not Start: nobody shall send load with a key that was meant for something else. */
  row = weir_plan_tree_get_selected (weir_plan_view_get_tree (self->plan_view));
  if (self->shows_broken)
    weir_source_page_show_problem (weir_plan_view_get_source (self->plan_view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static const char *
find_lost_round (WeirSession *session)
{
  const char *const *names = weir_session_get_rounds (session);
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (weir_session_get_plan (session)));

  for (; names != NULL && *names != NULL; names++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < g_list_model_get_n_items (rounds) && !found; i++)
        {
          g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

          found = g_str_equal (weir_round_get_name (round), *names);
        }
      if (!found)
        return *names;
    }
  return NULL;
}

/**
 * weir_window_find_plan_reason:
 * @self: a window that shows a load plan
 *
 * Returns: (transfer full) (nullable): why it cannot be run, a whole sentence
 */
char *
weir_window_find_plan_reason (WeirWindow *self)
{
  WeirPlan *plan = weir_session_get_plan (self->session);
  const char *const *rounds = weir_session_get_rounds (self->session);
  const char *lost = find_lost_round (self->session);

  if (g_list_model_get_n_items (G_LIST_MODEL (weir_plan_get_rounds (plan))) == 0)
    return g_strdup (_("There is no round to run yet: add one."));
  if (rounds != NULL && *rounds == NULL)
    return g_strdup (_("No round is chosen: tick one in the menu beside Start."));
  if (lost != NULL)
    return g_strdup_printf (_("The round “%s” that was chosen is not there any more: choose again in the "
                              "menu beside Start."), lost);
  /* What is wrong only because it is being typed is no reason yet. */
  if (self->typing_source != 0)
    return NULL;
  if (weir_source_page_has_errors (weir_plan_view_get_source (self->plan_view)))
    return g_strdup (_("The text under Source has errors: mend or discard it, then start the plan."));
  return weir_plan_problems_describe (weir_session_get_plan_problems (self->session));
}

/* Secrets may have been asked for: another run may be on by now. */
static void
start_run (WeirWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (weir_window_find_running (self) != NULL)
    return;
  if (!weir_session_start_plan_run (self->session, &error))
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
      gtk_widget_set_visible (self->message_show, weir_window_has_problem (self));
      return;
    }
  weir_window_hide_message (self);
  weir_window_forget_past (self);
  weir_plan_view_show_run (self->plan_view, NULL, NULL);
  weir_plan_view_set_note (self->plan_view, NULL);
  weir_plan_view_show_results (self->plan_view);
  weir_window_show_run (self);
}

/* With what the environment gives it is known which systems are loaded. */
static void
ask_hosts (WeirWindow *self)
{
  weir_window_allow_load (self, start_run);
}

/**
 * weir_window_start_plan_run:
 * @self: a window that shows a load plan
 *
 * Runs it in its environment; before, secrets without a value are asked for, and whether systems other than
 * this computer may be loaded. What the run refuses is shown as a message.
 */
void
weir_window_start_plan_run (WeirWindow *self)
{
  if (weir_window_refuse_errors (self))
    return;
  weir_window_prepare (self, ask_hosts);
}

/**
 * weir_window_show_plan_run:
 * @self: a window that shows a load plan
 *
 * Shows the latest run of the plan as it stands now; before the first one, what it will do.
 */
void
weir_window_show_plan_run (WeirWindow *self)
{
  WeirPlanRun *run = weir_session_get_plan_run (self->session);
  WeirPlan *plan = weir_session_get_run_plan (self->session);
  WeirPlanOutlook *outlook = weir_session_get_run_outlook (self->session);
  g_autoptr (WeirPlanSnapshot) snapshot = NULL;
  g_autofree char *progress = NULL;

  if (run == NULL && self->past_plan != NULL)
    return;
  if (run == NULL)
    {
      weir_plan_view_show_run (self->plan_view, NULL, NULL);
      weir_plan_view_set_note (self->plan_view, NULL);
      return;
    }
  snapshot = weir_plan_run_ref_snapshot (run);
  progress = weir_plan_progress_describe (snapshot, outlook, weir_session_get_stops (self->session));
  weir_action_bar_set_progress (self->action_bar, progress,
                                weir_plan_progress_get_fraction (snapshot, outlook));
  if (self->past_plan != NULL)
    return;
  weir_plan_view_show_run (self->plan_view, snapshot, plan);
}

/**
 * weir_window_follow_plan_edit:
 * @self: a window that shows a load plan
 *
 * Says above the results when they are not those of the plan as it is by now.
 */
void
weir_window_follow_plan_edit (WeirWindow *self)
{
  const char *note = NULL;

  if (self->past_plan == NULL && weir_session_is_run_outdated (self->session))
    note = weir_session_is_running (self->session)
               ? _("The plan was edited since Start. What runs, and these results, are of the plan as it "
                   "was.")
               : _("The plan was edited since this run. These are results of the plan as it was.");
  weir_plan_view_set_note (self->plan_view, note);
}

/**
 * weir_window_dup_preset:
 * @self: a window
 * @preset: as of weir_plan_preset_dup_text()
 *
 * Returns: (transfer full) (nullable): a load plan that begins with that, aimed at the sample API while that
 *   answers
 */
char *
weir_window_dup_preset (WeirWindow *self, const char *preset)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return weir_plan_preset_dup_text (preset, weir_application_get_sample (WEIR_APPLICATION (application)));
}

/**
 * weir_window_new_plan:
 * @self: a window
 * @preset: as of weir_plan_preset_dup_text(); others do nothing
 *
 * Shows a load plan that begins with that, which is not saved anywhere yet. It is aimed at the sample API
 * while that answers.
 */
void
weir_window_new_plan (WeirWindow *self, const char *preset)
{
  g_autofree char *text = weir_window_dup_preset (self, preset);
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
