/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-source-page-problems.c: what is wrong with the text: underlined, listed below it, and gone to
 */

#include "config.h"

#include "weir-problems-page.h"
#include "weir-source-page-private.h"

#define MOST_LISTED 100

/* Of the place in a line and a column, both from 1, as far as there is such a place now. */
static void
get_iter (WeirSourcePage *self, guint line, guint column, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_line (self->buffer, iter, line > 0 ? (int) line - 1 : 0);
  for (guint i = 1; i < column && !gtk_text_iter_ends_line (iter); i++)
    gtk_text_iter_forward_char (iter);
}

static void
underline (WeirSourcePage *self, const WeirProblem *problem)
{
  GtkTextIter start;
  GtkTextIter end;

  if (problem->line == 0)
    return;
  get_iter (self, problem->line, problem->column, &start);
  if (gtk_text_iter_ends_line (&start))
    gtk_text_iter_set_line_offset (&start, 0);
  end = start;
  gtk_text_iter_forward_char (&end);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_apply_tag (self->buffer, problem->is_warning ? self->warning_tag : self->error_tag, &start,
                             &end);
}

static GtkWidget *
create_problem (const WeirProblem *problem)
{
  g_autofree char *words = weir_problem_to_words (problem);
  g_autofree char *text = g_strdup_printf ("%s  %s", problem->is_warning ? "⚠" : "✗", words);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_margin_start (label, 10);
  gtk_widget_set_margin_end (label, 10);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return row;
}

/* Underlines and lists them. @problems: (transfer none) (nullable) */
void
weir_source_page_show_problems (WeirSourcePage *self, GPtrArray *problems)
{
  GtkTextIter start;
  GtkTextIter end;
  GtkWidget *row;

  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = problems != NULL ? g_ptr_array_ref (problems) : weir_problems_new ();
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->error_tag, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->warning_tag, &start, &end);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < MIN (self->found->len, MOST_LISTED); i++)
    {
      underline (self, g_ptr_array_index (self->found, i));
      gtk_list_box_append (self->list, create_problem (g_ptr_array_index (self->found, i)));
    }
  gtk_widget_set_visible (self->problems, self->found->len > 0);
}

void
weir_source_page_go_to (WeirSourcePage *self, guint line, guint column)
{
  GtkTextIter iter;

  get_iter (self, line, column, &iter);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (self->buffer), 0.1,
                                FALSE, 0, 0);
}

static void
show_problem (WeirSourcePage *self, guint position)
{
  const WeirProblem *problem = g_ptr_array_index (self->found, position);

  weir_source_page_go_to (self, problem->line, problem->column);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
weir_source_page_problem_activated_cb (WeirSourcePage *self, GtkListBoxRow *row)
{
  show_problem (self, (guint) gtk_list_box_row_get_index (row));
}

gboolean
weir_source_page_query_tooltip_cb (WeirSourcePage *self, int x, int y, gboolean keyboard,
                                   GtkTooltip *tooltip)
{
  GtkTextIter iter;
  int buffer_x;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x,
                                         &buffer_y);
  if (keyboard)
    gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  else
    gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &iter, buffer_x, buffer_y);
  for (guint i = 0; i < self->found->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (self->found, i);

      if ((int) problem->line != gtk_text_iter_get_line (&iter) + 1)
        continue;
      gtk_tooltip_set_text (tooltip, problem->message);
      return TRUE;
    }
  return FALSE;
}

/**
 * weir_source_page_show_problem:
 * @self: a page that is shown
 *
 * Moves the focus there, and the cursor to the first error; later, when the text is still being read.
 */
void
weir_source_page_show_problem (WeirSourcePage *self)
{
  g_return_if_fail (WEIR_IS_SOURCE_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  self->seeks = weir_source_page_is_busy (self);
  for (guint i = 0; i < self->found->len; i++)
    if (!((const WeirProblem *) g_ptr_array_index (self->found, i))->is_warning)
      {
        show_problem (self, i);
        return;
      }
}

/**
 * weir_source_page_get_problem:
 * @self: a page
 * @position: in the list of problems
 *
 * Returns: (transfer full) (nullable): what it says
 */
char *
weir_source_page_get_problem (WeirSourcePage *self, guint position)
{
  g_return_val_if_fail (WEIR_IS_SOURCE_PAGE (self), NULL);

  if (position >= self->found->len)
    return NULL;
  return weir_problem_to_words (g_ptr_array_index (self->found, position));
}
