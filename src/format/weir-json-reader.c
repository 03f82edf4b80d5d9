/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-reader.c: a strict JSON tokenizer whose nodes know where they stand
 *
 * YAML's reader takes no surrogate escapes and JSON libraries keep no positions; this one has both. Recursion
 * is bounded by the limit on the depth of a document.
 */

#include "config.h"

#include "weir-node.h"

#include <string.h>

#include "weir-cursor.h"
#include "weir-limits.h"

typedef struct
{
  WeirTree *tree;
  WeirCursor cursor;
  WeirProblem *problem;
} WeirJsonReader;

static WeirNode *weir_json_reader_value (WeirJsonReader *self, guint depth);

static char
weir_json_reader_peek (const WeirJsonReader *self)
{
  /* NUL does not occur in the text, so it can stand for the end. */
  return self->cursor.offset < self->cursor.length ? self->cursor.text[self->cursor.offset] : '\0';
}

static gboolean
weir_json_reader_fail (WeirJsonReader *self, const char *message)
{
  self->problem = weir_problem_new (FALSE, self->cursor.line, self->cursor.column, NULL, message);
  return FALSE;
}

static gboolean
weir_json_reader_fail_at_token (WeirJsonReader *self, const char *wanted)
{
  const char *here = self->cursor.text + self->cursor.offset;
  g_autofree char *message = NULL;

  if (self->cursor.offset >= self->cursor.length)
    message = g_strdup_printf ("This is not valid JSON: the text ends where %s should follow.", wanted);
  else
    message = g_strdup_printf ("This is not valid JSON: %s should stand here, not \"%.*s\".", wanted,
                               (int) (g_utf8_next_char (here) - here), here);
  return weir_json_reader_fail (self, message);
}

static void
weir_json_reader_skip_blanks (WeirJsonReader *self)
{
  for (char c = weir_json_reader_peek (self); c == ' ' || c == '\t' || c == '\n' || c == '\r';
       c = weir_json_reader_peek (self))
    weir_cursor_step (&self->cursor);
}

static WeirNode *
weir_json_reader_add (WeirJsonReader *self, WeirNodeKind kind, WeirNodeStyle style)
{
  WeirNode *node = NULL;

  if (self->tree->n_nodes >= WEIR_LIMIT_DOCUMENT_NODES)
    {
      g_autofree char *message = NULL;

      message = g_strdup_printf ("The document has more than %d values, the most there may be.",
                                 WEIR_LIMIT_DOCUMENT_NODES);
      weir_json_reader_fail (self, message);
      return NULL;
    }
  node = weir_tree_add (self->tree, kind, style);
  node->line = self->cursor.line;
  node->column = self->cursor.column;
  node->start = self->cursor.offset;
  return node;
}

/* The four digits after "\u"; the cursor ends behind them. */
static gboolean
weir_json_reader_hex (WeirJsonReader *self, gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      char c = weir_json_reader_peek (self);

      if (!g_ascii_isxdigit (c))
        return weir_json_reader_fail_at_token (self, "one of four hexadecimal digits after \\u");
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (c);
      weir_cursor_step (&self->cursor);
    }
  return TRUE;
}

static gboolean
weir_json_reader_unicode_escape (WeirJsonReader *self, GString *text)
{
  WeirCursor start = self->cursor;
  gunichar unit = 0;
  gunichar low = 0;

  if (!weir_json_reader_hex (self, &unit))
    return FALSE;
  if (unit >= 0xD800 && unit <= 0xDBFF && self->cursor.length - self->cursor.offset >= 2 &&
      memcmp (self->cursor.text + self->cursor.offset, "\\u", 2) == 0)
    {
      weir_cursor_step (&self->cursor);
      weir_cursor_step (&self->cursor);
      if (!weir_json_reader_hex (self, &low))
        return FALSE;
      if (low >= 0xDC00 && low <= 0xDFFF)
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
  if (unit == 0 || (unit >= 0xD800 && unit <= 0xDFFF))
    {
      self->cursor = start;
      return weir_json_reader_fail (
          self, unit == 0 ? "\\u0000 is the character NUL, which no text may hold."
                          : "This escape is half of a surrogate pair; write both halves.");
    }
  g_string_append_unichar (text, unit);
  return TRUE;
}

static gboolean
weir_json_reader_escape (WeirJsonReader *self, GString *text)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found = NULL;
  char c = '\0';

  weir_cursor_step (&self->cursor);
  c = weir_json_reader_peek (self);
  if (c == 'u')
    {
      weir_cursor_step (&self->cursor);
      return weir_json_reader_unicode_escape (self, text);
    }
  found = c != '\0' ? strchr (escapes, c) : NULL;
  if (found == NULL)
    return weir_json_reader_fail_at_token (self, "one of \" \\ / b f n r t u after the backslash");
  g_string_append_c (text, meanings[found - escapes]);
  weir_cursor_step (&self->cursor);
  return TRUE;
}

static gboolean
weir_json_reader_string (WeirJsonReader *self, WeirNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  weir_cursor_step (&self->cursor);
  while (weir_json_reader_peek (self) != '"')
    {
      const char *here = self->cursor.text + self->cursor.offset;

      if (self->cursor.offset >= self->cursor.length)
        return weir_json_reader_fail_at_token (self, "the closing quote of a string");
      if ((guchar) *here < 0x20)
        return weir_json_reader_fail (self, "This is not valid JSON: a line break or control character in a"
                                            " string is written as an escape, such as \\n.");
      if (*here == '\\')
        {
          if (!weir_json_reader_escape (self, text))
            return FALSE;
          continue;
        }
      g_string_append_len (text, here, g_utf8_next_char (here) - here);
      weir_cursor_step (&self->cursor);
    }
  weir_cursor_step (&self->cursor);
  node->text = weir_tree_add_text (self->tree, text->str, (gssize) text->len);
  return TRUE;
}

static gboolean
weir_json_reader_digits (WeirJsonReader *self)
{
  if (!g_ascii_isdigit (weir_json_reader_peek (self)))
    return weir_json_reader_fail_at_token (self, "a digit");
  while (g_ascii_isdigit (weir_json_reader_peek (self)))
    weir_cursor_step (&self->cursor);
  return TRUE;
}

static gboolean
weir_json_reader_number (WeirJsonReader *self, WeirNode *node)
{
  if (weir_json_reader_peek (self) == '-')
    weir_cursor_step (&self->cursor);
  if (weir_json_reader_peek (self) == '0')
    {
      weir_cursor_step (&self->cursor);
      if (g_ascii_isdigit (weir_json_reader_peek (self)))
        return weir_json_reader_fail (self, "This is not valid JSON: a number does not start with 0; write"
                                            " it in quotes if the 0 belongs to it.");
    }
  else if (!weir_json_reader_digits (self))
    return FALSE;
  if (weir_json_reader_peek (self) == '.')
    {
      weir_cursor_step (&self->cursor);
      if (!weir_json_reader_digits (self))
        return FALSE;
    }
  if (g_ascii_tolower (weir_json_reader_peek (self)) == 'e')
    {
      weir_cursor_step (&self->cursor);
      if (weir_json_reader_peek (self) == '+' || weir_json_reader_peek (self) == '-')
        weir_cursor_step (&self->cursor);
      if (!weir_json_reader_digits (self))
        return FALSE;
    }
  node->text = weir_tree_add_text (self->tree, self->cursor.text + node->start,
                                   (gssize) (self->cursor.offset - node->start));
  return TRUE;
}

static gboolean
weir_json_reader_word (WeirJsonReader *self, WeirNode *node)
{
  static const char *const words[] = { "true", "false", "null" };
  const char *here = self->cursor.text + self->cursor.offset;
  gsize left = self->cursor.length - self->cursor.offset;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (left < length || memcmp (here, words[i], length) != 0 ||
          (left > length && (g_ascii_isalnum (here[length]) || here[length] == '_')))
        continue;
      node->text = weir_tree_add_text (self->tree, words[i], -1);
      weir_cursor_move_to_offset (&self->cursor, self->cursor.offset + length);
      return TRUE;
    }
  return weir_json_reader_fail_at_token (self, "a value");
}

static gboolean
weir_json_reader_scalar (WeirJsonReader *self, WeirNode *node)
{
  char c = weir_json_reader_peek (self);

  if (c == '"')
    return weir_json_reader_string (self, node);
  if (c == '-' || g_ascii_isdigit (c))
    return weir_json_reader_number (self, node);
  return weir_json_reader_word (self, node);
}

/* One element of an array, or one key and its value. */
static gboolean
weir_json_reader_entry (WeirJsonReader *self, WeirNode *node, guint depth)
{
  WeirNode *key = NULL;
  WeirNode *value = NULL;

  if (node->kind == WEIR_NODE_MAPPING)
    {
      if (weir_json_reader_peek (self) != '"')
        return weir_json_reader_fail_at_token (self, "a key in double quotes");
      key = weir_json_reader_value (self, depth + 1);
      if (key == NULL)
        return FALSE;
      weir_json_reader_skip_blanks (self);
      if (weir_json_reader_peek (self) != ':')
        return weir_json_reader_fail_at_token (self, "a colon");
      weir_cursor_step (&self->cursor);
      weir_json_reader_skip_blanks (self);
    }
  value = weir_json_reader_value (self, depth + 1);
  if (value == NULL)
    return FALSE;
  weir_node_append (node, &(WeirEntry){ .key = key,
                                        .value = value,
                                        .key_start = key != NULL ? key->start : value->start,
                                        .key_end = key != NULL ? key->end : value->start,
                                        .start = value->start,
                                        .end = value->end });
  return TRUE;
}

static gboolean
weir_json_reader_collection (WeirJsonReader *self, WeirNode *node, guint depth)
{
  char closing = node->kind == WEIR_NODE_MAPPING ? '}' : ']';

  if (depth > WEIR_LIMIT_DOCUMENT_DEPTH)
    {
      g_autofree char *message =
          g_strdup_printf ("The document is nested deeper than %d levels.", WEIR_LIMIT_DOCUMENT_DEPTH);

      return weir_json_reader_fail (self, message);
    }
  weir_cursor_step (&self->cursor);
  weir_json_reader_skip_blanks (self);
  if (weir_json_reader_peek (self) != closing)
    for (;;)
      {
        if (!weir_json_reader_entry (self, node, depth))
          return FALSE;
        weir_json_reader_skip_blanks (self);
        if (weir_json_reader_peek (self) == closing)
          break;
        if (weir_json_reader_peek (self) != ',')
          return weir_json_reader_fail_at_token (self, closing == '}' ? "a comma or }" : "a comma or ]");
        weir_cursor_step (&self->cursor);
        weir_json_reader_skip_blanks (self);
      }
  weir_cursor_step (&self->cursor);
  return TRUE;
}

static WeirNode *
weir_json_reader_value (WeirJsonReader *self, guint depth)
{
  char c = weir_json_reader_peek (self);
  gboolean is_collection = c == '{' || c == '[';
  gboolean done = FALSE;
  WeirNode *node = NULL;

  if (is_collection)
    node = weir_json_reader_add (self, c == '{' ? WEIR_NODE_MAPPING : WEIR_NODE_SEQUENCE, WEIR_NODE_FLOW);
  else
    node = weir_json_reader_add (self, WEIR_NODE_SCALAR, c == '"' ? WEIR_NODE_QUOTED : WEIR_NODE_PLAIN);
  if (node == NULL)
    return NULL;
  if (is_collection)
    done = weir_json_reader_collection (self, node, depth);
  else
    done = weir_json_reader_scalar (self, node);
  if (!done)
    return NULL;
  node->end = self->cursor.offset;
  return node;
}

/**
 * weir_tree_read_json:
 * @self: an empty tree
 * @text: valid UTF-8 without NUL
 * @length: its length in bytes
 * @problem: (out): what is not JSON, or beyond a limit
 *
 * Returns: whether @self has its nodes; otherwise *@problem is set
 */
gboolean
weir_tree_read_json (WeirTree *self, const char *text, gsize length, WeirProblem **problem)
{
  WeirJsonReader reader = { .tree = self };

  weir_cursor_init (&reader.cursor, text, length);
  weir_json_reader_skip_blanks (&reader);
  self->root = weir_json_reader_value (&reader, 1);
  if (self->root != NULL)
    {
      weir_json_reader_skip_blanks (&reader);
      if (reader.cursor.offset < length)
        weir_json_reader_fail_at_token (&reader, "the end of the document");
    }
  *problem = reader.problem;
  return reader.problem == NULL;
}
