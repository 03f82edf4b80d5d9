/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-source.c: the text of the shown document in the right pane, and the step the cursor is in
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-window-private.h"

static void
step_reached_cb (WeirWindow *self, guint part, guint index)
{
  WeirStepRow *row;

  for (guint i = 0; (row = weir_step_list_get_row (self->step_list, i)) != NULL; i++)
    if ((guint) weir_step_row_get_part (row) == part && weir_step_row_get_index (row) == index)
      {
        if (row != weir_step_list_get_selected (self->step_list))
          weir_step_list_select (self->step_list, row);
        return;
      }
}

static void
page_mapped_cb (WeirWindow *self)
{
  weir_window_show_source_step (self);
}

static GtkWidget *
create_no_steps (void)
{
  GtkWidget *label = gtk_label_new (_("The steps are shown here once the text is a flow."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (label, 18);
  gtk_widget_set_margin_end (label, 18);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/**
 * weir_window_install_source:
 * @self: a window that is being made
 *
 * Adds the text to the pages of the right pane.
 */
void
weir_window_install_source (WeirWindow *self)
{
  self->source_page = g_object_new (WEIR_TYPE_SOURCE_PAGE, NULL);
  gtk_stack_add_named (self->right, GTK_WIDGET (self->source_page), "source");
  gtk_stack_add_named (self->left, create_no_steps (), "no-steps");
  g_signal_connect_object (self->source_page, "step-reached", G_CALLBACK (step_reached_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source_page, "map", G_CALLBACK (page_mapped_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  weir_window_install_typing (self);
}

/**
 * weir_window_follow_broken:
 * @self: a window that shows a document
 *
 * While the file of the document is no flow or load plan, there is nothing but its text to be edited.
 */
void
weir_window_follow_broken (WeirWindow *self)
{
  gboolean broken = weir_session_is_broken (self->session);
  GActionGroup *steps = weir_step_list_get_actions (self->step_list);

  if (weir_window_has_plan (self))
    weir_plan_view_follow_broken (self->plan_view);
  if (broken != self->shows_broken)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->action_bar), !broken);
      gtk_widget_insert_action_group (GTK_WIDGET (self), "steps", broken ? NULL : steps);
      gtk_stack_set_visible_child_name (self->left, broken ? "no-steps" : "steps");
      self->shows_broken = broken;
    }
  if (broken)
    weir_window_set_view (self, "source");
  weir_window_show_titles (self);
  weir_window_update_actions (self);
}

/**
 * weir_window_show_source_step:
 * @self: a window
 *
 * The cursor of the text follows the selected step.
 */
void
weir_window_show_source_step (WeirWindow *self)
{
  WeirStepRow *row = weir_step_list_get_selected (self->step_list);

  if (row != NULL)
    weir_source_page_show_step (self->source_page, weir_step_row_get_part (row),
                                weir_step_row_get_index (row));
}

/**
 * weir_window_get_source_page:
 * @self: a window
 *
 * Returns: (transfer none): its right pane while the text is shown
 */
WeirSourcePage *
weir_window_get_source_page (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->source_page;
}
