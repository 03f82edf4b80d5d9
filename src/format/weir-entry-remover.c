/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-entry-remover.c: takes single entries of mappings out of the text, where nothing else goes with them
 */

#include "config.h"

#include "weir-entry-editor.h"

#include <string.h>

/* Whether somebody else may refer to something in @node. */
static gboolean
has_anchor (const WeirNode *node)
{
  if (node->is_anchored)
    return TRUE;
  for (guint i = 0; i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);

      if ((entry->key != NULL && entry->key->is_anchored) || (!entry->is_alias && has_anchor (entry->value)))
        return TRUE;
    }
  return FALSE;
}

/* Entries in brackets that are alone in their line end with a comma, unless they are the last. */
static gboolean
is_alone_in_lines (const WeirEntryEditor *self, const WeirEntry *entry)
{
  const WeirLayout *layout = &self->layout;
  gsize end = weir_layout_skip_blanks (layout, entry->end);

  if (weir_layout_is_at (layout, end, ','))
    end++;
  return weir_layout_is_first_in_line (layout, entry->key_start) &&
         weir_layout_is_blank (layout, end, weir_layout_line_end (layout, end));
}

/* A comment in its lines or directly above them would be left without what it is about. */
static gboolean
has_comment (const WeirEntryEditor *self, const WeirNode *mapping, guint index)
{
  const WeirLayout *layout = &self->layout;
  const WeirEntry *entry = weir_node_entry (mapping, index);
  gsize limit = index > 0 ? weir_node_entry (mapping, index - 1)->end : 0;
  gsize line = weir_layout_line_start (layout, entry->key_start);
  g_autofree char *indentation = weir_layout_indentation (layout, entry->key_start);

  if (weir_layout_has_comment (layout, entry->key_start, entry->end))
    return TRUE;
  if (line == 0 || !weir_layout_is_first_in_line (layout, entry->key_start))
    return FALSE;
  line = weir_layout_line_start (layout, weir_layout_previous_line (layout, line));
  return line >= limit && weir_entry_editor_is_own_comment (self, line, indentation);
}

/* A literal or folded text above an entry may take the empty lines, or the missing line break, that follow
 * the entry for its own: with "|+" both, with "|" the line break, with "|-" neither. */
static gboolean
changes_text_above (const WeirEntryEditor *self, const WeirNode *mapping, guint index)
{
  const WeirEntry *above = index > 0 ? weir_node_entry (mapping, index - 1) : NULL;
  gsize next = weir_layout_next_line (&self->layout, weir_node_entry (mapping, index)->end);
  const char *header = NULL;

  while (above != NULL && !above->is_alias && weir_node_count (above->value) > 0)
    above = weir_node_entry (above->value, weir_node_count (above->value) - 1);
  if (above == NULL || above->is_alias || above->is_merged || above->value->kind != WEIR_NODE_SCALAR ||
      above->value->style != WEIR_NODE_BLOCK)
    return FALSE;
  header = strpbrk (self->layout.text + above->start, "|>");
  if (header == NULL || memchr (header, '-', strcspn (header, " \t\r\n")) != NULL)
    return FALSE;
  return next == self->layout.length ||
         (memchr (header, '+', strcspn (header, " \t\r\n")) != NULL &&
          weir_layout_is_blank_line (&self->layout, next));
}

static void
remove_lines (WeirEntryEditor *self, const WeirEntry *entry)
{
  const WeirLayout *layout = &self->layout;
  gsize start = weir_layout_line_start (layout, entry->key_start);
  gsize end = weir_layout_next_line (layout, entry->end);

  if (weir_layout_line_end (layout, entry->end) == layout->length && start > 0)
    start = weir_layout_previous_line (layout, start); /* a last line without line break leaves none */
  else if (entry->value->kind != WEIR_NODE_SCALAR && start > 0 && end < layout->length &&
           weir_layout_is_blank_line (layout, weir_layout_previous_line (layout, start)) &&
           weir_layout_is_blank_line (layout, end))
    end = weir_layout_next_line (layout, end); /* one of the empty lines around it went with it */
  weir_entry_editor_splice (self, start, end, g_strdup (""));
}

static gboolean
remove_in_brackets (WeirEntryEditor *self, const WeirNode *mapping, guint index)
{
  const WeirLayout *layout = &self->layout;
  const WeirEntry *entry = weir_node_entry (mapping, index);
  const WeirEntry *before = index > 0 ? weir_node_entry (mapping, index - 1) : NULL;
  gboolean is_last = index + 1 == weir_node_count (mapping);
  const WeirEntry *after = is_last ? NULL : weir_node_entry (mapping, index + 1);
  gsize comma = before != NULL ? weir_layout_skip_space (layout, before->end) : 0;
  gsize own_comma = weir_layout_skip_blanks (layout, entry->end);

  if (weir_layout_is_at (layout, own_comma, ',') && is_alone_in_lines (self, entry))
    remove_lines (self, entry);
  else if (before != NULL && weir_layout_is_at (layout, comma, ',') &&
           weir_layout_skip_space (layout, comma + 1) == entry->key_start &&
           (after == NULL || weir_layout_is_blank (layout, comma + 1, entry->key_start)))
    weir_entry_editor_splice (self, comma, entry->end, g_strdup (""));
  else if (after != NULL && weir_layout_is_at (layout, own_comma, ',') &&
           weir_layout_skip_space (layout, own_comma + 1) == after->key_start)
    weir_entry_editor_splice (self, entry->key_start, after->key_start, g_strdup (""));
  else
    return FALSE;
  return TRUE;
}

/**
 * weir_entry_editor_remove:
 * @self: an editor
 * @mapping: a mapping
 * @index: an entry of it that is written
 *
 * Removes an entry, if that is clean: no comment is about it, nobody refers to it, nothing that "<<" names
 * comes to light, no text above it changes, and it is neither the only entry nor on the line of a "- ".
 *
 * Returns: whether it is removed
 */
gboolean
weir_entry_editor_remove (WeirEntryEditor *self, const WeirNode *mapping, guint index)
{
  const WeirEntry *entry = weir_node_entry (mapping, index);

  if (mapping->has_merge || weir_node_count (mapping) < 2 || entry->key->is_anchored ||
      (!entry->is_alias && has_anchor (entry->value)) || has_comment (self, mapping, index))
    return FALSE;
  if (mapping->style == WEIR_NODE_FLOW)
    return remove_in_brackets (self, mapping, index);
  if (!is_alone_in_lines (self, entry) || changes_text_above (self, mapping, index))
    return FALSE;
  remove_lines (self, entry);
  return TRUE;
}
