/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-body-text.c: a body as text that a text view can show
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-body-text.h"

/* Deeper documents are shown as they came: their indentation would be wider than any window. */
#define DEEPEST 100
/* A body with a zero byte early on is not text. */
#define SNIFFED_BYTES 1024

typedef struct
{
  GString *out;
  guint depth;
  char closing[DEEPEST];
  gboolean in_string;
  gboolean escaped;
  gboolean empty; /* nothing yet inside the innermost bracket */
} Indenter;

static void
begin_line (Indenter *self)
{
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->out, "  ");
}

static void
copy_in_string (Indenter *self, char c)
{
  g_string_append_c (self->out, c);
  if (self->escaped)
    self->escaped = FALSE;
  else if (c == '\\')
    self->escaped = TRUE;
  else if (c == '"')
    self->in_string = FALSE;
}

static gboolean
open_bracket (Indenter *self, char c)
{
  if (self->depth == DEEPEST)
    return FALSE;
  if (self->empty)
    begin_line (self);
  self->closing[self->depth++] = c == '{' ? '}' : ']';
  g_string_append_c (self->out, c);
  self->empty = TRUE;
  return TRUE;
}

static gboolean
close_bracket (Indenter *self, char c)
{
  if (self->depth == 0 || self->closing[self->depth - 1] != c)
    return FALSE;
  self->depth--;
  if (!self->empty)
    begin_line (self);
  self->empty = FALSE;
  g_string_append_c (self->out, c);
  return TRUE;
}

static gboolean
indent_char (Indenter *self, char c)
{
  /* Something after the document: several documents, one a line, are better left as they are. */
  if (self->depth == 0 && self->out->len > 0 && !g_ascii_isspace (c))
    return FALSE;
  switch (c)
    {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
      return TRUE;
    case '{':
    case '[':
      return open_bracket (self, c);
    case '}':
    case ']':
      return close_bracket (self, c);
    case ',':
      g_string_append_c (self->out, c);
      begin_line (self);
      return TRUE;
    case ':':
      g_string_append (self->out, ": ");
      return TRUE;
    default:
      if (self->empty && self->depth > 0)
        begin_line (self);
      self->empty = FALSE;
      self->in_string = c == '"';
      g_string_append_c (self->out, c);
      return TRUE;
    }
}

/**
 * weir_body_indent_json:
 * @text: text that may be JSON, UTF-8
 * @size: its bytes
 * @limit: how many bytes to make at most; the rest is left out
 *
 * Lays JSON out in lines. Only blanks outside strings change, so that numbers, escapes, order and repeated
 * names stay exactly as the server wrote them.
 *
 * Returns: (transfer full) (nullable): the indented text, %NULL when it is no JSON object or array
 */
char *
weir_body_indent_json (const char *text, gsize size, gsize limit)
{
  Indenter self = { .out = g_string_new (NULL) };
  gsize begin = 0;
  gsize i;

  while (begin < size && g_ascii_isspace (text[begin]))
    begin++;
  if (begin == size || (text[begin] != '{' && text[begin] != '['))
    {
      g_string_free (self.out, TRUE);
      return NULL;
    }
  for (i = begin; i < size && self.out->len < limit; i++)
    {
      if (self.in_string)
        copy_in_string (&self, text[i]);
      else if (!indent_char (&self, text[i]))
        break;
    }
  if ((i < size && self.out->len < limit) || (i == size && (self.depth > 0 || self.in_string)))
    {
      g_string_free (self.out, TRUE);
      return NULL;
    }
  return g_string_free (self.out, FALSE);
}

static gboolean
is_text (const guint8 *data, gsize size)
{
  return memchr (data, 0, MIN (size, SNIFFED_BYTES)) == NULL;
}

/* One very long line costs a text view seconds. */
static char *
shorten_lines (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");
      glong chars = g_utf8_strlen (text, length);

      if (chars > WEIR_BODY_LINE_CHARS)
        {
          const char *end = g_utf8_offset_to_pointer (text, WEIR_BODY_LINE_CHARS);

          g_string_append_len (out, text, end - text);
          g_string_append_printf (out, _("… (%ld more characters in this line)"),
                                  chars - WEIR_BODY_LINE_CHARS);
        }
      else
        g_string_append_len (out, text, length);
      text += length;
      if (*text == '\n')
        {
          g_string_append_c (out, '\n');
          text++;
        }
    }
  return g_string_free (out, FALSE);
}

/**
 * weir_body_text:
 * @data: (nullable): a body as it was kept
 * @size: its bytes
 * @content_type: (nullable): what the header fields say it is
 * @note: (out) (transfer full) (nullable): what was done to it, for the reader
 *
 * Returns: (transfer full): valid UTF-8 without zero bytes and without overlong lines, at most about
 *   WEIR_BODY_SHOWN_BYTES; JSON is indented
 */
char *
weir_body_text (const guint8 *data, gsize size, const char *content_type, char **note)
{
  g_autofree char *valid = NULL;
  g_autofree char *indented = NULL;
  g_autofree char *text = NULL;

  *note = NULL;
  if (data == NULL || size == 0)
    return g_strdup ("");
  if (!is_text (data, size))
    {
      g_autofree char *whole = g_format_size (size);

      *note = g_strdup_printf (_("%s of binary data (%s), not shown."), whole,
                               content_type != NULL ? content_type : _("no Content-Type"));
      return g_strdup ("");
    }
  /* JSON is judged whole, because half a document is none. */
  valid = g_utf8_make_valid ((const char *) data, size);
  indented = weir_body_indent_json (valid, strlen (valid), WEIR_BODY_SHOWN_BYTES);
  text = indented != NULL ? g_steal_pointer (&indented) : g_steal_pointer (&valid);
  if (strlen (text) >= WEIR_BODY_SHOWN_BYTES)
    {
      char *end = g_utf8_find_prev_char (text, text + WEIR_BODY_SHOWN_BYTES);
      g_autofree char *whole = g_format_size (size);

      *end = '\0';
      *note = g_strdup_printf (_("Only the beginning of the body of %s is shown."), whole);
    }
  return shorten_lines (text);
}
