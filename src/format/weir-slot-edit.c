/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-slot-edit.c: single entries of collections, with what surrounds them
 */

#include "config.h"

#include <string.h>

#include "weir-tree-edit.h"

/* Steps, and what stands beside them, each have a level of their own. */
static WeirEditLevel
level_below (const WeirTreeEditor *self, const WeirEditPlace *place, const char *key, const WeirNode *old)
{
  const WeirNode *name = old != NULL ? weir_node_find (old, "name") : NULL;
  g_autofree char *part = NULL;

  gboolean is_root = place->shape == WEIR_SHAPE_FLOW || place->shape == WEIR_SHAPE_PLAN;

  if (!is_root && place->shape != WEIR_SHAPE_STEPS)
    return place->level;
  if (self->edit->levels == NULL || (place->shape == WEIR_SHAPE_STEPS && name == NULL))
    return WEIR_EDIT_VALUE;
  part = is_root ? g_strdup (key) : g_strconcat ("[]", name->text, NULL);
  return (WeirEditLevel) GPOINTER_TO_INT (g_hash_table_lookup (self->edit->levels, part));
}

static char *
element_key (const WeirEditPlace *place)
{
  return g_strconcat (place->text.key, "[]", NULL);
}

/* The quotes of a key, or 0 */
static char
quote_of (const WeirTreeEditor *self, const WeirEntry *entry)
{
  gsize start = self->edit->is_json ? entry->key_start
                                    : weir_skip_properties (&self->layout, entry->key_start, entry->key_end);
  char c = start < entry->key_end ? self->layout.text[start] : '\0';

  return c == '"' || c == '\'' ? c : '\0';
}

static void
append_key (WeirTreeEditor *self, const WeirSlots *slots, const WeirSlot *slot, const char *key, GString *out)
{
  WeirTextPlace text = { .key = key, .indentation = slots->indentation, .is_flow = slots->is_flow };
  WeirScalarPlace place = weir_text_style_scalar_place (&self->style, &text);
  g_autofree char *written = weir_key_to_text (key, &place, quote_of (self, slot->entry));

  g_string_append (out, written);
}

/* Quotes and blanks as in the entry beside */
static void
learn_from (WeirTreeEditor *self, const WeirSlots *slots, guint beside, WeirTextStyle *style)
{
  const WeirSlot *slot = weir_slots_get (slots, beside);
  const char *between = self->layout.text + slot->entry->key_end;
  gsize n_between = slot->entry->start - slot->entry->key_end;

  if (slot->entry->key == NULL)
    return;
  style->quote = self->edit->is_json ? '"' : quote_of (self, slot->entry);
  if (!slots->is_flow)
    return;
  if (n_between > 0 && memchr (between, ':', n_between) != NULL)
    style->colon = between[n_between - 1] == ':' ? ":" : ": ";
  if (slots->node->kind == WEIR_NODE_MAPPING && !weir_slots_is_lines (slots, &self->layout, 0))
    style->padding = self->layout.text[slots->start + 1] == ' ' ? " " : "";
}

/**
 * weir_tree_editor_slot:
 * @self: an editor
 * @place: a collection
 * @slots: its slots
 * @index: one of them
 * @key: (nullable): what its key is now, in canonical form
 * @old: (nullable): what its value says
 * @new: what its value shall say
 *
 * Returns: (transfer full): the text of the slot from its dash or key on; in brackets without comma
 */
char *
weir_tree_editor_slot (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots, guint index,
                       const char *key, const WeirNode *old, const WeirNode *new)
{
  const WeirSlot *slot = weir_slots_get (slots, index);
  gboolean is_item = slots->node->kind == WEIR_NODE_SEQUENCE;
  g_autofree char *indentation = weir_tree_editor_indentation (self, slot->item);
  g_autofree char *element = element_key (place);
  gboolean is_free = place->shape == WEIR_SHAPE_FREE && !is_item;
  gboolean is_renamed = is_free && !g_str_equal (slot->entry->key->text, key);
  WeirShapeKey known = is_item ? (WeirShapeKey){ .key = element, .child = weir_shape_element (place->shape) }
                               : weir_shape_key (place->shape, key);
  WeirEditPlace below = { .entry = slot->entry,
                          .key = known,
                          .shape = known.child,
                          .end = slots->is_flow ? slot->core : slot->end,
                          .level = level_below (self, place, key, old) };
  WeirTextStyle before = self->style;
  GString *out = g_string_new (NULL);

  below.from = is_item ? slot->item + (slots->is_flow ? 0 : 1) : slot->entry->key_end;
  below.text = (WeirTextPlace){ known.key, slots->is_flow ? indentation : slots->indentation, slots->is_flow,
                                is_item };
  if (is_renamed)
    append_key (self, slots, slot, key, out);
  else
    weir_tree_editor_copy (self, slot->item, below.from, out);
  if (slots->is_flow && !is_item)
    learn_from (self, slots, index, &self->style);
  weir_tree_editor_value (self, &below, old, new, out);
  self->style = before;
  return g_string_free (out, FALSE);
}

/**
 * weir_tree_editor_own:
 * @self: an editor
 * @slots: the slots of a collection
 * @index: one of them
 *
 * Returns: (transfer full): the comments above it; in a block whole lines
 */
char *
weir_tree_editor_own (const WeirTreeEditor *self, const WeirSlots *slots, guint index)
{
  const WeirSlot *slot = weir_slots_get (slots, index);
  gsize end = slots->is_flow ? slot->item : weir_layout_line_start (&self->layout, slot->item);

  return end > slot->own ? g_strndup (self->layout.text + slot->own, end - slot->own) : g_strdup ("");
}

static gboolean
is_in_place (const WeirSlots *slots, GArray *pieces)
{
  if (pieces->len != weir_slots_count (slots))
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index (pieces, WeirPiece, i).slot != (int) i)
      return FALSE;
  return TRUE;
}

/**
 * weir_tree_editor_finish:
 * @self: an editor
 * @place: a collection
 * @slots: its slots
 * @pieces: (element-type WeirPiece): what is in it now, at least one
 * @out: where the text from place->from to place->end is appended
 */
void
weir_tree_editor_finish (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots,
                         GArray *pieces, GString *out)
{
  gsize done = slots->start;

  weir_tree_editor_copy (self, place->from, slots->start, out);
  if (!is_in_place (slots, pieces))
    weir_slots_join (slots, &self->layout, pieces, out);
  else
    {
      for (guint i = 0; i < pieces->len; i++)
        {
          const WeirSlot *slot = weir_slots_get (slots, i);

          weir_tree_editor_copy (self, done, slot->item, out);
          g_string_append (out, g_array_index (pieces, WeirPiece, i).text);
          done = slots->is_flow ? slot->core : slot->end;
        }
      weir_tree_editor_copy (self, done, slots->end, out);
    }
  weir_tree_editor_copy (self, slots->end, place->end, out);
}

/**
 * weir_tree_editor_append_entry:
 * @self: an editor
 * @place: a mapping
 * @slots: its slots
 * @beside: the slot whose quotes and blanks are followed
 * @key: a new key
 * @node: its value
 * @out: where both are appended
 */
void
weir_tree_editor_append_entry (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots,
                               guint beside, const char *key, const WeirNode *node, GString *out)
{
  WeirTextStyle before = self->style;
  const WeirSlot *first = weir_slots_get (slots, 0);
  g_autofree char *indentation = weir_tree_editor_indentation (self, first->item);
  WeirTextPlace text = { key, slots->is_flow ? indentation : slots->indentation, slots->is_flow, FALSE };
  WeirScalarPlace scalar = weir_text_style_scalar_place (&self->style, &text);
  g_autofree char *written = NULL;
  g_autoptr (GString) steps = g_string_new (NULL);
  WeirShape shape = weir_shape_key (place->shape, key).child;

  learn_from (self, slots, beside, &self->style);
  if (shape == WEIR_SHAPE_STEPS && weir_tree_editor_new_steps (self, &text, node, steps))
    {
      written = weir_key_to_text (key, &scalar, self->style.quote);
      g_string_append_printf (out, "%s:%s", written, steps->str);
    }
  else
    weir_text_style_append_entry (&self->style, key, weir_tree_editor_shorten (self, node, shape), &text,
                                  out);
  self->style = before;
}
