/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-slots.c: the entries of a collection as pieces of text, each with the comments that belong to it
 */

#include "config.h"

#include "weir-slots.h"

#include <string.h>

static gsize
skip_space_and_comments (const WeirLayout *layout, gsize offset)
{
  offset = weir_layout_skip_space (layout, offset);
  while (weir_layout_is_at (layout, offset, '#'))
    offset = weir_layout_skip_space (layout, weir_layout_line_end (layout, offset));
  return offset;
}

/**
 * weir_skip_properties:
 * @layout: a text in YAML
 * @start: where a value starts
 * @end: where it ends
 *
 * Returns: where it starts without its anchor and its tag
 */
gsize
weir_skip_properties (const WeirLayout *layout, gsize start, gsize end)
{
  const char *text = layout->text;

  while (start < end && (text[start] == '&' || text[start] == '!'))
    {
      while (start < end && strchr (" \t\r\n", text[start]) == NULL)
        start++;
      start = MIN (end, skip_space_and_comments (layout, start));
    }
  return start;
}

static gboolean
is_comment_line (const WeirLayout *layout, gsize line)
{
  return weir_layout_is_at (layout, weir_layout_skip_blanks (layout, line), '#');
}

/* Of a block with "+", the empty lines below it are part of the text. */
static gboolean
keeps_breaks (const WeirLayout *layout, const WeirEntry *entry)
{
  gsize start = 0;

  while (!entry->is_alias && weir_node_count (entry->value) > 0 && entry->value->style == WEIR_NODE_BLOCK)
    {
      const WeirEntry *last = NULL;

      for (guint i = 0; i < weir_node_count (entry->value); i++)
        if (!weir_node_entry (entry->value, i)->is_merged)
          last = weir_node_entry (entry->value, i);
      if (last == NULL)
        return FALSE;
      entry = last;
    }
  if (entry->is_alias || entry->value->kind != WEIR_NODE_SCALAR || entry->value->style != WEIR_NODE_BLOCK)
    return FALSE;
  start = weir_skip_properties (layout, entry->start, entry->end);
  return memchr (layout->text + start, '+', strcspn (layout->text + start, " \t\r\n")) != NULL;
}

/**
 * weir_slots_find_end:
 * @layout: a text
 * @entry: an entry of a block
 * @column: where the entry starts
 * @limit: the end of the block
 *
 * Returns: where the last line ends that belongs to the entry: its own last one, or a comment below it that
 *   stands further to the right than the entry
 */
gsize
weir_slots_find_end (const WeirLayout *layout, const WeirEntry *entry, gsize column, gsize limit)
{
  gsize end = weir_layout_line_end (layout, MAX (entry->end, entry->key_end));
  gboolean keeps = keeps_breaks (layout, entry);

  for (gsize line = weir_layout_next_line (layout, end); line <= limit && line < layout->length;
       line = weir_layout_next_line (layout, line))
    {
      gsize first = weir_layout_skip_blanks (layout, line);
      gsize line_end = weir_layout_line_end (layout, line);

      if (first == line_end)
        {
          end = keeps ? line_end : end;
          continue;
        }
      if (!weir_layout_is_at (layout, first, '#') || first - line <= column)
        break;
      keeps = FALSE;
      end = line_end;
    }
  return MIN (end, limit);
}

/* Directly above an entry, back to @lead */
static gsize
find_own_comments (const WeirLayout *layout, gsize item, gsize lead)
{
  gsize line = weir_layout_line_start (layout, item);

  while (line > lead && line > 0)
    {
      gsize above = weir_layout_line_start (layout, weir_layout_previous_line (layout, line));

      if (above < lead || !is_comment_line (layout, above))
        break;
      line = above;
    }
  return line;
}

static gboolean
find_block_item (const WeirSlots *self, const WeirLayout *layout, const WeirEntry *entry, gsize lead,
                 gsize *item)
{
  *item = entry->key_start;
  if (self->node->kind == WEIR_NODE_SEQUENCE)
    {
      *item = skip_space_and_comments (layout, lead);
      return weir_layout_is_at (layout, *item, '-');
    }
  /* "? key" stands on lines of its own, which nobody writes who is not a program. */
  return weir_layout_is_first_in_line (layout, *item) || (self->is_inline && self->slots->len == 0);
}

static gboolean
init_block (WeirSlots *self, const WeirLayout *layout, gsize from)
{
  gsize body = skip_space_and_comments (layout, weir_skip_properties (layout, self->node->start, self->end));
  gsize lead = 0;

  if (weir_layout_is_at (layout, body, '?'))
    return FALSE;
  /* What stands above the first entry belongs to the block, but not the line of the key it belongs to. */
  self->is_inline = !weir_layout_is_first_in_line (layout, body);
  self->start = self->is_inline ? body : from > 0 ? weir_layout_next_line (layout, from) : 0;
  lead = self->start;
  for (guint i = 0; i < weir_node_count (self->node); i++)
    {
      WeirSlot slot = { .entry = weir_node_entry (self->node, i), .lead = lead };

      if (slot.entry->is_merged)
        continue;
      if (!find_block_item (self, layout, slot.entry, lead, &slot.item) || slot.item < lead)
        return FALSE;
      if (self->indentation == NULL)
        self->indentation = weir_layout_indentation (layout, slot.item);
      slot.own =
          self->is_inline && self->slots->len == 0 ? slot.item : find_own_comments (layout, slot.item, lead);
      slot.end = slot.core = weir_slots_find_end (layout, slot.entry, strlen (self->indentation), self->end);
      lead = weir_layout_next_line (layout, slot.end);
      g_array_append_val (self->slots, slot);
    }
  return self->slots->len > 0;
}

/* The comment behind a place, with the blanks before it; else the place */
static gsize
skip_comment_behind (const WeirLayout *layout, gsize offset)
{
  gsize next = weir_layout_skip_blanks (layout, offset);

  return weir_layout_is_at (layout, next, '#') ? weir_layout_line_end (layout, next) : offset;
}

static gboolean
init_flow (WeirSlots *self, const WeirLayout *layout)
{
  gsize lead = 0;

  self->start = weir_skip_properties (layout, self->node->start, self->node->end);
  self->end = self->node->end;
  lead = skip_comment_behind (layout, self->start + 1);
  for (guint i = 0; i < weir_node_count (self->node); i++)
    {
      WeirSlot slot = { .entry = weir_node_entry (self->node, i), .lead = lead };

      if (slot.entry->is_merged)
        continue;
      slot.own = weir_layout_skip_space (layout, lead);
      slot.item = skip_space_and_comments (layout, lead);
      if (slot.item != slot.entry->key_start)
        return FALSE;
      slot.core = MAX (slot.entry->end, slot.entry->key_end);
      slot.end = weir_layout_skip_blanks (layout, slot.core);
      if (weir_layout_is_at (layout, slot.end, ','))
        slot.end = skip_comment_behind (layout, slot.end + 1);
      else
        slot.end = skip_comment_behind (layout, slot.core);
      lead = slot.end;
      if (self->indentation == NULL)
        self->indentation = weir_layout_indentation (layout, slot.item);
      g_array_append_val (self->slots, slot);
    }
  return self->slots->len > 0;
}

/**
 * weir_slots_init:
 * @self: what to set up; cleared with weir_slots_clear() in any case
 * @layout: a text
 * @node: a collection that is written in it
 * @from: behind the key or the dash it belongs to; 0 for the outermost one
 * @end: where the entry ends that it is the value of
 *
 * Returns: whether the collection is written in a way that its entries can be told apart: it has some, and
 *   they start lines of their own or stand in brackets
 */
gboolean
weir_slots_init (WeirSlots *self, const WeirLayout *layout, const WeirNode *node, gsize from, gsize end)
{
  *self = (WeirSlots){ .node = node, .end = end, .is_flow = node->style == WEIR_NODE_FLOW };
  self->slots = g_array_new (FALSE, FALSE, sizeof (WeirSlot));
  return self->is_flow ? init_flow (self, layout) : init_block (self, layout, from);
}

/**
 * weir_slots_clear:
 * @self: some slots
 */
void
weir_slots_clear (WeirSlots *self)
{
  g_clear_pointer (&self->slots, g_array_unref);
  g_clear_pointer (&self->indentation, g_free);
}

/**
 * weir_slots_count:
 * @self: some slots
 *
 * Returns: how many there are: the entries that are written, not those that came through "<<"
 */
guint
weir_slots_count (const WeirSlots *self)
{
  return self->slots->len;
}

/**
 * weir_slots_get:
 * @self: some slots
 * @index: less than weir_slots_count()
 *
 * Returns: (transfer none): the slot
 */
const WeirSlot *
weir_slots_get (const WeirSlots *self, guint index)
{
  return &g_array_index (self->slots, WeirSlot, index);
}

/**
 * weir_slots_is_lines:
 * @self: some slots
 * @layout: the text
 * @index: one of them
 *
 * Returns: whether nothing but it stands on its lines
 */
gboolean
weir_slots_is_lines (const WeirSlots *self, const WeirLayout *layout, guint index)
{
  const WeirSlot *slot = weir_slots_get (self, index);
  gsize end = weir_layout_skip_blanks (layout, slot->end);

  return weir_layout_is_first_in_line (layout, slot->item) &&
         (weir_layout_line_end (layout, slot->end) == end);
}
