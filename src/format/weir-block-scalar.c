/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-block-scalar.c: texts of several lines as YAML's literal blocks
 */

#include "config.h"

#include "weir-block-scalar.h"

#include <string.h>

/* Explicit indentation is one digit. */
#define WIDEST_INDENTATION 9

static gsize
count_final_breaks (const char *text)
{
  gsize length = strlen (text);
  gsize n_breaks = 0;

  while (n_breaks < length && text[length - 1 - n_breaks] == '\n')
    n_breaks++;
  return n_breaks;
}

/* What a block can hold: something before its final line breaks that does not end with blanks. */
static gboolean
can_be_block (const char *text)
{
  gsize length = strlen (text) - count_final_breaks (text);

  if (length == 0 || g_ascii_isspace (text[length - 1]) || weir_text_has_other_breaks (text))
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if ((character < 0x20 && character != '\n' && character != '\t') ||
          (character >= 0x7F && character < 0xA0) || character == 0xFEFF || character == 0xFFFE ||
          character == 0xFFFF)
        return FALSE;
    }
  return TRUE;
}

/* Whether the first line with anything in it starts with a blank, so that the block's own indentation could
 * not be told from it. */
static gboolean
needs_digit (const char *text)
{
  text += strspn (text, "\n");
  return *text == ' ' || *text == '\t';
}

static const char *
chomping_of (const char *text)
{
  gsize n_breaks = count_final_breaks (text);

  return n_breaks == 0 ? "-" : n_breaks == 1 ? "" : "+";
}

/* The lines of @text without its last line break */
static char **
split (const char *text)
{
  gsize n_breaks = count_final_breaks (text);
  g_autofree char *body = g_strndup (text, strlen (text) - MIN (n_breaks, 1));

  return g_strsplit (body, "\n", -1);
}

static void
append_line (GString *out, const WeirScalarPlace *place, const char *indentation, const char *line)
{
  g_string_append (out, place->line_break);
  if (*line != '\0')
    g_string_append (out, indentation);
  g_string_append (out, line);
}

/**
 * weir_block_scalar_to_text:
 * @text: a text
 * @place: where it is to stand
 *
 * Returns: (transfer full) (nullable): the text as a literal block, from "|" to its last line; %NULL when it
 *   cannot be written so there
 */
char *
weir_block_scalar_to_text (const char *text, const WeirScalarPlace *place)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *more = NULL;
  g_autofree char *indentation = NULL;
  GString *out = NULL;

  if (place->indentation == NULL || place->is_flow || !can_be_block (text) ||
      (needs_digit (text) && place->step > WIDEST_INDENTATION))
    return NULL;
  more = g_strnfill (place->step, ' ');
  indentation = g_strconcat (place->indentation, more, NULL);
  out = g_string_new ("|");
  if (needs_digit (text))
    g_string_append_printf (out, "%" G_GSIZE_FORMAT, place->step);
  g_string_append (out, chomping_of (text));
  lines = split (text);
  for (guint i = 0; lines[i] != NULL; i++)
    append_line (out, place, indentation, lines[i]);
  return g_string_free (out, FALSE);
}

/* A block as it is written */
typedef struct
{
  char style; /* | or > */
  char digit; /* or 0 */
  char *rest; /* of the first line: a comment */
  char **lines;
  char *indentation;
} Block;

static void
block_clear (Block *self)
{
  g_free (self->rest);
  g_strfreev (self->lines);
  g_free (self->indentation);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Block, block_clear)

static gboolean
block_init (Block *self, const WeirScalarPlace *place, const WeirScalarSource *old)
{
  g_autofree char *text = g_strndup (old->text, old->length);
  const char *value = old->node->text + strspn (old->node->text, "\n");
  gsize header = strspn (text + 1, "0123456789+-") + 1;

  self->style = *text;
  for (gsize i = 1; i < header; i++)
    if (g_ascii_isdigit (text[i]))
      self->digit = text[i];
  self->lines = g_strsplit (text + header, place->line_break, -1);
  self->rest = g_strdup (self->lines[0] != NULL ? self->lines[0] : "");
  for (guint i = 1; self->lines[0] != NULL && self->lines[i] != NULL && self->indentation == NULL; i++)
    {
      gsize n_blanks = strspn (self->lines[i], " ");
      gsize n_own = strspn (value, " ");

      if (self->lines[i][n_blanks] != '\0' && n_blanks >= n_own)
        self->indentation = g_strnfill (n_blanks - n_own, ' ');
    }
  return self->indentation != NULL;
}

/* Lines that stay the same keep their bytes: blanks in empty ones are nobody's business. */
static void
append_lines_like (GString *out, const WeirScalarPlace *place, const Block *block, char **lines,
                   char **old_lines)
{
  guint n_lines = g_strv_length (lines);
  guint n_old = g_strv_length (old_lines);
  gboolean is_literal = block->style == '|' && g_strv_length (block->lines) == n_old + 1;
  guint n_head = 0;
  guint n_tail = 0;

  while (is_literal && n_head < MIN (n_lines, n_old) && g_str_equal (lines[n_head], old_lines[n_head]))
    n_head++;
  while (is_literal && n_tail < MIN (n_lines, n_old) - n_head &&
         g_str_equal (lines[n_lines - 1 - n_tail], old_lines[n_old - 1 - n_tail]))
    n_tail++;
  for (guint i = 0; i < n_lines; i++)
    if (i < n_head)
      append_line (out, place, "", block->lines[i + 1]);
    else if (i >= n_lines - n_tail)
      append_line (out, place, "", block->lines[i + 1 + n_old - n_lines]);
    else
      append_line (out, place, block->indentation, lines[i]);
}

/**
 * weir_block_scalar_to_text_like:
 * @text: a text
 * @place: where it is to stand
 * @old: the block that stands there now
 *
 * A folded block stays one when the text is a single line.
 *
 * Returns: (transfer full) (nullable): the text as a block that is indented like @old; %NULL when it cannot
 *   be written as a block
 */
char *
weir_block_scalar_to_text_like (const char *text, const WeirScalarPlace *place, const WeirScalarSource *old)
{
  g_auto (Block) block = { 0 };
  g_auto (GStrv) lines = split (text);
  g_auto (GStrv) old_lines = NULL;
  GString *out = NULL;

  if (place->is_flow || !can_be_block (text) || !block_init (&block, place, old))
    return NULL;
  if (block.digit == 0 && needs_digit (text))
    return weir_block_scalar_to_text (text, place);
  out = g_string_new (NULL);
  g_string_append_c (out, block.style == '>' && g_strv_length (lines) > 1 ? '|' : block.style);
  if (block.digit != 0)
    g_string_append_c (out, block.digit);
  g_string_append (out, chomping_of (text));
  g_string_append (out, block.rest);
  old_lines = split (old->node->text);
  append_lines_like (out, place, &block, lines, old_lines);
  return g_string_free (out, FALSE);
}
