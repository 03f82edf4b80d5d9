/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-source.c: the text of the shown document in the right pane, and the step the cursor is in
 */

#include "config.h"

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
  g_signal_connect_object (self->source_page, "step-reached", G_CALLBACK (step_reached_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source_page, "map", G_CALLBACK (page_mapped_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
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
