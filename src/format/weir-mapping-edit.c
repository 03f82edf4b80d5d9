/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-mapping-edit.c: mappings of the schema, whose keys come and go in their places
 */

#include "config.h"

#include <string.h>

#include "weir-tree-edit.h"

#define NOT_IN_NEW (-1)
/* An empty list of steps, which nothing says but which has its place */
#define BEHIND_ALL G_MAXINT

/* A mapping while its pieces are put together */
typedef struct
{
  WeirTreeEditor *editor;
  const WeirEditPlace *place;
  const WeirSlots *slots;
  const WeirNode *old; /* (nullable) */
  const WeirNode *new;
  GArray *pieces;
  GArray *ranks;  /* of int: for each piece which entry of new it is, or NOT_IN_NEW */
  gboolean *done; /* for each entry of new, whether there is a piece of it, or needs none */
} Mapping;

static const WeirNode *
value_at (const WeirNode *mapping, int index)
{
  return index >= 0 ? weir_node_entry (mapping, (guint) index)->value : NULL;
}

static void
add (Mapping *self, char *own, char *text, int slot, int rank)
{
  weir_pieces_add (self->pieces, own, text, NULL, slot);
  g_array_append_val (self->ranks, rank);
}

/* Whether somebody else may refer to something in @entry */
static gboolean
has_anchor (const WeirEntry *entry)
{
  if ((entry->key != NULL && entry->key->is_anchored) || entry->is_alias)
    return entry->key != NULL && entry->key->is_anchored;
  if (entry->value->is_anchored)
    return TRUE;
  for (guint i = 0; i < weir_node_count (entry->value); i++)
    if (!weir_node_entry (entry->value, i)->is_merged && has_anchor (weir_node_entry (entry->value, i)))
      return TRUE;
  return FALSE;
}

/* A literal text above an entry may take the line break that is missing behind the entry, or the empty lines
 * below it, for its own. */
static gboolean
changes_text_above (const Mapping *self, guint index)
{
  const WeirLayout *layout = &self->editor->layout;
  gsize end = weir_slots_get (self->slots, index)->end;
  gsize next = weir_layout_next_line (layout, end);
  const WeirEntry *above = index > 0 ? weir_slots_get (self->slots, index - 1)->entry : NULL;
  const char *header = NULL;

  while (above != NULL && !above->is_alias && weir_node_count (above->value) > 0)
    above = weir_node_entry (above->value, weir_node_count (above->value) - 1);
  if (above == NULL || above->is_alias || above->is_merged || above->value->kind != WEIR_NODE_SCALAR ||
      above->value->style != WEIR_NODE_BLOCK)
    return FALSE;
  header = strpbrk (layout->text + above->start, "|>");
  if (header == NULL || memchr (header, '-', strcspn (header, " \t\r\n")) != NULL)
    return FALSE;
  return end == layout->length || (memchr (header, '+', strcspn (header, " \t\r\n")) != NULL &&
                                   weir_layout_is_blank_line (layout, next));
}

/* Whether a key can go without a comment, an anchor or anything else going with it */
static gboolean
goes_cleanly (const Mapping *self, guint index)
{
  const WeirLayout *layout = &self->editor->layout;
  const WeirSlot *slot = weir_slots_get (self->slots, index);
  gboolean is_first = index == 0 && self->slots->is_inline;
  gsize own_line =
      self->slots->is_flow || is_first ? slot->item : weir_layout_line_start (layout, slot->item);

  return !self->slots->node->has_merge && weir_slots_count (self->slots) > 1 && !is_first &&
         slot->own == own_line && !weir_layout_has_comment (layout, slot->item, slot->end) &&
         !has_anchor (slot->entry) && !changes_text_above (self, index);
}

static WeirNode *
word_node (WeirTreeEditor *editor, const char *word)
{
  WeirNode *node = weir_tree_add (editor->scratch, WEIR_NODE_SCALAR, WEIR_NODE_PLAIN);

  node->text = weir_tree_add_text (editor->scratch, word, -1);
  return node;
}

/* What is written out instead of a value that is not given any more; NULL when that cannot be done. */
static const WeirNode *
default_of (const Mapping *self, const WeirShapeKey *key, const WeirNode *old)
{
  WeirNode *mapping = NULL;

  if (key->default_text != NULL)
    return word_node (self->editor, key->default_text);
  if (key->child != WEIR_SHAPE_RUN || old == NULL)
    return NULL;
  mapping = weir_tree_add (self->editor->scratch, WEIR_NODE_MAPPING, WEIR_NODE_BLOCK);
  for (guint i = 0; i < weir_node_count (old); i++)
    {
      const WeirEntry *entry = weir_node_entry (old, i);
      WeirShapeKey below = weir_shape_key (WEIR_SHAPE_RUN, entry->key->text);

      weir_node_append (
          mapping, &(WeirEntry){ .key = entry->key, .value = word_node (self->editor, below.default_text) });
    }
  return mapping;
}

static void
add_gone (Mapping *self, guint index, int old_index)
{
  const WeirEntry *old = weir_node_entry (self->old, (guint) old_index);
  WeirShapeKey key = weir_shape_key (self->place->shape, old->key->text);
  const WeirNode *instead = default_of (self, &key, old->value);

  if (instead != NULL && goes_cleanly (self, index))
    return;
  if (instead == NULL && self->slots->node->has_merge)
    instead = word_node (self->editor, "null");
  if (instead == NULL)
    return;
  add (self, weir_tree_editor_own (self->editor, self->slots, index),
       weir_tree_editor_slot (self->editor, self->place, self->slots, index, key.key, old->value, instead),
       (int) index, NOT_IN_NEW);
}

static gboolean
is_part (WeirShape shape, const char *key)
{
  static const char *const parts[] = { "beforeAll", "steps", "afterAll" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (shape == WEIR_SHAPE_FLOW && g_ascii_strcasecmp (parts[i], key) == 0)
      return TRUE;
  return FALSE;
}

static void
add_slot (Mapping *self, guint index)
{
  const WeirSlot *slot = weir_slots_get (self->slots, index);
  int old = weir_shape_find (self->place->shape, self->old, slot->entry->key->text);
  int new = weir_shape_find (self->place->shape, self->new, slot->entry->key->text);
  GString *text = NULL;

  if (new < 0 && old >= 0)
    {
      add_gone (self, index, old);
      return;
    }
  if (new >= 0)
    {
      self->done[new] = TRUE;
      add (self, weir_tree_editor_own (self->editor, self->slots, index),
           weir_tree_editor_slot (self->editor, self->place, self->slots, index,
                                  weir_node_entry (self->new, (guint) new)->key->text,
                                  value_at (self->old, old), value_at (self->new, new)),
           (int) index, new);
      return;
    }
  text = g_string_new (NULL);
  weir_tree_editor_copy (self->editor, slot->item, self->slots->is_flow ? slot->core : slot->end, text);
  add (self, weir_tree_editor_own (self->editor, self->slots, index), g_string_free (text, FALSE),
       (int) index, is_part (self->place->shape, slot->entry->key->text) ? BEHIND_ALL : NOT_IN_NEW);
}

static int
rank_at (const Mapping *self, guint piece)
{
  return g_array_index (self->ranks, int, piece);
}

/* Behind the nearest entry that comes before it; -1 if there is none */
static int
find_place_after (const Mapping *self, int rank)
{
  int best = -1;

  for (guint i = 0; i < self->pieces->len; i++)
    if (rank_at (self, i) != NOT_IN_NEW && rank_at (self, i) < rank &&
        (best < 0 || rank_at (self, i) > rank_at (self, (guint) best)))
      best = (int) i;
  return best >= 0 ? best + 1 : -1;
}

static int
find_place_before (const Mapping *self, int rank)
{
  for (guint i = 0; i < self->pieces->len; i++)
    if (rank_at (self, i) > rank)
      return (int) i;
  return -1;
}

static guint
find_place (const Mapping *self, WeirKeyPlace how, int rank)
{
  int before = find_place_before (self, rank);
  int after = find_place_after (self, how == WEIR_PLACE_SECOND ? MIN (rank, 1) : rank);

  if (how == WEIR_PLACE_BEFORE && before >= 0)
    return (guint) before;
  if (after >= 0)
    return (guint) after;
  return how != WEIR_PLACE_LATE && before >= 0 ? (guint) before : self->pieces->len;
}

/* Empty lines above a new entry, as above the one that it stands beside */
static char *
gap_beside (const Mapping *self, WeirKeyPlace how, guint at)
{
  const WeirPiece *beside = at < self->pieces->len ? &g_array_index (self->pieces, WeirPiece, at)
                                                   : &g_array_index (self->pieces, WeirPiece, at - 1);
  g_autoptr (GString) gap = g_string_new (NULL);

  if (self->slots->is_flow)
    return NULL;
  if (how == WEIR_PLACE_BEFORE && beside->slot > 0)
    {
      const WeirSlot *slot = weir_slots_get (self->slots, (guint) beside->slot);

      weir_tree_editor_copy (self->editor, slot->lead, slot->own, gap);
    }
  else if (how == WEIR_PLACE_BEFORE && beside->slot < 0 && beside->gap != NULL)
    g_string_append (gap, beside->gap);
  return g_strdup (gap->str[strspn (gap->str, " \t\r\n")] == '\0' ? gap->str : "");
}

/* The slot whose style a new entry follows */
static guint
find_beside (const Mapping *self, WeirKeyPlace how, guint at)
{
  guint nearest = how == WEIR_PLACE_BEFORE || at == 0 ? at : at - 1;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      guint piece = nearest + i < self->pieces->len ? nearest + i : self->pieces->len - 1 - i;
      int slot = g_array_index (self->pieces, WeirPiece, piece).slot;

      if (slot >= 0)
        return (guint) slot;
    }
  return 0;
}

static void
insert (Mapping *self, const char *key, const WeirNode *value, int rank)
{
  WeirShapeKey known = weir_shape_key (self->place->shape, key);
  guint at = find_place (self, known.place, rank);
  g_autoptr (GString) text = g_string_new (NULL);
  WeirPiece piece = { .own = g_strdup (""), .slot = -1 };

  weir_tree_editor_append_entry (self->editor, self->place, self->slots, find_beside (self, known.place, at),
                                 key, value, text);
  piece.text = g_string_free (g_steal_pointer (&text), FALSE);
  if (self->pieces->len > 0)
    piece.gap = gap_beside (self, known.place, at);
  g_array_insert_val (self->pieces, at, piece);
  g_array_insert_val (self->ranks, at, rank);
}

/* What comes through "<<" is looked at here, not changed there. */
static void
mark_merged (Mapping *self)
{
  const WeirNode *node = self->slots->node;

  for (guint i = 0; i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);
      int old = weir_shape_find (self->place->shape, self->old, entry->key->text);
      int new = weir_shape_find (self->place->shape, self->new, entry->key->text);

      if (entry->is_merged && new >= 0 && old >= 0 &&
          weir_node_is_equal (value_at (self->old, old), value_at (self->new, new)))
        self->done[new] = TRUE;
    }
}

/* What is said without being written, such as a mode that follows from its numbers, need not be written as
 * long as it stays what it is. */
static gboolean
is_implied (const Mapping *self, guint index)
{
  const WeirEntry *entry = weir_node_entry (self->new, index);
  int old = weir_shape_find (self->place->shape, self->old, entry->key->text);

  return old >= 0 && weir_node_is_equal (value_at (self->old, old), entry->value);
}

static void
insert_missing (Mapping *self)
{
  const WeirNode *node = self->slots->node;

  for (guint i = 0; i < weir_node_count (self->new); i++)
    if (!self->done[i] && !is_implied (self, i))
      insert (self, weir_node_entry (self->new, i)->key->text, weir_node_entry (self->new, i)->value,
              (int) i);
  for (guint i = 0; i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);
      int old = weir_shape_find (self->place->shape, self->old, entry->key->text);
      WeirShapeKey key = weir_shape_key (self->place->shape,
                                         old >= 0 ? weir_node_entry (self->old, (guint) old)->key->text : "");

      if (entry->is_merged && old >= 0 && weir_shape_find (self->place->shape, self->new, key.key) < 0)
        insert (self, key.key, word_node (self->editor, key.default_text != NULL ? key.default_text : "null"),
                G_MAXINT);
    }
}

/**
 * weir_tree_editor_mapping:
 * @self: an editor
 * @place: a mapping with the keys of a schema
 * @old: (nullable): what it says
 * @new: what it shall say
 * @out: where the text is appended
 *
 * Returns: whether it could be done
 */
gboolean
weir_tree_editor_mapping (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old,
                          const WeirNode *new, GString *out)
{
  WeirSlots slots;
  gboolean is_root = place->shape == WEIR_SHAPE_FLOW;
  Mapping mapping = { .editor = self, .place = place, .slots = &slots, .old = old, .new = new };
  gboolean is_known = weir_slots_init (&slots, &self->layout, place->entry->value, place->from, place->end);

  if (is_known && is_root)
    weir_tree_editor_find_steps (self, &slots);
  if (is_known)
    {
      mapping.pieces = weir_pieces_new ();
      mapping.ranks = g_array_new (FALSE, FALSE, sizeof (int));
      mapping.done = g_new0 (gboolean, weir_node_count (new));
      for (guint i = 0; i < weir_slots_count (&slots); i++)
        add_slot (&mapping, i);
      mark_merged (&mapping);
      insert_missing (&mapping);
      is_known = mapping.pieces->len > 0;
      if (is_known)
        weir_tree_editor_finish (self, place, &slots, mapping.pieces, out);
      g_array_unref (mapping.pieces);
      g_array_unref (mapping.ranks);
      g_free (mapping.done);
    }
  if (is_root)
    weir_tree_editor_forget_steps (self);
  weir_slots_clear (&slots);
  return is_known;
}
