/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-past-plan.c: a run of a load plan that was kept, shown in place of the latest
 */

#include "config.h"

#include "weir-window-private.h"

#define HISTORY "history"

/**
 * weir_window_forget_past_plan:
 * @self: a window
 *
 * No earlier run of a load plan is shown any more.
 */
void
weir_window_forget_past_plan (WeirWindow *self)
{
  g_clear_pointer (&self->past_plan, weir_plan_snapshot_unref);
  weir_plan_view_set_past (self->plan_view, NULL, FALSE);
  weir_plan_results_set_archive (weir_plan_view_get_results (self->plan_view), NULL);
}

/**
 * weir_window_show_past_plan:
 * @self: a window that shows a load plan
 * @run: a run of it, or of another one
 * @archive: (nullable): the archive it is in; %NULL for the person's own
 * @text: which run that is, for people
 *
 * Shows that run instead of the latest one. What runs meanwhile goes on.
 */
void
weir_window_show_past_plan (WeirWindow *self, const WeirPastRun *run, const char *archive, const char *text)
{
  weir_window_forget_past_plan (self);
  weir_plan_results_set_archive (weir_plan_view_get_results (self->plan_view), archive);
  self->past_plan = weir_plan_snapshot_ref (run->plan_snapshot);
  weir_plan_view_set_note (self->plan_view, NULL);
  weir_plan_view_set_past (self->plan_view, text, archive == NULL);
  weir_plan_view_show_run (self->plan_view, self->past_plan, run->plan);
  weir_plan_view_show_results (self->plan_view);
  weir_window_update_actions (self);
}

/**
 * weir_window_open_past_document:
 * @self: a window
 * @run: a run of a document of another kind than the shown one
 *
 * Shows the document that was run: its file while it is there, else what the run has kept of it, as one that
 * is not saved yet.
 *
 * Returns: whether it is shown; if not, why has been told
 */
gboolean
weir_window_open_past_document (WeirWindow *self, const WeirPastRun *run)
{
  const WeirRunInfo *info = run->info;
  g_autoptr (WeirSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (info->file_name != NULL && g_file_test (info->file_name, G_FILE_TEST_IS_REGULAR))
    {
      g_autoptr (GFile) file = g_file_new_for_path (info->file_name);

      weir_window_open (self, file);
      if (self->session != NULL && weir_session_get_edits (self->session) != NULL
          && weir_window_has_plan (self) == info->is_plan)
        return TRUE;
    }
  session = weir_session_new_for_text (info->document != NULL ? info->document : "", &error);
  if (session == NULL)
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
      return FALSE;
    }
  weir_window_add_session (self, session);
  weir_window_show_session (self, session);
  return weir_window_has_plan (self) == info->is_plan;
}

/**
 * weir_window_place_history:
 * @self: a window
 *
 * Has the list of runs beside what is shown, a flow or a load plan, when the person wants to see it.
 */
void
weir_window_place_history (WeirWindow *self)
{
  gboolean has_plan = weir_window_has_plan (self);
  GtkStack *stack = has_plan ? weir_plan_view_get_left (self->plan_view) : self->left;
  GtkWidget *history = GTK_WIDGET (self->history);
  GtkWidget *before = gtk_widget_get_ancestor (history, GTK_TYPE_STACK);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), HISTORY);
  g_autoptr (GVariant) state = g_action_get_state (action);

  if (before != GTK_WIDGET (stack))
    {
      g_object_ref (history);
      gtk_stack_remove (GTK_STACK (before), history);
      gtk_stack_add_named (stack, history, HISTORY);
      g_object_unref (history);
    }
  if (g_variant_get_boolean (state))
    gtk_stack_set_visible_child_name (stack, HISTORY);
  else if (has_plan || g_strcmp0 (gtk_stack_get_visible_child_name (stack), HISTORY) == 0)
    gtk_stack_set_visible_child_name (stack, has_plan ? "parts" : "steps");
}
