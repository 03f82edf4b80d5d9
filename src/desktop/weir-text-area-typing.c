/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-text-area-typing.c: what a field of several lines offers while it is typed into
 */

#include "config.h"

#include <string.h>

#include "weir-placeholder-marks.h"
#include "weir-text-area-private.h"

/* (transfer full): the line with the cursor; @cursor is moved to its beginning */
static char *
get_line (WeirTextArea *self, GtkTextIter *start, gsize *cursor)
{
  GtkTextIter at;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));
  *cursor = (gsize) gtk_text_iter_get_line_index (&at);
  *start = at;
  gtk_text_iter_set_line_offset (start, 0);
  end = at;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return gtk_text_buffer_get_text (self->buffer, start, &end, TRUE);
}

/**
 * weir_text_area_offer:
 * @self: a field
 *
 * Offers what may be meant by what stands before the cursor.
 */
void
weir_text_area_offer (WeirTextArea *self)
{
  GtkTextIter at;
  gsize cursor = 0;
  g_autofree char *line = get_line (self, &at, &cursor);
  GPtrArray *candidates = NULL;
  GdkRectangle place = { 0, 0, 1, 1 };
  double x;
  double y;

  if (!self->is_plain)
    candidates = weir_placeholder_marks_complete (self->context, line, cursor, &self->complete_start);
  if (candidates != NULL)
    {
      gtk_text_iter_set_line_index (&at, (int) self->complete_start);
      gtk_text_view_get_iter_location (self->view, &at, &place);
      gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                             &place.y);
      if (gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), place.x, place.y, &x,
                                            &y))
        place = (GdkRectangle){ (int) x, (int) y, 1, place.height };
    }
  weir_completion_show (self->completion, &place, candidates, TRUE);
}

/**
 * weir_text_area_insert:
 * @self: a field
 * @insert: what a person chose of that
 *
 * Puts it where that was typed, the cursor behind it, or between the brackets of a call.
 */
void
weir_text_area_insert (WeirTextArea *self, const char *insert)
{
  GtkTextIter start;
  GtkTextIter end;
  const char *bracket = strstr (insert, "()");

  gtk_text_buffer_get_iter_at_mark (self->buffer, &end, gtk_text_buffer_get_insert (self->buffer));
  start = end;
  gtk_text_iter_set_line_index (&start, (int) self->complete_start);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, insert, -1);
  gtk_text_buffer_end_user_action (self->buffer);
  if (bracket != NULL)
    gtk_text_iter_backward_chars (&start, (int) strlen (bracket) - 1);
  else if (gtk_text_iter_get_char (&start) == '}')
    gtk_text_iter_forward_char (&start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  weir_completion_hide (self->completion);
}

/**
 * weir_text_area_query_tooltip:
 * @self: a field
 * @x: where the pointer is in its view
 * @y: where the pointer is in its view
 * @keyboard: whether the cursor counts instead
 * @tooltip: takes the words
 *
 * Returns: whether there is a placeholder, whose value is shown
 */
gboolean
weir_text_area_query_tooltip (WeirTextArea *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  GtkTextIter at;

  if (self->object == NULL || self->is_plain)
    return FALSE;
  if (keyboard)
    gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));
  else
    {
      gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
      if (!gtk_text_view_get_iter_at_location (self->view, &at, x, y))
        return FALSE;
    }
  text = weir_text_area_get_text (self);
  words = weir_placeholder_marks_describe_at (
      self->context, text, (gsize) (g_utf8_offset_to_pointer (text, gtk_text_iter_get_offset (&at)) - text));
  if (words != NULL)
    gtk_tooltip_set_text (tooltip, words);
  return words != NULL;
}
