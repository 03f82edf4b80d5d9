/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cursor.c: a place in a text, as bytes, as characters and as people count it
 */

#include "config.h"

#include "weir-cursor.h"

/**
 * weir_cursor_init:
 * @self: a cursor
 * @text: (transfer none): valid UTF-8 that outlives the cursor
 * @length: its length in bytes
 *
 * Puts @self at the start of @text.
 */
void
weir_cursor_init (WeirCursor *self, const char *text, gsize length)
{
  *self = (WeirCursor) { .text = text, .length = length, .line = 1, .column = 1 };
}

/**
 * weir_cursor_step:
 * @self: a cursor
 *
 * Moves on by one character; at the end of the text it stays.
 */
void
weir_cursor_step (WeirCursor *self)
{
  const char *here = self->text + self->offset;

  if (self->offset >= self->length)
    return;
  self->offset = MIN (self->length, self->offset + (gsize) (g_utf8_next_char (here) - here));
  self->index++;
  if (*here == '\n' || (*here == '\r' && (self->offset >= self->length || here[1] != '\n')))
    {
      self->line++;
      self->column = 1;
    }
  else
    self->column++;
}

/**
 * weir_cursor_move_to_index:
 * @self: a cursor
 * @index: a number of characters from the start; a place already passed leaves the cursor where it is
 */
void
weir_cursor_move_to_index (WeirCursor *self, gsize index)
{
  while (self->index < index && self->offset < self->length)
    weir_cursor_step (self);
}

/**
 * weir_cursor_move_to_offset:
 * @self: a cursor
 * @offset: a number of bytes from the start; a place already passed leaves the cursor where it is
 */
void
weir_cursor_move_to_offset (WeirCursor *self, gsize offset)
{
  while (self->offset < offset && self->offset < self->length)
    weir_cursor_step (self);
}
