/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-panes.c: from pane to pane by key: sidebar, steps, what is shown beside them, the answer below
 */

#include "config.h"

#include "weir-window-private.h"

typedef enum
{
  PANE_SIDEBAR,
  PANE_LEFT,
  PANE_RIGHT,
  PANE_ANSWER, /* within the right one */
  N_PANES
} Pane;

/* (nullable): what came back from Send, or the whole of the chosen result */
static WeirResultDetails *
find_answer (WeirWindow *self)
{
  WeirResultDetails *answers[] = {
    weir_editor_response_get_details (weir_step_editor_get_response (self->editor)),
    weir_results_view_get_details (self->results_view),
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (gtk_widget_get_mapped (GTK_WIDGET (answers[i])))
      return answers[i];
  return NULL;
}

/* (nullable): what of the window the pane is now, if it can be seen */
static GtkWidget *
find_widget (WeirWindow *self, Pane pane)
{
  GtkPaned *parts = weir_plan_view_get_pane (self->plan_view);
  gboolean has_plan = weir_window_has_plan (self);
  GtkWidget *const widgets[N_PANES] = {
    [PANE_SIDEBAR] = GTK_WIDGET (self->sidebar),
    [PANE_LEFT] = has_plan ? gtk_paned_get_start_child (parts) : GTK_WIDGET (self->left),
    [PANE_RIGHT] = has_plan ? gtk_paned_get_end_child (parts) : GTK_WIDGET (self->right),
    [PANE_ANSWER] = (GtkWidget *) find_answer (self),
  };

  return widgets[pane] != NULL && gtk_widget_get_mapped (widgets[pane]) ? widgets[pane] : NULL;
}

/* N_PANES: elsewhere, in a button of the window */
static Pane
find_focused (WeirWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (guint i = N_PANES; focus != NULL && i-- > 0;)
    {
      GtkWidget *widget = find_widget (self, i);

      if (widget != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
        return i;
    }
  return N_PANES;
}

/* Of a load plan: its selected part, or what is beside the parts. */
static GtkWidget *
find_place_in_plan (WeirWindow *self, Pane pane)
{
  WeirPlanTree *tree = weir_plan_view_get_tree (self->plan_view);

  return pane == PANE_LEFT ? GTK_WIDGET (weir_plan_tree_get_selected (tree)) : find_widget (self, pane);
}

/* The place in the pane where one goes on with the keyboard. */
static void
focus_pane (WeirWindow *self, Pane pane)
{
  GtkWidget *widget = find_widget (self, pane);
  GtkWidget *target = NULL;

  if (pane == PANE_ANSWER)
    target = GTK_WIDGET (weir_body_view_get_view (
        weir_message_view_get_body (weir_result_details_get_response (WEIR_RESULT_DETAILS (widget)))));
  else if (pane != PANE_SIDEBAR && weir_window_has_plan (self))
    target = find_place_in_plan (self, pane);
  else if (pane == PANE_LEFT)
    target = GTK_WIDGET (self->step_list);
  else if (pane == PANE_RIGHT && gtk_widget_get_mapped (GTK_WIDGET (self->editor)))
    {
      weir_window_edit_step (self);
      return;
    }
  else if (pane == PANE_RIGHT)
    target = gtk_stack_get_visible_child (self->right);
  if (pane == PANE_SIDEBAR)
    weir_sidebar_focus (self->sidebar);
  else if (!gtk_widget_get_mapped (target) || !gtk_widget_grab_focus (target))
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
go (WeirWindow *self, gboolean back)
{
  Pane pane = find_focused (self);

  for (guint i = 0; i < N_PANES; i++)
    {
      if (back)
        pane = pane == 0 ? N_PANES - 1 : pane - 1;
      else
        pane = pane + 1 >= N_PANES ? 0 : pane + 1;
      if (find_widget (self, pane) == NULL)
        continue;
      focus_pane (self, pane);
      return;
    }
}

static void
next_pane_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  go (WEIR_WINDOW (data), FALSE);
}

static void
previous_pane_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  go (WEIR_WINDOW (data), TRUE);
}

/**
 * weir_window_install_panes:
 * @self: a window
 *
 * Gives the window the actions that lead from pane to pane.
 */
void
weir_window_install_panes (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "next-pane", .activate = next_pane_action },
    { .name = "previous-pane", .activate = previous_pane_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
