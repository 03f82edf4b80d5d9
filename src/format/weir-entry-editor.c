/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-entry-editor.c: changes single entries of mappings in the text of a document, and nothing around them
 *
 * What is written follows the entries beside it: their indentation, quotes, blanks and line breaks. Whether
 * the result means what it should is for the caller to check, by reading it.
 */

#include "config.h"

#include "weir-entry-editor.h"

#include <string.h>

typedef struct
{
  gsize start;
  gsize end;
  char *text; /* what replaces the bytes from start to end */
} WeirSplice;

static void
weir_splice_clear (gpointer data)
{
  g_free (((WeirSplice *) data)->text);
}

static int
weir_splice_compare (gconstpointer a, gconstpointer b)
{
  const WeirSplice *first = a;
  const WeirSplice *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return first->end < second->end ? -1 : first->end > second->end;
}

/* Anchor and tag stand before a value and belong to its node. */
static gsize
skip_properties (const WeirEntryEditor *self, gsize start, gsize end)
{
  const char *text = self->layout.text;

  while (!self->is_json && start < end && (text[start] == '&' || text[start] == '!'))
    {
      while (start < end && strchr (" \t\r\n", text[start]) == NULL)
        start++;
      start = MIN (end, weir_layout_skip_space (&self->layout, start));
    }
  return start;
}

/* The quote around the key of an entry, or "" */
static const char *
quote_of (const WeirEntryEditor *self, const WeirEntry *entry)
{
  gsize start = skip_properties (self, entry->key_start, entry->key_end);

  if (start < entry->key_end && self->layout.text[start] == '"')
    return "\"";
  return start < entry->key_end && self->layout.text[start] == '\'' ? "'" : "";
}

/* What stands between key and value in brackets, as in @entry */
static char *
separator_of (const WeirEntryEditor *self, const WeirEntry *entry)
{
  const char *between = self->layout.text + entry->key_end;
  gsize length = entry->start - entry->key_end;

  if (length > 0 && length <= 3 && strspn (between, " :") >= length)
    return g_strndup (between, length);
  return g_strdup (": ");
}

/* What stands after the comma between two entries of one line, as beside @entry */
static char *
gap_of (const WeirEntryEditor *self, const WeirEntry *entry)
{
  const WeirLayout *layout = &self->layout;
  gsize comma = weir_layout_skip_blanks (layout, entry->end);
  gsize before = entry->key_start;
  g_autofree char *separator = NULL;

  if (weir_layout_is_at (layout, comma, ',') && !weir_layout_is_line_over (layout, comma + 1))
    return g_strndup (layout->text + comma + 1, weir_layout_skip_blanks (layout, comma + 1) - comma - 1);
  while (before > 0 && (layout->text[before - 1] == ' ' || layout->text[before - 1] == '\t'))
    before--;
  if (before > 0 && layout->text[before - 1] == ',')
    return g_strndup (layout->text + before, entry->key_start - before);
  separator = separator_of (self, entry);
  return g_strdup (g_str_has_suffix (separator, " ") ? " " : "");
}

static char *
entry_to_text (const WeirEntryEditor *self, const WeirEntry *beside, gboolean is_block,
               const WeirEntryText *entry)
{
  const char *quote = quote_of (self, beside);
  g_autofree char *separator = is_block ? g_strdup (": ") : separator_of (self, beside);

  return g_strconcat (quote, entry->key, quote, separator, entry->value, NULL);
}

/* "{ iterations: 5 }" */
static char *
brackets_to_text (const WeirEntryEditor *self, const WeirNode *mapping, const WeirEntry *beside,
                  const WeirEntryText *entry)
{
  gboolean is_block = mapping->style == WEIR_NODE_BLOCK;
  gsize start = skip_properties (self, mapping->start, mapping->end);
  const char *padding = is_block || weir_layout_is_at (&self->layout, start + 1, ' ') ? " " : "";
  g_autofree char *text = entry_to_text (self, beside, is_block, entry);

  return g_strconcat ("{", padding, text, padding, "}", NULL);
}

/* How far a mapping stands to the right of the key it belongs to, as in the first place of the document that
 * shows it; 0 where none does. */
static gsize
find_step_of_indentation (const WeirEntryEditor *self, const WeirNode *node)
{
  for (guint i = 0; i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);
      gsize found = 0;

      if (entry->is_merged || entry->is_alias || entry->value->style != WEIR_NODE_BLOCK ||
          entry->value->kind == WEIR_NODE_SCALAR)
        continue;
      if (entry->key != NULL && entry->value->kind == WEIR_NODE_MAPPING &&
          weir_node_count (entry->value) > 0 && !weir_node_entry (entry->value, 0)->is_merged)
        {
          g_autofree char *outer = weir_layout_indentation (&self->layout, entry->key_start);
          g_autofree char *inner =
            weir_layout_indentation (&self->layout, weir_node_entry (entry->value, 0)->key_start);

          if (strlen (inner) > strlen (outer))
            return strlen (inner) - strlen (outer);
        }
      found = find_step_of_indentation (self, entry->value);
      if (found > 0)
        return found;
    }
  return 0;
}

static char *
inner_indentation (const WeirEntryEditor *self, const char *outer)
{
  gsize step = find_step_of_indentation (self, self->root);
  g_autofree char *more = NULL;

  /* JSON: whatever the outermost keys are indented with, tabs or spaces. */
  if (self->root->style != WEIR_NODE_BLOCK)
    return g_strconcat (outer, outer, NULL);
  more = g_strnfill (step > 0 ? step : 2, ' ');
  return g_strconcat (outer, more, NULL);
}

/**
 * weir_entry_editor_splice:
 * @self: an editor
 * @start: the first byte to be replaced
 * @end: the first one after it that stays
 * @text: (transfer full): what takes their place
 */
void
weir_entry_editor_splice (WeirEntryEditor *self, gsize start, gsize end, char *text)
{
  WeirSplice splice = { start, end, text };

  g_array_append_val (self->splices, splice);
}

/**
 * weir_entry_editor_is_own_comment:
 * @self: an editor
 * @line: where a line starts
 * @indentation: of an entry
 *
 * Returns: whether the line is a comment in the column of the entry, so that it belongs to it
 */
gboolean
weir_entry_editor_is_own_comment (const WeirEntryEditor *self, gsize line, const char *indentation)
{
  gsize start = weir_layout_skip_blanks (&self->layout, line);

  return start - line == strlen (indentation) && weir_layout_is_at (&self->layout, start, '#');
}

/**
 * weir_entry_editor_init:
 * @self: an editor
 * @text: (transfer none): a document without byte order mark
 * @length: its length in bytes
 * @tree: (transfer none): its tree
 * @is_json: whether it is JSON
 */
void
weir_entry_editor_init (WeirEntryEditor *self, const char *text, gsize length, const WeirTree *tree,
                        gboolean is_json)
{
  *self = (WeirEntryEditor) { .layout = { text, length }, .root = tree->root, .is_json = is_json };
  self->line_break = weir_layout_line_break (&self->layout);
  self->splices = g_array_new (FALSE, FALSE, sizeof (WeirSplice));
  g_array_set_clear_func (self->splices, weir_splice_clear);
}

/**
 * weir_entry_editor_clear:
 * @self: an editor
 */
void
weir_entry_editor_clear (WeirEntryEditor *self)
{
  g_clear_pointer (&self->splices, g_array_unref);
}

/**
 * weir_entry_editor_apply:
 * @self: an editor
 *
 * Returns: (transfer full): the text with all changes, except for one that would touch the place of another
 */
GString *
weir_entry_editor_apply (WeirEntryEditor *self)
{
  GString *text = g_string_sized_new (self->layout.length + 64);
  gsize done = 0;

  g_array_sort (self->splices, weir_splice_compare);
  for (guint i = 0; i < self->splices->len; i++)
    {
      const WeirSplice *splice = &g_array_index (self->splices, WeirSplice, i);

      if (splice->start < done)
        continue;
      g_string_append_len (text, self->layout.text + done, (gssize) (splice->start - done));
      g_string_append (text, splice->text);
      done = splice->end;
    }
  g_string_append_len (text, self->layout.text + done, (gssize) (self->layout.length - done));
  return text;
}

/* "key:" with nothing after it; in brackets even the colon may be missing. */
static void
replace_nothing (WeirEntryEditor *self, const WeirEntry *entry, const char *value)
{
  gsize colon = entry->start;

  while (colon > entry->key_end && self->layout.text[colon - 1] != ':')
    colon--;
  if (colon > entry->key_end)
    weir_entry_editor_splice (self, colon, colon, g_strconcat (" ", value, NULL));
  else
    weir_entry_editor_splice (self, entry->key_end, entry->key_end, g_strconcat (": ", value, NULL));
}

/**
 * weir_entry_editor_replace:
 * @self: an editor
 * @entry: an entry that is written, with a scalar as value
 * @value: what it becomes; quotes, anchor and tag of the old value stay around it
 *
 * An alias is replaced itself; what it names stays.
 */
void
weir_entry_editor_replace (WeirEntryEditor *self, const WeirEntry *entry, const char *value)
{
  gsize start = entry->is_alias ? entry->start : skip_properties (self, entry->start, entry->end);
  gsize end = entry->end;
  gsize size = strlen (entry->value->text);

  if (entry->start == end)
    {
      replace_nothing (self, entry, value);
      return;
    }
  if (start == end)
    {
      weir_entry_editor_splice (self, end, end, g_strconcat (" ", value, NULL));
      return;
    }
  if (end - start >= 2 && (self->layout.text[start] == '"' || self->layout.text[start] == '\''))
    {
      start++;
      end--;
    }
  else if (!entry->is_alias && entry->value->style == WEIR_NODE_BLOCK && end - start > size &&
           memcmp (self->layout.text + end - size, entry->value->text, size) == 0)
    start = end - size;
  weir_entry_editor_splice (self, start, end, g_strdup (value));
}

/* Puts @text into a line of its own below that of @sibling, which ends with a comma if it is not the last. */
static void
insert_line_in_brackets (WeirEntryEditor *self, const WeirEntry *sibling, const char *text)
{
  const WeirLayout *layout = &self->layout;
  gboolean is_last = !weir_layout_is_at (layout, weir_layout_skip_blanks (layout, sibling->end), ',');
  gsize end = weir_layout_line_end (layout, sibling->end);
  g_autofree char *rest = g_strndup (layout->text + sibling->end, end - sibling->end);
  g_autofree char *indentation = weir_layout_indentation (layout, sibling->key_start);

  weir_entry_editor_splice (self, sibling->end, end,
                            g_strconcat (is_last ? "," : "", rest, self->line_break, indentation, text,
                                         is_last ? "" : ",", NULL));
}

static void
insert_in_brackets (WeirEntryEditor *self, const WeirEntry *sibling, const char *text)
{
  const WeirLayout *layout = &self->layout;
  gsize rest = weir_layout_skip_blanks (layout, sibling->end);
  g_autofree char *gap = NULL;

  if (weir_layout_is_at (layout, rest, ','))
    rest++;
  if (weir_layout_is_first_in_line (layout, sibling->key_start) && weir_layout_is_line_over (layout, rest))
    {
      insert_line_in_brackets (self, sibling, text);
      return;
    }
  gap = gap_of (self, sibling);
  weir_entry_editor_splice (self, sibling->end, sibling->end, g_strconcat (",", gap, text, NULL));
}

/**
 * weir_entry_editor_insert_after:
 * @self: an editor
 * @mapping: a mapping
 * @index: an entry of it that is written
 * @entry: what is to follow it
 *
 * Returns: whether there is a place for it
 */
gboolean
weir_entry_editor_insert_after (WeirEntryEditor *self, const WeirNode *mapping, guint index,
                                const WeirEntryText *entry)
{
  const WeirEntry *sibling = weir_node_entry (mapping, index);
  gboolean is_block = mapping->style == WEIR_NODE_BLOCK;
  g_autofree char *text = entry_to_text (self, sibling, is_block, entry);
  g_autofree char *indentation = NULL;
  gsize end = weir_layout_line_end (&self->layout, sibling->end);

  if (!is_block)
    {
      insert_in_brackets (self, sibling, text);
      return TRUE;
    }
  if (!weir_layout_is_line_over (&self->layout, sibling->end))
    return FALSE;
  indentation = weir_layout_indentation (&self->layout, sibling->key_start);
  weir_entry_editor_splice (self, end, end, g_strconcat (self->line_break, indentation, text, NULL));
  return TRUE;
}

/* Where the comments start that stand directly above an entry; they belong to it. */
static gsize
find_start_of_comments (const WeirEntryEditor *self, const WeirNode *mapping, guint index,
                        const char *indentation)
{
  gsize line = weir_layout_line_start (&self->layout, weir_node_entry (mapping, index)->key_start);
  gsize limit = index > 0 ? weir_node_entry (mapping, index - 1)->end : 0;

  while (line > limit)
    {
      gsize above = weir_layout_line_start (&self->layout, weir_layout_previous_line (&self->layout, line));

      if (above < limit || !weir_entry_editor_is_own_comment (self, above, indentation))
        break;
      line = above;
    }
  return line;
}

static char *
mapping_to_lines (const WeirEntryEditor *self, const WeirNode *mapping, const WeirEntry *beside,
                  const char *name, const WeirEntryText *entry, const char *indentation)
{
  gboolean is_block = mapping->style == WEIR_NODE_BLOCK;
  g_autofree char *inner = inner_indentation (self, indentation);
  g_autofree char *text = entry_to_text (self, beside, is_block, entry);
  g_autofree char *brackets = brackets_to_text (self, mapping, beside, entry);
  g_autofree char *head = NULL;
  const char *line_break = self->line_break;

  head = entry_to_text (self, beside, is_block, &(WeirEntryText) { name, is_block ? "" : "{" });
  if (is_block)
    return g_strconcat (indentation, g_strchomp (head), line_break, inner, text, line_break, NULL);
  if (self->is_json)
    return g_strconcat (indentation, head, line_break, inner, text, line_break, indentation, "},", line_break,
                        NULL);
  g_free (head);
  head = entry_to_text (self, beside, FALSE, &(WeirEntryText) { name, brackets });
  return g_strconcat (indentation, head, ",", line_break, NULL);
}

/**
 * weir_entry_editor_insert_mapping_before:
 * @self: an editor
 * @mapping: a mapping
 * @index: an entry of it that is written
 * @name: the key of a new entry above it and its comments
 * @entry: the only entry of the mapping that is its value
 *
 * Returns: whether there is a place for it
 */
gboolean
weir_entry_editor_insert_mapping_before (WeirEntryEditor *self, const WeirNode *mapping, guint index,
                                         const char *name, const WeirEntryText *entry)
{
  const WeirLayout *layout = &self->layout;
  const WeirEntry *next = weir_node_entry (mapping, index);
  g_autofree char *indentation = weir_layout_indentation (layout, next->key_start);
  g_autofree char *text = NULL;
  gsize line = 0;
  gboolean is_apart = FALSE;

  if (weir_layout_is_first_in_line (layout, next->key_start))
    {
      line = find_start_of_comments (self, mapping, index, indentation);
      is_apart = line > 0 && weir_layout_is_blank_line (layout, weir_layout_previous_line (layout, line));
      text = mapping_to_lines (self, mapping, next, name, entry, indentation);
      weir_entry_editor_splice (self, line, line,
                                g_strconcat (text, is_apart ? self->line_break : "", NULL));
    }
  else if (mapping->style == WEIR_NODE_FLOW)
    {
      g_autofree char *gap = gap_of (self, next);
      g_autofree char *brackets = brackets_to_text (self, mapping, next, entry);

      text = entry_to_text (self, next, FALSE, &(WeirEntryText) { name, brackets });
      weir_entry_editor_splice (self, next->key_start, next->key_start, g_strconcat (text, ",", gap, NULL));
    }
  else
    return FALSE;
  return TRUE;
}

/**
 * weir_entry_editor_fill:
 * @self: an editor
 * @mapping: a mapping
 * @index: an entry of it that is written, whose value is null or {}
 * @entry: what its value holds then
 *
 * Returns: whether there is a place for it
 */
gboolean
weir_entry_editor_fill (WeirEntryEditor *self, const WeirNode *mapping, guint index,
                        const WeirEntryText *entry)
{
  const WeirLayout *layout = &self->layout;
  const WeirEntry *place = weir_node_entry (mapping, index);
  gsize start = skip_properties (self, place->start, place->end);
  g_autofree char *brackets = brackets_to_text (self, mapping, place, entry);

  if (place->value->kind == WEIR_NODE_MAPPING)
    {
      if (place->is_alias || weir_layout_skip_space (layout, start + 1) != place->end - 1)
        return FALSE;
      weir_entry_editor_splice (self, start, place->end, g_steal_pointer (&brackets));
    }
  else if (mapping->style == WEIR_NODE_BLOCK && place->start == place->end &&
           weir_layout_is_line_over (layout, place->end))
    {
      gsize end = weir_layout_line_end (layout, place->end);
      g_autofree char *outer = weir_layout_indentation (layout, place->key_start);
      g_autofree char *inner = inner_indentation (self, outer);
      g_autofree char *text = entry_to_text (self, place, TRUE, entry);

      weir_entry_editor_splice (self, end, end, g_strconcat (self->line_break, inner, text, NULL));
    }
  else
    weir_entry_editor_replace (self, place, brackets);
  return TRUE;
}
