/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-text-layout.c: lines, blanks and comments of a document, by byte offsets
 */

#include "config.h"

#include "weir-text-layout.h"

#include <string.h>

static gboolean
is_break (char c)
{
  return c == '\n' || c == '\r';
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/**
 * weir_layout_line_start:
 * @self: a text
 * @offset: a place in it
 *
 * Returns: where its line starts
 */
gsize
weir_layout_line_start (const WeirLayout *self, gsize offset)
{
  while (offset > 0 && !is_break (self->text[offset - 1]))
    offset--;
  return offset;
}

/**
 * weir_layout_line_end:
 * @self: a text
 * @offset: a place in it
 *
 * Returns: where its line ends, before the line break
 */
gsize
weir_layout_line_end (const WeirLayout *self, gsize offset)
{
  while (offset < self->length && !is_break (self->text[offset]))
    offset++;
  return offset;
}

/**
 * weir_layout_next_line:
 * @self: a text
 * @offset: a place in it
 *
 * Returns: where the next line starts, the end of the text if there is none
 */
gsize
weir_layout_next_line (const WeirLayout *self, gsize offset)
{
  offset = weir_layout_line_end (self, offset);
  if (offset + 1 < self->length && self->text[offset] == '\r' && self->text[offset + 1] == '\n')
    return offset + 2;
  return MIN (self->length, offset + 1);
}

/**
 * weir_layout_previous_line:
 * @self: a text
 * @offset: where a line starts, but not the first
 *
 * Returns: where the line above it ends, before its line break
 */
gsize
weir_layout_previous_line (const WeirLayout *self, gsize offset)
{
  g_assert (offset > 0);
  offset--;
  if (offset > 0 && self->text[offset] == '\n' && self->text[offset - 1] == '\r')
    offset--;
  return offset;
}

/**
 * weir_layout_skip_blanks:
 * @self: a text
 * @offset: a place in it
 *
 * Returns: the first place from there with something else than a space or a tab
 */
gsize
weir_layout_skip_blanks (const WeirLayout *self, gsize offset)
{
  while (offset < self->length && is_blank (self->text[offset]))
    offset++;
  return offset;
}

/**
 * weir_layout_skip_space:
 * @self: a text
 * @offset: a place in it
 *
 * Returns: the first place from there with something else than blanks and line breaks
 */
gsize
weir_layout_skip_space (const WeirLayout *self, gsize offset)
{
  while (offset < self->length && (is_blank (self->text[offset]) || is_break (self->text[offset])))
    offset++;
  return offset;
}

/**
 * weir_layout_is_at:
 * @self: a text
 * @offset: a place in it
 * @c: a character
 *
 * Returns: whether it stands there
 */
gboolean
weir_layout_is_at (const WeirLayout *self, gsize offset, char c)
{
  return offset < self->length && self->text[offset] == c;
}

/**
 * weir_layout_is_blank:
 * @self: a text
 * @start: a place in it
 * @end: another
 *
 * Returns: whether there are only spaces and tabs between the two
 */
gboolean
weir_layout_is_blank (const WeirLayout *self, gsize start, gsize end)
{
  return weir_layout_skip_blanks (self, start) >= end;
}

/**
 * weir_layout_is_blank_line:
 * @self: a text
 * @offset: a place in it
 *
 * Returns: whether its line has nothing but spaces and tabs, and a line break
 */
gboolean
weir_layout_is_blank_line (const WeirLayout *self, gsize offset)
{
  gsize end = weir_layout_line_end (self, offset);

  return end < self->length && weir_layout_is_blank (self, weir_layout_line_start (self, offset), end);
}

/**
 * weir_layout_is_first_in_line:
 * @self: a text
 * @offset: a place in it
 *
 * Returns: whether only spaces and tabs stand before it
 */
gboolean
weir_layout_is_first_in_line (const WeirLayout *self, gsize offset)
{
  return weir_layout_is_blank (self, weir_layout_line_start (self, offset), offset);
}

/**
 * weir_layout_has_comment:
 * @self: a text
 * @start: a place in it
 * @end: another
 *
 * Returns: whether there may be a comment between the two
 */
gboolean
weir_layout_has_comment (const WeirLayout *self, gsize start, gsize end)
{
  return memchr (self->text + start, '#', end - start) != NULL;
}

/**
 * weir_layout_indentation:
 * @self: a text
 * @offset: a place in it
 *
 * Returns: (transfer full): what stands before it in its line if these are spaces and tabs; otherwise as many
 *   spaces, as below "- "
 */
char *
weir_layout_indentation (const WeirLayout *self, gsize offset)
{
  gsize start = weir_layout_line_start (self, offset);

  if (weir_layout_is_blank (self, start, offset))
    return g_strndup (self->text + start, offset - start);
  return g_strnfill ((gsize) g_utf8_strlen (self->text + start, (gssize) (offset - start)), ' ');
}

/**
 * weir_layout_line_break:
 * @self: a text
 *
 * Returns: (transfer none): the line break of its first line
 */
const char *
weir_layout_line_break (const WeirLayout *self)
{
  gsize end = weir_layout_line_end (self, 0);

  if (!weir_layout_is_at (self, end, '\r'))
    return "\n";
  return weir_layout_is_at (self, end + 1, '\n') ? "\r\n" : "\r";
}
