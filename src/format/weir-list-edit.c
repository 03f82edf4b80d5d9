/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-list-edit.c: lists, and mappings that are lists of names and values
 */

#include "config.h"

#include <string.h>

#include "weir-list-match.h"
#include "weir-tree-edit.h"

static const char *const part_keys[] = { "beforeAll", "steps", "afterAll" };

static WeirListItem *
item_at (GArray *items, guint index)
{
  return &g_array_index (items, WeirListItem, index);
}

static char *
new_item_to_text (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots,
                  const WeirNode *node)
{
  g_autofree char *key = g_strconcat (place->text.key, "[]", NULL);
  g_autofree char *indentation = weir_tree_editor_indentation (self, weir_slots_get (slots, 0)->item);
  WeirTextPlace text = { key, slots->is_flow ? indentation : slots->indentation, slots->is_flow, TRUE };
  GString *out = g_string_new (NULL);

  weir_text_style_append_item (
      &self->style, weir_tree_editor_shorten (self, node, weir_shape_element (place->shape)), &text, out);
  return g_string_free (out, FALSE);
}

/* Moves the lines behind the first one of @text, or all of them, to another column. */
static char *
shift_lines (const char *text, gssize n_columns, gboolean all)
{
  GString *out = g_string_new (NULL);
  gboolean is_start = all;

  for (const char *c = text; *c != '\0'; c++)
    {
      gssize skip = 0;

      if (is_start && n_columns > 0 && strchr ("\r\n", *c) == NULL)
        for (gssize i = 0; i < n_columns; i++)
          g_string_append_c (out, ' ');
      for (; is_start && n_columns < 0 && skip < -n_columns && *c == ' '; skip++)
        c++;
      if (*c == '\0')
        break;
      g_string_append_c (out, *c);
      is_start = *c == '\n' || *c == '\r';
    }
  return g_string_free (out, FALSE);
}

/* Somebody may refer to what stands in @node, so it must not stand there twice. */
static gboolean
has_anchor (const WeirNode *node)
{
  if (node->is_anchored)
    return TRUE;
  for (guint i = 0; i < weir_node_count (node); i++)
    if (!weir_node_entry (node, i)->is_alias && has_anchor (weir_node_entry (node, i)->value))
      return TRUE;
  return FALSE;
}

/* A step that stood in a list, written for a list that is indented so; NULL if its layout does not fit. */
static char *
step_to_text (WeirTreeEditor *self, const WeirStepSource *source, const WeirNode *new,
              const char *indentation, gboolean is_flow, char **own)
{
  WeirEditPlace place = { .shape = WEIR_SHAPE_STEPS, .text.key = "steps" };
  gssize shift = 0;
  g_autofree char *text = NULL;
  g_autofree char *comments = NULL;

  if (source->slots == NULL || source->slots->is_flow != is_flow || self->edit->is_json)
    return NULL;
  text = weir_tree_editor_slot (self, &place, source->slots, source->index, NULL, source->old, new);
  comments = weir_tree_editor_own (self, source->slots, source->index);
  if (!is_flow)
    shift = (gssize) strlen (indentation) - (gssize) strlen (source->slots->indentation);
  if (own != NULL)
    *own = is_flow ? g_strdup ("") : shift_lines (comments, shift, TRUE);
  return shift_lines (text, shift, FALSE);
}

static const WeirStepSource *
source_at (const WeirTreeEditor *self, int index)
{
  return index >= 0 ? &g_array_index (self->steps_before, WeirStepSource, (guint) index) : NULL;
}

/* The same but for its name */
static gboolean
is_copy (const WeirNode *a, const WeirNode *b)
{
  guint n_a = weir_node_count (a);

  if (n_a != weir_node_count (b))
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    {
      const WeirEntry *first = weir_node_entry (a, i);
      const WeirEntry *second = weir_node_entry (b, i);

      if (!g_str_equal (first->key->text, second->key->text) ||
          (!g_str_equal (first->key->text, "name") && !weir_node_is_equal (first->value, second->value)))
        return FALSE;
    }
  return TRUE;
}

/* A step that was duplicated is laid out like the one it was made from. */
static char *
copy_to_text (WeirTreeEditor *self, const WeirNode *new, const char *indentation, gboolean is_flow)
{
  for (guint i = 0; i < self->steps_before->len; i++)
    {
      const WeirStepSource *source = source_at (self, (int) i);

      if (source->slots != NULL && is_copy (source->old, new) &&
          !has_anchor (weir_slots_get (source->slots, source->index)->entry->value))
        return step_to_text (self, source, new, indentation, is_flow, NULL);
    }
  return NULL;
}

/* Where in the list of all steps that are wanted those of @list start */
static guint
find_offset (const WeirTreeEditor *self, const WeirNode *list)
{
  for (guint i = 0; i < self->steps_after->len; i++)
    if (weir_node_count (list) > 0 &&
        item_at (self->steps_after, i)->node == weir_node_entry (list, 0)->value)
      return i;
  return 0;
}

static gboolean
add_steps (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots, const WeirNode *new,
           GArray *pieces)
{
  guint offset = find_offset (self, new);

  for (guint i = 0; i < weir_node_count (new); i++)
    {
      const WeirNode *step = weir_node_entry (new, i)->value;
      const WeirStepSource *source = source_at (self, item_at (self->steps_after, offset + i)->match);
      gboolean is_here = source != NULL && source->slots != NULL && source->slots->node == slots->node;
      char *own = NULL;
      char *text = NULL;

      if (is_here)
        {
          own = weir_tree_editor_own (self, slots, source->index);
          text = weir_tree_editor_slot (self, place, slots, source->index, NULL, source->old, step);
        }
      else if (source != NULL)
        text = step_to_text (self, source, step, slots->indentation, slots->is_flow, &own);
      else
        text = copy_to_text (self, step, slots->indentation, slots->is_flow);
      if (text == NULL)
        text = new_item_to_text (self, place, slots, step);
      weir_pieces_add (pieces, own != NULL ? own : g_strdup (""), text, NULL,
                       is_here ? (int) source->index : -1);
    }
  return TRUE;
}

static gboolean
add_elements (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots, const WeirNode *old,
              const WeirNode *new, GArray *pieces)
{
  g_autoptr (GArray) before = weir_list_items_new (old);
  g_autoptr (GArray) after = weir_list_items_new (new);

  if (before->len != weir_slots_count (slots))
    return FALSE;
  weir_list_match (before, after, WEIR_MATCH_BY_PLACE);
  for (guint i = 0; i < after->len; i++)
    {
      const WeirListItem *item = item_at (after, i);
      int match = item->match;
      char *own = match >= 0 ? weir_tree_editor_own (self, slots, (guint) match) : g_strdup ("");
      char *text = NULL;

      if (match >= 0)
        text = weir_tree_editor_slot (self, place, slots, (guint) match, NULL,
                                      item_at (before, (guint) match)->node, item->node);
      else
        text = new_item_to_text (self, place, slots, item->node);
      weir_pieces_add (pieces, own, text, NULL, match);
    }
  return TRUE;
}

/**
 * weir_tree_editor_list:
 * @self: an editor
 * @place: a list
 * @old: what it says
 * @new: what it shall say
 * @out: where the text is appended
 *
 * Returns: whether it could be done
 */
gboolean
weir_tree_editor_list (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old,
                       const WeirNode *new, GString *out)
{
  g_autoptr (GArray) pieces = weir_pieces_new ();
  WeirSlots slots;
  gboolean done = weir_slots_init (&slots, &self->layout, place->entry->value, place->from, place->end);

  if (done)
    done = place->shape == WEIR_SHAPE_STEPS ? add_steps (self, place, &slots, new, pieces)
                                            : add_elements (self, place, &slots, old, new, pieces);
  if (done)
    weir_tree_editor_finish (self, place, &slots, pieces, out);
  weir_slots_clear (&slots);
  return done;
}

static int
find_slot (const WeirSlots *slots, const char *key)
{
  for (guint i = 0; i < weir_slots_count (slots); i++)
    if (g_str_equal (weir_slots_get (slots, i)->entry->key->text, key))
      return (int) i;
  return -1;
}

/* What "<<" names has its own order, which nothing that is written here can change. */
static gboolean
add_entries (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots, const WeirNode *old,
             const WeirNode *new, GArray *pieces)
{
  g_autoptr (GArray) before = weir_list_items_new (old);
  g_autoptr (GArray) after = weir_list_items_new (new);

  if (before->len != weir_slots_count (slots) || slots->node->has_merge)
    return FALSE;
  weir_list_match (before, after, WEIR_MATCH_BY_PLACE);
  for (guint i = 0; i < after->len; i++)
    {
      const WeirListItem *item = item_at (after, i);
      int match = item->match;
      int slot = match >= 0 ? find_slot (slots, item_at (before, (guint) match)->name) : -1;
      GString *text = NULL;

      if (match >= 0 && slot < 0)
        return FALSE;
      if (slot >= 0)
        {
          weir_pieces_add (pieces, weir_tree_editor_own (self, slots, (guint) slot),
                           weir_tree_editor_slot (self, place, slots, (guint) slot, item->name,
                                                  item_at (before, (guint) match)->node, item->node),
                           NULL, slot);
          continue;
        }
      text = g_string_new (NULL);
      weir_tree_editor_append_entry (self, place, slots, weir_slots_count (slots) - 1, item->name, item->node,
                                     text);
      weir_pieces_add (pieces, g_strdup (""), g_string_free (text, FALSE), NULL, -1);
    }
  return TRUE;
}

/**
 * weir_tree_editor_free_mapping:
 * @self: an editor
 * @place: a mapping with any keys, whose order counts
 * @old: (nullable): what it says
 * @new: what it shall say
 * @out: where the text is appended
 *
 * Returns: whether it could be done
 */
gboolean
weir_tree_editor_free_mapping (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old,
                               const WeirNode *new, GString *out)
{
  g_autoptr (GArray) pieces = weir_pieces_new ();
  WeirSlots slots;
  gboolean done = old != NULL && old->kind == WEIR_NODE_MAPPING;

  done = weir_slots_init (&slots, &self->layout, place->entry->value, place->from, place->end) && done &&
         add_entries (self, place, &slots, old, new, pieces);
  if (done)
    weir_tree_editor_finish (self, place, &slots, pieces, out);
  weir_slots_clear (&slots);
  return done;
}

/* Rows that were a mapping and become a list: each keeps its comments. */
static void
add_rows (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots, const WeirNode *old,
          const WeirNode *new, GArray *pieces)
{
  g_autoptr (GArray) before = weir_list_items_new (old);
  g_autoptr (GArray) after = weir_list_items_new (new);

  weir_list_match (before, after, WEIR_MATCH_BY_PLACE);
  for (guint i = 0; i < after->len; i++)
    {
      const WeirListItem *item = item_at (after, i);
      int slot = item->match >= 0 ? find_slot (slots, item_at (before, (guint) item->match)->name) : -1;
      g_autofree char *text = new_item_to_text (self, place, slots, item->node);
      g_autoptr (GString) whole = g_string_new (text);

      if (slot >= 0 && strchr (text, '\n') == NULL)
        weir_tree_editor_copy (self, weir_slots_get (slots, (guint) slot)->entry->end,
                               weir_slots_get (slots, (guint) slot)->end, whole);
      weir_pieces_add (pieces, slot >= 0 ? weir_tree_editor_own (self, slots, (guint) slot) : g_strdup (""),
                       g_string_free (g_steal_pointer (&whole), FALSE), NULL, slot);
    }
}

/**
 * weir_tree_editor_rows:
 * @self: an editor
 * @place: rows, written as a mapping
 * @old: what they say, as a list
 * @new: what they shall say, as a list
 * @out: where the text is appended
 *
 * Returns: whether it could be done
 */
gboolean
weir_tree_editor_rows (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old,
                       const WeirNode *new, GString *out)
{
  const WeirNode *short_old = weir_tree_editor_rows_to_mapping (self, old);
  const WeirNode *short_new = weir_tree_editor_rows_to_mapping (self, new);
  g_autoptr (GArray) pieces = weir_pieces_new ();
  WeirSlots slots;
  gboolean done = FALSE;

  if (short_old != NULL && short_new != NULL)
    {
      WeirEditPlace free_place = *place;

      free_place.shape = WEIR_SHAPE_FREE;
      return weir_tree_editor_free_mapping (self, &free_place, short_old, short_new, out);
    }
  done = weir_slots_init (&slots, &self->layout, place->entry->value, place->from, place->end) &&
         !slots.is_flow && !slots.node->has_merge;
  if (done)
    {
      add_rows (self, place, &slots, old, new, pieces);
      weir_tree_editor_copy (self, place->from, slots.start, out);
      weir_slots_join (&slots, &self->layout, pieces, out);
    }
  weir_slots_clear (&slots);
  return done;
}

static void
find_part (WeirTreeEditor *self, const WeirSlots *root, const char *key)
{
  int old = weir_shape_find (WEIR_SHAPE_FLOW, self->edit->old, key);
  const WeirNode *list = old >= 0 ? weir_node_entry (self->edit->old, (guint) old)->value : NULL;
  WeirSlots *slots = NULL;

  for (guint i = 0; i < weir_slots_count (root) && slots == NULL; i++)
    {
      const WeirSlot *slot = weir_slots_get (root, i);

      if (g_ascii_strcasecmp (slot->entry->key->text, key) != 0 || slot->entry->is_alias ||
          slot->entry->value->kind != WEIR_NODE_SEQUENCE)
        continue;
      slots = g_new0 (WeirSlots, 1);
      g_ptr_array_add (self->part_slots, slots);
      if (!weir_slots_init (slots, &self->layout, slot->entry->value, slot->entry->key_end,
                            root->is_flow ? slot->core : slot->end))
        slots = NULL;
      break;
    }
  for (guint i = 0; list != NULL && i < weir_node_count (list); i++)
    {
      gboolean is_written = slots != NULL && weir_slots_count (slots) == weir_node_count (list) &&
                            !weir_slots_get (slots, i)->entry->is_alias;
      WeirStepSource source = { is_written ? slots : NULL, i, weir_node_entry (list, i)->value };

      g_array_append_val (self->steps_before, source);
    }
}

static void
add_items (const WeirNode *root, GArray *items)
{
  for (guint i = 0; i < G_N_ELEMENTS (part_keys); i++)
    {
      int index = weir_shape_find (WEIR_SHAPE_FLOW, root, part_keys[i]);
      g_autoptr (GArray) part =
          weir_list_items_new (index >= 0 ? weir_node_entry (root, (guint) index)->value : NULL);

      g_array_append_vals (items, part->data, part->len);
    }
}

static void
free_slots (gpointer slots)
{
  weir_slots_clear (slots);
  g_free (slots);
}

/**
 * weir_tree_editor_find_steps:
 * @self: an editor
 * @root: the slots of the document
 *
 * Finds out which step was which, over all three parts.
 */
void
weir_tree_editor_find_steps (WeirTreeEditor *self, const WeirSlots *root)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (WeirListItem));

  self->steps_before = g_array_new (FALSE, FALSE, sizeof (WeirStepSource));
  self->steps_after = g_array_new (FALSE, FALSE, sizeof (WeirListItem));
  self->part_slots = g_ptr_array_new_with_free_func (free_slots);
  for (guint i = 0; i < G_N_ELEMENTS (part_keys); i++)
    find_part (self, root, part_keys[i]);
  add_items (self->edit->old, before);
  add_items (self->edit->new, self->steps_after);
  weir_list_match (before, self->steps_after, WEIR_MATCH_BY_LIKENESS);
}

/**
 * weir_tree_editor_forget_steps:
 * @self: an editor
 */
void
weir_tree_editor_forget_steps (WeirTreeEditor *self)
{
  g_clear_pointer (&self->steps_before, g_array_unref);
  g_clear_pointer (&self->steps_after, g_array_unref);
  g_clear_pointer (&self->part_slots, g_ptr_array_unref);
}

/**
 * weir_tree_editor_new_steps:
 * @self: an editor
 * @place: a key that had no steps
 * @new: what it shall have
 * @out: where what follows "key:" is appended
 *
 * Steps that stood elsewhere are taken along as they were written.
 *
 * Returns: whether there are steps to write, in a block
 */
gboolean
weir_tree_editor_new_steps (WeirTreeEditor *self, const WeirTextPlace *place, const WeirNode *new,
                            GString *out)
{
  guint offset = 0;
  g_autofree char *more = g_strnfill (self->style.list_step, ' ');
  g_autofree char *indentation = g_strconcat (place->indentation, more, NULL);
  WeirTextPlace below = { "steps[]", indentation, FALSE, TRUE };

  if (self->steps_before == NULL || self->edit->is_json || place->is_flow || weir_node_count (new) == 0)
    return FALSE;
  offset = find_offset (self, new);
  for (guint i = 0; i < weir_node_count (new); i++)
    {
      const WeirNode *step = weir_node_entry (new, i)->value;
      const WeirStepSource *source = source_at (self, item_at (self->steps_after, offset + i)->match);
      g_autofree char *own = NULL;
      g_autofree char *text =
          source != NULL ? step_to_text (self, source, step, indentation, FALSE, &own) : NULL;

      g_string_append_printf (out, "%s%s%s", self->style.line_break, own != NULL ? own : "", indentation);
      if (text != NULL)
        g_string_append (out, text);
      else
        weir_text_style_append_item (&self->style, weir_tree_editor_shorten (self, step, WEIR_SHAPE_STEP),
                                     &below, out);
    }
  return TRUE;
}
