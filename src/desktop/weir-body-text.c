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

/* @cut: the document goes on beyond @size, so that nothing needs to be closed. */
static char *
indent (const char *text, gsize size, gsize limit, gboolean cut)
{
  Indenter self = { .out = g_string_new (NULL) };
  gsize begin = 0;
  gboolean whole;
  gsize i;

  while (begin < size && g_ascii_isspace (text[begin]))
    begin++;
  whole = begin < size && (text[begin] == '{' || text[begin] == '[');
  for (i = begin; whole && i < size && self.out->len < limit; i++)
    {
      if (self.in_string)
        copy_in_string (&self, text[i]);
      else
        whole = indent_char (&self, text[i]);
    }
  if (whole && i == size && !cut)
    whole = self.depth == 0 && !self.in_string;
  return g_string_free (self.out, !whole);
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
  return indent (text, size, limit, FALSE);
}

static gboolean
is_text (const guint8 *data, gsize size)
{
  return memchr (data, 0, MIN (size, SNIFFED_BYTES)) == NULL;
}

/* The largest number of bytes up to @size that does not end inside a letter. */
static gsize
cut_utf8 (const guint8 *data, gsize size)
{
  gsize end = size;

  while (end > 0 && size - end < 4 && (data[end - 1] & 0xc0) == 0x80)
    end--;
  /* A first byte whose letter is whole stays, and so does what is no UTF-8 anyway. */
  if (end > 0 && data[end - 1] >= 0xc0 && g_utf8_get_char_validated ((const char *) data + end - 1,
                                                                      (gssize) (size - end + 1))
                                               == (gunichar) -2)
    return end - 1;
  return size;
}

static char *
describe_binary (gsize size, const char *content_type)
{
  g_autofree char *whole = g_format_size (size);
  const char *type = content_type != NULL ? content_type : _("no Content-Type");

  if (size <= WEIR_BODY_HEX_BYTES)
    return g_strdup_printf (_("%s of binary data (%s), as hexadecimal numbers."), whole, type);
  return g_strdup_printf (
      _ ("%s of binary data (%s), of which the first 4 KB are shown as hexadecimal numbers."), whole, type);
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
 *   WEIR_BODY_SHOWN_BYTES; JSON is indented, binary data are hexadecimal numbers
 */
char *
weir_body_text (const guint8 *data, gsize size, const char *content_type, char **note)
{
  g_autofree char *valid = NULL;
  g_autofree char *indented = NULL;
  g_autofree char *text = NULL;
  gsize looked_at;

  *note = NULL;
  if (data == NULL || size == 0)
    return g_strdup ("");
  if (!is_text (data, size))
    {
      *note = describe_binary (size, content_type);
      return weir_body_hex (data, size);
    }
  looked_at = cut_utf8 (data, MIN (size, WEIR_BODY_SHOWN_BYTES));
  valid = g_utf8_make_valid ((const char *) data, looked_at);
  indented = indent (valid, strlen (valid), WEIR_BODY_SHOWN_BYTES, looked_at < size);
  text = indented != NULL ? g_steal_pointer (&indented) : g_steal_pointer (&valid);
  if (looked_at < size || strlen (text) >= WEIR_BODY_SHOWN_BYTES)
    {
      g_autofree char *whole = g_format_size (size);

      text[cut_utf8 ((const guint8 *) text, MIN (strlen (text), WEIR_BODY_SHOWN_BYTES))] = '\0';
      *note = g_strdup_printf (_("Only the beginning of the body of %s is shown."), whole);
    }
  return shorten_lines (text);
}

static gboolean
has_type (const char *type, const char *ending)
{
  return g_str_has_suffix (type, ending);
}

/**
 * weir_body_guess_language:
 * @content_type: (nullable): what the header fields say the body is
 * @text: the body
 *
 * Returns: (nullable): the id of the language in which GtkSourceView highlights it
 */
const char *
weir_body_guess_language (const char *content_type, const char *text)
{
  const char *end = content_type != NULL ? strchr (content_type, ';') : NULL;
  g_autofree char *type = content_type != NULL && end != NULL
                              ? g_strndup (content_type, (gsize) (end - content_type))
                              : g_strdup (content_type != NULL ? content_type : "");
  g_autofree char *lower = g_ascii_strdown (g_strstrip (type), -1);

  if (has_type (lower, "/json") || has_type (lower, "+json"))
    return "json";
  if (has_type (lower, "/html") || has_type (lower, "/xhtml+xml"))
    return "html";
  if (has_type (lower, "/xml") || has_type (lower, "+xml"))
    return "xml";
  if (has_type (lower, "/css"))
    return "css";
  if (has_type (lower, "/javascript") || has_type (lower, "/x-javascript"))
    return "js";
  if (has_type (lower, "/yaml") || has_type (lower, "/x-yaml"))
    return "yaml";
  /* Servers that say nothing, or the least possible, mostly send JSON. */
  if ((*lower == '\0' || has_type (lower, "/plain")) && (*text == '{' || *text == '['))
    return "json";
  return NULL;
}
